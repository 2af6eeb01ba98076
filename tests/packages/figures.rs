//! What a run of the corpus gave, in figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use quarry_bindgen::verdict::Aspect;

use crate::header::{Header, Outcome};
use crate::waivers;

/// The figures of a run.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// Packages with headers.
    pub(crate) packages: usize,
    /// Their headers.
    pub(crate) headers: usize,
    /// Modules.
    written: usize,
    /// Errors of clang's.
    refused: usize,
    /// Everything else.
    wrong: Vec<String>,
    /// Functions, types, constants, variables, skipped.
    items: [usize; 5],
    /// How often each reason for skipping stands.
    reasons: BTreeMap<String, usize>,
    /// Constants that headers give gcc otherwise.
    asks_compiler: BTreeSet<String>,
    /// Layout and constant assertions, by compiler.
    judged: BTreeMap<&'static str, (usize, usize)>,
    /// What `--verify` with compilers looked at, and what it did not.
    verified: (BTreeMap<Aspect, usize>, usize),
    /// What `quarry bindgen verify` looked at, and what it did not.
    alone: (usize, usize),
    /// The waivers that were needed.
    waived: BTreeSet<&'static str>,
    /// The waivers that were not.
    unused: Vec<String>,
}

impl Figures {
    /// The figures of all headers.
    pub(crate) fn of(packages: usize, outcomes: &[(Header, Outcome)]) -> Figures {
        let mut figures = Figures {
            packages,
            headers: outcomes.len(),
            ..Figures::default()
        };
        for (header, outcome) in outcomes {
            match outcome {
                Outcome::Refused => figures.refused += 1,
                Outcome::Wrong(_) => {
                    let path = header.path.display();
                    figures.wrong.push(format!("{path} ({})", header.package));
                }
                Outcome::Written(written) => {
                    figures.written += 1;
                    let counts = &written.counts;
                    let all = [
                        counts.functions,
                        counts.types,
                        counts.constants,
                        counts.variables,
                        counts.skipped,
                    ];
                    for (sum, count) in figures.items.iter_mut().zip(all) {
                        *sum += count;
                    }
                    for reason in &written.reasons {
                        *figures.reasons.entry(reason.clone()).or_default() += 1;
                    }
                    for claim in &written.asks_compiler {
                        let name = claim.trim_start_matches('(').split(')').next();
                        figures.asks_compiler.extend(name.map(str::to_owned));
                    }
                    for (aspect, facts) in &written.verified.facts {
                        *figures.verified.0.entry(*aspect).or_default() += facts;
                    }
                    figures.verified.1 += written.verified.unchecked;
                    figures.alone.0 += written.alone.facts.values().sum::<usize>();
                    figures.alone.1 += written.alone.unchecked;
                    figures.waived.extend(&written.waived);
                    for (program, layouts, constants) in &written.judged {
                        let sums = figures.judged.entry(program).or_default();
                        sums.0 += layouts;
                        sums.1 += constants;
                    }
                }
            }
        }
        let read: BTreeSet<&str> = outcomes.iter().map(|it| it.0.package.as_str()).collect();
        let read: Vec<&str> = read.into_iter().collect();
        figures.unused = waivers::unused(&read, &figures.waived);
        figures
    }

    /// Whether nothing was wrong.
    pub(crate) fn is_clean(&self) -> bool {
        self.wrong.is_empty() && self.unused.is_empty()
    }

    /// The page that keeps them.
    pub(crate) fn page(&self) -> String {
        format!(
            "# Corpus\n\n\
             Every C header of the Debian 12 packages in `scripts/corpus-packages.txt`, for x86_64 Linux. The figures \
             are those that\n`scripts/corpus.sh` printed last; it installs the packages, reads every header and writes \
             this page.\n\n\
             For each header there is a module, or the error that `clang -fsyntax-only` gives as well: most of the \
             latter cannot\nbe included alone, or are C++. Errors in the bodies of functions are not seen: a \
             module has nothing of them. A\nmodule is read back by a strict reader of the format, its summary \
             must add up, and clang 14 and gcc 12 must agree with\nevery size, alignment, offset and integer \
             constant in it. Headers below a `c++` directory are left out; gcc is not asked\nwhere it does not \
             take a header that clang takes.\n\n\
             That is the tests' own opinion. The program's is asked beside it: `--verify` with gcc 12 and clang 19 \
             beside libclang 14,\nand `quarry bindgen verify` of the module alone. Nothing may differ but for the waivers in \
             `tests/support/waivers.rs`,\nwhich all have to be needed.\n\n```\n{self}\n```\n"
        )
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [functions, types, constants, variables, skipped] = self.items;
        writeln!(f, "packages           {:>9}", self.packages)?;
        writeln!(f, "headers            {:>9}", self.headers)?;
        writeln!(f, "modules            {:>9}", self.written)?;
        writeln!(f, "errors of clang's  {:>9}", self.refused)?;
        writeln!(f, "wrong              {:>9}", self.wrong.len())?;
        writeln!(f)?;
        for (name, count) in [
            ("functions", functions),
            ("types", types),
            ("constants", constants),
            ("variables", variables),
            ("skipped", skipped),
        ] {
            writeln!(f, "{name:<18} {count:>9}")?;
        }
        for (program, (layouts, constants)) in &self.judged {
            writeln!(f)?;
            writeln!(f, "{:<18} {layouts:>9} layout assertions", program)?;
            write!(f, "{:<18} {constants:>9} constants", "")?;
        }
        let (facts, unchecked) = &self.verified;
        let all: usize = facts.values().sum();
        writeln!(
            f,
            "\n\n--verify           {all:>9} facts, {unchecked} items in part unchecked"
        )?;
        for (aspect, count) in facts {
            let name = serde_json::to_value(aspect).map_err(|_| fmt::Error)?;
            let name = name.as_str().unwrap_or_default().replace('_', " ");
            writeln!(f, "  {name:<16} {count:>9}")?;
        }
        let (facts, unchecked) = &self.alone;
        write!(
            f,
            "verify MODULE      {facts:>9} facts, {unchecked} items in part unchecked"
        )?;
        if !self.waived.is_empty() {
            let items: Vec<&str> = self.waived.iter().copied().collect();
            write!(f, "\n\nwaived where gcc differs from clang")?;
            for item in items {
                write!(f, "\n  {item}")?;
            }
        }
        if !self.asks_compiler.is_empty() {
            let names: Vec<&str> = self.asks_compiler.iter().map(String::as_str).collect();
            let names = names.join(" ");
            write!(
                f,
                "\n\nconstants that headers give gcc otherwise than clang, and say so\n  {names}"
            )?;
        }
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
        writeln!(f, "\n\nskipped because")?;
        for (name, count) in reasons {
            writeln!(f, "  {name:<24} {count:>9}")?;
        }
        for wrong in &self.wrong {
            writeln!(f, "wrong: {wrong}")?;
        }
        for unused in &self.unused {
            writeln!(f, "wrong: {unused}")?;
        }
        Ok(())
    }
}
