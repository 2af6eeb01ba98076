//! Which pkg-config knows a target's packages, and its run.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Failure;
use crate::child::{self, Job};
use crate::clang::find::{Environment, gcc_prefixes, is_host, multiarch};
use crate::target::Target;

/// The variables that decide, which may each be for one target: see [`spellings`].
pub(super) const VARIABLES: &[&str] = &[PROGRAM, "PKG_CONFIG_PATH", LIBDIR, SYSROOT, ALLOW_CROSS];
/// The program.
const PROGRAM: &str = "PKG_CONFIG";
/// The folders in place of those that are compiled in.
const LIBDIR: &str = "PKG_CONFIG_LIBDIR";
/// What stands before the folders of headers.
const SYSROOT: &str = "PKG_CONFIG_SYSROOT_DIR";
/// The machine's own pkg-config knows other machines' packages, too.
const ALLOW_CROSS: &str = "PKG_CONFIG_ALLOW_CROSS";

/// Variables that pkg-config does not get: compilers take folders of headers from them, which it
/// would leave out for that; libclang never sees them.
const WITHOUT: &[&str] = &[
    "CPATH",
    "C_INCLUDE_PATH",
    "CPLUS_INCLUDE_PATH",
    "OBJC_INCLUDE_PATH",
    "INCLUDE",
    "LIBRARY_PATH",
];

/// How long it may take.
const LIMIT: Duration = Duration::from_secs(20);

/// A pkg-config, and what it is told of a target.
#[derive(Debug)]
pub(super) struct Program {
    /// The program.
    path: PathBuf,
    /// Its environment.
    environment: Vec<(OsString, OsString)>,
}

/// How a variable may be spelled for one target, most special first, as Rust's build scripts do:
/// `PKG_CONFIG_PATH_aarch64-unknown-linux-gnu`, `PKG_CONFIG_PATH_aarch64_unknown_linux_gnu`,
/// `PKG_CONFIG_PATH`.
pub(super) fn spellings(name: &str, target: &Target) -> [String; 3] {
    let triple = &target.triple;
    [
        format!("{name}_{triple}"),
        format!("{name}_{}", triple.replace('-', "_")),
        name.to_owned(),
    ]
}

/// The value of a variable for a target.
fn variable(name: &str, target: &Target) -> Option<OsString> {
    let mut all = spellings(name, target).into_iter();
    all.find_map(|name| env::var_os(name).filter(|value| !value.is_empty()))
}

impl Program {
    /// The one for a target.
    ///
    /// # Errors
    /// [`Failure`] where there is none, or only this machine's own.
    pub(super) fn find(
        environment: &Environment,
        target: &Target,
        sysroot: Option<&Path>,
    ) -> Result<Program, Failure> {
        let in_path = |name: &str| {
            let name = format!("{name}{}", env::consts::EXE_SUFFIX);
            let mut files = environment.path.iter().map(|folder| folder.join(&name));
            files.find(|file| file.is_file())
        };
        let named = variable(PROGRAM, target).map(PathBuf::from);
        let own = || {
            named
                .clone()
                .or_else(|| in_path("pkg-config"))
                .or_else(|| in_path("pkgconf"))
        };
        let is_allowed = || variable(ALLOW_CROSS, target).is_some_and(|value| value != "0");
        let knows_place = [SYSROOT, LIBDIR]
            .iter()
            .any(|it| variable(it, target).is_some());
        let mut told: Vec<(OsString, OsString)> = Vec::new();
        let path = if knows_place {
            own()
        } else if let Some(root) = sysroot {
            told.push((SYSROOT.into(), root.into()));
            told.push((LIBDIR.into(), below(root, target)));
            own()
        } else if named.is_some() || is_allowed() || is_host(environment, target) {
            own()
        } else {
            let prefixes = gcc_prefixes(target);
            let cross = |it: &String| in_path(&format!("{it}-pkg-config"));
            match (prefixes.iter().find_map(cross), of_debian(target)) {
                (Some(path), _) => Some(path),
                (None, Some(folders)) => {
                    told.push((LIBDIR.into(), folders));
                    own()
                }
                (None, None) => return Err(only_for_this_machine(target)),
            }
        };
        let path = path.ok_or_else(|| {
            Failure::new(
                "pkg-config was not found".to_owned(),
                "apt-get install pkg-config, dnf install pkgconf or brew install pkgconf has it, \
                 and PKG_CONFIG names another; what it would say can also be given by -I, -D and \
                 --link"
                    .to_owned(),
            )
        })?;
        Ok(Program {
            path,
            environment: variables(target, told),
        })
    }

    /// What it is called in messages.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// What it prints; `Err` inside has its words where it ends with an error.
    ///
    /// # Errors
    /// [`Failure`] where it cannot be run.
    pub(super) fn ask(
        &self,
        options: &[&str],
        names: &[String],
    ) -> Result<Result<String, String>, Failure> {
        let failed = |what: String| Failure {
            what: format!("{} cannot be asked: {what}", self.path.display()),
            notes: Vec::new(),
        };
        let directory = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
        let options = options
            .iter()
            .chain(&["--print-errors"])
            .map(OsString::from);
        let job = Job {
            program: &self.path,
            arguments: options.chain(names.iter().map(OsString::from)).collect(),
            directory: directory.path(),
            environment: self.environment.clone(),
            limit: LIMIT,
            name: &self.name(),
        };
        let ended = child::run(&job, &|| false).map_err(|error| {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            failed(source.unwrap_or_else(|| error.to_string()))
        })?;
        Ok(match ended.status.success() {
            true => Ok(String::from_utf8_lossy(&ended.stdout).into_owned()),
            false => Err(ended.last_words()),
        })
    }
}

/// The environment of a run: the user's, with what is for the target in place of what is for all,
/// and what this program tells in addition.
fn variables(target: &Target, told: Vec<(OsString, OsString)>) -> Vec<(OsString, OsString)> {
    let is_kept = |name: &OsString| {
        let text = name.to_string_lossy();
        !WITHOUT.contains(&&*text) && !text.starts_with("LC_") && text != "LANGUAGE"
    };
    let mut all: Vec<(OsString, OsString)> =
        env::vars_os().filter(|(name, _)| is_kept(name)).collect();
    for name in VARIABLES {
        if let Some(value) = variable(name, target) {
            all.push((name.into(), value));
        }
    }
    all.extend(told);
    all
}

/// The folders of `.pc` files below a root.
fn below(root: &Path, target: &Target) -> OsString {
    let special = multiarch(target).map(|name| format!("lib/{name}"));
    let mut folders = Vec::new();
    for start in ["usr/local", "usr", ""] {
        let names = special.iter().map(String::as_str);
        for name in names.chain(["lib", "lib64", "share"]) {
            folders.push(root.join(start).join(name).join("pkgconfig"));
        }
    }
    // Without any there would be those of the machine.
    env::join_paths(folders).unwrap_or_else(|_| root.into())
}

/// The folders of another architecture's packages on Debian, where there are any.
fn of_debian(target: &Target) -> Option<OsString> {
    let folder = Path::new("/usr/lib")
        .join(multiarch(target)?)
        .join("pkgconfig");
    let shared = PathBuf::from("/usr/share/pkgconfig");
    match folder.is_dir() {
        true => env::join_paths([folder, shared]).ok(),
        false => None,
    }
}

/// The failure where nothing is said of another machine's packages.
fn only_for_this_machine(target: &Target) -> Failure {
    let triple = &target.triple;
    let wrapper = gcc_prefixes(target).into_iter().next();
    let wrapper = wrapper.map_or(String::new(), |prefix| {
        format!("install {prefix}-pkg-config; or ")
    });
    Failure::new(
        format!("pkg-config knows the packages of this machine, and not those of {triple}"),
        format!(
            "{wrapper}name a root that has them by --sysroot; or set {} and {}; what is the same \
             on all machines can be given by -I, -D and --link",
            format_args!("{SYSROOT}_{}", triple.replace('-', "_")),
            format_args!("{LIBDIR}_{}", triple.replace('-', "_")),
        ),
    )
}
