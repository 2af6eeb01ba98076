//! What clang says about a header: one message with its place, as plain data.
//!
//! The worker hands these back; nothing here knows libclang, and `report` alone decides how
//! they look.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Note;

/// One message of clang.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClangDiagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// clang's words, without place, severity or `[-Wname]`.
    pub message: String,
    /// The file, as it was opened; `None` for a message about the command line.
    pub file: Option<String>,
    /// The line, from 1; 0 where there is no place.
    pub line: u32,
    /// The column in bytes, from 1; 0 where there is no place.
    pub column: u32,
    /// The text of that line, without its line end. Bytes that are no UTF-8 are replaced.
    pub excerpt: Option<String>,
    /// Parts of that line that the message is about.
    pub ranges: Vec<Columns>,
    /// How the file came to be read: (file, line of the `#include`), the innermost first.
    pub include_chain: Vec<(String, u32)>,
    /// The notes that clang attaches.
    pub notes: Vec<ClangDiagnostic>,
    /// What this program adds: where a missing header was looked for, and what has it.
    pub remarks: Vec<Note>,
}

/// A part of one line: columns in bytes, from 1; `end` is the first column after the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// The first column.
    pub start: u32,
    /// The column after the last.
    pub end: u32,
}

/// How bad a message of clang is, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It explains the message before it.
    Note,
    /// The header could still be read.
    Warning,
    /// Something could not be read as C.
    Error,
    /// clang gave up at this point: a missing `#include`, too many errors.
    Fatal,
}

impl Severity {
    /// Whether the header cannot be trusted to have been read as it was meant.
    pub fn is_error(self) -> bool {
        self >= Severity::Error
    }
}

impl ClangDiagnostic {
    /// A message that is about no place in a file.
    pub fn without_place(severity: Severity, message: impl Into<String>) -> ClangDiagnostic {
        ClangDiagnostic {
            severity,
            message: message.into(),
            file: None,
            line: 0,
            column: 0,
            excerpt: None,
            ranges: Vec::new(),
            include_chain: Vec::new(),
            notes: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The header that clang did not find, if that is what the message says.
    pub fn missing_header(&self) -> Option<&str> {
        let (name, rest) = self.message.strip_prefix('\'')?.rsplit_once('\'')?;
        (rest == " file not found").then_some(name)
    }

    /// Moves a message about a file that nobody can look into to the line that includes it.
    pub fn blame_includer(&mut self, file: &Path) {
        if self.file.as_deref().map(Path::new) != Some(file) || self.include_chain.is_empty() {
            return;
        }
        let (includer, line) = self.include_chain.remove(0);
        self.file = Some(includer);
        self.line = line;
        self.column = 1;
        self.excerpt = None;
        self.ranges.clear();
    }

    /// Whether the `#include` that the message points at has quotes, so that the directory of
    /// its own file is searched first.
    pub fn is_at_quote(&self) -> bool {
        let column = (self.column as usize).saturating_sub(1);
        self.excerpt
            .as_ref()
            .is_some_and(|line| line.as_bytes().get(column) == Some(&b'"'))
    }
}

impl fmt::Display for ClangDiagnostic {
    /// `a.h:3:7: unknown type name 'foo'`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:{}:{}: ", self.line, self.column)?;
        }
        f.write_str(&self.message)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn one_line_names_the_place() {
        let mut diagnostic = ClangDiagnostic::without_place(Severity::Error, "unknown type name");
        assert_eq!(diagnostic.to_string(), "unknown type name");
        diagnostic.file = Some("a.h".to_owned());
        diagnostic.line = 3;
        diagnostic.column = 7;
        assert_eq!(diagnostic.to_string(), "a.h:3:7: unknown type name");
    }

    #[test]
    fn a_missing_header_is_known_by_clangs_words() {
        let said = |message: &str| ClangDiagnostic::without_place(Severity::Fatal, message);
        let missing = |message| said(message).missing_header().map(str::to_owned);
        assert_eq!(missing("'a b.h' file not found"), Some("a b.h".to_owned()));
        assert_eq!(
            missing("'it's.h' file not found"),
            Some("it's.h".to_owned())
        );
        assert_eq!(
            missing("'a.h' file not found with <angled> include; use \"quotes\" instead"),
            None
        );
        assert_eq!(missing("unknown type name 'a'"), None);
        let mut quoted = said("'a.h' file not found");
        quoted.column = 10;
        quoted.excerpt = Some("#include \"a.h\"".to_owned());
        assert!(quoted.is_at_quote());
        quoted.excerpt = Some("#include <a.h>".to_owned());
        assert!(!quoted.is_at_quote());
        quoted.column = u32::MAX;
        assert!(!quoted.is_at_quote());
    }

    #[test]
    fn errors_are_what_stops_a_run() {
        assert!(Severity::Fatal.is_error() && Severity::Error.is_error());
        assert!(!Severity::Warning.is_error() && !Severity::Note.is_error());
    }
}
