//! Which arena of glibc's allocator a thread allocates from.
//!
//! The process's own grows in large steps, and the job has to have it. The threads that help the
//! job have to have others, because with one for all each of their allocations would wait for the
//! job's. glibc gives a new thread an arena of its own as long as there may be more, and else the
//! process's: whichever threads come first have the others.

use std::hint::black_box;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;

use super::Limits;

/// The address space in bytes that all but the process's own take: glibc's `HEAP_MAX_SIZE` each.
pub(super) fn space(limits: &Limits) -> u64 {
    (others(limits) as u64) << 26
}

/// How many arenas there may be: the process's own, and one for each thread that helps.
pub(super) fn all(limits: &Limits) -> usize {
    limits.helpers + 1
}

/// How many of them are not the process's own.
fn others(limits: &Limits) -> usize {
    if HAS_ARENAS { limits.helpers } else { 0 }
}

/// Whether the allocator is glibc's.
const HAS_ARENAS: bool = cfg!(all(target_os = "linux", target_env = "gnu"));

/// All arenas but the process's own, while somebody holds them. They are free again when this is
/// dropped.
pub(super) struct Others {
    /// The ends of the threads that hold them: each waits for its own to be gone.
    _holders: Vec<Sender<()>>,
}

impl Others {
    /// Has threads take them.
    pub(super) fn hold(limits: &Limits) -> Others {
        let (sender, taken) = mpsc::channel();
        let holders: Vec<_> = (0..others(limits))
            .filter_map(|_| {
                let (holder, gone) = mpsc::channel::<()>();
                let sender = sender.clone();
                // Where the system has no thread to give, there will be none that helps either.
                let thread = Builder::new().spawn(move || {
                    allocate();
                    let _ = sender.send(());
                    let _ = gone.recv();
                });
                thread.is_ok().then_some(holder)
            })
            .collect();
        for _ in &holders {
            let _ = taken.recv();
        }
        Others { _holders: holders }
    }

    /// Gives the calling thread the process's own arena for good, and the others to whoever comes
    /// next.
    pub(super) fn leave(self) {
        allocate();
    }
}

/// A thread has an arena from its first allocation on.
fn allocate() {
    drop(black_box(Box::new(0_u8)));
}
