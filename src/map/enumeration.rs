//! Enumerations: a name for the compiler's underlying type, and a constant per enumerator.

use super::ctype::Types;
use super::model::{Constant, Item, ItemKind, Literal, Type};
use super::{facts, named_item};
use crate::decls::model::{Enumeration, Enumerator, TagName};

/// Maps one enumeration.
pub fn items(enumeration: &Enumeration, types: &Types<'_>) -> Vec<Item> {
    let underlying = types.integer(&enumeration.underlying);
    let mut items = Vec::with_capacity(enumeration.enumerators.len() + 1);
    let mut of = None;
    if let Some(name) = types.names.of_type(enumeration.id) {
        let c_name = match &enumeration.name {
            TagName::Tag(c_name) | TagName::Typedef(c_name) => c_name,
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => name,
        };
        let mut item = named_item(name, c_name, &enumeration.source);
        if let Some(facts) = &enumeration.source.facts {
            facts::append_more(&mut item.doc, facts, facts::of_type(facts).as_slice());
        }
        items.push(Item {
            kind: match &underlying {
                Some(underlying) => ItemKind::Alias(underlying.clone()),
                None => ItemKind::Opaque,
            },
            ..item
        });
        of = Some(Type::Named(name.to_owned()));
    }
    for enumerator in &enumeration.enumerators {
        let name = types.names.of_value(&enumerator.name);
        let ty = of.clone().or_else(|| types.integer(&enumerator.ty));
        let Some(ty) = ty else { continue };
        items.push(Item {
            kind: ItemKind::Constant(Constant {
                value: literal(enumerator, underlying.as_ref()),
                ty,
            }),
            ..named_item(name, &enumerator.name, &enumerator.source)
        });
    }
    items
}

/// The value of an enumerator.
fn literal(enumerator: &Enumerator, underlying: Option<&Type>) -> Literal {
    if underlying == Some(&Type::Bool) {
        Literal::Bool(enumerator.value != 0)
    } else {
        Literal::Integer(enumerator.value)
    }
}
