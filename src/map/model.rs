//! What Pyrite says on one target: the mapped module.
//!
//! Every choice is made here and in the passes of [`map`](crate::map); `emit` only lays it out.
//! This is also the document that `--emit=json` writes.

mod basic;
mod leaf;

pub use basic::{Basic, BasicName, Width};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::decls::model::Layout;
use crate::diagnostic::Reason;
use crate::doc::Doc;
use crate::location::Location;
use crate::target::{DataModel, Target};

/// The version of the JSON form of [`Module`]; it grows when a reader of the old form would err.
pub const SCHEMA: u32 = 2;

/// Which of Pyrite's two public forms is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Everything that the specification offers.
    Spec,
    /// Only what the alpha 1.1 compiler accepts and carries over an `import`.
    Alpha,
}

/// A module of extern declarations for one target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The named headers, as an `#include` would spell them.
    pub headers: Vec<String>,
    /// The target whose widths the types have.
    pub target: Target,
    /// The form of the text.
    pub dialect: Dialect,
    /// The widths of C's types there.
    pub data_model: DataModel,
    /// The libraries that have the symbols, by the linker's names.
    pub link: Vec<String>,
    /// A text about the module, one entry a line.
    pub doc: Vec<String>,
    /// The names of the items that are there only because others need them: the headers that the
    /// module is about do not declare them.
    #[serde(default)]
    pub needed: BTreeSet<String>,
    /// In the order of the text.
    pub items: Vec<Item>,
}

/// One item of the module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The name in Pyrite; C's own, but for a suffix where that is taken or reserved.
    pub name: String,
    /// The name in C, where `name` differs.
    pub c_name: Option<String>,
    /// Where C declares it.
    pub location: Location,
    /// Documentation, one entry a line, already in Pyrite's plain text.
    pub doc: Doc,
    /// Remarks of the generator, one entry a line: members behind storage, `volatile`, ….
    pub remarks: Vec<String>,
    /// What it is.
    pub kind: ItemKind,
}

/// The kinds of item. A large header has tens of thousands of constants: what is larger than
/// they are stands in a box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// `extern fn f(…) -> R`
    Function(Box<Function>),
    /// `@repr(C)` `struct S: …` or `union`.
    Record(Box<Record>),
    /// `opaque type S;`
    Opaque,
    /// `type T = U`
    Alias(Type),
    /// `const N: T = value`
    Constant(Constant),
    /// `extern var v: T`, `extern let v: T`
    Variable(Variable),
    /// `# skipped: NAME (reason) at header.h:LINE`
    Skipped(Reason),
}

impl From<Function> for ItemKind {
    fn from(function: Function) -> ItemKind {
        ItemKind::Function(Box::new(function))
    }
}

impl From<Record> for ItemKind {
    fn from(record: Record) -> ItemKind {
        ItemKind::Record(Box::new(record))
    }
}

/// An extern function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// The text of `@link_name`.
    pub link_name: Option<String>,
    /// The text after `extern`: `stdcall`.
    pub convention: Option<String>,
    /// Parameters with names that are unique in the list and not reserved.
    pub parameters: Vec<Parameter>,
    /// Ends in `...`.
    pub variadic: bool,
    /// `None` for C's `void`.
    pub result: Option<Type>,
}

/// A named parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
}

/// A structure or union whose Pyrite layout is the compiler's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// `union` rather than `struct`.
    pub is_union: bool,
    /// `packed = n` of `@repr`.
    pub packed: Option<u64>,
    /// `align = n` of `@repr`.
    pub align: Option<u64>,
    /// The fields as Pyrite has them, padding and storage included.
    pub fields: Vec<Field>,
    /// The size and alignment that clang gives it.
    pub layout: Layout,
    /// Whether it may be passed and returned by value: its fields are C's own.
    pub by_value: bool,
    /// The bit-fields that can be read and written, in C's order.
    #[serde(default)]
    pub accessors: Vec<Accessor>,
}

/// A bit-field: it has no address (C11 §6.5.3.2p1), so two methods read and write it.
///
/// `struct s { int a : 5; };` gives `fn a(&self) -> i32` and `fn set_a(&mut self, value: i32)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accessor {
    /// C's name.
    pub c_name: String,
    /// The name of the method that reads it.
    pub getter: String,
    /// The name of the method that writes it.
    pub setter: String,
    /// What it is read as: `bool`, an integer, or the alias of one.
    pub ty: Type,
    /// The `bool` or integer of fixed width that `ty` stands for, which is computed in.
    pub integer: Type,
    /// The field of bytes that holds it.
    pub storage: String,
    /// Its first bit in the record as clang counts: the lowest one from the lowest of byte 0 on a
    /// little-endian target, the highest one from the highest of byte 0 on a big-endian one.
    pub offset_bits: u64,
    /// How many bits it has.
    pub width: u32,
    /// Where they lie in the storage.
    pub pieces: Vec<Piece>,
    /// The place in words, for a dialect without methods.
    pub place: String,
}

/// The bits of a bit-field that lie in one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The byte of the storage field, from 0.
    pub byte: u64,
    /// Bits of the byte below them.
    pub shift: u32,
    /// How many there are, 1 to 8.
    pub width: u32,
    /// Bits of the value below them.
    pub at: u32,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name, unique in the record.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// A remark for the end of its line, without the `#`.
    pub remark: Option<String>,
    /// It only fills space: no member of C stands there.
    #[serde(default)]
    pub is_padding: bool,
    /// Where it stands in the record, in bytes.
    pub offset: u64,
}

/// A constant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Constant {
    /// Its type.
    pub ty: Type,
    /// Its value.
    pub value: Literal,
}

/// The value of a constant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Literal {
    /// An integer.
    Integer(i128),
    /// `true`, `false`
    Bool(bool),
    /// A finite value of the type `f32` or `f64`.
    Float(f64),
    /// Text: the type is [`Type::Str`].
    Text(String),
    /// The elements of an array of integers, C's final zero included.
    Elements(Vec<i64>),
}

/// A global variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The text of `@link_name`.
    pub link_name: Option<String>,
    /// `extern var` rather than `extern let`.
    pub mutable: bool,
    /// Its type.
    pub ty: Type,
}

/// A Pyrite type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// `void`, which stands only behind a pointer or as a function pointer's result.
    Void,
    /// `bool`
    Bool,
    /// `i8` … `i64`: the width in bits.
    Int(u8),
    /// `u8` … `u64`: the width in bits.
    Uint(u8),
    /// `isize`
    Isize,
    /// `usize`
    Usize,
    /// `f32`, `f64`: the width in bits.
    Float(u8),
    /// A type of C that has another width elsewhere: `i64` for `long` on 64-bit Linux.
    Basic(Basic),
    /// `&str`
    Str,
    /// `*mut T`, `*const T`
    Pointer {
        /// `*mut` rather than `*const`.
        mutable: bool,
        /// The pointee.
        pointee: Box<Type>,
    },
    /// `[T; len]`
    Array {
        /// The element.
        element: Box<Type>,
        /// The number of elements.
        len: u64,
    },
    /// `Option[F]`: a pointer that may be null to the function that an alias of this module,
    /// `type F = fn(A) -> R`, is the type of. Where C says it is never null, it is `F` itself.
    Optional(Box<Type>),
    /// `Option[fn(A) -> R]`, or `fn(A) -> R` where C says it is never null: the function's type
    /// has no name in C.
    Function(Box<Signature>),
    /// An item of this module.
    Named(String),
}

/// The type of a function that has no name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Signature {
    /// May be null.
    pub nullable: bool,
    /// The text after `extern` for a convention that is not C's default.
    pub convention: Option<String>,
    /// Parameter types.
    pub parameters: Vec<Type>,
    /// Ends in `...`.
    pub variadic: bool,
    /// [`Type::Void`] where C has `void`.
    pub result: Type,
}

impl Type {
    /// The types that it is made of, one level down: what a pointer points to, what an array
    /// holds, parameters and then the result of a function.
    pub fn parts(&self) -> impl Iterator<Item = &Type> {
        let (many, last): (&[Type], Option<&Type>) = match self {
            Type::Pointer { pointee: inner, .. }
            | Type::Array { element: inner, .. }
            | Type::Optional(inner) => (&[], Some(inner)),
            Type::Function(function) => (&function.parameters, Some(&function.result)),
            Type::Void
            | Type::Bool
            | Type::Int(_)
            | Type::Uint(_)
            | Type::Isize
            | Type::Usize
            | Type::Float(_)
            | Type::Basic(_)
            | Type::Str
            | Type::Named(_) => (&[], None),
        };
        many.iter().chain(last)
    }
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;

    /// A large header makes forty thousand of them: each word more is a third of a MiB.
    #[test]
    fn items_are_small() {
        assert!(size_of::<Type>() <= 24, "{}", size_of::<Type>());
        assert!(size_of::<Item>() <= 192, "{}", size_of::<Item>());
    }
}
