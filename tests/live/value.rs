//! Values that go to C and come from it, and their bytes.

use crate::shape::Shape;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// What a function without a result gives.
    Nothing,
    /// A `bool`.
    Bool(bool),
    /// An integer of any type.
    Integer(i128),
    /// A number of either floating type.
    Float(f64),
    /// An address.
    Pointer(usize),
    /// A record.
    Bytes(Vec<u8>),
}

impl Value {
    /// The bytes that a type has for it.
    ///
    /// # Errors
    /// It is no value of the type.
    pub(crate) fn bytes(&self, shape: &Shape) -> Result<Vec<u8>, String> {
        let wrong = || Err(format!("{self:?} is no value of {shape:?}"));
        match (shape, self) {
            (Shape::Bool, Value::Bool(it)) => Ok(vec![u8::from(*it)]),
            (Shape::Integer { bytes, signed }, Value::Integer(it)) => {
                let bits = 8 * *bytes as u32;
                let (least, most) = match signed {
                    true => (-1_i128 << (bits - 1), (1_i128 << (bits - 1)) - 1),
                    false => (0, (1_i128 << bits) - 1),
                };
                match (least..=most).contains(it) {
                    true => Ok(it.to_le_bytes()[..*bytes].to_vec()),
                    false => wrong(),
                }
            }
            (Shape::Float { bytes: 4 }, Value::Float(it)) => Ok((*it as f32).to_le_bytes().into()),
            (Shape::Float { .. }, Value::Float(it)) => Ok(it.to_le_bytes().into()),
            (Shape::Pointer, Value::Pointer(it)) => Ok(it.to_le_bytes().into()),
            (Shape::Record(layout), Value::Bytes(it)) if it.len() == layout.size => Ok(it.clone()),
            _ => wrong(),
        }
    }

    /// What a type reads from bytes.
    ///
    /// # Errors
    /// There are fewer bytes than the type has, or it is a `bool` of neither value.
    pub(crate) fn read(shape: &Shape, bytes: &[u8]) -> Result<Value, String> {
        let own = bytes.get(..shape.size());
        let own = own.ok_or_else(|| format!("{} bytes for {shape:?}", bytes.len()))?;
        let mut wide = [0; 16];
        Ok(match shape {
            Shape::Bool => match own {
                [0] => Value::Bool(false),
                [1] => Value::Bool(true),
                _ => return Err(format!("{own:?} is no bool")),
            },
            Shape::Integer { signed, bytes } => {
                wide[..*bytes].copy_from_slice(own);
                let unused = 128 - 8 * *bytes as u32;
                let all = i128::from_le_bytes(wide);
                Value::Integer(match signed {
                    true => (all << unused) >> unused,
                    false => all,
                })
            }
            Shape::Float { bytes } => {
                wide[..*bytes].copy_from_slice(own);
                let bits = u128::from_le_bytes(wide) as u64;
                Value::Float(match bytes {
                    4 => f64::from(f32::from_bits(bits as u32)),
                    _ => f64::from_bits(bits),
                })
            }
            Shape::Pointer => {
                wide[..own.len()].copy_from_slice(own);
                Value::Pointer(u128::from_le_bytes(wide) as usize)
            }
            Shape::Array { .. } | Shape::Record(_) => Value::Bytes(own.to_vec()),
        })
    }

    /// The integer that it must be.
    pub(crate) fn integer(&self) -> Result<i128, String> {
        match self {
            Value::Integer(it) => Ok(*it),
            other => Err(format!("{other:?} is no integer")),
        }
    }

    /// The number that it must be.
    pub(crate) fn float(&self) -> Result<f64, String> {
        match self {
            Value::Float(it) => Ok(*it),
            other => Err(format!("{other:?} is no floating number")),
        }
    }

    /// The address that it must be.
    pub(crate) fn pointer(&self) -> Result<usize, String> {
        match self {
            Value::Pointer(it) => Ok(*it),
            other => Err(format!("{other:?} is no pointer")),
        }
    }

    /// The record that it must be.
    pub(crate) fn record(self) -> Result<Vec<u8>, String> {
        match self {
            Value::Bytes(it) => Ok(it),
            other => Err(format!("{other:?} is no record")),
        }
    }
}

/// A null pointer.
pub(crate) const NULL: Value = Value::Pointer(0);

/// An integer argument.
pub(crate) fn int(value: impl Into<i128>) -> Value {
    Value::Integer(value.into())
}
