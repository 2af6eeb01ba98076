//! `--import`: what is shared, what is not and why, where, and who follows imports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "imports/chains.rs"]
mod chains;
#[path = "imports/checks.rs"]
mod checks;
#[path = "imports/conditions.rs"]
mod conditions;
#[path = "imports/differences.rs"]
mod differences;
#[path = "imports/products.rs"]
mod products;
#[path = "imports/real.rs"]
mod real;
#[path = "imports/refused.rs"]
mod refused;
#[path = "imports/same.rs"]
mod same;
mod support;
#[path = "support/zig.rs"]
mod zig;

use std::fs;
use std::path::PathBuf;

/// A directory with headers and modules.
struct Place(tempfile::TempDir);

impl Place {
    /// With files.
    fn new(files: &[(&str, &str)]) -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        for directory in ["empty", "lib", "lib/deep", "far"] {
            fs::create_dir(place.at(directory)).unwrap();
        }
        for (name, text) in files {
            place.write(name, text);
        }
        place
    }

    /// A path in it.
    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with its directory.
    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    /// The text of a file.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// Replaces a part of a file, which has it once at least.
    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{from}\n{text}");
        self.write(name, &text.replacen(from, to, 1));
    }

    /// A run there, of words between blanks, with the last libclang of the tests.
    fn run(&self, line: &str) -> support::Run {
        let libclang = support::libclangs().unwrap().pop().unwrap();
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command.args(line.split_whitespace());
        support::run(command.current_dir(self.0.path())).unwrap()
    }

    /// What a run that succeeds says on both streams.
    fn ok(&self, line: &str) -> String {
        let run = self.run(line);
        assert_eq!(run.code, Some(0), "{line}\n{}{}", run.stdout, run.stderr);
        run.stdout + &run.stderr
    }

    /// What a run that fails with a code says on standard error.
    fn fails(&self, line: &str, code: i32) -> String {
        let run = self.run(line);
        assert_eq!(run.code, Some(code), "{line}\n{}{}", run.stdout, run.stderr);
        run.stderr
    }

    /// The lines of a module that are no comments and not blank.
    fn body(&self, name: &str) -> Vec<String> {
        let text = self.text(name);
        support::pyrite::check(&text, support::pyrite::Dialect::Spec)
            .unwrap_or_else(|what| panic!("{what}\n{text}"));
        let lines = text
            .lines()
            .filter(|it| !it.is_empty() && !it.starts_with('#'));
        lines.map(str::to_owned).collect()
    }
}
