//! Turns C headers into Pyrite modules of `extern` declarations.
//!
//! The phases, each of which is a module whose product is a type of its own:
//!
//! ```text
//! parse -> decls -> map -> emit
//! ```
//!
//! [`read`] runs the first three in a worker process, because libclang may die of a header;
//! [`generate`] is the parent's side, which never loads libclang and alone writes files.
//! [`pyrite`] reads a module's text back, and shares nothing with what wrote it.

pub mod audit;
pub mod caught;
mod characters;
mod child;
pub mod chosen;
pub mod clang;
pub mod clang_diagnostic;
pub mod cli;
pub mod decls;
pub mod diagnostic;
pub mod doctor;
pub mod emit;
pub mod error;
pub mod finish;
pub mod header;
pub mod library;
pub mod location;
pub mod map;
pub mod merge;
pub mod module_file;
pub mod output;
pub mod overview;
pub mod parse;
pub mod proof;
pub mod pyrite;
pub mod report;
pub mod scope;
pub mod select;
pub mod target;
pub mod verdict;
pub mod verify;
pub mod why;
pub mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use clang::find::{self, Environment};
use cli::{Options, Phase, Product, Verbosity};
use error::Error;
use finish::Produced;
use header::Header;
use header::missing::Search;
use map::Mapped;
use map::model::Dialect;
use report::Counts;
use scope::Scope;
use select::Selection;
use target::Target;

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
    /// A module of headers.
    Generate(Box<Request>),
    /// The proof of a module.
    Examine(Box<verify::Request>),
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Job::Generate`].
    Produced(Box<Produced>),
    /// To [`Job::Examine`].
    Checked(Box<verify::Checked>),
}

/// The worker's part of the pipeline, which is all of it but the writing of files: the text of a
/// module is less to hand back than the module.
///
/// # Errors
/// [`Error::HeaderErrors`], and what libclang itself fails with.
pub fn read(request: &Request) -> Result<Produced, Error> {
    let input = &request.input;
    clang::load(&request.libclang)?;
    let scope = Scope::new(
        &input.header_paths(),
        &input.include_path(),
        &request.include_from,
        request.everything,
    )?;
    let (unit, diagnostics) = parse::parse(input, request.keep_going)?;
    let decls = decls::collect(&unit, input, &scope, &request.selection)?;
    if request.proof.is_some() {
        unit.dispose();
    }
    let Mapped { module, remarks } = map::map(
        &decls,
        input.header_names(),
        &input.target,
        request.dialect,
        &request.wanted,
    )?;
    let text = match request.product {
        Product::Pyrite => emit::emit(&module),
        Product::Json => serde_json::to_string_pretty(&module)
            .map(|text| text + "\n")
            .map_err(|error| Error::Internal {
                what: error.to_string(),
            })?,
        Product::Why => {
            let name = request.selection.why.as_deref().unwrap_or_default();
            why::explain(name, &decls, &module, &scope)?
        }
        Product::Dump(Phase::Decls) => format!("{decls:#?}\n"),
        Product::Dump(Phase::Mapped | Phase::Merged) => format!("{module:#?}\n"),
    };
    let checked = match &request.proof {
        Some(proof) => Some(prove(proof, &text, &decls, &module, input)?),
        None => None,
    };
    Ok(Produced {
        text,
        checked,
        counts: Counts::of(&module.items, decls.selected.left_out),
        skipped: report::skipped(&module.items),
        remarks: [decls.selected.remarks, scope.unused(&decls.inputs), remarks].concat(),
        inputs: decls.inputs,
        diagnostics,
    })
}

/// Reads a text that was made back, and checks it.
fn prove(
    proof: &Proof,
    text: &str,
    decls: &decls::model::Decls,
    made: &map::model::Module,
    input: &parse::Input,
) -> Result<Box<verify::Checked>, Error> {
    let module = module_file::parse(&proof.path, text)?;
    let renamed = verify::renamed(made);
    let question = verify::Question {
        module: &module,
        path: proof.path.display().to_string(),
        decls,
        renamed: &renamed,
        input,
        judges: true,
    };
    let mut checked = question.check()?;
    if !proof.hand_back {
        checked.claims = None;
    }
    Ok(Box::new(checked))
}

/// The parent's part: finding what the worker needs, and what helps where it fails.
///
/// # Errors
/// Any [`Error`].
pub fn generate(options: &Options, target: &Target) -> Result<Produced, Error> {
    let (mut request, search) = request(options, target)?;
    let produced = match ask_for_module(&request, options) {
        // Once more, to learn from clang which line includes it.
        Err(Error::SpecialFile { path }) => {
            let kind = error::kind_of(&path);
            let message = format!("`{}` is {kind}, not a file", path.display());
            request.input.refused = Some((path.clone(), message));
            match ask_for_module(&request, options) {
                Ok(Err(mut error)) => {
                    error.blame_includer(&path);
                    Err(error)
                }
                Ok(Ok(_)) | Err(_) => Err(Error::SpecialFile { path }),
            }
        }
        asked => asked?,
    };
    let mut produced = produced.map_err(|mut error| {
        search.explain(&mut error);
        error
    })?;
    search.annotate(&mut produced.diagnostics);
    Ok(produced)
}

/// Has a worker do a job. The outer error is about the worker, the inner one its answer.
fn ask(job: &Job, options: &Options) -> Result<Result<Answer, Error>, Error> {
    let libclang = match job {
        Job::Generate(request) => &request.libclang,
        Job::Examine(request) => &request.libclang,
    };
    worker::run(job, &options.limits, libclang)
}

/// Has a worker make a module. The outer error is about the worker, the inner one its answer.
fn ask_for_module(request: &Request, options: &Options) -> Result<Result<Produced, Error>, Error> {
    let job = Job::Generate(Box::new(request.clone()));
    Ok(match ask(&job, options)? {
        Ok(Answer::Produced(produced)) => Ok(*produced),
        Ok(Answer::Checked(_)) => Err(Error::Internal {
            what: "a verdict in place of a module".to_owned(),
        }),
        Err(error) => Err(error),
    })
}

/// Finds everything that a worker needs to know, and what helps if a header is missing.
fn request(options: &Options, target: &Target) -> Result<(Request, Search), Error> {
    let environment = Environment::read();
    let libclang = find::libclang(&environment)?;
    let system = find::system_headers(&environment, target, options.sysroots.of(target));
    let mut input = parse::Input {
        headers: Vec::new(),
        target: target.clone(),
        arguments: options.arguments.clone(),
        resource_directory: find::builtin_headers(&libclang.path, libclang.version),
        system_directories: system.directories,
        system_macros: system.macros,
        warnings: options.verbosity == Verbosity::Verbose,
        refused: None,
    };
    let search = Search {
        directories: input.search_directories(),
        advice: system.advice,
    };
    input.headers =
        Header::resolve_all(&options.headers, &search.directories).map_err(|mut error| {
            search.explain(&mut error);
            error
        })?;
    check_paths(&input, &libclang.path)?;
    let request = Request {
        input,
        libclang: libclang.path,
        include_from: options.include_from.clone(),
        everything: options.everything,
        selection: options.selection.clone(),
        keep_going: options.keep_going,
        dialect: options.dialect,
        product: options.product,
        wanted: options.wanted.clone(),
        proof: options.checks.verify.then(|| Proof {
            path: match &options.output {
                cli::Output::File(path) => path.clone(),
                cli::Output::Stdout => "the module".into(),
            },
            hand_back: !options.checks.compilers.is_empty(),
        }),
    };
    Ok((request, search))
}

/// Checks that every path which libclang is told is text.
fn check_paths(input: &parse::Input, libclang: &Path) -> Result<(), Error> {
    let headers = input.headers.iter().map(Header::path);
    let directories = input.system_directories.iter().map(PathBuf::as_path);
    headers
        .chain(directories)
        .chain(input.resource_directory.as_deref())
        .chain([libclang])
        .find(|path| path.to_str().is_none())
        .map_or(Ok(()), |path| {
            Err(Error::PathNotText {
                path: path.to_owned(),
            })
        })
}

/// The whole of a worker.
pub fn serve() -> ExitCode {
    worker::serve(|job: Job| match job {
        Job::Generate(request) => read(&request).map(|it| Answer::Produced(Box::new(it))),
        Job::Examine(request) => verify::examine(&request).map(|it| Answer::Checked(Box::new(it))),
    })
}

/// What `quarry bindgen doctor` tells.
pub fn examine(target: &Target, sysroot: Option<&Path>) -> doctor::Report {
    doctor::report(&Environment::read(), target, sysroot)
}

/// What `quarry bindgen targets` tells.
pub fn survey(targets: Vec<Target>) -> overview::Overview {
    overview::overview(&Environment::read(), targets)
}
