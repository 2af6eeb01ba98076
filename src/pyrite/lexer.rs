//! Text → tokens, one at a time, in one pass.
//!
//! A line ends where no bracket is open; levels of indentation become tokens. Comments are
//! passed over, but for `# skipped:` lines, which are items of the module.

mod layout;
mod number;
mod string;

use std::collections::VecDeque;

use super::characters::{begins_name, is_in_name};
use super::error::{Error, Fault, Position, Result, shortened};
use super::token::{MARKS, Token, TokenKind};

/// A place in a text, with what has been seen before it.
pub(super) struct Lexer<'a> {
    /// All of it.
    text: &'a str,
    /// Bytes that are read.
    at: usize,
    /// The line, from 1.
    line: u32,
    /// The column of the byte at `counted`, from 1.
    column: u32,
    /// How far columns are counted: each byte once, or a long line would take the square of time.
    counted: usize,
    /// How many brackets are open.
    brackets: u32,
    /// The levels of indentation of the open blocks, the outermost of 0 left out.
    levels: Vec<usize>,
    /// At the start of a line that begins outside brackets.
    fresh: bool,
    /// A blank line or comment stands above the next token.
    gap: bool,
    /// Tokens that stand before what is read next.
    queue: VecDeque<Token<'a>>,
}

impl<'a> Lexer<'a> {
    /// At the start of a text.
    pub(super) fn new(text: &'a str) -> Lexer<'a> {
        Lexer {
            text,
            at: 0,
            line: 1,
            column: 1,
            counted: 0,
            brackets: 0,
            levels: Vec::new(),
            fresh: true,
            gap: false,
            queue: VecDeque::new(),
        }
    }

    /// At the start of a line of a text, outside of brackets and blocks.
    pub(super) fn at(text: &'a str, offset: usize) -> Lexer<'a> {
        let above = text.as_bytes().get(..offset).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', above).count();
        Lexer {
            at: offset,
            counted: offset,
            line: u32::try_from(breaks + 1).unwrap_or(u32::MAX),
            ..Lexer::new(text)
        }
    }

    /// The next token; after the end, the end again.
    pub(super) fn next(&mut self) -> Result<Token<'a>> {
        if self.fresh && self.queue.is_empty() {
            self.fresh = false;
            self.layout()?;
        }
        if let Some(token) = self.queue.pop_front() {
            return Ok(token);
        }
        self.pass_over_blanks();
        let position = self.position();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else {
            self.fresh = true;
            return Ok(self.token(TokenKind::Newline, position, start));
        };
        let kind = match first {
            '\n' => {
                self.new_line();
                self.fresh = true;
                let gap = std::mem::take(&mut self.gap);
                return Ok(Token {
                    kind: TokenKind::Newline,
                    position,
                    source: "",
                    gap,
                });
            }
            '"' if self.rest().starts_with("\"\"\"") => self.doc(position)?,
            '"' => TokenKind::Text(self.string(position)?),
            '0'..='9' => self.number(position)?,
            _ if begins_name(first) => {
                let rest = self.rest();
                let (word, _) = rest.split_at_checked(name(rest)).unwrap_or((rest, ""));
                self.at += word.len();
                TokenKind::Word(word)
            }
            _ => self.mark(first, position)?,
        };
        Ok(self.token(kind, position, start))
    }

    /// What is not read yet.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The token of what was read since `start`.
    fn token(&mut self, kind: TokenKind<'a>, position: Position, start: usize) -> Token<'a> {
        Token {
            kind,
            position,
            source: self.text.get(start..self.at).unwrap_or_default(),
            gap: std::mem::take(&mut self.gap),
        }
    }

    /// Where the next byte stands.
    fn position(&mut self) -> Position {
        let passed = self.text.get(self.counted..self.at).unwrap_or_default();
        // The first byte of each character.
        let characters = passed.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
        self.column += u32::try_from(characters).unwrap_or_default();
        self.counted = self.at;
        Position {
            line: self.line,
            column: self.column,
            offset: u32::try_from(self.at).unwrap_or(u32::MAX),
        }
    }

    /// Reads a line break.
    fn new_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.column = 1;
        self.counted = self.at;
    }

    /// Passes over blanks and a comment, and within brackets over line breaks.
    fn pass_over_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
            self.at += rest.bytes().take_while(is_blank).count();
            let code = self.rest();
            if code.starts_with('#') {
                self.at += code.find('\n').unwrap_or(code.len());
            }
            if self.brackets == 0 || !self.rest().starts_with('\n') {
                return;
            }
            self.new_line();
        }
    }

    /// Reads a mark, and counts brackets.
    fn mark(&mut self, first: char, position: Position) -> Result<TokenKind<'a>> {
        let rest = self.rest();
        let begins = rest.bytes().next();
        let is_here = |mark: &&str| mark.bytes().next() == begins && rest.starts_with(mark);
        let Some(mark) = MARKS.into_iter().find(is_here) else {
            return Err(Error {
                position,
                fault: Fault::Unexpected {
                    found: format!("`{}`", shortened(&first.to_string())),
                    expected: "a name, a value or a mark of the module format",
                },
            });
        };
        match mark {
            "(" | "[" | "{" => self.brackets = self.brackets.saturating_add(1),
            ")" | "]" | "}" => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        self.at += mark.len();
        Ok(TokenKind::Mark(mark))
    }
}

/// How many bytes of a text belong to the name that it begins with.
fn name(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = text.bytes().take_while(is_plain).count();
    match text.as_bytes().get(length) {
        Some(b'$' | 0x80..) => text.find(|c| !is_in_name(c)).unwrap_or(text.len()),
        Some(_) | None => length,
    }
}
