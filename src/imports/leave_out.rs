//! A merged module without what others define in the same way.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::library::Loaded;
use super::need::needed;
use super::share::{Shared, share};
use super::view::is_for;
use crate::emit;
use crate::error::Error;
use crate::map::model::ItemKind;
use crate::merge::Merged;
use crate::merge::fault::Fault;
use crate::merge::model::{Import, Item, Module};
use crate::merge::separate::Separator;
use crate::pyrite;
use crate::select::Remark;
use crate::target::Target;
use crate::target::condition::Condition;
use crate::target::set::Set;

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many names are imported.
    pub imported: usize,
    /// What the user has to know.
    pub remarks: Vec<Remark>,
}

/// Leaves out of a merged module what others define in the same way, and imports it.
///
/// # Errors
/// [`Error::Merge`] where no condition tells two targets apart, on one of which something is
/// imported.
pub fn leave_out(merged: &mut Merged<'_>, loaded: &Loaded) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    let targets = merged.module.targets.clone();
    outcome.remarks.extend(without_targets(loaded, &targets));
    let text = emit::emit(shareable(&merged.module));
    let here = match pyrite::read(&text, None) {
        Ok(here) => here,
        // A header may nest its types deeper than the reader goes.
        Err(error) if matches!(error.fault, pyrite::Fault::TooDeep(_)) => {
            outcome.remarks.push(Remark {
                message: format!("nothing is imported: in what would be written, {error}"),
                help: None,
                idle: None,
            });
            return Ok(outcome);
        }
        Err(error) => {
            return Err(Error::Internal {
                what: format!("a module cannot be read back: {error}"),
            });
        }
    };
    let shared = share(&here, loaded, &targets);
    let sets = sets(&merged.module, &targets);
    let needed = needed(merged, &sets, &shared);
    let mut separate = Conditions {
        separator: Separator::new(&targets),
        targets: &targets,
    };
    let imports = imports(&merged.module, &needed, &shared, loaded, &mut separate)?;
    let names = imports.iter().flat_map(|import| &import.names);
    outcome.imported = names.collect::<BTreeSet<_>>().len();
    let mut stays: BTreeMap<String, Set> = BTreeMap::new();
    let mut all: BTreeSet<String> = BTreeSet::new();
    let items = std::mem::take(&mut merged.module.items);
    for ((mut item, old), needed) in items.into_iter().zip(&sets).zip(&needed) {
        let is_skipped = matches!(item.declaration.kind, ItemKind::Skipped(_));
        let name = &item.declaration.name;
        let new = match is_skipped {
            true => *needed,
            false => needed.without(shared.everywhere(name)),
        };
        if !is_skipped {
            all.insert(name.clone());
        }
        if new.is_empty() && !old.is_empty() {
            continue;
        }
        if !is_skipped {
            let known = stays.entry(name.clone()).or_default();
            *known = known.union(new);
        }
        if new != *old {
            item.condition = separate.of(new, name)?;
            restrict(&mut item, new, &targets);
        }
        merged.module.items.push(item);
    }
    // The merge has not counted those that it made itself.
    all.retain(|name| !stays.contains_key(name) && !merged.basic.contains(name));
    merged.summary.leave_out(&all);
    merged.module.imports = imports;
    outcome
        .remarks
        .extend(again(&shared, &stays, loaded, &targets));
    Ok(outcome)
}

/// The types and constants of a module, as a module of their own.
fn shareable<'a>(module: &'a Module<'_>) -> Module<'a> {
    let is_shareable = |item: &&Item<'_>| match &item.declaration.kind {
        ItemKind::Record(_) | ItemKind::Opaque | ItemKind::Alias(_) | ItemKind::Constant(_) => true,
        ItemKind::Function(_) | ItemKind::Variable(_) | ItemKind::Skipped(_) => false,
    };
    let items = module.items.iter().filter(is_shareable);
    Module {
        schema: module.schema,
        headers: Cow::default(),
        targets: Vec::new(),
        dialect: module.dialect,
        link: Cow::default(),
        doc: Cow::default(),
        imports: Vec::new(),
        items: items
            .map(|item| Item {
                condition: item.condition.clone(),
                declaration: Cow::Borrowed(&*item.declaration),
                layouts: Vec::new(),
                part: item.part,
            })
            .collect(),
    }
}

/// Where each item is.
fn sets(module: &Module<'_>, targets: &[Target]) -> Vec<Set> {
    let holds = |condition: &Condition| -> Set {
        let targets = targets.iter().enumerate();
        let on = targets.filter(|(_, target)| condition.holds_on(target));
        on.map(|(index, _)| index).collect()
    };
    let conditions = module.items.iter().map(|item| item.condition.as_ref());
    conditions
        .map(|it| it.map_or_else(|| Set::first(targets.len()), holds))
        .collect()
}

/// The simplest conditions for sets of targets.
struct Conditions<'t> {
    /// What finds them.
    separator: Separator,
    /// The targets.
    targets: &'t [Target],
}

impl Conditions<'_> {
    /// That of a set, for an item of a name.
    fn of(&mut self, set: Set, name: &str) -> Result<Option<Condition>, Fault> {
        let separated = self.separator.condition(set);
        separated.map_err(|pair| Fault::inseparable(name, pair, self.targets))
    }
}

/// What is imported where, sorted.
fn imports(
    module: &Module<'_>,
    needed: &[Set],
    shared: &Shared,
    loaded: &Loaded,
    separate: &mut Conditions<'_>,
) -> Result<Vec<Import>, Fault> {
    let mut whole: BTreeMap<&str, Set> = BTreeMap::new();
    for (item, needed) in module.items.iter().zip(needed) {
        if !matches!(item.declaration.kind, ItemKind::Skipped(_)) {
            let known = whole.entry(&item.declaration.name).or_default();
            *known = known.union(*needed);
        }
    }
    let mut statements: BTreeMap<(Option<Condition>, &str), Vec<String>> = BTreeMap::new();
    for (name, needed) in whole {
        for (file, set) in shared.from.get(name).into_iter().flatten() {
            let set = set.intersection(needed);
            if let (false, Some(file)) = (set.is_empty(), loaded.library.files.get(*file)) {
                let statement = (separate.of(set, name)?, file.name.as_str());
                statements
                    .entry(statement)
                    .or_default()
                    .push(name.to_owned());
            }
        }
    }
    let statements = statements.into_iter();
    Ok(statements
        .map(|((condition, module), names)| Import {
            condition,
            module: module.to_owned(),
            names,
        })
        .collect())
}

/// Takes the layouts of other targets from an item.
fn restrict(item: &mut Item<'_>, to: Set, targets: &[Target]) {
    let is_in = |triple: &String| {
        let mut targets = targets.iter().enumerate();
        targets.any(|(index, target)| target.triple == *triple && to.contains(index))
    };
    for placed in &mut item.layouts {
        placed.targets.retain(is_in);
    }
    item.layouts.retain(|placed| !placed.targets.is_empty());
}

/// A remark for each type that is defined again because it is not the same elsewhere.
fn again(
    shared: &Shared,
    stays: &BTreeMap<String, Set>,
    loaded: &Loaded,
    targets: &[Target],
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for ((name, file, reason), set) in &shared.differs {
        let set = set.intersection(stays.get(name).copied().unwrap_or_default());
        let Some(file) = loaded.library.files.get(*file).filter(|_| !set.is_empty()) else {
            continue;
        };
        let place = match set.len() == targets.len() {
            true => String::new(),
            false => format!(", for {}", triples(set, targets)),
        };
        remarks.push(Remark {
            message: format!(
                "`{name}` is defined again{place}: {reason} in `{}`",
                file.name
            ),
            help: None,
            idle: None,
        });
    }
    remarks
}

/// A remark for each named module that is for none of the targets.
fn without_targets(loaded: &Loaded, targets: &[Target]) -> Vec<Remark> {
    let modules = loaded.given.iter().filter_map(|file| {
        let module = loaded.modules.get(*file)?;
        let is_for = targets.iter().any(|target| is_for(module, target));
        (!is_for).then_some(loaded.library.files.get(*file)?)
    });
    modules
        .map(|file| Remark {
            message: format!(
                "nothing is imported from `{}`, which is for other targets",
                file.path.display()
            ),
            help: Some("its first lines name them".to_owned()),
            idle: None,
        })
        .collect()
}

/// Targets in words.
fn triples(set: Set, targets: &[Target]) -> String {
    let all: Vec<&str> = set
        .iter()
        .filter_map(|index| targets.get(index).map(|it| it.triple.as_str()))
        .collect();
    all.join(", ")
}
