//! Which manifest is meant where none is named.

use std::path::Path;

use super::{MANIFEST, Project, said};

#[test]
fn in_and_below_the_project() {
    let project = Project::of(MANIFEST);
    std::fs::create_dir_all(project.at("src/deep")).unwrap();
    let said = said(&mut project.quarry_in(Path::new("src/deep"), &[]));
    assert_eq!(said.code, Some(0), "{}", said.report);
    assert!(
        said.report.contains("../../out/a.pyrite"),
        "{}",
        said.report
    );
    assert!(project.at("out/b.pyrite").is_file() && project.at("bindgen.lock").is_file());
}

#[test]
fn a_projects_own_manifest() {
    let project = Project::of("");
    std::fs::remove_file(project.at("bindgen.toml")).unwrap();
    let whole = "# a project\n[package]\nname = \"x\" # and more\n\n[[bindgen]]\noutput = \"out/a.pyrite\"\n\
                 headers = [\"a.h\"]\ninclude-directory = \"late\"\n\n[dependencies]\nb = { git = \"x\" }\n";
    project.put("Quarry.toml", whole);
    assert_eq!(project.run(&[]).code, Some(0));
    assert!(project.text("out/a.pyrite").contains("fn a("));
    assert!(project.at("bindgen.lock").is_file() && !project.at("Quarry.lock").exists());
    assert_eq!(project.text("Quarry.toml"), whole);

    let wrong = |text: &str, words: &[&str]| {
        project.put("Quarry.toml", text);
        let said = project.run(&[]);
        assert_ne!(said.code, Some(0), "{}", said.report);
        for word in words {
            assert!(said.report.contains(word), "{word}: {}", said.report);
        }
    };
    wrong("[package]\nname = \"x\"\n", &["a header is missing"]);
    wrong(
        "[[bindgen]]\nheader = [\"a.h\"]\n",
        &["Quarry.toml:2", "did you mean `headers`"],
    );
    wrong(
        "[bindgen]\nheaders = [\"a.h\"]\n",
        &["Quarry.toml:1", "[[bindgen]]"],
    );
    wrong("bindgen = 3\n", &["[[bindgen]]"]);
    wrong("[[bindgen]\n", &["Quarry.toml:1"]);
    project.put("bindgen.toml", MANIFEST);
    wrong("[[bindgen]]\n", &["bindgen.toml, too", "--manifest=PATH"]);
}

#[test]
fn options_that_belong_into_it() {
    let project = Project::of(MANIFEST);
    for arguments in [&["--target=avr"][..], &["-DX"], &["--output=x"]] {
        let said = project.run(arguments);
        assert_eq!(said.code, Some(2));
        assert!(
            said.report.contains("no header is named"),
            "{}",
            said.report
        );
    }
    for option in ["--locked", "--no-cache", "--print-jobs"] {
        let said = project.run(&["a.h", option]);
        assert_eq!(said.code, Some(2));
        assert!(
            said.report.contains("modules of a manifest"),
            "{}",
            said.report
        );
    }
}
