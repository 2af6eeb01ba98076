//! What the proof of a module costs, against what the module itself costs, in the same run.
//!
//! `cargo bench --bench proof [-- --runs N] [-- --smoke] [-- FILTER]` prints a Markdown table:
//! medians of N interleaved runs in milliseconds. `--verify` is what a run takes longer with it;
//! `verify` is the command by itself, which reads the headers anew. It fails where the proof of
//! `--verify` takes more than [`LIMIT`] times what the module takes; `--smoke` runs once and has
//! no limit.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod support;

use std::process::ExitCode;
use std::time::Duration;

use support::{Options, median, once, said};

/// How much longer the proof may take than the module.
const LIMIT: f64 = 2.0;

/// The headers, with the flags that they need.
const CASES: [(&str, &[&str]); 2] = [
    ("sqlite3.h", &[]),
    (
        "windows.h",
        &[
            "--target=x86_64-pc-windows-gnu",
            "-isystem/usr/share/mingw-w64/include",
        ],
    ),
];

/// One header with the three commands to compare.
struct Case {
    /// The header.
    header: &'static str,
    /// Program and arguments: without proof, with it, and the proof alone.
    commands: [Vec<String>; 3],
    /// The times of each.
    times: [Vec<Duration>; 3],
}

fn main() -> ExitCode {
    support::run(run)
}

/// Measures and prints; `false` where a ratio is above the limit.
fn run(options: &Options) -> Result<bool, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut cases: Vec<Case> = CASES
        .iter()
        .filter(|(header, _)| header.contains(&options.filter))
        .map(|(header, flags)| {
            let module = dir.path().join(format!("{header}.pyrite"));
            case(header, flags, &module.to_string_lossy())
        })
        .collect();
    // Once without a clock: the proof alone needs the module, and every error is seen.
    for case in &cases {
        for command in &case.commands {
            once(command)?;
        }
    }
    for _ in 0..options.runs {
        for case in &mut cases {
            for (command, times) in case.commands.iter().zip(&mut case.times) {
                times.push(once(command)?);
            }
        }
    }
    println!("| header | module | with `--verify` | more | `verify` | ratio |");
    println!("|---|---:|---:|---:|---:|---:|");
    let mut within = true;
    for case in &mut cases {
        let [module, with, alone] = [0, 1, 2].map(|which| median(&mut case.times[which]));
        let more = (with - module) / module;
        println!(
            "| {} | {module:.0} ms | {with:.0} ms | {more:.2} | {alone:.0} ms | {:.2} |",
            case.header,
            alone / module
        );
        if !options.smoke && more > LIMIT {
            eprintln!(
                "{}: {more:.2} times the module; the limit is {LIMIT}",
                case.header
            );
            within = false;
        }
    }
    println!("\n{}", said(options));
    Ok(within)
}

/// The three commands for a header.
fn case(header: &'static str, flags: &[&str], module: &str) -> Case {
    let command = |words: &[&str]| {
        let program = [env!("CARGO_BIN_EXE_quarry"), "bindgen"];
        let words = program.iter().chain(words).chain(flags);
        words.map(|word| (*word).to_owned()).collect()
    };
    let output = format!("--output={module}");
    let about = format!("--header={header}");
    Case {
        header,
        commands: [
            command(&[header, &output, "--quiet"]),
            command(&[header, &output, "--quiet", "--verify"]),
            command(&["verify", module, &about, "--quiet"]),
        ],
        times: [Vec::new(), Vec::new(), Vec::new()],
    }
}
