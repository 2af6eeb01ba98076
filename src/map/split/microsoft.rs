//! Bit-fields by Microsoft's rules, which gcc and clang for MinGW both follow, and read alike
//! only where nothing is packed.
//!
//! ```c
//! union u { char c; unsigned long b : 5; };                  // gcc: aligned to 4, clang: to 1
//! struct __attribute__((packed)) s { short a : 9; char c; }; // gcc: 3 bytes, clang: another
//! ```

use crate::decls::model::Definition;

/// Whether a record has clang's layout by the plain rules: a bit-field shares the unit of the one
/// before it if their types are of one size and it fits, and begins a unit of its type otherwise.
pub(super) fn is_plain(definition: &Definition, is_union: bool) -> bool {
    let fields = &definition.fields;
    let largest = fields.iter().map(|field| field.layout.align).max();
    let has_zero_width = fields.iter().any(|field| field.bit_width == Some(0));
    if definition.is_packed || has_zero_width || definition.layout.align < largest.unwrap_or(1) {
        return false;
    }
    is_union || follows(definition) == Some(true)
}

/// Whether the members of a structure stand where the rules put them; `None` for one that is too
/// large.
fn follows(definition: &Definition) -> Option<bool> {
    // The end of the members so far, and the unit that the next bit-field may share: its bytes,
    // and the first bit that is free.
    let mut end = 0_u64;
    let mut unit: Option<(u64, u64)> = None;
    for field in &definition.fields {
        let (size, align) = (field.layout.size, field.layout.align.max(1));
        let Some(width) = field.bit_width.map(u64::from) else {
            unit = None;
            // A member may be aligned by an attribute of its own.
            let natural = end.checked_next_multiple_of(align)?;
            let offset = field.offset_bits / 8;
            if offset < natural || !offset.is_multiple_of(align) {
                return Some(false);
            }
            end = offset.checked_add(size)?;
            continue;
        };
        let start = match unit {
            Some((bytes, free)) if bytes == size && free + width <= end.checked_mul(8)? => free,
            Some(_) | None => {
                let start = end.checked_next_multiple_of(align)?;
                end = start.checked_add(size)?;
                start.checked_mul(8)?
            }
        };
        if field.offset_bits != start {
            return Some(false);
        }
        unit = Some((size, start + width));
    }
    let layout = definition.layout;
    Some(end.checked_next_multiple_of(layout.align)? == layout.size)
}
