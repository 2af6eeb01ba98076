//! One table of names a module: which Pyrite name each C entity gets.
//!
//! C has a name space of tags beside that of ordinary names, and macros beside both; Pyrite has
//! one. Each thing has a list of names: what the user calls it; C's own name; then the same with
//! a suffix, `_struct`, `_union`, `_enum` for a tag, `_macro` for a macro, `_` for a reserved word
//! and for more. It gets the first of them that nothing with a better claim asks for ([`claim`]).
//! A suffix hangs on the names that meet, on nothing else.

mod claim;
mod entity;
mod list;
mod path;
mod style;
#[cfg(test)]
mod tests;
mod wish;
mod word;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::naming::{Naming, Rename, Style};
use crate::decls::model::{CType, Declaration, TagName, TypeId};
use crate::error::Error;
use crate::select::{Remark, nearest};
use claim::{Claimant, Claims, Class};
use entity::{Entities, Entity};
use path::Paths;
use style::styled;
use wish::Wishes;

pub use list::{List, unique};
use word::soft;
pub use word::{is_legal, is_reserved, safe};

/// The names of one module.
#[derive(Debug, Default)]
pub struct Names<'d> {
    /// Of all that has one.
    given: Claims<'d>,
    /// Of types, by identity: where the name is among `given`.
    types: Vec<Option<usize>>,
    /// Of functions, variables and enumerators, where it is not C's own.
    values: FxHashMap<String, String>,
    /// Of macros, where it is not C's own; `None` for those that repeat an enumerator, as glibc's
    /// do for `#ifdef`.
    macros: FxHashMap<String, Option<String>>,
    /// The macros whose name something else has.
    suffixed: FxHashSet<String>,
    /// Why a name keeps its prefix: by whether it is a type's, and C's name.
    kept: FxHashMap<(bool, String), String>,
    /// The style of names.
    style: Style,
    /// What the user asked for and nothing has.
    remarks: Vec<Remark>,
}

impl<'d> Names<'d> {
    /// Gives every entity its name.
    ///
    /// # Errors
    /// [`Error::RenameRefused`] for a name that the user gives and that is taken.
    pub fn assign(declarations: &'d [Declaration], naming: &'d Naming) -> Result<Names<'d>, Error> {
        let entities = Entities::of(declarations);
        let mut wishes = Wishes::of(&entities, naming)?;
        let claimant = |index: usize| {
            let entity = entities.named.get(index)?;
            Some(Claimant {
                forced: wishes.forced.get(&index).copied(),
                preferred: wishes.preferred.get(&index).cloned(),
                ..Claimant::new(entity.name, entity.class, suffix(entity))
            })
        };
        let mut names = Names {
            style: naming.style,
            ..Names::default()
        };
        names.given.settle(entities.named.len(), claimant);
        for (&id, &index) in &entities.types {
            names.note_type(id, index);
        }
        for (index, entity) in entities.named.iter().enumerate() {
            let name = names.given.name(index).filter(|name| *name != entity.name);
            if let (Class::Ordinary, Some(name)) = (entity.class, name.map(str::to_owned)) {
                names.values.insert(entity.name.to_owned(), name);
            }
        }
        for &(c_name, index) in &entities.macros {
            let found = index.and_then(|index| names.given.name(index).zip(claimant(index)));
            match found {
                None => {
                    names.macros.insert(c_name.to_owned(), None);
                }
                Some((name, _)) if name == c_name => {}
                Some((name, claimant)) => {
                    if !claimant.goes_by(name) {
                        names.suffixed.insert(c_name.to_owned());
                    }
                    let name = name.to_owned();
                    names.macros.insert(c_name.to_owned(), Some(name));
                }
            }
        }
        let paths = Paths::of(&entities, claimant);
        for (index, why) in &wishes.kept {
            if let Some(entity) = entities.named.get(*index) {
                let key = (entity.sort.is_type(), entity.name.to_owned());
                names.kept.insert(key, format!("keeps its prefix: {why}"));
            }
        }
        names.nameless(&entities, &mut wishes, &paths)?;
        names.remarks = wishes.remarks;
        names.warn_of_idle(&entities, &wishes.open);
        Ok(names)
    }

    /// Types without a name: the path to them in names without suffixes, so that a clash of the
    /// outer one changes nothing of the inner one.
    fn nameless(
        &mut self,
        entities: &Entities<'d>,
        wishes: &mut Wishes<'d>,
        paths: &Paths,
    ) -> Result<(), Error> {
        let mut renames = Vec::new();
        let mut inner: Vec<Claimant<'d>> = Vec::with_capacity(entities.nameless.len());
        let found = entities.nameless.iter();
        let found = found.filter_map(|it| Some((it, paths.inner.get(&it.id)?)));
        for (index, (it, path)) in found.clone().enumerate() {
            let meant = wishes.open.iter().position(|rename| {
                rename.old == path.c && rename.kind.is_none_or(|kind| it.sort.is(kind))
            });
            let rename = meant.map(|meant| wishes.open.remove(meant));
            renames.extend(rename.map(|rename| (index, rename)));
            inner.push(Claimant {
                preferred: styled(&path.own, it.sort, self.style),
                forced: rename.map(|rename| rename.new.as_str()),
                tie: path.steps.clone().into(),
                ..Claimant::new(path.own.clone(), Class::Derived, "")
            });
        }
        let start = self.given.settle(inner.len(), |index| inner.get(index));
        for (index, rename) in renames {
            if self.given.name(start + index) != Some(&rename.new) {
                let reason = format!("the module has another `{}`", rename.new);
                return Err(wish::refused(rename, reason));
            }
        }
        for (index, (it, _)) in found.enumerate() {
            self.note_type(it.id, start + index);
        }
        Ok(())
    }

    /// Notes where the name of a type is among all.
    fn note_type(&mut self, id: TypeId, place: usize) {
        let at = id.0 as usize;
        if self.types.len() <= at {
            self.types.resize(at + 1, None);
        }
        if let Some(slot) = self.types.get_mut(at) {
            *slot = Some(place);
        }
    }

    /// Notes the renames that nothing has the old name of.
    fn warn_of_idle(&mut self, entities: &Entities<'d>, open: &[&Rename]) {
        for rename in open {
            let names = entities.named.iter().map(|entity| entity.name);
            let close = nearest(&rename.old, names);
            self.remarks.push(Remark {
                message: format!("`{}`: nothing has the name", rename.option()),
                help: match close {
                    Some(name) if name == rename.old => {
                        Some(format!("`{name}` is the name of something of another kind"))
                    }
                    Some(name) => Some(format!("the nearest name is `{name}`")),
                    None => None,
                },
                idle: Some(rename.option()),
            });
        }
    }

    /// The name of a type; `None` for an enumeration that C gives none.
    pub fn of_type(&self, id: TypeId) -> Option<&str> {
        let place = self.types.get(id.0 as usize).copied().flatten();
        self.given.name(place?)
    }

    /// The name of a function, variable or enumerator.
    pub fn of_value<'n>(&'n self, name: &'n str) -> &'n str {
        self.values.get(name).map_or(name, String::as_str)
    }

    /// The name of a macro's constant; `None` for one that is there already.
    pub fn of_macro<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        match self.macros.get(name) {
            Some(other) => other.as_deref(),
            None => Some(name),
        }
    }

    /// Whether something else has a macro's name, so that it got a suffix.
    pub fn is_suffixed(&self, macro_name: &str) -> bool {
        self.suffixed.contains(macro_name)
    }

    /// The names of a record's members, or of a function's parameters.
    pub fn list<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> List<'n> {
        List::new(names, self.style)
    }

    /// The name of the method that sets a bit-field, before others of the record are seen.
    pub fn setter(&self, c_name: &str, getter: &str) -> String {
        match self.style {
            Style::C => format!("set_{}", soft(c_name)),
            Style::Pyrite => format!("set_{getter}"),
        }
    }

    /// Whether a name keeps its prefix.
    pub fn has_kept(&self) -> bool {
        !self.kept.is_empty()
    }

    /// A remark on a name that keeps its prefix, by C's name.
    pub fn why_kept(&self, c_name: &str, is_type: bool) -> Option<&str> {
        let key = (is_type, c_name.to_owned());
        self.kept.get(&key).map(String::as_str)
    }

    /// What the user asked for and nothing has.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Whether the module defines a name.
    pub fn is_taken(&self, name: &str) -> bool {
        self.given.is_taken(name)
    }
}

/// What an entity that meets another of its name gets behind it.
fn suffix(entity: &Entity<'_>) -> &'static str {
    match entity.class {
        Class::Tag => entity.sort.word(),
        Class::Macro => "macro",
        Class::Ordinary | Class::Derived => "",
    }
}

/// `typedef struct S S;` and `typedef struct { … } S;`: the typedef is no type beside the other.
/// From the typedef's identity to the record's or enumeration's.
pub fn typedefs_of_their_own_tag(declarations: &[Declaration]) -> BTreeMap<TypeId, TypeId> {
    let tags: FxHashMap<TypeId, &str> = declarations
        .iter()
        .filter_map(|declaration| match declaration {
            Declaration::Record(record) => Some((record.id, &record.name)),
            Declaration::Enumeration(it) => Some((it.id, &it.name)),
            Declaration::Function(_)
            | Declaration::Typedef(_)
            | Declaration::Variable(_)
            | Declaration::Constant(_)
            | Declaration::Renamed(_)
            | Declaration::Skipped(_) => None,
        })
        .filter_map(|(id, name)| match name {
            TagName::Tag(name) | TagName::Typedef(name) => Some((id, name.as_str())),
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => None,
        })
        .collect();
    declarations
        .iter()
        .filter_map(|declaration| {
            let Declaration::Typedef(typedef) = declaration else {
                return None;
            };
            let (CType::Record(id) | CType::Enumeration(id)) = typedef.target.ty else {
                return None;
            };
            (tags.get(&id) == Some(&typedef.name.as_str())).then_some((typedef.id, id))
        })
        .collect()
}
