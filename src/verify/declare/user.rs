//! What a claim is about, as its finding names it.

use crate::pyrite::model::{Item, ItemKind};

/// A place of the module that something is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct User {
    /// The line.
    pub line: u32,
    /// `struct sqlite3_file`
    pub item: String,
}

impl User {
    /// An item of a module.
    pub fn of(item: &Item) -> User {
        let word = match &item.kind {
            ItemKind::Function(_) => "fn",
            ItemKind::Variable(it) if it.mutable => "var",
            ItemKind::Variable(_) => "let",
            ItemKind::Opaque => "opaque type",
            ItemKind::Alias(_) => "type",
            ItemKind::Record(it) if it.is_union => "union",
            ItemKind::Record(_) => "struct",
            ItemKind::Constant(_) => "const",
            ItemKind::Implementation(_) => "impl",
            ItemKind::Skipped(_) => "skipped",
        };
        User {
            line: item.position.line,
            item: [word, " ", &item.name].concat(),
        }
    }
}
