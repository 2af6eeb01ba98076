//! What became of a worker that gave no answer.

use std::process::ExitStatus;

use super::{FAILED, Limits};
use crate::error::Error;

/// What a dying allocator says: Rust's, LLVM's and C++'s.
const OUT_OF_MEMORY: &[&str] = &[
    "memory allocation of",
    "out of memory",
    "bad_alloc",
    "Cannot allocate memory",
];

/// The error for a worker that ended with `status` and wrote `stderr` before.
pub(super) fn error(status: ExitStatus, stderr: &str, limits: &Limits) -> Error {
    let (signal, code) = (signal(status), status.code());
    let out_of_memory = OUT_OF_MEMORY.iter().any(|words| stderr.contains(words));
    // The kernel kills who takes the machine's last memory, and says nothing.
    if signal == Some("SIGKILL") || (out_of_memory && code != Some(0)) {
        return Error::WorkerOutOfMemory {
            limit: limits.memory,
        };
    }
    if signal == Some("SIGXCPU") {
        return Error::WorkerTimedOut { limit: limits.wall };
    }
    let how = match (signal, code) {
        _ if stderr.contains("overflowed its stack") => "stack overflow".to_owned(),
        (Some(name), _) => name.to_owned(),
        (None, Some(0)) => {
            return Error::WorkerProtocol {
                what: "it ended without one".to_owned(),
            };
        }
        (None, Some(code)) if code == i32::from(FAILED) => {
            return Error::WorkerProtocol {
                what: last_words(stderr),
            };
        }
        (None, Some(code)) => named_code(code),
        (None, None) => format!("{status}"),
    };
    Error::WorkerCrashed {
        how,
        last_words: last_words(stderr),
    }
}

/// The signal that ended the process, by its name where it is one that crashes bring.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<&'static str> {
    /// `SIGBUS`, which has two numbers.
    const SIGBUS: i32 = if cfg!(target_os = "linux") { 7 } else { 10 };
    let number = std::os::unix::process::ExitStatusExt::signal(&status)?;
    Some(match number {
        1 => "SIGHUP",
        2 => "SIGINT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ: it tried to write a file",
        SIGBUS => "SIGBUS",
        _ => return None,
    })
}

/// Windows has no signals.
#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<&'static str> {
    None
}

/// An exit code, by its name where Windows gives it to a crash.
fn named_code(code: i32) -> String {
    match code.cast_unsigned() {
        0xC000_0005 => "access violation".to_owned(),
        0xC000_00FD => "stack overflow".to_owned(),
        0xC000_0409 => "abort".to_owned(),
        _ => format!("exit code {code}"),
    }
}

/// The last lines of `stderr` that are not part of a stack trace.
pub(super) fn last_words(stderr: &str) -> String {
    /// Lines.
    const MOST: usize = 6;
    let lines: Vec<&str> = stderr
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !is_frame(line))
        .collect();
    lines[lines.len().saturating_sub(MOST)..].join("\n")
}

/// Whether a line is one call of a stack trace: ` #3 0x000…`, `/usr/lib/libclang.so.1(+0x3…`.
fn is_frame(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix('#')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || (line.contains("(+0x") && line.ends_with(')'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn last_words_are_few_and_no_trace() {
        let text = "a\nb\nc\n\n #0 0x00007f f()\n/l/libclang.so(+0x12)\nd\ne\nf\ng\n";
        assert_eq!(last_words(text), "b\nc\nd\ne\nf\ng");
        assert_eq!(last_words(""), "");
    }

    #[cfg(unix)]
    #[test]
    fn fates() {
        use std::os::unix::process::ExitStatusExt;
        let fate = |raw, stderr| error(ExitStatus::from_raw(raw), stderr, &Limits::default());
        assert!(matches!(fate(11, ""), Error::WorkerCrashed { how, .. } if how == "SIGSEGV"));
        assert!(matches!(fate(31, ""), Error::WorkerCrashed { how, .. } if how.contains("31")));
        assert!(matches!(
            fate(9, ""),
            Error::WorkerOutOfMemory { limit } if limit == 4 << 30
        ));
        assert!(matches!(
            fate(6, "LLVM ERROR: out of memory\n"),
            Error::WorkerOutOfMemory { .. }
        ));
        assert!(matches!(
            fate(6, "thread 'x' has overflowed its stack\n"),
            Error::WorkerCrashed { how, .. } if how == "stack overflow"
        ));
        assert!(matches!(fate(24, ""), Error::WorkerTimedOut { .. }));
        assert!(matches!(fate(0, ""), Error::WorkerProtocol { .. }));
        assert!(matches!(
            fate(70 << 8, "bad request"),
            Error::WorkerProtocol { what } if what == "bad request"
        ));
        assert!(matches!(
            fate(3 << 8, "LLVM ERROR: what"),
            Error::WorkerCrashed { how, last_words }
                if how == "exit code 3" && last_words == "LLVM ERROR: what"
        ));
    }
}
