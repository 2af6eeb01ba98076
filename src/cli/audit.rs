//! `quarry bindgen audit`: arguments as typed and as checked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::{Verbosity, one_target};
use crate::error::Error;
use crate::imports::Import;
use crate::target::Choice;

/// What stands below the options of `audit`.
pub(super) const EXAMPLES: &str = "\
Examples:
  quarry bindgen audit sqlite.pyrite --library=sqlite3
  quarry bindgen audit zlib.pyrite --library=./build/libz.a --verbose
  quarry bindgen audit win.pyrite --target=x86_64-pc-windows-gnu --library=kernel32 --library=user32

A NAME is looked for as a linker does for the target; what has a slash or is a file is a PATH.
Exit code: 0 nothing wrong, 1 something is, or an error, 2 wrong usage.";

/// The arguments of `audit`.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// The module
    #[arg(value_name = "MODULE")]
    module: PathBuf,

    /// A library, or a linker's name for one; repeatable [default: @link's]
    #[arg(long, value_name = "PATH|NAME")]
    library: Vec<String>,

    /// Search DIR for libraries, before the target's own
    #[arg(short = 'L', value_name = "DIR")]
    directory: Vec<PathBuf>,

    /// The machine of the libraries [default: the module's, else this one]
    #[arg(long, value_name = "TRIPLE")]
    target: Vec<String>,

    /// The root of the target's libraries
    #[arg(long, value_name = "DIR")]
    sysroot: Option<PathBuf>,

    /// Where a module is that this one imports; repeatable
    #[arg(long, value_name = "[NAME=]PATH")]
    import: Vec<String>,

    /// How the verdict is written
    #[arg(long, value_enum, default_value = "text", value_name = "text|json")]
    #[arg(hide_possible_values = true)]
    format: Format,

    /// Also list versions, weak symbols, and what is not declared
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,

    /// Say nothing; the exit code tells
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// What `audit` shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The module's file.
    pub module: PathBuf,
    /// Paths or names of libraries; none for those that the module names.
    pub libraries: Vec<String>,
    /// Where to look for libraries first.
    pub directories: Vec<PathBuf>,
    /// The target, where it is named.
    pub target: Option<Choice>,
    /// The root of the target's libraries.
    pub sysroot: Option<PathBuf>,
    /// Where modules are that it imports.
    pub imports: Vec<Import>,
    /// How the verdict is written.
    pub format: Format,
    /// How much of it.
    pub verbosity: Verbosity,
}

/// How a verdict is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people
    Text,
    /// JSON with a version
    Json,
}

impl Typed {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`Error::UnknownTarget`], [`Error::OneTarget`].
    pub(super) fn check(self) -> Result<Audit, Error> {
        Ok(Audit {
            module: self.module,
            libraries: self.library,
            directories: self.directory,
            target: one_target(&self.target, "`audit` looks at one target at a time")?,
            sysroot: self.sysroot,
            imports: super::imports::check(&self.import)?,
            format: self.format,
            verbosity: Verbosity::of(self.quiet, self.verbose),
        })
    }
}
