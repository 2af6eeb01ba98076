//! How comments stand to each other and on their lines.

use super::judge::Verdict;
use super::notes::Text;
use super::{Comments, Style, clean, place};

impl Comments<'_> {
    /// By the opening mark. Four slashes and `/***` are rulers and boxes: plain.
    pub(super) fn style(&self, index: usize) -> Style {
        let span = self.notes.spans[index];
        let raw = &self.text[span.start..span.end];
        let (doc, box_mark) = if span.is_line {
            (b'/', b'/')
        } else {
            (b'*', b'*')
        };
        match (raw.get(2), raw.get(3)) {
            (Some(&mark), Some(b'<')) if mark == doc || mark == b'!' => Style::Member,
            (Some(b'!'), _) => Style::Doc,
            // `/**/` is empty, not the start of documentation.
            (Some(&mark), next) if mark == doc => match next {
                Some(&next) if next == box_mark || next == b'/' => Style::Plain,
                _ => Style::Doc,
            },
            _ => Style::Plain,
        }
    }

    /// Whether only white space stands before the comment on its line.
    pub(super) fn stands_alone(&self, index: usize) -> bool {
        let before = &self.text[..self.notes.spans[index].start];
        before
            .iter()
            .rev()
            .find(|&&byte| !place::is_blank(byte))
            .is_none_or(|&byte| place::is_break(byte))
            || before == b"\xef\xbb\xbf"
    }

    /// Line breaks between two offsets with only white space between them.
    pub(super) fn gap(&self, from: usize, to: usize) -> Option<usize> {
        self.text.get(from..to).and_then(place::breaks)
    }

    /// The visual column of a comment.
    pub(super) fn column(&self, index: usize) -> usize {
        let at = self.notes.spans[index].start;
        place::line_start(self.text, at).map_or(0, |line| {
            clean::column_after(&clean::decode(&self.text[line..at]), 0)
        })
    }

    /// Whether a comment alone on its line belongs to one behind the declaration above it.
    pub(super) fn continues(&self, index: usize) -> bool {
        let mut first = index;
        while self.carries_on(first) {
            first -= 1;
        }
        first != index && !self.stands_alone(first)
    }

    /// Whether a comment alone on its line may carry on the one before it: `///<` below `///<`,
    /// or a plain one below another in the same column.
    pub(super) fn carries_on(&self, index: usize) -> bool {
        let Some(above) = index.checked_sub(1) else {
            return false;
        };
        let (upper, lower) = (self.notes.spans[above], self.notes.spans[index]);
        self.stands_alone(index)
            && self.style(above) == self.style(index)
            && upper.is_line == lower.is_line
            && self.gap(upper.end, lower.start) == Some(1)
            && (self.style(index) == Style::Member || self.column(above) == self.column(index))
    }

    /// The lines of the comments `first..=last`, cleaned.
    pub(super) fn lines(&self, first: usize, last: usize) -> Vec<String> {
        let spans = self.notes.spans.get(first..=last).unwrap_or_default();
        let mut lines = Vec::new();
        for (index, span) in (first..).zip(spans) {
            let raw = &self.text[span.start..span.end];
            if span.is_line {
                lines.extend(clean::line(raw));
            } else {
                lines.extend(clean::block(raw, self.column(index)));
            }
        }
        if spans.iter().all(|span| span.is_line) {
            lines = clean::join(&lines);
        }
        clean::trim(lines)
    }

    /// Whether a comment is `// …` with two slashes: a remark, and no documentation.
    ///
    /// ```c
    /// int f(void); // Not what f's users are told.
    /// ```
    pub(super) fn is_remark(&self, index: usize) -> bool {
        self.notes.spans[index].is_line && self.style(index) == Style::Plain
    }

    /// What the comments `first..=last` say, where they are documentation.
    pub(super) fn text_of(&self, first: usize, last: usize) -> Option<Text> {
        let documents = |index: &usize| !self.is_remark(*index);
        let (Some(first), Some(last)) = (
            (first..=last).find(documents),
            (first..=last).rfind(documents),
        ) else {
            return None;
        };
        match self.verdict(first, last) {
            Verdict::Text(text) => Some(text),
            Verdict::Noise | Verdict::Boundary => None,
        }
    }
}
