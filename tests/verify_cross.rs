//! `--verify` of real headers by the compilers that each platform has: the cross gcc's of Debian 12
//! with their C libraries, mingw-w64 and avr-libc. They find no difference but for what
//! `support/waivers.rs` explains, and for each target there are at least ten modules.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;
#[path = "support/waivers.rs"]
mod waivers;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::verdict::Verdict;

/// What glibc has on each machine.
const GLIBC: [&str; 25] = [
    "complex.h",
    "dirent.h",
    "elf.h",
    "fcntl.h",
    "fenv.h",
    "linux/input.h",
    "locale.h",
    "math.h",
    "netdb.h",
    "netinet/in.h",
    "poll.h",
    "pthread.h",
    "setjmp.h",
    "signal.h",
    "stdio.h",
    "stdlib.h",
    "string.h",
    "sys/socket.h",
    "sys/stat.h",
    "sys/time.h",
    "termios.h",
    "time.h",
    "ucontext.h",
    "unistd.h",
    "wchar.h",
];

/// What Windows has.
const MINGW: [&str; 10] = [
    "io.h",
    "math.h",
    "process.h",
    "stdio.h",
    "stdlib.h",
    "string.h",
    "sys/stat.h",
    "time.h",
    "wchar.h",
    "windows.h",
];

/// What avr-libc has.
const AVR: [&str; 14] = [
    "avr/eeprom.h",
    "avr/interrupt.h",
    "avr/io.h",
    "avr/sleep.h",
    "avr/wdt.h",
    "ctype.h",
    "errno.h",
    "inttypes.h",
    "math.h",
    "setjmp.h",
    "stdio.h",
    "stdlib.h",
    "string.h",
    "time.h",
];

/// Headers that are the same for all machines, copied from this one's.
const COPIED: [&str; 3] = ["sqlite3.h", "zlib.h", "zconf.h"];

/// A target with its headers.
struct Platform {
    /// The target.
    target: &'static str,
    /// Its own headers.
    headers: &'static [&'static str],
    /// How to compile for it.
    flags: &'static [&'static str],
    /// Which of the copied headers it has.
    copied: &'static [&'static str],
    /// How many facts there are at least.
    facts: usize,
}

/// A machine with glibc.
const fn linux(target: &'static str) -> Platform {
    Platform {
        target,
        headers: &GLIBC,
        flags: &[],
        copied: &["sqlite3.h", "zlib.h"],
        facts: 15_000,
    }
}

/// Windows with GNU's C.
const fn windows(target: &'static str) -> Platform {
    Platform {
        target,
        headers: &MINGW,
        flags: &[],
        copied: &["sqlite3.h", "zlib.h"],
        facts: 95_000,
    }
}

/// All platforms.
const PLATFORMS: [Platform; 9] = [
    linux(support::HOST),
    linux("i686-unknown-linux-gnu"),
    linux("aarch64-unknown-linux-gnu"),
    linux("armv7-unknown-linux-gnueabihf"),
    linux("riscv64gc-unknown-linux-gnu"),
    linux("s390x-unknown-linux-gnu"),
    windows("x86_64-pc-windows-gnu"),
    windows("i686-pc-windows-gnu"),
    Platform {
        target: "avr-unknown-none",
        headers: &AVR,
        flags: &["-D__AVR_ATmega328P__"],
        copied: &["sqlite3.h"],
        facts: 7_000,
    },
];

/// The waivers that were needed.
static USED: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// How much was judged, a line for each target.
static FIGURES: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn main() {
    let arguments = Arguments::from_args();
    let has_all = arguments.filter.is_none() && arguments.skip.is_empty() && !arguments.list;
    let trials = PLATFORMS
        .iter()
        .map(|platform| Trial::test(platform.target, move || judged(platform)))
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    println!("{}", FIGURES.lock().unwrap().join("\n"));
    if has_all {
        let packages = ["libc6-dev", "mingw-w64-common"];
        for line in waivers::unused(&packages, &USED.lock().unwrap()) {
            eprintln!("{line}");
            std::process::exit(1);
        }
    }
    conclusion.exit();
}

/// Writes the modules of a platform and has its compiler judge them.
fn judged(platform: &Platform) -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    for header in COPIED {
        let own = Path::new("/usr/include").join(header);
        fs::copy(&own, dir.path().join(header))
            .map_err(|error| format!("{}: {error}: run scripts/test.sh", own.display()))?;
    }
    let (mut facts, mut wrong, mut modules) = (0, Vec::new(), 0);
    for header in platform.headers.iter().chain(platform.copied) {
        let verdict = verify(platform, header, dir.path())?;
        modules += 1;
        facts += verdict.checked.values().sum::<usize>();
        let left = waivers::unexplained(&verdict, &mut USED.lock().unwrap());
        wrong.extend(left.into_iter().map(|it| format!("{header}: {it}")));
    }
    if !wrong.is_empty() {
        return Err(support::shortened(&wrong.join("\n")).into());
    }
    if modules < 10 || facts < platform.facts {
        return Err(format!("no more than {facts} facts in {modules} modules").into());
    }
    let line = format!("{}: {modules} modules, {facts} facts", platform.target);
    FIGURES.lock().unwrap().push(line);
    Ok(())
}

/// Writes and verifies one module.
fn verify(platform: &Platform, header: &str, copied: &Path) -> Result<Verdict, Failed> {
    let libclang = support::libclangs()?.swap_remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command
        .args([header, "--verify", "--format=json", "--cc=gcc"])
        .arg(format!("--target={}", platform.target))
        .arg(format!("--output={}", copied.join("m.pyrite").display()))
        .args(platform.flags);
    if platform.copied.contains(&header) {
        command.arg("-I").arg(copied);
    }
    let run = support::run(&mut command)?;
    let verdict: Verdict = serde_json::from_str(&run.stdout).map_err(|error| {
        let said = support::shortened(&run.stderr);
        format!("{header}: {error}: exit {:?}\n{said}", run.code)
    })?;
    let expected = Some(i32::from(!verdict.is_right()));
    if run.code != expected || verdict.judges.len() != 2 {
        return Err(format!("{header}: {:?} of {:?}", run.code, verdict.judges).into());
    }
    Ok(verdict)
}
