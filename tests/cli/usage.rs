//! How the program is called: help, versions, exit codes, streams.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty, starts_with};

use super::quarry;

#[test]
fn version() {
    quarry(&["--version"])
        .assert()
        .code(0)
        .stdout("quarry 0.1.0\n")
        .stderr(is_empty());
}

#[test]
fn help_is_on_stdout_and_needs_no_libclang() {
    let options = [
        "--output",
        "--target",
        "--dialect",
        "--depfile",
        "--include-from",
        "--everything",
        "--keep-going",
        "--verbose",
        "--quiet",
        "--dump",
        "--emit",
        "--allow-arg",
        "--timeout",
        "--memory-limit",
        "-I",
        "-D",
        "-U",
        "--isystem",
        "--sysroot",
        "--sysroot-for",
        "targets",
        "--include",
        "CLANG_ARG",
        "doctor",
        "Examples:",
    ];
    for option in options {
        quarry(&["bindgen", "--help"])
            .assert()
            .code(0)
            .stdout(contains(option))
            .stderr(is_empty());
    }
    let output = quarry(&["bindgen", "--help"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        !text.contains("clang-arg") && !text.contains("worker"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

#[test]
fn no_arguments_show_the_help_and_are_wrong() {
    for arguments in [&[][..], &["bindgen"]] {
        quarry(arguments)
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains("Usage: quarry"));
    }
}

#[test]
fn wrong_usage_is_2_and_says_the_way_out() {
    for (arguments, way_out) in [
        (&["bindgen", "a.h", "--ouput=x"][..], "'--output'"),
        (
            &["bindgen", "a.h", "--target=x86_64-linux-gmu"],
            "x86_64-linux-gnu",
        ),
        (&["bindgen", "a.h", "-fplugin=x.so"], "--allow-arg=-fplugin"),
        (&["bindgen", "a.h", "-MD"], "--depfile"),
        (&["bindgen", "a.h", "--", "-target", "x"], "--target=TRIPLE"),
        (&["bindgen", "a.h", "--", "b.c"], "before the `--`"),
        (&["bindgen", "a.h", "--output=/"], "name the file"),
        (&["bindgen", "a.h", "--depfile=d"], "--output=PATH"),
        (&["bindgen", "a.h", "--include-from=["], "--include-from"),
        (&["bindgen", "a.h", "-v", "-q"], "'--quiet'"),
        (&["bingen"], "'bindgen'"),
    ] {
        quarry(arguments)
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(starts_with("error: ").and(contains(way_out)));
    }
}

#[test]
fn quiet_is_silent_in_failure_too() {
    quarry(&["bindgen", "-q", "/nonexistent/a.h"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(is_empty());
    quarry(&["bindgen", "-q", "a.h", "--", "-MD"])
        .assert()
        .code(2)
        .stderr(is_empty());
}

#[test]
fn an_output_that_is_the_header_is_refused_before_any_work() {
    let directory = tempfile::tempdir().unwrap();
    let header = directory.path().join("a.h");
    std::fs::write(&header, "int f(void);\n").unwrap();
    quarry(&["bindgen", "a.h", "--output=./a.h"])
        .current_dir(&directory)
        .assert()
        .code(2)
        .stderr(contains("overwrite"));
    assert_eq!(std::fs::read_to_string(&header).unwrap(), "int f(void);\n");
}

#[test]
fn colours_are_for_terminals_and_those_who_insist() {
    let wrong = ["bindgen", "a.h", "-MD"];
    quarry(&wrong).assert().stderr(contains("\x1b").not());
    quarry(&wrong)
        .env("CLICOLOR_FORCE", "1")
        .assert()
        .stderr(contains("\x1b["));
    quarry(&wrong)
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .assert()
        .stderr(contains("\x1b").not());
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_does_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    let mut command = quarry(&["bindgen"]);
    command
        .arg(std::ffi::OsStr::from_bytes(b"a\xff.h"))
        .assert()
        .code(2)
        .stderr(contains("panicked").not());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    // The write end of a pipe whose read end is closed.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("quarry"))
        .args(["bindgen", "doctor"])
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_worker_that_is_asked_nothing_fails_quickly() {
    quarry(&[quarry_bindgen::worker::ARGUMENT])
        .write_stdin("")
        .assert()
        .code(70)
        .stdout(predicates::function::function(|greeting: &[u8]| {
            greeting.starts_with(b"\0quarry-worker")
        }));
}
