//! A real C compiler as a judge: gcc or clang, of any version, for any target.
//!
//! It compiles text that is made for it, and what it objects to comes back by the line of that
//! text. The user has named the program, and starting it is what that asks for; it gets no input,
//! little of the environment, and limited time.

mod arguments;
mod child;
mod complaint;
mod find;
mod machine;
mod program;
mod workplace;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{CompilerError, Error};
use crate::target::Target;
use crate::worker::Limits;

pub use complaint::Complaint;

use arguments::Wanted;
use child::Ended;
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
        sysroot: Option<&Path>,
        arguments: &[String],
    ) -> Result<Compiler, Error> {
        let limit = Limits::default().wall;
        Compiler::find_within(cc, target, sysroot, arguments, limit)
    }

    /// The same with another limit on the time of each run.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn find_within(
        cc: &str,
        target: &Target,
        sysroot: Option<&Path>,
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

    /// Compiles and writes nothing; what it objects to, in the order of its words.
    ///
    /// # Errors
    /// [`Error::Compiler`] where it dies or takes too long; [`Error::Io`] where there is no room
    /// for the text.
    pub fn check(&self, text: &str) -> Result<Vec<Complaint>, Error> {
        workplace::within(text, |place, stop| {
            let arguments = self.with(&["-fsyntax-only"]);
            let ended = place.run(self, arguments, stop)?;
            self.complaints(&ended, &place.source)
        })
    }

    /// The arguments of one run.
    fn with(&self, more: &[&str]) -> Vec<String> {
        let more = more.iter().map(|&it| it.to_owned());
        self.arguments.iter().cloned().chain(more).collect()
    }

    /// What it objected to, or how it died.
    fn complaints(&self, ended: &Ended, source: &Path) -> Result<Vec<Complaint>, Error> {
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
            return Err(CompilerError::Failed {
                compiler: self.title(),
                how: internal.unwrap_or_else(|| ended.status.to_string()),
                words: ended.last_words(),
            }
            .into());
        }
        Ok(complaints)
    }
}
