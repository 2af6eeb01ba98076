//! What a check of a module says: what is wrong and where, how much was looked at, and what
//! nobody could look at. One form for the compilers' judgement and for the libraries'.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::report::harmless_line;

/// The version of the JSON form of [`Verdict`]; it grows when a reader of the old form would err.
pub const SCHEMA: u32 = 1;

/// What was found out about one module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The module, as the user named it.
    pub module: String,
    /// The target that it was checked for.
    pub target: String,
    /// Who was asked, with versions: `libclang 14.0.6`, `gcc 12.2.0`, `libz.so.1`.
    pub judges: Vec<String>,
    /// What is wrong, in the order of the module's lines.
    pub findings: Vec<Finding>,
    /// How many facts of each sort were looked at; all judges have looked at each.
    pub checked: BTreeMap<Aspect, usize>,
    /// What could not be looked at, in the order of the module's lines.
    pub unchecked: Vec<Unchecked>,
    /// What is right, but worth knowing.
    pub remarks: Vec<Remark>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The line of the module, from 1.
    pub line: u32,
    /// What it is about: `struct sqlite3_file`, `fn sqlite3_open`.
    pub item: String,
    /// Both sides: `size 8 here, 16 in C`.
    pub message: String,
    /// Who says so: `gcc 12.2.0`.
    pub judge: String,
}

/// One thing that nobody could look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unchecked {
    /// The line of the module, from 1.
    pub line: u32,
    /// What it is about.
    pub item: String,
    /// Why.
    pub reason: String,
}

/// One thing that is not wrong, but worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Remark {
    /// What sort of thing.
    pub kind: RemarkKind,
    /// The line of the module, from 1; `None` for what the module does not have.
    pub line: Option<u32>,
    /// What it is about.
    pub item: String,
    /// What there is to know.
    pub message: String,
    /// Who says so.
    pub judge: String,
}

/// The sorts of remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// A symbol with a version: `sqlite3_open@@VER`.
    Versioned,
    /// A symbol that gives way to another library's.
    Weak,
    /// A symbol that a `.dll` has from another, or that is reached through its import table.
    Imported,
    /// A symbol in another library than the one that the item names, which is linked with too.
    Elsewhere,
    /// A library that could not be read as a whole.
    Unread,
    /// A symbol of a library that the module does not declare.
    NotDeclared,
}

impl RemarkKind {
    /// What a number of it is called in the summary.
    fn counted(self) -> &'static str {
        match self {
            RemarkKind::Versioned => "with a version",
            RemarkKind::Weak => "weak",
            RemarkKind::Imported => "imported",
            RemarkKind::Elsewhere => "in another library",
            RemarkKind::Unread => "read in part",
            RemarkKind::NotDeclared => "exported and not declared",
        }
    }
}

/// The sorts of facts that are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// `sizeof` of a record.
    Size,
    /// `_Alignof` of a record.
    Alignment,
    /// `offsetof` of a field.
    Offset,
    /// The type of a field.
    FieldType,
    /// Where the bits of a bit-field are.
    BitOffset,
    /// What a method gives and takes, against C's own bit-field.
    BitValue,
    /// The value of a constant.
    Value,
    /// The type of a constant.
    ConstantType,
    /// What an alias stands for.
    Alias,
    /// Parameters, result, variadic and convention of a function.
    Signature,
    /// The type of a variable.
    VariableType,
    /// The symbol that a function or variable is linked by.
    Symbol,
    /// Whether a library has the symbol.
    Export,
    /// Size and sign of a type of C that the module takes for one of Pyrite's.
    Scalar,
}

impl Aspect {
    /// What several of it are called in the summary.
    fn plural(self) -> &'static str {
        match self {
            Aspect::Size => "sizes",
            Aspect::Alignment => "alignments",
            Aspect::Offset => "offsets",
            Aspect::FieldType => "types of fields",
            Aspect::BitOffset => "places of bit-fields",
            Aspect::BitValue => "values of bit-fields",
            Aspect::Value => "values of constants",
            Aspect::ConstantType => "types of constants",
            Aspect::Alias => "aliases",
            Aspect::Signature => "signatures",
            Aspect::VariableType => "types of variables",
            Aspect::Symbol => "symbols",
            Aspect::Export => "symbols in libraries",
            Aspect::Scalar => "widths of C's types",
        }
    }
}

/// What was found out about a module on each of its targets. Of several the summary is one line,
/// with those in which something is wrong above it, unless `all` asks for each.
pub fn text(verdicts: &[Verdict], all: bool) -> String {
    if let [verdict] = verdicts {
        return verdict.text(all);
    }
    let mut text = String::new();
    for verdict in verdicts {
        text.push_str(&match all || !verdict.is_right() {
            true => verdict.text(all),
            false => verdict.lines(false),
        });
    }
    text.push_str(&harmless_line(&total(verdicts)));
    text.push('\n');
    text
}

/// How much was looked at on all targets, and on how many of them something is wrong.
fn total(verdicts: &[Verdict]) -> String {
    let facts: usize = verdicts.iter().flat_map(|it| it.checked.values()).sum();
    let unchecked: usize = verdicts.iter().map(|it| it.unchecked.len()).sum();
    let wrong = verdicts.iter().filter(|it| !it.is_right()).count();
    let module = verdicts
        .first()
        .map(|it| it.module.as_str())
        .unwrap_or_default();
    let state = match wrong {
        0 => "no difference".to_owned(),
        1 => "differences on 1 target".to_owned(),
        some => format!("differences on {some} targets"),
    };
    let mut judges: BTreeMap<&str, usize> = BTreeMap::new();
    for judge in verdicts.iter().flat_map(|it| &it.judges) {
        *judges.entry(judge).or_default() += 1;
    }
    let targets = verdicts.len();
    let judges: Vec<String> = judges
        .into_iter()
        .map(|(judge, asked)| match asked == targets {
            true => judge.to_owned(),
            false => format!("{judge} (on {asked})"),
        })
        .collect();
    let mut text = format!("{module}: {state} in {facts} facts on {targets} targets");
    if !judges.is_empty() {
        let _ = write!(text, " by {}", judges.join(", "));
    }
    if unchecked > 0 {
        let _ = write!(text, "; {unchecked} not checked");
    }
    if !verdicts
        .iter()
        .all(|it| it.unchecked.is_empty() && it.remarks.is_empty())
    {
        text.push_str(" (--verbose lists all)");
    }
    text
}

impl Verdict {
    /// A verdict that has not looked at anything yet.
    pub fn new(module: &str, target: &str) -> Verdict {
        Verdict {
            schema: SCHEMA,
            module: module.to_owned(),
            target: target.to_owned(),
            judges: Vec::new(),
            findings: Vec::new(),
            checked: BTreeMap::new(),
            unchecked: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Counts facts that were looked at.
    pub fn count(&mut self, aspect: Aspect, facts: usize) {
        *self.checked.entry(aspect).or_default() += facts;
    }

    /// Takes in what others have found.
    pub fn join(&mut self, other: Verdict) {
        self.judges.extend(other.judges);
        self.findings.extend(other.findings);
        for (aspect, facts) in other.checked {
            self.count(aspect, facts);
        }
        self.unchecked.extend(other.unchecked);
        self.remarks.extend(other.remarks);
        self.remarks.sort();
        self.remarks.dedup();
        self.findings.sort();
        self.findings.dedup();
        self.unchecked.sort();
        self.unchecked.dedup();
    }

    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.findings.is_empty()
    }

    /// A line for each finding, for each remark and each thing that could not be looked at where
    /// `all` asks for them, and the summary: never a silent green.
    pub fn text(&self, all: bool) -> String {
        let mut text = self.lines(all);
        text.push_str(&harmless_line(&self.summary(all)));
        text.push('\n');
        text
    }

    /// The same without the summary.
    pub fn lines(&self, all: bool) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            let Finding {
                line,
                item,
                message,
                judge,
            } = finding;
            let (module, target) = (&self.module, &self.target);
            let said = format!("{module}:{line}: {item}: {message} ({target}, {judge})");
            text.push_str(&harmless_line(&said));
            text.push('\n');
        }
        if all {
            for remark in &self.remarks {
                text.push_str(&harmless_line(&self.remark(remark)));
                text.push('\n');
            }
            for Unchecked { line, item, reason } in &self.unchecked {
                let said = format!("{}:{line}: {item}: not checked: {reason}", self.module);
                text.push_str(&harmless_line(&said));
                text.push('\n');
            }
        }
        text
    }

    /// The line of a remark.
    fn remark(&self, remark: &Remark) -> String {
        let Remark {
            line,
            item,
            message,
            judge,
            ..
        } = remark;
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{line}: note: {item}: {message} ({judge})", self.module)
    }

    /// How much was looked at, and what not.
    fn summary(&self, all: bool) -> String {
        let facts: usize = self.checked.values().sum();
        let state = match self.findings.len() {
            0 => "no difference".to_owned(),
            1 => "1 difference".to_owned(),
            many => format!("{many} differences"),
        };
        let mut text = format!("{}: {state} in {facts} facts", self.module);
        let mut separator = " (";
        for (aspect, count) in &self.checked {
            let _ = write!(text, "{separator}{count} {}", aspect.plural());
            separator = ", ";
        }
        if !self.checked.is_empty() {
            text.push(')');
        }
        let _ = write!(text, " for {}", self.target);
        match self.judges.as_slice() {
            [] => {}
            [first, second, third, rest @ ..] if !rest.is_empty() => {
                let more = rest.len();
                let _ = write!(text, " by {first}, {second}, {third} and {more} more");
            }
            judges => {
                let _ = write!(text, " by {}", judges.join(", "));
            }
        }
        let mut more: BTreeMap<RemarkKind, usize> = BTreeMap::new();
        for remark in &self.remarks {
            *more.entry(remark.kind).or_default() += 1;
        }
        let counted = more.iter().map(|(kind, many)| (*many, kind.counted()));
        let unchecked = (self.unchecked.len(), "not checked");
        let mut separator = "; ";
        for (many, what) in counted.chain([unchecked]).filter(|(many, _)| *many > 0) {
            let _ = write!(text, "{separator}{many} {what}");
            separator = ", ";
        }
        if separator == ", " && !all {
            text.push_str(" (--verbose lists them)");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn several_targets_have_one_last_line() {
        let of = |target: &str| {
            let mut verdict = Verdict::new("m.pyrite", target);
            verdict.judges.push("libclang 14.0.6".to_owned());
            verdict.count(Aspect::Size, 2);
            verdict
        };
        let (mut wrong, right) = (of("a"), of("b"));
        let last = |all: &[Verdict]| text(all, false).lines().last().map(str::to_owned);
        assert_eq!(
            last(&[right.clone(), right.clone()]).unwrap(),
            "m.pyrite: no difference in 4 facts on 2 targets by libclang 14.0.6"
        );
        wrong.findings.push(Finding {
            line: 1,
            item: "struct s".to_owned(),
            message: "size 8 here, 16 in C".to_owned(),
            judge: "libclang 14.0.6".to_owned(),
        });
        assert_eq!(
            last(&[wrong, right]).unwrap(),
            "m.pyrite: differences on 1 target in 4 facts on 2 targets by libclang 14.0.6"
        );
    }

    #[test]
    fn says_both_sides_and_never_nothing() {
        let mut verdict = Verdict::new("sqlite.pyrite", "x86_64-unknown-linux-gnu");
        verdict.judges.push("gcc 12.2.0".to_owned());
        verdict.count(Aspect::Size, 2);
        assert_eq!(
            verdict.text(false),
            "sqlite.pyrite: no difference in 2 facts (2 sizes) for x86_64-unknown-linux-gnu by \
             gcc 12.2.0\n"
        );
        verdict.findings.push(Finding {
            line: 212,
            item: "struct sqlite3_file".to_owned(),
            message: "size 8 here, 16 in C".to_owned(),
            judge: "gcc 12.2.0".to_owned(),
        });
        verdict.unchecked.push(Unchecked {
            line: 3,
            item: "fn f".to_owned(),
            reason: "C does not declare it".to_owned(),
        });
        assert_eq!(
            verdict.text(true),
            "sqlite.pyrite:212: struct sqlite3_file: size 8 here, 16 in C \
             (x86_64-unknown-linux-gnu, gcc 12.2.0)\n\
             sqlite.pyrite:3: fn f: not checked: C does not declare it\n\
             sqlite.pyrite: 1 difference in 2 facts (2 sizes) for x86_64-unknown-linux-gnu by \
             gcc 12.2.0; 1 not checked\n"
        );
        let back: Verdict = serde_json::from_str(&crate::json(&verdict).unwrap()).unwrap();
        assert_eq!(back, verdict);
    }
}
