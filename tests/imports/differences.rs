//! What is not the same: it is defined again, and the user is told why.

use super::Place;

/// What all of the cases share but for one damage.
const HEADER: &str = "\
typedef long off;
struct inner { int x; off y; };
struct outer { struct inner held; };
struct points { struct outer *at; };
union number { int i; float f; };
enum color { RED, GREEN = 7 };
struct bits { unsigned a : 3, b : 5; };
struct node { struct node *next; struct other *o; };
struct other { struct node *back; int z; };
";

#[test]
fn each_difference_is_told() {
    let place = Place::new(&[("a.h", HEADER)]);
    place.ok("a.h -o good.pyrite");
    let good = place.text("good.pyrite");
    for (from, to, again) in [
        (
            "type off = i64",
            "type off = u64",
            &[
                "`off` is defined again: it is `i64` here and `u64` in `types`",
                "`inner` is defined again: its `off` is another type in `types`",
                "`outer` is defined again: its `inner` is another type in `types`",
                "`points` is defined again: its `outer` is another type in `types`",
            ][..],
        ),
        (
            "    x: i32",
            "    x: u32",
            &[
                "`inner` is defined again: its `x` is `i32` here and `u32` in `types`",
                "`outer`",
                "`points`",
            ],
        ),
        (
            "    x: i32",
            "    w: i32",
            &[
                "`inner` is defined again: it has `w` where here is `x` in `types`",
                "`outer`",
                "`points`",
            ],
        ),
        (
            "    z: i32\n",
            "    z: i32\n    more: i32\n",
            &[
                "`other` is defined again: it has a `more`, too, in `types`",
                "`node` is defined again: its `other` is another type in `types`",
            ],
        ),
        (
            "    z: i32\n",
            "",
            &[
                "`other` is defined again: it has no `z` in `types`",
                "`node`",
            ],
        ),
        (
            "union number",
            "struct number",
            &["`number` is defined again: it is a union here and a struct in `types`"],
        ),
        (
            "@repr(C)\nunion number",
            "@repr(C, align = 8)\nunion number",
            &["`number` is defined again: its `@repr` is another in `types`"],
        ),
        (
            "GREEN: color = 7",
            "GREEN: color = 8",
            &["`GREEN` is defined again: its value is another in `types`"],
        ),
        (
            "GREEN: color = 7",
            "GREEN: u32 = 7",
            &["`GREEN` is defined again: its type is another in `types`"],
        ),
        (
            "type color = u32",
            "type color = i32",
            &["`color` is defined again: it is `u32` here and `i32` in `types`"],
        ),
        (
            "(self._bits0[0] >> 3)",
            "(self._bits0[0] >> 2)",
            &["`bits` is defined again: the methods of its bit-fields are others in `types`"],
        ),
        (
            "fn set_b",
            "fn put_b",
            &["`bits` is defined again: the methods of its bit-fields are others in `types`"],
        ),
        (
            "@repr(C)\nstruct inner:\n    x: i32\n    y: off\n",
            "opaque type inner;\n",
            &[
                "`inner` is defined again: it is a struct here and opaque in `types`",
                "`outer`",
                "`points`",
            ],
        ),
        (
            "@repr(C)\nunion number:\n    i: i32\n    f: f32\n",
            "type number = f32\n",
            &["`number` is defined again: it is a union here and an alias in `types`"],
        ),
    ] {
        assert!(good.contains(from), "{from}\n{good}");
        place.write("types.pyrite", &good.replacen(from, to, 1));
        let said = place.ok("a.h --import=types.pyrite -o a.pyrite --verify");
        for words in again {
            assert!(said.contains(words), "{from}: {words}\n{said}");
        }
        let count = said.matches("is defined again").count();
        assert_eq!(count, again.len(), "{from}\n{said}");
        let body = place.body("a.pyrite").join("\n");
        for words in again {
            let name = words.split('`').nth(1).unwrap();
            let defined = ["struct ", "union ", "type ", "const "]
                .iter()
                .any(|word| body.contains(&format!("{word}{name}")));
            assert!(defined, "{from}: {name}\n{body}");
        }
    }
    place.write("types.pyrite", &good);
    let said = place.ok("a.h --import=types.pyrite -o a.pyrite --verify");
    assert!(
        !said.contains("defined again") && said.contains(" 0 types, 0 constants"),
        "{said}"
    );
}

#[test]
fn what_people_read_makes_no_difference() {
    let place = Place::new(&[
        ("a.h", HEADER),
        (
            "b.h",
            "/** A pair. */\nstruct inner { int x; long y; };\nvoid f(int a);\n",
        ),
    ]);
    place.ok("a.h -o types.pyrite");
    place.replace(
        "types.pyrite",
        "@repr(C)\nstruct inner",
        "# Words.\n\"\"\"More.\"\"\"\n@repr(C)\nstruct inner",
    );
    place.ok("b.h --import=types.pyrite -o b.pyrite");
    assert_eq!(
        place.body("b.pyrite"),
        ["from types import inner", "extern fn f(a: i32)"]
    );
}

#[test]
fn what_is_not_needed_is_not_told() {
    let place = Place::new(&[
        ("inc/a.h", HEADER),
        ("hdr/b.h", "#include <a.h>\nvoid f(union number *);\n"),
    ]);
    place.ok("inc/a.h -o types.pyrite");
    place.replace("types.pyrite", "    x: i32", "    x: u32");
    let said = place.ok("hdr/b.h -isystem inc --import=types.pyrite -o b.pyrite");
    assert!(!said.contains("again"), "{said}");
}
