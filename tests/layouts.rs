//! Every small header on every kind of target: C compilers judge the sizes, alignments, offsets
//! and constants that the module's own fields give.
//!
//! On AVR the judge is avr-gcc, which its libraries are built with.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/assertions.rs"]
mod assertions;
#[path = "support/layout.rs"]
mod layout;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use assertions::{Compiler, judge};
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::map::model::Module;

/// A target, clang's triple for it, and compilers beside clang.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Targets of all kinds of layout.
const CASES: [Case; 5] = [
    (support::HOST, "x86_64-linux-gnu", &["clang-19", "gcc"]),
    ("i686-unknown-linux-gnu", "i686-linux-gnu", &["clang-14"]),
    (
        "x86_64-pc-windows-msvc",
        "x86_64-pc-windows-msvc",
        &["clang-19"],
    ),
    ("s390x-unknown-linux-gnu", "s390x-linux-gnu", &["clang-19"]),
    ("avr-unknown-none", "avr-unknown-unknown", &["avr-gcc"]),
];

/// Headers that the judge cannot ask about: fields that C calls otherwise, a cast to `_Atomic`, a
/// comma in what must be a constant expression.
const UNJUDGED: [&str; 3] = ["keyword_clash", "qualifier_atomic", "macro_unusual"];

/// Headers that gcc understands otherwise: it passes over clang's vectors, has not clang's macros,
/// has another answer to `1 << 31` where `int` has 16 bits, which C leaves undefined, and takes no
/// pragma within an expression.
const UNJUDGED_BY_GCC: [&str; 4] = [
    "vector",
    "macro_predefined",
    "macro_integer_edge",
    "macro_pragma",
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![Trial::test("damage_is_seen", damage_is_seen)];
    for (target, triple, programs) in CASES {
        for &program in programs {
            trials.push(Trial::test(format!("{program}@{target}"), move || {
                agrees(target, triple, program)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// A compiler agrees with the modules of all headers that it takes.
fn agrees(target: &str, triple: &str, program: &'static str) -> Result<(), Failed> {
    let compiler = compiler(triple, program);
    let (mut headers, mut layouts, mut constants) = (0, 0, 0);
    let mut denied = Vec::new();
    for header in headers_of_tests() {
        let by_clang = program.starts_with("clang");
        if !by_clang && UNJUDGED_BY_GCC.contains(&stem(&header).as_str())
            || !takes(&compiler, &header)?
        {
            continue;
        }
        let module = module(&header, target, &libclang_of(program)?)?;
        let verdict = judge(&module, &header, &compiler)?;
        headers += 1;
        layouts += verdict.layouts;
        constants += verdict.constants;
        let reports = verdict.denied.into_iter();
        denied.extend(reports.map(|report| format!("{}: {report}", stem(&header))));
    }
    if headers < 110 || layouts < 400 || constants < 100 {
        return Err(
            format!("only {headers} headers, {layouts} layouts, {constants} constants").into(),
        );
    }
    match denied.is_empty() {
        true => Ok(()),
        false => Err(denied.join("\n").into()),
    }
}

/// A compiler for a target.
fn compiler(triple: &str, program: &'static str) -> Compiler {
    let mut flags = vec!["-ffreestanding".to_owned()];
    if program.starts_with("clang") {
        flags.push(format!("--target={triple}"));
    }
    if triple.ends_with("mingw32") {
        flags.push("-fms-extensions".to_owned());
    }
    Compiler { program, flags }
}

/// Whether a compiler takes the header at all: gcc has no vectors of clang's kind, and clang 14 no
/// `_BitInt` wherever clang 19 has it.
fn takes(compiler: &Compiler, header: &str) -> Result<bool, Failed> {
    let mut command = std::process::Command::new(compiler.program);
    command.args(["-fsyntax-only", "-w", "-std=gnu11", "-xc"]);
    let run = support::run(command.args(&compiler.flags).arg(header))
        .map_err(|e| format!("{e}\n{}: run scripts/test.sh", compiler.program))?;
    Ok(run.code == Some(0))
}

/// The paths of `test-headers/*.h` that need no argument.
fn headers_of_tests() -> Vec<String> {
    let mut headers: Vec<PathBuf> = fs::read_dir(support::root().join("test-headers"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "h"))
        .filter(|path| !UNJUDGED.contains(&stem(&path.to_string_lossy()).as_str()))
        .filter(|path| !fs::read_to_string(path).unwrap().contains("\n// args: "))
        .collect();
    headers.sort();
    let paths = headers.iter();
    paths
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

/// The name of a header.
fn stem(header: &str) -> String {
    Path::new(header)
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

/// The libclang that reads what a compiler takes: the oldest for the oldest.
fn libclang_of(program: &str) -> Result<PathBuf, Failed> {
    let mut all = support::libclangs()?.into_iter();
    let found = match program {
        "clang-14" => all.next(),
        _ => all.next_back(),
    };
    Ok(found.ok_or("no libclang to test with")?)
}

/// The module that `--emit=json` writes.
fn module(header: &str, target: &str, libclang: &Path) -> Result<Module, Failed> {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
    let target = format!("--target={target}");
    let json = support::output_of(command.args([header, "--emit=json", &target]))?;
    Ok(serde_json::from_str::<Module>(&json)?.fixed())
}

/// The module of one target is denied by another's compiler.
fn damage_is_seen() -> Result<(), Failed> {
    let headers = support::root().join("test-headers");
    for (header, wrong) in [
        ("long.h", "i686-linux-gnu"),
        ("data_model.h", "arm64-apple-macosx11.0.0"),
    ] {
        let header = headers.join(header).to_string_lossy().into_owned();
        let module = module(&header, support::HOST, &libclang_of("clang-14")?)?;
        let right = judge(&module, &header, &compiler("x86_64-linux-gnu", "clang-14"))?;
        assert_eq!(right.denied, Vec::<String>::new());
        let verdict = judge(&module, &header, &compiler(wrong, "clang-14"))?;
        assert!(!verdict.denied.is_empty(), "{header} for {wrong}");
    }
    Ok(())
}
