//! What the program itself says of the methods that it wrote: by C's places, by constants in
//! object files, and by C that runs. All three must find what is damaged.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use libtest_mimic::Failed;
use object::{Object as _, ObjectSection as _, ObjectSymbol as _};
use quarry_bindgen::map::model::{ItemKind, Type as MapType};
use quarry_bindgen::pyrite::model::{ItemKind as Item, Method, Type};
use quarry_bindgen::verify::accessor::{
    Held, Member, Owner, PRELUDE, Place, Subject, Wrong, check, probes, values,
};

use crate::cases::{CASES, Case};
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

/// The C tests of all texts for one header, and what its constants are.
#[derive(Debug, Default)]
struct Shared {
    /// The functions.
    text: String,
    /// How many bit-fields are in them.
    items: usize,
    /// How many tests.
    tests: usize,
    /// The bytes of the constants, which are the same for all texts.
    constants: BTreeMap<usize, Vec<u8>>,
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

/// Each damage at the first place where it can be done: what it is, and the text.
fn damage(text: &str) -> Vec<(String, String)> {
    let kinds: &[(&str, &str, &str)] = &[
        ("a shift to the right", ">> 3", ">> 2"),
        ("a shift to the right", ">> 4", ">> 5"),
        ("a shift of a byte", "<< 8", "<< 16"),
        ("a shift to the left", "<< 4", "<< 3"),
        ("a mask that reads less", "[0] & 7)", "[0] & 3)"),
        ("a mask that reads more, if any", "[0] & 7)", "[0] & 15)"),
        ("a mask that reads more, if any", "& 31)", "& 63)"),
        ("a mask that keeps a bit", "& 248)", "& 249)"),
        ("a neighbour overwritten", "[0] & 248) |", "[0] & 240) |"),
        ("a neighbour overwritten", "[0] & 240) |", "[0] & 112) |"),
        ("a neighbour cleared", "[0] & 254) |", "[0] & 0) |"),
        ("a value that is cut", "(value & 7)", "(value & 3)"),
        (
            "a mask that writes more, if any",
            "(value & 7)",
            "(value & 15)",
        ),
        ("no extension of the sign", "as i32) - 16", "as i32) - 0"),
        ("no extension of the sign", "as i8) - 4", "as i8) - 0"),
        ("another sign bit", " ^ 16)", " ^ 8)"),
        ("another sign bit", " ^ 4)", " ^ 2)"),
        ("bytes in the other order", "[0] as u32", "[1] as u32"),
        ("bytes in the other order", "_bits0[1]", "_bits0[0]"),
        (
            "another byte written",
            "self._bits0[0] = ",
            "self._bits0[1] = ",
        ),
        ("a bool as u8", "-> bool", "-> u8"),
        ("a bool as u8", "value: bool", "value: u8"),
        ("a result that is unsigned", "-> i32", "-> u32"),
        (
            "a bit that is not there",
            "return (self._bits0[0] & 1) as",
            "return (self._bits0[0] & 0) as",
        ),
        ("a shift as wide as the type", ">> 3", ">> 8"),
        ("a sum", "bits0 | bits1", "bits0 + bits1 + bits1"),
    ];
    kinds
        .iter()
        .filter_map(|(what, right, wrong)| {
            let damaged = text.replacen(right, wrong, 1);
            // A damaged text may be none that the format has.
            let reads = quarry_bindgen::pyrite::read(&damaged, None).is_ok();
            (damaged != text && reads)
                .then(|| (format!("{what} (`{wrong}` for `{right}`)"), damaged))
        })
        .collect()
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
                pointer_bits: u32::try_from(written.module.pointer_size * 8).unwrap(),
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

/// The bytes of all constants.
fn compile(
    case: &Case,
    header: &Path,
    planned: &[Vec<probes::Probe>],
    subjects: &[Subject<'_>],
) -> Result<BTreeMap<usize, Vec<u8>>, Failed> {
    let dir = tempfile::tempdir()?;
    let (source, out) = (dir.path().join("probe.c"), dir.path().join("probe.o"));
    let mut text = format!("#include \"{}\"\n", header.display());
    for probe in planned.iter().flatten() {
        writeln!(text, "{}", probe.text)?;
    }
    fs::write(&source, text)?;
    let mut command = case.compiler.command();
    support::output_of(command.arg("-c").arg("-o").arg(&out).arg(&source))?;
    let data = fs::read(&out)?;
    let file = object::File::parse(&*data)?;
    let sizes = planned.iter().zip(subjects);
    let sizes: BTreeMap<String, (usize, u64)> = sizes
        .flat_map(|(planned, subject)| {
            planned
                .iter()
                .map(|probe| (probe.symbol(), (probe.number, subject.size)))
        })
        .collect();
    let mut found = BTreeMap::new();
    for symbol in file.symbols() {
        let name = symbol.name().unwrap_or_default().trim_start_matches('_');
        let (Some((number, size)), Some(section)) = (sizes.get(name), symbol.section_index())
        else {
            continue;
        };
        let section = file.section_by_index(section)?;
        let bytes = section.data_range(symbol.address(), *size)?;
        let zero = || vec![0; *size as usize];
        found.insert(*number, bytes.map_or_else(zero, <[u8]>::to_vec));
    }
    Ok(found)
}

/// Builds the C tests and runs each: whether it found nothing wrong. What C does not define
/// ends a program, and is an error.
fn run(program: &str, header: &Path, shared: &Shared) -> Result<Vec<bool>, Failed> {
    let mut text = format!("#include <{}>\n", header.file_name().unwrap().display());
    text.push_str(PRELUDE);
    text.push_str(&shared.text);
    text.push_str("int atoi(const char *);\nint main(int count, char **words) {\n");
    text.push_str("    if (count != 2) return 2;\n    switch (atoi(words[1])) {\n");
    for test in 0..shared.tests {
        writeln!(text, "    case {test}: return test{test}() != 0;")?;
    }
    text.push_str("    }\n    return 2;\n}\n");
    let dir = tempfile::tempdir()?;
    let (source, out) = (dir.path().join("values.c"), dir.path().join("values"));
    fs::write(&source, &text)?;
    let mut command = Command::new(program);
    command
        .args([
            "-std=c11",
            "-O1",
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Werror",
        ])
        .args(["-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"])
        .arg("-isystem")
        .arg(header.parent().unwrap())
        .arg("-o")
        .arg(&out)
        .arg(&source);
    support::output_of(&mut command).map_err(|error| format!("{error}\n{text}"))?;
    (0..shared.tests)
        .map(|test| {
            let run = support::run(Command::new(&out).arg(test.to_string()))?;
            match run.code {
                Some(0) => Ok(true),
                Some(1) => Ok(false),
                other => Err(format!("test {test}: {other:?}").into()),
            }
        })
        .collect()
}
