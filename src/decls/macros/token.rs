//! Preprocessing tokens (C11 §6.4) of a macro's definition, borrowed from its text.

use std::rc::Rc;

use super::operand::Operand;
use super::table::Macros;
use crate::characters::is_name_byte;

/// The text of a token: a piece of the header, or made by `#` or `##`.
#[derive(Debug, Clone)]
enum Text<'m> {
    /// A piece of a definition.
    Borrowed(&'m str),
    /// Made during expansion.
    Made(Rc<str>),
    /// None: a value stands for it.
    Known(Rc<Operand>),
}

/// What a token is, as far as the preprocessor tells tokens apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// A parenthesised expression whose value is known already.
    Known,
}

/// What the name that a token is stands for, in as many bytes as a macro's number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role(u32);

impl Role {
    /// No macro and no parameter.
    const NONE: Role = Role(u32::MAX);
    /// Nobody has looked yet.
    const OPEN: Role = Role(u32::MAX - 1);
    /// Set where the rest is the number of a parameter.
    const PARAMETER: u32 = 1 << 31;

    /// A macro, if it is one.
    pub(super) fn of_macro(id: Option<u32>) -> Role {
        id.filter(|id| id & Role::PARAMETER == 0)
            .map_or(Role::NONE, Role)
    }

    /// A parameter of the macro in whose definition the token stands.
    pub(super) fn parameter(index: usize) -> Role {
        u32::try_from(index)
            .ok()
            .map(|index| Role(index | Role::PARAMETER))
            .filter(|role| role.0 < Role::OPEN.0)
            .unwrap_or(Role::OPEN)
    }
}

/// One preprocessing token.
#[derive(Debug, Clone)]
pub(super) struct Token<'m> {
    /// Its spelling.
    text: Text<'m>,
    /// What it stands for, where it is a name.
    pub(super) role: Role,
    /// What it is.
    pub(super) kind: Kind,
    /// White space stands before it, which only `#` can see.
    pub(super) space: bool,
    /// A macro's name met within its own expansion, never expanded again (C11 §6.10.3.4p2).
    pub(super) painted: bool,
}

impl<'m> Token<'m> {
    /// A token of which nothing is known but what it is.
    fn new(kind: Kind, text: Text<'m>, space: bool) -> Token<'m> {
        Token {
            text,
            role: Role::OPEN,
            kind,
            space,
            painted: false,
        }
    }

    /// A token of a known value, standing where the macro's name stood.
    pub(super) fn known(operand: Rc<Operand>) -> Token<'m> {
        Token::new(Kind::Known, Text::Known(operand), false)
    }

    /// A string literal that `#` made.
    pub(super) fn made_text(text: &str, space: bool) -> Token<'m> {
        Token::new(Kind::Text, Text::Made(Rc::from(text)), space)
    }

    /// The one token that a text made by `##` is, if it is one (C11 §6.10.3.3p3).
    pub(super) fn pasted(text: &str, space: bool, separators: bool) -> Option<Token<'m>> {
        let mut lexer = Lexer::new(text, separators);
        let kind = lexer.next()?.kind;
        if lexer.next().is_some() || lexer.skipped_comment {
            return None;
        }
        Some(Token::new(kind, Text::Made(Rc::from(text)), space))
    }

    /// Its spelling.
    pub(super) fn text(&self) -> &str {
        match &self.text {
            Text::Borrowed(text) => text,
            Text::Made(text) => text,
            Text::Known(_) => "",
        }
    }

    /// The value that stands for it.
    pub(super) fn value(&self) -> Option<&Operand> {
        match &self.text {
            Text::Known(operand) => Some(operand),
            Text::Borrowed(_) | Text::Made(_) => None,
        }
    }

    /// Whether it is this punctuator.
    pub(super) fn is(&self, punctuator: &str) -> bool {
        self.kind == Kind::Punctuator && self.text() == punctuator
    }

    /// Its name, where it is an identifier.
    pub(super) fn identifier(&self) -> Option<&str> {
        (self.kind == Kind::Identifier).then(|| self.text())
    }

    /// Its name, where it is an identifier of a definition.
    pub(super) fn written_identifier(&self) -> Option<&'m str> {
        match self.text {
            Text::Borrowed(text) if self.kind == Kind::Identifier => Some(text),
            Text::Borrowed(_) | Text::Made(_) | Text::Known(_) => None,
        }
    }

    /// The macro that it names.
    pub(super) fn mentioned(&self, macros: &Macros<'_>) -> Option<u32> {
        match self.role {
            _ if self.kind != Kind::Identifier => None,
            Role::NONE => None,
            Role(id) if id & Role::PARAMETER == 0 => Some(id),
            // Not looked for, or a parameter that stays a name.
            Role(_) => macros.id(self.text()),
        }
    }

    /// The number of the parameter that it names.
    pub(super) fn parameter(&self) -> Option<usize> {
        (self.role.0 & Role::PARAMETER != 0 && self.role.0 < Role::OPEN.0)
            .then_some((self.role.0 & !Role::PARAMETER) as usize)
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

/// The length of the punctuator that a text starts with (C11 §6.4.6); 0 for none.
fn punctuator_length(text: &[u8]) -> usize {
    let at = |index: usize| text.get(index).copied().unwrap_or(0);
    match (at(0), at(1)) {
        (b'%', b':') if at(2) == b'%' && at(3) == b':' => 4,
        (b'.', b'.') if at(2) == b'.' => 3,
        (b'<', b'<') | (b'>', b'>') if at(2) == b'=' => 3,
        (b'-', b'>')
        | (b'+', b'+')
        | (b'-', b'-')
        | (b'<', b'<')
        | (b'>', b'>')
        | (b'&', b'&')
        | (b'|', b'|')
        | (b'#', b'#')
        | (b':', b':')
        | (
            b'<' | b'>' | b'=' | b'!' | b'*' | b'/' | b'%' | b'+' | b'-' | b'&' | b'^' | b'|',
            b'=',
        ) => 2,
        (byte, _) => usize::from(b"[](){}.&*+-~!/%<>^|?:;=,#".contains(&byte)),
    }
}

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
        match punctuator_length(rest.as_bytes()) {
            0 => (Kind::Other, rest.chars().next().map_or(1, char::len_utf8)),
            length => (Kind::Punctuator, length),
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
        Some(Token::new(kind, Text::Borrowed(text), space))
    }
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
