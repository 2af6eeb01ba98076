//! What the benches share: their arguments, the headers, and running programs against the clock.

#![allow(dead_code, reason = "every bench uses its own part")]

pub(crate) mod headers;
pub(crate) mod memory;

use std::process::{Command, ExitCode, Output, Stdio};
use std::time::{Duration, Instant};

/// Where libclang 14 is on Debian.
const LIBCLANG: &str = "/usr/lib/llvm-14/lib";

/// The clang beside it, which rust-bindgen asks where headers are.
const CLANG_BESIDE: &str = "/usr/lib/llvm-14/bin/clang";

/// The clang to compare with, of the version of the libclang that the program uses.
pub(crate) const CLANG: &str = "clang-14";

/// What a bench takes from its command line, and what holds where nothing is said.
pub(crate) struct Known {
    /// Runs of each program for each header.
    pub(crate) runs: usize,
    /// The switches that this bench has and others have not.
    pub(crate) switches: &'static [&'static str],
}

/// The arguments as checked.
pub(crate) struct Options {
    /// Runs of each program for each header.
    pub(crate) runs: usize,
    /// No limit.
    pub(crate) smoke: bool,
    /// Only headers whose name contains it.
    pub(crate) filter: String,
    /// Those of [`Known::switches`] that were given.
    pub(crate) switches: Vec<String>,
}

/// The whole of a bench without switches of its own.
pub(crate) fn run(measure: impl FnOnce(&Options) -> Result<bool, String>) -> ExitCode {
    let known = Known {
        runs: 10,
        switches: &[],
    };
    run_with(&known, measure)
}

/// The whole of a bench, which says whether all is within its limits.
pub(crate) fn run_with(
    known: &Known,
    measure: impl FnOnce(&Options) -> Result<bool, String>,
) -> ExitCode {
    match options(known).and_then(|options| measure(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; `--bench` comes from cargo.
fn options(known: &Known) -> Result<Options, String> {
    let mut options = Options {
        runs: known.runs,
        smoke: false,
        filter: String::new(),
        switches: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--smoke" => (options.smoke, options.runs) = (true, 1),
            "--runs" => {
                let number = arguments.next().and_then(|n| n.parse().ok());
                options.runs = number
                    .filter(|n| *n > 0)
                    .ok_or("--runs needs a number above 0")?;
            }
            own if known.switches.contains(&own) => options.switches.push(own.to_owned()),
            other if other.starts_with('-') => return Err(format!("unknown option {other}")),
            other => options.filter = other.to_owned(),
        }
    }
    Ok(options)
}

/// The program that is measured: the one that cargo built, or the one that `QUARRY_BENCH_BINARY`
/// names.
pub(crate) fn quarry() -> String {
    let named = std::env::var("QUARRY_BENCH_BINARY");
    named.unwrap_or_else(|_| env!("CARGO_BIN_EXE_quarry").to_owned())
}

/// A command from its words, in an environment that says nothing about headers.
pub(crate) fn command(words: &[String]) -> Command {
    let mut words = words.iter();
    let mut command = Command::new(words.next().map_or("", String::as_str));
    command
        .args(words)
        .env("LIBCLANG_PATH", LIBCLANG)
        .env("CLANG_PATH", CLANG_BESIDE)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    for name in ["CPATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS"] {
        command.env_remove(name);
    }
    command
}

/// A command as a shell would be told it.
pub(crate) fn shown(command: &Command) -> String {
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// Runs a command that must succeed, and gives the time from its start to its end.
pub(crate) fn once(words: &[String]) -> Result<Duration, String> {
    timed(command(words))
}

/// The same of a command that is more than its words.
pub(crate) fn timed(mut command: Command) -> Result<Duration, String> {
    let start = Instant::now();
    let output = command
        .output()
        .map_err(|e| format!("{}: {e}", shown(&command)))?;
    let time = start.elapsed();
    succeeded(&command, &output).map(|()| time)
}

/// Whether a command did what it was to do; otherwise what it said.
pub(crate) fn succeeded(command: &Command, output: &Output) -> Result<(), String> {
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "{}: {}\n{}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

/// How the figures came about.
pub(crate) fn said(options: &Options) -> String {
    match options.runs {
        1 => "One run.".to_owned(),
        runs => format!("Medians of {runs} interleaved runs."),
    }
}

/// The median in milliseconds.
pub(crate) fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let middle = times.len() / 2;
    let of = |index: usize| {
        times
            .get(index)
            .map_or(f64::NAN, |t| t.as_secs_f64() * 1000.0)
    };
    match times.len() % 2 {
        0 => f64::midpoint(of(middle.wrapping_sub(1)), of(middle)),
        _ => of(middle),
    }
}

/// A number of milliseconds, as a table shows it.
pub(crate) fn shown_time(time: f64) -> String {
    match time < 100.0 {
        true => format!("{time:.1} ms"),
        false => format!("{time:.0} ms"),
    }
}
