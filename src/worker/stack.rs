//! The stack that a job runs on.
//!
//! clang's parser recurses with the nesting of the header. On Linux a process's first thread may
//! have as much stack as the limit says that holds when its program is started: the parent raises
//! it for the worker, whose job then needs no thread of its own. It also has glibc's main heap,
//! which grows in large steps. Elsewhere, and where the limit cannot be raised, the job has a thread.

use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::caught::catch;

/// Sizes in bytes, the first that the system gives is used. 1 GiB is only taken as far as it is
/// used.
#[cfg(target_pointer_width = "64")]
const SIZES: &[usize] = &[1 << 30, 256 << 20, 64 << 20];
/// Sizes in bytes where the address space is small.
#[cfg(not(target_pointer_width = "64"))]
const SIZES: &[usize] = &[256 << 20, 64 << 20];

/// The most that it takes of the address space, in bytes.
pub(super) fn space() -> u64 {
    SIZES.first().map_or(0, |size| *size as u64)
}

/// Starts a worker whose first thread has the whole stack, if the system lets it.
///
/// # Errors
/// The system's, where the program cannot be started.
#[cfg(target_os = "linux")]
pub(super) fn start(command: &mut Command) -> io::Result<Child> {
    use rlimit::Resource;
    /// The limit is that of the whole process. What another thread starts meanwhile may have the
    /// larger stack too, which does no harm.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok((soft, hard)) = Resource::STACK.get() else {
        return command.spawn();
    };
    let _ = Resource::STACK.set(soft.max(space()).min(hard), hard);
    let child = command.spawn();
    let _ = Resource::STACK.set(soft, hard);
    child
}

/// Starts a worker.
///
/// # Errors
/// The system's, where the program cannot be started.
#[cfg(not(target_os = "linux"))]
pub(super) fn start(command: &mut Command) -> io::Result<Child> {
    command.spawn()
}

/// Whether the calling thread has the whole stack.
#[cfg(target_os = "linux")]
pub(super) fn is_large() -> bool {
    let is_first = rustix::thread::gettid() == rustix::process::getpid();
    is_first
        && rlimit::Resource::STACK
            .get()
            .is_ok_and(|(soft, _)| soft >= space())
}

/// Other systems decide on it when a program is linked.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_large() -> bool {
    false
}

/// Does a job on the largest stack that there is.
///
/// # Errors
/// Why there is none, or that the job panicked.
pub(super) fn run<T: Send>(job: impl FnOnce() -> T + Send) -> Result<T, String> {
    let job = || catch(job).map_err(|what| format!("the worker's own code panicked: {what}"));
    if is_large() {
        return job();
    }
    // A closure is gone after the first attempt to make a thread, so that each takes it from here.
    let job = Mutex::new(Some(job));
    let mut reason = "the job is gone".to_owned();
    for size in SIZES {
        let result = thread::scope(|scope| {
            let work = || {
                let job = job.lock().unwrap_or_else(PoisonError::into_inner).take();
                job.map(|job| job())
            };
            let thread = thread::Builder::new()
                .stack_size(*size)
                .spawn_scoped(scope, work)?;
            Ok::<_, io::Error>(thread.join())
        });
        match result {
            Ok(Ok(Some(done))) => return done,
            Ok(Ok(None) | Err(_)) => break,
            Err(error) => reason = format!("there is no stack: {error}"),
        }
    }
    Err(reason)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::process::Stdio;

    use super::*;

    #[test]
    fn a_worker_has_a_large_stack_and_we_keep_ours() {
        let before = rlimit::Resource::STACK.get().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -s"]).stdout(Stdio::piped());
        let output = start(&mut command).unwrap().wait_with_output().unwrap();
        let kib = String::from_utf8(output.stdout).unwrap();
        match kib.trim() {
            "unlimited" => assert_eq!(before.0, rlimit::INFINITY),
            kib => assert_eq!(
                kib.parse::<u64>().unwrap() << 10,
                before.0.max(space()).min(before.1)
            ),
        }
        assert_eq!(rlimit::Resource::STACK.get().unwrap(), before);
    }

    #[test]
    fn a_thread_is_not_taken_for_the_first() {
        assert!(!is_large());
        assert_eq!(run(|| 7), Ok(7));
    }
}
