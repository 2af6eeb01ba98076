//! What C's rules give for the types of fields, and whether they may travel by value.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::{Entry, Types};
use crate::decls::model::{CType, Layout, VaListForm};
use crate::map::model::{Type, Width};
use crate::target::Scalar;

impl<'d> Types<'d> {
    /// The layout of a C type that is held, by clang for records and by C's rules otherwise; see
    /// [`layout`].
    pub fn layout(&self, ty: &CType) -> Option<Layout> {
        let scalar = |scalar: Scalar| {
            Some(Layout {
                size: scalar.size,
                align: scalar.align,
            })
        };
        let model = self.model;
        match ty {
            CType::Bool | CType::Char | CType::SChar | CType::UChar => {
                Some(Layout { size: 1, align: 1 })
            }
            CType::Short | CType::UShort => scalar(model.short),
            CType::Int | CType::UInt => scalar(model.int),
            CType::Long | CType::ULong => scalar(model.long),
            CType::LongLong | CType::ULongLong => scalar(model.long_long),
            CType::Float => scalar(model.float),
            CType::Double => scalar(model.double),
            CType::LongDouble => scalar(model.long_double),
            CType::Pointer { .. } => scalar(model.pointer),
            CType::Array { element, len } => {
                let element = self.layout(&element.ty)?;
                Some(Layout {
                    size: element.size.checked_mul(len.unwrap_or(0))?,
                    align: element.align,
                })
            }
            CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id) => {
                match self.entry(*id)? {
                    Entry::Record(record) => Some(record.definition.as_ref()?.layout),
                    Entry::Enumeration(it) => self.layout(&it.underlying),
                    Entry::Typedef(typedef) => self.layout(&typedef.target.ty),
                }
            }
            CType::Atomic(inner) => self.layout(&inner.ty),
            CType::VaList(va_list) => Some(va_list.layout),
            CType::Void | CType::Function(_) | CType::Unsupported { .. } => None,
        }
    }

    /// What a bit-field of a type is read as, and the `bool` or integer of fixed width that it
    /// is; `None` where Pyrite has no such integer (`_BitInt(24)`, `__int128`).
    pub fn bit_field(&self, ty: &CType) -> Option<(Type, Type)> {
        let read_as = self.held(ty)?;
        let mut ty = ty;
        loop {
            ty = match ty {
                CType::Typedef(id) => &self.typedef(*id)?.target.ty,
                CType::Enumeration(id) => self.underlying(*id)?,
                CType::Atomic(inner) => &inner.ty,
                other => return Some((read_as.fixed(), self.integer(other)?.fixed())),
            };
        }
    }

    /// Whether a value of the type may be part of a record that travels by value.
    pub fn travels(&self, ty: &CType) -> bool {
        match ty {
            CType::Record(id) => self.is_allowed_by_value(*id),
            CType::Typedef(id) => self
                .typedef(*id)
                .is_some_and(|typedef| self.travels(&typedef.target.ty)),
            CType::Array { element, len } => len.unwrap_or(0) > 0 && self.travels(&element.ty),
            CType::Atomic(inner) => self.travels(&inner.ty),
            CType::VaList(va_list) => va_list.form == VaListForm::Pointer,
            CType::Unsupported { .. } | CType::Void | CType::Function(_) => false,
            CType::LongDouble => Width::float(self.model.long_double).is_some(),
            CType::Bool
            | CType::Char
            | CType::SChar
            | CType::UChar
            | CType::Short
            | CType::UShort
            | CType::Int
            | CType::UInt
            | CType::Long
            | CType::ULong
            | CType::LongLong
            | CType::ULongLong
            | CType::Float
            | CType::Double
            | CType::Pointer { .. }
            | CType::Enumeration(_) => true,
        }
    }
}
