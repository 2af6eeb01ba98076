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
    let special: Vec<String> = multiarch(target)
        .into_iter()
        .chain(triplet(target))
        .collect();
    for name in names
        .iter()
        .copied()
        .chain(special.iter().map(String::as_str))
    {
        let path = root.join("include").join(name);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found.push(root.join("include"));
    for name in special {
        let path = root.join("usr/include").join(name);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found.push(root.join("usr/include"));
    found
}

/// Debian's multiarch name, `/usr/include/<name>`: the triplet but for 32-bit x86.
pub fn multiarch(target: &Target) -> Option<String> {
    let triplet = triplet(target)?;
    Some(match triplet.strip_prefix("i686-linux-") {
        Some(abi) => format!("i386-linux-{abi}"),
        None => triplet,
    })
}

/// The name that cross toolchains give the target's directory, `/usr/<name>`: GNU's triplet,
/// without a vendor.
pub fn triplet(target: &Target) -> Option<String> {
    let machine = machine(target);
    match (target.os.as_str(), target.env.as_str()) {
        ("linux", "gnu" | "musl") => Some(format!("{machine}-linux-{}", abi(target))),
        ("windows", "gnu") => Some(format!("{machine}-w64-mingw32")),
        ("android", _) if machine == "arm" => Some("arm-linux-androideabi".to_owned()),
        ("android", _) => Some(format!("{machine}-linux-android")),
        _ => None,
    }
}

/// The machine as triplets spell it: `i686`, `arm`, `riscv64`, `powerpc64le`, `mipsel`.
pub(super) fn machine(target: &Target) -> &str {
    let triple = &target.clang_triple;
    let first = triple
        .split_once('-')
        .map_or(triple.as_str(), |(first, _)| first);
    match first {
        "i386" | "i486" | "i586" | "i686" => "i686",
        "amd64" => "x86_64",
        "arm64" => "aarch64",
        "ppc" => "powerpc",
        "ppc64" => "powerpc64",
        "ppc64le" => "powerpc64le",
        _ if first.starts_with("armeb") || first.starts_with("thumbeb") => "armeb",
        _ if first.starts_with("arm") || first.starts_with("thumb") => "arm",
        _ => first,
    }
}

/// The C library and the calling convention as triplets spell them: `gnu`, `gnueabihf`, `musl`,
/// `gnux32`, `gnuabi64`.
pub(super) fn abi(target: &Target) -> String {
    let last = target.triple.rsplit('-').next().unwrap_or_default();
    let convention = ["gnu", "musl"]
        .iter()
        .find_map(|name| last.strip_prefix(name));
    format!("{}{}", target.env, convention.unwrap_or_default())
}
