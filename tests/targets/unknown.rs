//! Targets that the table does not have: clang says what they are, or that it has none such.

use std::fs;
use std::path::Path;

use libtest_mimic::Failed;
use quarry_bindgen::map::model::Module;
use quarry_bindgen::target::Target;

use crate::support;

/// A triple, the oldest libclang that has it, and what Rust calls its parts.
const DESCRIBED: [(&str, u32, [&str; 5]); 14] = [
    (
        "loongarch64-unknown-linux-gnu",
        16,
        ["linux", "loongarch64", "gnu", "64", "little"],
    ),
    (
        "sparc64-unknown-linux-gnu",
        0,
        ["linux", "sparc64", "gnu", "64", "big"],
    ),
    (
        "powerpc-unknown-linux-gnu",
        0,
        ["linux", "powerpc", "gnu", "32", "big"],
    ),
    (
        "hexagon-unknown-none",
        0,
        ["none", "hexagon", "", "32", "little"],
    ),
    (
        "powerpc64-unknown-linux-gnu",
        0,
        ["linux", "powerpc64", "gnu", "64", "big"],
    ),
    (
        "aarch64_be-unknown-linux-gnu",
        0,
        ["linux", "aarch64", "gnu", "64", "big"],
    ),
    (
        "riscv64-unknown-none-elf",
        0,
        ["none", "riscv64", "", "64", "little"],
    ),
    (
        "x86_64-unknown-openbsd",
        0,
        ["openbsd", "x86_64", "", "64", "little"],
    ),
    (
        "mips64el-linux-gnuabin32",
        0,
        ["linux", "mips64", "gnu", "32", "little"],
    ),
    (
        "m68k-unknown-linux-gnu",
        0,
        ["linux", "m68k", "gnu", "32", "big"],
    ),
    (
        "arm64-apple-ios14.0-simulator",
        0,
        ["ios", "aarch64", "sim", "64", "little"],
    ),
    (
        "aarch64-linux-android30",
        0,
        ["android", "aarch64", "", "64", "little"],
    ),
    (
        "x86_64-unknown-uefi",
        0,
        ["uefi", "x86_64", "", "64", "little"],
    ),
    (
        "i586-unknown-linux-musl",
        0,
        ["linux", "x86", "musl", "32", "little"],
    ),
];

/// What the parts of a target are, and widths and layouts follow them.
pub(crate) fn described() -> Result<(), Failed> {
    for libclang in support::libclangs()? {
        let version = support::version_of(&libclang).ok_or("no version")?;
        for (triple, minimum, expected) in DESCRIBED {
            let target = format!("--target={triple}");
            if version < minimum {
                refused(&libclang, triple, "unknown target")?;
                continue;
            }
            let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
            command.current_dir(support::root());
            let json = support::output_of(command.args([
                "test-headers/data_model.h",
                "--emit=json",
                &target,
            ]))?;
            let module: Module = serde_json::from_str(&json)?;
            let Target { os, arch, env, .. } = &module.target;
            let endian = if module.target.big_endian {
                "big"
            } else {
                "little"
            };
            let width = module.target.pointer_width.to_string();
            let found = [os, arch, env, &width, endian];
            if found != expected || module.target.triple != triple {
                return Err(format!("{triple}: {found:?}").into());
            }
            assert_eq!(
                module.data_model.big_endian, module.target.big_endian,
                "{triple}"
            );
            assert_eq!(
                module.data_model.pointer.size * 8,
                width.parse::<u64>()?,
                "{triple}"
            );
            let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
            command.current_dir(support::root());
            let verified = ["test-headers/data_model.h", &target, "--verify", "--quiet"];
            support::output_of(command.args(verified))?;
        }
    }
    Ok(())
}

/// One error, exit code 2, no product.
fn refused(libclang: &Path, value: &str, words: &str) -> Result<(), Failed> {
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
    command.current_dir(support::root());
    let output = command
        .arg("test-headers/long.h")
        .arg(format!("--target={value}"))
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let is_right = output.status.code() == Some(2)
        && output.stdout.is_empty()
        && said.starts_with("error: ")
        && said.matches("error: ").count() == 1
        && said.contains(words)
        && said.contains("quarry bindgen targets")
        && said.len() < 1000;
    match is_right {
        true => Ok(()),
        false => Err(format!("{value:?}: {said}").into()),
    }
}

/// Words that no clang knows, and such as would harm where they got to it.
pub(crate) fn hostile() -> Result<(), Failed> {
    let libclang = support::libclangs()?.remove(0);
    let long = "x".repeat(10_000);
    let long_triple = format!("{long}-unknown-linux-gnu");
    for (value, words) in [
        ("", "`--target=`"),
        (" ", "unknown target"),
        ("-x", "`-x`"),
        ("--config=/etc/passwd", "unknown target"),
        ("x86_64-linux-gnu\n", "unknown target"),
        ("x86_64 linux gnu", "unknown target"),
        ("x86_64-linux-gmu", "`x86_64-linux-gnu`"),
        ("x86_64-unknown-foobsd", "did you mean"),
        ("nonsense-unknown-linux-gnu", "unknown target"),
        ("s390-linux-gnu", "`s390x-linux-gnu`"),
        ("linux-gnu", "unknown target"),
        ("../../etc-linux-gnu", "unknown target"),
        ("\u{1b}[31m-linux-gnu", "unknown target"),
        (&long, "unknown target"),
        (&long_triple, "unknown target"),
    ] {
        refused(&libclang, value, words)?;
    }
    Ok(())
}

/// A file's line is named where clang does not know its triple.
pub(crate) fn in_a_file() -> Result<(), Failed> {
    let libclang = support::libclangs()?.remove(0);
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("targets");
    fs::write(&file, "# all\navr\n\nnonsense-unknown-linux-gnu\n")?;
    let place = format!("{}:4: unknown target", file.display());
    refused(&libclang, &format!("@{}", file.display()), &place)
}
