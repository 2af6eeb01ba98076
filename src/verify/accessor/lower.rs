//! A method's tree → its program.
//!
//! An integer of the text has no type of its own. It takes that of the value beside it, and of
//! several such integers alone the value is known at once. Everything else has one type, and two
//! types never meet without a cast: the format does not say what that would mean.

use std::collections::BTreeMap;

use super::evaluate::compute;
use super::{Action, Number, Operand, Owner, Program, Step, Wrong};
use crate::pyrite::model::{BinaryOperator, Expression, Method, MethodKind, StatementKind, Type};

/// The most steps of a method: 64 bits over 9 bytes need some 60. Each step is run for hundreds of
/// values.
const STEPS: usize = 4096;

/// The program of a method.
///
/// # Errors
/// What no value can make right: an unknown field, an index outside its array, two types that
/// meet, an integer that its type does not have.
pub fn lower(method: &Method, owner: &Owner<'_>) -> Result<Program, Wrong> {
    let line = method.position.line;
    let (ty, given) = match &method.kind {
        MethodKind::Getter { result } => (result, None),
        MethodKind::Setter { value } => (&value.ty, Some(value.name.as_str())),
    };
    let name = &method.name;
    let ty = Number::of(ty, owner).ok_or_else(|| Wrong {
        line,
        message: format!("{name} is of a type that is no integer and no bool"),
    })?;
    let mut lowering = Lowering {
        owner,
        name,
        line,
        steps: Vec::new(),
        names: BTreeMap::new(),
    };
    if let Some(given) = given {
        let value = Value::Typed(Operand::Given, ty);
        lowering.names.insert(given, value);
    }
    let result = lowering.statements(method, ty)?;
    if lowering.steps.len() > STEPS {
        let message = format!("{name} has too many steps to run for all values");
        return Err(Wrong { line, message });
    }
    let steps = lowering.steps;
    if given.is_none() && result.is_none() {
        let message = format!("{name} gives nothing");
        return Err(Wrong { line, message });
    }
    Ok(Program {
        name: name.clone(),
        line,
        ty,
        big_endian: owner.big_endian,
        steps,
        result,
    })
}

/// The value of an expression.
#[derive(Debug, Clone, Copy)]
enum Value {
    /// Known, and still without a type.
    Known(i128),
    /// Of a type.
    Typed(Operand, Number),
}

/// A program that is being made.
struct Lowering<'a> {
    /// The record.
    owner: &'a Owner<'a>,
    /// The method's name.
    name: &'a str,
    /// The line of the statement at hand.
    line: u32,
    /// The steps so far.
    steps: Vec<Step>,
    /// Values by name.
    names: BTreeMap<&'a str, Value>,
}

impl<'a> Lowering<'a> {
    /// Adds the statements; what a `return` gives.
    fn statements(&mut self, method: &'a Method, ty: Number) -> Result<Option<Operand>, Wrong> {
        for statement in &method.body {
            self.line = statement.position.line;
            match &statement.kind {
                StatementKind::Let {
                    name,
                    ty: said,
                    value,
                } => {
                    let mut value = self.value(value)?;
                    if let Some(said) = said {
                        let said = self.number(said)?;
                        value = Value::Typed(self.of_type(value, said, name)?, said);
                    }
                    self.names.insert(name, value);
                }
                StatementKind::Return(value) => {
                    let value = self.value(value)?;
                    return self.of_type(value, ty, "what it gives").map(Some);
                }
                StatementKind::Assign {
                    field,
                    index,
                    value,
                } => {
                    let (offset, element) = self.element(field, index)?;
                    let value = self.value(value)?;
                    let value = self.of_type(value, element, "what it writes")?;
                    self.step(element, Action::Store(offset, value));
                }
            }
        }
        Ok(None)
    }

    /// Adds a step; its value.
    fn step(&mut self, ty: Number, action: Action) -> Operand {
        let line = self.line;
        self.steps.push(Step { line, ty, action });
        Operand::Step(self.steps.len() - 1)
    }

    /// What is wrong with the statement at hand.
    fn wrong(&self, message: &str) -> Wrong {
        Wrong {
            line: self.line,
            message: format!("{}: {message}", self.name),
        }
    }

    /// The number that a type is.
    fn number(&self, ty: &Type) -> Result<Number, Wrong> {
        Number::of(ty, self.owner)
            .ok_or_else(|| self.wrong("a value has a type that is no integer and no bool"))
    }

    /// A value as one of a type.
    fn of_type(&self, value: Value, ty: Number, what: &str) -> Result<Operand, Wrong> {
        match value {
            Value::Known(value) if ty.has(value) => Ok(Operand::Literal(value)),
            Value::Known(value) => Err(self.wrong(&format!("{value} is no value of {ty}"))),
            Value::Typed(operand, actual) if actual == ty => Ok(operand),
            Value::Typed(_, actual) => {
                Err(self.wrong(&format!("{what} has the type {actual}, not {ty}")))
            }
        }
    }

    /// Where an element is, and its type.
    fn element(&mut self, field: &str, index: &'a Expression) -> Result<(u64, Number), Wrong> {
        let Some(held) = (self.owner.field)(field) else {
            return Err(self.wrong(&format!("the record has no field {field}")));
        };
        let Type::Array { element, length } = &held.ty else {
            return Err(self.wrong(&format!("{field} is no array")));
        };
        let Some(element) = Number::of(element, self.owner) else {
            return Err(self.wrong(&format!("{field} is no array of integers")));
        };
        let Value::Known(index) = self.value(index)? else {
            let message = format!("the element of {field} is known only when it runs");
            return Err(self.wrong(&message));
        };
        let outside = format!("{field}[{index}] is outside the array, which has {length}");
        let index = u64::try_from(index).ok().filter(|it| it < length);
        let Some(index) = index else {
            return Err(self.wrong(&outside));
        };
        let offset = index.checked_mul(element.bytes());
        let offset = offset.and_then(|it| it.checked_add(held.offset));
        let offset = offset.ok_or_else(|| self.wrong(&outside))?;
        Ok((offset, element))
    }

    /// The value of an expression.
    fn value(&mut self, expression: &'a Expression) -> Result<Value, Wrong> {
        match expression {
            Expression::Integer(integer) => match integer.to_i128() {
                Some(value) => Ok(Value::Known(value)),
                None => Err(self.wrong(&format!("{integer} is too large"))),
            },
            Expression::Name(name) => match self.names.get(name.as_str()) {
                Some(value) => Ok(*value),
                None => Err(self.wrong(&format!("{name} has no value"))),
            },
            Expression::Element { field, index } => {
                let (offset, element) = self.element(field, index)?;
                let operand = self.step(element, Action::Load(offset));
                Ok(Value::Typed(operand, element))
            }
            Expression::Cast { value, ty } => {
                let ty = self.number(ty)?;
                Ok(match self.value(value)? {
                    known @ Value::Known(_) => Value::Typed(self.of_type(known, ty, "")?, ty),
                    Value::Typed(operand, from) if from == ty => Value::Typed(operand, ty),
                    Value::Typed(operand, _) => {
                        Value::Typed(self.step(ty, Action::Cast(operand)), ty)
                    }
                })
            }
            Expression::Binary {
                operator,
                left,
                right,
            } => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                self.binary(*operator, left, right)
            }
        }
    }

    /// What an operator makes of two values.
    fn binary(
        &mut self,
        operator: BinaryOperator,
        left: Value,
        right: Value,
    ) -> Result<Value, Wrong> {
        let mark = operator.mark();
        let shifts = matches!(
            operator,
            BinaryOperator::ShiftLeft | BinaryOperator::ShiftRight
        );
        let operands = match (left, right) {
            (Value::Known(left), Value::Known(right)) => {
                return match compute(operator, None, left, right) {
                    Ok(value) if operator.compares() => {
                        Ok(Value::Typed(Operand::Literal(value), Number::Bool))
                    }
                    Ok(value) => Ok(Value::Known(value)),
                    Err(message) => Err(self.wrong(&message)),
                };
            }
            (Value::Typed(_, ty), _) => ty,
            (Value::Known(_), Value::Typed(..)) if shifts => {
                return Err(self.wrong(&format!("what `{mark}` shifts has no type")));
            }
            (Value::Known(_), Value::Typed(_, ty)) => ty,
        };
        let bitwise = matches!(
            operator,
            BinaryOperator::And | BinaryOperator::Or | BinaryOperator::ExclusiveOr
        );
        if operands == Number::Bool && !bitwise && !operator.compares() {
            return Err(self.wrong(&format!("`{mark}` has a bool for an operand")));
        }
        let meets = format!("an operand of `{mark}`");
        let left = self.of_type(left, operands, &meets)?;
        let right = match right {
            Value::Known(count) | Value::Typed(Operand::Literal(count), _) if shifts => {
                if count < 0 || count >= i128::from(operands.bits()) {
                    return Err(self.wrong(&format!("a shift of {operands} by {count}")));
                }
                Operand::Literal(count)
            }
            Value::Typed(_, Number::Bool) if shifts => {
                return Err(self.wrong("a shift by a bool"));
            }
            Value::Typed(count, _) if shifts => count,
            Value::Known(_) | Value::Typed(..) => self.of_type(right, operands, &meets)?,
        };
        let ty = if operator.compares() {
            Number::Bool
        } else {
            operands
        };
        let action = Action::Binary {
            operator,
            operands,
            left,
            right,
        };
        Ok(Value::Typed(self.step(ty, action), ty))
    }
}
