//! Tells documentation from comments that only look like it.

use super::clean;
use crate::characters::find_ignoring_case;

/// What the cleaned text of a comment is to the declaration below or before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict<T = Vec<String>> {
    /// Documentation: the lines that remain.
    Text(T),
    /// A remark to a tool: what stands above it may still be documentation.
    Noise,
    /// A ruler, a group's mark or a file's own documentation: nothing above it counts.
    Boundary,
}

impl<T> Verdict<T> {
    /// The same of what becomes of the text.
    pub(super) fn map<U>(self, of: impl FnOnce(T) -> U) -> Verdict<U> {
        match self {
            Verdict::Text(text) => Verdict::Text(of(text)),
            Verdict::Noise => Verdict::Noise,
            Verdict::Boundary => Verdict::Boundary,
        }
    }
}

/// Beginnings of remarks to tools, in lower case.
const REMARKS: &[&str] = &[
    "nolint",
    "clang-format o",
    "iwyu pragma",
    "cppcheck-suppress",
    "lcov_excl",
    "fallthrough",
    "fall through",
    "fall-through",
    "vim:",
    "vi:",
    "ex:",
];

/// Commands that make a comment speak of a file, page or group, not of the next declaration.
const STRUCTURE: &[&str] = &[
    "file",
    "defgroup",
    "addtogroup",
    "weakgroup",
    "mainpage",
    "page",
    "subpage",
    "name",
    "dir",
];

/// Judges the lines of a comment.
///
/// Only a plain comment (`is_plain`) is doubted to be documentation at all: it may be code that
/// was taken out, or a heading between parts of the header.
pub(super) fn judge(mut lines: Vec<String>, is_plain: bool) -> Verdict {
    if is_plain && (is_heading(&lines) || is_code(&lines)) {
        return Verdict::Boundary;
    }
    // `/* Section */` above a ruler is the section's title.
    if lines.last().is_some_and(|line| is_ruler(line)) && lines.len() < 4 {
        return Verdict::Boundary;
    }
    if lines.iter().any(|line| is_structure(line)) {
        return Verdict::Boundary;
    }
    let all = lines.len();
    lines.retain(|line| !is_remark(line));
    let had_remark = lines.len() < all;
    for line in lines.iter_mut() {
        if is_ruler(line) {
            line.clear();
        } else {
            break;
        }
    }
    while lines
        .last()
        .is_some_and(|line| line.is_empty() || is_ruler(line))
    {
        lines.pop();
    }
    let lines = clean::trim(lines);
    if lines.iter().any(|line| has_letters(line)) {
        Verdict::Text(lines)
    } else if had_remark {
        Verdict::Noise
    } else {
        Verdict::Boundary
    }
}

/// Whether a comment at the top of a file gives the terms of its use.
pub(super) fn is_licence(raw: &[u8]) -> bool {
    let text = clean::decode(raw);
    ["copyright", "spdx", "license", "licence"]
        .iter()
        .any(|word| find_ignoring_case(&text, word).is_some())
}

/// `-----`, `= = =`, `*****`: nothing but punctuation, and enough of it.
fn is_ruler(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| b"*-=_#~+/. \t".contains(&byte))
}

/// `--- Section ---` and nothing else.
fn is_heading(lines: &[String]) -> bool {
    let [line] = lines else {
        return false;
    };
    let is_rule = |c: char| "*-=_#~+/".contains(c);
    let text = line.trim();
    let front = text.len() - text.trim_start_matches(is_rule).len();
    let back = text.len() - text.trim_end_matches(is_rule).len();
    front >= 3 && back >= 3 && !is_remark(line)
}

/// Whether all of a comment could be C: declarations, statements, or directives.
fn is_code(lines: &[String]) -> bool {
    const ENDS: [char; 7] = [';', '{', '}', ',', '(', ')', '\\'];
    let mut lines = lines.iter().map(|line| line.trim());
    let filled = || lines.clone().filter(|line| !line.is_empty());
    let is_directive = |line: &str| {
        let word = line.strip_prefix('#').map(str::trim_start);
        word.is_some_and(|word| {
            let directives = [
                "define ", "undef ", "include ", "if", "el", "endif", "pragma ",
            ];
            directives
                .iter()
                .any(|directive| word.starts_with(directive))
        })
    };
    if filled().next().is_some_and(is_directive) {
        return filled().all(|line| is_directive(line) || line.ends_with(ENDS));
    }
    // `Used in f();` ends like C and is none.
    const PROSE: &[&str] = &[
        "a", "an", "and", "are", "by", "for", "from", "in", "is", "no", "not", "of", "on", "or",
        "see", "that", "the", "this", "to", "use", "with",
    ];
    let is_prose = filled().any(|line| {
        line.split_whitespace()
            .any(|word| PROSE.iter().any(|prose| prose.eq_ignore_ascii_case(word)))
    });
    if is_prose {
        return false;
    }
    let last = filled().next_back();
    last.is_some_and(|line| line.ends_with(';') || line == "}" || line.ends_with("; }"))
        && lines.all(|line| line.is_empty() || line.ends_with(ENDS) || is_directive(line))
}

/// Whether any character could be part of a word.
fn has_letters(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

/// `NOLINT`, `clang-format off`, editor modes, a group's opening mark.
fn is_remark(line: &str) -> bool {
    let line = line.trim();
    if matches!(line, "@{" | "\\{") || (line.starts_with("-*-") && line.ends_with("-*-")) {
        return true;
    }
    // `/*< private >*/` tells gtk-doc and glib-mkenums something.
    if let Some(mark) = line
        .strip_prefix('<')
        .and_then(|line| line.strip_suffix('>'))
        && !mark.contains(['<', '>'])
    {
        return true;
    }
    let begins = |remark: &&&str| {
        let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
        first(remark) == first(line)
    };
    REMARKS.iter().filter(begins).any(|remark| {
        line.split_at_checked(remark.len())
            .is_some_and(|(start, rest)| {
                // `Fall through the …` is a sentence; the remark stands alone.
                start.eq_ignore_ascii_case(remark)
                    && (!remark.starts_with("fall") || !has_letters(rest))
            })
    })
}

/// `@file …`, `@defgroup …`, gtk-doc's `SECTION:…`, a group's closing mark.
fn is_structure(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with("SECTION:") || matches!(line, "@}" | "\\}") {
        return true;
    }
    let Some(command) = line.strip_prefix(['@', '\\']) else {
        return false;
    };
    let end = command
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(command.len());
    // gtk-doc's `@name: …` is a parameter.
    STRUCTURE.contains(&&command[..end]) && !command[end..].starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on lines.
    fn verdict(lines: &[&str]) -> Verdict {
        judge(lines.iter().map(|&line| line.to_owned()).collect(), true)
    }

    #[test]
    fn code_and_headings_are_no_documentation() {
        for lines in [
            &["int old(int a);"][..],
            &["int old(int a,", "        int b);"],
            &["if (x) {", "  y();", "}"],
            &["#define OLD 1"],
            &["# define OLD(x) \\", "   f(x);"],
            &["--- Section ---"],
            &["=== Section ==="],
        ] {
            assert_eq!(verdict(lines), Verdict::Boundary, "{lines:?}");
            let text = lines.iter().map(|&line| line.to_owned()).collect();
            assert_ne!(judge(text, false), Verdict::Boundary, "{lines:?}");
        }
        for lines in [
            &["int f(int a);", "", "Opens a file."][..],
            &["Calls f();", "then g()."],
            &["#elements of it", "or 0"],
            &["-- note --"],
            &["a; b"],
            &["Used in f();"],
            &["Vista: {e2011457-1546}"],
        ] {
            assert!(matches!(verdict(lines), Verdict::Text(_)), "{lines:?}");
        }
    }

    #[test]
    fn remarks_are_noise_and_leave_the_rest() {
        for line in [
            "NOLINT(foo)",
            "clang-format off",
            "-*- C -*-",
            "vim: set ts=4:",
            "@{",
            "fallthrough",
            "< private >",
            "<skip>",
        ] {
            assert_eq!(verdict(&[line]), Verdict::Noise, "{line}");
        }
        assert_eq!(
            verdict(&["NOLINT", "Text."]),
            Verdict::Text(vec!["Text.".to_owned()])
        );
        assert_ne!(verdict(&["Fall through the floor."]), Verdict::Noise);
    }

    #[test]
    fn rulers_and_groups_are_boundaries() {
        for line in [
            "",
            "------",
            "= = = =",
            "@}",
            "@file a.h",
            "\\defgroup g G",
            "SECTION:x",
        ] {
            assert_eq!(verdict(&[line]), Verdict::Boundary, "{line}");
        }
        assert_eq!(verdict(&["------", "Title", "------"]), Verdict::Boundary);
    }

    #[test]
    fn gtk_doc_parameters_are_no_commands() {
        assert!(matches!(verdict(&["@name: the name"]), Verdict::Text(_)));
        assert!(matches!(verdict(&["@filename x"]), Verdict::Text(_)));
    }
}
