//! Types of the module that C has no name for: a field of such a type leads to its name here.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use rustc_hash::FxHashMap;

use super::{Dictionary, Entry, Members};
use crate::decls::model::{CType, Field, TagName, TypeId};
use crate::pyrite::model::{Item, ItemKind, Record, Type};

impl<'d> Dictionary<'d> {
    /// Follows the fields of all records that C has a name for to those that it has none for.
    pub fn bind(&mut self, items: &[&'d Item], types: &FxHashMap<&'d str, &'d Item>) {
        let mut open: Vec<(&'d Record, TypeId)> = items
            .iter()
            .filter_map(|item| {
                let ItemKind::Record(record) = &item.kind else {
                    return None;
                };
                let id = self.record_named(&item.name)?;
                (!self.is_nameless(id)).then_some((record, id))
            })
            .collect();
        while let Some((record, id)) = open.pop() {
            for (name, inner) in self.held(record, id) {
                if self.bound.insert(name, inner) == Some(inner) {
                    continue;
                }
                if let Some(ItemKind::Record(record)) = types.get(name).map(|item| &item.kind) {
                    open.push((record, inner));
                }
            }
        }
    }

    /// The types without a name in C that a record holds, by their names in the module.
    fn held(&self, record: &'d Record, id: TypeId) -> Vec<(&'d str, TypeId)> {
        let Some(definition) = self.record(id).and_then(|it| it.definition.as_ref()) else {
            return Vec::new();
        };
        let members = Members::new(&definition.fields);
        let nameless: Vec<&Field> = definition
            .fields
            .iter()
            .filter(|field| field.name.is_none() && field.bit_width.is_none())
            .collect();
        record
            .fields
            .iter()
            .filter_map(|field| {
                let c = members.find(&field.name).or_else(|| {
                    let number = field.name.strip_prefix("anon")?.parse::<usize>().ok()?;
                    nameless.get(number).copied()
                })?;
                let id = nameless_within(&c.ty.ty).filter(|id| self.is_nameless(*id))?;
                Some((name_within(&field.ty)?, id))
            })
            .collect()
    }

    /// Whether C has no name for a type.
    fn is_nameless(&self, id: TypeId) -> bool {
        let name = match self.entry(id) {
            Some(Entry::Record(record)) => &record.name,
            Some(Entry::Enumeration(enumeration)) => &enumeration.name,
            Some(Entry::Typedef(_)) | None => return false,
        };
        match name {
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => true,
            TagName::Tag(_) | TagName::Typedef(_) => false,
        }
    }
}

/// The record or enumeration behind pointers and in arrays.
fn nameless_within(ty: &CType) -> Option<TypeId> {
    match ty {
        CType::Record(id) | CType::Enumeration(id) => Some(*id),
        CType::Pointer { pointee: inner, .. } | CType::Array { element: inner, .. } => {
            nameless_within(&inner.ty)
        }
        CType::Atomic(inner) => nameless_within(&inner.ty),
        _ => None,
    }
}

/// The name behind pointers and in arrays.
fn name_within(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Pointer { pointee: inner, .. } | Type::Array { element: inner, .. } => {
            name_within(inner)
        }
        _ => None,
    }
}
