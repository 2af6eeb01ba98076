//! The functions that alpha can call.

use std::collections::BTreeSet;

use super::names;
use super::record::Refused;
use crate::diagnostic::Reason;
use crate::map::model::{Basic, Function, Item, ItemKind, Record, Type, Width};

/// Symbols that the alpha compiler declares itself.
const OWN: &[&str] = &["printf", "malloc", "free"];

/// The containers whose functions it declares itself …
const CONTAINERS: &[&str] = &["list_", "map_", "set_"];

/// … and what those are called after their container.
const METHODS: &[&str] = &[
    "new",
    "insert",
    "get",
    "contains",
    "length",
    "push",
    "with_capacity",
    "remove",
    "drop",
];

/// Whether the alpha compiler declares this symbol itself.
fn is_its_own(name: &str) -> bool {
    OWN.contains(&name)
        || CONTAINERS
            .iter()
            .filter_map(|container| name.strip_prefix(container))
            .any(|method| METHODS.contains(&method))
}

/// The names of the structures that alpha passes by value as C does: up to 16 bytes, with
/// exactly one field for each 8.
pub(super) fn passable(items: &[Item], pointer_size: u64) -> BTreeSet<String> {
    items
        .iter()
        .filter(|item| match &item.kind {
            ItemKind::Record(record) => passes(record, pointer_size),
            ItemKind::Function(_)
            | ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Constant(_)
            | ItemKind::Variable(_)
            | ItemKind::Skipped(_) => false,
        })
        .map(|item| item.name.clone())
        .collect()
}

/// Whether a structure has one or two fields, each of 8 bytes, and nothing else.
fn passes(record: &Record, pointer_size: u64) -> bool {
    let eight_bytes = |ty: &Type| match ty {
        Type::Int(bits) | Type::Uint(bits) | Type::Float(bits) => *bits == 64,
        Type::Basic(Basic { width, .. }) => {
            matches!(width, Width::Int(64) | Width::Uint(64) | Width::Float(64))
        }
        Type::Pointer { .. } | Type::Optional(_) | Type::Function { .. } => pointer_size == 8,
        Type::Void
        | Type::Bool
        | Type::Isize
        | Type::Usize
        | Type::Str
        | Type::Array { .. }
        | Type::Named(_) => false,
    };
    record.by_value
        && !record.is_union
        && matches!(
            (record.fields.as_slice(), record.layout.size),
            ([_], 8) | ([_, _], 16)
        )
        && record.fields.iter().all(|field| eight_bytes(&field.ty))
}

/// Why alpha cannot call a function, if so.
pub(super) fn refusal(
    name: &str,
    function: &Function,
    refused: &Refused,
    passable: &BTreeSet<String>,
) -> Option<Reason> {
    let lacks = |what: String| Some(Reason::NotInAlpha(what));
    if is_its_own(name) {
        return lacks(format!("redeclaration of {name}, which it declares itself"));
    }
    if function.variadic {
        return lacks("variadic functions".to_owned());
    }
    if let Some(symbol) = &function.link_name {
        return lacks(format!("@link_name, and the symbol is {symbol}"));
    }
    if let Some(convention) = &function.convention {
        return lacks(format!("calling convention {convention}"));
    }
    let types = function.parameters.iter().map(|parameter| &parameter.ty);
    types.chain(&function.result).find_map(|ty| {
        let name = names::held(ty)?;
        if refused.contains(name) {
            Some(Reason::NeedsRefused(name.to_owned()))
        } else if passable.contains(name) {
            None
        } else {
            lacks(format!("passing of {name} by value"))
        }
    })
}
