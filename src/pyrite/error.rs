//! Why a text is no module: where, what was found, and what was expected.

use std::fmt;

use thiserror::Error as ThisError;

/// A place in a module's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// Bytes from the start of the text.
    pub offset: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The first thing in a text that the format does not define.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[error("{position}: {fault}")]
pub struct Error {
    /// Where it stands.
    pub position: Position,
    /// What it is.
    pub fault: Fault,
}

/// What is wrong at a place. Every message says what was found and what may stand there.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum Fault {
    /// More bytes than positions can count.
    #[error("the text is larger than 4 GiB")]
    TooLarge,
    /// Bytes that are no text.
    #[error("the byte 0x{0:02x} is not UTF-8, which a module's text must be")]
    NotText(u8),
    /// A control, or a character that changes the order of those around it.
    #[error("the character U+{:04X} may stand nowhere in a module", u32::from(*.0))]
    Character(char),
    /// Anything at a place where something else must stand.
    #[error("{found} found, {expected} expected")]
    Unexpected {
        /// What stands there, in quotes or in words.
        found: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// A keyword, or another word that Pyrite keeps, as a name.
    #[error("`{0}` is reserved; as a name it is `{0}_`")]
    Reserved(String),
    /// A tab before the first character of a line.
    #[error("a tab indents this line; blanks do, 4 for each level")]
    Tab,
    /// A line between two levels.
    #[error("this line is indented as no line above it is")]
    Indentation,
    /// A line that is indented, but continues no block.
    #[error("this line is indented, but belongs to no block")]
    Stray,
    /// A blank line or comment where none may be.
    #[error("a blank line or a comment stands {0}")]
    Gap(&'static str),
    /// A string or documentation that goes on to the end.
    #[error("{0} begins here and does not end")]
    Unended(&'static str),
    /// A backslash in a string with what no escape begins with.
    #[error("`{0}` is no escape; there are \\n \\t \\r \\\\ \\\" \\0 \\u{{HEX}}")]
    Escape(String),
    /// Something that begins as a number.
    #[error("`{literal}` is no number of Pyrite: {why}")]
    Number {
        /// As written, shortened.
        literal: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A type, value or expression within too many others.
    #[error("this is nested more than {0} levels deep")]
    TooDeep(usize),
    /// A second name where names must differ.
    #[error("`{name}` is already the name of {place}")]
    Twice {
        /// The name.
        name: String,
        /// Of what else.
        place: &'static str,
    },
    /// A second attribute of one name.
    #[error("a second `@{0}` on one item")]
    Repeated(&'static str),
    /// What only the specification has.
    #[error("the alpha dialect has no {0}")]
    NotInAlpha(&'static str),
    /// A type at a place where no such type may be.
    #[error("{ty} cannot stand here: {why}")]
    Type {
        /// The type, in words.
        ty: &'static str,
        /// The rule.
        why: &'static str,
    },
    /// An attribute on an item that cannot have it.
    #[error("`@{name}` does not belong to {item}")]
    Misplaced {
        /// The attribute.
        name: &'static str,
        /// What kind of item it stands on.
        item: &'static str,
    },
    /// A structure or union that does not say that it is laid out as in C.
    #[error("a `{0}` without `@repr(C)` above it")]
    NoRepr(&'static str),
    /// Two operators without brackets.
    #[error("the order of `{0}` and `{1}` is not defined; brackets must say it")]
    Order(&'static str, &'static str),
    /// A word in a method that nothing introduces.
    #[error("`{0}` is no value here; a `let` above or the parameter would make it one")]
    UnknownValue(String),
    /// A value that its type does not have.
    #[error("{value} is no value of type {ty}")]
    Value {
        /// As written, shortened.
        value: String,
        /// The type, in words.
        ty: String,
    },
    /// A method with `&self` that gives nothing.
    #[error("the method `{0}` does not return")]
    NoReturn(String),
    /// More `let` lines than any bit-field needs.
    #[error("more than {0} values in one method")]
    TooManyValues(usize),
    /// `packed` or `align` with a number that is no power of two.
    #[error("{0} is no alignment; powers of two up to 2^28 are")]
    Alignment(u128),
    /// An import below an item.
    #[error("an import stands below an item; all stand above the first")]
    LateImport,
    /// Documentation above an import.
    #[error("documentation stands above an import, which has none")]
    DocOfImport,
    /// A `# skipped:` comment that does not say what, why and where.
    #[error("a `# skipped:` line without `NAME (reason) at FILE:LINE`")]
    Skipped,
}

/// What reading gives.
pub(super) type Result<T> = std::result::Result<T, Error>;

/// A piece of the text for a message, shortened.
pub(super) fn shortened(text: &str) -> String {
    /// The most characters that a message quotes.
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
