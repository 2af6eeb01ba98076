//! What comments say.

use serde::{Deserialize, Serialize};

use crate::characters::find_ignoring_case;
use crate::doc::{self, Doc};

/// What comments say of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documentation {
    /// As the module has it; empty where they only speak to tools.
    pub text: Doc,
    /// Whether the word `deprecated` stands in the comments, in small or capital letters.
    pub says_deprecated: bool,
}

impl Documentation {
    /// What the cleaned lines of comments say.
    pub fn of(lines: Vec<String>) -> Documentation {
        Documentation {
            says_deprecated: lines
                .iter()
                .any(|line| find_ignoring_case(line, "deprecated").is_some()),
            text: doc::translate(lines).into(),
        }
    }
}
