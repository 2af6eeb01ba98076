//! A real C compiler as a judge: gcc or clang, of any version, for any target.
//!
//! It compiles text that is made for it, and what it objects to comes back by the line of that
//! text. The user has named the program, and starting it is what that asks for; it gets no input,
//! little of the environment, and limited time.

mod arguments;
mod complaint;
mod find;
mod machine;
mod object;
mod program;
mod workplace;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::child::Ended;
use crate::clang::find::Root;
use crate::error::{CompilerError, Error};
use crate::target::Target;
use crate::worker::Limits;

pub use complaint::Complaint;
pub use object::{Datum, Object};

use arguments::Wanted;
use complaint::Said;

/// A C compiler that judges for a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiler {
    /// The program.
    program: PathBuf,
    /// Whose arguments and messages it has.
    family: Family,
    /// Its version.
    version: [u32; 3],
    /// What every run is given.
    arguments: Vec<String>,
    /// What it compiles for.
    target: Target,
    /// How long one run may take.
    limit: Duration,
}

/// A family of compilers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// GNU's.
    Gcc,
    /// LLVM's, Apple's too.
    Clang,
}

impl Compiler {
    /// Finds the compiler that `cc` means for a target: `gcc`, `clang`, another name in `PATH`,
    /// or a path.
    ///
    /// For a foreign target `gcc` is the cross gcc. `arguments` are the user's for clang, known
    /// to be harmless.
    ///
    /// # Errors
    /// [`Error::Compiler`]: there is none, it is for another machine, it is no C compiler, or it
    /// does not know an argument.
    pub fn find(
        cc: &str,
        target: &Target,
        sysroot: Option<&Root>,
        arguments: &[String],
    ) -> Result<Compiler, Error> {
        let limit = Limits::default().wall;
        Compiler::find_within(cc, target, sysroot, arguments, limit)
    }

    /// The same with a limit on the time of each run, those of the search among them.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn find_within(
        cc: &str,
        target: &Target,
        sysroot: Option<&Root>,
        arguments: &[String],
        limit: Duration,
    ) -> Result<Compiler, Error> {
        let wanted = Wanted {
            target,
            sysroot,
            arguments,
        };
        find::find(cc, wanted, limit)
    }

    /// The same with another limit on the time of each run.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Compiler {
        Compiler { limit, ..self }
    }

    /// `gcc 12.2.0`, `clang 19.1.7`.
    pub fn name(&self) -> String {
        let [major, minor, patch] = self.version;
        let family = match self.family {
            Family::Gcc => "gcc",
            Family::Clang => "clang",
        };
        format!("{family} {major}.{minor}.{patch}")
    }

    /// The program that it is.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Its name, or its path as long as it has not said its version.
    fn title(&self) -> String {
        if self.version == [0; 3] {
            return format!("`{}`", self.program.display());
        }
        self.name()
    }

    /// What it compiles for.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Compiles and writes nothing; what it objects to, in the order of its words.
    ///
    /// # Errors
    /// [`Error::Compiler`] where it dies or takes too long; [`Error::Io`] where there is no room
    /// for the text.
    pub fn check(&self, text: &str) -> Result<Vec<Complaint>, Error> {
        self.checked(text, Compiler::complaints)
    }

    /// Compiles and writes nothing, and makes something of what it says.
    fn checked<T>(
        &self,
        text: &str,
        make: impl FnOnce(&Compiler, &Ended, &Path) -> Result<T, Error>,
    ) -> Result<T, Error> {
        workplace::within(text, |place, stop| {
            let arguments = self.with(&["-fsyntax-only"]);
            let ended = place.run(self, arguments, &[], stop)?;
            make(self, &ended, &place.source)
        })
    }

    /// Compiles to an object file and reads it; the text has to be right.
    ///
    /// # Errors
    /// [`Error::Compiler`] where it objects or fails, or the object file is of no kind that is
    /// read; [`Error::Io`].
    pub fn object(&self, text: &str) -> Result<Object, Error> {
        self.compile(text)?
            .map_err(|complaints| self.refused(&complaints))
    }

    /// Compiles to an object file and reads it, or gives what the compiler objects to.
    ///
    /// # Errors
    /// As [`Self::object`], but for the objections.
    pub fn compile(&self, text: &str) -> Result<Result<Object, Vec<Complaint>>, Error> {
        // What would make of an object file something else: variables that are nowhere yet, a form
        // for another linker.
        let mut more = vec!["-c", "-g0", "-fno-common", "-fno-lto"];
        // Each in a section of its own: within one, no relocation says what is referred to.
        more.extend(["-ffunction-sections", "-fdata-sections"]);
        // Windows has two more sections for each function otherwise, and a limit on sections.
        more.push("-fno-asynchronous-unwind-tables");
        if self.target.os == "windows" && self.family == Family::Gcc {
            more.push("-Wa,-mbig-obj");
        }
        if matches!(self.target.os.as_str(), "linux" | "android") {
            // Names are then referred to directly, not through a table.
            more.push("-fno-pic");
        }
        workplace::within(text, |place, stop| {
            let file = place.file("check.o");
            let mut arguments = self.with(&more);
            arguments.extend(["-o".to_owned(), file.display().to_string()]);
            let ended = place.run(self, arguments, &[], stop)?;
            let complaints = self.complaints(&ended, &place.source)?;
            if !complaints.is_empty() {
                return Ok(Err(complaints));
            }
            let object = object::read_file(&file).map_err(|what| CompilerError::Object {
                compiler: self.name(),
                what,
            })?;
            Ok(Ok(object))
        })
    }

    /// Makes a program of the text, runs it and gives its standard output.
    ///
    /// # Errors
    /// [`Error::Compiler`]: programs of the target do not run here, the text does not compile, or
    /// the program fails or does not end; [`Error::Io`].
    pub fn run(&self, text: &str) -> Result<String, Error> {
        if Target::host().ok().as_ref() != Some(&self.target) {
            let target = self.target.triple.clone();
            return Err(CompilerError::Foreign { target }.into());
        }
        workplace::within(text, |place, stop| {
            let file = place.file(&format!("program{}", std::env::consts::EXE_SUFFIX));
            let arguments = self.with(&["-fno-lto", "-o", &file.display().to_string()]);
            let ended = place.run(self, arguments, &["-lm"], stop)?;
            let complaints = self.complaints(&ended, &place.source)?;
            if !complaints.is_empty() {
                return Err(self.refused(&complaints));
            }
            let ended = place.run_made(&file, self, stop)?;
            if !ended.status.success() {
                return Err(CompilerError::Program {
                    compiler: self.name(),
                    how: ended.status.to_string(),
                    words: ended.last_words(),
                }
                .into());
            }
            Ok(String::from_utf8_lossy(&ended.stdout).into_owned())
        })
    }

    /// The error for a text that has to be right.
    pub(super) fn refused(&self, complaints: &[Complaint]) -> Error {
        let message = complaints.first().map_or_else(String::new, |first| {
            format!("{}: {}", first.place, first.message)
        });
        CompilerError::Refused {
            compiler: self.name(),
            message,
        }
        .into()
    }

    /// The arguments of one run.
    fn with(&self, more: &[&str]) -> Vec<String> {
        let more = more.iter().map(|&it| it.to_owned());
        self.arguments.iter().cloned().chain(more).collect()
    }

    /// What it objected to, or how it died.
    fn complaints(&self, ended: &Ended, source: &Path) -> Result<Vec<Complaint>, Error> {
        let complaints = self.hear(ended, source)?;
        // The arguments are known to be right: what is about no place is about itself, as a
        // compiler that was killed, or a linker that found nothing.
        if let Some(own) = complaints.iter().find(|it| !it.has_place()) {
            return Err(self.failed(own.message.clone(), ended));
        }
        Ok(complaints)
    }

    /// All that it said, also of its arguments.
    fn hear(&self, ended: &Ended, source: &Path) -> Result<Vec<Complaint>, Error> {
        let Said {
            complaints,
            internal,
        } = complaint::read(&ended.stderr, &source.to_string_lossy());
        if ended.status.success() {
            return Ok(Vec::new());
        }
        // A compiler that crashes has seen less than all, whatever it said before.
        let has_ended = ended.status.code().is_some_and(|code| code < 128);
        if complaints.is_empty() || internal.is_some() || !has_ended {
            let how = internal.unwrap_or_else(|| ended.status.to_string());
            return Err(self.failed(how, ended));
        }
        Ok(complaints)
    }

    /// The error for one that gave no answer.
    fn failed(&self, how: String, ended: &Ended) -> Error {
        CompilerError::Failed {
            compiler: self.title(),
            how,
            words: ended.last_words(),
        }
        .into()
    }
}

/// Has a compiler read a text behind the lines that include the headers; gives its objections
/// to the text.
///
/// # Errors
/// [`Error::Compiler`], and [`Error::Judge`] where it refuses the headers.
pub(super) fn ask(
    compiler: &Compiler,
    includes: &str,
    text: &str,
) -> Result<Vec<super::Complaint>, Error> {
    let before = u32::try_from(includes.lines().count()).unwrap_or(u32::MAX);
    let said = compiler.check(&format!("{includes}{text}"))?;
    said.into_iter()
        .map(|complaint| match complaint.line {
            Some(line) if line > before && !complaint.is_fatal => Ok(super::Complaint {
                line: line - before,
                message: complaint.message,
            }),
            Some(_) | None => Err(Error::Judge {
                name: compiler.name(),
                what: format!("{}: {}", complaint.place, complaint.message),
            }),
        })
        .collect()
}
