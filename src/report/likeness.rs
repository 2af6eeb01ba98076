//! `--report`: how much of a module its targets have in common.

use super::summary::plural;
use super::text::line;
use crate::merge::summary::{Likeness, Summary};

/// How many names the line gives for each class.
const NAMES: usize = 5;

/// `1,204 declarations on 14 targets: 1,190 identical, 9 differ in integer widths, …`, and with
/// `list` a line for each that is not the same everywhere.
pub fn likeness(summary: &Summary, list: bool) -> String {
    let mut text = String::new();
    if list {
        let width = summary
            .others
            .iter()
            .map(|it| it.name.chars().count())
            .max();
        let width = width.unwrap_or_default().min(40);
        for other in &summary.others {
            let places = other.places.join(" | ");
            let (kind, name, what) = (&other.kind, &other.name, words(other.likeness));
            text.push_str(&line(&format!(
                "{kind:<8} {name:<width$}  {what}: {places}"
            )));
            text.push('\n');
        }
    }
    let declarations = plural(summary.declarations, "declaration", "declarations");
    let targets = plural(summary.targets.len(), "target", "targets");
    let mut parts = vec![format!("{} identical", summary.identical)];
    for likeness in [Likeness::Widths, Likeness::Different, Likeness::Partial] {
        let names = || {
            let of_class = summary.others.iter().filter(|it| it.likeness == likeness);
            of_class.map(|it| it.name.as_str())
        };
        let count = names().count();
        if count > 0 {
            let mut some: Vec<&str> = names().take(NAMES).collect();
            if count > NAMES {
                some.push("…");
            }
            parts.push(format!("{count} {} ({})", words(likeness), some.join(", ")));
        }
    }
    text.push_str(&line(&format!(
        "{declarations} on {targets}: {}",
        parts.join(", ")
    )));
    text.push('\n');
    text
}

/// What a class is called.
fn words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Identical => "identical",
        Likeness::Widths => "differ in the widths of C's types",
        Likeness::Different => "differ otherwise",
        Likeness::Partial => "on some targets only",
    }
}
