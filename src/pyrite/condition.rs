//! `@cfg(…)`: on which targets an item exists.

use super::error::{Fault, Result};
use super::model::Item;
use super::parser::Parser;
use crate::target::Target;

/// A condition on the target.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Condition {
    /// `target_os = "linux"`
    Is(Key, String),
    /// `any(…)`: one of them at least.
    Any(Vec<Condition>),
    /// `all(…)`
    All(Vec<Condition>),
    /// `not(…)`
    Not(Box<Condition>),
}

/// What a condition asks of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// `target_os`: `"linux"`, `"windows"`, `"none"`, …
    Os,
    /// `target_arch`: `"x86_64"`, `"aarch64"`, …
    Arch,
    /// `target_pointer_width`: `"16"`, `"32"`, `"64"`.
    PointerWidth,
    /// `target_endian`: `"little"`, `"big"`.
    Endian,
    /// `target_env`: `"gnu"`, `"msvc"`, `"musl"`, …
    Env,
}

impl Condition {
    /// Whether it holds on a target, whose value for each key is given.
    pub fn holds<'t>(&self, target: &impl Fn(Key) -> &'t str) -> bool {
        match self {
            Condition::Is(key, value) => target(*key) == value,
            Condition::Any(parts) => parts.iter().any(|part| part.holds(target)),
            Condition::All(parts) => parts.iter().all(|part| part.holds(target)),
            Condition::Not(part) => !part.holds(target),
        }
    }
}

impl Item {
    /// Whether the item exists on a target.
    pub fn exists_on(&self, target: &Target) -> bool {
        let value = |key: Key| key.of_target(target);
        self.condition.as_ref().is_none_or(|it| it.holds(&value))
    }
}

impl Key {
    /// A target's value: the one place that says what a condition asks.
    pub fn of_target(self, target: &Target) -> &str {
        match self {
            Key::Os => &target.os,
            Key::Arch => &target.arch,
            Key::Env => &target.env,
            Key::PointerWidth => target.pointer_width(),
            Key::Endian if target.is_big_endian() => "big",
            Key::Endian => "little",
        }
    }

    /// The key of a name.
    fn of(name: &str) -> Option<Key> {
        Some(match name {
            "target_os" => Key::Os,
            "target_arch" => Key::Arch,
            "target_pointer_width" => Key::PointerWidth,
            "target_endian" => Key::Endian,
            "target_env" => Key::Env,
            _ => return None,
        })
    }
}

impl Parser<'_> {
    /// Reads a condition.
    pub(super) fn condition(&mut self) -> Result<Condition> {
        self.enter()?;
        let condition = match self.token.source {
            "any" => Condition::Any(self.conditions()?),
            "all" => Condition::All(self.conditions()?),
            "not" => {
                self.advance()?;
                self.expect("(", "`(`")?;
                let part = self.condition()?;
                self.expect(")", "`)`, because `not` has one condition,")?;
                Condition::Not(Box::new(part))
            }
            name => {
                let key = Key::of(name).ok_or_else(|| {
                    self.unexpected(
                        "`target_os`, `target_arch`, `target_pointer_width`, `target_endian`, \
                         `target_env`, `any`, `all` or `not`",
                    )
                })?;
                self.advance()?;
                self.expect("=", "`=`")?;
                let position = self.position();
                let value = self.string("a string")?;
                let known: &[&str] = match key {
                    Key::PointerWidth => &["16", "32", "64"],
                    Key::Endian => &["little", "big"],
                    Key::Os | Key::Arch | Key::Env => &[],
                };
                if !known.is_empty() && !known.contains(&value.as_str()) {
                    let fault = Fault::Value {
                        value: format!("{value:?}"),
                        ty: format!("`{name}`, which is one of {known:?}"),
                    };
                    return Err(super::error::Error { position, fault });
                }
                Condition::Is(key, value)
            }
        };
        self.leave();
        Ok(condition)
    }

    /// Reads the conditions of `any` or `all`, of which there is one at least.
    fn conditions(&mut self) -> Result<Vec<Condition>> {
        self.advance()?;
        self.expect("(", "`(`")?;
        let mut parts = vec![self.condition()?];
        while !self.take(")")? {
            self.expect(",", "`,` or `)`")?;
            parts.push(self.condition()?);
        }
        Ok(parts)
    }
}
