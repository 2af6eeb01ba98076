//! Records by value between a caller of the text and callees of two compilers.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::c_types::Leaf;
use crate::call::Bound;
use crate::memory::Memory;
use crate::program::{compile, text};
use crate::records_in_c::{Case, PACKED, header, source};
use crate::shape::{Shape, Text};
use crate::support::numbers::Random;
use crate::value::Value;

/// How many records there are.
const RECORDS: usize = 1000;

/// How many must travel, at least.
const LEAST: usize = 600;

/// Values arrive in functions that gcc compiled, and come back from them.
pub(crate) fn travel_to_gcc() -> Result<(), String> {
    travel("gcc", 1)
}

/// The same for clang.
pub(crate) fn travel_to_clang() -> Result<(), String> {
    travel("clang-14", 2)
}

/// Packed and aligned records too: the text declares no function that takes one by value, but
/// what it says of the record is enough for a caller who declares them.
pub(crate) fn packed_ones_could() -> Result<(), String> {
    for (compiler, seed) in [("gcc", 4), ("clang-14", 5)] {
        let mut random = numbers(seed);
        let packed = |case: &Case| case.is_unusual() == Some(PACKED);
        let compiled = Compiled::new(compiler, &mut random, 200, packed)?;
        let text = Text::read(&compiled.text)?;
        let mut more = compiled.text.clone();
        for case in &compiled.cases {
            let is_skipped = text.function(&format!("take_{}", case.name)).is_err();
            if is_skipped && text.named(&case.name).is_ok_and(|shape| is_all_c(&shape)) {
                more += &case.declared();
            }
        }
        let outcome = compiled.judge(&more, &[taken, made, turned], &mut random)?;
        outcome.report(&format!("{compiler}, packed"), 120)?;
    }
    Ok(())
}

/// Whether a type has no bytes that only the text has a field for: as padding, C passes none.
fn is_all_c(shape: &Shape) -> bool {
    match shape {
        Shape::Bool | Shape::Integer { .. } | Shape::Float { .. } | Shape::Pointer => true,
        Shape::Array { element, .. } => is_all_c(element),
        Shape::Record(layout) => layout
            .fields
            .iter()
            .all(|field| !field.name.starts_with('_') && is_all_c(&field.shape)),
    }
}

/// Numbers that begin at a seed, or at that of `QUARRY_TEST_SEED` beside it.
fn numbers(seed: u64) -> Random {
    let given = std::env::var("QUARRY_TEST_SEED").ok();
    let given: Option<u64> = given.and_then(|it| it.parse().ok());
    Random::new(seed + 1000 * given.unwrap_or(0))
}

/// A way for a record to travel, and what was wrong.
type Way = fn(&Bound, &Case, &Shape, &mut Random) -> Result<(), String>;

/// What became of some records.
#[derive(Debug, Default)]
struct Outcome {
    /// How many arrived, all ways.
    arrived: usize,
    /// How many did not travel, by reason.
    refused: BTreeMap<String, usize>,
    /// What arrived wrong.
    wrong: Vec<String>,
}

/// Random records and the functions of one compiler.
fn travel(compiler: &str, seed: u64) -> Result<(), String> {
    let mut random = numbers(seed);
    let compiled = Compiled::new(compiler, &mut random, RECORDS, |_| true)?;
    let outcome = compiled.judge(&compiled.text, &[taken, made, turned], &mut random)?;
    outcome.report(compiler, LEAST)
}

impl Outcome {
    /// Says what did not travel; an error where something is wrong or too few arrived.
    fn report(&self, what: &str, least: usize) -> Result<(), String> {
        eprintln!("{what}: {} arrived", self.arrived);
        for (reason, count) in &self.refused {
            eprintln!("{what}: {count} did not travel: {reason}");
        }
        match self.wrong.first() {
            Some(first) => Err(format!("{} wrong: {first}", self.wrong.len())),
            None if self.arrived < least => Err(format!("only {} arrived", self.arrived)),
            None => Ok(()),
        }
    }
}

/// An error in the text of a record is seen: as another value, or one of another size.
pub(crate) fn damage_is_seen() -> Result<(), String> {
    let mut random = Random::new(3);
    let compiled = Compiled::new("gcc", &mut random, 300, |_| true)?;
    let fields = |change: &dyn Fn(&str) -> Option<String>| {
        let lines = compiled.text.lines();
        let changed = lines.map(|line| match line.strip_prefix("    m") {
            Some(_) => change(line).unwrap_or_else(|| line.to_owned()),
            None => line.to_owned(),
        });
        changed.collect::<Vec<String>>().join("\n") + "\n"
    };
    let ends = |from: &'static str, to: &'static str| {
        fields(&|line| Some(format!("{}{to}", line.strip_suffix(from)?)))
    };
    let damaged = [
        ("integers for floats", ends(": f32", ": u32")),
        ("integers for doubles", ends(": f64", ": u64")),
        ("doubles for integers", ends(": i64", ": f64")),
        ("narrow integers", ends(": i32", ": i16")),
        ("wide integers", ends(": u16", ": u32")),
        ("longer arrays", ends("; 2]", "; 3]")),
        ("no array", ends(": [f32; 2]", ": f64")),
        ("unions", compiled.text.replace("\nstruct ", "\nunion ")),
        ("structures", compiled.text.replace("\nunion ", "\nstruct ")),
        (
            "swapped members",
            compiled
                .text
                .replace("    m0: ", "    m1_: ")
                .replace("    m1: ", "    m0: ")
                .replace("    m1_: ", "    m1: "),
        ),
        (
            "packed",
            compiled.text.replace("@repr(C)", "@repr(C, packed = 1)"),
        ),
    ];
    for (what, text) in damaged {
        // Only as parameters: a callee that writes its result into memory, called as one that
        // returns it in registers, writes anywhere.
        let outcome = compiled.judge(&text, &[taken], &mut random)?;
        eprintln!("{what}: {} seen", outcome.wrong.len());
        if text == compiled.text || outcome.wrong.is_empty() {
            return Err(format!("{what}: unseen"));
        }
    }
    Ok(())
}

/// Random records with their functions, compiled, and the text of their header.
struct Compiled {
    /// The records.
    cases: Vec<Case>,
    /// What the program writes for them.
    text: String,
    /// Where the library is.
    library: PathBuf,
    /// Its directory, which is removed in the end.
    _directory: TempDir,
}

impl Compiled {
    /// So many of those that are wanted.
    fn new(
        compiler: &str,
        random: &mut Random,
        count: usize,
        is_wanted: impl Fn(&Case) -> bool,
    ) -> Result<Compiled, String> {
        let directory = tempfile::tempdir().map_err(|e| e.to_string())?;
        let all = (0..).map(|index| Case::new(random, index));
        let cases: Vec<Case> = all.filter(is_wanted).take(count).collect();
        let path = directory.path().join("records.h");
        fs::write(&path, header(&cases)).map_err(|e| e.to_string())?;
        let (path, library) = (path.to_string_lossy(), directory.path().join("records.so"));
        let flags = ["-shared", "-fPIC", "-O1"];
        compile(compiler, &source(&cases, &path), &library, &flags)?;
        Ok(Compiled {
            cases,
            text: text(&[&path])?,
            library,
            _directory: directory,
        })
    }

    /// Calls the functions of all records.
    fn judge(&self, text: &str, ways: &[Way], random: &mut Random) -> Result<Outcome, String> {
        let bound = Bound::of_file(text, &self.library)?;
        let mut outcome = Outcome::default();
        for case in &self.cases {
            let arrived = match refusal(&bound, case) {
                Ok(Some(reason)) => {
                    *outcome.refused.entry(reason).or_default() += 1;
                    continue;
                }
                Ok(None) => bound.text.named(&case.name).and_then(|shape| {
                    ways.iter()
                        .try_for_each(|way| way(&bound, case, &shape, random))
                }),
                Err(error) => Err(error),
            };
            match arrived {
                Ok(()) => outcome.arrived += 1,
                Err(what) => outcome.wrong.push(format!("{}{what}", case.declaration())),
            }
        }
        Ok(outcome)
    }
}

/// Why a record cannot travel; an error where it should.
fn refusal(bound: &Bound, case: &Case) -> Result<Option<String>, String> {
    for function in ["take", "make", "turn"] {
        let function = format!("{function}_{}", case.name);
        if let (Err(_), Some(reason)) = (
            bound.text.function(&function),
            bound.text.skipped(&function),
        ) {
            return match case.is_unusual() {
                Some(why) => Ok(Some(format!("skipped in the text: {why}"))),
                None => Err(format!("skipped without need: {reason}")),
            };
        }
        if let Err(refusal) = bound.can_call(&function)? {
            return Ok(Some(format!("not for libffi: {refusal}")));
        }
    }
    Ok(None)
}

/// Random bytes that a scalar has for some value.
fn some_bytes(leaf: &Leaf, random: &mut Random) -> Vec<u8> {
    if leaf.is_bool {
        return vec![random.below(2) as u8];
    }
    // An odd number of eighths, negative or not, which both floating types have.
    let eighths = random.below(1 << 20) as f32 / 8.0 - 60_000.0;
    match (leaf.is_float, leaf.bytes) {
        (true, 4) => eighths.to_le_bytes().to_vec(),
        (true, _) => f64::from(eighths).to_le_bytes().to_vec(),
        (false, bytes) => (0..bytes).map(|_| random.below(256) as u8).collect(),
    }
}

/// A record with random bytes in its scalars, where the text has them: it, and what C must see.
fn some_record(
    case: &Case,
    shape: &Shape,
    random: &mut Random,
) -> Result<(Value, Vec<Vec<u8>>), String> {
    let (mut bytes, mut scalars) = (vec![0; shape.size()], Vec::new());
    for leaf in case.leaves() {
        let scalar = some_bytes(&leaf, random);
        let (offset, ty) = shape.find(&leaf.path)?;
        let value = Value::read(&ty, &scalar).map_err(|e| format!("{}: {e}", leaf.path))?;
        let written = value.bytes(&ty)?;
        bytes[offset..offset + written.len()].copy_from_slice(&written);
        scalars.push(scalar);
    }
    Ok((Value::Bytes(bytes), scalars))
}

/// A line as `put` in C writes it.
fn line(leaf: &Leaf, bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}={digits}\n", leaf.path)
}

/// C sees the members and the parameters around them.
fn taken(bound: &Bound, case: &Case, shape: &Shape, random: &mut Random) -> Result<(), String> {
    let name = format!("take_{}", case.name);
    let types = bound.parameters(&name)?;
    let seen = Memory::new(1 << 14);
    let (mut arguments, mut expected) = (vec![seen.pointer()], String::new());
    for after in [false, true] {
        for leaf in case.neighbours(after) {
            let bytes = some_bytes(&leaf, random);
            let ty = types.get(arguments.len()).ok_or("a parameter is missing")?;
            arguments.push(Value::read(ty, &bytes)?);
            expected += &line(&leaf, &bytes);
        }
        if !after {
            let (value, scalars) = some_record(case, shape, random)?;
            arguments.push(value);
            let leaves = case.leaves();
            expected.extend(leaves.iter().zip(&scalars).map(|(leaf, it)| line(leaf, it)));
        }
    }
    bound.call(&name, &arguments)?;
    let seen = crate::memory::text_at(&seen.pointer())?;
    match seen == expected {
        true => Ok(()),
        false => Err(format!("{name} saw\n{seen}, given\n{expected}")),
    }
}

/// Whether a record has scalars where the text has them.
fn has(case: &Case, shape: &Shape, bytes: &[u8], scalars: &[Vec<u8>]) -> Result<(), String> {
    for (leaf, scalar) in case.leaves().iter().zip(scalars) {
        let (offset, ty) = shape.find(&leaf.path)?;
        let own = bytes.get(offset..offset + ty.size());
        if own != Some(scalar) {
            return Err(format!("{} is {own:02x?}, not {scalar:02x?}", leaf.path));
        }
    }
    Ok(())
}

/// What C returns has the members that it was told.
fn made(bound: &Bound, case: &Case, shape: &Shape, random: &mut Random) -> Result<(), String> {
    let name = format!("make_{}", case.name);
    let (_, scalars) = some_record(case, shape, random)?;
    let mut given = Memory::new(1 << 10);
    given.write(&scalars.concat());
    let result = bound.call(&name, &[given.pointer()])?.record()?;
    has(case, shape, &result, &scalars).map_err(|e| format!("{name}: {e}"))
}

/// A callback gets what C gives it, and C gets what it returns.
fn turned(bound: &Bound, case: &Case, shape: &Shape, random: &mut Random) -> Result<(), String> {
    let name = format!("turn_{}", case.name);
    let (there, given) = some_record(case, shape, random)?;
    let (back, returned) = some_record(case, shape, random)?;
    let callback = bound.callback(&name, 0, |arguments| match arguments {
        [Value::Integer(7), Value::Bytes(own), Value::Float(0.5)] => {
            has(case, shape, own, &given).map(|()| back.clone())
        }
        other => Err(format!("called with {other:?}")),
    })?;
    let result = bound.call(&name, &[callback.pointer(), there])?.record()?;
    let failed = |e: String| format!("{name}: {e}");
    callback.finish().map_err(failed)?;
    has(case, shape, &result, &returned).map_err(failed)
}
