//! Whether a comment is near enough to a declaration to say something about it, by the text around
//! its name alone: to ask for the declaration's extent costs more than this.

use super::Comments;

/// What a declaration looks like around its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `int name;`, `struct { int a; } name;`, `int name(void);`
    Plain,
    /// `typedef int name;`. With a body in front of the name it has no comment of its own.
    Typedef,
    /// `struct name { int a; };`, `struct { int a; } other;`, where the name is the first word.
    Tagged,
    /// `name = 1,`
    Enumerator,
}

impl Comments<'_> {
    /// Whether any comment may concern the declaration of this shape whose name stands at `name`;
    /// `true` where it takes a closer look to tell.
    pub fn may_concern(&self, name: usize, shape: Shape) -> bool {
        let name = name.min(self.text.len());
        let spans = &self.notes.spans;
        let next = spans.partition_point(|span| span.start < name);
        let above = next.checked_sub(1).and_then(|last| spans.get(last));
        let is_above = above.is_some_and(|span| {
            let between = self.text.get(span.end..name).unwrap_or_default();
            match shape {
                Shape::Plain => is_unbroken(between, b';') || ends_with_body(between),
                Shape::Typedef | Shape::Tagged => is_unbroken(between, b';'),
                Shape::Enumerator => is_unbroken(between, b','),
            }
        });
        is_above
            || spans.get(next).is_some_and(|span| {
                let between = self.text.get(name..span.start).unwrap_or_default();
                match shape {
                    Shape::Plain | Shape::Typedef => is_behind(between),
                    Shape::Tagged => is_behind_body(between),
                    Shape::Enumerator => is_behind_enumerator(between),
                }
            })
    }
}

/// Whether no declaration ends and no body begins or ends in a text.
fn is_unbroken(text: &[u8], end: u8) -> bool {
    memchr::memrchr3(end, b'{', b'}', text).is_none()
}

/// Whether a body ends directly before the end of a text: `struct { int a; } *`.
fn ends_with_body(text: &[u8]) -> bool {
    let is_star = |byte: &u8| *byte == b'*' || byte.is_ascii_whitespace();
    let end = text.iter().rposition(|byte| !is_star(byte));
    end.is_some_and(|end| text[end] == b'}')
}

/// Whether what ends with a `;` in the text from a name to a comment ends on the comment's line, or
/// on the one above it.
fn is_behind(text: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b';', text) else {
        return true;
    };
    let mut after = memchr::memchr2_iter(b';', b'\n', &text[end + 1..]);
    let first = after.next().map(|at| text[end + 1 + at]);
    first != Some(b';') && after.next().is_none()
}

/// The same for what may have a body behind the name. A body in a body is not looked through.
fn is_behind_body(text: &[u8]) -> bool {
    let Some(open) = memchr::memchr2(b'{', b';', text) else {
        return true;
    };
    if text[open] == b';' {
        return is_behind(text);
    }
    let inside = &text[open + 1..];
    match memchr::memchr2(b'{', b'}', inside) {
        Some(close) if inside[close] == b'}' => is_behind(&inside[close + 1..]),
        Some(_) | None => true,
    }
}

/// The same for an enumerator, which a comma ends, but not one in brackets.
fn is_behind_enumerator(text: &[u8]) -> bool {
    let Some(end) = memchr::memchr3(b',', b'}', b'(', text) else {
        return true;
    };
    let mut lines = memchr::memchr_iter(b'\n', &text[end..]);
    text[end] == b'(' || lines.nth(1).is_none()
}
