//! Why a header belongs to the named ones, or does not, in words.

use std::path::Path;

use super::Scope;
use super::paths::{Canonical, normalise};

impl Scope {
    /// Why a header that belongs does.
    pub fn reason(&self, path: &Path) -> &'static str {
        if self.everything {
            return "--everything takes all headers";
        }
        let real = Canonical::default().path(path);
        if self.named.contains(&real) {
            "it is a named header"
        } else if self.globs.is_match(&real) || self.globs.is_match(normalise(path)) {
            "--include-from names it"
        } else if self.is_in_trees(&real) {
            "it stands in the folder of a named header, or in the one that carries its name"
        } else if self.holds(&real, path) {
            "its name is that of a named header, or begins with it"
        } else {
            "the C library hides it behind a named header"
        }
    }
}
