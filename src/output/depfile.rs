//! A rule for make: the output, and the files it was made from.
//!
//! make, ninja and CMake read these rules, each with its own grammar. What is written here means
//! the same to all of them; a path of which that cannot be said is an error.

use std::path::{Path, PathBuf};

use crate::error::Error;

/// What ends a path in make's grammar and cannot be escaped.
const ENDS: &[u8] = b";|\n\r";

/// The rule as bytes, because a path need not be text.
///
/// `out: a.h \⏎  b.h`, with blanks, `#`, `$` and `:` written as make and ninja read them and gcc's
/// `-MD` writes them. As with gcc's `-MP`, each file is also a target of its own that is made of
/// nothing: a header that is removed is no error, but a reason to make the output again.
///
/// # Errors
/// [`Error::NotInRule`] for a path that no rule can hold.
pub fn depfile(output: &Path, inputs: &[PathBuf]) -> Result<Vec<u8>, Error> {
    rule(output, inputs, cfg!(windows))
}

/// The rule, where drives have letters or not.
fn rule(output: &Path, inputs: &[PathBuf], drives: bool) -> Result<Vec<u8>, Error> {
    let target = escaped(output, drives)?;
    if target.contains(&b'%') || target.contains(&b'=') {
        return Err(refused(output));
    }
    let (mut plain, mut odd, mut assigning) = (Vec::new(), Vec::new(), Vec::new());
    for input in inputs {
        let words = escaped(input, drives)?;
        let has = |bytes: &[u8]| words.iter().any(|byte| bytes.contains(byte));
        match (has(b"="), has(b"%\t")) {
            (true, _) => assigning.push((input, words)),
            (false, true) => odd.push((input, words)),
            (false, false) => plain.push((input, words)),
        }
    }
    // `out: a=b` would define a variable, but not behind another word.
    if let (Some((input, _)), true) = (assigning.first(), plain.is_empty() && odd.is_empty()) {
        return Err(refused(input));
    }
    let mut rule = target;
    rule.push(b':');
    let all = plain.iter().chain(&odd).chain(&assigning);
    for (index, (_, words)) in all.enumerate() {
        rule.extend_from_slice(if index == 0 { b" " } else { b" \\\n  " });
        rule.extend(words);
    }
    rule.push(b'\n');
    // `a=b:` would define a variable, `a%b:` be a pattern, and no blank but ` ` be part of a target.
    for (_, words) in &plain {
        rule.push(b'\n');
        rule.extend(words);
        rule.extend_from_slice(b":\n");
    }
    Ok(rule)
}

/// One path.
fn escaped(path: &Path, drives: bool) -> Result<Vec<u8>, Error> {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut backslashes = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b' ' | b'\t' => {
                // Those just before a blank would escape each other, so each is doubled.
                out.extend(std::iter::repeat_n(b'\\', backslashes + 1));
            }
            b':' if drives && at == 1 => {}
            // Who counts them here and how is not the same everywhere.
            b'#' | b':' if backslashes > 0 => return Err(refused(path)),
            b'#' | b':' => out.push(b'\\'),
            b'$' => out.push(b'$'),
            byte if ENDS.contains(&byte) => return Err(refused(path)),
            _ => {}
        }
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        out.push(byte);
    }
    match backslashes {
        0 => Ok(out),
        // It would escape what follows.
        _ => Err(refused(path)),
    }
}

/// The error about a path.
fn refused(path: &Path) -> Error {
    Error::NotInRule {
        path: path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The rule as text; empty for what cannot be said.
    fn said(output: &str, inputs: &[&str], drives: bool) -> String {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        let rule = rule(Path::new(output), &inputs, drives).unwrap_or_default();
        String::from_utf8(rule).unwrap()
    }

    #[test]
    fn lines() {
        assert_eq!(said("o", &[], false), "o:\n");
        assert_eq!(said("o", &["a.h"], false), "o: a.h\n\na.h:\n");
        assert_eq!(
            said("o", &["a.h", "b.h"], false),
            "o: a.h \\\n  b.h\n\na.h:\n\nb.h:\n"
        );
    }

    #[test]
    fn special_characters() {
        let first = |output, input| {
            let text = said(output, &[input], false);
            text.lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(first("my out", "a#b$c.h"), r"my\ out: a\#b$$c.h");
        assert_eq!(first("o", r"x\ y"), r"o: x\\\ y");
        assert_eq!(first("o", r"w\z"), r"o: w\z");
        assert_eq!(first("o", "a:b"), r"o: a\:b");
        for path in ["a;b", "a|b", "a\nb", r"a\#b", r"a\:b", r"a\", "a=b"] {
            assert_eq!(first("o", path), "", "{path}");
            assert_eq!(first(path, "a.h"), "", "{path}");
        }
    }

    #[test]
    fn what_make_takes_for_something_else_has_no_rule_of_its_own() {
        assert_eq!(
            said("o", &["a=b", "c%d", "e.h"], false),
            "o: e.h \\\n  c%d \\\n  a=b\n\ne.h:\n"
        );
        assert_eq!(said("o", &["a=b", "c%d"], false), "o: c%d \\\n  a=b\n");
        assert_eq!(said("o%", &["e.h"], false), "");
    }

    #[test]
    fn drives() {
        let line = said(r"C:\o", &[r"D:\a b\c.h", "E:/f:g"], true);
        assert_eq!(line.lines().next(), Some(r"C:\o: D:\a\ b\c.h \"));
        assert_eq!(line.lines().nth(1), Some(r"  E:/f\:g"));
    }
}
