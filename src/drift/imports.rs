//! Names that a module takes from others. What they stand for is the other module's to say.

use super::change::{Aspect, Kind, Said, Severity};
use super::compare::Comparison;
use super::side::{Key, Side, Space};
use super::words;
use crate::pyrite::model::{Import, Item};

/// A name that is imported on a target.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken<'m> {
    /// The module that has it.
    pub(super) from: &'m str,
    /// The line that it stands on.
    pub(super) line: u32,
}

impl Taken<'_> {
    /// As one side of a change.
    fn said(self, name: &str) -> Said {
        words::said(self.line, format!("from {} import {name}", self.from))
    }
}

/// What the statements of a module say, each without its place.
fn statements(imports: &[Import]) -> Vec<String> {
    let statement = |it: &Import| {
        let names: Vec<&str> = it.names.iter().map(|name| name.name.as_str()).collect();
        let names = names.join(", ");
        let condition = it.condition.as_ref().map(|it| format!("@cfg({it}) "));
        let condition = condition.unwrap_or_default();
        format!("{condition}from {} import {names}", it.module)
    };
    imports.iter().map(statement).collect()
}

impl<'m> Comparison<'m> {
    /// Says what differs in the names that are imported.
    pub(super) fn imports(&mut self) {
        let before = self.found.len();
        let by_line = |side: &Side<'m>| {
            let all = side.imports.iter().map(|(name, taken)| (*name, *taken));
            let mut all: Vec<(&'m str, Taken<'m>)> = all.collect();
            all.sort_by_key(|(name, taken)| (taken.line, *name));
            all
        };
        for (name, was) in by_line(&self.old) {
            let said = Some(was.said(name));
            match self.new.imports.get(name).copied() {
                Some(is) if is.from == was.from => {}
                Some(is) => {
                    let what = format!("import {}", words::was(was.from, is.from));
                    let sides = (said, Some(is.said(name)));
                    self.import(Severity::Breaking, name, what, sides);
                }
                None => match definition(&self.new, name) {
                    // Two modules that had one type have two now.
                    Some(item) => {
                        let what = format!("was imported from {} and is defined here", was.from);
                        let sides = (said, Some(self.new.said(item)));
                        self.import(Severity::Breaking, name, what, sides);
                    }
                    None => {
                        let what = format!("import from {} removed", was.from);
                        self.import(Severity::Breaking, name, what, (said, None));
                    }
                },
            }
        }
        for (name, is) in by_line(&self.new) {
            if self.old.imports.contains_key(name) {
                continue;
            }
            let said = Some(is.said(name));
            match definition(&self.old, name) {
                // Whether the other module says the same of it is not known here.
                Some(item) => {
                    let what = format!("was defined here and is imported from {}", is.from);
                    let sides = (Some(self.old.said(item)), said);
                    self.import(Severity::Breaking, name, what, sides);
                }
                None => {
                    let what = format!("import from {} added", is.from);
                    self.import(Severity::Additive, name, what, (None, said));
                }
            }
        }
        let (old, new) = (self.old.module, self.new.module);
        let (was, is) = (statements(&old.imports), statements(&new.imports));
        if was != is && before == self.found.len() {
            let line = |it: &[Import]| it.first().map_or(1, |it| it.position.line);
            let sides = (
                Some(words::said(line(&old.imports), was.join("\n"))),
                Some(words::said(line(&new.imports), is.join("\n"))),
            );
            let rule = (Severity::Cosmetic, Aspect::Import);
            let what = "its imports are written otherwise, and are the same";
            self.add(rule, (Kind::Module, "module"), what, sides);
        }
    }

    /// A change of an import.
    fn import(
        &mut self,
        severity: Severity,
        name: &str,
        what: String,
        sides: (Option<Said>, Option<Said>),
    ) {
        let rule = (severity, Aspect::Import);
        self.add(rule, (Kind::Import, name), what, sides);
    }
}

/// The item of a name, a type first.
fn definition<'m>(side: &Side<'m>, name: &'m str) -> Option<&'m Item> {
    let key = |space| -> Key<'m> { (space, name, 0) };
    let named = side.get(&key(Space::Type));
    named.or_else(|| side.get(&key(Space::Value)))
}
