//! One module on one target: which items it has there, under which identity.

use rustc_hash::FxHashMap;

use super::change::{Kind, Said};
use super::imports::Taken;
use super::relation::Types;
use super::source::Sources;
use super::words;
use crate::pyrite::model::{Dialect, Item, ItemKind, Method, Module, Type};
use crate::target::Target;

/// What names an item: names of types and of values do not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// Opaque types, aliases, structures, unions.
    Type,
    /// Functions, variables, constants.
    Value,
    /// What is left out, by C's name.
    Skipped,
}

/// An item's identity: where names live, its name, and which of several of that name it is.
pub(super) type Key<'m> = (Space, &'m str, usize);

/// A module on a target.
pub(super) struct Side<'m> {
    /// The module.
    pub(super) module: &'m Module,
    /// What its text has beside what it means.
    pub(super) sources: &'m Sources<'m>,
    /// The target; `None` where it is not known, and nothing depends on it.
    pub(super) target: Option<&'m Target>,
    /// The items that exist there but for `impl` blocks, in order, with their identity.
    pub(super) items: Vec<(Key<'m>, &'m Item)>,
    /// Where among them each is.
    pub(super) places: FxHashMap<Key<'m>, usize>,
    /// The names that it takes from other modules.
    pub(super) imports: FxHashMap<&'m str, Taken<'m>>,
    /// The methods of each type, in order.
    pub(super) methods: FxHashMap<&'m str, Vec<&'m Method>>,
}

impl<'m> Side<'m> {
    /// The items of a module that exist on a target.
    pub(super) fn new(
        module: &'m Module,
        sources: &'m Sources<'m>,
        target: Option<&'m Target>,
    ) -> Side<'m> {
        let mut side = Side {
            module,
            sources,
            target,
            items: Vec::with_capacity(module.items.len()),
            places: FxHashMap::default(),
            imports: FxHashMap::default(),
            methods: FxHashMap::default(),
        };
        side.take_imports();
        let mut counts: FxHashMap<(Space, &str), usize> = FxHashMap::default();
        for item in &module.items {
            if !target.is_none_or(|target| item.exists_on(target)) {
                continue;
            }
            let space = match &item.kind {
                ItemKind::Opaque | ItemKind::Alias(_) | ItemKind::Record(_) => Space::Type,
                ItemKind::Function(_) | ItemKind::Variable(_) | ItemKind::Constant(_) => {
                    Space::Value
                }
                ItemKind::Skipped(_) => Space::Skipped,
                ItemKind::Implementation(methods) => {
                    side.methods.entry(&item.name).or_default().extend(methods);
                    continue;
                }
            };
            let count = counts.entry((space, &item.name)).or_default();
            let key = (space, item.name.as_str(), *count);
            *count += 1;
            side.places.insert(key, side.items.len());
            side.items.push((key, item));
        }
        side
    }

    /// Takes in the names that it imports on the target.
    fn take_imports(&mut self) {
        let (module, target) = (self.module, self.target);
        for import in &module.imports {
            let condition = import.condition.as_ref().zip(target);
            if condition.is_some_and(|(it, target)| !it.holds_on(target)) {
                continue;
            }
            for name in &import.names {
                let taken = Taken {
                    from: &import.module,
                    line: name.position.line,
                };
                self.imports.entry(&name.name).or_insert(taken);
            }
        }
    }

    /// Its types by name.
    pub(super) fn types(&self) -> Types<'m> {
        let types = self.items.iter();
        types
            .filter(|((space, _, count), _)| *space == Space::Type && *count == 0)
            .map(|((_, name, _), item)| (*name, *item))
            .collect()
    }

    /// The item of an identity.
    pub(super) fn get(&self, key: &Key<'m>) -> Option<&'m Item> {
        let place = self.places.get(key)?;
        self.items.get(*place).map(|(_, item)| *item)
    }

    /// What kind of thing an item is.
    pub(super) fn kind(&self, item: &Item) -> Kind {
        kind(item, self.module.dialect)
    }

    /// An item as one side of a change.
    pub(super) fn said(&self, item: &Item) -> Said {
        Said {
            line: item.position.line,
            text: words::declaration(item),
        }
    }
}

/// What kind of thing an item is. The alpha dialect has a form of its own for opaque types.
pub(super) fn kind(item: &Item, dialect: Dialect) -> Kind {
    match &item.kind {
        ItemKind::Function(_) => Kind::Function,
        ItemKind::Variable(_) => Kind::Variable,
        ItemKind::Opaque => Kind::Opaque,
        ItemKind::Alias(_) => Kind::Alias,
        ItemKind::Record(record) => match record.fields.as_slice() {
            [only]
                if dialect == Dialect::Alpha
                    && only.name == "_opaque"
                    && matches!(only.ty, Type::Array { length: 0, .. }) =>
            {
                Kind::Opaque
            }
            _ if record.is_union => Kind::Union,
            _ => Kind::Struct,
        },
        ItemKind::Constant(_) => Kind::Constant,
        ItemKind::Implementation(_) => Kind::Implementation,
        ItemKind::Skipped(_) => Kind::Skipped,
    }
}
