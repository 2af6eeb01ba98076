//! Macros that are another name.

use serde::{Deserialize, Serialize};

use super::{Function, QualType, Source, Variable};

/// An object-like macro that is another name at the end of the translation unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    /// The macro's name.
    pub name: String,
    /// What it is another name for.
    pub of: Renaming,
    /// Place and comments of the macro.
    pub source: Source,
}

/// What a macro is another name for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Renaming {
    /// A function, as it is declared under its own name.
    Function(Box<Function>),
    /// A variable, as it is declared under its own name.
    Variable(Box<Variable>),
    /// A type.
    Type(QualType),
}
