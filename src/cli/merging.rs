//! The options about several targets.

use std::num::NonZero;

use clap::Args;

/// Options about several targets.
#[derive(Debug, Args)]
pub(super) struct Merging {
    /// Say how much the targets have in common (--verbose: of each item)
    #[arg(long, help_heading = "Several targets")]
    pub(super) report: bool,

    /// Go on without the targets and the headers that are not there
    #[arg(long, help_heading = "Several targets")]
    pub(super) skip_missing: bool,

    /// How many targets to read at a time [default: one on each core]
    #[arg(
        long,
        short = 'j',
        value_name = "NUMBER",
        help_heading = "Several targets"
    )]
    pub(super) jobs: Option<NonZero<usize>>,
}
