//! The only place that knows libclang, and the only one with `unsafe`.
//!
//! The library is loaded at run time, by the worker process alone. Everything here is a thin,
//! safe view of what libclang reports; nothing here maps, names or decides.

pub mod availability;
pub mod cursor;
pub mod find;
pub mod freestanding;
pub mod heap;
pub mod kind;
mod library;
pub mod line;
mod string;
pub mod ty;
pub mod unit;

use std::path::Path;

use crate::error::Error;

/// Loads a libclang for all threads; the environment's `LIBCLANG_PATH` has to name the same.
///
/// # Errors
/// [`Error::LibclangLoad`] where the file cannot be loaded, [`Error::LibclangTooOld`] where it is
/// older than [`find::OLDEST`].
pub fn load(path: &Path) -> Result<(), Error> {
    heap::begin_with_huge_pages();
    library::load().map_err(|reason| Error::LibclangLoad {
        path: path.to_owned(),
        // clang-sys takes what is no library for a directory, and goes on about patterns.
        reason: if reason.contains("couldn't find any valid shared libraries") {
            "it is no shared library for this machine".to_owned()
        } else {
            reason
        },
    })?;
    let version = version();
    match major_version(&version) {
        Some(major) if major < find::OLDEST => Err(Error::LibclangTooOld {
            path: path.to_owned(),
            version,
            minimum: find::OLDEST,
        }),
        Some(_) | None => Ok(()),
    }
}

/// What the loaded libclang says of itself.
#[allow(unsafe_code)]
fn version() -> String {
    // SAFETY: the library is loaded, and the string is disposed of by `take`.
    unsafe { string::take(library::ask!(clang_getClangVersion)()) }
}

/// The version of the loaded libclang: `14.0.6`.
pub fn number() -> String {
    let version = version();
    let number = version
        .split_once("version ")
        .map_or(version.as_str(), |(_, number)| number);
    number.split(' ').next().unwrap_or(number).to_owned()
}

/// Whether the loaded libclang has C23's `#embed`; an older one calls it an error.
pub fn has_embed() -> bool {
    major_version(&version()).is_none_or(|major| major >= 19)
}

/// The first number of `Debian clang version 14.0.6`.
fn major_version(version: &str) -> Option<u32> {
    let (_, number) = version.split_once("version ")?;
    number.split(['.', ' ', '-']).next()?.parse().ok()
}
