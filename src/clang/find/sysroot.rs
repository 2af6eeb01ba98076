//! Directories below a sysroot, and the names that systems give their targets' directories.

use std::path::{Path, PathBuf};

use crate::target::Target;

/// Where headers stand below a sysroot, most special first; whether they exist is not asked.
pub(super) fn below(root: &Path, target: &Target) -> Vec<PathBuf> {
    let mut found = vec![root.join("usr/local/include")];
    let names: &[&str] = match target.os.as_str() {
        "wasi" => &["wasm32-wasip1", "wasm32-wasi"],
        _ => &[],
    };
    let special = multiarch(target).into_iter().chain(triplet(target));
    for name in names.iter().copied().chain(special) {
        let path = root.join("include").join(name);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found.push(root.join("include"));
    for name in multiarch(target).into_iter().chain(triplet(target)) {
        let path = root.join("usr/include").join(name);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found.push(root.join("usr/include"));
    found
}

/// Debian's multiarch name, `/usr/include/<name>`: the triplet but for 32-bit x86.
pub fn multiarch(target: &Target) -> Option<&'static str> {
    match triplet(target) {
        Some("i686-linux-gnu") => Some("i386-linux-gnu"),
        Some("i686-linux-musl") => Some("i386-linux-musl"),
        other => other,
    }
}

/// The name that cross toolchains give the target's directory, `/usr/<name>`.
pub fn triplet(target: &Target) -> Option<&'static str> {
    let name = match (
        target.os.as_str(),
        target.arch.as_str(),
        target.env.as_str(),
    ) {
        ("linux", "x86_64", "gnu") => "x86_64-linux-gnu",
        ("linux", "x86", "gnu") => "i686-linux-gnu",
        ("linux", "aarch64", "gnu") => "aarch64-linux-gnu",
        ("linux", "arm", "gnu") => "arm-linux-gnueabihf",
        ("linux", "riscv64", "gnu") => "riscv64-linux-gnu",
        ("linux", "powerpc64", "gnu") => "powerpc64le-linux-gnu",
        ("linux", "s390x", "gnu") => "s390x-linux-gnu",
        ("linux", "x86_64", "musl") => "x86_64-linux-musl",
        ("linux", "x86", "musl") => "i686-linux-musl",
        ("linux", "aarch64", "musl") => "aarch64-linux-musl",
        ("linux", "arm", "musl") => "arm-linux-musleabihf",
        ("linux", "riscv64", "musl") => "riscv64-linux-musl",
        ("windows", "x86_64", "gnu") => "x86_64-w64-mingw32",
        ("windows", "x86", "gnu") => "i686-w64-mingw32",
        ("windows", "aarch64", "gnu") => "aarch64-w64-mingw32",
        _ => return None,
    };
    Some(name)
}
