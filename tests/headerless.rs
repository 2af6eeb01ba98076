//! A libclang that brings no headers, as PyPI's does: what the program's own stand in for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};

/// Headers without vector types, and the flags of each.
const HEADERS: &[(&[&str], &[&str])] = &[
    (&["sqlite3.h"], &[]),
    (&["zlib.h"], &[]),
    (&["curl/curl.h"], &[]),
    (&["openssl/ssl.h"], &[]),
    (&["vulkan/vulkan.h"], &[]),
    (&["Python.h"], &["-I/usr/include/python3.11"]),
    (&["stdint.h", "inttypes.h", "time.h"], &[]),
    (
        &["stdio.h", "stdlib.h", "math.h", "complex.h", "threads.h"],
        &[],
    ),
];

/// The directory of PyPI's libclang: the one that `QUARRY_TEST_LIBCLANG_ALONE` names, or what
/// `scripts/test.sh` has put beside what cargo makes.
fn alone() -> PathBuf {
    if let Some(named) = std::env::var_os("QUARRY_TEST_LIBCLANG_ALONE") {
        return named.into();
    }
    support::beside("libclang-")
        .into_iter()
        .map(|directory| directory.join("clang/native"))
        .find(|directory| directory.is_dir())
        .expect("no libclang: `pip install libclang`, and set QUARRY_TEST_LIBCLANG_ALONE to its directory")
}

/// The module of some headers with a libclang.
fn module(libclang: &Path, headers: &[&str], flags: &[&str]) -> String {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
    command.args(headers).arg("--verify").args(flags);
    let run = support::run(&mut command).unwrap();
    assert_eq!(run.code, Some(0), "{headers:?}: {}", run.stderr);
    run.stdout
}

#[test]
fn modules_are_the_same() {
    let (alone, beside) = (alone(), support::libclangs().unwrap().swap_remove(0));
    for (headers, flags) in HEADERS {
        let [ours, theirs] = [&alone, &beside].map(|it| module(it, headers, flags));
        assert_eq!(ours, theirs, "{headers:?}");
    }
}

/// `<tgmath.h>` is the compiler's, over the C library's: glibc's own is none for clang.
#[test]
fn all_headers_of_c_are_read() {
    let names = support::C11.map(|name| format!("{name}.h"));
    let text = module(&alone(), &names.each_ref().map(String::as_str), &[]);
    assert!(text.contains("skipped: csqrtf ("), "{text}");
    assert!(
        text.contains("skipped: tgamma (function-like macro)"),
        "{text}"
    );
}
