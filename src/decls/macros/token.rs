//! Preprocessing tokens (C11 §6.4) of a macro's definition, borrowed from its text.

use std::rc::Rc;

use super::operand::Operand;

/// The text of a token: a piece of the header, or made by `#` or `##`.
#[derive(Debug, Clone)]
pub(super) enum Text<'m> {
    /// A piece of a definition.
    Borrowed(&'m str),
    /// Made during expansion.
    Made(Rc<str>),
}

/// What a token is, as far as the preprocessor tells tokens apart.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A name or keyword.
    Identifier,
    /// A preprocessing number (C11 §6.4.8), valid or not: `1`, `0x1p-3`, `1.2.3`.
    Number,
    /// `'a'` with its prefix.
    Character,
    /// `"a"` with its prefix.
    Text,
    /// `+`, `<<=`, `#`, …
    Punctuator,
    /// What is no token of C: a lone quote, a backslash, `@`.
    Other,
    /// A parenthesised expression whose value is known already; the text says which macro's.
    Known(Rc<Operand>),
}

/// One preprocessing token.
#[derive(Debug, Clone)]
pub(super) struct Token<'m> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its spelling.
    text: Text<'m>,
    /// White space stands before it, which only `#` can see.
    pub(super) space: bool,
    /// A macro's name met within its own expansion, never expanded again (C11 §6.10.3.4p2).
    pub(super) painted: bool,
}

impl<'m> Token<'m> {
    /// A token that stands in a definition.
    fn borrowed(kind: Kind, text: &'m str, space: bool) -> Token<'m> {
        Token {
            kind,
            text: Text::Borrowed(text),
            space,
            painted: false,
        }
    }

    /// A token of a known value, standing where the macro's name stood.
    pub(super) fn known(operand: Rc<Operand>) -> Token<'m> {
        Token {
            kind: Kind::Known(operand),
            text: Text::Borrowed(""),
            space: false,
            painted: false,
        }
    }

    /// A string literal that `#` made.
    pub(super) fn made_text(text: String, space: bool) -> Token<'m> {
        Token {
            kind: Kind::Text,
            text: Text::Made(Rc::from(text)),
            space,
            painted: false,
        }
    }

    /// The one token that a text made by `##` is, if it is one (C11 §6.10.3.3p3).
    pub(super) fn pasted(text: &str, space: bool, separators: bool) -> Option<Token<'m>> {
        let mut lexer = Lexer::new(text, separators);
        let kind = lexer.next()?.kind;
        if lexer.next().is_some() || lexer.skipped_comment {
            return None;
        }
        Some(Token {
            kind,
            text: Text::Made(Rc::from(text)),
            space,
            painted: false,
        })
    }

    /// Its spelling.
    pub(super) fn text(&self) -> &str {
        match &self.text {
            Text::Borrowed(text) => text,
            Text::Made(text) => text,
        }
    }

    /// Whether it is this punctuator.
    pub(super) fn is(&self, punctuator: &str) -> bool {
        matches!(self.kind, Kind::Punctuator) && self.text() == punctuator
    }

    /// Its name, where it is an identifier.
    pub(super) fn identifier(&self) -> Option<&str> {
        matches!(self.kind, Kind::Identifier).then(|| self.text())
    }
}

/// Cuts a text without line continuations into tokens; comments are white space.
pub(super) struct Lexer<'m> {
    /// The whole text.
    text: &'m str,
    /// Bytes read.
    at: usize,
    /// C23: `1'000` is a number.
    separators: bool,
    /// A comment was read, which pasted text must not make.
    skipped_comment: bool,
}

/// Punctuators of more than one character (C11 §6.4.6), longest first.
const PUNCTUATORS: [&str; 25] = [
    "%:%:", "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
    "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##", "::",
];

impl<'m> Lexer<'m> {
    /// Starts at the beginning of a text.
    pub(super) fn new(text: &'m str, separators: bool) -> Lexer<'m> {
        Lexer {
            text,
            at: 0,
            separators,
            skipped_comment: false,
        }
    }

    /// The byte `ahead` of the next one, or 0 past the end.
    fn peek(&self, ahead: usize) -> u8 {
        self.text
            .as_bytes()
            .get(self.at + ahead)
            .copied()
            .unwrap_or(0)
    }

    /// Skips white space and comments; whether there were any.
    fn skip_space(&mut self) -> bool {
        let start = self.at;
        loop {
            match (self.peek(0), self.peek(1)) {
                (b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c, _) => self.at += 1,
                (b'/', b'*') => {
                    self.skipped_comment = true;
                    let rest = self.text.get(self.at + 2..).unwrap_or("");
                    self.at = rest
                        .find("*/")
                        .map_or(self.text.len(), |end| self.at + 2 + end + 2);
                }
                (b'/', b'/') => {
                    self.skipped_comment = true;
                    let rest = self.text.get(self.at..).unwrap_or("");
                    self.at = rest.find('\n').map_or(self.text.len(), |end| self.at + end);
                }
                _ => return self.at != start,
            }
        }
    }

    /// Bytes of the name that starts `offset` bytes ahead.
    fn name_length(&self, offset: usize) -> usize {
        let rest = self.text.as_bytes().get(self.at + offset..).unwrap_or(&[]);
        rest.iter().take_while(|byte| is_name_byte(**byte)).count()
    }

    /// Bytes of the preprocessing number that starts here.
    fn number_length(&self) -> usize {
        let mut length = 0;
        loop {
            let byte = self.peek(length);
            length += match byte {
                b'e' | b'E' | b'p' | b'P' if matches!(self.peek(length + 1), b'+' | b'-') => 2,
                b'\'' if self.separators && is_name_byte(self.peek(length + 1)) => 2,
                b'.' => 1,
                _ if is_name_byte(byte) => 1,
                _ => return length,
            };
        }
    }

    /// Bytes of the quoted literal whose opening quote stands `offset` bytes ahead.
    fn quoted_length(&self, offset: usize) -> Option<usize> {
        let quote = self.peek(offset);
        let mut length = offset + 1;
        while self.at + length < self.text.len() {
            match self.peek(length) {
                b'\\' => length += 2,
                b'\n' => return None,
                byte if byte == quote => return Some(length + 1),
                _ => length += 1,
            }
        }
        None
    }

    /// Kind and length of the token that starts here.
    fn measure(&self) -> (Kind, usize) {
        let byte = self.peek(0);
        if byte.is_ascii_digit() || (byte == b'.' && self.peek(1).is_ascii_digit()) {
            return (Kind::Number, self.number_length());
        }
        let name = self.name_length(0);
        let prefix = match (byte, name) {
            (b'"' | b'\'', _) | (b'L' | b'u' | b'U', 1) => Some(name),
            (b'u', 2) if self.peek(1) == b'8' => Some(name),
            _ => None,
        };
        if let Some(prefix) = prefix {
            let kind = match self.peek(prefix) {
                b'"' => Some(Kind::Text),
                // Before C23, u8'a' is the name u8 and a character constant.
                b'\'' if prefix < 2 || self.separators => Some(Kind::Character),
                _ => None,
            };
            if let Some(kind) = kind {
                match self.quoted_length(prefix) {
                    Some(length) => return (kind, length),
                    None if prefix == 0 => return (Kind::Other, 1),
                    None => {}
                }
            }
        }
        if name > 0 {
            return (Kind::Identifier, name);
        }
        let rest = self.text.get(self.at..).unwrap_or("");
        match PUNCTUATORS.iter().find(|known| rest.starts_with(**known)) {
            Some(known) => (Kind::Punctuator, known.len()),
            None if b"[](){}.&*+-~!/%<>^|?:;=,#".contains(&byte) => (Kind::Punctuator, 1),
            None => (Kind::Other, rest.chars().next().map_or(1, char::len_utf8)),
        }
    }
}

impl<'m> Iterator for Lexer<'m> {
    type Item = Token<'m>;

    fn next(&mut self) -> Option<Token<'m>> {
        let space = self.skip_space();
        if self.at >= self.text.len() {
            return None;
        }
        let (kind, length) = self.measure();
        // A length that ends inside a character can only come of a backslash before one.
        let mut end = (self.at + length).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        let text = self.text.get(self.at..end)?;
        self.at = end;
        Some(Token::borrowed(kind, text, space))
    }
}

/// Whether a byte may stand in a name. Letters outside ASCII may (C11 annex D), and `$` may in
/// every compiler we know.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spellings of a text's tokens.
    fn spellings(text: &str) -> Vec<String> {
        Lexer::new(text, false)
            .map(|token| token.text().to_owned())
            .collect()
    }

    #[test]
    fn cuts_numbers_names_and_operators() {
        assert_eq!(
            spellings("0x1p-3+.5e+1<<1.2.3/*x*/ a$b // end"),
            ["0x1p-3", "+", ".5e+1", "<<", "1.2.3", "a$b"]
        );
    }

    #[test]
    fn cuts_literals_with_prefixes() {
        assert_eq!(
            spellings(r#"L"a\"b"u8"c"u'd'LL"e"u8'f'"#),
            [
                r#"L"a\"b""#,
                r#"u8"c""#,
                "u'd'",
                "LL",
                r#""e""#,
                "u8",
                "'f'"
            ]
        );
    }

    #[test]
    fn a_backslash_before_a_wide_character_splits_nothing() {
        assert_eq!(spellings("'\\é' x"), ["'\\é'", "x"]);
        assert_eq!(spellings("'\\é"), ["'", "\\", "é"]);
    }
}
