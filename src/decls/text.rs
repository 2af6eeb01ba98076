//! A file's text, of which pieces are wanted as UTF-8: to look at the whole once takes less than to
//! look at each of them.

use std::ops::Range;

/// The bytes of a file.
#[derive(Debug, Clone, Copy)]
pub struct Text<'u> {
    /// All of them.
    pub bytes: &'u [u8],
    /// The same, where all of it is UTF-8.
    utf8: Option<&'u str>,
}

impl<'u> Text<'u> {
    /// Looks at the bytes of a file.
    pub fn new(bytes: &'u [u8]) -> Text<'u> {
        Text {
            bytes,
            utf8: std::str::from_utf8(bytes).ok(),
        }
    }

    /// A piece of it; `None` outside of it, and for what is no UTF-8.
    pub fn piece(self, range: Range<usize>) -> Option<&'u str> {
        match self.utf8 {
            Some(text) => text.get(range),
            None => std::str::from_utf8(self.bytes.get(range)?).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn pieces() {
        for (bytes, has_rest) in [(&b"a\xc3\xa4b c"[..], true), (b"a\xc3\xa4b \xff", false)] {
            let text = Text::new(bytes);
            assert_eq!(text.piece(0..4), Some("a\u{e4}b"));
            assert_eq!(text.piece(0..2), None, "half a letter");
            assert_eq!(text.piece(5..6).is_some(), has_rest);
            assert_eq!(text.piece(5..7), None, "behind the end");
        }
    }
}
