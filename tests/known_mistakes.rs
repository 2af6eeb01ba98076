//! Mistakes that other generators of bindings make, each with the C that shows it: the right
//! result on every target, and proof that the mistake itself would be seen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "support/assertions.rs"]
mod assertions;
#[path = "known_mistakes/calls.rs"]
mod calls;
#[path = "support/layout.rs"]
mod layout;
#[path = "known_mistakes/layouts.rs"]
mod layouts;
#[path = "known_mistakes/macros.rs"]
mod macros;
#[path = "known_mistakes/text.rs"]
mod text;

mod support;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trials: Vec<Trial> = layouts::trials()
        .into_iter()
        .chain(calls::trials())
        .chain(macros::trials())
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}
