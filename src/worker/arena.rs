//! The heaps of glibc's allocator.
//!
//! The process's own grows in large steps, and is that of the first thread, which does the job. The
//! threads that help it have others, because with one for all each of their allocations would wait
//! for the job's.

use super::Limits;

/// The address space in bytes that all but the process's own take: glibc's `HEAP_MAX_SIZE` each.
pub(super) fn space(limits: &Limits) -> u64 {
    (others(limits) as u64) << 26
}

/// How many there may be: the process's own, and one for each thread that helps.
pub(super) fn all(limits: &Limits) -> usize {
    limits.helpers + 1
}

/// How many of them are not the process's own.
fn others(limits: &Limits) -> usize {
    let has_arenas = cfg!(all(target_os = "linux", target_env = "gnu"));
    if has_arenas { limits.helpers } else { 0 }
}
