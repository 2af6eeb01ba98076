//! The subcommands that take what `quarry bindgen` takes.
//!
//! They hand their line on as it is (`verify MODULE [OPTIONS]`), so that their own definition has
//! no options. Here they get them, to be read and completed.

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command, ValueHint};

/// Options that have no meaning for any of these.
const NEVER: &[&str] = &[
    "print_jobs",
    "locked",
    "no_cache",
    "check",
    "headers",
    "trailing",
    "clang-arg",
];

/// Options of the proof, which `why` and `init` have not, and of what is written, which they do not
/// write either.
const OF_MODULE: &[&str] = &["depfile", "emit", "dump", "format", "jobs"];

/// A subcommand with the options that it takes.
pub(super) fn with_options(command: Command, options: &[Arg]) -> Command {
    let (first, is_proof, never): (&[&'static str], bool, &[&str]) = match command.get_name() {
        "why" => (
            &["NAME", "HEADER"],
            false,
            &["manifest", "output", "verify", "cc", "library", "report"],
        ),
        "init" => (&["HEADER"], false, &[]),
        "verify" => (
            &["MODULE"],
            true,
            &[
                "manifest", "output", "depfile", "emit", "dump", "verify", "report",
            ],
        ),
        "check-c" => (
            &["MODULE"],
            true,
            &[
                "manifest", "verify", "report", "depfile", "emit", "dump", "format", "cc",
                "library",
            ],
        ),
        _ => return command,
    };
    let is_taken = |option: &&Arg| {
        let id = option.get_id().as_str();
        let is_own = id == "header" && is_proof;
        !NEVER.contains(&id)
            && !never.contains(&id)
            && (is_proof || !OF_MODULE.contains(&id))
            && (is_own || !option.is_hide_set())
    };
    let mut command = command.mut_arg("line", |line| {
        let name = first.first().copied().unwrap_or_default();
        let line = line.value_name(name).trailing_var_arg(false);
        let line = line
            .allow_hyphen_values(false)
            .value_hint(ValueHint::FilePath);
        match name {
            "HEADER" => line.action(ArgAction::Append),
            _ => line.action(ArgAction::Set).num_args(1),
        }
    });
    if let [_, second] = first {
        let second = Arg::new("headers").value_name(second).required(true);
        let help = "A file, or a name on the include path";
        command = command.arg(second.num_args(1..).action(ArgAction::Append).help(help));
    }
    command.args(options.iter().filter(is_taken).map(|option| {
        // What it gets along with may not be an option of this command.
        option
            .clone()
            .hide(false)
            .conflicts_with(Resettable::<clap::Id>::Reset)
            .requires(Resettable::<clap::Id>::Reset)
    }))
}
