//! What cannot be imported: one clear error each.

use super::Place;

#[test]
fn each_error_names_the_way_out() {
    let place = Place::new(&[
        ("a.h", "typedef int t;\n"),
        ("types.pyrite", "type t = i32\n"),
        ("other/types.pyrite", "type t = i32\n"),
        ("bad.pyrite", "type t = \n"),
        ("my-types.pyrite", "type t = i32\n"),
        ("alpha.pyrite", "# dialect: alpha\n"),
        ("lost.pyrite", "from nowhere.to_be import t\n"),
        ("one.pyrite", "from two import t\n"),
        ("two.pyrite", "from one import t\n"),
        ("self.pyrite", "from self_ import t\n"),
        ("out.pyrite", "type t = i32\n"),
        ("around.pyrite", "from out import t\n"),
    ]);
    for (line, code, words) in [
        (
            "--import=gone.pyrite",
            1,
            "`--import=gone=gone.pyrite`: there is no such file",
        ),
        ("--import=empty", 1, "it is a directory"),
        (
            "--import=bad.pyrite",
            1,
            "bad.pyrite:1:10: the end of the line found",
        ),
        ("--import=my-types.pyrite", 2, "write --import=NAME=PATH"),
        (
            "--import=types.pyrite --import=other/types.pyrite",
            2,
            "is called `types` already",
        ),
        (
            "--import=x=types.pyrite --import=y=types.pyrite",
            1,
            "named as `x` and as `y`",
        ),
        (
            "--import=alpha.pyrite",
            1,
            "`alpha.pyrite` is of the dialect alpha",
        ),
        (
            "--import=lost.pyrite",
            1,
            "lost.pyrite:1: the module `nowhere.to_be` was not found",
        ),
        (
            "--import=one.pyrite",
            1,
            "imports go round in a circle: one -> two -> one",
        ),
        (
            "--import=out.pyrite",
            2,
            "would overwrite a module that it imports",
        ),
        (
            "--import=./other/../out.pyrite",
            2,
            "would overwrite a module that it imports",
        ),
        (
            "--import=around.pyrite",
            1,
            "imports go round in a circle: the module that is written -> around -> out",
        ),
        (
            "--import=types.pyrite --emit=mapped",
            2,
            "give it to `quarry bindgen merge`",
        ),
        (
            "--import=types.pyrite --dump=decls",
            2,
            "`--import` is about a whole module",
        ),
        (
            "--import=types.pyrite --dialect=alpha",
            1,
            "`types.pyrite` is of the dialect spec",
        ),
    ] {
        let said = place.fails(&format!("a.h {line} -o out.pyrite"), code);
        assert!(said.contains(words), "{line}\n{said}");
        assert_eq!(said.matches("error: ").count(), 1, "{line}\n{said}");
        assert_eq!(place.text("out.pyrite"), "type t = i32\n", "{line}");
    }
}

#[test]
fn what_is_for_other_targets_is_told() {
    let place = Place::new(&[
        ("a.h", "typedef int t;\n"),
        (
            "types.pyrite",
            "# target: avr-unknown-none\n\ntype t = i32\n",
        ),
    ]);
    let said = place.ok("a.h --import=types.pyrite -o a.pyrite");
    assert!(
        said.contains("nothing is imported from `types.pyrite`, which is for other targets"),
        "{said}"
    );
    assert_eq!(place.body("a.pyrite"), ["type t = i32"]);
}

#[test]
fn imports_that_are_no_text_of_a_module() {
    let place = Place::new(&[("a.h", "typedef int t;\n")]);
    for (text, words) in [
        ("from types import\n", "a name to import expected"),
        ("from import t\n", "`import` is reserved"),
        ("from types t\n", "`.` or `import` expected"),
        ("from a. import t\n", "`import` is reserved"),
        ("from types import t,\n", "a name to import expected"),
        (
            "from types import t t\n",
            "`,` or the end of the line expected",
        ),
        ("from types import (t\n", "`,` or `)` expected"),
        (
            "from types import t, t\n",
            "already the name of another name of this import",
        ),
        ("from types import i32\n", "`i32` is reserved"),
        ("from types import type\n", "`type` is reserved"),
        (
            "type a = i32\nfrom types import t\n",
            "an import stands below an item",
        ),
        (
            "\"\"\"Words.\"\"\"\nfrom types import t\n",
            "documentation stands above an import",
        ),
        (
            "@repr(C)\nfrom types import t\n",
            "`@repr` does not belong to an import",
        ),
        (
            "@link(\"c\")\nfrom types import t\n",
            "`@link` does not belong to an import",
        ),
    ] {
        place.write("types.pyrite", text);
        let said = place.fails("a.h --import=types.pyrite", 1);
        assert!(said.contains(words), "{text}\n{said}");
    }
}
