//! The program's reader of modules against what was written: every text of `snapshots/` is read,
//! and what is read from the text of a module is the module, item by item, for all small headers,
//! real ones, and modules that no header would give.
//!
//! `support::pyrite` is another reader, which holds texts to the format and shares nothing with
//! this one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "pyrite/accessors.rs"]
mod accessors;
#[path = "pyrite/damage.rs"]
mod damage;
#[path = "support/directives.rs"]
mod directives;
#[path = "pyrite/expected.rs"]
mod expected;
#[path = "pyrite/random.rs"]
mod random;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use directives::Directives;
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::emit;
use quarry_bindgen::map::model::Module;
use quarry_bindgen::pyrite;

/// The targets of every small header.
const TARGETS: [&str; 4] = [
    support::HOST,
    "x86_64-pc-windows-msvc",
    "i686-unknown-linux-gnu",
    "avr-unknown-none",
];

/// Real headers: the name to give the program, and more arguments.
const REAL: [(&str, &[&str]); 14] = [
    ("sqlite3.h", &[]),
    (
        "sqlite3.h",
        &["--target=avr-unknown-none", "-isystem/usr/include"],
    ),
    ("zlib.h", &["--link=z"]),
    ("curl/curl.h", &[]),
    ("openssl/ssl.h", &[]),
    ("SDL2/SDL.h", &["--everything"]),
    ("vulkan/vulkan.h", &[]),
    ("libxml/parser.h", &["-I/usr/include/libxml2"]),
    ("git2.h", &[]),
    ("lzma.h", &[]),
    ("math.h", &[]),
    ("stdio.h", &["--everything"]),
    ("signal.h", &[]),
    (
        "windows.h",
        &[
            "--target=x86_64-pc-windows-gnu",
            "-isystem/usr/share/mingw-w64/include",
        ],
    ),
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for folder in ["snapshots", "snapshots/real"] {
        for path in files(folder, "snap") {
            let name = format!("snapshot::{}", path.file_stem().unwrap().display());
            trials.push(Trial::test(name, move || snapshot(&path)));
        }
    }
    assert!(trials.len() > 1000, "only {} snapshots", trials.len());
    for (number, (header, flags)) in REAL.into_iter().enumerate() {
        for dialect in ["spec", "alpha"] {
            let mut flags: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
            flags.push(format!("--dialect={dialect}"));
            let name = format!("real::{header}_{number}@{dialect}");
            trials.push(Trial::test(name, move || is_read_back(header, &flags, 0)));
        }
    }
    for path in files("test-headers", "h") {
        let directives = Directives::of(&fs::read_to_string(&path).unwrap());
        for (at, target) in directives.targets().into_iter().enumerate() {
            for dialect in ["spec", "alpha"]
                .into_iter()
                .take(if at == 0 { 2 } else { 1 })
            {
                let mut flags = vec![format!("--target={target}"), format!("--dialect={dialect}")];
                flags.extend(directives.args.iter().cloned());
                let (header, least) = (path.display().to_string(), directives.libclang);
                let stem = path.file_stem().unwrap().display().to_string();
                trials.push(Trial::test(
                    format!("small::{stem}@{target}@{dialect}"),
                    move || is_read_back(&header, &flags, least),
                ));
            }
        }
    }
    trials.push(Trial::test("random_modules", random::modules));
    trials.push(Trial::test("comparison_sees_damage", damage::is_seen));
    trials.push(Trial::test("no_damage_panics", damage::never_panics));
    trials.push(Trial::test("time_is_linear", damage::takes_linear_time));
    libtest_mimic::run(&arguments, trials).exit();
}

/// The files of a folder with an extension, in order.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(support::root().join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    paths.sort();
    paths
}

/// The module in a snapshot.
fn text_of(snapshot: &Path) -> String {
    let text = fs::read_to_string(snapshot).unwrap();
    text.splitn(3, "---\n").nth(2).unwrap().to_owned()
}

/// A snapshot is read, and no line that begins an item is passed over.
fn snapshot(path: &Path) -> Result<(), Failed> {
    let text = text_of(path);
    let module =
        pyrite::read(&text, None).map_err(|error| format!("{}: {error}", path.display()))?;
    let begins = |line: &&str| {
        let words = [
            "extern ",
            "opaque ",
            "type ",
            "struct ",
            "union ",
            "const ",
            "impl ",
            "# skipped: ",
        ];
        words.iter().any(|word| line.starts_with(word))
    };
    let mut in_doc = false;
    let code = text.lines().filter(|line| {
        let was = in_doc;
        in_doc ^= (in_doc || !line.starts_with('#')) && line.matches("\"\"\"").count() % 2 == 1;
        !was
    });
    let expected = code.filter(begins).count();
    if module.items.len() != expected {
        return Err(format!("{} items read of {expected}", module.items.len()).into());
    }
    Ok(())
}

/// What is read from the text for a header is the module that the text was made from.
fn is_read_back(header: &str, flags: &[String], least: u32) -> Result<(), Failed> {
    let libclang = support::libclangs()?
        .into_iter()
        .find(|libclang| support::version_of(libclang).is_none_or(|version| version >= least))
        .ok_or("no libclang")?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .current_dir(support::root().join("test-headers"))
        .args([header, "--emit=json"])
        .args(flags);
    let module: Module = serde_json::from_str(&support::output_of(&mut command)?)?;
    let text = emit::emit(&module);
    expected::compare(&module, &text).map_err(Failed::from)
}
