//! What stands above a merged item: the documentation and remarks of all its targets, and where
//! it exists.

use std::borrow::Cow;

use super::names;
use crate::map::model::Item;
use crate::target::set::{Set, distinct};

/// What introduces the portability class in a doc comment.
pub const PORTABILITY: &str = "Portability: ";

/// The texts without those that stand in another, which then is for their targets too: what one
/// target says more is no less true on the others.
fn widest(texts: Vec<(Cow<'_, [String]>, Set)>) -> Vec<(Cow<'_, [String]>, Set)> {
    let holds = |outer: &[String], inner: &[String]| {
        outer.len() > inner.len() && outer.windows(inner.len()).any(|part| part == inner)
    };
    let (inner, mut outer): (Vec<_>, Vec<_>) = texts
        .iter()
        .cloned()
        .partition(|(text, _)| texts.iter().any(|(other, _)| holds(other, text)));
    for (text, set) in inner {
        if let Some((_, targets)) = outer.iter_mut().find(|(other, _)| holds(other, &text)) {
            *targets = targets.union(set);
        }
    }
    outer
}

/// Where, in a sentence: `on Windows`, `everywhere but Windows`.
fn on(place: &str) -> String {
    match place.starts_with("everywhere") {
        true => place.to_owned(),
        false => format!("on {place}"),
    }
}

/// The same above a part of a documentation: `On Windows:`.
fn heading(place: &str) -> String {
    let mut words = on(place);
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words + ":"
}

/// The documentation of an item: that of its targets, each under the name of those that have it
/// where there are several, and then where any form of it exists.
pub(super) fn doc(
    items: &[(usize, &Item)],
    item: &Item,
    portability: Option<&str>,
    place: impl Fn(Set) -> String,
) -> Vec<String> {
    let texts = items
        .iter()
        .map(|(target, from)| (*target, names::renamed(&from.doc, from, item)));
    let texts = widest(distinct(texts.filter(|(_, doc)| !doc.is_empty())));
    let mut lines: Vec<String> = Vec::new();
    let several = texts.len() > 1;
    for (text, set) in texts {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        if several {
            lines.extend([heading(&place(set)), String::new()]);
        }
        lines.extend(text.into_owned());
    }
    if let Some(class) = portability {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("{PORTABILITY}{class}."));
    }
    lines
}

/// The remarks of an item: those of all its targets, and behind each that not all have, which do.
pub(super) fn remarks(
    items: &[(usize, &Item)],
    item: &Item,
    place: impl Fn(Set) -> String,
) -> Vec<String> {
    let lists = items
        .iter()
        .map(|(_, from)| names::renamed(&from.remarks, from, item));
    let lists: Vec<_> = lists.collect();
    // All have the same: then nothing is to be said, and one said twice stays.
    if let Some((first, others)) = lists.split_first()
        && others.iter().all(|other| other == first)
    {
        return first.to_vec();
    }
    let remarks = items.iter().zip(lists).flat_map(|((target, _), lines)| {
        let lines = lines.into_owned().into_iter();
        lines.map(|line| (*target, line))
    });
    let all: Set = items.iter().map(|(target, _)| *target).collect();
    distinct(remarks)
        .into_iter()
        .map(|(remark, set)| match set == all {
            true => remark,
            false => format!("{remark} ({})", on(&place(set))),
        })
        .collect()
}
