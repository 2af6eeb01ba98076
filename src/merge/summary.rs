//! How much of a module its targets have in common: `--report`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::map::model::{Item, ItemKind};

/// How much of a module its targets have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The targets' triples.
    pub targets: Vec<String>,
    /// How many declarations there are, what is skipped not among them.
    pub declarations: usize,
    /// How many are the same on all targets.
    pub identical: usize,
    /// Those that are not, in the order of the module.
    pub others: Vec<Other>,
}

/// A declaration that is not the same on all targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Its name.
    pub name: String,
    /// What kind of item it is: `function`, `type`, ….
    pub kind: String,
    /// How it differs.
    pub likeness: Likeness,
    /// Where each of its forms is.
    pub places: Vec<String>,
}

/// How much the targets have in common of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// It is the same on all.
    Identical,
    /// It is written once, with integers of C whose widths differ.
    Widths,
    /// The same, with `double` among them.
    Doubles,
    /// It has several forms.
    Different,
    /// Some targets do not have it, and the others have it alike.
    Partial,
}

impl Summary {
    /// Of one target, which has all in common with itself.
    pub fn of_one(target: &str, declarations: usize) -> Summary {
        Summary {
            targets: vec![target.to_owned()],
            declarations,
            identical: declarations,
            others: Vec::new(),
        }
    }

    /// Of no declaration yet.
    pub(super) fn new(targets: Vec<String>) -> Summary {
        Summary {
            targets,
            declarations: 0,
            identical: 0,
            others: Vec::new(),
        }
    }

    /// Forgets declarations, which the module does not have after all.
    pub fn leave_out(&mut self, names: &BTreeSet<String>) {
        let others = self.others.len();
        self.others.retain(|other| !names.contains(&other.name));
        let different = others - self.others.len();
        self.declarations = self.declarations.saturating_sub(names.len());
        let identical = names.len().saturating_sub(different);
        self.identical = self.identical.saturating_sub(identical);
    }

    /// Counts a declaration, of which one form is given.
    pub(super) fn note(
        &mut self,
        item: Option<&Item>,
        likeness: Likeness,
        places: impl Iterator<Item = String>,
    ) {
        let Some((item, kind)) = item.and_then(|item| Some((item, kind(item)?))) else {
            return;
        };
        self.declarations += 1;
        if likeness == Likeness::Identical {
            self.identical += 1;
            return;
        }
        self.others.push(Other {
            name: item.name.clone(),
            kind: kind.to_owned(),
            likeness,
            places: places.collect(),
        });
    }
}

/// What an item is called; `None` for what is skipped.
fn kind(item: &Item) -> Option<&'static str> {
    Some(match &item.kind {
        ItemKind::Function(_) => "function",
        ItemKind::Record(record) if record.is_union => "union",
        ItemKind::Record(_) => "struct",
        ItemKind::Opaque | ItemKind::Alias(_) => "type",
        ItemKind::Constant(_) => "constant",
        ItemKind::Variable(_) => "variable",
        ItemKind::Skipped(_) => return None,
    })
}
