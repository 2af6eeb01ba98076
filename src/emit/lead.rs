//! What stands above an item: the generator's remarks, then the documentation.

use std::borrow::Cow;

use askama::Template;

use super::layout::{COLUMNS, columns, wrap};
use super::text::{comment_line, doc_line};
use crate::map::model::{Dialect, Item};

/// Comments and documentation of one item.
#[derive(Template)]
#[template(path = "lead.pyrite")]
pub(super) struct Lead<'a> {
    /// `# …` lines.
    comments: Vec<CommentLine<'a>>,
    /// The doc string, which alpha has not: its documentation is in `comments`.
    doc: Doc<'a>,
}

/// One `# …` line.
pub(super) struct CommentLine<'a> {
    /// What parts the mark and the text: a blank, or nothing where there is no text.
    pub(super) indent: &'static str,
    /// The text.
    pub(super) text: Cow<'a, str>,
}

/// A doc string.
enum Doc<'a> {
    /// None.
    None,
    /// `"""text"""`
    Line(Cow<'a, str>),
    /// The quotes and each line of the text on lines of their own.
    Block(Vec<Cow<'a, str>>),
}

impl<'a> Lead<'a> {
    /// Nothing above the item.
    pub(super) fn none() -> Lead<'a> {
        Lead {
            comments: Vec::new(),
            doc: Doc::None,
        }
    }

    /// The lead of an item, with remarks that found no place in its lines.
    pub(super) fn of(item: &'a Item, more: Vec<String>, dialect: Dialect) -> Lead<'a> {
        let mut lead = Lead::none();
        for remark in &item.remarks {
            lead.comment(comment_line(remark));
        }
        for remark in more {
            let neutral = comment_line(&remark).into_owned();
            lead.comment(Cow::Owned(neutral));
        }
        let doc = text_of(&item.doc);
        match dialect {
            Dialect::Alpha => {
                if !lead.comments.is_empty() && !doc.is_empty() {
                    lead.comment(Cow::Borrowed(""));
                }
                for line in doc {
                    lead.comment(comment_line(line));
                }
            }
            Dialect::Spec => lead.doc = Doc::of(doc),
        }
        lead
    }

    /// Adds `# …` lines.
    fn comment(&mut self, text: Cow<'a, str>) {
        comment(text, &mut self.comments);
    }
}

/// Adds `# …` lines, of which none is wider than a line of the text may be.
pub(super) fn comment<'a>(text: Cow<'a, str>, comments: &mut Vec<CommentLine<'a>>) {
    let mut lines = Vec::new();
    wrap(text, COLUMNS - 3, &mut lines);
    comments.extend(lines.into_iter().map(|text| CommentLine {
        // `# skipped:` is an item of the module; no remark or documentation may pose as one.
        indent: match text.as_ref() {
            "" => "",
            text if text.starts_with("skipped:") => "  ",
            _ => " ",
        },
        text,
    }));
}

impl<'a> Doc<'a> {
    /// The doc string of lines of text.
    fn of(doc: &'a [String]) -> Doc<'a> {
        match doc {
            [] => Doc::None,
            [line] => {
                let text = doc_line(line.trim());
                // A quote at either end would run into the marks.
                let quote = text.starts_with('"') || text.ends_with('"');
                if !quote && columns(&text) + 6 <= COLUMNS {
                    Doc::Line(text)
                } else {
                    Doc::block(doc)
                }
            }
            lines => Doc::block(lines),
        }
    }

    /// The doc string as a block.
    fn block(doc: &'a [String]) -> Doc<'a> {
        let mut lines = Vec::with_capacity(doc.len());
        for line in doc {
            wrap(doc_line(line), COLUMNS, &mut lines);
        }
        Doc::Block(lines)
    }
}

/// The lines of a documentation without blank ones at its ends.
fn text_of(doc: &[String]) -> &[String] {
    let has_text = |line: &String| !line.trim().is_empty();
    match (
        doc.iter().position(has_text),
        doc.iter().rposition(has_text),
    ) {
        (Some(first), Some(last)) => &doc[first..=last],
        _ => &[],
    }
}

/// Whether anything stands above the item.
pub(super) fn has_lead(item: &Item) -> bool {
    !item.remarks.is_empty() || !text_of(&item.doc).is_empty()
}
