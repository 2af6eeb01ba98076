//! What attributes say of a declaration that no type does.

use serde::{Deserialize, Serialize};

/// What the attributes of a declaration say. Redeclarations add to one another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// `deprecated("message")`; empty without a message.
    pub deprecated: Option<String>,
    /// `unavailable("message")`, `error("message")`: C refuses every use.
    pub unavailable: Option<String>,
    /// `noreturn`, of the function or of its type.
    pub is_noreturn: bool,
    /// `warn_unused_result`
    pub must_be_used: bool,
    /// `weak`, `weak_import`: a program may link without it.
    pub is_weak: bool,
    /// `visibility("hidden")`: a shared library does not export it.
    pub is_hidden: bool,
    /// `nonnull(2)`, `_Nonnull` and `_Nullable` of parameters, by their place from 0, in order.
    pub parameters: Vec<(usize, Nullability)>,
    /// `returns_nonnull`, `_Nonnull` and `_Nullable` of the result.
    pub result: Option<Nullability>,
    /// `_Nonnull` and `_Nullable` of a variable, a member, or what a typedef stands for.
    pub value: Option<Nullability>,
    /// `format(printf, 1, 2)`
    pub formats: Vec<Format>,
    /// The n of `sentinel(n)`: how many arguments follow the null pointer.
    pub sentinel: Option<u32>,
}

/// Whether a pointer may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Nullability {
    /// It is not.
    Nonnull,
    /// It may be.
    Nullable,
}

/// `format(kind, text, arguments)`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// Whose rules the text follows: `printf`.
    pub kind: String,
    /// The parameter that is the text, from 0.
    pub text: usize,
    /// Arguments follow; otherwise a `va_list` holds them, or the rules need none.
    pub has_arguments: bool,
}

impl Facts {
    /// Adds what another declaration of the same thing says.
    pub fn add(&mut self, later: Facts) {
        self.deprecated = self.deprecated.take().or(later.deprecated);
        self.unavailable = self.unavailable.take().or(later.unavailable);
        self.is_noreturn |= later.is_noreturn;
        self.must_be_used |= later.must_be_used;
        self.is_weak |= later.is_weak;
        self.is_hidden |= later.is_hidden;
        for (place, nullability) in later.parameters {
            self.parameter(place, nullability);
        }
        self.result = self.result.or(later.result);
        self.value = self.value.or(later.value);
        for format in later.formats {
            if !self.formats.contains(&format) {
                self.formats.push(format);
            }
        }
        self.sentinel = self.sentinel.or(later.sentinel);
    }

    /// Says of one parameter whether it may be null; the first word counts.
    pub fn parameter(&mut self, place: usize, nullability: Nullability) {
        if let Err(at) = self
            .parameters
            .binary_search_by_key(&place, |(place, _)| *place)
        {
            self.parameters.insert(at, (place, nullability));
        }
    }

    /// The facts in a box, if there are any.
    pub fn boxed(self) -> Option<Box<Facts>> {
        (self != Facts::default()).then(|| Box::new(self))
    }
}

/// Adds what another declaration of the same thing says.
pub fn add(facts: &mut Option<Box<Facts>>, later: Option<Box<Facts>>) {
    match (facts.as_deref_mut(), later) {
        (Some(facts), Some(later)) => facts.add(*later),
        (None, later) => *facts = later,
        (Some(_), None) => {}
    }
}
