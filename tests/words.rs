//! What people read and what their shells know, seen from outside: completions in real shells,
//! manual pages, colours on a terminal, first manifests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "words/colours.rs"]
mod colours;
#[path = "words/completions.rs"]
mod completions;
#[path = "words/init.rs"]
mod init;
#[path = "words/pages.rs"]
mod pages;

use std::path::Path;
use std::process::{Command, Output};

/// The program.
const QUARRY: &str = env!("CARGO_BIN_EXE_quarry");

/// A program with nothing in its environment but where programs and libclang are.
fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.env_clear();
    for name in ["PATH", "LIBCLANG_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// What a program writes to standard output; it has to succeed and may say nothing else.
fn output(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; scripts/test.sh installs it"));
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{command:?}: {status}: {said}");
    assert_eq!(said, "", "{command:?}");
    String::from_utf8(stdout).unwrap()
}

/// What `quarry bindgen` with words writes to standard output.
fn bindgen(words: &[&str]) -> String {
    output(program(QUARRY).arg("bindgen").args(words))
}

/// A directory with files.
fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(&directory.path().join(name), text);
    }
    directory
}

/// Writes a file.
fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
