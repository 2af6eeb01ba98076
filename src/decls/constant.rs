//! Object-like macros: what each stands for at the end of the translation unit.
//!
//! The evaluator of [`macros`](super::macros) decides the common ones; the rest is put to clang,
//! all at once, in a second parse with one question each.

use std::thread::{Scope, ScopedJoinHandle};

use super::definition::{Definition, Definitions, Predefined};
use super::early::{Early, Tasks};
use super::files::Files;
use super::macros::{Evaluator, Macros, Outcome};
use super::meaning::UnitNames;
use super::model::{Constant, Declaration, Skipped, Source, Value};
use super::question::{Answer, ask_clang};
use super::renamed::{Found, Known};
use super::survey::Event;
use super::undefined::undefined;
use super::walker::Walker;
use crate::clang::cursor::Position;
use crate::diagnostic::Reason;
use crate::error::Error;
use crate::parse;
use crate::target::DataModel;

/// The macros that are wanted, and all that they may mention.
pub struct Wanted<'d> {
    /// Those that are wanted, in the order of the unit.
    definitions: Vec<Definition<'d>>,
    /// All that are defined at the end.
    table: Macros<'d>,
}

impl<'d> Wanted<'d> {
    /// Begins to decide, while the unit is walked, those that mention no name that only the unit
    /// knows.
    pub fn decide_early<'s, 'u: 's>(
        &'s self,
        scope: &'s Scope<'s, '_>,
        files: &Files<'u>,
        model: &'s DataModel,
    ) -> Option<ScopedJoinHandle<'s, Vec<Early>>> {
        Tasks::of(&self.definitions, files)?.begin(scope, &self.table, model)
    }
}

/// What a macro is that was not decided early.
enum Late<'u> {
    /// It is this; nobody knows better where it is [`Outcome::Undecided`].
    Is(Outcome),
    /// Another name for something.
    Renames(Found<'u>),
}

impl<'u> Walker<'u> {
    /// The macros of the compiler and the command line, if any macros are wanted.
    pub fn predefined(&self, events: &[Event<'u>]) -> Option<Vec<Predefined>> {
        let is_any = self.choices.may_take_macros();
        is_any.then(|| Predefined::of(events, &self.data_model))
    }

    /// Those that are wanted.
    pub fn wanted<'d>(&mut self, events: &[Event<'u>], predefined: &'d [Predefined]) -> Wanted<'d>
    where
        'u: 'd,
    {
        let all = Definitions::of(events, &self.files, predefined);
        let undefined = undefined(self.unit, &self.files, events, &all);
        let (in_scope, table) = all.at_the_end(&self.files, &undefined);
        Wanted {
            definitions: self.choices.macros(in_scope),
            table,
        }
    }

    /// What the macros of the scope stand for, in the order of the unit. Of `early` is what was
    /// decided of the wanted ones already.
    ///
    /// # Errors
    /// [`Error`] where the second parse fails altogether.
    pub fn constants(
        &mut self,
        input: &parse::Input,
        wanted: Wanted<'_>,
        mut early: Vec<Early>,
    ) -> Result<Vec<(Position, Declaration)>, Error> {
        let Wanted { definitions, table } = &wanted;
        early.resize_with(definitions.len(), || Early::Open);
        let open = definitions.iter().zip(&early);
        let open: Vec<_> = open
            .filter(|(_, early)| matches!(early, Early::Open))
            .map(|(definition, _)| definition)
            .collect();
        let mut late = self.decide(input, table, &open)?.into_iter();
        let mut constants = Vec::with_capacity(definitions.len());
        let mut known = Known::default();
        for (definition, early) in definitions.iter().zip(early) {
            let (name, position) = (definition.name, definition.position);
            let outcome = match early {
                Early::Nothing => continue,
                Early::Declared(declaration) => {
                    constants.push((position, declaration));
                    continue;
                }
                Early::Open => match late.next() {
                    None | Some(Late::Is(Outcome::Nothing | Outcome::Undecided)) => continue,
                    Some(Late::Is(Outcome::Value(value))) => Ok(value),
                    Some(Late::Is(Outcome::Skipped(reason))) => Err(reason),
                    Some(Late::Renames(other)) => {
                        let source = self.macro_source(definition);
                        let all = self.renamed(&mut known, name.to_owned(), other, source);
                        constants.extend(all.into_iter().map(|it| (position, it)));
                        continue;
                    }
                },
            };
            let source = self.macro_source(definition);
            constants.push((position, constant(name, outcome, source)));
        }
        Ok(constants)
    }

    /// Decides macros by what the unit's names mean; what is left is put to clang.
    fn decide(
        &self,
        input: &parse::Input,
        table: &Macros<'_>,
        definitions: &[&Definition<'_>],
    ) -> Result<Vec<Late<'u>>, Error> {
        let names = UnitNames::new(&self.files, &self.within, &self.elsewhere);
        let mut evaluator = Evaluator::new(table, &names, &self.data_model);
        let mut decide = |definition: &&Definition<'_>| {
            let outcome = evaluator.evaluate_id(definition.id);
            let other = match outcome {
                Outcome::Skipped(Reason::RenamingMacro(_)) => evaluator.renamed(definition.id),
                Outcome::Skipped(_) | Outcome::Nothing | Outcome::Value(_) | Outcome::Undecided => {
                    None
                }
            };
            let other = other.and_then(|other| names.renamed(other));
            other.map_or(Late::Is(outcome), Late::Renames)
        };
        let mut all: Vec<Late<'u>> = definitions.iter().map(&mut decide).collect();
        let open = definitions.iter().zip(&mut all);
        let mut open: Vec<_> = open
            .filter(|(_, late)| matches!(late, Late::Is(Outcome::Undecided)))
            .collect();
        if open.is_empty() {
            return Ok(all);
        }
        // A macro whose last definition is no constant is none, whether it is still defined or
        // not; only what may be a constant is worth another parse.
        let mut evaluator = Evaluator::new(table, &names, &self.data_model).trusting();
        open.retain_mut(
            |(definition, late)| match evaluator.evaluate_id(definition.id) {
                Outcome::Value(_) | Outcome::Undecided => {
                    let reason = evaluator.reason(definition.id);
                    **late = Late::Is(Outcome::Skipped(reason));
                    true
                }
                outcome @ (Outcome::Nothing | Outcome::Skipped(_)) => {
                    **late = Late::Is(outcome);
                    false
                }
            },
        );
        let questions: Vec<&str> = open.iter().map(|(definition, _)| definition.name).collect();
        let mut answers = ask_clang(input, &questions)?;
        for (definition, late) in open {
            let outcome = match answers.remove(definition.name) {
                Some(Answer::NotDefined) => Outcome::Nothing,
                Some(Answer::Unsupported(ty)) => Outcome::Skipped(Reason::UnsupportedConstant(ty)),
                Some(Answer::Value(value)) => Outcome::Value(value),
                Some(Answer::NoConstant) | None => continue,
            };
            *late = Late::Is(outcome);
        }
        Ok(all)
    }

    /// Place and comments of a macro.
    fn macro_source(&self, definition: &Definition<'_>) -> Source {
        let (start, end) = (definition.position.offset, definition.end);
        let doc = self
            .files
            .comments(definition.position)
            .map(|comments| comments.of(start as usize, end as usize))
            .unwrap_or_default();
        Source {
            facts: None,
            location: self.files.location(definition.position),
            doc,
            in_scope: true,
        }
    }
}

/// A macro that stands for a value, or why it has none.
pub fn constant(name: &str, outcome: Result<Value, Reason>, source: Source) -> Declaration {
    let name = name.to_owned();
    match outcome {
        Ok(value) => Declaration::Constant(Box::new(Constant {
            name,
            value,
            is_object: false,
            source,
        })),
        Err(reason) => Declaration::Skipped(Box::new(Skipped {
            name,
            reason,
            source,
        })),
    }
}
