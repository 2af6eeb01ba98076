//! Kinds of cursors and types: libclang's integers as enums of our own.
//!
//! Kinds differ between versions of libclang, so they are compared, never transmuted; one that
//! this list does not have is `Other` with its number.

#![allow(non_upper_case_globals)]

use clang_sys::*;

/// What a cursor stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorKind {
    /// `struct S`
    Struct,
    /// `union U`
    Union,
    /// `enum E`
    Enum,
    /// `NAME = 1` in an enumeration.
    Enumerator,
    /// A function.
    Function,
    /// A variable.
    Variable,
    /// A parameter.
    Parameter,
    /// `typedef`
    Typedef,
    /// `__asm__("name")` after a declarator.
    AsmLabel,
    /// `__attribute__((packed))`
    Packed,
    /// `__attribute__((aligned(n)))`
    Aligned,
    /// `__attribute__((warn_unused_result))`, `[[nodiscard]]`
    WarnUnusedResult,
    /// An attribute that libclang does not name.
    UnknownAttribute,
    /// `#define`
    MacroDefinition,
    /// A macro's use.
    MacroExpansion,
    /// `#include`
    InclusionDirective,
    /// `extern "C"`, `_Static_assert`, `;`, file-scope `asm`: declares no name itself.
    Nameless,
    /// Any other.
    Other(i32),
}

impl From<CXCursorKind> for CursorKind {
    fn from(kind: CXCursorKind) -> CursorKind {
        match kind {
            CXCursor_StructDecl => CursorKind::Struct,
            CXCursor_UnionDecl => CursorKind::Union,
            CXCursor_EnumDecl => CursorKind::Enum,
            CXCursor_EnumConstantDecl => CursorKind::Enumerator,
            CXCursor_FunctionDecl => CursorKind::Function,
            CXCursor_VarDecl => CursorKind::Variable,
            CXCursor_ParmDecl => CursorKind::Parameter,
            CXCursor_TypedefDecl => CursorKind::Typedef,
            CXCursor_AsmLabelAttr => CursorKind::AsmLabel,
            CXCursor_PackedAttr => CursorKind::Packed,
            CXCursor_AlignedAttr => CursorKind::Aligned,
            CXCursor_WarnUnusedResultAttr => CursorKind::WarnUnusedResult,
            CXCursor_UnexposedAttr => CursorKind::UnknownAttribute,
            CXCursor_MacroDefinition => CursorKind::MacroDefinition,
            CXCursor_MacroExpansion => CursorKind::MacroExpansion,
            CXCursor_InclusionDirective => CursorKind::InclusionDirective,
            CXCursor_LinkageSpec | CXCursor_StaticAssert => CursorKind::Nameless,
            other => CursorKind::Other(other),
        }
    }
}

/// What a type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKind {
    /// `void`
    Void,
    /// C23's `nullptr_t`
    NullPtr,
    /// `_Bool`
    Bool,
    /// Plain `char`, where it is signed or where it is not.
    Char,
    /// `signed char`
    SChar,
    /// `unsigned char`
    UChar,
    /// `short`
    Short,
    /// `unsigned short`
    UShort,
    /// `int`
    Int,
    /// `unsigned int`
    UInt,
    /// `long`
    Long,
    /// `unsigned long`
    ULong,
    /// `long long`
    LongLong,
    /// `unsigned long long`
    ULongLong,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `long double`
    LongDouble,
    /// `T *`
    Pointer,
    /// `struct`, `union`
    Record,
    /// `enum`
    Enum,
    /// A typedef's name.
    Typedef,
    /// `struct S` as written, around the type itself.
    Elaborated,
    /// `T[n]`
    ConstantArray,
    /// `T[]`
    IncompleteArray,
    /// `T[expression]`, which only a parameter can have.
    VariableArray,
    /// A function with a prototype.
    FunctionProto,
    /// `T f()`
    FunctionNoProto,
    /// A type with an attribute around it (`_Nonnull`).
    Attributed,
    /// `_Atomic T`
    Atomic,
    /// What libclang does not show: parentheses, `typeof`; or what `auto` stands for.
    Unexposed,
    /// No type.
    Invalid,
    /// Any other: vectors, `_Complex`, `__int128`, ….
    Other(i32),
}

impl From<CXTypeKind> for TypeKind {
    fn from(kind: CXTypeKind) -> TypeKind {
        match kind {
            CXType_Void => TypeKind::Void,
            CXType_NullPtr => TypeKind::NullPtr,
            CXType_Bool => TypeKind::Bool,
            CXType_Char_S | CXType_Char_U => TypeKind::Char,
            CXType_SChar => TypeKind::SChar,
            CXType_UChar => TypeKind::UChar,
            CXType_Short => TypeKind::Short,
            CXType_UShort => TypeKind::UShort,
            CXType_Int => TypeKind::Int,
            CXType_UInt => TypeKind::UInt,
            CXType_Long => TypeKind::Long,
            CXType_ULong => TypeKind::ULong,
            CXType_LongLong => TypeKind::LongLong,
            CXType_ULongLong => TypeKind::ULongLong,
            CXType_Float => TypeKind::Float,
            CXType_Double => TypeKind::Double,
            CXType_LongDouble => TypeKind::LongDouble,
            CXType_Pointer => TypeKind::Pointer,
            CXType_Record => TypeKind::Record,
            CXType_Enum => TypeKind::Enum,
            CXType_Typedef => TypeKind::Typedef,
            CXType_Elaborated => TypeKind::Elaborated,
            CXType_ConstantArray => TypeKind::ConstantArray,
            CXType_IncompleteArray => TypeKind::IncompleteArray,
            CXType_VariableArray => TypeKind::VariableArray,
            CXType_FunctionProto => TypeKind::FunctionProto,
            CXType_FunctionNoProto => TypeKind::FunctionNoProto,
            CXType_Attributed => TypeKind::Attributed,
            CXType_Atomic => TypeKind::Atomic,
            CXType_Unexposed | CXType_Auto => TypeKind::Unexposed,
            CXType_Invalid => TypeKind::Invalid,
            other => TypeKind::Other(other),
        }
    }
}

/// How a function is called, as libclang tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallingConv {
    /// The target's default.
    C,
    /// `stdcall`
    Stdcall,
    /// `fastcall`
    Fastcall,
    /// `thiscall`
    Thiscall,
    /// `vectorcall`
    Vectorcall,
    /// `ms_abi` away from Windows.
    Win64,
    /// `sysv_abi` on Windows.
    SysV,
    /// Any other, by C's name for it where it is known.
    Other(&'static str),
}

impl From<CXCallingConv> for CallingConv {
    fn from(conv: CXCallingConv) -> CallingConv {
        match conv {
            CXCallingConv_C | CXCallingConv_Default => CallingConv::C,
            CXCallingConv_X86StdCall => CallingConv::Stdcall,
            CXCallingConv_X86FastCall => CallingConv::Fastcall,
            CXCallingConv_X86ThisCall => CallingConv::Thiscall,
            CXCallingConv_X86VectorCall => CallingConv::Vectorcall,
            CXCallingConv_X86_64Win64 => CallingConv::Win64,
            CXCallingConv_X86_64SysV => CallingConv::SysV,
            CXCallingConv_X86Pascal => CallingConv::Other("pascal"),
            CXCallingConv_AAPCS => CallingConv::Other("aapcs"),
            CXCallingConv_AAPCS_VFP => CallingConv::Other("aapcs-vfp"),
            CXCallingConv_X86RegCall => CallingConv::Other("regcall"),
            CXCallingConv_PreserveMost => CallingConv::Other("preserve_most"),
            CXCallingConv_PreserveAll => CallingConv::Other("preserve_all"),
            CXCallingConv_Swift => CallingConv::Other("swiftcall"),
            CXCallingConv_SwiftAsync => CallingConv::Other("swiftasynccall"),
            CXCallingConv_AArch64VectorCall => CallingConv::Other("aarch64_vector_pcs"),
            _ => CallingConv::Other("of its own"),
        }
    }
}
