//! The types that the arithmetic of methods has.

use std::fmt;

use super::Owner;
use crate::pyrite::model::Type;

/// The type of a value within a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// `bool`: 0 or 1.
    Bool,
    /// An integer.
    Integer {
        /// 8, 16, 32 or 64.
        bits: u32,
        /// Whether it has negative values.
        signed: bool,
    },
}

/// How many aliases may stand for one another: more are a circle.
const ALIASES: usize = 64;

impl Number {
    /// The number that a type is; `None` where it is another type, or nothing defines it.
    pub fn of(ty: &Type, owner: &Owner<'_>) -> Option<Number> {
        let mut ty = ty.clone();
        for _ in 0..ALIASES {
            match ty {
                Type::Named(name) => ty = (owner.alias)(&name)?,
                Type::Bool => return Some(Number::Bool),
                Type::Integer(integer) => {
                    return Some(Number::Integer {
                        bits: integer.bits().unwrap_or(owner.pointer_bits),
                        signed: integer.is_signed(),
                    });
                }
                Type::Void
                | Type::Float(_)
                | Type::Text
                | Type::Pointer { .. }
                | Type::Array { .. }
                | Type::Optional(_)
                | Type::Function(_) => return None,
            }
        }
        None
    }

    /// How many bits it has.
    pub fn bits(self) -> u32 {
        match self {
            Number::Bool => 1,
            Number::Integer { bits, .. } => bits,
        }
    }

    /// How many bytes it has in memory.
    pub fn bytes(self) -> u64 {
        u64::from(self.bits().div_ceil(8))
    }

    /// Whether it has negative values.
    pub fn signed(self) -> bool {
        match self {
            Number::Bool => false,
            Number::Integer { signed, .. } => signed,
        }
    }

    /// The least and the greatest value.
    pub fn range(self) -> (i128, i128) {
        range(self.bits(), self.signed())
    }

    /// Whether it has a value.
    pub fn has(self, value: i128) -> bool {
        let (least, greatest) = self.range();
        (least..=greatest).contains(&value)
    }

    /// The value that its lowest bits have.
    pub fn wrapped(self, value: i128) -> i128 {
        wrapped(value, self.bits(), self.signed())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Bool => write!(f, "bool"),
            Number::Integer { bits, signed: true } => write!(f, "i{bits}"),
            Number::Integer {
                bits,
                signed: false,
            } => write!(f, "u{bits}"),
        }
    }
}

/// The least and the greatest value of so many bits, 1 to 64.
pub(super) fn range(bits: u32, signed: bool) -> (i128, i128) {
    let bits = bits.clamp(1, 64);
    match signed {
        true => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        false => (0, (1 << bits) - 1),
    }
}

/// The value of the lowest bits, 1 to 64 of them.
pub(super) fn wrapped(value: i128, bits: u32, signed: bool) -> i128 {
    let bits = bits.clamp(1, 64);
    let low = value & ((1 << bits) - 1);
    match signed && low >> (bits - 1) == 1 {
        true => low - (1 << bits),
        false => low,
    }
}
