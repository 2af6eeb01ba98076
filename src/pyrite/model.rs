//! What a module says: its items in order, each with its place in the text.

pub use super::expression::{BinaryOperator, Expression};
pub use super::head::Head;
pub use super::import::{Import, Imported};
pub use super::method::{Method, MethodKind, Statement, StatementKind};
pub use super::types::{FloatType, FunctionType, IntegerType, Type};
pub use super::value::{Integer, Value};
pub use crate::target::condition::{Condition, Key};

use super::error::Position;

/// Which of Pyrite's two public forms a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Everything that the specification offers.
    Spec,
    /// Only what the alpha 1.1 compiler accepts.
    Alpha,
}

/// A module of extern declarations.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// What the comments that open the text say.
    pub head: Head,
    /// The form that the text was read as.
    pub dialect: Dialect,
    /// What it takes from other modules.
    pub imports: Vec<Import>,
    /// In the order of the text.
    pub items: Vec<Item>,
}

/// One item of a module.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Where it begins, what stands above it left out.
    pub position: Position,
    /// Its name; of an `impl`, the name of its type; of what is skipped, C's name.
    pub name: String,
    /// Its documentation, one entry a line.
    pub doc: Vec<String>,
    /// `@cfg(…)`: on which targets it exists.
    pub condition: Option<Condition>,
    /// The module that it is taken from; `None` for the module's own, as all are that are read.
    pub origin: Option<Origin>,
    /// What it is.
    pub kind: ItemKind,
}

/// Where an item comes from that is not the module's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The name of the module.
    pub module: String,
    /// The module imports it by its name, rather than with something that needs it.
    pub is_named: bool,
}

/// The kinds of item.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// `extern fn f(a: A) -> R`
    Function(Function),
    /// `extern let v: T`, `extern var v: T`
    Variable(Variable),
    /// `opaque type X;`
    Opaque,
    /// `type X = T`
    Alias(Type),
    /// `struct X:`, `union X:`
    Record(Record),
    /// `const N: T = V`
    Constant(Constant),
    /// `impl X:` with its methods.
    Implementation(Vec<Method>),
    /// `# skipped: NAME (reason) at FILE:LINE`
    Skipped(Skipped),
}

/// What a linker is told of a function or variable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Linkage {
    /// `@link("z")`: the libraries that have it, in order.
    pub libraries: Vec<String>,
    /// `@link_name("symbol")`, where the symbol is not the name's own.
    pub symbol: Option<String>,
}

/// An extern function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its libraries and symbol.
    pub linkage: Linkage,
    /// `extern "stdcall" fn`: the convention, where it is not the target's own.
    pub convention: Option<String>,
    /// Its parameters.
    pub parameters: Vec<Field>,
    /// Ends in `...`.
    pub variadic: bool,
    /// `None` for C's `void`.
    pub result: Option<Type>,
}

/// An extern variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its libraries and symbol.
    pub linkage: Linkage,
    /// `extern var` rather than `extern let`.
    pub mutable: bool,
    /// Its type.
    pub ty: Type,
}

/// A structure or union, laid out as C does: `@repr(C)` stands above each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// `union` rather than `struct`.
    pub is_union: bool,
    /// `packed = n`: no member is aligned to more bytes.
    pub packed: Option<u64>,
    /// `align = n`: the whole is aligned to as many bytes at least.
    pub align: Option<u64>,
    /// Its fields, padding and storage included.
    pub fields: Vec<Field>,
}

/// A field or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where its name stands.
    pub position: Position,
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// Its type; `None` where alpha gives none.
    pub ty: Option<Type>,
    /// Its value.
    pub value: Value,
}

/// A declaration of C that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Why, in the words of the text.
    pub reason: String,
    /// The header that declares it, as an `#include` spells it.
    pub file: String,
    /// The line there, from 1.
    pub line: u32,
}
