//! Why a run stops: one enum, with a lower-case message, its data and its source.

use std::path::PathBuf;

use thiserror::Error;

/// What stops a run. Every message names the thing it is about and the way out.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// `--target` names no target of the table.
    #[error("unknown target `{triple}`; did you mean `{nearest}`?")]
    UnknownTarget {
        /// As given.
        triple: String,
        /// The closest known spelling.
        nearest: String,
    },
    /// `LIBCLANG_PATH` is set, but there is no libclang there.
    #[error(
        "LIBCLANG_PATH is `{}`, which is no libclang library and no directory that has one",
        path.display()
    )]
    LibclangPath {
        /// As given.
        path: PathBuf,
    },
    /// No libclang of version 14 or newer was found anywhere.
    #[error("no libclang was found\n{advice}")]
    LibclangNotFound {
        /// What to install, line by line.
        advice: String,
    },
}
