//! `bindgen.lock`, and what `--locked` refuses.

use std::fs;

use super::{MANIFEST, Project, both};

#[test]
fn it_says_nothing_of_the_machine() {
    let project = Project::of(MANIFEST);
    project.states(&[]);
    let lock = project.text("bindgen.lock");
    assert!(
        !lock.contains(project.directory.path().to_str().unwrap()),
        "{lock}"
    );
    for words in [
        "version = 1",
        "output = \"out/a.pyrite\"",
        "quarry = ",
        "libclang = ",
    ] {
        assert!(lock.contains(words), "{lock}");
    }
    // The same project elsewhere has the same lock, with and without a cache.
    let other = Project::of(MANIFEST);
    other.states(&[]);
    assert_eq!(other.text("bindgen.lock"), lock);
    fs::remove_file(other.at("bindgen.lock")).unwrap();
    assert_eq!(other.states(&[]), both("up to date", "up to date"));
    assert_eq!(other.text("bindgen.lock"), lock);
    fs::remove_file(other.at("bindgen.lock")).unwrap();
    other.states(&["--no-cache"]);
    assert_eq!(other.text("bindgen.lock"), lock);
}

#[test]
fn what_is_another_is_refused() {
    let project = Project::of(MANIFEST);
    let refused = |words: &str| {
        let (a, lock) = (project.text("out/a.pyrite"), project.text("bindgen.lock"));
        for arguments in [&["--locked"][..], &["--locked", "--no-cache"]] {
            let said = project.run(arguments);
            assert_eq!(said.code, Some(1), "{}", said.report);
            assert!(
                said.report.contains("is not what bindgen.lock says"),
                "{}",
                said.report
            );
            assert!(said.report.contains(words), "{words}: {}", said.report);
            assert_eq!(project.text("out/a.pyrite"), a);
            assert_eq!(project.text("bindgen.lock"), lock);
        }
    };
    project.states(&[]);
    assert_eq!(
        project.states(&["--locked"]),
        both("up to date", "up to date")
    );
    assert_eq!(
        project.states(&["--locked", "--no-cache"]),
        both("unchanged", "unchanged")
    );

    project.put("late/shared.h", "typedef short shared;\n");
    refused("the headers for i686-unknown-linux-gnu have changed");
    project.put("late/shared.h", "typedef long shared;\n");
    let manifest = project.text("bindgen.toml");
    project.put(
        "bindgen.toml",
        &manifest.replace("\"a.h\"]", "\"a.h\"]\nlink = [\"a\"]"),
    );
    refused("the manifest says something else of it");
    project.put(
        "bindgen.toml",
        &manifest.replace("\"i686-unknown-linux-gnu\"", "\"avr\""),
    );
    refused("the headers for i686-unknown-linux-gnu are gone");
    project.put("bindgen.toml", &manifest);
    let lock = project.text("bindgen.lock");
    let other = |from: &str, to: &str, words: &str| {
        project.put("bindgen.lock", &lock.replacen(from, to, 1));
        refused(words);
    };
    other("quarry = \"", "quarry = \"9", "and was 9");
    other("libclang = \"", "libclang = \"9", "libclang is ");
    other("output = \"out/a", "output = \"out/c", "it is not in there");
    project.put("bindgen.lock", &lock);
    // What was deleted is made as it was.
    fs::remove_file(project.at("out/a.pyrite")).unwrap();
    assert_eq!(project.states(&["--locked"]), both("written", "up to date"));
    // A run without it makes all, and says so.
    project.put("late/shared.h", "typedef short shared;\n");
    assert_eq!(project.states(&[]), both("written", "up to date"));
    assert_ne!(project.text("bindgen.lock"), lock);
    assert_eq!(
        project.states(&["--locked"]),
        both("up to date", "up to date")
    );
}

#[test]
fn what_is_no_lock() {
    let project = Project::of(MANIFEST);
    project.states(&[]);
    let lock = project.text("bindgen.lock");
    for text in [
        "<<<<<<< ours\n".to_owned(),
        "version = 2\n".to_owned(),
        lock.replace("blake3:", "md5:"),
        lock.replace("version = 1", "version = 1\nmore = 1"),
        "\0".to_owned(),
    ] {
        project.put("bindgen.lock", &text);
        let said = project.run(&[]);
        assert_eq!(said.code, Some(2), "{text}");
        assert!(
            said.report.contains("bindgen.lock") && said.report.contains("delete it"),
            "{}",
            said.report
        );
        assert_eq!(project.text("bindgen.lock"), text);
    }
}

#[test]
fn a_module_that_fails_keeps_its_place() {
    let project = Project::of(MANIFEST);
    project.states(&[]);
    let lock = project.text("bindgen.lock");
    let manifest = project.text("bindgen.toml");
    project.put("a.h", "syntax error\n");
    assert_eq!(project.states(&[]), both("failed", "up to date"));
    assert_eq!(project.text("bindgen.lock"), lock);
    // One that the manifest does not have any more has none.
    let end = manifest.rfind("[[module]]").unwrap();
    project.put("bindgen.toml", &manifest[..end]);
    project.states(&[]);
    assert!(!project.text("bindgen.lock").contains("out/b.pyrite"));
}
