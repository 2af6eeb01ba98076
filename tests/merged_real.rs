//! Real headers as merged modules for sixteen targets, on one machine: what every libclang says
//! of them on each, that the order of the targets changes nothing, that both libclangs give the
//! same bytes, and that each target's own module is what the conditions select.
//!
//! A library's own headers are linked to from a directory, as the guide says; the C libraries'
//! are those of Debian's packages and of zig.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[path = "merged_real/headers.rs"]
mod headers;
#[allow(dead_code, reason = "the other test is about the order too")]
#[path = "support/selected.rs"]
mod selected;
#[path = "support/snapshot.rs"]
mod snapshot;
mod support;
#[path = "support/targets.rs"]
mod targets;
#[path = "support/zig.rs"]
mod zig;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use headers::{HEADERS, Real};
use libtest_mimic::{Arguments, Failed, Trial};
use quarry_bindgen::target::Target;
use selected::Order;

fn main() {
    let arguments = Arguments::from_args();
    let zig = zig::zig();
    let trials = HEADERS.iter().map(|header| {
        let zig = zig.clone();
        Trial::test(header.name, move || Place::new(header, zig)?.check())
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// A header, and a directory in which it is linked to.
struct Place {
    /// The header.
    header: &'static Real,
    /// The zig.
    zig: PathBuf,
    /// The directory, with `include` in it.
    directory: tempfile::TempDir,
}

impl Place {
    /// Links to the library's headers.
    fn new(header: &'static Real, zig: PathBuf) -> Result<Place, Failed> {
        let directory = tempfile::tempdir()?;
        let include = directory.path().join("include");
        fs::create_dir(&include)?;
        for file in header.linked {
            let path = Path::new("/usr/include").join(file);
            let multiarch = Path::new("/usr/include/x86_64-linux-gnu").join(file);
            let found = [path, multiarch].into_iter().find(|it| it.exists());
            let found = found.ok_or_else(|| format!("no {file}: run scripts/test.sh"))?;
            if header.written.is_empty() || found.is_file() {
                std::os::unix::fs::symlink(found, include.join(file))?;
                continue;
            }
            // A directory some of whose headers are not the package's.
            fs::create_dir(include.join(file))?;
            for entry in fs::read_dir(found)? {
                let entry = entry?;
                let link = include.join(file).join(entry.file_name());
                std::os::unix::fs::symlink(entry.path(), link)?;
            }
        }
        for (file, text) in header.written {
            let path = include.join(file);
            fs::remove_file(&path).ok();
            fs::write(path, text)?;
        }
        Ok(Place {
            header,
            zig,
            directory,
        })
    }

    /// A run of the program on the header.
    fn command(&self, libclang: &Path) -> Command {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), libclang);
        command
            .args(self.header.names.split_whitespace())
            .args(["-Iinclude", "--skip-missing"])
            .args(self.header.arguments)
            .env("ZIG", &self.zig)
            .current_dir(self.directory.path());
        command
    }

    /// The merged module for targets in some order, and what was said of it.
    fn merged(
        &self,
        libclang: &Path,
        targets: &[&str],
        verify: bool,
    ) -> Result<(String, String), Failed> {
        let output = self.directory.path().join("merged.pyrite");
        let mut command = self.command(libclang);
        command.arg("--report").arg("--output").arg(&output);
        command.args(targets.iter().map(|it| format!("--target={it}")));
        command.args(verify.then_some("--verify"));
        let run = support::run(&mut command)?;
        if run.code != Some(0) {
            return Err(format!("{}: {}", libclang.display(), run.stderr).into());
        }
        Ok((fs::read_to_string(&output)?, run.stderr))
    }

    /// All that must hold.
    fn check(&self) -> Result<(), Failed> {
        let mut first: Option<String> = None;
        for libclang in support::libclangs()? {
            let is_old = support::version_of(&libclang).is_some_and(|it| it < 15);
            let targets: Vec<&str> = targets::REAL
                .into_iter()
                .filter(|target| !(is_old && self.header.not_for_14.contains(target)))
                .collect();
            let (text, said) = self.merged(&libclang, &targets, true)?;
            let facts = facts(&said).ok_or_else(|| format!("not proved: {said}"))?;
            if (facts.0, facts.1) < (targets.len(), self.header.facts) {
                return Err(format!("too little was proved: {said}").into());
            }
            let is_same = self.header.is_same_with_all;
            if is_same && first.as_ref().is_some_and(|first| *first != text) {
                return Err(format!("{} gives another module", libclang.display()).into());
            }
            if !is_old {
                let likeness = likeness(&said).ok_or_else(|| format!("no report: {said}"))?;
                if likeness != self.header.likeness {
                    let expected = self.header.likeness;
                    return Err(format!("{likeness}\nin place of\n{expected}").into());
                }
            }
            first = Some(text);
        }
        let text = first.ok_or("no libclang to test with")?;
        if let Some(package) = self.header.pinned_to {
            let name = format!("{}@merged", self.header.name);
            let pin = snapshot::pin(&name, package)?;
            snapshot::assert("snapshots/real", &name, &(pin + &text));
        }
        self.check_targets(&text)
    }

    /// That the order changes nothing, and that each target's own module is selected.
    fn check_targets(&self, text: &str) -> Result<(), Failed> {
        let libclang = support::libclangs()?.pop().ok_or("no libclang")?;
        let mut backwards = targets::REAL;
        backwards.reverse();
        backwards.swap(3, 9);
        if self.merged(&libclang, &backwards, false)?.0 != text {
            return Err("the order of the targets changes the module".into());
        }
        let merged = selected::read(text)?;
        for target in targets::REAL {
            let mut command = self.command(&libclang);
            // A single target must have all headers.
            let names = self.header.names.split_whitespace();
            let missing = |name: &&str| self.header.is_missing(name, target);
            let mut alone = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
            alone
                .args(names.filter(|name| !missing(name)))
                .args(command.get_args().skip_while(|it| *it != "-Iinclude"))
                .arg(format!("--target={target}"))
                .env("ZIG", &self.zig)
                .current_dir(self.directory.path());
            command = alone;
            let alone = selected::read(&support::output_of(&mut command)?)?;
            let target = Target::parse(target).map_err(|it| it.to_string())?;
            selected::compare_modules(&merged, &target, &alone, Order::Any)?;
        }
        Ok(())
    }
}

/// On how many targets how many facts were proved without a difference.
fn facts(said: &str) -> Option<(usize, usize)> {
    let rest = said.split(": no difference in ").nth(1)?;
    let mut words = rest.split_whitespace();
    let facts = words.next()?.parse().ok()?;
    let targets = words.nth(2)?.parse().ok()?;
    Some((targets, facts))
}

/// The numbers of the report.
fn likeness(said: &str) -> Option<String> {
    let line = said.lines().find(|it| it.contains(" declarations on "))?;
    let names = regex::Regex::new(r" \([^)]*\)").ok()?;
    Some(names.replace_all(line, "").into_owned())
}
