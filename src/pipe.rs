//! Pipes that hold more than they do of themselves.

/// Makes a pipe hold more, so that the two sides need not take turns so often: all that a system
/// gives to everybody. Where it gives less, the pipe stays as it is.
#[cfg(target_os = "linux")]
pub fn widen(pipe: &impl std::os::fd::AsFd) {
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, 1 << 20);
}

/// Other systems size their pipes themselves.
#[cfg(not(target_os = "linux"))]
pub fn widen<P>(_pipe: &P) {}
