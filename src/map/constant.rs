//! Macros and objects that are constants: exact type, evaluated literal.

use super::ctype::Types;
use super::model::{BasicName, Constant, Item, ItemKind, Literal, Type};
use super::named_item;
use crate::decls::model::{self, TextUnit, Value};
use crate::diagnostic::Reason;

/// Maps one macro or `constexpr` object.
pub fn constant(constant: &model::Constant, types: &Types<'_>) -> Option<Item> {
    let name = match constant.is_object {
        true => types.names.of_value(&constant.name),
        false => types.names.of_macro(&constant.name)?,
    };
    let mut item = named_item(name, &constant.name, &constant.source);
    item.kind = match literal(&constant.value, types) {
        Ok(constant) => ItemKind::Constant(constant),
        Err(reason) => {
            item.name.clone_from(&constant.name);
            item.c_name = None;
            ItemKind::Skipped(reason)
        }
    };
    Some(item)
}

/// The type and value.
fn literal(value: &Value, types: &Types<'_>) -> Result<Constant, Reason> {
    match value {
        Value::Integer(value, ty) => {
            let ty = types
                .integer(ty)
                .ok_or_else(|| Reason::UnsupportedConstant(format!("{ty:?}")))?;
            let value = if ty == Type::Bool {
                Literal::Bool(*value != 0)
            } else {
                Literal::Integer(*value)
            };
            Ok(Constant { ty, value })
        }
        Value::Float(value, ty) => {
            let size = types.layout(ty).map(|layout| layout.size);
            let (Some(ty), value) = (match size {
                Some(4) => (types.floating(ty), f64::from(*value as f32)),
                Some(_) | None => (types.floating(ty), *value),
            }) else {
                return Err(Reason::UnsupportedConstant("long double".to_owned()));
            };
            if !value.is_finite() {
                return Err(Reason::no_literal(value));
            }
            Ok(Constant {
                ty,
                value: Literal::Float(value),
            })
        }
        Value::Text(units, unit) => text(units, *unit, types),
    }
}

/// A string literal: text where it is valid UTF-8, else its elements with C's final zero.
fn text(units: &[u32], unit: TextUnit, types: &Types<'_>) -> Result<Constant, Reason> {
    let element = match unit {
        TextUnit::Byte => {
            let bytes: Option<Vec<u8>> = units.iter().map(|&u| u8::try_from(u).ok()).collect();
            if let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
                return Ok(Constant {
                    ty: Type::Str,
                    value: Literal::Text(text),
                });
            }
            Type::Uint(8)
        }
        TextUnit::Char16 => Type::Uint(16),
        TextUnit::Char32 => Type::Uint(32),
        TextUnit::Wide => types
            .basic(BasicName::Wchar)
            .ok_or_else(|| Reason::UnsupportedConstant("wchar_t".to_owned()))?,
    };
    // C keeps the bits of a unit: in a signed `wchar_t` the highest one is the sign. Bytes are said
    // as bytes, whatever the sign of `char`.
    let unused = if let Type::Int(width) = element.clone().fixed() {
        i64::BITS.saturating_sub(u32::from(width)).min(63)
    } else {
        0
    };
    let value = |unit: u32| i64::from(unit) << unused >> unused;
    let elements: Vec<i64> = units.iter().map(|&unit| value(unit)).chain([0]).collect();
    Ok(Constant {
        ty: Type::Array {
            element: Box::new(element),
            len: u64::try_from(elements.len())
                .map_err(|_| Reason::UnsupportedConstant("text".to_owned()))?,
        },
        value: Literal::Elements(elements),
    })
}
