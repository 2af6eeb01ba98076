//! What a worker that takes long is waiting for: a pipe, a device.
//!
//! clang reads whatever a header includes. A named pipe gives nothing until somebody writes to
//! it, and `/dev/zero` never ends. The kernel tells what a process has open and which file it is
//! about to open, so that such a header can be named long before the time is over.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Looks at one worker from time to time.
#[derive(Debug)]
pub(super) struct Watch {
    /// The worker's process.
    id: u32,
    /// The pipe or device that it was at when last seen, and when it was seen there first.
    last: Option<(PathBuf, Instant)>,
}

impl Watch {
    /// Begins to watch a process that this one started.
    pub(super) fn new(id: u32) -> Watch {
        Watch { id, last: None }
    }

    /// Sees what the worker reads or waits for.
    pub(super) fn look(&mut self) {
        let before = self.last.take();
        self.last = special_file(self.id).map(|now| match before {
            Some((path, since)) if path == now => (path, since),
            _ => (now, Instant::now()),
        });
    }

    /// The pipe or device that the worker was at when last seen, where it had been there for so
    /// long: a pipe that gives its data in time is a header like any other.
    pub(super) fn at_for(&self, time: Duration) -> Option<PathBuf> {
        let (path, since) = self.last.as_ref()?;
        (since.elapsed() >= time).then(|| path.clone())
    }
}

/// What is no regular file and no directory, of the files that a process has opened itself or is
/// about to open.
#[cfg(target_os = "linux")]
fn special_file(id: u32) -> Option<PathBuf> {
    opened(id).or_else(|| about_to_open(id))
}

/// Other systems do not tell.
#[cfg(not(target_os = "linux"))]
fn special_file(_id: u32) -> Option<PathBuf> {
    None
}

/// Whether reading a path may have no end.
#[cfg(target_os = "linux")]
fn is_special(path: &std::path::Path) -> bool {
    std::fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// A special file that a process has open, but for its three standard streams, what it got
/// from us, who got it from the shell (`make` gives pipes to those whom it starts), and pipes that
/// it made itself, which have no name.
#[cfg(target_os = "linux")]
fn opened(id: u32) -> Option<PathBuf> {
    let linked = |number: u32| std::fs::read_link(format!("/proc/{id}/fd/{number}")).ok();
    let streams = [0, 1, 2].map(linked);
    let is_own = |path: &PathBuf| {
        let is_pipe = path.to_str().is_some_and(|it| it.starts_with("pipe:["));
        is_pipe && !streams.iter().flatten().any(|it| it == path)
    };
    let entries = std::fs::read_dir(format!("/proc/{id}/fd")).ok()?;
    entries.flatten().find_map(|entry| {
        let number = entry.file_name().to_str()?.parse::<u32>().ok()?;
        let path = std::fs::read_link(entry.path()).ok()?;
        let ours = std::fs::read_link(format!("/proc/self/fd/{number}")).ok();
        let is_known = ours.as_ref() == Some(&path) || is_own(&path);
        (number > 2 && !is_known && is_special(&entry.path())).then_some(path)
    })
}

/// The special file whose opening a thread of a process waits for.
#[cfg(target_os = "linux")]
fn about_to_open(id: u32) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    use std::os::unix::fs::FileExt;

    /// Longer than any path.
    const LONGEST: usize = 4096;
    let tasks = std::fs::read_dir(format!("/proc/{id}/task")).ok()?;
    tasks.flatten().find_map(|task| {
        let call = std::fs::read_to_string(task.path().join("syscall")).ok()?;
        let address = opened_by(&call)?;
        let memory = std::fs::File::open(format!("/proc/{id}/mem")).ok()?;
        let mut bytes = vec![0; LONGEST];
        let read = memory.read_at(&mut bytes, address).ok()?;
        bytes.truncate(read);
        let end = memchr::memchr(0, &bytes)?;
        bytes.truncate(end);
        let path = PathBuf::from(std::ffi::OsString::from_vec(bytes));
        let from_there = std::path::Path::new(&format!("/proc/{id}/cwd")).join(&path);
        is_special(&from_there).then_some(path)
    })
}

/// Where the path stands that a system call opens; `call` is its number and arguments in the
/// kernel's form: `257 0xffffff9c 0x7ffd… …`.
#[cfg(target_os = "linux")]
fn opened_by(call: &str) -> Option<u64> {
    let mut words = call.split(' ');
    let number: u32 = words.next()?.parse().ok()?;
    // The numbers of open and openat; newer machines have openat only.
    let argument = match number {
        2 if cfg!(target_arch = "x86_64") => 0,
        257 if cfg!(target_arch = "x86_64") => 1,
        56 if cfg!(any(target_arch = "aarch64", target_arch = "riscv64")) => 1,
        _ => return None,
    };
    u64::from_str_radix(words.nth(argument)?.strip_prefix("0x")?, 16).ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::process::{Child, Command};

    use super::*;

    /// What is seen of a shell script within a few seconds.
    fn seen(script: &str, directory: &std::path::Path) -> Option<PathBuf> {
        let mut child: Child = Command::new("sh")
            .args(["-c", script])
            .current_dir(directory)
            .spawn()
            .unwrap();
        let mut watch = Watch::new(child.id());
        let start = Instant::now();
        let mut found = None;
        while found.is_none() && start.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(50));
            watch.look();
            found = watch.at_for(Duration::from_millis(40));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        found
    }

    #[test]
    fn pipes_and_devices_are_named_and_files_are_not() {
        let directory = tempfile::tempdir().unwrap();
        let pipe = directory.path().join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        std::fs::write(directory.path().join("file"), "x").unwrap();
        let seen = |script: &str| seen(script, directory.path());
        assert_eq!(seen("exec sleep 9 5</dev/zero"), Some("/dev/zero".into()));
        assert_eq!(seen("exec sleep 9 5<file"), None);
        if cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
            assert_eq!(seen("exec sleep 9 5<pipe"), Some("pipe".into()));
        }
    }

    #[test]
    fn system_calls() {
        assert_eq!(opened_by("running"), None);
        assert_eq!(opened_by(""), None);
        assert_eq!(opened_by("0 0x3 0x0 0x0"), None);
        if cfg!(target_arch = "x86_64") {
            assert_eq!(opened_by("257 0xffffff9c 0x7f10 0x0"), Some(0x7f10));
            assert_eq!(opened_by("2 0x7f10 0x0"), Some(0x7f10));
        }
    }
}
