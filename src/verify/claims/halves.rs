//! All items of a module: of a long one, each half by a thread of its own, and what no half sees
//! by itself.

use std::thread;

use rustc_hash::FxHashSet;

use super::{Claimer, Claims};
use crate::pyrite::model::{Item, ItemKind};
use crate::verify::declare::{Declare, User};

/// So few items are not worth a thread.
const FEW: usize = 1000;

impl<'m> Claimer<'m> {
    /// The claims of items.
    pub(super) fn items(&mut self, items: &[&'m Item]) {
        let halves = items.split_at_checked(items.len() / 2);
        let Some((first, second)) = halves.filter(|_| items.len() >= FEW) else {
            return self.one_by_one(items);
        };
        let mut other = self.apart();
        let other = thread::scope(|scope| {
            let other = scope.spawn(move || {
                other.one_by_one(second);
                other
            });
            self.one_by_one(first);
            other.join()
        });
        match other {
            Ok(other) => self.join(other),
            // It panics once more, and that is reported.
            Err(_) => self.one_by_one(second),
        }
    }

    /// The claims of each.
    fn one_by_one(&mut self, items: &[&'m Item]) {
        for item in items {
            self.item(item);
        }
    }

    /// One for the same module that has claimed nothing yet.
    fn apart(&self) -> Claimer<'m> {
        let declare = &self.declare;
        Claimer {
            dictionary: self.dictionary,
            declare: Declare::new(self.dictionary, declare.types, declare.dialect),
            methods: self.methods,
            constants: self.constants,
            held: self.held,
            claims: Claims::default(),
            judge: self.judge,
            target: self.target,
        }
    }

    /// Takes over what another one has claimed of later items.
    fn join(&mut self, other: Claimer<'m>) {
        let Claims {
            subjects,
            findings,
            bits,
            symbols,
            unchecked,
        } = other.claims;
        self.claims.subjects.extend(subjects);
        self.claims.findings.extend(findings);
        self.claims.bits.extend(bits);
        self.claims.symbols.extend(symbols);
        self.claims.unchecked.extend(unchecked);
        // Each is asked about for its first user.
        for (scalar, user) in other.declare.scalars {
            self.declare.scalars.entry(scalar).or_insert(user);
        }
        for (stored, user) in other.declare.stored {
            self.declare.stored.entry(stored).or_insert(user);
        }
    }

    /// Items and methods whose name another one before them has.
    pub(super) fn repeated(&mut self, items: &[&'m Item]) {
        let (mut names, mut methods) = (FxHashSet::default(), FxHashSet::default());
        for item in items {
            match &item.kind {
                ItemKind::Implementation(list) => {
                    for method in list {
                        if !methods.insert((item.name.as_str(), method.name.as_str())) {
                            self.declare.user = User::of(item);
                            let twice = format!("a second method `{}`", method.name);
                            self.wrong_at(method.position.line, twice);
                        }
                    }
                }
                ItemKind::Skipped(_) => {}
                ItemKind::Function(_)
                | ItemKind::Variable(_)
                | ItemKind::Alias(_)
                | ItemKind::Opaque
                | ItemKind::Record(_)
                | ItemKind::Constant(_) => {
                    if !names.insert(item.name.as_str()) {
                        self.declare.user = User::of(item);
                        self.wrong("a second item of this name");
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fmt::Write;

    use super::FEW;
    use crate::decls::model::Decls;
    use crate::pyrite;
    use crate::target::{DataModel, Target};
    use crate::verify::claims;

    #[test]
    fn halves_claim_what_the_whole_does() {
        let mut text = String::new();
        for number in 0..FEW {
            writeln!(text, "const C{number}: i32 = {number}\n").unwrap();
        }
        text += "const C1: i32 = 1\n";
        let module = pyrite::read(&text, None).unwrap();
        let items: Vec<_> = module.items.iter().collect();
        let decls = Decls {
            data_model: DataModel::lp64(),
            declarations: Vec::new(),
            inputs: Vec::new(),
            selected: Default::default(),
        };
        let target = Target::host().unwrap();
        let types = claims::types(&items);
        let claims = claims::of(&module, (&items, &types), (&decls, &[]), ("clang", &target));
        let lines: Vec<u32> = claims.subjects.iter().map(|it| it.line).collect();
        // The target's own, the constants, and C's one type that all of them are.
        assert!(lines.len() > FEW + 1, "{}", lines.len());
        assert!(lines[..FEW + 2].is_sorted(), "{lines:?}");
        let found: Vec<_> = claims
            .findings
            .iter()
            .map(|it| (it.line, &*it.item))
            .collect();
        assert_eq!(found, [(2 * FEW as u32 + 1, "const C1")]);
    }
}
