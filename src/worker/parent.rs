//! The parent's side: start, ask, listen, and see how it ends.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use wait_timeout::ChildExt;

use super::frame::{self, Broken};
use super::stuck::Watch;
use super::{Limits, Outcome, Program, fate};
use crate::error::Error;

/// How much of the end of the worker's standard error is kept, in bytes.
const WORDS: usize = 16 << 10;

/// How long to wait for the last words of a process that has ended: its pipe is closed by then,
/// unless a process of its own keeps it open.
const FAREWELL: Duration = Duration::from_millis(500);

/// How often a worker is looked at that has not answered: most have by then.
const LOOK: Duration = Duration::from_millis(500);

/// Has a worker answer `request`: of the program that `limits` names, or of this very one.
///
/// `libclang` is the library that it is told to load.
///
/// # Errors
/// One of the `Worker…` errors, or [`Error::Internal`] where the job panicked.
pub fn run<Q, A>(request: &Q, limits: &Limits, libclang: &Path) -> Result<A, Error>
where
    Q: Serialize,
    A: DeserializeOwned,
{
    let program = match &limits.program {
        Some(path) => Program::quarry(path.clone()),
        None => Program::this()?,
    };
    run_with(&program, request, limits, libclang)
}

/// Has a worker of `program` answer `request`.
///
/// # Errors
/// As [`run`].
pub fn run_with<Q, A>(
    program: &Program,
    request: &Q,
    limits: &Limits,
    libclang: &Path,
) -> Result<A, Error>
where
    Q: Serialize,
    A: DeserializeOwned,
{
    let request = postcard::to_allocvec(&(limits, request)).map_err(|error| Error::Internal {
        what: format!("the request cannot be written down: {error}"),
    })?;
    let start = Instant::now();
    let mut worker = Worker::start(program, request, libclang)?;
    match worker.wait(limits, start)? {
        Ok(bytes) => {
            drop(worker);
            decode(&bytes)
        }
        Err(Broken::Ended) => Err(worker.end(limits, start)),
        Err(Broken::Silent) => Err(worker.never_was(program, limits, start)),
        Err(Broken::Foreign(version)) => Err(Error::WorkerNotServed {
            program: program.name(),
            what: format!(
                "it is of version {version}, and {} is needed",
                frame::VERSION
            ),
            last_words: String::new(),
        }),
        Err(Broken::Garbage(what)) => Err(protocol(what.to_owned())),
        Err(Broken::Unreadable(error)) => Err(protocol(error.to_string())),
    }
}

/// What the frame holds.
fn decode<A: DeserializeOwned>(bytes: &[u8]) -> Result<A, Error> {
    match postcard::from_bytes(bytes) {
        Ok(Outcome::Done(answer)) => Ok(answer),
        Ok(Outcome::Panicked(what)) => Err(Error::Internal { what }),
        Err(error) => Err(protocol(error.to_string())),
    }
}

/// An [`Error::WorkerProtocol`].
fn protocol(what: String) -> Error {
    Error::WorkerProtocol { what }
}

/// A running worker and the threads that talk with it. Dropping it ends it: an answer that has
/// arrived is all that is wanted of it, libclang's way to clean up is not.
struct Worker {
    /// The process; gone only while this is being dropped.
    child: Option<Child>,
    /// What comes of its standard output, once.
    answer: Receiver<Result<Vec<u8>, Broken>>,
    /// The end of its standard error, once, when that is closed.
    words: Receiver<String>,
}

impl Worker {
    /// Starts the process and its three threads, so that no pipe can fill up and stop it.
    fn start(program: &Program, request: Vec<u8>, libclang: &Path) -> Result<Worker, Error> {
        let failed = |source| Error::WorkerStart {
            program: program.path.clone(),
            source,
        };
        let mut child = program.command(libclang).spawn().map_err(failed)?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (answer_in, answer) = mpsc::channel();
        let (words_in, words) = mpsc::channel();
        let worker = Worker {
            child: Some(child),
            answer,
            words,
        };
        let thread = thread::Builder::new;
        if let Some(mut stdin) = stdin {
            // A worker that is gone does not read: how it ended says why.
            let write = move || drop(stdin.write_all(&request));
            thread().spawn(write).map_err(failed)?;
        }
        if let Some(stdout) = stdout {
            let read = move || drop(answer_in.send(frame::read(stdout)));
            thread().spawn(read).map_err(failed)?;
        }
        if let Some(stderr) = stderr {
            let read = move || drop(words_in.send(end_of(stderr)));
            thread().spawn(read).map_err(failed)?;
        }
        Ok(worker)
    }

    /// The error for a program that closed its standard output and never was a worker.
    fn never_was(&mut self, program: &Program, limits: &Limits, start: Instant) -> Error {
        let left = limits.wall.saturating_sub(start.elapsed());
        let ended = self
            .child
            .as_mut()
            .and_then(|it| it.wait_timeout(left).ok());
        let (what, last_words) = match ended.flatten() {
            Some(status) => {
                let words = self.words.recv_timeout(FAREWELL).unwrap_or_default();
                (format!("it ended with {status}"), fate::last_words(&words))
            }
            None => ("it says nothing".to_owned(), String::new()),
        };
        Error::WorkerNotServed {
            program: program.name(),
            what,
            last_words,
        }
    }

    /// What comes of the worker's standard output before the time is over.
    fn wait(&self, limits: &Limits, start: Instant) -> Result<Result<Vec<u8>, Broken>, Error> {
        let mut watch = self.child.as_ref().map(|child| Watch::new(child.id()));
        loop {
            let left = limits.wall.saturating_sub(start.elapsed());
            match self.answer.recv_timeout(left.min(LOOK)) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(protocol("its reader is gone".to_owned()));
                }
            }
            if let Some(path) = watch.as_mut().and_then(Watch::look) {
                return Err(Error::SpecialFile { path });
            }
            if left <= LOOK {
                return Err(Error::WorkerTimedOut { limit: limits.wall });
            }
        }
    }

    /// The error for a worker that closed its standard output without an answer.
    fn end(&mut self, limits: &Limits, start: Instant) -> Error {
        let left = limits.wall.saturating_sub(start.elapsed());
        let Some(child) = &mut self.child else {
            return protocol("it has been ended already".to_owned());
        };
        match child.wait_timeout(left) {
            Ok(Some(status)) => {
                let words = self.words.recv_timeout(FAREWELL).unwrap_or_default();
                fate::error(status, &words, limits)
            }
            Ok(None) => Error::WorkerTimedOut { limit: limits.wall },
            Err(error) => protocol(error.to_string()),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // Fails only for a process that has ended already.
            let _ = child.kill();
            // The system takes milliseconds to take the memory back; nobody has to wait for it.
            // Where there is no room for a thread, the process stays unreaped until we end.
            let _ = thread::Builder::new().spawn(move || child.wait());
        }
    }
}

/// Reads all of a stream and keeps its end.
fn end_of(mut stream: impl Read) -> String {
    let mut kept = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        kept.extend_from_slice(buffer.get(..read).unwrap_or_default());
        if kept.len() > 2 * WORDS {
            kept.drain(..kept.len() - WORDS);
        }
    }
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Runs a shell script as a worker that should answer with a number, behind a greeting.
    fn fake(script: &str, limits: &Limits) -> Result<u32, Error> {
        let mut greeting = Vec::new();
        frame::greet(&mut greeting).unwrap();
        silent(&format!("printf '{}'; {script}", octal(&greeting)), limits)
    }

    /// Bytes as text for `printf`.
    fn octal(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("\\{byte:03o}")).collect()
    }

    /// Runs a shell script as a worker, without a greeting.
    fn silent(script: &str, limits: &Limits) -> Result<u32, Error> {
        let program = Program {
            path: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
        };
        // More than a pipe holds, so that a worker that does not read would stop a naive writer.
        let request = vec![7u8; 1 << 20];
        run_with(&program, &request, limits, Path::new("/lib/libclang.so"))
    }

    /// Half a second and the default memory.
    fn short() -> Limits {
        Limits {
            wall: Duration::from_millis(500),
            ..Limits::default()
        }
    }

    /// A frame as text for `printf`.
    fn printf(outcome: &Outcome<u32>) -> String {
        let mut bytes = Vec::new();
        frame::write(&mut bytes, &postcard::to_allocvec(outcome).unwrap()).unwrap();
        format!("printf '{}'", octal(&bytes))
    }

    #[test]
    fn an_answer_after_noise() {
        let script = format!("echo noise; {}; exec sleep 100", printf(&Outcome::Done(42)));
        let start = Instant::now();
        assert_eq!(fake(&script, &Limits::default()).unwrap(), 42);
        assert!(
            start.elapsed() < Duration::from_secs(50),
            "waited for the worker's end"
        );
    }

    #[test]
    fn a_panic_is_an_internal_error() {
        let script = printf(&Outcome::Panicked("boom (a.rs:1)".to_owned()));
        let error = fake(&script, &Limits::default()).unwrap_err();
        assert_eq!(error.to_string(), "internal error: boom (a.rs:1)");
        assert_eq!(error.exit_code(), 1);
    }

    #[test]
    fn death_by_signal_is_named() {
        let error = fake("echo oops >&2; kill -SEGV $$", &Limits::default()).unwrap_err();
        let Error::WorkerCrashed { how, last_words } = &error else {
            panic!("{error:?}");
        };
        assert_eq!((how.as_str(), last_words.as_str()), ("SIGSEGV", "oops"));
    }

    #[test]
    fn exhaustion_is_told_from_a_crash() {
        for script in [
            "kill -KILL $$",
            "echo 'LLVM ERROR: out of memory' >&2; kill -ABRT $$",
            "echo 'memory allocation of 8 bytes failed' >&2; kill -ABRT $$",
        ] {
            let error = fake(script, &Limits::default()).unwrap_err();
            assert!(
                matches!(error, Error::WorkerOutOfMemory { .. }),
                "{script}: {error:?}"
            );
        }
    }

    #[test]
    fn time_is_limited() {
        for script in [
            "exec sleep 100",
            "exec >&-; exec sleep 100",
            "sleep 3 & sleep 3",
        ] {
            let start = Instant::now();
            let error = fake(script, &short()).unwrap_err();
            assert!(
                matches!(error, Error::WorkerTimedOut { .. }),
                "{script}: {error:?}"
            );
            assert!(start.elapsed() < Duration::from_secs(20), "{script}");
        }
    }

    #[test]
    fn silence_and_garbage_are_protocol_errors() {
        for script in ["exit 0", "echo hello", "exec head -c 100000000 </dev/zero"] {
            let error = fake(script, &Limits::default()).unwrap_err();
            assert!(
                matches!(error, Error::WorkerProtocol { .. }),
                "{script}: {error:?}"
            );
        }
        // A whole frame whose bytes are no answer.
        let mut bytes = Vec::new();
        frame::write(&mut bytes, &[9, 9, 9]).unwrap();
        let script = format!("printf '{}'", octal(&bytes));
        let error = fake(&script, &Limits::default()).unwrap_err();
        assert!(matches!(error, Error::WorkerProtocol { .. }), "{error:?}");
    }

    #[test]
    fn a_program_that_is_no_worker() {
        for (script, words) in [
            ("echo hello", "it ended with exit status: 0"),
            ("echo oops >&2; exit 3", "it ended with exit status: 3"),
            ("kill -SEGV $$", "signal: 11"),
        ] {
            let error = silent(script, &Limits::default()).unwrap_err();
            let Error::WorkerNotServed { what, .. } = &error else {
                panic!("{script}: {error:?}");
            };
            assert!(what.contains(words), "{what}");
        }
        let foreign = "printf '\\000quarry-worker\\001\\377\\0039.9'; exit 3";
        let error = silent(foreign, &Limits::default()).unwrap_err();
        assert!(
            error.to_string().contains("it is of version 9.9"),
            "{error}"
        );
    }

    #[test]
    fn a_talkative_worker_does_not_block() {
        let script = format!(
            "head -c 3000000 /dev/zero >&2; {}",
            printf(&Outcome::Done(1))
        );
        assert_eq!(fake(&script, &Limits::default()).unwrap(), 1);
    }

    #[test]
    fn the_environment_is_ours() {
        let script = "/usr/bin/env | /usr/bin/sed /GLIBC_TUNABLES/d >&2; exit 3";
        let error = fake(script, &Limits::default()).unwrap_err();
        let Error::WorkerCrashed { last_words, .. } = &error else {
            panic!("{error:?}");
        };
        assert!(last_words.contains("LIBCLANG_NOTHREADS=1"), "{last_words}");
        assert!(
            last_words.contains("LIBCLANG_PATH=/lib/libclang.so"),
            "{last_words}"
        );
        assert!(!last_words.contains("HOME="), "{last_words}");
        assert!(!last_words.contains("CARGO"), "{last_words}");
    }

    #[test]
    fn a_missing_program() {
        let program = Program::quarry("/nonexistent/quarry".into());
        let result: Result<u32, Error> =
            run_with(&program, &1u32, &Limits::default(), Path::new("/l"));
        assert!(matches!(result, Err(Error::WorkerStart { .. })));
    }
}
