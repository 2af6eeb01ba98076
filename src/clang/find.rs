//! Finding libclang, its builtin headers and the C library's headers, without loading anything.
//!
//! Only the file system is looked at, because the program's parent process does this at every start
//! and never loads libclang itself. As a last resort programs are asked: `llvm-config` for libclang,
//! a cross gcc and zig for the headers of a foreign target.

mod ask;
mod builtin;
mod cross;
mod environment;
mod hint;
mod install;
mod known;
mod library;
mod llvm_config;
mod missing;
mod name;
mod packages;
mod pkg_config;
mod places;
mod python;
mod remembered;
mod root;
mod shipped;
mod sysroot;
mod system;
mod zig;

#[cfg(test)]
pub(crate) mod tree;

pub use builtin::builtin_headers;
pub use cross::gcc_prefixes;
pub use environment::Environment;
pub use hint::header_hint;
pub use install::install_advice;
pub use known::{has_musl, is_host};
pub use library::{FoundBy, Libclang, OLDEST, all_libclangs, libclang};
pub use missing::{headers_package, remedies};
pub use packages::debian_package;
pub use root::Root;
pub use sysroot::{multiarch, triplet};
pub use system::{Source, SystemHeaders, system_headers, zig_version};
