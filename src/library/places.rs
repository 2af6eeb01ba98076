//! Where a target's libraries are on this machine; never where the machine's own are, for another.

use std::fs;
use std::path::{Path, PathBuf};

use crate::clang::find::{Environment, has_musl, multiarch, triplet};
use crate::target::Target;

/// The directories that exist, in the order in which they are searched.
pub(super) fn directories(
    env: &Environment,
    target: &Target,
    sysroot: Option<&Path>,
) -> Vec<PathBuf> {
    let candidates = match sysroot {
        Some(root) => below(root, target),
        None => installed(env, target),
    };
    let mut found: Vec<PathBuf> = Vec::new();
    for directory in candidates {
        if directory.is_dir() && !found.contains(&directory) {
            found.push(directory);
        }
    }
    found
}

/// Below a sysroot.
fn below(root: &Path, target: &Target) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let names = || multiarch(target).into_iter().chain(triplet(target));
    for prefix in ["usr/local", "usr", ""] {
        for name in names() {
            found.push(root.join(prefix).join("lib").join(name));
        }
        if target.pointer_width == 64 {
            found.push(root.join(prefix).join("lib64"));
        }
        found.push(root.join(prefix).join("lib"));
    }
    for name in names() {
        found.push(root.join(name).join("lib"));
    }
    if target.os == "windows" {
        found.extend(["mingw/lib", "bin", "mingw/bin"].map(|it| root.join(it)));
    }
    if target.os == "wasi" {
        found.extend(["wasm32-wasip1", "wasm32-wasi"].map(|it| root.join("lib").join(it)));
    }
    found
}

/// Those of the machine itself, or of what is installed for another.
fn installed(env: &Environment, target: &Target) -> Vec<PathBuf> {
    let own = target.is_own(&env.host_arch, &env.host_os);
    match target.os.as_str() {
        "linux" => linux(env, target, own),
        "windows" if target.env == "msvc" && own => env.lib.clone(),
        "windows" if target.env == "msvc" => Vec::new(),
        "windows" => windows(env, target),
        "macos" => macos(env, own),
        "ios" => ios(env),
        "wasi" => below(&env.root.join("usr/share/wasi-sysroot"), target)
            .into_iter()
            .chain(at(env, &["usr/lib/wasm32-wasi"]))
            .collect(),
        "none" if target.arch == "avr" => at(env, &["usr/lib/avr/lib", "usr/avr/lib"]),
        "none" if target.arch == "arm" => {
            at(env, &["usr/lib/arm-none-eabi/lib", "usr/arm-none-eabi/lib"])
        }
        _ if own => at(env, &["usr/local/lib", "lib", "usr/lib"]),
        _ => Vec::new(),
    }
}

/// Linux: the machine's own, Debian's for other architectures beside them, or a cross package's.
fn linux(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let is_libc = has_musl(env) == (target.env == "musl");
    if let Some(name) = multiarch(target) {
        for prefix in ["usr/local/lib", "usr/lib", "lib"] {
            found.push(env.root.join(prefix).join(&name));
        }
    }
    if own && is_libc {
        let of_64 = ["usr/local/lib64", "usr/lib64", "lib64"];
        if target.pointer_width == 64 {
            found.extend(at(env, &of_64));
        }
        found.extend(at(env, &["usr/local/lib", "usr/lib", "lib"]));
    } else if own {
        found.extend(at(env, &["usr/local/musl/lib"]));
    }
    if target.arch == "x86" && env.host_arch == "x86_64" && env.host_os == "linux" && is_libc {
        found.extend(at(env, &["usr/lib32", "lib32"]));
    }
    if let Some(name) = triplet(target) {
        let usr = env.root.join("usr").join(&name);
        for below in ["lib", "lib64", "sys-root/usr/lib64", "sys-root/usr/lib"] {
            found.push(usr.join(below));
        }
        for compiler in ["usr/lib/gcc", "usr/lib/gcc-cross"] {
            found.extend(versions(&env.root.join(compiler).join(&name)));
        }
    }
    found
}

/// mingw-w64's.
fn windows(env: &Environment, target: &Target) -> Vec<PathBuf> {
    let Some(name) = triplet(target) else {
        return Vec::new();
    };
    let usr = env.root.join("usr").join(&name);
    let mut found: Vec<PathBuf> = ["lib", "sys-root/mingw/lib", "bin", "sys-root/mingw/bin"]
        .map(|below| usr.join(below))
        .into();
    let brewed = "opt/homebrew/opt/mingw-w64/toolchain-";
    found.push(env.root.join(format!("{brewed}{}/{name}/lib", target.arch)));
    found.extend(versions(&env.root.join("usr/lib/gcc").join(name)));
    found
}

/// The SDK's stubs; the libraries of Homebrew on a Mac itself.
fn macos(env: &Environment, own: bool) -> Vec<PathBuf> {
    let sdks = [
        "Library/Developer/CommandLineTools/SDKs/MacOSX.sdk",
        "Applications/Xcode.app/Contents/Developer/Platforms/MacOSX.platform/Developer/SDKs/MacOSX.sdk",
    ];
    let known = sdks.map(|sdk| env.root.join(sdk));
    let sdks = env.sdk_root.iter().chain(&known);
    let mut found = Vec::new();
    if own {
        found.extend(at(env, &["opt/homebrew/lib", "usr/local/lib"]));
    }
    found.extend(sdks.map(|sdk| sdk.join("usr/lib")));
    found
}

/// The stubs of the SDK of iOS, which is never the one that `SDKROOT` names for a Mac.
fn ios(env: &Environment) -> Vec<PathBuf> {
    let known = env.root.join(
        "Applications/Xcode.app/Contents/Developer/Platforms/iPhoneOS.platform/Developer/SDKs/iPhoneOS.sdk",
    );
    let is_ios = |sdk: &&PathBuf| sdk.to_string_lossy().contains("iPhoneOS");
    let sdks = env.sdk_root.iter().filter(is_ios).chain([&known]);
    sdks.map(|sdk| sdk.join("usr/lib")).collect()
}

/// The directories of a compiler's versions, the newest first.
fn versions(parent: &Path) -> Vec<PathBuf> {
    let number = |path: &PathBuf| -> Option<u32> {
        let name = path.file_name()?.to_str()?;
        name.split(['.', '-']).next()?.parse().ok()
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.retain(|path| number(path).is_some());
    found.sort_by_key(|path| std::cmp::Reverse((number(path), path.clone())));
    found
}

/// System directories by their names without the leading `/`.
fn at(env: &Environment, names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| env.root.join(name)).collect()
}
