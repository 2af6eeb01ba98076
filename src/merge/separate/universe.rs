//! A run's targets as conditions see them.

use super::Inseparable;
use super::formula::{Atom, Form, Formula};
use crate::target::Target;
use crate::target::condition::{Condition, Key};
use crate::target::set::Set;

/// A set of points, one bit each.
pub(super) type Points = u128;

/// The targets without what no condition asks: those with the same values for every key are one
/// point. Points are in the order of their values, so that a run's order of targets is forgotten.
#[derive(Debug, Clone)]
pub(super) struct Universe {
    /// Each target's point, in the run's order.
    of_target: Vec<usize>,
    /// Each point's values, in the order of [`Key::ALL`].
    points: Vec<Vec<String>>,
    /// What can be asked, by key and then by value.
    atoms: Vec<(Key, String)>,
    /// Where each holds.
    holds: Vec<Points>,
}

impl Universe {
    /// For the targets of a run.
    pub(super) fn new(targets: &[Target]) -> Universe {
        let values = |target: &Target| -> Vec<String> {
            let values = Key::ALL.iter().map(|key| key.of_target(target).to_owned());
            values.collect()
        };
        let all: Vec<Vec<String>> = targets.iter().take(Set::MOST).map(values).collect();
        let mut points = all.clone();
        points.sort();
        points.dedup();
        let mut universe = Universe {
            of_target: Vec::new(),
            atoms: Vec::new(),
            holds: Vec::new(),
            points,
        };
        let place = |values| universe.points.binary_search(values).unwrap_or_default();
        universe.of_target = all.iter().map(place).collect();
        for (column, key) in Key::ALL.into_iter().enumerate() {
            let mut values: Vec<&String> = universe.column(column).collect();
            values.sort();
            values.dedup();
            if values.len() < 2 {
                continue;
            }
            // What has no value for a key is not asked for it: that nothing equals "" is a
            // reading of the language that a module should not need.
            let asked = values.into_iter().filter(|value| !value.is_empty());
            for value in asked.cloned().collect::<Vec<_>>() {
                let holds = universe
                    .column(column)
                    .enumerate()
                    .filter(|(_, other)| **other == value)
                    .fold(0, |points, (point, _)| points | 1 << point);
                universe.atoms.push((key, value));
                universe.holds.push(holds);
            }
        }
        universe
    }

    /// The values of all points for one key.
    fn column(&self, column: usize) -> impl Iterator<Item = &String> {
        self.points.iter().filter_map(move |it| it.get(column))
    }

    /// All points.
    pub(super) fn full(&self) -> Points {
        (0..self.points.len()).fold(0, |points, point| points | 1 << point)
    }

    /// What can be asked, with where it holds, in the order of preference.
    pub(super) fn atoms(&self) -> impl Iterator<Item = (Formula, Points)> {
        let atoms = self.atoms.iter().zip(&self.holds).enumerate();
        atoms.map(|(atom, ((key, _), holds))| (Formula::atom(atom, *key), *holds))
    }

    /// What can be asked of each key, where more than one answer is to be had.
    pub(super) fn keys(&self) -> Vec<Vec<(Formula, Points)>> {
        let mut keys: Vec<(Key, Vec<(Formula, Points)>)> = Vec::new();
        for ((key, _), atom) in self.atoms.iter().zip(self.atoms()) {
            match keys.last_mut().filter(|(last, _)| last == key) {
                Some((_, atoms)) => atoms.push(atom),
                None => keys.push((*key, vec![atom])),
            }
        }
        keys.into_iter().map(|(_, atoms)| atoms).collect()
    }

    /// The points of a set of targets.
    pub(super) fn points(&self, set: Set) -> Result<Points, Inseparable> {
        let of = |wanted: bool| {
            let targets = self.of_target.iter().enumerate();
            targets
                .filter(move |(target, _)| set.contains(*target) == wanted)
                .fold(0, |points: Points, (_, point)| points | 1 << point)
        };
        let both = of(true) & of(false);
        if both == 0 {
            return Ok(of(true));
        }
        let first = |wanted: bool| {
            let mut targets = self.of_target.iter().enumerate();
            let found = targets
                .find(|(target, point)| set.contains(*target) == wanted && **point == lowest(both));
            found.map_or(0, |(target, _)| target)
        };
        Err(Inseparable {
            inside: first(true),
            outside: first(false),
        })
    }

    /// A formula as a module says it.
    pub(super) fn spell(&self, form: &Form) -> Condition {
        let all = |parts: &[Form]| parts.iter().map(|part| self.spell(part)).collect();
        match form {
            Form::Atom(Atom(atom)) => match self.atoms.get(*atom) {
                Some((key, value)) => Condition::Is(*key, value.clone()),
                // Only atoms of this universe are in a formula.
                None => super::nowhere(),
            },
            Form::Any(parts) => Condition::Any(all(parts)),
            Form::All(parts) => Condition::All(all(parts)),
            Form::Not(part) => Condition::Not(Box::new(self.spell(part))),
        }
    }
}

/// The lowest of some points.
pub(super) fn lowest(points: Points) -> usize {
    usize::try_from(points.trailing_zeros()).unwrap_or_default()
}

/// Some points, one by one.
pub(super) fn each(points: Points) -> impl Iterator<Item = usize> {
    (0..128).filter(move |point| points >> point & 1 == 1)
}
