//! The programs that are compared, and their commands for a header.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::peers::Peers;
use crate::support::headers::Header;
use crate::support::{CLANG, command, quarry, timed};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Program {
    /// clang, which parses and writes nothing.
    Clang,
    /// Ours, as it is installed, with a libclang of its own; where that is not here, with the system's.
    Default,
    /// The same with `--everything`.
    Everything,
    /// Ours with the system's libclang.
    System,
    /// `zig translate-c`.
    Zig,
    /// rust-bindgen.
    RustBindgen,
}

impl Program {
    /// All of them, in the order of the tables.
    pub(crate) const ALL: [Self; 6] = [
        Self::Clang,
        Self::Default,
        Self::Everything,
        Self::System,
        Self::Zig,
        Self::RustBindgen,
    ];

    /// Its column's head.
    pub(crate) fn title(self) -> String {
        match self {
            Self::Clang => format!("`{CLANG} -fsyntax-only`"),
            Self::Default => "`quarry bindgen`".to_owned(),
            Self::Everything => "`--everything`".to_owned(),
            Self::System => "`quarry bindgen`, Debian's libclang".to_owned(),
            Self::Zig => "`zig translate-c`".to_owned(),
            Self::RustBindgen => "rust-bindgen".to_owned(),
        }
    }

    /// Whether it is ours or the measure: it accepts every header.
    pub(crate) fn is_own(self) -> bool {
        match self {
            Self::Clang | Self::Default | Self::Everything | Self::System => true,
            Self::Zig | Self::RustBindgen => false,
        }
    }

    /// It is run in every how-manyth round: what takes many times longer than all others together
    /// need not be known as exactly. Three runs are left where there are three rounds.
    pub(crate) fn pace(self, runs: usize) -> usize {
        match self {
            Self::Clang | Self::Default | Self::Everything | Self::System | Self::Zig => 1,
            Self::RustBindgen => (runs / 3).clamp(1, 3),
        }
    }
}

/// A header's files, and the commands for it.
pub(crate) struct Commands<'a> {
    /// The header.
    header: &'a Header,
    /// Where the others are.
    peers: &'a Peers,
    /// A directory for what is written.
    place: &'a Path,
    /// The C file that includes it.
    source: PathBuf,
    /// The flags of clang.
    flags: Vec<String>,
    /// The flags of Zig.
    zig_flags: Vec<String>,
}

impl<'a> Commands<'a> {
    /// Writes the C file.
    pub(crate) fn new(
        header: &'a Header,
        peers: &'a Peers,
        place: &'a Path,
    ) -> Result<Self, String> {
        let source = place.join(format!("{}.c", header.file_name()));
        fs::write(&source, header.source()).map_err(|e| e.to_string())?;
        Ok(Self {
            header,
            peers,
            place,
            source,
            flags: header.clang_flags()?,
            zig_flags: header.zig_flags()?,
        })
    }

    /// What a program writes, where it writes anything.
    pub(crate) fn output(&self, program: Program) -> Option<PathBuf> {
        let suffix = match program {
            Program::Clang => return None,
            Program::Default => "pyrite",
            Program::Everything => "everything.pyrite",
            Program::System => "system.pyrite",
            Program::Zig => "zig",
            Program::RustBindgen => "rs",
        };
        let name = format!("{}.{suffix}", self.header.file_name());
        Some(self.place.join(name))
    }

    /// The command of a program's run with that number; `None` where the program is not here.
    pub(crate) fn of(&self, program: Program, serial: usize) -> Result<Option<Command>, String> {
        let source = text(&self.source);
        if let Some(old) = self.output(program) {
            // Each writes a new file: what the system does about an old one is nobody's cost.
            let _ = fs::remove_file(old);
        }
        let output = self.output(program).map(|path| text(&path));
        let output = output.unwrap_or_default();
        let made = match program {
            Program::Clang => {
                let mut words = words(&[CLANG, "-fsyntax-only", "-w"]);
                words.extend(self.flags.iter().cloned());
                words.push(source);
                command(&words)
            }
            Program::Default => self.installed(&[], &output),
            Program::Everything => self.installed(&["--everything"], &output),
            Program::System => {
                if self.peers.libclang.is_none() {
                    return Ok(None);
                }
                self.ours(&[], &output)
            }
            Program::Zig => {
                let (Some(zig), Some(cache)) = (&self.peers.zig, &self.peers.zig_cache) else {
                    return Ok(None);
                };
                let mut words = words(&[&text(zig), "translate-c"]);
                // It keeps what it made; another macro makes it another question.
                words.push(format!("-DQUARRY_BENCH_{serial}"));
                words.extend(self.zig_flags.iter().cloned());
                words.push(source);
                let mut command = command(&words);
                let file = File::create(&output).map_err(|e| format!("{output}: {e}"))?;
                command.stdout(file);
                command.env("ZIG_GLOBAL_CACHE_DIR", cache);
                command.env("ZIG_LOCAL_CACHE_DIR", self.place.join("zig-cache"));
                command
            }
            Program::RustBindgen => {
                let Some(bindgen) = &self.peers.rust_bindgen else {
                    return Ok(None);
                };
                let mut words = words(&[&text(bindgen), &source]);
                let own = ["--formatter", "none", "--no-layout-tests", "-o", &output];
                words.extend(own.map(str::to_owned));
                words.push("--".to_owned());
                words.extend(self.flags.iter().cloned());
                command(&words)
            }
        };
        Ok(Some(made))
    }

    /// Our own command, with the libclang that it is installed with.
    fn installed(&self, options: &[&str], output: &str) -> Command {
        let mut command = self.ours(options, output);
        if let Some(libclang) = &self.peers.libclang {
            command.env("LIBCLANG_PATH", libclang);
        }
        command
    }

    /// Our own command, with the system's libclang.
    fn ours(&self, options: &[&str], output: &str) -> Command {
        let mut words = words(&[&quarry(), "bindgen"]);
        words.extend(self.header.includes.iter().map(|&it| it.to_owned()));
        words.push(format!("--output={output}"));
        words.extend(options.iter().map(|&it| it.to_owned()));
        words.extend(self.flags.iter().cloned());
        command(&words)
    }
}

/// Calls Zig once where it is: what it compiles of itself is not to be a header's cost.
pub(crate) fn wake_zig(peers: &Peers, place: &Path) -> Result<(), String> {
    if let (Some(zig), Some(cache)) = (&peers.zig, &peers.zig_cache) {
        let source = place.join("empty.c");
        fs::write(&source, "").map_err(|e| e.to_string())?;
        let mut command = command(&words(&[&text(zig), "translate-c", &text(&source)]));
        command.env("ZIG_GLOBAL_CACHE_DIR", cache);
        command.env("ZIG_LOCAL_CACHE_DIR", place.join("zig-cache"));
        timed(command)?;
    }
    Ok(())
}

/// Words to be owned.
fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// A path as a word.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
