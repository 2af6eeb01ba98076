//! PyPI's libclang: without headers, for which the program's own stand in, and with those of its
//! version, as it is installed with the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
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

/// Headers that need vector types and intrinsics, and the flags of each.
const WITH_INTRINSICS: &[(&[&str], &[&str])] = &[
    (&["SDL2/SDL.h"], &["-I/usr/include/SDL2"]),
    (
        &["windows.h"],
        &["--target=x86_64-pc-windows-gnu", "--everything"],
    ),
    (&["immintrin.h"], &[]),
];

/// The system's libclang.
fn system() -> PathBuf {
    support::libclangs().unwrap().swap_remove(0)
}

#[test]
fn modules_are_the_same() {
    let (alone, shipped, system) = (alone(), support::shipped().unwrap(), system());
    for (headers, flags) in HEADERS {
        let theirs = module(&system, headers, flags);
        for ours in [&alone, &shipped] {
            assert!(module(ours, headers, flags) == theirs, "{headers:?}");
        }
    }
}

#[test]
fn with_its_headers_it_reads_intrinsics() {
    let (shipped, system) = (support::shipped().unwrap(), system());
    for (headers, flags) in WITH_INTRINSICS {
        let [ours, theirs] = [&shipped, &system].map(|it| module(it, headers, flags));
        let names = |text: &str| -> BTreeSet<String> {
            let functions = text
                .lines()
                .filter_map(|line| line.strip_prefix("extern fn "));
            functions
                .filter_map(|it| Some(it.split_once('(')?.0.to_owned()))
                .collect()
        };
        let lacking: Vec<_> = names(&theirs).difference(&names(&ours)).cloned().collect();
        assert!(lacking.is_empty(), "{headers:?}: {lacking:?}");
    }
}

#[test]
fn it_is_found_beside_the_program() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    for directory in ["bin", "lib"] {
        std::fs::create_dir(at(directory)).unwrap();
    }
    std::fs::copy(env!("CARGO_BIN_EXE_quarry"), at("bin/quarry")).unwrap();
    std::os::unix::fs::symlink(support::shipped().unwrap(), at("lib/quarry")).unwrap();
    let installed = |arguments: &[&str]| {
        let mut command = support::quarry(&at("bin/quarry").to_string_lossy(), Path::new(""));
        command.env_remove("LIBCLANG_PATH").args(arguments);
        support::run(&mut command).unwrap()
    };
    let run = installed(&["doctor"]);
    for part in ["(version 18, installed with quarry)", "lib/quarry/clang/18"] {
        assert!(run.stdout.contains(part), "{part} in {}", run.stdout);
    }
    let run = installed(&["zlib.h", "--verify"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stdout, module(&system(), &["zlib.h"], &[]));
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
