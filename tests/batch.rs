//! Manifests as a whole: what is made again and what is not, what is left when things go wrong, and
//! many runs at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "batch/cache.rs"]
mod cache;
#[path = "batch/check.rs"]
mod check;
#[path = "batch/find.rs"]
mod find;
#[path = "batch/imports.rs"]
mod imports;
#[path = "batch/lock.rs"]
mod lock;
#[path = "batch/said.rs"]
mod said;
#[path = "batch/sturdy.rs"]
mod sturdy;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two modules of headers that include others.
const MANIFEST: &str = r#"
[defaults]
target = ["x86_64-unknown-linux-gnu", "i686-unknown-linux-gnu"]
include-directory = ["early", "late"]

[[module]]
output = "out/a.pyrite"
headers = ["a.h"]

[[module]]
output = "out/b.pyrite"
headers = ["b.h"]
"#;

/// A project: a manifest, headers, and a cache of its own.
struct Project {
    /// Its directory.
    directory: tempfile::TempDir,
}

/// What a run said.
struct Said {
    /// Its exit code.
    code: Option<i32>,
    /// Standard output.
    text: String,
    /// Standard error.
    report: String,
}

impl Project {
    /// A project with a manifest.
    fn of(manifest: &str) -> Project {
        let project = Project {
            directory: tempfile::tempdir().unwrap(),
        };
        project.put("bindgen.toml", manifest);
        project.put("a.h", "#include \"shared.h\"\nint a(shared);\n");
        project.put("b.h", "#include <only_b.h>\nint b(long);\n");
        project.put("late/shared.h", "typedef long shared;\n");
        project.put("late/only_b.h", "#define ONLY 1\n");
        fs::create_dir_all(project.at("out")).unwrap();
        fs::create_dir_all(project.at("early")).unwrap();
        project
    }

    /// A path in it.
    fn at(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a file.
    fn put(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a file holds.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The command in its directory.
    fn quarry(&self, arguments: &[&str]) -> Command {
        self.quarry_in(Path::new(""), arguments)
    }

    /// The command in a directory of it.
    fn quarry_in(&self, directory: &Path, arguments: &[&str]) -> Command {
        let libclang = support::libclangs().unwrap().remove(0);
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command
            .args(arguments)
            .env("QUARRY_CACHE_DIR", self.at("cache"))
            .current_dir(self.directory.path().join(directory));
        command
    }

    /// Runs it.
    fn run(&self, arguments: &[&str]) -> Said {
        said(&mut self.quarry(arguments))
    }

    /// Runs it, and gives what became of each module.
    fn states(&self, arguments: &[&str]) -> BTreeMap<String, String> {
        let mut all = vec!["--verbose"];
        all.extend(arguments);
        let said = self.run(&all);
        let rows = said
            .report
            .lines()
            .skip_while(|line| !line.starts_with("MODULE "));
        rows.skip(1)
            .filter(|line| line.contains(".pyrite "))
            .map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                (words[0].to_owned(), words[6..].join(" "))
            })
            .collect()
    }
}

/// Runs a command.
fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code(),
        text: String::from_utf8(output.stdout).unwrap(),
        report: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The states of the two modules, in words.
fn both(a: &str, b: &str) -> BTreeMap<String, String> {
    BTreeMap::from([
        ("out/a.pyrite".to_owned(), a.to_owned()),
        ("out/b.pyrite".to_owned(), b.to_owned()),
    ])
}
