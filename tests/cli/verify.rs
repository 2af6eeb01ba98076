//! `verify`, `check-c` and `--verify`: what they say, and what is wrong usage.

use std::fs;

use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty};

use super::{bindgen, directory};

/// What the headers of these tests declare.
const HEADER: &[u8] = b"struct s { int a; unsigned b : 3; };\nint f(struct s *p);\n#define N 3\n";

/// A directory with a header and its module.
fn module() -> tempfile::TempDir {
    let directory = directory(&[("a.h", HEADER), ("noise.pyrite", b"hello\n")]);
    bindgen(&directory, &["a.h", "-q", "-o", "a.pyrite"])
        .assert()
        .success();
    directory
}

#[test]
fn what_is_right_is_counted() {
    let directory = module();
    bindgen(&directory, &["verify", "a.pyrite", "--header=a.h"])
        .assert()
        .success()
        .stdout(contains("a.pyrite: no difference in "))
        .stdout(contains(" by libclang "))
        .stderr(is_empty());
    bindgen(
        &directory,
        &["verify", "a.pyrite", "--header=a.h", "--quiet"],
    )
    .assert()
    .success()
    .stdout(is_empty());
}

#[test]
fn what_is_wrong_is_a_line_with_both_sides() {
    let directory = module();
    let path = directory.path().join("a.pyrite");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("-> i32", "-> i64")).unwrap();
    let mut command = bindgen(&directory, &["verify", "a.pyrite", "--header=a.h"]);
    command
        .assert()
        .code(1)
        .stdout(contains(
            ": fn f: `fn(*mut s) -> i64` here, `int (struct s *)` in C (x86_64-unknown-linux-gnu, libclang ",
        ))
        .stdout(contains("1 difference in "));
    command
        .arg("--format=json")
        .assert()
        .code(1)
        .stdout(contains("\"schema\": 1"))
        .stdout(contains("\"item\": \"fn f\""));
}

#[test]
fn texts_and_numbers_are_compared_whole() {
    const MACROS: &[u8] =
        b"#define A \"abc\"\n#define B (\"abc\")\n#define C ((\"abc\"))\n#define D \"\"\n\
        #define E L\"a\\x1234z\"\n#define F 70000\n#define G 3000000000u\n";
    let directory = directory(&[("a.h", MACROS)]);
    bindgen(&directory, &["a.h", "-q", "-o", "a.pyrite"])
        .assert()
        .success();
    let verify = || bindgen(&directory, &["verify", "a.pyrite", "--header=a.h"]);
    verify()
        .assert()
        .success()
        .stdout(contains("no difference"));
    let path = directory.path().join("a.pyrite");
    let right = fs::read_to_string(&path).unwrap();
    let damages = [
        ("A: &str = \"abc\"", "A: &str = \"abcd\""),
        ("B: &str = \"abc\"", "B: &str = \"abd\""),
        ("C: &str = \"abc\"", "C: &str = \"ab\""),
        ("D: &str = \"\"", "D: &str = \" \""),
        ("4660", "4661"),
        ("F: i32 = 70000", "F: i32 = 70001"),
        ("F: i32 = 70000", "F: i64 = 70000"),
        ("G: u32 = 3000000000", "G: u32 = 3000000001"),
    ];
    for (from, to) in damages {
        assert!(right.contains(from), "{from} in {right}");
        fs::write(&path, right.replace(from, to)).unwrap();
        verify()
            .assert()
            .code(1)
            .stdout(contains("1 difference in "));
    }
}

#[test]
fn a_run_checks_what_it_wrote() {
    let directory = module();
    let run = |more: &[&str]| {
        let mut command = bindgen(&directory, &["a.h", "--verify"]);
        command.args(more);
        command
    };
    run(&["--output=b.pyrite"])
        .assert()
        .success()
        .stdout(is_empty())
        .stderr(contains("wrote b.pyrite: ").and(contains("b.pyrite: no difference in ")));
    run(&[])
        .assert()
        .success()
        .stdout(contains("extern fn f"))
        .stderr(contains("the module: no difference in "));
    run(&["--output=b.pyrite", "--format=json"])
        .assert()
        .success()
        .stdout(contains("\"schema\": 1"));
    run(&["--output=b.pyrite", "--quiet"])
        .assert()
        .success()
        .stdout(is_empty())
        .stderr(is_empty());
}

#[test]
fn the_c_file_compiles_and_sees_what_is_wrong() {
    let directory = module();
    let path = directory.path().join("a.pyrite");
    let text = fs::read_to_string(&path).unwrap();
    for (text, is_right) in [
        (text.clone(), true),
        (text.replace("const N: i32 = 3", "const N: i32 = 4"), false),
    ] {
        fs::write(&path, text).unwrap();
        bindgen(
            &directory,
            &["check-c", "a.pyrite", "--header=a.h", "-ocheck.c"],
        )
        .assert()
        .success()
        .stderr(contains("wrote check.c: "));
        let made = std::process::Command::new("cc")
            .args(["-Wall", "-Wextra", "-Werror", "-c", "check.c"])
            .current_dir(&directory)
            .output()
            .unwrap();
        assert_eq!(made.status.success(), is_right, "{made:?}");
    }
    let text = fs::read_to_string(directory.path().join("check.c")).unwrap();
    assert!(text.contains("int quarry_check_values(void)"), "{text}");
}

#[test]
fn errors_name_the_place_and_the_way_out() {
    let directory = module();
    for (arguments, code, message) in [
        (
            &["verify", "none.pyrite", "--header=a.h"][..],
            1,
            "cannot read none.pyrite",
        ),
        (
            &["verify", "a.pyrite", "--header=none.h"],
            1,
            "header `none.h` was not found",
        ),
        (
            &["verify", "noise.pyrite", "--header=a.h"],
            1,
            "error: noise.pyrite:1:1: ",
        ),
        (&["verify", "a.pyrite"], 2, "`--header` is missing"),
        (
            &["verify", "a.pyrite", "b.pyrite", "--header=a.h"],
            2,
            "one module is needed",
        ),
        (
            &["verify", "a.pyrite", "--header=a.h", "--output=x"],
            2,
            "`--output` has no meaning",
        ),
        (
            &["verify", "a.pyrite", "--header=a.h", "--dump=decls"],
            2,
            "has no meaning",
        ),
        (
            &["check-c", "a.pyrite", "--header=a.h", "--cc=gcc"],
            2,
            "`--cc` has no meaning",
        ),
        (
            &["check-c", "a.pyrite", "--header=a.h", "--output=a.h"],
            2,
            "would overwrite",
        ),
        (
            &["check-c", "a.pyrite", "--header=a.h", "--output=a.pyrite"],
            2,
            "would overwrite",
        ),
        (
            &["verify", "a.pyrite", "--header=a.h", "--cc=nonsense"],
            2,
            "`nonsense`",
        ),
        (
            &["a.h", "--header=a.h"],
            2,
            "`--header` belongs to `verify`",
        ),
        (
            &["a.h", "--verify", "--emit=json"],
            2,
            "read a Pyrite text back",
        ),
        (
            &["a.h", "--cc=gcc", "--dump=decls"],
            2,
            "read a Pyrite text back",
        ),
    ] {
        let mut command = bindgen(&directory, &[]);
        let assert = command.args(arguments).assert();
        assert
            .code(code)
            .stdout(is_empty())
            .stderr(contains(message));
    }
    let untouched = fs::read(directory.path().join("a.h")).unwrap();
    assert_eq!(untouched, HEADER);
}

#[test]
fn no_header_changes_what_the_claims_mean() {
    let header = b"#pragma pack(push, 1)\nstruct s { int a; long b; };\nint f(struct s *p);\n\
        #define N 3\n#define _Static_assert(...) extern int nothing\n#define sizeof(x) 8\n\
        #define __builtin_types_compatible_p(a, b) 1\n#define __typeof__(x) int\n\
        #define _Generic(...) 1\n#define extern static\n";
    let directory = directory(&[("a.h", header)]);
    bindgen(
        &directory,
        &["a.h", "-q", "-oa.pyrite", "--verify", "--cc=gcc"],
    )
    .assert()
    .success();
    let path = directory.path().join("a.pyrite");
    let text = fs::read_to_string(&path).unwrap();
    let damaged = text.replace("b: i64", "b: i32").replace("= 3", "= 4");
    fs::write(&path, damaged.replace("-> i32", "-> i64")).unwrap();
    bindgen(
        &directory,
        &["verify", "a.pyrite", "--header=a.h", "--cc=gcc"],
    )
    .assert()
    .code(1)
    .stdout(contains("struct s: size 8 here, 12 in C").count(2))
    .stdout(contains("fn f: ").count(2))
    .stdout(contains("const N: value 4 here, 3 in C").count(2));
}
