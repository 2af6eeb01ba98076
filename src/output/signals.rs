//! Signals that end a program, put off for as long as a temporary file is about.

/// Runs `work`; what would have ended the process meanwhile ends it right afterwards.
///
/// Without this, Ctrl-C in the wrong millisecond would leave the temporary file behind, and so
/// would a file that grows beyond `ulimit -f`: a signal that is taken here and forgotten, because
/// the write that caused it fails as well.
pub(super) fn put_off<T>(work: impl FnOnce() -> T) -> T {
    put_off_seen(|_| work())
}

/// The same for work that takes its time: it can ask whether to stop early.
#[cfg(unix)]
pub(crate) fn put_off_seen<T>(work: impl FnOnce(&dyn Fn() -> bool) -> T) -> T {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::{flag, low_level};

    let arrived = Arc::new(AtomicUsize::new(0));
    let ignored = ignored();
    let handlers: Vec<_> = [SIGHUP, SIGINT, SIGTERM, SIGXFSZ]
        .into_iter()
        // `nohup`, and a shell that starts us in the background, mean that they be ignored.
        .filter(|signal| ignored & 1 << (signal - 1) == 0)
        .filter_map(|signal| {
            if signal == SIGXFSZ {
                return flag::register(signal, Arc::default()).ok();
            }
            let number = usize::try_from(signal).ok()?;
            flag::register_usize(signal, Arc::clone(&arrived), number).ok()
        })
        .collect();
    let result = work(&|| arrived.load(Ordering::SeqCst) != 0);
    for handler in handlers {
        low_level::unregister(handler);
    }
    if let Ok(signal @ 1..) = i32::try_from(arrived.load(Ordering::SeqCst)) {
        // Does not come back.
        let _ = low_level::emulate_default_handler(signal);
    }
    result
}

/// Other systems end us as they like.
#[cfg(not(unix))]
pub(crate) fn put_off_seen<T>(work: impl FnOnce(&dyn Fn() -> bool) -> T) -> T {
    work(&|| false)
}

/// The signals that this process ignores, signal 1 in the lowest bit; none where the system does
/// not tell.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}
