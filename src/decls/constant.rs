//! Object-like macros: what each stands for at the end of the translation unit.
//!
//! The evaluator of [`macros`](super::macros) decides the common ones; the rest is put to clang,
//! all at once, in a second parse with one question each.

use std::iter;
use std::thread::{Builder, Scope, ScopedJoinHandle};

use rustc_hash::FxHashMap as HashMap;

use super::definition::{Definition, Definitions};
use super::macros::{Evaluator, Macros, Nameless, Outcome};
use super::meaning::UnitNames;
use super::model::{Constant, Declaration, Skipped, Source, Value};
use super::question::{Answer, ask_clang};
use super::renamed::Known;
use super::survey::Event;
use super::undefined::{Undefined, undefined};
use super::walker::Walker;
use crate::clang::cursor::Position;
use crate::diagnostic::Reason;
use crate::error::Error;
use crate::parse;
use crate::target::DataModel;

/// The macros of a unit as text.
pub struct Text<'u> {
    /// All definitions.
    definitions: Definitions<'u>,
    /// What became of them.
    undefined: Undefined<'u>,
}

/// The macros that are wanted, and all that they may mention.
pub struct Wanted<'d, 'u> {
    /// Those that are wanted, in the order of the unit.
    definitions: Vec<&'d Definition<'u>>,
    /// All that are defined at the end.
    table: Macros<'d>,
}

/// So few macros are not worth a thread.
const FEW: usize = 1000;

impl Wanted<'_, '_> {
    /// Begins to decide, while the unit is walked, those that mention no name that only the unit
    /// knows: most of a large header's do not. One outcome for each wanted macro.
    pub fn decide_early<'s>(
        &'s self,
        scope: &'s Scope<'s, '_>,
        model: &'s DataModel,
    ) -> Option<ScopedJoinHandle<'s, Vec<Outcome>>> {
        if self.definitions.len() < FEW {
            return None;
        }
        let names: Vec<&str> = self.definitions.iter().map(|it| it.name).collect();
        let table = &self.table;
        let decide = move || {
            let nameless = Nameless::default();
            let mut evaluator = Evaluator::new(table, &nameless, model);
            let outcomes = names.into_iter().map(|name| evaluator.evaluate(name));
            outcomes.collect()
        };
        // Where the system has no thread to give, they are decided later.
        Builder::new().spawn_scoped(scope, decide).ok()
    }
}

impl<'u> Walker<'u> {
    /// The text of all macros, if any are wanted.
    pub fn macros(&self, events: &[Event<'u>]) -> Option<Text<'u>> {
        if !self.choices.may_take_macros() {
            return None;
        }
        let definitions = Definitions::of(events, &self.files, &self.data_model);
        let last = definitions.last();
        let undefined = undefined(self.unit, &self.files, events, &definitions, &last);
        Some(Text {
            definitions,
            undefined,
        })
    }

    /// Those that are wanted.
    pub fn wanted<'d>(&mut self, text: &'d Text<'u>) -> Wanted<'d, 'u> {
        let in_scope = text.definitions.in_scope(&self.files, &text.undefined);
        Wanted {
            definitions: self.choices.macros(in_scope),
            table: text.definitions.table(&text.undefined),
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
        wanted: Wanted<'_, 'u>,
        early: Vec<Outcome>,
    ) -> Result<Vec<(Position, Declaration)>, Error> {
        let Wanted {
            definitions,
            mut table,
        } = wanted;
        let names = UnitNames::new(&self.within, &self.elsewhere);
        let model = self.data_model.clone();
        let mut decided = Vec::with_capacity(definitions.len());
        let mut open = Vec::new();
        let mut renamed = HashMap::default();
        let mut evaluator = Evaluator::new(&table, &names, &model);
        let early = early.into_iter().chain(iter::repeat(Outcome::Undecided));
        for (definition, early) in definitions.into_iter().zip(early) {
            let outcome = match early {
                Outcome::Undecided => evaluator.evaluate(definition.name),
                Outcome::Nothing | Outcome::Value(_) | Outcome::Skipped(_) => early,
            };
            match outcome {
                Outcome::Nothing => {}
                Outcome::Value(value) => decided.push((definition, Ok(value))),
                Outcome::Skipped(reason) => {
                    if let Reason::RenamingMacro(_) = reason {
                        renamed.extend(
                            evaluator
                                .renamed(definition.name)
                                .and_then(|other| Some((definition.name, names.renamed(other)?))),
                        );
                    }
                    decided.push((definition, Err(reason)));
                }
                Outcome::Undecided => open.push(definition),
            }
        }
        // A macro whose last definition is no constant is none, whether it is still defined or
        // not; only what may be a constant is worth another parse.
        table.trust_all();
        let mut evaluator = Evaluator::new(&table, &names, &model);
        let mut questions = Vec::new();
        for definition in open {
            match evaluator.evaluate(definition.name) {
                Outcome::Nothing => {}
                Outcome::Skipped(reason) => decided.push((definition, Err(reason))),
                Outcome::Value(_) | Outcome::Undecided => {
                    questions.push(definition.name);
                    let reason = evaluator.reason(definition.name);
                    decided.push((definition, Err(reason)));
                }
            }
        }
        // In order already, but for those that were open: a stable sort makes use of that.
        decided.sort_by_key(|(definition, _)| definition.event);
        let answers = ask_clang(input, &questions)?;
        let mut constants = Vec::with_capacity(decided.len());
        let mut known = Known::default();
        for (definition, outcome) in decided {
            let outcome = match answers.get(definition.name) {
                Some(Answer::NotDefined) => continue,
                Some(Answer::Unsupported(ty)) => Err(Reason::UnsupportedConstant(ty.clone())),
                Some(Answer::Value(value)) => Ok(value.clone()),
                Some(Answer::NoConstant) | None => outcome,
            };
            let position = definition.position;
            match renamed.remove(definition.name) {
                Some(other) => {
                    let name = definition.name.to_owned();
                    let source = self.macro_source(definition);
                    let all = self.renamed(&mut known, name, other, source);
                    constants.extend(all.into_iter().map(|declaration| (position, declaration)));
                }
                None => constants.push((position, self.constant(definition, outcome))),
            }
        }
        Ok(constants)
    }

    /// One macro of the scope as a declaration.
    fn constant(
        &mut self,
        definition: &Definition<'_>,
        outcome: Result<Value, Reason>,
    ) -> Declaration {
        let name = definition.name.to_owned();
        let source = self.macro_source(definition);
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
