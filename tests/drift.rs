//! `quarry bindgen diff`: deliberate changes of C headers, on one target and on several, must be
//! called what they are; single tokens of real modules must not change unseen; and nothing is
//! found where nothing changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/bits.rs"]
mod bits;
#[path = "drift/cases.rs"]
mod cases;
#[path = "drift/changes.rs"]
mod changes;
#[path = "drift/command.rs"]
mod command;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/constants.rs"]
mod constants;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/functions.rs"]
mod functions;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/headers.rs"]
mod headers;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/kinds.rs"]
mod kinds;
#[path = "drift/merged.rs"]
mod merged;
#[path = "drift/real.rs"]
mod real;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/records.rs"]
mod records;
mod support;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/text.rs"]
mod text;
#[path = "drift/texts.rs"]
mod texts;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/types.rs"]
mod types;
#[allow(dead_code, reason = "of the damage, only the making is used here")]
#[path = "damage/world.rs"]
mod world;

use std::path::Path;

use quarry_bindgen::drift::{self, Drift};

/// Compares two texts.
fn compare(old: &str, new: &str) -> Drift {
    drift::compare((Path::new("old"), old), (Path::new("new"), new)).unwrap()
}

/// The module of a header's text, named `a.h`, for some targets.
fn module(header: &str, targets: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    std::fs::write(dir.join("a.h"), header).unwrap();
    std::fs::create_dir(dir.join("nothing")).unwrap();
    let libclang = support::libclangs().unwrap().pop().unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command.current_dir(dir).arg("a.h");
    for target in targets {
        command.arg(format!("--target={target}"));
        if *target != support::HOST {
            command.arg(format!("--sysroot-for={target}=nothing"));
        }
    }
    support::output_of(&mut command).unwrap()
}

/// The program's own words about two texts, and its exit code.
fn diff(old: &str, new: &str, options: &[&str]) -> support::Run {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    std::fs::write(dir.join("old.pyrite"), old).unwrap();
    std::fs::write(dir.join("new.pyrite"), new).unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), Path::new("/nonexistent"));
    command.current_dir(dir);
    support::run(
        command
            .args(["diff", "old.pyrite", "new.pyrite"])
            .args(options),
    )
    .unwrap()
}
