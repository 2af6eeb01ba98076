//! Every C header of Debian's development packages: a module that gcc and clang agree with, or an
//! error that clang has as well.
//!
//! `cargo test --test packages` reads those of a few packages, `-- --full` all that
//! `scripts/corpus-packages.txt` names and are installed; `--write` keeps the figures in
//! `docs/corpus.md`. `--package=NAME` reads one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/assertions.rs"]
mod assertions;
#[path = "packages/figures.rs"]
mod figures;
#[path = "packages/header.rs"]
mod header;
#[path = "support/layout.rs"]
mod layout;
#[path = "packages/package.rs"]
mod package;
mod support;
#[path = "support/waivers.rs"]
mod waivers;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use figures::Figures;
use header::{Header, Outcome};

/// The packages that are read when nothing is said: `scripts/test.sh` installs them.
const FEW: [&str; 8] = [
    "zlib1g-dev",
    "libsqlite3-dev",
    "libcurl4-openssl-dev",
    "liblzma-dev",
    "libpq-dev",
    "libgit2-dev",
    "libwayland-dev",
    "libxml2-dev",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|it| it == flag);
    if has("--list") {
        return ExitCode::SUCCESS;
    }
    let one = arguments
        .iter()
        .find_map(|it| it.strip_prefix("--package="));
    let names: Vec<String> = match one {
        Some(name) => vec![name.to_owned()],
        None if has("--full") => package::all(),
        None => FEW.map(str::to_owned).to_vec(),
    };
    let mut headers = Vec::new();
    let mut packages = 0;
    for name in &names {
        let found = package::headers(name);
        packages += usize::from(!found.is_empty());
        headers.extend(found);
    }
    let outcomes = run_all(&headers);
    let figures = Figures::of(packages, &outcomes);
    println!("{figures}");
    if has("--write") {
        std::fs::write(support::root().join("docs/corpus.md"), figures.page()).unwrap();
    }
    let least = if one.is_some() { 1 } else { 100 };
    if figures.is_clean() && figures.headers >= least && damage_is_seen() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Judges all headers, as many at a time as there are processors.
fn run_all(headers: &[Header]) -> Vec<(Header, Outcome)> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(headers.len()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(header) = headers.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = header::judge(header);
                    if let Outcome::Wrong(what) = &outcome {
                        println!("{}: {what}", header.path.display());
                    }
                    done.lock().unwrap().push((header.clone(), outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by(|left, right| left.0.path.cmp(&right.0.path));
    done
}

/// A header that is judged with a flag of another machine is seen to be wrong.
fn damage_is_seen() -> bool {
    let Some(mut header) = package::headers("libsqlite3-dev").into_iter().next() else {
        return true;
    };
    header.compiler_flags.push("-m32".to_owned());
    let is_seen = matches!(header::judge(&header), Outcome::Wrong(_));
    if !is_seen {
        println!("a wrong width goes unseen");
    }
    is_seen
}
