//! Functions and variables: what a caller and a linker see of them.

use super::change::{Aspect, Severity};
use super::compare::Comparison;
use super::words;
use crate::pyrite::model::{Function, Item, Linkage, Type, Variable};

impl<'m> Comparison<'m> {
    /// Compares functions.
    pub(super) fn functions(
        &mut self,
        (old, a): (&'m Item, &'m Function),
        (new, b): (&'m Item, &'m Function),
    ) {
        self.linkages((old, &a.linkage), (new, &b.linkage));
        let lines = (old.position.line, new.position.line);
        let sides =
            |old: String, new: String| [words::said(lines.0, old), words::said(lines.1, new)];
        if a.convention != b.convention {
            let text = |it: &Option<String>| match it {
                Some(convention) => format!("{convention:?}"),
                None => "the target's own".to_owned(),
            };
            let (was, is) = (text(&a.convention), text(&b.convention));
            let what = format!("convention {}", words::was(&was, &is));
            self.between(
                (Severity::Breaking, Aspect::Convention),
                old,
                what,
                sides(was, is),
            );
        }
        if a.parameters.len() == b.parameters.len() {
            let parameters = a.parameters.iter().zip(&b.parameters);
            for (number, (was, is)) in parameters.enumerate() {
                let place = format!("parameter {}", number + 1);
                self.typed(
                    (Aspect::Parameter, &place),
                    old,
                    (was.position.line, &was.ty),
                    (is.position.line, &is.ty),
                );
            }
        } else {
            let count = |it: &Function| match it.parameters.len() {
                0 => "no parameters".to_owned(),
                1 => "1 parameter".to_owned(),
                some => format!("{some} parameters"),
            };
            let (was, is) = (words::signature(a, false), words::signature(b, false));
            let what = format!("had {}, {was}, and has {}, {is}", count(a), count(b));
            let sides = sides(words::signature(a, true), words::signature(b, true));
            self.between((Severity::Breaking, Aspect::Parameters), old, what, sides);
        }
        self.parameter_names((old, a), (new, b));
        if a.variadic != b.variadic {
            let text = |it: bool| if it { "variadic" } else { "not variadic" };
            let (was, is) = (text(a.variadic), text(b.variadic));
            let what = words::was(was, is);
            let sides = sides(was.to_owned(), is.to_owned());
            self.between((Severity::Breaking, Aspect::Variadic), old, what, sides);
        }
        let result = |it: &'m Function| it.result.as_ref().unwrap_or(&Type::Void);
        self.typed(
            (Aspect::Result, "result"),
            old,
            (lines.0, result(a)),
            (lines.1, result(b)),
        );
    }

    /// Compares what parameters are called.
    fn parameter_names(&mut self, (old, a): (&'m Item, &Function), (new, b): (&Item, &Function)) {
        let pairs = || a.parameters.iter().zip(&b.parameters);
        let differ: Vec<_> = pairs().filter(|(was, is)| was.name != is.name).collect();
        if differ.is_empty() || a.parameters.len() != b.parameters.len() {
            return;
        }
        let names = |it: Vec<&str>| it.join(", ");
        let was: Vec<&str> = differ.iter().map(|(was, _)| was.name.as_str()).collect();
        let is: Vec<&str> = differ.iter().map(|(_, is)| is.name.as_str()).collect();
        let what = match differ.len() {
            1 => "name of a parameter",
            _ => "names of parameters",
        };
        let (was, is) = (names(was), names(is));
        let what = format!("{what} changed: {}", words::was(&was, &is));
        let sides = [
            words::said(old.position.line, was),
            words::said(new.position.line, is),
        ];
        self.cosmetic(old, Aspect::ParameterName, &what, sides);
    }

    /// Compares variables.
    pub(super) fn variables(
        &mut self,
        (old, a): (&'m Item, &'m Variable),
        (new, b): (&'m Item, &'m Variable),
    ) {
        self.linkages((old, &a.linkage), (new, &b.linkage));
        let lines = (old.position.line, new.position.line);
        if a.mutable != b.mutable {
            let text = |mutable: bool| match mutable {
                true => "mutable (extern var)",
                false => "constant (extern let)",
            };
            let (was, is) = (text(a.mutable), text(b.mutable));
            let what = words::was(was, is);
            let sides = [words::said(lines.0, was), words::said(lines.1, is)];
            self.between((Severity::Breaking, Aspect::Mutability), old, what, sides);
        }
        self.typed(
            (Aspect::Type, "type"),
            old,
            (lines.0, &a.ty),
            (lines.1, &b.ty),
        );
    }

    /// Compares what a linker is told.
    fn linkages(&mut self, (old, a): (&'m Item, &Linkage), (new, b): (&Item, &Linkage)) {
        let lines = (old.position.line, new.position.line);
        let symbol = |item: &Item, it: &Linkage| match &it.symbol {
            Some(symbol) => symbol.clone(),
            None => item.name.clone(),
        };
        let (was, is) = (symbol(old, a), symbol(new, b));
        if was != is {
            let what = format!("symbol {}", words::was(&was, &is));
            let sides = [words::said(lines.0, was), words::said(lines.1, is)];
            self.between((Severity::Breaking, Aspect::Symbol), old, what, sides);
        }
        if a.libraries == b.libraries {
            return;
        }
        let text = |it: &Linkage| match it.libraries.as_slice() {
            [] => "none".to_owned(),
            libraries => libraries.join(", "),
        };
        // A library more is one more that a program needs; without one, a symbol may be missing.
        let stay = a.libraries.iter().all(|it| b.libraries.contains(it));
        let severity = match (stay, a.libraries.len() == b.libraries.len()) {
            (true, true) => Severity::Cosmetic,
            (true, false) => Severity::Additive,
            (false, _) => Severity::Breaking,
        };
        let (was, is) = (text(a), text(b));
        let what = format!("library {}", words::was(&was, &is));
        let sides = [words::said(lines.0, was), words::said(lines.1, is)];
        self.between((severity, Aspect::Library), old, what, sides);
    }
}
