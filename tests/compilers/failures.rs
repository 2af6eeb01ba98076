//! Programs that are no compilers, or no longer; each is one error with a way out.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use quarry_bindgen::error::{Error, Note};
use quarry_bindgen::target::Target;
use quarry_bindgen::verify::compiler::Compiler;

use super::{LINUX, find, try_find};

/// A shell script that passes for a compiler until it compiles; then it does `then`.
fn script(directory: &Path, then: &str) -> PathBuf {
    let path = directory.join("fake");
    let answers = "case \"$1\" in\n-dumpmachine) echo x86_64-linux-gnu; exit;;\n\
        -E) echo quarry_is gcc 12 2 0 end; exit;;\nesac";
    let text = format!("#!/bin/sh\n{answers}\n{then}\n");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// What a program that is named with `--cc` is refused for: message and help.
fn refusal(cc: &str, triple: &str, arguments: &[&str]) -> (String, String, u8) {
    let error = match try_find(cc, triple, arguments) {
        Ok(compiler) => panic!("{cc} is {}", compiler.name()),
        Err(error) => error,
    };
    let help = error.notes().into_iter().map(|note| match note {
        Note::Help(text) | Note::Note(text) => text,
    });
    (
        error.to_string(),
        help.collect::<Vec<_>>().join("\n"),
        error.exit_code(),
    )
}

/// What a fake compiler is refused for; where it would not end, within a second.
fn fake(then: &str) -> Result<Compiler, Error> {
    let directory = tempfile::tempdir().unwrap();
    let path = script(directory.path(), then);
    let target = Target::parse(LINUX).unwrap();
    let limit = Duration::from_secs(match then.ends_with("sleep 100") {
        true => 1,
        false => 60,
    });
    Compiler::find_within(path.to_str().unwrap(), &target, None, &[], limit)
}

#[test]
fn what_is_no_compiler() {
    for (cc, expected) in [
        (
            "/bin/true",
            "`/bin/true` is no C compiler that is known: it does not preprocess C",
        ),
        (
            "/bin/cat",
            "`/bin/cat` is no C compiler that is known: it does not preprocess an empty program",
        ),
        (
            "/bin/false",
            "`/bin/false` is no C compiler that is known: it does not preprocess an empty program",
        ),
        (
            "/bin/echo",
            "`/bin/echo` is no C compiler that is known: it does not preprocess C",
        ),
        ("/nonexistent/gcc", "`/nonexistent/gcc` cannot be started"),
        ("/etc/passwd", "`/etc/passwd` cannot be started"),
        ("/tmp", "`/tmp` cannot be started"),
        (
            "no-such-cc",
            "no C compiler `no-such-cc` for x86_64-unknown-linux-gnu was found",
        ),
        (
            "",
            "no C compiler `` for x86_64-unknown-linux-gnu was found",
        ),
    ] {
        let (message, help, _) = refusal(cc, LINUX, &[]);
        assert_eq!(message, expected);
        assert!(!help.is_empty(), "{cc}");
    }
}

#[test]
fn the_wrong_machine() {
    let (message, help, code) = refusal("/usr/bin/gcc", "aarch64-unknown-linux-gnu", &[]);
    assert_eq!(
        message,
        "`/usr/bin/gcc` compiles for x86_64-linux-gnu, not for aarch64-unknown-linux-gnu"
    );
    assert!(
        help.contains("apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross"),
        "{help}"
    );
    assert_eq!(code, 2);
    let (message, _, _) = refusal("avr-gcc", LINUX, &[]);
    assert!(
        message.ends_with("compiles for avr, not for x86_64-unknown-linux-gnu"),
        "{message}"
    );
    for (triple, package) in [
        (
            "powerpc64le-unknown-linux-gnu",
            "gcc-powerpc64le-linux-gnu libc6-dev-ppc64el-cross",
        ),
        ("x86_64-pc-windows-msvc", "`--cc=clang` compiles for it"),
        ("aarch64-apple-darwin", "`--cc=clang` compiles for it"),
        ("wasm32-wasip1", "`--cc=clang` compiles for it"),
    ] {
        let (message, help, code) = refusal("gcc", triple, &[]);
        if triple.contains("darwin") {
            // There `gcc` is what the machine calls so.
            assert!(
                message.contains("not for aarch64-apple-darwin"),
                "{message}"
            );
        } else {
            assert_eq!(
                message,
                format!("no C compiler `gcc` for {triple} was found")
            );
        }
        assert!(help.contains(package), "{help}");
        assert_eq!(code, 2);
    }
}

#[test]
fn an_argument_that_only_the_other_knows() {
    for (cc, argument) in [
        ("gcc", "-fparse-all-comments"),
        ("clang-14", "-fno-no-such-thing"),
        ("clang-19", "-mno-such-thing"),
        ("gcc", "-std=c77"),
        ("clang-14", "-std=c77"),
    ] {
        let (message, _, code) = refusal(cc, LINUX, &["-DX", argument, "-Wno-such"]);
        let name = find(cc, LINUX).name();
        assert!(
            message.starts_with(&format!("{name} refuses `{argument}`: "))
                // clang names the value only.
                || message.starts_with(&format!("{name} refuses `-DX {argument} -Wno-such`: ")),
            "{message}"
        );
        assert_eq!(code, 2);
    }
    let (message, _, _) = refusal("gcc", LINUX, &["-include", "no/such.h"]);
    assert!(message.contains("no/such.h: No such file"), "{message}");
}

#[test]
fn a_compiler_that_does_not_work() {
    for (then, expected) in [
        ("exit 0", "it accepts an array of -1 elements"),
        (
            "exit 3",
            "gcc 12.2.0 failed without an answer (exit status: 3)",
        ),
        ("kill -SEGV $$", "failed without an answer (signal: 11"),
        (
            "echo \"check.c:1:1: internal compiler error: boom\" >&2; exit 1",
            "failed without an answer (boom)",
        ),
        (
            "echo 'gcc: fatal error: Killed signal terminated program cc1' >&2; exit 1",
            "gcc 12.2.0 failed without an answer (Killed signal terminated program cc1)",
        ),
        ("exec sleep 100", "gcc 12.2.0 did not finish within 1 s"),
        (
            "sleep 100 & sleep 100",
            "gcc 12.2.0 did not finish within 1 s",
        ),
        ("exec cat /dev/zero", "gcc 12.2.0 writes more than 64 MiB"),
        (
            "exec cat /dev/zero >&2",
            "gcc 12.2.0 writes more than 64 MiB",
        ),
        // What it has left behind does not hold anybody up.
        ("sleep 100 & exit 0", "it accepts an array of -1 elements"),
    ] {
        let start = Instant::now();
        let message = match fake(then) {
            Ok(_) => panic!("{then}"),
            Err(error) => error.to_string(),
        };
        assert!(message.contains(expected), "{then}: {message}");
        assert!(start.elapsed() < Duration::from_secs(20), "{then}");
    }
}

#[test]
fn nothing_is_left_behind() {
    let directory = tempfile::tempdir().unwrap();
    let note = directory.path().join("children");
    let path = script(
        directory.path(),
        &format!(
            "echo $TMPDIR >> {0}; echo x > $TMPDIR/more; sleep 300 & echo $! >> {0}; sleep 300",
            note.display()
        ),
    );
    let target = Target::parse(LINUX).unwrap();
    // On a busy machine it may take a while until it has started its child.
    let text = [1, 4, 16, 64].into_iter().find_map(|seconds| {
        let limit = Duration::from_secs(seconds);
        let path = path.to_str().unwrap();
        assert!(Compiler::find_within(path, &target, None, &[], limit).is_err());
        let text = std::fs::read_to_string(&note).unwrap_or_default();
        (text.lines().count() >= 2).then_some(text)
    });
    let text = text.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let [.., place, child] = lines[..] else {
        panic!("{text}");
    };
    assert!(
        place.contains("quarry-") && !Path::new(place).exists(),
        "{place}"
    );
    // It takes the system a moment; and an ended process may still wait to be asked how.
    let start = Instant::now();
    loop {
        let stat = std::fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
        if stat.is_empty() || stat.contains(") Z ") {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{stat}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_environment_is_small() {
    let error = fake("env >&2; exit 3").unwrap_err();
    let notes = format!("{:?}", error.notes());
    for name in ["PATH=", "HOME=", "TMPDIR=", "LC_ALL=C"] {
        assert!(notes.contains(name), "{notes}");
    }
    assert!(!notes.contains("CARGO"), "{notes}");
}

#[test]
fn a_compiler_that_fails_later() {
    let wrong = "case \"$*\" in *-fno-common*) ;; *) exec gcc \"$@\";; esac\n";
    for (then, expected) in [
        (
            "exit 0",
            "the object file of gcc 12.2.0 cannot be read: No such file or directory",
        ),
        (
            "kill -KILL $$",
            "gcc 12.2.0 failed without an answer (signal: 9",
        ),
        (
            "echo 'gcc: fatal error: Killed signal terminated program cc1' >&2; exit 1",
            "gcc 12.2.0 failed without an answer (Killed signal terminated program cc1)",
        ),
        (
            "for last; do out=$before; before=$last; done; echo text > $out",
            "the object file of gcc 12.2.0 cannot be read: it is no object file",
        ),
        ("exec sleep 100", "gcc 12.2.0 did not finish within 1 s"),
    ] {
        let directory = tempfile::tempdir().unwrap();
        let path = script(directory.path(), &format!("{wrong}{then}"));
        let target = Target::parse(LINUX).unwrap();
        let limit = Duration::from_secs(if then.ends_with("sleep 100") { 1 } else { 60 });
        let compiler = Compiler::find(path.to_str().unwrap(), &target, None, &[]).unwrap();
        let compiler = compiler.with_limit(limit);
        let error = compiler.object("int x;\n").unwrap_err();
        assert!(error.to_string().contains(expected), "{then}: {error}");
        assert_eq!(error.exit_code(), 1);
    }
}

/// Names the script that the next test lets a process of its own run.
const SLOW: &str = "QUARRY_TEST_SLOW_COMPILER";

#[test]
#[ignore = "it waits to be interrupted by the next one"]
fn a_compiler_that_takes_its_time() {
    let Ok(path) = std::env::var(SLOW) else {
        return;
    };
    let target = Target::parse(LINUX).unwrap();
    let _ = Compiler::find_within(&path, &target, None, &[], Duration::from_secs(100));
}

#[test]
fn an_interrupted_check_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;
    let directory = tempfile::tempdir().unwrap();
    let note = directory.path().join("place");
    let then = format!(
        "echo $TMPDIR > {0}.new; mv {0}.new {0}; exec sleep 100",
        note.display()
    );
    let path = script(directory.path(), &then);
    // Whoever runs the tests in the background may have them ignore the signal.
    let mut child = std::process::Command::new("env")
        .arg("--default-signal=INT")
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "failures::a_compiler_that_takes_its_time",
            "--ignored",
        ])
        .env(SLOW, &path)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !note.exists() {
        assert!(start.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(10));
    }
    let place = PathBuf::from(std::fs::read_to_string(&note).unwrap().trim());
    assert!(place.exists());
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(2), "{status}");
    assert!(!place.exists(), "{place:?}");
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn nowhere_to_write() {
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "failures::a_compiler_without_a_place",
            "--ignored",
        ])
        .env("TMPDIR", "/nonexistent/place")
        .env(SLOW, "gcc")
        .stdout(std::process::Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

#[test]
#[ignore = "run by the one before, with a TMPDIR that does not exist"]
fn a_compiler_without_a_place() {
    if std::env::var_os(SLOW).is_some() {
        let error = try_find("gcc", LINUX, &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot make a directory in /nonexistent/place"
        );
    }
}
