//! zig, which carries the C library's headers of some sixty targets.
//!
//! It is asked, not known: what its versions bring and how they lay it out differs.

use std::path::{Path, PathBuf};

use super::ask::Answer;
use super::environment::Environment;
use super::python::site_packages;
use super::remembered;
use super::sysroot::{abi, machine};
use crate::target::Target;

/// The zig of this machine: the one that `ZIG` names, the one of `PATH`, or PyPI's `ziglang`.
pub(super) fn program(env: &Environment) -> Option<PathBuf> {
    let suffix = std::env::consts::EXE_SUFFIX;
    let in_path = |name: &Path| {
        let mut files = env.path.iter().map(|directory| directory.join(name));
        files.find(|file| file.is_file())
    };
    if let Some(named) = &env.zig {
        let is_name = named.components().count() == 1 && !named.is_absolute();
        let found = if is_name { in_path(named) } else { None };
        // Where it leads nowhere, starting it says so.
        return Some(found.unwrap_or_else(|| named.clone()));
    }
    let name = PathBuf::from(format!("zig{suffix}"));
    in_path(&name).or_else(|| {
        let sites = site_packages(env).into_iter();
        let mut programs = sites.map(|site| site.join("ziglang").join(&name));
        programs.find(|file| file.is_file())
    })
}

/// What zig calls a target; `None` where it has no C library for such.
pub(super) fn name(target: &Target) -> Option<String> {
    let arch = match machine(target) {
        "i686" => "x86",
        other => other,
    };
    let system = match target.os.as_str() {
        "linux" => {
            let abi = abi(target);
            // Its names always say how floating-point numbers are passed.
            let suffix = match (arch, abi.as_str()) {
                ("mips" | "mipsel", "gnu" | "musl") => "eabihf",
                ("mips64" | "mips64el", "gnu" | "musl") => "abi64",
                ("powerpc", "musl") => "eabihf",
                _ => "",
            };
            format!("linux-{abi}{suffix}")
        }
        "windows" if target.env == "gnu" => "windows-gnu".to_owned(),
        "macos" => "macos".to_owned(),
        "freebsd" | "netbsd" | "openbsd" if arch == "arm" => format!("{}-eabihf", target.os),
        "freebsd" | "netbsd" | "openbsd" | "wasi" => target.os.clone(),
        _ => return None,
    };
    Some(format!("{arch}-{system}"))
}

/// The directories of a target's C library and the macros that they need; `None` where zig does
/// not know the target or has no C library for it. `glibc` is the version of GNU's C library; of
/// other libraries there is one.
///
/// # Errors
/// Why zig does not answer, as a sentence without its full stop.
pub(super) fn headers(
    env: &Environment,
    program: &Path,
    target: &Target,
    glibc: Option<&str>,
) -> Result<Option<Answer>, String> {
    let Some(mut name) = name(target) else {
        return Ok(None);
    };
    if let Some(version) = glibc.filter(|_| target.os == "linux" && target.env == "gnu") {
        name.push_str(&format!(".{version}"));
    }
    let mut answer = remembered::ask(env.memory.as_deref(), program, &["cc", "-target", &name])?;
    // The compiler's own, of its clang; libclang needs those of its version in their place.
    answer.directories.retain(|directory| !is_own(directory));
    Ok((!answer.directories.is_empty()).then_some(answer))
}

/// Whether a directory is that of zig's compiler: `lib/include` beside `lib/libc`.
fn is_own(directory: &Path) -> bool {
    directory
        .parent()
        .is_some_and(|lib| lib.join("libc").is_dir())
        && directory.join("stdarg.h").is_file()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::clang::find::tree::Tree;

    #[test]
    fn zigs_names() {
        for (triple, expected) in [
            ("x86_64-unknown-linux-gnu", Some("x86_64-linux-gnu")),
            ("i686-unknown-linux-musl", Some("x86-linux-musl")),
            ("armv7-unknown-linux-gnueabihf", Some("arm-linux-gnueabihf")),
            (
                "armv7-unknown-linux-musleabihf",
                Some("arm-linux-musleabihf"),
            ),
            ("riscv64gc-unknown-linux-musl", Some("riscv64-linux-musl")),
            (
                "powerpc64le-unknown-linux-gnu",
                Some("powerpc64le-linux-gnu"),
            ),
            ("aarch64-pc-windows-gnu", Some("aarch64-windows-gnu")),
            ("i686-pc-windows-gnu", Some("x86-windows-gnu")),
            ("i686-pc-windows-msvc", None),
            ("aarch64-apple-darwin", Some("aarch64-macos")),
            ("x86_64-unknown-freebsd", Some("x86_64-freebsd")),
            ("wasm32-wasip1", Some("wasm32-wasi")),
            ("avr-unknown-none", None),
            ("thumbv7em-none-eabihf", None),
        ] {
            let target = Target::parse(triple).unwrap();
            assert_eq!(name(&target).as_deref(), expected, "{triple}");
        }
    }

    #[test]
    fn the_order_of_the_search() {
        let tree = Tree::new(&[
            "home/.local/lib/python3.11/site-packages/ziglang/zig",
            "opt/zig-x/zig",
        ]);
        let mut env = tree.environment();
        assert_eq!(program(&env), None);
        env.home = Some(tree.at("home"));
        assert!(program(&env).unwrap().ends_with("ziglang/zig"));
        env.path = vec![tree.at("bin"), tree.at("opt/zig-x")];
        assert_eq!(program(&env), Some(tree.at("opt/zig-x/zig")));
        tree.write("bin/zig-master", "");
        env.zig = Some("zig-master".into());
        assert_eq!(program(&env), Some(tree.at("bin/zig-master")));
        env.zig = Some("zig-none".into());
        assert_eq!(program(&env), Some("zig-none".into()));
    }
}
