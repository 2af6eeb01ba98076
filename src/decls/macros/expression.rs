//! Constant expressions (C11 §6.5, §6.6), read and evaluated in one pass.

use super::Names;
use super::arithmetic::Operator;
use super::dialect::Dialect;
use super::operand::{Operand, Stop};
use super::operators::{Comparison, Operators};
use super::rank::Rank;
use super::token::{Kind, Token};

/// How deep operators and parentheses may nest.
const DEPTH: u32 = 64;

/// Reads the tokens that a macro expands to.
pub(super) struct Parser<'p, 'm> {
    /// The tokens.
    pub(super) tokens: &'p [Token<'m>],
    /// How many were read.
    pub(super) at: usize,
    /// What names mean.
    pub(super) names: &'p dyn Names,
    /// The compiler's C.
    pub(super) dialect: &'p Dialect<'m>,
    /// Whether this part of the expression is evaluated, rather than skipped by `&&`, `||`,
    /// `?:` or read by `sizeof` for its type.
    pub(super) evaluated: bool,
    /// A name was met that nothing declares: whatever it stands in is no C.
    pub(super) unknown_name: bool,
    /// How deep we are.
    depth: u32,
}

/// A binary operator.
#[derive(Debug, Clone, Copy)]
enum Binary {
    /// One that makes a value of the common type.
    Arithmetic(Operator),
    /// One that makes 0 or 1.
    Comparison(Comparison),
    /// `<<`, or else `>>`.
    Shift {
        /// `<<`
        left: bool,
    },
    /// `||`, or else `&&`.
    Logical {
        /// `||`
        or: bool,
    },
}

/// A binary operator and how tight it binds (C11 §6.5.5 to §6.5.14).
fn binary_operator(text: &str) -> Option<(Binary, u8)> {
    Some(match text {
        "*" => (Binary::Arithmetic(Operator::Multiply), 10),
        "/" => (Binary::Arithmetic(Operator::Divide), 10),
        "%" => (Binary::Arithmetic(Operator::Remainder), 10),
        "+" => (Binary::Arithmetic(Operator::Add), 9),
        "-" => (Binary::Arithmetic(Operator::Subtract), 9),
        "<<" => (Binary::Shift { left: true }, 8),
        ">>" => (Binary::Shift { left: false }, 8),
        "<" => (Binary::Comparison(Comparison::Less), 7),
        ">" => (Binary::Comparison(Comparison::Greater), 7),
        "<=" => (Binary::Comparison(Comparison::LessEqual), 7),
        ">=" => (Binary::Comparison(Comparison::GreaterEqual), 7),
        "==" => (Binary::Comparison(Comparison::Equal), 6),
        "!=" => (Binary::Comparison(Comparison::Unequal), 6),
        "&" => (Binary::Arithmetic(Operator::And), 5),
        "^" => (Binary::Arithmetic(Operator::Xor), 4),
        "|" => (Binary::Arithmetic(Operator::Or), 3),
        "&&" => (Binary::Logical { or: false }, 2),
        "||" => (Binary::Logical { or: true }, 1),
        _ => return None,
    })
}

impl<'p, 'm> Parser<'p, 'm> {
    /// Starts at the first token.
    pub(super) fn new(
        tokens: &'p [Token<'m>],
        names: &'p dyn Names,
        dialect: &'p Dialect<'m>,
    ) -> Parser<'p, 'm> {
        Parser {
            tokens,
            at: 0,
            names,
            dialect,
            evaluated: true,
            unknown_name: false,
            depth: 0,
        }
    }

    /// The value of all the tokens. A comma outside parentheses makes a list, not a constant
    /// (C11 §6.6p3).
    pub(super) fn whole(mut self) -> Result<Operand, Stop> {
        let value = self.conditional()?;
        if self.at == self.tokens.len() {
            Ok(value)
        } else {
            Err(Stop::NotAConstant)
        }
    }

    /// Whether all the tokens are one type name.
    pub(super) fn whole_type(mut self) -> bool {
        self.type_starts(0) && self.type_name().is_ok() && self.at == self.tokens.len()
    }

    /// The token `ahead` of the next one.
    pub(super) fn peek(&self, ahead: usize) -> Option<&'p Token<'m>> {
        self.tokens.get(self.at + ahead)
    }

    /// Whether the next token is this punctuator.
    pub(super) fn next_is(&self, punctuator: &str) -> bool {
        self.peek(0).is_some_and(|token| token.is(punctuator))
    }

    /// Reads this punctuator.
    pub(super) fn expect(&mut self, punctuator: &str) -> Result<(), Stop> {
        if self.next_is(punctuator) {
            self.at += 1;
            Ok(())
        } else {
            Err(Stop::NotAConstant)
        }
    }

    /// Reads a bracketed group, whatever is in it, and returns what is in it.
    pub(super) fn group(&mut self) -> Result<&'p [Token<'m>], Stop> {
        let start = self.at + 1;
        let mut nesting = 0u32;
        while let Some(token) = self.peek(0) {
            self.at += 1;
            if token.is("(") || token.is("[") || token.is("{") {
                nesting += 1;
            } else if token.is(")") || token.is("]") || token.is("}") {
                nesting = nesting.saturating_sub(1);
                if nesting == 0 {
                    return self
                        .tokens
                        .get(start..self.at - 1)
                        .ok_or(Stop::NotAConstant);
                }
            }
        }
        Err(Stop::NotAConstant)
    }

    /// The operators, which must know whether they are evaluated.
    pub(super) fn operators(&self) -> Operators<'m> {
        Operators {
            arithmetic: self.dialect.arithmetic,
            difference: self.dialect.difference,
            evaluated: self.evaluated,
        }
    }

    /// Reads a part that is evaluated only where `evaluated` says so.
    pub(super) fn under<T>(
        &mut self,
        evaluated: bool,
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let before = self.evaluated;
        self.evaluated = before && evaluated;
        let result = read(self);
        self.evaluated = before;
        result
    }

    /// Reads one level deeper.
    pub(super) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        if self.depth >= DEPTH {
            return Err(Stop::TooDeep);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// `a, b` within parentheses.
    pub(super) fn comma(&mut self) -> Result<Operand, Stop> {
        let mut value = self.conditional()?;
        while self.next_is(",") {
            self.at += 1;
            if matches!(value, Operand::Place(_)) {
                return Err(Stop::NotAConstant);
            }
            value = match self.conditional()? {
                // An array decays to a pointer here, which only `sizeof` can tell.
                Operand::Text(..) => return Err(Stop::Undecided),
                value @ (Operand::Integer { .. }
                | Operand::Real { .. }
                | Operand::Unrepresented(_)
                | Operand::Pointer(_)
                | Operand::Place(_)
                | Operand::Void) => value,
            };
        }
        Ok(value)
    }

    /// `c ? a : b`, and GNU's `c ?: b`.
    pub(super) fn conditional(&mut self) -> Result<Operand, Stop> {
        let condition = self.binary(1)?;
        if !self.next_is("?") {
            return Ok(condition);
        }
        self.at += 1;
        let truth = self.operators().truth(&condition)?;
        let first = if self.next_is(":") {
            condition
        } else {
            self.deeper(|parser| parser.under(truth, Parser::comma))?
        };
        self.expect(":")?;
        let second = self.deeper(|parser| parser.under(!truth, Parser::conditional))?;
        self.operators().select(truth, &first, &second)
    }

    /// Operators that bind at least so tight.
    fn binary(&mut self, tightness: u8) -> Result<Operand, Stop> {
        let mut left = self.unary()?;
        while let Some(token) = self.peek(0)
            && matches!(token.kind, Kind::Punctuator)
            && let Some((operator, own)) = binary_operator(token.text())
            && own >= tightness
        {
            self.at += 1;
            left = match operator {
                Binary::Arithmetic(operator) => {
                    let right = self.binary(own + 1)?;
                    self.operators().binary(operator, &left, &right)?
                }
                Binary::Comparison(comparison) => {
                    let right = self.binary(own + 1)?;
                    self.operators().compare(comparison, &left, &right)?
                }
                Binary::Shift { left: is_left } => {
                    let right = self.binary(own + 1)?;
                    self.operators().shift(is_left, &left, &right)?
                }
                Binary::Logical { or } => {
                    let first = self.operators().truth(&left)?;
                    let right = self.under(first != or, |parser| parser.binary(own + 1))?;
                    let second = self.operators().truth(&right)?;
                    let value = if or { first || second } else { first && second };
                    Operand::integer(i128::from(value), Rank::Int)
                }
            };
        }
        Ok(left)
    }
}
