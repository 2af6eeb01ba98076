//! The items of a module.

use super::types::Type;

/// One item of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadItem {
    /// Where it begins, from 1, attributes aside.
    pub(crate) line: usize,
    /// Its name in Pyrite.
    pub(crate) name: String,
    /// The names in `@link`.
    pub(crate) link: Vec<String>,
    /// The name in `@link_name`.
    pub(crate) link_name: Option<String>,
    /// The text between the brackets of `@cfg(…)`.
    pub(crate) cfg: Option<String>,
    /// The arguments of `@repr(…)`: `C`, `packed = 2`.
    pub(crate) repr: Vec<String>,
    /// Its documentation.
    pub(crate) doc: Vec<String>,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `extern fn`
    Function {
        /// `extern "stdcall"`
        convention: Option<String>,
        /// Names and types.
        parameters: Vec<(String, Type)>,
        /// Ends in `...`.
        variadic: bool,
        /// `-> T`
        result: Option<Type>,
    },
    /// `extern let` and `extern var`
    Variable {
        /// `extern var`
        mutable: bool,
        /// Its type.
        ty: Type,
    },
    /// `opaque type X;`
    Opaque,
    /// `type X = T`
    Alias(Type),
    /// `struct X:` and `union X:`
    Record {
        /// `union`
        is_union: bool,
        /// Names and types.
        fields: Vec<(String, Type)>,
    },
    /// `const N: T = V`
    Constant {
        /// `None` where alpha gives none.
        ty: Option<Type>,
        /// The value.
        value: Value,
    },
    /// `impl X:`; the names of its methods.
    Impl(Vec<String>),
    /// A name of `from NAME import X`.
    Imported {
        /// The module.
        module: String,
    },
    /// `# skipped: X (reason) at a.h:1`
    Skipped {
        /// What stands between the brackets.
        reason: String,
        /// `a.h:1`
        location: String,
    },
}

/// The value of a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// An integer.
    Integer(i128),
    /// A floating literal, as written, with its sign.
    Float(String),
    /// `true`, `false`
    Bool(bool),
    /// `"…"`
    Text(String),
    /// `[1, 2]`
    Array(Vec<i128>),
}
