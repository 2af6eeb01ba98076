//! Writing one file atomically.

use std::fs::{self, Metadata, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{leftover, signals};
use crate::error::Error;

/// How many links in a row are followed (Linux stops at 40 too).
const LINKS: usize = 40;

/// Writes a file so that it is there as a whole or not at all.
///
/// The bytes go to a new file beside it, which then takes its place: a failure leaves the old
/// file as it was. Its permissions stay. A symbolic link stays too, and the file behind it is
/// replaced. What is no regular file (`/dev/null`, `/dev/stdout`, a named pipe) is written to
/// directly. The time of change is always new, as those who asked for the file expect.
///
/// # Errors
/// [`Error::Io`] with the path as given.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    try_write(path, bytes).map_err(|source| Error::io("write", path, source))
}

/// [`write()`], unless the file holds just that: its time stays then. Gives whether it was written.
///
/// # Errors
/// As [`write()`].
pub fn update(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    // A pipe would wait for its other end.
    if path.is_file() && fs::read(path).is_ok_and(|now| now == bytes) {
        return Ok(false);
    }
    write(path, bytes).map(|()| true)
}

/// Writes to standard output.
///
/// # Errors
/// [`Error::Io`], also where the reader is gone: [`Error::is_broken_pipe`].
pub fn write_stdout(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .map_err(|source| Error::io("write", "standard output", source))
}

/// [`write()`] with the system's own errors.
fn try_write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    match &old {
        Some(old) if !old.is_file() => return write_directly(path, bytes),
        // Renaming would not ask, but who took the right to write away meant it.
        Some(old) if old.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Some(_) | None => {}
    }
    let path = behind_links(path)?;
    signals::put_off(|| replace(&path, old.as_ref(), bytes))
}

/// Puts a new file in the place of `path`, with the permissions of the `old` one.
fn replace(path: &Path, old: Option<&Metadata>, bytes: &[u8]) -> io::Result<()> {
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    };
    let mut file = leftover::temporary(directory).map_err(|error| {
        if directory.is_dir() {
            without_path(error)
        } else {
            let what = format!("there is no directory {}", directory.display());
            io::Error::new(io::ErrorKind::NotFound, what)
        }
    })?;
    file.write_all(bytes).map_err(without_path)?;
    if let Some(permissions) = old.map(Metadata::permissions) {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The system's error without the name of the temporary file, which nobody has heard of.
fn without_path(error: io::Error) -> io::Error {
    let text = error.to_string();
    match text.split_once(" at path \"") {
        Some((reason, _)) => io::Error::new(error.kind(), reason),
        None => error,
    }
}

/// Writes to what cannot be replaced: a device, a pipe.
fn write_directly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(bytes)?;
    file.flush()
}

/// The path that symbolic links lead to, whether there is a file or not.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            // A relative link starts at its own directory; `join` leaves an absolute one alone.
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

/// What a new file may be used for before the user's mask is applied: temporary ones are private
/// otherwise.
#[cfg(unix)]
pub(super) fn permissions_of_new_files() -> Option<Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

/// Other systems let a new file inherit from its directory.
#[cfg(not(unix))]
pub(super) fn permissions_of_new_files() -> Option<Permissions> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    /// The names in a directory.
    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_has_the_usual_permissions() {
        let directory = tempfile::tempdir().unwrap();
        let (ours, usual) = (directory.path().join("a"), directory.path().join("b"));
        write(&ours, b"x").unwrap();
        fs::write(&usual, b"x").unwrap();
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&usual));
        assert_eq!(names(directory.path()), ["a", "b"]);
    }

    #[test]
    fn permissions_and_links_stay() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("a"), directory.path().join("l"));
        fs::write(&file, b"old").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        symlink("a", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn a_link_to_nowhere_brings_its_file() {
        let directory = tempfile::tempdir().unwrap();
        symlink("a", directory.path().join("l")).unwrap();
        write(&directory.path().join("l"), b"x").unwrap();
        assert_eq!(fs::read(directory.path().join("a")).unwrap(), b"x");
        symlink("loop", directory.path().join("loop")).unwrap();
        assert!(write(&directory.path().join("loop"), b"x").is_err());
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let error = write(&directory.path().join("no/a"), b"x").unwrap_err();
        assert!(error.to_string().contains("no/a"), "{error}");
        let protected = directory.path().join("p");
        fs::write(&protected, b"old").unwrap();
        fs::set_permissions(&protected, Permissions::from_mode(0o444)).unwrap();
        assert!(write(&protected, b"new").is_err());
        assert_eq!(fs::read(&protected).unwrap(), b"old");
        assert_eq!(names(directory.path()), ["p"]);
    }

    #[test]
    fn devices_are_written_to() {
        write(Path::new("/dev/null"), b"x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
