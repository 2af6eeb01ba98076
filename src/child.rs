//! One run of a program: without input, with little of the environment, for a limited time.

use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use wait_timeout::ChildExt;

use crate::error::CompilerError;

/// How much of each stream is read, in bytes: a hundred thousand errors are less.
const MOST: u64 = 64 << 20;

/// How long to wait for the end of a stream when its program has ended.
const FAREWELL: Duration = Duration::from_millis(500);

/// How often to look whether the user wants to stop.
const LOOK: Duration = Duration::from_millis(100);

/// What the child keeps of the environment: how to find its own parts. None of it changes what a
/// header says, unlike `CPATH`, `C_INCLUDE_PATH` or `CCC_OVERRIDE_OPTIONS`.
const KEPT: &[&str] = &[
    "PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "ZIG_LIB_DIR",
    "SystemRoot",
    "PATHEXT",
    "USERPROFILE",
];

/// The variables that a child gets, those that are set.
pub(crate) fn kept_variables() -> impl Iterator<Item = (&'static str, OsString)> {
    let value = |name: &&'static str| Some((*name, std::env::var_os(name)?));
    KEPT.iter().filter_map(value)
}

/// How many bytes of last words are shown.
const WORDS: usize = 4000;

/// A program to run.
pub(crate) struct Job<'a> {
    /// The program.
    pub program: &'a Path,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Where it may leave its temporary files.
    pub directory: &'a Path,
    /// What it gets of the environment beside what every program gets.
    pub environment: Vec<(OsString, OsString)>,
    /// How long it may take.
    pub limit: Duration,
    /// What to call it in an error.
    pub name: &'a str,
}

/// How a program ended.
pub(crate) struct Ended {
    /// Its exit status.
    pub status: ExitStatus,
    /// What it wrote to its standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to its standard error, as text.
    pub stderr: String,
}

impl Ended {
    /// The end of what it wrote.
    pub fn last_words(&self) -> String {
        let text = match self.stderr.trim() {
            "" => String::from_utf8_lossy(&self.stdout).trim().to_owned(),
            words => words.to_owned(),
        };
        let mut start = text.len().saturating_sub(WORDS);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        text.get(start..).unwrap_or_default().to_owned()
    }
}

/// Runs a program to its end, or to that of its time; `stop` says that the user wants it no more.
///
/// # Errors
/// [`CompilerError::Start`], [`CompilerError::TimedOut`], [`CompilerError::TooMuch`],
/// [`CompilerError::Interrupted`].
pub(crate) fn run(job: &Job, stop: &dyn Fn() -> bool) -> Result<Ended, CompilerError> {
    let mut running = Running::start(job)?;
    let status = running.wait(job, stop)?;
    let stdout = running.stream(0, job)?;
    let stderr = String::from_utf8_lossy(&running.stream(1, job)?).into_owned();
    Ok(Ended {
        status,
        stdout,
        stderr,
    })
}

/// A running program. Dropping it ends it and all that it has started.
struct Running {
    /// The process.
    child: Child,
    /// Its standard output and error, each once, when they are closed.
    streams: [Receiver<Vec<u8>>; 2],
    /// Whether it has ended and closed its streams: there is nothing left to end.
    over: bool,
}

impl Running {
    /// Starts the program and the threads that read what it writes.
    fn start(job: &Job) -> Result<Running, CompilerError> {
        let failed = |source| CompilerError::Start {
            program: job.program.to_owned(),
            source,
        };
        let mut command = Command::new(job.program);
        command
            .args(&job.arguments)
            .env_clear()
            .envs(kept_variables())
            // Messages in English, with plain quotes.
            .env("LC_ALL", "C")
            .env("TMPDIR", job.directory)
            .env("TEMP", job.directory)
            .env("TMP", job.directory)
            .envs(job.environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A group of its own, so that its children can be ended with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(failed)?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (out_in, out) = mpsc::channel();
        let (err_in, err) = mpsc::channel();
        let running = Running {
            child,
            streams: [out, err],
            over: false,
        };
        let thread = thread::Builder::new;
        if let Some(stdout) = stdout {
            let read = move || drop(out_in.send(start_of(stdout)));
            thread().spawn(read).map_err(failed)?;
        }
        if let Some(stderr) = stderr {
            let read = move || drop(err_in.send(start_of(stderr)));
            thread().spawn(read).map_err(failed)?;
        }
        Ok(running)
    }

    /// Waits for its end.
    fn wait(&mut self, job: &Job, stop: &dyn Fn() -> bool) -> Result<ExitStatus, CompilerError> {
        let start = Instant::now();
        loop {
            let left = job.limit.saturating_sub(start.elapsed());
            let waited = self.child.wait_timeout(left.min(LOOK));
            if let Some(status) = waited.map_err(|source| CompilerError::Start {
                program: job.program.to_owned(),
                source,
            })? {
                return Ok(status);
            }
            if stop() {
                return Err(CompilerError::Interrupted {
                    compiler: job.name.to_owned(),
                });
            }
            if left.is_zero() {
                return Err(CompilerError::TimedOut {
                    compiler: job.name.to_owned(),
                    limit: job.limit,
                });
            }
        }
    }

    /// What one of its streams had; the program has ended.
    fn stream(&mut self, which: usize, job: &Job) -> Result<Vec<u8>, CompilerError> {
        let receive = |running: &Running| {
            let stream = running.streams.get(which)?;
            stream.recv_timeout(FAREWELL).ok()
        };
        let bytes = receive(self).or_else(|| {
            // What it has started keeps the stream open.
            self.end_group();
            receive(self)
        });
        // A process that has left the group may keep it open longer.
        let bytes = bytes.unwrap_or_default();
        if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST) {
            return Err(CompilerError::TooMuch {
                compiler: job.name.to_owned(),
                limit: MOST,
            });
        }
        self.over = which == 1;
        Ok(bytes)
    }

    /// Ends the program and whatever of its children has stayed with it.
    fn end_group(&mut self) {
        #[cfg(unix)]
        {
            use rustix::process::{Pid, Signal, kill_process_group};
            let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
            if let Some(group) = group {
                // Fails only where nobody is left.
                let _ = kill_process_group(group, Signal::KILL);
            }
        }
        // Fails only for a process that has ended already.
        let _ = self.child.kill();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.over {
            self.end_group();
            let _ = self.child.wait();
        }
    }
}

/// Reads a stream until its end, or a little more than is wanted: closing it ends who still writes.
fn start_of(stream: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    // What was read before an error is what there is.
    let _ = stream.take(MOST + 1).read_to_end(&mut kept);
    kept
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Runs a shell script.
    fn shell(script: &str, limit: Duration, stop: bool) -> Result<Ended, CompilerError> {
        let job = Job {
            program: Path::new("/bin/sh"),
            arguments: vec!["-c".into(), script.into()],
            directory: Path::new("/nonexistent"),
            environment: vec![("QUARRY_OWN".into(), "own".into())],
            limit,
            name: "sh",
        };
        run(&job, &|| stop)
    }

    #[test]
    fn the_end_of_a_program() {
        let ended = shell(
            "cat; echo out; echo err >&2; test $QUARRY_OWN = own && exit 4",
            Duration::from_secs(60),
            false,
        );
        let ended = ended.unwrap();
        assert_eq!(ended.status.code(), Some(4));
        assert_eq!((&*ended.stdout, &*ended.stderr), (&b"out\n"[..], "err\n"));
        assert_eq!(ended.last_words(), "err");
    }

    #[test]
    fn who_wants_no_more_need_not_wait() {
        let start = Instant::now();
        let error = shell("sleep 100", Duration::from_secs(100), true)
            .err()
            .unwrap();
        assert_eq!(error.to_string(), "sh was interrupted");
        let error = shell("sleep 100", Duration::from_millis(200), false)
            .err()
            .unwrap();
        assert_eq!(error.to_string(), "sh did not finish within 0.2 s");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn what_is_left_behind_is_ended() {
        let start = Instant::now();
        let ended = shell("echo out; sleep 100 &", Duration::from_secs(60), false).unwrap();
        assert_eq!(ended.stdout, b"out\n");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn last_words_are_few() {
        let script = "i=0; while [ $i -lt 3000 ]; do echo \u{fc}\u{fc} >&2; i=$((i+1)); done";
        let ended = shell(script, Duration::from_secs(60), false).unwrap();
        assert!(ended.last_words().len() <= WORDS && ended.last_words().len() > WORDS / 2);
    }
}
