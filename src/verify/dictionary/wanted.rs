//! From a name of the module to C's.
//!
//! A name is C's own but for what C allows and Pyrite does not (a keyword gets a trailing `_`, two
//! of one name get a suffix), and for what the user wants: another style, another name. Where the
//! generator is at hand it says which name is which; for a module that comes alone, the rules of
//! `docs/guide.md` are read backwards.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::decls::model::Field;
use crate::pyrite::is_reserved;

/// The suffixes of names that gave way to another.
const SUFFIXES: [&str; 4] = ["_struct", "_union", "_enum", "_macro"];

/// The names of a module that are not C's own, as far as somebody has said so.
#[derive(Debug, Default)]
pub struct Names<'d> {
    /// By the module's name.
    given: FxHashMap<&'d str, &'d str>,
}

impl<'d> Names<'d> {
    /// Names of the module with C's names for them.
    pub fn new(renamed: &'d [(String, String)]) -> Names<'d> {
        let given = renamed
            .iter()
            .map(|(name, c)| (name.as_str(), c.as_str()))
            .collect();
        Names { given }
    }

    /// C's name, where somebody has said it.
    pub fn given(&self, name: &str) -> Option<&'d str> {
        self.given.get(name).copied()
    }

    /// Looks under the name that was said, or else under each name that C may have.
    pub fn find<T>(&self, name: &str, look: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.given(name) {
            Some(c) => look(c),
            None => candidates(name).find_map(look),
        }
    }
}

/// The names that C may have for what the module calls so, the best first.
pub fn candidates(name: &str) -> impl Iterator<Item = &str> {
    let bare = name.trim_end_matches('_');
    let without = SUFFIXES.iter().find_map(|it| bare.strip_suffix(it));
    let shorter = name.strip_suffix('_');
    let reserved = Some(bare).filter(|it| *it != name && is_reserved(it));
    let is_new = |it: &&str| Some(*it) != shorter && *it != name && !it.is_empty();
    [
        Some(name),
        reserved,
        shorter.filter(|it| Some(*it) != reserved),
        Some(bare).filter(|it| is_new(it) && Some(*it) != reserved),
        without,
    ]
    .into_iter()
    .flatten()
}

/// The members of a record by name.
pub struct Members<'d> {
    /// By C's name.
    named: FxHashMap<&'d str, &'d Field>,
    /// By what all styles leave of the name; `None` where two have the same left.
    plain: OnceCell<FxHashMap<String, Option<&'d Field>>>,
}

impl<'d> Members<'d> {
    /// The members that have a name.
    pub fn new(fields: &'d [Field]) -> Members<'d> {
        let named = fields
            .iter()
            .filter_map(|field| Some((field.name.as_deref()?, field)))
            .collect();
        Members {
            named,
            plain: OnceCell::new(),
        }
    }

    /// The member that a field or method of the module is about: one of the very name, else one
    /// whose name is the same but for a trailing `_`, else the only one that is the same but for
    /// style.
    pub fn find(&self, name: &str) -> Option<&'d Field> {
        let of = |c: &str| self.named.get(c).copied();
        let named = match name.ends_with('_') {
            true => candidates(name).find_map(of),
            false => of(name),
        };
        let dollar = || of(&name.replace("_u24_", "$"));
        named.or_else(dollar).or_else(|| {
            let plain = self.plain.get_or_init(|| {
                let mut all: FxHashMap<String, Option<&Field>> = FxHashMap::default();
                for (name, field) in &self.named {
                    all.entry(plain(name))
                        .and_modify(|other| *other = None)
                        .or_insert(Some(field));
                }
                all
            });
            plain.get(&self::plain(name)).copied().flatten()
        })
    }
}

/// A name without what styles and the rules for characters change.
fn plain(name: &str) -> String {
    name.replace("_u24_", "")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_c_may_call_it() {
        let of = |name| candidates(name).collect::<Vec<_>>();
        assert_eq!(of("stat"), ["stat"]);
        assert_eq!(of("type_"), ["type_", "type"]);
        assert_eq!(of("stat_struct"), ["stat_struct", "stat"]);
        assert_eq!(of("a__"), ["a__", "a_", "a"]);
        assert_eq!(of("let__"), ["let__", "let", "let_"]);
        assert_eq!(of("_"), ["_", ""]);
    }
}
