//! What the user is told on standard error: errors, clang's messages, and the line at the end.
//!
//! Everything here gives styled text; [`print()`] takes the styles away where they do not belong.

mod clang;
mod excerpt;
mod likeness;
mod module;
mod summary;
mod text;

use std::error::Error as _;
use std::io::Write;

use annotate_snippets::{Group, Level, Message, Renderer};

pub use clang::{Show, diagnostics};
pub use likeness::{Document, likeness};
pub use summary::{Counts, counted, plural, skipped, summary};

use crate::clang_diagnostic::ClangDiagnostic;
use crate::error::{Error, Note, OnTargets};
use crate::select::Remark;
use text::{block, line};

pub use text::line as harmless_line;

/// Writes text to standard error. Colours reach terminals only (or as `NO_COLOR` and
/// `CLICOLOR_FORCE` say). That nobody reads it is no reason to fail.
pub fn print(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Text without its styles.
pub fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// An error with its sources, its notes, and clang's messages where it is about them.
pub fn error(error: &Error) -> String {
    if let Error::OnTargets(all) = error {
        let one = |it: &OnTargets| one_error(&it.error, it.notes());
        return all.iter().map(one).collect();
    }
    one_error(error, Vec::new())
}

/// An error, and what there is to add below it.
pub fn error_with(error: &Error, note: Note) -> String {
    let Error::OnTargets(_) = error else {
        return one_error(error, vec![note]);
    };
    // Several stand there already.
    let (Note::Note(words) | Note::Help(words)) = note;
    let note = Group::with_title(Level::NOTE.primary_title(line(&words)));
    self::error(error) + &render(&[note])
}

/// One error, with what there is to add below it.
fn one_error(error: &Error, more: Vec<Note>) -> String {
    let mut text = String::new();
    let mut message = with_sources(error);
    if let Error::HeaderErrors(list) = error {
        // clang's last word where it gave up: it is about no line of a header.
        let (end, list): (Vec<&ClangDiagnostic>, Vec<&ClangDiagnostic>) = list
            .iter()
            .partition(|diagnostic| diagnostic.message.starts_with("too many errors emitted"));
        text = diagnostics(list.iter().copied(), Show::Errors);
        let count = list.iter().filter(|d| d.severity.is_error()).count();
        let errors = summary::plural(count, "error", "errors");
        let more = if end.is_empty() { "" } else { "more than " };
        message = format!("nothing was written: clang found {more}{errors} in the headers");
    }
    let mut group = Group::with_title(Level::ERROR.primary_title(line(&message)));
    if let Error::Module(fault) = error {
        group = module::with_line(group, fault);
    }
    for note in error.notes().into_iter().chain(more) {
        group = group.element(remark(&note));
    }
    text.push_str(&render(&[group]));
    text
}

/// Warnings about the command line.
pub fn warnings(remarks: &[Remark]) -> String {
    let mut text = String::new();
    for Remark { message, help, .. } in remarks {
        let mut group = Group::with_title(Level::WARNING.primary_title(line(message)));
        if let Some(help) = help {
            group = group.element(Level::HELP.message(block(help)));
        }
        text.push_str(&render(&[group]));
    }
    text
}

/// A remark as it stands below a message.
fn remark(note: &Note) -> Message<'static> {
    match note {
        Note::Note(text) => Level::NOTE.message(block(text)),
        Note::Help(text) => Level::HELP.message(block(text)),
    }
}

/// The message, and after it what caused it: `cannot write a: permission denied`.
fn with_sources(error: &Error) -> String {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        message.push_str(": ");
        message.push_str(&cause.to_string());
        source = cause.source();
    }
    message
}

/// Styled text that ends in a line end.
fn render(groups: &[Group<'_>]) -> String {
    let mut text = Renderer::styled().render(groups);
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::clang_diagnostic::Severity;
    use crate::module_file::Fault;

    /// A rendered error without its colours.
    fn plain(error: &Error) -> String {
        super::plain(&super::error(error))
    }

    #[test]
    fn sources_follow_the_message() {
        let source = std::io::Error::other("disk on fire");
        let text = plain(&Error::io("write", "a.pyrite", source));
        assert_eq!(text, "error: cannot write a.pyrite: disk on fire\n");
    }

    #[test]
    fn notes_stand_below() {
        let text = plain(&Error::HeaderNotFound {
            name: "x.h".to_owned(),
            searched: vec!["/a".into(), "/b".into()],
            hints: vec!["install libx-dev".to_owned()],
        });
        assert_eq!(
            text,
            "error: header `x.h` was not found\n \
             |\n \
             = note: searched in\n           \
                       /a\n           \
                       /b\n \
             = help: install libx-dev\n"
        );
    }

    #[test]
    fn clangs_giving_up_is_no_error_of_the_header() {
        let said = |message: &str| ClangDiagnostic::without_place(Severity::Fatal, message);
        let end = said("too many errors emitted, stopping now");
        let text = plain(&Error::HeaderErrors(vec![said("a"), said("b"), end]));
        assert!(text.contains("more than 2 errors"), "{text}");
        assert!(!text.contains("emitted"), "{text}");
        let text = plain(&Error::HeaderErrors(vec![said("a")]));
        assert!(text.contains("clang found 1 error in"), "{text}");
    }

    #[test]
    fn an_error_in_a_module_shows_its_line() {
        let fault = Fault {
            path: "a.pyrite".into(),
            line: 12,
            column: 7,
            what: "`ä` found, a name expected".to_owned(),
            excerpt: "const ä: i32".to_owned(),
            byte_column: 7,
        };
        assert_eq!(
            plain(&Error::Module(Box::new(fault.clone()))),
            "error: a.pyrite:12:7: `ä` found, a name expected\n   \
             |\n\
             12 | const ä: i32\n   \
             |       ^\n"
        );
        let header = Fault {
            path: "a.h".into(),
            ..fault
        };
        assert!(plain(&Error::Module(Box::new(header))).contains("= help: a C header"));
    }

    #[test]
    fn nothing_of_a_message_reaches_the_terminal_as_a_command() {
        let text = error(&Error::Internal {
            what: "a\x1b]0;title\x07b\u{202e}c\r\nd".to_owned(),
        });
        assert!(!text.contains("\x1b]") && !text.contains('\x07') && !text.contains('\r'));
        assert!(!text.contains('\u{202e}'), "{text:?}");
    }
}
