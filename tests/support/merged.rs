//! Small headers for several targets at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;

use crate::directives::Directives;
use crate::support::counts::Counts;
use crate::support::pyrite::{Dialect, Kind, ReadItem};
use crate::support::wording::without_paths;
use crate::support::{self, Run};

/// The targets of every small header's merged module, which differ in most that targets differ
/// in.
const TARGETS: [&str; 4] = [
    support::HOST,
    "i686-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
];

/// More targets, with the headers that say something else there: to add them to all would take
/// several times as long.
const MORE: [(&str, &str); 6] = [
    (
        "avr-unknown-none",
        "bitfield data_model enum enum_negative fixed_width function function_pointer int_widths \
         macro_integer macro_integer_edge macro_sizeof macro_string_wide size_t struct",
    ),
    (
        "aarch64-apple-darwin",
        "asm_label attribute_weak builtin_types long_double size_t va_list_typedefs",
    ),
    (
        "i686-pc-windows-msvc",
        "asm_label bitfield calling_convention dll_attributes",
    ),
    (
        "wasm32-wasip1",
        "asm_label attribute_visibility int_widths long_double",
    ),
    (
        "x86_64-pc-windows-gnu",
        "bitfield enum long_double wide_characters",
    ),
    (
        "aarch64-unknown-linux-musl",
        "macro_string_wide size_t wide_characters",
    ),
];

/// Headers that clang refuses for a target: text of bytes above 127 is no `constexpr char[]` where
/// `char` is unsigned.
const REFUSED: [(&str, &str); 1] = [("c23_constexpr", "s390x-unknown-linux-gnu")];

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
        let name = header.file_stem().unwrap_or_default().to_string_lossy();
        let more = MORE
            .iter()
            .filter(|(_, of)| of.split(' ').any(|it| it == name));
        targets.extend(more.map(|(target, _)| (*target).to_owned()));
        targets.retain(|target| !REFUSED.contains(&(&name, target)) && seen.insert(target.clone()));
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

    /// Whether the summary counts each declaration once, whatever its forms, and every line of
    /// what is skipped.
    pub(crate) fn is_counted(run: &Run) -> Result<(), Failed> {
        let items = support::pyrite::check(&run.stdout, Dialect::Spec)?;
        let is_skipped = |item: &&ReadItem| matches!(item.kind, Kind::Skipped { .. });
        let skipped = items.iter().filter(is_skipped).count();
        let others = items.iter().filter(|item| !is_skipped(item));
        let names: BTreeSet<&str> = others.map(|item| item.name.as_str()).collect();
        let counts = Counts::of_summary(&run.stderr)?;
        let sum = counts.functions + counts.types + counts.constants + counts.variables;
        match (sum, counts.skipped) == (names.len(), skipped) {
            true => Ok(()),
            false => Err(format!(
                "{counts:?} of {} declarations and {skipped} skipped",
                names.len()
            )
            .into()),
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
            .arg(self.header.file_name().unwrap_or_default());
        for target in targets {
            command.arg(format!("--target={target}"));
            if target != support::HOST {
                let root = format!("{target}={}", nothing.path().display());
                command.arg("--sysroot-for").arg(root);
            }
        }
        let mut run = support::run(command.args(&self.args))?;
        run.stderr = without_paths(&run.stderr);
        match run.code {
            Some(0) => Ok(run),
            code => Err(format!("{command:?}: exit {code:?}\n{}", run.stderr).into()),
        }
    }
}
