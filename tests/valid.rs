//! Every module that the program writes, in both dialects, is one that the strict reader takes,
//! and its summary counts what stands in it: real headers of Debian 12, and every small header for
//! targets of several data models.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/directives.rs"]
mod directives;
mod support;

use std::fs;
use std::path::PathBuf;

use directives::Directives;
use libtest_mimic::{Arguments, Failed, Trial};
use support::counts::Counts;
use support::pyrite::{self, Dialect, Kind, ReadItem};

/// The targets of every small header.
const TARGETS: [&str; 4] = [
    support::HOST,
    "x86_64-pc-windows-msvc",
    "i686-unknown-linux-gnu",
    "avr-unknown-none",
];

/// Real headers: the name to give the program, and its package for `pkg-config`.
const REAL: [(&str, Option<&str>); 20] = [
    ("sqlite3.h", None),
    ("zlib.h", None),
    ("curl/curl.h", None),
    ("openssl/ssl.h", None),
    ("SDL2/SDL.h", None),
    ("vulkan/vulkan.h", None),
    ("gtk/gtk.h", Some("gtk+-3.0")),
    ("Python.h", Some("python-3.11")),
    ("postgresql/libpq-fe.h", None),
    ("libxml/parser.h", Some("libxml-2.0")),
    ("git2.h", None),
    ("lzma.h", None),
    ("wayland-client.h", None),
    ("math.h", None),
    ("stdio.h", None),
    ("time.h", None),
    ("string.h", None),
    ("signal.h", None),
    ("errno.h", None),
    ("sys/stat.h", None),
];

/// Where Debian puts the headers of mingw-w64.
const MINGW: &str = "-isystem/usr/share/mingw-w64/include";

/// Words that stand nowhere in alpha's declarations.
const NOT_ALPHA: [&str; 9] = [
    "union ",
    "opaque ",
    "type ",
    "impl ",
    "extern let",
    "extern var",
    "Option[",
    "...",
    "\"\"\"",
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let mut add =
        |name: String, header: String, flags: Vec<String>, package: Option<&'static str>| {
            for dialect in [Dialect::Spec, Dialect::Alpha] {
                let (header, mut flags) = (header.clone(), flags.clone());
                let name = format!("{name}@{}", argument(dialect));
                trials.push(Trial::test(name, move || {
                    if let Some(package) = package {
                        let all = support::pkg_config(package)?.into_iter();
                        flags.extend(all.filter(|f| f.starts_with("-I") || f.starts_with("-D")));
                    }
                    // A small header is named by its path; the others ask for nothing.
                    let asked = fs::read_to_string(&header).unwrap_or_default();
                    let least = Directives::of(&asked).libclang;
                    valid(&header, &flags, (dialect, least))
                }));
            }
        };
    for (header, package) in REAL {
        add(header.to_owned(), header.to_owned(), Vec::new(), package);
    }
    let windows = ["--target=x86_64-pc-windows-gnu", MINGW].map(str::to_owned);
    add(
        "windows.h".to_owned(),
        "windows.h".to_owned(),
        windows.to_vec(),
        None,
    );
    for header in small_headers() {
        let name = header.file_stem().unwrap().to_string_lossy().into_owned();
        let directives = Directives::of(&fs::read_to_string(&header).unwrap());
        for target in directives.targets() {
            let mut flags = vec![format!("--target={target}")];
            flags.extend(directives.args.iter().cloned());
            add(
                format!("{name}@{target}"),
                header.display().to_string(),
                flags,
                None,
            );
        }
    }
    trials.push(Trial::test("damage_is_seen", damage_is_seen));
    libtest_mimic::run(&arguments, trials).exit();
}

/// `test-headers/*.h`, in order.
fn small_headers() -> Vec<PathBuf> {
    let entries = fs::read_dir(support::root().join("test-headers")).unwrap();
    let mut headers: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "h"))
        .collect();
    headers.sort();
    assert!(headers.len() > 50, "only {} small headers", headers.len());
    headers
}

/// How the command line calls a dialect.
fn argument(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Spec => "spec",
        Dialect::Alpha => "alpha",
    }
}

/// Runs the program on one header, with a libclang of some version or newer, and holds its text to the reader and to its summary.
fn valid(header: &str, flags: &[String], (dialect, least): (Dialect, u32)) -> Result<(), Failed> {
    let libclang = support::libclangs()?
        .into_iter()
        .find(|libclang| support::version_of(libclang).is_none_or(|version| version >= least))
        .ok_or("no libclang")?;
    let directory = tempfile::tempdir()?;
    let output = directory.path().join("out.pyrite");
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .current_dir(support::root().join("test-headers"))
        .arg(header)
        .arg(format!("--dialect={}", argument(dialect)))
        .arg(format!("--output={}", output.display()))
        .args(flags);
    let run = support::run(&mut command)?;
    if run.code != Some(0) {
        return Err(support::shortened(&run.stderr).into());
    }
    holds(&fs::read_to_string(&output)?, &run.stderr, dialect)
}

/// What must hold of a text and the summary of its run.
fn holds(text: &str, stderr: &str, dialect: Dialect) -> Result<(), Failed> {
    let items = pyrite::check(text, dialect)?;
    let (said, found) = (Counts::of_summary(stderr)?, counts(&items));
    if said != found {
        return Err(format!("the summary says {said:?}, the text has {found:?}").into());
    }
    let by_line = Counts::of_text(text);
    if by_line != found {
        return Err(format!("the reader finds {found:?}, the lines are {by_line:?}").into());
    }
    if dialect == Dialect::Alpha {
        without_the_rest_of_the_language(text)?;
    }
    Ok(())
}

/// What a reader counts; an `impl` belongs to its type.
fn counts(items: &[ReadItem]) -> Counts {
    let mut counts = Counts::default();
    for item in items {
        match item.kind {
            Kind::Function { .. } => counts.functions += 1,
            Kind::Variable { .. } => counts.variables += 1,
            Kind::Opaque | Kind::Alias(_) | Kind::Record { .. } => counts.types += 1,
            Kind::Constant { .. } => counts.constants += 1,
            Kind::Impl(_) | Kind::Imported { .. } => {}
            Kind::Skipped { .. } => counts.skipped += 1,
        }
    }
    counts
}

/// No word of the larger language stands in an alpha module, comments and texts aside.
fn without_the_rest_of_the_language(text: &str) -> Result<(), Failed> {
    for (number, line) in (1..).zip(text.lines()) {
        let code = line.split(" # ").next().unwrap_or(line);
        if code.starts_with('#') || code.contains(": String = ") {
            continue;
        }
        let is_word = |word: &str| {
            code.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .any(|part| part == word)
        };
        let wrong = NOT_ALPHA
            .into_iter()
            .find(|word| match word.ends_with(' ') {
                true => code.starts_with(word),
                false => code.contains(word),
            })
            .or(["usize", "isize"].into_iter().find(|word| is_word(word)));
        if let Some(word) = wrong {
            return Err(format!("{number}: `{word}` in {line:?}").into());
        }
        if code.contains("*mut void") || code.contains("*const void") {
            return Err(format!("{number}: a pointer to void in {line:?}").into());
        }
    }
    Ok(())
}

/// The checks above report what is wrong on purpose.
fn damage_is_seen() -> Result<(), Failed> {
    let text = "# Generated by quarry bindgen 0.1.0. Do not edit.\n# header: a.h\n# target: x\n\n\
                extern fn f(a: i32)\nconst A: f64 = 1.5\n# skipped: B (not finite) at a.h:2\n";
    let summary = "wrote a: 1 function, 0 types, 1 constant; 1 skipped (--verbose lists it)\n";
    for dialect in [Dialect::Spec, Dialect::Alpha] {
        holds(text, summary, dialect)?;
        for (from, to) in [
            ("f(a: i32)", "f(a: i32"),
            ("= 1.5", "= inf"),
            ("# skipped: B (not finite) at a.h:2\n", ""),
            ("# skipped: B (not finite)", "# skipped: B"),
            ("# skipped: ", "# left out: "),
            ("extern fn f(a: i32)\n", ""),
        ] {
            assert!(text.contains(from), "{from}");
            assert!(
                holds(&text.replace(from, to), summary, dialect).is_err(),
                "{from} -> {to}"
            );
        }
    }
    for line in [
        "type a = i32",
        "extern fn g(a: usize)",
        "extern fn g(a: *mut void)",
        "\"\"\"A.\"\"\"",
    ] {
        assert!(without_the_rest_of_the_language(line).is_err(), "{line}");
    }
    assert!(without_the_rest_of_the_language("    type_: i32").is_ok());
    Ok(())
}
