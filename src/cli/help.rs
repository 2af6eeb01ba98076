//! What `--help`, the manual pages, the completions and the page of the manifest say of an option.
//!
//! Its line in `-h` stands with the option itself; what is more than a line stands in
//! [`table`], by the option's name. [`command`] puts both together.

mod shown;
mod table;

use std::ffi::OsString;

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory, ValueHint};

use super::typed::{MEMORY, TIMEOUT};
use super::{Quarry, init};

/// What there is to say of an option beyond its line in `-h`.
#[derive(Debug)]
pub(crate) struct Help {
    /// The subcommand that it belongs to; empty for `quarry bindgen` itself, and for what all of
    /// them share.
    command: &'static str,
    /// Its long name, its letter where it has none, and its id where it is no option.
    name: &'static str,
    /// Its line in `-h` where that is another one than elsewhere; otherwise empty.
    line: &'static str,
    /// More than its line in `-h`; may be empty.
    more: &'static str,
    /// What counts where it is not given, unless clap knows.
    default: &'static str,
    /// How it is typed, with what else is needed for that.
    pub(crate) example: &'static str,
}

/// What an argument is called: its long name, its letter, or its id.
pub(crate) fn name(argument: &Arg) -> String {
    match (argument.get_long(), argument.get_short()) {
        (Some(long), _) => long.to_owned(),
        (None, Some(letter)) => letter.to_string(),
        (None, None) => argument.get_id().to_string(),
    }
}

/// What there is to say of an argument of a subcommand.
pub(crate) fn of(command: &str, name: &str) -> Option<&'static Help> {
    let find = |command: &str| {
        let mut all = table::TABLE.iter().copied().flatten();
        all.find(|help| help.command == command && help.name == name)
    };
    find(command).or_else(|| find(""))
}

/// What counts where an argument is not given.
fn default(argument: &Arg, help: &Help) -> String {
    let known = argument.get_default_values();
    let takes_value = argument.get_action().takes_values();
    match known {
        [] => help.default.to_owned(),
        _ if !takes_value => help.default.to_owned(),
        values => {
            let values = values.iter().map(|value| value.to_string_lossy());
            values.collect::<Vec<_>>().join(",")
        }
    }
}

/// The line of an argument in `-h`, without its default.
fn summary(argument: &Arg) -> String {
    let line = argument.get_help().map(ToString::to_string);
    let line = line.unwrap_or_default();
    match line.split_once(" [default:") {
        Some((line, _)) => line.to_owned(),
        None => line,
    }
}

/// What there is to say of a key of a manifest, which is an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    /// One line.
    pub(crate) summary: String,
    /// More than a line; may be empty.
    pub(crate) more: String,
    /// What counts where it is not given.
    pub(crate) default: String,
    /// Values of an example; none for a flag.
    pub(crate) example: Vec<String>,
    /// The least and the greatest number.
    pub(crate) range: Option<(u64, u64)>,
    /// The only values, where these can be told.
    pub(crate) values: Vec<String>,
}

/// What there is to say of an option of `quarry bindgen`, as a list that is asked by name.
pub(crate) fn options() -> Vec<(String, About)> {
    let command = Quarry::command();
    let bindgen = command.find_subcommand("bindgen");
    let arguments = bindgen.into_iter().flat_map(Command::get_arguments);
    let about = |argument: &Arg| {
        let help = of("", &name(argument))?;
        let about = About {
            summary: summary(argument),
            more: help.more.to_owned(),
            default: default(argument, help),
            example: example_values(&name(argument), help),
            range: range(&name(argument)),
            values: values(argument)
                .iter()
                .map(|it| it.get_name().to_owned())
                .collect(),
        };
        Some((name(argument), about))
    };
    arguments.filter_map(about).collect()
}

/// The values of an option in its example.
fn example_values(name: &str, help: &Help) -> Vec<String> {
    let words = shlex::split(help.example).unwrap_or_default();
    let line = ["quarry", "bindgen", "x.h"].into_iter().map(OsString::from);
    let line = line.chain(words.into_iter().map(OsString::from));
    let given = init::given_on(line.collect()).unwrap_or_default();
    let own = given.into_iter().find(|given| given.name == name);
    let mut values = own.map(|given| given.values).unwrap_or_default();
    values.retain(|value| value != "x.h");
    values
}

/// The numbers that an option takes.
fn range(name: &str) -> Option<(u64, u64)> {
    match name {
        "timeout" => Some((*TIMEOUT.start(), *TIMEOUT.end())),
        "memory-limit" => Some((*MEMORY.start(), *MEMORY.end())),
        _ => None,
    }
}

/// The values that an argument can have, where these can be told; none for a flag.
fn values(argument: &Arg) -> Vec<PossibleValue> {
    match argument.get_action().takes_values() {
        true => argument.get_possible_values(),
        false => Vec::new(),
    }
}

/// The command line, with all there is to say of it: not to parse with.
pub(crate) fn command() -> Command {
    Quarry::command().mut_subcommand("bindgen", |bindgen| {
        let names = bindgen.get_subcommands().map(Command::get_name);
        let names: Vec<String> = names.map(str::to_owned).collect();
        let bindgen = explained(bindgen);
        let options: Vec<Arg> = bindgen.get_arguments().cloned().collect();
        names.into_iter().fold(bindgen, |bindgen, name| {
            bindgen.mut_subcommand(name, |inner| {
                explained(shown::with_options(inner, &options))
            })
        })
    })
}

/// A command with the long help of its arguments, and what kind of file each names.
fn explained(command: Command) -> Command {
    let of_command = match command.get_name() {
        "bindgen" => "",
        name => name,
    }
    .to_owned();
    command.mut_args(|argument| {
        let hint = hint(&argument);
        let argument = match argument.get_action().takes_values() {
            true => argument.value_hint(hint),
            false => argument,
        };
        match of(&of_command, &name(&argument)) {
            Some(help) => {
                let argument = match help.line {
                    "" => argument,
                    line => argument.help(line),
                };
                let text = long(&argument, help);
                argument.long_help(text)
            }
            None => argument,
        }
    })
}

/// What `--help` says of an argument.
fn long(argument: &Arg, help: &Help) -> String {
    let mut text = summary(argument);
    if !help.more.is_empty() {
        text.push_str("\n\n");
        text.push_str(help.more);
    }
    text.push_str("\n\nExample: ");
    // What does not begin with an option is the rest of a line.
    if !help.example.starts_with('-') {
        text.push_str("quarry bindgen ");
        if !help.command.is_empty() {
            text.push_str(help.command);
            text.push(' ');
        }
    }
    text.push_str(help.example);
    // What clap knows it says itself.
    if argument.get_default_values().is_empty() || !argument.get_action().takes_values() {
        text.push_str("\n\n[default: ");
        text.push_str(help.default);
        text.push(']');
    }
    text
}

/// What a shell completes the value of an argument with.
fn hint(argument: &Arg) -> ValueHint {
    let value = argument.get_value_names().and_then(<[_]>::first);
    match value.map(|name| name.as_str()) {
        Some("DIR" | "DIR|zig") => ValueHint::DirPath,
        Some("CC") => ValueHint::CommandName,
        Some("PATH" | "FILE" | "HEADER" | "MODULE" | "PART.json" | "PATH|NAME") => {
            ValueHint::FilePath
        }
        Some(_) | None => ValueHint::Other,
    }
}

#[cfg(test)]
mod tests;
