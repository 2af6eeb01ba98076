//! What there is to say of each option, beyond its line in `-h`.

mod about;
mod module;
mod others;

use super::Help;

/// A row about an option of `quarry bindgen`: its name, more about it, what counts without it, and
/// how it is typed.
const fn row(
    name: &'static str,
    default: &'static str,
    example: &'static str,
    more: &'static str,
) -> Help {
    of("", name, default, example, more)
}

/// A row about an option of a subcommand.
const fn of(
    command: &'static str,
    name: &'static str,
    default: &'static str,
    example: &'static str,
    more: &'static str,
) -> Help {
    Help {
        command,
        name,
        line: "",
        more,
        default,
        example,
    }
}

/// The same with a line in `-h` of its own.
const fn with_line(line: &'static str, help: Help) -> Help {
    Help { line, ..help }
}

/// All rows.
pub(super) const TABLE: &[&[Help]] = &[module::MODULE, about::ABOUT, others::OTHERS];
