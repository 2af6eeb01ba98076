//! What comments say.

use serde::{Deserialize, Serialize};

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
            says_deprecated: lines.iter().any(|line| says_deprecated(line)),
            text: doc::translate(lines).into(),
        }
    }
}

/// Whether the word stands in a line.
fn says_deprecated(line: &str) -> bool {
    const WORD: &str = "deprecated";
    memchr::memchr2_iter(b'd', b'D', line.as_bytes()).any(|at| {
        let word = line.get(at..at + WORD.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(WORD))
    })
}
