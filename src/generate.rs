//! The parent's part of the pipeline: finding what the workers need, and what helps where they
//! fail.

mod parallel;
mod several;
mod tools;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use parallel::in_parallel;
pub use several::merged;
pub use tools::Tools;

use crate::clang::find::SystemHeaders;
use crate::cli::{Options, Product, Verbosity};
use crate::error::{self, Error, OnTargets};
use crate::finish::{Produced, Read};
use crate::header::missing::Search;
use crate::header::{Absent, Header};
use crate::target::Target;
use crate::{Answer, Job, Proof, Request, parse};

/// Makes a module for a target, or one for several.
///
/// # Errors
/// Any [`Error`].
pub fn generate(options: &Options, tools: &Tools, targets: &[Target]) -> Result<Produced, Error> {
    let mut produced = match targets {
        // What is imported is only known of a merged module, and one target is a merge of one.
        [target] if options.imports.is_empty() || options.product == Product::Why => {
            alone(options, tools, target)
        }
        targets => several::generate(options, tools, targets),
    }?;
    if let (Product::Why, [target], false) = (options.product, targets, options.imports.is_empty())
    {
        let imported = several::imported(options, tools, target)?;
        produced.text.push_str(&imported);
    }
    produced.remarks.extend(options.sysroots.unused(targets));
    for target in targets {
        // One that was passed over may have none.
        let found = tools.packages(options, target).unwrap_or_default();
        for file in found.files {
            if !produced.inputs.contains(&file) {
                produced.inputs.push(file);
            }
        }
        for remark in found.remarks {
            if !produced.remarks.contains(&remark) {
                produced.remarks.push(remark);
            }
        }
    }
    Ok(produced)
}

/// Makes a module for one target.
fn alone(options: &Options, tools: &Tools, target: &Target) -> Result<Produced, Error> {
    let asked = ask_of_headers(
        options,
        tools,
        target,
        Job::Generate,
        |answer| match answer {
            Answer::Produced(produced) => Some(*produced),
            Answer::Read(_) | Answer::Checked(_) | Answer::Described(_) => None,
        },
    );
    let Asked {
        search,
        answer,
        absent,
        time,
    } = asked.map_err(|refused| refused.error)?;
    let mut produced = answer;
    for (_, timings) in &mut produced.spent.targets {
        *timings = std::mem::take(timings).within(time);
    }
    let mut lacked = Vec::new();
    for error in absent {
        // Another target may have it, and its part is elsewhere.
        if options.product != Product::Mapped {
            return Err(error);
        }
        OnTargets::add(&mut lacked, &target.triple, error);
    }
    let lacked = lacked.into_iter().map(OnTargets::into_remark_on_header);
    produced.remarks.extend(lacked);
    search.annotate(&mut produced.diagnostics);
    produced.read = vec![Read {
        target: target.triple.clone(),
        directories: search.directories,
        seen: std::mem::take(&mut produced.seen),
    }];
    Ok(produced)
}

/// A worker's answer about some headers.
struct Asked<T> {
    /// What helps where headers are missing.
    search: Search,
    /// Its answer.
    answer: T,
    /// The named headers that are not there, each as an error.
    absent: Vec<Error>,
    /// How long that took, with the worker's start.
    time: Duration,
}

/// Why there is no answer about some headers.
struct Refused {
    /// Why.
    error: Error,
    /// Nothing is known here of the target's C library.
    without_library: bool,
}

/// Has a worker do something with the headers on a target.
fn ask_of_headers<T>(
    options: &Options,
    tools: &Tools,
    target: &Target,
    job: fn(Box<Request>) -> Job,
    take: fn(Answer) -> Option<T>,
) -> Result<Asked<T>, Box<Refused>> {
    let system = tools.system_headers(options, target);
    let without_library = system.advice.is_some();
    let refused = |error| {
        Box::new(Refused {
            error,
            without_library,
        })
    };
    let (mut request, search) = request(options, tools, target, system).map_err(refused)?;
    let ask = |request: &Request| -> Result<Result<T, Error>, Error> {
        let answer = tools.ask(&job(Box::new(request.clone())), &options.limits)?;
        Ok(answer.and_then(|answer| take(answer).ok_or_else(mixed_up)))
    };
    let start = Instant::now();
    let answer = match ask(&request) {
        // Once more, to learn from clang which line includes it.
        Err(Error::SpecialFile { path }) => {
            let kind = error::kind_of(&path);
            let message = format!("`{}` is {kind}, not a file", path.display());
            request.input.refused = Some((path.clone(), message));
            match ask(&request) {
                Ok(Err(mut error)) => {
                    error.blame_includer(&path);
                    Err(error)
                }
                Ok(Ok(_)) | Err(_) => return Err(refused(Error::SpecialFile { path })),
            }
        }
        asked => asked.map_err(refused)?,
    };
    let time = start.elapsed();
    match answer {
        Ok(answer) => {
            let absent = request.input.absent.into_iter();
            let error = |header: Absent| {
                let mut error = Error::HeaderNotFound {
                    name: header.name,
                    searched: search.directories.clone(),
                    hints: Vec::new(),
                };
                search.explain(&mut error);
                error
            };
            Ok(Asked {
                absent: absent.map(error).collect(),
                search,
                answer,
                time,
            })
        }
        Err(mut error) => {
            search.explain(&mut error);
            Err(refused(error))
        }
    }
}

/// An answer to another question than the one that was asked.
pub fn mixed_up() -> Error {
    Error::Internal {
        what: "the worker answered another question".to_owned(),
    }
}

/// Everything that a worker needs to know, and what helps if a header is missing.
///
/// # Errors
/// Where a header of the command line is not found, a path is no text, or the headers are to be
/// zig's and are not.
pub fn request(
    options: &Options,
    tools: &Tools,
    target: &Target,
    system: SystemHeaders,
) -> Result<(Request, Search), Error> {
    if let Some(reason) = system.refused {
        return Err(Error::Zig {
            triple: target.triple.clone(),
            reason,
        });
    }
    let mut input = parse::Input {
        headers: Vec::new(),
        absent: Vec::new(),
        target: target.clone(),
        arguments: tools.arguments(options, target)?,
        resource_directory: tools.builtin_headers.clone(),
        system_directories: system.directories,
        system_macros: system.macros,
        warnings: options.verbosity == Verbosity::Verbose,
        refused: None,
    };
    let search = Search {
        directories: input.search_directories(),
        advice: system.advice,
    };
    // Without a C library the target is passed over as a whole.
    let may_be_absent = options.skip_missing && search.advice.is_none();
    (input.headers, input.absent) =
        Header::resolve_all(&options.headers, &search.directories, may_be_absent).map_err(
            |mut error| {
                search.explain(&mut error);
                error
            },
        )?;
    check_paths(&input, &tools.libclang.path)?;
    let mut wanted = options.wanted.clone();
    for library in tools.packages(options, target)?.libraries {
        if !wanted.link.contains(&library) {
            wanted.link.push(library);
        }
    }
    let request = Request {
        input,
        libclang: tools.libclang.path.clone(),
        include_from: options.include_from.clone(),
        everything: options.everything,
        selection: options.selection.clone(),
        keep_going: options.keep_going,
        dialect: options.dialect,
        product: options.product,
        wanted,
        proof: options.checks.verify.then(|| Proof {
            path: options.module_name().to_owned(),
            hand_back: !options.checks.compilers.is_empty(),
        }),
        seen: tools.seen,
        lists_skipped: options.verbosity == Verbosity::Verbose,
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
