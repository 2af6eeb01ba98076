//! Typedefs: aliases, or nothing where the name is the type's own.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::ctype::Types;
use super::model::{Item, ItemKind, Type};
use super::{named_item, qualifier};
use crate::decls::model::{CType, Typedef};

/// Maps one typedef; `None` where the name is the record's or enumeration's own, and for a name of
/// C's own (`size_t`) that another header needs, because its uses say the Pyrite type.
pub fn item(typedef: &Typedef, types: &Types<'_>) -> Option<Item> {
    if types.is_same_as_its_tag(typedef.id) {
        return None;
    }
    let known = types.well_known(typedef.id);
    if known.is_some() && !typedef.source.in_scope {
        return None;
    }
    let name = types.names.of_type(typedef.id)?;
    let mut item = named_item(name, &typedef.name, &typedef.source);
    if let Some(layout) = typedef.layout
        && let Some(natural) = types.layout(&typedef.target.ty)
        && layout.align != natural.align
    {
        item.remarks
            .push(format!("aligned to {} in C", layout.align));
    }
    if let Some(lost) = qualifier::lost(&typedef.target) {
        item.remarks.push(format!("{lost} in C"));
    }
    let alias = known.or_else(|| alias(&typedef.target.ty, types));
    // What is written as a function's type can be said.
    if !matches!(alias, Some(Type::Function(_)))
        && let Some(reason) = types.unsaid_function(&typedef.target.ty)
    {
        item.remarks.push(format!("function pointer: {reason}"));
    }
    item.kind = match alias {
        Some(ty) => ItemKind::Alias(ty),
        None => {
            let function = types.function_typedef(typedef.id).and_then(Result::err);
            item.remarks.push(match types.by_value(&typedef.target) {
                Err(reason) => function.unwrap_or(reason).to_string(),
                Ok(_) => "not complete in C".to_owned(),
            });
            ItemKind::Opaque
        }
    };
    Some(item)
}

/// What the name stands for, where Pyrite can say it.
pub fn alias(target: &CType, types: &Types<'_>) -> Option<Type> {
    match target {
        CType::Void => Some(Type::Void),
        // A name for a function's own type; a pointer to it says `Option` where it is used.
        CType::Function(function) => types.function(function, false).ok(),
        CType::Record(_) => Some(types.pointee(target)),
        CType::Typedef(id) if types.well_known(*id).is_none() => Some(types.pointee(target)),
        other => types.held(other),
    }
}
