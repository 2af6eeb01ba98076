//! A line of code → its tokens.

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or keyword.
    Word(String),
    /// An integer, without sign.
    Integer(u128),
    /// A floating literal, as written.
    Float(String),
    /// A string literal, as it reads.
    Text(String),
    /// `->`, `...`, `<<`, `>>`, or one character.
    Mark(&'static str),
}

/// Marks, longer ones first.
const MARKS: &[&str] = &[
    "...", "->", "<<", ">>", "(", ")", "[", "]", "{", "}", ":", ";", ",", ".", "=", "*", "&", "|",
    "^", "+", "-", "@",
];

/// The tokens of a line, its comment left out.
pub(super) fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut out = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first == '#' {
            break;
        } else if first.is_alphabetic() || first == '_' {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                .unwrap_or(rest.len());
            out.push(Token::Word(rest[..end].to_owned()));
            end
        } else if first.is_ascii_digit() {
            let (token, end) = number(rest)?;
            out.push(token);
            end
        } else if first == '"' {
            let (text, end) = string(rest)?;
            out.push(Token::Text(text));
            end
        } else {
            let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
            let mark = mark.ok_or_else(|| format!("unexpected {first:?}"))?;
            out.push(Token::Mark(mark));
            mark.len()
        };
        rest = rest[length..].trim_start();
    }
    Ok(out)
}

/// `12`, `0xff`, `1.5`, `1.5e-3`: no suffix, no `1.`, no `0X`.
fn number(text: &str) -> Result<(Token, usize), String> {
    let mut end = 0;
    let bytes = text.as_bytes();
    while end < text.len() {
        let byte = bytes[end];
        let is_exponent_sign = matches!(byte, b'+' | b'-')
            && matches!(bytes[end - 1], b'e' | b'E')
            && !text.starts_with("0x");
        if !(byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' || is_exponent_sign) {
            break;
        }
        end += 1;
    }
    let literal = &text[..end];
    let bad = || format!("bad number {literal}");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8)] {
        if let Some(body) = literal.strip_prefix(prefix) {
            let value = u128::from_str_radix(body, radix).map_err(|_| bad())?;
            return Ok((Token::Integer(value), end));
        }
    }
    if digits(literal) {
        return Ok((Token::Integer(literal.parse().map_err(|_| bad())?), end));
    }
    let (mantissa, exponent) = match literal.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (literal, None),
    };
    let mantissa_ok = match mantissa.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(mantissa) && exponent.is_some(),
    };
    let exponent_ok = exponent.is_none_or(|text| digits(text.trim_start_matches(['+', '-'])));
    if mantissa_ok && exponent_ok && literal.parse::<f64>().is_ok_and(f64::is_finite) {
        Ok((Token::Float(literal.to_owned()), end))
    } else {
        Err(bad())
    }
}

/// A string with its escapes: the text, and the length of the literal.
fn string(text: &str) -> Result<(String, usize), String> {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((out, at + 1)),
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('0') => out.push('\0'),
                Some(c @ ('\\' | '"')) => out.push(c),
                Some('u') => {
                    let mut hex = chars.by_ref().map(|(_, c)| c).take_while(|&c| c != '}');
                    let open = hex.next();
                    let hex: String = hex.collect();
                    let code = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                    match (open, code) {
                        (Some('{'), Some(code)) => out.push(code),
                        _ => return Err("bad escape \\u".to_owned()),
                    }
                }
                other => return Err(format!("unknown escape \\{other:?}")),
            },
            _ => out.push(c),
        }
    }
    Err("unterminated string".to_owned())
}

/// Reads tokens one after another.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    /// What is left.
    rest: &'a [Token],
}

impl<'a> Cursor<'a> {
    /// At the start.
    pub(super) fn new(tokens: &'a [Token]) -> Cursor<'a> {
        Cursor { rest: tokens }
    }

    /// The next token, left in place.
    pub(super) fn peek(&self) -> Option<&'a Token> {
        self.rest.first()
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<&'a Token, String> {
        let (first, rest) = self.rest.split_first().ok_or("the line ends too early")?;
        self.rest = rest;
        Ok(first)
    }

    /// Whether the next token is that mark or word, which is then taken.
    pub(super) fn take(&mut self, what: &str) -> bool {
        let is = match self.peek() {
            Some(Token::Mark(mark)) => *mark == what,
            Some(Token::Word(word)) => word == what,
            Some(Token::Integer(_) | Token::Float(_) | Token::Text(_)) | None => false,
        };
        if is {
            self.rest = &self.rest[1..];
        }
        is
    }

    /// Takes that mark or word.
    pub(super) fn expect(&mut self, what: &str) -> Result<(), String> {
        if self.take(what) {
            Ok(())
        } else {
            Err(format!("`{what}` expected, not {:?}", self.peek()))
        }
    }

    /// Takes a word.
    pub(super) fn word(&mut self) -> Result<&'a str, String> {
        let token = self.next()?;
        if let Token::Word(word) = token {
            return Ok(word);
        }
        Err(format!("a name expected, not {token:?}"))
    }

    /// Takes a word that may be a name.
    pub(super) fn name(&mut self) -> Result<String, String> {
        let word = self.word()?;
        if super::is_reserved(word) {
            return Err(format!("`{word}` is reserved"));
        }
        Ok(word.to_owned())
    }

    /// Takes an integer, which may have a sign.
    pub(super) fn integer(&mut self) -> Result<i128, String> {
        let negative = self.take("-");
        let token = self.next()?;
        let Token::Integer(value) = token else {
            return Err(format!("an integer expected, not {token:?}"));
        };
        let value = i128::try_from(*value).map_err(|_| "an integer is too large")?;
        Ok(if negative { -value } else { value })
    }

    /// Takes a string.
    pub(super) fn text(&mut self) -> Result<String, String> {
        let token = self.next()?;
        if let Token::Text(text) = token {
            return Ok(text.clone());
        }
        Err(format!("a string expected, not {token:?}"))
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), String> {
        match self.peek() {
            None => Ok(()),
            Some(token) => Err(format!("unexpected {token:?}")),
        }
    }
}
