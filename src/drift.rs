//! What has changed between two modules, as one who uses them sees it: which changes break a
//! program, which only add something, and which nobody can see.
//!
//! Input: the texts of two modules, whoever wrote them. Output: a [`Drift`]. Both are read by
//! [`pyrite`](crate::pyrite) and compared item by item, on each target that both are for:
//!
//! ```text
//! text -> pyrite -> scopes (the targets) -> side (the items of each) -> pairs -> compare -> gather
//! ```
//!
//! An item is its kind of name and its name. A type that changes is reported where it is defined
//! and not at each user. No compiler and no header is asked. The work is linear in the texts, for
//! each target.

mod affected;
mod bits;
pub mod change;
mod compare;
mod function;
mod gather;
mod imports;
mod layout;
mod methods;
mod pairs;
mod plain;
mod record;
mod relation;
mod scopes;
mod side;
mod source;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::path::Path;

use serde::Serialize;

use crate::cli::{Diff, Format, Verbosity};
use crate::error::Error;
use crate::{json, module_file, output};

pub use change::{Affected, Aspect, Change, Kind, Said, Severity};
use compare::Comparison;
use gather::Gathered;
use scopes::Scope;
use side::Side;
use source::Sources;

/// The version of the JSON form of [`Drift`]; it grows when a reader of the old form would err.
pub const SCHEMA: u32 = 1;

/// What differs between two modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The old module, as the user named it.
    pub old: String,
    /// The new module.
    pub new: String,
    /// The triples of the targets that both were compared on; none where they name none.
    pub targets: Vec<String>,
    /// How many changes there are.
    pub counts: Counts,
    /// The worst first, and then in the order of the lines. Empty only where the texts are equal.
    pub changes: Vec<Change>,
    /// What is as before, but has by value what is not; in the order of the new module's lines.
    pub affected: Vec<Affected>,
}

/// How many changes there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Breaking ones.
    pub breaking: usize,
    /// Additive ones.
    pub additive: usize,
    /// Cosmetic ones.
    pub cosmetic: usize,
}

impl Drift {
    /// The worst severity of any change; `None` where the texts are equal.
    pub fn worst(&self) -> Option<Severity> {
        self.changes.iter().map(|it| it.severity).min()
    }
}

/// Compares two modules: the path of each, for messages, and its text.
///
/// # Errors
/// [`Error::Module`] where a text is no module; a target that nobody knows, where a condition of
/// the module asks for it; [`Error::Merge`] where there are too many.
pub fn compare(old: (&Path, &str), new: (&Path, &str)) -> Result<Drift, Error> {
    let modules = (
        module_file::parse(old.0, old.1)?,
        module_file::parse(new.0, new.1)?,
    );
    let sources = (
        Sources::new(old.1, &modules.0),
        Sources::new(new.1, &modules.1),
    );
    let (scopes, heads) = scopes::scopes(&modules.0, &modules.1)?;
    let mut gathered = Gathered::default();
    let is_same = old.1 == new.1;
    for (at, scope) in scopes.iter().enumerate().filter(|_| !is_same) {
        let old = Side::new(&modules.0, &sources.0, scope.old.as_ref());
        let new = Side::new(&modules.1, &sources.1, scope.new.as_ref());
        let comparison = Comparison::new(old, new);
        let hits = comparison.affected();
        gathered.see(comparison.seen());
        gathered.add(at, comparison.found, hits);
    }
    let (mut changes, affected) = gathered.into_changes(&scopes);
    changes.extend(heads.into_iter().map(|it| Change {
        severity: it.severity,
        kind: it.kind,
        item: it.item,
        aspect: it.aspect,
        what: it.what,
        targets: Vec::new(),
        place: None,
        old: it.old,
        new: it.new,
    }));
    if changes.is_empty() && !is_same {
        changes.push(blanks(old.1, new.1));
    }
    // What is said of a module as a whole stands above what is said of its items.
    changes.sort_by_key(|it| (it.severity, it.kind != Kind::Module));
    let count = |severity| changes.iter().filter(|it| it.severity == severity).count();
    Ok(Drift {
        schema: SCHEMA,
        old: old.0.display().to_string(),
        new: new.0.display().to_string(),
        targets: scopes
            .into_iter()
            .filter_map(|it: Scope| it.triple)
            .collect(),
        counts: Counts {
            breaking: count(Severity::Breaking),
            additive: count(Severity::Additive),
            cosmetic: count(Severity::Cosmetic),
        },
        changes,
        affected,
    })
}

/// The change of texts that differ in nothing that has a meaning on their targets.
fn blanks(old: &str, new: &str) -> Change {
    let lines = || old.lines().zip(new.lines());
    let same = lines().take_while(|(old, new)| old == new).count();
    let line = u32::try_from(same).unwrap_or(u32::MAX).saturating_add(1);
    let said = |text: &str| Said {
        line,
        text: text.lines().nth(same).unwrap_or_default().to_owned(),
    };
    Change {
        severity: Severity::Cosmetic,
        kind: Kind::Module,
        item: "module".to_owned(),
        aspect: Aspect::Text,
        what: "its text changed, and means the same".to_owned(),
        targets: Vec::new(),
        place: None,
        old: Some(said(old)),
        new: Some(said(new)),
    }
}

/// What `quarry bindgen diff` does; gives the exit code: 1 where a program can see a change.
///
/// # Errors
/// Those of [`compare`], and [`Error::Io`].
pub fn run(options: &Diff) -> Result<u8, Error> {
    let texts = (
        module_file::text(&options.old)?,
        module_file::text(&options.new)?,
    );
    let drift = compare((&options.old, &texts.0), (&options.new, &texts.1))?;
    let verbose = options.verbosity == Verbosity::Verbose;
    let text = match (options.format, options.verbosity) {
        (_, Verbosity::Quiet) => String::new(),
        (Format::Json, Verbosity::Normal | Verbosity::Verbose) => json(&drift)?,
        (Format::Text, Verbosity::Normal | Verbosity::Verbose) => drift.shown(verbose),
    };
    output::write_stdout(text.as_bytes())?;
    Ok(u8::from(drift.counts.is_seen()))
}
