//! Where the file of a module is that a text only names.

use std::path::{Path, PathBuf};

/// The file of a module that another one imports: `a.b` is `a/b.pyrite`, in the directory of the
/// module that imports it or else in the nearest one above that has such a file.
pub fn near(name: &str, from: &Path) -> Option<PathBuf> {
    let mut file: PathBuf = name.split('.').collect();
    file.set_extension("pyrite");
    let absolute = std::path::absolute(from).ok()?;
    let above = absolute.parent()?.ancestors().skip(1);
    // As it was typed, where that leads there.
    let mut directories = from.parent().into_iter().chain(above);
    directories.find_map(|directory| {
        let path = directory.join(&file);
        path.is_file().then_some(path)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn beside_and_above() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        let here = root.join("std/c");
        std::fs::create_dir_all(&here).unwrap();
        for file in ["std/c/types.pyrite", "std/base.pyrite"] {
            std::fs::write(root.join(file), "").unwrap();
        }
        let found = |name: &str| {
            let found = near(name, &here.join("unistd.pyrite"))?;
            Some(found.strip_prefix(root).unwrap().display().to_string())
        };
        assert_eq!(found("types").unwrap(), "std/c/types.pyrite");
        assert_eq!(found("c.types").unwrap(), "std/c/types.pyrite");
        assert_eq!(found("std.c.types").unwrap(), "std/c/types.pyrite");
        assert_eq!(found("base").unwrap(), "std/base.pyrite");
        assert_eq!(found("missing_of_course"), None);
    }
}
