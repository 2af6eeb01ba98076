//! The text depends on nothing but the input: not on the run, the working directory, the way the
//! header is named, the environment or where the module goes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command in a working directory.
fn quarry(directory: &Path) -> Command {
    let libclang = support::libclangs().unwrap().remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command.current_dir(directory);
    command
}

/// The text for a header as it is named in a working directory.
fn text(directory: &Path, header: &str, arguments: &[&str]) -> String {
    let mut command = quarry(directory);
    support::output_of(command.arg(header).args(arguments)).unwrap()
}

/// Compares two texts that must be the same.
#[track_caller]
fn same(first: &str, second: &str, what: &str) {
    assert!(
        first == second,
        "{what}: another text {}",
        support::first_difference(first, second)
    );
}

#[test]
fn two_runs_in_different_directories() {
    for arguments in [
        &["--everything"][..],
        &["--dialect=alpha"],
        &["--emit=json"],
    ] {
        let first = text(Path::new("/"), "curl/curl.h", arguments);
        let empty = tempfile::tempdir().unwrap();
        let second = text(empty.path(), "curl/curl.h", arguments);
        same(&first, &second, &format!("{arguments:?}"));
    }
}

#[test]
fn a_system_header_by_path_and_by_name() {
    let (root, usr) = (Path::new("/"), Path::new("/usr"));
    let include = Path::new("/usr/include");
    let named = text(root, "sqlite3.h", &[]);
    assert!(named.contains("\n# header: sqlite3.h\n"));
    for (directory, header) in [
        (root, "<sqlite3.h>"),
        (root, "/usr/include/sqlite3.h"),
        (root, "/usr/lib/../include/./sqlite3.h"),
        (root, "usr/include/sqlite3.h"),
        (usr, "include/sqlite3.h"),
        (usr, "../usr/include/sqlite3.h"),
        (include, "sqlite3.h"),
        (include, "./sqlite3.h"),
    ] {
        let other = text(directory, header, &[]);
        same(&named, &other, &format!("{header} in {directory:?}"));
    }
}

#[test]
fn a_header_of_ones_own_by_path_and_by_name() {
    let headers = support::root().join("test-headers");
    let absolute = headers.join("scope_local_include.h");
    let absolute = absolute.to_string_lossy();
    let first = text(Path::new("/"), &absolute, &[]);
    for (directory, header) in [
        (headers.clone(), "scope_local_include.h"),
        (headers.clone(), "./scope_local_include.h"),
        (headers.join("include"), "../scope_local_include.h"),
        (support::root(), "test-headers/scope_local_include.h"),
    ] {
        let other = text(&directory, header, &[]);
        same(&first, &other, &format!("{header} in {directory:?}"));
    }
    let searched = format!("-I{}", headers.display());
    let other = text(Path::new("/"), "scope_local_include.h", &[&searched]);
    same(&first, &other, "found with -I");
}

#[test]
fn a_copy_elsewhere_gives_the_same_text() {
    let copy = tempfile::tempdir().unwrap();
    let headers = support::root().join("test-headers");
    for file in ["scope_local_include.h", "include/sibling.h"] {
        let to = copy.path().join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(headers.join(file), to).unwrap();
    }
    let first = text(&headers, "scope_local_include.h", &[]);
    let second = text(copy.path(), "scope_local_include.h", &[]);
    same(&first, &second, "a copy");
}

#[test]
fn a_file_gets_what_standard_output_gets() {
    let folder = tempfile::tempdir().unwrap();
    let first = text(Path::new("/"), "sqlite3.h", &[]);
    for name in ["a.pyrite", "b c.txt"] {
        let mut command = quarry(folder.path());
        support::output_of(command.args(["sqlite3.h", "--output", name])).unwrap();
        let second = fs::read_to_string(folder.path().join(name)).unwrap();
        same(&first, &second, name);
    }
}

#[test]
fn the_environment_says_nothing() {
    let first = text(Path::new("/"), "time.h", &[]);
    let mut command = quarry(Path::new("/"));
    command
        .env("CPATH", "/nowhere")
        .env("C_INCLUDE_PATH", "/nowhere")
        .env("CCC_OVERRIDE_OPTIONS", "+-DTIME_UTC=9")
        .env("SOURCE_DATE_EPOCH", "1")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("TZ", "Pacific/Auckland")
        .env("COLUMNS", "20");
    let second = support::output_of(command.arg("time.h")).unwrap();
    same(&first, &second, "another environment");
}
