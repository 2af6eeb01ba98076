//! Damages the module of a header in many places, and has the program find them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
    let unchecked = verdict
        .unchecked
        .iter()
        .map(|it| it.line as usize)
        .collect();
    let places = places(&blocks, header.places, &unchecked);
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
fn places(blocks: &[Block], most: usize, unchecked: &HashSet<usize>) -> Vec<Place> {
    let world = World::of(blocks);
    let mut places = Vec::new();
    let mut taken: HashSet<usize> = HashSet::new();
    let unchecked = with_lines(blocks, unchecked);
    for (number, kind) in kinds().iter().enumerate() {
        let candidates: Vec<usize> = (0..blocks.len())
            .filter(|at| blocks[*at].kind == kind.kind && !unchecked.contains(at))
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

/// The blocks that some lines are in: those that the program says it cannot look at.
fn with_lines(blocks: &[Block], lines: &HashSet<usize>) -> HashSet<usize> {
    let mut line = 0;
    let mut all = HashSet::new();
    for (at, block) in blocks.iter().enumerate() {
        let first = line + 1;
        line += block.lines.len();
        if (first..=line).any(|it| lines.contains(&it)) {
            all.insert(at);
        }
    }
    all
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
    /// Damages of one text.
    #[derive(Default)]
    struct Batch {
        /// The names of the items.
        names: HashSet<String>,
        /// The names that they need.
        needed: HashSet<String>,
        /// The damages.
        places: Vec<Place>,
    }
    let needs = Needs::of(blocks);
    let mut batches: Vec<Batch> = Vec::new();
    for place in places {
        let block = &blocks[place.block];
        let needed = needs.all(block, &place.damaged.lines);
        let fits = |batch: &Batch| {
            !batch.names.contains(&block.name)
                && !batch.needed.contains(&block.name)
                && needed.is_disjoint(&batch.names)
        };
        let batch = match batches.iter().position(fits) {
            Some(at) => &mut batches[at],
            None => {
                batches.push(Batch::default());
                batches.last_mut().unwrap()
            }
        };
        batch.names.insert(block.name.clone());
        batch.needed.extend(needed);
        batch.places.push(place);
    }
    batches.into_iter().map(|it| it.places).collect()
}

/// What the items of a module need of each other.
struct Needs<'b> {
    /// The types by name.
    types: HashMap<&'b str, &'b Block>,
}

impl<'b> Needs<'b> {
    /// Those of a module.
    fn of(blocks: &'b [Block]) -> Needs<'b> {
        let types = blocks
            .iter()
            .filter(|it| matches!(it.kind, Kind::Alias | Kind::Record | Kind::Opaque));
        Needs {
            types: types.map(|it| (it.name.as_str(), it)).collect(),
        }
    }

    /// The types that an item names, and those that they have as values.
    fn all(&self, block: &Block, damaged: &[String]) -> HashSet<String> {
        let mut all = HashSet::new();
        let lines = || block.lines.iter().chain(damaged);
        let mut open: Vec<&str> = lines().flat_map(|line| words(line)).collect();
        open.extend(Some(block.name.as_str()).filter(|_| block.kind == Kind::Methods));
        while let Some(name) = open.pop() {
            let Some(of) = self.types.get(name) else {
                continue;
            };
            if all.insert(name.to_owned()) {
                for line in &of.lines {
                    let values = line.replace("*mut ", "*").replace("*const ", "*");
                    let values: HashSet<String> = values
                        .split([' ', '[', '(', ',', ')', ']', ';'])
                        .map(str::to_owned)
                        .collect();
                    open.extend(words(line).filter(|word| values.contains(*word)));
                }
            }
        }
        all
    }
}

/// The words of a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// Writes the module of a header.
fn generate(header: &Header, path: &Path) -> Result<(), Failed> {
    let libclang = support::libclangs()?.remove(0);
    support::output_of(
        support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
            .args(header.before)
            .arg(header.name)
            .arg(format!("--target={}", header.target))
            .arg(format!("--output={}", path.display())),
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
            .args(header.before.map(|it| format!("--header={it}")))
            .arg(format!("--header={}", header.name))
            .arg("--format=json"),
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
    let mut seen = 0;
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
        seen += 1;
        // What has no name in C is reported where it stands, and storage where it is used.
        let is_shown_elsewhere = place.kind.starts_with("storage ") || is_nameless(&block.name);
        if found.is_empty() && is_shown_elsewhere {
            let near = verdict.findings.iter().any(|it| {
                let holder = it.item.rsplit(' ').next().unwrap_or_default();
                block.name.starts_with(holder)
            });
            if !near {
                failures.push(about);
            }
        } else if found.is_empty() {
            failures.push(about);
        } else if !found.iter().any(|it| names(&it.item, name)) {
            failures.push(format!("{about}: as another item's: {found:?}"));
        }
    }
    if code != Some(1) && seen > 0 {
        failures.push(format!("exit code {code:?}"));
    }
    Ok(failures)
}

/// Whether an item of a finding has a name, or one that was made of it.
fn names(item: &str, name: &str) -> bool {
    item.to_lowercase().contains(&name.to_lowercase())
}

/// Whether a type is named by its path, because C has no name for it.
fn is_nameless(name: &str) -> bool {
    name.rsplit_once("_anon")
        .is_some_and(|(_, number)| number.parse::<u32>().is_ok())
}
