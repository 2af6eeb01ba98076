//! Single changes in the modules of real headers: none may be missed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;

use quarry_bindgen::drift::Severity;

use crate::headers::{HEADERS, Header};
use crate::kinds::{Damage, Damaged, of_types};
use crate::text::{Block, blocks};
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

/// The text of a header's module.
fn text(header: &Header) -> String {
    let libclang = support::libclangs().unwrap().remove(0);
    support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .args(header.before)
            .arg(header.name)
            .arg(format!("--target={}", header.target)),
    )
    .unwrap()
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
            for (at, damaged) in found.take(2) {
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
