//! What a run says where something is wrong, and what it leaves alone then.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty, starts_with};

use super::{bindgen, directory};

#[test]
fn a_missing_header_names_the_directories_and_the_way_out() {
    let directory = directory(&[
        ("a.h", b"#include \"b.h\"\n"),
        ("b.h", b"#include <absent/deep.h>\n"),
    ]);
    bindgen(&directory, &["absent/deep.h", "-Inowhere"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(
            starts_with("error: header `absent/deep.h` was not found\n")
                .and(contains("searched in\n           nowhere\n"))
                .and(contains("help: there is no directory `nowhere`")),
        );
    // The same for a header that a header includes, with the way to it.
    bindgen(&directory, &["a.h", "-Inowhere", "-o", "out"])
        .assert()
        .code(1)
        .stderr(
            starts_with("error: 'absent/deep.h' file not found\n")
                .and(contains("b.h:1:10\n"))
                .and(contains(
                    "1 | #include <absent/deep.h>\n  |          ^^^^^^^^^^^^^^^\n",
                ))
                .and(contains("a.h:1\n"))
                .and(contains("searched in\n            nowhere\n"))
                .and(contains("help: there is no directory `nowhere`"))
                .and(contains("main.c").not()),
        );
    assert!(!directory.path().join("out").exists());
}

#[test]
fn a_foreign_target_without_headers_names_the_package() {
    let directory = directory(&[("a.h", b"#include <stdio.h>\n"), ("empty", b"")]);
    let target = "--target=aarch64-unknown-linux-gnu";
    if std::path::Path::new("/usr/aarch64-linux-gnu/include").exists() {
        return;
    }
    for header in ["stdio.h", "a.h"] {
        bindgen(&directory, &[header, target])
            .assert()
            .code(1)
            .stderr(contains("`libc6-dev-arm64-cross`").and(contains("--sysroot=DIR")));
        bindgen(&directory, &[header, target, "--sysroot=."])
            .assert()
            .code(1)
            .stderr(contains("the sysroot `.` has no C library headers"));
    }
}

#[test]
fn errors_have_place_excerpt_and_chain_and_keep_the_old_output() {
    let directory = directory(&[
        ("a.h", b"\n#include \"b.h\"\n"),
        (
            "b.h",
            b"int x\nint y;\n#error \"boo\nstruct S { foo_t a; };\nint good(void);\n",
        ),
        ("out", b"old"),
    ]);
    let out = directory.path().join("out");
    let before = std::fs::metadata(&out).unwrap().modified().unwrap();
    bindgen(&directory, &["a.h", "--output=out"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(
            contains("b.h:1:6\n  |\n1 | int x\n  |      ^\n")
                .and(contains("a.h:2\n"))
                .and(contains("error: \"boo\n"))
                .and(contains("error: unknown type name 'foo_t'\n"))
                .and(contains("nothing was written: clang found 3 errors"))
                .and(contains("included from quarry").not())
                .and(contains("in file included").not()),
        );
    assert_eq!(std::fs::read(&out).unwrap(), b"old");
    assert_eq!(std::fs::metadata(&out).unwrap().modified().unwrap(), before);
    bindgen(&directory, &["a.h", "--output=out", "--keep-going"])
        .assert()
        .code(1)
        .stderr(contains("'foo_t'").and(contains("\nwrote out: 1 function, ")));
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("extern fn good() -> i32\n"), "{text}");
}

#[test]
fn many_errors_are_few_lines() {
    let text: String = (0..5000).map(|i| format!("foo{i} x{i};\n")).collect();
    let directory = directory(&[("a.h", text.as_bytes())]);
    let output = bindgen(&directory, &["a.h"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.lines().count() < 120, "{said}");
    assert!(said.contains("more than 1000 errors"), "{said}");
}

#[test]
fn warnings_are_for_those_who_ask_and_change_nothing() {
    let directory = directory(&[("a.h", b"#warning \"old\"\nint f(void);\n")]);
    for flags in [&[][..], &["-Wall"], &["-Werror"], &["--", "-Werror"]] {
        let all = |first: &[&'static str]| [first, flags].concat();
        bindgen(&directory, &all(&["a.h"]))
            .assert()
            .code(0)
            .stderr("wrote to standard output: 1 function, 0 types, 0 constants\n");
        bindgen(&directory, &all(&["a.h", "-v"]))
            .assert()
            .code(0)
            .stderr(starts_with("warning: \"old\"\n").and(contains("a.h:1:2")));
        bindgen(&directory, &all(&["a.h", "-q"]))
            .assert()
            .code(0)
            .stderr(is_empty());
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_header() {
    let directory = directory(&[]);
    std::fs::create_dir(directory.path().join("d.h")).unwrap();
    for (name, reason) in [
        ("d.h", "it is a directory"),
        (".", "it is a directory"),
        ("", "it has no name"),
        ("<>", "it has no name"),
        ("/dev/zero", "it is no regular file"),
        ("a\"b.h", "no #include can hold such a name"),
        ("a\nb.h", "no #include can hold such a name"),
    ] {
        bindgen(&directory, &[name])
            .assert()
            .code(1)
            .stdout(is_empty())
            .stderr(contains("cannot be read: ").and(contains(reason)));
    }
}

#[test]
fn a_wrong_target_and_a_wrong_libclang() {
    let directory = directory(&[("a.h", b"int f(void);\n"), ("no.so", b"text")]);
    bindgen(&directory, &["a.h", "--target=z"])
        .assert()
        .code(2)
        .stderr(starts_with("error: unknown target `z`\n").and(contains("quarry bindgen targets")));
    bindgen(&directory, &["a.h"])
        .env("LIBCLANG_PATH", "nowhere")
        .assert()
        .code(1)
        .stderr(starts_with("error: LIBCLANG_PATH is `nowhere`"));
    bindgen(&directory, &["a.h"])
        .env("LIBCLANG_PATH", directory.path().join("no.so"))
        .assert()
        .code(1)
        .stderr(contains(
            "no.so cannot be loaded: it is no shared library for this machine\n",
        ));
    bindgen(&directory, &["doctor"])
        .env("LIBCLANG_PATH", "nowhere")
        .assert()
        .code(1)
        .stdout(contains("cannot run here yet"));
}
