//! Strings with their escapes, and documentation.

use std::borrow::Cow;

use super::Lexer;
use crate::pyrite::error::{Error, Fault, Position, Result, shortened};
use crate::pyrite::token::TokenKind;

impl<'a> Lexer<'a> {
    /// Reads the string that begins here.
    pub(super) fn string(&mut self, position: Position) -> Result<Cow<'a, str>> {
        self.at += 1;
        let body = self.rest();
        let mut text = Cow::Borrowed("");
        let mut start = 0;
        let mut bytes = body.bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            if !matches!(byte, b'"' | b'\\' | b'\n') {
                continue;
            }
            let plain = body.get(start..at).unwrap_or_default();
            if byte == b'\n' {
                break;
            }
            match text.is_empty() {
                true => text = Cow::Borrowed(plain),
                false => text.to_mut().push_str(plain),
            }
            if byte == b'"' {
                self.at += at + 1;
                return Ok(text);
            }
            self.at += at;
            let here = self.position();
            self.at -= at;
            let (c, length) = escape(body.get(at..).unwrap_or_default(), here)?;
            text.to_mut().push(c);
            // The backslash is taken.
            bytes.nth(length - 2);
            start = at + length;
        }
        Err(Error {
            position,
            fault: Fault::Unended("a string"),
        })
    }

    /// Reads the documentation that begins here.
    pub(super) fn doc(&mut self, position: Position) -> Result<TokenKind<'a>> {
        self.at += 3;
        let start = self.at;
        let mut before = 0;
        let mut escaped = false;
        for (at, byte) in self.rest().bytes().enumerate() {
            before = match byte {
                b'"' if !escaped => before + 1,
                _ => 0,
            };
            escaped = byte == b'\\' && !escaped;
            if byte == b'\n' {
                self.line += 1;
                self.column = 1;
                self.counted = start + at + 1;
            }
            if before == 3 {
                self.at = start + at + 1;
                let text = self.text.get(start..start + at - 2).unwrap_or_default();
                return Ok(TokenKind::Doc(text));
            }
        }
        Err(Error {
            position,
            fault: Fault::Unended("documentation"),
        })
    }
}

/// The character that an escape stands for, and the length of the escape, which is 2 at least.
fn escape(text: &str, position: Position) -> Result<(char, usize)> {
    let after = text.chars().nth(1);
    let c = match after {
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some('0') => '\0',
        Some(c @ ('\\' | '"')) => c,
        Some('u') => {
            let hex = text.strip_prefix("\\u{").and_then(|rest| {
                // Six digits say every character.
                let end = rest.bytes().take(9).position(|byte| byte == b'}')?;
                rest.get(..end)
            });
            let digits = hex.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let code = digits.and_then(|hex| u32::from_str_radix(hex, 16).ok());
            match (hex, code.and_then(char::from_u32)) {
                (Some(hex), Some(c)) => return Ok((c, hex.len() + 4)),
                _ => return Err(no_escape(text, position)),
            }
        }
        _ => return Err(no_escape(text, position)),
    };
    Ok((c, 2))
}

/// The error of a backslash that begins no escape.
fn no_escape(text: &str, position: Position) -> Error {
    let length = match text.starts_with("\\u") {
        true => text.find('}').map_or(2, |end| (end + 1).min(12)),
        false => text.chars().take(2).map(char::len_utf8).sum(),
    };
    let text = text.lines().next().unwrap_or_default();
    let shown = text.get(..length).unwrap_or(text);
    Error {
        position,
        fault: Fault::Escape(shortened(shown)),
    }
}
