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
