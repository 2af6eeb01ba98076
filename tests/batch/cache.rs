//! What has not changed is not made again; whatever may have changed is.

use std::fs;
use std::time::{Duration, SystemTime};

use super::{MANIFEST, Project, both};

/// A project whose modules are up to date.
fn made() -> Project {
    let project = Project::of(MANIFEST);
    assert_eq!(project.states(&[]), both("written", "written"));
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
    project
}

/// The files of the cache.
fn entries(project: &Project) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(project.at("cache")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_second_run_touches_nothing() {
    let project = made();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let names = ["out/a.pyrite", "out/b.pyrite", "bindgen.lock"];
    for name in names {
        let file = fs::File::options()
            .write(true)
            .open(project.at(name))
            .unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let said = project.run(&[]);
    assert_eq!((said.code, said.text.as_str()), (Some(0), ""));
    assert!(
        said.report.starts_with("2 modules: 2 up to date in "),
        "{}",
        said.report
    );
    for name in names {
        let data = fs::metadata(project.at(name)).unwrap();
        assert_eq!(data.modified().unwrap(), long_ago, "{name}");
    }
    // Made again, they are the same, and are left alone, too.
    assert_eq!(
        project.states(&["--no-cache"]),
        both("unchanged", "unchanged")
    );
    for name in names {
        let data = fs::metadata(project.at(name)).unwrap();
        assert_eq!(data.modified().unwrap(), long_ago, "{name}");
    }
}

#[test]
fn a_header_that_changes_makes_what_depends_on_it() {
    let project = made();
    project.put("late/shared.h", "typedef short shared;\n");
    assert_eq!(project.states(&[]), both("written", "up to date"));
    assert!(project.text("out/a.pyrite").contains("type shared = i16"));
    project.put("late/only_b.h", "#define ONLY   1\n");
    assert_eq!(project.states(&[]), both("up to date", "unchanged"));
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
    // The time alone says nothing.
    project.put("late/shared.h", "typedef short shared;\n");
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
}

#[test]
fn a_header_that_would_be_found_earlier_now() {
    for (place, text) in [
        ("early/shared.h", "typedef char shared;\n"),
        ("shared.h", "typedef char shared;\n"),
    ] {
        let project = made();
        project.put(place, text);
        assert_eq!(
            project.states(&[]),
            both("written", "up to date"),
            "{place}"
        );
        assert!(
            project.text("out/a.pyrite").contains("type shared = i8"),
            "{place}"
        );
        fs::remove_file(project.at(place)).unwrap();
        assert_eq!(
            project.states(&[]),
            both("written", "up to date"),
            "{place}"
        );
    }
    // What nobody includes is of no interest.
    let project = made();
    project.put("early/unrelated.h", "");
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
}

#[test]
fn a_header_that_is_asked_for() {
    let project = Project::of(MANIFEST);
    project.put(
        "a.h",
        "#if __has_include(\"extra.h\")\nint present(void);\n#else\nint absent(void);\n#endif\n",
    );
    assert_eq!(project.states(&[]), both("written", "written"));
    assert!(project.text("out/a.pyrite").contains("fn absent("));
    project.put("late/extra.h", "");
    assert_eq!(project.states(&[]), both("written", "up to date"));
    assert!(project.text("out/a.pyrite").contains("fn present("));
    // Named by a macro, and read.
    project.put(
        "a.h",
        "#define NAME \"extra.h\"\n#include NAME\nint f(void);\n",
    );
    project.states(&[]);
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
    project.put("early/extra.h", "int g(void);\n");
    assert_eq!(project.states(&[]), both("written", "up to date"));
    assert!(project.text("out/a.pyrite").contains("fn f("));
}

#[test]
fn an_output_that_changes_is_made_again() {
    let project = made();
    let right = project.text("out/a.pyrite");
    project.put("out/a.pyrite", "# mine\n");
    fs::remove_file(project.at("out/b.pyrite")).unwrap();
    assert_eq!(project.states(&[]), both("written", "written"));
    assert_eq!(project.text("out/a.pyrite"), right);
}

#[test]
fn what_the_manifest_says_counts() {
    let project = made();
    let change = |from: &str, to: &str| {
        let text = project.text("bindgen.toml").replace(from, to);
        project.put("bindgen.toml", &text);
    };
    change("headers = [\"b.h\"]", "headers = [\"b.h\"]\nlink = [\"b\"]");
    assert_eq!(project.states(&[]), both("up to date", "written"));
    change("i686-unknown-linux-gnu", "s390x-unknown-linux-gnu");
    assert_eq!(project.states(&[]), both("written", "written"));
    change("# of nobody", "# of somebody");
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
}

#[test]
fn proof_is_not_taken_from_a_run_without() {
    let project = made();
    assert_eq!(
        project.states(&["--verify"]),
        both("unchanged", "unchanged")
    );
    assert_eq!(
        project.states(&["--verify"]),
        both("up to date", "up to date")
    );
}

#[test]
fn a_warning_is_said_each_time() {
    let project =
        Project::of(&MANIFEST.replace("[\"a.h\"]", "[\"a.h\"]\nallow = [\"a\", \"none\"]"));
    let first = project.run(&[]).report;
    assert!(
        first.contains("warning") && first.contains("none"),
        "{first}"
    );
    let second = project.run(&[]).report;
    assert!(second.contains("2 up to date"), "{second}");
    assert!(
        second.contains("warning") && second.contains("none"),
        "{second}"
    );
    assert_eq!(project.run(&["-q"]).report, "");
}

/// What becomes of an entry, from it and another one.
type Damage = dyn Fn(&[u8], &[u8]) -> Vec<u8>;

#[test]
fn damaged_entries_are_none() {
    let project = made();
    let whole: Vec<(std::path::PathBuf, Vec<u8>)> = entries(&project)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    assert_eq!(whole.len(), 2);
    let all = |damage: &Damage| {
        for (at, (path, bytes)) in whole.iter().enumerate() {
            fs::write(path, damage(bytes, &whole[1 - at].1)).unwrap();
        }
        assert_eq!(project.states(&[]), both("unchanged", "unchanged"));
        assert_eq!(project.states(&[]), both("up to date", "up to date"));
    };
    all(&|_, _| Vec::new());
    all(&|_, _| b"quarry bindgen cache 1\n".to_vec());
    all(&|bytes, _| bytes[..bytes.len() / 2].to_vec());
    all(&|bytes, _| bytes[..bytes.len() - 1].to_vec());
    all(&|bytes, _| [bytes, b"x"].concat());
    all(&|bytes, _| bytes.iter().map(|byte| byte ^ 1).collect());
    // Another module's.
    all(&|_, other| other.to_vec());
    for place in (0..whole[0].1.len()).step_by(97) {
        let mut bytes = whole[0].1.clone();
        bytes[place] ^= 0x40;
        fs::write(&whole[0].0, bytes).unwrap();
        let states = project.states(&[]);
        let again = states
            .values()
            .filter(|state| *state == "unchanged")
            .count();
        assert_eq!(again, 1, "byte {place}: {states:?}");
    }
    // A directory in its place, and no room for a cache at all.
    fs::remove_file(&whole[0].0).unwrap();
    fs::create_dir(&whole[0].0).unwrap();
    assert_eq!(project.run(&[]).code, Some(0));
    fs::remove_dir_all(project.at("cache")).unwrap();
    project.put("cache", "a file");
    assert_eq!(project.states(&[]), both("unchanged", "unchanged"));
}

#[test]
fn anothers_cache_is_not_mine() {
    let mine = made();
    let other = made();
    // The same project in another place, with the cache of the first.
    for name in ["out/a.pyrite", "out/b.pyrite"] {
        fs::remove_file(other.at(name)).unwrap();
    }
    fs::remove_dir_all(other.at("cache")).unwrap();
    fs::rename(mine.at("cache"), other.at("cache")).unwrap();
    assert_eq!(other.states(&[]), both("written", "written"));
}

#[test]
fn a_rule_for_make_that_is_gone_is_written_again() {
    let manifest = MANIFEST.replace(
        "headers = [\"a.h\"]",
        "headers = [\"a.h\"]\ndepfile = \"a.d\"",
    );
    let project = Project::of(&manifest);
    project.states(&[]);
    assert!(project.text("a.d").contains("late/shared.h"));
    assert_eq!(project.states(&[]), both("up to date", "up to date"));
    fs::remove_file(project.at("a.d")).unwrap();
    assert_eq!(project.states(&[]), both("unchanged", "up to date"));
    assert!(project.at("a.d").is_file());
}

#[test]
fn targets_that_are_passed_over() {
    let manifest = MANIFEST
        .replace("\"i686-unknown-linux-gnu\"", "\"avr\"")
        .replace("[defaults]", "[defaults]\nskip-missing = true");
    let project = Project::of(&manifest);
    project.put("b.h", "#include <sys/socket.h>\nint b(long);\n");
    project.states(&[]);
    project.put("a.h", "int only(void);\n");
    let states = project.states(&[]);
    assert_eq!(
        states.get("out/a.pyrite").map(String::as_str),
        Some("written")
    );
}
