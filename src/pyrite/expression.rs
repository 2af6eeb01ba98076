//! The arithmetic of accessors, as a tree.
//!
//! The format says which operators there are, but not which binds more tightly. So a text must
//! say it with brackets: only a row of one operator needs none, and is read from the left.

use super::characters::is_reserved;
use super::error::{Fault, Result, shortened};
use super::parser::{LEVELS, Parser};
use super::token::TokenKind;
use super::types::{Role, Type};
use super::value::Integer;

/// An expression in the body of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// `63`, `-1`: it has no type of its own.
    Integer(Integer),
    /// The parameter, or what a `let` above gives a name.
    Name(String),
    /// `self._bits0[1]`: an element of a field.
    Element {
        /// The field, which is an array.
        field: String,
        /// Which element.
        index: Box<Expression>,
    },
    /// `value as T`
    Cast {
        /// What is converted.
        value: Box<Expression>,
        /// To what.
        ty: Type,
    },
    /// `left operator right`
    Binary {
        /// What is done.
        operator: BinaryOperator,
        /// The left operand.
        left: Box<Expression>,
        /// The right operand.
        right: Box<Expression>,
    },
}

/// What is done with two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, clippy::missing_docs_in_private_items)]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    And,
    Or,
    ExclusiveOr,
    ShiftLeft,
    ShiftRight,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl BinaryOperator {
    /// The operator of a mark.
    fn of(mark: &str) -> Option<BinaryOperator> {
        Some(match mark {
            "+" => BinaryOperator::Add,
            "-" => BinaryOperator::Subtract,
            "*" => BinaryOperator::Multiply,
            "&" => BinaryOperator::And,
            "|" => BinaryOperator::Or,
            "^" => BinaryOperator::ExclusiveOr,
            "<<" => BinaryOperator::ShiftLeft,
            ">>" => BinaryOperator::ShiftRight,
            "==" => BinaryOperator::Equal,
            "!=" => BinaryOperator::NotEqual,
            "<" => BinaryOperator::Less,
            "<=" => BinaryOperator::LessOrEqual,
            ">" => BinaryOperator::Greater,
            ">=" => BinaryOperator::GreaterOrEqual,
            _ => return None,
        })
    }

    /// Its mark.
    pub fn mark(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::Subtract => "-",
            BinaryOperator::Multiply => "*",
            BinaryOperator::And => "&",
            BinaryOperator::Or => "|",
            BinaryOperator::ExclusiveOr => "^",
            BinaryOperator::ShiftLeft => "<<",
            BinaryOperator::ShiftRight => ">>",
            BinaryOperator::Equal => "==",
            BinaryOperator::NotEqual => "!=",
            BinaryOperator::Less => "<",
            BinaryOperator::LessOrEqual => "<=",
            BinaryOperator::Greater => ">",
            BinaryOperator::GreaterOrEqual => ">=",
        }
    }

    /// Whether its result is a `bool`.
    pub fn compares(self) -> bool {
        match self {
            BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::And
            | BinaryOperator::Or
            | BinaryOperator::ExclusiveOr
            | BinaryOperator::ShiftLeft
            | BinaryOperator::ShiftRight => false,
            BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual => true,
        }
    }
}

/// An expression that is read, with what is asked of it as a part of another.
struct Part {
    /// The expression.
    expression: Expression,
    /// How many levels it has: what walks the tree must not run out of stack.
    height: usize,
    /// The operator that stands in it outside brackets.
    operator: Option<&'static str>,
}

impl Part {
    /// A part of one level that needs no brackets.
    fn leaf(expression: Expression) -> Part {
        Part {
            expression,
            height: 1,
            operator: None,
        }
    }
}

impl Parser<'_> {
    /// Reads an expression. `names` are the values that it may use.
    pub(super) fn expression(&mut self, names: &[String]) -> Result<Expression> {
        self.part(names).map(|part| part.expression)
    }

    /// Reads an expression.
    fn part(&mut self, names: &[String]) -> Result<Part> {
        self.enter()?;
        let mut left = self.operand(names)?;
        while let TokenKind::Mark(mark) = self.token.kind {
            let Some(operator) = BinaryOperator::of(mark) else {
                break;
            };
            self.check_order(left.operator, operator.mark(), operator.compares())?;
            self.advance()?;
            let right = self.operand(names)?;
            if let Some(inner) = right.operator {
                return Err(self.fault(Fault::Order(operator.mark(), inner)));
            }
            let height = self.joined(left.height.max(right.height))?;
            left = Part {
                expression: Expression::Binary {
                    operator,
                    left: Box::new(left.expression),
                    right: Box::new(right.expression),
                },
                height,
                operator: Some(operator.mark()),
            };
        }
        self.leave();
        Ok(left)
    }

    /// Refuses an operator behind another one that it has no order with.
    fn check_order(
        &self,
        before: Option<&'static str>,
        mark: &'static str,
        compares: bool,
    ) -> Result<()> {
        match before {
            Some(before) if before != mark || compares => {
                Err(self.fault(Fault::Order(before, mark)))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The height of an expression whose highest part has a height.
    fn joined(&self, height: usize) -> Result<usize> {
        match height < LEVELS {
            true => Ok(height + 1),
            false => Err(self.fault(Fault::TooDeep(LEVELS))),
        }
    }

    /// Reads a literal, a name, an element or an expression in brackets, and the casts behind.
    fn operand(&mut self, names: &[String]) -> Result<Part> {
        let mut part = self.atom(names)?;
        while self.take("as")? {
            let ty = self.ty(Role::Passed)?;
            let height = self.joined(part.height)?;
            part = Part {
                expression: Expression::Cast {
                    value: Box::new(part.expression),
                    ty,
                },
                height,
                operator: Some("as"),
            };
        }
        Ok(part)
    }

    /// Reads a literal, a name, an element or an expression in brackets.
    fn atom(&mut self, names: &[String]) -> Result<Part> {
        if self.take("(")? {
            let inner = self.part(names)?;
            self.expect(")", "an operator or `)`")?;
            return Ok(Part {
                operator: None,
                ..inner
            });
        }
        if self.sees("self") {
            let (field, index, height) = self.element(names)?;
            let index = Box::new(index);
            return Ok(Part {
                expression: Expression::Element { field, index },
                height: self.joined(height)?,
                operator: None,
            });
        }
        if let TokenKind::Word(word) = self.token.kind
            && !is_reserved(word)
        {
            if !names.iter().any(|name| name == word) {
                return Err(self.fault(Fault::UnknownValue(shortened(word))));
            }
            self.advance()?;
            return Ok(Part::leaf(Expression::Name(word.to_owned())));
        }
        let minus = self.take("-")?;
        let expected = "`self`, a value, an integer or an expression in brackets";
        let integer = self.integer(minus, expected)?;
        Ok(Part::leaf(Expression::Integer(integer)))
    }

    /// Reads `self.field[index]`: the field, the index and its height.
    pub(super) fn element(&mut self, names: &[String]) -> Result<(String, Expression, usize)> {
        self.expect("self", "`self`")?;
        self.expect(".", "`.` and a field")?;
        let (field, _) = self.name("the name of a field")?;
        self.expect("[", "`[`, because a field is used element by element,")?;
        let index = self.part(names)?;
        self.expect("]", "an operator or `]`")?;
        Ok((field, index.expression, index.height))
    }
}
