//! Finding libclang, its builtin headers and the C library's headers, without loading anything.
//!
//! Only the file system is looked at (and, as a last resort, `llvm-config` is asked), because
//! the program's parent process does this at every start and never loads libclang itself.

mod builtin;
mod environment;
mod hint;
mod install;
mod library;
mod llvm_config;
mod name;
mod packages;
mod pkg_config;
mod places;
mod python;
mod sysroot;
mod system;

#[cfg(test)]
pub(crate) mod tree;

pub use builtin::builtin_headers;
pub use environment::Environment;
pub use hint::header_hint;
pub use install::install_advice;
pub use library::{FoundBy, Libclang, OLDEST, all_libclangs, libclang};
pub use packages::debian_package;
pub use sysroot::{multiarch, triplet};
pub use system::{SystemHeaders, has_musl, headers_package, system_headers};
