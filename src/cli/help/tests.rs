//! Each option has a line, more, a default and an example, and the examples can be typed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::ffi::OsString;

use super::*;
use crate::cli::{Declined, parse};
use crate::error::Error;

/// How wide `-h` may be.
const WIDTH: usize = 100;

/// `quarry bindgen` and its subcommands, by name; the first has none.
fn commands() -> Vec<(String, Command)> {
    let mut command = command();
    command.build();
    let bindgen = command.find_subcommand("bindgen").unwrap();
    let inner = bindgen.get_subcommands();
    let inner = inner.map(|inner| (inner.get_name().to_owned(), inner.clone()));
    [(String::new(), bindgen.clone())]
        .into_iter()
        .chain(inner)
        .collect()
}

/// The arguments of a command that users see.
fn seen(command: &Command) -> Vec<Arg> {
    let own = ["help", "version"];
    let arguments = command.get_arguments().filter(|it| !it.is_hide_set());
    let arguments = arguments.filter(|it| !own.contains(&it.get_id().as_str()));
    arguments.cloned().collect()
}

/// What is wrong with a line that users may type.
fn wrong(line: &str) -> Option<String> {
    let line = line.split(" && ").next().unwrap();
    let line = line.split(" | ").next().unwrap();
    let line = line.split(" > ").next().unwrap();
    let line = line.replace("$(pkg-config --cflags gtk+-3.0)", "-I/usr/include/gtk-3.0");
    let words = shlex::split(&line).unwrap();
    match parse(words.into_iter().map(OsString::from)) {
        Ok(_) => None,
        // Only the machine of the example has it.
        Err(Declined::Refused {
            error: Error::BadTarget { reason, .. },
            ..
        }) if reason.contains("does not exist") => None,
        Err(Declined::Refused { error, .. }) if error.to_string().contains("does not exist") => {
            None
        }
        Err(error) => Some(format!("{line}: {error:?}")),
    }
}

#[test]
fn every_option_has_a_line_more_a_default_and_an_example() {
    for (name, command) in commands() {
        for argument in seen(&command) {
            let of = format!("{name} {argument}");
            let line = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(!line.is_empty() && !line.contains('\n'), "{of}: {line:?}");
            assert!(!line.ends_with('.'), "{of}: {line:?}");
            let text = argument.get_long_help().map(ToString::to_string);
            let text = text.unwrap_or_else(|| {
                panic!("`{of}` has no row in src/cli/help/table.rs: default, example, more")
            });
            assert!(text.contains("\n\nExample: "), "{of}: {text}");
            let known = argument.get_default_values().is_empty();
            let is_flag = !argument.get_action().takes_values();
            assert_eq!(
                text.contains("\n\n[default: "),
                known || is_flag,
                "{of}: {text}"
            );
            assert!(!text.contains("[default: ]"), "{of}: {text}");
            for value in values(&argument).iter().filter(|it| !it.is_hide_set()) {
                let name = value.get_name();
                assert!(
                    text.contains(name) || !argument.is_hide_possible_values_set(),
                    "{of}: {name} is not explained"
                );
            }
        }
    }
}

/// Wherever in a line help is asked for, it is that of the subcommand, as long as was asked for.
#[test]
fn help_within_a_line_is_the_subcommands() {
    for name in ["verify", "check-c", "why", "init"] {
        let text = |words: &[&str]| {
            let line = ["quarry", "bindgen", name]
                .into_iter()
                .chain(words.iter().copied());
            match parse(line.map(OsString::from)) {
                Err(Declined::Clap(error)) if error.exit_code() == 0 => error.to_string(),
                other => panic!("{name} {words:?}: {other:?}"),
            }
        };
        let (short, long) = (text(&["-h"]), text(&["--help"]));
        assert!(short.len() * 2 < long.len(), "{name}");
        assert!(
            short.contains(&format!("quarry bindgen {name} <")),
            "{short}"
        );
        assert_eq!(text(&["x", "--target=avr", "-h"]), short, "{name}");
        assert_eq!(text(&["x", "--target=avr", "--help"]), long, "{name}");
    }
}

#[test]
fn every_row_is_about_an_option() {
    let commands = commands();
    let mut used: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (name, command) in &commands {
        for argument in command.get_arguments() {
            let help = of(name, &super::name(argument));
            used.extend(help.map(|help| (help.command, help.name)));
        }
    }
    let mut seen = BTreeSet::new();
    for help in table::TABLE.iter().copied().flatten() {
        let is_first = seen.insert((help.command, help.name));
        assert!(is_first, "{} --{} has two rows", help.command, help.name);
        let is_used = used.contains(&(help.command, help.name));
        assert!(is_used, "{} --{} is no option", help.command, help.name);
    }
}

#[test]
fn every_example_of_an_option_can_be_typed() {
    for (name, command) in commands() {
        for argument in seen(&command) {
            let Some(help) = of(&name, &super::name(&argument)) else {
                continue;
            };
            // What is the same everywhere has one example, for a plain run.
            let line = match help.command {
                "" if help.example.starts_with("--manifest") => {
                    format!("quarry bindgen {}", help.example)
                }
                "" if help.example.contains(".h") && !help.example.starts_with('-') => {
                    format!("quarry bindgen {}", help.example)
                }
                "" if help.name == "header" => {
                    format!("quarry bindgen verify x.pyrite {}", help.example)
                }
                "" => format!("quarry bindgen x.h {}", help.example),
                command => format!("quarry bindgen {command} {}", help.example),
            };
            assert_eq!(wrong(&line), None);
        }
    }
}

#[test]
fn every_example_below_the_options_can_be_typed() {
    let mut count = 0;
    for (_, command) in commands() {
        let texts = [command.get_after_help(), command.get_after_long_help()];
        for text in texts.into_iter().flatten() {
            let text = text.to_string();
            let lines = text
                .lines()
                .filter_map(|line| line.split_once("quarry bindgen "));
            for (before, line) in lines {
                if before.trim().is_empty() || before.trim().ends_with(':') {
                    count += 1;
                    assert_eq!(wrong(&format!("quarry bindgen {line}")), None);
                }
            }
            assert!(
                text.lines().all(|line| line.chars().count() <= WIDTH + 5),
                "{text}"
            );
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_short_help_has_one_line_for_each_option() {
    for (name, command) in commands() {
        let mut command = command.term_width(WIDTH).after_help("");
        let count = seen(&command).len();
        let text = command.render_help().to_string();
        let lines = text
            .lines()
            .filter(|line| line.starts_with("  -") || line.starts_with("      --"));
        let options = lines.count();
        let positional = seen(&command)
            .iter()
            .filter(|it| it.is_positional())
            .count();
        // `-h` itself.
        assert_eq!(options + positional, count + 1, "{name}:\n{text}");
        let broken = text.lines().find(|line| {
            line.starts_with("          ") && !line.trim_start().starts_with(['-', '<', '['])
        });
        assert_eq!(broken, None, "{name}:\n{text}");
    }
}

#[test]
fn what_subcommands_hand_on_is_shown_as_theirs() {
    let commands = commands();
    let has = |name: &str, option: &str| {
        let (_, command) = commands.iter().find(|(it, _)| it == name).unwrap();
        command.get_arguments().any(|it| super::name(it) == option)
    };
    for (name, option, expected) in [
        ("verify", "header", true),
        ("verify", "cc", true),
        ("verify", "output", false),
        ("check-c", "output", true),
        ("check-c", "cc", false),
        ("why", "target", true),
        ("why", "headers", true),
        ("why", "manifest", false),
        ("init", "manifest", true),
        ("init", "allow", true),
        ("init", "dump", false),
        ("audit", "I", false),
    ] {
        assert_eq!(has(name, option), expected, "{name} {option}");
    }
}
