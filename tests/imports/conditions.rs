//! Several targets: what is imported on some of them only.

use super::Place;

/// A 64-bit one, a 32-bit one, and one where `long` is narrow.
const TARGETS: &str = "--sysroot=empty --target=x86_64-unknown-linux-gnu,i686-unknown-linux-gnu,\
                       x86_64-pc-windows-msvc";

#[test]
fn what_other_targets_have_not() {
    let place = Place::new(&[(
        "a.h",
        "typedef struct { int a; } s;\n#ifdef _WIN32\ntypedef int only;\n#endif\nvoid f(s *);\n",
    )]);
    place.ok(&format!("a.h {TARGETS} -o types.pyrite"));
    let said = place.ok(&format!(
        "a.h {TARGETS} --import=types.pyrite -o a.pyrite --verify"
    ));
    assert!(said.contains("0 types, 0 constants; 2 imported"), "{said}");
    assert_eq!(
        place.body("a.pyrite"),
        [
            "from types import s",
            "@cfg(target_os = \"windows\")",
            "from types import only",
            "extern fn f(arg0: *mut s)",
        ]
    );
}

#[test]
fn what_differs_on_some_is_defined_there() {
    let place = Place::new(&[(
        "a.h",
        "struct s {\n#ifdef __i386__\nshort\n#else\nint\n#endif\na; };\nstruct t { struct s *b; };\nvoid f(struct t *);\n",
    )]);
    place.ok(&format!("a.h {TARGETS} -o types.pyrite"));
    assert!(place.text("types.pyrite").contains("    a: i16"));
    place.replace("types.pyrite", "    a: i16", "    a: u16");
    let said = place.ok(&format!(
        "a.h {TARGETS} --import=types.pyrite -o a.pyrite --verify"
    ));
    assert!(
        said.contains(
            "`s` is defined again, for i686-unknown-linux-gnu: its `a` is `i16` here and `u16`"
        ),
        "{said}"
    );
    assert_eq!(
        place.body("a.pyrite"),
        [
            "@cfg(target_pointer_width = \"64\")",
            "from types import s, t",
            "@cfg(target_pointer_width = \"32\")",
            "@repr(C)",
            "struct s:",
            "    a: i16",
            "@cfg(target_pointer_width = \"32\")",
            "@repr(C)",
            "struct t:",
            "    b: *mut s",
            "extern fn f(arg0: *mut t)",
        ]
    );
}

#[test]
fn targets_that_the_other_module_lacks() {
    let place = Place::new(&[("a.h", "struct s { long a; };\nvoid f(struct s *, long);\n")]);
    let some = TARGETS.replace(",i686-unknown-linux-gnu", "");
    place.ok(&format!("a.h {some} -o types.pyrite"));
    place.ok(&format!(
        "a.h {TARGETS} --import=types.pyrite -o a.pyrite --verify"
    ));
    assert_eq!(
        place.body("a.pyrite"),
        [
            "@cfg(target_pointer_width = \"64\")",
            "from types import c_long, s",
            "\"\"\"C's `long`.\"\"\"",
            "@cfg(target_pointer_width = \"32\")",
            "type c_long = i32",
            "@cfg(target_pointer_width = \"32\")",
            "@repr(C)",
            "struct s:",
            "    a: c_long",
            "extern fn f(arg0: *mut s, arg1: c_long)",
        ]
    );
    // The other way round nothing is missing.
    place.ok(&format!("a.h {TARGETS} -o types.pyrite"));
    place.ok(&format!(
        "a.h {some} --import=types.pyrite -o a.pyrite --verify"
    ));
    assert_eq!(place.body("a.pyrite")[0], "from types import c_long, s");
}

#[test]
fn methods_that_differ_with_the_order_of_bytes() {
    let place = Place::new(&[("a.h", "struct s { unsigned a : 3, b : 7; };\n")]);
    let targets = "--sysroot=empty --target=x86_64-unknown-linux-gnu,s390x-unknown-linux-gnu";
    place.ok(&format!("a.h {targets} -o types.pyrite"));
    place.ok(&format!(
        "a.h {targets} --import=types.pyrite -o a.pyrite --verify"
    ));
    assert_eq!(place.body("a.pyrite"), ["from types import s"]);
    let text = place.text("types.pyrite");
    let at = text.rfind("impl s:").unwrap();
    let (before, after) = text.split_at(at);
    place.write(
        "types.pyrite",
        &format!("{before}{}", after.replacen("fn a(", "fn x(", 1)),
    );
    let said = place.ok(&format!(
        "a.h {targets} --import=types.pyrite -o a.pyrite --verify"
    ));
    assert_eq!(
        said.matches("`s` is defined again, for ").count(),
        1,
        "{said}"
    );
    let body = place.body("a.pyrite");
    assert!(body[0].starts_with("@cfg(target_endian = ") && body[1] == "from types import s");
    let structs = body.iter().filter(|it| *it == "struct s:").count();
    let methods = body.iter().filter(|it| *it == "impl s:").count();
    assert_eq!((structs, methods), (1, 1), "{body:#?}");
}

#[test]
fn layouts_are_those_of_the_targets_that_are_left() {
    let place = Place::new(&[("a.h", "struct s { long a; };\nvoid f(struct s *, long);\n")]);
    let some = TARGETS.replace(",i686-unknown-linux-gnu", "");
    place.ok(&format!("a.h {some} -o types.pyrite"));
    let run = place.run(&format!("a.h {TARGETS} --import=types.pyrite --emit=json"));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let items = json["items"].as_array().unwrap();
    let s = items
        .iter()
        .find(|it| it["declaration"]["name"] == "s")
        .unwrap();
    let layouts = s["layouts"].as_array().unwrap();
    assert_eq!(layouts.len(), 1, "{s:#}");
    assert_eq!(
        layouts[0]["targets"],
        serde_json::json!(["i686-unknown-linux-gnu"])
    );
    assert_eq!(
        s["condition"],
        serde_json::json!({"is": ["target_pointer_width", "32"]})
    );
}

#[test]
fn a_basic_type_that_is_needed_anywhere_is_known_everywhere() {
    let place = Place::new(&[
        ("inc/a.h", "struct s { long a; };\n"),
        (
            "hdr/b.h",
            "#include <a.h>\nvoid f(struct s *);\n#ifndef _WIN32\nvoid g(long);\n#endif\n",
        ),
    ]);
    let bare = TARGETS;
    place.ok(&format!("inc/a.h {bare} -o types.pyrite"));
    place.ok(&format!(
        "hdr/b.h {bare} -isystem inc --import=types.pyrite -o b.pyrite --verify"
    ));
    assert_eq!(place.body("b.pyrite")[0], "from types import c_long, s");
}
