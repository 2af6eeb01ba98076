//! What a run says.

use super::{MANIFEST, Project, both};

#[test]
fn all_errors_are_told() {
    let manifest =
        format!("{MANIFEST}\n[[module]]\noutput = \"out/c.pyrite\"\nheaders = [\"none.h\"]\n");
    let project = Project::of(&manifest);
    project.put("a.h", "unknown a(void);\n");
    project.put("out/a.pyrite", "# old\n");
    let said = project.run(&[]);
    assert_eq!((said.code, said.text.as_str()), (Some(1), ""));
    for words in [
        "unknown type name 'unknown'",
        "`out/a.pyrite` was not written; it is the module of bindgen.toml:6",
        "header `none.h` was not found",
        "`out/c.pyrite` was not written; it is the module of bindgen.toml:14",
        "out/b.pyrite: written",
        "3 modules: 1 written, 2 failed in ",
    ] {
        assert!(said.report.contains(words), "{words}: {}", said.report);
    }
    assert_eq!(project.text("out/a.pyrite"), "# old\n");
}

#[test]
fn quiet_is_quiet() {
    let project = Project::of(MANIFEST);
    let said = project.run(&["-q"]);
    assert_eq!(
        (said.code, said.text.as_str(), said.report.as_str()),
        (Some(0), "", "")
    );
    project.put("a.h", "unknown a(void);\n");
    let said = project.run(&["-q"]);
    assert_eq!(
        (said.code, said.text.as_str(), said.report.as_str()),
        (Some(1), "", "")
    );
}

#[test]
fn proof_decides_before_anything_is_written() {
    let project = Project::of(MANIFEST);
    assert_eq!(project.states(&["--verify"]), both("written", "written"));
    let said = project.run(&["--verify", "--no-cache"]);
    assert!(said.report.contains("out/a.pyrite"), "{}", said.report);
    assert_eq!(said.code, Some(0), "{}", said.report);
}

#[test]
fn one_worker_at_a_time_makes_the_same() {
    let (one, many) = (Project::of(MANIFEST), Project::of(MANIFEST));
    assert_eq!(one.run(&["--jobs=1"]).code, Some(0));
    assert_eq!(many.run(&["--jobs=16"]).code, Some(0));
    for name in ["out/a.pyrite", "out/b.pyrite", "bindgen.lock"] {
        assert_eq!(one.text(name), many.text(name));
    }
}

#[test]
fn a_pattern_of_the_defaults_may_match_nothing() {
    let default = "[defaults]\nblock = [\"none_.*\"]";
    let manifest = MANIFEST.replace("[defaults]", default) + "opaque = [\"nor_.*\"]\n";
    let said = Project::of(&manifest).run(&[]);
    assert_eq!(said.code, Some(0), "{}", said.report);
    assert!(!said.report.contains("--block=none_"), "{}", said.report);
    assert!(
        said.report.contains("`--opaque=nor_.*` matches nothing"),
        "{}",
        said.report
    );
}
