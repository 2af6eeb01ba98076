//! `extern fn f(a: A) -> R`

use super::claims::{Claimer, SymbolClaim};
use super::declare::{Declare, User};
use crate::decls::model::{Convention, Function as CFunction};
use crate::library::{self, Declared};
use crate::pyrite::model::{Function, FunctionType, Item, Linkage, Type};
use crate::verdict::Aspect;

impl<'m> Claimer<'m> {
    /// What a function claims.
    pub(super) fn function(&mut self, item: &'m Item, function: &'m Function) {
        let dictionary = self.dictionary;
        let symbol = function.linkage.symbol(item);
        let by_name = dictionary.function_named(&item.name);
        let found = by_name
            .filter(|it| self.symbol_of(&it.name, it.link_name.as_deref()) == symbol)
            .or_else(|| dictionary.function_named(symbol))
            .or(by_name);
        let Some(c) = found else {
            return self.not_declared(&[&item.name, symbol]);
        };
        let there = self.symbol_of(&c.name, c.link_name.as_deref());
        if there != symbol {
            self.wrong(format!("symbol `{symbol}` here, `{there}` in C"));
        }
        if !c.ty.prototyped {
            return self.wrong("parameters here, none that C tells: it is declared as `f()`");
        }
        // Attributes of a convention stand before the star of a pointer to the function.
        let is_said = function.convention.is_some() || default_instead_of(c).is_some();
        let address = if is_said { "&" } else { "" };
        let subject = ["__typeof__(", address, &c.name, ")"].concat();
        let may_end = is_said && function.result.is_none();
        let declare = |it: &mut Declare<'m>| it.signature(function, Some(c));
        let test = match self.same(subject, may_end, declare) {
            Ok(test) => test,
            Err(gap) => return self.gap(item.position.line, gap),
        };
        let part = self.part(Aspect::Signature, "it", text(function), test);
        self.claim(vec![part]);
        let mut sizes = Vec::with_capacity(function.parameters.len());
        for parameter in &function.parameters {
            match self.declare.layouts.ty(&parameter.ty) {
                Ok(layout) => sizes.push(layout.size),
                // Opaque by value: the signature is wrong already.
                Err(_) => return,
            }
        }
        let declared = Declared::Function {
            convention: function.convention.as_deref(),
            parameters: &sizes,
            variadic: function.variadic,
        };
        self.symbol(&c.name, symbol, declared);
    }

    /// The symbol that an item is linked by.
    pub(super) fn symbol(&mut self, c: &str, symbol: &str, declared: Declared<'_>) {
        let User { line, item } = self.declare.user.clone();
        self.claims.symbols.push(SymbolClaim {
            line,
            item,
            c: c.to_owned(),
            symbol: library::symbol(symbol, declared, self.target),
        });
    }

    /// The symbol of a declaration of C, in C's terms: a label of assembly has the prefix that the
    /// target's files put before each name.
    pub(super) fn symbol_of<'c>(&self, name: &'c str, label: Option<&'c str>) -> &'c str {
        match label {
            Some(label) if self.target.has_underscore_prefix() => {
                label.strip_prefix('_').unwrap_or(label)
            }
            Some(label) => label,
            None => name,
        }
    }

    /// What no header declares, with the reason where one is known.
    pub(super) fn not_declared(&mut self, names: &[&str]) {
        let reason = names.iter().find_map(|name| self.dictionary.reason(name));
        let message = match reason {
            Some(reason) => format!("bound here, not to be bound in C: {reason}"),
            None => "the headers do not declare it".to_owned(),
        };
        self.wrong(message);
    }
}

impl Linkage {
    /// The symbol of an item.
    pub(super) fn symbol<'i>(&'i self, item: &'i Item) -> &'i str {
        self.symbol.as_deref().unwrap_or(&item.name)
    }
}

/// The word for the target's own convention where C has another one: a declaration that says
/// nothing takes over the convention of the one before it, so that no compiler would object.
pub fn default_instead_of(c: &CFunction) -> Option<&'static str> {
    match c.ty.convention {
        Convention::C | Convention::Other(_) => None,
        Convention::Stdcall
        | Convention::Fastcall
        | Convention::Thiscall
        | Convention::Vectorcall => Some("__attribute__((cdecl)) "),
        Convention::MsAbi => Some("__attribute__((sysv_abi)) "),
        Convention::SysvAbi => Some("__attribute__((ms_abi)) "),
    }
}

/// A function's type as a module writes it.
fn text(function: &Function) -> String {
    let ty = FunctionType {
        convention: function.convention.clone(),
        parameters: function.parameters.iter().map(|it| it.ty.clone()).collect(),
        variadic: function.variadic,
        result: Box::new(function.result.clone().unwrap_or(Type::Void)),
    };
    format!("`{ty}`")
}
