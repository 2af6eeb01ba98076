//! Documentation comments, read from the header's own text.
//!
//! libclang attaches comments too, but by rules that differ between its versions, and never
//! plain `/* … */` blocks or comments of macros; so neighbourhood in the text decides here.
//! All offsets are bytes from the start of the file.

mod clean;
mod judge;
mod place;
mod scan;

use judge::Verdict;
use scan::Span;

/// The comments of one file.
#[derive(Debug, Clone)]
pub struct Comments<'a> {
    /// The bytes of the file.
    text: &'a [u8],
    /// In the order of the file; they do not overlap.
    spans: Vec<Span>,
    /// How many stand before any code: among them is the licence.
    leading: usize,
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
        let spans = scan::scan(text);
        let mut at = if text.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        let mut leading = 0;
        for span in &spans {
            if place::breaks(&text[at..span.start]).is_none() {
                break;
            }
            at = span.end;
            leading += 1;
        }
        Comments {
            text,
            spans,
            leading,
        }
    }

    /// The documentation of the declaration whose first token stands at `start` and whose last
    /// token ends before `end`: what stands above it, then what stands behind it. Empty where
    /// there is none. For a macro, `start` is its name and `end` the end of its expansion.
    ///
    /// ```c
    /// /** Above. */
    /// int f(void);   /**< Behind. */
    /// #define N 1    /* Behind. */
    /// ```
    pub fn of(&self, start: usize, end: usize) -> Vec<String> {
        let (start, end) = self.clamp(start, end);
        let mut lines = self.above(start).unwrap_or_default();
        for more in [self.opening(start, end), self.behind(start, end)] {
            if !lines.is_empty() && !more.is_empty() {
                lines.push(String::new());
            }
            lines.extend(more);
        }
        lines
    }

    /// The documentation directly above the declaration whose first token stands at `offset`.
    ///
    /// A documentation comment (`/** … */`, `///`) may be parted from it by blank lines; a plain
    /// one may not. Comments behind an earlier declaration, licences, rulers and remarks to
    /// tools are not taken.
    pub fn above(&self, offset: usize) -> Option<Vec<String>> {
        let mut cursor = self.first_line(offset.min(self.text.len()))?;
        let mut taken: Vec<Vec<String>> = Vec::new();
        loop {
            let last = self
                .spans
                .partition_point(|span| span.end <= cursor)
                .checked_sub(1);
            let Some(last) = last.filter(|&last| self.stands_alone(last)) else {
                break;
            };
            let Some(breaks) = self.gap(self.spans[last].end, cursor) else {
                break;
            };
            let style = self.style(last);
            let first = self.first_of_run(last);
            if style == Style::Member || self.continues(first) || self.is_licence(first, last) {
                break;
            }
            // What is joined to a comment below it must touch it, and be documentation proper.
            let joins = taken.is_empty() || style == Style::Doc;
            if breaks > 1 && (style == Style::Plain || !taken.is_empty()) || !joins {
                break;
            }
            match judge::judge(self.lines(first, last)) {
                Verdict::Text(lines) => taken.push(lines),
                Verdict::Noise => {}
                Verdict::Boundary => break,
            }
            if style == Style::Doc && !taken.is_empty() {
                break;
            }
            cursor = self.spans[first].start;
        }
        taken.reverse();
        (!taken.is_empty()).then(|| taken.join(&String::new()))
    }

    /// The plain block that starts on the line below a function or variable and is followed by
    /// a blank line or the end of the file, as zlib.h documents its functions. It counts only
    /// where [`of`](Comments::of) finds nothing.
    ///
    /// ```c
    /// int f(void);
    /// /* Documents f. */
    ///
    /// ```
    pub fn below(&self, start: usize, end: usize) -> Vec<String> {
        let (_, end) = self.clamp(start, end);
        let end = self.terminator(end).unwrap_or(end);
        let index = self.spans.partition_point(|span| span.start < end);
        let Some(span) = self.spans.get(index) else {
            return Vec::new();
        };
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
            return Vec::new();
        }
        self.text_of(index, index)
    }

    /// Offsets within the file, in order.
    fn clamp(&self, start: usize, end: usize) -> (usize, usize) {
        let end = end.min(self.text.len());
        (start.min(end), end)
    }

    /// Where the declaration's first line starts, its decorations included; `None` where other
    /// code stands before it on its line.
    fn first_line(&self, offset: usize) -> Option<usize> {
        let mut start = place::line_start(self.text, offset)?;
        let inside = self.spans.partition_point(|span| span.end <= offset);
        if let Some(before) = inside.checked_sub(1).map(|last| self.spans[last]) {
            start = start.max(before.end);
        }
        if !place::is_decoration(&self.text[start..offset]) {
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

    /// What stands behind the opening brace: `enum E { /**< Text. */`.
    fn opening(&self, start: usize, end: usize) -> Vec<String> {
        let index = self.spans.partition_point(|span| span.start < start);
        match self.spans.get(index) {
            Some(span)
                if span.end <= end
                    && self.style(index) == Style::Member
                    && self.text[start..span.start]
                        .trim_ascii_end()
                        .ends_with(b"{") =>
            {
                self.text_of(index, index)
            }
            _ => Vec::new(),
        }
    }

    /// What stands behind the declaration on the line of its end.
    fn behind(&self, start: usize, end: usize) -> Vec<String> {
        let is_directive = place::line_start(self.text, start)
            .is_some_and(|line| self.text[line..start].trim_ascii_start().starts_with(b"#"));
        // `A /* Text. */,` stands before the comma.
        let direct = self.behind_at(end, !is_directive);
        if !direct.is_empty() || is_directive {
            return direct;
        }
        match self.terminator(end) {
            Some(end) => self.behind_at(end, false),
            None => Vec::new(),
        }
    }

    /// The comments that start at `at`, blanks aside, where they end the line, or where only a
    /// `,` or `;` follows and `before_terminator` is set.
    fn behind_at(&self, at: usize, before_terminator: bool) -> Vec<String> {
        let at = place::skip_blanks(self.text, at);
        let first = self.spans.partition_point(|span| span.start < at);
        if self.spans.get(first).is_none_or(|span| span.start != at) {
            return Vec::new();
        }
        let mut last = first;
        let mut after = place::skip_blanks(self.text, self.spans[last].end);
        while self
            .spans
            .get(last + 1)
            .is_some_and(|span| span.start == after)
        {
            last += 1;
            after = place::skip_blanks(self.text, self.spans[last].end);
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
            return Vec::new();
        }
        while self.spans.get(last + 1).is_some() && self.carries_on(last + 1) {
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
                    let index = self.spans.partition_point(|span| span.start < at);
                    at = self.spans.get(index).filter(|span| span.start == at)?.end;
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

    /// Whether only white space stands before the comment on its line.
    fn stands_alone(&self, index: usize) -> bool {
        let before = &self.text[..self.spans[index].start];
        before
            .iter()
            .rev()
            .find(|&&byte| !place::is_blank(byte))
            .is_none_or(|&byte| place::is_break(byte))
            || before == b"\xef\xbb\xbf"
    }

    /// Line breaks between two offsets with only white space between them.
    fn gap(&self, from: usize, to: usize) -> Option<usize> {
        self.text.get(from..to).and_then(place::breaks)
    }

    /// The visual column of a comment.
    fn column(&self, index: usize) -> usize {
        let at = self.spans[index].start;
        place::line_start(self.text, at).map_or(0, |line| {
            clean::column_after(&String::from_utf8_lossy(&self.text[line..at]), 0)
        })
    }

    /// By the opening mark. Four slashes and `/***` are rulers and boxes: plain.
    fn style(&self, index: usize) -> Style {
        let span = self.spans[index];
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

    /// The first comment of the run that ends with `last`: line comments of one style on
    /// consecutive lines, or plain one-line blocks in one column.
    fn first_of_run(&self, last: usize) -> usize {
        let mut first = last;
        while let Some(previous) = first.checked_sub(1) {
            let (above, below) = (self.spans[previous], self.spans[first]);
            let joins = self.gap(above.end, below.start) == Some(1)
                && above.is_line == below.is_line
                && self.style(previous) == self.style(first)
                && self.stands_alone(previous)
                && (above.is_line || self.is_plain_line(previous) && self.is_plain_line(first));
            if !joins || (!above.is_line && self.column(previous) != self.column(first)) {
                break;
            }
            first = previous;
        }
        first
    }

    /// A plain block on one line.
    fn is_plain_line(&self, index: usize) -> bool {
        let span = self.spans[index];
        self.style(index) == Style::Plain && !self.text[span.start..span.end].contains(&b'\n')
    }

    /// Whether a comment alone on its line belongs to one behind the declaration above it.
    fn continues(&self, index: usize) -> bool {
        let mut first = index;
        while self.carries_on(first) {
            first -= 1;
        }
        first != index && !self.stands_alone(first)
    }

    /// Whether a comment alone on its line may carry on the one before it: `///<` below `///<`,
    /// or a plain one below another in the same column.
    fn carries_on(&self, index: usize) -> bool {
        let Some(above) = index.checked_sub(1) else {
            return false;
        };
        let (upper, lower) = (self.spans[above], self.spans[index]);
        self.stands_alone(index)
            && self.style(above) == self.style(index)
            && upper.is_line == lower.is_line
            && self.gap(upper.end, lower.start) == Some(1)
            && (self.style(index) == Style::Member || self.column(above) == self.column(index))
    }

    /// Whether a run stands before all code and gives the file's licence.
    fn is_licence(&self, first: usize, last: usize) -> bool {
        last < self.leading
            && judge::is_licence(&self.text[self.spans[first].start..self.spans[last].end])
    }

    /// The lines of the comments `first..=last`, cleaned.
    fn lines(&self, first: usize, last: usize) -> Vec<String> {
        let spans = self.spans.get(first..=last).unwrap_or_default();
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

    /// The lines of the comments `first..=last`, where they are documentation.
    fn text_of(&self, first: usize, last: usize) -> Vec<String> {
        match judge::judge(self.lines(first, last)) {
            Verdict::Text(lines) => lines,
            Verdict::Noise | Verdict::Boundary => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
