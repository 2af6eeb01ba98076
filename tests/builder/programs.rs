//! Programs that use the library, well or not.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;
use quarry_bindgen::Builder;

use crate::trial;

/// Plays the program of a name; `None` for a name that is none.
pub fn play(name: &str) -> Option<ExitCode> {
    match name {
        "polite" => {
            quarry_bindgen::worker();
            println!("noise of the first process only");
        }
        "forgetful" => {
            println!("noise");
            print!("and some without a line end");
        }
        "threaded" => {
            let thread = std::thread::spawn(generate);
            return Some(thread.join().unwrap());
        }
        "careless" => {
            // The worker's environment is empty.
            std::env::var("SOMETHING").expect("SOMETHING is not set");
        }
        // As a test program does with arguments that choose no test.
        "deaf" if std::env::args().len() > 1 => return Some(ExitCode::SUCCESS),
        "deaf" => {}
        // As a program that runs itself for each of its tests, whatever its arguments are.
        "runner" if std::env::args().len() != 1 || std::env::var("CHILD").is_err() => {
            let status = Command::new(std::env::current_exe().unwrap())
                .env("CHILD", "1")
                .status()
                .unwrap();
            return Some(ExitCode::from(u8::from(!status.success())));
        }
        "runner" => {}
        "dying" if std::env::args().len() > 1 => std::process::abort(),
        "dying" => {}
        _ => return None,
    }
    Some(generate())
}

/// Makes a module and prints it, or says why not.
fn generate() -> ExitCode {
    let bindings = Builder::new()
        .header("a.h")
        .target("avr")
        .timeout(9)
        .generate();
    match bindings {
        Ok(bindings) => {
            println!("{bindings}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

/// A program under a name of its own, in a folder with a header.
struct Program {
    /// The folder.
    directory: tempfile::TempDir,
    /// The program.
    path: PathBuf,
}

impl Program {
    /// The program of a name.
    fn new(name: &str) -> Program {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(name);
        let own = std::env::current_exe().unwrap();
        if std::fs::hard_link(&own, &path).is_err() {
            std::fs::copy(&own, &path).unwrap();
        }
        std::fs::write(directory.path().join("a.h"), "int f(int x);\n").unwrap();
        Program { directory, path }
    }

    /// A run with a variable set.
    fn run_with(&self, variable: &str, value: &Path) -> Output {
        Command::new(&self.path)
            .current_dir(self.directory.path())
            .env_remove("QUARRY_BINDGEN")
            .env("SOMETHING", "here")
            .env(variable, value)
            .output()
            .unwrap()
    }

    /// A run.
    fn run(&self) -> Output {
        self.run_with("NOTHING", Path::new(""))
    }
}

/// The text of a stream.
fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Checks that a program has made the module.
fn made(output: &Output) {
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    assert!(stdout.contains("extern fn f(x: i16) -> i16"), "{stdout}");
    assert_eq!(stderr, "");
}

/// Checks that a program has failed with these words, and named the ways out.
fn failed(output: &Output, words: &[&str]) {
    let stderr = text(&output.stderr);
    assert!(!output.status.success(), "{stderr}");
    let ways = [
        "quarry_bindgen::worker()",
        "Builder::program",
        "QUARRY_BINDGEN",
    ];
    for word in words.iter().chain(&ways) {
        // A terminal's width does not matter here.
        assert!(stderr.contains(word), "{word}: {stderr}");
    }
}

/// The installed `quarry`.
fn quarry() -> PathBuf {
    assert_cmd::cargo::cargo_bin("quarry")
}

/// An executable shell script.
fn script(directory: &Path, text: &str) -> PathBuf {
    use std::os::unix::fs::OpenOptionsExt;
    let path = directory.join("script");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o755)
        .open(&path)
        .unwrap();
    write!(file, "#!/bin/sh\n{text}\n").unwrap();
    path
}

/// The tests.
pub fn trials() -> Vec<Trial> {
    vec![
        trial("a program that becomes a worker first", || {
            let output = Program::new("polite").run();
            made(&output);
            assert_eq!(text(&output.stdout).matches("noise").count(), 1);
        }),
        trial(
            "a program that forgets it, and gets there all the same",
            || {
                made(&Program::new("forgetful").run());
                made(&Program::new("threaded").run());
            },
        ),
        trial("a program that never gets there", || {
            failed(
                &Program::new("careless").run(),
                &[
                    "careless was started as a worker",
                    "exit status: 101",
                    "SOMETHING is not set",
                ],
            );
            failed(&Program::new("deaf").run(), &["exit status: 0"]);
            failed(&Program::new("dying").run(), &["signal: 6"]);
        }),
        trial("a program that starts itself ends", || {
            let start = Instant::now();
            failed(
                &Program::new("runner").run(),
                &["it started this process in place of that"],
            );
            assert!(start.elapsed() < Duration::from_secs(8));
        }),
        trial("an installed quarry in place of the program", || {
            for name in ["careless", "deaf", "dying", "runner", "polite"] {
                made(&Program::new(name).run_with("QUARRY_BINDGEN", &quarry()));
            }
        }),
        trial("one that is found as a shell finds it", || {
            let program = Program::new("deaf");
            std::os::unix::fs::symlink(quarry(), program.directory.path().join("quarry")).unwrap();
            let output = Command::new(&program.path)
                .current_dir(program.directory.path())
                .env("PATH", program.directory.path())
                .env("QUARRY_BINDGEN", "quarry")
                .output()
                .unwrap();
            made(&output);
        }),
        trial("one that is none", || {
            let program = Program::new("polite");
            let missing = program.run_with("QUARRY_BINDGEN", Path::new("/nonexistent/quarry"));
            let stderr = text(&missing.stderr);
            assert!(
                stderr.contains("cannot start /nonexistent/quarry as a worker"),
                "{stderr}"
            );
            let other = program.run_with("QUARRY_BINDGEN", Path::new("/bin/false"));
            failed(
                &other,
                &["/bin/false was started as a worker", "exit status: 1"],
            );
            let greeting = r"printf '\000quarry-worker\001\377\0039.9'; cat >/dev/null";
            let foreign = script(program.directory.path(), greeting);
            failed(
                &program.run_with("QUARRY_BINDGEN", &foreign),
                &["it is of version 9.9, and", "is needed"],
            );
        }),
    ]
}
