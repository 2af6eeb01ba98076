//! Which bytes and characters make up a module's text, and which of them a name.

use super::error::{Error, Fault, Position, Result};

/// Bytes as the text of a module.
///
/// # Errors
/// The first byte that is not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (good, rest) = bytes.split_at(error.valid_up_to());
        let before = std::str::from_utf8(good).unwrap_or_default();
        Error {
            position: position(before, before.len()),
            fault: Fault::NotText(rest.first().copied().unwrap_or_default()),
        }
    })
}

/// Checks that a text has no character that may stand nowhere, not even in a comment.
pub(super) fn check(text: &str) -> Result<()> {
    if u32::try_from(text.len()).is_err() {
        let position = position("", 0);
        return Err(Error {
            position,
            fault: Fault::TooLarge,
        });
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_plain = |byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        // Nearly all lines are plain: no byte is left out, so that many are looked at at a time.
        if !line.bytes().fold(true, |all, byte| all & is_plain(byte)) {
            check_line(text, start, line)?;
        }
        start += line.len();
    }
    Ok(())
}

/// Checks the line of a text that begins at `start`.
fn check_line(text: &str, start: usize, line: &str) -> Result<()> {
    let mut characters = line.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let ends_line = c == '\r' && characters.peek().is_some_and(|&(_, next)| next == '\n');
        if !ends_line && is_forbidden(c) {
            return Err(Error {
                position: position(text, start + at),
                fault: Fault::Character(c),
            });
        }
    }
    Ok(())
}

/// The place of a byte of a text.
fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default();
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position {
        line: narrow(line),
        column: narrow(column.chars().count() + 1),
        offset: narrow(at),
    }
}

/// Controls other than those between words and lines; line and paragraph separators; and what
/// changes the direction of the text around it (Unicode Standard Annex #9), so that a person
/// and this program never read two different texts.
fn is_forbidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !matches!(c, '\n' | '\t');
    }
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                ..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// Whether a name may begin with it.
pub(super) fn begins_name(c: char) -> bool {
    is_in_name(c) && !c.is_ascii_digit()
}

/// Whether it may stand in a name: what C11 §6.4.2.1 and its Annex D let stand there, and gcc's
/// `$`, but for what leaves no ink.
pub(super) fn is_in_name(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_' || c == '$';
    }
    !(c.is_whitespace() || c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{206f}'))
}

/// Whether a word may not be a name.
pub fn is_reserved(word: &str) -> bool {
    /// In alphabetical order.
    const RESERVED: [&str; 64] = [
        "List", "None", "Option", "Self", "String", "Vector", "and", "as", "assert", "bool",
        "borrow", "break", "case", "char", "const", "continue", "defer", "dyn", "elif", "else",
        "enum", "extern", "fail", "false", "float", "fn", "for", "from", "if", "impl", "import",
        "in", "inout", "int", "isize", "let", "main", "match", "move", "mut", "not", "opaque",
        "or", "pass", "print", "pub", "return", "self", "str", "struct", "take", "trait", "true",
        "try", "type", "uint", "union", "unsafe", "usize", "var", "void", "where", "while", "with",
    ];
    RESERVED.binary_search(&word).is_ok()
}

/// Whether a word is a type of the language that is not reserved otherwise, which no item that
/// defines a type may be called.
pub(super) fn is_scalar(word: &str) -> bool {
    matches!(
        word,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64"
    )
}
