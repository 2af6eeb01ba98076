//! `volatile` and `_Atomic`, which Pyrite cannot say: a remark tells them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use crate::decls::model::{CType, QualType};

/// The qualifiers of an object, or of what it points to, that are lost (C11 §6.7.3).
///
/// `volatile int *ring` and `volatile int status` both give `volatile`.
pub fn lost(ty: &QualType) -> Option<&'static str> {
    match (is_volatile(ty), is_atomic(&ty.ty)) {
        (true, true) => Some("volatile _Atomic"),
        (true, false) => Some("volatile"),
        (false, true) => Some("_Atomic"),
        (false, false) => None,
    }
}

/// `volatile`, at any level.
fn is_volatile(ty: &QualType) -> bool {
    ty.is_volatile || inner(&ty.ty).is_some_and(is_volatile)
}

/// `_Atomic`, at any level.
fn is_atomic(ty: &CType) -> bool {
    matches!(ty, CType::Atomic(_)) || inner(ty).is_some_and(|ty| is_atomic(&ty.ty))
}

/// What a pointer points to, what an array is made of, what is atomic.
fn inner(ty: &CType) -> Option<&QualType> {
    match ty {
        CType::Pointer { pointee, .. } => Some(pointee),
        CType::Array { element, .. } => Some(element),
        CType::Atomic(inner) => Some(inner),
        _ => None,
    }
}
