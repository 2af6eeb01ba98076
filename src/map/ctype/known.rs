//! Names of C's own: `uint32_t`, `size_t`, `wchar_t`.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::{Entry, Types, bits, is_integer};
use crate::decls::model::{CType, TypeId, Typedef};
use crate::map::model::{BasicName, Type};

impl<'d> Types<'d> {
    /// A typedef whose name C itself defines, where its type is what the name promises.
    pub fn well_known(&self, id: TypeId) -> Option<Type> {
        self.known.get(id.0 as usize).cloned().flatten()
    }

    /// Finds them among all typedefs of the unit.
    pub(super) fn find_well_known(&self) -> Vec<Option<Type>> {
        self.entries
            .iter()
            .map(|entry| match entry {
                Some(Entry::Typedef(typedef)) => self.promised(typedef),
                Some(Entry::Record(_) | Entry::Enumeration(_)) | None => None,
            })
            .collect()
    }

    /// The Pyrite type that a typedef's name promises, if its C type keeps the promise.
    fn promised(&self, typedef: &Typedef) -> Option<Type> {
        let pointer = bits(self.model.pointer);
        match typedef.name.as_str() {
            "int8_t" | "int16_t" | "int32_t" | "int64_t" | "intmax_t" | "uint8_t" | "uint16_t"
            | "uint32_t" | "uint64_t" | "uintmax_t" | "char16_t" | "char32_t" => {
                self.resolve(&typedef.target.ty)
            }
            "wchar_t" => {
                let actual = self.resolve(&typedef.target.ty)?;
                // A header may define another one than the compiler's.
                let compilers = self.basic(BasicName::Wchar);
                let is_compilers = compilers.clone().map(Type::fixed).as_ref() == Some(&actual);
                compilers.filter(|_| is_compilers).or(Some(actual))
            }
            "size_t" | "uintptr_t" => self
                .resolve(&typedef.target.ty)
                .filter(|actual| *actual == Type::Uint(pointer))
                .map(|_| Type::Usize),
            "ssize_t" | "ptrdiff_t" | "intptr_t" => self
                .resolve(&typedef.target.ty)
                .filter(|actual| *actual == Type::Int(pointer))
                .map(|_| Type::Isize),
            _ => None,
        }
    }

    /// An integer type through typedefs, by its width alone.
    fn resolve(&self, ty: &CType) -> Option<Type> {
        match ty {
            CType::Typedef(id) => self.resolve(&self.typedef(*id)?.target.ty),
            other => self.integer(other).map(Type::fixed).filter(is_integer),
        }
    }
}
