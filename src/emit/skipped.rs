//! `# skipped: NAME (reason) at header.h:LINE`: one line, however long. Where only some targets skip
//! it, ` @cfg(…)` follows.

use std::borrow::Cow;

use askama::Template;

use super::condition::Behind;
use super::text::Comment;
use crate::diagnostic::Reason;
use crate::location::Location;
use crate::map::model::Item;
use crate::target::condition::Condition;

/// A skipped declaration as its template shows it.
#[derive(Template)]
#[template(path = "skipped.pyrite")]
pub(super) struct SkippedView<'a> {
    /// C's name for it.
    name: Comment<&'a str>,
    /// Why.
    reason: Comment<Cow<'a, Reason>>,
    /// Where.
    location: Comment<&'a Location>,
    /// On which targets.
    condition: Behind<'a>,
}

impl<'a> SkippedView<'a> {
    /// The view of a declaration that is left out.
    pub(super) fn of(
        item: &'a Item,
        reason: Cow<'a, Reason>,
        condition: Option<&'a Condition>,
    ) -> SkippedView<'a> {
        SkippedView {
            name: Comment(item.c_name.as_deref().unwrap_or(&item.name)),
            reason: Comment(reason),
            location: Comment(&item.location),
            condition: Behind(condition),
        }
    }
}
