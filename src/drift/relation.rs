//! Whether two types mean the same, each in its module.
//!
//! What a name stands for is not looked at where both say the same name: if that has changed, it
//! is reported where it is defined, once, and not at each user. Where the names differ, aliases
//! are followed in their own module: `c_long` and `i64` are one type on a 64-bit Linux.

use rustc_hash::FxHashMap;

use crate::pyrite::model::{FunctionType, Item, ItemKind, Type};

/// How two types compare. The worst is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    /// Written alike.
    Same,
    /// Written otherwise, and the same type.
    Spelled,
    /// Another type.
    Different,
}

/// The most levels of types within each other that are looked into, aliases followed. The reader
/// allows 64 in one type.
const LEVELS: usize = 200;

/// The longest row of aliases that is followed.
const CHAIN: usize = 64;

/// How many steps there are for each item of both modules. What needs more is called different,
/// which it is by what it says.
const STEPS: usize = 500;

/// The types of a module on one target, by name.
pub(super) type Types<'m> = FxHashMap<&'m str, &'m Item>;

/// Compares types of two modules.
pub(super) struct Relation<'m> {
    /// The old module's.
    old: Types<'m>,
    /// The new module's.
    new: Types<'m>,
    /// Types that have another name now: old, new.
    renamed: FxHashMap<&'m str, &'m str>,
    /// What is known, or taken for true while it is looked at, of two names.
    known: FxHashMap<(&'m str, &'m str), Meaning>,
    /// The names of `known`, in the order in which they were looked at.
    trail: Vec<(&'m str, &'m str)>,
    /// Types that were looked at.
    steps: usize,
    /// The most.
    most: usize,
}

impl<'m> Relation<'m> {
    /// Of two modules with so many items together.
    pub(super) fn new(old: Types<'m>, new: Types<'m>, items: usize) -> Relation<'m> {
        Relation {
            old,
            new,
            renamed: FxHashMap::default(),
            known: FxHashMap::default(),
            trail: Vec::new(),
            steps: 0,
            most: STEPS.saturating_mul(items.saturating_add(1)),
        }
    }

    /// Says that a type has another name now.
    pub(super) fn rename(&mut self, old: &'m str, new: &'m str) {
        self.renamed.insert(old, new);
    }

    /// The name that a type of the old module has in the new one.
    pub(super) fn now(&self, old: &'m str) -> &'m str {
        self.renamed.get(old).copied().unwrap_or(old)
    }

    /// The old module's types.
    pub(super) fn old(&self) -> &Types<'m> {
        &self.old
    }

    /// The new module's types.
    pub(super) fn new_types(&self) -> &Types<'m> {
        &self.new
    }

    /// How many types have been looked at.
    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// Compares a type of the old module with one of the new.
    pub(super) fn types(&mut self, old: &'m Type, new: &'m Type) -> Meaning {
        self.at(old, new, 0)
    }

    /// Compares types that stand within others.
    fn at(&mut self, old: &'m Type, new: &'m Type, level: usize) -> Meaning {
        self.steps = self.steps.saturating_add(1);
        if level > LEVELS || self.steps > self.most {
            return Meaning::Different;
        }
        let level = level + 1;
        let only = |same: bool| match same {
            true => Meaning::Same,
            false => Meaning::Different,
        };
        match (old, new) {
            (Type::Named(old), Type::Named(new)) => self.names(old, new, level),
            (Type::Named(name), _) => match chain(&self.old, name).1 {
                Some(old) => self.at(old, new, level).max(Meaning::Spelled),
                None => Meaning::Different,
            },
            (_, Type::Named(name)) => match chain(&self.new, name).1 {
                Some(new) => self.at(old, new, level).max(Meaning::Spelled),
                None => Meaning::Different,
            },
            (
                Type::Pointer { mutable, pointee },
                Type::Pointer {
                    mutable: new_mutable,
                    pointee: new_pointee,
                },
            ) => only(mutable == new_mutable).max(self.at(pointee, new_pointee, level)),
            (
                Type::Array { element, length },
                Type::Array {
                    element: new_element,
                    length: new_length,
                },
            ) => only(length == new_length).max(self.at(element, new_element, level)),
            (Type::Optional(old), Type::Optional(new)) => self.at(old, new, level),
            (Type::Function(old), Type::Function(new)) => self.functions(old, new, level),
            (Type::Integer(old), Type::Integer(new)) => only(old == new),
            (Type::Float(old), Type::Float(new)) => only(old == new),
            (Type::Void, Type::Void) | (Type::Bool, Type::Bool) | (Type::Text, Type::Text) => {
                Meaning::Same
            }
            _ => Meaning::Different,
        }
    }

    /// Compares the types of functions.
    fn functions(&mut self, old: &'m FunctionType, new: &'m FunctionType, level: usize) -> Meaning {
        if old.convention != new.convention
            || old.variadic != new.variadic
            || old.parameters.len() != new.parameters.len()
        {
            return Meaning::Different;
        }
        let parameters = old.parameters.iter().zip(&new.parameters);
        let worst = parameters
            .map(|(old, new)| self.at(old, new, level))
            .max()
            .unwrap_or(Meaning::Same);
        worst.max(self.at(&old.result, &new.result, level))
    }

    /// Compares names.
    fn names(&mut self, old: &'m str, new: &'m str, level: usize) -> Meaning {
        if self.is_one(old, new) {
            return Meaning::Same;
        }
        if let Some(known) = self.known.get(&(old, new)) {
            return *known;
        }
        // Types that contain themselves are the same if nothing else differs.
        let start = self.trail.len();
        self.known.insert((old, new), Meaning::Spelled);
        self.trail.push((old, new));
        let (old_names, old_type) = chain(&self.old, old);
        let (new_names, new_type) = chain(&self.new, new);
        let meets = old_names
            .iter()
            .any(|old| new_names.iter().any(|new| self.is_one(old, new)));
        let meaning = match (meets, old_type, new_type) {
            (true, ..) => Meaning::Spelled,
            (false, Some(old), Some(new)) => self.at(old, new, level).max(Meaning::Spelled),
            (false, ..) => Meaning::Different,
        };
        if meaning == Meaning::Different {
            // What was found the same may have been so only as long as these were.
            for names in self.trail.split_off(start) {
                self.known.remove(&names);
            }
        }
        self.known.insert((old, new), meaning);
        meaning
    }

    /// Whether two names are of one type.
    fn is_one(&self, old: &str, new: &str) -> bool {
        old == new || self.renamed.get(old).is_some_and(|it| *it == new)
    }
}

/// The names that a name stands for, itself first, and the type behind them that is no name.
fn chain<'m>(types: &Types<'m>, name: &'m str) -> (Vec<&'m str>, Option<&'m Type>) {
    let mut names = vec![name];
    let mut last = name;
    while names.len() < CHAIN {
        match types.get(last).map(|item| &item.kind) {
            Some(ItemKind::Alias(Type::Named(next))) => {
                names.push(next);
                last = next;
            }
            Some(ItemKind::Alias(ty)) => return (names, Some(ty)),
            Some(_) | None => return (names, None),
        }
    }
    (names, None)
}
