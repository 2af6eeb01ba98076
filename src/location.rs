//! Where something stands in a C header.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A place in a header, as people name it: `sqlite3.h:212`.
///
/// `file` is the path as an `#include` would spell it (`bits/types.h`), never a path of the
/// host, so that the written text is the same on every machine. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The header's name, relative to the include directory that it was found in.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1.
    pub column: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
