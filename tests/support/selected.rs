//! What the conditions of a module select on one target, against the target's own module.
//!
//! Exactly the same, but for what says nothing about C on that target:
//!
//! - aliases of C's basic types (`c_long`), which only a merged module has;
//! - the class of portability in the documentation, and `On linux-gnu:` above the part that is
//!   that target's: the merged one has the documentation of all targets, also for those whose
//!   headers say less or nothing;
//! - names of a function's parameters, which are no part of its type: the merged one has those of
//!   one target, in the documentation too;
//! - the order, if two targets contradict each other, and only where a test says so.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use quarry_bindgen::merge::words::PORTABILITY;
use quarry_bindgen::pyrite::{
    self,
    model::{Item, ItemKind, Module},
};
use quarry_bindgen::target::Target;
use regex::{Captures, Regex};

/// What stands above one target's part of a documentation.
static HEADING: LazyLock<Regex> = LazyLock::new(|| compiled(r"(^|\n\n)(On|Everywhere) [^:]+:\n\n"));

/// A place in an item as text.
static POSITION: LazyLock<Regex> = LazyLock::new(|| compiled(r"position: Position \{[^}]*\}, "));

/// A name in a documentation.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| compiled("`([^`]+)`"));

/// A pattern of this file's.
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file's is right")
}

/// Whether the order of the items must be the target's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// It must.
    Own,
    /// It need not.
    Any,
}

/// Whether a merged text says on a target what the target's own text does, and in its order.
///
/// # Errors
/// The first difference.
pub(crate) fn compare(merged: &str, target: &Target, alone: &str) -> Result<(), String> {
    compare_modules(&read(merged)?, target, &read(alone)?, Order::Own)
}

/// A module from its text.
///
/// # Errors
/// Why it is none.
pub(crate) fn read(text: &str) -> Result<Module, String> {
    pyrite::read(text, None).map_err(|error| error.to_string())
}

/// The same of texts that have been read.
///
/// # Errors
/// The first difference.
pub(crate) fn compare_modules(
    merged: &Module,
    target: &Target,
    alone: &Module,
    order: Order,
) -> Result<(), String> {
    let mut merged = items(merged, target)?;
    let mut alone = items(alone, target)?;
    if order == Order::Any {
        merged.sort_by(|a, b| a.text.cmp(&b.text));
        alone.sort_by(|a, b| a.text.cmp(&b.text));
    }
    let triple = &target.triple;
    for (merged, alone) in merged.iter().zip(&alone) {
        if merged.text != alone.text || !has_doc(&merged.doc, &alone.doc) {
            return Err(format!("on {triple}:\n{merged:?}\nin place of\n{alone:?}"));
        }
    }
    match merged.len() == alone.len() {
        true => Ok(()),
        false => {
            let rest = merged.iter().skip(alone.len());
            let rest: Vec<&Said> = rest.chain(alone.iter().skip(merged.len())).collect();
            Err(format!("on {triple}, at the end of one:\n{rest:?}"))
        }
    }
}

/// Whether a documentation is that of one target, or has it as the part of some.
fn has_doc(merged: &[String], alone: &[String]) -> bool {
    // What only others say of it is no less true here.
    if merged == alone || alone.is_empty() {
        return true;
    }
    let (merged, alone) = (merged.join("\n"), alone.join("\n"));
    // What is said of several may be more.
    let has = |part: &str| format!("\n{part}\n").contains(&format!("\n{alone}\n"));
    let several = HEADING.find(&merged).is_some_and(|it| it.start() == 0);
    match several {
        true => HEADING.split(&merged).any(has),
        false => has(&merged),
    }
}

/// What an item says.
#[derive(Debug)]
struct Said {
    /// All but the documentation, as text without places.
    text: String,
    /// The documentation.
    doc: Vec<String>,
}

/// The items of a module that exist on a target, without the aliases that only a merged one has.
fn items(module: &Module, target: &Target) -> Result<Vec<Said>, String> {
    let mut aliases = BTreeMap::new();
    let mut items = Vec::new();
    for item in &module.items {
        if !item.exists_on(target) {
            continue;
        }
        let is_alias = item
            .doc
            .first()
            .is_some_and(|line| line.starts_with("C's `"));
        if let (true, ItemKind::Alias(ty)) = (is_alias, &item.kind) {
            let known = aliases.insert(format!("{:?}", named(&item.name)), format!("{ty:?}"));
            if known.is_some() {
                return Err(format!("{} is defined twice", item.name));
            }
            continue;
        }
        let mut item = item.clone();
        item.condition = None;
        without_portability(&mut item);
        without_names(&mut item);
        items.push(item);
    }
    let said = |mut item: Item| {
        let doc = std::mem::take(&mut item.doc);
        let mut text = POSITION.replace_all(&format!("{item:?}"), "").into_owned();
        for (name, ty) in &aliases {
            text = text.replace(name, ty);
        }
        Said { text, doc }
    };
    Ok(items.into_iter().map(said).collect())
}

/// A type by its name.
fn named(name: &str) -> pyrite::model::Type {
    pyrite::model::Type::Named(name.to_owned())
}

/// Takes the portability class out of the documentation.
fn without_portability(item: &mut Item) {
    let is_class = |line: &String| line.starts_with(PORTABILITY);
    if let Some(first) = item.doc.iter().rposition(is_class) {
        item.doc.truncate(first);
        if item.doc.last().is_some_and(String::is_empty) {
            item.doc.pop();
        }
    }
}

/// Calls a function's parameters by their places, in the documentation too.
fn without_names(item: &mut Item) {
    let ItemKind::Function(function) = &mut item.kind else {
        return;
    };
    let mut names = BTreeMap::new();
    for (place, parameter) in function.parameters.iter_mut().enumerate() {
        let name = std::mem::replace(&mut parameter.name, format!("parameter {place}"));
        names.insert(name, format!("`{}`", parameter.name));
    }
    for line in &mut item.doc {
        let replaced = QUOTED.replace_all(line, |found: &Captures<'_>| {
            let place = names.get(&found[1]);
            place.cloned().unwrap_or_else(|| found[0].to_owned())
        });
        *line = replaced.into_owned();
    }
}
