//! Where a macro's definition ends, told by its text alone: to ask libclang takes longer than all
//! else that is asked of a macro.

use crate::characters::all_bytes;

/// The length of a definition, from its name to the end of its last token; `None` where it takes a
/// compiler to tell: the directive goes on below its line, or holds what not every C reads alike.
///
/// ```c
/// #define N 1 /* one */   // `N 1`
/// #define TEXT "a /* b"   // all of it
/// ```
pub(super) fn length(text: &[u8]) -> Option<usize> {
    let line = text.get(..memchr::memchr2(b'\n', b'\r', text)?)?;
    if all_bytes(line, is_plain) {
        return Some(line.trim_ascii_end().len());
    }
    let (mut at, mut end) = (0, 0);
    while let Some(&byte) = line.get(at) {
        at = match byte {
            b' ' | b'\t' => at + 1,
            b'/' if line.get(at + 1) == Some(&b'*') => {
                let inside = line.get(at + 2..)?;
                at + 4 + memchr::memmem::find(inside, b"*/")?
            }
            // C89 knows no such comment.
            b'/' if line.get(at + 1) == Some(&b'/') => return None,
            b'"' | b'\'' => {
                // A raw string has its own rules.
                if at > 0 && line.get(at - 1) == Some(&b'R') {
                    return None;
                }
                end = at + quoted(line.get(at..)?)?;
                end
            }
            // Lines that are spliced, trigraphs, white space that only Unicode knows.
            b'\\' | b'?' | 0x80.. => return None,
            0x21..0x7f => {
                end = at + 1;
                end
            }
            0..0x21 | 0x7f => return None,
        };
    }
    Some(end)
}

/// Whether a byte stands for itself wherever it stands. Every comparison is made, so that many bytes
/// are compared at a time.
fn is_plain(byte: u8) -> bool {
    let is_special = (byte == b'/')
        | (byte == b'"')
        | (byte == b'\'')
        | (byte == b'\\')
        | (byte == b'?')
        | (byte == 0x7f);
    let is_visible = (b' '..0x80).contains(&byte);
    (is_visible | (byte == b'\t')) & !is_special
}

/// The length of a literal with both its quotes; `None` where it does not end on the line.
fn quoted(text: &[u8]) -> Option<usize> {
    let quote = *text.first()?;
    let mut at = 1;
    loop {
        match *text.get(at)? {
            b'\\' => {
                // What is escaped must be there: at the end of a line it would be the line's end.
                text.get(at + 1)?;
                at += 2;
            }
            b'?' => return None,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn ends() {
        for (definition, rest) in [
            ("A", ""),
            ("A", " \t "),
            ("A 1", "  /* one */ "),
            ("A /* a */ 1", " /* b *//* c */"),
            ("A(x) (x / 2)", ""),
            ("A \"/* \\\" */\" 'a'", ""),
            ("A \"\\\\\"", " /* \" */"),
            ("A b/", ""),
        ] {
            for newline in ["\n", "\r\n"] {
                let text = format!("{definition}{rest}{newline}more\n");
                assert_eq!(length(text.as_bytes()), Some(definition.len()), "{text}");
            }
        }
    }

    #[test]
    fn what_only_a_compiler_tells() {
        for text in [
            "A 1",
            "A 1 \\\n 2\n",
            "A 1 \\ \n 2\n",
            "A /* a\n*/ 1\n",
            "A 1 // one\n",
            "A R\"(a\n)\"\n",
            "A don't\n",
            "A \"a\n",
            "A \"a\\\nb\"\n",
            "A 1 ??/\n2\n",
            "A \"??/\"\n",
            "A 1\u{a0}\n",
            "A 1\x0b\n",
            "A \\u00e4\n",
        ] {
            assert_eq!(length(text.as_bytes()), None, "{text:?}");
        }
    }
}
