//! The methods of bit-fields against C's own bit-fields, by value.
//!
//! Input: methods as `pyrite` read them, and C's side as plain numbers: where a bit-field's bits
//! are ([`Place`]), or what a compiler made of constants ([`Member`]). Three judges use them:
//!
//! - [`check`] knows C's places and runs the methods on bytes;
//! - [`probes`] writes constants for a real compiler, and reads them out of its object file, so
//!   that nothing must run on the target;
//! - `translate` and [`values`] write the methods as C, with a test that people can build and
//!   run themselves.
//!
//! All of them run the same [`Program`], which a method becomes once its types are known.

mod bits;
mod check;
mod evaluate;
mod lower;
mod number;
mod patterns;
pub mod probes;
mod program;
#[cfg(test)]
mod tests;
mod translate;
pub mod values;

pub use check::{Place, check};
pub use evaluate::{Bytes, get, set};
pub use lower::lower;
pub use number::Number;
pub use program::{Action, Operand, Program, Step};
pub use translate::{PRELUDE, function};

use crate::pyrite::model::{Method, Type};

/// The record that methods belong to, as the module describes it.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    /// A field by its name; `None` where the record has none such.
    pub field: &'a dyn Fn(&str) -> Option<Held>,
    /// What an alias stands for; `None` where there is no such alias.
    pub alias: &'a dyn Fn(&str) -> Option<Type>,
    /// How wide `usize` is.
    pub pointer_bits: u32,
    /// The most significant byte comes first.
    pub big_endian: bool,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Bytes from the start of the record.
    pub offset: u64,
    /// Its type.
    pub ty: Type,
}

/// A bit-field of a record as a real compiler is asked about it.
#[derive(Clone)]
pub struct Member<'a> {
    /// How C names it within the record that [`Subject`] spells: `f`, `inner.f`.
    pub path: String,
    /// Its width in bits.
    pub width: u32,
    /// Whether C reads negative values from it.
    pub signed: bool,
    /// C's type is `_Bool`.
    pub is_bool: bool,
    /// C refuses to assign to it.
    pub is_const: bool,
    /// The unions on its path, each with the alternative that leads to it: two members that are
    /// in different alternatives of one union never exist together.
    pub unions: Vec<(usize, usize)>,
    /// The method that reads it.
    pub getter: Option<&'a Method>,
    /// The method that writes it.
    pub setter: Option<&'a Method>,
    /// The record that has the methods.
    pub owner: Owner<'a>,
    /// Bytes from the start of the record that is spelled to the one that has the methods.
    pub base: u64,
}

/// A record that C can spell, with its bit-fields in C's order.
#[derive(Clone)]
pub struct Subject<'a> {
    /// C's words for its type: `struct flags`, `flags_t`, `__typeof__(((struct o *)0)->inner)`,
    /// without `const`: objects of it are written.
    pub spelling: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// Its bit-fields, those of members without a type of their own with them.
    pub members: Vec<Member<'a>>,
}

/// One thing that is wrong with a method.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// The line of the module, from 1.
    pub line: u32,
    /// What the method does, and what C does: `level gives 31 for the bits 11111, -1 in C`.
    pub message: String,
}

impl Member<'_> {
    /// Whether both can have a value at once.
    fn exists_with(&self, other: &Member<'_>) -> bool {
        self.unions.iter().all(|(union, alternative)| {
            other
                .unions
                .iter()
                .all(|(theirs, other)| theirs != union || other == alternative)
        })
    }
}

impl Subject<'_> {
    /// The members nearest to one that can all have a value together with it.
    ///
    /// Eight on each side: a byte holds no more, and what is far away is never written by chance
    /// only.
    fn neighbours(&self, of: usize) -> Vec<&Member<'_>> {
        let Some(member) = self.members.get(of) else {
            return Vec::new();
        };
        let mut chosen: Vec<&Member<'_>> = Vec::new();
        let near = self.members.iter().enumerate();
        for (index, other) in near
            .skip(of.saturating_sub(8))
            .take_while(|(index, _)| *index <= of + 8)
        {
            let mut others = chosen.iter().copied().chain([member]);
            if index != of && others.all(|it| it.exists_with(other)) {
                chosen.push(other);
            }
        }
        chosen
    }
}
