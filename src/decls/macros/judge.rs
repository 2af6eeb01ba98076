//! clang as the judge of constants: which of them, for which targets, and what it is asked.

#![allow(clippy::wildcard_enum_match_arm)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

use super::examples::{avr, ilp32, llp64, lp64};
use super::*;
use crate::target::DataModel;

/// The C spelling of a type.
fn spelling(ty: &CType) -> &'static str {
    match ty {
        CType::Bool => "_Bool",
        CType::Char => "char",
        CType::SChar => "signed char",
        CType::UChar => "unsigned char",
        CType::Short => "short",
        CType::UShort => "unsigned short",
        CType::Int => "int",
        CType::UInt => "unsigned",
        CType::Long => "long",
        CType::ULong => "unsigned long",
        CType::LongLong => "long long",
        CType::ULongLong => "unsigned long long",
        CType::Float => "float",
        CType::Double => "double",
        CType::LongDouble => "long double",
        other => panic!("{other:?} is not the type of a generated expression"),
    }
}

/// What clang is to confirm of one macro.
pub(super) fn assertion(name: &str, value: &Value) -> String {
    let (ty, literal) = match value {
        Value::Integer(value, ty) if *value < 0 => (ty, format!("({}LL-1)", value + 1)),
        Value::Integer(value, ty) => (ty, format!("{value}ULL")),
        // Rust's shortest decimal reads back as the same double, here as there.
        Value::Float(value, ty) => (ty, format!("{value:e}L")),
        Value::Text(..) => panic!("no text is generated"),
    };
    let ty = spelling(ty);
    // An assertion takes no comma and no floating operand; an initializer is folded whatever it
    // holds, and refused where it divides by zero.
    format!(
        "_Static_assert(__builtin_types_compatible_p(__typeof__({name}), {ty}), \"{name} type\");\n\
         int value_of_{name} = 1 / (({name}) == ({ty}){literal});\n"
    )
}

/// The clangs of this machine: the versions differ in what they fold.
pub(super) fn clangs() -> Vec<&'static str> {
    ["clang-14", "clang-19", "clang"]
        .into_iter()
        .filter(|name| Command::new(name).arg("--version").output().is_ok())
        .collect()
}

/// Runs clang for a target on a C text, and returns whether it succeeded, its output and errors.
pub(super) fn run(
    clang: &str,
    target: &str,
    options: &[&str],
    text: &str,
) -> (bool, String, String) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("test.c");
    std::fs::write(&path, text).unwrap();
    let output = Command::new(clang)
        .arg(format!("--target={target}"))
        .args(["-std=gnu17", "-Wno-everything", "-ferror-limit=0"])
        .args(options)
        .arg(&path)
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// A target of clang, and its widths.
type Target = (&'static str, fn() -> DataModel);

/// The targets, with their widths.
pub(super) const TARGETS: [Target; 4] = [
    ("x86_64-linux-gnu", lp64),
    ("x86_64-pc-windows-msvc", llp64),
    ("i686-linux-gnu", ilp32),
    ("avr", avr),
];

/// The macros that clang itself defines for a target: name, and definition from the name on.
pub(super) fn predefined_macros(clang: &str, target: &str) -> Vec<(String, String)> {
    let (_, predefined, _) = run(clang, target, &["-dM", "-E"], "");
    assert!(
        predefined.contains("__SIZE_TYPE__"),
        "{clang} does not know {target}"
    );
    let definition = |line: &str| {
        let definition = line.strip_prefix("#define ").unwrap();
        let end = definition.find([' ', '(']).unwrap_or(definition.len());
        (definition[..end].to_owned(), definition.to_owned())
    };
    predefined.lines().map(definition).collect()
}

/// How many of the lines under `REFUSED` clang refuses, and what it says.
pub(super) fn refusals(clang: &str, target: &str, text: &str) -> (usize, String) {
    let options = [
        "-fsyntax-only",
        "-DREFUSED",
        // gcc's errors for constants are clang's warnings.
        "-Werror=shift-count-overflow",
        "-Werror=shift-count-negative",
        "-Werror=division-by-zero",
    ];
    let (_, _, errors) = run(clang, target, &options, text);
    // The line below a message is the one that it is about.
    let lines: std::collections::BTreeSet<&str> = errors
        .lines()
        .zip(errors.lines().skip(1))
        .filter(|(message, line)| message.contains("error:") && line.contains("refused_"))
        .filter_map(|(message, _)| message.split(':').nth(1))
        .collect();
    (lines.len(), errors)
}
