//! Constants, aliases, and what is skipped.

use super::change::{Aspect, Kind, Severity};
use super::compare::Comparison;
use super::words;
use crate::pyrite::model::{Constant, Integer, Item, Skipped, Type, Value};

impl<'m> Comparison<'m> {
    /// Compares constants.
    pub(super) fn constants(
        &mut self,
        (old, a): (&'m Item, &'m Constant),
        (new, b): (&'m Item, &'m Constant),
    ) {
        let lines = (old.position.line, new.position.line);
        match (&a.ty, &b.ty) {
            (Some(was), Some(is)) => {
                self.typed((Aspect::Type, "type"), old, (lines.0, was), (lines.1, is));
            }
            (None, None) => {}
            (was, is) => {
                let text = |it: &Option<Type>| match it {
                    Some(ty) => ty.to_string(),
                    None => "none".to_owned(),
                };
                let (was, is) = (text(was), text(is));
                let what = format!("type {}", words::was(&was, &is));
                let sides = [words::said(lines.0, was), words::said(lines.1, is)];
                self.between((Severity::Breaking, Aspect::Type), old, what, sides);
            }
        }
        if !is_same(&a.value, &b.value) {
            let (was, is) = (words::value(&a.value), words::value(&b.value));
            let what = words::was(&was, &is);
            let sides = [words::said(lines.0, was), words::said(lines.1, is)];
            self.between((Severity::Breaking, Aspect::Value), old, what, sides);
        }
    }

    /// Compares aliases.
    pub(super) fn aliases(
        &mut self,
        (old, a): (&'m Item, &'m Type),
        (new, b): (&'m Item, &'m Type),
    ) {
        let lines = (old.position.line, new.position.line);
        if !self.typed((Aspect::Type, ""), old, (lines.0, a), (lines.1, b)) {
            self.changed.insert(&old.name, Kind::Alias);
        }
    }

    /// Compares what is skipped.
    pub(super) fn skipped(
        &mut self,
        (old, a): (&'m Item, &Skipped),
        (new, b): (&'m Item, &Skipped),
    ) {
        let lines = (old.position.line, new.position.line);
        if a.reason != b.reason {
            let what = format!(
                "reason for skipping it {}",
                words::was(&a.reason, &b.reason)
            );
            let sides = [
                words::said(lines.0, a.reason.clone()),
                words::said(lines.1, b.reason.clone()),
            ];
            self.cosmetic(old, Aspect::Skipped, &what, sides);
        }
        let text = |it: &Skipped| format!("{}:{}", it.file, it.line);
        if text(a) != text(b) {
            let (was, is) = (text(a), text(b));
            let what = format!("place of what is skipped {}", words::was(&was, &is));
            let sides = [words::said(lines.0, was), words::said(lines.1, is)];
            self.cosmetic(old, Aspect::Skipped, &what, sides);
        }
    }
}

/// Whether two values are the same, however they are written.
fn is_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Integer(old), Value::Integer(new)) => old == new,
        (Value::Float { value: old, .. }, Value::Float { value: new, .. }) => {
            // 0.0 and -0.0 are two values.
            old.to_bits() == new.to_bits()
        }
        (Value::Bool(old), Value::Bool(new)) => old == new,
        (Value::Text(old), Value::Text(new)) => old == new,
        (Value::Array(old), Value::Array(new)) => {
            let (old, new): (&[Integer], &[Integer]) = (old, new);
            old == new
        }
        _ => false,
    }
}
