//! The command line: arguments as typed → options as checked.

mod audit;
mod clang_arguments;
mod diff;
mod examples;
mod families;
pub(crate) mod help;
mod imports;
mod init;
mod merge;
mod merging;
mod modules;
mod naming;
mod options;
mod proof;
mod rewrite;
mod selection;
mod sysroots;
mod typed;
pub mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, CommandFactory, FromArgMatches};

pub use audit::{Audit, Format};
pub use clang_arguments::check as check_clang_arguments;
pub use diff::Diff;
pub use init::{Given, Init};
pub use modules::Jobs;
pub(crate) use naming::check_library;
pub use options::{Options, Output, Product, Verbosity, jobs_or_cores};
pub use proof::Checks;
pub use sysroots::Sysroots;
pub(crate) use typed::Quarry;
pub use typed::{Form, Phase};

use crate::batch::Batch;
use crate::chosen;
use crate::clang::find::Root;
use crate::error::Error;
use crate::target::Choice;
use typed::{Command, Inner};

/// What the user wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invocation {
    /// `quarry bindgen HEADER…`
    Bindgen(Box<Options>),
    /// `quarry bindgen verify MODULE --header=HEADER…`
    Verify {
        /// The module.
        module: PathBuf,
        /// The headers, and everything else.
        options: Box<Options>,
    },
    /// `quarry bindgen check-c MODULE --header=HEADER…`
    CheckC {
        /// The module.
        module: PathBuf,
        /// The headers, and everything else.
        options: Box<Options>,
    },
    /// `quarry bindgen doctor`
    Doctor {
        /// The machine to look for headers of; none for this one.
        target: Option<Choice>,
        /// The root of the target's headers.
        sysroot: Option<Root>,
    },
    /// `quarry bindgen targets`
    Targets {
        /// Those to list, in canonical order; none for all.
        targets: Vec<Choice>,
        /// How the list is written.
        format: Format,
    },
    /// `quarry bindgen audit MODULE`
    Audit(Audit),
    /// `quarry bindgen diff OLD NEW`
    Diff(Diff),
    /// `quarry bindgen --manifest=PATH`
    Batch(Batch),
    /// `quarry bindgen --manifest=PATH --print-jobs`
    PrintJobs {
        /// The manifest.
        path: PathBuf,
        /// Which commands.
        jobs: Jobs,
        /// How much they are to say.
        verbosity: Verbosity,
    },
    /// `quarry bindgen init HEADER…`
    Init(Init),
    /// `quarry bindgen schema`
    Schema,
    /// `quarry bindgen completions SHELL`
    Completions(clap_complete::Shell),
    /// `quarry bindgen man`; all pages into a directory, or the main one to standard output.
    Man(Option<PathBuf>),
    /// `quarry bindgen merge PART...`
    Merge {
        /// The parts' files; one at least.
        files: Vec<PathBuf>,
        /// Where the module goes, and what is said; without headers.
        options: Box<Options>,
    },
}

/// Why there is no [`Invocation`].
#[derive(Debug)]
pub enum Declined {
    /// clap has the text: help or version for standard output, or an error of usage.
    Clap(Box<clap::Error>),
    /// The arguments can be read, and make no sense.
    Refused {
        /// What is wrong.
        error: Error,
        /// `--quiet` was given.
        quiet: bool,
    },
}

impl Declined {
    /// The same, where `--quiet` was given or not.
    fn with(self, quiet: bool) -> Declined {
        match self {
            Declined::Refused { error, .. } => Declined::Refused { error, quiet },
            Declined::Clap(error) => Declined::Clap(error),
        }
    }
}

impl From<clap::Error> for Declined {
    fn from(error: clap::Error) -> Declined {
        Declined::Clap(Box::new(error))
    }
}

/// Reads and checks a command line, program name and all.
///
/// # Errors
/// [`Declined`].
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, Declined> {
    let (invocation, headers) = parse_line(arguments.into_iter().collect())?;
    match headers.is_empty() {
        true => Ok(invocation),
        false => Err(usage(
            "`--header` belongs to `verify` and `check-c`; name the header without it",
        )),
    }
}

/// Whether a word behind `quarry bindgen` is a command, and no header.
pub(crate) fn is_command(word: &str) -> bool {
    let command = Quarry::command();
    let bindgen = command.find_subcommand("bindgen");
    bindgen.is_some_and(|bindgen| bindgen.find_subcommand(word).is_some())
}

/// Reads and checks a command line; gives the values of `--header`, too.
fn parse_line(arguments: Vec<OsString>) -> Result<(Invocation, Vec<String>), Declined> {
    let matches = Quarry::command()
        .try_get_matches_from(rewrite::rewrite(arguments.iter().cloned()))
        .map_err(|error| with_tip(error, &arguments))?;
    let Command::Bindgen(typed) = Quarry::from_arg_matches(&matches)?.command;
    let bindgen = matches
        .subcommand_matches("bindgen")
        .cloned()
        .unwrap_or_default();
    let quiet = typed.quiet;
    let headers = typed.proof.header.clone();
    let invocation = match typed.inner {
        Some(Inner::Why { line }) => why(line)?,
        Some(Inner::Verify { line }) => {
            let (module, options) = of_module("verify", line)?;
            Invocation::Verify { module, options }
        }
        Some(Inner::CheckC { line }) => {
            let (module, options) = of_module("check-c", line)?;
            Invocation::CheckC { module, options }
        }
        Some(Inner::Audit(typed)) => {
            let quiet = typed.quiet;
            let audit = typed.check().map(Invocation::Audit);
            audit.map_err(|error| Declined::Refused { error, quiet })?
        }
        Some(Inner::Diff(typed)) => Invocation::Diff(typed.check()),
        Some(Inner::Merge(typed)) => {
            let quiet = typed.quiet;
            let (files, options) = typed.check().map_err(|declined| declined.with(quiet))?;
            Invocation::Merge { files, options }
        }
        Some(Inner::Init(typed)) => Invocation::Init(typed.check()?),
        Some(Inner::Schema) => Invocation::Schema,
        Some(Inner::Completions(typed)) => Invocation::Completions(typed.shell),
        Some(Inner::Man(typed)) => Invocation::Man(typed.output),
        Some(Inner::Targets { target, format }) => {
            let targets = crate::target::choices(&target).map_err(|error| Declined::Refused {
                error,
                quiet: false,
            })?;
            Invocation::Targets { targets, format }
        }
        Some(Inner::Doctor { .. }) | None => {
            check(*typed, &bindgen).map_err(|declined| declined.with(quiet))?
        }
    };
    Ok((invocation, headers))
}

/// Reads what follows `verify` and `check-c`: the module stands where else the header does.
fn of_module(command: &str, line: Vec<OsString>) -> Result<(PathBuf, Box<Options>), Declined> {
    let (invocation, headers) = parse_handed(command, line)?;
    let how = format!("`quarry bindgen {command} MODULE --header=HEADER`");
    let Invocation::Bindgen(mut options) = invocation else {
        return Err(usage(&format!("one module is needed: {how}")));
    };
    let (1, Some(module)) = (options.headers.len(), options.headers.pop()) else {
        return Err(usage(&format!("one module is needed: {how}")));
    };
    if headers.is_empty() {
        return Err(usage(&format!("`--header` is missing: {how}")));
    }
    let is_made = command == "check-c";
    for (is_given, option) in [
        (options.output != Output::Stdout && !is_made, "--output"),
        (options.depfile.is_some(), "--depfile"),
        (options.product != Product::Pyrite, "--emit` or `--dump"),
        (options.checks.format != Format::Text && is_made, "--format"),
        (!options.checks.compilers.is_empty() && is_made, "--cc"),
        (!options.checks.libraries.is_empty() && is_made, "--library"),
    ] {
        if is_given {
            return Err(usage(&format!("`{option}` has no meaning for `{command}`")));
        }
    }
    options.headers = headers;
    let paths: Vec<PathBuf> = options.headers.iter().map(PathBuf::from).collect();
    options
        .check_outputs(&paths)
        .map_err(|error| Declined::Refused {
            error,
            quiet: options.verbosity == Verbosity::Quiet,
        })?;
    Ok((module.into(), options))
}

/// Reads a line that a subcommand has handed on. Help that it asks for is about that one.
fn parse_handed(command: &str, line: Vec<OsString>) -> Result<(Invocation, Vec<String>), Declined> {
    let words = ["quarry", "bindgen"].map(OsString::from);
    let line: Vec<OsString> = words.into_iter().chain(line).collect();
    let parsed = parse_line(line.clone());
    parsed.map_err(|declined| help_of(command, &line, declined))
}

/// The help of a subcommand in the place of that of `quarry bindgen`, as long as a line asks for.
fn help_of(command: &str, line: &[OsString], declined: Declined) -> Declined {
    let is_help = |error: &clap::Error| error.kind() == ErrorKind::DisplayHelp;
    match declined {
        Declined::Clap(error) if is_help(&error) => {
            let help = match line.iter().any(|word| word == "--help") {
                true => "--help",
                false => "-h",
            };
            let words = ["quarry", "bindgen", command, help].map(OsString::from);
            Declined::Clap(words::help_of(&words).map_or(error, Box::new))
        }
        Declined::Clap(_) | Declined::Refused { .. } => declined,
    }
}

/// An error of usage.
fn usage(message: &str) -> Declined {
    let kind = ErrorKind::MissingRequiredArgument;
    let mut command = Quarry::command();
    // Only then a subcommand knows how it is called.
    command.build();
    let error = match command.find_subcommand_mut("bindgen") {
        Some(bindgen) => bindgen.error(kind, message),
        None => command.error(kind, message),
    };
    Declined::Clap(Box::new(error))
}

/// Reads what follows `why`: the name stands where else the first header does.
fn why(line: Vec<OsString>) -> Result<Invocation, Declined> {
    let (Invocation::Bindgen(mut options), _) = parse_handed("why", line)? else {
        return Err(missing("<NAME>").into());
    };
    if options.headers.len() < 2 {
        return Err(missing("<HEADER>...").into());
    }
    options.selection.why = Some(options.headers.remove(0));
    options.product = Product::Why;
    if let Some(what) = options.of_one_target() {
        let quiet = options.verbosity == Verbosity::Quiet;
        chosen::only(&options.targets, what).map_err(|error| Declined::Refused { error, quiet })?;
    }
    Ok(Invocation::Bindgen(options))
}

/// The error of usage where an argument of `why` is missing.
fn missing(what: &str) -> clap::Error {
    Quarry::command().error(
        ErrorKind::MissingRequiredArgument,
        format!("{what} is missing: `quarry bindgen why NAME HEADER...`"),
    )
}

/// What helps where a header is missing, and a file looks like an option.
fn tip<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<String> {
    let file =
        words.find(|text| text.starts_with('-') && text.len() > 2 && Path::new(text).is_file())?;
    Some(format!(
        "the file '{file}' looks like an option; write './{file}'"
    ))
}

/// Adds a tip to an error about a missing header, where a file looks like an option.
///
/// Where help was asked for, it is the help with all there is to say.
fn with_tip(mut error: clap::Error, arguments: &[OsString]) -> clap::Error {
    if error.kind() == ErrorKind::DisplayHelp {
        return words::help_of(arguments).unwrap_or(error);
    }
    let words = arguments.iter().filter_map(|argument| argument.to_str());
    if let (ErrorKind::MissingRequiredArgument, Some(tip)) = (error.kind(), tip(words)) {
        error.insert(
            ContextKind::Suggested,
            ContextValue::StyledStrs(vec![tip.into()]),
        );
    }
    error
}

/// Checks what clap has read.
fn check(typed: typed::Bindgen, matches: &ArgMatches) -> Result<Invocation, Declined> {
    let refused = |error| Declined::Refused {
        error,
        quiet: false,
    };
    if let Some(Inner::Doctor { target, sysroot }) = typed.inner {
        let target = options::one_target(&target, "`doctor` looks at one target at a time")
            .map_err(refused)?;
        let sysroot = sysroot.as_deref().map(sysroots::root).transpose();
        return Ok(Invocation::Doctor {
            target,
            sysroot: sysroot.map_err(refused)?,
        });
    }
    if let Some(batch) = modules::check(&typed, matches)? {
        return Ok(batch);
    }
    let is_pyrite = typed.dump.is_none() && typed.emit == Form::Pyrite;
    if typed.proof.checks().verify && !is_pyrite {
        return Err(usage(
            "`--verify`, `--cc` and `--library` read a Pyrite text back; `--emit=json` and `--dump` \
             write another",
        ));
    }
    let is_file = typed
        .output
        .as_deref()
        .is_some_and(|path| path.as_os_str() != "-");
    if typed.check && !(is_file && is_pyrite && typed.depfile.is_none()) {
        return Err(usage(
            "`--check` compares a module with the file of `--output=PATH`, and writes nothing else",
        ));
    }
    if typed.depfile.is_some()
        && typed
            .output
            .as_deref()
            .is_none_or(|path| path.as_os_str() == "-")
    {
        return Err(usage(
            "`--depfile` needs `--output=PATH`: the rule begins with the file that it makes",
        ));
    }
    if !typed.import.is_empty() && !imports::counts_for(typed.emit, typed.dump) {
        return Err(usage(
            "`--import` is about a whole module: give it to `quarry bindgen merge`, not to \
             `--emit=mapped`; `--dump=decls` and `--dump=mapped` show what is before it",
        ));
    }
    let options = Options::check(typed, matches).map_err(refused)?;
    if let Some(what) = options.of_one_target() {
        chosen::only(&options.targets, what).map_err(refused)?;
    }
    Ok(Invocation::Bindgen(Box::new(options)))
}

#[cfg(test)]
mod tests;
