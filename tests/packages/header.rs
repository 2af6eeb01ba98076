//! One header: what the program makes of it, and what compilers say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use quarry_bindgen::map::model::{ItemKind, Module};
use quarry_bindgen::verdict::{Aspect, Verdict};

use crate::assertions::{Compiler, judge as assert_all};
use crate::support;
use crate::support::counts::Counts;
use crate::support::pyrite::Dialect;
use crate::waivers;

/// A header of a package.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// The package.
    pub(crate) package: String,
    /// The file.
    pub(crate) path: PathBuf,
    /// `-I` and `-D` of its users.
    pub(crate) flags: Vec<String>,
    /// More of them for the compilers that judge.
    pub(crate) compiler_flags: Vec<String>,
}

/// How a header ended.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// A module that all agree with.
    Written(Written),
    /// An error that clang has as well.
    Refused,
    /// Anything else.
    Wrong(String),
}

/// What a module has, and how much of it was judged.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// The items, as the summary counts them.
    pub(crate) counts: Counts,
    /// The reasons of what was skipped, without names.
    pub(crate) reasons: Vec<String>,
    /// Constants that the header gives gcc otherwise than clang.
    pub(crate) asks_compiler: Vec<String>,
    /// Assertions on layouts and constants, for each compiler.
    pub(crate) judged: Vec<(&'static str, usize, usize)>,
    /// What `--verify` says of it, with compilers.
    pub(crate) verified: Proof,
    /// What `quarry bindgen verify` says of it, as of a module that comes alone.
    pub(crate) alone: Proof,
    /// The waivers that it needs.
    pub(crate) waived: BTreeSet<&'static str>,
}

/// How much a check of the program's own has looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proof {
    /// Facts of each sort.
    pub(crate) facts: BTreeMap<Aspect, usize>,
    /// What was not looked at.
    pub(crate) unchecked: usize,
}

/// The compilers that judge.
const JUDGES: [&str; 2] = ["clang-14", "gcc"];

/// The compilers that the program has judge.
const PROOF: [&str; 4] = ["--verify", "--format=json", "--cc=gcc", "--cc=clang-19"];

/// Judges one header.
pub(crate) fn judge(header: &Header) -> Outcome {
    match attempt(header) {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Wrong(error),
    }
}

/// The same with everything that is wrong as an error.
fn attempt(header: &Header) -> Result<Outcome, String> {
    let libclang = support::libclangs()?.swap_remove(0);
    let quarry = |arguments: &[&str]| {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        support::run(
            command
                .arg(&header.path)
                .args(arguments)
                .args(&header.flags),
        )
    };
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let output = dir.path().join("out.pyrite");
    let run = quarry(&[&format!("--output={}", output.display())])?;
    let by_clang = clang_says(header)?;
    match run.code {
        Some(0) => {}
        Some(1) if run.stderr.contains("nothing was written: clang") => {
            let said = run.stderr.lines().find_map(|it| it.strip_prefix("error: "));
            return match (said, by_clang) {
                (Some(said), Some(first)) if agree(said, &first) => Ok(Outcome::Refused),
                (said, first) => Err(format!("error {said:?}, clang {first:?}")),
            };
        }
        code => {
            return Err(format!(
                "exit {code:?}: {}",
                support::shortened(&run.stderr)
            ));
        }
    }
    let mut flags = [&header.flags[..], &header.compiler_flags[..]].concat();
    if let Some(error) = by_clang {
        if !errs_in_bodies_alone(header)? {
            return Err(format!("a module, where clang has: {error}"));
        }
        // What such bodies lack, a user includes before.
        flags.extend(["-include", "stddef.h"].map(str::to_owned));
    }
    let text = std::fs::read_to_string(&output).map_err(|e| e.to_string())?;
    support::text::check(&text)?;
    support::pyrite::check(&text, Dialect::Spec)?;
    let counts = Counts::of_summary(&run.stderr)?;
    if counts != Counts::of_text(&text) {
        return Err("the summary does not add up".to_owned());
    }
    let json = quarry(&["--emit=json"])?;
    let module = serde_json::from_str::<Module>(&json.stdout)
        .map_err(|e| e.to_string())?
        .fixed();
    let mut written = Written {
        counts,
        reasons: reasons(&module),
        ..Written::default()
    };
    written.prove(header, &output)?;
    for program in JUDGES {
        let compiler = Compiler {
            program,
            flags: flags.clone(),
        };
        if program == "gcc" && !takes(&compiler, &header.path)? {
            continue;
        }
        let mut verdict = assert_all(&module, &header.path.to_string_lossy(), &compiler)?;
        if program == "gcc" {
            // clang, which reads the header for us, agrees with these: the header itself asks
            // which compiler it is.
            let is_layout = |it: &String| !it.starts_with('(') || it.starts_with("((__typeof__");
            let (layouts, constants) = verdict.denied.into_iter().partition(is_layout);
            written.asks_compiler = constants;
            verdict.denied = layouts;
        }
        if !verdict.denied.is_empty() {
            let count = verdict.denied.len();
            let some = verdict.denied.iter().take(5).cloned().collect::<Vec<_>>();
            return Err(format!("{program} denies {count}: {}", some.join("; ")));
        }
        written
            .judged
            .push((program, verdict.layouts, verdict.constants));
    }
    Ok(Outcome::Written(written))
}

impl Written {
    /// Has the program itself check the module: with two compilers as it is written, and alone.
    fn prove(&mut self, header: &Header, module: &Path) -> Result<(), String> {
        let said = proof(header, module, &PROOF)?;
        if said.judges.len() != 3 {
            return Err(format!("judged by {:?}", said.judges));
        }
        self.verified = self.explained(&said)?;
        self.alone = self.explained(&proof(header, module, &[])?)?;
        Ok(())
    }

    /// What a verdict has looked at, if all that it denies is explained.
    fn explained(&mut self, verdict: &Verdict) -> Result<Proof, String> {
        let left = waivers::unexplained(verdict, &mut self.waived);
        if let Some(first) = left.first() {
            return Err(format!("{} differences: {first}", left.len()));
        }
        let unchecked: BTreeSet<&str> = verdict.unchecked.iter().map(|it| &*it.item).collect();
        Ok(Proof {
            facts: verdict.checked.clone(),
            unchecked: unchecked.len(),
        })
    }
}

/// The verdict on a header's module: as it is written with some options, or else as it is.
fn proof(header: &Header, module: &Path, options: &[&str]) -> Result<Verdict, String> {
    let libclang = support::libclangs()?.swap_remove(0);
    let ask = |more: &[&str]| {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        if options.is_empty() {
            command.args(["verify", "--format=json", "--header"]);
        }
        command.arg(&header.path).args(options).args(more);
        match options {
            [] => command.arg(module),
            _ => command.arg(format!("--output={}", module.display())),
        };
        support::run(command.args(&header.flags))
    };
    let mut run = ask(&[])?;
    if run.stderr.contains(" cannot judge the module: ") {
        // Bodies of functions that lack what their users include before.
        run = ask(&["--include=stdlib.h"])?;
    }
    let verdict: Verdict = serde_json::from_str(&run.stdout)
        .map_err(|error| format!("{error}: {}", support::shortened(&run.stderr)))?;
    match run.code == Some(i32::from(!verdict.is_right())) {
        true => Ok(verdict),
        false => Err(format!("exit {:?} for {verdict:?}", run.code)),
    }
}

/// Whether a compiler takes a header.
fn takes(compiler: &Compiler, header: &Path) -> Result<bool, String> {
    let mut command = Command::new(compiler.program);
    command.args(["-fsyntax-only", "-w", "-xc"]);
    let run = support::run(command.args(&compiler.flags).arg(header))?;
    Ok(run.code == Some(0))
}

/// The first error that clang itself has where a file includes the header.
fn clang_says(header: &Header) -> Result<Option<String>, String> {
    let run = include("clang-14", header)?;
    if run.code == Some(0) {
        return Ok(None);
    }
    let errors = run.stderr.lines();
    let mut errors = errors.filter_map(|it| it.split_once("error: "));
    Ok(Some(
        errors
            .next()
            .map_or(run.stderr.clone(), |it| it.1.to_owned()),
    ))
}

/// Whether all errors are in the bodies of functions, of which a module has nothing: gcc, unlike
/// clang, says that of each.
fn errs_in_bodies_alone(header: &Header) -> Result<bool, String> {
    let run = include("gcc", header)?;
    let (mut is_in_function, mut errors, mut outside) = (false, 0, 0);
    for line in run.stderr.lines() {
        if line.contains(": In function ") {
            is_in_function = true;
        } else if line.ends_with(": At top level:") {
            is_in_function = false;
        } else if line.contains("error: ") {
            errors += 1;
            outside += usize::from(!is_in_function);
        }
    }
    Ok(errors > 0 && outside == 0)
}

/// What a compiler says of a file that includes the header.
fn include(program: &str, header: &Header) -> Result<support::Run, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let includer = dir.path().join("includer.c");
    let text = format!("#include \"{}\"\n", header.path.display());
    std::fs::write(&includer, text).map_err(|e| e.to_string())?;
    let mut command = Command::new(program);
    command.args(["-fsyntax-only", "-w", "-fno-builtin"]);
    command.env("LC_ALL", "C");
    support::run(command.args(&header.flags).arg(&includer))
}

/// Whether two messages are the same but for what stands in brackets at the end, and a guess.
fn agree(ours: &str, clangs: &str) -> bool {
    let plain = |text: &str| {
        let text = text.split(" [-").next().unwrap_or(text);
        text.split("; did you mean")
            .next()
            .unwrap_or(text)
            .to_owned()
    };
    plain(ours) == plain(clangs)
}

/// Why items were skipped, without what names one.
fn reasons(module: &Module) -> Vec<String> {
    let reasons = module.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Skipped(reason) => Some(format!("{reason:?}")),
        _ => None,
    });
    let variant = |reason: String| reason.split('(').next().unwrap_or_default().to_owned();
    reasons.map(variant).collect()
}
