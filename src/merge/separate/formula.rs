//! Formulas of conditions, with what makes one simpler than another.

use crate::target::condition::Key;

/// What can be asked of a target, by its place in the universe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom(pub(super) usize);

/// A formula. The order is that in which parts stand in `any` and `all`, and the last word on
/// which of two formulas is taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// `key = "value"`
    Atom(Atom),
    /// `any(…)` of two or more, none of which is an `any`.
    Any(Vec<Form>),
    /// `all(…)` of two or more, none of which is an `all`.
    All(Vec<Form>),
    /// `not(…)` of anything but a `not`.
    Not(Box<Form>),
}

/// Which of the two joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// `any(…)`
    Any,
    /// `all(…)`
    All,
}

/// What a formula asks of its reader: the less, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// How many `key = "value"`.
    terms: usize,
    /// How many `not`.
    nots: usize,
    /// Levels of brackets.
    depth: usize,
    /// Terms of each key, the least telling first.
    keys: [u16; 5],
}

impl Cost {
    /// How many `key = "value"`.
    pub(super) fn terms(self) -> usize {
        self.terms
    }
}

/// A formula and what it costs. The lesser is the simpler.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Formula {
    /// What it costs.
    pub(super) cost: Cost,
    /// What it says.
    pub(super) form: Form,
}

impl Formula {
    /// `key = "value"`
    pub(super) fn atom(atom: usize, key: Key) -> Formula {
        let keys = match key {
            Key::Env => [1, 0, 0, 0, 0],
            Key::Arch => [0, 1, 0, 0, 0],
            Key::Endian => [0, 0, 1, 0, 0],
            Key::PointerWidth => [0, 0, 0, 1, 0],
            Key::Os => [0, 0, 0, 0, 1],
        };
        Formula {
            cost: Cost {
                terms: 1,
                nots: 0,
                depth: 0,
                keys,
            },
            form: Form::Atom(Atom(atom)),
        }
    }

    /// The opposite.
    pub(super) fn not(&self) -> Formula {
        let mut cost = self.cost;
        if let Form::Not(part) = &self.form {
            cost.nots = cost.nots.saturating_sub(1);
            cost.depth = cost.depth.saturating_sub(1);
            let form = part.as_ref().clone();
            return Formula { cost, form };
        }
        cost.nots += 1;
        cost.depth += 1;
        let form = Form::Not(Box::new(self.form.clone()));
        Formula { cost, form }
    }

    /// What [`Formula::join`] costs.
    pub(super) fn cost_of_join(&self, join: Join, other: &Formula) -> Cost {
        let mut keys = self.cost.keys;
        for (count, more) in keys.iter_mut().zip(other.cost.keys) {
            *count = count.saturating_add(more);
        }
        Cost {
            terms: self.cost.terms + other.cost.terms,
            nots: self.cost.nots + other.cost.nots,
            depth: self.depth_in(join).max(other.depth_in(join)),
            keys,
        }
    }

    /// Both in one `any` or `all`.
    pub(super) fn join(&self, join: Join, other: &Formula) -> Formula {
        let mut parts = Vec::new();
        for formula in [self, other] {
            match (&formula.form, join) {
                (Form::Any(inner), Join::Any) | (Form::All(inner), Join::All) => {
                    parts.extend_from_slice(inner);
                }
                (Form::Any(_), Join::All)
                | (Form::All(_), Join::Any)
                | (Form::Atom(_) | Form::Not(_), Join::Any | Join::All) => {
                    parts.push(formula.form.clone());
                }
            }
        }
        parts.sort();
        Formula {
            cost: self.cost_of_join(join, other),
            form: match join {
                Join::Any => Form::Any(parts),
                Join::All => Form::All(parts),
            },
        }
    }

    /// Takes the join of two formulas in place of this one, where it is simpler.
    pub(super) fn improve(best: &mut Option<Formula>, join: Join, a: &Formula, b: &Formula) {
        let cost = a.cost_of_join(join, b);
        if best.as_ref().is_some_and(|best| best.cost < cost) {
            return;
        }
        let made = a.join(join, b);
        if best.as_ref().is_none_or(|best| made < *best) {
            *best = Some(made);
        }
    }

    /// The levels of brackets that it makes in a join, in which its own are the join's if it is
    /// one of the same kind.
    fn depth_in(&self, join: Join) -> usize {
        match (&self.form, join) {
            (Form::Any(_), Join::Any) | (Form::All(_), Join::All) => self.cost.depth,
            (Form::Any(_), Join::All)
            | (Form::All(_), Join::Any)
            | (Form::Atom(_) | Form::Not(_), Join::Any | Join::All) => self.cost.depth + 1,
        }
    }
}
