//! Made-up file trees for the tests of the search.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use super::environment::Environment;

/// A temporary directory that stands for `/`.
pub(crate) struct Tree(tempfile::TempDir);

impl Tree {
    /// A tree with these files, each empty; what ends in `/` is a directory.
    pub(crate) fn new(files: &[&str]) -> Tree {
        let tree = Tree(tempfile::tempdir().unwrap());
        for file in files {
            tree.write(file, "");
        }
        tree
    }

    /// Where it stands.
    pub(crate) fn root(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// A path in it.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file with the directories that it needs.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.at(file);
        if file.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// Makes `link` a symbolic link to `to`, both in the tree.
    pub(crate) fn link(&self, to: &str, link: &str) {
        let path = self.at(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(self.at(to), path).unwrap();
    }

    /// An environment of an x86_64 Linux machine with this tree and no variable set.
    pub(crate) fn environment(&self) -> Environment {
        Environment {
            root: self.root(),
            host_arch: "x86_64".to_owned(),
            host_os: "linux".to_owned(),
            ..Environment::default()
        }
    }
}
