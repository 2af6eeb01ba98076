//! Which process does what, in a program that is not `quarry`.

use std::env;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::worker as process;

/// The variable that names an installed `quarry`.
pub(super) const PROGRAM: &str = "QUARRY_BINDGEN";

/// Does what a worker does and ends the process, if it was started as a worker; else does nothing.
///
/// [`Builder::generate`](super::Builder::generate) reads headers in a second process of the same
/// program, because libclang may die of them. Call this first in `main`, and that process does
/// nothing else:
///
/// ```standalone_crate
/// quarry_bindgen::worker();
/// // The rest of `main`.
/// ```
pub fn worker() {
    if process::is_one() {
        std::process::exit(i32::from(crate::serve()));
    }
}

/// The `quarry` that is started as the worker: the one given, or that of the environment; `None`
/// for this very program.
///
/// # Errors
/// [`Error::WorkerNotServed`] where this process was started by a worker: it would start another
/// one, and that another one, without end.
pub(super) fn program(given: Option<&Path>) -> Result<Option<PathBuf>, Error> {
    if env::var_os(process::VARIABLE).is_some() {
        return Err(Error::WorkerNotServed {
            program: env::current_exe().unwrap_or_default(),
            what: "it started this process in place of that".to_owned(),
            last_words: String::new(),
        });
    }
    let of_environment = || env::var_os(PROGRAM).filter(|it| !it.is_empty());
    let named = given
        .map(Path::to_owned)
        .or_else(|| of_environment().map(PathBuf::from));
    Ok(named.map(|path| in_path(&path).unwrap_or(path)))
}

/// Where a bare name is found as a shell finds it: the worker's own environment has no `PATH`.
fn in_path(name: &Path) -> Option<PathBuf> {
    if name.components().count() != 1 {
        return None;
    }
    let name = name.with_extension(env::consts::EXE_EXTENSION);
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(&name))
        .find(|file| file.is_file())
}
