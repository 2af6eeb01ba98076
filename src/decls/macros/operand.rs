//! What a part of an expression is: a value with its type, or something that has an address.

use std::rc::Rc;

use crate::decls::model::{CType, TextUnit, Value};
use crate::diagnostic::Reason;

use super::Outcome;
use super::rank::Rank;
use super::typename::TypeName;

/// Why an expansion or an evaluation ends without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The compiler may see a constant where this module cannot decide.
    Undecided,
    /// An expansion that is larger than this module follows.
    Excess,
    /// An expansion that may be larger than any compiler can follow.
    Endless(Excess),
    /// An expression that nests deeper than this module follows.
    TooDeep,
    /// No compiler sees a constant.
    NotAConstant,
    /// `#` or `##` needs the text of what was replaced by its value.
    TextNeeded,
}

/// Which limit an expansion goes beyond. No compiler is asked for such a macro: nobody may ever
/// have expanded it, and it may have no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// The most tokens.
    Tokens(u32),
    /// How deep calls may stand in the arguments of calls.
    Depth(u32),
}

impl Excess {
    /// Why the macro is left out.
    pub(super) fn reason(self) -> Reason {
        match self {
            Excess::Tokens(most) => Reason::TooManyTokens(most),
            Excess::Depth(most) => Reason::NestedCalls(most),
        }
    }
}

/// An operand of an expression.
#[derive(Debug, Clone)]
pub(super) enum Operand {
    /// An integer within the range of its type.
    Integer {
        /// Its value.
        value: i128,
        /// Its type, without typedefs and enumerations.
        rank: Rank,
        /// The typedef or enumeration that it was cast to.
        spelled: Option<Box<CType>>,
    },
    /// A `float`, `double`, or `long double` of a `double`'s width.
    Real {
        /// Its value.
        value: f64,
        /// Its type.
        rank: Rank,
    },
    /// A constant of a type with no exact value here: `long double` that is wider than
    /// `double`, `_Float16`, `__float128`, imaginary; by the type's spelling.
    Unrepresented(&'static str),
    /// A string literal: code units without the final zero.
    Text(Vec<u32>, TextUnit),
    /// A pointer or an address.
    Pointer(Target),
    /// An object or function, or a part of one.
    Place(Target),
    /// An expression of type `void`.
    Void,
}

/// What a pointer points to, or where an object is and what it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Target {
    /// Bytes from address 0, where no linker has a say in it.
    pub(super) address: Option<u64>,
    /// Its type, where that is known.
    pub(super) ty: Option<Rc<TypeName>>,
    /// It is a bit-field, which has neither an address nor a size of its own.
    pub(super) is_bit_field: bool,
}

impl Operand {
    /// A pointer of which nothing is known.
    pub(super) fn some_pointer() -> Operand {
        Operand::Pointer(Target::default())
    }

    /// An integer of a builtin type.
    pub(super) fn integer(value: i128, rank: Rank) -> Operand {
        Operand::Integer {
            value,
            rank,
            spelled: None,
        }
    }

    /// The outcome of a macro that is this; `None` for what is no constant.
    pub(super) fn outcome(self) -> Option<Outcome> {
        let unsupported =
            |what: &str| Outcome::Skipped(Reason::UnsupportedConstant(what.to_owned()));
        match self {
            Operand::Integer {
                value,
                rank,
                spelled,
            } => Some(Outcome::Value(Value::Integer(
                value,
                spelled.map_or_else(|| rank.ctype(), |ty| *ty),
            ))),
            Operand::Real { value, .. } if !value.is_finite() => {
                Some(Outcome::Skipped(Reason::no_literal(value)))
            }
            Operand::Real { value, rank } => {
                Some(Outcome::Value(Value::Float(value, rank.ctype())))
            }
            Operand::Unrepresented(ty) => Some(unsupported(ty)),
            Operand::Text(units, unit) => Some(Outcome::Value(Value::Text(units, unit))),
            Operand::Pointer(_) => Some(Outcome::Skipped(Reason::PointerConstant)),
            Operand::Place(_) | Operand::Void => None,
        }
    }
}
