//! What a text has beside what it means: the comments of each item, and how it is spelled.

use rustc_hash::FxHashMap;

use crate::pyrite::model::Module;

/// The texts of a module's items, by the line that each begins on.
pub(super) struct Sources<'m>(FxHashMap<u32, Source<'m>>);

/// The text of an item, without its documentation and attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source<'m> {
    /// The comments right above it.
    pub(super) comments: Vec<&'m str>,
    /// Its lines and what follows up to the next item, without ends of lines and blank lines.
    pub(super) lines: Vec<&'m str>,
}

impl<'m> Sources<'m> {
    /// Those of all items of a module.
    pub(super) fn new(text: &'m str, module: &Module) -> Sources<'m> {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let mut all: FxHashMap<u32, Source<'_>> = FxHashMap::default();
        // From the end, because an item goes on to where the next one begins.
        let mut end = lines.len();
        for item in module.items.iter().rev() {
            let line = item.position.line;
            let at = usize::try_from(line)
                .unwrap_or(usize::MAX)
                .saturating_sub(1);
            let own = lines.get(at..end).unwrap_or_default();
            let mut start = at;
            let above = |start: usize| lines.get(start.checked_sub(1)?).copied();
            while above(start).is_some_and(|it| it.starts_with('@')) {
                start -= 1;
            }
            start = above_documentation(&lines, start);
            let below = start;
            while above(start).is_some_and(|it| it.starts_with('#') && !it.starts_with(SKIPPED)) {
                start -= 1;
            }
            let comments = lines.get(start..below).unwrap_or_default();
            let source = Source {
                comments: comments.to_vec(),
                lines: own.iter().copied().filter(|it| !it.is_empty()).collect(),
            };
            all.insert(line, source);
            end = start;
        }
        Sources(all)
    }

    /// The text of the item that begins on a line.
    pub(super) fn at(&self, line: u32) -> Option<&Source<'m>> {
        self.0.get(&line)
    }
}

impl Source<'_> {
    /// All of it.
    pub(super) fn text(&self) -> String {
        [&self.comments[..], &self.lines[..]].concat().join("\n")
    }
}

/// What an item begins with that is left out.
const SKIPPED: &str = "# skipped:";

/// The line where the documentation begins that ends right above a line; that line, where there is
/// none.
fn above_documentation(lines: &[&str], line: usize) -> usize {
    const QUOTES: &str = "\"\"\"";
    let Some(last) = line.checked_sub(1).and_then(|at| lines.get(at)) else {
        return line;
    };
    if !last.ends_with(QUOTES) {
        return line;
    }
    let is_whole = last.len() >= 2 * QUOTES.len() && last.starts_with(QUOTES);
    if is_whole {
        return line - 1;
    }
    let above = lines.get(..line - 1).unwrap_or_default();
    let first = above.iter().rposition(|it| it.starts_with(QUOTES));
    first.unwrap_or(line)
}
