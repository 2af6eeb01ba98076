//! A module whose targets were read on several machines is the one that a single run writes; what
//! comes from another machine can be anything, and does no harm.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "across/damage.rs"]
mod damage;
#[path = "across/faults.rs"]
mod faults;
#[path = "across/jobs.rs"]
mod jobs;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Targets that differ in all that a module can differ in.
const TARGETS: [&str; 6] = [
    support::HOST,
    "i686-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "avr-unknown-none",
];

/// What is hard to hold in JSON: 128 bits, floats that are rounded, texts that are none.
const HARD: &str = r#"/** Tab	and "quotes" and \ and é. */
#ifdef __SIZEOF_INT128__
__int128 wide(__int128 *p);
struct wide { char c; unsigned __int128 w; };
#endif
#define BIG 0xffffffffffffffffu
#define SMALL (-9223372036854775807 - 1)
#define PI 3.141592653589793238
#define TENTH 0.1f
#define TINY 4.9406564584124654e-324
#define HUGE 1.7976931348623157e308
#define NEGATIVE_ZERO -0.0
#define BYTES "\xff\xfe\0A"
#define TEXT "é\t\"\\\n\x1b"
#define WIDE L"\x263a é"
#define U16 u"\xd83d"
#define U32 U"\x1f600"
struct bits { long a : 5; unsigned b : 27; signed char c : 3; wchar_t *w; double d[3]; };
long f(unsigned long a, wchar_t w, double d, char c);
"#;

/// `quarry bindgen` in a directory.
fn quarry(directory: &Path) -> Command {
    let libclang = support::libclangs().unwrap().remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command.current_dir(directory);
    command
}

/// Writes the part of each target; gives their names, the last one first.
fn parts(directory: &Path, arguments: &[&str], targets: &[&str]) -> Vec<String> {
    let part = |target: &&str| {
        let name = format!("{target}.json");
        let mut command = quarry(directory);
        command.args(arguments).args([
            "--emit=mapped",
            &format!("--target={target}"),
            &format!("--output={name}"),
        ]);
        support::output_of(&mut command).unwrap();
        name
    };
    targets.iter().rev().map(part).collect()
}

/// What a command writes and says.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let run = support::run(command).unwrap();
    (run.code, run.stdout, run.stderr)
}

/// Panics unless the parts' module is that of one run, in every form.
fn compare(directory: &Path, arguments: &[&str], targets: &[&str]) {
    let parts = parts(directory, arguments, targets);
    for form in ["--emit=pyrite", "--emit=json"] {
        let mut one = quarry(directory);
        one.args(arguments).args([form, "--verbose", "--report"]);
        one.args(targets.iter().map(|it| format!("--target={it}")));
        let mut merged = quarry(directory);
        merged.arg("merge").args(&parts);
        merged.args([form, "--verbose", "--report"]);
        // Neither libclang nor the header is there.
        merged.env("LIBCLANG_PATH", "/nonexistent");
        let (one, merged) = (run(&mut one), run(&mut merged));
        assert_eq!(one.0, Some(0), "{}", one.2);
        assert_eq!(merged.0, Some(0), "{}", merged.2);
        assert!(
            one.1 == merged.1,
            "{arguments:?} {form}: {}",
            support::first_difference(&one.1, &merged.1)
        );
        // clang's own messages are about files of the machine that read them.
        let counts = |said: &str| {
            let lines = said.lines().filter(|line| {
                ["wrote ", "skipped: "]
                    .iter()
                    .any(|it| line.starts_with(it))
                    || line.contains(" declarations on ")
                    || line.contains("differ")
                    || line.starts_with("warning: `--")
                    || line.starts_with("warning: header `")
            });
            lines.map(str::to_owned).collect::<Vec<String>>()
        };
        assert_eq!(counts(&one.2), counts(&merged.2), "{arguments:?}");
    }
}

#[test]
fn small_headers() {
    let directory = support::root().join("test-headers");
    let work = tempfile::tempdir().unwrap();
    for (name, arguments) in [
        ("long.h", &[][..]),
        ("bitfield_straddle.h", &[]),
        ("macro_float.h", &[]),
        ("macro_string_bytes.h", &[]),
        ("comment_hostile.h", &[]),
        ("unicode_names.h", &[]),
        ("names_all.h", &["--names=pyrite"]),
        ("va_list.h", &["--link=c", "--link=m"]),
    ] {
        let header = directory.join(name);
        let arguments = [&[header.to_str().unwrap()], arguments].concat();
        compare(work.path(), &arguments, &TARGETS[..5]);
    }
}

#[test]
fn what_json_could_lose() {
    let work = tempfile::tempdir().unwrap();
    fs::write(
        work.path().join("hard.h"),
        format!("#include <stddef.h>\n{HARD}"),
    )
    .unwrap();
    compare(work.path(), &["hard.h"], &TARGETS[..5]);
    let options = [
        "hard.h",
        "--rename=f=g",
        "--block=BIG",
        "--allow=nothing",
        "--allow=.*",
    ];
    compare(work.path(), &options, &TARGETS[..5]);
    compare(work.path(), &["hard.h"], &TARGETS[..1]);
}

#[test]
fn a_real_header() {
    let work = tempfile::tempdir().unwrap();
    let header = Path::new("/usr/include/sqlite3.h");
    assert!(header.is_file(), "run scripts/test.sh");
    let arguments = [
        "/usr/include/sqlite3.h",
        "--link=sqlite3",
        "--strip-prefix=sqlite3_",
        "--rename=type:sqlite3=database",
    ];
    compare(work.path(), &arguments, &TARGETS);
}

#[test]
fn a_header_that_some_targets_lack() {
    let work = tempfile::tempdir().unwrap();
    fs::write(at(work.path(), "a.h"), "int f(void);\n").unwrap();
    let arguments = ["a.h", "sys/epoll.h", "--skip-missing", "--allow=f|epoll_.*"];
    let targets = [support::HOST, "x86_64-pc-windows-gnu"];
    compare(work.path(), &arguments, &targets);
    let mut alone = quarry(work.path());
    let (code, _, said) = run(alone.args(["merge", "x86_64-pc-windows-gnu.json"]));
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("header `sys/epoll.h` was not found"),
        "{said}"
    );
}

/// The path of a file in a directory.
fn at(directory: &Path, name: &str) -> PathBuf {
    directory.join(name)
}
