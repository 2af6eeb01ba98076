//! Where the fields of the text's records are: C's rules for what the text says, with the sizes
//! and alignments that scalars have on the target (C11 §6.7.2.1, and the ABI of the target for
//! the alignment of each scalar, as clang reports it).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::decls::model::Layout;
use crate::pyrite::model::{FloatType, IntegerType, Item, ItemKind, Record, Type};
use crate::target::{DataModel, Scalar};

/// A record of the text with its layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// Size and alignment of the whole, in bytes.
    pub layout: Layout,
    /// The offset of each field, in bytes, in the order of the text.
    pub offsets: Vec<u64>,
}

/// The types of a module by name, with the layouts that have been asked for.
pub struct Layouts<'m> {
    /// The target's scalars.
    model: &'m DataModel,
    /// Records, opaque types and aliases.
    types: &'m FxHashMap<&'m str, &'m Item>,
    /// The records that have been computed; `None` while one is.
    known: BTreeMap<&'m str, Option<Result<Computed, String>>>,
}

impl<'m> Layouts<'m> {
    /// Nothing is computed yet.
    pub fn new(model: &'m DataModel, types: &'m FxHashMap<&'m str, &'m Item>) -> Layouts<'m> {
        Layouts {
            model,
            types,
            known: BTreeMap::new(),
        }
    }

    /// The layout of a record of the text.
    ///
    /// # Errors
    /// Why it has none, in words.
    pub fn record(&mut self, name: &'m str, record: &'m Record) -> Result<Computed, String> {
        match self.known.get(name) {
            Some(Some(known)) => return known.clone(),
            Some(None) => return Err(format!("`{name}` contains itself")),
            None => {}
        }
        self.known.insert(name, None);
        let computed = self.compute(record);
        self.known.insert(name, Some(computed.clone()));
        computed
    }

    /// Lays a record out.
    fn compute(&mut self, record: &'m Record) -> Result<Computed, String> {
        let mut size = 0_u64;
        let mut align = 1;
        let mut offsets = Vec::with_capacity(record.fields.len());
        for field in &record.fields {
            let layout = self
                .ty(&field.ty)
                .map_err(|why| format!("`{}`: {why}", field.name))?;
            let natural = layout.align.min(record.packed.unwrap_or(u64::MAX)).max(1);
            align = align.max(natural);
            let start = match record.is_union {
                true => 0,
                false => size.checked_next_multiple_of(natural).ok_or(TOO_LARGE)?,
            };
            offsets.push(start);
            let end = start.checked_add(layout.size).ok_or(TOO_LARGE)?;
            size = size.max(end);
        }
        let align = align.max(record.align.unwrap_or(1));
        Ok(Computed {
            layout: Layout {
                size: size.checked_next_multiple_of(align).ok_or(TOO_LARGE)?,
                align,
            },
            offsets,
        })
    }

    /// Size and alignment of a type.
    ///
    /// # Errors
    /// Why it has none, in words.
    pub fn ty(&mut self, ty: &'m Type) -> Result<Layout, String> {
        let of = |scalar: Scalar| Layout {
            size: scalar.size,
            align: scalar.align,
        };
        match ty {
            Type::Bool => Ok(Layout { size: 1, align: 1 }),
            Type::Integer(integer) => self.integer(*integer),
            Type::Float(FloatType::F32) => Ok(of(self.model.float)),
            Type::Float(FloatType::F64) => [self.model.double, self.model.long_double]
                .into_iter()
                .find(|it| it.size == 8)
                .map(of)
                .ok_or_else(|| "C has no floating type of 64 bits here".to_owned()),
            Type::Pointer { .. } | Type::Optional(_) | Type::Function(_) => {
                Ok(of(self.model.pointer))
            }
            Type::Array { element, length } => {
                let element = self.ty(element)?;
                Ok(Layout {
                    size: element.size.checked_mul(*length).ok_or(TOO_LARGE)?,
                    align: element.align,
                })
            }
            Type::Named(name) => {
                let item = self.types.get(name.as_str());
                match item.map(|item| (item.name.as_str(), &item.kind)) {
                    Some((name, ItemKind::Record(record))) => {
                        self.record(name, record).map(|it| it.layout)
                    }
                    Some((_, ItemKind::Alias(ty))) => self.alias(name, ty),
                    Some((_, ItemKind::Opaque)) => Err(format!("`{name}` is opaque")),
                    Some(_) | None => Err(format!("no item defines `{name}`")),
                }
            }
            Type::Void => Err("`void` has no size".to_owned()),
            Type::Text => Err("`&str` is nothing that C knows".to_owned()),
        }
    }

    /// Size and alignment of an alias's type; an alias may be part of its own type.
    fn alias(&mut self, name: &'m str, ty: &'m Type) -> Result<Layout, String> {
        match self.known.get(name) {
            Some(Some(known)) => return known.clone().map(|it| it.layout),
            Some(None) => return Err(format!("`{name}` stands for itself")),
            None => {}
        }
        self.known.insert(name, None);
        let layout = self.ty(ty);
        let computed = layout.clone().map(|layout| Computed {
            layout,
            offsets: Vec::new(),
        });
        self.known.insert(name, Some(computed));
        layout
    }

    /// Size and alignment of an integer: those of C's integer of that width.
    fn integer(&self, integer: IntegerType) -> Result<Layout, String> {
        let model = self.model;
        let size = match integer.bits() {
            Some(8) => return Ok(Layout { size: 1, align: 1 }),
            Some(bits) => u64::from(bits / 8),
            None => model.pointer.size,
        };
        [model.int, model.short, model.long, model.long_long]
            .into_iter()
            .find(|it| it.size == size)
            .map(|it| Layout {
                size,
                align: it.align,
            })
            .ok_or_else(|| format!("C has no integer like `{}` here", integer.name()))
    }
}

/// Why a record has no size that 64 bits hold.
const TOO_LARGE: &str = "it is larger than any memory";
