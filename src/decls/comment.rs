//! Documentation comments, read from the header's own text.
//!
//! libclang attaches comments too, but by rules that differ between its versions, and never
//! plain `/* … */` blocks or comments of macros; so neighbourhood in the text decides here.
//! All offsets are bytes from the start of the file.

mod above;
mod behind;
mod clean;
mod judge;
mod near;
mod neighbour;
mod notes;
mod place;
mod scan;
mod tag;

use std::sync::Arc;

use super::model::Documentation;
pub use near::Shape;
pub use notes::Notes;

/// The comments of one file.
#[derive(Debug, Clone)]
pub struct Comments<'a> {
    /// The bytes of the file.
    text: &'a [u8],
    /// What is known of them.
    notes: Arc<Notes>,
}

/// How a comment says what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `/* … */`, `// …`
    Plain,
    /// `/** … */`, `/*! … */`, `/// …`, `//! …`
    Doc,
    /// `/**< … */`, `/*!< … */`, `///< …`, `//!< …`
    Member,
}

impl<'a> Comments<'a> {
    /// Finds the comments of a file in one pass over its bytes.
    pub fn new(text: &'a [u8]) -> Comments<'a> {
        let notes = Arc::new(Notes::of(text));
        Comments { text, notes }
    }

    /// Those of a file of which somebody has taken notes: of these very bytes.
    pub fn noted(text: &'a [u8], notes: Arc<Notes>) -> Comments<'a> {
        Comments { text, notes }
    }

    /// The documentation of the declaration whose first token stands at `start` and whose last
    /// token ends before `end`: what stands above it, then what stands behind it. `None` where
    /// there is none. For a macro, `start` is its name and `end` the end of its expansion.
    ///
    /// ```c
    /// /** Above. */
    /// int f(void);   /**< Behind. */
    /// #define N 1    /* Behind. */
    /// ```
    ///
    /// What stands at a `typedef` with a body belongs to the type in it.
    pub fn of(&self, start: usize, end: usize) -> Option<Documentation> {
        let (start, end) = self.clamp(start, end);
        if self.stands_bare(start, end)
            || self.is_in_passing(start, end)
            || self.is_typedef_with_body(start, end)
        {
            return None;
        }
        let mut texts = self.above(start);
        texts.extend(self.opening(start, end));
        texts.extend(self.behind(start, end));
        self.documentation(texts)
    }

    /// Whether a declaration can be seen at a glance to have no comment: other code ends directly
    /// before it, no `/` follows it on its line, and no comment starts within it. Most members of
    /// large records are like that.
    fn stands_bare(&self, start: usize, end: usize) -> bool {
        let before = self.text.get(..start).unwrap_or_default().trim_ascii_end();
        let after = self.text.get(end..).unwrap_or_default();
        let line = memchr::memchr2(b'\n', b'/', after);
        matches!(before.last(), Some(b';' | b'{' | b'}' | b','))
            && line.is_some_and(|at| after.get(at) == Some(&b'\n'))
            && self
                .notes
                .spans
                .get(self.notes.spans.partition_point(|span| span.start < start))
                .is_none_or(|span| span.start >= end)
    }

    /// Offsets within the file, in order.
    fn clamp(&self, start: usize, end: usize) -> (usize, usize) {
        let end = end.min(self.text.len());
        (start.min(end), end)
    }
}

#[cfg(test)]
mod tests;
