//! Layout: what C's natural rules give for the fields that are to be written, and the search for
//! attributes and padding that make them clang's layout.
//!
//! The rules are C11 §6.7.2.1 with the System V ABI's: a member starts at the next multiple of
//! its alignment, which `packed = n` caps at n; the record's alignment is the largest of its
//! members', which `align = n` raises; its size is rounded up to its alignment.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

mod check;

pub use check::Rules;

use super::model::Type;
use crate::decls::model::Layout;
use crate::target::DataModel;

/// A field that is to be written: where clang has it, and the layout its Pyrite type has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Where clang has it, in bytes.
    pub offset: u64,
    /// What C's rules give for its type.
    pub natural: Layout,
}

/// A way to write a record such that its layout is clang's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// `packed = n`
    pub packed: Option<u64>,
    /// `align = n`
    pub align: Option<u64>,
    /// Padding before each slot, in bytes, and after the last: one more than there are slots.
    pub padding: Vec<u64>,
}

impl Plan {
    /// Nothing but the fields.
    pub fn is_natural(&self) -> bool {
        self.packed.is_none() && self.align.is_none() && self.padding.iter().all(|&pad| pad == 0)
    }
}

/// Finds the simplest way to write the fields of a record whose layout is `wanted`; `None` where
/// there is none.
pub fn plan(slots: &[Slot], is_union: bool, wanted: Layout) -> Option<Plan> {
    let largest = slots
        .iter()
        .map(|slot| slot.natural.align)
        .max()
        .unwrap_or(1);
    let caps = [8, 4, 2, 1].into_iter().filter(|&cap| cap < largest);
    [None]
        .into_iter()
        .chain(caps.map(Some))
        .find_map(|packed| plan_packed(slots, is_union, wanted, packed))
}

/// The same with `packed` decided.
fn plan_packed(
    slots: &[Slot],
    is_union: bool,
    wanted: Layout,
    packed: Option<u64>,
) -> Option<Plan> {
    let align_of = |slot: &Slot| match packed {
        Some(cap) => slot.natural.align.min(cap),
        None => slot.natural.align,
    };
    let mut end = 0_u64;
    let mut padding = Vec::with_capacity(slots.len() + 1);
    for slot in slots {
        let align = align_of(slot);
        if is_union {
            if slot.offset != 0 {
                return None;
            }
            padding.push(0);
            end = end.max(slot.natural.size);
            continue;
        }
        let offset = end.checked_next_multiple_of(align)?;
        let pad = if offset == slot.offset {
            0
        } else if offset < slot.offset && slot.offset.is_multiple_of(align) {
            slot.offset - end
        } else {
            return None;
        };
        padding.push(pad);
        end = slot.offset.checked_add(slot.natural.size)?;
    }
    let align = slots.iter().map(align_of).max().unwrap_or(1);
    if align > wanted.align {
        return None;
    }
    let rounded = end.checked_next_multiple_of(wanted.align)?;
    let tail = match rounded.cmp(&wanted.size) {
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Less if is_union => wanted.size,
        std::cmp::Ordering::Less => wanted.size - end,
        std::cmp::Ordering::Greater => return None,
    };
    if !wanted.size.is_multiple_of(wanted.align) {
        return None;
    }
    padding.push(tail);
    Some(Plan {
        packed,
        align: (align < wanted.align).then_some(wanted.align),
        padding,
    })
}

/// Storage of a size and alignment: `[uN; K]`, with the widest N whose natural alignment on the
/// target is not over what is wanted. Where that is under it, the record says `align = n`.
pub fn storage(layout: Layout, model: &DataModel) -> Type {
    let (element, size) = [model.long_long, model.long, model.int, model.short]
        .into_iter()
        .filter(|scalar| {
            scalar.align <= layout.align
                && scalar.align == scalar.size
                && scalar.size <= 8
                && layout.size.is_multiple_of(scalar.size)
        })
        .max_by_key(|scalar| scalar.size)
        .and_then(|scalar| Some((u8::try_from(scalar.size * 8).ok()?, scalar.size)))
        .unwrap_or((8, 1));
    Type::Array {
        element: Box::new(Type::Uint(element)),
        len: layout.size / size,
    }
}

/// The alignment that [`storage`] has of itself.
pub fn storage_align(layout: Layout, model: &DataModel) -> u64 {
    match storage(layout, model) {
        Type::Array { element, .. } => match *element {
            Type::Uint(bits) => u64::from(bits / 8),
            _ => 1,
        },
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A slot.
    fn slot(offset: u64, size: u64, align: u64) -> Slot {
        Slot {
            offset,
            natural: Layout { size, align },
        }
    }

    #[test]
    fn natural_fields_need_nothing() {
        let slots = [slot(0, 1, 1), slot(4, 4, 4)];
        let plan = plan(&slots, false, Layout { size: 8, align: 4 }).unwrap();
        assert!(plan.is_natural());
    }

    #[test]
    fn packed_and_aligned_at_once() {
        // struct { int a; long b; } __attribute__((packed, aligned(8)))
        let slots = [slot(0, 4, 4), slot(4, 8, 8)];
        let plan = plan(&slots, false, Layout { size: 16, align: 8 }).unwrap();
        assert_eq!((plan.packed, plan.align), (Some(4), Some(8)));
        assert_eq!(plan.padding, [0, 0, 0]);
    }

    #[test]
    fn padding_moves_an_over_aligned_member() {
        let slots = [slot(0, 1, 1), slot(16, 4, 4)];
        let plan = plan(
            &slots,
            false,
            Layout {
                size: 32,
                align: 16,
            },
        )
        .unwrap();
        assert_eq!(plan.align, Some(16));
        assert_eq!(plan.padding, [0, 15, 0]);
    }

    #[test]
    fn overlapping_members_have_no_plan() {
        let slots = [slot(0, 4, 4), slot(2, 4, 2)];
        assert_eq!(plan(&slots, false, Layout { size: 8, align: 4 }), None);
    }

    #[test]
    fn a_union_is_as_large_as_asked_for() {
        let slots = [slot(0, 1, 1)];
        let plan = plan(&slots, true, Layout { size: 4, align: 1 }).unwrap();
        assert_eq!(plan.padding, [0, 4]);
    }
}
