//! The end of a run: the files are written, and the user is told.

use std::path::PathBuf;

use crate::clang_diagnostic::ClangDiagnostic;
use crate::cli::{Options, Output, Product, Verbosity};
use crate::error::Error;
use crate::map::model::Item;
use crate::output;
use crate::report::{self, Counts, Show};

/// What a run has made, before anything is written.
#[derive(Debug)]
pub struct Produced {
    /// The text to write: a module, its JSON, or a dump.
    pub text: String,
    /// The items of the module.
    pub items: Vec<Item>,
    /// Every file that was read.
    pub inputs: Vec<PathBuf>,
    /// What clang said. Errors are among it only under `--keep-going`.
    pub diagnostics: Vec<ClangDiagnostic>,
}

/// Writes the product, then the rule for make, then reports. Gives the exit code.
///
/// # Errors
/// [`Error::OutputIsInput`], [`Error::Io`]; the rule for make is not written when the product
/// could not be.
pub fn finish(options: &Options, produced: &Produced) -> Result<u8, Error> {
    options.check_outputs(&produced.inputs)?;
    let path = match &options.output {
        Output::Stdout => {
            output::write_stdout(produced.text.as_bytes())?;
            None
        }
        Output::File(path) => {
            output::write(path, produced.text.as_bytes())?;
            if let Some(depfile) = &options.depfile {
                output::write(depfile, &output::depfile(path, &produced.inputs))?;
            }
            Some(path.display().to_string())
        }
    };
    report::print(&said(options, produced, path.as_deref()));
    let failed = produced.diagnostics.iter().any(|d| d.severity.is_error());
    Ok(u8::from(failed))
}

/// All that the user is told about a run that has written its product to `path`.
fn said(options: &Options, produced: &Produced, path: Option<&str>) -> String {
    let (show, list) = match options.verbosity {
        Verbosity::Quiet => return String::new(),
        Verbosity::Normal => (Show::Errors, false),
        Verbosity::Verbose => (Show::All, true),
    };
    let mut text = report::diagnostics(&produced.diagnostics, show);
    match options.product {
        Product::Pyrite | Product::Json => {
            if list {
                text.push_str(&report::skipped(&produced.items));
            }
            text.push_str(&report::summary(path, &Counts::of(&produced.items), list));
        }
        // A dump shows all of it.
        Product::Dump(_) => {}
    }
    text
}
