//! Many modules at once: the manifest that describes them, the run that makes them, and the
//! commands that make them on whatever machines there are.

mod about;
mod cache;
pub mod find;
pub mod init;
pub mod jobs;
mod keys;
mod lock;
pub mod manifest;
mod module;
#[cfg(test)]
mod page;
mod progress;
pub mod run;
pub mod schema;
mod table;

use std::num::NonZero;
use std::path::PathBuf;

use crate::cli::{Format, Verbosity, jobs_or_cores};

/// What a run of a manifest shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The manifest.
    pub manifest: PathBuf,
    /// How many workers may run at a time; `None` for one on each core.
    pub jobs: Option<NonZero<usize>>,
    /// Check every module against C before it is written.
    pub verify: bool,
    /// Write nothing, and say what is not as it would be made.
    pub check: bool,
    /// Refuse what is not as the lock says.
    pub locked: bool,
    /// Pass over what has not changed.
    pub cache: bool,
    /// How differences are written.
    pub format: Format,
    /// How much to say.
    pub verbosity: Verbosity,
}

impl Batch {
    /// How many workers may run at a time.
    pub fn jobs(&self) -> usize {
        jobs_or_cores(self.jobs)
    }
}
