//! A libclang that is installed with the program: `lib/quarry/libclang-18.so` where that is `bin/quarry`.

use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::places::libraries;

/// Where it is, below what has the program's directory.
const PLACE: &str = "lib/quarry";

/// The libraries there. Symbolic links to the program are followed.
pub(super) fn by_program(env: &Environment) -> Vec<PathBuf> {
    let Some(program) = &env.program else {
        return Vec::new();
    };
    // A program that was replaced while it runs has no other path than this one.
    let real = program.canonicalize().unwrap_or_else(|_| program.clone());
    let prefix = real.parent().and_then(Path::parent);
    prefix.map_or_else(Vec::new, |prefix| libraries(&prefix.join(PLACE)))
}
