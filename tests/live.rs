//! Calls real libraries with the types that the written text gives them, and nothing else known:
//! what they answer is what a C program prints that does the same. Records travel by value
//! between a caller of the text and callees that gcc and clang compiled.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]
#![allow(clippy::wildcard_enum_match_arm)]

#[path = "live/c_types.rs"]
mod c_types;
#[path = "live/call.rs"]
mod call;
#[path = "live/damage.rs"]
mod damage;
#[path = "live/foreign.rs"]
mod foreign;
#[path = "live/libc.rs"]
mod libc;
#[path = "live/math.rs"]
mod math;
#[path = "live/memory.rs"]
mod memory;
#[path = "live/program.rs"]
mod program;
#[path = "live/records.rs"]
mod records;
#[path = "live/records_in_c.rs"]
mod records_in_c;
#[path = "live/refusals.rs"]
mod refusals;
#[path = "live/scenario.rs"]
mod scenario;
#[path = "live/shape.rs"]
mod shape;
#[path = "live/sqlite.rs"]
mod sqlite;
mod support;
#[path = "live/value.rs"]
mod value;
#[path = "live/zlib.rs"]
mod zlib;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut arguments = Arguments::from_args();
    // One of them changes the environment, which nothing else may read meanwhile.
    arguments.test_threads = Some(1);
    let trial = |name: &str, test: fn() -> Result<(), String>| {
        Trial::test(name, move || test().map_err(Failed::from))
    };
    let trials = vec![
        trial("sqlite", || sqlite::SCENARIO.answers_as_c_does()),
        trial("zlib", || zlib::SCENARIO.answers_as_c_does()),
        trial("math", || math::SCENARIO.answers_as_c_does()),
        trial("libc", || libc::SCENARIO.answers_as_c_does()),
        trial("damage_is_seen", damage::is_seen),
        trial("records::gcc", records::travel_to_gcc),
        trial("records::clang", records::travel_to_clang),
        trial("records::packed", records::packed_ones_could),
        trial("records::damage_is_seen", records::damage_is_seen),
        trial("records::refusals", refusals::are_told),
    ];
    libtest_mimic::run(&arguments, trials).exit();
}
