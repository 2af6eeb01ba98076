//! C types as libclang sees them.
#![allow(unsafe_code, non_upper_case_globals)]

use std::marker::PhantomData;

use clang_sys::*;

use super::cursor::Cursor;
use super::kind::{CallingConv, TypeKind};
use super::library::ask;
use super::string;
use crate::decls::model::Layout;

/// What two types have in common that are the same, qualifiers and names included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeKey(i32, usize);

/// A type of a translation unit.
#[derive(Clone, Copy)]
pub struct Type<'u> {
    /// libclang's value.
    raw: CXType,
    /// The unit that it belongs to.
    unit: PhantomData<&'u ()>,
}

// SAFETY of every call below: `raw` comes from a translation unit that outlives `'u`, on the thread
// that has the unit (`CXType` holds raw pointers, so `Type` is not `Send`).
impl<'u> Type<'u> {
    /// Takes over a type of the unit `'u`.
    pub(super) fn new(raw: CXType) -> Type<'u> {
        Type {
            raw,
            unit: PhantomData,
        }
    }

    /// The type for use as a key; clang makes each type once.
    pub fn key(self) -> TypeKey {
        TypeKey(self.raw.kind, self.raw.data[0].addr())
    }

    /// What it is.
    pub fn kind(self) -> TypeKind {
        self.raw.kind.into()
    }

    /// clang's spelling; differs between versions for types without a name.
    pub fn spelling(self) -> String {
        unsafe { string::take(ask!(clang_getTypeSpelling)(self.raw)) }
    }

    /// The type without typedefs and other sugar.
    pub fn canonical(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_getCanonicalType)(self.raw) })
    }

    /// `const`
    pub fn is_const(self) -> bool {
        unsafe { ask!(clang_isConstQualifiedType)(self.raw) != 0 }
    }

    /// `volatile`
    pub fn is_volatile(self) -> bool {
        unsafe { ask!(clang_isVolatileQualifiedType)(self.raw) != 0 }
    }

    /// Whether it is an integer type that can hold negative values; plain `char` as the target
    /// has it.
    pub fn is_signed_integer(self) -> bool {
        matches!(
            self.raw.kind,
            CXType_Char_S
                | CXType_SChar
                | CXType_Short
                | CXType_Int
                | CXType_Long
                | CXType_LongLong
                | CXType_Int128
        )
    }

    /// What a pointer points to.
    pub fn pointee(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_getPointeeType)(self.raw) })
    }

    /// What an array holds.
    pub fn element(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_getArrayElementType)(self.raw) })
    }

    /// The number of elements of a constant array.
    pub fn array_len(self) -> Option<u64> {
        u64::try_from(unsafe { ask!(clang_getArraySize)(self.raw) }).ok()
    }

    /// The type inside `struct S` as written.
    pub fn named(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_Type_getNamedType)(self.raw) })
    }

    /// The type inside an attribute.
    pub fn modified(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_Type_getModifiedType)(self.raw) })
    }

    /// The type inside `_Atomic`.
    pub fn value_type(self) -> Type<'u> {
        Type::new(unsafe { ask!(clang_Type_getValueType)(self.raw) })
    }

    /// Whether an attribute says `_Nullable`.
    pub fn is_nullable(self) -> bool {
        let nullability = unsafe { ask!(clang_Type_getNullability)(self.raw) };
        matches!(
            nullability,
            CXTypeNullability_Nullable | CXTypeNullability_NullableResult
        )
    }

    /// Whether an attribute says `_Nonnull`.
    pub fn is_nonnull(self) -> bool {
        unsafe { ask!(clang_Type_getNullability)(self.raw) == CXTypeNullability_NonNull }
    }

    /// The declaration of a record, enumeration or typedef.
    pub fn declaration(self) -> Cursor<'u> {
        Cursor::new(unsafe { ask!(clang_getTypeDeclaration)(self.raw) })
    }

    /// What a function returns; `None` for what is no function, whatever sugar is around it.
    pub fn result(self) -> Option<Type<'u>> {
        let result = Type::new(unsafe { ask!(clang_getResultType)(self.raw) });
        (result.kind() != TypeKind::Invalid).then_some(result)
    }

    /// The types of a function's parameters, before C's adjustment.
    pub fn parameters(self) -> impl Iterator<Item = Type<'u>> {
        let count = u32::try_from(unsafe { ask!(clang_getNumArgTypes)(self.raw) }).unwrap_or(0);
        (0..count).map(move |index| Type::new(unsafe { ask!(clang_getArgType)(self.raw, index) }))
    }

    /// Whether a function ends in `...`, or has no prototype.
    pub fn is_variadic(self) -> bool {
        unsafe { ask!(clang_isFunctionTypeVariadic)(self.raw) != 0 }
    }

    /// How a function is called.
    pub fn calling_conv(self) -> CallingConv {
        unsafe { ask!(clang_getFunctionTypeCallingConv)(self.raw) }.into()
    }

    /// Size and alignment in bytes; `None` for an incomplete type, and size 0 for `T[]`.
    pub fn layout(self) -> Option<Layout> {
        let align = u64::try_from(unsafe { ask!(clang_Type_getAlignOf)(self.raw) }).ok();
        let size = u64::try_from(unsafe { ask!(clang_Type_getSizeOf)(self.raw) }).ok();
        match (size, align) {
            (Some(size), Some(align)) => Some(Layout { size, align }),
            (None, Some(align)) if self.canonical().kind() == TypeKind::IncompleteArray => {
                Some(Layout { size: 0, align })
            }
            (None | Some(_), _) => None,
        }
    }

    /// The members of a complete record, in C's order, unnamed ones included.
    pub fn fields(self) -> Vec<Cursor<'u>> {
        /// Collects one field.
        extern "C" fn visit(cursor: CXCursor, data: CXClientData) -> CXVisitorResult {
            // SAFETY: `data` is the vector below, which outlives the visit.
            let fields = unsafe { &mut *data.cast::<Vec<Cursor<'_>>>() };
            fields.push(Cursor::new(cursor));
            CXVisit_Continue
        }
        let mut fields: Vec<Cursor<'u>> = Vec::new();
        let data: *mut Vec<Cursor<'u>> = &raw mut fields;
        unsafe { ask!(clang_Type_visitFields)(self.raw, visit, data.cast()) };
        fields
    }
}
