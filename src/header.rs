//! The headers of the command line: files, or names on the target's include path.

pub mod missing;

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::clang::freestanding;
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

/// A header of the command line that a target does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// How many of those that it has were named before it.
    pub before: usize,
    /// Its name, without brackets.
    pub name: String,
}

impl Header {
    /// Finds what an argument means: a file of that path, else a name on the include path, with
    /// or without `<>`.
    ///
    /// # Errors
    /// [`Error::HeaderNotFound`] with the directories that were searched, without hints;
    /// [`Error::HeaderUnusable`] for what is no file, or a name that no `#include` can hold;
    /// [`Error::Io`] for a file that may not be read.
    pub fn resolve(argument: &str, directories: &[PathBuf]) -> Result<Header, Error> {
        let unusable = |reason: &str| Error::HeaderUnusable {
            name: argument.to_owned(),
            reason: reason.to_owned(),
        };
        if argument.contains(['"', '\n', '\r', '\0']) {
            return Err(unusable(
                "no #include can hold such a name; give it another",
            ));
        }
        if argument == "-" {
            return Err(unusable("standard input is not read; write it to a file"));
        }
        let name = unbracketed(argument);
        if name.trim().is_empty() {
            return Err(unusable("it has no name"));
        }
        let path = Path::new(argument);
        if name == argument {
            let refused = |source| Error::io("read", path, source);
            match fs::metadata(path) {
                Ok(data) if data.is_dir() => {
                    return Err(unusable("it is a directory; name a header in it"));
                }
                // The worker has another standard input, and clang maps files into memory.
                Ok(data) if !data.is_file() => return Err(unusable("it is no regular file")),
                Ok(_) => {
                    fs::File::open(path).map_err(refused)?;
                    return std::path::absolute(path).map(Header::File).map_err(refused);
                }
                // It may be on the include path.
                Err(error)
                    if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => return Err(refused(error)),
            }
        }
        directories
            .iter()
            .map(|directory| directory.join(name))
            .find(|file| file.is_file() || is_freestanding(file))
            .map(|file| Header::Name(name.to_owned(), file))
            .ok_or_else(|| Error::HeaderNotFound {
                name: argument.to_owned(),
                searched: directories.to_vec(),
                hints: Vec::new(),
            })
    }

    /// Finds what all arguments mean; a file that is named twice is there once. Where some may be
    /// absent, these are given too.
    ///
    /// # Errors
    /// As [`Header::resolve`]; also where all are absent.
    pub fn resolve_all(
        arguments: &[String],
        directories: &[PathBuf],
        may_be_absent: bool,
    ) -> Result<(Vec<Header>, Vec<Absent>), Error> {
        let mut seen = HashSet::new();
        let (mut headers, mut absent) = (Vec::new(), Vec::new());
        let mut missing = None;
        for argument in arguments {
            let header = match Header::resolve(argument, directories) {
                Ok(header) => header,
                Err(error @ Error::HeaderNotFound { .. }) if may_be_absent => {
                    absent.push(Absent {
                        before: headers.len(),
                        name: unbracketed(argument).to_owned(),
                    });
                    missing = missing.or(Some(error));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let real = header.path().canonicalize();
            if seen.insert(real.unwrap_or_else(|_| header.path().to_owned())) {
                headers.push(header);
            }
        }
        match missing.filter(|_| headers.is_empty()) {
            Some(error) => Err(error),
            None => Ok((headers, absent)),
        }
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
            Header::File(path) => short_name(path, &[directories]),
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

/// A header's name without the `<>` around it.
fn unbracketed(argument: &str) -> &str {
    argument
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(argument)
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
