//! Doxygen's and gtk-doc's commands that begin a line.

use crate::characters::find_ignoring_case;

/// What a command at the start of a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// Says nothing to a reader: `@ingroup x`.
    Drop,
    /// The command goes, its text stays: `@brief`.
    Text,
    /// A paragraph with a label: `@note`.
    Section(&'static str),
    /// `@par Title`
    Heading,
    /// `@param name …`, and `" (out)"` where it is for results.
    Parameter(&'static str),
    /// `@retval NAME …`
    Value,
    /// `@li …`
    Bullet,
    /// `@code`, and the language.
    Fence(Fence, String),
}

/// Preformatted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    /// What ends it, in lower case.
    pub(super) ends: &'static [&'static str],
    /// Entities stand for characters in it.
    pub(super) is_html: bool,
}

/// `@code`
const CODE: Fence = Fence {
    ends: &["@endcode", "\\endcode"],
    is_html: false,
};

/// `@verbatim`
const VERBATIM: Fence = Fence {
    ends: &["@endverbatim", "\\endverbatim"],
    is_html: false,
};

/// `<pre>`
const PRE: Fence = Fence {
    ends: &["</pre>"],
    is_html: true,
};

/// gtk-doc's `|[`
const GTK: Fence = Fence {
    ends: &["]|"],
    is_html: false,
};

/// Commands that label a paragraph.
const SECTIONS: &[(&str, &str)] = &[
    ("return", "Returns"),
    ("returns", "Returns"),
    ("result", "Returns"),
    ("note", "Note"),
    ("warning", "Warning"),
    ("attention", "Attention"),
    ("important", "Important"),
    ("remark", "Remark"),
    ("remarks", "Remark"),
    ("see", "See"),
    ("sa", "See"),
    ("deprecated", "Deprecated"),
    ("since", "Since"),
    ("version", "Version"),
    ("pre", "Precondition"),
    ("post", "Postcondition"),
    ("invariant", "Invariant"),
    ("author", "Author"),
    ("authors", "Authors"),
    ("date", "Date"),
    ("copyright", "Copyright"),
    ("throws", "Throws"),
    ("exception", "Throws"),
    ("todo", "To do"),
    ("bug", "Bug"),
    ("threadsafety", "Thread safety"),
    ("copydoc", "See"),
    ("copybrief", "See"),
    ("copydetails", "See"),
];

/// Commands that go with the rest of their line, which names what the comment stands at anyway
/// or the group it is in.
const DROPPED: &[&str] = &[
    "ingroup",
    "defgroup",
    "addtogroup",
    "weakgroup",
    "file",
    "struct",
    "union",
    "enum",
    "def",
    "typedef",
    "var",
    "fn",
    "headerfile",
    "memberof",
    "relates",
    "anchor",
    "callgraph",
    "callergraph",
];

/// Commands that go and leave the rest of their line.
const SILENT: &[&str] = &[
    "brief",
    "short",
    "details",
    "internal",
    "endinternal",
    "hideinitializer",
    "showinitializer",
    "nosubgrouping",
    "cond",
    "endcond",
    "endif",
];

/// Those of them that stand within a line, too.
pub(super) const SILENT_WITHIN: &[&str] = &["hideinitializer", "showinitializer", "nosubgrouping"];

/// Sections that people write with a colon (`@return: 0`), which is else gtk-doc's parameter.
const WITH_COLON: &[&str] = &[
    "return",
    "returns",
    "note",
    "warning",
    "brief",
    "deprecated",
];

/// The command that begins `text`, and the text after it.
pub(super) fn parse(text: &str) -> Option<(Block, &str)> {
    let after = text.strip_prefix(['@', '\\'])?;
    if let "{" | "}" = after.trim() {
        return Some((Block::Drop, ""));
    }
    let length = after
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(after.len());
    let (name, rest) = after.split_at(length);
    if let Some(tagged) = fence_command(name, rest) {
        return Some(tagged);
    }
    if matches!(name, "param" | "tparam") {
        return Some(parameter(rest));
    }
    let rest = match rest.strip_prefix(':') {
        Some(rest) if WITH_COLON.contains(&name) => rest,
        _ => rest,
    };
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let rest = rest.trim();
    let section = SECTIONS.iter().find(|(command, _)| *command == name);
    let block = match name {
        "par" => Block::Heading,
        // The label that links refer to, and the title.
        "section" | "subsection" | "subsubsection" | "paragraph" | "page" => {
            let (label, title) = rest.split_once(char::is_whitespace).unwrap_or(("", rest));
            return Some((
                Block::Heading,
                if title.is_empty() {
                    label
                } else {
                    title.trim()
                },
            ));
        }
        "retval" => Block::Value,
        "li" | "arg" => Block::Bullet,
        _ if SILENT.contains(&name) => Block::Text,
        _ if DROPPED.contains(&name) => Block::Drop,
        _ => Block::Section(section?.1),
    };
    Some((block, rest))
}

/// `@code{.c}`, `@verbatim`.
fn fence_command<'a>(name: &str, rest: &'a str) -> Option<(Block, &'a str)> {
    let fence = match name {
        "code" => CODE,
        "verbatim" => VERBATIM,
        _ => return None,
    };
    let (language, rest) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((language, rest)) => (language.trim_start_matches('.'), rest),
        None if rest.is_empty() || rest.starts_with(char::is_whitespace) => ("", rest),
        None => return None,
    };
    Some((Block::Fence(fence, language.to_owned()), rest.trim()))
}

/// The rest of `@param[in,out] name text`.
fn parameter(rest: &str) -> (Block, &str) {
    let bracket = rest.trim_start().strip_prefix('[');
    let (direction, rest) = match bracket.and_then(|rest| rest.split_once(']')) {
        Some((direction, rest)) => (direction, rest),
        None => ("", rest),
    };
    let label = match (direction.contains("in"), direction.contains("out")) {
        (true, true) => " (in, out)",
        (false, true) => " (out)",
        (_, false) => "",
    };
    (Block::Parameter(label), rest.trim())
}

/// `name text`, `name: text`, `name - text`, `a, b text` → the name, and the text.
pub(super) fn argument(rest: &str) -> (&str, &str) {
    let mut end = 0;
    loop {
        let word = &rest[end..];
        let start = word.len() - word.trim_start().len();
        let length = word[start..]
            .find(char::is_whitespace)
            .unwrap_or(word.len() - start);
        end += start + length;
        // `a, b text`: one text for several.
        if length == 0 || !rest[..end].ends_with(',') {
            break;
        }
    }
    let (name, text) = rest.split_at(end);
    let text = text.trim_start();
    let text = text
        .strip_prefix("- ")
        .or_else(|| text.strip_prefix(": "))
        .unwrap_or(text);
    let bare = name.trim_end_matches([':', ',']);
    (if bare.is_empty() { name } else { bare }, text.trim())
}

/// gtk-doc's annotations in front of a text: `(out) (transfer full): the text` → `out, transfer
/// full`, and the text.
pub(super) fn annotations(text: &str) -> Option<(String, &str)> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        if name.contains('(') {
            return None;
        }
        names.push(name);
        rest = after.trim_start();
    }
    let text = rest.strip_prefix(':')?;
    (!names.is_empty()).then(|| (names.join(", "), text.trim_start()))
}

/// gtk-doc's `Returns: (transfer full): text`: the label with its annotations, and the text.
pub(super) fn gtk_returns(line: &str) -> Option<(String, &str)> {
    let rest = line
        .strip_prefix("Returns:")
        .or_else(|| line.strip_prefix("Return value:"))?;
    let (names, text) = annotations(rest.trim_start())?;
    Some((format!("Returns ({names}): "), text))
}

/// gtk-doc's `@name: text`, at the start of `line`.
pub(super) fn gtk_parameter(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.strip_prefix('@')?.split_once(':')?;
    let is_name = name == "..."
        || (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    let is_text = text.is_empty() || text.starts_with(char::is_whitespace);
    (is_name && is_text && !WITH_COLON.contains(&name)).then(|| (name, text.trim()))
}

/// Preformatted text that begins within a line, by HTML's or gtk-doc's mark: what stands before
/// it, its fence and language, and what stands behind it.
pub(super) fn fence_within(line: &str, is_gtk: bool) -> Option<(&str, Fence, String, &str)> {
    if is_gtk && let Some((before, after)) = line.split_once("|[") {
        let tag = after.trim_start().strip_prefix("<!-- language=\"");
        return Some(match tag.and_then(|tag| tag.split_once("\" -->")) {
            Some((language, after)) => (before, GTK, language.to_ascii_lowercase(), after),
            None => (before, GTK, String::new(), after),
        });
    }
    const TAG: &str = "<pre>";
    let at = find_ignoring_case(line, TAG)?;
    let after = &line[at + TAG.len()..];
    Some((&line[..at], PRE, String::new(), after))
}
