//! The changes of all targets together: what is the same on several is said once, with where.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::affected::Hit;
use super::change::{Affected, Aspect, Change, Found, Kind, Severity};
use super::scopes::Scope;
use crate::merge::portability;
use crate::target::Target;
use crate::target::set::Set;

/// Changes by what they say, with the targets that they are on.
#[derive(Default)]
pub(super) struct Gathered {
    /// In the order of the first target that has each.
    changes: Vec<(Found, Set)>,
    /// Where each is among them, without its sides.
    places: FxHashMap<Found, usize>,
    /// The same of what is affected.
    hits: Vec<(Hit, Set)>,
    /// Where each is among them.
    hit_places: FxHashMap<Hit, usize>,
    /// Items that differ in more than words.
    seen: FxHashSet<(Kind, String)>,
}

impl Gathered {
    /// Adds what one target has.
    pub(super) fn add(&mut self, target: usize, found: Vec<Found>, hits: Vec<Hit>) {
        for it in found {
            // The words of a change say all that differs; where it stands, and the text there, may
            // be another on each target.
            let key = Found {
                old: None,
                new: None,
                ..it.clone()
            };
            match self
                .places
                .get(&key)
                .and_then(|at| self.changes.get_mut(*at))
            {
                Some((_, set)) => set.insert(target),
                None => {
                    self.places.insert(key, self.changes.len());
                    self.changes.push((it, Set::one(target)));
                }
            }
        }
        for it in hits {
            let mut key = it.clone();
            key.line = 0;
            match self
                .hit_places
                .get(&key)
                .and_then(|at| self.hits.get_mut(*at))
            {
                Some((_, set)) => set.insert(target),
                None => {
                    self.hit_places.insert(key, self.hits.len());
                    self.hits.push((it, Set::one(target)));
                }
            }
        }
    }

    /// Adds items that differ in more than words on a target.
    pub(super) fn see<'s>(&mut self, items: impl IntoIterator<Item = (Kind, &'s str)>) {
        let owned = items
            .into_iter()
            .map(|(kind, name)| (kind, name.to_owned()));
        self.seen.extend(owned);
    }

    /// All of it, for these targets; the worst first, and then in the order of the lines.
    pub(super) fn into_changes(self, scopes: &[Scope]) -> (Vec<Change>, Vec<Affected>) {
        let mut places = Places::new(scopes);
        let mut changes: Vec<Change> = self
            .changes
            .into_iter()
            // Where an item has changed on some targets only, its condition follows.
            .filter(|(it, _)| {
                it.aspect != Aspect::Condition || !self.seen.contains(&(it.kind, it.item.clone()))
            })
            .map(|(it, set)| {
                let (targets, place) = places.of(set);
                Change {
                    severity: it.severity,
                    kind: it.kind,
                    item: it.item,
                    aspect: it.aspect,
                    what: it.what,
                    targets,
                    place,
                    old: it.old,
                    new: it.new,
                }
            })
            .collect();
        let line = |it: &Change| {
            let side = it.old.as_ref().or(it.new.as_ref());
            side.map_or(0, |side| side.line)
        };
        // What is said of one item stays together, where the first of it stands.
        let mut firsts: FxHashMap<(Severity, Kind, String), u32> = FxHashMap::default();
        for it in &changes {
            let first = firsts.entry((it.severity, it.kind, it.item.clone()));
            let line = line(it);
            first.and_modify(|at| *at = line.min(*at)).or_insert(line);
        }
        changes.sort_by_cached_key(|it| {
            let item = (it.severity, it.kind, it.item.clone());
            let first = firsts.get(&item).copied().unwrap_or_default();
            (item.0, first, item.1, item.2)
        });
        let affected = self.hits.into_iter().map(|(it, set)| {
            let (targets, place) = places.of(set);
            Affected {
                kind: it.kind,
                item: it.item,
                what: it.what,
                by: it.by,
                targets,
                place,
                line: it.line,
            }
        });
        let mut affected: Vec<Affected> = affected.collect();
        affected.sort_by_key(|it| it.line);
        (changes, affected)
    }
}

/// Words for sets of the targets.
struct Places {
    /// Their triples.
    triples: Vec<String>,
    /// The targets, where all are known.
    targets: Option<Vec<Target>>,
    /// The words that were looked for.
    known: BTreeMap<Set, Option<String>>,
}

impl Places {
    /// Of what is compared.
    fn new(scopes: &[Scope]) -> Places {
        Places {
            triples: scopes.iter().filter_map(|it| it.triple.clone()).collect(),
            targets: scopes.iter().map(|it| it.new.clone()).collect(),
            known: BTreeMap::new(),
        }
    }

    /// The triples of a set, and words for it where it is not all of them.
    fn of(&mut self, set: Set) -> (Vec<String>, Option<String>) {
        let chosen = set.iter().filter_map(|at| self.triples.get(at).cloned());
        let triples: Vec<String> = chosen.collect();
        let place = self
            .known
            .entry(set)
            .or_insert_with(|| match &self.targets {
                _ if triples.len() == self.triples.len() => None,
                Some(targets) => portability::class(set, targets, &[]),
                None => Some(format!("{} only", triples.join(", "))),
            });
        let place = place.clone();
        (triples, place)
    }
}
