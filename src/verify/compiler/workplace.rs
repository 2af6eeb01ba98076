//! A directory of its own for each run, which is gone afterwards however the run ends.

use std::path::{Path, PathBuf};

use crate::child::{self, Ended, Job};
use crate::error::{CompilerError, Error};
use crate::output::signals;

use super::Compiler;

/// The text's file.
const FILE: &str = "check.c";

/// Where one text is compiled.
pub(super) struct Workplace {
    /// The directory.
    directory: PathBuf,
    /// The text's file in it, as the compiler is told it.
    pub source: PathBuf,
}

/// Whether the user wants to stop.
pub(super) type Stop<'a> = &'a dyn Fn() -> bool;

/// Writes a text into a new directory and does something there.
///
/// # Errors
/// [`Error::Io`] for the directory and the file; those of the work.
pub(super) fn within<T>(
    text: &str,
    work: impl FnOnce(&Workplace, Stop) -> Result<T, Error>,
) -> Result<T, Error> {
    signals::put_off_seen(|stop| {
        let parent = std::env::temp_dir();
        let temporary = tempfile::Builder::new()
            .prefix("quarry-")
            .tempdir()
            .map_err(|source| Error::io("make a directory in", &parent, source))?;
        // Its own name, even where `TMPDIR` is relative.
        let directory =
            std::path::absolute(temporary.path()).unwrap_or_else(|_| temporary.path().to_owned());
        let source = directory.join(FILE);
        std::fs::write(&source, text).map_err(|error| Error::io("write", &source, error))?;
        work(&Workplace { directory, source }, stop)
    })
}

impl Workplace {
    /// Another file of this directory.
    pub fn file(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Runs the compiler on the text; libraries stand behind it.
    ///
    /// # Errors
    /// [`Error::Compiler`] where it cannot be started or does not end in time.
    pub fn run(
        &self,
        compiler: &Compiler,
        arguments: Vec<String>,
        libraries: &[&str],
        stop: Stop,
    ) -> Result<Ended, Error> {
        let mut arguments: Vec<_> = arguments.into_iter().map(Into::into).collect();
        arguments.push(self.source.clone().into_os_string());
        arguments.extend(libraries.iter().map(Into::into));
        self.start(
            &compiler.program,
            arguments,
            &compiler.title(),
            compiler,
            stop,
        )
    }

    /// Runs a program that was made here.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn run_made(&self, program: &Path, by: &Compiler, stop: Stop) -> Result<Ended, Error> {
        let name = format!("a program that {} made", by.name());
        self.start(program, Vec::new(), &name, by, stop)
    }

    /// Starts a program and waits for its end.
    fn start(
        &self,
        program: &Path,
        arguments: Vec<std::ffi::OsString>,
        name: &str,
        compiler: &Compiler,
        stop: Stop,
    ) -> Result<Ended, Error> {
        let job = Job {
            program,
            arguments,
            directory: &self.directory,
            environment: Vec::new(),
            limit: compiler.limit,
            name,
        };
        let ended: Result<Ended, CompilerError> = child::run(&job, stop);
        Ok(ended?)
    }
}
