//! The manifest: a TOML file with defaults and a `[[module]]` for each module, whose keys are
//! named like the options of the command line. A project's own manifest may hold the same as
//! `[[bindgen]]` tables.
//!
//! Each module becomes the list of arguments that one would type for it, which goes through
//! [`cli::parse`]: there is one way to say what shall be made.

mod imports;
mod reader;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::keys::{CLANG_ARG, HEADERS, KEYS, Key, OF_MODULE, OUTPUT};
use super::{jobs, lock};
use crate::cli::{self, Declined, Invocation, Options, Output, Verbosity};
use crate::error::{Error, Note};
use crate::{module_file, output};
pub(super) use imports::in_order;
use reader::{Reader, Tables};

/// The file in which a project says of itself what Pyrite's tools need.
pub(super) const PROJECT: &str = "Quarry.toml";

/// What its tables of modules are called.
pub(super) const PROJECT_TABLE: &str = "bindgen";

/// What a manifest looks like.
const EXAMPLE: &str = "[defaults]\ntarget = [\"linux\", \"windows\"]\n\n[[module]]\noutput = \
                       \"sqlite.pyrite\"\nheaders = [\"sqlite3.h\"]";

/// What a project's manifest says of modules.
const PROJECT_EXAMPLE: &str = "[[bindgen]]\noutput = \"sqlite.pyrite\"\nheaders = [\"sqlite3.h\"]";

/// One module of a manifest.
#[derive(Debug)]
pub struct Module {
    /// What its command line says, but for the verbosity.
    pub(super) words: Vec<Word>,
    /// What that means.
    pub options: Box<Options>,
    /// Where it goes.
    pub output: PathBuf,
    /// The options of `[defaults]` that it has: that such a pattern matches nothing in one module
    /// is nobody's mistake.
    pub(super) defaults: Vec<String>,
    /// The modules of the manifest whose types it takes, by their places in it.
    pub(super) imports: Vec<usize>,
    /// How much to say.
    pub(super) verbosity: Verbosity,
    /// The line of the manifest on which it begins.
    pub(super) line: usize,
}

/// A value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The key.
    pub(super) key: &'static Key,
    /// The value, paths as they are from where the program runs; empty for a flag.
    pub(super) value: String,
    /// The value as the manifest has it.
    pub(super) stated: String,
}

impl Module {
    /// Its output, as the manifest has it.
    pub(super) fn stated_output(&self) -> &str {
        let word = self.words.iter().find(|word| word.key == OUTPUT);
        word.map_or("", |word| &word.stated)
    }

    /// The files of the modules that it imports, this manifest's and others.
    pub(super) fn imported(&self) -> impl Iterator<Item = &Path> {
        self.options.imports.iter().map(|it| it.path.as_path())
    }
}

/// Whether a file is a project's manifest, of which modules are only a part.
pub(super) fn is_of_project(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == PROJECT)
}

/// Reads the modules of a manifest, in its order.
///
/// # Errors
/// [`Error::Io`] where the system refuses to read it, [`BatchError::Manifest`](crate::error::BatchError::Manifest) where it is none, or
/// says what no command line could.
pub fn read(path: &Path, verbosity: Verbosity) -> Result<Vec<Module>, Error> {
    let text = module_file::any_text(path)?;
    let reader = Reader { path, text: &text };
    let (tables, example) = match is_of_project(path) {
        true => (reader.of_project()?, PROJECT_EXAMPLE),
        false => (reader.of_modules()?, EXAMPLE),
    };
    let Tables { defaults, modules } = tables;
    let is_own = |word: &&Word| OF_MODULE.contains(&word.key);
    if let Some(word) = defaults.iter().find(is_own) {
        let what = format!("`{}` belongs to a module, not to [defaults]", word.key.name);
        return Err(reader.wrong(None, what, ""));
    }
    if modules.is_empty() {
        let table = if is_of_project(path) {
            PROJECT_TABLE
        } else {
            "module"
        };
        return Err(reader.wrong(None, format!("it has no [[{table}]]"), example));
    }
    let mut drafts: Vec<(usize, Vec<Word>)> = Vec::with_capacity(modules.len());
    for (at, own) in modules {
        let is_given = |word: &&Word| own.iter().any(|it| it.key == word.key);
        let of_all = defaults.iter().filter(|word| !is_given(word)).cloned();
        drafts.push((at, of_all.chain(own.iter().cloned()).collect()));
    }
    let imports = imports::resolve(&reader, &mut drafts)?;
    let mut modules: Vec<Module> = Vec::with_capacity(drafts.len());
    for ((at, words), imports) in drafts.into_iter().zip(imports) {
        let mut module = reader.module(words, imports, at, verbosity)?;
        let is_default = |word: &&Word| defaults.contains(word);
        let shared = module.words.iter().filter(is_default);
        module.defaults = shared
            .map(|word| format!("{}{}", word.key.option, word.value))
            .collect();
        if let Some(what) = written_twice(path, &modules, &module) {
            let help = "give each module files of its own";
            return Err(reader.wrong(Some(at), what, help));
        }
        modules.push(module);
    }
    Ok(modules)
}

/// Says which file of a module is written for another one, too, or is the manifest's own.
fn written_twice(manifest: &Path, others: &[Module], module: &Module) -> Option<String> {
    let rules = |module: &Module| module.options.depfile.clone();
    for file in [Some(module.output.clone()), rules(module)]
        .into_iter()
        .flatten()
    {
        for own in [manifest.to_owned(), lock::path(manifest)] {
            if output::is_same(&own, &file) {
                let name = own
                    .file_name()
                    .unwrap_or(own.as_os_str())
                    .display()
                    .to_string();
                return Some(format!("`{}` is {name} itself", file.display()));
            }
        }
        for other in others {
            let is_output = jobs::collide(&other.output, &file);
            let is_rule = rules(other).is_some_and(|rule| output::is_same(&rule, &file));
            if is_output || is_rule {
                let what = if is_output { "output" } else { "depfile" };
                let (file, line) = (file.display(), other.line);
                return Some(format!(
                    "`{file}` is the {what} of the module of line {line}, too"
                ));
            }
        }
    }
    None
}

impl Reader<'_> {
    /// The module of its words.
    fn module(
        &self,
        mut words: Vec<Word>,
        imports: Vec<usize>,
        at: usize,
        verbosity: Verbosity,
    ) -> Result<Module, Error> {
        words.sort_by_key(|word| KEYS.iter().position(|key| *key == word.key));
        for key in [OUTPUT, HEADERS] {
            if !words.iter().any(|word| word.key == key) {
                let what = format!("this module has no `{}`", key.name);
                return Err(self.wrong(Some(at), what, EXAMPLE));
            }
        }
        let refused = |what: String, notes: &[Note]| {
            let notes: Vec<&str> = notes
                .iter()
                .map(|note| match note {
                    Note::Note(text) | Note::Help(text) => text.as_str(),
                })
                .collect();
            self.wrong(Some(at), what, &notes.join("\n"))
        };
        let line = line(&words, verbosity);
        let arguments = ["quarry", "bindgen"]
            .into_iter()
            .map(str::to_owned)
            .chain(line);
        let made =
            cli::parse(arguments.map(OsString::from)).map_err(|declined| match declined {
                Declined::Refused { error, .. } => refused(error.to_string(), &error.notes()),
                Declined::Clap(error) => {
                    let text = error.render().to_string();
                    let text = text.lines().next().unwrap_or_default();
                    let text = text.strip_prefix("error: ").unwrap_or(text);
                    refused(text.to_owned(), &[])
                }
            })?;
        let Invocation::Bindgen(options) = made else {
            return Err(refused("this makes no module".to_owned(), &[]));
        };
        let Output::File(output) = options.output.clone() else {
            let what = "`output` is a file: several modules cannot share standard output";
            return Err(self.wrong(Some(at), what.to_owned(), ""));
        };
        Ok(Module {
            words,
            options,
            output,
            verbosity,
            imports,
            defaults: Vec::new(),
            line: self.line(at),
        })
    }
}

/// The arguments of a command line behind `quarry bindgen`.
pub(super) fn line(words: &[Word], verbosity: Verbosity) -> Vec<String> {
    let (last, first): (Vec<&Word>, Vec<&Word>) =
        words.iter().partition(|word| word.key == CLANG_ARG);
    let mut line: Vec<String> = first
        .iter()
        .map(|word| format!("{}{}", word.key.option, word.value))
        .collect();
    line.extend(said(verbosity));
    if !last.is_empty() {
        line.push("--".to_owned());
        line.extend(last.iter().map(|word| word.value.clone()));
    }
    line
}

/// The option that says how much to say.
pub(super) fn said(verbosity: Verbosity) -> Option<String> {
    match verbosity {
        Verbosity::Quiet => Some("--quiet".to_owned()),
        Verbosity::Verbose => Some("--verbose".to_owned()),
        Verbosity::Normal => None,
    }
}

#[cfg(test)]
mod tests;
