//! A rule for make: the output, and the files it was made from.

use std::path::{Path, PathBuf};

/// The rule as bytes, because a path need not be text.
///
/// `out: a.h \⏎  b.h`, with blanks, `#` and `$` written as make and ninja read them and gcc's
/// `-MD` writes them.
pub fn depfile(output: &Path, inputs: &[PathBuf]) -> Vec<u8> {
    let mut rule = escaped(output);
    rule.push(b':');
    for (index, input) in inputs.iter().enumerate() {
        rule.extend_from_slice(if index == 0 { b" " } else { b" \\\n  " });
        rule.extend(escaped(input));
    }
    rule.push(b'\n');
    rule
}

/// One path.
fn escaped(path: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    let mut backslashes = 0;
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b' ' | b'\t' => {
                // Those just before a blank would escape each other, so each is doubled.
                out.extend(std::iter::repeat_n(b'\\', backslashes + 1));
            }
            b'#' => out.push(b'\\'),
            b'$' => out.push(b'$'),
            _ => {}
        }
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        out.push(byte);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The rule as text.
    fn rule(output: &str, inputs: &[&str]) -> String {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        String::from_utf8(depfile(Path::new(output), &inputs)).unwrap()
    }

    #[test]
    fn lines() {
        assert_eq!(rule("o", &[]), "o:\n");
        assert_eq!(rule("o", &["a.h"]), "o: a.h\n");
        assert_eq!(rule("o", &["a.h", "b.h"]), "o: a.h \\\n  b.h\n");
    }

    #[test]
    fn special_characters() {
        assert_eq!(
            rule("my out", &["a#b$c.h", r"x\ y", r"w\z"]),
            "my\\ out: a\\#b$$c.h \\\n  x\\\\\\ y \\\n  w\\z\n"
        );
    }
}
