//! Finds the comments of a C file in one pass over its bytes.

use memchr::{memchr, memchr2, memchr3};

/// One comment: byte offsets in the file, its marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Of the first `/`.
    pub(super) start: usize,
    /// After the final `/` of a block, or of a line comment's last byte before its line break.
    pub(super) end: usize,
    /// `// …` rather than `/* … */`.
    pub(super) is_line: bool,
}

/// Every comment of the file in order. Text in string and character literals is no comment
/// (C11 §6.4.9p1), and a `\` before the line break continues a line comment and a literal.
pub(super) fn scan(text: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = find(text, at, |rest| memchr3(b'/', b'"', b'\'', rest)) {
        at = match (text.get(found), text.get(found + 1)) {
            (Some(b'/'), Some(b'*')) => {
                let end = block_end(text, found + 2);
                spans.push(Span {
                    start: found,
                    end,
                    is_line: false,
                });
                end
            }
            (Some(b'/'), Some(b'/')) => {
                let end = line_end(text, found + 2);
                spans.push(Span {
                    start: found,
                    end,
                    is_line: true,
                });
                end
            }
            (Some(b'"'), _) => literal_end(text, found + 1, b'"'),
            (Some(b'\''), _) if !separates_digits(text, found) => {
                literal_end(text, found + 1, b'\'')
            }
            _ => found + 1,
        };
    }
    spans
}

/// Runs a search from an offset and gives the offset in the whole text.
fn find(text: &[u8], from: usize, search: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
    search(text.get(from..)?).map(|at| from + at)
}

/// The offset after the `*/` that ends a block whose text begins at `from`.
fn block_end(text: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(slash) = find(text, at, |rest| memchr(b'/', rest)) {
        if slash > from && text[slash - 1] == b'*' {
            return slash + 1;
        }
        at = slash + 1;
    }
    text.len()
}

/// The offset of the line break that ends a line comment, or of the end of the file.
fn line_end(text: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = find(text, at, |rest| memchr2(b'\n', b'\r', rest)) {
        // Compilers take blanks between the backslash and the line break as nothing.
        if text[from..found].trim_ascii_end().last() != Some(&b'\\') {
            return found;
        }
        at = found + break_length(text, found);
    }
    text.len()
}

/// How many bytes the line break at `at` has: two for CRLF.
pub(super) fn break_length(text: &[u8], at: usize) -> usize {
    if text.get(at..at + 2) == Some(b"\r\n") {
        2
    } else {
        1
    }
}

/// The offset after the closing quote; an unclosed literal (`#error don't`) ends with its line.
fn literal_end(text: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while let Some(found) = find(text, at, |rest| memchr3(quote, b'\\', b'\n', rest)) {
        match text[found] {
            b'\\' => at = found + 1 + break_length(text, found + 1),
            b'\n' => return found,
            _ => return found + 1,
        }
    }
    text.len()
}

/// Whether the `'` at `at` stands within a number, as C23 allows: `1'000`.
fn separates_digits(text: &[u8], at: usize) -> bool {
    let before = &text[at.saturating_sub(64)..at];
    let token = before
        .iter()
        .rposition(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\'' | b'.')))
        .map_or(before, |last| &before[last + 1..]);
    token.first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The comments' own texts.
    fn comments(text: &str) -> Vec<&str> {
        scan(text.as_bytes())
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect()
    }

    #[test]
    fn literals_hide_comment_marks() {
        let text = "a \"/* no */\" '\"' '/' \"\\\"/*\" /* yes */ L'\\'' // too\nb";
        assert_eq!(comments(text), ["/* yes */", "// too"]);
    }

    #[test]
    fn an_unclosed_quote_ends_with_its_line() {
        assert_eq!(comments("#error don't\n/* a */"), ["/* a */"]);
        assert_eq!(comments("#define N 1'000 /* a'b */ x"), ["/* a'b */"]);
        assert_eq!(comments("c = 'x'; // a"), ["// a"]);
    }

    #[test]
    fn a_backslash_continues_the_line() {
        assert_eq!(comments("// a \\\r\n b\r\nc"), ["// a \\\r\n b"]);
        assert_eq!(comments("// a \\ \n b\nc"), ["// a \\ \n b"]);
        assert_eq!(comments("\"a\\\n// b\" // c"), ["// c"]);
        assert_eq!(comments("'\\\r\n/* b' // c"), ["// c"]);
    }

    #[test]
    fn blocks_end_at_the_first_end_mark() {
        assert_eq!(
            comments("/*/ a */ b /**/ c /* d"),
            ["/*/ a */", "/**/", "/* d"]
        );
        assert_eq!(comments("a / b /"), [""; 0]);
    }
}
