//! What of C's text may stand in Pyrite's: names, string literals, comments and doc strings.
//!
//! C lets a header put nearly anything into a comment, a string or a file name. Here it becomes
//! text that cannot end a line, a string or a doc string, nor reorder what a reader sees.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use crate::characters::{
    all_bytes, ends_token, is_hazard, is_invisible, is_plain_ascii, is_plain_name,
};

/// Lets templates show a type that has `write`, without the detour over a formatter that each
/// of a hundred thousand names would take.
macro_rules! shown {
    ($ty:ty) => {
        impl std::fmt::Display for $ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.write(f)
            }
        }

        impl askama::FastWritable for $ty {
            fn write_into(
                &self,
                out: &mut dyn std::fmt::Write,
                _: &dyn askama::Values,
            ) -> askama::Result<()> {
                Ok(self.write(out)?)
            }
        }
    };
}
pub(super) use shown;

/// A name: C's own, verbatim.
///
/// The map phase gives names that Pyrite accepts. Should one hold a character that could end a
/// token, that character becomes `_`, and an empty name becomes `_`: the structure of the text
/// never hangs on what a header calls things.
pub(super) struct Name<'a>(pub(super) &'a str);

impl Name<'_> {
    /// Writes the name.
    pub(super) fn write(&self, out: &mut dyn Write) -> fmt::Result {
        match self.0 {
            "" => out.write_char('_'),
            name if is_plain_name(name) => out.write_str(name),
            name => write_runs(out, name, |c| !ends_token(c), |out, _| out.write_char('_')),
        }
    }
}

shown!(Name<'_>);

/// A string literal with its quotes, by Pyrite's escapes alone: `\n \t \r \\ \" \0 \u{HEX}`.
///
/// Whatever a reader could not see, or could be misled by, is escaped.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Quoted<'_> {
    /// Writes the literal.
    pub(super) fn write(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_char('"')?;
        let plain = |c| !matches!(c, '"' | '\\') && !is_hazard(c) && !is_invisible(c);
        write_runs(out, self.0, plain, |out, c| match c {
            '\n' => out.write_str("\\n"),
            '\t' => out.write_str("\\t"),
            '\r' => out.write_str("\\r"),
            '\\' => out.write_str("\\\\"),
            '"' => out.write_str("\\\""),
            '\0' => out.write_str("\\0"),
            other => write!(out, "\\u{{{:X}}}", u32::from(other)),
        })?;
        out.write_char('"')
    }
}

shown!(Quoted<'_>);

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
        if is_plain_ascii(text) {
            return self.0.write_str(text);
        }
        write_runs(self.0, text, |c| !is_hazard(c), write_neutral)
    }
}

/// A line of a comment; borrowed where it may stand as it is.
pub(super) fn comment_line(text: &str) -> Cow<'_, str> {
    if !is_plain_ascii(text) && text.chars().any(is_hazard) {
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
    if all_bytes(
        text.as_bytes(),
        |byte| matches!(byte, b' '..=b'!' | b'#'..=b'[' | b']'..=b'~'),
    ) {
        return Cow::Borrowed(text);
    }
    let tame = is_plain_ascii(text) || !text.chars().any(is_hazard);
    if tame && !text.contains('\\') && !text.contains("\"\"\"") {
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
fn write_neutral(out: &mut dyn Write, c: char) -> fmt::Result {
    match c {
        '\t' => out.write_str("    "),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.write_char(' '),
        other => write!(out, "<U+{:04X}>", u32::from(other)),
    }
}

/// Writes the runs of `plain` characters as they are and every other one by `write_other`.
fn write_runs(
    out: &mut dyn Write,
    text: &str,
    plain: impl Fn(char) -> bool,
    write_other: impl Fn(&mut dyn Write, char) -> fmt::Result,
) -> fmt::Result {
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !plain(c) {
            out.write_str(&text[start..at])?;
            write_other(out, c)?;
            start = at + c.len_utf8();
        }
    }
    out.write_str(&text[start..])
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
