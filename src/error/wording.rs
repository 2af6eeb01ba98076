//! The parts of messages that depend on their data.

use std::path::Path;

use super::{Needed, OnTargets};
use crate::clang_diagnostic::ClangDiagnostic;
use crate::verdict::Verdict;

/// `; did you mean …?`, where there is something to offer.
pub(super) fn did_you_mean(nearest: &str) -> String {
    if nearest.is_empty() {
        String::new()
    } else {
        format!("; did you mean `{nearest}`?")
    }
}

/// The message of [`Error::BlockedNeeded`].
pub(super) fn needed(needed: &Needed) -> String {
    let Needed {
        user,
        at,
        blocked,
        option,
        more,
        ..
    } = needed;
    let more = and_more(*more);
    format!("`{user}` at {at} needs `{blocked}` by value, which `{option}` leaves out{more}")
}

/// The message of [`Error::OnTargets`](super::Error::OnTargets).
pub(super) fn on_targets(all: &[OnTargets]) -> String {
    let all: Vec<String> = all
        .iter()
        .map(|it| format!("{}: {}", it.place(), it.error))
        .collect();
    all.join("; ")
}

/// The message of [`Error::Differs`](super::Error::Differs): the first difference.
pub(super) fn differs(verdicts: &[Verdict]) -> String {
    let lines: Vec<String> = verdicts
        .iter()
        .filter(|verdict| !verdict.is_right())
        .flat_map(|verdict| {
            let lines = verdict.lines(false);
            lines.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let more = and_more(lines.len().saturating_sub(1));
    let first = lines.first().map_or("", String::as_str);
    format!("the module is not what C says: {first}{more}")
}

/// What a special file is, in words.
pub fn kind_of(path: &Path) -> &'static str {
    #[cfg(unix)]
    if let Ok(kind) = std::fs::metadata(path).map(|data| data.file_type()) {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    if path.to_string_lossy().starts_with("pipe:") {
        return "a pipe";
    }
    "a special file"
}

/// ` (and 2 more)`, where there are more.
fn and_more(more: usize) -> String {
    if more == 0 {
        String::new()
    } else {
        format!(" (and {more} more)")
    }
}

/// The message of [`Error::HeaderErrors`]: the first error, and how many there are.
pub(super) fn header_errors(diagnostics: &[ClangDiagnostic]) -> String {
    let mut errors = diagnostics.iter().filter(|d| d.severity.is_error());
    let Some(first) = errors.next() else {
        return "clang refused the headers without saying why".to_owned();
    };
    format!("{first}{}", and_more(errors.count()))
}

/// The line of a file, behind its name.
pub(super) fn at_line(line: Option<usize>) -> String {
    line.map(|line| format!(":{line}")).unwrap_or_default()
}
