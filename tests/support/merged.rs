//! Small headers for several targets at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;

use crate::directives::Directives;
use crate::support::wording::without_paths;
use crate::support::{self, Run};

/// The targets of every small header's merged module, which differ in all that targets differ in:
/// widths, signs, byte order, alignments, symbols, systems.
const TARGETS: [&str; 9] = [
    support::HOST,
    "i686-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "s390x-unknown-linux-gnu",
    "x86_64-pc-windows-gnu",
    "i686-pc-windows-msvc",
    "aarch64-apple-darwin",
    "wasm32-wasip1",
    "avr-unknown-none",
];

/// One small header for several targets.
pub(crate) struct Merged {
    /// The header.
    header: PathBuf,
    /// The targets.
    targets: Vec<String>,
    /// More arguments.
    args: Vec<String>,
    /// Older libclangs refuse the header.
    least: u32,
}

impl Merged {
    /// A header as it asks for; `None` where that is one target only.
    pub(crate) fn of(header: &Path, directives: &Directives) -> Option<Merged> {
        let mut seen = BTreeSet::new();
        let mut targets = directives.targets_of(&TARGETS);
        targets.retain(|target| seen.insert(target.clone()));
        (targets.len() > 1).then(|| Merged {
            header: header.to_owned(),
            targets,
            args: directives.args.clone(),
            least: directives.libclang,
        })
    }

    /// What the program writes. The first libclang gets the targets in one order and the second in
    /// the other, and both must write the same.
    pub(crate) fn run(&self, binary: &str) -> Result<Run, Failed> {
        let mut order = self.targets.to_vec();
        let mut first: Option<Run> = None;
        for libclang in self.libclangs()? {
            let run = self.run_for(binary, &order, &libclang)?;
            if let Some(other) = first.as_ref().filter(|other| **other != run) {
                let text = support::first_difference(&other.stdout, &run.stdout);
                let words = support::first_difference(&other.stderr, &run.stderr);
                return Err(format!(
                    "{} with the targets in another order: standard output {text}; standard error \
                     {words}",
                    libclang.display()
                )
                .into());
            }
            first.get_or_insert(run);
            order.reverse();
        }
        first.ok_or_else(|| "no libclang to test with".into())
    }

    /// Whether a merged module is that of the first target, but for the names of the targets.
    pub(crate) fn is_plain(&self, binary: &str, merged: &Run) -> Result<(), Failed> {
        let newest = self.libclangs()?.pop().ok_or("no libclang to test with")?;
        let alone = self.run_for(binary, &self.targets[..1], &newest)?;
        let [one, other] = [&alone, merged].map(|run| {
            let lines = run
                .stdout
                .lines()
                .filter(|it| !it.starts_with("# target: "));
            lines.map(|line| format!("{line}\n")).collect::<String>()
        });
        match one == other {
            true => Ok(()),
            false => Err(support::first_difference(&one, &other).into()),
        }
    }

    /// The libclangs that take the header.
    fn libclangs(&self) -> Result<Vec<PathBuf>, String> {
        let mut libclangs = support::libclangs()?;
        libclangs.retain(|path| support::version_of(path).is_none_or(|it| it >= self.least));
        Ok(libclangs)
    }

    /// What the program writes with one libclang.
    fn run_for(&self, binary: &str, targets: &[String], libclang: &Path) -> Result<Run, Failed> {
        // Whether the machine has a C library for a foreign target must not decide a snapshot.
        let nothing = tempfile::tempdir()?;
        let mut command = support::quarry(binary, libclang);
        command
            .current_dir(support::root().join("test-headers"))
            .arg(self.header.file_name().unwrap_or_default())
            .args(&self.args);
        for target in targets {
            command.arg(format!("--target={target}"));
            if target != support::HOST {
                let root = format!("{target}={}", nothing.path().display());
                command.arg("--sysroot-for").arg(root);
            }
        }
        let mut run = support::run(&mut command)?;
        run.stderr = without_paths(&run.stderr);
        match run.code {
            Some(0) => Ok(run),
            code => Err(format!("{command:?}: exit {code:?}\n{}", run.stderr).into()),
        }
    }
}
