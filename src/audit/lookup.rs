//! Looks one symbol up in several libraries, in those first that its item names.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Linked;
use super::declared::Declared;
use super::names::{self, Via};
use crate::library::{Binding, Symbol};
use crate::select::nearest;
use crate::target::Target;

/// How many symbols may be missing for the nearest to be looked for: it takes a look at each.
const FEW: usize = 50;

/// How much of a name the nearest must have in common: a slip of the pen, not a sister.
const NEAR: f64 = 0.85;

/// The libraries, and what the module says of them.
pub(super) struct Lookup<'l> {
    /// The libraries in the user's order.
    libraries: &'l [Linked],
    /// The target.
    target: &'l Target,
    /// Who has a symbol, by its name there, in the order of the libraries.
    index: BTreeMap<&'l str, Vec<(usize, &'l Linked, &'l Symbol)>>,
    /// Which of them some item's `@link` names.
    is_linked: Vec<bool>,
    /// How many items have no symbol in any of them.
    missing: usize,
    /// The symbols of all by their names in C, for hints.
    by_c_name: OnceCell<BTreeMap<&'l str, &'l str>>,
}

/// A symbol that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'l> {
    /// Where.
    pub(super) linked: &'l Linked,
    /// What it is there.
    pub(super) symbol: &'l Symbol,
    /// How.
    pub(super) via: Via,
}

/// Where a symbol is.
#[derive(Debug)]
pub(super) enum Place<'l> {
    /// In a library that it may be in, but maybe of no use.
    Expected(Found<'l>),
    /// Only in one that the item does not name; whether another item does.
    Elsewhere(Found<'l>, bool),
    /// In none, although the one that the item names is there.
    Missing,
    /// In none, but the one that the item names was not looked into.
    NotAsked,
}

impl<'l> Lookup<'l> {
    /// For the items of a module.
    pub(super) fn new(
        libraries: &'l [Linked],
        declared: &[Declared<'_>],
        target: &'l Target,
    ) -> Lookup<'l> {
        let mut lookup = Lookup {
            libraries,
            target,
            index: BTreeMap::new(),
            is_linked: Vec::new(),
            missing: 0,
            by_c_name: OnceCell::new(),
        };
        for (at, linked) in libraries.iter().enumerate() {
            for (name, symbol) in &linked.library.symbols {
                lookup
                    .index
                    .entry(name)
                    .or_default()
                    .push((at, linked, symbol));
            }
        }
        let names = declared.iter().flat_map(|item| item.libraries);
        let names: BTreeSet<&String> = names.collect();
        let is_linked = |linked: &Linked| names.iter().any(|name| linked.is_named(name, target));
        lookup.is_linked = libraries.iter().map(is_linked).collect();
        let is_missing = |item: &&Declared<'_>| lookup.best(item, |_| true).is_none();
        lookup.missing = declared.iter().filter(is_missing).count();
        lookup
    }

    /// Where the symbol of an item is.
    pub(super) fn place(&self, item: &Declared<'_>) -> Place<'l> {
        let anywhere = self.best(item, |_| true);
        let names = |linked: &Linked| {
            let mut names = item.libraries.iter();
            names.any(|name| linked.is_named(name, self.target))
        };
        let is_there = self.libraries.iter().any(names);
        // Where no item names any of the libraries, the user does: they stand for the module's.
        let is_free = item.libraries.is_empty() || !self.is_linked.contains(&true);
        if is_free {
            return anywhere.map_or(Place::Missing, Place::Expected);
        }
        match (self.best(item, names), anywhere) {
            (Some(own), other) if own.is_usable() || !other.is_some_and(Found::is_usable) => {
                Place::Expected(own)
            }
            (_, Some(other)) => {
                let mut pairs = self.libraries.iter().zip(&self.is_linked);
                let is_linked = pairs.any(|(it, is)| *is && it.name == other.linked.name);
                Place::Elsewhere(other, is_linked || !is_there)
            }
            (_, None) if is_there => Place::Missing,
            (_, None) => Place::NotAsked,
        }
    }

    /// The libraries that an item may be in, for a message.
    pub(super) fn judges(&self, item: &Declared<'_>) -> String {
        let is_named = |linked: &&Linked| {
            let mut names = item.libraries.iter();
            names.any(|name| linked.is_named(name, self.target))
        };
        let named: Vec<&str> = self
            .libraries
            .iter()
            .filter(is_named)
            .map(|it| it.name.as_str())
            .collect();
        let all = || self.libraries.iter().map(|it| it.name.as_str()).collect();
        let names: Vec<&str> = if named.is_empty() { all() } else { named };
        match names.as_slice() {
            [first, second, third, rest @ ..] if !rest.is_empty() => {
                format!("{first}, {second}, {third} and {} more", rest.len())
            }
            names => names.join(", "),
        }
    }

    /// A library of those that an item may be in of which not everything could be read.
    pub(super) fn unread(&self) -> Option<&'l Linked> {
        let mut libraries = self.libraries.iter();
        libraries.find(|it| !it.library.unread.is_empty())
    }

    /// What may have been meant by a symbol that is in no library.
    pub(super) fn hint(&self, symbol: &str) -> Option<String> {
        let by_c_name = self.by_c_name.get_or_init(|| {
            let libraries = self.libraries.iter();
            let symbols = libraries.flat_map(|it| it.library.symbols.iter());
            let symbols = symbols.filter(|(_, symbol)| symbol.can_be_linked());
            let names = symbols.map(|(name, _)| name.as_str());
            let names = names.filter(|name| !names::is_internal(name, self.target));
            names
                .map(|name| (names::c_name(name, self.target), name))
                .collect()
        });
        let c_name = names::c_name(symbol, self.target);
        if let Some(other) = by_c_name.get(c_name) {
            return Some(format!("there is `{other}`"));
        }
        if self.missing > FEW {
            return None;
        }
        let near = nearest(c_name, by_c_name.keys().copied())?;
        if strsim::normalized_damerau_levenshtein(c_name, near) < NEAR {
            return None;
        }
        let near = by_c_name.get(near)?;
        Some(format!("the nearest is `{near}`"))
    }

    /// The best that libraries of a sort have of a symbol: what can be linked, else what is there.
    fn best(&self, item: &Declared<'_>, is_wanted: impl Fn(&Linked) -> bool) -> Option<Found<'l>> {
        let mut best: Option<(_, Found<'l>)> = None;
        for is_dll in [false, true] {
            for (name, via) in names::of(&item.symbol, is_dll, self.target) {
                for &(at, linked, symbol) in self.index.get(name.as_str()).into_iter().flatten() {
                    if linked.library.is_dll != is_dll || !is_wanted(linked) {
                        continue;
                    }
                    let found = Found {
                        linked,
                        symbol,
                        via,
                    };
                    let is_import = via == Via::Import;
                    let is_own = symbol.binding == Binding::Local;
                    // The first of the best.
                    let rank = (!found.is_usable(), is_import, is_own, at);
                    if best.as_ref().is_none_or(|(other, _)| rank < *other) {
                        best = Some((rank, found));
                    }
                }
            }
        }
        best.map(|(_, found)| found)
    }
}

impl Found<'_> {
    /// Whether a linker takes it.
    pub(super) fn is_usable(self) -> bool {
        self.symbol.can_be_linked()
    }
}
