//! Which item of the old module is which of the new one: by kind and name, and what was renamed.
//!
//! A function or variable has been renamed where an item that is gone and one that is new have the
//! same symbol. A structure or union has been, where exactly one that is gone and one that is new
//! have the same fields. Everything else with another name is another item.

use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Aspect, Severity};
use super::compare::{Comparison, alias};
use super::relation::Types;
use super::side::{Key, Side, Space};
use super::words;
use crate::pyrite::model::{Item, ItemKind, Linkage, Record, Type};

impl<'m> Comparison<'m> {
    /// The items that are in both modules, in the old one's order. Says what is gone, new and
    /// renamed.
    pub(super) fn pairs(&mut self) -> Vec<(&'m Item, &'m Item)> {
        let mut pairs = Vec::new();
        let mut gone: Vec<(Key<'m>, &'m Item)> = Vec::new();
        for (key, old) in &self.old.items {
            match self.new.get(key) {
                Some(new) => pairs.push((*old, new)),
                // It is said where imports are.
                None if is_imported(&self.new, &self.old, key) => {}
                None => gone.push((*key, old)),
            }
        }
        let fresh = self.new.items.iter();
        let fresh: Vec<(Key<'m>, &'m Item)> = fresh
            .filter(|(key, _)| {
                !self.old.places.contains_key(key) && !is_imported(&self.old, &self.new, key)
            })
            .copied()
            .collect();
        let renamed = renamed(&gone, &fresh);
        let new_names: FxHashSet<*const Item> =
            renamed.values().map(|it| std::ptr::from_ref(*it)).collect();
        for (key, old) in &gone {
            let Some(new) = renamed.get(&std::ptr::from_ref(*old)) else {
                self.gone(key, old);
                continue;
            };
            let (old_said, new_said) = (self.old.said(old), self.new.said(new));
            let what = format!("is called {} now", new.name);
            let rule = (Severity::Breaking, Aspect::Renamed);
            self.between(rule, old, what, [old_said, new_said]);
            if key.0 == Space::Type {
                self.relation.rename(&old.name, &new.name);
            }
            pairs.push((old, new));
        }
        for (key, new) in fresh {
            if !new_names.contains(&std::ptr::from_ref(new)) {
                self.fresh(&key, new);
            }
        }
        for (old, new) in &pairs {
            if let Some((was, is)) = self.only_named_otherwise(old, new) {
                self.relation.rename(was, is);
            }
        }
        let place = |item: &Item| item.position.offset;
        pairs.sort_by_key(|(old, _)| place(old));
        pairs
    }

    /// The names of a type that is an alias's on one side, and has the alias's name on the other:
    /// `typedef struct s_ s`, and then `struct s`. `None` where it is another type, or both names
    /// are there on the other side, as those of two types.
    pub(super) fn only_named_otherwise(
        &self,
        old: &'m Item,
        new: &'m Item,
    ) -> Option<(&'m str, &'m str)> {
        let (old_types, new_types) = (self.relation.old(), self.relation.new_types());
        let behind = |item: &'m Item, types: &Types<'m>, others: &Types<'m>| match alias(item) {
            Some(Type::Named(name)) if !others.contains_key(name.as_str()) => {
                types.get(name.as_str()).copied()
            }
            Some(_) => None,
            None => Some(item),
        };
        if alias(old).is_some() == alias(new).is_some() {
            return None;
        }
        let was = behind(old, old_types, new_types)?;
        let is = behind(new, new_types, old_types)?;
        let is_same = match (&was.kind, &is.kind) {
            (ItemKind::Opaque, ItemKind::Opaque) => true,
            (ItemKind::Record(a), ItemKind::Record(b)) => {
                let fields = (fields(&was.name, a), fields(&is.name, b));
                fields.0.is_some() && fields.0 == fields.1
            }
            _ => false,
        };
        is_same.then_some((&was.name, &is.name))
    }

    /// Says that an item is gone.
    fn gone(&mut self, key: &Key<'m>, old: &'m Item) {
        let kind = self.old.kind(old);
        let said = Some(self.old.said(old));
        if key.0 == Space::Skipped {
            // What was skipped and is there now is said of what is there.
            if !is_declared(&self.new.places, &old.name) {
                let rule = (Severity::Cosmetic, Aspect::Skipped);
                self.add(
                    rule,
                    (kind, &old.name),
                    "no longer skipped, and not there",
                    (said, None),
                );
            }
            return;
        }
        let skipped = self.new.get(&(Space::Skipped, c_name(old), 0));
        let (what, new) = match (skipped, skipped.map(|it| &it.kind)) {
            (Some(item), Some(ItemKind::Skipped(skipped))) => {
                let what = format!("removed: it is skipped now ({})", skipped.reason);
                (what, Some(self.new.said(item)))
            }
            _ => ("removed".to_owned(), None),
        };
        let rule = (Severity::Breaking, Aspect::Removed);
        self.add(rule, (kind, &old.name), what, (said, new));
    }

    /// Says that an item is new.
    fn fresh(&mut self, key: &Key<'m>, new: &'m Item) {
        let kind = self.new.kind(new);
        let said = Some(self.new.said(new));
        if key.0 == Space::Skipped {
            // What was there before is said to be removed.
            if !is_declared(&self.old.places, &new.name) {
                let rule = (Severity::Cosmetic, Aspect::Skipped);
                let what = words::declaration(new);
                let what = what.trim_start_matches("skipped: ");
                let what = what.trim_start_matches(new.name.as_str()).trim_start();
                self.add(
                    rule,
                    (kind, &new.name),
                    format!("skipped {what}"),
                    (None, said),
                );
            }
            return;
        }
        let skipped = self.old.get(&(Space::Skipped, c_name(new), 0));
        let (what, old) = match skipped {
            Some(item) => ("added: it was skipped", Some(self.old.said(item))),
            None => ("added", None),
        };
        let rule = (Severity::Additive, Aspect::Added);
        // Which of two is meant nobody knows.
        let (rule, what) = match key.2 {
            0 => (rule, what),
            _ => (
                (Severity::Breaking, Aspect::Added),
                "a second item of this name added",
            ),
        };
        self.add(rule, (kind, &new.name), what, (old, said));
    }
}

/// Whether one module takes from elsewhere what has an identity in the other, which does not.
fn is_imported(by: &Side<'_>, other: &Side<'_>, key: &Key<'_>) -> bool {
    let name = key.1;
    key.0 != Space::Skipped && by.imports.contains_key(name) && !other.imports.contains_key(name)
}

/// Whether a name is that of an item that is not skipped. A keyword has a `_` behind it.
fn is_declared(places: &FxHashMap<Key<'_>, usize>, name: &str) -> bool {
    let with_mark = format!("{name}_");
    [name, &with_mark].iter().any(|name| {
        [Space::Type, Space::Value]
            .into_iter()
            .any(|space| places.contains_key(&(space, *name, 0)))
    })
}

/// The name that C has for an item, as far as the text says it.
fn c_name(item: &Item) -> &str {
    match linkage(item).and_then(|it| it.symbol.as_deref()) {
        Some(symbol) => symbol,
        None => &item.name,
    }
}

/// What a linker is told of an item.
pub(super) fn linkage(item: &Item) -> Option<&Linkage> {
    match &item.kind {
        ItemKind::Function(function) => Some(&function.linkage),
        ItemKind::Variable(variable) => Some(&variable.linkage),
        ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Record(_)
        | ItemKind::Constant(_)
        | ItemKind::Implementation(_)
        | ItemKind::Skipped(_) => None,
    }
}

/// What makes an item the same under another name.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Mark<'m> {
    /// The symbol of a function or variable.
    Symbol(&'m str),
    /// The fields of a record.
    Fields(String),
}

/// The mark of an item, where it has one.
fn mark(item: &Item) -> Option<Mark<'_>> {
    if let Some(linkage) = linkage(item) {
        let symbol = linkage.symbol.as_deref();
        return Some(Mark::Symbol(symbol.unwrap_or(&item.name)));
    }
    match &item.kind {
        ItemKind::Record(record) => fields(&item.name, record).map(Mark::Fields),
        ItemKind::Function(_)
        | ItemKind::Variable(_)
        | ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Constant(_)
        | ItemKind::Implementation(_)
        | ItemKind::Skipped(_) => None,
    }
}

/// The fields of a record as text, without its own name; `None` where they say too little.
fn fields(name: &str, record: &Record) -> Option<String> {
    let mut text = format!("{} {:?} {:?}", record.is_union, record.packed, record.align);
    let mut has_name = false;
    for field in &record.fields {
        has_name |= !field.name.starts_with('_');
        let is_own = |word: &str| word == name;
        let ty = field.ty.to_string();
        let words = ty.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_');
        text.push_str(&format!("\n{}:", field.name));
        for word in words {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            text.push_str(if is_own(bare) { "Self" } else { bare });
            text.push_str(&word[bare.len()..]);
        }
    }
    has_name.then_some(text)
}

/// Which items have another name now: by the address of the old one, the new one.
fn renamed<'m>(
    gone: &[(Key<'m>, &'m Item)],
    fresh: &[(Key<'m>, &'m Item)],
) -> FxHashMap<*const Item, &'m Item> {
    /// The only item with each mark.
    fn by_mark<'m>(items: &[(Key<'m>, &'m Item)]) -> FxHashMap<(bool, Mark<'m>), Option<&'m Item>> {
        let mut all = FxHashMap::default();
        for (key, item) in items.iter().filter(|(key, _)| key.2 == 0) {
            if let Some(mark) = mark(item) {
                let only = all.entry((key.0 == Space::Type, mark));
                only.and_modify(|it| *it = None).or_insert(Some(*item));
            }
        }
        all
    }
    let (gone, fresh) = (by_mark(gone), by_mark(fresh));
    let pairs = gone.iter().filter_map(|(mark, old)| {
        let new = fresh.get(mark).copied().flatten()?;
        Some((std::ptr::from_ref::<Item>((*old)?), new))
    });
    pairs.collect()
}
