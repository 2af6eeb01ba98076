//! What stops a check by a real C compiler: one that is not there, is another one than it should
//! be, or does not do its work.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Note, io};

/// Why a compiler cannot judge. What it objects to in the text that it is given is no error.
#[derive(Debug, Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum CompilerError {
    /// No such program.
    #[error("no C compiler `{cc}` for {target} was found")]
    NotFound {
        /// As given.
        cc: String,
        /// The target's triple.
        target: String,
        /// What brings one.
        advice: String,
    },
    /// The system does not start it.
    #[error("`{}` cannot be started", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// The system's reason.
        #[serde(with = "io")]
        source: std::io::Error,
    },
    /// It does not behave like gcc or clang.
    #[error("`{}` is no C compiler that is known: {what}", program.display())]
    Unknown {
        /// The program.
        program: PathBuf,
        /// What it does instead.
        what: String,
        /// What it wrote, which may be empty.
        words: String,
    },
    /// It compiles for another machine.
    #[error("`{}` compiles for {machine}, not for {target}", program.display())]
    OtherMachine {
        /// The program.
        program: PathBuf,
        /// Its machine, in its own words.
        machine: String,
        /// The target's triple.
        target: String,
        /// What brings the right one.
        advice: String,
    },
    /// An argument of the user that it does not know.
    #[error("{compiler} refuses `{argument}`: {message}")]
    Argument {
        /// Name and version.
        compiler: String,
        /// The argument, or all of them where the message does not tell which.
        argument: String,
        /// Its words.
        message: String,
    },
    /// It died, or ended without a word.
    #[error("{compiler} failed without an answer ({how})")]
    Failed {
        /// Name and version.
        compiler: String,
        /// `exit status: 4`
        how: String,
        /// The end of what it wrote.
        words: String,
    },
    /// It does not end.
    #[error("{compiler} did not finish within {} s", limit.as_secs_f64())]
    TimedOut {
        /// Name and version, or the program that it made.
        compiler: String,
        /// The limit.
        limit: Duration,
    },
    /// It writes without end.
    #[error("{compiler} writes more than {} MiB", limit >> 20)]
    TooMuch {
        /// Name and version, or the program that it made.
        compiler: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The user interrupted it.
    #[error("{compiler} was interrupted")]
    Interrupted {
        /// Name and version.
        compiler: String,
    },
    /// A text that has to compile does not.
    #[error("{compiler} does not compile a probe: {message}")]
    Refused {
        /// Name and version.
        compiler: String,
        /// The first error.
        message: String,
    },
    /// An object file that makes no sense, or is of a kind that is not read.
    #[error("the object file of {compiler} cannot be read: {what}")]
    Object {
        /// Name and version.
        compiler: String,
        /// What is wrong with it.
        what: String,
    },
    /// A program shall run that is for another machine.
    #[error("a program for {target} does not run here")]
    Foreign {
        /// The target's triple.
        target: String,
    },
    /// The program that was made does not end well.
    #[error("a program that {compiler} made failed ({how})")]
    Program {
        /// Name and version.
        compiler: String,
        /// `signal: 11 (SIGSEGV)`
        how: String,
        /// The end of what it wrote to its standard error.
        words: String,
    },
}

impl CompilerError {
    /// 2 where the command line has to change, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            CompilerError::NotFound { .. }
            | CompilerError::Unknown { .. }
            | CompilerError::OtherMachine { .. }
            | CompilerError::Argument { .. } => 2,
            CompilerError::Start { .. }
            | CompilerError::Failed { .. }
            | CompilerError::TimedOut { .. }
            | CompilerError::TooMuch { .. }
            | CompilerError::Interrupted { .. }
            | CompilerError::Refused { .. }
            | CompilerError::Object { .. }
            | CompilerError::Foreign { .. }
            | CompilerError::Program { .. } => 1,
        }
    }

    /// The remarks that belong below the message.
    pub fn notes(&self) -> Vec<Note> {
        let help = |text: &str| vec![Note::Help(text.to_owned())];
        let said = |words: &str| match words {
            "" => Vec::new(),
            words => vec![Note::Note(format!("its last words:\n{words}"))],
        };
        match self {
            CompilerError::NotFound { advice, .. } | CompilerError::OtherMachine { advice, .. } => {
                help(advice)
            }
            CompilerError::Start { .. } => help("`--cc` names a program, or gcc or clang"),
            CompilerError::Unknown { words, .. } => {
                let mut notes = said(words);
                notes.push(Note::Help(
                    "`--cc` takes gcc, clang, and what understands the arguments of one of them"
                        .to_owned(),
                ));
                notes
            }
            CompilerError::Argument { .. } => {
                help("the arguments after `--` go to every compiler of `--cc` as well")
            }
            CompilerError::Failed { words, .. } | CompilerError::Program { words, .. } => {
                said(words)
            }
            CompilerError::TimedOut { .. } => help("`--timeout=SECONDS` gives it longer"),
            CompilerError::Foreign { .. } => help("leave out what has to run"),
            CompilerError::TooMuch { .. }
            | CompilerError::Interrupted { .. }
            | CompilerError::Refused { .. }
            | CompilerError::Object { .. } => Vec::new(),
        }
    }
}
