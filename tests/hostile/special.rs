//! What is no file, where a header should be: pipes, devices, sockets. And files that no header
//! may embed.

use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::run_in;

/// A directory with a named pipe that nobody writes to, and a socket.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let pipe = directory.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    directory
}

/// Runs the program on a header of this text, in a directory; the words that it must end with.
fn refused(directory: &Path, text: &str, words: &[&str]) {
    std::fs::write(directory.join("a.h"), text).unwrap();
    std::fs::write(directory.join("out"), "old").unwrap();
    let start = Instant::now();
    let (code, said) = run_in(directory, &["a.h", "--output=out"]);
    assert_eq!(code, Some(1), "{text}: {said}");
    for word in words {
        assert!(said.contains(word), "{text}: {said}");
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{text}");
    assert_eq!(std::fs::read(directory.join("out")).unwrap(), b"old");
}

#[test]
fn a_pipe_or_device_that_a_header_reads_is_named_with_the_line() {
    let directory = directory();
    let directory = directory.path();
    for (name, kind) in [
        ("pipe", "a pipe"),
        ("/dev/zero", "a device"),
        ("/dev/urandom", "a device"),
    ] {
        let text = format!("int f(void);\n#include \"{name}\"\n");
        refused(
            directory,
            &text,
            &["error: `", name, kind, ", not a file", "a.h:2:1"],
        );
    }
    // The worker's own standard output: only the kernel knows a name for it.
    refused(
        directory,
        "#include \"/dev/stdout\"\n",
        &["which is a pipe, not a file", "help: "],
    );
}

#[test]
fn a_device_that_takes_all_memory_at_once_is_named() {
    let directory = directory();
    let directory = directory.path();
    std::fs::write(directory.join("a.h"), "#include \"/dev/zero\"\n").unwrap();
    let arguments = ["a.h", "--output=out", "--memory-limit=1024"];
    let (code, said) = run_in(directory, &arguments);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("`/dev/zero` is a device"), "{said}");
}

#[test]
fn what_ends_by_itself_is_left_to_clang() {
    let directory = directory();
    let _socket = UnixListener::bind(directory.path().join("socket")).unwrap();
    refused(
        directory.path(),
        "#include \"socket\"\n",
        &["cannot open file", "a.h:1:10"],
    );
    refused(directory.path(), "#include \".\"\n", &["file not found"]);
    // Nothing is left on the worker's standard input.
    let text = "#include \"/dev/stdin\"\n#include \"/dev/null\"\nint f(void);\n";
    std::fs::write(directory.path().join("a.h"), text).unwrap();
    let (code, said) = run_in(directory.path(), &["a.h"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_header_that_is_none() {
    let directory = directory();
    let _socket = UnixListener::bind(directory.path().join("socket.h")).unwrap();
    for name in [
        "pipe",
        "socket.h",
        "/dev/null",
        "/dev/stdin",
        "/dev/full",
        "-",
        ".",
    ] {
        let (code, said) = run_in(directory.path(), &[name]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(said.contains("cannot be read: "), "{name}: {said}");
    }
}

#[test]
fn only_files_of_the_headers_are_embedded() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    std::fs::create_dir(path.join("sub")).unwrap();
    std::fs::write(path.join("secret"), "text").unwrap();
    std::fs::write(path.join("sub/data"), "text").unwrap();
    // It came with clang 19, which need not be the one that is found first.
    let newer = "/usr/lib/llvm-19/lib";
    let header = |name: &str| {
        let text = format!("enum {{ A =\n#embed \"{name}\" limit(1)\n}};\n");
        std::fs::write(path.join("sub/a.h"), text).unwrap();
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("quarry"));
        command.args(["bindgen", "sub/a.h", "-std=c2x"]);
        if Path::new(newer).is_dir() {
            command.env("LIBCLANG_PATH", newer);
        }
        let output = command.current_dir(path).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said)
    };
    let (code, said) = header("data");
    if code != Some(0) {
        assert!(said.contains("invalid preprocessing directive"), "{said}");
        println!("skipped: this clang has no #embed");
        return;
    }
    for name in ["../secret", "/etc/passwd"] {
        let (code, said) = header(name);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(&format!("`#embed` of `{name}`")), "{said}");
        assert!(
            said.contains("a.h:2:1") && said.contains("`-IDIR` adds one"),
            "{said}"
        );
    }
}

#[test]
fn a_folder_whose_name_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path().join(std::ffi::OsStr::from_bytes(b"d\xff"));
    if std::fs::create_dir(&folder).is_err() {
        println!("skipped: this file system takes text only");
        return;
    }
    std::fs::write(folder.join("a.h"), "int f(void);\n").unwrap();
    let (code, said) = run_in(&folder, &["a.h"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("is not UTF-8") && said.contains("help: "),
        "{said}"
    );
}
