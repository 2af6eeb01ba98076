//! The C library's header directories of each target: the order in which sources are tried.

use std::path::{Path, PathBuf};

use super::ask::{self, Answer};
use super::environment::Environment;
use super::missing;
use super::root::Root;
use super::{cross, known, sysroot, zig};
use crate::target::Target;

/// Where a target's C library has its headers on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemHeaders {
    /// Existing directories in search order, without the compiler's builtin headers. The
    /// compiler's own belong after `/usr/local/include` and before the others; with musl after
    /// all of them.
    pub directories: Vec<PathBuf>,
    /// The macros that these headers need to be defined before them, as arguments of clang:
    /// `-D__GLIBC_MINOR__=31`.
    pub macros: Vec<String>,
    /// Whose they are.
    pub source: Source,
    /// What to install or to say, where none of the directories has a C library's `stdio.h`.
    pub advice: Option<String>,
    /// Why the source that the user names gives no answer at all.
    pub refused: Option<String>,
}

/// Who has a target's headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The directory that the user names.
    Sysroot(PathBuf),
    /// The machine's own C library.
    Machine,
    /// A package or an SDK in a place where such are.
    Installed,
    /// An installed cross gcc: the program.
    Gcc(PathBuf),
    /// zig: the program.
    Zig(PathBuf),
    /// Nobody. There may be directories all the same, with other libraries' headers.
    Nobody,
}

/// Finds the header directories for `target`: where `root` says if one is given, otherwise this
/// machine's own, those of an installed cross package, of a cross gcc, or of zig, whoever has a
/// `stdio.h` first. The host's headers are never given for a foreign target, because their widths
/// and macros are the host's. A program is run only where the file system alone does not tell.
///
/// A missing C library is not an error here: many headers need only the compiler's own.
pub fn system_headers(env: &Environment, target: &Target, root: Option<&Root>) -> SystemHeaders {
    match root {
        Some(Root::Directory(root)) => return given(root, target),
        Some(Root::Zig(glibc)) => return by_zig(env, target, glibc.as_deref()),
        None => {}
    }
    let mut directories = known::directories(env, target);
    directories.retain(|directory| directory.is_dir());
    if is_complete(&directories) {
        let is_machines = directories.contains(&env.system("usr/include"));
        return SystemHeaders {
            source: if is_machines {
                Source::Machine
            } else {
                Source::Installed
            },
            directories,
            macros: Vec::new(),
            advice: None,
            refused: None,
        };
    }
    let mut failed = Vec::new();
    if !known::is_host(env, target) {
        let mut take = |asked: Result<Option<Answer>, String>| {
            let answer = asked.unwrap_or_else(|reason| {
                failed.push(reason);
                None
            });
            answer.filter(|answer| is_complete(&answer.directories))
        };
        let of = |answer: Answer, source| SystemHeaders {
            directories: answer.directories,
            macros: answer.macros,
            source,
            advice: None,
            refused: None,
        };
        if let Some(gcc) = cross::program(env, target)
            && let Some(answer) = take(cross::headers(env, &gcc, target))
        {
            return of(answer, Source::Gcc(gcc));
        }
        if zig::name(target).is_some()
            && let Some(zig) = zig::program(env)
            && let Some(answer) = take(zig::headers(env, &zig, target, None))
        {
            return of(answer, Source::Zig(zig));
        }
    }
    SystemHeaders {
        directories,
        macros: Vec::new(),
        source: Source::Nobody,
        advice: Some(missing::advice(env, target, &failed)),
        refused: None,
    }
}

/// What zig has, and nobody else.
fn by_zig(env: &Environment, target: &Target, glibc: Option<&str>) -> SystemHeaders {
    let mut headers = SystemHeaders {
        directories: Vec::new(),
        macros: Vec::new(),
        source: Source::Nobody,
        advice: None,
        refused: None,
    };
    let Some(zig) = zig::program(env) else {
        headers.refused = Some("there is no zig here".to_owned());
        return headers;
    };
    match zig::headers(env, &zig, target, glibc) {
        Ok(Some(answer)) if is_complete(&answer.directories) => {
            headers.directories = answer.directories;
            headers.macros = answer.macros;
            headers.source = Source::Zig(zig);
        }
        Ok(_) => {
            let triple = &target.triple;
            headers.advice = Some(format!("zig has no C library headers for {triple}"));
        }
        Err(reason) => headers.refused = Some(reason),
    }
    headers
}

/// What a root that the user names has.
fn given(root: &Path, target: &Target) -> SystemHeaders {
    let mut directories = sysroot::below(root, target);
    directories.retain(|directory| directory.is_dir());
    let advice = (!is_complete(&directories)).then(|| {
        format!(
            "the sysroot `{}` has no C library headers for {}: there is no stdio.h in its \
             include, usr/include or usr/local/include",
            root.display(),
            target.triple
        )
    });
    SystemHeaders {
        directories,
        macros: Vec::new(),
        source: Source::Sysroot(root.to_owned()),
        advice,
        refused: None,
    }
}

/// Whether the directories have a C library.
fn is_complete(directories: &[PathBuf]) -> bool {
    directories
        .iter()
        .any(|directory| directory.join("stdio.h").is_file())
}

impl SystemHeaders {
    /// The directory that has the C library; `None` where none has.
    pub fn library(&self) -> Option<&Path> {
        let mut having = self.directories.iter();
        having
            .find(|directory| directory.join("stdio.h").is_file())
            .map(PathBuf::as_path)
    }

    /// Where they come from in a few words, with the version of zig; none where they are missing.
    pub fn place(&self, zig: Option<&str>) -> Option<String> {
        let library = self.library()?.display();
        Some(match &self.source {
            Source::Machine => format!("this machine's {library}"),
            Source::Sysroot(_) | Source::Installed => library.to_string(),
            Source::Gcc(program) => {
                let name = program.file_name().unwrap_or(program.as_os_str());
                format!("{library}, as {} says", name.display())
            }
            Source::Zig(program) => match zig {
                Some(version) => format!("zig {version}"),
                None => format!("zig ({})", program.display()),
            },
            Source::Nobody => return None,
        })
    }
}

/// The version of a zig, as it says it itself.
pub fn zig_version(program: &Path) -> Option<String> {
    ask::version(program)
}

#[cfg(test)]
mod tests;
