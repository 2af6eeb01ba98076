//! Why a run stops: one enum, with a lower-case message, its data and its source.
//!
//! An error is serialisable as well, because most of them happen in the worker and are shown by
//! the parent.

mod about;
mod batch;
mod compiler;
mod exit;
pub mod io;
mod needed;
mod notes;
mod shown;
mod targets;
mod wording;

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::clang_diagnostic::ClangDiagnostic;
use crate::merge;
use crate::module_file::Fault;
use crate::verdict::Verdict;

pub use batch::BatchError;
pub use compiler::CompilerError;
pub use needed::Needed;
pub use notes::Note;
pub use targets::OnTargets;
pub use wording::kind_of;
use wording::{at_line, did_you_mean, differs, header_errors, needed, on_targets};

/// What stops a run. Every message names the thing it is about; the way out, where the message
/// has no room for it, is in [`Error::notes`].
#[derive(Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Error {
    /// `--target` names no target of the table.
    #[error("unknown target `{triple}`{}", did_you_mean(.nearest))]
    UnknownTarget {
        /// As given.
        triple: String,
        /// The closest known spelling; empty where none is close.
        nearest: String,
    },
    /// `--target` has a value that is neither a triple nor a group nor a file of them.
    #[error("`--target={value}`: {reason}")]
    BadTarget {
        /// As given.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A line of a file of targets is wrong.
    #[error("{}:{line}: {error}", path.display())]
    InTargetFile {
        /// The file, as given.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        error: Box<Error>,
    },
    /// Several targets where only one makes sense.
    #[error("{what}, and {} are named", .targets.len())]
    OneTarget {
        /// `audit looks at one target at a time`
        what: String,
        /// Their triples.
        targets: Vec<String>,
    },
    /// No libclang where one is looked for.
    #[error("libclang was not found")]
    LibclangNotFound {
        /// Where it was looked for and what to install, over several lines.
        advice: String,
    },
    /// Headers that `--sysroot=zig` wants, and zig does not give.
    #[error("zig gives no headers for {triple}: {reason}")]
    Zig {
        /// The target.
        triple: String,
        /// Why, as a sentence without its full stop.
        reason: String,
    },
    /// A library whose symbols are asked for cannot be read, or is for another machine.
    #[error("library `{}`: {what}", path.display())]
    Library {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A library that is named as a linker does is in no directory.
    #[error("library `{name}` was not found")]
    LibraryNotFound {
        /// As given.
        name: String,
        /// The directories that were searched, in their order.
        searched: Vec<PathBuf>,
        /// What may help.
        hints: Vec<String>,
    },
    /// Nobody says in which library a module's symbols are.
    #[error("`{}` is to be looked up in no library: none is named", path.display())]
    NoLibrary {
        /// The module.
        path: PathBuf,
    },
    /// A file is no module.
    #[error("{}:{}:{}: {}", .0.path.display(), .0.line, .0.column, .0.what)]
    Module(Box<Fault>),
    /// A module for several targets, none of which is named.
    #[error("`{}` is for several targets", path.display())]
    SeveralTargets {
        /// The module.
        path: PathBuf,
        /// The triples that it is for.
        targets: Vec<String>,
    },
    /// `LIBCLANG_PATH` is set, but there is no libclang there.
    #[error(
        "LIBCLANG_PATH is `{}`, which is no libclang library and no directory that has one",
        path.display()
    )]
    LibclangPath {
        /// As given.
        path: PathBuf,
    },
    /// A libclang that lacks functions this program needs.
    #[error("{} is libclang {version}; {minimum} or newer is needed", path.display())]
    LibclangTooOld {
        /// The library.
        path: PathBuf,
        /// Its version.
        version: String,
        /// The oldest that works.
        minimum: u32,
    },
    /// The system's loader refuses a libclang.
    #[error("{} cannot be loaded: {reason}", path.display())]
    LibclangLoad {
        /// The library.
        path: PathBuf,
        /// The loader's words.
        reason: String,
    },
    /// A named header is neither a file nor on the include path.
    #[error("header `{name}` was not found")]
    HeaderNotFound {
        /// As given.
        name: String,
        /// The directories that were searched, in their order.
        searched: Vec<PathBuf>,
        /// What may help: a package that has it, a similar name.
        hints: Vec<String>,
    },
    /// A named header that no `#include` can bring in.
    #[error("header `{name}` cannot be read: {reason}")]
    HeaderUnusable {
        /// As given.
        name: String,
        /// Why.
        reason: String,
    },
    /// A path that clang, which takes text, cannot be told.
    #[error("the path `{}` is not UTF-8", path.display())]
    PathNotText {
        /// The path.
        path: PathBuf,
    },
    /// libclang made nothing of its input at all.
    #[error("libclang did not parse the headers: {reason}")]
    ParseFailed {
        /// Why, as far as libclang says.
        reason: String,
    },
    /// clang cannot read a header as C.
    #[error("{}", header_errors(.0))]
    HeaderErrors(Vec<ClangDiagnostic>),
    /// The worker process could not be started.
    #[error("cannot start {} as a worker", program.display())]
    WorkerStart {
        /// The program.
        program: PathBuf,
        /// The system's reason.
        #[serde(with = "io")]
        source: std::io::Error,
    },
    /// libclang took its process down.
    #[error("libclang crashed while reading the headers ({how})")]
    WorkerCrashed {
        /// `SIGSEGV`, or `exit code 3` where it ended by itself.
        how: String,
        /// The end of what it wrote to its standard error, which may be empty.
        last_words: String,
    },
    /// The wall time of [`Limits`](crate::worker::Limits), or the processor time, is over.
    #[error("libclang did not finish within {} s", limit.as_secs_f64())]
    WorkerTimedOut {
        /// The limit.
        limit: Duration,
    },
    /// The memory of [`Limits`](crate::worker::Limits), or the machine's, is used up.
    #[error("libclang needs more than {} MiB of memory for these headers", limit >> 20)]
    WorkerOutOfMemory {
        /// The limit in bytes.
        limit: u64,
    },
    /// A header includes what is no file: reading it may never end.
    #[error("a header reads `{}`, which is {}, not a file", path.display(), kind_of(path))]
    SpecialFile {
        /// As the compiler opened it.
        path: PathBuf,
    },
    /// The worker ended without an answer, or with one that makes no sense.
    #[error("the worker gave no usable answer: {what}")]
    WorkerProtocol {
        /// What is wrong with it.
        what: String,
    },
    /// A program that was started as a worker is none.
    #[error("{} was started as a worker and is none: {what}", program.display())]
    WorkerNotServed {
        /// The program.
        program: PathBuf,
        /// What it did in place of that.
        what: String,
        /// The end of what it wrote to its standard error, which may be empty.
        last_words: String,
    },
    /// The system refuses to read or write a file.
    #[error("cannot {what} {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// A verb: `write`, `read`.
        what: String,
        /// The system's reason.
        #[serde(with = "io")]
        source: std::io::Error,
    },
    /// `--output` or `--depfile` is a directory.
    #[error("`--{option}={}` is a directory", path.display())]
    OutputIsDirectory {
        /// `output` or `depfile`.
        option: String,
        /// As given.
        path: PathBuf,
    },
    /// `--output` or `--depfile` would overwrite a file that is also needed otherwise.
    #[error("`--{option}={}` would overwrite {what}", path.display())]
    OutputIsInput {
        /// `output` or `depfile`.
        option: String,
        /// As given.
        path: PathBuf,
        /// `the header it is made from`.
        what: String,
    },
    /// A path that no rule for make can hold.
    #[error("`{}` cannot stand in a rule for make", path.display())]
    NotInRule {
        /// The path.
        path: PathBuf,
    },
    /// An argument for clang that could write files, load code or change what is read behind
    /// this program's back.
    #[error("clang's argument `{argument}` is refused: {reason}")]
    RefusedArgument {
        /// As given.
        argument: String,
        /// Why, in a few words.
        reason: String,
        /// What to write instead.
        instead: String,
    },
    /// `--include-from` is no pattern.
    #[error("`--include-from={pattern}` is not a pattern: {reason}")]
    BadGlob {
        /// As given.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// `--rename`, `--strip-prefix`, `--link`, `--sysroot` or `--sysroot-for` has a value that makes no sense.
    #[error("`--{option}={value}`: {reason}")]
    BadName {
        /// `rename`
        option: String,
        /// As given.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A rename that the declarations of the headers do not allow.
    #[error("`{option}` cannot be done: {reason}")]
    RenameRefused {
        /// `--rename=a=b`
        option: String,
        /// Why.
        reason: String,
    },
    /// `--allow`, `--block` or `--opaque` has no pattern.
    #[error("`--{option}={pattern}` is not a pattern")]
    BadPattern {
        /// `allow`, `block`, `opaque`.
        option: String,
        /// As given.
        pattern: String,
        /// What is wrong with it, over several lines.
        reason: String,
    },
    /// Something is to be written that needs by value what `--block` leaves out.
    #[error("{}", needed(.0))]
    BlockedNeeded(Box<Needed>),
    /// `why` asks for a name that no header declares.
    #[error("no header that was read declares `{name}`{}", did_you_mean(.nearest))]
    UnknownName {
        /// As given.
        name: String,
        /// The closest name; empty where none is close.
        nearest: String,
    },
    /// A compiler that was to judge a module refuses what it was given.
    #[error("{name} cannot judge the module: {what}")]
    Judge {
        /// Its name and version.
        name: String,
        /// What it says.
        what: String,
    },
    /// A C compiler that shall judge does not.
    #[error(transparent)]
    Compiler(#[from] CompilerError),
    /// Something is wrong on some of several targets.
    #[error("{}", on_targets(.0))]
    OnTargets(Vec<OnTargets>),
    /// Modules of several targets that cannot become one.
    #[error(transparent)]
    Merge(#[from] merge::fault::Fault),
    /// A file is no part of a module.
    #[error("{}{}: {what}", path.display(), at_line(*line))]
    Part {
        /// The file.
        path: PathBuf,
        /// The line, from 1, where there is one.
        line: Option<usize>,
        /// What it is, or what is wrong with it.
        what: String,
        /// The way out.
        help: String,
    },
    /// A module that is imported cannot be used.
    #[error("{what}")]
    Import {
        /// What is wrong, with the module's name or file.
        what: String,
        /// The way out.
        help: String,
    },
    /// Parts of modules that cannot become one.
    #[error("{fault}")]
    Parts {
        /// Why.
        fault: Box<merge::fault::Fault>,
        /// The triple of each target, and the file that has its part.
        files: Vec<(String, PathBuf)>,
    },
    /// Many modules: the file that describes them, or what becomes of one of them.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// pkg-config does not say what is needed.
    #[error(transparent)]
    PkgConfig(#[from] crate::pkg_config::Failure),
    /// The arguments make no sense, apart from what they name.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// The way out; may be empty.
        help: String,
    },
    /// A module that was made is not what C says.
    #[error("{}", differs(.verdicts))]
    Differs {
        /// What every judge found, on each target.
        verdicts: Vec<Verdict>,
    },
    /// A mistake in this program.
    #[error("internal error: {what}")]
    Internal {
        /// What was found to be wrong.
        what: String,
    },
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::clang_diagnostic::Severity;

    #[test]
    fn exit_codes() {
        let usage = Error::BadGlob {
            pattern: "[".to_owned(),
            reason: "unclosed".to_owned(),
        };
        assert_eq!(usage.exit_code(), 2);
        assert_eq!(Error::HeaderErrors(Vec::new()).exit_code(), 1);
    }

    #[test]
    fn header_errors_count_errors_only() {
        let diagnostic = ClangDiagnostic::without_place;
        let error = Error::HeaderErrors(vec![
            diagnostic(Severity::Warning, "w"),
            diagnostic(Severity::Error, "a"),
            diagnostic(Severity::Fatal, "b"),
        ]);
        assert_eq!(error.to_string(), "a (and 1 more)");
    }

    #[test]
    fn travels_from_worker_to_parent() {
        let error = Error::io("read", "a.h", std::io::Error::from_raw_os_error(2));
        let bytes = postcard::to_allocvec(&error).unwrap();
        let back: Error = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(back.to_string(), "cannot read a.h");
        let source = std::error::Error::source(&back).unwrap();
        assert_eq!(
            source.to_string(),
            std::io::Error::from_raw_os_error(2).to_string()
        );
    }
}
