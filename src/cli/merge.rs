//! `quarry bindgen merge`: arguments as typed and as checked.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::audit::Format;
use super::options::Options;
use super::{Declined, Invocation, parse_line};

/// What stands below the options of `merge`.
pub(super) const EXAMPLES: &str = "\
Example: on each machine, then on any:
  quarry bindgen x.h --emit=mapped --target=aarch64-apple-darwin --output=x.mac.json
  quarry bindgen merge x.*.json --output=x.pyrite

The module is the one that a single run for all these targets would write. Neither libclang nor the
headers are needed. A header that is named merge is ./merge.";

/// The arguments of `merge`.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// What `--emit=mapped` wrote for each target, in any order
    #[arg(value_name = "PART.json", required = true)]
    files: Vec<PathBuf>,

    /// The module to write; - is standard output [default: -]
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,

    /// A Pyrite module, or the same as JSON for other tools
    #[arg(long, default_value = "pyrite", value_name = "pyrite|json")]
    #[arg(value_parser = ["pyrite", "json"], hide_possible_values = true)]
    emit: String,

    /// Import what this module defines in the same way; repeatable
    #[arg(long, value_name = "[NAME=]PATH")]
    import: Vec<OsString>,

    /// Write the parts that were read as a rule for make (needs --output)
    #[arg(long, value_name = "PATH")]
    depfile: Option<PathBuf>,

    /// Say how much the targets have in common (--verbose: of each item)
    #[arg(long)]
    report: bool,

    /// How to say that
    #[arg(long, value_enum, default_value = "text", value_name = "text|json")]
    #[arg(hide_possible_values = true)]
    format: Format,

    /// List what was skipped
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,

    /// Say nothing; the exit code tells
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl Typed {
    /// Checks what was typed, by the rules of a run that has these options.
    ///
    /// # Errors
    /// [`Declined`].
    pub(super) fn check(self) -> Result<(Vec<PathBuf>, Box<Options>), Declined> {
        let mut line: Vec<OsString> = vec!["quarry".into(), "bindgen".into()];
        line.push(format!("--emit={}", self.emit).into());
        for (name, path) in [("--output", self.output), ("--depfile", self.depfile)] {
            if let Some(path) = path {
                line.extend([name.into(), path.into_os_string()]);
            }
        }
        for import in self.import {
            line.extend(["--import".into(), import]);
        }
        let flags = [
            (self.report, "--report"),
            (self.format == Format::Json, "--format=json"),
            (self.verbose, "--verbose"),
            (self.quiet, "--quiet"),
        ];
        line.extend(flags.iter().filter(|it| it.0).map(|it| it.1.into()));
        // It stands where a header has to.
        line.push("./part".into());
        let invocation = parse_line(line)?.0;
        let Invocation::Bindgen(mut options) = invocation else {
            return Err(super::usage(&format!("{invocation:?} is no merge")));
        };
        options.headers.clear();
        Ok((self.files, options))
    }
}
