//! Which macros are no longer defined at the end of the translation unit.
//!
//! libclang's record has every `#define` that took effect, but no `#undef`. The headers' own
//! text has them, and libclang knows which parts of it `#if` left out.

mod directive;
mod order;

use std::cell::OnceCell;

use rustc_hash::FxHashSet as HashSet;

use super::definition::Definitions;
use super::files::Files;
use super::survey::Event;
use crate::clang::unit::{FileHandle, Unit};
use order::{Entries, LeftOut, Order, Times};

/// What became of macros whose definitions are in the record.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Undefined<'u> {
    /// Not defined at the end.
    pub gone: HashSet<&'u str>,
    /// The text does not tell.
    pub uncertain: HashSet<&'u str>,
}

/// Finds the macros that an `#undef` or `#pragma pop_macro` comes after the last definition of.
pub fn undefined<'u>(
    unit: &Unit,
    files: &Files<'u>,
    events: &[Event<'u>],
    definitions: &Definitions<'_>,
) -> Undefined<'u> {
    let search = Search {
        unit,
        files,
        events,
        definitions,
        entries: Entries::of(events),
        left_out: OnceCell::new(),
    };
    let mut result = Undefined::default();
    for file in files.handles() {
        search.file(file, &mut result);
    }
    for name in &result.uncertain {
        result.gone.remove(name);
    }
    result
}

/// What the search goes by.
struct Search<'s, 'u> {
    /// The unit.
    unit: &'s Unit,
    /// Its files.
    files: &'s Files<'u>,
    /// What the preprocessor did.
    events: &'s [Event<'u>],
    /// Every definition.
    definitions: &'s Definitions<'s>,
    /// The inclusions of each file.
    entries: Entries,
    /// What `#if` left out; asked for when the first directive is met.
    left_out: OnceCell<LeftOut>,
}

impl<'u> Search<'_, 'u> {
    /// Looks through one file.
    fn file(&self, file: FileHandle, result: &mut Undefined<'u>) {
        let text = self.files.text(file).bytes;
        let restored = self.restored(file, text, result);
        for (name, offset) in directive::directives(text, b"undef") {
            let Some(defined) = self.definitions.last(name) else {
                continue;
            };
            let is_restored = restored
                .iter()
                .any(|(other, range)| *other == name && range.contains(&offset));
            if is_restored {
                continue;
            }
            match self.when(file, offset, defined) {
                (_, Order::Before) | (Times::Never, _) => {}
                (Times::Always, Order::After) => {
                    result.gone.insert(name);
                }
                (Times::Sometimes, _) if self.is_only_before(file, offset, defined) => {}
                (Times::Sometimes, _)
                    if self.entries.is_before_first(file, defined)
                        || self.follows(file, offset, defined) =>
                {
                    result.gone.insert(name);
                }
                (Times::Always | Times::Sometimes, Order::After | Order::Unknown) => {
                    result.uncertain.insert(name);
                }
            }
        }
    }

    /// The parts of a file between `#pragma push_macro` and `pop_macro` of a name that was
    /// defined before: what happens to it there does not last.
    fn restored(
        &self,
        file: FileHandle,
        text: &'u [u8],
        result: &mut Undefined<'u>,
    ) -> Vec<(&'u str, std::ops::Range<u32>)> {
        let mut restored = Vec::new();
        for (name, popped) in directive::pragmas(text, b"pop_macro") {
            let Some(defined) = self.definitions.last(name) else {
                continue;
            };
            match self.when(file, popped, defined) {
                (_, Order::Before) | (Times::Never, _) => continue,
                (Times::Always | Times::Sometimes, Order::After | Order::Unknown) => {}
            }
            let pushed = directive::pragmas(text, b"push_macro")
                .filter(|(other, pushed)| *other == name && *pushed < popped)
                .last();
            match pushed.map(|(_, pushed)| (pushed, self.when(file, pushed, defined))) {
                Some((pushed, (Times::Always, Order::After))) => {
                    restored.push((name, pushed..popped));
                }
                Some((pushed, _)) if self.is_only_within(file, pushed..popped, name) => {
                    result.gone.insert(name);
                }
                Some(_) | None => {
                    result.uncertain.insert(name);
                }
            }
        }
        restored
    }

    /// Whether a macro has no definition but between these two directives of one reading.
    fn is_only_within(&self, file: FileHandle, range: std::ops::Range<u32>, name: &str) -> bool {
        let mut all = self
            .definitions
            .of_name(name)
            .filter_map(|event| self.events.get(event))
            .peekable();
        all.peek().is_some()
            && all.all(|event| {
                range.contains(&event.position().offset)
                    && self.left_out().is_read_with(event, file, range.end)
            })
    }

    /// Whether a directive took effect further down in the very reading of the file that defined
    /// the macro.
    fn follows(&self, file: FileHandle, offset: u32, defined: usize) -> bool {
        self.events.get(defined).is_some_and(|event| {
            event.position().offset < offset && self.left_out().is_read_with(event, file, offset)
        })
    }

    /// Whether a directive took effect only once, further up in the very reading of the file that
    /// defined the macro.
    fn is_only_before(&self, file: FileHandle, offset: u32, defined: usize) -> bool {
        self.events.get(defined).is_some_and(|event| {
            event.position().offset > offset
                && self.left_out().is_read_with(event, file, offset)
                && self.left_out().count(file, offset) + 1 == self.files.times_entered(file)
        })
    }

    /// What `#if` left out.
    fn left_out(&self) -> &LeftOut {
        self.left_out
            .get_or_init(|| LeftOut::of(self.unit.skipped_ranges()))
    }

    /// How often a directive took effect, and whether it did after a definition.
    fn when(&self, file: FileHandle, offset: u32, defined: usize) -> (Times, Order) {
        let order = self
            .entries
            .order(self.events, self.files, (file, offset), defined);
        if order == Order::Before {
            return (Times::Always, order);
        }
        (self.left_out().times(self.files, file, offset), order)
    }
}
