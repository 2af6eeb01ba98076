//! `impl X:`: the methods that read and write bit-fields.

use super::error::{Error, Fault, Position, Result};
use super::expression::Expression;
use super::model::Field;
use super::parser::Parser;
use super::token::TokenKind;
use super::types::{Role, Type};

/// A method of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Where its `fn` stands.
    pub position: Position,
    /// Its name.
    pub name: String,
    /// Whether it reads or writes.
    pub kind: MethodKind,
    /// What it does, in order.
    pub body: Vec<Statement>,
}

/// The two kinds of method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MethodKind {
    /// `fn name(&self) -> T`: its last statement, and no other, is a `return`.
    Getter {
        /// What it gives.
        result: Type,
    },
    /// `fn set_name(&mut self, value: T)`: it has no `return`.
    Setter {
        /// What it takes.
        value: Field,
    },
}

/// A line of a method's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Where it begins.
    pub position: Position,
    /// What it does.
    pub kind: StatementKind,
}

/// The kinds of statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementKind {
    /// `let name: T = value`
    Let {
        /// A name that the method has not given before.
        name: String,
        /// Its type, where the text says it; else it is that of the value.
        ty: Option<Type>,
        /// Its value.
        value: Expression,
    },
    /// `return value`
    Return(Expression),
    /// `self.field[index] = value`
    Assign {
        /// The field, which is an array.
        field: String,
        /// Which element.
        index: Expression,
        /// What it becomes.
        value: Expression,
    },
}

/// The most values that a method may name. Each use looks through all of them.
const VALUES: usize = 1000;

impl Parser<'_> {
    /// Reads the methods of an `impl` block.
    pub(super) fn methods(&mut self) -> Result<Vec<Method>> {
        self.block("a method", |parser, names| {
            let method = parser.method()?;
            names.add(&method.name, method.position, "another method")?;
            Ok(method)
        })
    }

    /// Reads a method.
    fn method(&mut self) -> Result<Method> {
        let position = self.position();
        self.expect("fn", "`fn`")?;
        let (name, _) = self.name("the name of a method")?;
        self.expect("(", "`(`")?;
        self.expect("&", "`&self` or `&mut self`")?;
        let mutable = self.take("mut")?;
        self.expect("self", "`self`")?;
        let kind = if mutable {
            self.expect(",", "`,` and the value to write")?;
            let value = self.field("the name of the value", Role::Passed)?;
            self.expect(")", "`)`")?;
            MethodKind::Setter { value }
        } else {
            self.expect(")", "`)`")?;
            self.expect("->", "`->`, because a method with `&self` gives a value,")?;
            let result = self.ty(Role::Passed)?;
            MethodKind::Getter { result }
        };
        self.expect(":", "`:`")?;
        let mut values: Vec<String> = match &kind {
            MethodKind::Getter { .. } => Vec::new(),
            MethodKind::Setter { value } => vec![value.name.clone()],
        };
        let is_getter = !mutable;
        let mut returned = false;
        let body = self.block("a statement", |parser, _| {
            if returned {
                return Err(parser.unexpected("the end of the method, which has returned,"));
            }
            let statement = parser.statement(&mut values, is_getter)?;
            returned = matches!(statement.kind, StatementKind::Return(_));
            Ok(statement)
        })?;
        if is_getter && !returned {
            let fault = Fault::NoReturn(name);
            return Err(Error { position, fault });
        }
        Ok(Method {
            position,
            name,
            kind,
            body,
        })
    }

    /// Reads a statement; `values` are those that have names, and gain one by `let`.
    fn statement(&mut self, values: &mut Vec<String>, is_getter: bool) -> Result<Statement> {
        let position = self.position();
        let kind = if is_getter && self.take("return")? {
            StatementKind::Return(self.expression(values)?)
        } else if self.take("let")? {
            let (name, place) = self.name("the name of a value")?;
            if values.contains(&name) {
                let fault = Fault::Twice {
                    name,
                    place: "another value of this method",
                };
                return Err(Error {
                    position: place,
                    fault,
                });
            }
            if values.len() == VALUES {
                return Err(self.fault(Fault::TooManyValues(VALUES)));
            }
            let ty = match self.take(":")? {
                true => Some(self.ty(Role::Passed)?),
                false => None,
            };
            self.expect("=", "`=` and a value")?;
            let value = self.expression(values)?;
            values.push(name.clone());
            StatementKind::Let { name, ty, value }
        } else if !is_getter && self.sees("self") {
            let (field, index, _) = self.element(values)?;
            self.expect("=", "`=` and a value")?;
            let value = self.expression(values)?;
            StatementKind::Assign {
                field,
                index,
                value,
            }
        } else {
            return Err(self.unexpected(match is_getter {
                true => "`let` or `return`",
                false => "`let` or `self.FIELD[N] = …`",
            }));
        };
        self.end_of_statement()?;
        Ok(Statement { position, kind })
    }

    /// Takes the end of a statement's line.
    fn end_of_statement(&mut self) -> Result<()> {
        match self.token.kind == TokenKind::Newline {
            true => self.end_of_line(),
            false => Err(self.unexpected("an operator or the end of the line")),
        }
    }
}
