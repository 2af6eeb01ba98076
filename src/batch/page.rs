//! The table of keys in `docs/manifest.md`, which a test makes of the keys and holds there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::PathBuf;

use super::keys::{OF_MODULE, Takes};
use super::manifest;
use super::{about, schema};
use crate::cli::Verbosity;

/// The page.
fn path() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "docs", "manifest.md"]
        .iter()
        .collect()
}

/// Where the table begins and ends.
const MARKS: (&str, &str) = ("<!-- keys -->\n", "<!-- end of keys -->\n");

/// The table of all keys, in their order.
fn table() -> String {
    let mut text = "| key | value | default | example | |\n|---|---|---|---|---|\n".to_owned();
    for (key, about) in about::all() {
        let about = about.unwrap_or_else(|| panic!("nothing is known of the key `{}`", key.name));
        let kind = match key.takes {
            Takes::One if !about.values.is_empty() => {
                let values: Vec<String> = about
                    .values
                    .iter()
                    .map(|it| format!("`\"{it}\"`"))
                    .collect();
                values.join(" or ")
            }
            Takes::One => "text".to_owned(),
            Takes::Many => "text, or list of texts".to_owned(),
            Takes::Flag => "`true` or `false`".to_owned(),
            Takes::Number => match about.range {
                Some((least, most)) => format!("number, {least} to {most}"),
                None => "number".to_owned(),
            },
        };
        let default = match key.takes {
            Takes::Flag => "`false`",
            Takes::One | Takes::Many | Takes::Number => about.default.as_str(),
        };
        let default = match OF_MODULE.contains(&key) {
            true => "each module needs one",
            false => default,
        };
        let option = match key.option {
            "" => String::new(),
            option => format!(" (`{}`)", option.trim_end_matches('=')),
        };
        let example = toml::Value::try_from(schema::example(key, &about)).unwrap();
        let mut says = format!("{}.", about.summary.trim_end_matches("; repeatable"));
        if !about.more.is_empty() {
            write!(says, " {}", about.more).unwrap();
        }
        let example = format!("`{} = {example}`", key.name);
        let cells = [
            format!("`{}`{option}", key.name),
            kind,
            default.to_owned(),
            example,
            says,
        ];
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        writeln!(text, "| {} |", cells.join(" | ")).unwrap();
    }
    text
}

/// The parts of the page: before the table, the table, behind it.
fn parts(page: &str) -> (&str, &str, &str) {
    let (before, rest) = page.split_once(MARKS.0).expect("the mark of the beginning");
    let (table, after) = rest.split_once(MARKS.1).expect("the mark of the end");
    (before, table, after)
}

#[test]
fn the_page_has_every_key() {
    let page = std::fs::read_to_string(path()).unwrap();
    let (before, shown, after) = parts(&page);
    let table = table();
    if std::env::var_os("QUARRY_TEST_WRITE").is_some() {
        let (begin, end) = MARKS;
        std::fs::write(path(), format!("{before}{begin}{table}{end}{after}")).unwrap();
        return;
    }
    assert!(
        shown == table,
        "docs/manifest.md is old; QUARRY_TEST_WRITE=1 writes it anew. It shall have\n{table}"
    );
}

#[test]
fn the_examples_of_the_page_can_be_read() {
    let page = std::fs::read_to_string(path()).unwrap();
    let blocks: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split_once("```").unwrap().0)
        .collect();
    assert!(blocks.len() >= 3, "{}", blocks.len());
    for block in blocks {
        let directory = tempfile::tempdir().unwrap();
        let name = match block.contains("[[bindgen]]") {
            true => "Quarry.toml",
            false => "bindgen.toml",
        };
        let path = directory.path().join(name);
        std::fs::write(&path, block).unwrap();
        if let Err(error) = manifest::read(&path, Verbosity::Normal) {
            assert!(error.to_string().contains("--import"), "{error}\n{block}");
        }
    }
}
