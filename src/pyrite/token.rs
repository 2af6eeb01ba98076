//! The words, numbers, strings and marks of a text, and where lines and blocks end.

use std::borrow::Cow;

use super::error::Position;

/// A token with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: TokenKind<'a>,
    /// Where it begins.
    pub(super) position: Position,
    /// The text that it is made of; empty for those that stand for no text.
    pub(super) source: &'a str,
    /// A blank line or a comment stands between the line before and this one, which it begins.
    pub(super) gap: bool,
}

/// The kinds of token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind<'a> {
    /// A name or a keyword.
    Word(&'a str),
    /// An integer without its sign.
    Integer(u128),
    /// A floating literal without its sign, which is finite.
    Float(f64),
    /// A string, as it reads.
    Text(Cow<'a, str>),
    /// What stands between `"""` and `"""`.
    Doc(&'a str),
    /// `->`, `...`, `<<`, or one character.
    Mark(&'static str),
    /// What follows `# skipped:` on a line of its own.
    Skipped(&'a str),
    /// The end of a line, outside brackets.
    Newline,
    /// The next line is indented deeper.
    Indent,
    /// The next line is indented less; one for each level.
    Dedent,
    /// The end of the text.
    End,
}

/// All marks, longer ones before those that they begin with.
pub(super) const MARKS: [&str; 30] = [
    "...", "->", "<<", ">>", "==", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", ":", ";", ",",
    ".", "=", "*", "&", "|", "^", "+", "-", "@", "<", ">", "/", "%",
];
