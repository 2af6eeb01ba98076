//! `quarry bindgen init`: a first manifest, of a command line.
//!
//! It is what the reader of manifests turns back into the same options.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use heck::ToSnakeCase;

use super::about::option_of;
use super::find::NAME;
use super::keys::{DOC, HEADERS, IMPORTS, KEYS, Key, OUTPUT, Paths, Takes};
use crate::chosen;
use crate::clang::find::Root;
use crate::cli::{Given, Init, Options, Output, Verbosity};
use crate::error::{BatchError, Error};
use crate::generate::{self, Tools};
use crate::header::Header;
use crate::output;
use crate::report;

/// What a manifest of `init` begins with.
const HEAD: &str = "\
# Modules of C headers. `quarry bindgen` in this directory or below it makes them; where the file
# is not called bindgen.toml, `quarry bindgen --manifest=PATH`.
# `quarry bindgen --help` says more about each key, which is the option of that name.
# For completion in editors: quarry bindgen schema > bindgen.schema.json, and as the first line
# of this file #:schema ./bindgen.schema.json

# What counts for all modules:
# [defaults]
# target = [\"linux\", \"windows\", \"aarch64-apple-darwin\"]

# Each module is a table of its own. Paths are relative to this file; what is no file there is
# looked for on the include path.
[[module]]
";

/// What stands below the keys of the module.
const MORE: &[(&str, &str)] = &[
    (
        "target",
        "target = \"linux\"                # [default: this machine]",
    ),
    (
        "allow",
        "allow = [\"function:.*\"]         # only these, with what they need",
    ),
    (
        "link",
        "link = \"NAME\"                   # the library that has the symbols",
    ),
];

/// Writes a manifest, but never over what is there; gives the exit code.
///
/// # Errors
/// [`BatchError::Exists`], [`Error::Io`]; where a header is not found, or no manifest can say what was
/// typed.
pub fn run(init: &Init) -> Result<u8, Error> {
    let path = match &init.manifest {
        Output::Stdout => None,
        Output::File(path) => Some(path.as_path()),
    };
    if let Some(path) = path.filter(|path| path.symlink_metadata().is_ok()) {
        return Err(exists(path));
    }
    let text = text(init)?;
    find_headers(&init.options)?;
    let Some(path) = path else {
        output::write_stdout(text.as_bytes())?;
        return Ok(0);
    };
    let failed = |source| Error::io("write", path, source);
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() == ErrorKind::AlreadyExists {
        true => exists(path),
        false => failed(error),
    })?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    if init.options.verbosity != Verbosity::Quiet {
        let manifest = match path == Path::new(NAME) {
            true => String::new(),
            false => format!(" --manifest={}", path.display()),
        };
        report::print(&format!(
            "wrote {}; `quarry bindgen{manifest}` makes its module\n",
            path.display()
        ));
    }
    Ok(0)
}

/// The error about a manifest that is there.
fn exists(path: &Path) -> Error {
    Error::Batch(BatchError::Exists {
        path: path.to_owned(),
    })
}

/// The text of a manifest.
///
/// # Errors
/// [`BatchError::NoKey`] where no manifest can say what was typed.
pub fn text(init: &Init) -> Result<String, Error> {
    let directory = match &init.manifest {
        Output::File(path) => path.parent().unwrap_or(Path::new("")),
        Output::Stdout => Path::new(""),
    };
    let given = &init.given;
    let is_key = |given: &&Given| KEYS.iter().any(|key| option_of(key) == given.name);
    if let Some(given) = given.iter().find(|given| !is_key(given)) {
        let option = match given.name.as_str() {
            name if name.len() == 1 => format!("-{name}"),
            name => format!("--{name}"),
        };
        return Err(Error::Batch(BatchError::NoKey {
            option,
            reason: "it is about one run and no key of a manifest".to_owned(),
        }));
    }
    let to_stdout = |given: &Given| given.name == "output" && given.values == ["-"];
    if given.iter().any(to_stdout) {
        return Err(Error::Batch(BatchError::NoKey {
            option: "--output=-".to_owned(),
            reason: "each module goes to a file".to_owned(),
        }));
    }
    let mut text = HEAD.to_owned();
    for key in KEYS {
        let of_key = given.iter().find(|given| option_of(key) == given.name);
        let line = match of_key {
            Some(given) => line(key, &given.values, directory)?,
            None if *key == OUTPUT => {
                format!("output = {}\n", quoted(&module_of(&init.options.headers)))
            }
            None => continue,
        };
        text.push_str(&line);
    }
    for (name, example) in MORE {
        if !given.iter().any(|given| given.name == *name) {
            text.push_str(&format!("# {example}\n"));
        }
    }
    Ok(text)
}

/// A line for a key.
fn line(key: &Key, values: &[String], directory: &Path) -> Result<String, Error> {
    let mut words = Vec::with_capacity(values.len());
    let is_doc = *key == *DOC;
    let lines = values
        .iter()
        .flat_map(|value| match is_doc && !value.is_empty() {
            true => value.lines().collect(),
            false => vec![value.as_str()],
        });
    for value in lines {
        if (value.is_empty() && !is_doc) || value.chars().any(char::is_control) {
            return Err(Error::Batch(BatchError::NoKey {
                option: format!("{}{}", key.option, value.escape_default()),
                reason: "a manifest has no empty values, line ends or control characters"
                    .to_owned(),
            }));
        }
        words.push(quoted(&seen_from(key, value, directory)?));
    }
    let value = match (key.takes, words.as_slice()) {
        (Takes::Flag, _) => "true".to_owned(),
        (Takes::Number, _) => values.last().cloned().unwrap_or_default(),
        (Takes::One, words) => words.last().cloned().unwrap_or_default(),
        (Takes::Many, words) => format!("[{}]", words.join(", ")),
    };
    Ok(format!("{} = {value}\n", key.name))
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A value as a manifest in a directory has it.
fn seen_from(key: &Key, value: &str, directory: &Path) -> Result<String, Error> {
    let path = |path: &str| path_from(path, directory);
    let behind_equals = |value: &str| match value.split_once('=') {
        Some((of, value)) => Ok(format!("{of}={}", path(value)?)),
        None => path(value),
    };
    match key.path {
        _ if *key == *IMPORTS => behind_equals(value),
        Paths::No => Ok(value.to_owned()),
        Paths::All => path(value),
        Paths::Files if Path::new(value).is_file() => path(value),
        // The manifest's directory may have a file of that name, which is not meant.
        Paths::Files if key == HEADERS && directory.join(value).is_file() => {
            Ok(format!("<{value}>"))
        }
        Paths::Files => Ok(value.to_owned()),
        Paths::Lists => match value.strip_prefix('@') {
            Some(value) => Ok(format!("@{}", path(value)?)),
            None => Ok(value.to_owned()),
        },
        Paths::Roots if Root::is_word(value) => Ok(value.to_owned()),
        Paths::Roots => path(value),
        Paths::RootsOf => match value.split_once('=') {
            Some((_, root)) if Root::is_word(root) => Ok(value.to_owned()),
            Some(_) | None => behind_equals(value),
        },
    }
}

/// A path, which is one from here, as it is from a directory.
fn path_from(path: &str, directory: &Path) -> Result<String, Error> {
    if directory == Path::new("") || Path::new(path).is_absolute() {
        return Ok(path.to_owned());
    }
    let is_below = directory
        .components()
        .all(|it| matches!(it, Component::Normal(_)));
    let from_there: PathBuf =
        if is_below && directory.symlink_metadata().is_ok_and(|it| it.is_dir()) {
            directory
                .components()
                .map(|_| "..")
                .collect::<PathBuf>()
                .join(path)
        } else {
            // Where `..` of it leads is not to be told from its name.
            std::path::absolute(path).map_err(|source| Error::io("find", path, source))?
        };
    match from_there.to_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(Error::PathNotText { path: from_there }),
    }
}

/// The file of the module of a header: `SDL2/SDL.h` makes `sdl.pyrite`.
fn module_of(headers: &[String]) -> String {
    let header = headers.first().map(String::as_str).unwrap_or_default();
    let header = header.trim_matches(['<', '>']);
    let stem = Path::new(header).file_stem().and_then(|stem| stem.to_str());
    let name = stem.unwrap_or_default().to_snake_case();
    match name.as_str() {
        "" => "module.pyrite".to_owned(),
        name => format!("{name}.pyrite"),
    }
}

/// Looks for the headers: each has to be there for one of the targets at least.
///
/// # Errors
/// Those of the first target, where it is there for none.
fn find_headers(options: &Options) -> Result<(), Error> {
    let is_file = |header: &String| Header::resolve(header, &[]).is_ok();
    if options.headers.iter().all(is_file) {
        return Ok(());
    }
    let targets = chosen::targets(&options.targets, &options.limits)?;
    let tools = Tools::find(options.jobs())?;
    let mut first = None;
    for target in &targets {
        let system = tools.system_headers(options, target);
        match generate::request(options, &tools, target, system) {
            Ok(_) => return Ok(()),
            Err(error) => first = first.or(Some(error)),
        }
    }
    first.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests;
