//! The headers that a C library hides behind its public ones.
//!
//! `<math.h>` has `cos` in `bits/mathcalls.h`, `<errno.h>` has `ENOENT` three headers down in
//! `asm-generic/errno-base.h`. Such a header belongs if one that belongs includes it and is
//! itself of the C library or hidden; so `bits/` headers do not belong to a `<sqlite3.h>` that
//! includes `<stdio.h>`, which does not belong. Apple's and the BSDs' `<errno.h>` has all of it in
//! `sys/errno.h`, and their `machine/limits.h` in that of one machine: there the name tells.

use std::path::Path;

use super::paths::SystemPlace;

/// What a header is to the C library; a later one tells more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Not in a system include directory, or in a folder there that is another library's.
    Foreign,
    /// Directly in a system include directory, or in a folder of the C library: one that may
    /// hide others behind it. Other libraries' lone headers look the same, but include no
    /// hidden headers themselves.
    Public,
    /// `linux/…`: public, but glibc builds on it (`bits/errno.h` includes `linux/errno.h`), and
    /// its headers on each other.
    Kernel,
    /// Not meant to be included by users.
    Hidden,
}

/// Folders of hidden headers: glibc's and musl's, the kernel's, Apple's and BSD's.
const FOLDERS: &[&str] = &["bits", "asm", "asm-generic", "machine", "_types"];

/// Beginnings of the names of hidden headers: Apple's `_stdio.h`, `_mingw.h`, clang's
/// `__stddef_size_t.h`, WASI's `__errno.h` all have the first; then Microsoft's; then what
/// `<limits.h>` has in `sys` on Apple's and the BSDs'.
const NAMES: &[&str] = &["_", "corecrt", "vcruntime", "syslimits"];

impl Role {
    /// The role of a header at a place in the system include directories.
    pub(super) fn of(place: &SystemPlace<'_>) -> Role {
        let is_folder = |name: &str| place.folders().any(|folder| folder == name);
        let is_ours = place.is_directly() || place.is_c_library_folder() || is_folder("_types");
        let name = place.name();
        if !is_ours {
            Role::Foreign
        } else if FOLDERS.iter().any(|folder| is_folder(folder))
            || NAMES.iter().any(|beginning| name.starts_with(beginning))
        {
            Role::Hidden
        } else if place.folders().next().is_some_and(|first| first == "linux") {
            Role::Kernel
        } else {
            Role::Public
        }
    }
}

/// Whether a header is the door to one of the same name that it includes: `<errno.h>` to
/// `sys/errno.h`, `machine/limits.h` to `i386/limits.h`.
pub(super) fn is_door(from: &SystemPlace<'_>, included: &SystemPlace<'_>) -> bool {
    let folder = |place: &SystemPlace<'_>| place.rest.parent().map(Path::to_owned);
    let (outer, inner) = (folder(from), folder(included));
    from.name() == included.name()
        && match outer.as_deref().and_then(Path::to_str) {
            Some("") => inner.as_deref() == Some(Path::new("sys")),
            Some("machine") => included.folders().count() == 1,
            Some(_) | None => false,
        }
}

/// Whether a header that belongs and has the role `from` brings one that it includes.
pub(super) fn brings(from: Role, included: Role) -> bool {
    match included {
        Role::Hidden => match from {
            Role::Foreign => false,
            Role::Public | Role::Kernel | Role::Hidden => true,
        },
        Role::Kernel => match from {
            Role::Foreign | Role::Public => false,
            Role::Kernel | Role::Hidden => true,
        },
        Role::Foreign | Role::Public => false,
    }
}
