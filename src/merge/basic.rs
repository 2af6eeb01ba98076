//! C's basic types in a merged module: `type c_long = …`, under conditions.

use std::collections::BTreeMap;

use crate::location::Location;
use crate::map::model::{BasicName, Item, ItemKind, Module, Type};
use crate::target::set::{Set, distinct};

/// The aliases that the module needs, by what they stand for.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Their names.
    names: BTreeMap<BasicName, String>,
}

impl Aliases {
    /// The alias of a type, whose name no item of any target has.
    pub(super) fn name(&mut self, of: BasicName, modules: &[Module]) -> String {
        let free = || {
            let mut name = of.alias().to_owned();
            let items = || modules.iter().flat_map(|module| &module.items);
            while items().any(|item| item.name == name) {
                name.push('_');
            }
            name
        };
        self.names.entry(of).or_insert_with(free).clone()
    }

    /// All their names.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.values().cloned().collect()
    }

    /// Whether an item names that of `double`.
    pub(super) fn has_double(&self, item: &Item) -> bool {
        let mut has = false;
        if let Some(alias) = self.names.get(&BasicName::Double) {
            item.each_leaf(&mut |ty| has |= matches!(ty, Type::Named(name) if name == alias));
        }
        has
    }

    /// For each alias what it is on which targets.
    pub(super) fn definitions(&self, modules: &[Module]) -> Vec<(Item, Set)> {
        let mut all = Vec::new();
        for (of, name) in &self.names {
            let widths = modules.iter().map(|module| of.width(&module.data_model));
            let widths = distinct(widths.enumerate());
            // A type that Pyrite cannot say on a target has no alias there.
            let widths = widths
                .into_iter()
                .filter_map(|(width, set)| Some((width?, set)));
            all.extend(widths.map(|(width, set)| (of.alias_item(name, width.into()), set)));
        }
        all
    }
}

impl BasicName {
    /// The definition of its alias.
    fn alias_item(self, name: &str, ty: Type) -> Item {
        Item {
            name: name.to_owned(),
            c_name: None,
            location: Location {
                file: "".into(),
                line: 0,
                column: 0,
            },
            doc: vec![format!("C's `{}`.", self.spelling())].into(),
            remarks: Vec::new(),
            kind: ItemKind::Alias(ty),
        }
    }
}
