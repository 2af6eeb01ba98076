//! What the proof of a module costs, against what the module itself costs, in the same run.
//!
//! `cargo bench --bench proof [-- --runs N] [-- --smoke] [-- FILTER]` prints a Markdown table:
//! medians of N interleaved runs in milliseconds. `verify` is the command by itself, which reads
//! the headers anew. It fails where a run with `--verify` takes more than [`LIMIT`] times what it
//! takes without; `--smoke` runs once and has no limit.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod support;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use support::headers::{HEADERS, Header};
use support::{Options, median, once, quarry, said, shown_time};

/// How many times as long a run may take that proves what it writes.
const LIMIT: f64 = 2.0;

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
    let wanted = |header: &&Header| header.name.contains(&options.filter);
    let cases = HEADERS.iter().filter(wanted);
    let cases: Result<Vec<Case>, _> = cases.map(|header| case(header, dir.path())).collect();
    let mut cases = cases?;
    // Once without a clock: the proof alone needs the module, and every error is seen.
    for case in &cases {
        for command in &case.commands {
            once(command)?;
        }
    }
    for round in 0..options.runs {
        for case in &mut cases {
            for turn in 0..3 {
                let which = (round + turn) % 3;
                let time = once(&case.commands[which])?;
                case.times[which].push(time);
            }
        }
    }
    println!("| header | module | with `--verify` | ratio | `verify` | ratio |");
    println!("|---|---:|---:|---:|---:|---:|");
    let mut within = true;
    for case in &mut cases {
        let [module, with, alone] = [0, 1, 2].map(|which| median(&mut case.times[which]));
        let ratio = with / module;
        println!(
            "| {} | {} | {} | {ratio:.2} | {} | {:.2} |",
            case.header,
            shown_time(module),
            shown_time(with),
            shown_time(alone),
            alone / module
        );
        if !options.smoke && ratio > LIMIT {
            eprintln!(
                "limit: {}: --verify takes {ratio:.2} times as long; at most {LIMIT}",
                case.header
            );
            within = false;
        }
    }
    println!("\n{}", said(options));
    Ok(within)
}

/// The three commands for a header.
fn case(header: &'static Header, dir: &Path) -> Result<Case, String> {
    let module = dir.join(format!("{}.pyrite", header.file_name()));
    let module = module.to_string_lossy();
    let flags = header.clang_flags()?;
    let command = |words: &[String]| {
        let program = [quarry(), "bindgen".to_owned()];
        let words = program.iter().chain(words).chain(&flags);
        words.cloned().collect::<Vec<_>>()
    };
    let mut make: Vec<String> = header.includes.iter().map(|&it| it.to_owned()).collect();
    make.extend([format!("--output={module}"), "--quiet".to_owned()]);
    let mut proved = make.clone();
    proved.push("--verify".to_owned());
    let mut alone = vec!["verify".to_owned(), module.into_owned()];
    alone.extend(header.includes.iter().map(|it| format!("--header={it}")));
    alone.push("--quiet".to_owned());
    Ok(Case {
        header: header.name,
        commands: [command(&make), command(&proved), command(&alone)],
        times: [Vec::new(), Vec::new(), Vec::new()],
    })
}
