//! Typedefs that the user does not want to see, `--expand`: what they stand for is written in
//! place of their names.
//!
//! An alias is the type that it stands for, so nothing else changes. A typedef stays where its
//! alias says more than its target does (an alignment, `volatile`), and where the target is no
//! type of its own that can stand anywhere (`void`, a function).

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::model::{BasicName, Item, ItemKind, Type};

/// The items with what aliases of these names stand for in place of the names, and without them.
/// They are no longer among those that others need, either.
pub fn expand(
    mut items: Vec<Item>,
    names: &FxHashSet<&str>,
    needed: &mut BTreeSet<String>,
) -> Vec<Item> {
    if names.is_empty() {
        return items;
    }
    let mut targets: BTreeMap<String, Type> = BTreeMap::new();
    for item in &items {
        if let ItemKind::Alias(ty) = &item.kind
            && names.contains(item.name.as_str())
            && item.remarks.is_empty()
            && may_stand_anywhere(ty)
        {
            targets.insert(item.name.clone(), ty.clone());
        }
    }
    items.retain(|item| {
        !(matches!(item.kind, ItemKind::Alias(_)) && targets.contains_key(&item.name))
    });
    for name in targets.keys() {
        needed.remove(name);
    }
    for item in &mut items {
        item.each_leaf_mut(&mut |leaf| replace(leaf, &targets));
        if let ItemKind::Record(record) = &mut item.kind {
            for accessor in &mut record.accessors {
                accessor
                    .ty
                    .each_leaf_mut(&mut |leaf| replace(leaf, &targets));
            }
        }
    }
    items
}

/// Whether a type means the same wherever an alias of it may stand. A chain of typedefs of
/// functions can double with every link, so their types stay where they have a name; plain `char`
/// is a byte of text behind a pointer, and what an alias of it is there is not.
fn may_stand_anywhere(ty: &Type) -> bool {
    match ty {
        Type::Void | Type::Str | Type::Optional(_) | Type::Function { .. } => false,
        Type::Basic(basic) => basic.name != BasicName::Char,
        Type::Pointer { pointee, .. } => **pointee == Type::Void || may_stand_anywhere(pointee),
        Type::Array { element, .. } => may_stand_anywhere(element),
        Type::Bool
        | Type::Int(_)
        | Type::Uint(_)
        | Type::Isize
        | Type::Usize
        | Type::Float(_)
        | Type::Named(_) => true,
    }
}

/// Replaces a type that is the name of an alias. No chain of aliases comes back to itself in C.
fn replace(leaf: &mut Type, targets: &BTreeMap<String, Type>) {
    if let Type::Named(name) = leaf
        && let Some(target) = targets.get(name.as_str())
    {
        *leaf = target.clone();
        leaf.each_leaf_mut(&mut |inner| replace(inner, targets));
    }
}
