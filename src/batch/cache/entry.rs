//! One entry of the cache, as a file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::batch::lock::Locked;
use crate::digest::Digest;
use crate::kept;
use crate::report::Counts;
use crate::select::Remark;

/// How a file of an entry begins: its form and its version.
const FORM: &str = "quarry bindgen cache 1\n";

/// From what an output was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::batch) struct Entry {
    /// The output's absolute path.
    pub(super) output: PathBuf,
    /// The key.
    pub(super) key: Digest,
    /// The output's text.
    pub(super) text: Digest,
    /// Other files: modules that it imports, the rule for make.
    pub(super) others: Vec<(PathBuf, Digest)>,
    /// What was read on each target.
    pub(super) read: Vec<Files>,
    /// What was said of the options that it was made with, and is to be said again.
    pub(in crate::batch) remarks: Vec<Remark>,
    /// What a lock says of it.
    pub(in crate::batch) locked: Locked,
    /// How many items of each kind it has.
    pub(in crate::batch) counts: Counts,
    /// How many targets it is for.
    pub(in crate::batch) targets: usize,
}

/// What was read on a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Files {
    /// Where headers were looked for.
    pub(super) directories: Vec<PathBuf>,
    /// The files.
    pub(super) paths: Vec<PathBuf>,
    /// What they held, and where else their headers could have been.
    pub(super) state: Digest,
}

impl Entry {
    /// Reads an entry; `None` for whatever is none.
    pub(super) fn read(path: &Path) -> Option<Entry> {
        kept::read(path, FORM)
    }

    /// Writes it, as a whole or not at all.
    pub(super) fn write(&self, path: &Path) {
        kept::write(path, FORM, self);
    }
}
