//! `extern let v: T`, `extern var v: T`

use super::claims::Claimer;
use crate::library::Declared;
use crate::pyrite::model::{Item, Variable};
use crate::verdict::Aspect;

impl<'m> Claimer<'m> {
    /// What a variable claims.
    pub(super) fn variable(&mut self, item: &'m Item, variable: &'m Variable) {
        let dictionary = self.dictionary;
        let symbol = variable.linkage.symbol(item);
        let by_name = dictionary.variable_named(&item.name);
        let found = by_name
            .filter(|it| self.symbol_of(&it.name, it.link_name.as_deref()) == symbol)
            .or_else(|| dictionary.variable_named(symbol))
            .or(by_name);
        let Some(c) = found else {
            return self.not_declared(&[&item.name, symbol]);
        };
        let there = self.symbol_of(&c.name, c.link_name.as_deref());
        if there != symbol {
            self.wrong(format!("symbol `{symbol}` here, `{there}` in C"));
        }
        let subject = format!("__typeof__(&{})", c.name);
        let test = self.same(subject, false, |declare| {
            declare.pointer_to(&variable.ty, Some(&c.ty), variable.mutable)
        });
        match test {
            Ok(test) => {
                let word = if variable.mutable { "var" } else { "let" };
                let here = format!("`{word} {}`", variable.ty);
                let part = self.part(Aspect::VariableType, "it", here, test);
                self.claim(vec![part]);
                self.symbol(&c.name, symbol, Declared::Variable);
            }
            Err(gap) => self.gap(item.position.line, gap),
        }
    }
}
