//! C's basic types in a merged module: `type c_long = …`, under conditions.

use std::collections::BTreeMap;

use crate::location::Location;
use crate::map::model::{BasicName, Item, ItemKind, Module, Type, Width};
use crate::target::set::Set;
use crate::target::{DataModel, Scalar};

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
            let mut widths: Vec<(Type, Set)> = Vec::new();
            for (target, module) in modules.iter().enumerate() {
                let ty = Type::from(of.on(&module.data_model));
                match widths.iter_mut().find(|(known, _)| *known == ty) {
                    Some((_, set)) => set.insert(target),
                    None => widths.push((ty, Set::one(target))),
                }
            }
            all.extend(
                widths
                    .into_iter()
                    .map(|(ty, set)| (of.alias_item(name, ty), set)),
            );
        }
        all
    }
}

impl BasicName {
    /// What it is by a data model.
    fn on(self, model: &DataModel) -> Width {
        let bits = |scalar: Scalar| u8::try_from(scalar.size.saturating_mul(8)).unwrap_or(u8::MAX);
        match self {
            BasicName::Char if model.char_signed => Width::Int(8),
            BasicName::Char => Width::Uint(8),
            BasicName::Int => Width::Int(bits(model.int)),
            BasicName::UnsignedInt => Width::Uint(bits(model.int)),
            BasicName::Long => Width::Int(bits(model.long)),
            BasicName::UnsignedLong => Width::Uint(bits(model.long)),
            BasicName::Wchar if model.wchar_signed => Width::Int(bits(model.wchar)),
            BasicName::Wchar => Width::Uint(bits(model.wchar)),
            BasicName::Double => Width::Float(bits(model.double)),
        }
    }

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
            doc: vec![format!("C's `{}`.", self.spelling())],
            remarks: Vec::new(),
            kind: ItemKind::Alias(ty),
        }
    }
}
