//! The macros that are defined at the end of a translation unit.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use crate::characters::is_name_byte;

/// Definitions alive at the end of a translation unit, by name.
///
/// A definition is kept as its text; nothing of it is read before it is asked for, because a
/// header like `windows.h` brings 25,000 of which most are plain numbers.
#[derive(Debug, Default)]
pub struct Macros<'a> {
    /// Where in `entries` a name's definition is.
    ids: HashMap<&'a str, u32>,
    /// Definitions in the order of their first appearance.
    entries: Vec<Entry<'a>>,
}

/// What is known of one name.
#[derive(Debug)]
struct Entry<'a> {
    /// What follows the name: parameters, if it begins with `(`, and the replacement.
    rest: Cow<'a, str>,
    /// May be undefined or otherwise defined in truth.
    uncertain: bool,
}

impl<'a> Macros<'a> {
    /// An empty table with room for so many.
    pub fn with_capacity(capacity: usize) -> Macros<'a> {
        Macros {
            ids: HashMap::with_capacity_and_hasher(capacity, FxBuildHasher),
            entries: Vec::with_capacity(capacity),
        }
    }

    /// Records a definition by its source text from the macro's name to its last token: `N 1`,
    /// `F(a,b) ((a)+(b))`, with any comments and line continuations inside. A later definition
    /// replaces an earlier one, and with it the earlier one's uncertainty. Gives the name's
    /// number.
    pub fn define(&mut self, name: &'a str, definition: impl Into<Cow<'a, str>>) -> u32 {
        let rest = match splice(definition.into()) {
            Cow::Borrowed(text) => text.strip_prefix(name).map(Cow::Borrowed),
            Cow::Owned(text) => text
                .strip_prefix(name)
                .map(|rest| Cow::Owned(rest.to_owned())),
        }
        // `$N`-like names and splices aside, a name ends where its text does.
        .filter(|rest| !rest.bytes().next().is_some_and(is_name_byte));
        let entry = Entry {
            uncertain: rest.is_none(),
            rest: rest.unwrap_or_default(),
        };
        self.set(name, entry)
    }

    /// Says that a name may be undefined, or defined otherwise, in a way that no
    /// [`define`](Macros::define) shows: nothing that depends on it is decided.
    pub fn mark_uncertain(&mut self, name: &'a str) {
        let id = self.id(name);
        match id.and_then(|id| self.entries.get_mut(id as usize)) {
            Some(entry) => entry.uncertain = true,
            None => {
                let entry = Entry {
                    rest: Cow::Borrowed(""),
                    uncertain: true,
                };
                self.set(name, entry);
            }
        }
    }

    /// Takes a name out: it is no macro's any more. Its number stays taken.
    pub fn remove(&mut self, name: &str) {
        self.ids.remove(name);
    }

    /// Puts an entry in its place.
    fn set(&mut self, name: &'a str, entry: Entry<'a>) -> u32 {
        let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let id = *self.ids.entry(name).or_insert(next);
        match self.entries.get_mut(id as usize) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
        id
    }

    /// How many names there are; ids are less than that.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The id of a name.
    pub fn id(&self, name: &str) -> Option<u32> {
        self.ids.get(name).copied()
    }

    /// Whether the definition is not to be relied on.
    pub(super) fn is_uncertain(&self, id: u32) -> bool {
        self.entries
            .get(id as usize)
            .is_none_or(|entry| entry.uncertain)
    }

    /// What follows the name in the definition, without line continuations.
    pub(super) fn rest(&self, id: u32) -> &str {
        self.entries
            .get(id as usize)
            .map_or("", |entry| entry.rest.as_ref())
    }

    /// The replacement of an object-like macro by name, as written.
    pub(super) fn replacement(&self, name: &str) -> Option<&str> {
        self.id(name)
            .filter(|id| !self.is_uncertain(*id))
            .map(|id| self.rest(id).trim())
    }
}

/// Removes line continuations (C11 §5.1.1.2, phase 2). Blanks may stand before the line's end, as
/// gcc and clang allow.
fn splice(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r', ' ', '\t']);
        match content.strip_suffix('\\') {
            Some(kept) if line.ends_with('\n') => out.push_str(kept),
            Some(_) | None => out.push_str(line),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_later_definition_replaces_an_earlier_one() {
        let mut macros = Macros::default();
        macros.define("A", "A 1");
        macros.define("A", "A 2");
        assert_eq!(macros.rest(macros.id("A").unwrap()), " 2");
        assert_eq!(macros.len(), 1);
    }

    #[test]
    fn line_continuations_vanish() {
        let mut macros = Macros::default();
        macros.define("A", "A 1\\\n2 \\ \r\n+ 3");
        assert_eq!(macros.rest(macros.id("A").unwrap()), " 12 + 3");
    }

    #[test]
    fn a_text_that_is_not_the_definition_is_uncertain() {
        let mut macros = Macros::default();
        macros.define("A", "AB 1");
        assert!(macros.is_uncertain(macros.id("A").unwrap()));
        macros.mark_uncertain("B");
        assert!(macros.is_uncertain(macros.id("B").unwrap()));
    }
}
