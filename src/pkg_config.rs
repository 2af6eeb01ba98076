//! `--pkg-config`: what pkg-config says of packages, as arguments of clang and libraries to link.
//!
//! The command itself is asked, for the target that a module is for: what a build script's cargo
//! builds for is another matter. Nothing of its answer is lost in silence: what is no argument for
//! clang and no name of a library is refused or told.

mod flags;
mod hint;
mod program;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::clang::find::Environment;
use crate::error::{Error, Note};
use crate::select::Remark;
use crate::target::Target;
use program::Program;

/// The packages of one run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Packages {
    /// Their names, each perhaps with a version: `gtk+-3.0 >= 3.20`.
    pub names: Vec<String>,
    /// What `--allow-arg` lets through.
    pub allowed: Vec<String>,
}

/// What is known of packages on one target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Arguments of clang, all of them harmless.
    pub arguments: Vec<String>,
    /// The libraries to link with, in their order, each once.
    pub libraries: Vec<String>,
    /// The files that say so.
    pub files: Vec<PathBuf>,
    /// What is for nobody here.
    pub remarks: Vec<Remark>,
}

/// Why nothing is known of packages. Unlike an [`Error`], it can be told more than once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{what}")]
pub struct Failure {
    /// What is wrong.
    pub what: String,
    /// Circumstances, and the way out.
    pub notes: Vec<Note>,
}

impl Failure {
    /// With a way out.
    fn new(what: String, help: String) -> Failure {
        Failure {
            what,
            notes: vec![Note::Help(help)],
        }
    }
}

impl Packages {
    /// Checks names as they were typed.
    ///
    /// # Errors
    /// [`Error::BadName`] for what pkg-config would take for something else.
    pub fn check(names: Vec<String>, allowed: Vec<String>) -> Result<Packages, Error> {
        for name in &names {
            let is_name = |c: char| c.is_alphanumeric() || "+-._<>=! ".contains(c);
            let begins = name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if !begins || !name.chars().all(is_name) {
                return Err(Error::BadName {
                    option: "pkg-config".to_owned(),
                    value: name.clone(),
                    reason: "that is no name of a package; `pkg-config --list-all` has them"
                        .to_owned(),
                });
            }
        }
        Ok(Packages { names, allowed })
    }

    /// What pkg-config says of them on a target; `sysroot` is the root of its headers, where the
    /// user names one.
    ///
    /// # Errors
    /// [`Failure`]: there is no pkg-config for the target, it does not know a package, or says
    /// what cannot be used.
    pub fn find(
        &self,
        environment: &Environment,
        target: &Target,
        sysroot: Option<&Path>,
    ) -> Result<Found, Failure> {
        if self.names.is_empty() {
            return Ok(Found::default());
        }
        let program = Program::find(environment, target, sysroot)?;
        let ask = |what: &str| {
            let answer = program.ask(&[what], &self.names)?;
            answer.map_err(|words| self.unknown(&program, &words))
        };
        let words = flags::words(&ask("--cflags")?)?;
        let arguments = flags::arguments(&words, &self.allowed)?;
        let (libraries, remarks) = flags::libraries(&flags::words(&ask("--libs")?)?);
        Ok(Found {
            arguments,
            libraries,
            files: self.files(&program),
            remarks,
        })
    }

    /// The `.pc` files, as far as pkg-config tells.
    fn files(&self, program: &Program) -> Vec<PathBuf> {
        let file = |name: &String| {
            let (name, _) = name.split_once(' ').unwrap_or((name, ""));
            let folder = program.ask(&["--variable=pcfiledir"], &[name.to_owned()]);
            let folder = folder.ok()?.ok()?;
            // pkgconf has it as a word of a shell, others as it is.
            let word = flags::words(&folder).unwrap_or_default().into_iter().next();
            let folders = [Some(folder.trim().to_owned()), word].into_iter().flatten();
            let mut paths = folders.map(|it| Path::new(&it).join(format!("{name}.pc")));
            paths.find(|path| path.is_file())
        };
        self.names.iter().filter_map(file).collect()
    }

    /// The failure where a package is not known; `words` are pkg-config's.
    fn unknown(&self, program: &Program, words: &str) -> Failure {
        let is_unknown = |name: &&String| {
            let answer = program.ask(&["--exists"], &[(*name).clone()]);
            matches!(answer, Ok(Err(_)))
        };
        let unknown: Vec<&String> = self.names.iter().filter(is_unknown).collect();
        let what = match unknown.as_slice() {
            [] => format!("{} fails", program.name()),
            names => {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("{} finds no {}", program.name(), names.join(", "))
            }
        };
        let mut notes = vec![Note::Note(words.to_owned())];
        notes.extend(unknown.iter().map(|name| Note::Help(hint::of(name))));
        Failure { what, notes }
    }
}

/// The names of the variables that decide about a target's packages.
pub fn variables(target: &Target) -> Vec<String> {
    program::VARIABLES
        .iter()
        .flat_map(|name| program::spellings(name, target))
        .collect()
}
