//! The module to emit: one of several targets, or that of one alone, whose items are shown where
//! they stand. A merged form of each of them would be as large as all that map has made.

use crate::map::model as mapped;
use crate::merge::model::{Module, Part};
use crate::target::condition::Condition;

/// A module to emit.
#[derive(Debug)]
pub struct Source<'m> {
    /// All but the items of one target alone.
    pub(super) module: Module<'m>,
    /// These.
    alone: &'m [mapped::Item],
}

/// An item to emit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    /// What it is.
    pub(super) item: &'a mapped::Item,
    /// Where: `None` on all targets.
    pub(super) condition: Option<&'a Condition>,
    /// How much of it.
    pub(super) part: Part,
}

impl<'m> From<Module<'m>> for Source<'m> {
    fn from(module: Module<'m>) -> Source<'m> {
        Source { module, alone: &[] }
    }
}

impl<'m> From<&'m mapped::Module> for Source<'m> {
    /// One target is a merge of one.
    fn from(module: &'m mapped::Module) -> Source<'m> {
        Source {
            module: Module::without_items(module),
            alone: &module.items,
        }
    }
}

impl Source<'_> {
    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.module.items.len() + self.alone.len()
    }

    /// The item at a place.
    pub(super) fn get(&self, place: usize) -> Option<Shown<'_>> {
        let merged = self.module.items.get(place).map(|item| Shown {
            item: &item.declaration,
            condition: item.condition.as_ref(),
            part: item.part,
        });
        merged.or_else(|| {
            Some(Shown {
                item: self.alone.get(place)?,
                condition: None,
                part: Part::Whole,
            })
        })
    }
}
