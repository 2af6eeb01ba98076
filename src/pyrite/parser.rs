//! The next token of a text, and what every part of the grammar asks of it.

use super::characters::is_reserved;
use super::error::{Error, Fault, Position, Result, shortened};
use super::lexer::Lexer;
use super::model::{Dialect, Field};
use super::token::{Token, TokenKind};
use super::types::Role;

/// The most levels of types, brackets and conditions within each other: C compilers need not
/// take more than 12 levels of pointers, arrays and functions, and 63 of brackets (C11 §5.2.4.1).
pub(super) const LEVELS: usize = 64;

/// A text with the next token of it.
pub(super) struct Parser<'a> {
    /// The rest.
    lexer: Lexer<'a>,
    /// The next token.
    pub(super) token: Token<'a>,
    /// The form to hold the text to.
    dialect: Dialect,
    /// Levels that are open.
    depth: usize,
}

impl<'a> Parser<'a> {
    /// At the first token of a text.
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Result<Parser<'a>> {
        Parser::at(Lexer::new(text), dialect)
    }

    /// At the next token of a text.
    pub(super) fn at(mut lexer: Lexer<'a>, dialect: Dialect) -> Result<Parser<'a>> {
        let token = lexer.next()?;
        Ok(Parser {
            lexer,
            token,
            dialect,
            depth: 0,
        })
    }

    /// Takes the next token.
    pub(super) fn advance(&mut self) -> Result<Token<'a>> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    /// Where the next token stands.
    pub(super) fn position(&self) -> Position {
        self.token.position
    }

    /// Whether the next token is that mark or word.
    pub(super) fn sees(&self, what: &str) -> bool {
        match self.token.kind {
            TokenKind::Mark(mark) => mark == what,
            TokenKind::Word(word) => word == what,
            TokenKind::Integer(_)
            | TokenKind::Float(_)
            | TokenKind::Text(_)
            | TokenKind::Doc(_)
            | TokenKind::Skipped(_)
            | TokenKind::Newline
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::End => false,
        }
    }

    /// Takes the next token where it is that mark or word.
    pub(super) fn take(&mut self, what: &str) -> Result<bool> {
        let is = self.sees(what);
        if is {
            self.advance()?;
        }
        Ok(is)
    }

    /// Takes that mark or word; `expected` names it.
    pub(super) fn expect(&mut self, what: &str, expected: &'static str) -> Result<()> {
        match self.take(what)? {
            true => Ok(()),
            false => Err(self.unexpected(expected)),
        }
    }

    /// Takes the end of a line.
    pub(super) fn end_of_line(&mut self) -> Result<()> {
        match self.token.kind == TokenKind::Newline {
            true => self.advance().map(|_| ()),
            false => Err(self.unexpected("the end of the line")),
        }
    }

    /// Takes a name and its place; `expected` says of what.
    pub(super) fn name(&mut self, expected: &'static str) -> Result<(String, Position)> {
        let TokenKind::Word(word) = self.token.kind else {
            return Err(self.unexpected(expected));
        };
        if is_reserved(word) {
            return Err(self.fault(Fault::Reserved(word.to_owned())));
        }
        let position = self.advance()?.position;
        Ok((word.to_owned(), position))
    }

    /// Takes a string; `expected` says which.
    pub(super) fn string(&mut self, expected: &'static str) -> Result<String> {
        let TokenKind::Text(text) = &mut self.token.kind else {
            return Err(self.unexpected(expected));
        };
        let text = std::mem::take(text).into_owned();
        self.advance()?;
        Ok(text)
    }

    /// Takes `name: T`.
    pub(super) fn field(&mut self, expected: &'static str, role: Role) -> Result<Field> {
        let (name, position) = self.name(expected)?;
        self.expect(":", "`:` and a type")?;
        let ty = self.ty(role)?;
        Ok(Field { position, name, ty })
    }

    /// Goes one level down, where there is one.
    pub(super) fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        match self.depth > LEVELS {
            true => Err(self.fault(Fault::TooDeep(LEVELS))),
            false => Ok(()),
        }
    }

    /// Comes one level up again.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Refuses, in the alpha dialect, what only the specification has.
    pub(super) fn spec_only(&self, what: &'static str) -> Result<()> {
        match self.dialect {
            Dialect::Spec => Ok(()),
            Dialect::Alpha => Err(self.fault(Fault::NotInAlpha(what))),
        }
    }

    /// Whether the text has the alpha form.
    pub(super) fn is_alpha(&self) -> bool {
        self.dialect == Dialect::Alpha
    }

    /// An error at the next token.
    pub(super) fn fault(&self, fault: Fault) -> Error {
        Error {
            position: self.token.position,
            fault,
        }
    }

    /// The error of a token that may not stand here.
    pub(super) fn unexpected(&self, expected: &'static str) -> Error {
        let found = match self.token.kind {
            TokenKind::Newline => "the end of the line".to_owned(),
            TokenKind::Indent => "a line that is indented deeper".to_owned(),
            TokenKind::Dedent => "the end of the block".to_owned(),
            TokenKind::End => "the end of the text".to_owned(),
            TokenKind::Skipped(_) => "a `# skipped:` line".to_owned(),
            TokenKind::Doc(_) => "documentation".to_owned(),
            TokenKind::Word(_)
            | TokenKind::Integer(_)
            | TokenKind::Float(_)
            | TokenKind::Text(_)
            | TokenKind::Mark(_) => format!("`{}`", shortened(self.token.source)),
        };
        self.fault(Fault::Unexpected { found, expected })
    }
}
