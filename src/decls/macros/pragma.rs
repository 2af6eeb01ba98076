//! `_Pragma("…")` in what a macro expands to.

use super::token::{Kind, Token};

/// Whether `_Pragma("…")` is all there is.
pub(super) fn is_all(tokens: &[Token<'_>]) -> bool {
    tokens.chunks(4).all(is_pragma)
}

/// Takes every `_Pragma("…")` out, which is executed wherever it stands and leaves nothing behind
/// (C11 §6.10.9).
pub(super) fn remove(tokens: &mut Vec<Token<'_>>) {
    while let Some(at) = tokens.windows(4).position(is_pragma) {
        tokens.drain(at..at + 4);
    }
}

/// `_Pragma("…")`
fn is_pragma(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [name, open, text, close]
        if name.identifier() == Some("_Pragma")
            && open.is("(")
            && matches!(text.kind, Kind::Text)
            && close.is(")"))
}
