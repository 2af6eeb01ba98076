//! Records that one C compiler of the target lays out otherwise than another: they become opaque,
//! because a library that is built with the one has not the other's layout.
//!
//! On AVR avr-gcc, which its libraries are built with, aligns nothing and packs bit-fields without
//! gaps. clang aligns `short` to 2 bytes and starts a bit-field anew that does not fit into a unit
//! of its type:
//!
//! ```c
//! struct mixed { char tag; short count; };    // clang: 4 bytes, avr-gcc: 3
//! struct flags { char a : 5; char b : 5; };   // clang: b at bit 8, avr-gcc: at bit 5
//! ```
//!
//! On Windows with GNU's C gcc and clang place bit-fields alike only where nothing is packed; see
//! [`microsoft`].
//!
//! Wherever gcc is at home it places a bit-field that is `aligned(n)` otherwise than clang if
//! `#pragma pack` stands against it.
//!
//! On s390x clang before 19 aligns `__int128` to 16 bytes, gcc and later ones to 8.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

mod microsoft;

use std::collections::BTreeSet;

use super::ctype::Types;
use crate::decls::model::{CType, Declaration, Definition, Field, TypeId};
use crate::target::{DataModel, Target};

/// What a reader of the module is told.
pub const REMARK: &str = "C compilers lay it out differently here";

/// The records whose layout is in doubt. What a record holds stands before it.
pub fn records(
    declarations: &[Declaration],
    types: &Types<'_>,
    target: &Target,
) -> BTreeSet<TypeId> {
    let cause = Cause::of(types.model, target);
    let has_gcc = match target.os.as_str() {
        "windows" => target.env == "gnu",
        "android" | "freebsd" | "openbsd" | "wasi" | "emscripten" | "fuchsia" => false,
        _ => !target.is_apple(),
    };
    if cause.is_none() && !has_gcc {
        return BTreeSet::new();
    }
    let mut doubts = Doubts {
        types,
        cause,
        touchy: BTreeSet::new(),
        split: BTreeSet::new(),
    };
    for declaration in declarations {
        if let Declaration::Record(record) = declaration
            && let Some(definition) = &record.definition
        {
            doubts.judge(record.id, definition, record.is_union);
        }
    }
    doubts.split
}

/// What the compilers of a target disagree about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// `short` and bit-fields, on AVR.
    Short,
    /// `__int128`, on s390x.
    Int128,
    /// Bit-fields, on Windows with GNU's C.
    Packing,
}

impl Cause {
    /// Tells AVR and s390x by what no other's C has.
    fn of(model: &DataModel, target: &Target) -> Option<Cause> {
        if target.os == "windows" && target.env == "gnu" {
            return Some(Cause::Packing);
        }
        let aligns_only_short =
            model.int.align == 1 && model.long.align == 1 && model.short.align > 1;
        let halves_long_double = model.long_double.size == 16 && model.long_double.align == 8;
        if aligns_only_short {
            Some(Cause::Short)
        } else {
            (model.big_endian && halves_long_double).then_some(Cause::Int128)
        }
    }

    /// Whether a type is the one.
    fn is(self, ty: &CType) -> bool {
        match (self, ty) {
            (Cause::Short, CType::Short | CType::UShort) => true,
            (Cause::Int128, CType::Unsupported { spelling, .. }) => spelling.ends_with("__int128"),
            _ => false,
        }
    }
}

/// What is known of the records so far.
struct Doubts<'t, 'd> {
    /// The types.
    types: &'t Types<'d>,
    /// What makes them doubtful on this target.
    cause: Option<Cause>,
    /// Records that hold such a type, or a bit-field where those count, at any depth.
    touchy: BTreeSet<TypeId>,
    /// Those of them that the compilers disagree about.
    split: BTreeSet<TypeId>,
}

impl Doubts<'_, '_> {
    /// Judges one record.
    fn judge(&mut self, id: TypeId, definition: &Definition, is_union: bool) {
        let fields = &definition.fields;
        if !definition.has_unruly_bits && !fields.iter().any(|field| self.is_touchy(field)) {
            return;
        }
        self.touchy.insert(id);
        let holds_split = fields
            .iter()
            .any(|field| self.record_in(&field.ty.ty, &self.split));
        let agreed = match self.cause {
            None => true,
            Some(Cause::Short) => self.is_the_same_on_avr(definition, is_union),
            Some(Cause::Int128) => !fields
                .iter()
                .any(|field| self.is_made_of_cause(&field.ty.ty)),
            Some(Cause::Packing) => {
                let has_bits = fields.iter().any(|field| field.bit_width.is_some());
                let is_lowered = fields.iter().any(|field| self.is_lowered(field));
                !is_lowered && (!has_bits || microsoft::is_plain(definition, is_union))
            }
        };
        if holds_split || definition.has_unruly_bits || !agreed {
            self.split.insert(id);
        }
    }

    /// Where clang leaves no gap, avr-gcc has the same offsets and size; its alignment is 1.
    fn is_the_same_on_avr(&self, definition: &Definition, is_union: bool) -> bool {
        let is_short = |field: &Field| self.is_made_of_cause(&field.ty.ty);
        let aligned_bits = definition.layout.align > 1
            && definition
                .fields
                .iter()
                .any(|field| field.bit_width.is_some() && is_short(field));
        has_no_gaps(definition, is_union) && !aligned_bits
    }

    /// Whether a typedef lowers the alignment of its type, which clang takes back for Microsoft's
    /// rules: `typedef int low __attribute__((aligned(1)));`
    fn is_lowered(&self, field: &Field) -> bool {
        let natural = self.types.layout(&field.ty.ty);
        natural.is_some_and(|natural| field.layout.align < natural.align)
    }

    /// Whether the compilers may place a member differently.
    fn is_touchy(&self, field: &Field) -> bool {
        let counts_bits = matches!(self.cause, Some(Cause::Short | Cause::Packing));
        (field.bit_width.is_some() && counts_bits)
            || (self.cause == Some(Cause::Packing) && self.is_lowered(field))
            || self.is_made_of_cause(&field.ty.ty)
            || self.record_in(&field.ty.ty, &self.touchy)
    }

    /// Whether a type is the doubtful one, or made of it.
    fn is_made_of_cause(&self, ty: &CType) -> bool {
        self.cause.is_some_and(|cause| cause.is(ty))
            || self.inside(ty).is_some_and(|ty| self.is_made_of_cause(ty))
    }

    /// Whether a type is made of one of the records.
    fn record_in(&self, ty: &CType, records: &BTreeSet<TypeId>) -> bool {
        match ty {
            CType::Record(id) => records.contains(id),
            other => self
                .inside(other)
                .is_some_and(|ty| self.record_in(ty, records)),
        }
    }

    /// What a type is made of.
    fn inside<'a>(&'a self, ty: &'a CType) -> Option<&'a CType> {
        match ty {
            CType::Array { element, .. } => Some(&element.ty),
            CType::Atomic(inner) => Some(&inner.ty),
            CType::Typedef(id) => Some(&self.types.typedef(*id)?.target.ty),
            CType::Enumeration(id) => self.types.underlying(*id),
            _ => None,
        }
    }
}

/// Whether each member starts where the one before ends, and the record ends with the last.
fn has_no_gaps(definition: &Definition, is_union: bool) -> bool {
    let mut end = Some(0_u64);
    let mut largest = 0_u64;
    for field in &definition.fields {
        let start = match end {
            Some(_) if is_union => 0,
            Some(end) if field.bit_width.is_some_and(|width| width > 0) => end,
            Some(end) => end.next_multiple_of(8),
            None => return false,
        };
        let bits = match field.bit_width {
            Some(width) => u64::from(width),
            None => field.layout.size.saturating_mul(8),
        };
        if field.offset_bits != start {
            return false;
        }
        end = start.checked_add(bits);
        largest = largest.max(end.unwrap_or(u64::MAX));
    }
    largest.div_ceil(8) == definition.layout.size
}
