//! What the tests share: running the built program with a chosen libclang, and reading its
//! summary and its text.

#![allow(dead_code, reason = "every test binary uses its own part")]

pub(crate) mod compilers;
pub(crate) mod counts;
pub(crate) mod numbers;
pub(crate) mod pyrite;
pub(crate) mod text;
pub(crate) mod wording;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt;

/// The target whose system headers the machine has.
pub(crate) const HOST: &str = "x86_64-unknown-linux-gnu";

/// The headers of the C11 library (C11 §7.1.2).
pub(crate) const C11: [&str; 29] = [
    "assert",
    "complex",
    "ctype",
    "errno",
    "fenv",
    "float",
    "inttypes",
    "iso646",
    "limits",
    "locale",
    "math",
    "setjmp",
    "signal",
    "stdalign",
    "stdarg",
    "stdatomic",
    "stdbool",
    "stddef",
    "stdint",
    "stdio",
    "stdlib",
    "stdnoreturn",
    "string",
    "tgmath",
    "threads",
    "time",
    "uchar",
    "wchar",
    "wctype",
];

/// No run of the program in the tests may take longer, whatever the header does to it.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// What one run of a program left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The exit code; `None` after a signal or when the time limit ran out.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What stands beside what cargo makes, and has a name with that start: there `scripts/test.sh`
/// puts what it installs from PyPI.
pub(crate) fn beside(start: &str) -> Vec<PathBuf> {
    let test = std::env::current_exe().unwrap_or_default();
    let made = test.ancestors().nth(3).and_then(|it| it.read_dir().ok());
    let entries = made.into_iter().flatten().flatten();
    let named = entries.filter(|it| it.file_name().to_string_lossy().starts_with(start));
    named.map(|entry| entry.path()).collect()
}

/// The directories of the libclangs that every output must be the same with: Debian's 14 and 19,
/// or those of `QUARRY_TEST_LIBCLANGS`, separated by `:`.
///
/// # Errors
/// What to install, when one of them holds no libclang.
pub(crate) fn libclangs() -> Result<Vec<PathBuf>, String> {
    let dirs = std::env::var("QUARRY_TEST_LIBCLANGS")
        .unwrap_or_else(|_| "/usr/lib/llvm-14/lib:/usr/lib/llvm-19/lib".to_owned());
    let dirs: Vec<PathBuf> = dirs.split(':').map(PathBuf::from).collect();
    for dir in &dirs {
        if !holds_libclang(dir) {
            return Err(format!(
                "no libclang in {}: on Debian, `apt-get install libclang1-14 libclang-common-14-dev \
                 libclang1-19 libclang-common-19-dev`; elsewhere, set QUARRY_TEST_LIBCLANGS to the \
                 directories of two versions, separated by `:`",
                dir.display()
            ));
        }
    }
    Ok(dirs)
}

/// The libclang that `scripts/install.sh` installs with the program: in the directory that
/// `QUARRY_TEST_LIBCLANG_SHIPPED` names, or where `scripts/test.sh` has put it.
///
/// # Errors
/// What to do, when it is in neither.
pub(crate) fn shipped() -> Result<PathBuf, String> {
    std::env::var_os("QUARRY_TEST_LIBCLANG_SHIPPED")
        .map(PathBuf::from)
        .or_else(|| beside(SHIPPED).pop())
        .ok_or_else(|| {
            "no libclang as it is installed with the program: run scripts/test.sh, or set \
             QUARRY_TEST_LIBCLANG_SHIPPED to its directory"
                .to_owned()
        })
}

/// How the name of its directory begins; the version follows.
const SHIPPED: &str = "shipped-";

/// The version of a libclang in a directory like `/usr/lib/llvm-14/lib`, or of the one that is
/// [`shipped`].
pub(crate) fn version_of(libclang: &Path) -> Option<u32> {
    let mut parts = libclang.components().map(|part| part.as_os_str().to_str());
    parts.find_map(|part| {
        let version = part?
            .strip_prefix("llvm-")
            .or(part?.strip_prefix(SHIPPED))?;
        version.split('.').next()?.parse().ok()
    })
}

/// Whether a directory has a `libclang….so…` in it.
fn holds_libclang(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            (name.starts_with("libclang.so") || name.starts_with("libclang-"))
                && name.contains(".so")
                && !name.starts_with("libclang-cpp")
        })
    })
}

/// `quarry bindgen` with one libclang and an environment that changes no parse.
///
/// `binary` is `env!("CARGO_BIN_EXE_quarry")`, which only a test's root file may name.
/// `QUARRY_TEST_BINARY` puts another program in its place, to try the tests themselves.
pub(crate) fn quarry(binary: &str, libclang: &Path) -> Command {
    let binary = std::env::var("QUARRY_TEST_BINARY").unwrap_or_else(|_| binary.to_owned());
    let mut command = Command::new(binary);
    command
        .arg("bindgen")
        .env("LIBCLANG_PATH", libclang)
        .env("NO_COLOR", "1")
        // A cache is what a test of it brings.
        .env("QUARRY_CACHE_DIR", "/dev/null/none");
    for name in [
        "CPATH",
        "C_INCLUDE_PATH",
        "CCC_OVERRIDE_OPTIONS",
        "SDKROOT",
        "ZIG",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs a command with nothing on its standard input.
///
/// # Errors
/// It could not be started, did not end in time, or wrote what is not UTF-8.
pub(crate) fn run(command: &mut Command) -> Result<Run, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (out, err) = (dir.path().join("out"), dir.path().join("err"));
    let create = |path: &Path| File::create(path).map_err(|e| e.to_string());
    let mut child = command
        .stdin(Stdio::null())
        .stdout(create(&out)?)
        .stderr(create(&err)?)
        .spawn()
        .map_err(|e| format!("{command:?}: {e}"))?;
    let status = child.wait_timeout(TIME_LIMIT).map_err(|e| e.to_string())?;
    let code = match status {
        Some(status) => status.code(),
        None => {
            child.kill().map_err(|e| e.to_string())?;
            child.wait().map_err(|e| e.to_string())?;
            return Err(format!("{command:?}: no end after {TIME_LIMIT:?}"));
        }
    };
    let text = |path: &Path| {
        String::from_utf8(fs::read(path).map_err(|e| e.to_string())?)
            .map_err(|e| format!("{command:?}: {e}"))
    };
    Ok(Run {
        code,
        stdout: text(&out)?,
        stderr: text(&err)?,
    })
}

/// Runs a command that must succeed, and gives its standard output.
///
/// # Errors
/// Its standard error, when it does not exit with 0.
pub(crate) fn output_of(command: &mut Command) -> Result<String, String> {
    let run = run(command)?;
    if run.code != Some(0) {
        return Err(format!(
            "{command:?}: exit {:?}\n{}",
            run.code,
            shortened(&run.stderr)
        ));
    }
    Ok(run.stdout)
}

/// The flags of a package as `pkg-config --cflags` has them.
///
/// # Errors
/// The package to install.
pub(crate) fn pkg_config(name: &str) -> Result<Vec<String>, String> {
    let flags = output_of(Command::new("pkg-config").args(["--cflags", name]))
        .map_err(|e| format!("{e}\npkg-config does not know {name}: run scripts/test.sh"))?;
    Ok(flags.split_whitespace().map(str::to_owned).collect())
}

/// The first lines of a text, for a message.
pub(crate) fn shortened(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().take(30).collect();
    if text.lines().count() > lines.len() {
        lines.push("…");
    }
    lines.join("\n")
}

/// The first place where two texts differ, for a message.
pub(crate) fn first_difference(left: &str, right: &str) -> String {
    let mut right_lines = right.lines();
    for (number, line) in left.lines().enumerate() {
        match right_lines.next() {
            Some(other) if other == line => {}
            other => {
                return format!(
                    "line {}:\n  {line}\n  {}",
                    number + 1,
                    other.unwrap_or("(the text ends)")
                );
            }
        }
    }
    match right_lines.next() {
        Some(line) => format!(
            "line {}:\n  (the text ends)\n  {line}",
            left.lines().count() + 1
        ),
        None if left == right => "is the same".to_owned(),
        None => "differs in line ends".to_owned(),
    }
}
