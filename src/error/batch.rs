//! What stops the making of many modules, or of one of them.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Note;
use super::wording::at_line;

/// Why a manifest, or a module of one, is not made.
#[derive(Debug, Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum BatchError {
    /// A file of modules to make is wrong.
    #[error("{}{}: {what}", path.display(), at_line(*line))]
    Manifest {
        /// The file.
        path: PathBuf,
        /// The line, from 1, where there is one.
        line: Option<usize>,
        /// What is wrong.
        what: String,
        /// The way out; may be empty.
        help: String,
    },
    /// What was typed cannot stand in a manifest.
    #[error("`{option}` cannot stand in a manifest: {reason}")]
    NoKey {
        /// As typed.
        option: String,
        /// Why.
        reason: String,
    },
    /// `init` does not write over what is there.
    #[error("`{}` exists already", path.display())]
    Exists {
        /// As given.
        path: PathBuf,
    },
    /// A module that cannot be made because of others.
    #[error("`{}` was not made: {what}", path.display())]
    NotMade {
        /// Its file.
        path: PathBuf,
        /// Why.
        what: String,
    },
    /// A module would be another than the one that was agreed on.
    #[error("`{}` is not what {} says", path.display(), lock.display())]
    Locked {
        /// Its file.
        path: PathBuf,
        /// The lock.
        lock: PathBuf,
        /// What is another, over several lines.
        differences: String,
    },
}

impl BatchError {
    /// The exit code: 2 where what the user has written has to change, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            BatchError::Manifest { .. } | BatchError::NoKey { .. } => 2,
            BatchError::Exists { .. } | BatchError::NotMade { .. } | BatchError::Locked { .. } => 1,
        }
    }

    /// The remarks that belong below the message.
    pub(super) fn notes(&self) -> Vec<Note> {
        let help = |text: &str| vec![Note::Help(text.to_owned())];
        match self {
            BatchError::Manifest { help: text, .. } => match text.is_empty() {
                true => Vec::new(),
                false => help(text),
            },
            BatchError::Exists { .. } => help(
                "add a `[[module]]` to it; or `--manifest=PATH` names another file, `--manifest=-` \
                 standard output",
            ),
            BatchError::NoKey { .. } => help("leave it out, and type it when the module is made"),
            BatchError::NotMade { .. } => Vec::new(),
            BatchError::Locked { differences, .. } => vec![
                Note::Note(differences.clone()),
                Note::Help("a run without --locked makes it, and says so in the lock".to_owned()),
            ],
        }
    }
}
