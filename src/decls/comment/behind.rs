//! What stands behind a declaration, on its last line or, as in zlib.h, on the line below.

use super::notes::Text;
use super::{Comments, Style, place};
use crate::decls::model::Documentation;

/// How far, in bytes, is looked at a glance: all that lies before the next comment, at each
/// declaration, would cost the square of it.
const GLANCE: usize = 1024;

impl Comments<'_> {
    /// The plain block that starts on the line below a function or variable and is followed by
    /// a blank line or the end of the file, as zlib.h documents its functions. It counts only
    /// where [`of`](Comments::of) finds nothing.
    ///
    /// ```c
    /// int f(void);
    /// /* Documents f. */
    ///
    /// ```
    pub fn below(&self, start: usize, end: usize) -> Option<Documentation> {
        let (_, end) = self.clamp(start, end);
        let is_white = |byte| place::is_blank(byte) || place::is_break(byte);
        self.if_it_may_follow(end, is_white, || self.block_below(end))
    }

    /// The same for what ends there.
    fn block_below(&self, end: usize) -> Option<Documentation> {
        let end = self.terminator(end).unwrap_or(end);
        let index = self.notes.spans.partition_point(|span| span.start < end);
        let span = self.notes.spans.get(index)?;
        let after = &self.text[span.end..];
        let blank = after
            .iter()
            .position(|byte| !byte.is_ascii_whitespace())
            .unwrap_or(after.len());
        let ends =
            blank == after.len() || place::breaks(&after[..blank]).is_some_and(|breaks| breaks > 1);
        if span.is_line
            || self.style(index) != Style::Plain
            || self.gap(end, span.start) != Some(1)
            || !ends
        {
            return None;
        }
        self.documentation(self.text_of(index, index).into_iter().collect())
    }

    /// What stands behind the opening brace: `enum E { /**< Text. */`.
    pub(super) fn opening(&self, start: usize, end: usize) -> Option<Text> {
        let index = self.notes.spans.partition_point(|span| span.start < start);
        match self.notes.spans.get(index) {
            Some(span)
                if span.end <= end
                    && self.style(index) == Style::Member
                    && self.text[start..span.start]
                        .trim_ascii_end()
                        .ends_with(b"{") =>
            {
                self.text_of(index, index)
            }
            _ => None,
        }
    }

    /// What stands behind the declaration on the line of its end.
    pub(super) fn behind(&self, start: usize, end: usize) -> Option<Text> {
        let is_directive = place::line_start(self.text, start)
            .is_some_and(|line| self.text[line..start].trim_ascii_start().starts_with(b"#"));
        // `A /* Text. */,` stands before the comma.
        let direct = self.behind_at(end, !is_directive);
        if direct.is_some() || is_directive {
            return direct;
        }
        if let Some(end) = self.typedef_end(start, end) {
            return self.behind_at(end, false);
        }
        let behind = || self.behind_at(self.terminator(end)?, false);
        self.if_it_may_follow(end, place::is_blank, behind)
    }

    /// What is found behind a declaration, where a glance does not tell that there is nothing.
    fn if_it_may_follow<T>(
        &self,
        end: usize,
        is_white: impl Fn(u8) -> bool,
        find: impl Fn() -> Option<T>,
    ) -> Option<T> {
        if self.may_follow(end, is_white) {
            return find();
        }
        debug_assert!(find().is_none());
        None
    }

    /// Whether the next comment may stand behind what ends a declaration, with nothing but white
    /// space between them, as far as a glance tells.
    fn may_follow(&self, end: usize, is_white: impl Fn(u8) -> bool) -> bool {
        let next = self.notes.spans.partition_point(|span| span.start < end);
        let Some(span) = self.notes.spans.get(next) else {
            return false;
        };
        let near = &self.text[end.max(span.start.saturating_sub(GLANCE))..span.start];
        match memchr::memrchr(b';', near) {
            Some(end) => near[end + 1..].iter().all(|byte| is_white(*byte)),
            // That comment may itself stand before what ends the declaration.
            None => true,
        }
    }

    /// The comments that start at `at`, blanks aside, where they end the line, or where only a
    /// `,` or `;` follows and `before_terminator` is set.
    fn behind_at(&self, at: usize, before_terminator: bool) -> Option<Text> {
        let at = place::skip_blanks(self.text, at);
        let first = self.notes.spans.partition_point(|span| span.start < at);
        if self
            .notes
            .spans
            .get(first)
            .is_none_or(|span| span.start != at)
        {
            return None;
        }
        let mut last = first;
        let mut after = place::skip_blanks(self.text, self.notes.spans[last].end);
        while self
            .notes
            .spans
            .get(last + 1)
            .is_some_and(|span| span.start == after)
        {
            last += 1;
            after = place::skip_blanks(self.text, self.notes.spans[last].end);
        }
        let follows = self.text.get(after).copied();
        let ends = match follows {
            None => true,
            Some(b',' | b';') => before_terminator,
            // `enum { A, B /* Text. */ };`
            Some(b'}') => true,
            Some(byte) => place::is_break(byte),
        };
        if !ends && self.style(first) != Style::Member {
            return None;
        }
        while self.notes.spans.get(last + 1).is_some() && self.carries_on(last + 1) {
            last += 1;
        }
        self.text_of(first, last)
    }

    /// The offset after the `;` or `,` that ends a declaration, past attributes and comments.
    fn terminator(&self, end: usize) -> Option<usize> {
        let mut at = end;
        // Attributes are few; the bound keeps a strange header from costing much.
        for _ in 0..32 {
            at = place::skip_blanks(self.text, at);
            match self.text.get(at)? {
                b';' | b',' => return Some(at + 1),
                b'/' => {
                    let index = self.notes.spans.partition_point(|span| span.start < at);
                    at = self
                        .notes
                        .spans
                        .get(index)
                        .filter(|span| span.start == at)?
                        .end;
                }
                // After a body, the next line is the next declaration's.
                &byte if place::is_break(byte) => {
                    if self.text[..end].ends_with(b"}") {
                        return None;
                    }
                    at += 1;
                }
                _ => at = place::decoration(self.text, at)?,
            }
        }
        None
    }
}
