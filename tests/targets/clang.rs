//! Each row of the table against what clang's preprocessor predefines for its triple: nothing of
//! the program's own stands between them.

use std::collections::BTreeMap;
use std::process::Command;

use libtest_mimic::Failed;
use quarry_bindgen::map::model::Module;
use quarry_bindgen::target::Target;

use crate::facts::{FACTS, Facts, pointer_size};
use crate::{output, support};

/// A macro that only the compilers for an architecture have; the rows are told apart by it.
const ARCHITECTURES: [(&str, &str); 13] = [
    ("x86_64", "__x86_64__"),
    ("x86", "__i386__"),
    ("aarch64", "__aarch64__"),
    ("arm", "__arm__"),
    ("riscv64", "__LP64__ __riscv"),
    ("riscv32", "__ILP32__ __riscv"),
    ("powerpc64", "__powerpc64__"),
    ("s390x", "__s390x__"),
    ("mips", "__mips__"),
    ("wasm32", "__wasm32__"),
    ("avr", "__AVR__"),
    ("msp430", "__MSP430__"),
    ("loongarch64", "__loongarch64"),
];

/// The same of systems; what is below the first that fits is not looked at.
const SYSTEMS: [(&str, &str); 8] = [
    ("android", "__ANDROID__"),
    ("linux", "__linux__"),
    ("windows", "_WIN32"),
    ("ios", "__ENVIRONMENT_IPHONE_OS_VERSION_MIN_REQUIRED__"),
    ("macos", "__APPLE__"),
    ("freebsd", "__FreeBSD__"),
    ("netbsd", "__NetBSD__"),
    ("wasi", "__wasi__"),
];

/// The macros of a triple.
fn macros(version: u32, target: &Target) -> Result<BTreeMap<String, String>, Failed> {
    let mut command = Command::new(format!("clang-{version}"));
    command.arg(format!("--target={}", target.clang_triple));
    if target.arch == "msp430" {
        // The EABI's and gcc's, which clang has not by itself.
        command.arg("-funsigned-char");
    }
    let text = support::output_of(command.args(["-dM", "-E", "-x", "c", "/dev/null"]))?;
    let definitions = text
        .lines()
        .filter_map(|line| line.strip_prefix("#define "));
    let pairs = definitions.map(|it| it.split_once(' ').unwrap_or((it, "")));
    Ok(pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

/// The row, the facts that stand here by hand, and what the program was told agree with clang.
pub(crate) fn agrees(triple: &str, facts: &Facts) -> Result<(), Failed> {
    let row = Target::parse(triple)?;
    let libclangs = support::libclangs()?;
    for libclang in &libclangs {
        let version = support::version_of(libclang).ok_or("no version")?;
        let header = "test-headers/data_model.h";
        let module = output(libclang, header, triple, &["--emit=json"])?;
        let module: Module = serde_json::from_str(&module)?;
        if module.target != row {
            return Err(format!("{:?}, not {row:?}", module.target).into());
        }
        let wrong = differences(&row, facts, &module, &macros(version, &row)?);
        if !wrong.is_empty() {
            return Err(format!("clang-{version}: {}", wrong.join("; ")).into());
        }
    }
    Ok(())
}

/// What does not agree with the macros.
fn differences(
    row: &Target,
    facts: &Facts,
    module: &Module,
    macros: &BTreeMap<String, String>,
) -> Vec<String> {
    let has = |names: &&(&str, &str)| names.1.split(' ').all(|name| macros.contains_key(name));
    let first = |list: &[(&'static str, &str)]| list.iter().find(has).map(|it| it.0);
    let size = |name: &str| -> u64 {
        let value = macros.get(&format!("__SIZEOF_{name}__"));
        value.and_then(|it| it.parse().ok()).unwrap_or(0)
    };
    let flag = |name: &str| macros.contains_key(name).to_string();
    let big = macros
        .get("__BYTE_ORDER__")
        .is_some_and(|it| it == "__ORDER_BIG_ENDIAN__");
    let model = &module.data_model;
    // clang's for `__SIZEOF_LONG_DOUBLE__` are checked against both others.
    let pairs = [
        (
            "os",
            first(&SYSTEMS).unwrap_or("none").to_owned(),
            row.os.clone(),
        ),
        (
            "arch",
            first(&ARCHITECTURES).unwrap_or_default().to_owned(),
            row.arch.clone(),
        ),
        (
            "pointer width",
            (size("POINTER") * 8).to_string(),
            row.pointer_width.to_string(),
        ),
        ("byte order", big.to_string(), row.big_endian.to_string()),
        (
            "its byte order",
            big.to_string(),
            model.big_endian.to_string(),
        ),
        (
            "pointer",
            size("POINTER").to_string(),
            model.pointer.size.to_string(),
        ),
        (
            "pointer by hand",
            size("POINTER").to_string(),
            pointer_size(facts.model).to_string(),
        ),
        (
            "short",
            size("SHORT").to_string(),
            model.short.size.to_string(),
        ),
        ("int", size("INT").to_string(), model.int.size.to_string()),
        (
            "long",
            size("LONG").to_string(),
            model.long.size.to_string(),
        ),
        (
            "long long",
            size("LONG_LONG").to_string(),
            model.long_long.size.to_string(),
        ),
        (
            "float",
            size("FLOAT").to_string(),
            model.float.size.to_string(),
        ),
        (
            "double",
            size("DOUBLE").to_string(),
            model.double.size.to_string(),
        ),
        (
            "long double",
            size("LONG_DOUBLE").to_string(),
            model.long_double.size.to_string(),
        ),
        (
            "by hand",
            size("LONG_DOUBLE").to_string(),
            facts.long_double.0.to_string(),
        ),
        (
            "wchar_t",
            size("WCHAR_T").to_string(),
            model.wchar.size.to_string(),
        ),
        (
            "its sign",
            flag("__WCHAR_UNSIGNED__"),
            (!model.wchar_signed && !is_short(macros)).to_string(),
        ),
        (
            "char",
            flag("__CHAR_UNSIGNED__"),
            (!model.char_signed).to_string(),
        ),
        (
            "char by hand",
            flag("__CHAR_UNSIGNED__"),
            (facts.char == "u8").to_string(),
        ),
    ];
    let wrong = pairs.into_iter().filter(|(_, clang, ours)| clang != ours);
    wrong
        .map(|(what, clang, ours)| format!("{what}: {clang} in clang, {ours} here"))
        .collect()
}

/// Whether `wchar_t` is `unsigned short`, of which some clangs do not say that it is unsigned.
fn is_short(macros: &BTreeMap<String, String>) -> bool {
    !macros.contains_key("__WCHAR_UNSIGNED__")
        && macros
            .get("__WCHAR_TYPE__")
            .is_some_and(|it| it == "unsigned short")
}

/// Another row does not agree.
pub(crate) fn damage_is_seen() -> Result<(), Failed> {
    let libclang = support::libclangs()?.remove(0);
    let version = support::version_of(&libclang).ok_or("no version")?;
    let header = "test-headers/data_model.h";
    let of = |triple: &str| {
        let row = Target::parse(triple).unwrap();
        let facts = FACTS.iter().find(|(it, _)| *it == triple).unwrap().1;
        (row, facts)
    };
    let (row, facts) = of("x86_64-unknown-linux-gnu");
    let module = output(&libclang, header, &row.triple, &["--emit=json"])?;
    let module: Module = serde_json::from_str(&module)?;
    let own = macros(version, &row)?;
    assert_eq!(
        differences(&row, &facts, &module, &own),
        Vec::<String>::new()
    );
    for other in FACTS.map(|(triple, _)| triple) {
        let foreign = Target::parse(other)?;
        let is_like = foreign.os == row.os && foreign.arch == row.arch && !foreign.is_x32();
        if !is_like {
            let wrong = differences(&row, &facts, &module, &macros(version, &foreign)?);
            assert!(!wrong.is_empty(), "{other}");
        }
    }
    Ok(())
}
