//! What brings a target's C library headers, where there are none.

use super::environment::Environment;
use super::{known, zig};
use crate::target::Target;

/// What to do; `failed` is what was tried and gave no answer.
pub(super) fn advice(env: &Environment, target: &Target, failed: &[String]) -> String {
    let triple = &target.triple;
    let missing = format!("no C library headers for {triple} are installed here");
    let sysroot = "name a directory that has them with --sysroot=DIR (of several targets: \
                   --sysroot-for=TRIPLE=DIR)";
    let by_zig = match zig::name(target) {
        Some(_) if !known::is_host(env, target) => "zig (`pip install ziglang`), ",
        _ => "",
    };
    let mut text = match (headers_package(env, target), target.os.as_str()) {
        (Some(package), _) => {
            format!("{missing}: install Debian's `{package}`, {by_zig}or {sysroot}")
        }
        (None, "windows") if target.env == "msvc" => format!(
            "{missing}: they come with Microsoft's SDK; {sysroot}, or its directories with \
             -isystem, or take a windows-gnu target"
        ),
        (None, "macos") => {
            format!("{missing}: they come with Xcode's SDK; install {by_zig}or {sysroot}")
        }
        (None, "ios") => format!("{missing}: they come with Xcode's SDK; {sysroot}"),
        (None, "android") => format!(
            "{missing}: they come with Android's NDK; set ANDROID_NDK_HOME to its directory, or {sysroot}"
        ),
        (None, _) if !by_zig.is_empty() => format!("{missing}: install {by_zig}or {sysroot}"),
        (None, _) => format!("{missing}: {sysroot}"),
    };
    for reason in failed {
        text += &format!("; {reason}");
    }
    text
}

/// What brings the target's C library headers to this machine, each in a word or two; nothing is
/// known to bring some, which a directory has to be named for.
pub fn remedies(env: &Environment, target: &Target) -> Vec<&'static str> {
    let mut found: Vec<&str> = headers_package(env, target).into_iter().collect();
    if zig::name(target).is_some() && !known::is_host(env, target) {
        found.push("zig");
    }
    match target.os.as_str() {
        "windows" if target.env == "msvc" => found.push("Microsoft's SDK"),
        "macos" | "ios" => found.push("Xcode's SDK"),
        "android" => found.push("Android's NDK"),
        _ => {}
    }
    found
}

/// The Debian package that brings the target's C library headers to this machine.
pub fn headers_package(env: &Environment, target: &Target) -> Option<&'static str> {
    let own = target.is_own(&env.host_arch, &env.host_os);
    let name = match (
        target.os.as_str(),
        target.arch.as_str(),
        target.env.as_str(),
    ) {
        // Debian has it for the machine itself only.
        ("linux", _, "musl") if own => "musl-dev",
        ("linux", "x86_64", "gnu") if target.is_x32() => match env.host_arch.as_str() {
            "x86_64" if env.host_os == "linux" => "libc6-dev-x32",
            _ => "libc6-dev-x32-cross",
        },
        ("linux", _, "gnu") if own => "libc6-dev",
        ("linux", "x86_64", "gnu") => "libc6-dev-amd64-cross",
        ("linux", "x86", "gnu") => match env.host_arch.as_str() {
            "x86_64" if env.host_os == "linux" => "libc6-dev-i386",
            _ => "libc6-dev-i386-cross",
        },
        ("linux", "aarch64", "gnu") if !target.big_endian => "libc6-dev-arm64-cross",
        ("linux", "arm", "gnu") if target.triple.ends_with("hf") => "libc6-dev-armhf-cross",
        ("linux", "riscv64", "gnu") => "libc6-dev-riscv64-cross",
        ("linux", "powerpc64", "gnu") if !target.big_endian => "libc6-dev-ppc64el-cross",
        ("linux", "s390x", "gnu") => "libc6-dev-s390x-cross",
        ("linux", "mips", "gnu") if target.big_endian => "libc6-dev-mips-cross",
        ("linux", "mips", "gnu") => "libc6-dev-mipsel-cross",
        ("windows", "x86_64", "gnu") => "mingw-w64-x86-64-dev",
        ("windows", "x86", "gnu") => "mingw-w64-i686-dev",
        ("windows", "aarch64", "gnu") => "mingw-w64-common",
        ("wasi", _, _) => "wasi-libc",
        ("none", "avr", _) => "avr-libc",
        ("none", "arm", _) => "libnewlib-dev",
        ("none", "riscv32" | "riscv64", _) => "picolibc-riscv64-unknown-elf",
        _ => return None,
    };
    Some(name)
}
