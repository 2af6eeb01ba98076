//! What a header declares, as owned plain data: nothing here holds a libclang handle.
//!
//! C types are kept as C has them (`CType::Long` stays `Long`); the target speaks only through
//! the recorded evidence: [`DataModel`], [`Layout`] and the offsets of fields.

mod constant;
mod documentation;
mod facts;
mod renamed;
mod va_list;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::selected::Selected;
use crate::diagnostic::Reason;
use crate::location::Location;
use crate::target::DataModel;

pub use constant::{Constant, TextUnit, Value};
pub use documentation::Documentation;
pub use facts::{Facts, Format, Nullability, add as add_facts};
pub use renamed::{Renamed, Renaming};
pub use va_list::{VaList, VaListForm};

/// The product of the decls phase: everything that one translation unit declares within the
/// scope, and what that needs from elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decls {
    /// The widths of this translation unit's C types.
    pub data_model: DataModel,
    /// In the header's order; a type that something needs by value stands before it.
    pub declarations: Vec<Declaration>,
    /// Every file that the parse read, in the order of first reading.
    pub inputs: Vec<PathBuf>,
    /// What the user's selection has done.
    pub selected: Selected,
}

/// Identity of a record, enumeration or typedef within one [`Decls`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TypeId(pub u32);

/// One declaration of C.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Declaration {
    /// `int f(int);`
    Function(Box<Function>),
    /// `struct S { … };`, `union U { … };`, `struct S;`
    Record(Box<Record>),
    /// `enum E { … };`
    Enumeration(Box<Enumeration>),
    /// `typedef int T;`
    Typedef(Box<Typedef>),
    /// `extern int v;`
    Variable(Box<Variable>),
    /// `#define N 1`, `constexpr int N = 1;`
    Constant(Box<Constant>),
    /// What C declares and this phase can already say is not to be bound.
    Skipped(Box<Skipped>),
    /// `#define f g`, `#define T int`
    Renamed(Box<Renamed>),
}

impl Declaration {
    /// Where it stands and what is said of it.
    pub fn source(&self) -> &Source {
        match self {
            Declaration::Function(it) => &it.source,
            Declaration::Record(it) => &it.source,
            Declaration::Enumeration(it) => &it.source,
            Declaration::Typedef(it) => &it.source,
            Declaration::Variable(it) => &it.source,
            Declaration::Constant(it) => &it.source,
            Declaration::Skipped(it) => &it.source,
            Declaration::Renamed(it) => &it.source,
        }
    }
}

/// Where a declaration stands and what its comments say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The place of the name.
    pub location: Location,
    /// What its comments say; `None` where it has none.
    pub doc: Option<Documentation>,
    /// What its attributes say that no type does; `None` where they say nothing.
    pub facts: Option<Box<Facts>>,
    /// Declared by a header of the scope, rather than needed from elsewhere.
    pub in_scope: bool,
}

/// A function with external linkage (C11 §6.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// C's name.
    pub name: String,
    /// The symbol, where an asm label makes it another than the name's own.
    pub link_name: Option<String>,
    /// Result, parameters and convention.
    pub ty: Box<FunctionType>,
    /// As many names as parameters; `None` where C gives none.
    pub parameter_names: Vec<Option<String>>,
    /// Place and comments.
    pub source: Source,
}

/// The type of a function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionType {
    /// What it returns.
    pub result: QualType,
    /// Parameter types after C's adjustment of arrays and functions to pointers.
    pub parameters: Vec<QualType>,
    /// Ends in `...`.
    pub variadic: bool,
    /// `false` for `T f();` before C23.
    pub prototyped: bool,
    /// How it is called.
    pub convention: Convention,
}

/// Calling conventions by C's attribute names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Convention {
    /// The target's default for C.
    C,
    /// `__stdcall`
    Stdcall,
    /// `__fastcall`
    Fastcall,
    /// `__thiscall`
    Thiscall,
    /// `__vectorcall`
    Vectorcall,
    /// `__attribute__((ms_abi))` where it is not the default.
    MsAbi,
    /// `__attribute__((sysv_abi))` where it is not the default.
    SysvAbi,
    /// One that Pyrite has no name for.
    Other(String),
}

/// A C type with its qualifiers (C11 §6.7.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualType {
    /// The type without qualifiers.
    pub ty: CType,
    /// `const`
    pub is_const: bool,
    /// `volatile`
    pub is_volatile: bool,
}

/// A C type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CType {
    /// `void`
    Void,
    /// `_Bool`
    Bool,
    /// Plain `char`.
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
    /// A pointer to an object, to `void`, or to a function (then `pointee` is a `Function`).
    Pointer {
        /// What it points to.
        pointee: Box<QualType>,
        /// `_Nonnull`
        nonnull: bool,
    },
    /// `T[len]`; `None` for `T[]`.
    Array {
        /// The element.
        element: Box<QualType>,
        /// The number of elements.
        len: Option<u64>,
    },
    /// A function, which only stands behind a pointer or a typedef.
    Function(Box<FunctionType>),
    /// A structure or union.
    Record(TypeId),
    /// An enumeration.
    Enumeration(TypeId),
    /// A typedef's name.
    Typedef(TypeId),
    /// `va_list`, under whatever name: its representation is the target's business.
    VaList(VaList),
    /// `_Atomic T`, lock-free or not as the layout says.
    Atomic(Box<QualType>),
    /// What Pyrite has no type for: `__int128`, vectors, `_Complex`, `_BitInt`, …
    Unsupported {
        /// C's spelling.
        spelling: String,
        /// Size and alignment, where the type is complete.
        layout: Option<Layout>,
    },
}

/// Size and alignment that clang gives a complete type, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Bytes, `sizeof`.
    pub size: u64,
    /// Bytes, `_Alignof`.
    pub align: u64,
}

/// How C names a tagged type, or, where it has no name, what to name it after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TagName {
    /// `struct S`
    Tag(String),
    /// `typedef struct { … } S;`
    Typedef(String),
    /// A type without a name inside another record: the record, and the member that holds it
    /// (its name, or `anonN` for the N-th member without one, from 0).
    Member(TypeId, String),
    /// A type without a name in the declaration of a variable, function or typedef.
    Declarator(String),
    /// A type without a name that nothing refers to: `enum { A, B };`
    Unnamed,
}

/// A structure or union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its identity.
    pub id: TypeId,
    /// Its name.
    pub name: TagName,
    /// `union` rather than `struct`.
    pub is_union: bool,
    /// Members and layout; `None` for an incomplete type.
    pub definition: Option<Definition>,
    /// Place and comments.
    pub source: Source,
}

/// The members of a complete record, and the layout that clang gives them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Members in C's order, unnamed bit-fields included.
    pub fields: Vec<Field>,
    /// Size and alignment.
    pub layout: Layout,
    /// May carry `transparent_union` or another attribute that changes how it is passed: libclang
    /// tells that there is one, not which.
    pub is_transparent: bool,
    /// `__attribute__((packed))` on the record or on a bit-field.
    pub is_packed: bool,
    /// A bit-field has an `aligned(n)` that is over what clang gives the record, or under what the
    /// bit-field's type asks for.
    pub has_unruly_bits: bool,
}

/// A member of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// `None` for an anonymous member and an unnamed bit-field.
    pub name: Option<String>,
    /// Its type.
    pub ty: QualType,
    /// Distance from the record's start, in bits.
    pub offset_bits: u64,
    /// The width of a bit-field, in bits.
    pub bit_width: Option<u32>,
    /// Size and alignment of its type; size 0 for a flexible array.
    pub layout: Layout,
    /// What its comments say; `None` where it has none.
    pub doc: Option<Documentation>,
    /// What its attributes say.
    pub facts: Option<Box<Facts>>,
}

/// An enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enumeration {
    /// Its identity.
    pub id: TypeId,
    /// Its name.
    pub name: TagName,
    /// The integer type that clang chose for it, or the header fixed.
    pub underlying: CType,
    /// In C's order; empty for an incomplete enumeration.
    pub enumerators: Vec<Enumerator>,
    /// Place and comments.
    pub source: Source,
}

/// One `NAME = value` of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enumerator {
    /// C's name.
    pub name: String,
    /// Its value.
    pub value: i128,
    /// The type that the name has in an expression: `int` where the value fits (C11 §6.4.4.3).
    pub ty: CType,
    /// Place and comments.
    pub source: Source,
}

/// `typedef T name;`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typedef {
    /// Its identity.
    pub id: TypeId,
    /// C's name.
    pub name: String,
    /// What it stands for.
    pub target: QualType,
    /// Size and alignment of the typedef itself, which `aligned(n)` may change.
    pub layout: Option<Layout>,
    /// Place and comments.
    pub source: Source,
}

/// A global variable with external linkage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// C's name.
    pub name: String,
    /// The symbol, where an asm label makes it another than the name's own.
    pub link_name: Option<String>,
    /// Its type.
    pub ty: QualType,
    /// `__declspec(dllimport)`: C reaches it through a pointer in the import table.
    pub is_imported: bool,
    /// Place and comments.
    pub source: Source,
}

/// A declaration that is left out, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// C's name.
    pub name: String,
    /// Why.
    pub reason: Reason,
    /// Place and comments.
    pub source: Source,
}
