//! The worker's part in learning of a target that the table does not have.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::clang;
use crate::clang::unit::{Unit, UnsavedFile};
use crate::error::Error;
use crate::parse::MAIN_FILE;
use crate::target::{Target, question};

/// A question about a triple.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The triple, as the user gave it.
    pub triple: String,
    /// The libclang that the worker loads.
    pub libclang: PathBuf,
}

/// Asks clang what a triple is.
///
/// # Errors
/// [`Error::UnknownTarget`] where it does not know, and what libclang itself fails with.
pub fn describe(request: &Request) -> Result<Target, Error> {
    clang::load(&request.libclang)?;
    let arguments = ["-target", &request.triple, "-x", "c", "-w"].map(str::to_owned);
    let file = UnsavedFile {
        name: MAIN_FILE.to_owned(),
        text: question(),
    };
    let unit = match Unit::parse(&arguments, MAIN_FILE, &[file], false) {
        // It does not even begin where it has no such architecture.
        Err(Error::ParseFailed { .. }) => return Err(Error::unknown_target(&request.triple)),
        parsed => parsed?,
    };
    let has_errors = unit.diagnostics().iter().any(|it| it.severity.is_error());
    let mut answer = Vec::new();
    unit.root().for_each_child(|enumeration| {
        enumeration.for_each_child(|it| answer.push((it.spelling(), it.enumerator_signed())));
    });
    match Target::described(&request.triple, &answer) {
        Some(target) if !has_errors => Ok(target),
        Some(_) | None => Err(Error::unknown_target(&request.triple)),
    }
}
