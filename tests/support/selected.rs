//! What the conditions of a module select on one target, against the target's own module.

use std::collections::BTreeMap;

use quarry_bindgen::merge::words::PORTABILITY;
use quarry_bindgen::pyrite::{self, model::Item, model::ItemKind};
use quarry_bindgen::target::Target;
use regex::Regex;

/// Whether a merged text says on a target what the target's own text does, and in its order.
///
/// # Errors
/// The first difference.
pub(crate) fn compare(merged: &str, target: &Target, alone: &str) -> Result<(), String> {
    let merged = items(merged, target)?;
    let alone = items(alone, target)?;
    let triple = &target.triple;
    for (merged, alone) in merged.iter().zip(&alone) {
        if merged != alone {
            return Err(format!("on {triple}:\n{merged}\nin place of\n{alone}"));
        }
    }
    match merged.len() == alone.len() {
        true => Ok(()),
        false => {
            let rest = merged
                .iter()
                .skip(alone.len())
                .chain(alone.iter().skip(merged.len()));
            let rest: Vec<&str> = rest.map(String::as_str).collect();
            Err(format!(
                "on {triple}, at the end of one:\n{}",
                rest.join("\n")
            ))
        }
    }
}

/// The items of a text that exist on a target, as text without places, and without the aliases
/// that only a merged module has.
fn items(text: &str, target: &Target) -> Result<Vec<String>, String> {
    let module = pyrite::read(text, None).map_err(|error| error.to_string())?;
    let mut aliases = BTreeMap::new();
    let mut items = Vec::new();
    for mut item in module.items {
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
        item.condition = None;
        without_portability(&mut item);
        items.push(item);
    }
    let position = Regex::new(r"position: Position \{[^}]*\}, ").map_err(|it| it.to_string())?;
    let place = |item: &Item| {
        let mut text = position.replace_all(&format!("{item:?}"), "").into_owned();
        for (name, ty) in &aliases {
            text = text.replace(name, ty);
        }
        text
    };
    Ok(items.iter().map(place).collect())
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
