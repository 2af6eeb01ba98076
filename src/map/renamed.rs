//! Macros that are another name: `#define f g`, `#define T int`.

use super::ctype::Types;
use super::model::{Item, ItemKind};
use super::{facts, function, named_item, qualifier, typedef, variable};
use crate::decls::model::{QualType, Renamed, Renaming, Source};
use crate::diagnostic::Reason;
use crate::target::Target;

/// Maps one macro; `None` where the module has the same under this very name: `#define s struct s`.
///
/// A function or variable gets a second declaration with the symbol of the first, a type an alias.
pub fn item(renamed: &Renamed, types: &Types<'_>, target: &Target) -> Option<Item> {
    let name = types.names.of_macro(&renamed.name)?;
    let (mut item, other) = match &renamed.of {
        Renaming::Function(other) => {
            let item = function::named(name, other, types, target);
            (item, Some(&other.name))
        }
        Renaming::Variable(other) => {
            let item = variable::named(name, other, types, target);
            (item, Some(&other.name))
        }
        Renaming::Type(ty) => (alias(name, ty, &renamed.source, types), None),
    };
    // Where, and with which comments: as the macro has them.
    let own = named_item(name, &renamed.name, &renamed.source);
    let refused = match &item.kind {
        ItemKind::Skipped(reason) => Some(match other {
            Some(other) => Reason::RenamesRefused(Box::new((other.clone(), reason.clone()))),
            None => reason.clone(),
        }),
        ItemKind::Function(_)
        | ItemKind::Record(_)
        | ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Constant(_)
        | ItemKind::Variable(_) => None,
    };
    if let Some(reason) = refused {
        return Some(Item {
            kind: ItemKind::Skipped(reason),
            ..super::item(&renamed.name, &renamed.source)
        });
    }
    item.c_name = own.c_name;
    item.location = own.location;
    let facts = match &renamed.of {
        Renaming::Function(other) => other.source.facts.as_deref(),
        Renaming::Variable(other) => other.source.facts.as_deref(),
        Renaming::Type(_) => None,
    };
    item.doc = own.doc;
    if let Some(facts) = facts {
        let sentences = facts::sentences(facts, &item);
        facts::append(&mut item.doc, &sentences);
    }
    if types.names.is_suffixed(&renamed.name) {
        item.remarks.push(format!(
            "in C code, {} is this one: a macro renames it",
            renamed.name
        ));
    }
    Some(item)
}

/// A type under another name.
fn alias(name: &str, ty: &QualType, source: &Source, types: &Types<'_>) -> Item {
    let mut item = super::item(name, source);
    item.kind = match typedef::alias(&ty.ty, types) {
        Some(ty) => ItemKind::Alias(ty),
        None => ItemKind::Skipped(match types.by_value(ty) {
            Err(reason) => reason,
            Ok(_) => Reason::IncompleteType("this type".to_owned()),
        }),
    };
    item.remarks
        .extend(qualifier::lost(ty).map(|lost| format!("{lost} in C")));
    item
}
