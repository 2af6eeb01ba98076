//! Which arena of glibc's allocator a thread allocates from.
//!
//! There are two, by [`program`](super::program). The process's own grows in large steps, and the
//! job has to have it; the threads that help the job have to have the other one, because with one
//! for all each of their allocations would wait for the job's. glibc gives a new thread an arena of
//! its own as long as there may be more, and else the process's: whichever thread comes first has
//! the second.

use std::hint::black_box;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;

/// glibc's second arena, while somebody holds it. It is free again when this is dropped.
pub(super) struct Second {
    /// The end of the thread that holds it: it waits for this to be gone.
    _holder: Option<Sender<()>>,
}

impl Second {
    /// Has a thread take it.
    pub(super) fn hold() -> Second {
        if !cfg!(all(target_os = "linux", target_env = "gnu")) {
            return Second { _holder: None };
        }
        let (holder, gone) = mpsc::channel::<()>();
        let (sender, taken) = mpsc::channel();
        // Where the system has no thread to give, there will be none that helps either.
        let thread = Builder::new().spawn(move || {
            allocate();
            let _ = sender.send(());
            let _ = gone.recv();
        });
        let _ = thread.map(|_| taken.recv());
        Second {
            _holder: Some(holder),
        }
    }

    /// Gives the calling thread the process's own arena for good, and the second one to whoever
    /// comes next.
    pub(super) fn leave(self) {
        allocate();
    }
}

/// A thread has an arena from its first allocation on.
fn allocate() {
    drop(black_box(Box::new(0_u8)));
}
