//! The documents say what the program does: their example, their options, their links.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;

use quarry_bindgen::cli::{Declined, parse};

/// The documents for users and contributors.
const DOCUMENTS: [&str; 7] = [
    "README.md",
    "CHANGELOG.md",
    "docs/guide.md",
    "docs/architecture.md",
    "docs/manifest.md",
    "docs/performance.md",
    "docs/verify.md",
];

/// Options in the documents that belong to other programs.
const FOREIGN: [&str; 14] = [
    "--array",
    "--bench",
    "--cflags",
    "--formatter",
    "--install",
    "--no-layout-tests",
    "--path",
    "--runs",
    "--slf",
    "--smoke",
    "--wait",
    "--wd",
    "--with-peers",
    "--wrap",
];

/// A document's text.
fn document(name: &str) -> String {
    fs::read_to_string(support::root().join(name)).unwrap()
}

/// The first block of a language.
fn block(text: &str, language: &str) -> String {
    let start = format!("```{language}\n");
    let (_, rest) = text.split_once(&start).expect("a block");
    let (block, _) = rest.split_once("```").expect("the block's end");
    block.to_owned()
}

/// The options that a text mentions: `--target`.
fn options(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|word| word.starts_with("--"))
        .map(|word| word.trim_end_matches('-').to_owned())
        .filter(|word| word.len() > 3 && !word.starts_with("---"))
        .collect()
}

/// The targets of a text's links that are files: `[x](docs/guide.md#y)`.
fn links(text: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link.split('#').next().unwrap_or(link).to_owned())
        .filter(|link| !link.is_empty() && !link.contains("://"))
        .collect()
}

#[test]
fn the_example_is_what_the_program_writes() {
    let readme = document("README.md");
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("stack.h"), block(&readme, "c")).unwrap();
    let libclang = support::libclangs().unwrap().remove(0);
    let written = support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .current_dir(dir.path())
            .arg("stack.h")
            .arg(format!("--target={}", support::HOST)),
    )
    .unwrap();
    let shown = block(&readme, "pyrite");
    assert!(
        shown == written,
        "README.md shows another text, {}\nThe program writes:\n{written}",
        support::first_difference(&shown, &written)
    );
}

#[test]
fn the_example_of_several_targets_is_what_the_program_writes() {
    let guide = document("docs/guide.md");
    let (_, section) = guide.split_once("\n## Several targets\n").unwrap();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("entry.h"), block(section, "c")).unwrap();
    let line = block(section, "sh");
    let arguments = line.strip_prefix("quarry bindgen ").unwrap();
    let libclang = support::libclangs().unwrap().remove(0);
    let written = support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .current_dir(dir.path())
            .args(arguments.split_whitespace()),
    )
    .unwrap();
    let shown = block(section, "pyrite");
    assert!(
        shown == written,
        "docs/guide.md shows another text, {}\nThe program writes:\n{written}",
        support::first_difference(&shown, &written)
    );
}

#[test]
fn the_example_of_a_manifest_can_be_read() {
    let guide = document("docs/guide.md");
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("bindgen.toml"), block(&guide, "toml")).unwrap();
    let libclang = support::libclangs().unwrap().remove(0);
    let jobs = support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .current_dir(dir.path())
            .args(["--manifest=bindgen.toml", "--print-jobs"]),
    )
    .unwrap();
    let of_macos = jobs
        .lines()
        .filter(|line| line.contains("--target=aarch64-apple-darwin"));
    assert_eq!(of_macos.count(), 2, "{jobs}");
}

#[test]
fn every_option_exists() {
    let libclang = support::libclangs().unwrap().remove(0);
    let known: BTreeSet<String> = [&["--help"][..], &["audit", "--help"]]
        .iter()
        .flat_map(|words| {
            let mut help = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
            options(&support::output_of(help.args(*words)).unwrap())
        })
        .collect();
    assert!(known.contains("--target"), "no help: {known:?}");
    for name in DOCUMENTS {
        for option in options(&document(name)) {
            let fine = known.contains(&option)
                || FOREIGN.contains(&option.as_str())
                || ["--version", "--help"].contains(&option.as_str());
            assert!(fine, "{name} mentions {option}, which `--help` does not");
        }
    }
}

/// The command lines of `quarry bindgen` in a text's blocks for a shell, without what else stands on
/// their lines.
fn commands(text: &str) -> Vec<String> {
    let blocks = text.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split_once("```"));
    let mut commands = Vec::new();
    for (block, _) in blocks {
        for line in block.replace("\\\n", " ").lines() {
            for part in line.split("&&") {
                let part = part.trim();
                if !part.starts_with("quarry bindgen ") || part.contains("...") {
                    continue;
                }
                let ends = [" | ", " > ", " >> ", " # ", ";"];
                let end = ends.iter().filter_map(|end| part.find(end)).min();
                let part = part.get(..end.unwrap_or(part.len())).unwrap();
                commands.push(part.split(" $(").next().unwrap().to_owned());
            }
        }
    }
    commands
}

#[test]
fn every_command_can_be_typed() {
    let mut count = 0;
    for name in DOCUMENTS {
        for line in commands(&document(name)) {
            count += 1;
            let words = shlex::split(&line).unwrap_or_else(|| panic!("{name}: {line}"));
            match parse(words.into_iter().map(OsString::from)) {
                // What it names need not be on this machine.
                Ok(_) | Err(Declined::Refused { .. }) => {}
                // The manifest that is meant is the reader's.
                Err(Declined::Clap(error)) if error.to_string().contains("the nearest") => {}
                Err(Declined::Clap(error)) => {
                    assert_eq!(error.exit_code(), 0, "{name}: {line}\n{error}");
                }
            }
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn every_link_leads_somewhere() {
    for name in DOCUMENTS {
        let folder = support::root().join(name).parent().unwrap().to_owned();
        for link in links(&document(name)) {
            assert!(folder.join(&link).exists(), "{name} links to {link}");
        }
    }
    for script in ["scripts/demo.sh", "scripts/test.sh", "scripts/install.sh"] {
        assert!(document("README.md").contains(script), "{script}");
        assert!(support::root().join(script).exists(), "{script}");
    }
}

#[test]
fn the_readers_of_this_file_read() {
    let text = "a `--target=x` and --keep-going, not --- or a--b\n```c\nint x;\n```\n[a](b.md#c) [d](https://e)";
    let found = options(text);
    let expected = ["--target", "--keep-going"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(expected));
    assert_eq!(block(text, "c"), "int x;\n");
    assert_eq!(links(text), ["b.md"]);
    let text = "```sh\nx && quarry bindgen a.h \\\n  -o b > c # d\nquarry bindgen a.h $(e)\n```";
    assert_eq!(
        commands(text),
        ["quarry bindgen a.h    -o b", "quarry bindgen a.h"]
    );
}
