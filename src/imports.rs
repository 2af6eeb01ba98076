//! Types shared between modules: what another module defines in exactly the same way is taken
//! from it instead of being defined again.
//!
//! Input: a merged module, and modules that were written before, read back by [`pyrite`](crate::pyrite). Output: the
//! module without what those define, and the imports that stand in its place. Must come after
//! merge, because it is about what the module says on all targets, and before emit.
//!
//! 1. `library`, `find`: the files, and those that they import;
//! 2. `view`: what the names of each mean on one target;
//! 3. `same`, `pairs`, `share`: which of them mean the same as here. Both sides are read from
//!    text, because texts are compared: what this module would say, and what the others say;
//! 4. `need`: what is needed when the shared definitions are gone, and where;
//! 5. `leave_out`: the module as it is then, and what the user has to know.
//!
//! `whole` is the way back: a module with the definitions that it imports, for those who check it.

mod find;
mod leave_out;
mod library;
mod need;
mod pairs;
mod same;
mod share;
mod view;
mod whole;

use std::path::PathBuf;

pub use leave_out::{Outcome, leave_out};
pub use library::{Library, Loaded};
pub use whole::whole;

/// A module that the user names to import from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What `import` calls it: words with dots between them.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
}

/// Whether a text is the name of a module: words that are names, with dots between them.
pub fn is_module_name(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut characters = word.chars();
        let first = characters.next();
        first.is_some_and(|it| it == '_' || it.is_alphabetic())
            && characters.all(|it| it == '_' || it.is_alphanumeric())
            && !crate::pyrite::is_reserved(word)
    };
    text.split('.').all(is_word)
}
