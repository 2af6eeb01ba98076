//! The options about several modules: those of a manifest.

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory, ValueEnum};

use super::typed::{Bindgen, Quarry};
use super::{Declined, Invocation, Verbosity, usage};
use crate::batch::{self, Batch};
use crate::error::Error;

/// Options about several modules.
#[derive(Debug, Args)]
pub(super) struct Modules {
    /// Make the modules that a file describes
    #[arg(long, value_name = "PATH", help_heading = "Several modules")]
    pub(super) manifest: Option<PathBuf>,

    /// Refuse to make a module other than bindgen.lock says
    #[arg(long, help_heading = "Several modules")]
    locked: bool,

    /// Make every module again, whether anything has changed or not
    #[arg(long, help_heading = "Several modules")]
    no_cache: bool,

    /// Only print the commands of a manifest
    #[arg(
        long,
        value_enum,
        value_name = "map|merge",
        help_heading = "Several modules"
    )]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "map")]
    #[arg(hide_possible_values = true)]
    print_jobs: Option<Jobs>,
}

/// Which commands of a manifest are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Jobs {
    /// A part for each module and target
    Map,
    /// A module of its parts
    Merge,
}

/// What may stand beside a manifest, by clap's names.
const BESIDE: [&str; 10] = [
    "manifest",
    "print_jobs",
    "locked",
    "no_cache",
    "check",
    "verify",
    "format",
    "jobs",
    "verbose",
    "quiet",
];

/// What is meant where no header is named: the manifest that is, or the nearest one. `None` where
/// a header is named.
///
/// # Errors
/// [`Declined`].
pub(super) fn check(typed: &Bindgen, matches: &ArgMatches) -> Result<Option<Invocation>, Declined> {
    let modules = &typed.modules;
    if let Some(path) = &modules.manifest {
        return of_manifest(path, typed, matches).map(Some);
    }
    if typed.headers.is_empty() {
        return of_nearest(typed, matches).map(Some);
    }
    let of_manifests = [
        (modules.locked, "--locked"),
        (modules.no_cache, "--no-cache"),
        (modules.print_jobs.is_some(), "--print-jobs"),
    ];
    match of_manifests.iter().find(|(is_given, _)| *is_given) {
        Some((_, option)) => Err(usage(&format!(
            "`{option}` is about the modules of a manifest: `quarry bindgen --manifest=PATH {option}`"
        ))),
        None => Ok(None),
    }
}

/// Checks that beside a manifest nothing stands that belongs into it.
fn of_manifest(path: &Path, typed: &Bindgen, matches: &ArgMatches) -> Result<Invocation, Declined> {
    let command = Quarry::command();
    let known = command.find_subcommand("bindgen").into_iter();
    for argument in known.flat_map(clap::Command::get_arguments) {
        let id = argument.get_id().as_str();
        let is_given = matches.value_source(id) == Some(ValueSource::CommandLine);
        if is_given && !BESIDE.contains(&id) {
            let what = match argument.get_long() {
                Some(long) => format!("`--{long}`"),
                None => "a header or an option of clang".to_owned(),
            };
            let which = match typed.modules.manifest {
                Some(_) => "`--manifest`".to_owned(),
                None => format!("{}, and no header is named", path.display()),
            };
            return Err(usage(&format!(
                "{what} cannot stand beside {which}, whose modules say what they are made of"
            )));
        }
    }
    let has_format = matches.value_source("format") == Some(ValueSource::CommandLine);
    if has_format && !typed.check {
        return Err(usage(
            "`--format` is how `--check` says what differs; add that, or leave it out",
        ));
    }
    let path = path.to_owned();
    let verbosity = Verbosity::of(typed.quiet, typed.verbose);
    Ok(match typed.modules.print_jobs {
        Some(jobs) => Invocation::PrintJobs {
            path,
            jobs,
            verbosity,
        },
        None => Invocation::Batch(Batch {
            manifest: path,
            jobs: typed.merging.jobs,
            verify: typed.proof.verify,
            check: typed.check,
            locked: typed.modules.locked,
            cache: !typed.modules.no_cache,
            format: typed.proof.format,
            verbosity,
        }),
    })
}

/// The nearest manifest.
fn of_nearest(typed: &Bindgen, matches: &ArgMatches) -> Result<Invocation, Declined> {
    let refused = |error| Declined::Refused {
        error,
        quiet: false,
    };
    let here = std::env::current_dir().map_err(|error| refused(Error::io("read", ".", error)))?;
    match batch::find::nearest(&here).map_err(refused)? {
        Some(path) => of_manifest(&path, typed, matches),
        None => {
            let words = typed.clang_arg.iter().map(String::as_str);
            let tip = super::tip(words).map(|tip| format!("\n\n  tip: {tip}"));
            Err(usage(&format!(
                "a header is missing: `quarry bindgen HEADER...`; without one, the nearest \
                 bindgen.toml or Quarry.toml with [[bindgen]] tables says what to make \
                 (--manifest=PATH names another), and there is none{}",
                tip.unwrap_or_default()
            )))
        }
    }
}
