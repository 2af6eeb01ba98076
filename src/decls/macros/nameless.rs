//! The many macros that mention no name but other macros'.

use std::cell::Cell;

use super::{Member, Names, RecordHandle, TypeFacts};
use crate::decls::model::CType;

/// Names of which nothing is known, not even that they do not exist: with these, a macro that
/// mentions one is [`Undecided`](super::Outcome::Undecided), and all others are what they are.
#[derive(Debug, Default)]
pub struct Nameless {
    /// Whether one was asked for.
    is_asked: Cell<bool>,
}

impl Nameless {
    /// No answer.
    fn unknown<T>(&self) -> Option<T> {
        self.is_asked.set(true);
        None
    }
}

impl Names for Nameless {
    fn enumerator(&self, _: &str) -> Option<(i128, CType)> {
        self.unknown()
    }

    fn type_named(&self, _: &str) -> Option<TypeFacts> {
        self.unknown()
    }

    fn is_declared(&self, _: &str) -> bool {
        self.unknown().unwrap_or(false)
    }

    fn type_of(&self, _: &str) -> Option<TypeFacts> {
        self.unknown()
    }

    fn member(&self, _: RecordHandle, _: &str) -> Option<Member> {
        self.unknown()
    }

    fn owed_an_answer(&self) -> bool {
        self.is_asked.take()
    }
}
