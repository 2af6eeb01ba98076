//! The values of `--target`: triples, groups and files of them → targets in canonical order.

use std::path::{Path, PathBuf};

use super::group::GROUPS;
use super::set::Set;
use super::{Target, rank, triple};
use crate::error::Error;
use crate::module_file;

/// A target that the user chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One of the table.
    Known(Target),
    /// One that only clang may know.
    Unknown(Unknown),
}

/// A triple that the table does not have, of words that a triple may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// As given.
    pub triple: String,
    /// The file and the line that has it; `None` for one of the command line.
    pub from: Option<(PathBuf, usize)>,
}

impl Choice {
    /// The target of one triple.
    ///
    /// # Errors
    /// [`Error::UnknownTarget`] where no triple can be so.
    pub fn parse(word: &str) -> Result<Choice, Error> {
        match Target::parse(word) {
            Ok(target) => Ok(Choice::Known(target)),
            Err(_) if triple::is_possible(word) => Ok(Choice::Unknown(Unknown {
                triple: word.to_owned(),
                from: None,
            })),
            Err(error) => Err(error),
        }
    }

    /// As the user is told of it.
    pub fn triple(&self) -> &str {
        match self {
            Choice::Known(target) => &target.triple,
            Choice::Unknown(unknown) => &unknown.triple,
        }
    }

    /// Where it stands among others: the table's order, then the unknown by name.
    fn place(&self) -> (usize, &str) {
        rank(self.triple())
    }
}

/// Reads the values of `--target`. Each is a list, separated by commas, of triples, groups and
/// `@FILE`s. The result has no target twice, and does not depend on the order of the values.
///
/// # Errors
/// [`Error::UnknownTarget`], [`Error::BadTarget`], [`Error::InTargetFile`], and
/// [`Error::Io`] where a file cannot be read.
pub fn read(values: &[String]) -> Result<Vec<Choice>, Error> {
    let mut choices = Vec::new();
    for word in values.iter().flat_map(|value| value.split(',')) {
        match word.strip_prefix('@') {
            Some(file) => choices.extend(of_file(Path::new(file))?),
            None => choices.extend(of_word(word, None)?),
        }
    }
    choices.sort_by(|a, b| a.place().cmp(&b.place()));
    choices.dedup_by(|a, b| a.triple() == b.triple());
    if choices.len() > Set::MOST {
        return Err(bad(
            &choices.len().to_string(),
            &format!("these are too many targets; {} are possible", Set::MOST),
        ));
    }
    Ok(choices)
}

/// What one word means.
fn of_word(word: &str, from: Option<(&Path, usize)>) -> Result<Vec<Choice>, Error> {
    if let Some(group) = GROUPS.iter().find(|group| group.name == word) {
        return Ok(group.targets().map(Choice::Known).collect());
    }
    if word.is_empty() {
        return Err(bad("", "a triple, a group or `@FILE` belongs there"));
    }
    let mut choice = Choice::parse(word).map_err(|error| or_group(word, error))?;
    if let Choice::Unknown(unknown) = &mut choice {
        unknown.from = from.map(|(path, line)| (path.to_owned(), line));
    }
    Ok(vec![choice])
}

/// The error about a word that means nothing, with a group in place of the nearest triple where
/// that is what was meant.
fn or_group(word: &str, error: Error) -> Error {
    /// What is less like it than this was not meant.
    const LIKE: f64 = 0.85;
    let likeness = |name: &str| strsim::jaro_winkler(name, word);
    let names = GROUPS
        .iter()
        .map(|group| (likeness(group.name), group.name));
    let near = names.max_by(|a, b| a.0.total_cmp(&b.0));
    match (near, error) {
        (Some((like, name)), Error::UnknownTarget { triple, nearest })
            if like >= LIKE && like > likeness(&nearest) =>
        {
            let nearest = name.to_owned();
            Error::UnknownTarget { triple, nearest }
        }
        (_, error) => error,
    }
}

/// The targets of a file: a triple or a group in each line; what follows a `#` is a comment.
fn of_file(path: &Path) -> Result<Vec<Choice>, Error> {
    if path.as_os_str().is_empty() {
        return Err(bad("@", "the name of a file belongs behind the `@`"));
    }
    let text = module_file::any_text(path)?;
    let mut choices = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let word = line.split('#').next().unwrap_or_default().trim();
        if word.is_empty() {
            continue;
        }
        let at = |error| Error::InTargetFile {
            path: path.to_owned(),
            line: index + 1,
            error: Box::new(error),
        };
        if word.starts_with('@') {
            let reason = "a file of targets cannot name another";
            return Err(at(bad(&triple::shown(word), reason)));
        }
        choices.extend(of_word(word, Some((path, index + 1))).map_err(at)?);
    }
    match choices.is_empty() {
        true => Err(bad(
            &format!("@{}", path.display()),
            "the file names no target",
        )),
        false => Ok(choices),
    }
}

/// An error about a value that is no target.
fn bad(value: &str, reason: &str) -> Error {
    Error::BadTarget {
        value: value.to_owned(),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The triples of values.
    fn triples(values: &[&str]) -> Vec<String> {
        let values: Vec<String> = values.iter().map(|it| (*it).to_owned()).collect();
        let choices = read(&values).unwrap();
        choices.iter().map(|it| it.triple().to_owned()).collect()
    }

    /// The error of a value.
    fn error(value: &str) -> Error {
        read(&[value.to_owned()]).unwrap_err()
    }

    #[test]
    fn the_order_typed_does_not_matter() {
        let few = ["avr", "z80-unknown-none", "x86_64-linux-gnu", "a-none"];
        let expected = [
            "x86_64-unknown-linux-gnu",
            "avr-unknown-none",
            "a-none",
            "z80-unknown-none",
        ];
        assert_eq!(triples(&few), expected);
        assert_eq!(
            triples(&["a-none,x86_64-linux-gnu", "z80-unknown-none,avr,avr-none"]),
            expected
        );
        assert_eq!(triples(&[]), [""; 0]);
        let all: Vec<String> = Target::all().map(|it| it.triple).collect();
        assert_eq!(triples(&["ios,embedded,all", "linux"]), all);
        assert_eq!(
            triples(&["macos"]),
            ["x86_64-apple-darwin", "aarch64-apple-darwin"]
        );
    }

    #[test]
    fn files_of_targets() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("t.txt");
        let value = format!("@{}", file.display());
        std::fs::write(
            &file,
            "# ours\n\n  avr # small\r\nwasi\nsparc-sun-solaris\n",
        )
        .unwrap();
        assert_eq!(
            triples(&[&format!("msp430,{value}")]),
            [
                "wasm32-wasip1",
                "avr-unknown-none",
                "msp430-none-elf",
                "sparc-sun-solaris"
            ]
        );
        for (text, line, what) in [
            ("avr\nx86_64-linux-gmu\n", 2, "x86_64-linux-gnu"),
            ("\n\navr wasi\n", 3, "avr wasi"),
            ("@other\n", 1, "another"),
            ("a,b\n", 1, "a,b"),
        ] {
            std::fs::write(&file, text).unwrap();
            let error = error(&value);
            assert_eq!(error.exit_code(), 2);
            let text = error.to_string();
            let place = format!("{}:{line}: ", file.display());
            assert!(text.starts_with(&place) && text.contains(what), "{text}");
        }
        for text in ["", "# none\n"] {
            std::fs::write(&file, text).unwrap();
            assert!(error(&value).to_string().contains("names no target"));
        }
        std::fs::write(&file, [0xff, 0xfe]).unwrap();
        assert!(error(&value).to_string().starts_with("cannot read"));
        std::fs::remove_file(&file).unwrap();
        assert!(error(&value).to_string().starts_with("cannot read"));
    }

    #[test]
    fn what_is_no_target() {
        let long = "x".repeat(10_000);
        for value in [
            "", ",", "avr,", "-x", "a b", "linux-", "Linux", "x\ny", "@", "pdp11", &long,
        ] {
            let error = error(value);
            assert_eq!(error.exit_code(), 2, "{value}");
            assert!(error.to_string().len() < 300, "{value}");
        }
        let many: Vec<String> = (0..200).map(|it| format!("a{it}-none")).collect();
        assert!(error(&many.join(",")).to_string().contains("128"));
    }
}
