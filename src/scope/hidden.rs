//! The headers that a C library hides behind its public ones.
//!
//! `<math.h>` has `cos` in `bits/mathcalls.h`, `<errno.h>` has `ENOENT` three headers down in
//! `asm-generic/errno-base.h`. Such a header belongs if one that belongs includes it and is
//! itself of the C library or hidden; so `bits/` headers do not belong to a `<sqlite3.h>` that
//! includes `<stdio.h>`, which does not belong.

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
/// `__stddef_size_t.h`, WASI's `__errno.h` all have the first; the others are Microsoft's.
const NAMES: &[&str] = &["_", "corecrt", "vcruntime"];

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
