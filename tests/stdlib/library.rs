//! The functions and variables against a C library: the one of this machine has them.

use std::process::Command;

use crate::{C11, POSIX, directory, support};

/// What the headers declare and glibc 2.36 has not, with who has it. The headers are newer than
/// the library that they are asked for, and say so of some functions only.
const NEWER: &[(&str, &str)] = &[
    ("bindresvport6", "FreeBSD"),
    ("cospi", "FreeBSD, glibc 2.41"),
    ("cospif", "FreeBSD, glibc 2.41"),
    (
        "inet_net_ntop",
        "FreeBSD and macOS, glibc in another library",
    ),
    (
        "inet_net_pton",
        "FreeBSD and macOS, glibc in another library",
    ),
    ("inet_neta", "FreeBSD and macOS, glibc in another library"),
    ("sinpi", "FreeBSD, glibc 2.41"),
    ("sinpif", "FreeBSD, glibc 2.41"),
    ("tanpi", "FreeBSD, glibc 2.41"),
    ("tanpif", "FreeBSD, glibc 2.41"),
    ("wcslcat", "FreeBSD, macOS, glibc 2.38"),
    ("wcslcpy", "FreeBSD, macOS, glibc 2.38"),
];

#[test]
fn this_machines_library_has_what_is_declared() {
    let (mut known, mut seen) = (0, Vec::new());
    for name in C11.iter().chain(POSIX) {
        let module = directory().join(format!("c/{name}.pyrite"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_quarry"));
        command.args([
            "bindgen",
            "audit",
            "--library=c",
            "--library=m",
            "--format=json",
        ]);
        command
            .arg(format!("--target={}", support::HOST))
            .arg(module);
        let run = support::run(&mut command).unwrap();
        let said: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| {
            panic!("{name}: {error}\n{}{}", run.stdout, run.stderr);
        });
        known += said["checked"]["export"].as_u64().unwrap_or(0);
        for finding in said["findings"].as_array().unwrap() {
            let item = finding["item"].as_str().unwrap();
            let item = item.split_once(' ').map_or(item, |(_, item)| item);
            seen.push(item.to_owned());
        }
    }
    seen.sort();
    let expected: Vec<&str> = NEWER.iter().map(|(name, _)| *name).collect();
    assert_eq!(seen, expected);
    assert!(known > 1200, "{known}");
}
