//! What stands on the lines around a declaration: white space, and the macros and attributes
//! that the declaration's own extent does not cover.

/// How far, in bytes, a line is searched for its start: a declaration further right than this
/// stands on a generated line, and looking back at each would cost the square of its length.
const REACH: usize = 1024;

/// Words that may stand before or after a declaration besides attributes and macros.
const WORDS: &[&[u8]] = &[
    b"extern",
    b"static",
    b"inline",
    b"asm",
    b"_Noreturn",
    // The comment above `typedef struct S { … } T;` is the structure's.
    b"typedef",
];

/// The offset of the first byte of the line that holds `at`; `None` where it is too far away.
pub(super) fn line_start(text: &[u8], at: usize) -> Option<usize> {
    let low = at.saturating_sub(REACH);
    match memchr::memrchr2(b'\n', b'\r', &text[low..at]) {
        Some(found) => Some(low + found + 1),
        None if low == 0 => Some(if text.starts_with(b"\xef\xbb\xbf") {
            3.min(at)
        } else {
            0
        }),
        None => None,
    }
}

/// The offset after the blanks and tabs at `at`.
pub(super) fn skip_blanks(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&byte| is_blank(byte)).count()
}

/// The number of line breaks in white space; `None` where there is anything else.
pub(super) fn breaks(gap: &[u8]) -> Option<usize> {
    let mut count = 0;
    let mut previous = b' ';
    for &byte in gap {
        match byte {
            b'\n' if previous == b'\r' => {}
            b'\n' | b'\r' => count += 1,
            byte if is_blank(byte) => {}
            _ => return None,
        }
        previous = byte;
    }
    Some(count)
}

/// A blank within a line.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0b | 0x0c)
}

/// A byte that ends a line.
pub(super) fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether `line` is only attributes and what is likely a macro for one, as in
/// `GLIB_AVAILABLE_IN_ALL`, `__declspec(dllimport)`, `extern "C"`, or `#define`.
pub(super) fn is_decoration(line: &[u8]) -> bool {
    let mut at = skip_blanks(line, 0);
    if line.get(at) == Some(&b'#') {
        return line[at + 1..].trim_ascii() == b"define";
    }
    while at < line.len() {
        match decoration(line, at) {
            Some(end) => at = skip_blanks(line, end),
            None => return false,
        }
    }
    true
}

/// Whether what stands before a declaration on its own line may belong to it: words and argument
/// lists. clang gives the declaration's start with or without an attribute in front of it,
/// depending on the version.
pub(super) fn is_prefix(text: &[u8]) -> bool {
    let mut at = skip_blanks(text, 0);
    while at < text.len() {
        let word = text
            .iter()
            .skip(at)
            .take_while(|byte| is_word(**byte))
            .count();
        match decoration(text, at) {
            Some(end) => at = end,
            None if word > 0 => at += word,
            None => return false,
        }
        at = skip_blanks(text, at);
    }
    true
}

/// Whether a line is a decoration that may stand alone above a declaration: not one that, by its
/// name, opens or closes a part of the header or declares something itself.
pub(super) fn is_decoration_line(line: &[u8]) -> bool {
    const APART: &[&[u8]] = &[b"BEGIN", b"END", b"DECLS", b"DECLARE", b"DEFINE"];
    let line = line.trim_ascii();
    !line.is_empty()
        && !line.starts_with(b"#")
        && is_decoration(line)
        && !APART
            .iter()
            .any(|word| line.windows(word.len()).any(|part| part == *word))
}

/// The offset after the one decoration at `at`: a word, an argument list, a string.
pub(super) fn decoration(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let rest = &rest[..rest.len().min(REACH)];
    match rest.first()? {
        b'(' => closing(rest, b'(', b')').map(|length| at + length),
        b'[' if rest.starts_with(b"[[") => closing(rest, b'[', b']').map(|length| at + length),
        b'"' => {
            let close = rest[1..].iter().position(|&byte| byte == b'"')?;
            Some(at + close + 2)
        }
        _ => {
            let length = rest.iter().take_while(|byte| is_word(**byte)).count();
            let word = &rest[..length];
            let is_macro = length > 1 && !word.iter().any(u8::is_ascii_lowercase);
            let is_macro = is_macro && word.iter().any(u8::is_ascii_uppercase);
            (is_macro || word.starts_with(b"__") || WORDS.contains(&word)).then_some(at + length)
        }
    }
}

/// The length of a bracketed text within one line.
fn closing(text: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, &byte) in text.iter().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        } else if matches!(byte, b';' | b'{' | b'}') {
            return None;
        }
    }
    None
}

/// A byte of an identifier.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decorations() {
        for line in [
            "GLIB_AVAILABLE_IN_ALL",
            "  G_DEPRECATED_FOR(a_b) extern",
            "__attribute__((nonnull (1, 2)))",
            "extern \"C\" ",
            "[[deprecated(\"x\")]]",
            "#  define ",
            "",
        ] {
            assert!(is_decoration(line.as_bytes()), "{line}");
        }
        for line in [
            "int", "FOO,", "A = 1", "*/", "FOO(", "#if X", "A;", "0", "{", ")",
        ] {
            assert!(!is_decoration(line.as_bytes()), "{line}");
        }
        assert!(is_decoration_line(b"EXPORT_API"));
        for line in ["G_BEGIN_DECLS", "#define", "", "G_DECLARE_TYPE (A, b)"] {
            assert!(!is_decoration_line(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn lines_start_after_any_line_break() {
        assert_eq!(line_start(b"a\r\nb\rc", 5), Some(5));
        assert_eq!(line_start(b"a\r\nb", 4), Some(3));
        assert_eq!(line_start(b"\xef\xbb\xbfab", 4), Some(3));
        assert_eq!(line_start(&[b' '; 5000], 4000), None);
        assert_eq!(breaks(b" \r\n\r\n\n"), Some(3));
        assert_eq!(breaks(b" x"), None);
    }
}
