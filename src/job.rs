//! What the parent asks a worker for, and what that answers.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::clang_diagnostic::ClangDiagnostic;
use crate::cli::Product;
use crate::error::Error;
use crate::finish::Produced;
use crate::map::model::Dialect;
use crate::select::{Remark, Selection};
use crate::target::Target;
use crate::timings::Timings;
use crate::{describe, map, parse, verify, worker};

/// What the parent asks a worker for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Everything that the parse depends on.
    pub input: parse::Input,
    /// The libclang that the worker loads.
    pub libclang: PathBuf,
    /// Patterns of further headers of the scope.
    pub include_from: Vec<String>,
    /// Every header is of the scope.
    pub everything: bool,
    /// What of it.
    pub selection: Selection,
    /// Go on after errors in the headers.
    pub keep_going: bool,
    /// The form of the text.
    pub dialect: Dialect,
    /// What to make of them.
    pub product: Product,
    /// Names and libraries.
    pub wanted: map::Wanted,
    /// What to check of the module; `None` where nothing was asked for.
    pub proof: Option<Proof>,
    /// Whether it is wanted what was read, and with what.
    pub seen: bool,
    /// Whether each skipped item is wanted on a line.
    pub lists_skipped: bool,
}

/// What to check of a module that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What the module is called in messages.
    pub path: PathBuf,
    /// Whether the claims are wanted, for other judges.
    pub hand_back: bool,
}

/// What a worker is started for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// The text of a module.
    Generate(Box<Request>),
    /// A module, to be merged with others.
    Map(Box<Request>),
    /// The proof of a module.
    Examine(Box<verify::Request>),
    /// What a triple is that the table does not have.
    Describe(Box<describe::Request>),
}

impl Job {
    /// The libclang that the worker loads.
    pub fn libclang(&self) -> &Path {
        match self {
            Job::Generate(request) | Job::Map(request) => &request.libclang,
            Job::Examine(request) => &request.libclang,
            Job::Describe(request) => &request.libclang,
        }
    }

    /// How many threads help with it at a time that allocate much: the two judges of a proof, or
    /// one that reads ahead.
    pub fn helpers(&self) -> usize {
        match self {
            Job::Generate(request) | Job::Map(request) if request.proof.is_none() => 1,
            Job::Generate(_) | Job::Map(_) | Job::Examine(_) => 2,
            Job::Describe(_) => 1,
        }
    }
}

/// What a worker has made of the headers on one target of several.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The module.
    pub module: map::model::Module,
    /// How many declarations `--block` left out.
    pub blocked: usize,
    /// Options that did not do what they were typed for.
    pub remarks: Vec<Remark>,
    /// Every file that was read.
    pub inputs: Vec<PathBuf>,
    /// What those on disk held, where that was asked for.
    pub seen: parse::Seen,
    /// What clang said.
    pub diagnostics: Vec<ClangDiagnostic>,
    /// How long it took.
    pub timings: Timings,
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Job::Generate`].
    Produced(Box<Produced>),
    /// To [`Job::Map`].
    Read(Box<Reading>),
    /// To [`Job::Examine`].
    Checked(Box<verify::Checked>),
    /// To [`Job::Describe`].
    Described(Box<Target>),
}

impl worker::Answers for Result<Answer, Error> {
    fn text(&mut self) -> Option<&mut String> {
        match self {
            Ok(Answer::Produced(produced)) => Some(&mut produced.text),
            Ok(Answer::Read(_) | Answer::Checked(_) | Answer::Described(_)) | Err(_) => None,
        }
    }
}
