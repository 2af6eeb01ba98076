//! What is read of a file's text when somebody first asks: its lines and its comments. Two threads
//! may ask.

use std::sync::{Arc, OnceLock};

use super::ahead::Noted;
use super::comment::Comments;
use crate::location::Location;

/// What is known of one file's text, which each call brings along.
pub struct Page<'u> {
    /// The name that a reader of the module sees.
    pub name: Arc<str>,
    /// Its comments.
    comments: OnceLock<Comments<'u>>,
    /// What was read ahead.
    noted: Option<Noted>,
    /// Whether that is of this very text.
    is_noted: OnceLock<bool>,
    /// Offsets of its line starts.
    lines: OnceLock<Vec<u32>>,
}

impl<'u> Page<'u> {
    /// Nothing is read yet.
    pub fn new(name: Arc<str>, noted: Option<Noted>) -> Page<'u> {
        Page {
            name,
            noted,
            is_noted: OnceLock::new(),
            comments: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// What was read ahead, where it is of this very text.
    fn noted(&self, text: &[u8]) -> Option<&Noted> {
        let noted = self.noted.as_ref()?;
        let is_of_it = self.is_noted.get_or_init(|| noted.is_of(text));
        is_of_it.then_some(noted)
    }

    /// Its comments.
    pub fn comments(&self, text: &'u [u8]) -> &Comments<'u> {
        self.comments.get_or_init(|| match self.noted(text) {
            Some(noted) => Comments::noted(text, Arc::clone(&noted.notes)),
            None => Comments::new(text),
        })
    }

    /// A place as people name it.
    pub fn location(&self, text: &[u8], offset: u32) -> Location {
        let lines = match self.noted(text) {
            Some(noted) => &noted.lines,
            None => self.lines.get_or_init(|| line_starts(text)),
        };
        let line = lines.partition_point(|&start| start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|index| lines.get(index))
            .copied()
            .unwrap_or(0);
        Location {
            file: Arc::clone(&self.name),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: offset.saturating_sub(start).saturating_add(1),
        }
    }
}

/// The offsets at which lines start.
pub fn line_starts(text: &[u8]) -> Vec<u32> {
    let mut starts = vec![0];
    starts
        .extend(memchr::memchr_iter(b'\n', text).filter_map(|index| u32::try_from(index + 1).ok()));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_any_order() {
        let text: Vec<u8> = (0..40_usize)
            .flat_map(|n| [vec![b'x'; n % 5], vec![b'\n']].concat())
            .collect();
        let page = Page::new(Arc::from("a.h"), None);
        let end = text.len() + 2;
        for step in [1, 2, 7, 23, 61] {
            for offset in (0..end).step_by(step).chain((0..end).rev().step_by(step)) {
                let before = text.get(..offset).unwrap_or(&text);
                let breaks = before.iter().filter(|&&byte| byte == b'\n').count();
                let start = before.iter().rposition(|&byte| byte == b'\n');
                let start = start.map_or(0, |at| at + 1);
                let found = page.location(&text, u32::try_from(offset).unwrap_or_default());
                assert_eq!(found.line as usize, breaks + 1, "{offset}");
                assert_eq!(found.column as usize, offset - start + 1, "{offset}");
            }
        }
    }
}
