//! What clang says about a translation unit.
#![allow(unsafe_code, non_upper_case_globals)]

use std::ptr;

use clang_sys::*;

use super::{FileHandle, Unit};
use crate::clang::cursor::{Position, position};
use crate::clang::library::ask;
use crate::clang::{line, string};
use crate::clang_diagnostic::{ClangDiagnostic, Columns, Severity};

/// An error in the code.
#[derive(Debug, Clone)]
pub struct CodeError {
    /// Where it is: the place of the macro's use for one in a macro.
    pub position: Position,
    /// clang's message.
    pub message: String,
}

// SAFETY of every call below: as in `unit`.
impl Unit {
    /// All that clang has to say, with its notes.
    pub fn diagnostics(&self) -> Vec<ClangDiagnostic> {
        let count = unsafe { ask!(clang_getNumDiagnostics)(self.raw) };
        (0..count)
            .map(|index| unsafe {
                let diagnostic = ask!(clang_getDiagnostic)(self.raw, index);
                let read = self.diagnostic(diagnostic);
                ask!(clang_disposeDiagnostic)(diagnostic);
                read
            })
            .collect()
    }

    /// Where errors are: the place of the macro's use for one in a macro.
    pub fn error_positions(&self) -> Vec<Position> {
        self.errors_with(|_, place| place)
    }

    /// Errors with their places, without all else that a diagnostic has.
    pub fn errors(&self) -> Vec<CodeError> {
        self.errors_with(|message, position| CodeError {
            position,
            message: message(),
        })
    }

    /// Makes something of each error's message, which takes time to ask for, and place.
    fn errors_with<T>(&self, make: impl Fn(&dyn Fn() -> String, Position) -> T) -> Vec<T> {
        let count = unsafe { ask!(clang_getNumDiagnostics)(self.raw) };
        (0..count)
            .filter_map(|index| unsafe {
                let diagnostic = ask!(clang_getDiagnostic)(self.raw, index);
                let is_error = ask!(clang_getDiagnosticSeverity)(diagnostic) >= CXDiagnostic_Error;
                let made = is_error.then(|| {
                    make(
                        &|| string::take(ask!(clang_getDiagnosticSpelling)(diagnostic)),
                        position(ask!(clang_getDiagnosticLocation)(diagnostic)),
                    )
                });
                ask!(clang_disposeDiagnostic)(diagnostic);
                made
            })
            .collect()
    }

    /// Copies one diagnostic.
    ///
    /// # Safety
    /// `raw` is a live diagnostic of this unit.
    unsafe fn diagnostic(&self, raw: CXDiagnostic) -> ClangDiagnostic {
        unsafe {
            let location = ask!(clang_getDiagnosticLocation)(raw);
            let place = self.place(location);
            let children = ask!(clang_getChildDiagnostics)(raw);
            let notes = (0..ask!(clang_getNumDiagnosticsInSet)(children))
                .map(|index| self.diagnostic(ask!(clang_getDiagnosticInSet)(children, index)))
                // The include chain says it, and without the file that this program wrote.
                .filter(|note| !note.message.starts_with("in file included from "))
                .collect();
            let ranges = (0..ask!(clang_getDiagnosticNumRanges)(raw))
                .filter_map(|index| {
                    let range = ask!(clang_getDiagnosticRange)(raw, index);
                    let start = self.place(ask!(clang_getRangeStart)(range));
                    let end = self.place(ask!(clang_getRangeEnd)(range));
                    (start.file == place.file && start.line == place.line && end.line == place.line)
                        .then_some(Columns {
                            start: start.column,
                            end: end.column,
                        })
                })
                .collect();
            ClangDiagnostic {
                severity: match ask!(clang_getDiagnosticSeverity)(raw) {
                    CXDiagnostic_Fatal => Severity::Fatal,
                    CXDiagnostic_Error => Severity::Error,
                    CXDiagnostic_Warning => Severity::Warning,
                    _ => Severity::Note,
                },
                message: string::take(ask!(clang_getDiagnosticSpelling)(raw)),
                file: place.file.map(|file| self.path(file)),
                line: place.line,
                column: place.column,
                excerpt: place
                    .file
                    .and_then(|file| line::text_at(self.contents(file), place.offset)),
                ranges,
                include_chain: place
                    .file
                    .map(|file| self.include_chain(file))
                    .unwrap_or_default(),
                notes,
                remarks: Vec::new(),
            }
        }
    }

    /// Where a location points, in full. The main file, which this program wrote, stands for the
    /// header that it included last where its end is meant (`struct s {` without an end), and
    /// else for nothing.
    fn place(&self, location: CXSourceLocation) -> Place {
        let (mut file, mut line, mut column, mut offset) = (ptr::null_mut(), 0, 0, 0);
        unsafe {
            ask!(clang_getExpansionLocation)(
                location,
                &raw mut file,
                &raw mut line,
                &raw mut column,
                &raw mut offset,
            );
        }
        let file = FileHandle::new(file);
        if let Some(main) = file.filter(|&file| self.path(file) == self.main) {
            let rest = self.contents(main).get(offset as usize..);
            return if rest.is_some_and(|rest| rest.trim_ascii().is_empty()) {
                self.end_of_headers(main)
            } else {
                Place::default()
            };
        }
        Place {
            file,
            line,
            column,
            offset,
        }
    }

    /// The end of the last header that the main file includes; nowhere where there is none.
    fn end_of_headers(&self, main: FileHandle) -> Place {
        let last = self.inclusions().into_iter().rev().find(|inclusion| {
            let includer = inclusion.included_at.and_then(|position| position.file);
            includer == Some(main)
        });
        let Some(last) = last else {
            return Place::default();
        };
        let text = self.contents(last.file).trim_ascii_end();
        let offset = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let line_start = memchr::memrchr(b'\n', text).map_or(0, |at| at + 1);
        Place {
            file: Some(last.file),
            line: line::number_at(text, offset),
            column: u32::try_from(text.len() - line_start + 1).unwrap_or(u32::MAX),
            offset,
        }
    }

    /// How a file came to be read: each including file with the line, the innermost first, up to
    /// but without the main file, which this program wrote.
    fn include_chain(&self, file: FileHandle) -> Vec<(String, u32)> {
        let inclusions = self.inclusions();
        let mut chain = Vec::new();
        let mut current = file;
        while let Some(position) = inclusions
            .iter()
            .find(|inclusion| inclusion.file == current)
            .and_then(|inclusion| inclusion.included_at)
            && let Some(includer) = position.file
            && inclusions
                .iter()
                .any(|inclusion| inclusion.file == includer && inclusion.included_at.is_some())
            && chain.len() < inclusions.len()
        {
            let line = line::number_at(self.contents(includer), position.offset);
            chain.push((self.path(includer), line));
            current = includer;
        }
        chain
    }
}

/// A location in full.
#[derive(Default)]
struct Place {
    /// `None` for the command line.
    file: Option<FileHandle>,
    /// From 1.
    line: u32,
    /// From 1.
    column: u32,
    /// From the file's start.
    offset: u32,
}
