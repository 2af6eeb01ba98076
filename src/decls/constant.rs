//! Object-like macros: what each stands for at the end of the translation unit.
//!
//! The evaluator of [`macros`](super::macros) decides the common ones; the rest is put to clang,
//! all at once, in a second parse with one question each.

use std::thread::{Scope, ScopedJoinHandle};

use rustc_hash::FxHashMap as HashMap;

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
    pub fn decide_early<'s, 'u: 'd>(
        &'s self,
        scope: &'s Scope<'s, '_>,
        files: &Files<'u>,
        model: &'s DataModel,
    ) -> Option<ScopedJoinHandle<'s, Vec<Early>>> {
        Tasks::of(&self.definitions, files)?.begin(scope, &self.table, model)
    }
}

/// What is said of each wanted macro.
struct Decided<'d, 'u> {
    /// What it is; of those that nobody here can decide, nothing.
    outcomes: Vec<Early>,
    /// What it is another name for.
    renamed: HashMap<u32, Found<'u>>,
    /// What clang says of those that it was asked for.
    answers: HashMap<&'d str, Answer>,
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
        early: Vec<Early>,
    ) -> Result<Vec<(Position, Declaration)>, Error> {
        let mut decided = self.decide(input, &wanted, early)?;
        let mut constants = Vec::with_capacity(wanted.definitions.len());
        let mut known = Known::default();
        for (definition, early) in wanted.definitions.iter().zip(decided.outcomes) {
            let position = definition.position;
            let outcome = match early {
                Early::Nothing => continue,
                Early::Declared(declaration) => {
                    constants.push((position, declaration));
                    continue;
                }
                Early::Open(outcome) => outcome,
            };
            let outcome = match (decided.answers.get(definition.name), outcome) {
                (Some(Answer::NotDefined), _) | (_, Outcome::Nothing) => continue,
                (Some(Answer::Unsupported(ty)), _) => Err(Reason::UnsupportedConstant(ty.clone())),
                (Some(Answer::Value(value)), _) => Ok(value.clone()),
                (_, Outcome::Value(value)) => Ok(value),
                (_, Outcome::Skipped(reason)) => Err(reason),
                (_, Outcome::Undecided) => Err(Reason::NotAConstant(String::new())),
            };
            let source = self.macro_source(definition);
            match decided.renamed.remove(&definition.id) {
                Some(other) => {
                    let name = definition.name.to_owned();
                    let all = self.renamed(&mut known, name, other, source);
                    constants.extend(all.into_iter().map(|declaration| (position, declaration)));
                }
                None => constants.push((position, constant(definition.name, outcome, source))),
            }
        }
        Ok(constants)
    }

    /// Decides what was not decided early, by what the unit's names mean; what is left is put to
    /// clang.
    fn decide<'d>(
        &self,
        input: &parse::Input,
        wanted: &Wanted<'d>,
        mut outcomes: Vec<Early>,
    ) -> Result<Decided<'d, 'u>, Error> {
        let Wanted { definitions, table } = wanted;
        let rest = outcomes.len()..definitions.len();
        outcomes.extend(rest.map(|_| Early::Open(Outcome::Undecided)));
        let names = UnitNames::new(&self.files, table, &self.within, &self.elsewhere);
        let mut renamed = HashMap::default();
        let mut evaluator = Evaluator::new(table, &names, &self.data_model);
        let mut open = Vec::new();
        for (definition, early) in definitions.iter().zip(&mut outcomes) {
            let Early::Open(outcome) = early else {
                continue;
            };
            if let Outcome::Undecided = outcome {
                *outcome = evaluator.evaluate_id(definition.id);
            }
            match outcome {
                Outcome::Skipped(Reason::RenamingMacro(_)) => renamed.extend(
                    evaluator
                        .renamed(definition.id)
                        .and_then(|other| Some((definition.id, names.renamed(other)?))),
                ),
                Outcome::Undecided => open.push((definition, outcome)),
                Outcome::Nothing | Outcome::Value(_) | Outcome::Skipped(_) => {}
            }
        }
        let mut questions = Vec::new();
        if !open.is_empty() {
            // A macro whose last definition is no constant is none, whether it is still defined
            // or not; only what may be a constant is worth another parse.
            let mut evaluator = Evaluator::new(table, &names, &self.data_model).trusting();
            for (definition, outcome) in open {
                match evaluator.evaluate_id(definition.id) {
                    Outcome::Value(_) | Outcome::Undecided => {
                        questions.push(definition.name);
                        *outcome = Outcome::Skipped(evaluator.reason(definition.id));
                    }
                    now @ (Outcome::Nothing | Outcome::Skipped(_)) => *outcome = now,
                }
            }
        }
        Ok(Decided {
            outcomes,
            renamed,
            answers: ask_clang(input, &questions)?,
        })
    }

    /// Place and comments of a macro.
    fn macro_source(&mut self, definition: &Definition<'_>) -> Source {
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
