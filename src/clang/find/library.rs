//! Which libclang is used: the order of the search and the choice among versions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::install::install_advice;
use super::llvm_config::by_llvm_config;
use super::name::version;
use super::places::{libraries, system_directories};
use super::python::{self, by_python};
use super::shipped::by_program;
use crate::error::Error;

/// The oldest major version of libclang that this program works with.
pub const OLDEST: u32 = 14;

/// A libclang on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Libclang {
    /// The shared library: an existing file.
    pub path: PathBuf,
    /// The major version, where the path tells it.
    pub version: Option<u32>,
    /// How it was found.
    pub found_by: FoundBy,
}

/// How a libclang was found, in the order of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// `LIBCLANG_PATH` names it or its directory.
    LibclangPath,
    /// It was installed with the program.
    Shipped,
    /// It is in the directory of the libraries that `llvm-config` belongs to.
    LlvmConfig,
    /// It is in one of the directories that systems install it in.
    System,
    /// It is PyPI's package `libclang`.
    Python,
}

/// The libclang to use. `LIBCLANG_PATH` decides alone where it is set; then come the one that was
/// installed with the program, unless `LLVM_CONFIG_PATH` is set, `llvm-config`, the system's
/// directories (the newest version there) and Python's packages.
///
/// # Errors
/// [`Error::LibclangPath`] where `LIBCLANG_PATH` leads nowhere; [`Error::LibclangNotFound`], with
/// what to install, where there is none of version [`OLDEST`] or newer.
pub fn libclang(env: &Environment) -> Result<Libclang, Error> {
    if let Some(path) = &env.libclang_path {
        return newest(by_variable(path)).ok_or_else(|| Error::LibclangPath { path: path.clone() });
    }
    usable(shipped(env))
        .or_else(|| usable(with(FoundBy::LlvmConfig, by_llvm_config(env))))
        .or_else(|| {
            (0..)
                .map_while(|group| by_system(env, group))
                .find_map(usable)
        })
        .or_else(|| usable(python(env)))
        .ok_or_else(|| Error::LibclangNotFound {
            advice: install_advice(),
        })
}

/// Every libclang that the search knows of, in its order, each file once; too old ones as well.
pub fn all_libclangs(env: &Environment) -> Vec<Libclang> {
    let mut seen = BTreeSet::new();
    env.libclang_path
        .iter()
        .flat_map(|path| by_variable(path))
        .chain(shipped(env))
        .chain(with(FoundBy::LlvmConfig, by_llvm_config(env)))
        .chain((0..).map_while(|group| by_system(env, group)).flatten())
        .chain(python(env))
        .filter(|found| {
            let real = found.path.canonicalize();
            seen.insert(real.unwrap_or_else(|_| found.path.clone()))
        })
        .collect()
}

/// What `LIBCLANG_PATH` leads to. A file is taken whatever its name is.
fn by_variable(path: &Path) -> Vec<Libclang> {
    let paths = if path.is_file() {
        vec![path.to_owned()]
    } else {
        libraries(path)
    };
    let mut found = with(FoundBy::LibclangPath, paths);
    for one in &mut found {
        one.version = one.version.or_else(|| python::version_of(&one.path));
    }
    found
}

/// What was installed with the program, where the user does not name another LLVM.
fn shipped(env: &Environment) -> Vec<Libclang> {
    match env.llvm_config_path {
        Some(_) => Vec::new(),
        None => with(FoundBy::Shipped, by_program(env)),
    }
}

/// What one group of the system's directories has; `None` after the last group.
fn by_system(env: &Environment, group: usize) -> Option<Vec<Libclang>> {
    let directories = system_directories(env, group)?;
    let paths = directories
        .iter()
        .flat_map(|directory| libraries(directory));
    Some(with(FoundBy::System, paths.collect()))
}

/// What Python's packages have.
fn python(env: &Environment) -> Vec<Libclang> {
    by_python(env)
        .into_iter()
        .map(|(path, version)| Libclang {
            path,
            version,
            found_by: FoundBy::Python,
        })
        .collect()
}

/// The libraries with their versions.
fn with(found_by: FoundBy, paths: Vec<PathBuf>) -> Vec<Libclang> {
    paths
        .into_iter()
        .map(|path| Libclang {
            version: version(&path),
            path,
            found_by,
        })
        .collect()
}

/// The newest that is not known to be too old.
fn usable(mut found: Vec<Libclang>) -> Option<Libclang> {
    found.retain(|one| one.version.is_none_or(|version| version >= OLDEST));
    newest(found)
}

/// The newest by its known version, the first of equals; of unknown ones the first.
fn newest(found: Vec<Libclang>) -> Option<Libclang> {
    found.into_iter().rev().max_by_key(|one| one.version)
}

#[cfg(test)]
mod tests;
