//! What a merged module says of types on one target: sizes by C's rules from its text alone, the
//! remarks on alignments that Pyrite has no word for among it.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one kind of item is looked for"
)]

use std::collections::BTreeMap;

use quarry_bindgen::pyrite::model::{
    FloatType, IntegerType, ItemKind, Module, Record, Type, Value,
};
use quarry_bindgen::target::Target;

/// The items that exist on a target.
pub(crate) struct Selected<'m> {
    /// By name.
    items: BTreeMap<&'m str, &'m ItemKind>,
    /// The alignments that remarks say.
    remarks: BTreeMap<&'m str, u64>,
    /// The size of a pointer.
    pointer: u64,
    /// The most that a scalar is aligned to within a record.
    most: u64,
}

impl<'m> Selected<'m> {
    /// Selects by `@cfg`.
    pub(crate) fn of(text: &str, module: &'m Module, target: &Target) -> Selected<'m> {
        let remarks = remarks(text);
        let there = || module.items.iter().filter(|item| item.exists_on(target));
        let remark = |line: u32| remarks.get(&line).copied();
        let is_type =
            |kind: &ItemKind| !matches!(kind, ItemKind::Skipped(_) | ItemKind::Implementation(_));
        Selected {
            remarks: there()
                .filter_map(|item| Some((item.name.as_str(), remark(item.position.line)?)))
                .collect(),
            items: there()
                .filter(|item| is_type(&item.kind))
                .map(|item| (item.name.as_str(), &item.kind))
                .collect(),
            pointer: u64::from(target.pointer_width) / 8,
            most: match (target.arch.as_str(), target.os.as_str()) {
                ("x86", "linux") => 4,
                _ => 8,
            },
        }
    }

    /// The size and alignment of a named type; `None` where it is opaque or not there.
    pub(crate) fn named(&self, name: &str) -> Option<(u64, u64)> {
        match self.items.get(name)? {
            ItemKind::Record(record) => {
                let (size, align, _) = self.record(record)?;
                Some((size, align))
            }
            ItemKind::Alias(ty) => {
                let (size, align) = self.ty(ty)?;
                let remark = self.remarks.get(name).copied();
                Some((size, align.max(remark.unwrap_or(1))))
            }
            _ => None,
        }
    }

    /// Whether a named integer is signed.
    pub(crate) fn is_signed(&self, name: &str) -> Option<bool> {
        match self.items.get(name)? {
            ItemKind::Alias(Type::Integer(integer)) => Some(matches!(
                integer,
                IntegerType::I8
                    | IntegerType::I16
                    | IntegerType::I32
                    | IntegerType::I64
                    | IntegerType::Isize
            )),
            ItemKind::Alias(Type::Named(other)) => self.is_signed(other),
            _ => None,
        }
    }

    /// The offset and size of the first of some fields that a record has.
    pub(crate) fn field(&self, record: &str, names: &[&str]) -> Option<(u64, u64)> {
        let ItemKind::Record(record) = self.items.get(record)? else {
            return None;
        };
        let (_, _, offsets) = self.record(record)?;
        let place = names.iter().find_map(|name| {
            let mut fields = record.fields.iter();
            fields.position(|field| field.name == *name)
        })?;
        Some((offsets[place], self.ty(&record.fields[place].ty)?.0))
    }

    /// The value of a constant.
    pub(crate) fn value(&self, name: &str) -> Option<i128> {
        match self.items.get(name)? {
            ItemKind::Constant(constant) => match &constant.value {
                Value::Integer(value) => value.to_i128(),
                _ => None,
            },
            _ => None,
        }
    }

    /// Size, alignment and offsets.
    fn record(&self, record: &Record) -> Option<(u64, u64, Vec<u64>)> {
        let (mut end, mut align) = (0, record.align.unwrap_or(1));
        let mut offsets = Vec::new();
        for field in &record.fields {
            let (size, natural) = self.ty(&field.ty)?;
            let natural = natural.min(record.packed.unwrap_or(u64::MAX));
            let offset = match record.is_union {
                true => 0,
                false => u64::next_multiple_of(end, natural),
            };
            align = align.max(natural);
            end = end.max(offset + size);
            offsets.push(offset);
        }
        Some((end.next_multiple_of(align), align, offsets))
    }

    /// Size and alignment.
    fn ty(&self, ty: &Type) -> Option<(u64, u64)> {
        let size = match ty {
            Type::Bool => 1,
            Type::Integer(IntegerType::I8 | IntegerType::U8) => 1,
            Type::Integer(IntegerType::I16 | IntegerType::U16) => 2,
            Type::Integer(IntegerType::I32 | IntegerType::U32) | Type::Float(FloatType::F32) => 4,
            Type::Integer(IntegerType::I64 | IntegerType::U64) | Type::Float(FloatType::F64) => 8,
            Type::Integer(IntegerType::Isize | IntegerType::Usize)
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function(_) => self.pointer,
            Type::Array { element, length } => {
                let (size, align) = self.ty(element)?;
                return Some((size * length, align));
            }
            Type::Named(name) => return self.named(name),
            Type::Void | Type::Text => return None,
        };
        Some((size, size.min(self.most)))
    }
}

/// What `# aligned to N in C` says, by the lines of the items below.
fn remarks(text: &str) -> BTreeMap<u32, u64> {
    let mut remarks = BTreeMap::new();
    let mut remark: Option<u64> = None;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(rest) = line.strip_prefix("# aligned to ") {
            remark = rest.split(' ').next().and_then(|it| it.parse().ok());
        } else if line.starts_with("type ") {
            remarks.extend(remark.take().map(|align| (number, align)));
        } else if line.is_empty() {
            remark = None;
        }
    }
    remarks
}
