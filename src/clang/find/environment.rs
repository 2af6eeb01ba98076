//! What the search reads of the process's environment, as plain data.

use std::env;
use std::path::{Path, PathBuf};

/// Every input of the search but the file system itself, so that a test can make one up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// Where the system's directories start: `/` but in tests.
    pub root: PathBuf,
    /// The architecture that this program was built for, as `@cfg(target_arch = …)` names it.
    pub host_arch: String,
    /// The system that this program was built for, as `@cfg(target_os = …)` names it.
    pub host_os: String,
    /// `LIBCLANG_PATH`: libclang itself or the directory that it is in.
    pub libclang_path: Option<PathBuf>,
    /// `LLVM_CONFIG_PATH`: the `llvm-config` to believe.
    pub llvm_config_path: Option<PathBuf>,
    /// `PATH`, split.
    pub path: Vec<PathBuf>,
    /// `HOME`, or `USERPROFILE` on Windows.
    pub home: Option<PathBuf>,
    /// `VIRTUAL_ENV`: the active Python environment.
    pub virtual_env: Option<PathBuf>,
    /// `PYTHONPATH`, split.
    pub python_path: Vec<PathBuf>,
    /// `SDKROOT`: the SDK of macOS or, by its name, of iOS.
    pub sdk_root: Option<PathBuf>,
    /// `ZIG`: the zig to believe, a path or a name in `PATH`.
    pub zig: Option<PathBuf>,
    /// `ANDROID_NDK_HOME` and `ANDROID_NDK_ROOT`: Android's native development kit.
    pub android_ndk: Vec<PathBuf>,
    /// `ANDROID_HOME` and `ANDROID_SDK_ROOT`: Android's SDK, which may have the other in it.
    pub android_sdk: Vec<PathBuf>,
    /// `INCLUDE`, split: the directories of Microsoft's headers, on Windows.
    pub include: Vec<PathBuf>,
    /// `LIB`, split: the directories of Microsoft's libraries, on Windows.
    pub lib: Vec<PathBuf>,
    /// `ProgramFiles`, on Windows.
    pub program_files: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process.
    pub fn read() -> Environment {
        Environment {
            root: PathBuf::from("/"),
            host_arch: env::consts::ARCH.to_owned(),
            host_os: env::consts::OS.to_owned(),
            libclang_path: one("LIBCLANG_PATH"),
            llvm_config_path: one("LLVM_CONFIG_PATH"),
            path: many("PATH"),
            home: one("HOME").or_else(|| one("USERPROFILE")),
            virtual_env: one("VIRTUAL_ENV"),
            python_path: many("PYTHONPATH"),
            sdk_root: one("SDKROOT"),
            zig: one("ZIG"),
            android_ndk: any(&["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"]),
            android_sdk: any(&["ANDROID_HOME", "ANDROID_SDK_ROOT"]),
            include: many("INCLUDE"),
            lib: many("LIB"),
            program_files: one("ProgramFiles"),
        }
    }

    /// One of the system's directories, given without the leading `/`.
    pub(super) fn system(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }
}

/// A variable that holds one path; an empty one counts as unset.
fn one(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// Variables that hold one path each, those that are set.
fn any(names: &[&str]) -> Vec<PathBuf> {
    names.iter().filter_map(|name| one(name)).collect()
}

/// A variable that holds a list of paths, without the empty ones.
fn many(name: &str) -> Vec<PathBuf> {
    env::var_os(name)
        .map(|value| env::split_paths(&value).collect::<Vec<_>>())
        .unwrap_or_default()
        .into_iter()
        .filter(|path| !path.as_os_str().is_empty())
        .collect()
}
