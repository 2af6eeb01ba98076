//! Writing files: all or nothing, and never over what is read.

mod depfile;
mod leftover;
pub(crate) mod signals;
mod write;

use std::path::{Path, PathBuf};

pub use depfile::depfile;
pub use leftover::clear;
pub use write::{update, write, write_stdout};

use crate::error::Error;

/// Refuses a file to write, and one for make's rule about it, that are directories, one of
/// `inputs`, or each other.
///
/// # Errors
/// [`Error::OutputIsDirectory`], [`Error::OutputIsInput`].
pub fn check(path: &Path, depfile: Option<&Path>, inputs: &[PathBuf]) -> Result<(), Error> {
    check_one("output", path, inputs)?;
    let Some(depfile) = depfile else {
        return Ok(());
    };
    check_one("depfile", depfile, inputs)?;
    match is_same(path, depfile) {
        true => Err(Error::OutputIsInput {
            option: "depfile".to_owned(),
            path: depfile.to_owned(),
            what: "the output".to_owned(),
        }),
        false => Ok(()),
    }
}

/// Refuses a path to write that is a directory or one of `inputs`.
///
/// `option` is the option that names the path: `output`, `depfile`.
///
/// # Errors
/// [`Error::OutputIsDirectory`], [`Error::OutputIsInput`].
fn check_one(option: &str, path: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    if path.is_dir() {
        return Err(Error::OutputIsDirectory {
            option: option.to_owned(),
            path: path.to_owned(),
        });
    }
    // A file that is not there yet is no input; `/dev/null` may well be both.
    if path.is_file()
        && let Some(output) = identity(path)
        && inputs
            .iter()
            .any(|it| identity(it).as_ref() == Some(&output))
    {
        return Err(Error::OutputIsInput {
            option: option.to_owned(),
            path: path.to_owned(),
            what: "a file that it is made from".to_owned(),
        });
    }
    Ok(())
}

/// What tells the file at a path from all others; `None` where there is none.
#[cfg(unix)]
fn identity(path: &Path) -> Option<impl PartialEq> {
    use std::os::unix::fs::MetadataExt;
    // Of hundreds of headers: to open each takes three times as long.
    path.metadata().ok().map(|it| (it.dev(), it.ino()))
}

/// What tells the file at a path from all others; `None` where there is none.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<impl PartialEq> {
    same_file::Handle::from_path(path).ok()
}

/// Whether two paths name one file, which need not be there.
pub fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((real(a), real(b)), (Some(a), Some(b)) if a == b)
}

/// The path without links and detours; `None` where its directory is not there.
fn real(path: &Path) -> Option<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Some(real);
    }
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    };
    Some(parent.canonicalize().ok()?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn one_file_under_two_names() {
        let directory = tempfile::tempdir().unwrap();
        let (a, b) = (directory.path().join("a.h"), directory.path().join("./a.h"));
        assert!(is_same(&a, &b), "not there yet");
        std::fs::write(&a, "").unwrap();
        assert!(is_same(&a, &b));
        assert!(!is_same(&a, &directory.path().join("b.h")));
        assert!(check(&b, None, std::slice::from_ref(&a)).is_err());
        let other = directory.path().join("b.h");
        assert!(check(&other, None, std::slice::from_ref(&a)).is_ok());
        assert!(check(&other, Some(&other), &[]).is_err());
        assert!(check(&other, Some(&b), &[a]).is_err());
        assert!(check(directory.path(), None, &[]).is_err());
        assert!(check(Path::new("/dev/null"), None, &["/dev/null".into()]).is_ok());
    }
}
