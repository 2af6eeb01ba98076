//! Who gets which name: everything asks for the first name of its list that nothing with a better
//! claim asks for.
//!
//! This is the deferred acceptance of Gale and Shapley (1962). Each name keeps the best of those
//! that ask for it, and who is turned down asks for its next one. The outcome is the same in
//! whatever order they ask, and nothing that asks for other names has a part in it: a declaration
//! that is added elsewhere renames nothing.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::word::{hard, safe, soft};

/// How good a claim to a name is, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// The user wants it so.
    Forced,
    /// It is C's name.
    Verbatim,
    /// C's name without its prefix or in another style.
    Preferred,
    /// C's name with something added.
    Altered,
    /// C has no name for it.
    Derived,
}

/// What kinds of name there are, those that keep theirs first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// C's ordinary names: functions, variables, typedefs, enumerators.
    Ordinary,
    /// `struct S`, `union U`, `enum E`
    Tag,
    /// `#define N`
    Macro,
    /// The path to a type without a name.
    Derived,
}

/// Something that needs a name.
#[derive(Debug, Clone)]
pub struct Claimant<'d> {
    /// C's own name, or a path.
    pub own: Cow<'d, str>,
    /// What kind of name that is.
    pub class: Class,
    /// What is added where the own name is not free: `struct`; `_` where this is empty.
    pub suffix: &'static str,
    /// The name that the user gives it.
    pub forced: Option<&'d str>,
    /// Its name by the user's rules.
    pub preferred: Option<String>,
    /// What sets it apart from another of the same own name and class.
    pub tie: Cow<'d, str>,
}

impl<'d> Claimant<'d> {
    /// One that goes by its own name.
    pub fn new(own: impl Into<Cow<'d, str>>, class: Class, suffix: &'static str) -> Claimant<'d> {
        Claimant {
            own: own.into(),
            class,
            suffix,
            forced: None,
            preferred: None,
            tie: Cow::Borrowed(""),
        }
    }

    /// The name that it asks for after `refused` others.
    fn candidate(&self, refused: usize) -> (Level, Cow<'d, str>) {
        let derived = self.class == Class::Derived;
        let level = |level| if derived { Level::Derived } else { level };
        let mut at = refused;
        if let Some(forced) = self.forced {
            if at == 0 {
                return (Level::Forced, Cow::Borrowed(forced));
            }
            at -= 1;
        }
        if let Some(preferred) = &self.preferred {
            if at == 0 {
                return (level(Level::Preferred), Cow::Owned(preferred.clone()));
            }
            at -= 1;
        }
        let Some(more) = at.checked_sub(1) else {
            let safe = match &self.own {
                Cow::Borrowed(own) => safe(own),
                Cow::Owned(own) => Cow::Owned(safe(own).into_owned()),
            };
            let verbatim = safe == self.own;
            let kind = if verbatim {
                Level::Verbatim
            } else {
                Level::Altered
            };
            return (level(kind), safe);
        };
        let (soft, hard) = (soft(&self.own), hard(&self.own));
        let mut name = match (self.suffix, soft == hard) {
            ("", true) => format!("{}_", safe(&self.own)),
            ("", false) => safe(&hard).into_owned(),
            (suffix, _) => format!("{hard}_{suffix}"),
        };
        name.extend(std::iter::repeat_n('_', more));
        (level(Level::Altered), Cow::Owned(name))
    }

    /// What it is called where nothing else has that name.
    pub fn wished(&self) -> &str {
        self.forced
            .or(self.preferred.as_deref())
            .unwrap_or(&self.own)
    }

    /// Whether it asks for its own name, or for one that the user's rules give.
    pub fn goes_by(&self, name: &str) -> bool {
        self.forced == Some(name)
            || self.preferred.as_deref() == Some(name)
            || safe(&self.own) == name
    }
}

/// The names that are given away.
#[derive(Debug, Default)]
pub struct Claims<'d> {
    /// Those of earlier rounds.
    taken: FxHashSet<Cow<'d, str>>,
}

impl<'d> Claims<'d> {
    /// Gives each claimant of a round its name. Names of earlier rounds are not free.
    pub fn settle(&mut self, claimants: &[Claimant<'d>]) -> Vec<Cow<'d, str>> {
        let mut refused = vec![0_usize; claimants.len()];
        let mut holders: FxHashMap<Cow<'d, str>, (Level, usize)> = FxHashMap::default();
        holders.reserve(claimants.len());
        for first in 0..claimants.len() {
            let mut open = first;
            while let (Some(claimant), Some(count)) = (claimants.get(open), refused.get_mut(open)) {
                let (level, name) = claimant.candidate(*count);
                if self.taken.contains(name.as_ref()) {
                    *count += 1;
                    continue;
                }
                let mut held = match holders.entry(name) {
                    Entry::Vacant(free) => {
                        free.insert((level, open));
                        break;
                    }
                    Entry::Occupied(held) => held,
                };
                let (other_level, other) = *held.get();
                let claim = |level: Level, index: usize| {
                    let it = claimants.get(index);
                    (
                        level,
                        it.map(|it| (it.class, &it.own, it.suffix, &it.tie)),
                        index,
                    )
                };
                let loser = if claim(level, open) < claim(other_level, other) {
                    held.insert((level, open));
                    other
                } else {
                    open
                };
                if let Some(count) = refused.get_mut(loser) {
                    *count += 1;
                }
                open = loser;
            }
        }
        let mut names = vec![Cow::Borrowed(""); claimants.len()];
        self.taken.reserve(holders.len());
        for (name, (_, holder)) in holders {
            self.taken.insert(name.clone());
            if let Some(slot) = names.get_mut(holder) {
                *slot = name;
            }
        }
        names
    }

    /// Every name that is given away.
    pub fn into_taken(self) -> FxHashSet<Cow<'d, str>> {
        self.taken
    }
}
