//! Errors about files.

use std::path::{Path, PathBuf};

use super::Error;

impl Error {
    /// An [`Error::Io`] about one file; `what` is a verb.
    pub fn io(what: &str, path: impl Into<PathBuf>, source: std::io::Error) -> Error {
        Error::Io {
            path: path.into(),
            what: what.to_owned(),
            source,
        }
    }

    /// Moves clang's messages about a file to the line that includes it.
    pub fn blame_includer(&mut self, file: &Path) {
        let Error::HeaderErrors(diagnostics) = self else {
            return;
        };
        for diagnostic in diagnostics {
            diagnostic.blame_includer(file);
        }
    }
}
