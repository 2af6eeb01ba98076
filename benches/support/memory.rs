//! The most memory that any one process of a command has resident.
//!
//! The kernel's high-water marks, read while it runs: nobody waits for a worker that has answered,
//! so that the command's own account does not have it. What a process takes in the last moment
//! before its end may be missed; the tables say the most of several runs.

use std::fs;
use std::process::Command;
use std::time::Duration;

use super::shown;

/// How often the processes are looked at.
const SAMPLE: Duration = Duration::from_micros(200);

/// What a run had at most, in KiB, and whether it succeeded; `None` where there is no `/proc`.
pub(crate) fn peak(command: &mut Command) -> Result<(bool, Option<u64>), String> {
    let failed = |e: std::io::Error, command: &Command| format!("{}: {e}", shown(command));
    let mut child = command.spawn().map_err(|e| failed(e, command))?;
    let mut most = None;
    loop {
        if let Some(status) = child.try_wait().map_err(|e| failed(e, command))? {
            return Ok((status.success(), most));
        }
        for process in family(child.id()) {
            most = most.max(high_water(process));
        }
        std::thread::sleep(SAMPLE);
    }
}

/// A process, its children, and theirs.
fn family(process: u32) -> Vec<u32> {
    let mut all = vec![process];
    let mut next = 0;
    while let Some(&process) = all.get(next) {
        next += 1;
        let tasks = fs::read_dir(format!("/proc/{process}/task"));
        for task in tasks.into_iter().flatten().flatten() {
            let list = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            all.extend(
                list.split_whitespace()
                    .filter_map(|id| id.parse::<u32>().ok()),
            );
        }
    }
    all
}

/// The most that a process has had resident so far, in KiB.
fn high_water(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
