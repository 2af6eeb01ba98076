//! Several targets: what they can be asked for, and what is said of them.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty, starts_with};

use super::{bindgen, body, directory};

/// Linux and Windows, whose `long` differs.
const TWO: &str = "--target=x86_64-unknown-linux-gnu,x86_64-pc-windows-gnu";

#[test]
fn what_is_for_one_target_only() {
    let directory = directory(&[("a.h", b"long f(void);\n")]);
    for (arguments, words) in [
        (
            &["a.h", "--dialect=alpha"][..],
            "the alpha compiler knows no conditions",
        ),
        (
            &["a.h", "--emit=mapped"],
            "`--emit=mapped` writes the part of one target",
        ),
        (
            &["a.h", "--dump=decls"],
            "`--dump` prints this phase of one target",
        ),
        (
            &["a.h", "--dump=mapped"],
            "`--dump` prints this phase of one target",
        ),
        (&["a.h", "--library=c"], "`--library` is for one machine"),
        (&["why", "f", "a.h"], "`why` tells of one target"),
    ] {
        bindgen(&directory, &[arguments, &[TWO]].concat())
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(
                starts_with(format!("error: {words}, and 2 are named"))
                    .and(contains("`--target=TRIPLE` names one of them"))
                    .and(contains("x86_64-pc-windows-gnu\n")),
            );
    }
    for jobs in ["--jobs=0", "--jobs=-1", "-j0", "--jobs=many"] {
        bindgen(&directory, &["a.h", TWO, jobs])
            .assert()
            .code(2)
            .stderr(contains("--jobs <NUMBER>"));
    }
    let merged = body(&directory, &["a.h", TWO, "--jobs=1"]);
    assert_eq!(merged, body(&directory, &["a.h", TWO, "-j", "9"]));
    assert!(merged.contains("extern fn f() -> c_long"), "{merged}");
    bindgen(&directory, &["a.h", TWO, "--dump=merged"])
        .assert()
        .code(0)
        .stdout(contains("c_long"));
}

#[test]
fn groups_that_are_none() {
    let directory = directory(&[("a.h", b"long f(void);\n")]);
    for (value, words) in [
        ("linus", "unknown target `linus`; did you mean `linux`?"),
        ("embeded", "did you mean `embedded`?"),
        ("x86_64-linux-gmu", "did you mean `x86_64-linux-gnu`?"),
        ("linux,", "a triple, a group or `@FILE` belongs there"),
        ("@none.txt", "cannot read none.txt"),
    ] {
        bindgen(&directory, &["a.h", &format!("--target={value}")])
            .assert()
            .failure()
            .stdout(is_empty())
            .stderr(contains(words));
    }
}

#[test]
fn reports() {
    let header = b"long f(void);\nint g(void);\n#ifdef _WIN32\nint w(void);\n#endif\n";
    let directory = directory(&[("a.h", header)]);
    let line = "3 declarations on 2 targets: 1 identical, 1 differs in integer widths, 1 on some \
                targets only (w)\n";
    bindgen(&directory, &["a.h", TWO, "--report", "-o", "o"])
        .assert()
        .code(0)
        .stdout(is_empty())
        .stderr(predicates::str::ends_with(line));
    bindgen(
        &directory,
        &["a.h", TWO, "--report", "-o", "o", "--verbose"],
    )
    .assert()
    .stderr(contains(format!(
        "f  differs in integer widths\nw  on some targets only: Windows\n{line}"
    )));
    let host = &TWO[..TWO.find(',').unwrap()];
    bindgen(&directory, &["a.h", host, "--report", "-o", "o"])
        .assert()
        .code(0)
        .stderr(contains("2 declarations on 1 target: nothing to compare"));
    // As JSON: on standard output, unless the module goes there.
    let json = ["a.h", TWO, "--report", "--format=json"];
    for (more, on_stdout) in [(&["-o", "o"][..], true), (&[], false)] {
        let output = bindgen(&directory, &[&json, more].concat())
            .output()
            .unwrap();
        let (stdout, stderr) = (output.stdout, output.stderr);
        let text = String::from_utf8(if on_stdout { stdout } else { stderr }).unwrap();
        let (_, document) = text.split_once('{').unwrap();
        let document: serde_json::Value = serde_json::from_str(&format!("{{{document}")).unwrap();
        assert_eq!(document["schema"], 1);
        assert_eq!(document["declarations"], 3);
        assert_eq!(document["targets"].as_array().unwrap().len(), 2);
        assert_eq!(document["others"][0]["name"], "f");
        assert_eq!(document["others"][0]["likeness"], "widths");
        assert_eq!(document["others"][1]["places"][0], "Windows");
        assert!(!text.contains(" declarations on "), "{text}");
    }
    bindgen(&directory, &["a.h", TWO, "--report", "-q", "-o", "o"])
        .assert()
        .stdout(is_empty())
        .stderr(is_empty());
}
