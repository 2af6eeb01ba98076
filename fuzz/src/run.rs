//! The whole program on one header: the built `quarry` with a real libclang.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::pyrite::{self, Dialect};

/// How long one header may take. The limit that the program is given is shorter.
const LONGEST: Duration = Duration::from_secs(30);

/// The program: `QUARRY_FUZZ_BINARY`, or what `cargo build` makes.
fn binary() -> PathBuf {
    std::env::var_os("QUARRY_FUZZ_BINARY").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../target/debug/quarry").into(),
        PathBuf::from,
    )
}

/// The directories of the libclangs to try: `QUARRY_TEST_LIBCLANGS`, separated by `:`, or
/// Debian's 14 and 19.
fn libclangs() -> Vec<String> {
    let list = std::env::var("QUARRY_TEST_LIBCLANGS");
    let list = list.unwrap_or_else(|_| "/usr/lib/llvm-14/lib:/usr/lib/llvm-19/lib".to_owned());
    list.split(':').map(str::to_owned).collect()
}

/// Runs the program on a header with each libclang, and panics where one of the runs breaks a
/// promise: it ends in time with 0 or 1, says nothing of mistakes of its own, writes a module or
/// one error, and makes no other file. Gives the modules that were written.
pub fn run(header: &[u8], arguments: &[&str]) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a directory");
    let path = |name: &str| directory.path().join(name);
    let mut modules = Vec::new();
    for libclang in libclangs() {
        std::fs::write(path("a.h"), header).expect("a header");
        let start = Instant::now();
        let output = Command::new(binary())
            .args(["bindgen", "a.h", "--output=out", "--timeout=10", "--memory-limit=2048"])
            .args(arguments)
            .env_clear()
            .env("LIBCLANG_PATH", &libclang)
            .current_dir(&directory)
            .stdin(Stdio::null())
            .output()
            .expect("quarry is built");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(start.elapsed() < LONGEST, "{libclang}: {:?}", start.elapsed());
        assert!(output.stdout.is_empty(), "{libclang}: something on standard output");
        for mistake in ["panicked", "internal error", "no usable answer", "mistake in quarry"] {
            assert!(!said.contains(mistake), "{libclang}: {said}");
        }
        let mut names: Vec<String> = std::fs::read_dir(&directory)
            .expect("the directory")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        match output.status.code() {
            Some(0) => {
                assert_eq!(names, ["a.h", "out"], "{libclang}: {said}");
                modules.push(std::fs::read_to_string(path("out")).expect("a module is text"));
                std::fs::remove_file(path("out")).expect("it was written");
            }
            Some(1) => {
                assert_eq!(names, ["a.h"], "{libclang}: {said}");
                assert!(said.contains("error: "), "{libclang}: {said}");
            }
            code => panic!("{libclang}: {code:?}: {said}"),
        }
    }
    modules
}

/// Panics where the strict reader of the tests refuses a module.
pub fn read_module(text: &str, alpha: bool) {
    let dialect = if alpha { Dialect::Alpha } else { Dialect::Spec };
    if let Err(breach) = pyrite::check(text, dialect) {
        panic!("the module breaks a rule: {breach}\n{text}");
    }
}
