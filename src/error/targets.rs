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
    /// Adds a target's error to a list in which each error stands once.
    pub fn add(list: &mut Vec<OnTargets>, triple: &str, error: Error) {
        let words = format!("{error:?}");
        match list
            .iter_mut()
            .find(|it| format!("{:?}", it.error) == words)
        {
            Some(known) => known.targets.push(triple.to_owned()),
            None => list.push(OnTargets {
                targets: vec![triple.to_owned()],
                error: Box::new(error),
            }),
        }
    }

    /// The targets in words: `for x86_64-unknown-linux-gnu and 2 others: …`.
    pub fn place(&self) -> String {
        match self.targets.as_slice() {
            [one] => format!("for {one}"),
            many => format!("for {}", many.join(", ")),
        }
    }

    /// The targets are left out, and the user is told.
    pub fn into_remark(self) -> Remark {
        Remark {
            message: format!("nothing is written {}: {}", self.place(), self.error),
            help: self.error.advice(),
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
