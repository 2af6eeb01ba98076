//! Work on many things at a time.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::Builder;

use crate::error::Error;

/// The stack of each thread, in bytes, which is only taken as far as it is used: types nest as
/// deeply as a header says, and so does what a worker hands back.
const STACK: usize = 256 << 20;

/// Does the same with each of some things, as many at a time as `jobs` says; gives the results in
/// the order of the things.
///
/// # Errors
/// [`Error::Internal`] where the work panicked.
pub fn in_parallel<T: Sync, R: Send>(
    things: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>, Error> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<R>>> = Mutex::new(things.iter().map(|_| None).collect());
    let take = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return };
            let result = work(thing);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(slot) = done.get_mut(at) {
                *slot = Some(result);
            }
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.clamp(1, things.len().max(1)))
            .map(|_| Builder::new().stack_size(STACK).spawn_scoped(scope, take))
            .collect();
        if threads.iter().all(Result::is_err) {
            // No room for a thread: there may be enough for a plain header.
            take();
        }
        for thread in threads.into_iter().flatten() {
            // What it has not done is seen to be missing.
            let _ = thread.join();
        }
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let all: Option<Vec<R>> = done.into_iter().collect();
    all.ok_or_else(|| Error::Internal {
        what: "a thread panicked".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[test]
    fn results_are_in_order() {
        let things: Vec<usize> = (0..100).collect();
        for jobs in [0, 1, 3, 1000] {
            let twice = in_parallel(&things, jobs, |thing| thing * 2).unwrap();
            assert_eq!(twice, things.iter().map(|it| it * 2).collect::<Vec<_>>());
        }
        assert!(in_parallel(&[0_u8; 0], 2, |_| ()).unwrap().is_empty());
    }

    #[test]
    fn a_panic_is_an_error() {
        let result = in_parallel(&[1, 2, 3], 2, |thing| assert_ne!(*thing, 2));
        assert!(result.is_err());
    }
}
