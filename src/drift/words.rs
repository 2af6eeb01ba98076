//! What an item says, in one line, and both sides of a change in words.

use super::change::Said;
use crate::pyrite::model::{Function, Item, ItemKind, Value};

/// The most characters of a type or value in the words of a change.
const MOST: usize = 56;

/// An item in one line, without what stands above it.
pub(super) fn declaration(item: &Item) -> String {
    let name = &item.name;
    match &item.kind {
        ItemKind::Function(function) => {
            let convention = match &function.convention {
                Some(convention) => format!("{convention:?} "),
                None => String::new(),
            };
            format!("extern {convention}fn {name}{}", signature(function, true))
        }
        ItemKind::Variable(variable) => {
            let word = if variable.mutable { "var" } else { "let" };
            format!("extern {word} {name}: {}", variable.ty)
        }
        ItemKind::Opaque => format!("opaque type {name}"),
        ItemKind::Alias(ty) => format!("type {name} = {ty}"),
        ItemKind::Record(record) if record.is_union => format!("union {name}"),
        ItemKind::Record(_) => format!("struct {name}"),
        ItemKind::Constant(constant) => {
            let ty = constant.ty.as_ref().map(|ty| format!(": {ty}"));
            format!(
                "const {name}{} = {}",
                ty.unwrap_or_default(),
                value(&constant.value)
            )
        }
        ItemKind::Implementation(_) => format!("impl {name}"),
        ItemKind::Skipped(skipped) => format!("skipped: {name} ({})", skipped.reason),
    }
}

/// `(i32, ...) -> i32`, with the names of the parameters or without.
pub(super) fn signature(function: &Function, with_names: bool) -> String {
    let parameter = |it: &crate::pyrite::model::Field| match with_names {
        true => format!("{}: {}", it.name, it.ty),
        false => it.ty.to_string(),
    };
    let mut parameters: Vec<String> = function.parameters.iter().map(parameter).collect();
    if function.variadic {
        parameters.push("...".to_owned());
    }
    let result = function.result.as_ref().map(|ty| format!(" -> {ty}"));
    format!("({}){}", parameters.join(", "), result.unwrap_or_default())
}

/// A value.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Integer(integer) => integer.to_string(),
        Value::Float { text, .. } => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            format!("[{}]", values.join(", "))
        }
    }
}

/// `was A and is B`, both shortened to where they differ.
pub(super) fn was(old: &str, new: &str) -> String {
    let (old, new) = both(old, new);
    format!("was {old} and is {new}")
}

/// Two texts that differ, so short that a line holds them, and still different.
pub(super) fn both(old: &str, new: &str) -> (String, String) {
    let same = old.chars().zip(new.chars());
    let same = same.take_while(|(old, new)| old == new).count();
    // A few characters of what is common say where it is.
    let start = match old.chars().count().max(new.chars().count()) > MOST {
        true => same.saturating_sub(MOST / 2),
        false => 0,
    };
    (cut(old, start), cut(new, start))
}

/// A text, so short that a line holds it.
pub(super) fn short(text: &str) -> String {
    cut(text, 0)
}

/// A text from a character on.
fn cut(text: &str, start: usize) -> String {
    let before = if start > 0 { "…" } else { "" };
    let mut rest = text.chars().skip(start);
    let middle: String = rest.by_ref().take(MOST).collect();
    let after = if rest.next().is_some() { "…" } else { "" };
    format!("{before}{middle}{after}")
}

/// Names as a list that does not grow without end.
pub(super) fn listed(names: &[&str]) -> String {
    /// The most that are listed.
    const NAMES: usize = 5;
    let some: Vec<&str> = names.iter().take(NAMES).copied().collect();
    match names.len().checked_sub(NAMES) {
        Some(more @ 1..) => format!("{} and {more} more", some.join(", ")),
        Some(0) | None => some.join(", "),
    }
}

/// One side of a change.
pub(super) fn said(line: u32, text: impl Into<String>) -> Said {
    let text = text.into();
    Said { line, text }
}
