//! What clang has read, as digests: of the very bytes that it saw, whatever became of the files.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet as HashSet;

use super::MAIN_FILE;
use crate::clang::freestanding;
use crate::clang::unit::Unit;
use crate::digest::Digest;

/// Every file on disk that was read, in the order of first inclusion.
pub fn digests(unit: &Unit) -> Vec<(PathBuf, Digest)> {
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
