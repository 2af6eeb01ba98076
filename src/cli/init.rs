//! `quarry bindgen init`: a command line that shall become a manifest.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, CommandFactory, FromArgMatches};

use super::options::{Options, Output};
use super::{Declined, Invocation, Quarry, help, rewrite, usage, with_tip};
use crate::batch::find::NAME;
use crate::error::Error;

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Typed {
    /// A file, or a name on the include path; then options, which become keys
    #[arg(value_name = "HEADER> [OPTIONS", required = true, num_args = 1..)]
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    line: Vec<OsString>,
}

/// What `init` shall write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Init {
    /// Where the manifest goes.
    pub manifest: Output,
    /// What was typed, by option, each with its values in their order.
    pub given: Vec<Given>,
    /// What that means.
    pub options: Box<Options>,
}

/// An option that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its long name, its letter, or its id: `allow`, `I`, `headers`, `clang-arg`.
    pub name: String,
    /// Its values; none for a flag.
    pub values: Vec<String>,
}

impl Typed {
    /// Reads the line as one of `quarry bindgen`.
    ///
    /// # Errors
    /// [`Declined`].
    pub(super) fn check(self) -> Result<Init, Declined> {
        let words = ["quarry", "bindgen"].map(OsString::from);
        let line: Vec<OsString> = words.into_iter().chain(self.line).collect();
        let matches = Quarry::command()
            .try_get_matches_from(rewrite::rewrite(line.iter().cloned()))
            .map_err(|error| super::help_of("init", &line, with_tip(error, &line).into()))?;
        let super::Command::Bindgen(mut typed) = Quarry::from_arg_matches(&matches)?.command;
        let bindgen = matches.subcommand_matches("bindgen").cloned();
        let bindgen = bindgen.unwrap_or_default();
        let quiet = typed.quiet;
        let manifest = match typed.modules.manifest.take() {
            Some(path) if path == Path::new("-") => Output::Stdout,
            Some(path) => Output::File(path),
            None => Output::File(PathBuf::from(NAME)),
        };
        if typed.inner.is_some() || typed.headers.is_empty() {
            let what = "a header is needed: `quarry bindgen init HEADER...`";
            return Err(usage(what));
        }
        let given = given(&bindgen).map_err(|error| Declined::Refused { error, quiet })?;
        let checked = super::check(*typed, &bindgen).map_err(|declined| declined.with(quiet))?;
        let Invocation::Bindgen(options) = checked else {
            return Err(usage("`init` writes a manifest for headers"));
        };
        Ok(Init {
            manifest,
            given,
            options,
        })
    }
}

/// The options of a command line that is right.
pub(super) fn given_on(line: Vec<OsString>) -> Option<Vec<Given>> {
    let matches = Quarry::command().try_get_matches_from(rewrite::rewrite(line));
    given(matches.ok()?.subcommand_matches("bindgen")?).ok()
}

/// The options that were typed, but for those that are about `init` itself.
fn given(matches: &ArgMatches) -> Result<Vec<Given>, Error> {
    let own = ["manifest", "verbose", "quiet"];
    let command = Quarry::command();
    let bindgen = command.find_subcommand("bindgen").into_iter();
    let mut all: Vec<Given> = Vec::new();
    // Of a macro that is both defined and undefined the last word counts, which two keys lose.
    let ordered = ["D", "U"].iter().all(|id| matches.indices_of(id).is_some());
    if ordered {
        let name = "clang-arg".to_owned();
        let values = of_macros(matches);
        all.push(Given { name, values });
    }
    for argument in bindgen.flat_map(Command::get_arguments) {
        let id = argument.get_id().as_str();
        if own.contains(&id) || matches.value_source(id) != Some(ValueSource::CommandLine) {
            continue;
        }
        let mut values = Vec::new();
        if argument.get_action().takes_values() {
            for value in matches.get_raw(id).into_iter().flatten() {
                let text = value.to_str().ok_or_else(|| Error::PathNotText {
                    path: PathBuf::from(value),
                })?;
                values.push(text.to_owned());
            }
        }
        if ordered && ["D", "U"].contains(&id) {
            continue;
        }
        // What stands behind `--` is the same as what stands before it.
        let name = match id {
            "trailing" => "clang-arg".to_owned(),
            _ => help::name(argument),
        };
        match all.iter_mut().find(|given| given.name == name) {
            Some(given) => given.values.extend(values),
            None => all.push(Given { name, values }),
        }
    }
    Ok(all)
}

/// `-D` and `-U` in the order typed.
fn of_macros(matches: &ArgMatches) -> Vec<String> {
    let of_letter = |letter: &'static str| {
        let values = matches.get_many::<String>(letter).into_iter().flatten();
        let places = matches.indices_of(letter).into_iter().flatten();
        let word = move |(place, value): (usize, &String)| (place, format!("-{letter}{value}"));
        places.zip(values).map(word)
    };
    let mut words: Vec<(usize, String)> = of_letter("D").chain(of_letter("U")).collect();
    words.sort();
    words.into_iter().map(|(_, word)| word).collect()
}
