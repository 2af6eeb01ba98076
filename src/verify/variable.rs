//! `extern let v: T`, `extern var v: T`

use super::claims::Claimer;
use super::part::Test;
use crate::decls::model::Variable as CVariable;
use crate::pyrite::model::{Item, Variable};
use crate::verdict::Aspect;

impl<'m> Claimer<'m> {
    /// What a variable claims.
    pub(super) fn variable(&mut self, item: &'m Item, variable: &'m Variable) {
        let dictionary = self.dictionary;
        let symbol = variable.linkage.symbol(item);
        let by_name = dictionary.variable_named(&item.name);
        let found = by_name
            .filter(|it| symbol_of(it) == symbol)
            .or_else(|| dictionary.variable_named(symbol))
            .or(by_name);
        let Some(c) = found else {
            return self.not_declared(&[&item.name, symbol]);
        };
        if symbol_of(c) != symbol {
            let message = format!("symbol `{symbol}` here, `{}` in C", symbol_of(c));
            self.wrong(message);
        }
        let ty = self
            .declare
            .pointer_to(&variable.ty, Some(&c.ty), variable.mutable);
        match ty {
            Ok(ty) => {
                let word = if variable.mutable { "var" } else { "let" };
                let here = format!("`{word} {}`", variable.ty);
                let test = Test::Same {
                    subject: format!("__typeof__(&{})", c.name),
                    ty,
                };
                let part = self.part(Aspect::VariableType, "it", here, test);
                self.claim(vec![part]);
            }
            Err(gap) => self.gap(item.position.line, gap),
        }
    }
}

/// The symbol that C gives a variable, before the target's own prefix.
fn symbol_of(variable: &CVariable) -> &str {
    variable.link_name.as_deref().unwrap_or(&variable.name)
}
