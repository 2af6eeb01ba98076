//! `--report`: how much of a module its targets have in common.

use serde::Serialize;

use super::summary::plural;
use super::text::line;
use crate::merge::summary::{Likeness, Other, Summary};

/// The version of the report's JSON; it grows when a reader of the old form would err.
const SCHEMA: u32 = 1;

/// How many names the line gives for each class.
const NAMES: usize = 5;

/// The classes of what is not identical, in the order of the line.
const CLASSES: [Likeness; 4] = [
    Likeness::Widths,
    Likeness::Doubles,
    Likeness::Different,
    Likeness::Partial,
];

/// The report as other tools read it.
#[derive(Debug, Serialize)]
pub struct Document<'s> {
    /// [`SCHEMA`].
    schema: u32,
    /// The report.
    #[serde(flatten)]
    summary: &'s Summary,
}

impl<'s> From<&'s Summary> for Document<'s> {
    fn from(summary: &'s Summary) -> Document<'s> {
        let schema = SCHEMA;
        Document { schema, summary }
    }
}

/// `1,204 declarations on 14 targets: 1,190 identical, 9 differ in integer widths, …`, and with
/// `list` a line above it for each that is not the same everywhere.
pub fn likeness(summary: &Summary, list: bool) -> String {
    let mut text = String::new();
    if list {
        let names: Vec<String> = summary.others.iter().map(name).collect();
        let width = names.iter().map(|it| it.chars().count()).max();
        let width = width.unwrap_or_default().min(40);
        // What differs most stands last, next to the line that sums it up.
        let of_classes = CLASSES.iter().flat_map(|class| {
            let all = summary.others.iter().zip(&names);
            all.filter(move |(other, _)| other.likeness == *class)
        });
        for (other, name) in of_classes {
            let (_, what) = words(other.likeness);
            let places = match other.likeness {
                Likeness::Identical | Likeness::Widths | Likeness::Doubles => String::new(),
                Likeness::Different | Likeness::Partial => {
                    format!(": {}", other.places.join(" | "))
                }
            };
            text.push_str(&line(&format!("{name:<width$}  {what}{places}")));
            text.push('\n');
        }
    }
    let declarations = thousands(summary.declarations);
    let noun = match summary.declarations {
        1 => "declaration",
        _ => "declarations",
    };
    let targets = plural(summary.targets.len(), "target", "targets");
    let what = match summary.targets.as_slice() {
        [_] => "nothing to compare (each further --target=TRIPLE adds one)".to_owned(),
        _ => classes(summary),
    };
    text.push_str(&line(&format!(
        "{declarations} {noun} on {targets}: {what}"
    )));
    text.push('\n');
    text
}

/// How many declarations there are of each class, and the first names of those that matter.
fn classes(summary: &Summary) -> String {
    let mut parts = vec![format!("{} identical", thousands(summary.identical))];
    for class in CLASSES {
        let of_class = || summary.others.iter().filter(|it| it.likeness == class);
        let count = of_class().count();
        if count == 0 {
            continue;
        }
        let (many, one) = words(class);
        let words = if count == 1 { one } else { many };
        let mut part = format!("{} {words}", thousands(count));
        if matches!(class, Likeness::Different | Likeness::Partial) {
            let mut some: Vec<&Other> = of_class().collect();
            // A C library's own names are of less interest; stable, so in the module's order.
            some.sort_by_key(|other| other.name.starts_with('_'));
            let mut names: Vec<String> = some.into_iter().take(NAMES).map(name).collect();
            if count > NAMES {
                names.push("…".to_owned());
            }
            part.push_str(&format!(" ({})", names.join(", ")));
        }
        parts.push(part);
    }
    parts.join(", ")
}

/// A declaration as C has it: `struct stat`.
fn name(other: &Other) -> String {
    match other.kind.as_str() {
        kind @ ("struct" | "union") => format!("{kind} {}", other.name),
        _ => other.name.clone(),
    }
}

/// What a class is called, of many and of one.
fn words(likeness: Likeness) -> (&'static str, &'static str) {
    match likeness {
        Likeness::Identical => ("identical", "identical"),
        Likeness::Widths => ("differ in integer widths", "differs in integer widths"),
        Likeness::Doubles => (
            "differ in the width of double",
            "differs in the width of double",
        ),
        Likeness::Different => ("differ otherwise", "differs otherwise"),
        Likeness::Partial => ("on some targets only", "on some targets only"),
    }
}

/// A number with commas between its thousands.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A declaration of a class.
    fn other(name: &str, kind: &str, likeness: Likeness) -> Other {
        Other {
            name: name.to_owned(),
            kind: kind.to_owned(),
            likeness,
            places: vec!["LP64".to_owned(), "Windows".to_owned()],
        }
    }

    /// A report about two targets.
    fn summary(others: Vec<Other>) -> Summary {
        Summary {
            targets: vec!["a".to_owned(), "b".to_owned()],
            declarations: 1200 + others.len(),
            identical: 1200,
            others,
        }
    }

    #[test]
    fn the_line() {
        let others = vec![
            other("f", "function", Likeness::Widths),
            other("g", "function", Likeness::Widths),
            other("__WORDSIZE", "constant", Likeness::Different),
            other("time_t", "type", Likeness::Different),
            other("stat", "struct", Likeness::Different),
            other("fork", "function", Likeness::Partial),
        ];
        let mut summary = summary(others);
        assert_eq!(
            likeness(&summary, false),
            "1,206 declarations on 2 targets: 1,200 identical, 2 differ in integer widths, 3 differ \
             otherwise (time_t, struct stat, __WORDSIZE), 1 on some targets only (fork)\n"
        );
        let more = (0..9).map(|at| other(&format!("x{at}"), "type", Likeness::Different));
        summary.others.extend(more);
        assert!(
            likeness(&summary, false)
                .contains("12 differ otherwise (time_t, struct stat, x0, x1, x2, …)")
        );
        let list = likeness(&summary, true);
        assert!(
            list.starts_with("f            differs in integer widths\n"),
            "{list}"
        );
        assert!(
            list.contains("struct stat  differs otherwise: LP64 | Windows\n"),
            "{list}"
        );
        summary.targets.pop();
        assert!(likeness(&summary, false).contains("on 1 target: nothing to compare"));
    }

    #[test]
    fn thousands_have_commas() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn as_json() {
        let summary = summary(vec![other("stat", "struct", Likeness::Different)]);
        let value = serde_json::to_value(Document::from(&summary)).unwrap();
        assert_eq!(value["schema"], 1);
        assert_eq!(value["others"][0]["likeness"], "different");
        assert_eq!(value["others"][0]["places"][1], "Windows");
    }
}
