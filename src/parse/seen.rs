//! What clang has read, as digests: of the very bytes that it saw, whatever became of the files.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet as HashSet;
use serde::{Deserialize, Serialize};

use super::MAIN_FILE;
use crate::clang::unit::Unit;
use crate::clang::{self, freestanding};
use crate::digest::Digest;

/// What a worker has read, and with what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen {
    /// libclang's version, as it says it itself: `19.1.7`.
    pub libclang: String,
    /// Every file on disk that was read, in the order of first inclusion.
    pub files: Vec<(PathBuf, Digest)>,
}

/// What has been read for a translation unit.
pub fn seen(unit: &Unit) -> Seen {
    Seen {
        libclang: clang::number(),
        files: files(unit),
    }
}

/// The files and their digests.
fn files(unit: &Unit) -> Vec<(PathBuf, Digest)> {
    let mut seen = HashSet::default();
    let inclusions = unit.inclusions();
    let files = inclusions.iter().map(|inclusion| inclusion.file);
    let files = files.filter(|file| seen.insert(*file));
    files
        .map(|file| (PathBuf::from(unit.path(file)), file))
        .filter(|(path, _)| {
            path != Path::new(MAIN_FILE) && !path.starts_with(freestanding::DIRECTORY)
        })
        .map(|(path, file)| (path, Digest::of(unit.contents(file))))
        .collect()
}
