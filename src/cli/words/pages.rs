//! `quarry bindgen man`: manual pages.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use roff::{Roff, roman};

use crate::cli::help;
use crate::error::Error;
use crate::output;

/// A manual page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManualPage {
    /// The name of its file: `quarry-bindgen-verify.1`.
    pub name: String,
    /// Its text for roff.
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
    let page = Man::new(command.clone())
        // An empty one would be left out, and the next word taken for it.
        .date(" ")
        .source(concat!("quarry ", env!("CARGO_PKG_VERSION")))
        .manual("quarry bindgen");
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut text)?;
    }
    examples(command).to_writer(&mut text)?;
    pages.push(ManualPage {
        name: page.get_filename(),
        text: ascii(&String::from_utf8_lossy(&text)),
    });
    for inner in command.get_subcommands() {
        add(inner, pages)?;
    }
    Ok(())
}

/// A text for roff in ASCII: not every roff takes another encoding than its own.
fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Which terminals without UTF-8 have not.
            '…' => ascii.push_str("..."),
            c if c.is_ascii() => ascii.push(c),
            c => ascii.push_str(&format!("\\[u{:04X}]", u32::from(c))),
        }
    }
    ascii
}

/// What stands below the options in `--help`, its lines as they are.
fn examples(command: &Command) -> Roff {
    let mut roff = Roff::new();
    let text = command.get_after_long_help().or(command.get_after_help());
    if let Some(text) = text.map(ToString::to_string) {
        let title = match text.starts_with("Example") {
            true => "EXAMPLES",
            false => "NOTES",
        };
        roff.control("SH", [title]);
        roff.control("nf", []);
        let text = text.strip_prefix("Examples:\n").unwrap_or(&text);
        for line in text.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    roff
}
