//! Which macros are no longer defined at the end of the translation unit.
//!
//! libclang's record has every `#define` that took effect, but no `#undef`. The headers' own
//! text has them, and libclang knows which parts of it `#if` left out.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use super::files::Files;
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

/// Finds the macros of `last`, which has the place of each one's last definition, that an
/// `#undef` or `#pragma pop_macro` comes after.
pub fn undefined<'u>(
    unit: &Unit,
    files: &Files<'u>,
    last: &HashMap<&'u str, Position>,
) -> Undefined<'u> {
    let mut result = Undefined::default();
    for file in files.handles() {
        let text = files.text(file);
        let mut skipped = None;
        for (name, offset) in directives(text, b"undef") {
            let Some(&defined) = last.get(name) else {
                continue;
            };
            let at = Position {
                file: Some(file),
                offset,
            };
            if defined.file == Some(file) && defined.offset > offset {
                continue;
            }
            let skipped: &Vec<(u32, u32)> =
                skipped.get_or_insert_with(|| skipped_ranges(unit, file));
            let left_out = skipped
                .iter()
                .any(|range| (range.0..range.1).contains(&offset));
            if files.is_repeated(file) {
                // Which of the inclusions left the directive out, the ranges do not tell.
                result.uncertain.insert(name);
            } else if !left_out && files.compare(at, defined).is_gt() {
                result.gone.insert(name);
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

/// The parts of a file that `#if` left out.
fn skipped_ranges(unit: &Unit, file: FileHandle) -> Vec<(u32, u32)> {
    unit.skipped_ranges(file)
}

/// The names that follow `#<keyword>` at the start of a line, with the offset of the keyword.
fn directives<'t>(text: &'t [u8], keyword: &'static [u8]) -> impl Iterator<Item = (&'t str, u32)> {
    memmem::find_iter(text, keyword).filter_map(move |at| {
        let before = text.get(..at)?.trim_ascii_end_blank().strip_suffix(b"#")?;
        let starts_line = matches!(
            before.trim_ascii_end_blank().last(),
            None | Some(b'\n' | b'/')
        );
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
            b"#undef A\n  #  undef B /* x */\n// #undef C\nint undef D;\n#undefine E\n#undef\tF";
        let found: Vec<&str> = directives(text, b"undef").map(|(name, _)| name).collect();
        assert_eq!(found, ["A", "B", "F"]);
    }

    #[test]
    fn finds_popped_macros() {
        let text =
            b"#pragma pop_macro(\"A\")\n_Pragma(\"pop_macro(\\\"B\\\")\") pop_macro ( \"C\" )";
        let found: Vec<&str> = popped(text).collect();
        assert_eq!(found, ["A", "C"]);
    }
}
