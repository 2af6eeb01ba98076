//! `const X: T = value`: macros and enumerators.

use askama::Template;

use super::literal::LiteralText;
use super::text::Name;
use super::types::TypeText;
use crate::map::model::{Constant, Dialect, Item, Type};

/// A constant as its template shows it.
#[derive(Template)]
#[template(path = "constant.pyrite")]
pub(super) struct ConstantView<'a> {
    /// Its name.
    name: Name<'a>,
    /// Its type, where the dialect has one for it.
    ty: Option<TypeText<'a>>,
    /// Its value.
    value: LiteralText<'a>,
}

impl<'a> ConstantView<'a> {
    /// The view of a constant.
    pub(super) fn of(item: &'a Item, constant: &'a Constant, dialect: Dialect) -> ConstantView<'a> {
        let ty = &constant.ty;
        ConstantView {
            name: Name(&item.name),
            ty: is_typed(ty, dialect).then_some(TypeText { ty, dialect }),
            value: LiteralText {
                value: &constant.value,
                ty,
            },
        }
    }
}

/// Whether a constant of this type says so: in alpha only `i32`, `f64`, `bool` and `String` do.
fn is_typed(ty: &Type, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Spec => true,
        Dialect::Alpha => {
            matches!(
                ty.clone().fixed(),
                Type::Int(32) | Type::Float(64) | Type::Bool | Type::Str
            )
        }
    }
}
