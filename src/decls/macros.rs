//! The exact value and type of object-like macros, by C's own rules: no compiler takes part.
//!
//! Input: the definitions alive at the end of a translation unit ([`Macros`]), what names mean
//! ([`Names`]) and the widths ([`DataModel`](crate::target::DataModel)). Output: an [`Outcome`] per macro. Nothing here
//! guesses: where C gives no value, or compilers differ, the outcome is [`Outcome::Undecided`],
//! and the compiler itself is to be asked.
//!
//! Macro by macro the way is: `table` (definitions as text) → `body` (as tokens) → `expand` with
//! `substitute` (C11 §6.10.3) → `expression` (C11 §6.6). The value of a macro whose expansion is
//! one operand stands for it wherever it is used, so that 10,000 macros which each refer to the
//! one before cost what 10,000 macros cost.

mod arithmetic;
mod body;
mod compilers;
mod dialect;
mod evaluator;
mod expand;
mod expression;
mod hexfloat;
mod member;
mod nameless;
mod number;
mod operand;
mod operators;
mod pointer;
mod pragma;
mod primary;
mod rank;
mod renamed;
mod replacement;
mod substitute;
mod table;
mod text;
mod token;
mod typename;
mod unary;

#[cfg(test)]
mod differential;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod judge;
#[cfg(test)]
mod offsets;

use std::rc::Rc;

use crate::decls::model::{CType, Layout, Value};
use crate::diagnostic::Reason;

pub use evaluator::Evaluator;
pub use nameless::Nameless;
pub use renamed::{Base, Qualifiers, Renamed};
pub use table::Macros;

/// What the names in a macro mean at the end of the translation unit, asked only when needed.
pub trait Names {
    /// Value and type of an enumerator. The type is a builtin integer type.
    fn enumerator(&self, name: &str) -> Option<(i128, CType)>;
    /// The type that a typedef's name means, or a tag spelled `struct S`, `union U`, `enum E`.
    fn type_named(&self, name: &str) -> Option<TypeFacts>;
    /// Whether the name is a function or a variable.
    fn is_declared(&self, name: &str) -> bool;
    /// The type of a variable.
    fn type_of(&self, variable: &str) -> Option<TypeFacts>;
    /// A member of a complete record, also one of the anonymous records in it.
    fn member(&self, record: RecordHandle, name: &str) -> Option<Member>;
    /// Whether one of these was asked since the last call and does not know: what was made of its
    /// answer does not count.
    fn owed_an_answer(&self) -> bool {
        false
    }
}

/// What [`Names`] tells a structure or union from the others by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordHandle(pub usize);

/// A member of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Distance from the record's start, in bits.
    pub offset_bits: u64,
    /// Has a width of its own, and so no address (C11 §6.5.3.2p1).
    pub is_bit_field: bool,
    /// Its type.
    pub ty: TypeFacts,
}

/// What casts and `sizeof` need to know of a named type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFacts {
    /// As the type of a value that was cast to it is written: [`CType::Typedef`],
    /// [`CType::Enumeration`].
    pub spelled: CType,
    /// What it is without typedefs.
    pub form: Form,
    /// Size and alignment, where it is complete.
    pub layout: Option<Layout>,
}

/// A type without typedefs, as far as a constant expression can see into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A builtin arithmetic type; for an enumeration its underlying one.
    Arithmetic(CType),
    /// A pointer, and what it points to, where that is known.
    Pointer(Option<Rc<TypeFacts>>),
    /// An array: what it holds, where that is known, and how many; `None` for `T[]`.
    Array(Option<Rc<TypeFacts>>, Option<u64>),
    /// A structure or union.
    Record(RecordHandle),
    /// A function.
    Function,
    /// `void`
    Void,
    /// One that no constant of this module has.
    Other,
}

/// What a macro is.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A constant, with the value and type that every C compiler for the target gives it.
    Value(Value),
    /// No constant that can be written, and why.
    Skipped(Reason),
    /// Nothing to write, and nothing that a user would miss: `#define GUARD_H`, `#define f f`.
    Nothing,
    /// Only the compiler can say.
    Undecided,
}
