//! All that formulas of few terms can say, the simplest formula for each set of points.

use rustc_hash::FxHashMap;

use super::formula::{Form, Formula, Join};
use super::universe::{Points, Universe};

/// The most pairs of formulas that are joined to make one level. Below it, seven points or fewer
/// are known completely; forty real targets up to two terms.
const PAIRS: usize = 40_000;

/// The sets of points that formulas of one term, of two, … hold on. Each level is closed under
/// the opposite, because `not(…)` adds no term.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    /// All points.
    full: Points,
    /// Level 1 first: sets that no level before has.
    levels: Vec<Level>,
    /// The level and the place of each set.
    places: FxHashMap<Points, (usize, usize)>,
    /// Whether the next level is too much work, and so every later one.
    ended: bool,
}

/// The sets that need one number of terms, with a formula each.
pub(super) type Level = Vec<(Points, Formula)>;

impl Levels {
    /// With level 1 only.
    pub(super) fn new(universe: &Universe) -> Levels {
        let mut found = Found::default();
        for (formula, holds) in universe.atoms() {
            // Where two keys say the same, the preferred comes first.
            found.sets.entry(holds).or_insert_with(|| {
                found.order.push(holds);
                formula
            });
        }
        let full = universe.full();
        for holds in found.order.clone() {
            if let Some(formula) = found.sets.get(&holds).map(Formula::not) {
                found.sets.entry(full & !holds).or_insert_with(|| {
                    found.order.push(full & !holds);
                    formula
                });
            }
        }
        let mut levels = Levels {
            full,
            levels: Vec::new(),
            places: FxHashMap::default(),
            ended: false,
        };
        levels.add(found);
        levels
    }

    /// All points.
    pub(super) fn full(&self) -> Points {
        self.full
    }

    /// The simplest formula of a set, where a level has it.
    pub(super) fn get(&self, points: Points) -> Option<&Formula> {
        let (level, at) = self.places.get(&points)?;
        let (_, formula) = self.levels.get(*level)?.get(*at)?;
        Some(formula)
    }

    /// The level of a number of terms, where it is made.
    pub(super) fn level(&self, terms: usize) -> Option<&Level> {
        self.levels.get(terms.checked_sub(1)?)
    }

    /// Makes the levels up to a number of terms, as far as that is little work. Whether that one
    /// is made now.
    pub(super) fn build(&mut self, terms: usize) -> bool {
        while self.levels.len() < terms && !self.ended {
            let next = self.levels.len() + 1;
            let size = |terms| self.level(terms).map_or(0, Vec::len);
            let pairs: usize = splits(next).map(|(a, b)| size(a) * size(b)).sum();
            self.ended = pairs > PAIRS;
            if !self.ended {
                let found = self.joined(next);
                self.add(found);
            }
        }
        self.levels.len() >= terms
    }

    /// The sets of the next level.
    fn joined(&self, terms: usize) -> Found {
        let mut found = Found::default();
        for (a, b) in splits(terms) {
            let (Some(these), Some(those)) = (self.level(a), self.level(b)) else {
                continue;
            };
            for (at, (left, one)) in these.iter().enumerate() {
                // A level with itself: each pair once.
                let skipped = if a == b { at + 1 } else { 0 };
                for (right, other) in those.iter().skip(skipped) {
                    for (join, points) in [(Join::Any, left | right), (Join::All, left & right)] {
                        let is_new = points != 0
                            && points != self.full
                            && !self.places.contains_key(&points);
                        if is_new {
                            found.offer(points, join, one, other);
                        }
                    }
                }
            }
        }
        found.negated(self.full)
    }

    /// Takes a level over.
    fn add(&mut self, mut found: Found) {
        let level = self.levels.len();
        let mut sets = Level::new();
        for points in found.order {
            if let Some(formula) = found.sets.remove(&points) {
                self.places.insert(points, (level, sets.len()));
                sets.push((points, formula));
            }
        }
        self.levels.push(sets);
    }
}

/// The ways to make a number of terms of two smaller ones, the smaller first.
pub(super) fn splits(terms: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..=terms / 2).map(move |a| (a, terms - a))
}

/// A level in the making.
#[derive(Debug, Default)]
struct Found {
    /// The simplest formula of each set.
    sets: FxHashMap<Points, Formula>,
    /// The sets in the order in which they were found.
    order: Vec<Points>,
}

impl Found {
    /// Notes a join as a formula of a set.
    fn offer(&mut self, points: Points, join: Join, one: &Formula, other: &Formula) {
        match self.sets.get_mut(&points) {
            None => {
                self.order.push(points);
                self.sets.insert(points, one.join(join, other));
            }
            Some(best) => {
                if one.cost_of_join(join, other) <= best.cost {
                    let made = one.join(join, other);
                    if made < *best {
                        *best = made;
                    }
                }
            }
        }
    }

    /// With `not(…)` of the opposite set where that is simpler.
    fn negated(mut self, full: Points) -> Found {
        let better = |points: &Points| {
            let (own, other) = (self.sets.get(points)?, self.sets.get(&(full & !points))?);
            let negated = match other.form {
                Form::Not(_) => return None,
                Form::Atom(_) | Form::Any(_) | Form::All(_) => other.not(),
            };
            (negated < *own).then_some((*points, negated))
        };
        let better: Vec<_> = self.order.iter().filter_map(better).collect();
        self.sets.extend(better);
        self
    }
}
