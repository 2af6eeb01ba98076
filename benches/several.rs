//! What one module for several targets costs, against a module for each of them, in the same run.
//!
//! `cargo bench --bench several [-- --runs N] [-- --smoke] [-- FILTER]` prints a Markdown table:
//! medians of N interleaved runs in milliseconds. `alone` is the sum of the runs for one target
//! each. It fails where one run for all takes more than [`LIMIT`] times that; `--smoke` runs once
//! and has no limit. The libraries' own headers are copied to where no C library's are; the C
//! libraries' come from where `quarry bindgen targets` says.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod support;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use support::{Options, median, once, quarry, said};

/// How long a run for all targets may take, of those for one each: on two cores no less than half
/// is possible.
const LIMIT: f64 = 0.6;

/// The targets, whose C libraries come with Debian's packages.
const TARGETS: [&str; 8] = [
    "x86_64-unknown-linux-gnu",
    "i686-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "armv7-unknown-linux-gnueabihf",
    "riscv64gc-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "x86_64-pc-windows-gnu",
    "i686-pc-windows-gnu",
];

/// The headers, with the directories that have the library's own, and the flags that they need.
const CASES: [(&str, &[&str], &[&str]); 2] = [
    ("sqlite3.h", &["/usr/include/sqlite3.h"], &[]),
    (
        "SDL2/SDL.h",
        &["/usr/include/SDL2", "/usr/include/x86_64-linux-gnu/SDL2"],
        // Its configuration is that of x86, whose intrinsics no other machine has.
        &[
            "-DSDL_DISABLE_IMMINTRIN_H",
            "-DSDL_DISABLE_MMINTRIN_H",
            "-DSDL_DISABLE_XMMINTRIN_H",
            "-DSDL_DISABLE_EMMINTRIN_H",
            "-DSDL_DISABLE_PMMINTRIN_H",
        ],
    ),
];

/// One header with the commands to compare.
struct Case {
    /// The header.
    header: &'static str,
    /// Program and arguments: for each target, and for all.
    commands: Vec<Vec<String>>,
    /// The times of each.
    times: Vec<Vec<Duration>>,
}

fn main() -> ExitCode {
    support::run(run)
}

/// Measures and prints; `false` where a ratio is above the limit.
fn run(options: &Options) -> Result<bool, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut cases = Vec::new();
    for (header, from, flags) in CASES {
        if header.contains(&options.filter) {
            cases.push(case(header, from, flags, dir.path())?);
        }
    }
    // Once without a clock: every error is seen.
    for command in cases.iter().flat_map(|case| &case.commands) {
        once(command)?;
    }
    for _ in 0..options.runs {
        for case in &mut cases {
            for (command, times) in case.commands.iter().zip(&mut case.times) {
                times.push(once(command)?);
            }
        }
    }
    println!(
        "| header | {} targets alone | together | ratio |",
        TARGETS.len()
    );
    println!("|---|---:|---:|---:|");
    let mut within = true;
    for case in &mut cases {
        let mut medians = case.times.iter_mut().map(|times| median(times));
        let alone: f64 = medians.by_ref().take(TARGETS.len()).sum();
        let together: f64 = medians.sum();
        let ratio = together / alone;
        println!(
            "| {} | {alone:.0} ms | {together:.0} ms | {ratio:.2} |",
            case.header
        );
        if !options.smoke && ratio > LIMIT {
            eprintln!(
                "{}: {ratio:.2} of the time; the limit is {LIMIT}",
                case.header
            );
            within = false;
        }
    }
    println!("\n{}", said(options));
    Ok(within)
}

/// The commands for a header, whose library's own headers are copied below a directory.
fn case(header: &'static str, from: &[&str], flags: &[&str], dir: &Path) -> Result<Case, String> {
    let own = dir.join(header.replace('/', "-"));
    for from in from {
        let from = Path::new(from);
        match from.is_dir() {
            true => copy(from, &own.join(from.file_name().unwrap_or_default()))?,
            false => copy_file(from, &own)?,
        }
    }
    let program = quarry();
    let command = |targets: &[&str]| {
        let mut words = vec![&program, "bindgen", header, "--quiet"];
        let own = format!("-I{}", own.display());
        let output = format!("--output={}", dir.join("m.pyrite").display());
        words.extend([own.as_str(), output.as_str()]);
        words.extend(flags);
        let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        words.extend(targets.iter().map(|target| format!("--target={target}")));
        words
    };
    let mut commands: Vec<_> = TARGETS.iter().map(|target| command(&[target])).collect();
    commands.push(command(&TARGETS));
    Ok(Case {
        header,
        times: commands.iter().map(|_| Vec::new()).collect(),
        commands,
    })
}

/// Copies the files of a directory.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let entries = fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_file() {
            copy_file(&path, to)?;
        }
    }
    Ok(())
}

/// Copies a file into a directory, which is made.
fn copy_file(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", from.display());
    fs::create_dir_all(to).map_err(failed)?;
    fs::copy(from, to.join(from.file_name().unwrap_or_default())).map_err(failed)?;
    Ok(())
}
