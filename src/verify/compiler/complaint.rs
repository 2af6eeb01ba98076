//! What a compiler objects to, read from what it writes to its standard error.
//!
//! gcc and clang both write `PLACE: error: MESSAGE`, and below it notes of the same form. An error
//! inside a macro stands at its use in clang's messages, and at its definition in gcc's, with a
//! note at the use.

/// One error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line of the text, from 1; none where the error is elsewhere, as in a header.
    pub line: Option<u32>,
    /// Where, as the compiler says it: `/usr/include/x.h:3:10`. Empty for none.
    pub place: String,
    /// The first line of the message.
    pub message: String,
    /// The notes below it, one a line, with their places.
    pub notes: String,
    /// Whether the compiler stopped here and saw nothing of the rest.
    pub is_fatal: bool,
}

impl Complaint {
    /// Whether it is about a line of some file, rather than about arguments or the compiler itself.
    pub(super) fn has_place(&self) -> bool {
        let line = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        self.line.is_some() || self.place.split(':').skip(1).any(line)
    }
}

/// What the text's file is called where a message has its path.
const NAME: &str = "(check)";

/// What stands between place and message.
const KINDS: &[(&str, Kind)] = &[
    ("fatal error: ", Kind::Fatal),
    ("internal compiler error: ", Kind::Internal),
    ("error: ", Kind::Error),
    ("warning: ", Kind::Warning),
    ("note: ", Kind::Note),
];

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An error after which the compiler stops.
    Fatal,
    /// The compiler's own mistake.
    Internal,
    /// An error.
    Error,
    /// Something that stops nothing.
    Warning,
    /// A remark on the message above.
    Note,
}

/// All that was said.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The errors, in their order.
    pub complaints: Vec<Complaint>,
    /// The compiler's word for a mistake of its own.
    pub internal: Option<String>,
}

/// Reads what a compiler wrote about the text in `file`.
pub(super) fn read(stderr: &str, file: &str) -> Said {
    let mut said = Said::default();
    // Whether the notes that follow belong to the last complaint.
    let mut is_open = false;
    for line in stderr.lines() {
        let Some((place, kind, message)) = split(line) else {
            continue;
        };
        let own = line_of(place, file);
        let (place, message) = (place.replace(file, NAME), message.replace(file, NAME));
        match kind {
            Kind::Fatal | Kind::Error => {
                said.complaints.push(Complaint {
                    line: own,
                    place,
                    message,
                    notes: String::new(),
                    is_fatal: kind == Kind::Fatal,
                });
                is_open = true;
            }
            Kind::Internal => said.internal = Some(message),
            Kind::Warning => is_open = false,
            Kind::Note => {
                let Some(last) = said.complaints.last_mut().filter(|_| is_open) else {
                    continue;
                };
                // gcc's, from the innermost macro to the outermost. clang's `expanded from macro`
                // are places of definitions: it has given the line of the use already.
                if own.is_some() && message.starts_with("in expansion of macro") {
                    last.line = own;
                }
                if !last.notes.is_empty() {
                    last.notes.push('\n');
                }
                if !place.is_empty() {
                    last.notes.push_str(&place);
                    last.notes.push_str(": ");
                }
                last.notes.push_str(&message);
            }
        }
    }
    said
}

/// Place, kind and message of a line that is the first one of a message.
fn split(line: &str) -> Option<(&str, Kind, &str)> {
    let mut best: Option<(usize, Kind, &str)> = None;
    for (word, kind) in KINDS {
        for (at, _) in line.match_indices(word) {
            let Some(before) = line.get(..at) else {
                continue;
            };
            // `fatal error: ` has `error: ` in it, and so may a message.
            if before.is_empty() || before.ends_with(": ") {
                if best.is_none_or(|(known, ..)| at < known) {
                    best = Some((at, *kind, line.get(at + word.len()..).unwrap_or_default()));
                }
                break;
            }
        }
    }
    let (at, kind, message) = best?;
    let place = line.get(..at)?.trim_end_matches(": ");
    Some((place, kind, message))
}

/// The line of a place in `file`: `FILE:3:10`, `FILE:3`.
fn line_of(place: &str, file: &str) -> Option<u32> {
    let rest = place.strip_prefix(file)?.strip_prefix(':')?;
    rest.split(':').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Line, place and message of each complaint.
    fn lines(stderr: &str) -> Vec<(Option<u32>, String, String)> {
        let said = read(stderr, "/tmp/a b/check.c");
        let row = |it: Complaint| (it.line, it.place, it.message);
        said.complaints.into_iter().map(row).collect()
    }

    #[test]
    fn a_plain_error() {
        let text = "/tmp/a b/check.c: In function 'f':\n\
                    /tmp/a b/check.c:7:5: error: 'x' undeclared: error: no\n\
                    /tmp/a b/check.c:7:5: note: each undeclared identifier is reported once\n";
        let said = read(text, "/tmp/a b/check.c");
        let [complaint] = said.complaints.as_slice() else {
            panic!("{said:?}");
        };
        assert_eq!(complaint.line, Some(7));
        assert_eq!(complaint.place, "(check):7:5");
        assert_eq!(complaint.message, "'x' undeclared: error: no");
        assert_eq!(
            complaint.notes,
            "(check):7:5: each undeclared identifier is reported once"
        );
    }

    #[test]
    fn a_macro_of_a_header() {
        let gcc = "In file included from /tmp/a b/check.c:1:\n\
                   h.h:3:20: error: static assertion failed: \"x\"\n\
                   h.h:4:20: note: in expansion of macro 'IN'\n\
                   /tmp/a b/check.c:9:1: note: in expansion of macro 'OUT'\n";
        let row = (
            Some(9),
            "h.h:3:20".to_owned(),
            "static assertion failed: \"x\"".to_owned(),
        );
        assert_eq!(lines(gcc), [row]);
        let clang = "/tmp/a b/check.c:9:1: error: no\nh.h:4:20: note: expanded from macro 'OUT'\n\
                     /tmp/a b/check.c:2:1: note: expanded from macro 'MINE'\n";
        assert_eq!(
            lines(clang),
            [(Some(9), "(check):9:1".to_owned(), "no".to_owned())]
        );
    }

    #[test]
    fn elsewhere() {
        let text = "In file included from /tmp/a b/check.c:1:\n\
                    h.h:3:20: error: expected ';'\n\
                    /tmp/a b/check.c:2:1: note: previous declaration is here\n\
                    cc1: fatal error: x.h: No such file or directory\n\
                    error: unable to create target\n\
                    /tmp/a b/check.c.h:3:1: error: other file\n";
        let none = |place: &str, message: &str| (None, place.to_owned(), message.to_owned());
        assert_eq!(
            lines(text),
            [
                none("h.h:3:20", "expected ';'"),
                none("cc1", "x.h: No such file or directory"),
                none("", "unable to create target"),
                none("(check).h:3:1", "other file"),
            ]
        );
    }

    #[test]
    fn a_mistake_of_its_own() {
        let said = read(
            "a.c:1:2: internal compiler error: Segmentation fault",
            "a.c",
        );
        assert_eq!(said.complaints, []);
        assert_eq!(said.internal.as_deref(), Some("Segmentation fault"));
    }
}
