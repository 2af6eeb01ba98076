//! Every form in which a module is written, and what is said beside it.

use super::Place;

/// A module to import from, and a header that needs it.
fn place() -> Place {
    let place = Place::new(&[
        ("types.h", "struct s { long a; };\nenum e { ONE };\n"),
        (
            "use.h",
            "#include \"types.h\"\nvoid f(struct s *, enum e);\n",
        ),
    ]);
    place.ok("types.h -o types.pyrite");
    place
}

#[test]
fn json_and_dumps() {
    let place = place();
    for line in [
        "",
        "--target=x86_64-unknown-linux-gnu,i686-unknown-linux-gnu --sysroot=empty",
    ] {
        let json = place.run(&format!("use.h --emit=json --import=types.pyrite {line}"));
        let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        let import = &json["imports"][0];
        assert_eq!(import["module"], "types", "{json:#}");
        assert_eq!(import["names"], serde_json::json!(["ONE", "e", "s"]));
        assert_eq!(import["condition"].is_null(), line.is_empty(), "{json:#}");
    }
    let dump = place.ok("use.h --dump=merged --import=types.pyrite");
    assert!(dump.contains("module: \"types\","), "{dump}");
    let json = place.ok("use.h --emit=json");
    assert!(!json.contains("\"imports\""), "{json}");
}

#[test]
fn parts_that_are_merged() {
    let place = place();
    let targets = ["x86_64-unknown-linux-gnu", "i686-unknown-linux-gnu"];
    let all = targets.join(",");
    place.ok(&format!(
        "types.h --target={all} --sysroot=empty -o types.pyrite"
    ));
    place.ok(&format!(
        "use.h --target={all} --sysroot=empty --import=types.pyrite -o a.pyrite"
    ));
    for target in targets {
        place.ok(&format!(
            "use.h --target={target} --sysroot=empty --emit=mapped -o {target}.json"
        ));
    }
    place.ok("merge x86_64-unknown-linux-gnu.json i686-unknown-linux-gnu.json --import=types.pyrite -o b.pyrite");
    assert_eq!(place.text("a.pyrite"), place.text("b.pyrite"));
    place.ok("merge i686-unknown-linux-gnu.json --import=types.pyrite -o b.pyrite");
    assert_eq!(place.body("b.pyrite")[0], "from types import ONE, e, s");
}

#[test]
fn imported_files_are_inputs() {
    let place = place();
    place.ok("use.h --import=types.pyrite -o a.pyrite --depfile a.d");
    assert!(
        place.text("a.d").contains("types.pyrite"),
        "{}",
        place.text("a.d")
    );
    let said = place.fails(
        "use.h --import=types.pyrite -o b.pyrite --depfile types.pyrite",
        2,
    );
    assert!(
        said.contains("`--depfile=types.pyrite` would overwrite"),
        "{said}"
    );
}

#[test]
fn the_report_counts_what_is_left() {
    let place = place();
    let said = place.ok("use.h --import=types.pyrite -o a.pyrite --report");
    assert!(
        said.contains("1 function, 0 types, 0 constants; 3 imported"),
        "{said}"
    );
    assert!(said.contains("1 declaration"), "{said}");
}

#[test]
fn why_tells_of_imports() {
    let place = place();
    let said = place.ok("why e use.h --import=types.pyrite");
    assert!(
        said.ends_with("  with --import: `e` is taken from `types`\n"),
        "{said}"
    );
    let said = place.ok("why f use.h --import=types.pyrite");
    assert!(!said.contains("--import"), "{said}");
}

#[test]
fn alpha_shares_structures() {
    let place = place();
    place.ok("types.h --dialect=alpha -o types.pyrite");
    place.ok("use.h --dialect=alpha --import=types.pyrite -o use.pyrite");
    let text = place.text("use.pyrite");
    crate::support::pyrite::check(&text, crate::support::pyrite::Dialect::Alpha).unwrap();
    assert!(text.contains("\nfrom types import s\n"), "{text}");
    assert!(!text.contains("struct s:"), "{text}");
    // Constants do not come through an import there.
    place.ok("types.h --dialect=alpha --import=types.pyrite -o again.pyrite");
    assert!(place.text("again.pyrite").contains("const ONE"));
    place.write("use.h", "struct s;\nvoid f(struct s *);\n");
    place.ok("use.h --dialect=alpha --import=types.pyrite -o use.pyrite");
    assert!(place.text("use.pyrite").contains("\nfrom types import s\n"));
}
