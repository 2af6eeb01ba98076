//! The last word on layout: what C's rules give for a record *as it is to be written*, against
//! clang's numbers.
//!
//! It knows the fields' Pyrite types and the attributes, and nothing of how they were chosen.

use rustc_hash::FxHashMap;

use crate::decls::model::{CType, Declaration, Layout, TypeId};
use crate::map::ctype::Types;
use crate::map::model::{Record, Type};
use crate::target::{DataModel, Scalar};

/// The target's rules, with the layouts of the types that fields name.
pub struct Rules {
    /// The widths and alignments of C's types.
    model: DataModel,
    /// Types of the module, by name.
    named: FxHashMap<String, Layout>,
}

impl Rules {
    /// The rules for the records of a unit.
    pub fn new<'r>(
        records: impl Iterator<Item = &'r Record>,
        declarations: &[Declaration],
        types: &Types<'_>,
    ) -> Rules {
        let mut named: FxHashMap<String, Option<Layout>> = FxHashMap::default();
        for field in records.flat_map(|record| &record.fields) {
            if let Some(name) = named_in(&field.ty)
                && !named.contains_key(name)
            {
                named.insert(name.to_owned(), None);
            }
        }
        for declaration in declarations {
            let (id, ty) = match declaration {
                Declaration::Record(it) => (it.id, CType::Record(it.id)),
                Declaration::Enumeration(it) => (it.id, CType::Enumeration(it.id)),
                Declaration::Typedef(it) => (it.id, CType::Typedef(it.id)),
                Declaration::Function(_)
                | Declaration::Variable(_)
                | Declaration::Constant(_)
                | Declaration::Renamed(_)
                | Declaration::Skipped(_) => continue,
            };
            if let Some(slot) = types.names.of_type(id).and_then(|it| named.get_mut(it)) {
                *slot = types.layout(&ty).or_else(|| function(id, types));
            }
        }
        Rules {
            model: types.model.clone(),
            named: named
                .into_iter()
                .filter_map(|(name, layout)| Some((name, layout?)))
                .collect(),
        }
    }

    /// Whether a record as written has clang's size and alignment, and each field its place.
    ///
    /// Two C types of one size may be aligned differently: `short` and `int` on AVR. Either is
    /// the integer of Pyrite; where that matters, the record is among those that are in doubt.
    pub fn agree(&self, record: &Record) -> bool {
        let model = &self.model;
        let short_last = [model.int, model.long, model.long_long, model.short];
        let short_first = [model.short, model.int, model.long, model.long_long];
        self.agree_with(record, &short_last)
            || (model.short.size == model.int.size && self.agree_with(record, &short_first))
    }

    /// The same with the first integer of a width for all of it.
    fn agree_with(&self, record: &Record, integers: &[Scalar]) -> bool {
        let cap = record.packed.unwrap_or(u64::MAX);
        let (mut end, mut align) = (0_u64, record.align.unwrap_or(1));
        for field in &record.fields {
            let Some(natural) = self.layout(&field.ty, integers) else {
                return false;
            };
            let field_align = natural.align.min(cap).max(1);
            let start = if record.is_union {
                Some(0)
            } else {
                end.checked_next_multiple_of(field_align)
            };
            let stop = start.and_then(|start| start.checked_add(natural.size));
            let (Some(start), Some(stop)) = (start, stop) else {
                return false;
            };
            if start != field.offset {
                return false;
            }
            end = end.max(stop);
            align = align.max(field_align);
        }
        // Pyrite has no record without a field: one that is empty holds an empty array.
        end.checked_next_multiple_of(align) == Some(record.layout.size)
            && align == record.layout.align
    }

    /// Size and alignment of a type as a field; `None` where it has none.
    fn layout(&self, ty: &Type, integers: &[Scalar]) -> Option<Layout> {
        let model = &self.model;
        let of = |scalar: Scalar| {
            Some(Layout {
                size: scalar.size,
                align: scalar.align,
            })
        };
        let floats = [model.float, model.double, model.long_double];
        let sized = |all: &[Scalar], bits: u8| {
            let scalar = all.iter().find(|it| it.size * 8 == u64::from(bits))?;
            of(*scalar)
        };
        match ty {
            Type::Bool | Type::Int(8) | Type::Uint(8) => Some(Layout { size: 1, align: 1 }),
            Type::Int(bits) | Type::Uint(bits) => sized(integers, *bits),
            Type::Float(bits) => sized(&floats, *bits),
            Type::Basic(basic) => self.layout(&basic.width.into(), integers),
            Type::Isize
            | Type::Usize
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function { .. } => of(model.pointer),
            Type::Array { element, len } => {
                let element = self.layout(element, integers)?;
                Some(Layout {
                    size: element.size.checked_mul(*len)?,
                    align: element.align,
                })
            }
            Type::Named(name) => self.named.get(name).copied(),
            Type::Void | Type::Str => None,
        }
    }
}

/// The alias of a function's type stands for a pointer to it.
fn function(id: TypeId, types: &Types<'_>) -> Option<Layout> {
    let mut target = &types.typedef(id)?.target.ty;
    while let CType::Typedef(id) = target {
        target = &types.typedef(*id)?.target.ty;
    }
    let pointer = types.model.pointer;
    matches!(target, CType::Function(_)).then_some(Layout {
        size: pointer.size,
        align: pointer.align,
    })
}

/// The name that the layout of a type hangs on.
fn named_in(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Array { element, .. } => named_in(element),
        Type::Void
        | Type::Bool
        | Type::Int(_)
        | Type::Uint(_)
        | Type::Isize
        | Type::Usize
        | Type::Float(_)
        | Type::Basic(_)
        | Type::Str
        | Type::Pointer { .. }
        | Type::Optional(_)
        | Type::Function { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::model::Field;

    /// The rules of 64-bit Linux.
    fn rules() -> Rules {
        Rules {
            model: DataModel::lp64(),
            named: FxHashMap::default(),
        }
    }

    /// `struct { char a; int b; }`
    fn record() -> Record {
        let field = |name: &str, bits: u8, offset: u64| Field {
            name: name.to_owned(),
            ty: Type::Int(bits),
            remark: None,
            is_padding: false,
            offset,
        };
        Record {
            is_union: false,
            packed: None,
            align: None,
            fields: vec![field("a", 8, 0), field("b", 32, 4)],
            layout: Layout { size: 8, align: 4 },
            by_value: false,
            accessors: Vec::new(),
        }
    }

    #[test]
    fn a_natural_record_agrees() {
        assert!(rules().agree(&record()));
    }

    #[test]
    fn every_damage_is_seen() {
        let damages: [fn(&mut Record); 6] = [
            |it| it.packed = Some(1),
            |it| it.align = Some(16),
            |it| it.layout.size = 12,
            |it| it.fields.reverse(),
            |it| it.is_union = true,
            |it| it.fields.iter_mut().for_each(|it| it.ty = Type::Int(16)),
        ];
        for (index, damage) in damages.into_iter().enumerate() {
            let mut damaged = record();
            damage(&mut damaged);
            assert!(!rules().agree(&damaged), "{index}");
        }
    }

    #[test]
    fn a_type_without_a_size_does_not_agree() {
        let mut unknown = record();
        unknown.fields.push(Field {
            ty: Type::Named("nowhere".to_owned()),
            ..record().fields.remove(0)
        });
        assert!(!rules().agree(&unknown));
    }
}
