//! What a module shares with others, on all of its targets.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::library::Loaded;
use super::pairs::{Judged, judge};
use super::same::{Claim, Sides};
use super::view::{Id, Meaning, View, Views};
use crate::pyrite::model::{Constant, Module, Type};
use crate::target::Target;
use crate::target::set::Set;

/// What a module shares.
#[derive(Debug, Default)]
pub struct Shared {
    /// For each name the files that define it in the same way, and on which targets.
    pub from: BTreeMap<String, Vec<(usize, Set)>>,
    /// For each name that is also in another module, but not the same, the file and the reason.
    pub differs: BTreeMap<(String, usize, String), Set>,
}

impl Shared {
    /// Where a name means the same as in any of the files.
    pub fn everywhere(&self, name: &str) -> Set {
        let all = self.from.get(name).into_iter().flatten();
        all.fold(Set::default(), |sum, (_, set)| sum.union(*set))
    }

    /// Notes that a name means the same on a target.
    fn add(&mut self, name: &str, file: usize, target: usize) {
        let all = self.from.entry(name.to_owned()).or_default();
        match all.iter_mut().find(|(known, _)| *known == file) {
            Some((_, set)) => set.insert(target),
            None => all.push((file, Set::one(target))),
        }
    }

    /// Notes that a name means something else on a target.
    fn differ(&mut self, name: &str, file: usize, reason: String, target: usize) {
        let key = (name.to_owned(), file, reason);
        self.differs.entry(key).or_default().insert(target);
    }
}

/// Compares what a module says with what others do, on each of its targets.
pub fn share(here: &Module, loaded: &Loaded, targets: &[Target]) -> Shared {
    let mut shared = Shared::default();
    let none = BTreeMap::new();
    for (index, target) in targets.iter().enumerate() {
        let view = View::of(here, &none, target);
        let views = Views::of(loaded, target);
        OnTarget::new(&view, &views, loaded).compare(index, &mut shared);
    }
    shared
}

/// The comparison on one target.
struct OnTarget<'s, 'm> {
    /// Both sides.
    sides: Sides<'s, 'm>,
    /// For each type here the definitions that it may mean, the first named file first.
    candidates: BTreeMap<&'m str, Vec<Id<'m>>>,
    /// Which of them is looked at.
    tried: FxHashMap<&'m str, usize>,
    /// Why the first was not the same.
    reasons: BTreeMap<&'m str, (usize, String)>,
}

impl<'s, 'm> OnTarget<'s, 'm> {
    /// Nothing has been compared.
    fn new(here: &'s View<'m>, there: &'s Views<'m>, loaded: &Loaded) -> OnTarget<'s, 'm> {
        let mut candidates: BTreeMap<&str, Vec<Id<'_>>> = BTreeMap::new();
        for (name, meaning) in here.names() {
            if matches!(meaning, Meaning::Other) {
                continue;
            }
            let mut ids: Vec<Id<'_>> = Vec::new();
            for file in &loaded.given {
                if let Some(id) = there.find(*file, name)
                    && !ids.contains(&id)
                {
                    ids.push(id);
                }
            }
            if !ids.is_empty() {
                candidates.insert(name, ids);
            }
        }
        let defined = |module: &Module| module.items.len();
        let most: usize = loaded.modules.iter().map(defined).sum();
        OnTarget {
            sides: Sides {
                here,
                there,
                most: most + here.names().count() + 2,
            },
            candidates,
            tried: FxHashMap::default(),
            reasons: BTreeMap::new(),
        }
    }

    /// Whether a name is a type of its own here.
    fn is_nominal(&self, name: &str) -> bool {
        self.sides.here.get(name).is_some_and(|it| it.is_nominal())
    }

    /// The definition that a type of its own is taken to be.
    fn chosen(&self, name: &str) -> Option<Id<'m>> {
        let tried = self.tried.get(name).copied().unwrap_or_default();
        self.candidates.get(name)?.get(tried).copied()
    }

    /// Compares, and notes what is the same and what is not.
    fn compare(mut self, target: usize, shared: &mut Shared) {
        let judged = loop {
            let judged = self.judge();
            let mut failed: BTreeMap<&str, (usize, String)> = BTreeMap::new();
            for name in self.candidates.keys().filter(|it| self.is_nominal(it)) {
                if let Some(id) = self.chosen(name)
                    && let Some(why) = judged.difference(Claim::Same(name, id))
                {
                    failed.insert(name, (id.file, why.clone()));
                }
            }
            if failed.is_empty() {
                break judged;
            }
            for (name, reason) in failed {
                self.reasons.entry(name).or_insert(reason);
                *self.tried.entry(name).or_default() += 1;
            }
        };
        for name in self.candidates.keys() {
            match self.meant(name, &judged) {
                Ok(id) => shared.add(name, id.file, target),
                Err(Some((file, reason))) => shared.differ(name, file, reason, target),
                Err(None) => {}
            }
        }
    }

    /// Judges all types by what those of their own are taken to be.
    fn judge(&self) -> Judged<'m> {
        let claims = self.candidates.iter().flat_map(|(name, ids)| {
            let ids = match self.sides.here.get(name) {
                Some(Meaning::Record(_) | Meaning::Opaque) => {
                    self.chosen(name).into_iter().collect()
                }
                Some(Meaning::Alias(_)) => ids.clone(),
                Some(Meaning::Constant(_) | Meaning::Other) | None => Vec::new(),
            };
            ids.into_iter().map(|id| Claim::Same(name, id))
        });
        judge(&self.sides, claims, |claim| match claim {
            Claim::Same(name, id) => !self.is_nominal(name) || self.chosen(name) == Some(id),
            Claim::Fits(_) => true,
        })
    }

    /// The definition that a name means.
    fn meant(&self, name: &'m str, judged: &Judged<'m>) -> Result<Id<'m>, Option<(usize, String)>> {
        let ids = || self.candidates.get(name).into_iter().flatten().copied();
        match self.sides.here.get(name) {
            Some(Meaning::Record(_) | Meaning::Opaque) => {
                let reason = || self.reasons.get(name).cloned();
                self.chosen(name).ok_or_else(reason)
            }
            Some(Meaning::Alias(_)) => {
                let difference = |id: Id<'m>| judged.difference(Claim::Same(name, id));
                let same = ids().find(|id| difference(*id).is_none());
                let reason = || {
                    let first = ids().next()?;
                    Some((first.file, difference(first)?.clone()))
                };
                same.ok_or_else(reason)
            }
            Some(Meaning::Constant(constant)) => self.constant(name, constant, judged),
            Some(Meaning::Other) | None => Err(None),
        }
    }

    /// The definition that a constant means: one whose type is an enumeration that is shared.
    fn constant(
        &self,
        name: &'m str,
        constant: &'m Constant,
        judged: &Judged<'m>,
    ) -> Result<Id<'m>, Option<(usize, String)>> {
        let Some(Type::Named(of)) = &constant.ty else {
            return Err(None);
        };
        let Ok(of) = self.meant_type(of, judged) else {
            return Err(None);
        };
        let ids = self.candidates.get(name).into_iter().flatten().copied();
        // An enumeration's constants stand in its own module.
        let Some(id) = ids.into_iter().find(|id| id.file == of.file) else {
            return Err(None);
        };
        let Some(Meaning::Constant(other)) = self.sides.there.get(id) else {
            return Err(Some((id.file, "it is no constant".to_owned())));
        };
        let is_type = match &other.ty {
            Some(Type::Named(name)) => self.sides.there.find(id.file, name) == Some(of),
            Some(_) | None => false,
        };
        match (is_type, constant.value == other.value) {
            (true, true) => Ok(id),
            (true, false) => Err(Some((id.file, "its value is another".to_owned()))),
            (false, _) => Err(Some((id.file, "its type is another".to_owned()))),
        }
    }

    /// The definition that an alias means.
    fn meant_type(&self, name: &'m str, judged: &Judged<'m>) -> Result<Id<'m>, ()> {
        match self.sides.here.get(name) {
            Some(Meaning::Alias(_)) => self.meant(name, judged).map_err(|_| ()),
            Some(_) | None => Err(()),
        }
    }
}
