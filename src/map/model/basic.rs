//! C's basic types whose width the target decides, and what they are on this one.
//!
//! A module of one target says only the width: `i64`. Which type of C it came from is kept
//! because only that tells whether an `i64` here and an `i32` there are the same declaration.

use serde::{Deserialize, Serialize};

use super::{Module, Type};
use crate::target::{DataModel, Scalar};

/// A basic type of C (C11 §6.2.5p14) and its width on the module's target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Basic {
    /// What C calls it.
    pub name: BasicName,
    /// What it is on this target.
    pub width: Width,
}

/// The basic types that differ between targets in more than alignment. `short` has 16 bits and
/// `long long` 64 on each, and `signed char` is a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasicName {
    /// `char`, by value: its sign differs.
    Char,
    /// `int`
    Int,
    /// `unsigned int`
    UnsignedInt,
    /// `long`
    Long,
    /// `unsigned long`
    UnsignedLong,
    /// `wchar_t`: its sign differs, too.
    Wchar,
    /// `double`
    Double,
}

/// A number of bits, and what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// `i8` … `i64`
    Int(u8),
    /// `u8` … `u64`
    Uint(u8),
    /// `f32`, `f64`
    Float(u8),
}

impl BasicName {
    /// C's own words.
    pub fn spelling(self) -> &'static str {
        match self {
            BasicName::Char => "char",
            BasicName::Int => "int",
            BasicName::UnsignedInt => "unsigned int",
            BasicName::Long => "long",
            BasicName::UnsignedLong => "unsigned long",
            BasicName::Wchar => "wchar_t",
            BasicName::Double => "double",
        }
    }

    /// What it is by a data model; `None` where Pyrite has no type of that width.
    pub fn width(self, model: &DataModel) -> Option<Width> {
        let bits = |scalar: Scalar| u8::try_from(scalar.size.saturating_mul(8)).ok();
        match self {
            BasicName::Char if model.char_signed => Some(Width::Int(8)),
            BasicName::Char => Some(Width::Uint(8)),
            BasicName::Int => bits(model.int).map(Width::Int),
            BasicName::UnsignedInt => bits(model.int).map(Width::Uint),
            BasicName::Long => bits(model.long).map(Width::Int),
            BasicName::UnsignedLong => bits(model.long).map(Width::Uint),
            BasicName::Wchar if model.wchar_signed => bits(model.wchar).map(Width::Int),
            BasicName::Wchar => bits(model.wchar).map(Width::Uint),
            BasicName::Double => Width::float(model.double),
        }
    }

    /// Its alias in a module of several targets, unless a header has that name.
    pub fn alias(self) -> &'static str {
        match self {
            BasicName::Char => "c_char",
            BasicName::Int => "c_int",
            BasicName::UnsignedInt => "c_uint",
            BasicName::Long => "c_long",
            BasicName::UnsignedLong => "c_ulong",
            BasicName::Wchar => "c_wchar",
            BasicName::Double => "c_double",
        }
    }
}

impl Width {
    /// A floating type of 32 or 64 bits.
    pub fn float(scalar: Scalar) -> Option<Width> {
        match scalar.size {
            4 => Some(Width::Float(32)),
            8 => Some(Width::Float(64)),
            _ => None,
        }
    }
}

impl From<Width> for Type {
    fn from(width: Width) -> Type {
        match width {
            Width::Int(bits) => Type::Int(bits),
            Width::Uint(bits) => Type::Uint(bits),
            Width::Float(bits) => Type::Float(bits),
        }
    }
}

impl Type {
    /// The type by its width alone, with everything in it left as it is.
    pub fn fixed(self) -> Type {
        if let Type::Basic(basic) = self {
            return basic.width.into();
        }
        self
    }
}

impl Module {
    /// The module with every type by its width alone, as its text says it.
    pub fn fixed(mut self) -> Module {
        for item in &mut self.items {
            item.each_leaf_mut(&mut |ty| {
                if let Type::Basic(basic) = ty {
                    *ty = basic.width.into();
                }
            });
        }
        self
    }
}
