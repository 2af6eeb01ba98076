//! The parent's side: start, ask, listen, and see how it ends.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use wait_timeout::ChildExt;

use super::frame::{self, Broken, Frame};
use super::stuck::Watch;
use super::{Answers, Limits, Outcome, Program, fate, stack};
use crate::error::Error;
use crate::pipe;

/// How much of the end of the worker's standard error is kept, in bytes.
const WORDS: usize = 16 << 10;

/// How long to wait for the last words of a process that has ended: its pipe is closed by then,
/// unless a process of its own keeps it open.
const FAREWELL: Duration = Duration::from_millis(500);

/// When a worker that has not answered is looked at first. The time from one look to the next
/// doubles: a device that never ends takes all memory within tenths of a second, and most of what
/// takes longer takes much longer.
const FIRST_LOOK: Duration = Duration::from_millis(16);

/// The longest time from one look to the next, and what a worker must be at for so long to be
/// stuck there.
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
    A: Answers,
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
    A: Answers,
{
    let request = postcard::to_allocvec(&(limits, request)).map_err(|error| Error::Internal {
        what: format!("the request cannot be written down: {error}"),
    })?;
    let start = Instant::now();
    let mut worker = Worker::start(program, request, libclang, limits)?;
    match worker.wait(limits, start)? {
        Ok(frame) => {
            drop(worker);
            decode(frame)
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
fn decode<A: Answers>(frame: Frame) -> Result<A, Error> {
    let text = String::from_utf8(frame.text).map_err(|error| protocol(error.to_string()))?;
    match postcard::from_bytes(&frame.rest) {
        Ok(Outcome::Done(mut answer)) => {
            if let Some(place) = A::text(&mut answer) {
                *place = text;
            }
            Ok(answer)
        }
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
    answer: Receiver<Result<Frame, Broken>>,
    /// The end of its standard error, once, when that is closed.
    words: Receiver<String>,
    /// What it is seen at.
    watch: Watch,
}

impl Worker {
    /// Starts the process and its three threads, so that no pipe can fill up and stop it.
    fn start(
        program: &Program,
        request: Vec<u8>,
        libclang: &Path,
        limits: &Limits,
    ) -> Result<Worker, Error> {
        let failed = |source| Error::WorkerStart {
            program: program.path.clone(),
            source,
        };
        let mut child = stack::start(&mut program.command(libclang, limits)).map_err(failed)?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (answer_in, answer) = mpsc::channel();
        let (words_in, words) = mpsc::channel();
        let worker = Worker {
            watch: Watch::new(child.id()),
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
            pipe::widen(&stdout);
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
    fn wait(&mut self, limits: &Limits, start: Instant) -> Result<Result<Frame, Broken>, Error> {
        let mut pause = FIRST_LOOK;
        loop {
            let left = limits.wall.saturating_sub(start.elapsed());
            match self.answer.recv_timeout(left.min(pause)) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(protocol("its reader is gone".to_owned()));
                }
            }
            self.watch.look();
            if let Some(path) = self.watch.at_for(LOOK) {
                return Err(Error::SpecialFile { path });
            }
            if left <= pause {
                return Err(Error::WorkerTimedOut { limit: limits.wall });
            }
            pause = LOOK.min(pause * 2);
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
                let error = fate::error(status, &words, limits);
                match (error, self.watch.at_for(Duration::ZERO)) {
                    // It read what has no end.
                    (Error::WorkerOutOfMemory { .. }, Some(path)) => Error::SpecialFile { path },
                    (error, _) => error,
                }
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
mod tests;
