//! Rules across items: names, what types need, ranges of constants.

use std::collections::{BTreeMap, BTreeSet};

use super::Dialect;
use super::item::{Kind, ReadItem, Value};
use super::types::Type;

/// Checks the items against each other.
pub(super) fn check(items: &[&ReadItem], dialect: Dialect) -> Result<(), String> {
    unique_items(items)?;
    let all = definitions(items);
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for item in items {
        let fail = |message: String| Err(format!("{}: {message}", item.line));
        let mut wrong = None;
        for (ty, holds) in types_of(item) {
            ty.names(holds, &mut |name, by_value| {
                let message = match all.get(name) {
                    None => "is not defined",
                    Some(Kind::Opaque) if by_value => "is opaque and stands here by value",
                    Some(_) if by_value && !before.contains(name) => "is defined after its use",
                    Some(_) if dialect == Dialect::Alpha && !before.contains(name) => {
                        "is defined after its use, which alpha does not take"
                    }
                    Some(_) => return,
                };
                wrong.get_or_insert(format!("`{name}` {message}"));
            });
            ty.optional_names(&mut |name| {
                if !is_function(name, &all) {
                    let message = format!("`{name}` stands in `Option` and is no function's type");
                    wrong.get_or_insert(message);
                }
            });
        }
        if let Some(message) = wrong {
            return fail(message);
        }
        let inner = match &item.kind {
            Kind::Function { parameters, .. } => parameters.iter().map(|(name, _)| name).collect(),
            Kind::Record { fields, .. } => fields.iter().map(|(name, _)| name).collect(),
            Kind::Impl(methods) => methods.iter().collect(),
            Kind::Variable { .. }
            | Kind::Opaque
            | Kind::Alias(_)
            | Kind::Constant { .. }
            | Kind::Imported { .. }
            | Kind::Skipped { .. } => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        if let Some(twice) = inner.into_iter().find(|name| !seen.insert(*name)) {
            return fail(format!("`{twice}` stands twice in `{}`", item.name));
        }
        if let Kind::Constant { ty, value } = &item.kind
            && !fits(ty.as_ref(), value, &all, dialect)
        {
            return fail(format!("{value:?} is no value of {ty:?}"));
        }
        if let Kind::Impl(_) = item.kind
            && !(before.contains(item.name.as_str())
                && matches!(all.get(item.name.as_str()), Some(Kind::Record { .. })))
        {
            return fail(format!("`impl {}` before its struct", item.name));
        }
        if is_type(&item.kind) {
            before.insert(&item.name);
        }
    }
    Ok(())
}

/// One name, one item.
fn unique_items(items: &[&ReadItem]) -> Result<(), String> {
    let mut seen: BTreeSet<(&str, bool)> = BTreeSet::new();
    for item in items {
        let is_impl = matches!(item.kind, Kind::Impl(_));
        let is_skipped = matches!(item.kind, Kind::Skipped { .. });
        if !is_skipped && !seen.insert((&item.name, is_impl)) {
            return Err(format!("{}: `{}` is defined twice", item.line, item.name));
        }
    }
    Ok(())
}

/// The types that the module defines.
fn definitions<'i>(items: &[&'i ReadItem]) -> BTreeMap<&'i str, &'i Kind> {
    items
        .iter()
        .filter(|item| is_type(&item.kind))
        .map(|item| (item.name.as_str(), &item.kind))
        .collect()
}

/// Whether an item defines a type.
fn is_type(kind: &Kind) -> bool {
    match kind {
        Kind::Opaque | Kind::Alias(_) | Kind::Record { .. } | Kind::Imported { .. } => true,
        Kind::Function { .. }
        | Kind::Variable { .. }
        | Kind::Constant { .. }
        | Kind::Impl(_)
        | Kind::Skipped { .. } => false,
    }
}

/// The types that an item mentions, and whether it holds them by value.
fn types_of(item: &ReadItem) -> Vec<(&Type, bool)> {
    match &item.kind {
        Kind::Function {
            parameters, result, ..
        } => parameters
            .iter()
            .map(|(_, ty)| ty)
            .chain(result)
            .map(|ty| (ty, true))
            .collect(),
        Kind::Variable { ty, .. } => vec![(ty, true)],
        // Another name for an opaque type is as opaque.
        Kind::Alias(ty) => vec![(ty, !matches!(ty, Type::Named(_)))],
        Kind::Record { fields, .. } => fields.iter().map(|(_, ty)| (ty, true)).collect(),
        Kind::Constant { ty, .. } => ty.iter().map(|ty| (ty, true)).collect(),
        Kind::Opaque | Kind::Impl(_) | Kind::Imported { .. } | Kind::Skipped { .. } => Vec::new(),
    }
}

/// Whether a value is one of its type.
fn fits(ty: Option<&Type>, value: &Value, all: &BTreeMap<&str, &Kind>, dialect: Dialect) -> bool {
    let Some(ty) = ty else {
        // What alpha does not type is no text, no `i32`, no `f64` and no bool.
        return matches!(value, Value::Integer(_) | Value::Float(_) | Value::Array(_));
    };
    let typed_in_alpha =
        |name: &str| dialect == Dialect::Spec || matches!(name, "i32" | "f64" | "bool");
    if is_imported(ty, all) {
        return true;
    }
    match (resolve(ty, all, 0), value) {
        (Some(Type::Plain(name)), Value::Integer(value)) => {
            typed_in_alpha(name)
                && range(name).is_some_and(|(low, high)| (low..=high).contains(value))
        }
        (Some(Type::Plain(name)), Value::Float(_)) => {
            typed_in_alpha(name) && matches!(name.as_str(), "f32" | "f64")
        }
        (Some(Type::Plain(name)), Value::Bool(_)) => name == "bool",
        (Some(Type::Text), Value::Text(_)) => true,
        (Some(Type::Array(element, length)), Value::Array(values)) => {
            let Some(Type::Plain(name)) = resolve(element, all, 0) else {
                return false;
            };
            let range = range(name);
            *length == values.len() as u64
                && values
                    .iter()
                    .all(|value| range.is_some_and(|(low, high)| (low..=high).contains(value)))
        }
        _ => false,
    }
}

/// Whether a type is another module's, whose values this reader does not know.
fn is_imported(ty: &Type, all: &BTreeMap<&str, &Kind>) -> bool {
    let mut ty = ty;
    for _ in 0..100 {
        let Type::Named(name) = ty else { return false };
        match all.get(name.as_str()) {
            Some(Kind::Imported { .. }) => return true,
            Some(Kind::Alias(target)) => ty = target,
            Some(_) | None => return false,
        }
    }
    false
}

/// Whether a name is an alias of a function's type, directly or through other aliases.
fn is_function(name: &str, all: &BTreeMap<&str, &Kind>) -> bool {
    let mut seen = BTreeSet::new();
    let mut name = name;
    while seen.insert(name) {
        match all.get(name) {
            Some(Kind::Alias(Type::Named(other))) => name = other,
            Some(Kind::Alias(Type::Function(_)) | Kind::Imported { .. }) => return true,
            Some(_) | None => return false,
        }
    }
    false
}

/// The type that an alias stands for.
fn resolve<'a>(ty: &'a Type, all: &BTreeMap<&str, &'a Kind>, depth: usize) -> Option<&'a Type> {
    let Type::Named(name) = ty else {
        return Some(ty);
    };
    // Aliases that stand for each other have no end.
    if let Some(Kind::Alias(target)) = all.get(name.as_str())
        && depth < 100
    {
        return resolve(target, all, depth + 1);
    }
    None
}

/// The least and the greatest value of an integer type.
fn range(name: &str) -> Option<(i128, i128)> {
    let bits = match name {
        "i8" | "u8" => 8,
        "i16" | "u16" => 16,
        "i32" | "u32" => 32,
        "i64" | "u64" | "isize" | "usize" => 64,
        _ => return None,
    };
    Some(if name.starts_with('u') {
        (0, (1_i128 << bits) - 1)
    } else {
        (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
    })
}
