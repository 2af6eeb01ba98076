//! Shell scripts as workers, good ones and bad ones.

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

/// A frame of these bytes, without a text.
fn framed(rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame::begin(&mut bytes, rest.len(), 0).unwrap();
    bytes.extend_from_slice(rest);
    bytes
}

impl Answers for u32 {
    fn text(&mut self) -> Option<&mut String> {
        None
    }
}

/// A frame as text for `printf`.
fn printf(outcome: &Outcome<u32>) -> String {
    let bytes = framed(&postcard::to_allocvec(outcome).unwrap());
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
    let bytes = framed(&[9, 9, 9]);
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
    let result: Result<u32, Error> = run_with(&program, &1u32, &Limits::default(), Path::new("/l"));
    assert!(matches!(result, Err(Error::WorkerStart { .. })));
}
