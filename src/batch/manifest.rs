//! The manifest: a TOML file with defaults and a `[[module]]` for each module, whose keys are
//! named like the options of the command line.
//!
//! Each module becomes the list of arguments that one would type for it, which goes through
//! [`cli::parse`]: there is one way to say what shall be made.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::jobs;
use super::keys::{self, CLANG_ARG, HEADERS, KEYS, Key, OUTPUT, Paths, Takes};
use crate::clang::find::Root;
use crate::cli::{self, Declined, Invocation, Options, Output, Verbosity};
use crate::error::{Error, Note};
use crate::module_file;

/// What may stand at the top of a manifest.
const TABLES: [&str; 2] = ["defaults", "module"];

/// What a manifest looks like.
const EXAMPLE: &str = "[defaults]\ntarget = [\"linux\", \"windows\"]\n\n[[module]]\noutput = \
                       \"sqlite.pyrite\"\nheaders = [\"sqlite3.h\"]";

/// One module of a manifest.
#[derive(Debug)]
pub struct Module {
    /// What its command line says, but for the verbosity.
    pub(super) words: Vec<Word>,
    /// What that means.
    pub options: Box<Options>,
    /// Where it goes.
    pub output: PathBuf,
    /// How much to say.
    pub(super) verbosity: Verbosity,
    /// The line of the manifest on which it begins.
    line: usize,
}

/// A value of a key, paths as they are from where the program runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The key.
    pub(super) key: &'static Key,
    /// The value; empty for a flag.
    pub(super) value: String,
}

/// A manifest on its way.
struct Reader<'t> {
    /// The file.
    path: &'t Path,
    /// Its text.
    text: &'t str,
}

/// Reads the modules of a manifest.
///
/// # Errors
/// [`Error::Io`] where the system refuses to read it, [`Error::Manifest`] where it is none, or
/// says what no command line could.
pub fn read(path: &Path, verbosity: Verbosity) -> Result<Vec<Module>, Error> {
    let text = module_file::any_text(path)?;
    let reader = Reader { path, text: &text };
    let table = DeTable::parse(&text).map_err(|error| {
        let at = error.span().map(|span| span.start);
        reader.wrong(at, error.message().to_owned(), "")
    })?;
    let mut defaults: Vec<Word> = Vec::new();
    let mut modules: Vec<Module> = Vec::new();
    let known = || TABLES.into_iter();
    let table = table.into_inner();
    for (key, value) in &table {
        match (&**key.get_ref(), value.get_ref()) {
            ("defaults", DeValue::Table(table)) => defaults = reader.words(table)?,
            ("module", DeValue::Array(_)) => {}
            ("defaults", _) => {
                return Err(reader.wrong(
                    Some(value.span().start),
                    "`defaults` is a table: [defaults]".to_owned(),
                    "",
                ));
            }
            ("module", _) => {
                return Err(reader.wrong(
                    Some(value.span().start),
                    "modules are tables in a list: [[module]]".to_owned(),
                    "",
                ));
            }
            (name, _) => return Err(reader.unknown(key.span().start, name, known())),
        }
    }
    if let Some(of_all) = defaults
        .iter()
        .find(|it| [HEADERS, OUTPUT].contains(&it.key))
    {
        let what = format!(
            "`{}` belongs to a module, not to [defaults]",
            of_all.key.name
        );
        return Err(reader.wrong(None, what, ""));
    }
    let list = table.iter().find(|(key, _)| &**key.get_ref() == "module");
    let list = list.and_then(|(_, value)| value.get_ref().as_array());
    for value in list.into_iter().flat_map(|list| list.iter()) {
        let DeValue::Table(table) = value.get_ref() else {
            return Err(reader.wrong(
                Some(value.span().start),
                "a module is a table: [[module]]".to_owned(),
                "",
            ));
        };
        let own = reader.words(table)?;
        let is_own = |word: &&Word| own.iter().any(|it| it.key == word.key);
        let of_all: Vec<Word> = defaults
            .iter()
            .filter(|word| !is_own(word))
            .cloned()
            .collect();
        let module = reader.module([of_all, own].concat(), value.span().start, verbosity)?;
        if let Some(other) = modules
            .iter()
            .find(|other| jobs::collide(&other.output, &module.output))
        {
            let what = format!(
                "`{}` is the output of the module of line {}, too",
                module.output.display(),
                other.line
            );
            return Err(reader.wrong(
                Some(value.span().start),
                what,
                "give each module a file of its own",
            ));
        }
        modules.push(module);
    }
    match modules.is_empty() {
        true => Err(reader.wrong(None, "it has no [[module]]".to_owned(), EXAMPLE)),
        false => Ok(modules),
    }
}

impl Reader<'_> {
    /// An error about a place in the text.
    fn wrong(&self, at: Option<usize>, what: String, help: &str) -> Error {
        let before = at.and_then(|at| self.text.get(..at));
        Error::Manifest {
            path: self.path.to_owned(),
            line: before.map(|before| before.matches('\n').count() + 1),
            what,
            help: help.to_owned(),
        }
    }

    /// An error about a name that means nothing.
    fn unknown<'n>(
        &self,
        at: usize,
        name: &str,
        known: impl Iterator<Item = &'n str> + Clone,
    ) -> Error {
        let help = match keys::nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", known.collect::<Vec<_>>().join(", ")),
        };
        self.wrong(Some(at), format!("unknown key `{name}`"), &help)
    }

    /// What a table says, in the order of [`KEYS`].
    fn words(&self, table: &DeTable<'_>) -> Result<Vec<Word>, Error> {
        let mut words = Vec::new();
        for (name, value) in table {
            let key = keys::of_name(name.get_ref()).ok_or_else(|| {
                self.unknown(
                    name.span().start,
                    name.get_ref(),
                    KEYS.iter().map(|key| key.name),
                )
            })?;
            words.extend(self.values(key, value)?);
        }
        let place = |word: &Word| KEYS.iter().position(|key| *key == word.key);
        // Stable: the values of one key stay in their order.
        words.sort_by_key(place);
        Ok(words)
    }

    /// The values of one key.
    fn values(&self, key: &'static Key, value: &Spanned<DeValue<'_>>) -> Result<Vec<Word>, Error> {
        let texts = match (key.takes, value.get_ref()) {
            (Takes::Flag, DeValue::Boolean(true)) => {
                let value = String::new();
                return Ok(vec![Word { key, value }]);
            }
            (Takes::Flag, DeValue::Boolean(false)) => return Ok(Vec::new()),
            (Takes::Number, DeValue::Integer(number)) if number.radix() == 10 => {
                vec![(value.span().start, number.as_str().trim_start_matches('+'))]
            }
            (Takes::One | Takes::Many, DeValue::String(text)) => {
                vec![(value.span().start, &**text)]
            }
            (Takes::Many, DeValue::Array(list)) => {
                let text = |it| self.text_of(key, it);
                list.iter().map(text).collect::<Result<_, _>>()?
            }
            (Takes::Flag | Takes::Number | Takes::One | Takes::Many, _) => {
                return Err(self.other_type(key, value));
            }
        };
        texts
            .into_iter()
            .map(|(at, text)| {
                let value = self.checked(key, at, text)?;
                Ok(Word { key, value })
            })
            .collect()
    }

    /// The text of an element of a list, and its place.
    fn text_of<'v>(
        &self,
        key: &Key,
        value: &'v Spanned<DeValue<'_>>,
    ) -> Result<(usize, &'v str), Error> {
        match value.get_ref().as_str() {
            Some(text) => Ok((value.span().start, text)),
            None => Err(self.other_type(key, value)),
        }
    }

    /// An error about a value of another type.
    fn other_type(&self, key: &Key, value: &Spanned<DeValue<'_>>) -> Error {
        let (name, is) = (key.name, value.get_ref().type_str());
        let wants = match key.takes {
            Takes::One => "a text",
            Takes::Many => "a text or a list of texts",
            Takes::Flag => "true or false",
            Takes::Number => "a number",
        };
        let what = format!("`{name}` is {wants}, and no {is}");
        self.wrong(Some(value.span().start), what, "")
    }

    /// A value that a line of a shell can hold, with a path as it is from here.
    fn checked(&self, key: &Key, at: usize, text: &str) -> Result<String, Error> {
        let name = key.name;
        if text.is_empty() {
            return Err(self.wrong(Some(at), format!("a value of `{name}` is empty"), ""));
        }
        if text.chars().any(char::is_control) {
            let what = format!("a value of `{name}` has a line end or another control character");
            return Err(self.wrong(Some(at), what, ""));
        }
        let seen_from_here = |path: &str| self.seen_from_here(path);
        Ok(match key.path {
            Paths::No => text.to_owned(),
            Paths::All => seen_from_here(text)?,
            Paths::Files => {
                let path = seen_from_here(text)?;
                match Path::new(&path).is_file() {
                    true => path,
                    false if key == HEADERS && (text.starts_with('-') || cli::is_command(text)) => {
                        let what = format!("the header `{text}` is no file");
                        return Err(self.wrong(Some(at), what, ""));
                    }
                    false => text.to_owned(),
                }
            }
            Paths::Lists => match text.strip_prefix('@') {
                Some(path) => format!("@{}", seen_from_here(path)?),
                None => text.to_owned(),
            },
            Paths::Roots if Root::is_word(text) => text.to_owned(),
            Paths::Roots => seen_from_here(text)?,
            Paths::RootsOf => match text.split_once('=') {
                Some((of, path)) if !Root::is_word(path) => {
                    format!("{of}={}", seen_from_here(path)?)
                }
                Some(_) | None => text.to_owned(),
            },
        })
    }

    /// A path of the manifest as it is from where the program runs.
    fn seen_from_here(&self, path: &str) -> Result<String, Error> {
        let directory = self.path.parent().unwrap_or(Path::new(""));
        let path = directory.join(path);
        let text = path
            .to_str()
            .ok_or_else(|| Error::PathNotText { path: path.clone() })?;
        // What begins with a dash would be an option, and what is one word a subcommand.
        let is_bare = path.parent() == Some(Path::new(""));
        Ok(
            match is_bare && (text.starts_with('-') || !text.contains('.')) {
                true => format!("./{text}"),
                false => text.to_owned(),
            },
        )
    }

    /// The module of its words.
    fn module(
        &self,
        mut words: Vec<Word>,
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
            line: self
                .text
                .get(..at)
                .unwrap_or_default()
                .matches('\n')
                .count()
                + 1,
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
