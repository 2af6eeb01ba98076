//! The programs that `--cc` may mean.

use std::path::{Path, PathBuf};

use crate::clang::find::{Environment, gcc_prefixes};
use crate::target::Target;

/// The programs that exist and may be meant, the best first.
///
/// `gcc` and `gcc-12` are names for the target's own; `clang` compiles for all. Anything else is
/// what it says.
pub(super) fn candidates(cc: &str, target: &Target, environment: &Environment) -> Vec<PathBuf> {
    if cc.contains(std::path::is_separator) {
        return vec![PathBuf::from(cc)];
    }
    let path = &environment.path;
    let version = |name: &str| cc.strip_prefix(name).is_some_and(is_version);
    if cc == "clang" || (cc == "gcc" && target.is_apple()) {
        return named("", cc, path);
    }
    if cc != "gcc" && !version("gcc-") {
        return in_path(cc, path).into_iter().collect();
    }
    let is_own = target.is_own(&environment.host_arch, &environment.host_os);
    let mut found = Vec::new();
    if is_own && target.env != "musl" {
        found.extend(named("", cc, path));
    }
    for prefix in gcc_prefixes(target) {
        found.extend(named(&format!("{prefix}-"), cc, path));
    }
    if is_own && target.env == "musl" {
        found.extend(in_path("musl-gcc", path));
        found.extend(named("", cc, path));
    }
    if target.env == "musl" {
        // The compiler of another C library has the same types.
        let gnu = Target {
            env: "gnu".to_owned(),
            ..target.clone()
        };
        for prefix in gcc_prefixes(&gnu) {
            found.extend(named(&format!("{prefix}-"), cc, path));
        }
    }
    if target.arch == "x86" && target.os == "linux" && environment.host_arch == "x86_64" {
        found.extend(named("", cc, path));
    }
    found.dedup();
    found
}

/// The program of a name, or the newest of those that have a version behind it: Debian has a
/// `clang-19` without a `clang`.
fn named(prefix: &str, name: &str, path: &[PathBuf]) -> Vec<PathBuf> {
    let plain = format!("{prefix}{name}");
    if let Some(found) = in_path(&plain, path) {
        return vec![found];
    }
    let mut newest: Option<(u32, PathBuf)> = None;
    for directory in path {
        let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
        for entry in entries {
            let file = entry.file_name();
            let version = file
                .to_str()
                .and_then(|file| file.strip_prefix(&plain)?.strip_prefix('-'))
                .and_then(|version| version.parse::<u32>().ok());
            let Some(version) = version else { continue };
            if newest.as_ref().is_none_or(|(known, _)| *known < version)
                && is_program(&entry.path())
            {
                newest = Some((version, entry.path()));
            }
        }
    }
    newest.into_iter().map(|(_, path)| path).collect()
}

/// Whether this is a version's number.
fn is_version(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The first program of a name in the directories of `PATH`.
fn in_path(name: &str, path: &[PathBuf]) -> Option<PathBuf> {
    let suffix = std::env::consts::EXE_SUFFIX;
    let name = match name.ends_with(suffix) {
        true => name.to_owned(),
        false => format!("{name}{suffix}"),
    };
    path.iter()
        .map(|directory| directory.join(&name))
        .find(|file| is_program(file))
}

/// Whether the system would run it.
fn is_program(path: &Path) -> bool {
    let Ok(data) = std::fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    if std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o111 == 0 {
        return false;
    }
    data.is_file()
}
