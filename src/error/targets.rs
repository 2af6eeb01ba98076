//! An error that is about some targets of several.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a few kinds of error are looked for"
)]

use serde::{Deserialize, Serialize};

use super::{Error, Note};
use crate::select::Remark;

/// An error, and the targets that it is about.
#[derive(Debug, Serialize, Deserialize)]
pub struct OnTargets {
    /// Their triples, one at least.
    pub targets: Vec<String>,
    /// The error.
    pub error: Box<Error>,
}

impl OnTargets {
    /// Adds a target's error to a list in which each message stands once: where a header was
    /// searched for on the first of its targets is enough to see.
    pub fn add(list: &mut Vec<OnTargets>, triple: &str, error: Error) {
        let words = error.to_string();
        match list.iter_mut().find(|it| it.error.to_string() == words) {
            Some(known) => known.targets.push(triple.to_owned()),
            None => list.push(OnTargets {
                targets: vec![triple.to_owned()],
                error: Box::new(error),
            }),
        }
    }

    /// The targets in words: `for x86_64-unknown-linux-gnu, i686-unknown-linux-gnu`.
    pub fn place(&self) -> String {
        format!("for {}", self.targets.join(", "))
    }

    /// What stands below the error: the targets, and what helps for several.
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = vec![Note::Note(self.place())];
        if self.targets.len() > 1 && self.error.is_missing_header() {
            notes.push(Note::Help(
                "`quarry bindgen targets` says for each what brings its C library's headers, and \
                 --skip-missing goes on without those that have none; a library's own headers are \
                 searched for in the directories of -I, which must not be the machine's /usr/include"
                    .to_owned(),
            ));
        }
        notes
    }

    /// The header is left out on these targets, and the user is told.
    pub fn into_remark_on_header(self) -> Remark {
        Remark {
            message: format!(
                "{} {}: nothing of it is written there",
                self.error,
                self.place()
            ),
            help: None,
            idle: None,
        }
    }

    /// The targets are left out, and the user is told.
    pub fn into_remark(self) -> Remark {
        Remark {
            message: format!("nothing is written {}: {}", self.place(), self.error),
            help: self.error.advice(),
            idle: None,
        }
    }
}

impl Error {
    /// Whether a header is missing, of the command line's or of those that another includes.
    pub fn is_missing_header(&self) -> bool {
        match self {
            Error::HeaderNotFound { .. } => true,
            Error::HeaderErrors(all) => all.iter().any(|it| it.missing_header().is_some()),
            _ => false,
        }
    }

    /// The first thing that helps.
    fn advice(&self) -> Option<String> {
        let notes = match self {
            Error::HeaderErrors(all) => all.iter().flat_map(|it| it.remarks.clone()).collect(),
            other => other.notes(),
        };
        notes.into_iter().find_map(|note| match note {
            Note::Help(text) => Some(text),
            Note::Note(_) => None,
        })
    }
}
