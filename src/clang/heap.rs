//! The memory that libclang is given: huge pages for the first of it, and no more.
//!
//! A page of 2 MiB costs less than the faults of 512 small ones, as long as the system has one that
//! was in use a moment ago. Where it has none, which is so after some dozens of MiB on a virtual
//! machine that gives memory back to its host, one costs twenty times as much.

/// How much memory is of huge pages, in bytes: what `vulkan.h` takes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const FIRST: usize = 16 << 20;

/// The size of a huge page, in bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HUGE: usize = 2 << 20;

/// Has the system take huge pages for what the calling thread allocates first.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
pub fn begin_with_huge_pages() {
    use rustix::mm::{Advice, madvise};
    let here = std::hint::black_box(Box::new(0_u8));
    let beginning = std::ptr::from_ref(&*here)
        .map_addr(|address| address.next_multiple_of(HUGE))
        .cast_mut()
        .cast();
    // SAFETY: it changes no byte of what is there, whatever that is.
    let _ = unsafe { madvise(beginning, FIRST, Advice::LinuxHugepage) };
}

/// Other systems decide for themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn begin_with_huge_pages() {}
