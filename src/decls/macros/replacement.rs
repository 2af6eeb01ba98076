//! Replacement lists as they are written.

use super::token::Token;

/// The literal, where a definition is nothing but a number: the most frequent kind by far.
pub(super) fn plain_number(rest: &str) -> Option<&str> {
    let text = rest.trim_ascii();
    let bytes = text.as_bytes();
    (bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'.'))
    .then_some(text)
}

/// Whether the first token's `(` is closed by the last token.
pub(super) fn is_parenthesised(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return index + 1 == tokens.len();
        }
    }
    false
}

/// Characters of a replacement that a reason shows.
const SHOWN: usize = 40;

/// A replacement in one line, shortened.
pub(super) fn shorten(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.space && index > 0 {
            text.push(' ');
        }
        text.push_str(token.text());
        if text.len() > SHOWN {
            break;
        }
    }
    if let Some((end, _)) = text.char_indices().nth(SHOWN) {
        text.truncate(end);
        text.push_str("...");
    }
    text
}
