//! What of C's text may stand in Pyrite's: names, string literals, comments and doc strings.
//!
//! C lets a header put nearly anything into a comment, a string or a file name. Here it becomes
//! text that cannot end a line, a string or a doc string, nor reorder what a reader sees.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

/// A name: C's own, verbatim.
///
/// The map phase gives names that Pyrite accepts. Should one hold a character that could end a
/// token, that character becomes `_`, and an empty name becomes `_`: the structure of the text
/// never hangs on what a header calls things.
pub(super) struct Name<'a>(pub(super) &'a str);

impl Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_char('_');
        }
        write_runs(f, self.0, |c| !ends_token(c), |f, _| f.write_char('_'))
    }
}

/// A string literal with its quotes, by Pyrite's escapes alone: `\n \t \r \\ \" \0 \u{HEX}`.
///
/// Whatever a reader could not see, or could be misled by, is escaped.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        let plain = |c| !matches!(c, '"' | '\\') && !is_hazard(c) && !is_invisible(c);
        write_runs(f, self.0, plain, |f, c| match c {
            '\n' => f.write_str("\\n"),
            '\t' => f.write_str("\\t"),
            '\r' => f.write_str("\\r"),
            '\\' => f.write_str("\\\\"),
            '"' => f.write_str("\\\""),
            '\0' => f.write_str("\\0"),
            other => write!(f, "\\u{{{:X}}}", u32::from(other)),
        })?;
        f.write_char('"')
    }
}

/// Anything, as text on one line of a comment.
pub(super) struct Comment<T>(pub(super) T);

impl<T: Display> Display for Comment<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Neutral(f), "{}", self.0)
    }
}

/// A writer that passes on what may stand in a comment.
struct Neutral<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Neutral<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_runs(self.0, text, |c| !is_hazard(c), write_neutral)
    }
}

/// A line of a comment; borrowed where it may stand as it is.
pub(super) fn comment_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hazard) {
        Cow::Owned(Comment(text).to_string())
    } else {
        Cow::Borrowed(text)
    }
}

/// A line of a doc string; borrowed where it may stand as it is.
///
/// Escapes are taken to work in a doc string, so a backslash is doubled; three quotes, which
/// would end it, become `'''`.
pub(super) fn doc_line(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') && !text.contains("\"\"\"") && !text.chars().any(is_hazard) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let quotes = rest.len() - rest.trim_start_matches('"').len();
        if quotes > 0 {
            out.extend(std::iter::repeat_n(
                if quotes < 3 { '"' } else { '\'' },
                quotes,
            ));
            rest = &rest[quotes..];
            continue;
        }
        if c == '\\' {
            out.push_str("\\\\");
        } else if is_hazard(c) {
            // Writing to a `String` does not fail.
            let _ = write_neutral(&mut out, c);
        } else {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(out)
}

/// Stands in for a character that may not be in a comment: blanks for line breaks and tabs, for
/// all others their code point, so that nothing is lost.
fn write_neutral(out: &mut impl Write, c: char) -> fmt::Result {
    match c {
        '\t' => out.write_str("    "),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.write_char(' '),
        other => write!(out, "<U+{:04X}>", u32::from(other)),
    }
}

/// Writes the runs of `plain` characters as they are and every other one by `write_other`.
fn write_runs<'f, 'b>(
    f: &'f mut fmt::Formatter<'b>,
    text: &str,
    plain: impl Fn(char) -> bool,
    write_other: impl Fn(&mut fmt::Formatter<'b>, char) -> fmt::Result,
) -> fmt::Result {
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !plain(c) {
            f.write_str(&text[start..at])?;
            write_other(f, c)?;
            start = at + c.len_utf8();
        }
    }
    f.write_str(&text[start..])
}

/// Whether a character cannot be part of a name.
fn ends_token(c: char) -> bool {
    if c.is_ascii() {
        !(c.is_ascii_alphanumeric() || c == '_' || c == '$')
    } else {
        is_hazard(c) || is_invisible(c)
    }
}

/// Whether a character may not stand in a comment: controls, line and paragraph separators, the
/// byte order mark, and those that change the direction of what follows (Unicode Standard
/// Annex #9, explicit formatting characters).
fn is_hazard(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character outside ASCII leaves no ink: blanks, joiners, fillers, variation
/// selectors, tags.
fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && (c.is_whitespace()
            || matches!(c,
                '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202f}'
                | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn strings_use_only_the_allowed_escapes() {
        let text = "a\n\t\r\\\"\0\u{7}\u{1b}\u{7f}\u{202e}\u{2028}\u{a0}\u{200b}\u{feff}é";
        assert_eq!(
            Quoted(text).to_string(),
            r#""a\n\t\r\\\"\0\u{7}\u{1B}\u{7F}\u{202E}\u{2028}\u{A0}\u{200B}\u{FEFF}é""#
        );
    }

    #[test]
    fn names_stay_one_token() {
        assert_eq!(Name("sqlite3_open").to_string(), "sqlite3_open");
        assert_eq!(Name("größe$1").to_string(), "größe$1");
        assert_eq!(Name("a\nfn b(\u{202e}").to_string(), "a_fn_b__");
        assert_eq!(Name("").to_string(), "_");
    }

    #[test]
    fn comments_stay_on_their_line() {
        assert_eq!(comment_line("a \"\"\" \\ b"), "a \"\"\" \\ b");
        assert_eq!(
            comment_line("a\r\nb\tc\0\u{2066}"),
            "a  b    c<U+0000><U+2066>"
        );
        assert!(matches!(comment_line("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn docs_cannot_end_early() {
        assert_eq!(doc_line(r#"a """ b """" "" c"#), r#"a ''' b '''' "" c"#);
        assert_eq!(doc_line(r"c:\new \"), r"c:\\new \\");
        assert_eq!(doc_line("x\u{85}y\u{8}"), "x y<U+0008>");
        assert!(matches!(doc_line("say \"\" plainly"), Cow::Borrowed(_)));
    }
}
