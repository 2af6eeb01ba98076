//! The text of a manifest: its tables, and what they say in words of the command line.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Word;
use crate::batch::keys::{self, DOC, HEADERS, KEYS, Key, Paths, Takes};
use crate::clang::find::Root;
use crate::cli;
use crate::error::{BatchError, Error};

/// What may stand at the top of a manifest.
const TABLES: [&str; 2] = ["defaults", "module"];

/// A manifest on its way.
pub(super) struct Reader<'t> {
    /// The file.
    pub(super) path: &'t Path,
    /// Its text.
    pub(super) text: &'t str,
}

/// What a manifest's tables say.
pub(super) struct Tables {
    /// `[defaults]`.
    pub(super) defaults: Vec<Word>,
    /// Each `[[module]]`, and where in the text it begins, in bytes.
    pub(super) modules: Vec<(usize, Vec<Word>)>,
}

impl Reader<'_> {
    /// Reads a file of modules, which has nothing else.
    ///
    /// # Errors
    /// [`BatchError::Manifest`].
    pub(super) fn of_modules(&self) -> Result<Tables, Error> {
        let table = self.table()?;
        let mut defaults = Vec::new();
        let mut modules = Vec::new();
        for (key, value) in &table {
            match (&**key.get_ref(), value.get_ref()) {
                ("defaults", DeValue::Table(table)) => defaults = self.words(table)?,
                ("module", DeValue::Array(_)) => modules = self.list(value)?,
                ("defaults", _) => {
                    let what = "`defaults` is a table: [defaults]".to_owned();
                    return Err(self.wrong(Some(value.span().start), what, ""));
                }
                ("module", _) => {
                    let what = "modules are tables in a list: [[module]]".to_owned();
                    return Err(self.wrong(Some(value.span().start), what, ""));
                }
                (name, _) => {
                    return Err(self.unknown(key.span().start, name, TABLES.into_iter()));
                }
            }
        }
        Ok(Tables { defaults, modules })
    }

    /// Reads the `[[bindgen]]` tables of a project's manifest, whatever else it has.
    ///
    /// # Errors
    /// [`BatchError::Manifest`].
    pub(super) fn of_project(&self) -> Result<Tables, Error> {
        let table = self.table()?;
        let own = table
            .iter()
            .find(|(key, _)| &**key.get_ref() == super::PROJECT_TABLE);
        let modules = match own {
            Some((_, value)) if value.get_ref().is_array() => self.list(value)?,
            Some((_, value)) => {
                let what = "modules are tables in a list: [[bindgen]]".to_owned();
                return Err(self.wrong(Some(value.span().start), what, ""));
            }
            None => Vec::new(),
        };
        Ok(Tables {
            defaults: Vec::new(),
            modules,
        })
    }

    /// The whole text.
    fn table(&self) -> Result<DeTable<'_>, Error> {
        let table = DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map(|span| span.start);
            self.wrong(at, error.message().to_owned(), "")
        })?;
        Ok(table.into_inner())
    }

    /// The tables of a list, each with its place.
    fn list(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<(usize, Vec<Word>)>, Error> {
        let list = value
            .get_ref()
            .as_array()
            .into_iter()
            .flat_map(|it| it.iter());
        list.map(|value| match value.get_ref() {
            DeValue::Table(table) => Ok((value.span().start, self.words(table)?)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => {
                let what = "a module is a table: [[module]]".to_owned();
                Err(self.wrong(Some(value.span().start), what, ""))
            }
        })
        .collect()
    }

    /// An error about a place in the text.
    pub(super) fn wrong(&self, at: Option<usize>, what: String, help: &str) -> Error {
        let before = at.and_then(|at| self.text.get(..at));
        Error::Batch(BatchError::Manifest {
            path: self.path.to_owned(),
            line: before.map(|before| before.matches('\n').count() + 1),
            what,
            help: help.to_owned(),
        })
    }

    /// An error about a name that means nothing.
    pub(super) fn unknown<'n>(
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
                let stated = String::new();
                return Ok(vec![Word { key, value, stated }]);
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
        let texts = match *key == *DOC {
            true => texts.into_iter().flat_map(lines).collect(),
            false => texts,
        };
        texts
            .into_iter()
            .map(|(at, text)| {
                Ok(Word {
                    key,
                    value: self.checked(key, at, text)?,
                    stated: text.to_owned(),
                })
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
        if text.is_empty() && *key != *DOC {
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
    pub(super) fn seen_from_here(&self, path: &str) -> Result<String, Error> {
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

    /// The line of a place in the text, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.text
            .get(..at)
            .unwrap_or_default()
            .matches('\n')
            .count()
            + 1
    }
}

/// The lines of a text at a place. An empty one has one.
fn lines((at, text): (usize, &str)) -> Vec<(usize, &str)> {
    match text.is_empty() {
        true => vec![(at, text)],
        false => text.lines().map(|line| (at, line)).collect(),
    }
}
