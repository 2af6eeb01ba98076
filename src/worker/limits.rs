//! What one parse may use, and which program does it.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a worker may use, at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Time from start to answer. The worker's processor time is limited to the same.
    pub wall: Duration,
    /// Address space in bytes, beyond the stack and the allocator's reserve. Only Linux and the BSDs enforce it.
    pub memory: u64,
    /// How many threads beside the job's own allocate much at a time; each has a heap of its own.
    pub helpers: usize,
    /// A `quarry` of this version that is started as the worker; `None` for this very program.
    #[serde(skip)]
    pub program: Option<PathBuf>,
}

impl Default for Limits {
    /// 25 seconds and 4 GiB: the largest headers known need a second and a few hundred MiB, and
    /// nobody waits longer for one that makes libclang run in circles.
    fn default() -> Limits {
        Limits {
            wall: Duration::from_secs(25),
            memory: 4 << 30,
            helpers: 1,
            program: None,
        }
    }
}

impl Limits {
    /// Limits the calling process for the rest of its life; it has to have no thread but one.
    ///
    /// `stack` is the address space in bytes that the job's stack may take, `heaps` what its allocator
    /// reserves: they are no part of `memory`.
    ///
    /// # Errors
    /// The system's, where it does not take away the right to write files.
    #[cfg(unix)]
    pub(super) fn apply(&self, stack: u64, heaps: u64) -> std::io::Result<()> {
        use rlimit::Resource;
        // A pipe is not a file: the answer still gets out.
        lower(Resource::FSIZE, 0)?;
        lower(Resource::CORE, 0)?;
        // The parent's clock is the one that counts: this one is for a parent that was killed.
        // macOS refuses to limit the address space, and a run without is better than none.
        let _ = lower(Resource::CPU, self.wall.as_secs().saturating_add(1));
        let memory = self.memory.saturating_add(heaps);
        let _ = lower(Resource::AS, memory.saturating_add(stack));
        // What a first thread's stack has not taken yet would be left to all else. It is no data to
        // the system, as a thread's is.
        if super::stack::is_large() {
            let _ = lower(Resource::DATA, memory);
        }
        Ok(())
    }

    /// Windows has no limits of this kind: the parent's clock is the only one.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub(super) fn apply(&self, _stack: u64, _heaps: u64) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sets a limit, unless a lower one holds already.
#[cfg(unix)]
fn lower(resource: rlimit::Resource, wanted: u64) -> std::io::Result<()> {
    let value = wanted.min(resource.get_hard()?);
    resource.set(value, value)
}
