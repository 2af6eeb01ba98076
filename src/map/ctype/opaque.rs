//! Opaque types that stand for what Pyrite has no type for, behind a pointer.

use super::Types;
use crate::decls::model::TypeId;
use crate::decls::selected::Selected;
use crate::doc::Doc;
use crate::location::Location;
use crate::map::model::{Item, ItemKind, Type};
use crate::map::names;

impl<'d> Types<'d> {
    /// Notes what the user wants of the types.
    pub fn select(&mut self, selected: &'d Selected) {
        self.selected = Some(selected);
    }

    /// Whether the user leaves a type out.
    pub fn is_blocked(&self, id: TypeId) -> bool {
        self.selected.is_some_and(|it| it.blocked.contains_key(&id))
    }

    /// The option that hides a record's members.
    pub fn made_opaque(&self, id: TypeId) -> Option<&'d str> {
        self.selected?.opaque.get(&id).map(String::as_str)
    }

    /// An opaque type that stands for what Pyrite has no type for.
    pub(super) fn opaque(&self, spelling: &str) -> Type {
        let mut opaque = self.opaque.borrow_mut();
        if let Some(name) = opaque.get(spelling) {
            return Type::Named(name.clone());
        }
        let words: String = spelling
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let mut name = names::safe(words.trim_matches('_')).into_owned();
        // `int (^)(int)` and `int (^)(int *)` have the same words.
        while opaque.values().any(|taken| *taken == name) || self.names.is_taken(&name) {
            name.push('_');
        }
        opaque.insert(spelling.to_owned(), name.clone());
        Type::Named(name)
    }

    /// Puts the opaque types that something needed before the first item. Gives their names.
    pub fn insert_opaque_types(&self, items: &mut Vec<Item>) -> Vec<String> {
        let Some(location) = items.first().map(|item| item.location.clone()) else {
            return Vec::new();
        };
        let opaque = self.opaque.borrow();
        let names = opaque.values().cloned().collect();
        let opaque = opaque.iter().map(|(spelling, name)| Item {
            name: name.clone(),
            c_name: Some(spelling.clone()),
            location: Location {
                file: location.file.clone(),
                line: 1,
                column: 1,
            },
            doc: Doc::default(),
            remarks: vec![format!("{spelling}: Pyrite has no such type")],
            kind: ItemKind::Opaque,
        });
        items.splice(0..0, opaque);
        names
    }
}
