//! The names that a file may include: a superset, found without a preprocessor.

use std::collections::BTreeSet;

use memchr::memmem::Finder;

/// What brings a file in, or asks whether it is there: `#include`, `#include_next`, `#import`,
/// `#embed`, `__has_include(…)`, `__has_embed(…)`.
const WORDS: [&[u8]; 3] = [b"include", b"import", b"embed"];

/// More bytes than the longest name of a file: Windows's 32,767 characters of up to three each.
const LONGEST: usize = 1 << 17;

/// The names between quotation marks or angle brackets behind any of these words, each once.
/// Whether a directive is ever read is not asked: a name too many costs a look at the file system.
pub(crate) fn names(text: &[u8]) -> Vec<String> {
    let (mut names, mut known) = (Vec::new(), BTreeSet::new());
    for word in WORDS {
        for at in Finder::new(word).find_iter(text) {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            let rest = rest.strip_prefix(b"_next").unwrap_or(rest);
            if let Some(name) = name(rest)
                && known.insert(name)
            {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The name that follows, behind blanks, brackets, comments and spliced lines.
fn name(mut rest: &[u8]) -> Option<&str> {
    let end = loop {
        rest = match rest {
            [b' ' | b'\t' | b'(', rest @ ..] => rest,
            [b'_', b'_', rest @ ..] => rest,
            [b'\\', b'\n', rest @ ..] | [b'\\', b'\r', b'\n', rest @ ..] => rest,
            [b'/', b'*', rest @ ..] => {
                let end = memchr::memmem::find(rest, b"*/")?;
                rest.get(end + 2..)?
            }
            [b'"', inner @ ..] => {
                rest = inner;
                break b'"';
            }
            [b'<', inner @ ..] => {
                rest = inner;
                break b'>';
            }
            _ => return None,
        };
    };
    let within = rest.get(..LONGEST).unwrap_or(rest);
    let length = memchr::memchr2(end, b'\n', within)?;
    let (name, rest) = rest.split_at_checked(length)?;
    (rest.first() == Some(&end) && !name.is_empty())
        .then(|| std::str::from_utf8(name).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_and_questions() {
        let text = br#"
#include <a.h>
  #  include	"b/c.h" // x
#include_next <d.h>
#if __has_include(<e.h>) || __has_include_next ( "f.h" )
#include /* why */ "g.h"
#include \
  <h.h>
#embed "i.bin"
#import <a.h>
__has_include__(<j.h>)
#include MACRO
an include of "no quotation
#include ""
"#;
        let mut names = names(text);
        names.sort();
        assert_eq!(
            names,
            [
                "a.h", "b/c.h", "d.h", "e.h", "f.h", "g.h", "h.h", "i.bin", "j.h"
            ]
        );
    }

    #[test]
    fn whatever_stands_there() {
        for text in [
            "include",
            "include(",
            "include <",
            "include \"a",
            "include /*",
            "include <\u{e9}",
        ] {
            assert!(names(text.as_bytes()).is_empty(), "{text}");
        }
        assert!(names(b"include <\xff>").is_empty());
    }
}
