//! What is found of two modules: one change, how bad it is, and where it stands.

use serde::Serialize;

/// How bad a change is for a program that was written against the old module. The worst is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It may no longer build, or do something else.
    Breaking,
    /// There is more than before, and what was there stays.
    Additive,
    /// Nothing that a program can see.
    Cosmetic,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Severity; 3] = [Severity::Breaking, Severity::Additive, Severity::Cosmetic];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Breaking => "breaking",
            Severity::Additive => "additive",
            Severity::Cosmetic => "cosmetic",
        }
    }
}

/// What kind of thing a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The module as a whole: its targets, headers, order.
    Module,
    /// `extern fn`
    Function,
    /// `extern let`, `extern var`
    Variable,
    /// `opaque type`
    Opaque,
    /// `type`
    Alias,
    /// `struct`
    Struct,
    /// `union`
    Union,
    /// `const`
    Constant,
    /// `impl` of a type that no item defines.
    Implementation,
    /// `# skipped:`
    Skipped,
    /// A name that another module defines.
    Import,
}

impl Kind {
    /// With an article: `was a constant`.
    pub fn with_article(self) -> &'static str {
        match self {
            Kind::Module => "a module",
            Kind::Function => "a function",
            Kind::Variable => "a variable",
            Kind::Opaque => "an opaque type",
            Kind::Alias => "an alias",
            Kind::Struct => "a struct",
            Kind::Union => "a union",
            Kind::Constant => "a constant",
            Kind::Implementation => "an `impl` block",
            Kind::Skipped => "skipped",
            Kind::Import => "imported",
        }
    }

    /// What stands before the name in a line for people: types say what they are, as in C.
    pub fn prefix(self) -> &'static str {
        match self {
            Kind::Module
            | Kind::Function
            | Kind::Variable
            | Kind::Constant
            | Kind::Skipped
            | Kind::Import => "",
            Kind::Opaque => "opaque type ",
            Kind::Alias => "type ",
            Kind::Struct => "struct ",
            Kind::Union => "union ",
            Kind::Implementation => "impl ",
        }
    }
}

/// What of an item has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// It is not there any more.
    Removed,
    /// It was not there before.
    Added,
    /// It has another name.
    Renamed,
    /// It is another kind of thing.
    Kind,
    /// The symbol that it is linked by.
    Symbol,
    /// The libraries that have it.
    Library,
    /// A function's calling convention.
    Convention,
    /// How many parameters there are.
    Parameters,
    /// The type of a parameter.
    Parameter,
    /// The type of a result.
    Result,
    /// Whether there is a `...`.
    Variadic,
    /// What a parameter is called.
    ParameterName,
    /// The type of a variable or constant, or what an alias stands for.
    Type,
    /// `let` or `var`.
    Mutability,
    /// The value of a constant.
    Value,
    /// A field of a record.
    Field,
    /// Size, alignment, `packed` and `align` of a record.
    Layout,
    /// A bit-field, which methods read and write.
    BitField,
    /// `@cfg`
    Condition,
    /// The documentation.
    Documentation,
    /// Comments, and what else has no meaning.
    Text,
    /// In what order the items stand.
    Order,
    /// Why and where something is skipped.
    Skipped,
    /// The module that a name is taken from.
    Import,
    /// The targets that the module is for.
    Target,
    /// The headers that it is made from.
    Header,
    /// The program that made it.
    Generator,
    /// `spec` or `alpha`.
    Dialect,
}

/// One side of a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Said {
    /// The line of that module, from 1.
    pub line: u32,
    /// What it says there: a type, a value, a declaration in one line.
    pub text: String,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of item it is about; where it has become another kind, the old one.
    pub kind: Kind,
    /// The name of the item, as the old module has it; of a new item, its name.
    pub item: String,
    /// What of it.
    pub aspect: Aspect,
    /// Both sides in words: `parameter 2 was *mut *mut sqlite3 and is *mut void`.
    pub what: String,
    /// The triples of the targets that it is so on; none where the modules name none.
    pub targets: Vec<String>,
    /// Those targets in words, where it is not so on all that were compared: `Windows only`.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// The old side; `None` for what is new.
    pub old: Option<Said>,
    /// The new side; `None` for what is gone.
    pub new: Option<Said>,
}

/// An item that is as before, but has by value what is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Affected {
    /// What kind of item.
    pub kind: Kind,
    /// Its name.
    pub item: String,
    /// How: ``passes `struct s`, whose layout changed``.
    pub what: String,
    /// The type that changed.
    pub by: String,
    /// The triples of the targets that it is so on; none where the modules name none.
    pub targets: Vec<String>,
    /// Those targets in words, where it is not so on all that were compared.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// The line of the new module, from 1.
    pub line: u32,
}

/// A change on one target, before those of all targets are put together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Found {
    /// How bad it is.
    pub(super) severity: Severity,
    /// The kind of item.
    pub(super) kind: Kind,
    /// Its name.
    pub(super) item: String,
    /// What of it.
    pub(super) aspect: Aspect,
    /// In words.
    pub(super) what: String,
    /// The old side.
    pub(super) old: Option<Said>,
    /// The new side.
    pub(super) new: Option<Said>,
}
