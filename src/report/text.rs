//! Text from headers and file names, made harmless for a terminal.

/// What a character without a harmless look is replaced by.
pub(super) const REPLACEMENT: char = '\u{fffd}';

/// Whether a character could change how what follows looks, or do something to the terminal.
pub(super) fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\t')
        // Bidirectional controls, line and paragraph separators, and what is not seen.
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// One line: line ends become blanks.
pub fn line(text: &str) -> String {
    // Nearly all are.
    if is_plain(text) {
        return text.to_owned();
    }
    text.trim_end()
        .chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            '\n' => ' ',
            c if is_harmful(c) => REPLACEMENT,
            c => c,
        })
        .collect()
}

/// Whether a text is one harmless line as it is.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !text.ends_with(' ')
}

/// Several lines.
pub(super) fn block(text: &str) -> String {
    text.trim_end()
        .chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            c if c != '\n' && is_harmful(c) => REPLACEMENT,
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn lines_and_blocks() {
        assert_eq!(line("a\r\nb\x1b\n"), "a b\u{fffd}");
        assert_eq!(block("a\r\nb\x00\n"), "a\nb\u{fffd}");
        assert_eq!(line("ä\t→"), "ä\t→");
    }
}
