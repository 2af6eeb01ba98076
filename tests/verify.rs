//! `--verify` on every small header: libclang denies nothing that a written module claims, each
//! item of it is asked about, and what is not is on a list with its reason. The usual targets for
//! most headers; all of the program's table for those that show what targets differ in.
//!
//! `tests/packages.rs` and `tests/verify_cross.rs` have real headers and real compilers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/directives.rs"]
mod directives;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use directives::Directives;
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::target::Target;
use quarry_bindgen::verdict::{Aspect, Verdict};
use support::counts::Counts;

/// The targets of every small header; its `// also:`, `// only:` and `// except:` lines change
/// the list.
const TARGETS: [&str; 4] = [
    support::HOST,
    "x86_64-pc-windows-msvc",
    "i686-unknown-linux-gnu",
    "avr-unknown-none",
];

/// Small headers for all targets.
const WIDE: [&str; 16] = [
    "bitfield.h",
    "bitfield_zero_width.h",
    "calling_convention.h",
    "char_sign.h",
    "data_model.h",
    "enum.h",
    "enum_negative.h",
    "enum_wide.h",
    "int128.h",
    "long.h",
    "long_double.h",
    "packed_aligned.h",
    "short_alignment.h",
    "struct_by_value.h",
    "va_list.h",
    "wide_characters.h",
];

/// What stays unchecked in small headers, and why that must be.
const UNCHECKED: [Exception; 8] = [
    // C's scope: whoever comes later can only name another structure.
    exception(
        "long_signature.h",
        "fn a_function_with_a_rather_long_name",
        WITHIN,
    ),
    exception("pointer_levels.h", "fn out", WITHIN),
    exception("struct_in_parameter.h", "", WITHIN),
    // C23 gives it no other representation, and Pyrite no type of its own.
    exception("c23_types.h", "", "`nullptr_t` is a type of its own"),
    // Storage without members, because the user or the dialect wants it so.
    exception("selection_opaque.h", "struct flags", NO_METHOD),
    exception("@alpha", "", NO_METHOD),
    // What holds it is storage, so that no member leads to it.
    exception("@alpha", "struct ", "C has no name for this type"),
    // libclang reads a character of 32 bits as one of 16 where `int` has so many; avr-gcc does not.
    exception(
        "macro_unusual.h",
        "const CHAR32",
        "value 128512 here, 62976 in C",
    ),
];

/// Something about a small header that need not be as always.
struct Exception {
    /// The header, or a dialect.
    place: &'static str,
    /// How the item begins.
    item: &'static str,
    /// Words of what is said of it.
    words: &'static str,
}

/// An exception.
const fn exception(place: &'static str, item: &'static str, words: &'static str) -> Exception {
    Exception { place, item, words }
}

/// `int f(struct only_here *)`
const WITHIN: &str = "C declares a type of it within a parameter list";
/// The bits are there, and nothing that reads them.
const NO_METHOD: &str = "no method is for";

/// The exceptions that were needed, by their places in the list.
static USED: Mutex<BTreeSet<usize>> = Mutex::new(BTreeSet::new());

/// Whether what was said of an item of a header is on the list.
fn is_excepted(header: &str, dialect: &str, item: &str, said: &str) -> bool {
    let found = UNCHECKED.iter().position(|it| {
        (it.place == header || it.place.strip_prefix('@') == Some(dialect))
            && item.starts_with(it.item)
            && said.contains(it.words)
    });
    USED.lock().unwrap().extend(found);
    found.is_some()
}

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let all: Vec<String> = Target::all().map(|target| target.triple).collect();
    for header in headers() {
        let text = fs::read_to_string(directory().join(&header)).unwrap();
        let directives = Directives::of(&text);
        let mut targets = directives.targets();
        if WIDE.contains(&header.as_str()) {
            targets = all.clone();
            targets.retain(|it| !directives.except.contains(it));
        }
        let first = targets.first().cloned().unwrap_or_default();
        let spec = targets.into_iter().map(|target| ("spec", target));
        for (dialect, target) in spec.chain([("alpha", first)]) {
            let (args, minimum) = (directives.args.clone(), directives.libclang);
            let name = format!("{}@{target}/{dialect}", header.trim_end_matches(".h"));
            let header = PathBuf::from(&header);
            trials.push(Trial::test(name, move || {
                verified(&header, &target, dialect, &args, minimum)
            }));
        }
    }
    for target in all {
        trials.push(Trial::test(format!("sqlite3@{target}/spec"), move || {
            verified(Path::new("/usr/include/sqlite3.h"), &target, "spec", &[], 0)
        }));
    }
    trials.push(Trial::test("damage_is_seen", damage_is_seen));
    let is_whole = arguments.filter.is_none() && arguments.skip.is_empty() && !arguments.list;
    let conclusion = libtest_mimic::run(&arguments, trials);
    if is_whole {
        let used = USED.lock().unwrap();
        for (_, unused) in (0..).zip(&UNCHECKED).filter(|(at, _)| !used.contains(at)) {
            panic!("no need to except {} of {}", unused.item, unused.place);
        }
    }
    conclusion.exit();
}

/// Where the small headers are.
fn directory() -> PathBuf {
    support::root().join("test-headers")
}

/// The names of all small headers.
fn headers() -> Vec<String> {
    let mut headers: Vec<String> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".h"))
        .collect();
    headers.sort();
    headers
}

/// Writes and verifies the module of one header, with the oldest libclang that takes it.
fn verified(
    header: &Path,
    target: &str,
    dialect: &str,
    args: &[String],
    minimum: u32,
) -> Result<(), Failed> {
    let nothing = tempfile::tempdir()?;
    let module = nothing.path().join("m.pyrite");
    let libclang = support::libclangs()?
        .into_iter()
        .find(|it| support::version_of(it).is_none_or(|version| version >= minimum))
        .ok_or("no libclang is new enough")?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .current_dir(directory())
        .arg(header)
        .args(["--verify", "--format=json"])
        .arg(format!("--dialect={dialect}"))
        .arg(format!("--target={target}"))
        .arg(format!("--output={}", module.display()));
    if target != support::HOST {
        command.arg("--sysroot").arg(nothing.path());
    }
    let run = support::run(command.args(args))?;
    let verdict: Verdict = serde_json::from_str(&run.stdout)
        .map_err(|error| format!("{error}: {}", support::shortened(&run.stderr)))?;
    if run.code != Some(i32::from(!verdict.is_right())) || verdict.target != target {
        return Err(format!("exit {:?}: {verdict:#?}", run.code).into());
    }
    right(header, dialect, &verdict)?;
    complete(&verdict, &Counts::of_text(&fs::read_to_string(module)?))
}

/// Whether a verdict is that nothing differs, and that nothing is left unchecked but what must be.
fn right(header: &Path, dialect: &str, verdict: &Verdict) -> Result<(), Failed> {
    if verdict.judges.len() != 1 {
        return Err(format!("judged by {:?}", verdict.judges).into());
    }
    let name = header.file_name().unwrap().to_string_lossy();
    for wrong in &verdict.findings {
        if !is_excepted(&name, dialect, &wrong.item, &wrong.message) {
            return Err(format!("{}: {}", wrong.item, wrong.message).into());
        }
    }
    for left in &verdict.unchecked {
        if !is_excepted(&name, dialect, &left.item, &left.reason) {
            return Err(format!("not checked: {}: {}", left.item, left.reason).into());
        }
    }
    Ok(())
}

/// Whether each item of a module has been asked about.
fn complete(verdict: &Verdict, counts: &Counts) -> Result<(), Failed> {
    let unchecked: BTreeSet<&str> = verdict
        .unchecked
        .iter()
        .map(|it| it.item.as_str())
        .collect();
    for (aspect, word, items) in [
        (Aspect::Signature, "fn ", counts.functions),
        (Aspect::VariableType, "", counts.variables),
        (Aspect::Value, "const ", counts.constants),
    ] {
        let checked = verdict.checked.get(&aspect).copied().unwrap_or(0);
        let left = unchecked.iter().filter(|it| it.starts_with(word)).count();
        if checked + left < items || checked > items {
            return Err(format!("{checked} of {items} {aspect:?}, {left} not checked").into());
        }
    }
    if verdict.checked.is_empty() {
        return Err("nothing was checked".into());
    }
    Ok(())
}

/// A module with one wrong width is denied, and so is the verdict on it.
fn damage_is_seen() -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let (header, module) = (dir.path().join("h.h"), dir.path().join("m.pyrite"));
    fs::write(
        &header,
        "struct s { int a; };\nint f(struct s *s);\n#define N 3\n",
    )?;
    let libclang = support::libclangs()?.swap_remove(0);
    let output = format!("--output={}", module.display());
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    support::output_of(command.arg(&header).args([&output, "--quiet"]))?;
    let text = fs::read_to_string(&module)?;
    let damages = [
        ("a: i32", "a: i16"),
        ("a: i32", "b: i32"),
        ("-> i32", "-> u32"),
        ("N: i32 = 3", "N: i32 = 4"),
        ("N: i32 = 3", "N: u32 = 3"),
    ];
    for (from, to) in damages {
        let damaged = text.replacen(from, to, 1);
        if damaged == text {
            return Err(format!("no `{from}` in\n{text}").into());
        }
        fs::write(&module, damaged)?;
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command.arg("verify").arg(&module).arg("--format=json");
        let run = support::run(command.arg(format!("--header={}", header.display())))?;
        let verdict: Verdict = serde_json::from_str(&run.stdout)
            .map_err(|error| format!("{error}: {}", support::shortened(&run.stderr)))?;
        if run.code != Some(1) || right(&header, "spec", &verdict).is_ok() {
            return Err(format!("`{to}` goes unseen: {verdict:#?}").into());
        }
    }
    let mut verdict: Verdict = Verdict::new("m", support::HOST);
    verdict.count(Aspect::Value, 1);
    let counts = Counts {
        constants: 2,
        ..Counts::default()
    };
    match complete(&verdict, &counts) {
        Ok(()) => Err("a constant that nobody asked about goes unseen".into()),
        Err(_) => Ok(()),
    }
}
