//! What stands above a merged item: the documentation and remarks of all its targets, and where
//! it exists.

use crate::map::model::Item;
use crate::target::set::Set;

/// What introduces the portability class in a doc comment.
pub const PORTABILITY: &str = "Portability: ";

/// Texts, each with the targets that have it.
type Texts<'m, T> = Vec<(&'m T, Set)>;

/// The distinct texts of some targets, in their order.
fn distinct<'m, T: PartialEq + ?Sized>(
    texts: impl Iterator<Item = (usize, &'m T)>,
) -> Texts<'m, T> {
    let mut found: Texts<'m, T> = Vec::new();
    for (target, text) in texts {
        match found.iter_mut().find(|(known, _)| *known == text) {
            Some((_, set)) => set.insert(target),
            None => found.push((text, Set::one(target))),
        }
    }
    found
}

/// The documentation of an item: that of its targets, each under the name of those that have it
/// where there are several, and then where the item exists.
pub(super) fn doc(
    items: &[(usize, &Item)],
    portability: Option<&str>,
    place: impl Fn(Set) -> String,
) -> Vec<String> {
    let texts = items
        .iter()
        .map(|(target, item)| (*target, item.doc.as_slice()));
    let texts = distinct(texts.filter(|(_, doc)| !doc.is_empty()));
    let mut lines: Vec<String> = Vec::new();
    let several = texts.len() > 1;
    for (text, set) in texts {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        if several {
            lines.extend([format!("On {}:", place(set)), String::new()]);
        }
        lines.extend_from_slice(text);
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
pub(super) fn remarks(items: &[(usize, &Item)], place: impl Fn(Set) -> String) -> Vec<String> {
    if let Some((_, first)) = items.first()
        && items.iter().all(|(_, item)| item.remarks == first.remarks)
    {
        return first.remarks.clone();
    }
    let remarks = items
        .iter()
        .flat_map(|(target, item)| item.remarks.iter().map(|it| (*target, it.as_str())));
    let all: Set = items.iter().map(|(target, _)| *target).collect();
    distinct(remarks)
        .into_iter()
        .map(|(remark, set)| match set == all {
            true => remark.to_owned(),
            false => format!("{remark} (on {})", place(set)),
        })
        .collect()
}
