//! The machines that gccs compile for: their names, and what brings one.

use crate::target::Target;

/// What brings a gcc for the target.
pub(super) fn advice(target: &Target) -> String {
    let none = || {
        let triple = &target.triple;
        format!("Debian has no gcc for {triple}; `--cc=clang` compiles for it")
    };
    let package = match key(target) {
        _ if target.is_x32() => "gcc-x86-64-linux-gnux32 libc6-dev-x32-cross",
        ("linux", "x86_64", "gnu") if cfg!(target_arch = "x86_64") => "gcc libc6-dev",
        ("linux", "x86_64", "gnu") => "gcc-x86-64-linux-gnu libc6-dev-amd64-cross",
        ("linux", "x86", "gnu") => "gcc-i686-linux-gnu libc6-dev-i386-cross",
        ("linux", "aarch64", "gnu") if target.big_endian => return none(),
        ("linux", "aarch64", "gnu") if cfg!(target_arch = "aarch64") => "gcc libc6-dev",
        ("linux", "aarch64", "gnu") => "gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
        ("linux", "arm", "gnu") => "gcc-arm-linux-gnueabihf libc6-dev-armhf-cross",
        ("linux", "riscv64", "gnu") => "gcc-riscv64-linux-gnu libc6-dev-riscv64-cross",
        ("linux", "powerpc64", "gnu") if target.big_endian => {
            "gcc-powerpc64-linux-gnu libc6-dev-ppc64-cross"
        }
        ("linux", "powerpc64", "gnu") => "gcc-powerpc64le-linux-gnu libc6-dev-ppc64el-cross",
        ("linux", "s390x", "gnu") => "gcc-s390x-linux-gnu libc6-dev-s390x-cross",
        ("linux", "mips", "gnu") if target.big_endian => "gcc-mips-linux-gnu libc6-dev-mips-cross",
        ("linux", "mips", "gnu") => "gcc-mipsel-linux-gnu libc6-dev-mipsel-cross",
        ("linux", arch, "musl") if arch == std::env::consts::ARCH => "musl-tools",
        ("windows", "x86_64", "gnu") => "gcc-mingw-w64-x86-64-win32",
        ("windows", "x86", "gnu") => "gcc-mingw-w64-i686-win32",
        ("none", "avr", _) => "gcc-avr avr-libc",
        ("none", "riscv32", _) => "gcc-riscv64-unknown-elf",
        ("none", "arm", _) => "gcc-arm-none-eabi libnewlib-arm-none-eabi",
        _ => return none(),
    };
    format!("`apt-get install {package}` brings it on Debian; `--cc=PATH` names another")
}

/// How a gcc comes to compile for the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It does.
    Right,
    /// It has a 32-bit part.
    With32,
    /// It does, but for another C library.
    OtherLibrary,
}

/// Whether a machine, as `-dumpmachine` says it, is the target.
pub(super) fn fit(machine: &str, target: &Target) -> Option<Fit> {
    let (arch, rest) = machine.split_once('-').unwrap_or((machine, ""));
    let (arch, big_endian) = match arch {
        "i386" | "i486" | "i586" | "i686" => ("x86", false),
        "amd64" => ("x86_64", false),
        "arm64" => ("aarch64", false),
        "powerpc64le" | "ppc64le" => ("powerpc64", false),
        "powerpc64" | "ppc64" => ("powerpc64", true),
        "mips" => ("mips", true),
        "mipsel" => ("mips", false),
        "mips64" => ("mips64", true),
        "mips64el" => ("mips64", false),
        "aarch64_be" => ("aarch64", true),
        _ if arch.starts_with("arm") || arch.starts_with("thumb") => ("arm", arch.ends_with("eb")),
        _ if arch.starts_with("riscv64") => ("riscv64", false),
        _ if arch.starts_with("riscv32") => ("riscv32", false),
        other => (other, target.big_endian),
    };
    // The other byte order is another machine, and so is the other size of pointers.
    if big_endian != target.big_endian || rest.ends_with("x32") != target.is_x32() {
        return None;
    }
    let has = |word: &str| rest.contains(word);
    let (os, env) = if has("android") {
        ("android", "")
    } else if has("mingw") || has("windows") {
        ("windows", if has("msvc") { "msvc" } else { "gnu" })
    } else if has("linux") {
        ("linux", if has("musl") { "musl" } else { "gnu" })
    } else if has("darwin") || has("macos") {
        ("macos", "")
    } else if has("freebsd") {
        ("freebsd", "")
    } else if has("wasi") {
        ("wasi", "")
    } else if has("netbsd") {
        ("netbsd", "")
    } else if arch == "avr" || has("eabi") || has("elf") {
        ("none", "")
    } else {
        (rest, "")
    };
    // The other float convention is another machine.
    if os != target.os || (arch == "arm" && os == "linux" && !machine.ends_with("hf")) {
        return None;
    }
    let fit = match (arch, target.arch.as_str()) {
        (own, wanted) if own == wanted && env == target.env => Fit::Right,
        (own, wanted) if own == wanted && os == "linux" => Fit::OtherLibrary,
        ("x86_64", "x86") if env == target.env => Fit::With32,
        // Its arguments say which.
        ("riscv64", "riscv32") if os == "none" => Fit::Right,
        _ => return None,
    };
    Some(fit)
}

/// System, architecture and environment.
fn key(target: &Target) -> (&str, &str, &str) {
    (&target.os, &target.arch, &target.env)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// How a machine fits a triple.
    fn fits(machine: &str, triple: &str) -> Option<Fit> {
        fit(machine, &Target::parse(triple).unwrap())
    }

    #[test]
    fn names_of_machines() {
        for (machine, triple) in [
            ("x86_64-linux-gnu", "x86_64-unknown-linux-gnu"),
            ("x86_64-redhat-linux", "x86_64-unknown-linux-gnu"),
            ("x86_64-pc-linux-gnu", "x86_64-unknown-linux-gnu"),
            ("x86_64-alpine-linux-musl", "x86_64-unknown-linux-musl"),
            ("i586-alpine-linux-musl", "i686-unknown-linux-musl"),
            ("arm-linux-gnueabihf", "armv7-unknown-linux-gnueabihf"),
            (
                "armv7l-unknown-linux-gnueabihf",
                "armv7-unknown-linux-gnueabihf",
            ),
            ("x86_64-w64-mingw32", "x86_64-pc-windows-gnu"),
            ("i686-w64-mingw32", "i686-pc-windows-gnu"),
            ("avr", "avr-unknown-none"),
            ("x86_64-linux-gnux32", "x86_64-unknown-linux-gnux32"),
            ("mips-linux-gnu", "mips-unknown-linux-gnu"),
            ("mipsel-linux-gnu", "mipsel-unknown-linux-gnu"),
            ("s390x-linux-gnu", "s390x-unknown-linux-gnu"),
            ("riscv64-unknown-elf", "riscv32imac-unknown-none-elf"),
            ("msp430-elf", "msp430-none-elf"),
            ("x86_64--netbsd", "x86_64-unknown-netbsd"),
            ("arm-none-eabi", "thumbv7em-none-eabihf"),
            ("x86_64-unknown-freebsd14.0", "x86_64-unknown-freebsd"),
            ("riscv64-linux-gnu", "riscv64gc-unknown-linux-gnu"),
            (
                "powerpc64le-unknown-linux-gnu",
                "powerpc64le-unknown-linux-gnu",
            ),
        ] {
            assert_eq!(fits(machine, triple), Some(Fit::Right), "{machine}");
        }
        for (machine, triple) in [
            ("x86_64-linux-gnu", "aarch64-unknown-linux-gnu"),
            ("arm-linux-gnueabi", "armv7-unknown-linux-gnueabihf"),
            ("arm-none-eabi", "armv7-unknown-linux-gnueabihf"),
            ("x86_64-linux-android", "x86_64-unknown-linux-gnu"),
            ("x86_64-w64-mingw32", "x86_64-pc-windows-msvc"),
            ("x86_64-linux-gnu", "i686-unknown-linux-musl"),
            ("powerpc64-linux-gnu", "powerpc64le-unknown-linux-gnu"),
            ("i686-linux-gnu", "x86_64-unknown-linux-gnu"),
            ("x86_64-linux-gnu", "x86_64-unknown-linux-gnux32"),
            ("x86_64-linux-gnux32", "x86_64-unknown-linux-gnu"),
            ("mips-linux-gnu", "mipsel-unknown-linux-gnu"),
            ("mipsel-linux-gnu", "mips-unknown-linux-gnu"),
            ("x86_64-linux-gnu", "x86_64-linux-android"),
            ("riscv64-unknown-elf", "riscv64gc-unknown-linux-gnu"),
            ("", "avr-unknown-none"),
        ] {
            assert_eq!(fits(machine, triple), None, "{machine} for {triple}");
        }
        assert_eq!(
            fits("x86_64-linux-gnu", "i686-unknown-linux-gnu"),
            Some(Fit::With32)
        );
        assert_eq!(
            fits("x86_64-linux-gnu", "x86_64-unknown-linux-musl"),
            Some(Fit::OtherLibrary)
        );
    }

    #[test]
    fn every_target_has_an_advice() {
        for target in Target::all() {
            assert!(advice(&target).contains('`'), "{}", target.triple);
        }
    }
}
