//! `--check`: whether a module on disk is the one that would be made, and what has changed if not.

use std::io::ErrorKind;
use std::path::Path;

use serde::Serialize;

use crate::cli::{Format, Verbosity};
use crate::drift::{self, Drift};
use crate::error::Error;
use crate::{json, module_file, output, report};

/// The version of the JSON form; it grows when a reader of the old form would err.
pub const SCHEMA: u32 = 1;

/// How a file stands to what would be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Standing {
    /// It is the same.
    Same,
    /// There is no such file.
    Missing,
    /// It is another module.
    Differs {
        /// In what, from what is on disk to what would be made.
        drift: Box<Drift>,
    },
    /// It is no module.
    NoModule {
        /// Why.
        why: String,
    },
}

/// A module that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Its file.
    pub output: String,
    /// How that stands to what would be made.
    #[serde(flatten)]
    pub standing: Standing,
}

/// The modules of a run, as JSON has them.
#[derive(Serialize)]
struct Document<'c> {
    /// [`SCHEMA`].
    schema: u32,
    /// In the order of the manifest.
    modules: &'c [Checked],
}

/// Compares a file with the text that would be written there.
///
/// # Errors
/// [`Error::Io`] where the system refuses to read it.
pub fn check(path: &Path, text: &str) -> Result<Checked, Error> {
    let standing = match module_file::text(path) {
        Ok(old) if old == text => Standing::Same,
        Ok(old) => match drift::compare((path, &old), (path, text)) {
            Ok(drift) => Standing::Differs {
                drift: Box::new(drift),
            },
            Err(error) => no_module(&error),
        },
        Err(Error::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Standing::Missing,
        Err(error @ Error::Io { .. }) => return Err(error),
        Err(error) => no_module(&error),
    };
    Ok(Checked {
        output: path.display().to_string(),
        standing,
    })
}

/// The standing of a file that cannot be read as a module.
fn no_module(error: &Error) -> Standing {
    Standing::NoModule {
        why: error.to_string(),
    }
}

/// Writes what was found to standard output. Gives the exit code: 1 where any file is not what
/// would be made.
///
/// # Errors
/// [`Error::Io`].
pub fn conclude(all: &[Checked], format: Format, verbosity: Verbosity) -> Result<u8, Error> {
    let is_same = |checked: &Checked| checked.standing == Standing::Same;
    let text = match (verbosity, format) {
        (Verbosity::Quiet, _) => String::new(),
        (_, Format::Json) => json(&Document {
            schema: SCHEMA,
            modules: all,
        })?,
        (verbosity, Format::Text) => {
            let verbose = verbosity == Verbosity::Verbose;
            all.iter().map(|checked| checked.text(verbose)).collect()
        }
    };
    output::write_stdout(text.as_bytes())?;
    Ok(u8::from(!all.iter().all(is_same)))
}

impl Checked {
    /// A file that is what would be made.
    pub fn same(path: &Path) -> Checked {
        Checked {
            output: path.display().to_string(),
            standing: Standing::Same,
        }
    }

    /// In words; nothing where it is the same.
    fn text(&self, verbose: bool) -> String {
        let name = report::harmless_line(&self.output);
        match &self.standing {
            Standing::Same => String::new(),
            Standing::Missing => format!("{name} is not there\n"),
            Standing::NoModule { why } => {
                format!("{name} is no module: {}\n", report::harmless_line(why))
            }
            Standing::Differs { drift } => {
                format!("{name} would be another:\n{}", drift.shown(verbose))
            }
        }
    }
}
