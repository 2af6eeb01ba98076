//! Size and alignment of the records of a text, by C's rules for what it says (C11 §6.7.2.1).
//!
//! No compiler is asked: a scalar is aligned to its size, or to the most that the machine aligns
//! anything to. Numbers are for the words of a change, and to see that padding is written
//! otherwise with the same effect; where they are not known, every difference counts.

use rustc_hash::FxHashMap;

use super::relation::Types;
use crate::pyrite::model::{FloatType, ItemKind, Record, Type};
use crate::target::Target;

/// The most records within each other that are looked into.
const LEVELS: usize = 200;

/// Where the fields of a record are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Computed {
    /// Bytes of the whole.
    pub(super) size: u64,
    /// Bytes that it is aligned to.
    pub(super) align: u64,
    /// The offset of each field in bytes, in the order of the text.
    pub(super) offsets: Vec<u64>,
}

/// The layouts of a module's types on one target.
pub(super) struct Layouts<'m> {
    /// Bytes of a pointer, and the most that a scalar is aligned to; `None` for a machine that
    /// is not known.
    machine: Option<(u64, u64)>,
    /// What has been computed; `None` where there is none, or while it is.
    known: FxHashMap<&'m str, Option<Computed>>,
}

impl<'m> Layouts<'m> {
    /// For a target; of one that the table does not have, the alignments are not known.
    pub(super) fn new(target: Option<&Target>) -> Layouts<'m> {
        Layouts {
            machine: target
                .filter(|it| Target::parse(&it.triple).is_ok())
                .map(|it| (it.pointer_bytes(), it.widest_alignment())),
            known: FxHashMap::default(),
        }
    }

    /// The layout of a record or alias of that name.
    pub(super) fn named(&mut self, name: &'m str, types: &Types<'m>) -> Option<Computed> {
        self.name(name, types, 0)
    }

    /// The layout of a name within others.
    fn name(&mut self, name: &'m str, types: &Types<'m>, level: usize) -> Option<Computed> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let item = types.get(name)?;
        self.known.insert(name, None);
        let computed = match &item.kind {
            ItemKind::Record(record) => self.record(record, types, level),
            ItemKind::Alias(ty) => self.ty(ty, types, level).map(|(size, align)| Computed {
                size,
                align,
                offsets: Vec::new(),
            }),
            ItemKind::Function(_)
            | ItemKind::Variable(_)
            | ItemKind::Opaque
            | ItemKind::Constant(_)
            | ItemKind::Implementation(_)
            | ItemKind::Skipped(_) => None,
        };
        self.known.insert(name, computed.clone());
        computed
    }

    /// Lays a record out.
    fn record(&mut self, record: &'m Record, types: &Types<'m>, level: usize) -> Option<Computed> {
        let (mut size, mut align) = (0_u64, 1_u64);
        let mut offsets = Vec::with_capacity(record.fields.len());
        for field in &record.fields {
            let (bytes, natural) = self.ty(&field.ty, types, level + 1)?;
            let natural = natural.min(record.packed.unwrap_or(u64::MAX)).max(1);
            align = align.max(natural);
            let start = match record.is_union {
                true => 0,
                false => size.checked_next_multiple_of(natural)?,
            };
            offsets.push(start);
            size = size.max(start.checked_add(bytes)?);
        }
        let align = align.max(record.align.unwrap_or(1));
        Some(Computed {
            size: size.checked_next_multiple_of(align)?,
            align,
            offsets,
        })
    }

    /// Size and alignment of a type.
    fn ty(&mut self, ty: &'m Type, types: &Types<'m>, level: usize) -> Option<(u64, u64)> {
        let (pointer, widest) = self.machine.filter(|_| level <= LEVELS)?;
        let scalar = |size: u64| Some((size, size.min(widest)));
        match ty {
            Type::Bool => scalar(1),
            Type::Integer(integer) => {
                scalar(integer.bits().map_or(pointer, |bits| u64::from(bits / 8)))
            }
            Type::Float(FloatType::F32) => scalar(4),
            Type::Float(FloatType::F64) => scalar(8),
            Type::Pointer { .. } | Type::Optional(_) | Type::Function(_) => scalar(pointer),
            Type::Array { element, length } => {
                let (size, align) = self.ty(element, types, level + 1)?;
                Some((size.checked_mul(*length)?, align))
            }
            Type::Named(name) => {
                let computed = self.name(name, types, level + 1)?;
                Some((computed.size, computed.align))
            }
            Type::Void | Type::Text => None,
        }
    }
}
