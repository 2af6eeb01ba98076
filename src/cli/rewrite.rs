//! Options as clang users type them → options as clap reads them.
//!
//! clang has long options with one dash (`-isystem DIR`, `-include FILE`, `-std=c11`), which clap
//! would read as clusters of short ones. They become long options of ours, in their place, so
//! that the order of all of them is kept.

use std::ffi::{OsStr, OsString};

use super::families::{self, Shape};

/// Options of ours with two dashes that clang users write with one.
const ONE_DASH: &[&str] = &["-isystem", "-include"];

/// The letters that begin a cluster of our own short options.
const OURS: &[char] = &['D', 'I', 'U', 'V', 'h', 'j', 'o', 'q', 'v'];

/// Rewrites a whole command line, program name and all.
pub(super) fn rewrite(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::new();
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let Some(text) = argument.to_str() else {
            out.push(argument);
            continue;
        };
        // Nothing of these is clang's: the `-L` of `audit` is its own.
        let is_alone = ["audit", "diff", "merge"].contains(&text) && out.len() == 2;
        if text == "--" || is_alone {
            out.push(argument);
            break;
        }
        if text == "--allow-arg" {
            out.push(argument);
            out.extend(rest.next());
            continue;
        }
        match one(text) {
            Rewritten::AsIs => out.push(argument),
            Rewritten::To(new) => out.push(new),
            Rewritten::ToBoth(new) => {
                out.push(new);
                out.extend(rest.next().map(|value| clang(&value)));
            }
        }
    }
    out.extend(rest);
    out
}

/// What becomes of one argument.
enum Rewritten {
    /// It stays.
    AsIs,
    /// Another one.
    To(OsString),
    /// Another one, and its value, which follows, is clang's too.
    ToBoth(OsString),
}

/// Rewrites one argument.
fn one(text: &str) -> Rewritten {
    let Some(letter) = text.strip_prefix('-').and_then(|rest| rest.chars().next()) else {
        return Rewritten::AsIs;
    };
    if letter == '-' {
        return Rewritten::AsIs;
    }
    for name in ONE_DASH {
        match text.strip_prefix(name) {
            Some("") => return Rewritten::To(format!("-{name}").into()),
            Some(value) if families::shape(text).is_some() => {
                return Rewritten::To(format!("-{name}={value}").into());
            }
            Some(_) | None => {}
        }
    }
    match families::shape(text) {
        _ if OURS.contains(&letter) => Rewritten::AsIs,
        Some(Shape::ValueFollows) => Rewritten::ToBoth(clang(OsStr::new(text))),
        Some(Shape::Whole) => Rewritten::To(clang(OsStr::new(text))),
        // Refused later, with a better reason than clap's.
        None => Rewritten::To(clang(OsStr::new(text))),
    }
}

/// The hidden option that carries an argument of clang.
fn clang(argument: &OsStr) -> OsString {
    let mut option = OsString::from("--clang-arg=");
    option.push(argument);
    option
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Rewrites words separated by blanks.
    fn words(text: &str) -> String {
        let out = rewrite(text.split(' ').map(OsString::from));
        out.join(OsStr::new(" ")).into_string().unwrap()
    }

    #[test]
    fn one_dash_becomes_two() {
        assert_eq!(words("-isystem a"), "--isystem a");
        assert_eq!(words("-isystema"), "--isystem=a");
        assert_eq!(words("-include a.h"), "--include a.h");
        assert_eq!(words("--include=a.h"), "--include=a.h");
    }

    #[test]
    fn other_options_of_clang_are_wrapped() {
        assert_eq!(
            words("-std=c99 -pthread"),
            "--clang-arg=-std=c99 --clang-arg=-pthread"
        );
        assert_eq!(words("-iquote a"), "--clang-arg=-iquote --clang-arg=a");
        assert_eq!(words("-g -w"), "--clang-arg=-g --clang-arg=-w");
        assert_eq!(words("-fplugin=x"), "--clang-arg=-fplugin=x");
        assert_eq!(words("-c"), "--clang-arg=-c");
        assert_eq!(words("-include-pch x"), "--clang-arg=-include-pch x");
    }

    #[test]
    fn ours_stay() {
        for text in [
            "-I a -Ib -DX=1 -UY",
            "-qv -v -h -j2 -j 2",
            "-o a -oa",
            "a.h --target x",
            "-",
        ] {
            assert_eq!(words(text), text);
        }
        assert_eq!(words("--allow-arg -Xclang"), "--allow-arg -Xclang");
        assert_eq!(words("a -- -isystem b"), "a -- -isystem b");
        let audit = "quarry bindgen audit -L x";
        assert_eq!(words(audit), audit);
        assert_eq!(words("q b x audit -L"), "q b x audit --clang-arg=-L");
    }
}
