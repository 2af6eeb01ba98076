//! The methods of a record as read, run on bytes, against where the bit-fields lie.

use std::collections::BTreeMap;

use quarry_bindgen::map::model::{Accessor, Record, Type as MapType};
use quarry_bindgen::pyrite::model::{
    BinaryOperator, Expression, Method, MethodKind, StatementKind, Type,
};

/// Compares names, kinds and what the methods do with the bits.
///
/// # Errors
/// The first difference.
pub(crate) fn compare(record: &Record, methods: &[Method]) -> Result<(), String> {
    if methods.len() != 2 * record.accessors.len() {
        return Err(format!("{} methods", methods.len()));
    }
    for (accessor, pair) in record.accessors.iter().zip(methods.chunks(2)) {
        let names = [&accessor.getter, &accessor.setter];
        if pair.iter().map(|method| &method.name).ne(names) {
            return Err(format!("methods {} and {}", pair[0].name, pair[1].name));
        }
        if !matches!(
            (&pair[0].kind, &pair[1].kind),
            (MethodKind::Getter { .. }, MethodKind::Setter { .. })
        ) {
            return Err(format!("the kinds of the methods for {}", accessor.getter));
        }
        behave(accessor, &pair[0], &pair[1])?;
    }
    Ok(())
}

/// Both methods do with some bytes and values what the places of the bits say.
fn behave(accessor: &Accessor, getter: &Method, setter: &Method) -> Result<(), String> {
    let size = 1 + accessor
        .pieces
        .iter()
        .map(|piece| piece.byte as usize)
        .max()
        .unwrap_or(0);
    let ones = (1_i128 << accessor.width) - 1;
    let signed = matches!(accessor.integer, MapType::Int(_));
    for seed in [0_u8, 0xff, 0x5a, 0xa5, 0x0f, 0x80, 0x01] {
        let bytes: Vec<u8> = (0..size).map(|at| seed.rotate_left(at as u32)).collect();
        let bits = accessor.pieces.iter().fold(0_i128, |bits, piece| {
            let byte = i128::from(bytes[piece.byte as usize]);
            bits | (((byte >> piece.shift) & ((1 << piece.width) - 1)) << piece.at)
        });
        let negative = signed && bits >> (accessor.width - 1) & 1 == 1;
        let expected = if negative { bits - ones - 1 } else { bits };
        let mut machine = Machine::new(&bytes, accessor);
        let given = machine.run(getter, 0)?;
        if given != expected {
            return Err(format!(
                "{} gives {given} of {bytes:?}, not {expected}",
                getter.name
            ));
        }
        for value in [0, 1, ones, ones >> 1, 0x55 & ones] {
            let value = if signed && value > ones >> 1 {
                value - ones - 1
            } else {
                value
            };
            let mut expected = bytes.clone();
            for piece in &accessor.pieces {
                let mask = ((1_u16 << piece.width) - 1) as u8;
                let byte = &mut expected[piece.byte as usize];
                *byte &= !(mask << piece.shift);
                *byte |= ((value >> piece.at) as u8 & mask) << piece.shift;
            }
            let mut machine = Machine::new(&bytes, accessor);
            machine.run(setter, value)?;
            if machine.bytes != expected {
                return Err(format!(
                    "{}({value}) makes {:?}",
                    setter.name, machine.bytes
                ));
            }
        }
    }
    Ok(())
}

/// A record's bytes, and what a method calls its values.
struct Machine<'a> {
    /// The storage.
    bytes: Vec<u8>,
    /// Whose type the alias stands for.
    accessor: &'a Accessor,
    /// Values by name.
    values: BTreeMap<String, i128>,
}

impl<'a> Machine<'a> {
    /// Before any statement.
    fn new(bytes: &[u8], accessor: &'a Accessor) -> Machine<'a> {
        Machine {
            bytes: bytes.to_vec(),
            accessor,
            values: BTreeMap::new(),
        }
    }

    /// Runs a method; gives what it returns.
    fn run(&mut self, method: &Method, value: i128) -> Result<i128, String> {
        if let MethodKind::Setter { value: parameter } = &method.kind {
            self.values.insert(parameter.name.clone(), value);
        }
        for statement in &method.body {
            match &statement.kind {
                StatementKind::Let { name, value, .. } => {
                    let value = self.value(value)?;
                    self.values.insert(name.clone(), value);
                }
                StatementKind::Return(value) => return self.value(value),
                StatementKind::Assign {
                    field,
                    index,
                    value,
                } => {
                    let value = u8::try_from(self.value(value)?).map_err(|e| e.to_string())?;
                    let at = self.place(field, index)?;
                    self.bytes[at] = value;
                }
            }
        }
        Ok(0)
    }

    /// The byte of an element.
    fn place(&self, field: &str, index: &Expression) -> Result<usize, String> {
        let at = usize::try_from(self.value(index)?).map_err(|e| e.to_string())?;
        if field != self.accessor.storage || at >= self.bytes.len() {
            return Err(format!("{field}[{at}] is not the storage"));
        }
        Ok(at)
    }

    /// The value of an expression.
    fn value(&self, expression: &Expression) -> Result<i128, String> {
        Ok(match expression {
            Expression::Integer(integer) => integer.to_i128().ok_or("too large")?,
            Expression::Name(name) => *self.values.get(name).ok_or("no such value")?,
            Expression::Element { field, index } => self.bytes[self.place(field, index)?].into(),
            Expression::Cast { value, ty } => self.cast(self.value(value)?, ty)?,
            Expression::Binary {
                operator,
                left,
                right,
            } => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                match operator {
                    BinaryOperator::Add => left + right,
                    BinaryOperator::Subtract => left - right,
                    BinaryOperator::And => left & right,
                    BinaryOperator::Or => left | right,
                    BinaryOperator::ExclusiveOr => left ^ right,
                    BinaryOperator::ShiftLeft => left << right,
                    BinaryOperator::ShiftRight => left >> right,
                    BinaryOperator::Multiply
                    | BinaryOperator::Equal
                    | BinaryOperator::NotEqual
                    | BinaryOperator::Less
                    | BinaryOperator::LessOrEqual
                    | BinaryOperator::Greater
                    | BinaryOperator::GreaterOrEqual => {
                        return Err(format!("{operator:?} is not written"));
                    }
                }
            }
        })
    }

    /// A value in another type.
    fn cast(&self, value: i128, ty: &Type) -> Result<i128, String> {
        let (bits, signed) = match (ty, &self.accessor.integer) {
            (Type::Bool, _) | (Type::Named(_), MapType::Bool) => return Ok(i128::from(value != 0)),
            (Type::Integer(integer), _) => (integer.bits().ok_or("a width")?, integer.is_signed()),
            (Type::Named(_), MapType::Int(bits)) => (u32::from(*bits), true),
            (Type::Named(_), MapType::Uint(bits)) => (u32::from(*bits), false),
            other => return Err(format!("a cast to {other:?}")),
        };
        let low = value & ((1 << bits) - 1);
        let above = signed && low >> (bits - 1) == 1;
        Ok(if above { low - (1 << bits) } else { low })
    }
}
