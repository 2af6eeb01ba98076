//! The headers of the command line: files, or names on the target's include path.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::clang::{find, freestanding};
use crate::decls::short_name;
use crate::error::Error;

/// A header to bind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Header {
    /// A file, by its absolute path.
    File(PathBuf),
    /// A name on the include path, and the file that it leads to.
    Name(String, PathBuf),
}

impl Header {
    /// Finds what an argument means: a file of that path, else a name on the include path, with
    /// or without `<>`.
    ///
    /// # Errors
    /// [`Error::HeaderNotFound`] with the directories that were searched and what is known of
    /// the name; [`Error::HeaderUnusable`] for a directory, or a name that no `#include` can hold.
    pub fn resolve(argument: &str, directories: &[PathBuf]) -> Result<Header, Error> {
        let unusable = |reason: &str| Error::HeaderUnusable {
            name: argument.to_owned(),
            reason: reason.to_owned(),
        };
        if argument.contains(['"', '\n', '\r', '\0']) {
            return Err(unusable("no #include can hold this name"));
        }
        let bracketed = argument
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        let path = Path::new(argument);
        if bracketed.is_none() && path.is_dir() {
            return Err(unusable("it is a directory"));
        }
        if bracketed.is_none() && path.exists() {
            return std::path::absolute(path)
                .map(Header::File)
                .map_err(|source| Error::io("read", path, source));
        }
        let name = bracketed.unwrap_or(argument);
        directories
            .iter()
            .map(|directory| directory.join(name))
            .find(|file| file.is_file() || is_freestanding(file))
            .map(|file| Header::Name(name.to_owned(), file))
            .ok_or_else(|| Error::HeaderNotFound {
                name: argument.to_owned(),
                searched: directories.to_vec(),
                hints: find::header_hint(name, directories),
            })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Header::File(path) | Header::Name(_, path) => path,
        }
    }

    /// The header as an `#include` would spell it.
    pub fn name(&self, directories: &[PathBuf]) -> String {
        match self {
            Header::File(path) => short_name(path, directories),
            Header::Name(name, _) => name.clone(),
        }
    }

    /// The line that includes it.
    pub fn directive(&self) -> String {
        match self {
            Header::File(path) => format!("#include \"{}\"\n", path.display()),
            Header::Name(name, _) => format!("#include <{name}>\n"),
        }
    }
}

/// Whether a path is one of the headers that exist in memory only.
fn is_freestanding(path: &Path) -> bool {
    path.strip_prefix(freestanding::DIRECTORY)
        .is_ok_and(|name| {
            freestanding::HEADERS
                .iter()
                .any(|(known, _)| Path::new(known) == name)
        })
}
