//! What the search reads of the process's environment, as plain data.

use std::env;
use std::ffi::OsString;
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
    /// The running program.
    pub program: Option<PathBuf>,
    /// Where zig's answers are kept between runs; `None`: it is asked each time.
    pub memory: Option<PathBuf>,
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
            program: env::current_exe().ok(),
            ..Environment::of(|name| env::var_os(name).filter(|value| !value.is_empty()))
        }
    }

    /// The names of the variables that are read.
    pub fn variables() -> Vec<&'static str> {
        let mut names = Vec::new();
        Environment::of(|name| {
            names.push(name);
            None
        });
        names
    }

    /// The environment of variables that are given by name. Every name is asked for whatever the
    /// others are.
    fn of(mut variable: impl FnMut(&'static str) -> Option<OsString>) -> Environment {
        let mut one = |name| variable(name).map(PathBuf::from);
        let [home, profile] = ["HOME", "USERPROFILE"].map(&mut one);
        let ndk = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"].map(&mut one);
        let sdk = ["ANDROID_HOME", "ANDROID_SDK_ROOT"].map(&mut one);
        Environment {
            root: PathBuf::from("/"),
            host_arch: env::consts::ARCH.to_owned(),
            host_os: env::consts::OS.to_owned(),
            program: None,
            memory: None,
            libclang_path: one("LIBCLANG_PATH"),
            llvm_config_path: one("LLVM_CONFIG_PATH"),
            path: list(one("PATH")),
            home: home.or(profile),
            virtual_env: one("VIRTUAL_ENV"),
            python_path: list(one("PYTHONPATH")),
            sdk_root: one("SDKROOT"),
            zig: one("ZIG"),
            android_ndk: ndk.into_iter().flatten().collect(),
            android_sdk: sdk.into_iter().flatten().collect(),
            include: list(one("INCLUDE")),
            lib: list(one("LIB")),
            program_files: one("ProgramFiles"),
        }
    }

    /// One of the system's directories, given without the leading `/`.
    pub(super) fn system(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }
}

/// The paths of a variable that holds a list of them, without the empty ones.
fn list(value: Option<PathBuf>) -> Vec<PathBuf> {
    let paths = value.iter().flat_map(env::split_paths);
    paths.filter(|path| !path.as_os_str().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_is_named_once() {
        let names = Environment::variables();
        for known in [
            "LIBCLANG_PATH",
            "PATH",
            "USERPROFILE",
            "ANDROID_NDK_ROOT",
            "LIB",
        ] {
            let count = names.iter().filter(|name| **name == known).count();
            assert_eq!(count, 1, "{known}");
        }
    }
}
