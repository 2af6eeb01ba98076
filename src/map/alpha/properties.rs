//! What holds of every lowered module, tried on modules that no C header would give.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::tests::*;
use crate::map::model::*;

/// Types over a few names, of which some are aliases, some records and some nothing.
fn any_type() -> impl Strategy<Value = Type> {
    let leaf = prop_oneof![
        Just(Type::Int(64)),
        Just(Type::Usize),
        Just(Type::Void),
        (0..9_u8).prop_map(|n| named(&format!("n{n}"))),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            3 => inner.clone().prop_map(pointer),
            1 => inner.clone().prop_map(|ty| array(ty, 2)),
            1 => inner.clone().prop_map(optional),
            1 => (vec(inner.clone(), 0..3), inner).prop_map(|(p, r)| callback(p, r)),
        ]
    })
}

/// An item of any kind that has types.
fn any_item() -> impl Strategy<Value = Item> {
    let name = (0..8_u8).prop_map(|n| format!("n{n}"));
    (name, vec(any_type(), 1..4), 0..5_u8).prop_map(|(name, types, kind)| match kind {
        0 => alias(&name, types[0].clone()),
        1 => item(&name, ItemKind::Opaque),
        2 => function(&name, &types[1..], Some(types[0].clone())),
        _ => {
            let fields: Vec<(&str, Type)> = types.into_iter().map(|ty| ("f", ty)).collect();
            let mut record = plain(8, 8, &fields);
            record.is_union = kind == 4;
            item(&name, record.into())
        }
    })
}

/// Panics where a type names what is not defined, or is one that alpha does not have.
fn assert_said(ty: &Type, defined: &BTreeSet<String>) {
    match ty {
        Type::Named(name) => assert!(defined.contains(name), "{name} is not defined yet"),
        Type::Pointer { pointee, .. } => {
            assert!(**pointee != Type::Void, "void *");
            assert_said(pointee, defined);
        }
        Type::Array { element, .. } => assert_said(element, defined),
        Type::Optional(_) => panic!("no `Option` in alpha"),
        Type::Function(function) => {
            assert!(!function.nullable);
            ty.parts().for_each(|ty| assert_said(ty, defined));
        }
        Type::Usize | Type::Isize => panic!("no such type in alpha"),
        Type::Void
        | Type::Bool
        | Type::Int(_)
        | Type::Uint(_)
        | Type::Float(_)
        | Type::Basic(_)
        | Type::Str => {}
    }
}

proptest! {
    /// Whatever the module, even one that C could not mean: every name is defined above its use,
    /// and every item but the aliases is there.
    #[test]
    fn every_name_is_defined_above_its_use(mut items in vec(any_item(), 0..12)) {
        let mut names = BTreeSet::new();
        items.retain(|item| names.insert(item.name.clone()));
        let before: Vec<String> = items.iter().map(|item| item.name.clone()).collect();
        let aliases = items.iter().filter(|item| matches!(item.kind, ItemKind::Alias(_))).count();
        // A record that holds itself has no size: C has none, and no order can help.
        let sane = !holds_itself(&items);
        let items = lowered(items);
        if !sane {
            return Ok(());
        }
        prop_assert!(items.len() >= before.len() - aliases);
        let mut defined = BTreeSet::new();
        for item in &items {
            prop_assert!(before.contains(&item.name));
            match &item.kind {
                ItemKind::Function(_) => {
                    signature(item).iter().for_each(|ty| assert_said(ty, &defined));
                }
                ItemKind::Record(record) => {
                    record.fields.iter().for_each(|field| assert_said(&field.ty, &defined));
                    defined.insert(item.name.clone());
                }
                ItemKind::Opaque => {
                    defined.insert(item.name.clone());
                }
                ItemKind::Skipped(_) => {}
                ItemKind::Alias(_) | ItemKind::Constant(_) | ItemKind::Variable(_) => {
                    prop_assert!(false, "{:?}", item);
                }
            }
        }
    }
}

/// Whether any item holds another of its own name, at any depth.
fn holds_itself(items: &[Item]) -> bool {
    let mut held: Vec<(String, String)> = Vec::new();
    for item in items {
        let types: Vec<&Type> = match &item.kind {
            ItemKind::Alias(ty) => vec![ty],
            ItemKind::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
            ItemKind::Function(_)
            | ItemKind::Opaque
            | ItemKind::Constant(_)
            | ItemKind::Variable(_)
            | ItemKind::Skipped(_) => Vec::new(),
        };
        for mut ty in types {
            while let Type::Array { element: inner, .. } | Type::Optional(inner) = ty {
                ty = inner;
            }
            if let Type::Named(name) = ty {
                held.push((item.name.clone(), name.clone()));
            }
        }
    }
    items.iter().map(|item| &item.name).any(|start| {
        let mut reached = BTreeSet::from([start.as_str()]);
        (0..held.len()).for_each(|_| {
            for (from, to) in &held {
                if reached.contains(from.as_str()) && to != start {
                    reached.insert(to);
                }
            }
        });
        held.iter()
            .any(|(from, to)| to == start && reached.contains(from.as_str()))
    })
}
