//! Types that `--block` names: they are never written. Behind a pointer an opaque type of their
//! name stands in; who needs one by value makes the run fail, because the module would not mean
//! what C means.

use std::collections::BTreeMap;

use super::ctype::Types;
use super::model::{Item, ItemKind, Type};
use super::named_item;
use crate::decls::model::{Declaration, Decls, Source, TagName, TypeId};
use crate::error::{Error, Needed};

/// The identity, C's name and the source of a type that is blocked.
fn blocked<'d>(
    declaration: &'d Declaration,
    decls: &Decls,
) -> Option<(TypeId, &'d str, &'d Source)> {
    let tag = |name: &'d TagName| match name {
        TagName::Tag(name) | TagName::Typedef(name) => name.as_str(),
        TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => "",
    };
    let (id, name, source) = match declaration {
        Declaration::Record(record) => (record.id, tag(&record.name), &record.source),
        Declaration::Enumeration(it) => (it.id, tag(&it.name), &it.source),
        Declaration::Typedef(typedef) => (typedef.id, typedef.name.as_str(), &typedef.source),
        Declaration::Function(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => return None,
    };
    decls
        .selected
        .blocked
        .contains_key(&id)
        .then_some((id, name, source))
}

/// What stands for a blocked type where something points to it; `None` for what is not blocked.
/// The list is empty where another declaration of that name gives it.
pub fn stand_in(declaration: &Declaration, decls: &Decls, types: &Types<'_>) -> Option<Vec<Item>> {
    let (id, c_name, source) = blocked(declaration, decls)?;
    let is_there = types.is_same_as_its_tag(id) || types.well_known(id).is_some();
    let name = types.names.of_type(id).filter(|_| !is_there);
    Some(
        name.map(|name| Item {
            kind: ItemKind::Opaque,
            remarks: decls
                .selected
                .blocked
                .get(&id)
                .map(|it| format!("left out by {it}"))
                .into_iter()
                .collect(),
            ..named_item(name, c_name, source)
        })
        .into_iter()
        .collect(),
    )
}

/// Refuses a module in which something needs a blocked type by value.
///
/// # Errors
/// [`Error::BlockedNeeded`].
pub fn check(items: &[Item], decls: &Decls, types: &Types<'_>) -> Result<(), Error> {
    if decls.selected.blocked.is_empty() {
        return Ok(());
    }
    let names: BTreeMap<&str, (&str, &Source, &str)> = decls
        .declarations
        .iter()
        .filter_map(|declaration| {
            let (id, c_name, source) = blocked(declaration, decls)?;
            let option = decls.selected.blocked.get(&id)?;
            Some((types.names.of_type(id)?, (c_name, source, option.as_str())))
        })
        .collect();
    let mut found: Option<Needed> = None;
    for item in items {
        let mut needed = None;
        visit(item, &mut |name| {
            needed = needed.or_else(|| names.get(name))
        });
        let Some((c_name, source, option)) = needed else {
            continue;
        };
        match &mut found {
            Some(first) => first.more += 1,
            None => {
                found = Some(Needed {
                    user: item.c_name.clone().unwrap_or_else(|| item.name.clone()),
                    at: item.location.clone(),
                    blocked: (*c_name).to_owned(),
                    blocked_at: source.location.clone(),
                    option: (*option).to_owned(),
                    more: 0,
                });
            }
        }
    }
    found.map_or(Ok(()), |needed| Err(Error::BlockedNeeded(Box::new(needed))))
}

/// Calls `found` with each name that an item needs by value.
fn visit<'i>(item: &'i Item, found: &mut impl FnMut(&'i str)) {
    match &item.kind {
        ItemKind::Function(function) => {
            for parameter in &function.parameters {
                by_value(&parameter.ty, found);
            }
            if let Some(result) = &function.result {
                by_value(result, found);
            }
        }
        ItemKind::Record(record) => {
            for field in &record.fields {
                by_value(&field.ty, found);
            }
        }
        ItemKind::Alias(ty) => by_value(ty, found),
        ItemKind::Constant(constant) => by_value(&constant.ty, found),
        ItemKind::Variable(variable) => by_value(&variable.ty, found),
        ItemKind::Opaque | ItemKind::Skipped(_) => {}
    }
}

/// Calls `found` with each name in a type that does not stand behind a pointer.
fn by_value<'t>(ty: &'t Type, found: &mut impl FnMut(&'t str)) {
    match ty {
        Type::Named(name) => found(name),
        Type::Pointer { pointee, .. } => {
            if !matches!(**pointee, Type::Named(_)) {
                by_value(pointee, found);
            }
        }
        Type::Void
        | Type::Bool
        | Type::Int(_)
        | Type::Uint(_)
        | Type::Isize
        | Type::Usize
        | Type::Float(_)
        | Type::Basic(_)
        | Type::Str
        | Type::Array { .. }
        | Type::Optional(_)
        | Type::Function { .. } => {
            for part in ty.parts() {
                by_value(part, found);
            }
        }
    }
}
