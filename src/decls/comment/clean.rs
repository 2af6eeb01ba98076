//! Takes the marks, the star column and the common indentation off a comment.

use std::borrow::Cow;
use std::iter::repeat_n;

/// Columns between two tab stops, as C headers are usually shown.
const TAB: usize = 8;

/// One line of a comment: its text, and the column where the text starts.
struct Line<'a> {
    /// Without leading blanks, marks and trailing blanks.
    text: &'a str,
    /// Columns from 0, tabs expanded.
    column: usize,
}

/// The visual column after `text`, when it starts at `column`.
pub(super) fn column_after(text: &str, column: usize) -> usize {
    text.chars().fold(column, |column, c| {
        if c == '\t' {
            (column / TAB + 1) * TAB
        } else {
            column + 1
        }
    })
}

/// The lines of a `/* … */`, given the column of its first `/`.
pub(super) fn block(raw: &[u8], column: usize) -> Vec<String> {
    let text = decode(raw);
    let inner = text.strip_prefix("/*").unwrap_or(&text);
    // The stars of `**/` are part of the end mark.
    let inner = inner
        .strip_suffix("*/")
        .map_or(inner, |inner| inner.trim_end_matches('*'));
    let opened = inner.trim_start_matches('*');
    let opened = opened.strip_prefix('!').unwrap_or(opened);
    // `/*< … >*/` is a mark of its own, not `/**<` with a star forgotten.
    let is_mark = opened.len() == inner.len() && inner.trim_end().ends_with('>');
    let opened = opened
        .strip_prefix('<')
        .filter(|_| !is_mark)
        .unwrap_or(opened);
    // `/*-` asks formatters to leave the comment as it is.
    let opened = opened
        .strip_prefix('-')
        .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        .unwrap_or(opened);
    let start = column + text.len().min(2) + (inner.len() - opened.len());

    let mut lines = split(opened);
    let first = lines.next().unwrap_or_default();
    let mut rest: Vec<Line<'_>> = lines.map(|line| measure(line, 0)).collect();
    if strip_stars(&mut rest, text.starts_with("/**")) && text.starts_with("/***") {
        strip_right_stars(&mut rest);
    }
    let mut all = vec![measure(first, start)];
    all.append(&mut rest);
    dedent(&all, true)
}

/// The lines of one `// …`, its continuation lines included, still with their indentation:
/// [`join`] takes it off the whole run.
pub(super) fn line(raw: &[u8]) -> Vec<String> {
    let text = decode(raw);
    let inner = text.strip_prefix("//").unwrap_or(&text);
    // A ruler of slashes stays one: it parts what stands above it from what stands below.
    let unmarked = inner.trim_start_matches('/');
    let inner = if unmarked.trim().is_empty() && inner.len() > 1 {
        inner
    } else {
        unmarked
    };
    let inner = inner.strip_prefix('!').unwrap_or(inner);
    let inner = inner.strip_prefix('<').unwrap_or(inner);
    split(inner)
        .map(|line| line.trim_end().trim_end_matches('\\').trim_end().to_owned())
        .collect()
}

/// Takes the common indentation off the lines of a run of line comments.
pub(super) fn join(lines: &[String]) -> Vec<String> {
    let lines: Vec<Line<'_>> = lines.iter().map(|line| measure(line, 0)).collect();
    dedent(&lines, false)
}

/// Removes empty lines at both ends, and the indentation of the first line: some headers set
/// off a paragraph with it, and to Markdown it would be code.
pub(super) fn trim(mut lines: Vec<String>) -> Vec<String> {
    let filled = |line: &String| !line.is_empty();
    let end = lines.iter().rposition(filled).map_or(0, |last| last + 1);
    lines.truncate(end);
    let start = lines.iter().position(filled).unwrap_or(0);
    lines.drain(..start);
    if let Some(first) = lines.first_mut() {
        let indentation = first.len() - first.trim_start().len();
        first.drain(..indentation);
    }
    lines
}

/// The comment as text: bytes that are not UTF-8 become U+FFFD.
pub(super) fn decode(raw: &[u8]) -> Cow<'_, str> {
    // The check alone looks at many bytes at a time.
    std::str::from_utf8(raw).map_or_else(|_| String::from_utf8_lossy(raw), Cow::Borrowed)
}

/// The lines of a text with LF, CRLF or CR line ends.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut breaks = memchr::memchr2_iter(b'\n', b'\r', bytes);
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let Some(end) = breaks.next() else {
            start = None;
            return Some(&text[from..]);
        };
        start = match &bytes[end..] {
            [b'\r', b'\n', ..] => breaks.next().map(|at| at + 1),
            // Half of a line end, of which the comment's end took the other.
            [b'\r'] => None,
            _ => Some(end + 1),
        };
        Some(&text[from..end])
    })
}

/// A line without its blanks, whose first byte stands at `column`.
fn measure(line: &str, column: usize) -> Line<'_> {
    let text = line.trim_start();
    Line {
        column: column_after(&line[..line.len() - text.len()], column),
        text: text.trim_end(),
    }
}

/// Takes the column of `*` or `**` off the lines after the first, where it is one: most lines
/// have it. Else a `*` is a list's bullet. Returns whether there was one.
fn strip_stars(lines: &mut [Line<'_>], is_documentation: bool) -> bool {
    let filled = lines.iter().filter(|line| !line.text.is_empty()).count();
    let starred = |line: &&Line<'_>| line.text.starts_with('*');
    let stars = lines.iter().filter(starred).count();
    let mut ends = lines.iter().filter(|line| !line.text.is_empty());
    // Preformatted text in the middle may go without.
    let is_framed = is_documentation
        && ends.next().is_some_and(|line| starred(&line))
        && ends.next_back().is_some_and(|line| starred(&line))
        && stars * 3 > filled;
    if stars == 0 || (stars * 4 < filled * 3 && !is_framed) {
        return false;
    }
    let double = lines
        .iter()
        .filter(starred)
        .all(|line| line.text.starts_with("**"));
    let width = if double { 2 } else { 1 };
    for line in lines.iter_mut().filter(|line| line.text.starts_with('*')) {
        let after = &line.text[width.min(line.text.len())..];
        *line = measure(after, line.column + width);
    }
    true
}

/// Takes the `*` that closes each line of a box off, where all lines have it.
///
/// ```c
/// /********************
///  * A boxed comment. *
///  ********************/
/// ```
fn strip_right_stars(lines: &mut [Line<'_>]) {
    let filled = |line: &&mut Line<'_>| !line.text.is_empty();
    if !lines
        .iter_mut()
        .filter(filled)
        .all(|line| line.text.ends_with('*'))
    {
        return;
    }
    for line in lines {
        line.text = line.text.trim_end_matches('*').trim_end();
    }
}

/// Lays the lines out again without what indentation they share. The first line of a block
/// stands behind the opening mark: it is never indented itself.
fn dedent(lines: &[Line<'_>], first_is_apart: bool) -> Vec<String> {
    let common = lines
        .iter()
        .filter(|line| !line.text.is_empty())
        .map(|line| line.column)
        .min()
        .unwrap_or(0);
    lines
        .iter()
        .enumerate()
        .map(|(number, line)| {
            if line.text.is_empty() || (first_is_apart && number == 0) {
                line.text.to_owned()
            } else {
                match line.column - common {
                    0 => line.text.to_owned(),
                    indentation => {
                        let mut text = String::with_capacity(indentation + line.text.len());
                        text.extend(repeat_n(' ', indentation));
                        text.push_str(line.text);
                        text
                    }
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The trimmed lines of a block that stands at column 0.
    fn cleaned(raw: &str) -> Vec<String> {
        trim(block(raw.as_bytes(), 0))
    }

    #[test]
    fn star_columns_go() {
        assert_eq!(
            cleaned("/**\n * A.\n *   b\n *\n * C.\n */"),
            ["A.", "  b", "", "C."]
        );
        assert_eq!(cleaned("/*\n** A.\n**   b\n*/"), ["A.", "  b"]);
        assert_eq!(cleaned("/* A.\r\n * B.\r\n **/"), ["A.", "B."]);
        assert_eq!(cleaned("/*! A.\n * * item */"), ["A.", "* item"]);
    }

    #[test]
    fn boxes_lose_their_right_side() {
        let text =
            "/*********\n * A box.  *\n *         *\n * B:      *\n *   c.    *\n *********/";
        assert_eq!(cleaned(text), ["A box.", "", "B:", "  c."]);
        let text = "/*****\n * Not *\n * a box.\n *****/";
        assert_eq!(cleaned(text), ["Not *", "a box."]);
        assert_eq!(cleaned("/**\n * *Not.*\n */"), ["*Not.*"]);
    }

    #[test]
    fn preformatted_text_may_go_without_stars() {
        assert_eq!(
            cleaned("/**\n *  A.\n *\n *  @verbatim\n    x\n    y\n    z\n *  @endverbatim\n */"),
            ["A.", "", "@verbatim", "x", "y", "z", "@endverbatim"]
        );
        let text = "/**\n * one\n   more\n   more\n   more\n   more\n * two\n */";
        assert_eq!(cleaned(text).len(), 6);
        assert!(cleaned(text)[0].starts_with('*'));
    }

    #[test]
    fn all_line_ends_are_known() {
        let lines = |text: &str| split(text).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\r\r\n\nb\n"), ["a", "", "", "b", ""]);
        assert_eq!(lines("a\r"), ["a"]);
        assert_eq!(lines(""), [""]);
    }

    #[test]
    fn bullets_stay() {
        let text = "/*\n  A list:\n  * one\n    and more\n  * two\n */";
        assert_eq!(cleaned(text), ["A list:", "* one", "  and more", "* two"]);
    }

    #[test]
    fn indentation_is_relative_to_the_block() {
        assert_eq!(
            cleaned("/* Options:\n     a\n   end */"),
            ["Options:", "  a", "end"]
        );
        assert_eq!(cleaned("/*\n     A\n\n       b\n*/"), ["A", "", "  b"]);
        assert_eq!(
            cleaned("/* A\n\tb\n        c */"),
            ["A", "     b", "     c"]
        );
    }

    #[test]
    fn one_liners() {
        assert_eq!(cleaned("/* a */"), ["a"]);
        assert_eq!(cleaned("/**< a **/"), ["a"]);
        assert_eq!(cleaned("/*-\n * A.\n *  b\n */"), ["A.", " b"]);
        assert_eq!(cleaned("/* - a */"), ["- a"]);
        assert_eq!(cleaned("/* **a** */"), ["**a**"]);
        assert_eq!(cleaned("/**/"), [""; 0]);
        assert_eq!(cleaned("/*/"), ["/"]);
        assert_eq!(line(b"///< a "), [" a"]);
        assert_eq!(line(b"// a \\\n b"), [" a", " b"]);
    }

    #[test]
    fn latin_1_becomes_the_replacement_character() {
        assert_eq!(trim(block(b"/* caf\xe9 */", 0)), ["caf\u{fffd}"]);
    }
}
