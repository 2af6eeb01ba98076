//! What the module keeps: everything of the scope, and what that refers to.

use std::collections::BTreeSet;
use std::iter;

use rustc_hash::FxHashMap as HashMap;

use super::model::{Item, ItemKind, Type};

/// Which items came from one declaration, and whether that is of the scope.
#[derive(Debug, Default)]
pub struct Reach {
    /// For each declaration the number of its items, and whether they are kept in any case.
    groups: Vec<(usize, bool)>,
}

impl Reach {
    /// With room for so many declarations.
    pub fn with_capacity(declarations: usize) -> Reach {
        Reach {
            groups: Vec::with_capacity(declarations),
        }
    }

    /// Notes the items of the next declaration.
    pub fn group(&mut self, items: usize, is_root: bool) {
        self.groups.push((items, is_root));
    }

    /// Drops every declaration that nothing of the scope refers to, directly or through others.
    /// Gives the names of those that are not of the scope, too.
    pub fn keep(&self, mut items: Vec<Item>) -> (Vec<Item>, BTreeSet<String>) {
        if self.groups.iter().all(|&(_, is_root)| is_root) {
            return (items, BTreeSet::new());
        }
        let mut kept = vec![false; self.groups.len()];
        // What may be dropped, by the names that it defines.
        let mut defined_by: HashMap<&str, usize> = HashMap::default();
        let mut starts = Vec::with_capacity(self.groups.len());
        let mut start = 0;
        for (group, &(count, is_root)) in self.groups.iter().enumerate() {
            let range = start..start + count;
            start += count;
            starts.push(range.clone());
            if is_root {
                continue;
            }
            for item in items.get(range).unwrap_or_default() {
                if !matches!(item.kind, ItemKind::Skipped(_)) {
                    defined_by.insert(&item.name, group);
                }
            }
        }
        let mut open: Vec<usize> = self
            .groups
            .iter()
            .enumerate()
            .filter_map(|(group, &(_, is_root))| is_root.then_some(group))
            .collect();
        while let Some(group) = open.pop() {
            let Some(flag) = kept.get_mut(group) else {
                continue;
            };
            if std::mem::replace(flag, true) {
                continue;
            }
            let range = starts.get(group).cloned().unwrap_or_default();
            for item in items.get(range).unwrap_or_default() {
                references(item, &mut |name| {
                    if let Some(&group) = defined_by.get(name)
                        && kept.get(group) == Some(&false)
                    {
                        open.push(group);
                    }
                });
            }
        }
        let mut needed = BTreeSet::new();
        for ((&(_, is_root), kept), range) in self.groups.iter().zip(&kept).zip(starts) {
            if *kept && !is_root {
                let items = items.get(range).unwrap_or_default().iter();
                let defined = items.filter(|it| !matches!(it.kind, ItemKind::Skipped(_)));
                needed.extend(defined.map(|item| item.name.clone()));
            }
        }
        let groups = self.groups.iter().zip(kept);
        let mut stays = groups.flat_map(|(&(count, _), kept)| iter::repeat_n(kept, count));
        items.retain(|_| stays.next().unwrap_or(false));
        (items, needed)
    }
}

/// The items that refer to another by its name.
pub fn users<'i>(items: &'i [Item], name: &str) -> Vec<&'i Item> {
    let refers = |item: &&Item| {
        let mut found = false;
        references(item, &mut |other| found |= other == name);
        found && item.name != name
    };
    items.iter().filter(refers).collect()
}

/// Calls `visit` with each name that an item refers to.
pub fn references<'i>(item: &'i Item, visit: &mut impl FnMut(&'i str)) {
    let mut named = |ty: &'i Type| {
        if let Type::Named(name) = ty {
            visit(name);
        }
    };
    item.each_leaf(&mut named);
    if let ItemKind::Record(record) = &item.kind {
        for accessor in &record.accessors {
            accessor.ty.each_leaf(&mut named);
        }
    }
}
