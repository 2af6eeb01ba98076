//! What people read and what their shells know: `schema`, `completions`, `man`.

mod completions;
mod pages;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::help;

pub use completions::completions;
pub use pages::{main_page, pages, write_pages};

/// What stands below `schema`.
pub(super) const SCHEMA: &str = "\
Example:
  quarry bindgen schema > bindgen.schema.json

With `#:schema ./bindgen.schema.json` as its first line, editors that know taplo complete and check
a bindgen.toml. A header that is named schema is ./schema.";

/// What stands below the options of `completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  bash: quarry bindgen completions bash > ~/.local/share/bash-completion/completions/quarry
  zsh:  quarry bindgen completions zsh > ~/.zfunc/_quarry    # with fpath+=~/.zfunc before compinit
  fish: quarry bindgen completions fish > ~/.config/fish/completions/quarry.fish

A header that is named completions is ./completions.";

/// What stands below the options of `man`.
pub(super) const MAN: &str = "\
Examples:
  quarry bindgen man | man -l -
  quarry bindgen man --output=/usr/local/share/man/man1

A header that is named man is ./man.";

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

/// The arguments of `man`.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Write a page for each command into a directory
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

/// The help of a command that hands its line on, where that asks for help.
pub(super) fn help_of(arguments: &[OsString]) -> Option<clap::Error> {
    let error = help::command().try_get_matches_from(arguments).err()?;
    (!error.use_stderr()).then_some(error)
}
