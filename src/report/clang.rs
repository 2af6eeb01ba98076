//! clang's messages, with the line of source and the way it was included.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet, Title};

use super::excerpt::excerpt;
use super::render;
use super::text::{block, line};
use crate::clang_diagnostic::{ClangDiagnostic, Severity};

/// How many messages are shown: after a wrong macro, each line of a header is an error.
const MOST: usize = 20;

/// How many notes of one message are shown.
const NOTES: usize = 8;

/// Which messages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Errors.
    Errors,
    /// Errors and warnings.
    All,
}

/// The messages as styled text, the first 20 of them; empty where there are none to show.
pub fn diagnostics<'a>(list: impl IntoIterator<Item = &'a ClangDiagnostic>, show: Show) -> String {
    let wanted: Vec<&ClangDiagnostic> = list
        .into_iter()
        .filter(|diagnostic| show == Show::All || diagnostic.severity.is_error())
        .collect();
    let mut text = String::new();
    for diagnostic in wanted.iter().take(MOST) {
        text.push_str(&render(&groups(diagnostic)));
    }
    if let Some(more) = wanted.len().checked_sub(MOST).filter(|more| *more > 0) {
        let what = match (show, more) {
            (Show::Errors, 1) => "error",
            (Show::Errors, _) => "errors",
            (Show::All, 1) => "message",
            (Show::All, _) => "messages",
        };
        text.push_str(&format!("… and {more} more {what}\n"));
    }
    text
}

/// One message and its notes.
fn groups(diagnostic: &ClangDiagnostic) -> Vec<Group<'_>> {
    let message = line(&diagnostic.message);
    let mut first = with_source(
        level(diagnostic.severity).primary_title(message),
        diagnostic,
    );
    if !diagnostic.include_chain.is_empty() {
        let chain: Vec<String> = diagnostic
            .include_chain
            .iter()
            .map(|(file, line)| format!("included from {file}:{line}"))
            .collect();
        first = first.element(Level::NOTE.message(block(&chain.join("\n"))));
    }
    for remark in &diagnostic.remarks {
        first = first.element(super::remark(remark));
    }
    let mut groups = vec![first];
    groups.extend(diagnostic.notes.iter().take(NOTES).map(|note| {
        with_source(
            level(note.severity).secondary_title(line(&note.message)),
            note,
        )
    }));
    groups
}

/// A title with the place and the line below it, as far as they are known.
fn with_source<'a>(title: Title<'a>, diagnostic: &ClangDiagnostic) -> Group<'a> {
    let group = Group::with_title(title);
    let Some(file) = &diagnostic.file else {
        return group;
    };
    let (file, row) = (line(file), diagnostic.line as usize);
    let origin = |file| {
        Origin::path(file)
            .line(row)
            .char_column(diagnostic.column as usize)
    };
    let Some(source) = &diagnostic.excerpt else {
        return group.element(origin(file));
    };
    let excerpt = excerpt(source, diagnostic.column, &diagnostic.ranges);
    let annotations = std::iter::once(AnnotationKind::Primary.span(excerpt.primary)).chain(
        excerpt
            .context
            .into_iter()
            .map(|range| AnnotationKind::Context.span(range)),
    );
    let snippet = Snippet::source(excerpt.text)
        .line_start(row)
        .annotations(annotations);
    // A snippet counts its own columns, which are wrong where the line's beginning is left out.
    if excerpt.begins_late {
        group.element(origin(file)).element(snippet)
    } else {
        group.element(snippet.path(file))
    }
}

/// The level and colour of a severity.
fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error | Severity::Fatal => Level::ERROR,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::clang_diagnostic::Columns;

    /// Rendered messages without their colours.
    fn plain(list: &[ClangDiagnostic], show: Show) -> String {
        anstream::adapter::strip_str(&diagnostics(list, show)).to_string()
    }

    /// An error with everything that one can have.
    fn full() -> ClangDiagnostic {
        ClangDiagnostic {
            file: Some("inner.h".to_owned()),
            line: 12,
            column: 9,
            excerpt: Some("int foo(bar x);".to_owned()),
            ranges: vec![Columns { start: 1, end: 4 }],
            include_chain: vec![("b.h".to_owned(), 3), ("a.h".to_owned(), 1)],
            notes: vec![ClangDiagnostic {
                file: Some("b.h".to_owned()),
                line: 1,
                column: 5,
                excerpt: Some("int baz;".to_owned()),
                ..ClangDiagnostic::without_place(Severity::Note, "did you mean 'baz'?")
            }],
            ..ClangDiagnostic::without_place(Severity::Error, "unknown type name 'bar'")
        }
    }

    #[test]
    fn an_error_with_everything() {
        let expected = "\
error: unknown type name 'bar'
  --> inner.h:12:9
   |
12 | int foo(bar x);
   | ---     ^^^
   |
   = note: included from b.h:3
           included from a.h:1
note: did you mean 'baz'?
  --> b.h:1:5
   |
 1 | int baz;
   |     ^^^
";
        let text = plain(&[full()], Show::Errors);
        assert_eq!(text, expected, "\n{text}");
    }

    #[test]
    fn the_column_of_a_cut_line_is_clangs() {
        let mut error = full();
        error.column = 1009;
        error.excerpt = Some(format!("{:1000}{}", "/**/", "int foo(bar x);"));
        assert!(plain(&[error], Show::Errors).contains("--> inner.h:12:1009\n"));
    }

    #[test]
    fn an_error_without_a_place() {
        let error = ClangDiagnostic::without_place(Severity::Fatal, "no input\n");
        assert_eq!(plain(&[error], Show::Errors), "error: no input\n");
    }

    #[test]
    fn warnings_are_shown_on_demand() {
        let list = [ClangDiagnostic::without_place(Severity::Warning, "odd")];
        assert_eq!(plain(&list, Show::Errors), "");
        assert_eq!(plain(&list, Show::All), "warning: odd\n");
    }

    #[test]
    fn twenty_are_enough() {
        let list = vec![ClangDiagnostic::without_place(Severity::Error, "e"); 22];
        let text = plain(&list, Show::Errors);
        assert_eq!(text.matches("error: e\n").count(), 20);
        assert!(text.ends_with("… and 2 more errors\n"), "{text}");
        assert!(plain(&list[..21], Show::Errors).ends_with("… and 1 more error\n"));
        assert!(!plain(&list[..20], Show::Errors).contains('…'));
    }

    #[test]
    fn hostile_places_do_no_harm() {
        for line in [0, 1, u32::MAX] {
            for column in [0, 1, 7, u32::MAX] {
                for text in ["", "x", "\t\u{0}\x1b\u{300}", &"y".repeat(100_000)] {
                    let mut hostile = full();
                    hostile.line = line;
                    hostile.column = column;
                    hostile.excerpt = Some(text.to_owned());
                    hostile.file = Some("a\x1b\n.h".to_owned());
                    let shown = plain(&[hostile], Show::All);
                    assert!(!shown.contains('\x1b') && shown.len() < 2000, "{shown}");
                }
            }
        }
    }
}
