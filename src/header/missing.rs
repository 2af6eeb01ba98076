//! What helps where a header is not found: named on the command line, or by another header.

use std::path::{Path, PathBuf};

use crate::clang::{find, freestanding};
use crate::clang_diagnostic::ClangDiagnostic;
use crate::error::{Error, Note};

/// Where headers are looked for, and what is known to be absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The directories, in their order.
    pub directories: Vec<PathBuf>,
    /// What brings the target's C library, where there is none here.
    pub advice: Option<String>,
}

impl Search {
    /// Hints for a header that is in none of the directories, best first.
    fn hints(&self, name: &str) -> Vec<String> {
        let mut hints = find::header_hint(name, &self.directories);
        hints.extend(self.advice.clone());
        hints.extend(
            self.directories
                .iter()
                .filter(|path| !path.is_dir() && *path != Path::new(freestanding::DIRECTORY))
                .map(|path| format!("there is no directory `{}`", path.display())),
        );
        hints
    }

    /// Adds what helps to an error about a missing header, whoever named it; leaves others alone.
    pub fn explain(&self, error: &mut Error) {
        if let Error::HeaderNotFound { name, hints, .. } = error {
            *hints = self.hints(name);
            if name.starts_with('@') {
                hints.push("arguments are not read from files; write them out".to_owned());
            }
        } else if let Error::HeaderErrors(diagnostics) = error {
            self.annotate(diagnostics);
        }
    }

    /// Adds what helps to clang's messages about missing headers.
    pub fn annotate(&self, diagnostics: &mut [ClangDiagnostic]) {
        for diagnostic in diagnostics {
            let Some(name) = diagnostic.missing_header() else {
                continue;
            };
            let own = diagnostic
                .file
                .as_deref()
                .filter(|_| diagnostic.is_at_quote())
                .and_then(|file| Some(Path::new(file).parent()?.to_owned()));
            let directories: Vec<PathBuf> =
                own.into_iter().chain(self.directories.clone()).collect();
            let mut remarks = vec![Note::searched(&directories)];
            remarks.extend(self.hints(name).into_iter().map(Note::Help));
            diagnostic.remarks = remarks;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::clang_diagnostic::Severity;

    /// A search that knows of one directory, which is not there.
    fn search() -> Search {
        Search {
            directories: vec!["/nonexistent/include".into()],
            advice: Some("install a C library".to_owned()),
        }
    }

    #[test]
    fn a_header_of_the_command_line() {
        let mut error = Error::HeaderNotFound {
            name: "x.h".to_owned(),
            searched: Vec::new(),
            hints: Vec::new(),
        };
        search().explain(&mut error);
        let Error::HeaderNotFound { hints, .. } = error else {
            panic!("{error:?}");
        };
        assert_eq!(
            hints,
            [
                "install a C library",
                "there is no directory `/nonexistent/include`"
            ]
        );
    }

    #[test]
    fn a_header_that_another_names() {
        let mut missing = ClangDiagnostic::without_place(Severity::Fatal, "'x.h' file not found");
        missing.file = Some("/a/b.h".to_owned());
        missing.column = 10;
        missing.excerpt = Some("#include \"x.h\"".to_owned());
        let other = ClangDiagnostic::without_place(Severity::Error, "unknown type name 'x'");
        let mut error = Error::HeaderErrors(vec![missing, other]);
        search().explain(&mut error);
        let Error::HeaderErrors(list) = error else {
            panic!("{error:?}");
        };
        assert_eq!(
            list[0].remarks[0],
            Note::Note("searched in\n  /a\n  /nonexistent/include".to_owned())
        );
        assert_eq!(
            list[0].remarks[1],
            Note::Help("install a C library".to_owned())
        );
        assert!(list[1].remarks.is_empty());
    }
}
