//! The order of the merged module, and which items of the targets are the same declaration.
//!
//! Each target's own order is kept. Where two contradict each other, what a declaration needs
//! still comes before it, and beyond that the first target's order counts.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::map::model::{Item, ItemKind, Module, Type};

/// One declaration: what it is on each target that has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Declared<'m> {
    /// For each target its item.
    pub(super) of: Vec<Option<&'m Item>>,
}

impl<'m> Declared<'m> {
    /// The targets that have it, by index, and what it is there.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &'m Item)> {
        let items = self.of.iter().enumerate();
        items.filter_map(|(target, item)| Some((target, (*item)?)))
    }
}

/// What makes items of several targets one declaration: the name, and which of several of that
/// name in a module. What is skipped has no name of Pyrite's, and may stand beside what has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Identity<'m> {
    /// It is only there as a remark.
    is_skipped: bool,
    /// The name.
    name: &'m str,
    /// How many of that name stand above it.
    count: usize,
}

/// The lists of all targets, on their way to become one.
struct Lists<'m> {
    /// Every declaration, with the place that it has in each target's list.
    groups: Vec<Vec<Option<usize>>>,
    /// Each target's list of declarations.
    lists: Vec<Vec<usize>>,
    /// The declarations that a type can name.
    named: FxHashMap<&'m str, usize>,
    /// Each target's items.
    items: Vec<&'m [Item]>,
    /// How far each list has been merged.
    heads: Vec<usize>,
    /// What has been merged.
    done: Vec<bool>,
    /// C's name of the last that was merged.
    last: Option<&'m str>,
}

/// The declarations of all modules, in an order that fits each of them.
pub(super) fn order(modules: &[Module]) -> Vec<Declared<'_>> {
    let mut lists = Lists::of(modules);
    let mut merged = Vec::with_capacity(lists.groups.len());
    while let Some(group) = lists.next() {
        lists.take(group);
        merged.push(lists.declared(group));
    }
    merged
}

impl<'m> Lists<'m> {
    /// Nothing merged.
    fn of(modules: &'m [Module]) -> Lists<'m> {
        let mut known: FxHashMap<Identity<'_>, usize> = FxHashMap::default();
        let mut groups: Vec<Vec<Option<usize>>> = Vec::new();
        let mut lists = Vec::with_capacity(modules.len());
        for (target, module) in modules.iter().enumerate() {
            let mut counts: FxHashMap<(bool, &str), usize> = FxHashMap::default();
            let mut list = Vec::with_capacity(module.items.len());
            for (place, item) in module.items.iter().enumerate() {
                let is_skipped = matches!(item.kind, ItemKind::Skipped(_));
                let count = counts.entry((is_skipped, &item.name)).or_default();
                let identity = Identity {
                    is_skipped,
                    name: &item.name,
                    count: *count,
                };
                *count += 1;
                let group = *known.entry(identity).or_insert_with(|| {
                    groups.push(vec![None; modules.len()]);
                    groups.len() - 1
                });
                if let Some(slot) = groups.get_mut(group).and_then(|it| it.get_mut(target)) {
                    *slot = Some(place);
                }
                list.push(group);
            }
            lists.push(list);
        }
        Lists {
            heads: vec![0; lists.len()],
            done: vec![false; groups.len()],
            named: known
                .into_iter()
                .filter(|(identity, _)| !identity.is_skipped && identity.count == 0)
                .map(|(identity, group)| (identity.name, group))
                .collect(),
            items: modules.iter().map(|it| it.items.as_slice()).collect(),
            groups,
            lists,
            last: None,
        }
    }

    /// The first of a target's list that has not been merged.
    fn head(&self, target: usize) -> Option<usize> {
        let place = *self.heads.get(target)?;
        self.lists.get(target)?.get(place).copied()
    }

    /// What comes next: a declaration that nothing stands above in any list, of the first target
    /// that begins with one. What only some targets skip stands beside what it is on the others.
    fn next(&self) -> Option<usize> {
        let heads = || (0..self.lists.len()).filter_map(|target| self.head(target));
        let beside = |group: &usize| self.last.is_some() && self.c_name(*group) == self.last;
        heads()
            .find(|group| beside(group) && self.is_first_of_all(*group))
            .or_else(|| heads().find(|group| self.is_first_of_all(*group)))
            .or_else(|| heads().find(|group| self.missing(*group).is_none()))
            .or_else(|| heads().find_map(|group| self.first_need(group)))
            // Each needs the other, on one target or on different ones.
            .or_else(|| heads().next())
    }

    /// Whether it is the first of each list that has it.
    fn is_first_of_all(&self, group: usize) -> bool {
        let places = self.groups.get(group).into_iter().flatten().enumerate();
        places
            .filter_map(|(target, place)| Some((target, (*place)?)))
            .all(|(target, place)| self.heads.get(target) == Some(&place))
    }

    /// Something that a declaration refers to on a target that still has it above it.
    fn missing(&self, group: usize) -> Option<usize> {
        self.declared(group).items().find_map(|(target, item)| {
            let mut missing = None;
            item.each_leaf(&mut |ty| {
                if let Type::Named(name) = ty
                    && let Some(&needed) = self.named.get(name.as_str())
                    && needed != group
                    && self.is_above(needed, group, target)
                {
                    missing.get_or_insert(needed);
                }
            });
            missing
        })
    }

    /// What must stand above a declaration and itself has all that it needs.
    fn first_need(&self, group: usize) -> Option<usize> {
        let mut seen = FxHashSet::default();
        let mut group = group;
        while seen.insert(group) {
            match self.missing(group) {
                Some(needed) => group = needed,
                None => return Some(group),
            }
        }
        None
    }

    /// Whether a declaration that has not been merged stands above another in a target's list.
    fn is_above(&self, this: usize, other: usize, target: usize) -> bool {
        let place = |group: usize| self.groups.get(group).and_then(|it| *it.get(target)?);
        self.done.get(this) == Some(&false)
            && place(this).is_some_and(|this| Some(this) < place(other))
    }

    /// C's name of a declaration.
    fn c_name(&self, group: usize) -> Option<&'m str> {
        let places = self.groups.get(group)?.iter().zip(&self.items);
        let mut items = places.filter_map(|(place, items)| items.get((*place)?));
        let item: &'m Item = items.next()?;
        Some(item.c_name.as_deref().unwrap_or(&item.name))
    }

    /// Notes that a declaration has been merged.
    fn take(&mut self, group: usize) {
        self.last = self.c_name(group);
        if let Some(done) = self.done.get_mut(group) {
            *done = true;
        }
        for (list, head) in self.lists.iter().zip(&mut self.heads) {
            let rest = list.get(*head..).unwrap_or_default();
            let is_done = |group: &&usize| self.done.get(**group) == Some(&true);
            *head += rest.iter().take_while(is_done).count();
        }
    }

    /// A declaration with its items.
    fn declared(&self, group: usize) -> Declared<'m> {
        let places = self.groups.get(group).into_iter().flatten();
        let of = self.items.iter().zip(places);
        Declared {
            of: of.map(|(items, place)| items.get((*place)?)).collect(),
        }
    }
}
