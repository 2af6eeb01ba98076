//! How remarks on records word what a field does not show.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::Types;
use crate::decls::model::{CType, VaListForm};

/// A width in words.
pub(super) fn in_bits(width: u32) -> String {
    match width {
        1 => "1 bit".to_owned(),
        _ => format!("{width} bits"),
    }
}

/// Where a bit-field starts: its lowest bit on a little-endian target, its highest on a
/// big-endian one, where the bits of a byte count from the highest.
pub(super) fn bit_place(offset_bits: u64, types: &Types<'_>) -> String {
    let (byte, bit) = (offset_bits / 8, offset_bits % 8);
    if types.model.big_endian {
        format!("byte {byte}, bit {bit} from the highest")
    } else {
        format!("byte {byte}, bit {bit}")
    }
}

/// What a storage field holds in C.
pub(super) fn storage_remark(ty: &CType) -> String {
    match ty {
        CType::Unsupported { spelling, .. } => spelling.clone(),
        CType::LongDouble => "long double".to_owned(),
        _ => "storage: another type in C".to_owned(),
    }
}

/// A `va_list` whose storage does not show what it is, or an array of them.
pub(super) fn is_stored_va_list(ty: &CType) -> bool {
    match ty {
        CType::VaList(va_list) => va_list.form != VaListForm::Pointer,
        CType::Array { element, .. } => is_stored_va_list(&element.ty),
        _ => false,
    }
}
