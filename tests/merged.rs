//! Merged modules: what `@cfg` selects of one, on each of its targets, is what the target's own
//! module says, whatever the order that the targets were named in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/directives.rs"]
mod directives;
#[path = "support/selected.rs"]
mod selected;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use directives::Directives;
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::map::model::Module;
use quarry_bindgen::{emit, merge};

/// The targets of every small header, which differ in all that targets differ in: widths, signs,
/// byte order, alignments, symbols, systems.
const TARGETS: [&str; 7] = [
    support::HOST,
    "i686-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "s390x-unknown-linux-gnu",
    "i686-pc-windows-msvc",
    "aarch64-apple-darwin",
    "avr-unknown-none",
];

/// The targets that every header is written for; others may refuse one.
const USUAL: [&str; 2] = [support::HOST, "i686-unknown-linux-gnu"];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("damage_is_seen", damage_is_seen)];
    for entry in fs::read_dir(directory()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "h") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            trials.push(Trial::test(name, move || selects(&path)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// Where the small headers are.
fn directory() -> PathBuf {
    support::root().join("test-headers")
}

/// The mapped modules of a header on all targets that take it.
fn modules(header: &Path) -> Result<Vec<Module>, Failed> {
    let directives = Directives::of(&fs::read_to_string(header)?);
    let new_enough = |libclang: &PathBuf| {
        support::version_of(libclang).is_none_or(|version| version >= directives.libclang)
    };
    let libclang = support::libclangs()?.into_iter().find(new_enough);
    let libclang = libclang.ok_or("no libclang is new enough")?;
    let nothing = tempfile::tempdir()?;
    let targets: BTreeSet<String> = directives.targets().into_iter().collect();
    let of = |target: &String| {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command
            .current_dir(directory())
            .arg(header.file_name().unwrap_or_default())
            .arg("--emit=json")
            .arg(format!("--target={target}"));
        if target != support::HOST {
            command.arg("--sysroot").arg(nothing.path());
        }
        let run = support::run(command.args(&directives.args))?;
        if run.code == Some(1) && !USUAL.contains(&target.as_str()) {
            return Ok(None);
        }
        Ok(Some(serde_json::from_str(&run.stdout)?))
    };
    targets
        .iter()
        .filter_map(|target| of(target).transpose())
        .collect()
}

/// The merged text selects the targets' own modules; the order of the targets changes nothing.
fn selects(header: &Path) -> Result<(), Failed> {
    let mut modules = modules(header)?;
    let alone: Vec<String> = modules.iter().map(emit::emit).collect();
    let targets: Vec<_> = modules.iter().map(|module| module.target.clone()).collect();
    let mut backwards: Vec<Module> = modules.iter().rev().cloned().collect();
    let merged = match merge::merge(&mut modules) {
        Ok(merged) => emit::emit(merged.module),
        Err(fault) => return Err(fault.to_string().into()),
    };
    let again = merge::merge(&mut backwards).map_err(|fault| fault.to_string())?;
    if emit::emit(again.module) != merged {
        return Err("the order of the targets changes the module".into());
    }
    for (target, alone) in targets.iter().zip(&alone) {
        selected::compare(&merged, target, alone).map_err(|what| format!("{what}\n{merged}"))?;
    }
    Ok(())
}

/// A condition, a type or an item that is wrong on one target is seen.
fn damage_is_seen() -> Result<(), Failed> {
    let header = directory().join("long.h");
    let mut modules = modules(&header)?;
    let alone = emit::emit(&modules[0]);
    let target = modules[0].target.clone();
    let merged = merge::merge(&mut modules).map_err(|fault| fault.to_string())?;
    let text = emit::emit(merged.module);
    selected::compare(&text, &target, &alone)?;
    for (from, to) in [
        ("type c_long = i64", "type c_long = i32"),
        ("c_long", "c_ulong"),
        ("@cfg(", "@cfg(not("),
        ("extern fn ", "extern fn x"),
    ] {
        let to = match to.ends_with("not(") {
            true => text.replacen(from, to, 1).replacen(")\n", "))\n", 1),
            false => text.replacen(from, to, 1),
        };
        if to == text || selected::compare(&to, &target, &alone).is_ok() {
            return Err(format!("not seen: {from}\n{text}").into());
        }
    }
    Ok(())
}
