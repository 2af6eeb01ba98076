//! Turns C headers into Pyrite modules of `extern` declarations.

pub mod caught;
pub mod clang_diagnostic;
pub mod cli;
pub mod decls;
pub mod diagnostic;
pub mod emit;
pub mod error;
pub mod finish;
pub mod location;
pub mod map;
pub mod output;
pub mod report;
pub mod target;
pub mod worker;

use std::path::Path;
use std::process::ExitCode;

use cli::Options;
use error::Error;
use finish::Produced;
use target::Target;

/// The pipeline of one run, up to what is to be written.
///
/// # Errors
/// Any [`Error`].
pub fn generate(options: &Options) -> Result<Produced, Error> {
    Err(Error::Internal {
        what: format!("{} cannot be read yet", options.headers.join(" ")),
    })
}

/// The whole of a worker.
pub fn serve() -> ExitCode {
    worker::serve(|(): ()| ())
}

/// The text of `quarry bindgen doctor`.
pub fn examine(target: &Target, _sysroot: Option<&Path>) -> String {
    format!("target: {}\n", target.triple)
}
