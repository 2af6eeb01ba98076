//! The program from outside: arguments, exit codes, and which stream says what.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "cli/audit.rs"]
mod audit;
#[path = "cli/doc.rs"]
mod doc;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/headers.rs"]
mod headers;
#[path = "cli/names.rs"]
mod names;
#[path = "cli/products.rs"]
mod products;
#[path = "cli/several.rs"]
mod several;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/verify.rs"]
mod verify;

use assert_cmd::Command;

/// `quarry` in an environment without libclang, colours or a wide terminal.
fn quarry(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("quarry").unwrap();
    command
        .env_clear()
        .env("LIBCLANG_PATH", "/nonexistent")
        .args(arguments);
    command
}

/// A directory with files.
fn directory(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

/// `quarry bindgen` in a directory, with whatever libclang the machine has.
fn bindgen(directory: &tempfile::TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("quarry").unwrap();
    command.current_dir(directory).env_clear();
    for name in ["PATH", "LIBCLANG_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.arg("bindgen").args(arguments);
    command
}

/// What stands below the head of the module that a run writes to standard output.
fn body(directory: &tempfile::TempDir, arguments: &[&str]) -> String {
    let output = bindgen(directory, arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("# "))
        .collect();
    lines.join("\n").trim().to_owned()
}
