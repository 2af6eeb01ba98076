//! `quarry bindgen diff`: arguments as typed and as checked.

use std::path::PathBuf;

use clap::Args;

use super::audit::Format;
use super::options::Verbosity;

/// What stands below the options of `diff`.
pub(super) const EXAMPLES: &str = "\
Examples:
  quarry bindgen diff old/sqlite.pyrite sqlite.pyrite
  quarry bindgen diff old/sqlite.pyrite sqlite.pyrite --format=json

breaking: a program may no longer build, or do something else: what is gone, signatures, layouts,
          values of constants
additive: there is more than before, and what was there stays
cosmetic: documentation, comments, names of parameters, order
Exit code: 0 no difference or a cosmetic one, 1 another, or an error, 2 wrong usage.";

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// The module as it was
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The module as it is
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How the changes are written
    #[arg(long, value_enum, default_value = "text", value_name = "text|json")]
    #[arg(hide_possible_values = true)]
    format: Format,

    /// Also list cosmetic changes, and who has by value what changed
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,

    /// Say nothing; the exit code tells
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// What `diff` shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The file of the old module.
    pub old: PathBuf,
    /// The file of the new module.
    pub new: PathBuf,
    /// How the changes are written.
    pub format: Format,
    /// How much is said.
    pub verbosity: Verbosity,
}

impl Typed {
    /// Checks what was typed: nothing can be wrong with it.
    pub(super) fn check(self) -> Diff {
        Diff {
            old: self.old,
            new: self.new,
            format: self.format,
            verbosity: Verbosity::of(self.quiet, self.verbose),
        }
    }
}
