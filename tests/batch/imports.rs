//! Modules of a manifest that take types from each other.

use std::collections::BTreeMap;
use std::fs;

use super::Project;

/// Three modules: one that has a type, one that takes it, and one that takes from that.
const MANIFEST: &str = r#"
[defaults]
target = ["x86_64-linux-gnu", "x86_64-pc-windows-msvc"]

[[module]]
output = "out/top.pyrite"
headers = ["top.h"]
imports = ["middle", "base"]

[[module]]
output = "out/middle.pyrite"
headers = ["middle.h"]
imports = ["base"]

[[module]]
output = "out/base.pyrite"
headers = ["base.h"]
"#;

/// The project.
fn project() -> Project {
    let project = Project::of(MANIFEST);
    project.put(
        "base.h",
        "#pragma once\ntypedef struct { long a; } base;\nint b(base *);\n",
    );
    project.put("middle.h", "#pragma once\n#include \"base.h\"\nstruct middle { base one; };\nint m(struct middle *);\n");
    project.put(
        "top.h",
        "#include \"middle.h\"\nint t(struct middle *, base);\n",
    );
    project
}

/// The states of the three.
fn states(project: &Project, arguments: &[&str]) -> Vec<String> {
    let states: BTreeMap<String, String> = project.states(arguments);
    let of = |name: &str| states.get(&format!("out/{name}.pyrite")).cloned();
    ["base", "middle", "top"]
        .map(|name| of(name).unwrap_or_default())
        .to_vec()
}

#[test]
fn they_are_made_in_their_order() {
    let project = project();
    assert_eq!(states(&project, &["--verify"]), ["written"; 3]);
    let (middle, top) = (
        project.text("out/middle.pyrite"),
        project.text("out/top.pyrite"),
    );
    assert!(middle.contains("from base import base"), "{middle}");
    assert!(
        top.contains("from base import base") && top.contains("from middle import middle"),
        "{top}"
    );
    assert!(
        !top.contains("struct middle:") && !middle.contains("struct base:"),
        "{top}{middle}"
    );
    assert_eq!(states(&project, &["--verify"]), ["up to date"; 3]);
    let lock = project.text("bindgen.lock");
    assert!(lock.contains("\"base.pyrite\" = \"blake3:"), "{lock}");
}

#[test]
fn what_imports_is_made_again() {
    let project = project();
    states(&project, &[]);
    // A comment of the base, which the others do not show.
    project.put(
        "base.h",
        "#pragma once\n/** It. */\ntypedef struct { long a; } base;\nint b(base *);\n",
    );
    assert_eq!(states(&project, &[]), ["written", "unchanged", "unchanged"]);
    assert_eq!(states(&project, &[]), ["up to date"; 3]);
    // Another definition of the base's module alone: by hand, and then put right.
    let right = project.text("out/base.pyrite");
    project.put("out/base.pyrite", &right.replace("long", "lang"));
    assert_eq!(states(&project, &[])[0], "written");
    assert_eq!(project.text("out/base.pyrite"), right);
    project.put(
        "base.h",
        "#pragma once\ntypedef struct { long a, b; } base;\nint b(base *);\n",
    );
    assert_eq!(states(&project, &["--check"])[0], "differs");
    assert_eq!(states(&project, &[])[0], "written");
    assert_eq!(
        states(&project, &["--verify", "--no-cache"]),
        ["unchanged"; 3]
    );
}

#[test]
fn what_depends_on_a_failure_fails() {
    let project = project();
    states(&project, &[]);
    let top = project.text("out/top.pyrite");
    project.put("base.h", "#pragma once\nno c;\n");
    let said = project.run(&[]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.report
            .contains("it takes types from `out/base.pyrite`"),
        "{}",
        said.report
    );
    assert!(
        said.report.contains("3 modules: 3 failed"),
        "{}",
        said.report
    );
    assert_eq!(project.text("out/top.pyrite"), top);
}

#[test]
fn names_that_are_none() {
    let project = project();
    let wrong = |from: &str, to: &str, words: &str| {
        project.put("bindgen.toml", &MANIFEST.replacen(from, to, 1));
        let said = project.run(&[]);
        assert_eq!(said.code, Some(2), "{}", said.report);
        assert!(said.report.contains(words), "{words}: {}", said.report);
    };
    wrong(
        "\"middle\", \"base\"",
        "\"midle\"",
        "did you mean `middle`?",
    );
    wrong(
        "\"middle\", \"base\"",
        "\"top\"",
        "imports go round in a circle: top -> top",
    );
    wrong(
        "headers = [\"base.h\"]",
        "headers = [\"base.h\"]\nimports = \"top\"",
        "top -> middle -> base -> top",
    );
    wrong(
        "out/base.pyrite",
        "other/middle.pyrite",
        "2 modules are called `middle`",
    );
    // By its path, with a name of its own.
    let named = MANIFEST.replacen(
        "\"middle\", \"base\"",
        "\"lib.middle=out/middle.pyrite\", \"base\"",
        1,
    );
    project.put("bindgen.toml", &named);
    assert_eq!(project.run(&["--verify"]).code, Some(0));
    assert!(
        project
            .text("out/top.pyrite")
            .contains("from lib.middle import middle")
    );
    fs::remove_dir_all(project.at("out")).unwrap();
    fs::create_dir(project.at("out")).unwrap();
    assert_eq!(states(&project, &[]), ["written"; 3]);
}
