//! Damages the module of a header in many places, and has the program find them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use libtest_mimic::Failed;
use quarry_bindgen::verdict::{Finding, Verdict};

use super::headers::Header;
use super::kinds::{Damage, Damaged, of_types};
use super::text::{Block, Kind, blocks, word_of};
use super::world::World;
use super::{bits, constants, functions, records};
use crate::support;

/// All kinds of damage.
pub(crate) fn kinds() -> Vec<Damage> {
    let mut all = of_types();
    all.extend(functions::all());
    all.extend(records::all());
    all.extend(constants::all());
    all.extend(bits::all());
    all
}

/// A damage to one item.
struct Place {
    /// The kind's name.
    kind: String,
    /// Which block it is.
    block: usize,
    /// What it becomes.
    damaged: Damaged,
}

/// Damages the module of a header; gives the kinds that it has places for.
pub(crate) fn damages(header: &Header) -> Result<BTreeSet<String>, Failed> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("m.pyrite");
    generate(header, &path)?;
    let text = std::fs::read_to_string(&path)?;
    let blocks = blocks(&text);
    let (code, verdict) = verify(header, &path)?;
    if code != Some(0) || !verdict.findings.is_empty() {
        return Err(format!("undamaged: {code:?}: {:?}", verdict.findings).into());
    }
    let places = places(&blocks, header.places);
    let used = places.iter().map(|it| it.kind.clone()).collect();
    let mut failures = Vec::new();
    for batch in batches(&blocks, places) {
        failures.extend(missed(header, &path, &blocks, &batch)?);
    }
    match failures.is_empty() {
        true => Ok(used),
        false => Err(failures.join("\n").into()),
    }
}

/// Where each kind damages something. Every kind begins at another place, so that many fit into
/// one text.
fn places(blocks: &[Block], most: usize) -> Vec<Place> {
    let world = World::of(blocks);
    let mut places = Vec::new();
    let mut taken: HashSet<usize> = HashSet::new();
    for (number, kind) in kinds().iter().enumerate() {
        let candidates: Vec<usize> = (0..blocks.len())
            .filter(|at| blocks[*at].kind == kind.kind)
            .collect();
        let start = number * 31 % candidates.len().max(1);
        let order = candidates.iter().cycle().skip(start).take(candidates.len());
        let mut found = 0;
        let mut again = Vec::new();
        for at in order {
            if found == most {
                break;
            }
            if taken.contains(at) {
                again.push(*at);
            } else if let Some(damaged) = (kind.act)(&blocks[*at], &world) {
                taken.insert(*at);
                found += 1;
                places.push(place(kind, *at, blocks, damaged));
            }
        }
        // Where a header has few such items, one is damaged in several ways, one after the other.
        for at in again {
            if found > 0 {
                break;
            }
            if let Some(damaged) = (kind.act)(&blocks[at], &world) {
                found += 1;
                places.push(place(kind, at, blocks, damaged));
            }
        }
    }
    places
}

/// A place; a damage that changes nothing is none.
fn place(kind: &Damage, block: usize, blocks: &[Block], damaged: Damaged) -> Place {
    assert_ne!(
        blocks[block].lines, damaged.lines,
        "{} changes nothing",
        kind.name
    );
    Place {
        kind: kind.name.clone(),
        block,
        damaged,
    }
}

/// Places that fit into one text: none in an item that another is in, or that needs the item of
/// another.
fn batches(blocks: &[Block], places: Vec<Place>) -> Vec<Vec<Place>> {
    let mut batches: Vec<(HashSet<String>, Vec<Place>)> = Vec::new();
    for place in places {
        let block = &blocks[place.block];
        let mut names: HashSet<String> = HashSet::from([block.name.clone()]);
        let needs_types = block.kind != Kind::Function && block.kind != Kind::Constant;
        if needs_types {
            names.extend(words(&block.lines));
        }
        let fits = |(taken, list): &&mut (HashSet<String>, Vec<Place>)| {
            names.is_disjoint(taken) && list.len() < 400
        };
        match batches.iter_mut().find(fits) {
            Some((taken, list)) => {
                taken.insert(block.name.clone());
                list.push(place);
            }
            None => batches.push((HashSet::from([block.name.clone()]), vec![place])),
        }
    }
    batches.into_iter().map(|(_, list)| list).collect()
}

/// The words of an item.
fn words(lines: &[String]) -> impl Iterator<Item = String> {
    lines
        .iter()
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .map(str::to_owned)
}

/// Writes the module of a header.
fn generate(header: &Header, path: &Path) -> Result<(), Failed> {
    let libclang = support::libclangs()?.remove(0);
    support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .arg(header.name)
            .arg(format!("--target={}", header.target))
            .arg(format!("--output={}", path.display()))
            .args(header.options),
    )?;
    Ok(())
}

/// What the program says of a module.
fn verify(header: &Header, path: &Path) -> Result<(Option<i32>, Verdict), Failed> {
    let libclang = support::libclangs()?.remove(0);
    let run = support::run(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .arg("verify")
            .arg(path)
            .args(["--header", header.name, "--format=json"])
            .args(header.options),
    )?;
    let verdict = serde_json::from_str(&run.stdout);
    let verdict = verdict.map_err(|_| format!("no verdict, {:?}: {}", run.code, run.stderr))?;
    Ok((run.code, verdict))
}

/// Damages a module in several places, and gives those that are not reported.
fn missed(
    header: &Header,
    path: &Path,
    blocks: &[Block],
    batch: &[Place],
) -> Result<Vec<String>, Failed> {
    let by_block: BTreeMap<usize, &Place> = batch.iter().map(|it| (it.block, it)).collect();
    let mut lines: Vec<&str> = Vec::new();
    let mut expected = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        match by_block.get(&index) {
            Some(place) => {
                expected.push((lines.len() + place.damaged.at + 1, *place));
                lines.extend(place.damaged.lines.iter().map(String::as_str));
            }
            None => lines.extend(block.lines.iter().map(String::as_str)),
        }
    }
    std::fs::write(path, lines.join("\n") + "\n")?;
    let (code, verdict) = verify(header, path)?;
    let mut failures = Vec::new();
    if code != Some(1) {
        failures.push(format!("exit code {code:?}"));
    }
    for (line, place) in expected {
        let block = &blocks[place.block];
        let is_it = |it: &&Finding| it.line as usize == line;
        let found: Vec<&Finding> = verdict.findings.iter().filter(is_it).collect();
        let name = word_of(&block.name);
        let about = format!(
            "{}: {:?} {name}, line {line}: {}",
            place.kind,
            block.kind,
            lines[line - 1]
        );
        if std::env::var_os("QUARRY_TEST_SHOW").is_some() {
            for finding in &found {
                println!("{about}\n    => {}: {}", finding.item, finding.message);
            }
        }
        if found.is_empty() {
            failures.push(about);
        } else if !found.iter().any(|it| it.item.contains(name)) {
            failures.push(format!("{about}: as another item's: {found:?}"));
        }
    }
    Ok(failures)
}
