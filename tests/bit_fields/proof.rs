//! What the program itself says of the methods that it wrote: by C's places, by constants in
//! object files, and by C that runs. All three must find what is damaged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use libtest_mimic::Failed;
use quarry_bindgen::map::model::{ItemKind, Type as MapType};
use quarry_bindgen::pyrite::model::{ItemKind as Item, Method, Type};
use quarry_bindgen::verify::accessor::{
    Held, Member, Owner, Place, Subject, Wrong, check, probes, values,
};

use crate::built::{Shared, compile, run};
use crate::cases::{CASES, Case};
use crate::damage::damage;
use crate::observe::Compiler;
use crate::{Place as Placed, Subject as Written, support};

/// A target with a compiler of its own.
const fn cross(target: &'static str, program: &'static str) -> Case {
    Case {
        target,
        compiler: Compiler::Object(program, ""),
        features: CASES[0].features,
        least: 0,
    }
}

/// Real cross compilers, besides those of [`CASES`].
pub(crate) const CROSS: &[Case] = &[
    cross("s390x-unknown-linux-gnu", "s390x-linux-gnu-gcc"),
    cross("aarch64-unknown-linux-gnu", "aarch64-linux-gnu-gcc"),
];

/// What was found, by judge.
#[derive(Debug, Default)]
struct Found {
    /// How many bit-fields there are.
    fields: usize,
    /// By C's places.
    places: Vec<Wrong>,
    /// By constants.
    probes: Vec<Wrong>,
    /// Before any C could run.
    untranslated: Vec<Wrong>,
    /// The number of the C test.
    test: usize,
}

/// A record of a module, ready to be judged.
struct Record<'a> {
    /// Its name in the module.
    name: &'a str,
    /// How C has it.
    placed: &'a Placed,
    /// The types of its fields.
    types: BTreeMap<String, Type>,
    /// Its bit-fields: name, width, sign, `_Bool`.
    fields: Vec<(String, u32, bool, bool)>,
    /// Getters and setters in the same order.
    methods: Vec<(&'a Method, &'a Method)>,
    /// A union.
    is_union: bool,
}

/// The small headers on bit-fields: everything is right, and each damage is found.
pub(crate) fn headers(case: &Case) -> Result<(), Failed> {
    let mut fields = 0;
    let mut damages = 0;
    for entry in fs::read_dir(support::root().join("test-headers"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_clangs = name.contains("ms_struct") && case.compiler.program().contains("gcc");
        if !name.starts_with("bitfield") || is_clangs || !case.compiler.takes(&path)? {
            continue;
        }
        let written = Written::of(&path, case)?;
        let text = text_of(&path, case)?;
        let mut shared = Shared::default();
        let found = judge(&text, &written, case, &path, &mut shared)?;
        if !(found.places.is_empty() && found.probes.is_empty() && found.untranslated.is_empty()) {
            return Err(format!("{name}: {found:?}").into());
        }
        fields += found.fields;
        let mut all = vec![("nothing".to_owned(), found)];
        for (what, damaged) in damage(&text) {
            all.push((what, judge(&damaged, &written, case, &path, &mut shared)?));
        }
        let ran = match case.compiler {
            Compiler::Run(program) if shared.items > 0 => Some(run(program, &path, &shared)?),
            Compiler::Run(_) | Compiler::Object(..) => None,
        };
        for (what, found) in all {
            let runs = ran.as_ref().map(|ran| ran[found.test]);
            let seen = [
                !found.places.is_empty(),
                !found.probes.is_empty(),
                !found.untranslated.is_empty() || runs == Some(false),
            ];
            let right = if what == "nothing" {
                seen == [false; 3]
            } else {
                damages += 1;
                // C cannot read what has no name, and a `bool` and a `u8` of one bit are alike.
                let unread = what.contains("bool")
                    || found
                        .places
                        .iter()
                        .any(|it| it.message.contains(" writes "));
                // A mask after a shift, or before a cast, may have nothing to do.
                let idle = seen == [false; 3] && what.contains("more, if any");
                idle || seen[0] && seen[1] && (ran.is_none() || unread || seen[2])
            };
            if !right {
                return Err(format!("{name}: {what}: {seen:?} {found:?}").into());
            }
        }
    }
    let program = case.compiler.program();
    eprintln!(
        "{program}@{}: {fields} bit-fields, {damages} damages",
        case.target
    );
    match fields >= 5 && damages >= 20 {
        true => Ok(()),
        false => Err(format!("only {fields} bit-fields, {damages} damages").into()),
    }
}

/// The text that the program writes.
fn text_of(header: &Path, case: &Case) -> Result<String, String> {
    let libclang = support::libclangs()?.pop().ok_or("no libclang")?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    let target = format!("--target={}", case.target);
    support::output_of(command.arg(header).arg(target))
}

/// Judges a text by all that there is.
fn judge(
    text: &str,
    written: &Written,
    case: &Case,
    header: &Path,
    shared: &mut Shared,
) -> Result<Found, Failed> {
    let module = quarry_bindgen::pyrite::read(text, None)?;
    let placed = written.places()?;
    let mut records = Vec::new();
    for item in &written.module.items {
        let (ItemKind::Record(record), Some(placed)) = (&item.kind, placed.get(&item.name)) else {
            continue;
        };
        let named = |it: &&quarry_bindgen::pyrite::model::Item| it.name == item.name;
        let mut types = BTreeMap::new();
        let mut methods: Vec<&Method> = Vec::new();
        for it in module.items.iter().filter(named) {
            match &it.kind {
                Item::Record(record) => types.extend(
                    record
                        .fields
                        .iter()
                        .map(|field| (field.name.clone(), field.ty.clone())),
                ),
                Item::Implementation(all) => methods.extend(all),
                _ => {}
            }
        }
        let accessors = &record.accessors;
        records.push(Record {
            name: &item.name,
            placed,
            types,
            fields: accessors
                .iter()
                .map(|it| {
                    let signed = matches!(it.integer, MapType::Int(_));
                    let is_bool = it.integer == MapType::Bool;
                    (it.c_name.clone(), it.width, signed, is_bool)
                })
                .collect(),
            methods: methods.chunks(2).map(|it| (it[0], it[1])).collect(),
            is_union: record.is_union,
        });
    }
    records.retain(|record| !record.fields.is_empty());
    let alias = |name: &str| {
        let item = module.items.iter().find(|item| item.name == name)?;
        match &item.kind {
            Item::Alias(ty) => Some(ty.clone()),
            _ => None,
        }
    };
    let fields: Vec<_> = records.iter().map(field_of).collect();
    let subjects: Vec<Subject<'_>> = records
        .iter()
        .zip(&fields)
        .map(|(record, field)| {
            let owner = Owner {
                field,
                alias: &alias,
                pointer_bits: u32::try_from(written.module.data_model.pointer.size * 8).unwrap(),
                big_endian: case.target.starts_with("s390x"),
            };
            subject_of(record, owner)
        })
        .collect();
    let mut planned = Vec::new();
    let mut next = 0;
    for subject in &subjects {
        let probes = probes::probes(subject, next)?;
        next += probes.len();
        planned.push(probes);
    }
    if shared.constants.is_empty() {
        shared.constants = compile(case, header, &planned, &subjects)?;
    }
    let bytes = |number: usize| shared.constants.get(&number).cloned();
    let mut found = Found::default();
    for (subject, planned) in subjects.iter().zip(&planned) {
        found.fields += subject.members.len();
        found.probes.extend(probes::judge(subject, planned, &bytes));
        for (index, member) in subject.members.iter().enumerate() {
            let place = place_of(subject, index, planned, &bytes)?;
            found
                .places
                .extend(check(member.getter, member.setter, &place, &member.owner));
        }
    }
    let mut items = Vec::new();
    for (record, subject) in records.iter().zip(&subjects) {
        let first = shared.items + items.len() + 1;
        let functions = values::functions(subject, record.name, first);
        shared.text.push_str(&functions.text);
        found.untranslated.extend(functions.wrong);
        items.extend(functions.items);
    }
    found.test = shared.tests;
    let name = format!("test{}", shared.tests);
    let entry = values::entry(&items).replace("quarry_check_values", &name);
    shared.text.push_str(&entry);
    shared.items += items.len();
    shared.tests += 1;
    Ok(found)
}

/// The fields of a record by name.
fn field_of(record: &Record<'_>) -> impl Fn(&str) -> Option<Held> {
    |name: &str| {
        let (offset, _) = record.placed.fields.get(name)?;
        Some(Held {
            offset: *offset as u64,
            ty: record.types.get(name)?.clone(),
        })
    }
}

/// A record as the judges take it.
fn subject_of<'a>(record: &'a Record<'a>, owner: Owner<'a>) -> Subject<'a> {
    let members = record.fields.iter().zip(&record.methods).enumerate();
    Subject {
        spelling: &record.placed.ty,
        size: record.placed.size as u64,
        members: members
            .map(
                |(index, ((path, width, signed, is_bool), (getter, setter)))| Member {
                    path: path.clone(),
                    width: *width,
                    signed: *signed,
                    is_bool: *is_bool,
                    is_const: false,
                    unions: match record.is_union {
                        true => vec![(0, index)],
                        false => Vec::new(),
                    },
                    getter: Some(getter),
                    setter: Some(setter),
                    owner,
                    base: record.placed.base as u64,
                },
            )
            .collect(),
    }
}

/// Where C has a bit-field: the bits that differ between 0 and all ones.
fn place_of(
    subject: &Subject<'_>,
    index: usize,
    planned: &[probes::Probe],
    bytes: &dyn Fn(usize) -> Option<Vec<u8>>,
) -> Result<Place, String> {
    let member = &subject.members[index];
    let ones = match member.signed {
        true => -1,
        false => (1_i128 << member.width) - 1,
    };
    let probe = planned
        .iter()
        .find(|it| it.member == index && it.value == ones && !it.neighbours);
    let bytes = probe.and_then(|it| bytes(it.number)).ok_or("no ones")?;
    let set: Vec<u64> = (0..8 * bytes.len() as u64)
        .filter(|bit| {
            let byte = bytes[(*bit / 8) as usize];
            let within = bit % 8;
            let shift = if member.owner.big_endian {
                7 - within
            } else {
                within
            };
            byte >> shift & 1 == 1
        })
        .collect();
    if set.len() != member.width as usize || set[set.len() - 1] - set[0] + 1 != set.len() as u64 {
        return Err(format!("{}: bits {set:?}", member.path));
    }
    Ok(Place {
        offset: set[0] - 8 * member.base,
        width: member.width,
        signed: member.signed,
        is_bool: member.is_bool,
        type_bits: None,
    })
}
