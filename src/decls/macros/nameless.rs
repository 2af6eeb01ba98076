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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decls::macros::examples::lp64;
    use crate::decls::macros::{Evaluator, Macros, Outcome};

    /// What each macro is with no name known.
    fn outcomes(definitions: &[(&str, &str)]) -> Vec<Outcome> {
        let mut table = Macros::default();
        for (name, definition) in definitions {
            table.define(name, *definition);
        }
        let (nameless, model) = (Nameless::default(), lp64());
        let mut evaluator = Evaluator::new(&table, &nameless, &model);
        let names = definitions.iter().map(|(name, _)| *name);
        names.map(|name| evaluator.evaluate(name)).collect()
    }

    #[test]
    fn what_mentions_no_name_is_decided() {
        for outcome in outcomes(&[
            ("A", "A 1"),
            ("B", "B (A + 2)"),
            ("C", "C \"c\""),
            ("D", "D"),
        ]) {
            assert_ne!(outcome, Outcome::Undecided);
        }
    }

    #[test]
    fn what_mentions_a_name_is_not_nor_what_mentions_that() {
        let definitions = [
            ("NAME", "NAME f"),
            ("CAST", "CAST ((T)1)"),
            ("SIZE", "SIZE sizeof(T)"),
            ("SHORT", "SHORT (1 || f)"),
            ("OF_SHORT", "OF_SHORT (SHORT + 1)"),
            ("OF_NAME", "OF_NAME NAME"),
            ("CALL", "CALL f(1)"),
        ];
        for (outcome, (name, _)) in outcomes(&definitions).iter().zip(definitions) {
            assert_eq!(*outcome, Outcome::Undecided, "{name}");
        }
    }
}
