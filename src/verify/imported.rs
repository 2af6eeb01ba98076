//! Items that a module imports.

use super::alias::is_basic;
use super::claims::Claimer;
use crate::pyrite::model::{Item, ItemKind, Origin};

impl Claimer<'_> {
    /// Why nothing can be asked of an item that is imported: its module may have been made from
    /// headers that say more than these.
    pub(super) fn unknown_here(&self, item: &Item, origin: &Origin) -> Option<&'static str> {
        let dictionary = self.dictionary;
        let is_known = match &item.kind {
            ItemKind::Record(_) | ItemKind::Implementation(_) => {
                let id = dictionary.record_named(&item.name);
                match id.and_then(|id| dictionary.record(id)) {
                    Some(record) if record.definition.is_none() => {
                        return Some("these headers do not say what it is made of");
                    }
                    record => record.is_some(),
                }
            }
            ItemKind::Alias(_) => {
                let is_macro = || dictionary.macro_type(&item.name).is_some();
                dictionary.alias_named(&item.name).is_some() || is_macro() || is_basic(&item.name)
            }
            ItemKind::Constant(_) => dictionary
                .enumerator_named(&item.name, self.constants)
                .is_some(),
            ItemKind::Opaque
            | ItemKind::Function(_)
            | ItemKind::Variable(_)
            | ItemKind::Skipped(_) => true,
        };
        (!is_known && !origin.is_named).then_some("these headers do not declare it")
    }
}
