//! What the whole program costs, against clang itself and against the other generators of bindings
//! that there are, on the same headers in the same run.
//!
//! `cargo bench --bench peers [-- --with-peers] [-- --runs N] [-- --smoke] [-- FILTER]` prints two
//! Markdown tables, one of times and one of memory, and fails where a limit of [`limits`] is broken.
//! `--with-peers` first installs the others (`scripts/peers.sh`), which takes minutes once; without
//! it, those that are not here yet are left out. `--smoke` runs once and has no limit.
//! `QUARRY_BENCH_BINARY` names another program to measure in place of the one that was built.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod limits;
mod measure;
mod peers;
mod program;
#[path = "../support/mod.rs"]
mod support;
mod table;

use std::process::ExitCode;

use peers::Peers;
use support::{Known, Options};

/// The switch that installs what is missing.
const WITH_PEERS: &str = "--with-peers";

fn main() -> ExitCode {
    let known = Known {
        runs: 10,
        switches: &[WITH_PEERS],
    };
    support::run_with(&known, run)
}

/// Measures and prints; `false` where a limit is broken.
fn run(options: &Options) -> Result<bool, String> {
    let install = options.switches.iter().any(|it| it == WITH_PEERS);
    let peers = Peers::find(install)?;
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    let rows = measure::all(options, &peers, place.path())?;
    table::print(options, &peers, &rows);
    if options.smoke {
        return Ok(true);
    }
    let broken = limits::broken(&rows);
    for line in &broken {
        eprintln!("limit: {line}");
    }
    Ok(broken.is_empty())
}
