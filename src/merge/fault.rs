//! Why modules cannot be merged.

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

use super::separate::Inseparable;
use crate::map::model::{Dialect, Module, SCHEMA};
use crate::target::Target;
use crate::target::set::Set;

/// Why modules cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// There are none.
    Nothing,
    /// More targets than a set can have.
    TooMany(usize),
    /// A module of another version of this program.
    Schema {
        /// The target of the module.
        target: String,
        /// Its schema.
        schema: u32,
    },
    /// Two modules of one target.
    Twice(String),
    /// A module for the alpha compiler, which knows no conditions.
    Alpha,
    /// Modules that were not made alike.
    Unlike {
        /// The targets of two of them.
        targets: [String; 2],
        /// What differs.
        what: String,
        /// What each has.
        values: [String; 2],
    },
    /// No condition tells two targets apart, and a declaration differs between them.
    Inseparable {
        /// The declaration.
        name: String,
        /// The targets.
        targets: [String; 2],
    },
}

/// Checks that modules, in the order of their targets, can be merged; gives the first.
///
/// # Errors
/// All but [`Fault::Inseparable`].
pub(super) fn check(modules: &[Module]) -> Result<&Module, Fault> {
    let first = modules.first().ok_or(Fault::Nothing)?;
    if modules.len() > Set::MOST {
        return Err(Fault::TooMany(modules.len()));
    }
    for module in modules {
        let target = &module.target.triple;
        if module.schema != SCHEMA {
            return Err(Fault::Schema {
                target: target.clone(),
                schema: module.schema,
            });
        }
        let dialect = |module: &Module| format!("{:?}", module.dialect).to_lowercase();
        let both = [first, module];
        for (what, is_same, values) in [
            (
                "dialects",
                first.dialect == module.dialect,
                both.map(dialect),
            ),
            (
                "headers",
                first.headers == module.headers,
                both.map(|it| it.headers.join(", ")),
            ),
            (
                "libraries",
                first.link == module.link,
                both.map(|it| it.link.join(", ")),
            ),
            (
                "texts of `--doc`",
                first.doc == module.doc,
                both.map(|it| format!("`{}`", it.doc.join(" "))),
            ),
        ] {
            if !is_same {
                return Err(Fault::Unlike {
                    targets: [first.target.triple.clone(), target.clone()],
                    what: what.to_owned(),
                    values,
                });
            }
        }
    }
    if first.dialect == Dialect::Alpha && modules.len() > 1 {
        return Err(Fault::Alpha);
    }
    let twice = |pair: &&[Module]| matches!(pair, [a, b] if a.target.triple == b.target.triple);
    if let Some([module, _]) = modules.windows(2).find(twice) {
        return Err(Fault::Twice(module.target.triple.clone()));
    }
    Ok(first)
}

impl Fault {
    /// No condition tells two of a run's targets apart, on which an item of a name differs.
    pub fn inseparable(name: &str, pair: Inseparable, targets: &[Target]) -> Fault {
        let triple = |index: usize| targets.get(index).map(|it| it.triple.clone());
        Fault::Inseparable {
            name: name.to_owned(),
            targets: [pair.inside, pair.outside].map(|it| triple(it).unwrap_or_default()),
        }
    }

    /// The triples of the targets that it is about.
    pub fn targets(&self) -> Vec<&str> {
        match self {
            Fault::Nothing | Fault::TooMany(_) | Fault::Alpha => Vec::new(),
            Fault::Schema { target, .. } | Fault::Twice(target) => vec![target],
            Fault::Unlike { targets, .. } | Fault::Inseparable { targets, .. } => {
                targets.iter().map(String::as_str).collect()
            }
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Nothing => f.write_str("there are no modules to merge"),
            Fault::TooMany(count) => write!(
                f,
                "{count} targets are more than one module can have, which are {}",
                Set::MOST
            ),
            Fault::Schema { target, schema } => write!(
                f,
                "the module for {target} has schema {schema}, and this program writes {SCHEMA}: make \
                 all of them with one version"
            ),
            Fault::Twice(target) => write!(f, "there are two modules for {target}"),
            Fault::Alpha => f.write_str(
                "the alpha compiler knows no conditions: its dialect is for one target, so make a \
                 module for each",
            ),
            Fault::Unlike {
                targets: [first, second],
                what,
                values: [a, b],
            } => write!(
                f,
                "the modules for {first} and {second} were made of other {what}: {a} and {b}"
            ),
            Fault::Inseparable {
                name,
                targets: [first, second],
            } => write!(
                f,
                "`{name}` differs between {first} and {second}, which no `@cfg` tells apart: they \
                 have the same operating system, architecture, pointer width, byte order and \
                 environment; make a module for each"
            ),
        }
    }
}

impl std::error::Error for Fault {}
