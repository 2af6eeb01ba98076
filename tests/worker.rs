//! Both sides of a worker, for real: this test program starts itself as its own worker, and asks
//! for jobs that go wrong in every way.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::error::Error;
use quarry_bindgen::worker::{self, Limits, Program};
use serde::{Deserialize, Serialize};

/// What the worker shall do.
#[derive(Debug, Serialize, Deserialize)]
enum Job {
    /// Give the number back.
    Echo(u64),
    /// Give back so many bytes.
    Large(usize),
    /// Print before the answer, to both streams.
    Talk,
    /// Panic.
    Panic,
    /// Recurse so many times, with 1 KiB of stack each.
    Recurse(u32),
    /// Take so many MiB.
    Allocate(usize),
    /// Never end, without using the processor.
    Sleep,
    /// Write a file at this path.
    Write(String),
    /// Read what is left of standard input.
    Stdin,
    /// Tell the environment.
    Environment,
    /// End without an answer.
    Exit,
    /// Be killed as by a crash.
    Abort,
}

/// What it answers: bytes, and the text that goes beside them.
#[derive(Debug, Serialize, Deserialize)]
struct Said(Vec<u8>, String);

impl worker::Answers for Said {
    fn text(&mut self) -> Option<&mut String> {
        Some(&mut self.1)
    }
}

/// The worker's part.
fn job(job: Job) -> Said {
    Said(bytes(job), "ä".repeat(1 << 20))
}

/// The bytes of its answer.
fn bytes(job: Job) -> Vec<u8> {
    match job {
        Job::Echo(number) => number.to_le_bytes().to_vec(),
        Job::Large(size) => vec![1; size],
        Job::Talk => {
            println!("\0quarry-answer noise");
            eprintln!("noise");
            b"quiet".to_vec()
        }
        Job::Panic => panic!("on purpose"),
        Job::Recurse(depth) => recurse(depth).to_le_bytes().to_vec(),
        Job::Allocate(mebibytes) => {
            let bytes = vec![1u8; mebibytes << 20];
            vec![*std::hint::black_box(&bytes).last().unwrap()]
        }
        Job::Sleep => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        Job::Write(path) => {
            let result = std::fs::write(path, "x");
            format!("{result:?}").into_bytes()
        }
        Job::Stdin => {
            let mut rest = Vec::new();
            std::io::stdin().read_to_end(&mut rest).unwrap();
            rest
        }
        Job::Environment => {
            let mut names: Vec<String> = std::env::vars().map(|(name, _)| name).collect();
            names.sort();
            names.join(" ").into_bytes()
        }
        Job::Exit => std::process::exit(0),
        Job::Abort => std::process::abort(),
    }
}

/// Uses 1 KiB of stack a call.
fn recurse(depth: u32) -> u32 {
    let frame = std::hint::black_box([depth; 256]);
    if depth == 0 {
        0
    } else {
        recurse(depth - 1) + u32::from(frame[0] == depth)
    }
}

/// The parent's part.
fn ask_within(job: &Job, limits: &Limits) -> Result<Vec<u8>, Error> {
    let program = Program::quarry(std::env::current_exe().unwrap());
    let Said(bytes, text) = worker::run_with(&program, job, limits, Path::new("/lib/libclang.so"))?;
    assert_eq!(text, "ä".repeat(1 << 20));
    Ok(bytes)
}

/// [`ask_within`] the usual limits.
fn ask(job: &Job) -> Result<Vec<u8>, Error> {
    ask_within(job, &Limits::default())
}

/// A test of one job.
fn trial(name: &str, check: fn()) -> Trial {
    Trial::test(name, move || {
        std::panic::catch_unwind(check).map_err(|_| Failed::without_message())
    })
}

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        return worker::serve(job).into();
    }
    let mut trials = vec![
        trial("an answer", || {
            assert_eq!(ask(&Job::Echo(7)).unwrap(), 7u64.to_le_bytes());
        }),
        trial("a large answer", || {
            assert_eq!(ask(&Job::Large(100 << 20)).unwrap().len(), 100 << 20);
        }),
        trial("noise on the same stream", || {
            assert_eq!(ask(&Job::Talk).unwrap(), b"quiet");
        }),
        trial("a panic", || {
            let error = ask(&Job::Panic).unwrap_err();
            assert!(matches!(&error, Error::Internal { what } if what.contains("on purpose (")));
            assert!(!error.to_string().contains("RUST_BACKTRACE"));
        }),
        trial("an end without an answer", || {
            let error = ask(&Job::Exit).unwrap_err();
            assert!(matches!(error, Error::WorkerProtocol { .. }), "{error:?}");
        }),
        trial("an endless job", || {
            let limits = Limits {
                wall: Duration::from_millis(300),
                ..Limits::default()
            };
            let start = Instant::now();
            let error = ask_within(&Job::Sleep, &limits).unwrap_err();
            assert!(matches!(error, Error::WorkerTimedOut { .. }), "{error:?}");
            assert!(start.elapsed() < Duration::from_secs(20));
        }),
        trial("nothing left on standard input", || {
            assert_eq!(ask(&Job::Stdin).unwrap(), b"");
        }),
        trial("deep recursion fits", || {
            assert_eq!(
                ask(&Job::Recurse(200_000)).unwrap(),
                200_000u32.to_le_bytes()
            );
        }),
    ];
    if cfg!(target_os = "linux") {
        trials.extend([
            trial("an environment of our own", || {
                let names = String::from_utf8(ask(&Job::Environment).unwrap()).unwrap();
                let names = names.replace("LD_LIBRARY_PATH ", "");
                assert_eq!(
                    names.trim(),
                    "GLIBC_TUNABLES LIBCLANG_DISABLE_CRASH_RECOVERY LIBCLANG_NOTHREADS LIBCLANG_PATH \
                     QUARRY_BINDGEN_WORKER"
                );
            }),
            trial("endless recursion is a crash", || {
                let error = ask(&Job::Recurse(u32::MAX)).unwrap_err();
                let Error::WorkerCrashed { how, .. } = &error else {
                    panic!("{error:?}");
                };
                assert_eq!(how, "stack overflow");
            }),
            trial("a crash", || {
                let error = ask(&Job::Abort).unwrap_err();
                assert!(matches!(&error, Error::WorkerCrashed { how, .. } if how == "SIGABRT"));
            }),
            trial("memory is limited", || {
                let limits = Limits {
                    memory: 512 << 20,
                    ..Limits::default()
                };
                assert_eq!(ask_within(&Job::Allocate(64), &limits).unwrap(), [1]);
                let error = ask_within(&Job::Allocate(600), &limits).unwrap_err();
                assert!(
                    matches!(error, Error::WorkerOutOfMemory { limit } if limit == 512 << 20),
                    "{error:?}"
                );
            }),
            trial("no file is written", || {
                let directory = tempfile::tempdir().unwrap();
                let path = directory.path().join("f");
                match ask(&Job::Write(path.to_str().unwrap().to_owned())) {
                    Ok(said) => {
                        let said = String::from_utf8(said).unwrap();
                        assert!(said.contains("PermissionDenied"), "{said}");
                        assert!(!path.exists());
                    }
                    // A kernel without Landlock: nothing is written, but an empty file is made.
                    Err(Error::WorkerCrashed { how, .. }) => {
                        assert!(how.starts_with("SIGXFSZ"), "{how}");
                        assert!(std::fs::read(&path).unwrap_or_default().is_empty());
                        println!("skipped: this kernel lets a worker make empty files");
                    }
                    Err(error) => panic!("{error:?}"),
                }
            }),
        ]);
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
