//! The loaded libclang: one for all threads of a process, as its files and environment are.

use std::sync::{Arc, OnceLock};

use clang_sys::{Functions, SharedLibrary};

/// The library, once it is loaded.
static LIBRARY: OnceLock<Arc<SharedLibrary>> = OnceLock::new();

/// A function of the loaded libclang: `ask!(clang_getCursorType)(raw)`.
///
/// `clang_sys` has a function of each name too, which finds the library among the thread's own
/// values each time: of a run for `vulkan.h` that is one instruction of sixty.
macro_rules! ask {
    ($name:ident) => {
        match $crate::clang::library::functions().and_then(|all| all.$name) {
            Some(function) => function,
            None => $crate::clang::library::missing(stringify!($name)),
        }
    };
}
pub(super) use ask;

/// Loads the library that the environment's `LIBCLANG_PATH` names, unless one is loaded.
///
/// # Errors
/// The reason of `clang_sys`.
pub(super) fn load() -> Result<(), String> {
    if LIBRARY.get().is_none() {
        clang_sys::load()?;
        // What is asked past the table fails on every thread, and not on all but this one.
        if let Some(library) = clang_sys::set_library(None) {
            LIBRARY.get_or_init(|| library);
        }
    }
    Ok(())
}

/// All functions, where a library is loaded.
pub(super) fn functions() -> Option<&'static Functions> {
    LIBRARY.get().map(|library| &library.functions)
}

/// No libclang that [`load`](super::load) accepts lacks a function that is asked here.
///
/// # Panics
/// Always: there is no answer to go on with.
#[allow(
    clippy::panic,
    reason = "the worker answers with it, as with any panic"
)]
#[cold]
pub(super) fn missing(name: &str) -> ! {
    panic!("libclang is not loaded, or has no `{name}`")
}
