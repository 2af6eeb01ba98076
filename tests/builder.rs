//! The library in programs that are not `quarry`: each is this very program under another name,
//! which decides what it does before and instead of being a worker.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[path = "builder/against.rs"]
mod against;
#[path = "builder/programs.rs"]
mod programs;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// A test.
fn trial(name: &str, check: fn()) -> Trial {
    Trial::test(name, move || {
        std::panic::catch_unwind(check).map_err(|_| Failed::without_message())
    })
}

fn main() -> ExitCode {
    let name = std::env::current_exe().unwrap();
    if let Some(code) = programs::play(name.file_stem().unwrap().to_str().unwrap()) {
        return code;
    }
    // The tests' own process.
    quarry_bindgen::worker();
    let mut trials = programs::trials();
    trials.extend(against::trials());
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
