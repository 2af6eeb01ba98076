//! Global variables.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::ctype::{Stored, Types};
use super::function::link_name;
use super::model::{Item, ItemKind, Variable};
use super::{facts, layout, named_item, qualifier};
use crate::decls::model::{self, CType, QualType};
use crate::diagnostic::Reason;
use crate::target::Target;

/// Maps one variable.
pub fn variable(variable: &model::Variable, types: &Types<'_>, target: &Target) -> Item {
    let name = types.names.of_value(&variable.name);
    named(name, variable, types, target)
}

/// Maps one variable to an item of this name.
pub fn named(name: &str, variable: &model::Variable, types: &Types<'_>, target: &Target) -> Item {
    let mut item = named_item(name, &variable.name, &variable.source);
    if let Some(lost) = qualifier::lost(&variable.ty) {
        item.remarks.push(format!("{lost} in C"));
    }
    let facts = variable.source.facts.as_deref();
    item.remarks
        .extend(facts.into_iter().flat_map(facts::remarks));
    if variable.is_imported {
        item.remarks.push(
            "dllimport in C: only a pointer to it, in the import table, has a symbol".to_owned(),
        );
    }
    if let Some(reason) = types.unsaid_function(&variable.ty.ty) {
        item.remarks.push(format!("function pointer: {reason}"));
    }
    let refusal = facts.and_then(facts::refusal).map_or(Ok(()), Err);
    let mapped = refusal
        .and_then(|()| link_name(name, &variable.name, variable.link_name.as_deref(), target))
        .and_then(|link_name| {
            let ty = match (types.held(&variable.ty.ty), types.stored(&variable.ty.ty)) {
                (Some(ty), _) => ty,
                (None, Some(Stored { spelling, layout })) => {
                    item.remarks.push(format!("{spelling} in C"));
                    layout::storage(layout, types.model)
                }
                (None, None) => return Err(reason(&variable.ty, types)),
            };
            Ok(Variable {
                link_name,
                mutable: !is_const(&variable.ty),
                ty,
            })
        });
    item.kind = match mapped {
        Ok(variable) => ItemKind::Variable(variable),
        Err(reason) => {
            item.name.clone_from(&variable.name);
            item.c_name = None;
            ItemKind::Skipped(reason)
        }
    };
    item
}

/// Why a type cannot be held.
fn reason(ty: &QualType, types: &Types<'_>) -> Reason {
    if let CType::Array { element, .. } = &ty.ty {
        return reason(element, types);
    }
    match types.by_value(ty) {
        Err(reason) => reason,
        Ok(_) => Reason::UnsupportedType("this type".to_owned()),
    }
}

/// `const`, of the variable or of the array's elements.
fn is_const(ty: &QualType) -> bool {
    ty.is_const
        || match &ty.ty {
            CType::Array { element, .. } => is_const(element),
            _ => false,
        }
}
