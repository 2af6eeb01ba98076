//! A formula for any set: a cover by parts that are simple each.

use rustc_hash::FxHashMap;

use super::formula::{Formula, Join};
use super::levels::Levels;
use super::universe::{Points, Universe, each};

/// The levels that parts are taken from.
pub(super) const LEVELS: usize = 3;

/// A formula for a set, or for its opposite with `not(…)`, whichever is simpler.
pub(super) fn cover(universe: &Universe, levels: &Levels, points: Points) -> Option<Formula> {
    let own = by_parts(universe, levels, points)?;
    let other = by_parts(universe, levels, universe.full() & !points)?;
    Some(own.min(other.not()))
}

/// A formula for a set: `any(…)` of parts, of which each adds the most points for its terms.
fn by_parts(universe: &Universe, levels: &Levels, points: Points) -> Option<Formula> {
    let mut parts = Parts::default();
    for level in (1..=LEVELS).filter_map(|terms| levels.level(terms)) {
        for (set, formula) in level.iter().filter(|(set, _)| set & !points == 0) {
            parts.offer(*set, formula.clone());
        }
    }
    for point in each(points) {
        parts.around(universe, point, points);
    }
    let mut chosen: Vec<(Points, &Formula)> = Vec::new();
    let mut rest = points;
    while rest != 0 {
        let best = parts.sets.iter().reduce(|best, next| {
            // Points for each term, compared without a division.
            let worth = |(set, _): &(Points, Formula), other: &Formula| {
                u64::from((set & rest).count_ones()) * other.cost.terms() as u64
            };
            let (a, b) = (worth(best, &next.1), worth(next, &best.1));
            let is_better = b > a || (b == a && next.1 < best.1);
            if is_better { next } else { best }
        });
        // Each point alone is a part.
        let (set, formula) = best.filter(|(set, _)| set & rest != 0)?;
        rest &= !set;
        chosen.push((*set, formula));
    }
    without_needless(&mut chosen);
    any(chosen.iter().map(|(_, formula)| *formula))
}

/// Drops parts that the others cover, the dearest first.
fn without_needless(chosen: &mut Vec<(Points, &Formula)>) {
    chosen.sort_by(|a, b| b.1.cmp(a.1));
    let mut at = 0;
    while let Some((set, _)) = chosen.get(at) {
        let others = chosen.iter().enumerate().filter(|(other, _)| *other != at);
        let covered = others.fold(0, |covered, (_, (set, _))| covered | set);
        if set & !covered == 0 {
            chosen.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Sets that a cover may be made of, the simplest formula of each.
#[derive(Debug, Default)]
struct Parts {
    /// In the order in which they were found.
    sets: Vec<(Points, Formula)>,
    /// Their places.
    places: FxHashMap<Points, usize>,
}

impl Parts {
    /// Notes a formula of a set.
    fn offer(&mut self, points: Points, formula: Formula) {
        match self
            .places
            .get(&points)
            .and_then(|at| self.sets.get_mut(*at))
        {
            Some((_, best)) => {
                if formula < *best {
                    *best = formula;
                }
            }
            None => {
                self.places.insert(points, self.sets.len());
                self.sets.push((points, formula));
            }
        }
    }

    /// Notes `all(…)` of what a point is for some keys, where that is within the set; and with
    /// one more key, of which any value goes that keeps it within.
    fn around(&mut self, universe: &Universe, point: usize, within: Points) {
        let keys = universe.keys();
        let own: Vec<(Points, Formula)> = keys
            .iter()
            .filter_map(|values| value_of(values, point, universe.full()))
            .collect();
        for chosen in 0..1_u32 << keys.len() {
            let is_chosen = |key: &usize| chosen >> key & 1 == 1;
            let mut points = universe.full();
            let mut formula: Option<Formula> = None;
            for (_, (set, next)) in own.iter().enumerate().filter(|(key, _)| is_chosen(key)) {
                points &= set;
                formula = Some(joined(formula, next));
            }
            if points & !within == 0 {
                if let Some(formula) = formula {
                    self.offer(points, formula);
                }
                continue;
            }
            for (_, values) in keys.iter().enumerate().filter(|(key, _)| !is_chosen(key)) {
                for (set, widened) in widened(values, points, within, universe.full()) {
                    self.offer(points & set, joined(formula.clone(), &widened));
                }
            }
        }
    }
}

/// `all(…)` of what there is so far and one more.
fn joined(so_far: Option<Formula>, next: &Formula) -> Formula {
    so_far.map_or_else(|| next.clone(), |it| it.join(Join::All, next))
}

/// `any(…)` of some formulas, where there are some.
fn any<'f>(formulas: impl Iterator<Item = &'f Formula>) -> Option<Formula> {
    formulas
        .cloned()
        .reduce(|all, next| all.join(Join::Any, &next))
}

/// What a point is for a key: its value, or where it has none, not any of the others'.
fn value_of(values: &[(Formula, Points)], point: usize, full: Points) -> Option<(Points, Formula)> {
    let own = values.iter().find(|(_, holds)| holds >> point & 1 == 1);
    own.map(|(formula, holds)| (*holds, formula.clone()))
        .or_else(|| {
            let held = values.iter().fold(0, |held, (_, holds)| held | holds);
            let any = any(values.iter().map(|(formula, _)| formula))?;
            Some((full & !held, any.not()))
        })
}

/// The ways to keep some points within a set by the values of one key: those that do, and not
/// those that do not.
fn widened(
    values: &[(Formula, Points)],
    points: Points,
    within: Points,
    full: Points,
) -> Vec<(Points, Formula)> {
    let is_good = |holds: Points| holds & points & !within == 0;
    let met = || values.iter().filter(|(_, holds)| holds & points != 0);
    let held = values.iter().fold(0, |held, (_, holds)| held | holds);
    let (good, bad): (Vec<_>, Vec<_>) = met().partition(|(_, holds)| is_good(*holds));
    let union = |some: &[&(Formula, Points)]| some.iter().fold(0, |all, (_, holds)| all | holds);
    let mut ways = Vec::new();
    if let Some(any) = any(good.iter().map(|(formula, _)| formula)) {
        ways.push((union(&good), any));
    }
    // Points without a value are among the others.
    if is_good(full & !held)
        && let Some(any) = any(bad.iter().map(|(formula, _)| formula))
    {
        ways.push((full & !union(&bad), any.not()));
    }
    ways
}
