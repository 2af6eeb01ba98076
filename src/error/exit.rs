//! What an error does to the process.

use super::Error;

impl Error {
    /// The exit code: 2 where the command line has to change, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::UnknownTarget { .. }
            | Error::SeveralTargets { .. }
            | Error::BadTarget { .. }
            | Error::InTargetFile { .. }
            | Error::OneTarget { .. }
            | Error::NoLibrary { .. }
            | Error::OutputIsDirectory { .. }
            | Error::OutputIsInput { .. }
            | Error::RefusedArgument { .. }
            | Error::BadGlob { .. }
            | Error::BadName { .. }
            | Error::BadPattern { .. }
            | Error::Usage { .. } => 2,
            Error::Batch(error) => error.exit_code(),
            Error::Compiler(error) => error.exit_code(),
            Error::OnTargets(all) => {
                let codes = all.iter().map(|it| it.error.exit_code());
                codes.max().unwrap_or(1)
            }
            Error::Merge(_)
            | Error::Import { .. }
            | Error::Part { .. }
            | Error::Parts { .. }
            | Error::LibclangNotFound { .. }
            | Error::Zig { .. }
            | Error::Library { .. }
            | Error::LibraryNotFound { .. }
            | Error::Module(_)
            | Error::LibclangPath { .. }
            | Error::LibclangTooOld { .. }
            | Error::LibclangLoad { .. }
            | Error::HeaderNotFound { .. }
            | Error::HeaderUnusable { .. }
            | Error::PathNotText { .. }
            | Error::ParseFailed { .. }
            | Error::HeaderErrors(_)
            | Error::WorkerStart { .. }
            | Error::WorkerCrashed { .. }
            | Error::WorkerTimedOut { .. }
            | Error::WorkerOutOfMemory { .. }
            | Error::SpecialFile { .. }
            | Error::WorkerProtocol { .. }
            | Error::WorkerNotServed { .. }
            | Error::Io { .. }
            | Error::BlockedNeeded(_)
            | Error::RenameRefused { .. }
            | Error::UnknownName { .. }
            | Error::Judge { .. }
            | Error::PkgConfig(_)
            | Error::NotInRule { .. }
            | Error::Differs { .. }
            | Error::Internal { .. } => 1,
        }
    }

    /// Whether the reader of our output went away (`| head`), which is no failure of ours.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Error::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
