//! Arguments as checked: what the rest of the program gets.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use serde::{Deserialize, Serialize};

use super::clang_arguments;
use super::proof::Checks;
use super::sysroots::Sysroots;
use super::typed::{Bindgen, Form, Phase};
use crate::chosen;
use crate::error::Error;
use crate::imports::Import;
use crate::map::Wanted;
use crate::map::model::Dialect;
use crate::output;
use crate::pkg_config::Packages;
use crate::select::Selection;
use crate::target::{self, Choice};
use crate::worker::Limits;

/// What one run shall do. Everything in it has been checked, but for what only the headers show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The headers, as typed; at least one.
    pub headers: Vec<String>,
    /// Where the product goes.
    pub output: Output,
    /// A rule for make; only with [`Output::File`].
    pub depfile: Option<PathBuf>,
    /// What is written.
    pub product: Product,
    /// The form of the text.
    pub dialect: Dialect,
    /// The machines to write for, in canonical order; none for the one that this runs on.
    pub targets: Vec<Choice>,
    /// The roots of the targets' headers.
    pub sysroots: Sysroots,
    /// Harmless arguments for clang, in the order typed; no `--target`, no `--sysroot`.
    pub arguments: Vec<String>,
    /// Patterns of further headers to take declarations from; each is a valid glob.
    pub include_from: Vec<String>,
    /// Take the declarations of every header.
    pub everything: bool,
    /// What of it.
    pub selection: Selection,
    /// Write what could be read of a header with errors.
    pub keep_going: bool,
    /// How much to say.
    pub verbosity: Verbosity,
    /// What libclang may use.
    pub limits: Limits,
    /// Names and libraries.
    pub wanted: Wanted,
    /// Packages that pkg-config knows.
    pub packages: Packages,
    /// What to check of the module.
    pub checks: Checks,
    /// How many workers may run at a time; `None` for one on each core.
    pub jobs: Option<NonZero<usize>>,
    /// Go on without the targets that have no C library here.
    pub skip_missing: bool,
    /// Say how much the targets have in common.
    pub report: bool,
    /// Write nothing, and say whether the output is what would be written.
    pub check: bool,
    /// Say where the time goes.
    pub timings: bool,
    /// The modules to import from, the one that counts first first.
    pub imports: Vec<Import>,
}

/// Where the product goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// The file, if it goes to one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Output::Stdout => None,
            Output::File(path) => Some(path),
        }
    }
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Product {
    /// A Pyrite module.
    Pyrite,
    /// The merged module as JSON; of one target, the mapped one.
    Json,
    /// The mapped module of one target, to be merged with others.
    Mapped,
    /// What a phase made.
    Dump(Phase),
    /// What became of one name.
    Why,
}

/// How much to say on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbosity {
    /// Nothing.
    Quiet,
    /// Errors and one line at the end.
    Normal,
    /// Also what was skipped, and clang's warnings.
    Verbose,
}

impl Verbosity {
    /// What `--quiet` and `--verbose` say.
    pub(super) fn of(quiet: bool, verbose: bool) -> Verbosity {
        match (quiet, verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

/// The ids of the options that are clang's, and how clang has them.
const CLANG: &[(&str, &[&str])] = &[
    ("I", &["-I"]),
    ("D", &["-D"]),
    ("U", &["-U"]),
    ("isystem", &["-isystem"]),
    ("include", &["-include"]),
    ("clang-arg", &[]),
];

impl Options {
    /// Checks what was typed. `matches` are those of `typed`, for the order of its options.
    ///
    /// # Errors
    /// Only such as [`Error::exit_code`] calls wrong usage.
    pub(super) fn check(typed: Bindgen, matches: &ArgMatches) -> Result<Options, Error> {
        let mut arguments = in_order(matches);
        arguments.extend(typed.trailing);
        let mut arguments = clang_arguments::check(&arguments, &typed.allow_arg)?;
        let sysroot = take_sysroot(&mut arguments).or(typed.sysroot);
        for pattern in &typed.include_from {
            globset::Glob::new(pattern).map_err(|error| Error::BadGlob {
                pattern: pattern.clone(),
                reason: error.kind().to_string(),
            })?;
        }
        let output = match typed.output {
            Some(path) if path != Path::new("-") => Output::File(path),
            Some(_) | None => Output::Stdout,
        };
        let options = Options {
            targets: target::choices(&typed.target)?,
            output,
            depfile: typed.depfile,
            product: match (typed.dump, typed.emit) {
                (Some(phase), _) => Product::Dump(phase),
                (None, Form::Json) => Product::Json,
                (None, Form::Mapped) => Product::Mapped,
                (None, Form::Pyrite) => Product::Pyrite,
            },
            dialect: typed.dialect,
            sysroots: Sysroots::check(sysroot, &typed.sysroot_for)?,
            arguments,
            include_from: typed.include_from,
            everything: typed.everything,
            selection: typed.selecting.check()?,
            keep_going: typed.keep_going,
            verbosity: Verbosity::of(typed.quiet, typed.verbose),
            limits: Limits {
                wall: Duration::from_secs(typed.timeout),
                memory: typed.memory_limit << 20,
                ..Limits::default()
            },
            checks: typed.proof.checks(),
            jobs: typed.merging.jobs,
            skip_missing: typed.merging.skip_missing,
            report: typed.merging.report,
            check: typed.check,
            timings: typed.timings,
            imports: super::imports::check(&typed.import)?,
            headers: typed.headers,
            wanted: typed.naming.check()?,
            packages: Packages::check(typed.pkg_config, typed.allow_arg)?,
        };
        let headers: Vec<PathBuf> = options.headers.iter().map(PathBuf::from).collect();
        options.check_outputs(&headers)?;
        Ok(options)
    }

    /// What of the options is for one target only.
    pub(super) fn of_one_target(&self) -> Option<&'static str> {
        match (self.dialect, self.product) {
            (Dialect::Alpha, _) => Some("the alpha compiler knows no conditions"),
            _ if !self.checks.libraries.is_empty() => Some("`--library` is for one machine"),
            (_, Product::Mapped) => Some("`--emit=mapped` writes the part of one target"),
            (_, Product::Why) => Some("`why` tells of one target"),
            (_, Product::Dump(Phase::Decls | Phase::Mapped)) => {
                Some("`--dump` prints this phase of one target")
            }
            (_, Product::Pyrite | Product::Json | Product::Dump(Phase::Merged)) => None,
        }
    }

    /// What the module is called in messages.
    pub fn module_name(&self) -> &Path {
        match &self.output {
            Output::File(path) => path,
            Output::Stdout => Path::new("the module"),
        }
    }

    /// How many workers may run at a time.
    pub fn jobs(&self) -> usize {
        jobs_or_cores(self.jobs)
    }

    /// Refuses outputs that are directories, or one of the files that are read.
    ///
    /// Once with the headers as typed, before any work; and once with all that was read, before
    /// anything is written.
    ///
    /// # Errors
    /// [`Error::OutputIsDirectory`], [`Error::OutputIsInput`].
    pub fn check_outputs(&self, inputs: &[PathBuf]) -> Result<(), Error> {
        match &self.output {
            Output::File(path) => {
                super::imports::check_output(&self.imports, path)?;
                output::check(path, self.depfile.as_deref(), inputs)
            }
            Output::Stdout => Ok(()),
        }
    }
}

/// How many workers may run at a time: as many as were asked for, or one on each core.
pub fn jobs_or_cores(jobs: Option<NonZero<usize>>) -> usize {
    let cores = || std::thread::available_parallelism().ok();
    jobs.or_else(cores).map_or(1, NonZero::get)
}

/// The target of a command that has one at most; `what` says so.
///
/// # Errors
/// Those of [`target::choices`], and [`Error::OneTarget`].
pub(super) fn one_target(values: &[String], what: &str) -> Result<Option<Choice>, Error> {
    let choices = target::choices(values)?;
    chosen::only(&choices, what).map(|choice| choice.cloned())
}

/// The options of clang that stand before the `--`, in the order typed.
fn in_order(matches: &ArgMatches) -> Vec<String> {
    let mut placed = Vec::new();
    for (id, option) in CLANG {
        let values = matches.get_many::<String>(id).into_iter().flatten();
        let places = matches.indices_of(id).into_iter().flatten();
        for (place, value) in places.zip(values) {
            placed.push((place, *option, value));
        }
    }
    placed.sort_by_key(|(place, _, _)| *place);
    placed
        .into_iter()
        .flat_map(|(_, option, value)| {
            option
                .iter()
                .map(|word| (*word).to_owned())
                .chain([value.clone()])
        })
        .collect()
}

/// Takes `--sysroot` out of clang's arguments: finding the target's headers needs it too.
fn take_sysroot(arguments: &mut Vec<String>) -> Option<PathBuf> {
    let mut sysroot = None;
    let mut kept = Vec::with_capacity(arguments.len());
    let mut rest = std::mem::take(arguments).into_iter();
    while let Some(argument) = rest.next() {
        if argument == "--sysroot" {
            sysroot = rest.next().map(PathBuf::from);
        } else if let Some(value) = argument.strip_prefix("--sysroot=") {
            sysroot = Some(PathBuf::from(value));
        } else {
            let follows = super::families::shape(&argument)
                .is_some_and(|shape| shape == super::families::Shape::ValueFollows);
            kept.push(argument);
            if follows {
                kept.extend(rest.next());
            }
        }
    }
    *arguments = kept;
    sysroot
}
