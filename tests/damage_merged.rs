//! Damage in a module for several targets is reported by `quarry bindgen verify`, on the targets
//! that it is wrong on and on no other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::Run;

/// The targets, in the order of the table.
const TARGETS: [&str; 4] = [
    support::HOST,
    "i686-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
];

/// What differs between targets: a width, a sign, an enumeration's type, the order of bits, a
/// symbol, a convention, a value, and what only some have.
const HEADER: &str = "\
long plain(unsigned long a, char c);
typedef long counter;
enum color { RED, GREEN = 5 };
struct flags { unsigned a : 3, b : 5; };
struct holds { char c; long l; enum color e; };
#ifdef _WIN32
#define SYSTEM 1
int only_windows(int);
#else
#define SYSTEM 2
int renamed(int) __asm__(\"renamed64\");
#endif
#ifdef __i386__
__attribute__((fastcall)) int fast(int);
#else
int fast(int);
#endif
void last(long double *);
";

/// What is changed into what, the targets that it is wrong on, and what is said there.
type Damage = (&'static str, &'static str, &'static [usize], &'static str);

/// Each alone in a module that is right otherwise.
const DAMAGES: &[Damage] = &[
    // Conditions.
    (
        "@cfg(target_os = \"linux\")\ntype color",
        "@cfg(target_os = \"windows\")\ntype color",
        &[0, 1, 2, 3],
        "color",
    ),
    (
        "@cfg(target_os = \"windows\")\ntype color",
        "@cfg(not(target_endian = \"big\"))\ntype color",
        &[0, 1],
        "a second item of this name",
    ),
    (
        "@cfg(target_endian = \"big\")\nimpl flags",
        "@cfg(target_os = \"linux\")\nimpl flags",
        &[0, 1],
        "impl flags: a second method `set_b`",
    ),
    (
        "@cfg(target_endian = \"big\")\ntype c_char",
        "@cfg(target_pointer_width = \"16\")\ntype c_char",
        &[2],
        "no item defines `c_char`",
    ),
    (
        "@cfg(target_pointer_width = \"32\")\nextern \"fastcall\"",
        "@cfg(target_os = \"windows\")\nextern \"fastcall\"",
        &[3],
        "fast",
    ),
    (
        "@cfg(target_os = \"windows\")\nextern fn only_windows",
        "@cfg(target_arch = \"x86_64\")\nextern fn only_windows",
        &[0],
        "only_windows",
    ),
    (
        "@cfg(target_os = \"windows\")\nconst SYSTEM",
        "@cfg(target_pointer_width = \"64\")\nconst SYSTEM",
        &[0, 2],
        "SYSTEM",
    ),
    // Copies.
    ("type c_long = i64", "type c_long = i32", &[0, 2], "c_long"),
    ("type c_long = i32", "type c_long = i64", &[1, 3], "c_long"),
    ("type c_char = u8", "type c_char = i8", &[2], "c_char"),
    ("type color = i32", "type color = i16", &[3], "color"),
    (
        "const SYSTEM: i32 = 2",
        "const SYSTEM: i32 = 3",
        &[0, 1, 2],
        "SYSTEM",
    ),
    ("\"renamed64\"", "\"renamed32\"", &[0, 1, 2], "renamed"),
    ("extern \"fastcall\"", "extern \"stdcall\"", &[1], "fast"),
    // What is written once.
    ("l: c_long", "l: i64", &[1, 3], "holds"),
    ("c: c_char\n", "c: i8\n", &[2], "holds"),
    (
        "type counter = c_long",
        "type counter = c_ulong",
        &[0, 1, 2, 3],
        "counter",
    ),
    ("e: color", "e: u32", &[3], "holds"),
];

/// The module of the header, checked after a change.
fn check(dir: &Path, text: &str) -> Run {
    fs::write(dir.join("a.pyrite"), text).unwrap();
    let mut command = quarry(dir);
    support::run(command.args(["verify", "a.pyrite", "--header=a.h"])).unwrap()
}

/// The program, in a directory with a header and an empty system.
fn quarry(dir: &Path) -> std::process::Command {
    let libclang = support::libclangs().unwrap().pop().unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command.current_dir(dir);
    command
}

/// The options for systems without headers.
fn systems() -> impl Iterator<Item = String> {
    let foreign = TARGETS.iter().skip(1);
    foreign.map(|target| format!("--sysroot-for={target}=nothing"))
}

#[test]
fn damage_is_seen_where_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    fs::create_dir(dir.join("nothing")).unwrap();
    fs::write(dir.join("a.h"), HEADER).unwrap();
    let mut command = quarry(dir);
    let targets = TARGETS.map(|target| format!("--target={target}"));
    let made = support::run(command.arg("a.h").args(&targets).args(systems())).unwrap();
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let good = check(dir, &made.stdout);
    assert_eq!(good.code, Some(0), "{}\n{}", good.stderr, made.stdout);
    for (from, to, wrong, said) in DAMAGES {
        let text = made.stdout.replacen(from, to, 1);
        assert_ne!(text, made.stdout, "no place for {from}");
        let run = check(dir, &text);
        let output = run.stdout.clone() + &run.stderr;
        let found = |target: &str| {
            let place = format!("({target}, ");
            let mut lines = output.lines().filter(|line| line.contains(&place));
            lines.any(|line| line.contains(said))
        };
        let found: BTreeSet<usize> = (0..TARGETS.len())
            .filter(|target| found(TARGETS[*target]))
            .collect();
        let wrong: BTreeSet<usize> = wrong.iter().copied().collect();
        assert_eq!(
            (run.code, found),
            (Some(1), wrong),
            "{from} -> {to}\n{output}"
        );
    }
}
