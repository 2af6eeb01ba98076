//! The names within one record or one list of parameters.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::{Claimant, Claims, Class};
use super::entity::Sort;
use super::style::styled;
use super::word::safe;
use crate::map::naming::Style;

/// The names of a record's members, or of a function's parameters.
#[derive(Debug, Default)]
pub struct List<'n> {
    /// Those that are not C's own, by C's.
    renamed: FxHashMap<&'n str, String>,
    /// C's names, where all of them stay.
    own: Vec<&'n str>,
    /// All names, where one of them does not.
    given: Vec<Cow<'n, str>>,
    /// All names, and what else is not free: most lists are never asked for a name that is.
    taken: OnceCell<FxHashSet<Cow<'n, str>>>,
}

impl<'n> List<'n> {
    /// Names them. C has no two of one name in a list.
    pub fn new(names: impl IntoIterator<Item = &'n str>, style: Style) -> List<'n> {
        let mut names: Vec<&str> = names.into_iter().collect();
        let is_own = |name: &&str| style == Style::C && safe(name) == *name;
        if names.iter().all(is_own) {
            return List {
                own: names,
                ..List::default()
            };
        }
        names.sort_unstable();
        names.dedup();
        let mut wanted: FxHashMap<String, usize> = FxHashMap::default();
        let wish = |name: &str| styled(name, Sort::Variable, style);
        for name in &names {
            if let Some(wish) = wish(name) {
                *wanted.entry(wish).or_default() += 1;
            }
        }
        let claimants: Vec<Claimant<'_>> = names
            .iter()
            .map(|name| Claimant {
                preferred: wish(name).filter(|wish| {
                    wanted.get(wish) == Some(&1) && names.binary_search(&wish.as_str()).is_err()
                }),
                ..Claimant::new(*name, Class::Ordinary, "")
            })
            .collect();
        let mut claims = Claims::default();
        claims.settle(claimants.len(), |at| claimants.get(at));
        let given = claims.into_names();
        let pairs = names
            .iter()
            .zip(&given)
            .filter(|(name, given)| *name != given);
        List {
            renamed: pairs
                .map(|(name, given)| (*name, given.to_string()))
                .collect(),
            given,
            ..List::default()
        }
    }

    /// The name of one of them.
    pub fn of(&self, name: &str) -> String {
        self.renamed
            .get(name)
            .map_or(name, String::as_str)
            .to_owned()
    }

    /// What is not free.
    fn taken(&self) -> &FxHashSet<Cow<'n, str>> {
        self.taken.get_or_init(|| {
            let own = self.own.iter().copied().map(Cow::Borrowed);
            own.chain(self.given.iter().cloned()).collect()
        })
    }

    /// Gives a name to nothing from here on.
    fn take(&mut self, name: Cow<'n, str>) {
        self.taken();
        self.taken.get_mut().map(|taken| taken.insert(name));
    }

    /// A name for something that C names not at all, made unique by trailing `_`.
    pub fn add(&mut self, name: &str) -> String {
        let unique = self.free(name);
        self.take(Cow::Owned(unique.clone()));
        unique
    }

    /// Gives a name of C's to nothing from here on.
    pub fn keep_free(&mut self, name: &'n str) {
        self.take(Cow::Borrowed(name));
    }

    /// The same as [`add`](List::add), and it stays free.
    pub fn free(&self, name: &str) -> String {
        let taken = self.taken();
        unique(name, |name| taken.contains(name))
    }
}

/// `name` made unique among those that are taken by trailing `_`.
pub fn unique(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut unique = name.to_owned();
    while is_taken(&unique) {
        unique.push('_');
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of names.
    fn named(names: &[&str], style: Style) -> Vec<String> {
        let list = List::new(names.iter().copied(), style);
        names.iter().map(|name| list.of(name)).collect()
    }

    #[test]
    fn replacements_give_way_to_names_of_c() {
        assert_eq!(named(&["fn", "fn_"], Style::C), ["fn__", "fn_"]);
        assert_eq!(named(&["fn_", "fn"], Style::C), ["fn_", "fn__"]);
        assert_eq!(named(&["a$b_c", "a_b$c"], Style::C), ["a_b_c", "a_b_u24_c"]);
        assert_eq!(named(&["self", "x"], Style::C), ["self_", "x"]);
    }

    #[test]
    fn two_of_one_styled_name_keep_their_own() {
        assert_eq!(
            named(&["hWnd", "lParam"], Style::Pyrite),
            ["h_wnd", "l_param"]
        );
        assert_eq!(named(&["aB", "a_b"], Style::Pyrite), ["aB", "a_b"]);
        assert_eq!(
            named(&["aB", "A_B", "c"], Style::Pyrite),
            ["aB", "A_B", "c"]
        );
        assert_eq!(named(&["Type", "_x"], Style::Pyrite), ["Type", "x"]);
    }
}
