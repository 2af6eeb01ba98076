//! Single changes in the modules of real headers: none may be missed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;
use std::ops::Range;

use quarry_bindgen::drift::{self, Severity};
use regex::Regex;

use crate::headers::{HEADERS, Header};
use crate::kinds::{Damage, Damaged, of_types};
use crate::text::{Block, Kind, bare, blocks};
use crate::texts::snapshots;
use crate::world::World;
use crate::{bits, compare, constants, functions, records, support};

/// How many kinds of damage the headers must have places for, at least.
const KINDS: usize = 300;

/// The headers whose modules are damaged.
const NAMES: [&str; 6] = [
    "sqlite3.h",
    "zlib.h",
    "SDL2/SDL.h",
    "netinet/ip.h",
    "linux/tcp.h",
    "winbase.h",
];

/// All kinds of damage.
fn kinds() -> Vec<Damage> {
    let mut all = of_types();
    all.extend(functions::all());
    all.extend(records::all());
    all.extend(constants::all());
    all.extend(bits::all());
    all
}

/// The text of a header's module, without its documentation: there is less to read.
fn text(header: &Header) -> String {
    let libclang = support::libclangs().unwrap().remove(0);
    let text = support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .args(header.before)
            .arg(header.name)
            .arg(format!("--target={}", header.target)),
    )
    .unwrap();
    let blocks = blocks(&text);
    let lines = blocks.iter().flat_map(|it| &it.lines);
    let mut in_doc = false;
    let code = lines.filter(|line| {
        let marks = match line.starts_with("const ") {
            true => 0,
            false => line.matches("\"\"\"").count(),
        };
        let was = in_doc;
        in_doc ^= marks % 2 == 1;
        !was && marks == 0
    });
    code.map(|line| format!("{line}\n")).collect()
}

/// A module with some of its items damaged.
fn damaged(blocks: &[Block], places: &BTreeMap<usize, (String, Damaged)>) -> String {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let lines = places.get(&at).map_or(&block.lines, |it| &it.1.lines);
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

#[test]
fn no_damage_is_missed() {
    let mut seen = BTreeSet::new();
    let mut missed = Vec::new();
    for header in HEADERS.iter().filter(|it| NAMES.contains(&it.name)) {
        let text = text(header);
        let blocks = blocks(&text);
        let world = World::of(&blocks);
        // Many in one text, each in an item of its own.
        let mut batches: Vec<BTreeMap<usize, (String, Damaged)>> = Vec::new();
        let mut names: Vec<HashSet<&str>> = Vec::new();
        for (number, kind) in kinds().iter().enumerate() {
            let places: Vec<usize> = (0..blocks.len())
                .filter(|at| blocks[*at].kind == kind.kind)
                .collect();
            let start = number * 31 % places.len().max(1);
            let order = places.iter().cycle().skip(start).take(places.len());
            let found = order.filter_map(|at| Some((*at, (kind.act)(&blocks[*at], &world)?)));
            for (at, damaged) in found.take(1) {
                let name = blocks[at].name.as_str();
                let batch = names.iter().position(|it| !it.contains(name));
                let batch = batch.unwrap_or_else(|| {
                    batches.push(BTreeMap::new());
                    names.push(HashSet::new());
                    batches.len() - 1
                });
                names[batch].insert(name);
                batches[batch].insert(at, (kind.name.clone(), damaged));
                seen.insert(kind.name.clone());
            }
        }
        for batch in batches {
            let drift = compare(&text, &damaged(&blocks, &batch));
            for (at, (kind, damaged)) in &batch {
                let block = &blocks[*at];
                // Nobody had the members of an opaque type.
                let expected = match kind.as_str() {
                    "opaque type with members" => Severity::Additive,
                    _ => Severity::Breaking,
                };
                let mut changes = drift.changes.iter();
                let is_told = changes.any(|it| it.severity == expected && it.item == block.name);
                if !is_told {
                    missed.push(format!("{}: {kind}: {:#?}", header.name, damaged.lines));
                }
            }
        }
    }
    assert!(
        missed.is_empty(),
        "{} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
    assert!(seen.len() >= KINDS, "only {} kinds", seen.len());
}

#[test]
fn every_item_that_is_gone_is_told() {
    for header in HEADERS.iter().filter(|it| NAMES.contains(&it.name)) {
        let text = text(header);
        let blocks = blocks(&text);
        // Every third item is gone.
        let mut rest = String::new();
        let mut gone = BTreeSet::new();
        for (at, block) in blocks.iter().enumerate() {
            let is_item = !block.name.is_empty();
            if is_item && at % 3 == 0 {
                gone.insert(block.name.as_str());
                // What stands above an item goes with it.
                while rest.trim_end().ends_with("\"\"\"") {
                    let doc = rest.trim_end().trim_end_matches('"');
                    let start = doc.rfind("\"\"\"").unwrap();
                    rest.truncate(start);
                }
                continue;
            }
            for line in &block.lines {
                let _ = writeln!(rest, "{line}");
            }
        }
        let drift = compare(&text, &rest);
        let broken = drift.changes.iter();
        let broken = broken.filter(|it| it.severity == Severity::Breaking);
        let told: BTreeSet<&str> = broken.map(|it| it.item.as_str()).collect();
        let missed: Vec<_> = gone.difference(&told).collect();
        assert!(missed.is_empty(), "{}: {missed:?}", header.name);
        let more: Vec<_> = told.difference(&gone).collect();
        assert!(more.is_empty(), "{}: {more:?}", header.name);
        let back = compare(&rest, &text);
        assert_eq!(back.counts.breaking, 0, "{}", back.text(false));
        assert_eq!(back.counts.additive, drift.counts.breaking);
    }
}

/// Words that may stand for one another, as far as the reader is concerned.
const SWAPS: [(&str, &str); 14] = [
    ("mut", "const"),
    ("const", "mut"),
    ("let", "var"),
    ("var", "let"),
    ("struct", "union"),
    ("union", "struct"),
    ("i8", "u8"),
    ("u8", "i8"),
    ("i32", "u32"),
    ("u32", "i32"),
    ("i64", "u64"),
    ("u64", "i64"),
    ("usize", "isize"),
    ("bool", "u8"),
];

/// Another word in place of one.
fn other(word: &str) -> String {
    if let Ok(number) = word.parse::<u64>() {
        return number.wrapping_add(1).to_string();
    }
    match SWAPS.iter().find(|(from, _)| *from == word) {
        Some((_, to)) => (*to).to_owned(),
        None => format!("{word}x"),
    }
}

/// Whether a word of a function is the name of a parameter, which no caller sees.
fn is_parameter(line: &str, range: &Range<usize>) -> bool {
    let is_function =
        line.starts_with("extern ") && !line.contains(" let ") && !line.contains(" var ");
    let names = line.starts_with("    ") || is_function;
    names && line[range.end..].starts_with(": ") && line[..range.start].ends_with(['(', ' '])
}

/// A module with one of its words changed, and what should be said of it.
struct Changed {
    /// Both lines.
    about: String,
    /// The text.
    text: String,
    /// The words that a line of the verdict may have if it is not breaking; none for any.
    fine: &'static [&'static str],
}

/// Every so many of the words of a module's items changed, one at a time.
fn changed(text: &str, step: usize) -> Vec<Changed> {
    let words = Regex::new(r"\w+").unwrap();
    let blocks = blocks(text);
    let mut all = Vec::new();
    let mut number = 0;
    for (at, block) in blocks
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.name.is_empty())
    {
        for (line_at, line) in block.lines.iter().enumerate() {
            for word in words.find_iter(bare(line)) {
                number += 1;
                if number % step != 0 {
                    continue;
                }
                let range = word.range();
                let other = other(word.as_str());
                let new = format!("{}{other}{}", &line[..range.start], &line[range.end..]);
                let about = format!("{line} -> {new}");
                let fine: &[&str] = if block.kind == Kind::Function && is_parameter(line, &range) {
                    &["name of a parameter"]
                } else if line.contains(" _opaque:") {
                    // As the alpha dialect has opaque types.
                    &["was opaque"]
                } else if line.starts_with("@cfg(") {
                    // A condition may let more targets in.
                    &["added"]
                } else if block.kind == Kind::Methods && line.contains(" as ") {
                    // The lowest bits are the same with a sign and without.
                    &["has the same bits"]
                } else if line.starts_with("const ") && line.contains('e') {
                    // 5e-324 and 6e-324 are one number.
                    &["means the same"]
                } else {
                    &[]
                };
                let mut lines = block.lines.clone();
                lines[line_at] = new;
                let damage = (String::new(), Damaged { lines, at: line_at });
                all.push(Changed {
                    about,
                    text: damaged(&blocks, &BTreeMap::from([(at, damage)])),
                    fine,
                });
            }
        }
    }
    all
}

/// Compares a module with what it is with other words; gives how many of these are modules.
fn is_seen(name: &str, text: &str, step: usize) -> usize {
    let path = std::path::Path::new("x");
    let mut read = 0;
    for it in changed(text, step) {
        // Not every word makes a module.
        let Ok(drift) = drift::compare((path, text), (path, &it.text)) else {
            continue;
        };
        read += 1;
        let said = drift.text(true);
        let is_fine = it.fine.iter().any(|fine| said.contains(fine));
        assert!(
            drift.worst() == Some(Severity::Breaking) || (drift.worst().is_some() && is_fine),
            "{name}: {}: {said}",
            it.about
        );
    }
    read
}

#[test]
fn no_other_word_is_missed() {
    let names = ["zlib.h", "linux/tcp.h", "sys/stat.h"];
    for header in HEADERS.iter().filter(|it| names.contains(&it.name)) {
        let text = text(header);
        let step = (text.len() / 10_000).max(3);
        let read = is_seen(header.name, &text, step);
        assert!(read > 50, "{}: only {read}", header.name);
    }
    let mut read = 0;
    for (number, (path, text)) in snapshots().iter().enumerate() {
        // Each with words of its own, so that all sorts are among them.
        if text.len() < 20_000 && number % 3 == 0 {
            read += is_seen(&path.display().to_string(), text, 5);
        }
    }
    assert!(read > 2000, "only {read}");
}
