//! Real headers of Debian 12: each gives a module without an error, the same with every libclang, whose summary
//! says what its text holds. For `sqlite3.h` every function and every constant is looked for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::map::model::{ItemKind, Literal, Module, Type};
use support::compilers;
use support::counts::{Counts, item_lines};

/// Library headers: the name to give the program, and its package for `pkg-config`.
const LIBRARIES: [(&str, Option<&str>); 11] = [
    ("sqlite3.h", None),
    ("zlib.h", None),
    ("curl/curl.h", Some("libcurl")),
    ("openssl/ssl.h", Some("openssl")),
    ("SDL2/SDL.h", Some("sdl2")),
    ("vulkan/vulkan.h", Some("vulkan")),
    ("gtk/gtk.h", Some("gtk+-3.0")),
    ("Python.h", Some("python-3.11")),
    ("postgresql/libpq-fe.h", Some("libpq")),
    ("libxml/parser.h", Some("libxml-2.0")),
    ("git2.h", Some("libgit2")),
];

/// Where Debian puts the headers of mingw-w64.
const MINGW: &str = "/usr/share/mingw-w64/include";

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (header, package) in LIBRARIES {
        trials.push(Trial::test(header, move || library(header, package)));
    }
    for name in support::C11 {
        let header = format!("{name}.h");
        trials.push(Trial::test(format!("c11/{header}"), move || {
            holds(&header, &[])
        }));
    }
    trials.push(Trial::test("windows.h", windows));
    trials.push(Trial::test("sqlite3.h/functions", sqlite_functions));
    trials.push(Trial::test("sqlite3.h/constants", sqlite_constants));
    trials.push(Trial::test("damage_is_seen", damage_is_seen));
    libtest_mimic::run(&arguments, trials).exit();
}

/// A library's header with the flags that its users compile with.
fn library(header: &str, package: Option<&str>) -> Result<(), Failed> {
    let mut flags = match package {
        Some(package) => support::pkg_config(package)?,
        None => Vec::new(),
    };
    // `-D_REENTRANT` and the like stay; what only a linker or code generator reads goes.
    flags.retain(|flag| flag.starts_with("-I") || flag.starts_with("-D"));
    holds(header, &flags)
}

/// mingw-w64's `windows.h`.
fn windows() -> Result<(), Failed> {
    if !Path::new(MINGW).join("windows.h").exists() {
        return Err("no mingw-w64: run scripts/test.sh".into());
    }
    let isystem = format!("-isystem{MINGW}");
    holds(
        "windows.h",
        &["--target=x86_64-pc-windows-gnu".to_owned(), isystem],
    )
}

/// What must hold of every header: exit code 0, only the summary on standard error, a text that
/// it counts rightly, and the same bytes again, with every libclang.
fn holds(header: &str, flags: &[String]) -> Result<(), Failed> {
    let (text, stderr) = module(header, flags, &first_libclang()?)?;
    support::text::check(&text)?;
    if stderr.lines().count() != 1 {
        return Err(format!("more than the summary:\n{}", support::shortened(&stderr)).into());
    }
    let (said, found) = (Counts::of_summary(&stderr)?, Counts::of_text(&text));
    if said != found {
        return Err(format!("the summary says {said:?}, the text has {found:?}").into());
    }
    for libclang in support::libclangs()? {
        // A header of the compiler's own is another one with another compiler.
        if OWN.contains(&header) && libclang != first_libclang()? {
            continue;
        }
        let (again, _) = module(header, flags, &libclang)?;
        if text != again {
            let place = support::first_difference(&text, &again);
            let libclang = libclang.display();
            return Err(format!("with {libclang} the text is another, {place}").into());
        }
    }
    Ok(())
}

/// Headers that clang brings itself, with comments and macros that differ between versions.
const OWN: [&str; 8] = [
    "float.h",
    "iso646.h",
    "stdalign.h",
    "stdarg.h",
    "stdatomic.h",
    "stdbool.h",
    "stddef.h",
    "stdnoreturn.h",
];

/// The text and the standard error of one run with `--output`.
fn module(
    header: &str,
    flags: &[String],
    libclang: &std::path::Path,
) -> Result<(String, String), Failed> {
    let dir = tempfile::tempdir()?;
    let output = dir.path().join("out.pyrite");
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
    command
        .arg(header)
        .arg(format!("--output={}", output.display()))
        .args(flags);
    let run = support::run(&mut command)?;
    if run.code != Some(0) || !run.stdout.is_empty() {
        return Err(format!(
            "exit {:?}\n{}{}",
            run.code,
            support::shortened(&run.stdout),
            support::shortened(&run.stderr)
        )
        .into());
    }
    Ok((fs::read_to_string(&output)?, run.stderr))
}

/// The libclang that the corpus is read with first.
fn first_libclang() -> Result<std::path::PathBuf, Failed> {
    let all = support::libclangs()?;
    Ok(all.into_iter().next().ok_or("no libclang to test with")?)
}

/// Every function that clang's own dump of `sqlite3.h` declares is an item of the text.
fn sqlite_functions() -> Result<(), Failed> {
    let functions = compilers::declared_functions("sqlite3.h", "sqlite3")?;
    if functions.len() < 200 {
        return Err(format!("only {} functions found by clang", functions.len()).into());
    }
    let (text, _) = module("sqlite3.h", &[], &first_libclang()?)?;
    let missing = missing_functions(&functions, &text);
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!("not in the text: {}", missing.join(", ")).into()),
    }
}

/// The functions that a text neither declares nor skips.
fn missing_functions(functions: &[String], text: &str) -> Vec<String> {
    let lines: Vec<&str> = item_lines(text).collect();
    let has = |name: &str| {
        lines.iter().any(|line| {
            let declared = line.strip_prefix("extern ").is_some_and(|rest| {
                let rest = rest.split_once("fn ").map_or("", |(_, rest)| rest);
                rest.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('('))
            });
            let skipped = line
                .strip_prefix("# skipped: ")
                .and_then(|rest| rest.strip_prefix(name));
            declared || skipped.is_some_and(|rest| rest.starts_with(" ("))
        })
    };
    functions
        .iter()
        .filter(|name| !has(name))
        .cloned()
        .collect()
}

/// Every `SQLITE_` macro that gcc gives an integer or text is a constant of its type and value.
fn sqlite_constants() -> Result<(), Failed> {
    let expected = compilers::compiled_constants("sqlite3.h", "SQLITE_")?;
    if expected.len() < 300 {
        return Err(format!("only {} constants found by gcc", expected.len()).into());
    }
    let module = json_module("sqlite3.h")?;
    let wrong = wrong_constants(&expected, &module);
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

/// The module that `--emit=json` writes.
fn json_module(header: &str) -> Result<Module, Failed> {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &first_libclang()?);
    let json = support::output_of(command.arg(header).arg("--emit=json"))?;
    Ok(serde_json::from_str::<Module>(&json)?.fixed())
}

/// The constants that a module lacks or has with another type or value.
fn wrong_constants(expected: &BTreeMap<String, String>, module: &Module) -> Vec<String> {
    let mut found = BTreeMap::new();
    for item in &module.items {
        if let ItemKind::Constant(constant) = &item.kind {
            let ty = match &constant.ty {
                Type::Int(bits) => format!("i{bits}"),
                Type::Uint(bits) => format!("u{bits}"),
                Type::Str => "str".to_owned(),
                other => format!("{other:?}"),
            };
            let value = match &constant.value {
                Literal::Integer(value) => value.to_string(),
                Literal::Text(text) => format!("\"{text}\""),
                other => format!("{other:?}"),
            };
            let name = item.c_name.as_ref().unwrap_or(&item.name);
            found.insert(name.clone(), format!("{ty} {value}"));
        }
    }
    let mut wrong = Vec::new();
    for (name, value) in expected {
        match found.get(name) {
            Some(other) if other == value => {}
            Some(other) => wrong.push(format!("{name}: gcc has {value}, the module {other}")),
            None => wrong.push(format!("{name}: gcc has {value}, the module nothing")),
        }
    }
    wrong
}

/// The checks above report what is wrong on purpose.
fn damage_is_seen() -> Result<(), Failed> {
    let functions = ["f".to_owned(), "g".to_owned(), "h".to_owned()];
    let text = "extern fn f()\nextern \"stdcall\" fn g(a: i32)\n# skipped: h (static) at a.h:1\n";
    assert_eq!(missing_functions(&functions, text), Vec::<String>::new());
    assert_eq!(
        missing_functions(&functions, &text.replace("fn f", "fn ff")),
        ["f"]
    );
    assert_eq!(
        missing_functions(&functions, &text.replace(": h", ": hh")),
        ["h"]
    );

    let expected = compilers::compiled_constants("sqlite3.h", "SQLITE_")?;
    assert_eq!(
        expected.get("SQLITE_ERROR").map(String::as_str),
        Some("i32 1")
    );
    assert!(
        expected
            .get("SQLITE_VERSION")
            .is_some_and(|v| v.starts_with("str \"3."))
    );
    assert!(!expected.contains_key("SQLITE_TRANSIENT"));
    let mut module = Module {
        schema: quarry_bindgen::map::model::SCHEMA,
        headers: Vec::new(),
        target: quarry_bindgen::target::Target::parse(support::HOST)?,
        dialect: quarry_bindgen::map::model::Dialect::Spec,
        data_model: quarry_bindgen::target::DataModel::lp64(),
        link: Vec::new(),
        doc: Vec::new(),
        needed: Default::default(),
        items: vec![constant("A", 1)],
    };
    let one = BTreeMap::from([("A".to_owned(), "i32 1".to_owned())]);
    assert_eq!(wrong_constants(&one, &module), Vec::<String>::new());
    for (name, value) in [("A", 2), ("B", 1)] {
        module.items = vec![constant(name, value)];
        assert_eq!(wrong_constants(&one, &module).len(), 1);
    }
    let two = BTreeMap::from([("A".to_owned(), "u32 1".to_owned())]);
    module.items = vec![constant("A", 1)];
    assert_eq!(wrong_constants(&two, &module).len(), 1);
    Ok(())
}

/// `const name: i32 = value`
fn constant(name: &str, value: i128) -> quarry_bindgen::map::model::Item {
    quarry_bindgen::map::model::Item {
        name: name.to_owned(),
        c_name: None,
        location: quarry_bindgen::location::Location {
            file: "a.h".into(),
            line: 1,
            column: 1,
        },
        doc: Vec::new().into(),
        remarks: Vec::new(),
        kind: ItemKind::Constant(quarry_bindgen::map::model::Constant {
            ty: Type::Int(32),
            value: Literal::Integer(value),
        }),
    }
}
