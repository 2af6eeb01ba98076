//! The program that is started as a worker.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{ARGUMENT, Limits, PARENT, VARIABLE, arena};
use crate::error::Error;

/// A program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The executable.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// Variables that the system's loader needs to find what libclang itself is linked with. None of
/// them changes how a header is read, unlike `CPATH`, `CCC_OVERRIDE_OPTIONS`, `SDKROOT`, ….
const LOADER: &[&str] = &["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"];

/// The kernel's link to the running program, on Linux.
const OURSELVES: &str = "/proc/self/exe";

impl Program {
    /// This very program as a worker.
    ///
    /// # Errors
    /// [`Error::WorkerStart`] where the system does not tell which program it is.
    pub fn this() -> Result<Program, Error> {
        // The kernel's own link: it stays right when the file is replaced during the run.
        let linked = Path::new(OURSELVES);
        if cfg!(target_os = "linux") && linked.exists() {
            return Ok(Program::quarry(linked.to_owned()));
        }
        std::env::current_exe()
            .map(Program::quarry)
            .map_err(|source| Error::WorkerStart {
                program: "quarry".into(),
                source,
            })
    }

    /// Another `quarry` as a worker, for a program that uses the library.
    pub fn quarry(path: PathBuf) -> Program {
        Program {
            path,
            arguments: vec![
                ARGUMENT.into(),
                format!("{PARENT}{}", std::process::id()).into(),
            ],
        }
    }

    /// What it is called in messages.
    pub(super) fn name(&self) -> PathBuf {
        match self.path == Path::new(OURSELVES) {
            true => std::env::current_exe().unwrap_or_else(|_| self.path.clone()),
            false => self.path.clone(),
        }
    }

    /// The command: three pipes, and nothing of our environment that could change a parse.
    pub(super) fn command(&self, libclang: &Path, limits: &Limits) -> Command {
        let mut command = Command::new(&self.path);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::arg0(&mut command, "quarry");
        command
            .args(&self.arguments)
            .env_clear()
            .envs(
                LOADER
                    .iter()
                    .filter_map(|name| Some((*name, std::env::var_os(name)?))),
            )
            // Its own threads have small stacks; ours has not.
            .env("LIBCLANG_NOTHREADS", "1")
            // A crash shall end the worker, with its signal and libclang's last words: what
            // libclang makes of one is a unit without any of that, or an endless loop.
            .env("LIBCLANG_DISABLE_CRASH_RECOVERY", "1")
            // glibc's allocator, which libclang and we use: arenas that grow in large steps; a
            // thread's is made as large as it may become, because it would grow page by page. What
            // one unit gives back stays for the next, and small objects that are given back wait as
            // they are for the next of their size. Other systems take no notice.
            .env(
                "GLIBC_TUNABLES",
                format!(
                    "glibc.malloc.arena_max={}:\
                     glibc.malloc.top_pad=67108864:glibc.malloc.trim_threshold=1073741824:\
                     glibc.malloc.tcache_count=65535",
                    arena::all(limits)
                ),
            )
            .env("LIBCLANG_PATH", libclang)
            .env(VARIABLE, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}
