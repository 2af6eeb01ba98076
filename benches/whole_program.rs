//! What the whole program costs, against `clang -fsyntax-only` on the same header in the same run.
//!
//! `cargo bench --bench whole_program [-- --runs N] [-- --smoke] [-- FILTER]` prints a Markdown
//! table: medians of N interleaved runs in milliseconds, and the most memory that any one process
//! of a run had resident, the worker included. It fails where the ratio of the times is above
//! [`LIMIT`]; `--smoke` runs once and has no limit.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use support::{Options, command, median, once, said};

/// How much longer than clang the program may take.
const LIMIT: f64 = 1.5;

/// The clang to compare with, of the version of the libclang that the program uses.
const CLANG: &str = "clang-14";

/// How often the memory of a running process is looked at.
const SAMPLE: Duration = Duration::from_micros(200);

/// A header and the flags that both programs get.
struct Case {
    /// As an `#include` names it.
    header: &'static str,
    /// Its package for `pkg-config`.
    package: Option<&'static str>,
    /// Further flags.
    flags: &'static [&'static str],
}

/// The headers, from small to large.
const CASES: [Case; 5] = [
    Case {
        header: "sqlite3.h",
        package: None,
        flags: &[],
    },
    Case {
        header: "vulkan/vulkan.h",
        package: Some("vulkan"),
        flags: &[],
    },
    Case {
        header: "SDL2/SDL.h",
        package: Some("sdl2"),
        flags: &[],
    },
    Case {
        header: "gtk/gtk.h",
        package: Some("gtk+-3.0"),
        flags: &[],
    },
    Case {
        header: "windows.h",
        package: None,
        flags: &[
            "--target=x86_64-pc-windows-gnu",
            "-isystem/usr/share/mingw-w64/include",
        ],
    },
];

/// One header with the two commands to compare.
struct Pair {
    /// The header.
    header: &'static str,
    /// The file that ours writes.
    output: String,
    /// Program and arguments of clang and of ours.
    commands: [Vec<String>; 2],
    /// The times of each.
    times: [Vec<Duration>; 2],
    /// The most memory of each in KiB, where it could be measured.
    memory: [Option<u64>; 2],
}

fn main() -> ExitCode {
    support::run(run)
}

/// Measures and prints; `false` where a ratio is above the limit.
fn run(options: &Options) -> Result<bool, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut pairs = Vec::new();
    for case in CASES
        .iter()
        .filter(|case| case.header.contains(&options.filter))
    {
        pairs.push(pair(case, dir.path())?);
    }
    // Once without a clock, so that every file is in the page cache and every error is seen.
    for pair in &pairs {
        for command in &pair.commands {
            once(command)?;
        }
        // A program that writes nothing is fast and proves nothing.
        if fs::metadata(&pair.output).map_or(0, |m| m.len()) == 0 {
            return Err(format!("{}: nothing was written", pair.header));
        }
    }
    for round in 0..options.runs {
        for pair in &mut pairs {
            for turn in 0..2 {
                // Which goes first alternates: the second may profit from the first.
                let which = (round + turn) % 2;
                let time = once(&pair.commands[which])?;
                pair.times[which].push(time);
            }
        }
    }
    for pair in &mut pairs {
        for which in 0..2 {
            pair.memory[which] = memory(&pair.commands[which])?;
        }
    }
    Ok(report(&mut pairs, options))
}

/// The two commands for a header.
fn pair(case: &Case, dir: &Path) -> Result<Pair, String> {
    let mut flags: Vec<String> = case.flags.iter().map(|f| (*f).to_owned()).collect();
    if let Some(package) = case.package {
        let output = Command::new("pkg-config")
            .args(["--cflags", package])
            .output()
            .map_err(|e| format!("pkg-config: {e}"))?;
        if !output.status.success() {
            return Err(format!(
                "pkg-config does not know {package}: run scripts/test.sh"
            ));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let wanted = |flag: &&str| flag.starts_with("-I") || flag.starts_with("-D");
        flags.extend(text.split_whitespace().filter(wanted).map(str::to_owned));
    }
    let file = |suffix: &str| {
        let name = format!("{}.{suffix}", case.header.replace('/', "_"));
        dir.join(name).to_string_lossy().into_owned()
    };
    let (source, output) = (file("c"), file("pyrite"));
    fs::write(&source, format!("#include <{}>\n", case.header)).map_err(|e| e.to_string())?;
    let mut clang = vec![
        CLANG.to_owned(),
        "-fsyntax-only".to_owned(),
        "-w".to_owned(),
    ];
    clang.extend(flags.iter().cloned());
    clang.push(source);
    let mut ours = vec![
        env!("CARGO_BIN_EXE_quarry").to_owned(),
        "bindgen".to_owned(),
    ];
    ours.push(case.header.to_owned());
    ours.push(format!("--output={output}"));
    ours.push("--quiet".to_owned());
    ours.extend(flags);
    Ok(Pair {
        header: case.header,
        output,
        commands: [clang, ours],
        times: [Vec::new(), Vec::new()],
        memory: [None, None],
    })
}

/// The most memory that any one process of a command has resident, in KiB: the kernel's high-water
/// marks, read while it runs, because nobody waits for a worker that has answered. `None` where
/// there is no `/proc`.
fn memory(words: &[String]) -> Result<Option<u64>, String> {
    let mut child = command(words)
        .spawn()
        .map_err(|error| format!("{}: {error}", words[0]))?;
    let mut most = None;
    while child
        .try_wait()
        .map_err(|error| error.to_string())?
        .is_none()
    {
        for process in family(child.id()) {
            most = most.max(high_water(process));
        }
        std::thread::sleep(SAMPLE);
    }
    Ok(most)
}

/// A process and its children.
fn family(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task"));
    let children = tasks.into_iter().flatten().flatten().flat_map(|task| {
        let list = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        let ids: Vec<u32> = list
            .split_whitespace()
            .filter_map(|id| id.parse().ok())
            .collect();
        ids
    });
    std::iter::once(process).chain(children).collect()
}

/// The most that a process has had resident so far, in KiB.
fn high_water(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Prints the table; `false` where a ratio is above the limit.
fn report(pairs: &mut [Pair], options: &Options) -> bool {
    println!(
        "| header | `{CLANG} -fsyntax-only` | `quarry bindgen` | ratio | memory of clang | of quarry |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let mut within = true;
    for pair in pairs {
        let [clang, ours] = [0, 1].map(|which| median(&mut pair.times[which]));
        let ratio = ours / clang;
        let memory = pair.memory.map(|kib| match kib {
            Some(kib) => format!("{} MiB", kib.div_ceil(1024)),
            None => "–".to_owned(),
        });
        println!(
            "| {} | {clang:.0} ms | {ours:.0} ms | {ratio:.2} | {} | {} |",
            pair.header, memory[0], memory[1]
        );
        if !options.smoke && ratio > LIMIT {
            eprintln!(
                "{}: {ratio:.2} times clang; the limit is {LIMIT}",
                pair.header
            );
            within = false;
        }
    }
    println!("\n{}", said(options));
    within
}
