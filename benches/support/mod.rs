//! What the benches share: their arguments, and running programs against the clock.

#![allow(dead_code, reason = "every bench uses its own part")]

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Where libclang 14 is on Debian.
const LIBCLANG: &str = "/usr/lib/llvm-14/lib";

/// The arguments as checked.
pub(crate) struct Options {
    /// Runs of each program for each header.
    pub(crate) runs: usize,
    /// No limit.
    pub(crate) smoke: bool,
    /// Only headers whose name contains it.
    pub(crate) filter: String,
}

/// The whole of a bench, which says whether all is within its limits.
pub(crate) fn run(measure: impl FnOnce(&Options) -> Result<bool, String>) -> ExitCode {
    match options().and_then(|options| measure(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; `--bench` comes from cargo.
fn options() -> Result<Options, String> {
    let mut options = Options {
        runs: 10,
        smoke: false,
        filter: String::new(),
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
            other if other.starts_with('-') => return Err(format!("unknown option {other}")),
            other => options.filter = other.to_owned(),
        }
    }
    Ok(options)
}

/// A command from its words.
pub(crate) fn command(words: &[String]) -> Command {
    let mut words = words.iter();
    let mut command = Command::new(words.next().map_or("", String::as_str));
    command
        .args(words)
        .env("LIBCLANG_PATH", LIBCLANG)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    for name in ["CPATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command that must succeed, and gives the time from its start to its end.
pub(crate) fn once(words: &[String]) -> Result<Duration, String> {
    timed(command(words))
}

/// The same of a command that is more than its words.
pub(crate) fn timed(mut command: Command) -> Result<Duration, String> {
    let words: Vec<_> = [command.get_program()]
        .into_iter()
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let start = Instant::now();
    let output = command
        .output()
        .map_err(|e| format!("{}: {e}", words.join(" ")))?;
    let time = start.elapsed();
    match output.status.success() {
        true => Ok(time),
        false => Err(format!(
            "{}: {}\n{}",
            words.join(" "),
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
