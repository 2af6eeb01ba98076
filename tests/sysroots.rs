//! Where the headers of foreign targets come from: made-up zigs and cross gccs, the real zig, the
//! options, and the list of targets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "sysroots/list.rs"]
mod list;
#[path = "sysroots/made_up.rs"]
mod made_up;
#[path = "sysroots/options.rs"]
mod options;
#[path = "sysroots/real_zig.rs"]
mod real_zig;
mod support;
#[path = "support/zig.rs"]
mod zig;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A target that no Debian package has a C library for.
const FOREIGN: &str = "s390x-unknown-linux-musl";

/// A directory in which everything is made up: `bin`, which is the whole `PATH`; `home`; `work`,
/// the current one; `tmp`.
struct Place(tempfile::TempDir);

impl Place {
    /// An empty one.
    fn new() -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        for name in ["bin", "home", "work", "tmp"] {
            fs::create_dir(place.at(name)).unwrap();
        }
        place
    }

    /// A path in it.
    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file with the directories that it needs.
    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    /// Writes a shell script.
    fn script(&self, name: &str, text: &str) {
        self.write(name, &format!("#!/bin/sh\n{text}"));
        fs::set_permissions(self.at(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// `quarry bindgen` there, with the first libclang of the tests.
    fn quarry(&self, arguments: &[&str]) -> Command {
        let libclang = support::libclangs().unwrap().remove(0);
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command
            .args(arguments)
            .current_dir(self.at("work"))
            .env("PATH", self.at("bin"))
            .env("HOME", self.at("home"))
            .env("TMPDIR", self.at("tmp"))
            .env_remove("ZIG")
            .env_remove("PYTHONPATH")
            .env_remove("VIRTUAL_ENV");
        command
    }

    /// What a run that must succeed writes to standard output.
    fn output(&self, arguments: &[&str]) -> String {
        support::output_of(&mut self.quarry(arguments)).unwrap()
    }

    /// The exit code and what a run says on standard error.
    fn said(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let run = support::run(&mut self.quarry(arguments)).unwrap();
        // The reporter breaks long lines.
        let words: Vec<&str> = run
            .stderr
            .split_whitespace()
            .filter(|it| *it != "|")
            .collect();
        (run.code, words.join(" "))
    }

    /// Whether nothing was left behind where the user would find it.
    fn is_clean(&self) -> bool {
        ["home", "work", "tmp"]
            .iter()
            .all(|name| fs::read_dir(self.at(name)).unwrap().next().is_none())
    }
}

/// Whether a path is there.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
