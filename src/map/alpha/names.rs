//! Which named types a type mentions, and whether it holds them or only points to them.

use crate::map::model::{Item, ItemKind, Type};

/// How a type mentions another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mention {
    /// Its bytes are part of it.
    Holds,
    /// Behind a pointer.
    PointsTo,
    /// By value in the signature of a function pointer.
    Passes,
}

/// Calls `see` with every name that a type mentions.
pub(super) fn of_type<'a>(ty: &'a Type, mention: Mention, see: &mut impl FnMut(&'a str, Mention)) {
    if let Type::Named(name) = ty {
        see(name, mention);
    }
    let mention = if matches!(ty, Type::Pointer { .. }) {
        Mention::PointsTo
    } else if matches!(ty, Type::Function { .. }) {
        Mention::Passes
    } else {
        mention
    };
    for part in ty.parts() {
        of_type(part, mention, see);
    }
}

/// Calls `see` with every name that an item's types mention.
pub(super) fn of_item<'a>(item: &'a Item, mut see: impl FnMut(&'a str, Mention)) {
    match &item.kind {
        ItemKind::Function(function) => {
            for ty in function
                .parameters
                .iter()
                .map(|p| &p.ty)
                .chain(&function.result)
            {
                of_type(ty, Mention::Holds, &mut see);
            }
        }
        ItemKind::Record(record) => {
            for field in &record.fields {
                of_type(&field.ty, Mention::Holds, &mut see);
            }
        }
        ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Constant(_)
        | ItemKind::Variable(_)
        | ItemKind::Skipped(_) => {}
    }
}

/// The named type whose bytes a type holds, itself or as elements.
pub(super) fn held(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Array { element: inner, .. } | Type::Optional(inner) => held(inner),
        Type::Void
        | Type::Bool
        | Type::Int(_)
        | Type::Uint(_)
        | Type::Isize
        | Type::Usize
        | Type::Float(_)
        | Type::Basic(_)
        | Type::Str
        | Type::Pointer { .. }
        | Type::Function { .. } => None,
    }
}
