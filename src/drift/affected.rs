//! Items that are as before, but have by value a type that is not.

use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Aspect, Kind};
use super::compare::Comparison;
use super::side::Space;
use crate::pyrite::model::{Item, ItemKind, Type};

/// An item that is affected on one target.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Hit {
    /// The kind of item.
    pub(super) kind: Kind,
    /// Its name.
    pub(super) item: String,
    /// How, in words.
    pub(super) what: String,
    /// The type that changed.
    pub(super) by: String,
    /// The line of the new module.
    pub(super) line: u32,
}

/// The name of the type that a type has by value, if any. A program that calls through a pointer
/// has its own declaration of what it passes.
fn by_value(ty: &Type) -> Option<&str> {
    let mut ty = ty;
    loop {
        match ty {
            Type::Named(name) => return Some(name),
            Type::Array { element, .. } => ty = element,
            Type::Void
            | Type::Bool
            | Type::Integer(_)
            | Type::Float(_)
            | Type::Text
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function(_) => return None,
        }
    }
}

/// The types that an item has by value, with the verb for each.
fn held(item: &Item) -> Vec<(&'static str, &Type)> {
    match &item.kind {
        ItemKind::Function(function) => {
            let parameters = function.parameters.iter().map(|it| ("passes", &it.ty));
            let result = function.result.iter().map(|ty| ("returns", ty));
            parameters.chain(result).collect()
        }
        ItemKind::Variable(variable) => vec![("is", &variable.ty)],
        ItemKind::Record(record) => {
            let fields = record.fields.iter();
            fields.map(|it| ("holds", &it.ty)).collect()
        }
        ItemKind::Alias(ty) => vec![("stands for", ty)],
        ItemKind::Constant(constant) => constant.ty.iter().map(|ty| ("is", ty)).collect(),
        ItemKind::Opaque | ItemKind::Implementation(_) | ItemKind::Skipped(_) => Vec::new(),
    }
}

impl<'m> Comparison<'m> {
    /// The items of the new module that have by value what changed, in its order.
    pub(super) fn affected(&self) -> Vec<Hit> {
        if self.changed.is_empty() {
            return Vec::new();
        }
        let items = self.new.items.iter();
        let stayed = items.filter(|(key, _)| self.old.places.contains_key(key));
        let stayed: Vec<(Space, &Item)> = stayed.map(|(key, item)| (key.0, *item)).collect();
        // Who has each type by value.
        let mut users: FxHashMap<&str, Vec<&Item>> = FxHashMap::default();
        for (space, item) in &stayed {
            for (_, ty) in held(item).into_iter().filter(|_| *space == Space::Type) {
                if let Some(name) = by_value(ty) {
                    users.entry(name).or_default().push(item);
                }
            }
        }
        // What changed of itself, and what has that in it, however deep: with what changed.
        let mut why: FxHashMap<&str, &str> = FxHashMap::default();
        let mut open: Vec<&str> = self.changed.keys().copied().collect();
        open.sort_unstable();
        why.extend(open.iter().map(|name| (*name, *name)));
        while let Some(name) = open.pop() {
            let reason = why.get(name).copied().unwrap_or(name);
            for user in users.get(name).into_iter().flatten() {
                if !why.contains_key(user.name.as_str()) {
                    why.insert(&user.name, reason);
                    open.push(&user.name);
                }
            }
        }
        let mut hits = Vec::new();
        for (space, item) in stayed {
            if space == Space::Type && self.changed.contains_key(item.name.as_str()) {
                continue;
            }
            let mut told: FxHashSet<&str> = FxHashSet::default();
            for (verb, ty) in held(item) {
                let Some(reason) = by_value(ty).and_then(|name| why.get(name)) else {
                    continue;
                };
                if told.insert(verb) {
                    hits.push(self.hit(item, verb, reason));
                }
            }
        }
        hits
    }

    /// One of them.
    fn hit(&self, item: &Item, verb: &str, reason: &str) -> Hit {
        let kind = self.changed.get(reason).copied().unwrap_or(Kind::Alias);
        let change = match kind {
            Kind::Struct | Kind::Union => "whose layout changed",
            Kind::Module
            | Kind::Function
            | Kind::Variable
            | Kind::Opaque
            | Kind::Alias
            | Kind::Constant
            | Kind::Implementation
            | Kind::Skipped
            | Kind::Import => "which changed",
        };
        Hit {
            kind: self.new.kind(item),
            item: item.name.clone(),
            what: format!("{verb} {}{reason}, {change}", kind.prefix()),
            by: reason.to_owned(),
            line: item.position.line,
        }
    }

    /// Whether something of an item has changed that is more than cosmetic.
    pub(super) fn seen(&self) -> FxHashSet<(Kind, &str)> {
        let seen = self
            .found
            .iter()
            .filter(|it| it.aspect != Aspect::Condition);
        let seen = seen.filter(|it| it.severity != super::change::Severity::Cosmetic);
        seen.map(|it| (it.kind, it.item.as_str())).collect()
    }
}
