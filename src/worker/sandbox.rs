//! What a worker gives up before its job, for the rest of its life.
//!
//! Linux only: elsewhere the limits of [`Limits`](super::Limits) are all that holds.

/// Makes the worker end with its parent, however that ends: nobody would read the answer, and a
/// job that waits for something that never comes would wait forever. `false` where the parent, by
/// its process identifier, is gone already.
///
/// The system counts the parent's thread that started the worker, which waits for the answer.
#[cfg(target_os = "linux")]
pub(super) fn end_with_parent(parent: Option<i32>) -> bool {
    // A kernel that refuses leaves the limit on processor time.
    let signal = Some(rustix::process::Signal::KILL);
    let _ = rustix::process::set_parent_process_death_signal(signal);
    let now = rustix::process::getppid().map(rustix::process::Pid::as_raw_pid);
    parent.is_none_or(|parent| now == Some(parent))
}

/// Other systems have no such signal.
#[cfg(not(target_os = "linux"))]
pub(super) fn end_with_parent(_parent: Option<i32>) -> bool {
    true
}

/// Gives up making, changing and removing files, starting programs, connecting to others and
/// sending signals to them. A limit on the size of files alone would let empty ones be made.
///
/// The calling process must have no thread but one. A kernel before 5.13, or one that was built
/// or started without Landlock, gives up nothing, and a newer one as much as it knows.
#[cfg(target_os = "linux")]
pub(super) fn give_up_rights() {
    let _ = restrict();
}

/// Other systems have other means, none of which is used.
#[cfg(not(target_os = "linux"))]
pub(super) fn give_up_rights() {}

/// [`give_up_rights`] with the kernel's errors.
#[cfg(target_os = "linux")]
fn restrict() -> Result<(), landlock::RulesetError> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, Scope};
    // What a set handles and no rule allows is forbidden everywhere.
    Ruleset::default()
        .handle_access(AccessFs::from_write(ABI::V5) | AccessFs::Execute)?
        .handle_access(AccessNet::from_all(ABI::V4))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .restrict_self()?;
    Ok(())
}
