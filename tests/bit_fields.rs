//! Bit-fields by value: what C compilers put into memory, the getters of the written text read;
//! what the setters put there is what C puts there.
//!
//! Where the compiled C can run, it also says what C reads. Elsewhere the bytes are those of
//! constants in object files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/accessor.rs"]
mod accessor;
#[path = "bit_fields/built.rs"]
mod built;
#[path = "bit_fields/cases.rs"]
mod cases;
#[path = "bit_fields/damage.rs"]
mod damage;
#[path = "support/layout.rs"]
mod layout;
#[path = "bit_fields/nested.rs"]
mod nested;
#[path = "bit_fields/observe.rs"]
mod observe;
#[path = "bit_fields/proof.rs"]
mod proof;
#[path = "support/random.rs"]
mod random;
mod support;
#[path = "bit_fields/translated.rs"]
mod translated;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use accessor::Accessors;
use cases::{CASES, Case};
use libtest_mimic::{Arguments, Failed, Trial};
use observe::{Observed, Probe, observe};
use quarry_bindgen::map::model::{Accessor, ItemKind, Module, Type};
use random::Random;

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("damage_is_seen", damage_is_seen)];
    for case in CASES {
        let name = format!("{}@{}", case.compiler.program(), case.target);
        trials.push(Trial::test(format!("random::{name}"), || random(case)));
        trials.push(Trial::test(format!("headers::{name}"), || headers(case)));
        trials.push(Trial::test(format!("proof::{name}"), || {
            proof::headers(case)
        }));
    }
    trials.push(Trial::test("nested", nested::nested));
    trials.push(Trial::test("translated", translated::means_the_same));
    for case in proof::CROSS {
        let name = format!("{}@{}", case.compiler.program(), case.target);
        trials.push(Trial::test(format!("proof::{name}"), || {
            proof::headers(case)
        }));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// Random bit-fields.
fn random(case: &Case) -> Result<(), Failed> {
    let seed = std::env::var("QUARRY_TEST_SEED")
        .ok()
        .and_then(|it| it.parse().ok());
    let mut random = Random::new(seed.unwrap_or(7));
    let mut count = 0;
    while count < case.least {
        let text = random::header(&mut random, 100, case.features);
        let directory = tempfile::tempdir()?;
        let header = directory.path().join("random.h");
        fs::write(&header, &text)?;
        let (fields, wrong) = Subject::of(&header, case)?.judge(case, &header)?;
        if let Some(first) = wrong.first() {
            let kept = std::env::temp_dir().join(format!("bits-{}.h", case.target));
            fs::write(&kept, &text)?;
            let count = wrong.len();
            return Err(format!("{count} wrong: {first}\n{}", kept.display()).into());
        }
        count += fields;
    }
    eprintln!(
        "{}@{}: {count} bit-fields",
        case.compiler.program(),
        case.target
    );
    Ok(())
}

/// The small headers on bit-fields.
fn headers(case: &Case) -> Result<(), Failed> {
    let mut count = 0;
    for entry in fs::read_dir(support::root().join("test-headers"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // gcc has no `ms_struct` for most targets, and reads a packed `_Bool` otherwise.
        let is_clangs = name.contains("ms_struct") && case.compiler.program().contains("gcc");
        if !name.starts_with("bitfield") || is_clangs || !case.compiler.takes(&path)? {
            continue;
        }
        let (fields, wrong) = Subject::of(&path, case)?.judge(case, &path)?;
        if let Some(first) = wrong.first() {
            return Err(format!("{name}: {first}").into());
        }
        count += fields;
    }
    let least = if case.target.starts_with("avr") {
        5
    } else {
        20
    };
    match count >= least {
        true => Ok(()),
        false => Err(format!("only {count} bit-fields").into()),
    }
}

/// A module, as its text and as what its records are made of.
struct Subject {
    /// The methods, from the text.
    accessors: Accessors,
    /// The records.
    module: Module,
}

impl Subject {
    /// What the program makes of a header.
    fn of(header: &Path, case: &Case) -> Result<Subject, Failed> {
        let libclang = support::libclangs()?.pop().ok_or("no libclang")?;
        let run = |format: &str| {
            let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
            let target = format!("--target={}", case.target);
            support::output_of(command.arg(header).args([&target, format]))
        };
        let module = serde_json::from_str::<Module>(&run("--emit=json")?)?.fixed();
        let accessors = Accessors::read(&run("--emit=pyrite")?, module.data_model.pointer.size)?;
        Ok(Subject { accessors, module })
    }

    /// Compares with a compiler: how many bit-fields were compared, and what is wrong.
    fn judge(&self, case: &Case, header: &Path) -> Result<(usize, Vec<String>), Failed> {
        let places = self.places()?;
        let mut probes = Vec::new();
        let mut count = 0;
        for item in &self.module.items {
            let (ItemKind::Record(record), Some(place)) = (&item.kind, places.get(&item.name))
            else {
                continue;
            };
            for accessor in &record.accessors {
                count += 1;
                let others: Vec<String> = record
                    .accessors
                    .iter()
                    .filter(|other| !record.is_union && other.c_name != accessor.c_name)
                    .map(|other| other.c_name.clone())
                    .collect();
                for value in values(accessor) {
                    for others in [Vec::new(), others.clone()] {
                        probes.push(Probe {
                            ty: place.ty.clone(),
                            field: accessor.c_name.clone(),
                            value,
                            is_signed: matches!(accessor.integer, Type::Int(_)),
                            others,
                            size: place.size,
                        });
                    }
                }
            }
        }
        let observed = observe(&case.compiler, header, &probes)?;
        let mut wrong = Vec::new();
        let mut at = 0;
        for item in &self.module.items {
            let (ItemKind::Record(record), Some(place)) = (&item.kind, places.get(&item.name))
            else {
                continue;
            };
            for accessor in &record.accessors {
                let end = at + 2 * values(accessor).len();
                let seen: Vec<(&Probe, &Observed)> =
                    probes[at..end].iter().zip(&observed[at..end]).collect();
                at = end;
                if let Err(error) = self.agrees(&item.name, accessor, place, &seen) {
                    wrong.push(format!("{}.{}: {error}", item.name, accessor.c_name));
                }
            }
        }
        Ok((count, wrong))
    }

    /// One bit-field against all that was observed of it.
    fn agrees(
        &self,
        record: &str,
        accessor: &Accessor,
        place: &Place,
        seen: &[(&Probe, &Observed)],
    ) -> Result<(), String> {
        let (getter, setter) = (&accessor.getter, &accessor.setter);
        let storage = self.accessors.storage(record, getter)?;
        let field = place.fields.get(&storage).ok_or("no such storage")?;
        let (start, end) = (place.base + field.0, place.base + field.0 + field.1);
        let cut = |bytes: &[u8]| bytes[start..end].to_vec();
        for (probe, observed) in seen {
            let got = self.accessors.get(record, getter, &cut(&observed.bytes))?;
            if got != probe.value || observed.read.is_some_and(|read| read != got) {
                return Err(format!("{probe:?}: the getter gives {got}, {observed:?}"));
            }
            // The same neighbours, with 0 in the bit-field.
            let zero = seen
                .iter()
                .find(|(other, _)| other.value == 0 && other.others == probe.others);
            let (_, before) = zero.ok_or("no 0")?;
            let set = self
                .accessors
                .set(record, setter, &cut(&before.bytes), probe.value)?;
            let mut whole = before.bytes.clone();
            whole[start..end].copy_from_slice(&set);
            if whole != observed.bytes {
                return Err(format!(
                    "{probe:?}: the setter leaves {whole:02x?}, C {:02x?}",
                    observed.bytes
                ));
            }
        }
        Ok(())
    }

    /// Whether a record is named after a member of one that is opaque.
    fn is_in_opaque(&self, name: &str) -> bool {
        self.module.items.iter().any(|item| {
            let rest = name.strip_prefix(item.name.as_str());
            item.kind == ItemKind::Opaque && rest.is_some_and(|rest| rest.starts_with('_'))
        })
    }

    /// Where C has each record that it can name, directly or through a member.
    fn places(&self) -> Result<BTreeMap<String, Place>, String> {
        let layouts = layout::of_module(&self.module)?;
        let mut places: BTreeMap<String, Place> = BTreeMap::new();
        let records: Vec<(&str, &str, bool)> = self
            .module
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Record(record) => {
                    let c_name = item.c_name.as_deref().unwrap_or(&item.name);
                    Some((item.name.as_str(), c_name, record.is_union))
                }
                _ => None,
            })
            .collect();
        // What a record holds stands before it, so parents come first from the end.
        for (name, c_name, is_union) in records.iter().rev() {
            let Some(computed) = layouts.get(*c_name) else {
                continue;
            };
            let fields = computed.fields.iter();
            let fields: BTreeMap<String, (usize, usize)> = fields
                .map(|it| (it.name.clone(), (it.offset as usize, it.size as usize)))
                .collect();
            let parent = places.iter().find_map(|(parent, place)| {
                let field = name.strip_prefix(parent.as_str())?.strip_prefix('_')?;
                let (offset, _) = place.fields.get(field)?;
                Some((place.clone(), field.to_owned(), *offset))
            });
            let size = computed.size as usize;
            let place = match parent {
                Some((parent, field, offset)) if field.starts_with("anon") => Place {
                    base: parent.base + offset,
                    fields,
                    ..parent
                },
                Some((parent, field, _)) => Place {
                    ty: format!("__typeof__((({} *)0)->{field})", parent.ty),
                    base: 0,
                    size,
                    fields,
                },
                // A member of a record that is opaque: C has no words for it.
                None if self.is_in_opaque(name) => continue,
                None => Place {
                    ty: format!("{} {c_name}", if *is_union { "union" } else { "struct" }),
                    base: 0,
                    size,
                    fields,
                },
            };
            places.insert((*name).to_owned(), place);
        }
        Ok(places)
    }
}

/// A record as C has it.
#[derive(Debug, Clone)]
struct Place {
    /// C's words for the type that is looked at.
    ty: String,
    /// Where the record begins in it.
    base: usize,
    /// The size of the type.
    size: usize,
    /// Offset and size of each field of the record.
    fields: BTreeMap<String, (usize, usize)>,
}

/// The values to try: the ends of the range, single and alternating bits.
fn values(accessor: &Accessor) -> Vec<i128> {
    let width = accessor.width;
    let ones = (1_i128 << width) - 1;
    let mut values = vec![0, 1, ones, ones / 3, ones - ones / 3, 1 << (width - 1)];
    if matches!(accessor.integer, Type::Int(_)) {
        for value in &mut values {
            if *value > ones / 2 {
                *value -= ones + 1;
            }
        }
    }
    values.sort_unstable();
    values.dedup();
    values
}

/// Damage to the text of an accessor is seen.
fn damage_is_seen() -> Result<(), Failed> {
    let header: PathBuf = support::root().join("test-headers/bitfield.h");
    let case = &CASES[0];
    let subject = Subject::of(&header, case)?;
    assert_eq!(subject.judge(case, &header)?.1, Vec::<String>::new());
    let libclang = support::libclangs()?.pop().ok_or("no libclang")?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    let text = support::output_of(command.arg(&header))?;
    for (right, wrong) in [
        (">> 3", ">> 2"),
        ("& 31", "& 15"),
        ("^ 16", "^ 8"),
        ("<< 4", "<< 5"),
        ("& 224", "& 240"),
        ("-> i32", "-> u32"),
        ("_bits0[1]", "_bits0[0]"),
        (") - 16", ")"),
    ] {
        let damaged = text.replacen(right, wrong, 1);
        if damaged == text {
            continue;
        }
        let damaged = Subject {
            accessors: Accessors::read(&damaged, subject.module.data_model.pointer.size)?,
            module: subject.module.clone(),
        };
        if damaged.judge(case, &header)?.1.is_empty() {
            return Err(format!("`{wrong}` for `{right}` goes unseen").into());
        }
    }
    Ok(())
}
