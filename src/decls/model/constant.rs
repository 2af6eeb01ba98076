//! Constants, and the values that they have.

use serde::{Deserialize, Serialize};

use super::{CType, Source};

/// An object-like macro that is a constant at the end of the translation unit, or a `constexpr`
/// object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Constant {
    /// Its name in C.
    pub name: String,
    /// Its value with its exact C type.
    pub value: Value,
    /// C23's `constexpr` object rather than a macro: the name is an ordinary one.
    pub is_object: bool,
    /// Place and comments.
    pub source: Source,
}

/// The value of a constant expression, with the type that C gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// An integer and its type (one of the integer types, or a typedef or enumeration after a
    /// cast to one).
    Integer(i128, CType),
    /// A floating constant as the nearest value of its type: `float`, `double` or, where it is
    /// as wide as a `double`, `long double`.
    Float(f64, CType),
    /// A string literal: its code units without the final zero.
    Text(Vec<u32>, TextUnit),
}

/// The element type of a string literal (C11 §6.4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextUnit {
    /// `"…"` and `u8"…"`: bytes.
    Byte,
    /// `L"…"`
    Wide,
    /// `u"…"`
    Char16,
    /// `U"…"`
    Char32,
}
