//! What stands above a declaration.

use super::judge::{self, Verdict};
use super::notes::Text;
use super::{Comments, Style, place};

impl Comments<'_> {
    /// The documentation directly above the declaration whose first token stands at `offset`.
    ///
    /// A documentation comment (`/** … */`, `///`) may be parted from it by blank lines; a plain
    /// block may not, and a plain `//` is only a remark. Comments behind an earlier declaration, licences, rulers and remarks to
    /// tools are not taken.
    pub(super) fn above(&self, offset: usize) -> Vec<Text> {
        let mut taken = Vec::new();
        let Some(mut cursor) = self.first_line(offset.min(self.text.len())) else {
            return taken;
        };
        let mut passed_remark = false;
        loop {
            let last = self
                .notes
                .spans
                .partition_point(|span| span.end <= cursor)
                .checked_sub(1);
            let Some(last) = last.filter(|&last| self.stands_alone(last)) else {
                break;
            };
            let Some(breaks) = self.gap(self.notes.spans[last].end, cursor) else {
                break;
            };
            let style = self.style(last);
            let first = self.notes.first_of_run(last);
            let first = first.unwrap_or_else(|| self.first_of_run(last));
            if style == Style::Member || self.continues(first) || self.is_licence(first, last) {
                break;
            }
            // What is joined to a comment below it must touch it, and be documentation proper.
            let is_nearest = taken.is_empty() && !passed_remark;
            let joins = is_nearest || style == Style::Doc || self.is_remark(last);
            if breaks > 1 && (style == Style::Plain || !is_nearest) || !joins {
                break;
            }
            match self.verdict(first, last) {
                Verdict::Text(_) if self.is_remark(last) => passed_remark = true,
                Verdict::Text(text) => taken.push(text),
                Verdict::Noise => {}
                Verdict::Boundary => break,
            }
            if style == Style::Doc && !taken.is_empty() {
                break;
            }
            cursor = self.notes.spans[first].start;
        }
        taken.reverse();
        taken
    }

    /// Where the declaration's first line starts, its decorations included; `None` where other
    /// code stands before it on its line.
    fn first_line(&self, offset: usize) -> Option<usize> {
        let mut start = place::line_start(self.text, offset)?;
        let inside = self.notes.spans.partition_point(|span| span.end <= offset);
        if let Some(before) = inside.checked_sub(1).map(|last| self.notes.spans[last]) {
            start = start.max(before.end);
        }
        let before = &self.text[start..offset];
        if !place::is_decoration(before) && !place::is_prefix(before) {
            return None;
        }
        if self.text[start..offset]
            .trim_ascii_start()
            .starts_with(b"#")
        {
            return Some(start);
        }
        // The few lines that an attribute and its arguments may take.
        for _ in 0..4 {
            let Some(end) = start
                .checked_sub(1)
                .filter(|&end| place::is_break(self.text[end]))
            else {
                break;
            };
            let end = if self.text[..=end].ends_with(b"\r\n") {
                end - 1
            } else {
                end
            };
            match place::line_start(self.text, end) {
                Some(line) if place::is_decoration_line(&self.text[line..end]) => start = line,
                _ => break,
            }
        }
        Some(start)
    }

    /// The first comment of the run that ends with `last`: line comments of one style on
    /// consecutive lines, or plain one-line blocks in one column of which each goes on in the
    /// middle of a sentence; one that begins a sentence has a heading above it.
    pub(super) fn first_of_run(&self, last: usize) -> usize {
        let mut first = last;
        while let Some(previous) = first.checked_sub(1) {
            let (above, below) = (self.notes.spans[previous], self.notes.spans[first]);
            let joins = self.gap(above.end, below.start) == Some(1)
                && above.is_line == below.is_line
                && self.style(previous) == self.style(first)
                && self.stands_alone(previous)
                && (above.is_line || self.is_plain_line(previous) && self.is_plain_line(first));
            let continues = above.is_line
                || self.column(previous) == self.column(first) && self.begins_in_lower_case(first);
            if !joins || !continues {
                break;
            }
            first = previous;
        }
        first
    }

    /// A plain block on one line.
    fn is_plain_line(&self, index: usize) -> bool {
        let span = self.notes.spans[index];
        self.style(index) == Style::Plain && !self.text[span.start..span.end].contains(&b'\n')
    }

    /// Whether the first letter of a comment is a small one.
    fn begins_in_lower_case(&self, index: usize) -> bool {
        let lines = self.lines(index, index);
        let first = lines.first().and_then(|line| line.chars().next());
        first.is_some_and(char::is_lowercase)
    }

    /// Whether a run stands before all code and gives the file's licence.
    fn is_licence(&self, first: usize, last: usize) -> bool {
        last < self.notes.leading
            && judge::is_licence(
                &self.text[self.notes.spans[first].start..self.notes.spans[last].end],
            )
    }
}
