//! Who gets which name: everything asks for the first name of its list that nothing with a better
//! claim asks for.
//!
//! This is the deferred acceptance of Gale and Shapley (1962). Each name keeps the best of those
//! that ask for it, and who is turned down asks for its next one. The outcome is the same in
//! whatever order they ask, and nothing that asks for other names has a part in it: a declaration
//! that is added elsewhere renames nothing.

use std::borrow::{Borrow, Cow};
use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

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

    /// What decides between it and another that asks for the same name: the lesser one has it.
    fn claim(&self, level: Level, place: usize) -> (Level, Class, &str, &str, &str, usize) {
        let (own, tie) = (&self.own, &self.tie);
        (level, self.class, own, self.suffix, tie, place)
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
#[derive(Debug, Clone, Default)]
pub struct Claims<'d> {
    /// Each claimant's name, round by round.
    names: Vec<Cow<'d, str>>,
    /// Who holds a name: its index in `names`, found by the name there. Of tens of thousands of
    /// names, this is all that need be looked at in no order.
    holders: HashTable<usize>,
}

impl<'d> Claims<'d> {
    /// Gives each claimant of a round its name. Names of earlier rounds are not free.
    ///
    /// `claimant` makes each of them, by its place below `count`. Gives the place of the first
    /// one's [`name`](Claims::name).
    pub fn settle<C>(&mut self, count: usize, claimant: impl Fn(usize) -> Option<C>) -> usize
    where
        C: Borrow<Claimant<'d>>,
    {
        let start = self.names.len();
        self.names.resize(start + count, Cow::Borrowed(""));
        let mut refused = vec![0_usize; count];
        let names = &self.names;
        self.holders.reserve(count, |&at| hash(of(names, at)));
        for first in 0..count {
            let mut open = first;
            while let (Some(it), Some(refusals)) = (claimant(open), refused.get_mut(open)) {
                let (level, name) = it.borrow().candidate(*refusals);
                let names = &self.names;
                let entry = self.holders.entry(
                    hash(&name),
                    |&at| of(names, at) == name,
                    |&at| hash(of(names, at)),
                );
                let mut held = match entry {
                    Entry::Vacant(free) => {
                        free.insert(start + open);
                        self.give(start + open, name);
                        break;
                    }
                    Entry::Occupied(held) => held,
                };
                let Some(other) = held.get().checked_sub(start) else {
                    *refusals += 1;
                    continue;
                };
                let refusals = refused.get(other).copied().unwrap_or_default();
                let yields = claimant(other).is_none_or(|rival| {
                    let (it, rival) = (it.borrow(), rival.borrow());
                    it.claim(level, open) < rival.claim(rival.candidate(refusals).0, other)
                });
                let loser = if yields {
                    *held.get_mut() = start + open;
                    self.give(start + open, name);
                    other
                } else {
                    open
                };
                if let Some(refusals) = refused.get_mut(loser) {
                    *refusals += 1;
                }
                open = loser;
            }
        }
        start
    }

    /// Notes who holds a name.
    fn give(&mut self, place: usize, name: Cow<'d, str>) {
        if let Some(slot) = self.names.get_mut(place) {
            *slot = name;
        }
    }

    /// The name of a claimant, by its place among those of all rounds.
    pub fn name(&self, place: usize) -> Option<&str> {
        self.names.get(place).map(Cow::as_ref)
    }

    /// The claimants' names, in their order.
    pub fn into_names(self) -> Vec<Cow<'d, str>> {
        self.names
    }

    /// Whether a name is given away.
    pub fn is_taken(&self, name: &str) -> bool {
        let found = self
            .holders
            .find(hash(name), |&at| of(&self.names, at) == name);
        found.is_some()
    }
}

/// The name at a place.
fn of<'n>(names: &'n [Cow<'_, str>], place: usize) -> &'n str {
    names.get(place).map_or("", Cow::as_ref)
}

/// What a name is found by.
pub fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}
