//! Columns: how wide a text is, and how a long line of prose is wrapped.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// The widest line, in characters.
pub(super) const COLUMNS: usize = 100;

/// The width of a text on one line, in characters.
pub(super) fn columns(text: &str) -> usize {
    text.chars().count()
}

/// A writer that only measures: the width of the last line written to it.
#[derive(Default)]
pub(super) struct LastLine {
    /// Characters since the last line break.
    pub(super) columns: usize,
}

impl Write for LastLine {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match byte {
                b'\n' => self.columns = 0,
                // The second to fourth bytes of a character.
                0x80..=0xbf => {}
                _ => self.columns += 1,
            }
        }
        Ok(())
    }
}

/// Adds a line of prose to `lines`, as several where it is wider than `width`.
///
/// It breaks at blanks; a word that is wider stays whole. Lines that continue one that is
/// indented, or an item of a list, are indented as its text is. No line ends in a blank.
pub(super) fn wrap<'a>(text: Cow<'a, str>, width: usize, lines: &mut Vec<Cow<'a, str>>) {
    if columns(&text) <= width {
        let end = text.trim_end().len();
        lines.push(match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
            Cow::Owned(mut text) => {
                text.truncate(end);
                Cow::Owned(text)
            }
        });
        return;
    }
    let indent = (text.len() - text.trim_start_matches(' ').len()).min(width / 2);
    // What carries on a list's item stands below its text.
    let item = text.trim_start_matches(' ').starts_with("- ");
    let next = " ".repeat(indent + if item { 2 } else { 0 });
    let mut indent = indent;
    let mut line = " ".repeat(indent);
    for word in text.split_whitespace() {
        let empty = line.len() == indent;
        if !empty && columns(&line) + 1 + columns(word) > width {
            lines.push(Cow::Owned(std::mem::replace(&mut line, next.clone())));
            indent = next.len();
            line.push_str(word);
        } else {
            line.push_str(if empty { "" } else { " " });
            line.push_str(word);
        }
    }
    let end = line.trim_end().len();
    line.truncate(end);
    lines.push(Cow::Owned(line));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The lines of a text.
    fn wrapped(text: &str, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        wrap(Cow::Borrowed(text), width, &mut lines);
        lines.into_iter().map(Cow::into_owned).collect()
    }

    #[test]
    fn a_short_line_stays() {
        assert_eq!(wrapped("  two  words ", 20), ["  two  words"]);
        assert_eq!(wrapped("", 20), [""]);
    }

    #[test]
    fn a_long_line_breaks_at_blanks() {
        assert_eq!(wrapped("  one two three", 9), ["  one two", "  three"]);
        assert_eq!(
            wrapped(" - one two three four", 12),
            [" - one two", "   three", "   four"]
        );
        assert_eq!(
            wrapped("averyveryverylongword x", 9),
            ["averyveryverylongword", "x"]
        );
    }

    #[test]
    fn the_measure_is_characters_of_the_last_line() {
        let mut measure = LastLine::default();
        write!(measure, "a long first line\né").unwrap();
        write!(measure, "12").unwrap();
        assert_eq!(measure.columns, 3);
    }
}
