//! The C text that a compiler is asked, with what each of its lines asks.

mod quick;

use std::collections::BTreeMap;
use std::fmt::Write;

use rustc_hash::FxHashSet;

use super::part::{Part, Subject, Test, Under};
use crate::verdict::Aspect;

pub use quick::quick;

/// What stands between the headers and any text of ours, so that no header changes what our words
/// mean: macros with the names of keywords, an alignment that goes on behind the header.
///
/// gcc folds comparisons of texts that clang does not, and the other way round; clang lets what may
/// not be used itself use what may not be used. To clang, a text is the name of a symbol, which has
/// no brackets: `quarry_bare` takes one pair away, where there is one (`quarry_one` is called by it,
/// and makes `quarry_second` see a 1). gcc does not mind two names of one symbol.
pub const PREPARED: &str = include_str!("prepared.h");

/// A text of C, to stand behind the headers' `#include`s.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet<K> {
    /// The text.
    pub text: String,
    /// How many lines it has.
    lines: u32,
    /// What lines ask, by their number from 1.
    pub asked: BTreeMap<u32, K>,
}

/// What a line of a sheet with details asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Whether a part of a subject holds: their places.
    Holds(usize, usize),
    /// The same in the other form: what one compiler decides in one only, another may not.
    Asserted(usize, usize),
    /// Whether its opposite holds: a compiler may not be able to decide either.
    Fails(usize, usize),
    /// What C has instead.
    Shown(usize, usize),
    /// What the module has, in C's words.
    Ours(usize, usize),
    /// Whether it can be declared once more as the module has it.
    Again(usize, usize),
}

impl<K> Sheet<K> {
    /// A text with nothing but what every sheet needs.
    fn new() -> Sheet<K> {
        let mut sheet = Sheet {
            text: String::new(),
            lines: 0,
            asked: BTreeMap::new(),
        };
        for line in PREPARED.lines() {
            sheet.line(line);
        }
        sheet
    }

    /// Adds a line that asks nothing.
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.lines += 1;
    }

    /// Adds a line that asks something.
    fn ask(&mut self, text: &str, what: K) {
        self.line(text);
        self.asked.insert(self.lines, what);
    }
}

impl Part {
    /// Whether there is a line that declares it once more.
    pub fn is_declared_again(&self) -> bool {
        self.again().is_some()
    }

    /// A function's name, and a line that declares it once more as the module has it: clang does
    /// not tell the type of what it has built in, but compares it with its first declaration.
    fn again(&self) -> Option<(&str, String)> {
        match (&self.test, self.aspect) {
            (Test::Same { subject, ty, also }, Aspect::Signature) if also.is_empty() => {
                declared_again(subject, ty)
            }
            _ => None,
        }
    }
}

/// A sheet that asks about each part of some subjects by itself, and for what C has instead.
pub fn detailed(subjects: &[Subject], which: &[usize]) -> Sheet<Detail> {
    let chosen = which
        .iter()
        .filter_map(|index| Some((*index, subjects.get(*index)?)));
    write(chosen, |sheet, index, subject| {
        for (at, part) in subject.parts.iter().enumerate() {
            let condition = part.test.condition();
            let claim = folded(&condition, sheet.lines);
            sheet.ask(&claim, Detail::Holds(index, at));
            let claim = asserted(&condition);
            sheet.ask(&claim, Detail::Asserted(index, at));
            if part.test.is_folded() {
                let claim = folded(&format!("!({condition})"), sheet.lines);
                sheet.ask(&claim, Detail::Fails(index, at));
            }
            if let Some(shown) = part.test.shown() {
                let line = selector(&shown, sheet.lines);
                sheet.ask(&line, Detail::Shown(index, at));
            }
            if let Test::Same { ty, .. } = &part.test {
                let line = selector(&format!("__typeof__({ty}) *"), sheet.lines);
                sheet.ask(&line, Detail::Ours(index, at));
            }
            if let Some((_, line)) = part.again() {
                sheet.ask(&line, Detail::Again(index, at));
            }
        }
    })
}

/// The claims as a file for people, with a message for each.
pub fn readable(subjects: &[Subject]) -> Sheet<usize> {
    write(subjects.iter().enumerate(), |sheet, index, subject| {
        sheet.line(&format!(
            "/* line {}: {} */",
            subject.line,
            harmless(&subject.item)
        ));
        for part in &subject.parts {
            let condition = part.test.condition();
            let line = match part.test.is_folded() {
                true => folded(&condition, sheet.lines),
                false => format!(
                    "_Static_assert({condition}, \"{}\");",
                    message(subject, part)
                ),
            };
            sheet.ask(&line, index);
        }
    })
}

/// Writes subjects in the order that macros need: those about macros, then no macro may stand in
/// the way of the names of others (libxml2 and glibc hide functions behind macros).
fn write<'s, K>(
    subjects: impl Iterator<Item = (usize, &'s Subject)> + Clone,
    mut ask: impl FnMut(&mut Sheet<K>, usize, &Subject),
) -> Sheet<K> {
    let mut sheet = Sheet::new();
    for (index, subject) in subjects.clone().filter(|(_, it)| it.of_macro) {
        match &subject.under {
            Some(Under::Defined(name)) => sheet.line(&format!("#ifdef {name}")),
            Some(Under::Undefined(name)) => sheet.line(&format!("#ifndef {name}")),
            None => {}
        }
        ask(&mut sheet, index, subject);
        if subject.under.is_some() {
            sheet.line("#endif");
        }
    }
    let others = subjects.filter(|(_, it)| !it.of_macro);
    let mut hidden = KEYWORDS.into_iter().collect();
    for (_, subject) in others.clone() {
        for part in &subject.parts {
            match &part.test {
                Test::Equal { expression, .. } => sheet.uncover(expression, &mut hidden),
                Test::Same { subject, ty, .. } => {
                    sheet.uncover(subject, &mut hidden);
                    sheet.uncover(ty, &mut hidden);
                }
                Test::Text { name, .. } => sheet.uncover(name, &mut hidden),
                Test::Holds { condition, .. } => sheet.uncover(condition, &mut hidden),
            }
        }
    }
    for (index, subject) in others {
        ask(&mut sheet, index, subject);
    }
    sheet
}

impl<K> Sheet<K> {
    /// Undefines each name in an expression that has not been `seen`.
    fn uncover<'s>(&mut self, expression: &'s str, seen: &mut FxHashSet<&'s str>) {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        for word in expression.split(|c: char| !is_word(c)) {
            let is_name = !word.starts_with(|c: char| c.is_ascii_digit());
            if !word.is_empty() && seen.insert(word) && is_name && !word.starts_with("__builtin_") {
                self.line(&["#undef ", word].concat());
            }
        }
    }
}

/// Words of C that the claims are made of, and the one that can be no macro.
const KEYWORDS: [&str; 33] = [
    "_Alignof",
    "_Atomic",
    "_Bool",
    "_Complex",
    "_Generic",
    "__attribute__",
    "__typeof__",
    "char",
    "const",
    "default",
    "defined",
    "double",
    "enum",
    "fastcall",
    "float",
    "int",
    "long",
    "ms_abi",
    "quarry_either",
    "regparm",
    "short",
    "signed",
    "sizeof",
    "static",
    "stdcall",
    "struct",
    "sysv_abi",
    "thiscall",
    "union",
    "unsigned",
    "vectorcall",
    "void",
    "volatile",
];

/// A claim as the length of an array: it may be what C calls no constant expression, as long as
/// the compiler can decide it.
fn folded(condition: &str, name: u32) -> String {
    let name = name.to_string();
    [
        "extern char quarry_",
        &name,
        "[(",
        condition,
        ") ? 1 : -1] quarry_unused;",
    ]
    .concat()
}

/// A claim as an assertion.
fn asserted(condition: &str) -> String {
    ["_Static_assert(", condition, ", \"\");"].concat()
}

/// A function's name, and a declaration of it with the module's type.
fn declared_again<'s>(subject: &'s str, ty: &str) -> Option<(&'s str, String)> {
    let name = subject.strip_prefix("__typeof__(")?.strip_suffix(')')?;
    let (name, ty) = match name.strip_prefix('&') {
        Some(name) => (name, format!("*({ty})0")),
        None => (name, ty.to_owned()),
    };
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    name.chars()
        .all(is_name)
        .then(|| (name, format!("extern __typeof__({ty}) {name};")))
}

/// A line that makes a compiler say what a type is: the selector's is in its message where nothing
/// fits, and nothing is a pointer to this structure.
fn selector(ty: &str, name: u32) -> String {
    format!("extern char quarry_{name}[_Generic(({ty})0, struct quarry_none *: 1)] quarry_unused;")
}

/// What an assertion says where it fails.
fn message(subject: &Subject, part: &Part) -> String {
    let Part { about, here, .. } = part;
    harmless(&format!("{}: {about}: {here}", subject.item))
}

/// A text for a string or comment of C.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' | '?' => out.push('\''),
            '*' if out.ends_with('/') => out.push('.'),
            '/' if out.ends_with('*') => out.push('.'),
            c if c.is_ascii() && !c.is_ascii_control() => out.push(c),
            other => {
                let _ = write!(out, "U+{:04X}", u32::from(other));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_comment_cannot_hold() {
        assert_eq!(harmless("a*/b\"\n?"), "a*.b'U+000A'");
    }
}
