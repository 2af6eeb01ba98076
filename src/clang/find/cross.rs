//! An installed gcc for another machine, which knows where that machine's headers are.

use std::path::{Path, PathBuf};

use super::ask::{self, Answer};
use super::environment::Environment;
use super::sysroot::triplet;
use crate::target::Target;

/// The cross gcc of `PATH` for a target.
pub(super) fn program(env: &Environment, target: &Target) -> Option<PathBuf> {
    let suffix = std::env::consts::EXE_SUFFIX;
    prefixes(target).into_iter().find_map(|prefix| {
        let name = format!("{prefix}-gcc{suffix}");
        env.path
            .iter()
            .map(|directory| directory.join(&name))
            .find(|file| file.is_file())
    })
}

/// What may stand before the `-gcc`.
fn prefixes(target: &Target) -> Vec<String> {
    let mut found: Vec<String> = triplet(target).into_iter().collect();
    let bare: &[&str] = match (target.os.as_str(), target.arch.as_str()) {
        ("none", "avr") => &["avr"],
        ("none", "arm") => &["arm-none-eabi"],
        ("none", "msp430") => &["msp430-elf", "msp430"],
        ("none", "riscv32") => &["riscv32-unknown-elf", "riscv64-unknown-elf"],
        ("none", "riscv64") => &["riscv64-unknown-elf"],
        _ => &[],
    };
    found.extend(bare.iter().map(|name| (*name).to_owned()));
    for triple in [&target.triple, &target.clang_triple] {
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
        let target = Target::parse("armv7-unknown-linux-gnueabihf").unwrap();
        assert_eq!(
            prefixes(&target),
            ["arm-linux-gnueabihf", "armv7-unknown-linux-gnueabihf"]
        );
        let target = Target::parse("thumbv7em-none-eabi").unwrap();
        assert_eq!(prefixes(&target)[0], "arm-none-eabi");
    }
}
