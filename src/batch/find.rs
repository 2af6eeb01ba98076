//! The manifest that is meant where none is named: the nearest one, as other tools of projects
//! look for theirs.

use std::path::{Path, PathBuf};

use super::manifest::{PROJECT, PROJECT_TABLE};
use crate::error::{BatchError, Error};
use crate::module_file;

/// The name of a manifest of modules.
pub const NAME: &str = "bindgen.toml";

/// The manifest of the project that a directory is in: in it or in the nearest directory above it
/// that has a `bindgen.toml`, or a `Quarry.toml` with `[[bindgen]]` tables. The path is relative to
/// the directory.
///
/// # Errors
/// [`BatchError::Manifest`] where one directory has both, [`Error::Io`].
pub fn nearest(directory: &Path) -> Result<Option<PathBuf>, Error> {
    let mut relative = PathBuf::new();
    for directory in directory.ancestors() {
        let own = relative.join(NAME);
        let of_project = relative.join(PROJECT);
        let project = directory.join(PROJECT);
        let has_tables = project.is_file() && has_tables(&project)?;
        match (directory.join(NAME).is_file(), has_tables) {
            (true, true) => {
                return Err(Error::Batch(BatchError::Manifest {
                    path: of_project,
                    line: None,
                    what: format!("it has [[{PROJECT_TABLE}]] tables, and there is a {NAME}, too"),
                    help: "say which one is meant: --manifest=PATH".to_owned(),
                }));
            }
            (true, false) => return Ok(Some(own)),
            (false, true) => return Ok(Some(of_project)),
            (false, false) => relative.push(".."),
        }
    }
    Ok(None)
}

/// Whether a project's manifest says anything of modules. One that is no TOML may.
fn has_tables(path: &Path) -> Result<bool, Error> {
    let text = module_file::any_text(path)?;
    Ok(text
        .parse::<toml::Table>()
        .map_or(true, |table| table.contains_key(PROJECT_TABLE)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_one() {
        let root = tempfile::tempdir().unwrap();
        let below = root.path().join("a/b");
        fs::create_dir_all(&below).unwrap();
        let put = |name: &str, text: &str| fs::write(root.path().join(name), text).unwrap();
        assert_eq!(nearest(&below).unwrap(), None);
        put("bindgen.toml", "");
        assert_eq!(nearest(&below).unwrap(), Some("../../bindgen.toml".into()));
        assert_eq!(nearest(root.path()).unwrap(), Some("bindgen.toml".into()));
        put("a/Quarry.toml", "[package]\nname = \"a\"\n");
        assert_eq!(nearest(&below).unwrap(), Some("../../bindgen.toml".into()));
        put("a/Quarry.toml", "[[bindgen]]\n");
        assert_eq!(nearest(&below).unwrap(), Some("../Quarry.toml".into()));
        put("a/bindgen.toml", "");
        assert!(matches!(
            nearest(&below),
            Err(Error::Batch(BatchError::Manifest { .. }))
        ));
    }
}
