//! What is known of a file's comments, whoever asks for them, and what they say, where that was
//! found out before anybody asked.

use std::sync::Arc;

use super::judge::{self, Verdict};
use super::scan::{self, Span};
use super::{Comments, Style, place};
use crate::decls::model::Documentation;

/// The comments of a file.
#[derive(Debug)]
pub struct Notes {
    /// In the order of the file; they do not overlap.
    pub(super) spans: Vec<Span>,
    /// How many stand before any code: among them is the licence.
    pub(super) leading: usize,
    /// What the run says that ends with each; `None` where none ends. Shorter where nobody has
    /// found out.
    said: Vec<Option<Said>>,
}

/// What a run of comments says.
#[derive(Debug)]
struct Said {
    /// Its first comment.
    first: usize,
    /// What it is, and what becomes of it.
    verdict: Verdict<Documentation>,
}

/// What documentation says.
pub(super) enum Text {
    /// Its cleaned lines.
    Lines(Vec<String>),
    /// What becomes of the run `first..=last`.
    Ready {
        /// Its first comment.
        first: usize,
        /// Its last comment.
        last: usize,
        /// What it says.
        documentation: Documentation,
    },
}

impl Notes {
    /// Finds the comments of a file in one pass over its bytes.
    pub(super) fn of(text: &[u8]) -> Notes {
        let spans = scan::scan(text);
        let mut at = if text.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        let mut leading = 0;
        for span in &spans {
            if place::breaks(&text[at..span.start]).is_none() {
                break;
            }
            at = span.end;
            leading += 1;
        }
        Notes {
            spans,
            leading,
            said: Vec::new(),
        }
    }

    /// The comments of a file, and what they say. `None` once they are no longer `wanted`.
    pub fn ahead(text: &[u8], wanted: impl Fn() -> bool) -> Option<Notes> {
        let comments = Comments::new(text);
        let mut said: Vec<Option<Said>> = Vec::new();
        said.resize_with(comments.notes.spans.len(), || None);
        let mut end = said.len();
        while let Some(last) = end.checked_sub(1) {
            if !wanted() {
                return None;
            }
            let first = match comments.stands_alone(last) {
                true => comments.first_of_run(last),
                false => last,
            };
            // Remarks are asked about only where they stand in the way.
            if !comments.is_remark(last) {
                let verdict = comments.judged(first, last).map(Documentation::of);
                said[last] = Some(Said { first, verdict });
            }
            end = first;
        }
        let notes = Arc::into_inner(comments.notes)?;
        Some(Notes { said, ..notes })
    }

    /// The first comment of the run that ends with `last`, where that is known.
    pub(super) fn first_of_run(&self, last: usize) -> Option<usize> {
        Some(self.said(last)?.first)
    }

    /// What the run says that ends with `last`, where that is known.
    fn said(&self, last: usize) -> Option<&Said> {
        self.said.get(last)?.as_ref()
    }
}

impl Comments<'_> {
    /// What the comments `first..=last` are to what they stand at.
    pub(super) fn verdict(&self, first: usize, last: usize) -> Verdict<Text> {
        match self.notes.said(last) {
            Some(said) if said.first == first => said.verdict.clone().map(|it| Text::Ready {
                first,
                last,
                documentation: it,
            }),
            Some(_) | None => self.judged(first, last).map(Text::Lines),
        }
    }

    /// The same by the text alone.
    fn judged(&self, first: usize, last: usize) -> Verdict {
        judge::judge(self.lines(first, last), self.style(first) == Style::Plain)
    }

    /// What several texts say together, a blank line between any two; `None` where there is none.
    pub(super) fn documentation(&self, mut texts: Vec<Text>) -> Option<Documentation> {
        let last = texts.pop()?;
        if texts.is_empty() {
            return Some(match last {
                Text::Lines(lines) => Documentation::of(lines),
                Text::Ready { documentation, .. } => documentation,
            });
        }
        texts.push(last);
        let lines: Vec<Vec<String>> = texts.into_iter().map(|it| self.lines_of(it)).collect();
        Some(Documentation::of(lines.join(&String::new())))
    }

    /// The cleaned lines of a text.
    fn lines_of(&self, text: Text) -> Vec<String> {
        match text {
            Text::Lines(lines) => lines,
            Text::Ready { first, last, .. } => match self.judged(first, last) {
                Verdict::Text(lines) => lines,
                Verdict::Noise | Verdict::Boundary => Vec::new(),
            },
        }
    }
}
