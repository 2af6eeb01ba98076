//! Reads an extern module back: text → what it says.
//!
//! Input: the text of a `.pyrite` file, in either dialect, whoever wrote it. Output: a
//! [`Module`], which has everything with a meaning: items in order, each with
//! its place, types, attributes, values, and the arithmetic of accessors as trees; comments only
//! where they are data. This module shares nothing with the phases that write such texts: an
//! error there must not be read back as right.
//!
//! What the format leaves to taste is accepted: how deep a level is indented, blanks between
//! words, line breaks within brackets, CR before LF, comments at the end of lines, bases of
//! integers. What it does not define is one [`Error`] with its place. No text makes the reader
//! panic or need more than linear time; nesting is limited.

mod attribute;
mod block;
mod characters;
mod condition;
mod error;
mod expression;
mod halves;
mod head;
mod import;
mod item;
mod lexer;
mod method;
pub mod model;
mod parser;
mod spell;
mod token;
mod types;
mod value;

#[cfg(test)]
mod refused;
#[cfg(test)]
mod tests;

pub use characters::{decode, is_reserved};
pub use error::{Error, Fault, Position};

use halves::Half;
use item::Items;
use model::{Dialect, Head, Module};

/// What the comments at the top of a text say of it.
pub fn head(text: &str) -> Head {
    Head::of(text)
}

/// Reads the text of a module.
///
/// `dialect` is the form to hold it to; `None` takes the one that a `# dialect:` comment at its
/// top names, and the specification's where none does.
///
/// # Errors
/// The first thing that the format does not define.
pub fn read(text: &str, dialect: Option<Dialect>) -> Result<Module, Error> {
    characters::check(text)?;
    let head = Head::of(text);
    let dialect = dialect.or(head.dialect).unwrap_or(Dialect::Spec);
    let Items { imports, items } = halves::read(text, dialect, Half::of(text))?;
    Ok(Module {
        head,
        dialect,
        imports,
        items,
    })
}
