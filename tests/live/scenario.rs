//! A library that is called twice: from the text, and from C.

use crate::call::Bound;
use crate::program::{printed, text};
use crate::support;

/// A library, and what to do with it.
pub(crate) struct Scenario {
    /// The headers and options of the program.
    pub(crate) arguments: &'static [&'static str],
    /// The library's name in the text.
    pub(crate) library: &'static str,
    /// A program of C that says what the library answers.
    pub(crate) code: &'static str,
    /// gcc's arguments for it.
    pub(crate) flags: &'static [&'static str],
    /// The same by way of the text.
    pub(crate) transcript: fn(&Bound) -> Result<Vec<String>, String>,
}

impl Scenario {
    /// What C prints is what a caller of the text gets.
    pub(crate) fn answers_as_c_does(&self) -> Result<(), String> {
        let expected = printed(self.code, self.flags)?.join("\n");
        self.answers(&text(self.arguments)?, &expected)
    }

    /// Whether a caller of a text gets what is expected.
    fn answers(&self, text: &str, expected: &str) -> Result<(), String> {
        let bound = Bound::load(text, self.library)?;
        let ours = (self.transcript)(&bound)?.join("\n");
        match ours == expected {
            true => Ok(()),
            false => Err(format!(
                "the caller of the text, then C: {}",
                support::first_difference(&ours, expected)
            )),
        }
    }

    /// Each replacement in the text makes the answers others.
    pub(crate) fn sees(&self, damage: &[(&str, &str)]) -> Result<(), String> {
        let expected = printed(self.code, self.flags)?.join("\n");
        let text = text(self.arguments)?;
        self.answers(&text, &expected)?;
        for (right, wrong) in damage {
            let damaged = text.replacen(right, wrong, 1);
            if damaged == text {
                return Err(format!("the text has no `{right}`"));
            }
            if self.answers(&damaged, &expected).is_ok() {
                return Err(format!("`{wrong}` for `{right}` goes unseen"));
            }
        }
        Ok(())
    }
}
