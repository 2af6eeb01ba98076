//! One line of a header, fit to be shown: harmless, not too long, with places to point at.

use std::ops::Range;

use super::text::{REPLACEMENT, is_harmful};
use crate::clang_diagnostic::Columns;

/// How many bytes of a line are shown before and after the column.
const AROUND: usize = 100;

/// What stands for the part of a line that is left out.
const CUT: &str = "…";

/// A line to show.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line, or the part of it around the column.
    pub(super) text: String,
    /// The line's beginning is left out.
    pub(super) begins_late: bool,
    /// The word at the column, in bytes of `text`; it is within it.
    pub(super) primary: Range<usize>,
    /// Other parts that the message is about, likewise; none touches `primary` or another.
    pub(super) context: Vec<Range<usize>>,
}

/// Prepares a line. `column` counts bytes from 1, as `ranges` do; all of them are only believed
/// as far as the line goes.
pub(super) fn excerpt(line: &str, column: u32, ranges: &[Columns]) -> Excerpt {
    let at = boundary(line, zero_based(column));
    let from = boundary(line, at.saturating_sub(AROUND));
    let to = boundary(line, at.saturating_add(AROUND));
    let mut text = String::new();
    if from > 0 {
        text.push_str(CUT);
    }
    let offset = text.len();
    text.push_str(&harmless(&line[from..to]));
    if to < line.len() {
        text.push_str(CUT);
    }
    // Where a place of the line is in the text.
    let place =
        |at: usize| offset + harmless(&line[from..boundary(line, at.clamp(from, to))]).len();
    let primary = place(at)..place(end_of_word(line, at));
    let mut context: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let range = place(zero_based(range.start))..place(zero_based(range.end));
        let free = |other: &Range<usize>| range.end <= other.start || other.end <= range.start;
        if !range.is_empty() && free(&primary) && context.iter().all(free) {
            context.push(range);
        }
    }
    Excerpt {
        text,
        begins_late: from > 0,
        primary,
        context,
    }
}

/// A column as an offset.
fn zero_based(column: u32) -> usize {
    (column as usize).saturating_sub(1)
}

/// The last boundary of a character that is not after `at`.
fn boundary(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The end of the word that begins at `at`, of the header's name in an `#include`, or of the one
/// character there.
fn end_of_word(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    if line.trim_start().starts_with('#') {
        let close = match rest.chars().next() {
            Some('<') => rest.find('>'),
            Some('"') => rest[1..].find('"').map(|end| end + 1),
            Some(_) | None => None,
        };
        if let Some(close) = close {
            return at + close + 1;
        }
    }
    let word = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    at + word.max(first)
}

/// The text without what could do something to a terminal.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if is_harmful(c) { REPLACEMENT } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The text, and the parts of it that are pointed at.
    fn shown(line: &str, column: u32, ranges: &[(u32, u32)]) -> (String, Vec<String>) {
        let ranges: Vec<Columns> = ranges
            .iter()
            .map(|&(start, end)| Columns { start, end })
            .collect();
        let excerpt = excerpt(line, column, &ranges);
        let parts = std::iter::once(&excerpt.primary)
            .chain(&excerpt.context)
            .map(|part| excerpt.text[part.clone()].to_owned())
            .collect();
        (excerpt.text, parts)
    }

    #[test]
    fn the_word_at_the_column() {
        assert_eq!(shown("int foo(bar x);", 9, &[]).1, ["bar"]);
        assert_eq!(
            shown("int foo(bar x);", 8, &[(1, 4), (2, 3), (8, 9)]).1,
            ["(", "int"]
        );
        assert_eq!(shown("a", 2, &[]).1, [""]);
        assert_eq!(shown("#include <a/b.h> // x", 10, &[]).1, ["<a/b.h>"]);
        assert_eq!(shown("# include \"b.h\"", 11, &[]).1, ["\"b.h\""]);
        assert_eq!(shown("#include \"b.h", 10, &[]).1, ["\""]);
    }

    #[test]
    fn control_characters_keep_their_place() {
        let (text, parts) = shown("\x1b[2J\u{202e} x;", 9, &[]);
        assert_eq!(text, "\u{fffd}[2J\u{fffd} x;");
        assert_eq!(parts, ["x"]);
    }

    #[test]
    fn long_lines_are_cut_around_the_column() {
        let line = format!("{}word{}", "ä".repeat(5000), " b".repeat(5000));
        let (text, parts) = shown(&line, 10001, &[]);
        assert_eq!(parts, ["word"]);
        assert!(
            text.len() < 250 && text.starts_with("…ä") && text.ends_with('…'),
            "{text}"
        );
    }

    #[test]
    fn nonsense_does_no_harm() {
        for column in [0, 1, 2, 3, 50, u32::MAX] {
            for line in ["", "ä", "a\u{300}"] {
                let (_, parts) = shown(line, column, &[(0, 0), (3, 1), (2, u32::MAX)]);
                assert!(!parts.is_empty());
            }
        }
    }
}
