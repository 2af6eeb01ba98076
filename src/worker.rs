//! The worker: one parse in a process of its own, and the parent's side of it.
//!
//! libclang dies of some headers and never ends on others, so it is never loaded by the process
//! that the user started. That one starts itself again with [`ARGUMENT`], writes a request to
//! the worker's standard input, and reads one framed answer from its standard output. The worker
//! limits itself before libclang is loaded, runs its job on a stack of 1 GiB, cannot write
//! files, and does not outlive its parent. Whatever becomes of it is an answer or exactly one [`Error`](crate::error::Error).
//!
//! Nothing here knows what the request and the answer are.

mod fate;
mod frame;
mod limits;
mod parent;
mod program;
mod sandbox;
mod serve;
mod stuck;

pub use limits::Limits;
pub use parent::{run, run_with};
pub use program::Program;
pub use serve::serve;

use serde::{Deserialize, Serialize};

/// The first command line argument of a worker; the second is the identifier of its parent.
pub const ARGUMENT: &str = "__bindgen-worker";

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
