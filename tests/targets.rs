//! Every target of the table: what its C is (see `support/facts.rs`) against what the program
//! writes; and `sqlite3.h`, which needs no system header, without a sysroot.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "targets/clang.rs"]
mod clang;
#[path = "support/facts.rs"]
mod facts;
mod support;
#[path = "targets/unknown.rs"]
mod unknown;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use facts::{Enumerations, FACTS, Facts, Model, Passed, pointer_size};
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::map::model::{ItemKind, Module};
use quarry_bindgen::target::Target;
use support::counts::{Counts, item_lines};
use support::pyrite::Dialect;

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        Trial::test("every_target_has_facts", every_target_has_facts),
        Trial::test("damage_is_seen", damage_is_seen),
        Trial::test("clang::damage_is_seen", clang::damage_is_seen),
        Trial::test("unknown::described", unknown::described),
        Trial::test("unknown::hostile", unknown::hostile),
        Trial::test("unknown::in_a_file", unknown::in_a_file),
    ];
    for (triple, facts) in FACTS {
        let (width, model) = match facts.model {
            Model::Lp64 => ("i64", "LP64"),
            Model::Llp64 => ("i32", "LLP64"),
            Model::Ilp32 => ("i32", "ILP32"),
            Model::Int16 => ("i32", "INT16"),
        };
        trials.push(Trial::test(
            format!("{model}_long_is_{width}@{triple}"),
            move || long_is(triple, width),
        ));
        trials.push(Trial::test(format!("facts@{triple}"), move || {
            hold(triple, &facts)
        }));
        trials.push(Trial::test(format!("clang@{triple}"), move || {
            clang::agrees(triple, &facts)
        }));
        trials.push(Trial::test(format!("sqlite3@{triple}"), move || {
            sqlite(triple)
        }));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// A new row of the table needs its facts here.
fn every_target_has_facts() -> Result<(), Failed> {
    let table: Vec<String> = Target::all().map(|target| target.triple).collect();
    assert_eq!(table, FACTS.map(|(triple, _)| triple.to_owned()));
    Ok(())
}

/// `long` by value, behind a pointer, behind a typedef, in a structure and as a constant.
fn long_is(triple: &str, width: &str) -> Result<(), Failed> {
    let text = same_with_every_libclang("test-headers/long.h", triple, &[])?;
    let unsigned = width.replace('i', "u");
    for line in [
        format!("extern fn plain(a: {width}, b: {unsigned}) -> {width}"),
        "extern fn longer(a: i64, b: u64) -> i64".to_owned(),
        format!("    l: {width}"),
        format!("type counter = {width}"),
        format!("extern var table: *mut {unsigned}"),
        format!("const ONE: {width} = 1"),
        format!("const BIG: {unsigned} = 1"),
        "const BIGGER: u64 = 1".to_owned(),
    ] {
        if !text.lines().any(|it| it == line) {
            return Err(format!("no line `{line}` in:\n{text}").into());
        }
    }
    Ok(())
}

/// The facts of one target hold in the text and in the layouts that stand beside it.
fn hold(triple: &str, facts: &Facts) -> Result<(), Failed> {
    let header = "test-headers/data_model.h";
    let text = same_with_every_libclang(header, triple, &[])?;
    support::pyrite::check(&text, Dialect::Spec)?;
    let module = same_with_every_libclang(header, triple, &["--emit=json"])?;
    let module: Module = serde_json::from_str(&module)?;
    match untrue(facts, &text, &module).as_slice() {
        [] => Ok(()),
        wrong => Err(format!("{}\n{text}", wrong.join("\n")).into()),
    }
}

/// The facts that do not hold.
fn untrue(facts: &Facts, text: &str, module: &Module) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in lines(facts) {
        if !text.lines().any(|it| it == line) {
            wrong.push(format!("no line `{line}`"));
        }
    }
    let pointer = pointer_size(facts.model);
    if module.data_model.pointer.size != pointer {
        wrong.push(format!(
            "pointers of {} bytes",
            module.data_model.pointer.size
        ));
    }
    let found = layouts(module);
    for (name, layout) in [
        ("a_double", {
            // AVR's is of 4 bytes, as is its `long double`.
            let size = facts.long_double.0.min(8);
            (size + facts.eight, facts.eight)
        }),
        ("a_long_long", (8 + facts.eight, facts.eight)),
        ("a_long_double", facts.long_double),
        ("a_va_list", (facts.va_list.0, facts.va_list.1)),
        ("a_pointer", (pointer, pointer.min(facts.eight))),
    ] {
        if found.get(name) != Some(&layout) {
            wrong.push(format!("{name}: {:?}, not {layout:?}", found.get(name)));
        }
    }
    wrong
}

/// The lines that the text must have.
fn lines(facts: &Facts) -> Vec<String> {
    let long = if facts.model == Model::Lp64 { 64 } else { 32 };
    let (char, wchar) = (facts.char, facts.wchar);
    let (int, unsigned) = match facts.model {
        Model::Int16 => ("i16", "u16"),
        Model::Lp64 | Model::Llp64 | Model::Ilp32 => ("i32", "u32"),
    };
    let pointer = pointer_size(facts.model);
    let size_t = format!("u{}", pointer * 8);
    let mut lines = vec![
        format!("extern fn of_long(a: i{long}, b: u{long}) -> i{long}"),
        format!("extern fn of_char(a: {char}) -> {char}"),
        format!("extern fn of_wchar(a: {wchar}) -> {wchar}"),
        format!("const LONG_SIZE: {size_t} = {}", long / 8),
        format!("const POINTER_SIZE: {size_t} = {pointer}"),
        format!(
            "const LAST_CHAR: {int} = {}",
            if char == "i8" { -1 } else { 255 }
        ),
        format!("const LONG_ONE: i{long} = 1"),
        match facts.va_list.2 {
            Passed::Pointer => format!("extern fn of_va_list(a: *mut void) -> {int}"),
            Passed::Aggregate => {
                let reason = "va_list is an aggregate by value on this target";
                format!("# skipped: of_va_list ({reason}) at data_model.h:9")
            }
        },
    ];
    let small = match facts.enumerations {
        Enumerations::Least => "u8",
        Enumerations::Unsigned | Enumerations::Int => unsigned,
    };
    lines.extend(match facts.enumerations {
        Enumerations::Int => [
            "type small = i32",
            "type wide = i32",
            "const WIDE: wide = 0",
        ]
        .map(str::to_owned),
        Enumerations::Unsigned | Enumerations::Least => [
            format!("type small = {small}"),
            "type wide = u64".to_owned(),
            "const WIDE: wide = 4294967296".to_owned(),
        ],
    });
    lines
}

/// Size and alignment of each record.
fn layouts(module: &Module) -> BTreeMap<&str, (u64, u64)> {
    let items = module.items.iter();
    items
        .filter_map(|item| match &item.kind {
            ItemKind::Record(record) => Some((
                item.name.as_str(),
                (record.layout.size, record.layout.align),
            )),
            ItemKind::Function(_)
            | ItemKind::Opaque
            | ItemKind::Alias(_)
            | ItemKind::Constant(_)
            | ItemKind::Variable(_)
            | ItemKind::Skipped(_) => None,
        })
        .collect()
}

/// `sqlite3.h` on this machine, which all others are compared with.
static HOST_TEXT: OnceLock<String> = OnceLock::new();

/// `sqlite3.h` with nothing but the compiler's own headers beside it.
fn sqlite(triple: &str) -> Result<(), Failed> {
    let text = same_with_every_libclang("/usr/include/sqlite3.h", triple, &[])?;
    support::text::check(&text)?;
    support::pyrite::check(&text, Dialect::Spec)?;
    let counts = Counts::of_text(&text);
    let host = match HOST_TEXT.get() {
        Some(host) => host,
        None => {
            let host = same_with_every_libclang("/usr/include/sqlite3.h", support::HOST, &[])?;
            HOST_TEXT.get_or_init(|| host)
        }
    };
    if names(&text) != names(host) {
        return Err("other names than on the host".into());
    }
    // `sqlite3_vmprintf`, `sqlite3_vsnprintf` and `sqlite3_str_vappendf` take a `va_list`.
    let lost = Counts::of_text(host).functions - counts.functions;
    let expected = match FACTS.iter().find(|(it, _)| *it == triple) {
        Some((_, facts)) if facts.va_list.2 == Passed::Aggregate => 3,
        Some(_) | None => 0,
    };
    if lost != expected || counts.functions < 200 {
        return Err(format!("{lost} functions less than on the host, not {expected}").into());
    }
    inputs_are_few(triple)
}

/// The names that a text declares or skips, in order.
fn names(text: &str) -> Vec<&str> {
    let word = |line: &'_ str| -> usize {
        line.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(line.len())
    };
    item_lines(text)
        .filter_map(|line| {
            let starts = ["extern fn ", "extern var ", "extern let ", "opaque type "];
            let more = ["struct ", "union ", "type ", "const ", "# skipped: "];
            let rest = starts
                .iter()
                .chain(&more)
                .find_map(|start| line.strip_prefix(start))?;
            Some(&rest[..word(rest)])
        })
        .collect()
}

/// No header of this machine's C library was read for another target.
fn inputs_are_few(triple: &str) -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let (output, depfile) = (dir.path().join("o"), dir.path().join("d"));
    let libclang = support::libclangs()?.remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    support::output_of(
        command
            .arg("/usr/include/sqlite3.h")
            .arg(format!("--target={triple}"))
            .arg(format!("--output={}", output.display()))
            .arg(format!("--depfile={}", depfile.display())),
    )?;
    let read = fs::read_to_string(&depfile)?;
    let (_, read) = read.split_once(": ").ok_or("no rule in the depfile")?;
    // What follows are the headers once more, as targets.
    let read = read.split("\n\n").next().unwrap_or_default();
    let of_libc: Vec<&str> = read
        .split_whitespace()
        .filter(|path| path.starts_with("/usr/include/") && !path.ends_with("/sqlite3.h"))
        .collect();
    match of_libc.as_slice() {
        [] => Ok(()),
        files => Err(format!("read {}", files.join(", ")).into()),
    }
}

/// The standard output of one run, which must be the same with every libclang.
fn same_with_every_libclang(header: &str, triple: &str, more: &[&str]) -> Result<String, Failed> {
    let mut first: Option<String> = None;
    for libclang in support::libclangs()? {
        let text = output(&libclang, header, triple, more)?;
        match &first {
            None => first = Some(text),
            Some(other) if *other == text => {}
            Some(other) => {
                let place = support::first_difference(other, &text);
                return Err(format!("{} gives another text {place}", libclang.display()).into());
            }
        }
    }
    first.ok_or_else(|| "no libclang to test with".into())
}

/// The standard output of one run.
fn output(libclang: &Path, header: &str, triple: &str, more: &[&str]) -> Result<String, Failed> {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
    command
        .current_dir(support::root())
        .arg(header)
        .arg(format!("--target={triple}"))
        .args(more);
    Ok(support::output_of(&mut command)?)
}

/// Facts of another target do not hold.
fn damage_is_seen() -> Result<(), Failed> {
    let header = "test-headers/data_model.h";
    let libclang = support::libclangs()?.remove(0);
    let text = output(&libclang, header, support::HOST, &[])?;
    let module = output(&libclang, header, support::HOST, &["--emit=json"])?;
    let module: Module = serde_json::from_str(&module)?;
    let facts = |triple: &str| FACTS.iter().find(|(it, _)| *it == triple).unwrap().1;
    let host = facts(support::HOST);
    assert_eq!(untrue(&host, &text, &module), Vec::<String>::new());
    for damaged in [
        facts("x86_64-pc-windows-msvc"),
        facts("riscv64gc-unknown-linux-gnu"),
        facts("i686-unknown-linux-gnu"),
        Facts { char: "u8", ..host },
        Facts {
            wchar: "u32",
            ..host
        },
        Facts {
            long_double: (16, 8),
            ..host
        },
        Facts { eight: 4, ..host },
        Facts {
            va_list: (24, 8, Passed::Aggregate),
            ..host
        },
        Facts {
            va_list: (8, 8, Passed::Pointer),
            ..host
        },
        Facts {
            enumerations: Enumerations::Int,
            ..host
        },
        Facts {
            enumerations: Enumerations::Least,
            ..host
        },
    ] {
        let seen = untrue(&damaged, &text, &module);
        assert!(!seen.is_empty(), "{damaged:?}");
    }
    assert_eq!(
        names("extern fn f(a: i32)\n# skipped: g (static) at a.h:1\n"),
        ["f", "g"]
    );
    Ok(())
}
