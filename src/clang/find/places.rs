//! The system's directories that libclang is installed in.

use std::fs;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::name::is_libclang;

/// Groups of directories; a later group is looked at only where an earlier one has nothing, so
/// that the usual start reads few and small directories.
pub(super) fn system_directories(env: &Environment, group: usize) -> Option<Vec<PathBuf>> {
    let at = |relative: &str| env.system(relative);
    match group {
        // Debian, Ubuntu, Alpine, FreeBSD, Gentoo: a directory for each version.
        0 => {
            let mut found = Vec::new();
            for parent in ["usr/lib", "usr/lib64", "usr/local"] {
                for version in children(&at(parent), |name| name.starts_with("llvm")) {
                    found.extend([version.join("lib64"), version.join("lib")]);
                }
            }
            for version in children(&at("usr/lib/llvm"), |_| true) {
                found.extend([version.join("lib64"), version.join("lib")]);
            }
            Some(found)
        }
        1 => Some(vec![
            at(&format!("usr/lib/{}-linux-gnu", env.host_arch)),
            at("usr/lib/arm-linux-gnueabihf"),
            at("usr/lib64"),
        ]),
        2 => Some(vec![
            at("usr/local/lib64"),
            at("usr/local/lib"),
            at("usr/lib"),
        ]),
        3 => {
            let mut found = Vec::new();
            for parent in ["opt/homebrew/opt", "usr/local/opt", "opt"] {
                for version in children(&at(parent), |name| name.starts_with("llvm")) {
                    found.push(version.join("lib"));
                }
            }
            found.push(at("Library/Developer/CommandLineTools/usr/lib"));
            found.push(at(
                "Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib",
            ));
            if let Some(programs) = &env.program_files {
                found.push(programs.join("LLVM").join("bin"));
            }
            Some(found)
        }
        _ => None,
    }
}

/// The entries of a directory whose name passes, in order; none where it cannot be read.
pub(super) fn children(directory: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(&wanted))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// The libclang libraries in one directory; dangling links are none.
pub(super) fn libraries(directory: &Path) -> Vec<PathBuf> {
    let mut found = children(directory, is_libclang);
    found.retain(|path| path.is_file());
    found
}
