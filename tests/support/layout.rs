//! Sizes and offsets of a module's records by C's rules, computed from what the module says of
//! its fields and from nothing else (C11 §6.7.2.1, System V ABI).

use std::collections::BTreeMap;

use quarry_bindgen::map::model::{ItemKind, Module, Record, Type};

/// What the rules give for one record, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Computed {
    /// `sizeof`
    pub(crate) size: u64,
    /// `_Alignof`
    pub(crate) align: u64,
    /// Each field in order.
    pub(crate) fields: Vec<Placed>,
}

/// A field with its place, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Its name in the module.
    pub(crate) name: String,
    /// Bytes before it.
    pub(crate) offset: u64,
    /// Its `sizeof`; 0 for a flexible array.
    pub(crate) size: u64,
    /// Whether it is signed, for an integer.
    pub(crate) signed: Option<bool>,
}

/// The layouts of every record of a module by its C name.
///
/// # Errors
/// A type without a size stands in a field.
pub(crate) fn of_module(module: &Module) -> Result<BTreeMap<String, Computed>, String> {
    let rules = Rules::of(module);
    let mut layouts = BTreeMap::new();
    for item in &module.items {
        if let ItemKind::Record(record) = &item.kind {
            let computed = rules
                .record(record)
                .map_err(|e| format!("{}: {e}", item.name))?;
            let name = item.c_name.as_ref().unwrap_or(&item.name);
            layouts.insert(name.clone(), computed);
        }
    }
    Ok(layouts)
}

/// A target's rules and the module's named types.
struct Rules<'a> {
    /// Size of a pointer.
    pointer: u64,
    /// The most that a scalar is aligned to inside a record.
    max_align: u64,
    /// Items that a type may name.
    named: BTreeMap<&'a str, &'a ItemKind>,
}

impl<'a> Rules<'a> {
    /// The rules of a module's target.
    fn of(module: &'a Module) -> Rules<'a> {
        let max_align = match (module.target.arch.as_str(), module.target.os.as_str()) {
            ("avr", _) => 1,
            ("msp430", _) => 2,
            ("x86", "linux" | "android") => 4,
            _ => 8,
        };
        let named = module.items.iter().map(|i| (i.name.as_str(), &i.kind));
        Rules {
            pointer: module.data_model.pointer.size,
            max_align,
            named: named
                .filter(|(_, kind)| matches!(kind, ItemKind::Record(_) | ItemKind::Alias(_)))
                .collect(),
        }
    }

    /// The layout of a record.
    fn record(&self, record: &Record) -> Result<Computed, String> {
        let (mut end, mut align) = (0_u64, record.align.unwrap_or(1));
        let mut fields = Vec::new();
        for field in &record.fields {
            let (size, natural) = self
                .ty(&field.ty)
                .map_err(|e| format!("{}: {e}", field.name))?;
            let field_align = natural.min(record.packed.unwrap_or(u64::MAX));
            align = align.max(field_align);
            let offset = match record.is_union {
                true => 0,
                false => end.next_multiple_of(field_align),
            };
            end = end.max(offset + size);
            fields.push(Placed {
                name: field.name.clone(),
                offset,
                size,
                signed: match field.ty {
                    Type::Int(_) | Type::Isize => Some(true),
                    Type::Uint(_) | Type::Usize => Some(false),
                    _ => None,
                },
            });
        }
        Ok(Computed {
            size: end.next_multiple_of(align),
            align,
            fields,
        })
    }

    /// Size and alignment of a type.
    fn ty(&self, ty: &Type) -> Result<(u64, u64), String> {
        let scalar = |size: u64| Ok((size, size.min(self.max_align)));
        match ty {
            Type::Bool => scalar(1),
            Type::Int(bits) | Type::Uint(bits) | Type::Float(bits) => scalar(u64::from(*bits) / 8),
            Type::Basic(basic) => self.ty(&basic.width.into()),
            Type::Isize
            | Type::Usize
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function { .. } => scalar(self.pointer),
            Type::Array { element, len } => {
                let (size, align) = self.ty(element)?;
                Ok((size * len, align))
            }
            Type::Named(name) => match self.named.get(name.as_str()) {
                Some(ItemKind::Record(record)) => {
                    let computed = self.record(record)?;
                    Ok((computed.size, computed.align))
                }
                Some(ItemKind::Alias(target)) => self.ty(target),
                _ => Err(format!("`{name}` has no size")),
            },
            Type::Void | Type::Str => Err(format!("{ty:?} has no size")),
        }
    }
}
