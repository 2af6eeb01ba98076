//! The simplest condition that holds on some of a run's targets and on none of the others.
//!
//! What is simplest: the fewest terms (one `key = "value"` is a term); then the fewest `not`;
//! then the least nesting; then keys in the order of [`Key::ALL`], which is the order of what
//! they say to a reader; then the text. That depends on nothing but the values that the targets
//! have, so the same set has the same wording everywhere, in whatever order targets are named.
//!
//! Three ways, of which each takes over where the one before would take too long: all formulas of
//! one term, of two, … (`levels`); formulas made of two or more of those (`search`); and, so
//! that there always is one, a cover of the set by simple parts (`cover`), which may have more
//! terms than it needs.

mod cover;
mod formula;
mod levels;
mod search;
#[cfg(test)]
mod tests;
mod universe;

use rustc_hash::FxHashMap;

use crate::target::Target;
use crate::target::condition::{Condition, Key};
use crate::target::set::Set;
use formula::Formula;
use levels::Levels;
use universe::{Points, Universe};

/// Finds conditions for the targets of a run.
#[derive(Debug, Clone)]
pub struct Separator {
    /// How many targets there are.
    count: usize,
    /// The targets as conditions see them.
    universe: Universe,
    /// All that few terms can say.
    levels: Levels,
    /// What was found so far.
    known: FxHashMap<Points, Condition>,
}

/// Two targets that no condition tells apart, of which one is in a set and one is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inseparable {
    /// The index of a target in the set.
    pub inside: usize,
    /// The index of one that is not.
    pub outside: usize,
}

impl Separator {
    /// For the targets of a run, [`Set::MOST`] at most.
    pub fn new(targets: &[Target]) -> Separator {
        let universe = Universe::new(targets);
        Separator {
            count: targets.len().min(Set::MOST),
            levels: Levels::new(&universe),
            universe,
            known: FxHashMap::default(),
        }
    }

    /// The condition that holds on exactly the targets of a set; `None` where that is all of them.
    ///
    /// # Errors
    /// [`Inseparable`] where there is no such condition.
    pub fn condition(&mut self, set: Set) -> Result<Option<Condition>, Inseparable> {
        if Set::first(self.count).is_subset(set) {
            return Ok(None);
        }
        let points = self.universe.points(set)?;
        if points == 0 {
            return Ok(Some(nowhere()));
        }
        if let Some(known) = self.known.get(&points) {
            return Ok(Some(known.clone()));
        }
        let formula = self.simplest(points).ok_or_else(|| self.any_pair(set))?;
        let condition = self.universe.spell(&formula.form);
        self.known.insert(points, condition.clone());
        Ok(Some(condition))
    }

    /// The formula of some of the points, neither none nor all: there is one.
    fn simplest(&mut self, points: Points) -> Option<Formula> {
        let mut terms = 1;
        // Most sets need no more, and for these no cover need be made.
        while terms <= 2 && self.levels.build(terms) {
            if let Some(found) = self.levels.get(points) {
                return Some(found.clone());
            }
            terms += 1;
        }
        // A cover is made of what these levels have, whatever was asked before.
        self.levels.build(cover::LEVELS);
        let cover = cover::cover(&self.universe, &self.levels, points)?;
        let mut budget = search::Budget::of_one_set();
        for terms in terms..=cover.cost.terms() {
            let found = if self.levels.build(terms) {
                self.levels.get(points).cloned()
            } else {
                search::both_ways(&self.levels, points, terms, &mut budget)
            };
            if let Some(found) = found {
                return Some(found.min(cover));
            }
            if budget.is_spent() {
                break;
            }
        }
        Some(cover)
    }

    /// A target of a set and one that is not in it.
    fn any_pair(&self, set: Set) -> Inseparable {
        let first = |set: Set| set.iter().next().unwrap_or_default();
        Inseparable {
            inside: first(set),
            outside: first(set.complement(self.count)),
        }
    }
}

/// The condition that holds nowhere: no shorter one is sure to, for a value that no target of a
/// run has may be another target's.
fn nowhere() -> Condition {
    let linux = Condition::Is(Key::Os, "linux".to_owned());
    let not = Condition::Not(Box::new(linux.clone()));
    Condition::All(vec![linux, not])
}
