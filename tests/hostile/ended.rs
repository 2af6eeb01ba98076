//! Signals in the middle: nothing stays behind, neither a file nor a worker.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A run that does not end by itself.
fn endless(directory: &Path) -> Child {
    let text = "#pragma clang __debug overflow_stack\nint f(void);\n";
    std::fs::write(directory.join("a.h"), text).unwrap();
    std::fs::write(directory.join("out"), "old").unwrap();
    // What a shell starts in the background ignores SIGINT, and so does what that starts.
    Command::new("env")
        .arg("--default-signal=INT,TERM,HUP")
        .arg(assert_cmd::cargo::cargo_bin("quarry"))
        .args(["bindgen", "a.h", "--output=out", "--timeout=60"])
        .current_dir(directory)
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The processes that a process has started and that still run.
fn children(id: u32) -> Vec<u32> {
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|&child| parent(child) == Some(id))
        .collect()
}

/// The parent of a process that runs.
fn parent(id: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut fields = stat.rsplit_once(") ")?.1.split(' ');
    fields.next().filter(|state| *state != "Z")?;
    fields.next()?.parse().ok()
}

/// Waits until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_worker_ends_with_its_parent_and_nothing_stays_behind() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)] {
        let directory = tempfile::tempdir().unwrap();
        let mut child = endless(directory.path());
        until("a worker starts", || !children(child.id()).is_empty());
        let workers = children(child.id());
        // libclang is at it by then.
        std::thread::sleep(Duration::from_millis(100));
        let id = child.id().to_string();
        let kill = Command::new("kill")
            .args(["-s", signal, &id])
            .status()
            .unwrap();
        assert!(kill.success());
        let status = child.wait().unwrap();
        assert_eq!(status.signal(), Some(number), "{signal}: {status}");
        until("the worker ends", || {
            workers.iter().all(|worker| parent(*worker).is_none())
        });
        assert_eq!(std::fs::read(directory.path().join("out")).unwrap(), b"old");
        let mut names: Vec<_> = std::fs::read_dir(directory.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["a.h", "out"], "{signal}");
    }
}

/// A command that ends before its worker can ask the system to end with it.
#[test]
fn a_worker_whose_parent_is_gone_does_nothing() {
    let output = Command::new(assert_cmd::cargo::cargo_bin("quarry"))
        .args(["__bindgen-worker", "parent-process=1"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "the command is gone\n");
    assert!(!output.status.success());
}
