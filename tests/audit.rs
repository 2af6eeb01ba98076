//! `quarry bindgen audit`: what it says of modules and libraries, against `nm`, real linkers, and
//! modules that are damaged on purpose.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

#[path = "audit/damage.rs"]
mod damage;
#[path = "audit/foreign.rs"]
mod foreign;
#[path = "audit/linkers.rs"]
mod linkers;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use quarry_bindgen::verdict::{Aspect, RemarkKind, Verdict};

/// Runs a program that must succeed, and gives what it writes.
fn tool(directory: &Path, words: &[&str]) -> String {
    let (program, arguments) = words.split_first().unwrap();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(directory);
    support::output_of(command.env("LC_ALL", "C")).unwrap()
}

/// Writes the module of headers to a file of a directory.
fn generate(directory: &Path, module: &str, words: &[&str]) {
    let libclang = support::libclangs().unwrap().remove(0);
    let mut quarry = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    quarry.current_dir(directory).args(words);
    support::output_of(quarry.args(["-q", "-o", module])).unwrap();
}

/// Runs `audit` in a directory; libclang plays no part in it.
fn audit(directory: &Path, words: &[&str]) -> support::Run {
    let mut quarry = support::quarry(env!("CARGO_BIN_EXE_quarry"), Path::new("/nonexistent"));
    support::run(quarry.arg("audit").args(words).current_dir(directory)).unwrap()
}

/// The verdict of an audit that gives one; its exit code fits.
fn verdict(directory: &Path, words: &[&str]) -> Verdict {
    let run = audit(directory, &[words, &["--format=json"]].concat());
    assert_eq!(run.stderr, "", "{words:?}");
    let verdict: Verdict = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(run.code, Some(i32::from(!verdict.is_right())), "{words:?}");
    verdict
}

/// The names of the items that are in no library.
fn missing(verdict: &Verdict) -> BTreeSet<String> {
    let missing = verdict.findings.iter();
    let missing = missing.filter(|it| it.message.starts_with("no symbol "));
    missing.map(|it| name(&it.item)).collect()
}

/// `f` of `fn f`.
fn name(item: &str) -> String {
    item.split(' ').next_back().unwrap().to_owned()
}

/// The functions and variables of a module's text: name and symbol of each.
fn declared(text: &str) -> BTreeMap<String, String> {
    let (mut declared, mut link_name) = (BTreeMap::new(), None);
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("@link_name(\"") {
            link_name = rest.split('"').next().map(str::to_owned);
        }
        let Some(rest) = line.strip_prefix("extern ") else {
            continue;
        };
        let word = rest
            .split([' ', '"'])
            .find(|it| matches!(*it, "fn" | "let" | "var"));
        let (_, rest) = rest.split_once(&format!("{} ", word.unwrap())).unwrap();
        let name = rest.split(['(', ':']).next().unwrap().to_owned();
        let symbol = link_name.take().unwrap_or_else(|| name.clone());
        declared.insert(name, symbol);
    }
    declared
}

#[test]
fn real_libraries_have_what_nm_says() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let lib = "/usr/lib/x86_64-linux-gnu";
    // Headers, the library, the file that `nm` reads, and how many are declared at least.
    for (headers, library, file, least) in [
        (&["sqlite3.h"][..], "sqlite3", "libsqlite3.so", 280),
        (&["zlib.h"], "z", "libz.so", 80),
        (&["math.h"], "m", "libm.so.6", 280),
        (
            &["openssl/evp.h", "openssl/bio.h"],
            "crypto",
            "libcrypto.so",
            1200,
        ),
        (&["curl/curl.h"], "curl", "libcurl.so", 80),
    ] {
        generate(at, "m.pyrite", headers);
        let declared = declared(&std::fs::read_to_string(at.join("m.pyrite")).unwrap());
        assert!(declared.len() >= least, "{library}: {}", declared.len());
        let listed = tool(
            at,
            &["nm", "-D", "--defined-only", &format!("{lib}/{file}")],
        );
        // Default versions, and symbols without any.
        let exported: BTreeSet<&str> = listed
            .lines()
            .filter_map(|line| {
                let (rest, symbol) = line.rsplit_once(' ')?;
                let is_node = rest.ends_with('A');
                match symbol.split_once('@') {
                    _ if is_node => None,
                    Some((name, version)) => version.starts_with('@').then_some(name),
                    None => Some(symbol),
                }
            })
            .collect();
        let verdict = verdict(at, &["m.pyrite", "--library", library]);
        assert_eq!(
            verdict.checked[&Aspect::Export],
            declared.len(),
            "{library}"
        );
        let expected: BTreeSet<String> = declared
            .iter()
            .filter(|(_, symbol)| !exported.contains(symbol.as_str()))
            .map(|(name, _)| name.clone())
            .collect();
        // What glibc keeps for old programs only is there, but of no use.
        let said: BTreeSet<String> = verdict.findings.iter().map(|it| name(&it.item)).collect();
        assert_eq!(said, expected, "{library}");
        // The reverse.
        let symbols: BTreeSet<&str> = declared.values().map(String::as_str).collect();
        let not_declared: BTreeSet<&str> = exported
            .iter()
            .copied()
            .filter(|it| !symbols.contains(it) && !["_init", "_fini"].contains(it))
            .collect();
        let said: BTreeSet<&str> = verdict
            .remarks
            .iter()
            .filter(|it| it.kind == RemarkKind::NotDeclared)
            .map(|it| it.item.as_str())
            .collect();
        assert_eq!(said, not_declared, "{library}");
    }
}

#[test]
fn the_modules_own_libraries_are_the_default() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    generate(at, "z.pyrite", &["zlib.h", "--link=z"]);
    let run = audit(at, &["z.pyrite"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(
        run.stdout.starts_with("z.pyrite: no difference in "),
        "{}",
        run.stdout
    );
    assert_eq!(run.stdout.lines().count(), 1);
    let all = audit(at, &["z.pyrite", "--verbose"]).stdout;
    assert!(
        all.contains(": note: fn adler32_z: `adler32_z@@ZLIB_1.2.9` ("),
        "{all}"
    );
    assert!(all.lines().count() > 40, "{all}");
    let quiet = audit(at, &["z.pyrite", "--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (Some(0), ""));
    assert_eq!(audit(at, &["z.pyrite", "-q", "--library=m"]).code, Some(1));
}

#[test]
fn a_library_is_a_part_of_the_proof() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let libclang = support::libclangs().unwrap().remove(0);
    let quarry = |words: &[&str]| {
        let mut quarry = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        support::run(quarry.args(words).current_dir(at)).unwrap()
    };
    let run = quarry(&["zlib.h", "-o", "z.pyrite", "--library=z"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains(" symbols in libraries"), "{run:?}");
    let verify = ["verify", "z.pyrite", "--header=zlib.h", "--format=json"];
    let run = quarry(&[&verify[..], &["--library=m"]].concat());
    let verdict: Verdict = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, missing(&verdict).len()), (Some(1), 81));
    assert_eq!(verdict.findings.len(), 81);
    assert_eq!(verdict.checked[&Aspect::Export], 81);
    let run = quarry(&[&verify[..], &["--library=no-such-library"]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
}
