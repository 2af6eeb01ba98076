//! Numbers: `12`, `0xff`, `0b1`, `0o7`, `1.5`, `1.5e-3`, `2e8`.
//!
//! C's and other languages' further spellings are refused, each with its reason: what reads as
//! one value here must not read as another there.

use super::Lexer;
use crate::pyrite::error::{Error, Fault, Position, Result, shortened};
use crate::pyrite::token::TokenKind;

impl<'a> Lexer<'a> {
    /// Reads the number that begins here.
    pub(super) fn number(&mut self, position: Position) -> Result<TokenKind<'a>> {
        let rest = self.rest();
        let literal = rest.get(..length(rest)).unwrap_or_default();
        self.at += literal.len();
        value(literal).map_err(|why| Error {
            position,
            fault: Fault::Number {
                literal: shortened(literal),
                why,
            },
        })
    }
}

/// How many bytes look like parts of the number.
fn length(text: &str) -> usize {
    let is_plain = !text.starts_with("0x");
    let mut before = b'0';
    for (at, byte) in text.bytes().enumerate() {
        let is_sign = matches!(byte, b'+' | b'-') && matches!(before, b'e' | b'E') && is_plain;
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || is_sign) {
            return at;
        }
        before = byte;
    }
    text.len()
}

/// The value of a literal, or what is wrong with it.
fn value<'a>(literal: &str) -> std::result::Result<TokenKind<'a>, &'static str> {
    if literal.contains('_') {
        return Err("digits stand side by side, without `_`");
    }
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8)] {
        if let Some(digits) = literal.strip_prefix(prefix) {
            return integer(digits, radix);
        }
    }
    if literal.starts_with("0X") || literal.starts_with("0B") || literal.starts_with("0O") {
        return Err("the prefixes are `0x`, `0b` and `0o`");
    }
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match literal.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (literal, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if whole.len() > 1 && whole.starts_with('0') && is_digits(whole) {
        return Err("it begins with a 0 that counts nothing; octal numbers begin with `0o`");
    }
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return Err("neither suffixes nor other letters stand in it");
    }
    if fraction == Some("") {
        return Err("digits stand on both sides of the point");
    }
    if fraction.is_none() && exponent.is_none() {
        return integer(whole, 10);
    }
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !is_digits(digits) {
            return Err("the exponent has digits and nothing else");
        }
    }
    let value: f64 = literal.parse().map_err(|_| "it cannot be read")?;
    match value.is_finite() {
        true => Ok(TokenKind::Float(value)),
        false => Err("it is beyond the greatest `f64`"),
    }
}

/// The value of digits.
fn integer<'a>(digits: &str, radix: u32) -> std::result::Result<TokenKind<'a>, &'static str> {
    if digits.is_empty() {
        return Err("digits follow the prefix");
    }
    if !digits.chars().all(|c| c.is_digit(radix)) {
        return Err("it has a digit that is none of its base, or a suffix");
    }
    u128::from_str_radix(digits, radix)
        .map(TokenKind::Integer)
        .map_err(|_| "it needs more than 128 bits")
}
