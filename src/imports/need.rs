//! What a module needs when others define what it shares with them: what only those definitions
//! needed goes with them, unless the headers declare it themselves.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::share::Shared;
use crate::map::model::{Item, ItemKind, Type};
use crate::map::references;
use crate::merge::Merged;
use crate::target::set::Set;

/// Where each item is needed, by its place in the module, whether it is defined there or taken
/// from another.
pub fn needed(merged: &Merged<'_>, sets: &[Set], shared: &Shared) -> Vec<Set> {
    // What nothing in the text needs is there for a reason that the text does not show.
    let before = reached(merged, sets, &Shared::default(), Vec::new());
    let stays = sets.iter().zip(before).map(|(set, it)| set.without(it));
    let mut needed = reached(merged, sets, shared, stays.enumerate().collect());
    // A basic type of C that is needed anywhere is known everywhere, as without imports: there it
    // needs no more conditions than its width does.
    for name in &merged.basic {
        let items = merged.module.items.iter().zip(sets).zip(&mut needed);
        let own = items.filter(|((item, _), _)| item.declaration.name == *name);
        let mut own: Vec<(Set, &mut Set)> = own.map(|((_, set), it)| (*set, it)).collect();
        if own.iter().any(|(_, needed)| !needed.is_empty()) {
            for (set, needed) in &mut own {
                **needed = *set;
            }
        }
    }
    needed
}

/// Where each item is needed by what the headers declare, and by `more` items.
fn reached(
    merged: &Merged<'_>,
    sets: &[Set],
    shared: &Shared,
    more: Vec<(usize, Set)>,
) -> Vec<Set> {
    let items: Vec<&Item> = merged
        .module
        .items
        .iter()
        .map(|it| &*it.declaration)
        .collect();
    let mut named: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut enumerators: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, item) in items.iter().enumerate() {
        match &item.kind {
            ItemKind::Skipped(_) => continue,
            ItemKind::Constant(constant) => {
                if let Type::Named(of) = &constant.ty {
                    enumerators.entry(of).or_default().push(place);
                }
            }
            ItemKind::Function(_)
            | ItemKind::Record(_)
            | ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Variable(_) => {}
        }
        named.entry(&item.name).or_default().push(place);
    }
    let mut open = roots(merged, &items, sets);
    open.extend(more);
    let mut needed = vec![Set::default(); items.len()];
    while let Some((place, set)) = open.pop() {
        let (Some(item), Some(own), Some(known)) =
            (items.get(place), sets.get(place), needed.get_mut(place))
        else {
            continue;
        };
        let new = set.intersection(*own).without(*known);
        if new.is_empty() {
            continue;
        }
        *known = known.union(new);
        if matches!(item.kind, ItemKind::Alias(_) | ItemKind::Opaque) {
            let constants = enumerators.get(item.name.as_str()).into_iter().flatten();
            open.extend(constants.map(|place| (*place, new)));
        }
        let here = match item.kind {
            ItemKind::Skipped(_) => Set::default(),
            ItemKind::Function(_)
            | ItemKind::Record(_)
            | ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Constant(_)
            | ItemKind::Variable(_) => new.without(shared.everywhere(&item.name)),
        };
        if !here.is_empty() {
            references(item, &mut |name| {
                let places = named.get(name).into_iter().flatten();
                open.extend(places.map(|place| (*place, here)));
            });
        }
    }
    needed
}

/// What the headers declare themselves, and on which targets. What is skipped stays in its place.
fn roots(merged: &Merged<'_>, items: &[&Item], sets: &[Set]) -> Vec<(usize, Set)> {
    let basic: BTreeSet<&str> = merged.basic.iter().map(String::as_str).collect();
    let root = |(place, (item, set)): (usize, (&&Item, &Set))| {
        if matches!(item.kind, ItemKind::Skipped(_)) {
            return Some((place, *set));
        }
        if basic.contains(item.name.as_str()) {
            return None;
        }
        let is_root = |target: &usize| {
            let module = merged.modules.get(*target);
            module.is_none_or(|module| !module.needed.contains(&item.name))
        };
        Some((place, set.iter().filter(is_root).collect()))
    };
    let items = items.iter().zip(sets).enumerate();
    items.filter_map(root).collect()
}
