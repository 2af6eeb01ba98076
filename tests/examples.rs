//! The projects of `examples/`, each from a clean copy: the first build makes the module, the
//! second does nothing, and a header that is touched makes it again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// What none of the projects may have before it is built.
const MADE: &[&str] = &["build", "target", "Cargo.lock", ".ninja_log", ".ninja_deps"];

/// The folder of this package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, in its folder.
fn quarry() -> PathBuf {
    assert_cmd::cargo::cargo_bin("quarry")
}

/// A clean copy of an example.
struct Copy {
    /// The folder.
    directory: PathBuf,
    /// Removes it, unless it shall stay for the next run.
    _removed: Option<tempfile::TempDir>,
}

impl Copy {
    /// Of one in a folder for itself.
    fn new(example: &str) -> Copy {
        let directory = tempfile::tempdir().unwrap();
        copy(
            &root().join("examples").join(example),
            directory.path(),
            MADE,
        );
        Copy {
            directory: directory.path().to_owned(),
            _removed: Some(directory),
        }
    }

    /// Runs a command in it, with `quarry` in the path; gives what it says.
    fn run(&self, command: &[&str]) -> String {
        self.run_with(command, &[])
    }

    /// The same with more variables.
    fn run_with(&self, command: &[&str], variables: &[(&str, &Path)]) -> String {
        let mut path = OsString::from(quarry().parent().unwrap());
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap());
        let output = Command::new(command[0])
            .args(&command[1..])
            .current_dir(&self.directory)
            .env("PATH", path)
            .env_remove("MAKEFLAGS")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(output.status.success(), "{command:?}: {said}");
        said
    }

    /// Builds until nothing is left to do, and after each header's change.
    fn check(&self, build: &[&str], module: &str) {
        let module = self.directory.join(module);
        let made = || fs::metadata(&module).unwrap().modified().unwrap();
        self.run(build);
        let text = fs::read_to_string(&module).unwrap();
        for word in [
            "struct archive_entry:",
            "const ARCHIVE_LEVEL: i32 = 1",
            "extern fn crc32(",
        ] {
            assert!(text.contains(word), "{word}: {text}");
        }
        assert!(!text.contains(root().to_str().unwrap()), "{text}");
        let first = made();
        self.run(build);
        assert_eq!(made(), first, "the second build did something");
        let mut last = first;
        for header in ["archive.h", "entry.h"] {
            touch(&self.directory.join(header));
            self.run(build);
            assert_ne!(made(), last, "{header} was touched");
            last = made();
        }
        self.run(build);
        assert_eq!(made(), last, "the last build did something");
    }
}

/// Copies a folder, without what a build has made in it.
fn copy(from: &Path, to: &Path, without: &[&str]) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = {
            let entry = entry.unwrap();
            (entry.path(), entry.file_name())
        };
        if without.iter().any(|made| name == *made) {
            continue;
        }
        match path.is_dir() {
            true => copy(&path, &to.join(name), without),
            false => {
                let to = to.join(name);
                fs::copy(&path, &to).unwrap();
                // What is as old as it was need not be compiled again.
                let modified = fs::metadata(&path).unwrap().modified().unwrap();
                let file = fs::File::options().append(true).open(&to).unwrap();
                file.set_modified(modified).unwrap();
            }
        }
    }
}

/// Gives a file the time of now, which is later than all that was made before.
fn touch(path: &Path) {
    std::thread::sleep(Duration::from_millis(30));
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now()).unwrap();
}

#[test]
fn every_example_is_tested() {
    let mut names: Vec<String> = fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["cargo-build-rs", "cmake", "make", "meson", "ninja"]);
}

#[test]
fn make() {
    let copy = Copy::new("make");
    copy.check(&["make"], "build/archive.pyrite");
    assert!(copy.run(&["make", "check"]).contains("no difference"));
    copy.run(&["make", "clean"]);
    assert!(!copy.directory.join("build").exists());
    let variable = format!("QUARRY={}", quarry().display());
    copy.run(&["make", &variable]);
}

#[test]
fn ninja() {
    let copy = Copy::new("ninja");
    copy.check(&["ninja"], "build/archive.pyrite");
    assert!(copy.run(&["ninja", "check"]).contains("no difference"));
}

#[test]
fn cmake() {
    for generator in ["-GNinja", "-GUnix Makefiles"] {
        let copy = Copy::new("cmake");
        copy.run(&["cmake", "-S", ".", "-B", "build", generator]);
        let build = ["cmake", "--build", "build"];
        copy.check(&build, "build/archive.pyrite");
        let check = [&build[..], &["--target", "check"]].concat();
        assert!(copy.run(&check).contains("no difference"));
    }
}

#[test]
fn meson() {
    let copy = Copy::new("meson");
    copy.run(&["meson", "setup", "build"]);
    copy.check(&["meson", "compile", "-C", "build"], "build/archive.pyrite");
    assert!(
        copy.run(&["meson", "test", "-C", "build"])
            .contains("Ok:                 2")
    );
}

/// A checkout in which everything but the example is this one's: cargo compiles what the example
/// depends on once, and again only where it has changed.
#[test]
fn cargo_build_rs() {
    let target = quarry().ancestors().nth(2).unwrap().join("examples");
    let checkout = target.join("checkout");
    // A run that was interrupted may have left it.
    let _ = fs::remove_dir_all(&checkout);
    fs::create_dir_all(&checkout).unwrap();
    // No links: the templates are found by their place beside the sources.
    for folder in ["src", "templates", "tests", "benches"] {
        copy(&root().join(folder), &checkout.join(folder), &[]);
    }
    for file in ["Cargo.toml", "Cargo.lock", "askama.toml", "README.md"] {
        fs::copy(root().join(file), checkout.join(file)).unwrap();
    }
    let directory = checkout.join("examples/cargo-build-rs");
    copy(&root().join("examples/cargo-build-rs"), &directory, MADE);
    // The versions that are here already; cargo takes out what is not needed.
    fs::copy(root().join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
    let copy = Copy {
        directory,
        _removed: None,
    };
    let run = || {
        let cargo = ["cargo", "run", "--offline"];
        copy.run_with(&cargo, &[("CARGO_TARGET_DIR", &target)])
    };
    let said = run();
    assert!(said.contains("extern fn crc32("), "{said}");
    let compiled = |said: &str| said.contains("Compiling archive");
    assert!(!compiled(&run()), "the second build did something");
    for header in ["archive.h", "entry.h"] {
        touch(&copy.directory.join(header));
        assert!(compiled(&run()), "{header} was touched");
    }
    assert!(!compiled(&run()), "the last build did something");
    // What cargo was told, for headers of the system and for variables.
    let script = fs::read_dir(target.join("debug/build"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("output"))
        .filter(|path| path.exists() && path.to_string_lossy().contains("/archive-"))
        .max_by_key(|path| fs::metadata(path).unwrap().modified().unwrap())
        .unwrap();
    let told = fs::read_to_string(script).unwrap();
    for line in [
        "cargo:rerun-if-changed=/usr/include/zlib.h",
        "cargo:rerun-if-env-changed=LIBCLANG_PATH",
        "cargo:rerun-if-env-changed=QUARRY_BINDGEN",
    ] {
        assert!(told.lines().any(|it| it == line), "{line}: {told}");
    }
}
