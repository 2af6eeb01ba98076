//! One change of a C header at a time, for one target.

use crate::cases::{ADDITIVE, ALONE, BREAKING, COSMETIC, Case};
use crate::support::HOST;
use crate::{compare, diff, module, support};

/// Makes both modules of each change, and has the program compare them.
fn check(cases: &[Case], severity: &str, code: i32) {
    let mut failures = Vec::new();
    for (old, new, expected) in cases {
        let texts = (module(old, &[HOST]), module(new, &[HOST]));
        let run = diff(&texts.0, &texts.1, &[]);
        let line = format!("{severity}  {expected}");
        let said = run.stdout.lines().any(|it| it.starts_with(&line));
        let worse = run.stdout.lines().any(|it| match severity {
            "breaking" => false,
            "additive" => it.starts_with("breaking"),
            _ => it.starts_with("breaking") || it.starts_with("additive"),
        });
        if !said || worse || run.code != Some(code) {
            failures.push(format!(
                "{old} -> {new}: no `{line}`, {:?}:\n{}{}",
                run.code, run.stdout, run.stderr
            ));
        }
        assert!(
            compare(&texts.1, &texts.0).worst().is_some(),
            "{new} -> {old}"
        );
        assert_eq!(compare(&texts.1, &texts.1).worst(), None, "{new}");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn check_says_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let libclang = support::libclangs().unwrap().pop().unwrap();
    let run = |header: &str, more: &[&str]| {
        std::fs::write(dir.join("a.h"), header).unwrap();
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command.current_dir(dir);
        command.args(["a.h", "--output=a.pyrite"]).args(more);
        support::run(command.arg(format!("--target={HOST}"))).unwrap()
    };
    let mut failures = Vec::new();
    for (cases, severity) in [(BREAKING, "breaking"), (COSMETIC, "cosmetic")] {
        for (old, new, expected) in cases {
            assert_eq!(run(old, &[]).code, Some(0), "{old}");
            let checked = run(new, &["--check"]);
            let line = format!("{severity}  {expected}");
            let said = checked.stdout.lines().any(|it| it.starts_with(&line));
            if !said || checked.code != Some(1) {
                failures.push(format!("{old} -> {new}: no `{line}`: {checked:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_breaks() {
    check(BREAKING, "breaking", 1);
}

#[test]
fn what_follows_from_a_change_is_not_said_again() {
    for (old, new, expected) in ALONE {
        let drift = compare(&module(old, &[HOST]), &module(new, &[HOST]));
        let text = drift.text(false);
        assert!(text.starts_with(&format!("breaking  {expected}")), "{text}");
        assert_eq!(drift.counts.breaking, 1, "{old} -> {new}: {text}");
    }
    let (old, new, _) = ALONE[0];
    let back = compare(&module(new, &[HOST]), &module(old, &[HOST]));
    assert_eq!(back.counts.breaking, 0, "{}", back.text(true));
}

#[test]
fn what_is_more() {
    check(ADDITIVE, "additive", 1);
}

#[test]
fn what_nobody_sees() {
    check(COSMETIC, "cosmetic", 0);
}
