//! The temporary files that writing needs, and what a run that was killed has left of them.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// How the names of these files begin.
const PREFIX: &str = ".quarry-";

/// How often a new file is made, where another run takes it for a leftover before it is locked.
const ATTEMPTS: usize = 100;

/// Makes a temporary file in a directory. It is locked for as long as it is open: one that is not
/// belongs to nobody.
///
/// # Errors
/// The system's.
pub(super) fn temporary(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    let permissions = super::write::permissions_of_new_files();
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    for _ in 0..ATTEMPTS {
        let file = builder.tempfile_in(directory)?;
        // Where files cannot be locked, nobody can tell leftovers, and none are removed.
        let _ = file.as_file().lock();
        if fs::symlink_metadata(file.path()).is_ok() {
            return Ok(file);
        }
    }
    Err(io::Error::other(
        "its temporary file is removed time and again",
    ))
}

/// Removes the temporary files that runs which were killed have left in a directory.
pub fn clear(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        let is_own = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(PREFIX));
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_own
            && is_file
            && let Ok(file) = File::options().write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            // Another run may have been faster.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn only_what_nobody_has() {
        let directory = tempfile::tempdir().unwrap();
        let open = temporary(directory.path()).unwrap();
        let left = directory.path().join(".quarry-abc");
        let other = directory.path().join(".other-abc");
        fs::write(&left, "half").unwrap();
        fs::write(&other, "").unwrap();
        clear(directory.path());
        assert!(open.path().exists() && other.exists() && !left.exists());
        clear(&directory.path().join("none"));
    }

    #[test]
    fn many_that_make_and_clear() {
        let directory = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let file = temporary(directory.path()).unwrap();
                        clear(directory.path());
                        assert!(file.path().exists());
                    }
                });
            }
        });
    }
}
