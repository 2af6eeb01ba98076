//! The worker: one parse in a process of its own, and the parent's side of it.
//!
//! libclang dies of some headers and never ends on others, so it is never loaded by the process
//! that the user started. That one starts itself again with [`ARGUMENT`], writes a request to
//! the worker's standard input, and reads a greeting and one framed answer from its standard
//! output. Where it is a program that uses the library, it may also start an installed `quarry` in
//! its place ([`Limits::program`]). The worker
//! limits itself before libclang is loaded, runs its job on a stack of 1 GiB, cannot write
//! files, and does not outlive its parent. Whatever becomes of it is an answer or exactly one [`Error`](crate::error::Error).
//!
//! Nothing here knows what the request and the answer are.

mod arena;
mod fate;
mod frame;
mod limits;
mod parent;
mod program;
mod sandbox;
mod serve;
mod stack;
mod stuck;

pub use limits::Limits;
pub use parent::{run, run_with};
pub use program::Program;
pub use serve::serve;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The first command line argument of a worker; the second is the identifier
/// of its parent, behind some words.
pub const ARGUMENT: &str = "__bindgen-worker";

/// What stands before the identifier of a worker's parent. With it, the argument is no name that
/// a test might have: a test program takes it for a choice of tests.
const PARENT: &str = "parent-process=";

/// A variable that a worker has. What it starts has it too, without being a worker.
pub(crate) const VARIABLE: &str = "QUARRY_BINDGEN_WORKER";

/// Whether this process was started as a worker.
pub fn is_one() -> bool {
    std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == ARGUMENT)
}

/// What a worker may answer.
pub trait Answers: Serialize + DeserializeOwned {
    /// The long text that is part of it, where there is one: it is sent as it is, beside the rest.
    fn text(&mut self) -> Option<&mut String>;
}

/// The exit code of a worker that fails before its job (`EX_SOFTWARE` of sysexits).
const FAILED: u8 = 70;

/// What the worker's frame holds.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Outcome<A> {
    /// The job's answer.
    Done(A),
    /// The job panicked: message and place.
    Panicked(String),
}
