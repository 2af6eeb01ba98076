//! Runs a program on bytes, exactly.

use super::{Action, Number, Operand, Program, Wrong};
use crate::pyrite::model::BinaryOperator;

/// The bytes of a record.
pub trait Bytes {
    /// The byte so far from the start; `None` where there is none.
    fn byte(&self, at: u64) -> Option<u8>;

    /// Where to write the byte so far from the start; `None` where there is none.
    fn byte_mut(&mut self, at: u64) -> Option<&mut u8>;
}

impl Bytes for [u8] {
    fn byte(&self, at: u64) -> Option<u8> {
        usize::try_from(at)
            .ok()
            .and_then(|at| self.get(at))
            .copied()
    }

    fn byte_mut(&mut self, at: u64) -> Option<&mut u8> {
        usize::try_from(at).ok().and_then(|at| self.get_mut(at))
    }
}

/// What a getter gives; a `bool` is 0 or 1.
///
/// # Errors
/// A step that the format gives no meaning: its line and why.
pub fn get(program: &Program, bytes: &mut (impl Bytes + ?Sized)) -> Result<i128, Wrong> {
    let values = run(program, bytes, 0)?;
    match program.result {
        Some(result) => Ok(value_of(result, &values, 0)),
        None => Err(Wrong {
            line: program.line,
            message: format!("{} gives nothing", program.name),
        }),
    }
}

/// Lets a setter write a value.
///
/// # Errors
/// A step that the format gives no meaning: its line and why.
pub fn set(program: &Program, bytes: &mut (impl Bytes + ?Sized), value: i128) -> Result<(), Wrong> {
    run(program, bytes, value).map(|_| ())
}

/// The values of all steps.
fn run(
    program: &Program,
    bytes: &mut (impl Bytes + ?Sized),
    given: i128,
) -> Result<Vec<i128>, Wrong> {
    let mut values: Vec<i128> = Vec::with_capacity(program.steps.len());
    for step in &program.steps {
        let value = |operand: Operand| value_of(operand, &values, given);
        let done = match step.action {
            Action::Load(offset) => load(bytes, offset, step.ty, program.big_endian),
            Action::Store(offset, stored) => {
                let stored = value(stored);
                store(bytes, offset, step.ty, program.big_endian, stored)
            }
            Action::Cast(operand) => cast(value(operand), step.ty),
            Action::Binary {
                operator,
                operands,
                left,
                right,
            } => compute(operator, Some(operands), value(left), value(right)),
        };
        match done {
            Ok(value) => values.push(value),
            Err(message) => {
                let message = format!("{}: {message}", program.name);
                let line = step.line;
                return Err(Wrong { line, message });
            }
        }
    }
    Ok(values)
}

/// The value of an operand; steps use earlier ones only.
fn value_of(operand: Operand, values: &[i128], given: i128) -> i128 {
    match operand {
        Operand::Literal(value) => value,
        Operand::Given => given,
        Operand::Step(step) => values.get(step).copied().unwrap_or_default(),
    }
}

/// Where a byte of an element lies, from the least significant one.
fn place(offset: u64, ty: Number, big_endian: bool, byte: u64) -> u64 {
    let byte = match big_endian {
        true => ty.bytes() - 1 - byte,
        false => byte,
    };
    offset.saturating_add(byte)
}

/// Reads an element.
fn load(
    bytes: &(impl Bytes + ?Sized),
    offset: u64,
    ty: Number,
    big_endian: bool,
) -> Result<i128, String> {
    let mut value = 0;
    for byte in 0..ty.bytes() {
        let at = place(offset, ty, big_endian, byte);
        let read = bytes.byte(at).ok_or_else(|| beyond(at))?;
        value |= i128::from(read) << (8 * byte);
    }
    match ty {
        Number::Bool => cast(value, ty),
        Number::Integer { .. } => Ok(ty.wrapped(value)),
    }
}

/// Writes an element.
fn store(
    bytes: &mut (impl Bytes + ?Sized),
    offset: u64,
    ty: Number,
    big_endian: bool,
    value: i128,
) -> Result<i128, String> {
    for byte in 0..ty.bytes() {
        let at = place(offset, ty, big_endian, byte);
        let part = (value >> (8 * byte)) & 0xff;
        let part = u8::try_from(part).unwrap_or_default();
        *bytes.byte_mut(at).ok_or_else(|| beyond(at))? = part;
    }
    Ok(value)
}

/// The fault of a byte that C's record does not have.
fn beyond(at: u64) -> String {
    format!("byte {at} is outside of the record in C")
}

/// A value in another type.
fn cast(value: i128, ty: Number) -> Result<i128, String> {
    match ty {
        Number::Bool if ty.has(value) => Ok(value),
        Number::Bool => Err(format!("{value} becomes a bool, which is only 0 or 1")),
        Number::Integer { .. } => Ok(ty.wrapped(value)),
    }
}

/// What an operator makes of two values of a type; `None` for integers without one.
pub(super) fn compute(
    operator: BinaryOperator,
    ty: Option<Number>,
    left: i128,
    right: i128,
) -> Result<i128, String> {
    let mark = operator.mark();
    let bits = ty.map_or(127, Number::bits);
    let overflow = || match ty {
        Some(ty) => format!("{left} {mark} {right} is no value of {ty}"),
        None => format!("{left} {mark} {right} is too large"),
    };
    let within = |value: Option<i128>| {
        value
            .filter(|value| ty.is_none_or(|ty| ty.has(*value)))
            .ok_or_else(overflow)
    };
    let count = || {
        let count = u32::try_from(right).ok().filter(|count| *count < bits);
        count.ok_or_else(|| match ty {
            Some(ty) => format!("a shift of {ty} by {right}"),
            None => overflow(),
        })
    };
    Ok(match operator {
        BinaryOperator::Add => within(left.checked_add(right))?,
        BinaryOperator::Subtract => within(left.checked_sub(right))?,
        BinaryOperator::Multiply => within(left.checked_mul(right))?,
        BinaryOperator::And => left & right,
        BinaryOperator::Or => left | right,
        BinaryOperator::ExclusiveOr => left ^ right,
        BinaryOperator::ShiftLeft => match ty {
            // At most 64 bits by at most 63.
            Some(ty) => ty.wrapped(left << count()?),
            None => {
                let count = count()?;
                let shifted = left.checked_shl(count);
                within(shifted.filter(|shifted| shifted >> count == left))?
            }
        },
        BinaryOperator::ShiftRight => left >> count()?,
        BinaryOperator::Equal => i128::from(left == right),
        BinaryOperator::NotEqual => i128::from(left != right),
        BinaryOperator::Less => i128::from(left < right),
        BinaryOperator::LessOrEqual => i128::from(left <= right),
        BinaryOperator::Greater => i128::from(left > right),
        BinaryOperator::GreaterOrEqual => i128::from(left >= right),
    })
}
