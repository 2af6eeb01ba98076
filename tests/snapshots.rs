//! One test per small header and target, named `<feature>@<target>`: the text that the program
//! writes for it, as reviewed snapshots, and `<feature>@merged` for several targets in one module.
//! Also real headers, and headers that must be refused.
//!
//! `cargo test function@` runs every target of `test-headers/function.h`; `INSTA_UPDATE=always`
//! or `cargo insta review` takes new texts. Every text is made with each libclang of
//! `QUARRY_TEST_LIBCLANGS`, and with the one that is installed with the program, and must be the same
//! bytes with all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/directives.rs"]
mod directives;
#[path = "support/merged.rs"]
mod merged;
#[path = "support/snapshot.rs"]
mod snapshot;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use directives::Directives;
use libtest_mimic::{Arguments, Failed, Trial};
use merged::Merged;
use support::Run;
use support::pyrite::Dialect;
use support::wording::{own_words, without_paths, without_version};

/// The targets of every small header; its `// also:`, `// only:` and `// except:` lines change
/// the list.
const TARGETS: [&str; 4] = [
    support::HOST,
    "x86_64-pc-windows-msvc",
    "i686-unknown-linux-gnu",
    "avr-unknown-none",
];

/// Real headers: the name to give the program, the Debian package that carries it, and whether it
/// needs nothing but the compiler's own headers, so that every target can have it.
const REAL: [(&str, &str, bool); 5] = [
    ("sqlite3.h", "libsqlite3-dev", true),
    ("zlib.h", "zlib1g-dev", false),
    ("math.h", "libc6-dev", false),
    ("string.h", "libc6-dev", false),
    ("time.h", "libc6-dev", false),
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    small_headers(&mut trials);
    rejected_headers(&mut trials);
    real_headers(&mut trials);
    trials.push(Trial::test(
        "snapshots_have_headers",
        every_snapshot_is_used,
    ));
    trials.push(Trial::test("tests_see_damage", tests_see_damage));
    libtest_mimic::run(&arguments, trials).exit();
}

/// The tests of `test-headers/*.h`.
fn small_headers(trials: &mut Vec<Trial>) {
    for header in headers_in("test-headers") {
        let feature = stem(&header);
        let directives = Directives::of(&fs::read_to_string(&header).unwrap());
        let (targets, libclang) = (directives.targets(), directives.libclang);
        let first = targets.first().cloned().unwrap_or_default();
        if let Some(several) = Merged::of(&header, &directives) {
            let name = format!("{feature}@merged");
            trials.push(Trial::test(name.clone(), move || {
                merged_header(&name, &several)
            }));
        }
        for target in targets {
            let (header, args) = (header.clone(), directives.args.clone());
            let name = format!("{feature}@{target}");
            trials.push(Trial::test(name.clone(), move || {
                small_header(&name, &header, &target, (&args, libclang), Dialect::Spec)
            }));
        }
        let name = format!("{feature}@alpha");
        trials.push(Trial::test(name.clone(), move || {
            let arguments = (directives.args.as_slice(), libclang);
            small_header(&name, &header, &first, arguments, Dialect::Alpha)
        }));
    }
}

/// Runs one small header for one target, with more arguments and for libclangs from some version
/// on, and compares with its snapshot.
fn small_header(
    name: &str,
    header: &Path,
    target: &str,
    (args, libclang): (&[String], u32),
    dialect: Dialect,
) -> Result<(), Failed> {
    // Whether the machine has a C library for a foreign target must not decide a snapshot.
    let nothing = tempfile::tempdir()?;
    let run = same_with_every_libclang(libclang, |command| {
        command
            .current_dir(support::root().join("test-headers"))
            .arg(header.file_name().unwrap())
            .arg(format!("--target={target}"));
        if target != support::HOST {
            command.arg("--sysroot").arg(nothing.path());
        }
        if dialect == Dialect::Alpha {
            command.arg("--dialect=alpha");
        }
        command.args(args);
    })?;
    check_pyrite(&run.stdout, dialect)?;
    snapshot::assert("snapshots", name, &with_summary(&run));
    Ok(())
}

/// A module for several targets in which a condition stands is compared with its snapshot; one
/// without must be that of the first target alone, and has none.
fn merged_header(name: &str, header: &Merged) -> Result<(), Failed> {
    let binary = env!("CARGO_BIN_EXE_quarry");
    let run = header.run(binary)?;
    check_pyrite(&run.stdout, Dialect::Spec)?;
    Merged::is_counted(&run)?;
    if run.stdout.contains("@cfg(") {
        snapshot::assert("snapshots", name, &with_summary(&run));
        return Ok(());
    }
    let file = format!("snapshots/{name}.snap");
    if support::root().join(file).exists() {
        return Err("the targets do not differ: delete the snapshot".into());
    }
    header.is_plain(binary, &run)
}

/// The tests of `test-headers/rejected/*.h`.
fn rejected_headers(trials: &mut Vec<Trial>) {
    for header in headers_in("test-headers/rejected") {
        let name = stem(&header);
        trials.push(Trial::test(format!("rejected/{name}"), move || {
            rejected_header(&name, &header)
        }));
    }
}

/// A header with an error: exit code 1, nothing written, and a message, the same with every
/// libclang. Where clang's wording differs between versions, `// wording: differs` at the header's
/// top leaves clang's part out.
fn rejected_header(name: &str, header: &Path) -> Result<(), Failed> {
    let wording_differs = Directives::of(&fs::read_to_string(header)?).wording_differs;
    let mut first: Option<String> = None;
    for libclang in support::libclangs()? {
        let run = support::run(
            support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang)
                .current_dir(support::root().join("test-headers/rejected"))
                .arg(header.file_name().unwrap())
                .arg(format!("--target={}", support::HOST)),
        )?;
        if run.code != Some(1) || !run.stdout.is_empty() || run.stderr.trim().is_empty() {
            return Err(
                format!("{}: not refused as it must be: {run:?}", libclang.display()).into(),
            );
        }
        let mut message = without_paths(&run.stderr);
        if wording_differs {
            message = own_words(&message);
        }
        match &first {
            None => first = Some(message),
            Some(other) if *other == message => {}
            Some(other) => {
                let difference = support::first_difference(other, &message);
                return Err(format!("{}: {difference}", libclang.display()).into());
            }
        }
    }
    let first = first.ok_or("no libclang to test with")?;
    snapshot::assert("snapshots/rejected", name, &first);
    Ok(())
}

/// The tests of [`REAL`].
fn real_headers(trials: &mut Vec<Trial>) {
    for (header, package, everywhere) in REAL {
        let targets: &[&str] = if everywhere { &TARGETS } else { &TARGETS[..1] };
        for target in targets {
            let name = format!("{}@{target}", stem(Path::new(header)));
            trials.push(Trial::test(format!("real/{name}"), move || {
                real_header(&name, header, package, target)
            }));
        }
    }
}

/// Runs one real header. Its snapshot names the upstream version of the package that it was made
/// with, and holds only for that one.
fn real_header(name: &str, header: &str, package: &str, target: &str) -> Result<(), Failed> {
    let pin = snapshot::pin(name, package)?;
    // A foreign target does not see the host's headers: sqlite3.h is then named by its file.
    let path = format!("/usr/include/{header}");
    let run = same_with_every_libclang(0, |command| {
        command
            .arg(if target == support::HOST {
                header
            } else {
                path.as_str()
            })
            .arg(format!("--target={target}"));
    })?;
    check_pyrite(&run.stdout, Dialect::Spec)?;
    snapshot::assert("snapshots/real", name, &(pin + &with_summary(&run)));
    Ok(())
}

/// Runs the program with every libclang; it must succeed and write the same bytes with all.
fn same_with_every_libclang(least: u32, arguments: impl Fn(&mut Command)) -> Result<Run, Failed> {
    let mut first: Option<Run> = None;
    for libclang in support::libclangs()?
        .into_iter()
        .chain([support::shipped()?])
    {
        let is_old = support::version_of(&libclang).is_some_and(|version| version < least);
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        arguments(&mut command);
        let mut run = support::run(&mut command)?;
        run.stderr = without_paths(&run.stderr);
        if is_old && run.code == Some(1) && run.stdout.is_empty() && run.stderr.contains("error: ")
        {
            continue;
        }
        if is_old || run.code != Some(0) {
            return Err(format!("{command:?}: exit {:?}\n{}", run.code, run.stderr).into());
        }
        match &first {
            None => first = Some(run),
            Some(other) if *other == run => {}
            Some(other) => {
                let differ = |a: &str, b: &str| support::first_difference(a, b);
                return Err(format!(
                    "{} gives another text than the first libclang; standard output {}; standard error {}",
                    libclang.display(),
                    differ(&other.stdout, &run.stdout),
                    differ(&other.stderr, &run.stderr)
                )
                .into());
            }
        }
    }
    first.ok_or_else(|| "no libclang to test with".into())
}

/// The grammar of the written text, by a reader that is not the writer.
fn check_pyrite(text: &str, dialect: Dialect) -> Result<(), Failed> {
    support::text::check(text)?;
    support::pyrite::check(text, dialect)?;
    Ok(())
}

/// The text, and below it what the run said on standard error.
fn with_summary(run: &Run) -> String {
    let mut text = run.stdout.clone();
    for line in run.stderr.lines() {
        text.push_str("# stderr: ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The headers of a folder by name, without those of its subfolders.
fn headers_in(folder: &str) -> Vec<PathBuf> {
    let mut headers: Vec<PathBuf> = fs::read_dir(support::root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "h"))
        .collect();
    headers.sort();
    headers
}

/// `function` for `test-headers/function.h`.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// A snapshot whose header or target is gone tests nothing.
fn every_snapshot_is_used() -> Result<(), Failed> {
    let mut used = BTreeSet::new();
    for header in headers_in("test-headers") {
        let targets = Directives::of(&fs::read_to_string(&header)?).targets();
        for target in targets
            .iter()
            .map(String::as_str)
            .chain(["alpha", "merged"])
        {
            used.insert(format!("snapshots/{}@{target}.snap", stem(&header)));
        }
    }
    for header in headers_in("test-headers/rejected") {
        used.insert(format!("snapshots/rejected/{}.snap", stem(&header)));
    }
    for (header, _, everywhere) in REAL {
        for target in if everywhere {
            &TARGETS[..]
        } else {
            &TARGETS[..1]
        } {
            used.insert(format!(
                "snapshots/real/{}@{target}.snap",
                stem(Path::new(header))
            ));
        }
    }
    // The test of real headers for many targets has it.
    used.insert("snapshots/real/zlib@merged.snap".to_owned());
    let mut unused = Vec::new();
    for folder in ["snapshots", "snapshots/rejected", "snapshots/real"] {
        let Ok(entries) = fs::read_dir(support::root().join(folder)) else {
            continue;
        };
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            if name.ends_with(".snap") && !used.contains(&path) {
                unused.push(path);
            }
        }
    }
    match unused.is_empty() {
        true => Ok(()),
        false => Err(format!("no header makes {}", unused.join(", ")).into()),
    }
}

/// The checks of this file and of its support are seen failing.
fn tests_see_damage() -> Result<(), Failed> {
    support::counts::check_self();
    support::text::check_self();
    let header = "// Shows x.\n// also: a b\n// except: avr-unknown-none\n// args: --quiet\nint x;\n// only: c\n";
    let directives = Directives::of(header);
    assert_eq!(directives.only, Vec::<String>::new());
    assert_eq!(directives.args, ["--quiet"]);
    assert_eq!(
        directives.targets(),
        [TARGETS[0], TARGETS[1], TARGETS[2], "a", "b"]
    );
    assert_eq!(Directives::of("// only: c d\n").targets(), ["c", "d"]);
    assert_eq!(directives.targets_of(&["x"]), ["x", "a", "b"]);
    assert_ne!(
        support::first_difference("a\nb\n", "a\nc\n"),
        support::first_difference("a\nb\n", "a\n")
    );
    assert_eq!(
        without_paths(&format!("{}/x  ", support::root().display())),
        "$ROOT/x\n"
    );
    assert_eq!(
        without_version("  $LLVM/lib/clang/14.0.6/include"),
        "  $LLVM/lib/clang/$VERSION/include"
    );
    assert_eq!(
        own_words("error: a\n --> x\nerror: b\n = help\n"),
        "(clang's words)\nerror: b\n = help\n"
    );
    assert!(Directives::of("// wording: differs\n").wording_differs);
    Ok(())
}
