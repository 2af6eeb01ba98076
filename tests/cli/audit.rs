//! `audit`: what it says where it cannot be done. It needs no libclang.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty, starts_with};

use super::{directory, quarry};

/// A directory with modules and what is no library.
fn modules() -> tempfile::TempDir {
    directory(&[
        ("m.pyrite", b"extern fn f()\n"),
        ("z.pyrite", b"@link(\"z\")\nextern fn f()\n"),
        (
            "wrong.pyrite",
            b"extern fn f()\nextern fn g(a: i33) -> \xc3\xa4x +\n",
        ),
        ("noise.pyrite", b"\xff\xfe"),
        ("a.h", b"int f(void);\n"),
        (
            "two.pyrite",
            b"# target: avr-unknown-none\n# target: x86_64-apple-darwin\n",
        ),
        ("old.pyrite", b"# target: pdp11-dec-unix\n"),
        ("text.so", b"hello\n"),
        ("empty.a", b"!<arch>\n"),
    ])
}

/// `quarry bindgen audit` in that directory.
fn audit(arguments: &[&str]) -> (tempfile::TempDir, assert_cmd::Command) {
    let directory = modules();
    let mut command = quarry(&["bindgen", "audit"]);
    command.current_dir(&directory).args(arguments);
    (directory, command)
}

#[test]
fn errors_name_the_place_and_the_way_out() {
    let linux = "--target=x86_64-unknown-linux-gnu";
    for (arguments, code, message, way_out) in [
        (
            &["none.pyrite", "--library=z"][..],
            1,
            "error: cannot read none.pyrite: ",
            "No such file",
        ),
        (
            &[".", "--library=z"],
            1,
            "error: cannot read .: ",
            "directory",
        ),
        (
            &["wrong.pyrite", "--library=z"],
            1,
            "error: wrong.pyrite:2:27: `+` found, ",
            "2 | extern fn g(a: i33) -> äx +\n  |                           ^\n",
        ),
        (
            &["noise.pyrite", "--library=z"],
            1,
            "error: noise.pyrite:1:1: the byte 0xff is not UTF-8",
            "must be",
        ),
        (
            &["a.h", "--library=z"],
            1,
            "error: a.h:1:1: `int` found, ",
            "`quarry bindgen HEADER`",
        ),
        (
            &["m.pyrite"],
            2,
            "error: `m.pyrite` is to be looked up in no library",
            "`--library=NAME`",
        ),
        (
            &["m.pyrite", "--library=no-such-library", linux, "-L", "none"],
            1,
            "error: library `no-such-library` was not found\n",
            "there is no directory `none`",
        ),
        (
            &[
                "m.pyrite",
                "--library=no-such-library",
                "--target=aarch64-pc-windows-msvc",
            ],
            1,
            "error: library `no-such-library` was not found\n",
            "no directory of libraries is known",
        ),
        (
            &[
                "z.pyrite",
                "--target=x86_64-apple-darwin",
                "--sysroot=/nonexistent",
            ],
            1,
            "error: library `z` was not found\n",
            "there is no directory `/nonexistent`",
        ),
        (
            &["m.pyrite", "--library=./none.so"],
            1,
            "error: library `./none.so`: No such file",
            "name the `.so`",
        ),
        (
            &["m.pyrite", "--library=text.so"],
            1,
            "error: library `text.so`: it is no library",
            "name the `.so`",
        ),
        (
            &["m.pyrite", "--library=./"],
            1,
            "error: library `./`: it is a directory",
            "name the `.so`",
        ),
        (
            &["m.pyrite", "--library=/dev/zero"],
            1,
            "error: library `/dev/zero`: it is a device, not a file",
            "name the `.so`",
        ),
        (
            &["/dev/zero", "--library=z"],
            1,
            "error: cannot read /dev/zero: ",
            "it is a device",
        ),
        (
            &["two.pyrite", "--library=z"],
            2,
            "error: `two.pyrite` is for several targets\n",
            "x86_64-apple-darwin",
        ),
        (
            &["old.pyrite", "--library=z"],
            2,
            "error: unknown target `pdp11-dec-unix`",
            "`quarry bindgen targets` lists those that are known",
        ),
        (
            &["m.pyrite", "--library=z", "--target=pdp11"],
            2,
            "error: unknown target `pdp11`",
            "`quarry bindgen targets` lists those that are known",
        ),
    ] {
        let (_directory, mut command) = audit(arguments);
        command
            .assert()
            .code(code)
            .stdout(is_empty())
            .stderr(starts_with(message).and(contains(way_out)));
    }
}

#[test]
fn a_library_for_another_machine_is_an_error() {
    let (directory, mut command) = audit(&["m.pyrite", "--library=./a.o", "--target=avr"]);
    std::fs::write(directory.path().join("a.c"), "int f;\n").unwrap();
    let mut gcc = std::process::Command::new("gcc");
    let status = gcc.args(["-c", "a.c"]).current_dir(&directory).status();
    assert!(status.unwrap().success());
    command
        .assert()
        .code(1)
        .stderr(contains("it is for X86_64, not for avr"));
}

#[test]
fn usage() {
    for (arguments, expected) in [
        (&[][..], "<MODULE>"),
        (&["m.pyrite", "-q", "-v"], "--quiet"),
        (&["m.pyrite", "--format=xml"], "text, json"),
        (&["m.pyrite", "--libary=z"], "--library"),
        (&["m.pyrite", "z.pyrite"], "z.pyrite"),
        (&["m.pyrite", "-L"], "-L"),
        (&["m.pyrite", "-std=c99"], "-s"),
    ] {
        let (_directory, mut command) = audit(arguments);
        command
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains(expected));
    }
    let (_directory, mut command) = audit(&["--help"]);
    let output = command.assert().code(0).stderr(is_empty());
    let text = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    for option in [
        "--library",
        "-L",
        "--target",
        "--sysroot",
        "--format",
        "--verbose",
        "--quiet",
    ] {
        assert!(text.contains(option), "{option}: {text}");
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

#[test]
fn the_verdict_is_on_standard_output() {
    let (_directory, mut command) = audit(&["m.pyrite", "--library=empty.a"]);
    let line = "m.pyrite:1: fn f: no symbol `f` (";
    command
        .assert()
        .code(1)
        .stderr(is_empty())
        .stdout(starts_with(line).and(contains("\nm.pyrite: 1 difference in 1 facts (")));
    let (_directory, mut command) = audit(&["m.pyrite", "--library=empty.a", "--format=json"]);
    command
        .assert()
        .code(1)
        .stderr(is_empty())
        .stdout(starts_with("{\n  \"schema\": 1,\n").and(contains("\"line\": 1,")));
    for arguments in [["--library=empty.a", "-q"], ["--library=none.a/x", "-q"]] {
        let (_directory, mut command) = audit(&arguments);
        command.arg("m.pyrite");
        command
            .assert()
            .code(1)
            .stdout(is_empty())
            .stderr(is_empty());
    }
}
