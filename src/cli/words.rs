//! What people read and what their shells know: `schema`, `completions`, `man`.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man as Page;

use super::help;
use crate::error::Error;
use crate::output;

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

/// What makes a shell complete the words of a command line.
pub fn completions(shell: Shell) -> String {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::to_complete(), "quarry", &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// A manual page: the name of its file, and its text for roff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManualPage {
    /// `quarry-bindgen-verify.1`
    pub name: String,
    /// For roff.
    pub text: String,
}

/// The manual page of `quarry bindgen`.
///
/// # Errors
/// [`Error::Internal`].
pub fn main_page() -> Result<ManualPage, Error> {
    let pages = pages()?;
    let mut main = pages.into_iter().filter(|it| it.name == "quarry-bindgen.1");
    main.next().ok_or_else(|| Error::Internal {
        what: "there is no manual page of `quarry bindgen`".to_owned(),
    })
}

/// The manual pages of all commands.
///
/// # Errors
/// [`Error::Internal`].
pub fn pages() -> Result<Vec<ManualPage>, Error> {
    let mut command = help::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    add(&command, &mut pages).map_err(|error| Error::Internal {
        what: format!("no manual page: {error}"),
    })?;
    Ok(pages)
}

/// Writes the manual pages of all commands into a directory, which is made where it is not there;
/// gives the exit code.
///
/// # Errors
/// [`Error::Io`], [`Error::Internal`].
pub fn write_pages(directory: &Path) -> Result<u8, Error> {
    std::fs::create_dir_all(directory).map_err(|source| Error::io("make", directory, source))?;
    for page in pages()? {
        output::write(&directory.join(page.name), page.text.as_bytes())?;
    }
    Ok(0)
}

/// Adds the pages of a command and of those below it.
fn add(command: &Command, pages: &mut Vec<ManualPage>) -> io::Result<()> {
    let page = Page::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    pages.push(ManualPage {
        name: page.get_filename(),
        text: String::from_utf8_lossy(&text).into_owned(),
    });
    for inner in command.get_subcommands() {
        add(inner, pages)?;
    }
    Ok(())
}

/// The help of a command that hands its line on, where that asks for help.
pub(super) fn help_of(arguments: &[OsString]) -> Option<clap::Error> {
    let error = help::command().try_get_matches_from(arguments).err()?;
    (!error.use_stderr()).then_some(error)
}
