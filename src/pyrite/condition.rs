//! `@cfg(…)` in a text.

use super::error::{Fault, Result};
use super::model::{Condition, Dialect, Item, Key};
use super::parser::Parser;
use super::token::TokenKind;
use crate::target::Target;

impl Item {
    /// Whether the item exists on a target.
    pub fn exists_on(&self, target: &Target) -> bool {
        let condition = self.condition.as_ref();
        condition.is_none_or(|condition| condition.holds_on(target))
    }
}

impl Condition {
    /// The condition that a text is.
    pub(super) fn read(text: &str) -> Option<Condition> {
        let mut parser = Parser::new(text, Dialect::Spec).ok()?;
        let condition = parser.condition().ok()?;
        let is_all = matches!(parser.token.kind, TokenKind::Newline | TokenKind::End);
        is_all.then_some(condition)
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
                let key = Key::of_name(name).ok_or_else(|| {
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
