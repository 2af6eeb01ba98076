//! Which characters may stand where: in names, in comments, in strings. Known to decls, which reads
//! names, to map, which chooses them, and to emit, which writes them.

/// The bytes of nearly all names: asked of every byte of the text, hence a table.
const IN_NAMES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
};

/// How many plain letters, digits and `_` a text begins with.
pub(crate) fn name_length(text: &[u8]) -> usize {
    /// Bytes that are looked at together: the first that is none is then among few.
    const TOGETHER: usize = 8;
    let in_names = |byte: u8| IN_NAMES[usize::from(byte)];
    let pieces = text.chunks_exact(TOGETHER);
    let whole = pieces.take_while(|piece| all_bytes(piece, in_names));
    let sure = whole.count() * TOGETHER;
    let rest = text.get(sure..).unwrap_or_default();
    sure + rest.iter().take_while(|byte| in_names(**byte)).count()
}

/// Whether a byte may stand in a name of C's. Letters outside ASCII may (C11 annex D), and `$` may in
/// every compiler we know.
pub(crate) fn is_name_byte(byte: u8) -> bool {
    IN_NAMES[usize::from(byte)] || matches!(byte, b'$' | 0x80..)
}

/// Whether a name has nothing but plain letters, digits and `_`, as nearly all have.
pub(crate) fn is_plain_name(name: &str) -> bool {
    all_bytes(name.as_bytes(), |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    })
}

/// Whether a text has only visible ASCII and blanks, as nearly all have.
pub(crate) fn is_plain_ascii(text: &str) -> bool {
    all_bytes(text.as_bytes(), |byte| (b' '..=b'~').contains(&byte))
}

/// Whether all bytes of a text are of a kind. No byte is left out, so that many are looked at at
/// a time; for texts that nearly always are.
pub(crate) fn all_bytes(text: &[u8], is_of_kind: impl Fn(u8) -> bool) -> bool {
    text.iter().fold(true, |all, &byte| all & is_of_kind(byte))
}

/// Where a word of ASCII first stands in a text, in small or capital letters.
pub(crate) fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let first = word.bytes().next()?;
    let (small, capital) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(small, capital, text.as_bytes()).find(|&at| {
        let found = text.get(at..at + word.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(word))
    })
}

/// Whether a character cannot be part of a name.
pub(crate) fn ends_token(c: char) -> bool {
    if c.is_ascii() {
        !(c.is_ascii_alphanumeric() || c == '_' || c == '$')
    } else {
        is_hazard(c) || is_invisible(c)
    }
}

/// Whether a character may not stand in a comment: controls, line and paragraph separators, the
/// byte order mark, and those that change the direction of what follows (Unicode Standard
/// Annex #9, explicit formatting characters).
pub(crate) fn is_hazard(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character outside ASCII leaves no ink: blanks, joiners, fillers, variation
/// selectors, tags.
pub(crate) fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && (c.is_whitespace()
            || matches!(c,
                '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202f}'
                | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_length() {
        for length in 0..50 {
            let name = "aZ0_9z_A".repeat(7)[..length].to_owned();
            assert!(is_plain_name(&name), "{name}");
            assert_eq!(name_length(name.as_bytes()), length, "{name}");
            for at in 0..length {
                for other in ["$", " ", "@", "[", "`", "{", "/", ":", "é", "\0"] {
                    let mut name = name.clone();
                    name.replace_range(at..=at, other);
                    assert!(!is_plain_name(&name), "{name}");
                    assert_eq!(name_length(name.as_bytes()), at, "{name}");
                }
            }
        }
    }
}
