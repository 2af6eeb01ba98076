//! The line at the end of a run, and the list of what was skipped.

use serde::{Deserialize, Serialize};

use super::text::line;
use crate::map::model::{Item, ItemKind};

/// How many items of each kind a module has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Extern functions.
    pub functions: usize,
    /// Structures, unions, opaque types and aliases.
    pub types: usize,
    /// Extern variables.
    pub variables: usize,
    /// Constants.
    pub constants: usize,
    /// What is only there as a remark.
    pub skipped: usize,
    /// What `--block` left out of the headers.
    pub blocked: usize,
    /// What is imported from other modules.
    pub imported: usize,
}

impl Counts {
    /// How many items are declarations, and no remarks.
    pub fn declarations(&self) -> usize {
        self.functions + self.types + self.variables + self.constants
    }

    /// Counts the items of a module from which some names were left out.
    pub fn of<'i>(items: impl IntoIterator<Item = &'i Item>, blocked: usize) -> Counts {
        let mut counts = Counts {
            blocked,
            ..Counts::default()
        };
        for item in items {
            match &item.kind {
                ItemKind::Function(_) => counts.functions += 1,
                ItemKind::Record(_) | ItemKind::Opaque | ItemKind::Alias(_) => counts.types += 1,
                ItemKind::Variable(_) => counts.variables += 1,
                ItemKind::Constant(_) => counts.constants += 1,
                ItemKind::Skipped(_) => counts.skipped += 1,
            }
        }
        counts
    }
}

/// `wrote sqlite.pyrite: 289 functions, 41 types, 455 constants; 2 skipped (--verbose lists them)`
///
/// `to` is what was written, `None` for standard output; `listed` tells that the skipped ones
/// have been listed already.
pub fn summary(to: Option<&str>, counts: &Counts, listed: bool) -> String {
    let to = to.map_or("to standard output".to_owned(), line);
    format!("wrote {to}: {}", counted(counts, listed))
}

/// `289 functions, 41 types, 455 constants; 2 skipped (--verbose lists them)`, with a line end
pub fn counted(counts: &Counts, listed: bool) -> String {
    let mut kinds = vec![
        plural(counts.functions, "function", "functions"),
        plural(counts.types, "type", "types"),
        plural(counts.constants, "constant", "constants"),
    ];
    if counts.variables > 0 {
        kinds.insert(2, plural(counts.variables, "variable", "variables"));
    }
    let mut text = kinds.join(", ");
    if counts.imported > 0 {
        text.push_str(&format!("; {} imported", counts.imported));
    }
    if counts.skipped > 0 {
        text.push_str(&format!("; {} skipped", counts.skipped));
        if !listed {
            let them = if counts.skipped == 1 { "it" } else { "them" };
            text.push_str(&format!(" (--verbose lists {them})"));
        }
    }
    if counts.blocked > 0 {
        text.push_str(&format!("; {} blocked", counts.blocked));
    }
    text.push('\n');
    text
}

/// Each skipped item on a line: `skipped: va (function-like macro) at a.h:3`.
pub fn skipped<'i>(items: impl IntoIterator<Item = &'i Item>) -> String {
    let mut text = String::new();
    for item in items {
        match &item.kind {
            ItemKind::Skipped(reason) => {
                let name = item.c_name.as_ref().unwrap_or(&item.name);
                text.push_str(&line(&format!(
                    "skipped: {name} ({reason}) at {}",
                    item.location
                )));
                text.push('\n');
            }
            ItemKind::Function(_)
            | ItemKind::Record(_)
            | ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Constant(_)
            | ItemKind::Variable(_) => {}
        }
    }
    text
}

/// A number and its noun.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::diagnostic::Reason;
    use crate::location::Location;
    use crate::map::model::Type;

    /// An item of a kind.
    fn item(name: &str, kind: ItemKind) -> Item {
        Item {
            name: name.to_owned(),
            c_name: None,
            location: Location {
                file: "a.h".into(),
                line: 3,
                column: 1,
            },
            doc: Vec::new().into(),
            remarks: Vec::new(),
            kind,
        }
    }

    #[test]
    fn the_line_at_the_end() {
        let mut counts = Counts {
            functions: 289,
            types: 41,
            constants: 455,
            variables: 0,
            skipped: 2,
            blocked: 0,
            imported: 0,
        };
        assert_eq!(
            summary(Some("sqlite.pyrite"), &counts, false),
            "wrote sqlite.pyrite: 289 functions, 41 types, 455 constants; 2 skipped \
             (--verbose lists them)\n"
        );
        assert!(summary(Some("x"), &counts, true).ends_with("constants; 2 skipped\n"));
        counts.skipped = 1;
        assert!(summary(None, &counts, false).ends_with("; 1 skipped (--verbose lists it)\n"));
        counts = Counts {
            functions: 1,
            types: 1,
            constants: 1,
            variables: 1,
            skipped: 0,
            blocked: 0,
            imported: 12,
        };
        assert_eq!(
            summary(None, &counts, false),
            "wrote to standard output: 1 function, 1 type, 1 variable, 1 constant; 12 imported\n"
        );
    }

    #[test]
    fn every_kind_is_counted_and_skipped_ones_are_listed() {
        let items = [
            item("t", ItemKind::Opaque),
            item("u", ItemKind::Alias(Type::Bool)),
            item("m", ItemKind::Skipped(Reason::FunctionLikeMacro)),
        ];
        let counts = Counts::of(&items, 0);
        assert_eq!((counts.types, counts.skipped), (2, 1));
        assert_eq!(
            skipped(&items),
            "skipped: m (function-like macro) at a.h:3\n"
        );
    }
}
