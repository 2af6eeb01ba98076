//! Formulas with more terms than the levels have, made of theirs.

use super::formula::{Formula, Join};
use super::levels::{Levels, splits};
use super::universe::Points;

/// How much work may still be done: so many sets looked at.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// For the search of one set: some milliseconds.
    pub(super) fn of_one_set() -> Budget {
        Budget(4_000_000)
    }

    /// Whether nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }

    /// Takes from it.
    fn spend(&mut self, work: usize) {
        self.0 = self.0.saturating_sub(work);
    }
}

/// Where a formula must hold, and where it may.
#[derive(Debug, Clone, Copy)]
struct Range {
    /// The points that it must hold on.
    least: Points,
    /// The points that it may hold on.
    most: Points,
}

/// The simplest formula of so many terms for a set, or for its opposite with `not(…)`.
pub(super) fn both_ways(
    levels: &Levels,
    points: Points,
    terms: usize,
    budget: &mut Budget,
) -> Option<Formula> {
    let exactly = |points| Range {
        least: points,
        most: points,
    };
    let opposite = levels.full() & !points;
    let own = within(levels, exactly(points), terms, budget);
    let other = within(levels, exactly(opposite), terms, budget);
    let negated = other.map(|other| other.not());
    own.into_iter().chain(negated).min()
}

/// The simplest formula of so many terms that is within a range; no fewer terms are enough.
///
/// Every formula is a join of two smaller ones (that of a negated one is the join of their
/// opposites), and for each left side the right one has a range of its own: it need not hold
/// where the left side does already (`any`), and may hold where the left side does not (`all`).
fn within(levels: &Levels, range: Range, terms: usize, budget: &mut Budget) -> Option<Formula> {
    if let Some(level) = levels.level(terms) {
        budget.spend(level.len());
        let fits = |points: Points| points & !range.most == 0 && range.least & !points == 0;
        let fitting = level.iter().filter(|(points, _)| fits(*points));
        return fitting.map(|(_, formula)| formula).min().cloned();
    }
    let mut best = None;
    for (few, many) in splits(terms) {
        for (points, left) in levels.level(few).into_iter().flatten() {
            if budget.is_spent() {
                return best;
            }
            budget.spend(1);
            let rests = [
                // `any`: the left side must not hold too widely, and must help.
                (points & !range.most == 0 && range.least & points != 0).then_some((
                    Join::Any,
                    Range {
                        least: range.least & !points,
                        most: range.most,
                    },
                )),
                // `all`: it must hold widely enough, and must help.
                (range.least & !points == 0 && points | range.most != levels.full()).then_some((
                    Join::All,
                    Range {
                        least: range.least,
                        most: range.most | (levels.full() & !points),
                    },
                )),
            ];
            for (join, rest) in rests.into_iter().flatten() {
                if let Some(right) = within(levels, rest, many, budget) {
                    Formula::improve(&mut best, join, left, &right);
                }
            }
        }
    }
    best
}
