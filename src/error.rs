//! Why a run stops: one enum, with a lower-case message, its data and its source.

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
    /// A pattern of `--include-from` that is none.
    #[error("`--include-from={pattern}` is not a pattern of paths")]
    IncludeFrom {
        /// As given.
        pattern: String,
        /// Where it goes wrong.
        source: globset::Error,
    },
}
