//! An installed gcc for another machine, which knows where that machine's headers are.

use std::path::{Path, PathBuf};

use super::ask::{self, Answer};
use super::environment::Environment;
use super::sysroot::triplet;
use crate::target::Target;

/// The cross gcc of `PATH` for a target.
pub(super) fn program(env: &Environment, target: &Target) -> Option<PathBuf> {
    let suffix = std::env::consts::EXE_SUFFIX;
    gcc_prefixes(target).into_iter().find_map(|prefix| {
        let name = format!("{prefix}-gcc{suffix}");
        env.path
            .iter()
            .map(|directory| directory.join(&name))
            .find(|file| file.is_file())
    })
}

/// What may stand before the `-gcc` of a target's gcc, the usual first.
pub fn gcc_prefixes(target: &Target) -> Vec<String> {
    let mut found: Vec<String> = triplet(target).into_iter().collect();
    let more: &[&str] = match (target.os.as_str(), target.arch.as_str()) {
        ("linux", "x86") if target.env == "gnu" => &["i386-linux-gnu"],
        ("none", "avr") => &["avr"],
        ("none", "arm") => &["arm-none-eabi"],
        ("none", "msp430") => &["msp430-elf", "msp430"],
        ("none", "riscv32") => &["riscv32-unknown-elf", "riscv64-unknown-elf"],
        ("none", "riscv64") => &["riscv64-unknown-elf"],
        _ => &[],
    };
    found.extend(more.iter().map(|name| (*name).to_owned()));
    for triple in [&target.clang_triple, &target.triple] {
        if !found.contains(triple) {
            found.push(triple.clone());
        }
    }
    found
}

/// The directories of the target's C library; `None` where this gcc has none.
///
/// # Errors
/// Why it does not answer, as a sentence without its full stop.
pub(super) fn headers(
    env: &Environment,
    program: &Path,
    target: &Target,
) -> Result<Option<Answer>, String> {
    let machine: &[&str] = match (target.os.as_str(), target.arch.as_str()) {
        ("none", "riscv32") => &["-march=rv32imac", "-mabi=ilp32"],
        ("none", "arm") => &["-mthumb", "-mcpu=cortex-m4"],
        _ => &[],
    };
    let mut answer = ask::ask(program, machine)?;
    // Debian's cross gccs search the machine's own, too.
    answer
        .directories
        .retain(|directory| !is_own(directory) && !is_machines(env, directory));
    Ok((!answer.directories.is_empty()).then_some(answer))
}

/// Whether a directory has headers of the machine that this program runs on.
fn is_machines(env: &Environment, directory: &Path) -> bool {
    let include = env.system("usr/include");
    let multiarch = include.join(format!("{}-linux-gnu", env.host_arch));
    directory == include
        || directory == multiarch
        || directory.starts_with(env.system("usr/local/include"))
}

/// Whether a directory has gcc's own headers: `lib/gcc/x/12/include`, or `include-fixed`.
fn is_own(directory: &Path) -> bool {
    let name = directory.file_name().and_then(|name| name.to_str());
    let version = directory.parent().and_then(Path::file_name);
    let version = version.and_then(|version| version.to_str());
    matches!(name, Some("include" | "include-fixed"))
        && version.is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
        && directory
            .iter()
            .any(|part| part.to_str().is_some_and(|part| part.starts_with("gcc")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::clang::find::tree::Tree;

    #[test]
    fn gccs_own_headers() {
        for own in [
            "/usr/lib/gcc-cross/aarch64-linux-gnu/12/include",
            "/opt/x/lib/gcc/x/12.2.0/include-fixed",
        ] {
            assert!(is_own(Path::new(own)), "{own}");
        }
        for other in [
            "/usr/aarch64-linux-gnu/include",
            "/opt/gcc-12/x/include",
            "/opt/12/include",
        ] {
            assert!(!is_own(Path::new(other)), "{other}");
        }
    }

    #[test]
    fn the_machines_headers() {
        let env = Tree::new(&[]).environment();
        for (directory, expected) in [
            ("usr/include", true),
            ("usr/include/x86_64-linux-gnu", true),
            ("usr/local/include", true),
            ("usr/include/aarch64-linux-gnu", false),
            ("usr/aarch64-linux-gnu/include", false),
        ] {
            assert_eq!(is_machines(&env, &env.system(directory)), expected);
        }
    }

    #[test]
    fn names_of_cross_gccs() {
        for (triple, expected) in [
            ("armv7-unknown-linux-gnueabihf", "arm-linux-gnueabihf"),
            ("armv7-unknown-linux-musleabihf", "arm-linux-musleabihf"),
            ("riscv64gc-unknown-linux-gnu", "riscv64-linux-gnu"),
            ("powerpc64le-unknown-linux-gnu", "powerpc64le-linux-gnu"),
            ("mips-unknown-linux-gnu", "mips-linux-gnu"),
            ("mipsel-unknown-linux-gnu", "mipsel-linux-gnu"),
            ("x86_64-unknown-linux-gnux32", "x86_64-linux-gnux32"),
            ("i686-unknown-linux-gnu", "i686-linux-gnu"),
            ("aarch64-pc-windows-gnu", "aarch64-w64-mingw32"),
            ("thumbv7em-none-eabi", "arm-none-eabi"),
            ("avr", "avr"),
        ] {
            let target = Target::parse(triple).unwrap();
            assert_eq!(gcc_prefixes(&target)[0], expected);
        }
        // The same machine with another C library.
        let musl = Target::parse("armv7-unknown-linux-musleabihf").unwrap();
        let env = "gnu".to_owned();
        let prefixes = gcc_prefixes(&Target { env, ..musl });
        assert_eq!(prefixes[0], "arm-linux-gnueabihf");
    }
}
