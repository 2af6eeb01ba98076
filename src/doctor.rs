//! `quarry bindgen doctor`: what was found on this machine, and what to install otherwise.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::clang::find::{
    self, Environment, FoundBy, Libclang, OLDEST, Root, Source, SystemHeaders, system_headers,
};
use crate::error::{Error, Note};
use crate::overview::{Row, overview};
use crate::target::Target;

/// What the doctor found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The libclang that a run would use; otherwise why there is none, with what to install.
    pub libclang: Result<Libclang, String>,
    /// The other libclangs of this machine.
    pub others: Vec<Libclang>,
    /// The resource directory of the libclang that is used; `None`: the freestanding set.
    pub builtin: Option<PathBuf>,
    /// The triple that the report is about.
    pub triple: String,
    /// The header directories for that target.
    pub headers: SystemHeaders,
    /// Every target of the table, in its order.
    pub targets: Vec<Row>,
}

/// Looks at the machine for `target`, with its headers below `sysroot` if one is given.
pub fn report(env: &Environment, target: &Target, sysroot: Option<&Root>) -> Report {
    let libclang = find::libclang(env).map_err(|error| told(&error));
    let used = libclang.as_ref().ok();
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut others = find::all_libclangs(env);
    if let Some(used) = used {
        others.retain(|other| real(&other.path) != real(&used.path));
    }
    Report {
        builtin: used.and_then(|used| find::builtin_headers(&used.path, used.version)),
        others,
        libclang,
        triple: target.triple.clone(),
        headers: system_headers(env, target, sysroot),
        targets: overview(env, Target::all().collect()).rows,
    }
}

/// An error with what helps, as a run says it.
fn told(error: &Error) -> String {
    let notes = error.notes().into_iter().map(|note| match note {
        Note::Note(text) | Note::Help(text) => text,
    });
    let lines: Vec<String> = std::iter::once(error.to_string()).chain(notes).collect();
    lines.join("\n").replace('\n', "\n    ")
}

impl Report {
    /// Whether a run can do its work: there is a libclang, and not one that is known to be too
    /// old. Missing headers of a C library are no illness: many headers need none.
    pub fn healthy(&self) -> bool {
        self.libclang
            .as_ref()
            .is_ok_and(|libclang| libclang.version.is_none_or(|version| version >= OLDEST))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.libclang {
            Ok(libclang) => {
                writeln!(f, "libclang: {}", describe(libclang))?;
                if !self.healthy() {
                    writeln!(f, "    too old: version {OLDEST} or newer is needed")?;
                }
            }
            Err(message) => writeln!(f, "libclang: {message}")?,
        }
        for other in &self.others {
            writeln!(f, "    also here: {}", describe(other))?;
        }
        if self.libclang.is_ok() {
            match &self.builtin {
                Some(path) => writeln!(f, "builtin headers: {}", path.display())?,
                None => writeln!(
                    f,
                    "builtin headers: quarry's own freestanding set (none of libclang's version \
                     here; vector types, but no intrinsics)"
                )?,
            }
        }
        writeln!(f, "target: {}", self.triple)?;
        for directory in &self.headers.directories {
            writeln!(f, "    {}", directory.display())?;
        }
        if let Source::Gcc(program) | Source::Zig(program) = &self.headers.source {
            writeln!(f, "    as {} says", program.display())?;
        }
        if !self.headers.macros.is_empty() {
            writeln!(f, "    {}", self.headers.macros.join(" "))?;
        }
        if let Some(reason) = &self.headers.refused {
            writeln!(f, "    zig gives no headers: {reason}")?;
        }
        if let Some(advice) = &self.headers.advice {
            writeln!(f, "    {advice}")?;
        }
        writeln!(
            f,
            "C library headers by target (a header that needs only the compiler's own works for all; \
             --sysroot=DIR names others):"
        )?;
        for target in &self.targets {
            writeln!(f, "    {:32} {}", target.target.triple, target.place)?;
        }
        if self.healthy() {
            writeln!(f, "quarry bindgen can run here.")
        } else {
            writeln!(f, "quarry bindgen cannot run here yet.")
        }
    }
}

/// A libclang in one line: path, version, how it was found.
fn describe(libclang: &Libclang) -> String {
    let version = match libclang.version {
        Some(version) => format!("version {version}"),
        None => "version not told by its path".to_owned(),
    };
    let how = match libclang.found_by {
        FoundBy::LibclangPath => "named by LIBCLANG_PATH",
        FoundBy::Shipped => "installed with quarry",
        FoundBy::LlvmConfig => "found by llvm-config",
        FoundBy::System => "in a system directory",
        FoundBy::Python => "from PyPI's package",
    };
    format!("{} ({version}, {how})", libclang.path.display())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::clang::find::tree::Tree;

    #[test]
    fn a_machine_without_libclang_is_told_what_to_install() {
        let tree = Tree::new(&["usr/lib/llvm-11/lib/libclang.so.1"]);
        let target = Target::parse("aarch64-linux-gnu").unwrap();
        let report = report(&tree.environment(), &target, None);
        assert!(!report.healthy());
        let text = report.to_string();
        for part in [
            "apt-get install libclang1-14",
            "LIBCLANG_PATH",
            "also here: ",
            "(version 11, in a system directory)",
            "libc6-dev-arm64-cross",
            "cannot run here yet",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn what_is_there_is_listed() {
        let tree = Tree::new(&[
            "usr/lib/llvm-14/lib/libclang.so.1",
            "usr/lib/llvm-19/lib/libclang.so.1",
            "usr/lib/llvm-19/lib/clang/19/include/stddef.h",
            "usr/include/stdio.h",
            "usr/include/gnu-versions.h",
            "usr/lib/avr/include/stdio.h",
        ]);
        let target = Target::parse("x86_64-linux-gnu").unwrap();
        let report = report(&tree.environment(), &target, None);
        assert!(report.healthy());
        assert_eq!(
            report.builtin,
            Some(tree.at("usr/lib/llvm-19/lib/clang/19"))
        );
        assert_eq!(report.others.len(), 1);
        assert_eq!(report.headers.directories, [tree.at("usr/include")]);
        let text = report.to_string();
        let line = |triple| text.lines().find(|line| line.contains(triple)).unwrap();
        let place = tree.at("usr/lib/avr/include").display().to_string();
        assert!(line("avr-unknown-none").ends_with(&place), "{text}");
        assert!(
            line("wasm32-wasip1").contains("none: wasi-libc or zig"),
            "{text}"
        );
        assert!(
            text.contains("also here") && text.contains("llvm-14"),
            "{text}"
        );
    }

    #[test]
    fn a_libclang_without_headers_uses_our_own() {
        let tree = Tree::new(&["python/clang/native/libclang.so"]);
        let mut env = tree.environment();
        env.python_path = vec![tree.at("python")];
        let report = report(&env, &Target::parse("avr").unwrap(), None);
        assert!(report.healthy());
        assert!(report.to_string().contains("freestanding set"));
    }
}
