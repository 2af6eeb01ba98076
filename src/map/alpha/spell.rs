//! The C-like spelling of a type, for remarks on what alpha's type does not say.

use std::collections::BTreeMap;

use crate::map::model::Type;

/// `struct` or `union`, by the name of the type.
pub(super) type Tags = BTreeMap<String, &'static str>;

/// A type in C's words: `const struct node *`, `int32_t[4]`.
///
/// It is read by people only: a pointer to an array and the signature of a function are not
/// spelled as C's declarators, which need the name in their midst.
pub(super) fn spell(ty: &Type, tags: &Tags) -> String {
    match ty {
        Type::Void => "void".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int(bits) => format!("int{bits}_t"),
        Type::Uint(bits) => format!("uint{bits}_t"),
        Type::Isize => "intptr_t".to_owned(),
        Type::Usize => "uintptr_t".to_owned(),
        Type::Float(32) => "float".to_owned(),
        Type::Float(_) => "double".to_owned(),
        Type::Basic(basic) => spell(&basic.width.into(), tags),
        Type::Str => "const char *".to_owned(),
        Type::Pointer { mutable, pointee } => {
            let inner = spell(pointee, tags);
            match (pointee.as_ref(), *mutable) {
                (Type::Pointer { .. }, true) => format!("{inner}*"),
                (Type::Pointer { .. }, false) => format!("{inner}const *"),
                (_, true) => format!("{inner} *"),
                (_, false) => format!("const {inner} *"),
            }
        }
        Type::Array { element, len } => format!("{}[{len}]", spell(element, tags)),
        Type::Optional(_) | Type::Function { .. } => "function pointer".to_owned(),
        Type::Named(name) => match tags.get(name) {
            Some(tag) => format!("{tag} {name}"),
            None => name.clone(),
        },
    }
}
