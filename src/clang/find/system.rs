//! The C library's header directories of each target, and what to install where there are none.

use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::sysroot;
use crate::target::Target;

/// Where a target's C library has its headers on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SystemHeaders {
    /// Existing directories in search order, without the compiler's builtin headers. The
    /// compiler's own belong after `/usr/local/include` and before the others; with musl after
    /// all of them.
    pub directories: Vec<PathBuf>,
    /// What to install or to say, where none of the directories has a C library's `stdio.h`.
    pub advice: Option<String>,
}

/// Finds the header directories for `target`: below `sysroot` where one is given, otherwise this
/// machine's own or those of an installed cross package. The host's headers are never given for
/// a foreign target, because their widths and macros are the host's.
///
/// A missing C library is not an error here: many headers need only the compiler's own.
pub fn system_headers(env: &Environment, target: &Target, sysroot: Option<&Path>) -> SystemHeaders {
    let mut directories = match sysroot {
        Some(root) => sysroot::below(root, target),
        None => installed(env, target),
    };
    directories.retain(|directory| directory.is_dir());
    let complete = directories
        .iter()
        .any(|directory| directory.join("stdio.h").is_file());
    let advice = match (complete, sysroot) {
        (true, _) => None,
        (false, Some(root)) => Some(format!(
            "the sysroot `{}` has no C library headers for {}: there is no stdio.h in its \
             include, usr/include or usr/local/include",
            root.display(),
            target.triple
        )),
        (false, None) => Some(advice(target, is_own(env, target))),
    };
    SystemHeaders {
        directories,
        advice,
    }
}

/// Whether programs for the target run here, so that the machine's own headers may be meant.
fn is_own(env: &Environment, target: &Target) -> bool {
    target.is_own(&env.host_arch, &env.host_os)
}

/// The directories to try without a sysroot.
fn installed(env: &Environment, target: &Target) -> Vec<PathBuf> {
    let own = is_own(env, target);
    match target.os.as_str() {
        "linux" if target.env == "musl" => musl(env, target, own),
        "linux" => gnu(env, target, own),
        "windows" => windows(env, target, own),
        "macos" => macos(env),
        "wasi" => wasi(env),
        "none" if target.arch == "avr" => at(env, &["usr/lib/avr/include", "usr/avr/include"]),
        "none" if target.arch == "arm" => first(at(
            env,
            &[
                "usr/lib/arm-none-eabi/include",
                "usr/arm-none-eabi/include",
                "usr/include/newlib",
            ],
        )),
        _ if own => at(env, &["usr/local/include", "usr/include"]),
        _ => Vec::new(),
    }
}

/// GNU's C library: the machine's own, its 32-bit part, or a cross package.
fn gnu(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    let Some(multiarch) = sysroot::multiarch(target) else {
        return Vec::new();
    };
    let multiarch_include = format!("usr/include/{multiarch}");
    let of_both = |first: &str| at(env, &["usr/local/include", first, "usr/include"]);
    if own && !has_musl(env) {
        return of_both(&multiarch_include);
    }
    if target.arch == "x86" && env.host_arch == "x86_64" && env.host_os == "linux" {
        // libc6-dev:i386 has a directory of its own; libc6-dev-i386 only adds to the 64-bit one,
        // whose headers serve both.
        if env.system(&multiarch_include).join("bits").is_dir() {
            return of_both(&multiarch_include);
        }
        let shared = "usr/include/x86_64-linux-gnu";
        if [shared, "usr/include"]
            .iter()
            .any(|directory| env.system(directory).join("gnu/stubs-32.h").is_file())
        {
            return of_both(shared);
        }
    }
    let triplet = sysroot::triplet(target).unwrap_or(multiarch);
    let sysrooted = format!("usr/{triplet}/sys-root/usr/include");
    first(at(env, &[&format!("usr/{triplet}/include"), &sysrooted]))
}

/// musl: the machine's own (Alpine), Debian's package, or a cross toolchain's.
fn musl(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    if own && has_musl(env) {
        return at(env, &["usr/local/include", "usr/include"]);
    }
    let Some(triplet) = sysroot::triplet(target) else {
        return Vec::new();
    };
    let packaged = format!("usr/include/{triplet}");
    let cross = format!("usr/{triplet}/include");
    let own_build = if own {
        "usr/local/musl/include"
    } else {
        &cross
    };
    first(at(env, &[&packaged, &cross, own_build]))
}

/// Whether the machine's own C library is musl: `/usr/include` has one, and it is not GNU's, which
/// brings `gnu-versions.h` and, in the multiarch directory where there is one, `gnu/`.
pub fn has_musl(env: &Environment) -> bool {
    let include = env.system("usr/include");
    include.join("stdio.h").is_file() && !include.join("gnu-versions.h").is_file()
}

/// mingw-w64's; Microsoft's only where the machine itself names them in `INCLUDE`.
fn windows(env: &Environment, target: &Target, own: bool) -> Vec<PathBuf> {
    if target.env == "msvc" {
        return if own { env.include.clone() } else { Vec::new() };
    }
    let Some(triplet) = sysroot::triplet(target) else {
        return Vec::new();
    };
    first(at(
        env,
        &[
            &format!("usr/{triplet}/include"),
            &format!("usr/{triplet}/sys-root/mingw/include"),
            &format!(
                "opt/homebrew/opt/mingw-w64/toolchain-{}/{triplet}/include",
                target.arch
            ),
            // Debian's `mingw-w64-common`, to which the directories of all machines are links.
            "usr/share/mingw-w64/include",
        ],
    ))
}

/// The SDK that `SDKROOT` names, or the command line tools'.
fn macos(env: &Environment) -> Vec<PathBuf> {
    let sdks = [
        "Library/Developer/CommandLineTools/SDKs/MacOSX.sdk",
        "Applications/Xcode.app/Contents/Developer/Platforms/MacOSX.platform/Developer/SDKs/MacOSX.sdk",
    ];
    let known = sdks.iter().map(|sdk| env.system(sdk));
    let sdk = env.sdk_root.clone().into_iter().chain(known);
    first(sdk.map(|sdk| sdk.join("usr/include")).collect())
}

/// wasi-libc's.
fn wasi(env: &Environment) -> Vec<PathBuf> {
    let mut found = at(env, &["usr/include/wasm32-wasi"]);
    for sysroot in ["usr/share/wasi-sysroot", "opt/wasi-sdk/share/wasi-sysroot"] {
        for name in ["wasm32-wasip1", "wasm32-wasi"] {
            found.push(env.system(sysroot).join("include").join(name));
        }
    }
    first(found)
}

/// System directories by their names without the leading `/`.
fn at(env: &Environment, names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| env.system(name)).collect()
}

/// The first that exists: these are the same headers in different systems' places.
fn first(directories: Vec<PathBuf>) -> Vec<PathBuf> {
    directories
        .into_iter()
        .find(|directory| directory.is_dir())
        .into_iter()
        .collect()
}

/// What brings the headers.
fn advice(target: &Target, own: bool) -> String {
    let triple = &target.triple;
    let missing = format!("no C library headers for {triple} are installed here");
    let sysroot = "name a directory that has them with --sysroot=DIR";
    match (debian_package(target, own), target.os.as_str()) {
        (Some(package), _) => {
            format!("{missing}: install Debian's `{package}`, or {sysroot}")
        }
        (None, "windows") if target.env == "msvc" => format!(
            "{missing}: they come with Microsoft's SDK; {sysroot}, or its directories with \
             -isystem, or take a windows-gnu target"
        ),
        (None, "macos") => format!("{missing}: they come with Xcode's SDK; {sysroot}"),
        (None, _) => format!("{missing}: {sysroot}"),
    }
}

/// The Debian package that brings the target's C library headers to this machine.
pub fn headers_package(env: &Environment, target: &Target) -> Option<&'static str> {
    debian_package(target, is_own(env, target))
}

/// The same, for the machine's own target or a foreign one.
fn debian_package(target: &Target, own: bool) -> Option<&'static str> {
    let name = match (
        target.os.as_str(),
        target.arch.as_str(),
        target.env.as_str(),
    ) {
        ("linux", _, "musl") if own => "musl-dev",
        ("linux", _, "gnu") if own => "libc6-dev",
        ("linux", "x86_64", "gnu") => "libc6-dev-amd64-cross",
        ("linux", "x86", "gnu") => "libc6-dev-i386",
        ("linux", "aarch64", "gnu") => "libc6-dev-arm64-cross",
        ("linux", "arm", "gnu") => "libc6-dev-armhf-cross",
        ("linux", "riscv64", "gnu") => "libc6-dev-riscv64-cross",
        ("linux", "powerpc64", "gnu") => "libc6-dev-ppc64el-cross",
        ("linux", "s390x", "gnu") => "libc6-dev-s390x-cross",
        ("windows", "x86_64", "gnu") => "mingw-w64-x86-64-dev",
        ("windows", "x86", "gnu") => "mingw-w64-i686-dev",
        ("wasi", _, _) => "wasi-libc",
        ("none", "avr", _) => "avr-libc",
        ("none", "arm", _) => "libnewlib-dev",
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests;
