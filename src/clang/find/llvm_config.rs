//! `llvm-config`: the program that knows where LLVM's libraries are.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::environment::Environment;
use super::library::OLDEST;
use super::places::libraries;

/// The newest version whose `llvm-config-N` is looked for.
const NEWEST: u32 = 24;

/// The libraries that the first `llvm-config` with any leads to.
///
/// Its own place tells in the usual case; it is run only where that finds nothing.
pub(super) fn by_llvm_config(env: &Environment) -> Vec<PathBuf> {
    programs(env)
        .map(|program| beside(&program))
        .find(|found| !found.is_empty())
        .or_else(|| {
            programs(env)
                .filter_map(|program| ask(&program))
                .map(|directory| libraries(&directory))
                .find(|found| !found.is_empty())
        })
        .unwrap_or_default()
}

/// Every `llvm-config`: the one that `LLVM_CONFIG_PATH` names, the unversioned one, and then the
/// newest first.
fn programs(env: &Environment) -> impl Iterator<Item = PathBuf> {
    let names = std::iter::once("llvm-config".to_owned()).chain(
        (OLDEST..=NEWEST)
            .rev()
            .map(|version| format!("llvm-config-{version}")),
    );
    let on_path = names.filter_map(move |name| {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        env.path
            .iter()
            .map(|directory| directory.join(&name))
            .find(|program| program.is_file())
    });
    env.llvm_config_path.clone().into_iter().chain(on_path)
}

/// The libraries in the directories next to where the program really is:
/// `/usr/bin/llvm-config` is a link to `/usr/lib/llvm-14/bin/llvm-config` on Debian.
fn beside(program: &Path) -> Vec<PathBuf> {
    let Ok(real) = program.canonicalize() else {
        return Vec::new();
    };
    let Some(prefix) = real.parent().and_then(Path::parent) else {
        return Vec::new();
    };
    ["lib", "lib64"]
        .iter()
        .map(|name| libraries(&prefix.join(name)))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// `llvm-config --libdir`.
fn ask(program: &Path) -> Option<PathBuf> {
    let output = Command::new(program)
        .arg("--libdir")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let directory = text.trim();
    (output.status.success() && !directory.is_empty()).then(|| PathBuf::from(directory))
}
