//! Which macros are no longer defined at the end of the translation unit.
//!
//! libclang's record has every `#define` that took effect, but no `#undef`. The headers' own
//! text has them, and libclang knows which parts of it `#if` left out.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use memchr::memmem;

use super::files::Files;
use super::survey::Event;
use crate::clang::cursor::Position;
use crate::clang::unit::{FileHandle, Unit};

/// What became of macros whose definitions are in the record.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Undefined<'u> {
    /// Not defined at the end.
    pub gone: HashSet<&'u str>,
    /// The text does not tell.
    pub uncertain: HashSet<&'u str>,
}

/// Finds the macros of `last`, which has the event of each one's last definition, that an
/// `#undef` or `#pragma pop_macro` comes after.
pub fn undefined<'u>(
    unit: &Unit,
    files: &Files<'u>,
    events: &[Event<'u>],
    last: &HashMap<&'u str, usize>,
) -> Undefined<'u> {
    let mut result = Undefined::default();
    let entries = Entries::of(events);
    for file in files.handles() {
        let text = files.text(file);
        let mut skipped = None;
        for (name, offset) in directives(text, b"undef") {
            let Some(&defined) = last.get(name) else {
                continue;
            };
            let order = entries.order(events, files, (file, offset), defined);
            if order == Order::Before {
                continue;
            }
            let skipped = skipped.get_or_insert_with(|| unit.skipped_ranges(file));
            let left_out = skipped
                .iter()
                .any(|range| (range.0..range.1).contains(&offset));
            match order {
                Order::Before => {}
                Order::After if !left_out => {
                    result.gone.insert(name);
                }
                // Which of several inclusions left the directive out, the ranges do not tell.
                Order::After if files.times_entered(file) == 1 => {}
                Order::After | Order::Unknown => {
                    result.uncertain.insert(name);
                }
            }
        }
        result
            .uncertain
            .extend(popped(text).filter(|name| last.contains_key(name)));
    }
    for name in &result.uncertain {
        result.gone.remove(name);
    }
    result
}

/// Where a directive stands in time, next to a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The definition is the later one.
    Before,
    /// The directive is the later one.
    After,
    /// The record does not tell.
    Unknown,
}

/// The inclusions of each file.
struct Entries {
    /// The events, in order.
    of: HashMap<FileHandle, Vec<usize>>,
}

impl Entries {
    /// Gathers them.
    fn of(events: &[Event<'_>]) -> Entries {
        let mut of: HashMap<FileHandle, Vec<usize>> = HashMap::default();
        for (index, event) in events.iter().enumerate() {
            if let Event::Include { file, .. } = event {
                of.entry(*file).or_default().push(index);
            }
        }
        Entries { of }
    }

    /// Whether the directive at `at`, the last time that its file was read, comes after the
    /// definition that is the event `defined`.
    fn order(
        &self,
        events: &[Event<'_>],
        files: &Files<'_>,
        at: (FileHandle, u32),
        defined: usize,
    ) -> Order {
        let (file, offset) = at;
        let by_offset = |position: Position| {
            if position.offset > offset {
                Order::Before
            } else {
                Order::After
            }
        };
        let Some(definition) = events.get(defined).map(Event::position) else {
            return Order::Unknown;
        };
        if files.times_entered(file) == 1 {
            let at = Position {
                file: Some(file),
                offset,
            };
            return if files.compare(definition, at).is_gt() {
                Order::Before
            } else {
                Order::After
            };
        }
        let entries = self.of.get(&file).map_or(&[][..], Vec::as_slice);
        // An inclusion that an include guard stopped is an event too, but the file was not read.
        if entries.len() != files.times_entered(file) {
            return Order::Unknown;
        }
        let Some(&entry) = entries.last() else {
            return Order::Unknown;
        };
        if defined < entry {
            return Order::After;
        }
        if definition.file == Some(file) {
            return by_offset(definition);
        }
        // Elsewhere: what the file itself did last before the definition tells how far it was.
        let latest = events
            .get(entry..defined)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|event| event.position().file == Some(file));
        match latest {
            None => Order::Before,
            Some(event) if event.position().offset > offset => Order::Before,
            Some(Event::Define(_) | Event::Include { .. }) => Order::Unknown,
        }
    }
}

/// The names that follow `#<keyword>` at the start of a line, with the offset of the keyword.
fn directives<'t>(text: &'t [u8], keyword: &'static [u8]) -> impl Iterator<Item = (&'t str, u32)> {
    memmem::find_iter(text, keyword).filter_map(move |at| {
        let before = text.get(..at)?.trim_ascii_end_blank().strip_suffix(b"#")?;
        let before = before.trim_ascii_end_blank();
        let starts_line = matches!(before.last(), None | Some(b'\n')) || before.ends_with(b"*/");
        let after = text.get(at + keyword.len()..)?;
        let name = after.strip_prefix(b" ").or(after.strip_prefix(b"\t"))?;
        let name = identifier(name.trim_ascii_start())?;
        starts_line.then_some((name, u32::try_from(at).ok()?))
    })
}

/// The names in `#pragma pop_macro("NAME")`.
fn popped(text: &[u8]) -> impl Iterator<Item = &str> {
    memmem::find_iter(text, b"pop_macro").filter_map(|at| {
        let after = text.get(at + b"pop_macro".len()..)?.trim_ascii_start();
        let after = after.strip_prefix(b"(")?.trim_ascii_start();
        identifier(after.strip_prefix(b"\"")?)
    })
}

/// The identifier that a text starts with.
fn identifier(text: &[u8]) -> Option<&str> {
    let end = text
        .iter()
        .position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80))
        .unwrap_or(text.len());
    std::str::from_utf8(text.get(..end)?)
        .ok()
        .filter(|name| !name.is_empty())
}

/// Blanks within a line.
trait TrimBlank {
    /// Without the spaces and tabs at the end.
    fn trim_ascii_end_blank(&self) -> &[u8];
}

impl TrimBlank for [u8] {
    fn trim_ascii_end_blank(&self) -> &[u8] {
        let end = self
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t'))
            .map_or(0, |last| last + 1);
        self.get(..end).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_directives_and_nothing_else() {
        let text =
            b"#undef A\n  #  undef B /* x */\n// #undef C\nint undef D;\n#undefine E\n#undef\tF\n/* y */ #undef G";
        let found: Vec<&str> = directives(text, b"undef").map(|(name, _)| name).collect();
        assert_eq!(found, ["A", "B", "F", "G"]);
    }

    #[test]
    fn finds_popped_macros() {
        let text =
            b"#pragma pop_macro(\"A\")\n_Pragma(\"pop_macro(\\\"B\\\")\") pop_macro ( \"C\" )";
        let found: Vec<&str> = popped(text).collect();
        assert_eq!(found, ["A", "C"]);
    }
}
