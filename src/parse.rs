//! The parse phase: headers × target → a libclang translation unit.
//!
//! Input: the resolved headers and arguments. Output: a [`Unit`] without errors, or clang's
//! errors. Must come first, because only clang knows what a header says on a target.

mod embed;
mod seen;

use std::path::{Path, PathBuf};

pub use seen::{Seen, seen};

use serde::{Deserialize, Serialize};

use crate::clang::unit::{Unit, UnsavedFile};
use crate::clang::{self, freestanding};
use crate::clang_diagnostic::ClangDiagnostic;
use crate::error::Error;
use crate::header::{Absent, Header};
use crate::target::Target;

/// The file that includes the headers. It exists in memory only, in a directory of its own: in
/// the current one it could be one of the user's, and would belong to the headers there.
pub const MAIN_FILE: &str = "/quarry-bindgen/main.c";

/// After how many errors clang stops reading, where nothing would be written anyway.
pub const MOST_ERRORS: usize = 1000;

/// The structure whose members tell the data model; see `main_text`.
pub const DATA_MODEL: &str = "__quarry_data_model";

/// The enumerator that tells the byte order.
pub const BIG_ENDIAN: &str = "__quarry_big_endian";

/// The enumerator that tells `__FLT_EVAL_METHOD__`, which is no definition in newer clangs.
pub const FLT_EVAL_METHOD: &str = "__quarry_flt_eval_method";

/// Everything that one parse depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The headers, in the order of the command line.
    pub headers: Vec<Header>,
    /// Those of the command line that the target does not have: how many of `headers` stand before
    /// each, and its name.
    pub absent: Vec<Absent>,
    /// What to parse for.
    pub target: Target,
    /// The user's arguments for clang, in their order.
    pub arguments: Vec<String>,
    /// clang's own headers, of libclang's version; `None` for the freestanding set.
    pub resource_directory: Option<PathBuf>,
    /// The target's system include directories, in their order.
    pub system_directories: Vec<PathBuf>,
    /// The macros that the headers there need to be defined before them, as `-DNAME=VALUE`.
    pub system_macros: Vec<String>,
    /// Whether clang's warnings are wanted.
    pub warnings: bool,
    /// A path that is not to be read: the `#include` of it is an error with this message.
    pub refused: Option<(PathBuf, String)>,
}

impl Input {
    /// The arguments that libclang is given.
    ///
    /// The include path is spelled out in full, in the order that clang itself uses on Linux:
    /// what clang's driver would add differs between versions and brings the host's headers for
    /// foreign targets.
    pub fn clang_arguments(&self) -> Vec<String> {
        let mut arguments = vec![
            "-target".to_owned(),
            self.target.clang_triple.clone(),
            "-x".to_owned(),
            "c".to_owned(),
            "-ferror-limit=0".to_owned(),
            // clang gives a redeclared `strlen` its own builtin's type, without `size_t`.
            "-fno-builtin".to_owned(),
        ];
        if self.target.os == "windows" && self.target.env == "gnu" {
            // Without it `_userSTGMEDIUM` and other records with anonymous tagged members have
            // another size than gcc gives them.
            arguments.push("-fms-extensions".to_owned());
        }
        if self.target.os == "none" && self.target.arch == "arm" {
            // What arm-none-eabi-gcc does: the ABI for machines without a system has enumerations
            // of the least size (AAPCS32 §8.1.3). clang does so only when told.
            arguments.push("-fshort-enums".to_owned());
        }
        if self.target.arch == "msp430" {
            // The EABI's sign, and gcc's (MSP430 EABI, 2.1); clang has the other.
            arguments.push("-funsigned-char".to_owned());
        }
        if let Some(directory) = &self.resource_directory {
            arguments.push("-resource-dir".to_owned());
            arguments.push(directory.display().to_string());
        }
        arguments.extend(self.oldest_system());
        arguments.extend(self.no_environment());
        // Before the user's, who may want another value.
        arguments.extend(self.system_macros.iter().cloned());
        arguments.extend(self.arguments.iter().cloned());
        // After the user's, and so that it does not depend on the wish to see them: a warning
        // never decides whether a header can be read.
        let level = if self.warnings { "-Wno-error" } else { "-w" };
        arguments.push(level.to_owned());
        if arguments.iter().any(|it| it.starts_with("-fvisibility")) {
            // Whatever the user's own code is: what the header declares is not part of it.
            arguments.push("-fvisibility=default".to_owned());
        }
        if !self
            .arguments
            .iter()
            .any(|argument| argument == "-nostdinc")
        {
            arguments.push("-nostdinc".to_owned());
            for directory in self.include_path() {
                arguments.push("-isystem".to_owned());
                arguments.push(directory.display().to_string());
            }
        }
        arguments
    }

    /// The macro of the oldest macOS or iOS that is meant. Apple's headers ask for it, and clang
    /// itself has it since 17 only.
    fn oldest_system(&self) -> Option<String> {
        let is_own = |argument: &String| !argument.contains("version-min=");
        if !matches!(self.target.os.as_str(), "macos" | "ios") || !self.arguments.iter().all(is_own)
        {
            return None;
        }
        let system = self.target.clang_triple.split('-').nth(2)?;
        let mut numbers = system
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .split('.')
            .map_while(|number| number.parse::<u32>().ok().filter(|number| *number < 100));
        let major = numbers.next()?;
        let (minor, patch) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        let version = major * 10_000 + minor * 100 + patch;
        Some(format!(
            "-D__ENVIRONMENT_OS_VERSION_MIN_REQUIRED__={version}"
        ))
    }

    /// What tells Apple's headers that the target has no environment. They ask whether it is one
    /// that clang knows since 17 only, and clang 14 says yes of whatever it does not know.
    fn no_environment(&self) -> Option<String> {
        let has_none = self.target.clang_triple.split('-').count() < 4;
        (matches!(self.target.os.as_str(), "macos" | "ios") && has_none)
            .then(|| "-D__is_target_environment(x)=0".to_owned())
    }

    /// The system part of the include path: `/usr/local/include`, the compiler's own, the rest.
    pub fn include_path(&self) -> Vec<PathBuf> {
        let (local, rest): (Vec<&PathBuf>, Vec<&PathBuf>) = self
            .system_directories
            .iter()
            .partition(|directory| directory.ends_with("local/include"));
        let builtin = match &self.resource_directory {
            Some(directory) => directory.join("include"),
            None => PathBuf::from(freestanding::DIRECTORY),
        };
        let (before, after) = if self.target.env == "musl" {
            // musl's headers are written to come before the compiler's.
            (self.system_directories.iter().collect(), Vec::new())
        } else {
            (local, rest)
        };
        before
            .into_iter()
            .cloned()
            .chain([builtin])
            .chain(after.into_iter().cloned())
            .collect()
    }

    /// Every directory that a header's name may be relative to, the user's before the system's.
    pub fn search_directories(&self) -> Vec<PathBuf> {
        user_directories(&self.arguments)
            .into_iter()
            .chain(self.include_path())
            .collect()
    }

    /// The files of the named headers.
    pub fn header_paths(&self) -> Vec<PathBuf> {
        self.headers
            .iter()
            .map(|header| header.path().to_owned())
            .collect()
    }

    /// The folders of the named headers, in which a header names its siblings.
    pub fn header_folders(&self) -> Vec<PathBuf> {
        self.headers
            .iter()
            .filter_map(|header| header.path().parent().map(Path::to_path_buf))
            .collect()
    }

    /// The named headers as an `#include` would spell them, those that are not there too.
    pub fn header_names(&self) -> Vec<String> {
        let directories = self.search_directories();
        let headers = self.headers.iter();
        let mut names: Vec<String> = headers.map(|header| header.name(&directories)).collect();
        for Absent { before, name } in self.absent.iter().rev() {
            names.insert((*before).min(names.len()), name.clone());
        }
        names
    }

    /// The lines that include the headers.
    pub fn directives(&self) -> String {
        self.headers.iter().map(Header::directive).collect()
    }

    /// The files that exist in memory only.
    pub fn unsaved(&self, extra: &str) -> Vec<UnsavedFile> {
        let mut files = vec![UnsavedFile {
            name: MAIN_FILE.to_owned(),
            text: main_text(&self.headers) + extra,
        }];
        if self.resource_directory.is_none() {
            files.extend(
                freestanding::HEADERS
                    .iter()
                    .map(|(name, text)| UnsavedFile {
                        name: format!("{}/{name}", freestanding::DIRECTORY),
                        text: (*text).to_owned(),
                    }),
            );
        }
        files.extend(self.refused.iter().map(|(path, message)| UnsavedFile {
            name: path.display().to_string(),
            text: format!("#error {message}\n"),
        }));
        files
    }
}

/// The directories of `-I`, `-isystem`, `-iquote` and `-idirafter`, attached or separate.
fn user_directories(arguments: &[String]) -> Vec<PathBuf> {
    const OPTIONS: [&str; 4] = ["-isystem", "-iquote", "-idirafter", "-I"];
    let mut directories = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let Some(value) = OPTIONS
            .iter()
            .find_map(|option| argument.strip_prefix(option))
        else {
            continue;
        };
        if !value.is_empty() {
            directories.push(PathBuf::from(value));
        } else if let Some(value) = rest.next() {
            directories.push(PathBuf::from(value));
        }
    }
    directories
}

/// The main file: questions about the data model, then the headers.
fn main_text(headers: &[Header]) -> String {
    let mut text = format!(
        "struct {DATA_MODEL} {{ short s; int i; long l; long long ll; void *p; float f; \
         double d; long double ld; __WCHAR_TYPE__ w; char c; }};\n\
         enum {{ {BIG_ENDIAN} = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__, \
         {FLT_EVAL_METHOD} = __FLT_EVAL_METHOD__ }};\n"
    );
    text.extend(headers.iter().map(Header::directive));
    text
}

/// Parses the headers without a record of their macros.
///
/// # Errors
/// [`Error::HeaderErrors`] with all that clang says where any of it is an error.
pub fn declarations(input: &Input) -> Result<Unit, Error> {
    let mut arguments = input.clang_arguments();
    arguments.push(format!("-ferror-limit={MOST_ERRORS}"));
    let unit = Unit::parse(&arguments, MAIN_FILE, &input.unsaved(""), false)?;
    let diagnostics = unit.diagnostics();
    match diagnostics.iter().any(|d| d.severity.is_error()) {
        true => Err(Error::HeaderErrors(diagnostics)),
        false => Ok(unit),
    }
}

/// Parses the headers.
///
/// # Errors
/// [`Error::HeaderErrors`] with all that clang says where any of it is an error, unless
/// `keep_going`; then the diagnostics come back beside the unit.
pub fn parse(input: &Input, keep_going: bool) -> Result<(Unit, Vec<ClangDiagnostic>), Error> {
    let mut arguments = input.clang_arguments();
    if !keep_going {
        // A large file that is no C would keep clang busy for minutes.
        arguments.push(format!("-ferror-limit={MOST_ERRORS}"));
    }
    let unit = Unit::parse(&arguments, MAIN_FILE, &input.unsaved(""), true)?;
    let mut diagnostics = unit.diagnostics();
    if clang::has_embed() {
        diagnostics.extend(embed::refusals(&unit, input));
    }
    if !keep_going && diagnostics.iter().any(|d| d.severity.is_error()) {
        return Err(Error::HeaderErrors(diagnostics));
    }
    Ok((unit, diagnostics))
}
