//! Which of the other generators are here, and the libclang that ours is installed with, if it is.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The script that knows their versions and where they are put.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/peers.sh");

/// What is here of them.
#[derive(Default)]
pub(crate) struct Peers {
    /// Zig, whose `translate-c` it is.
    pub(crate) zig: Option<PathBuf>,
    /// Where Zig has what it compiled of itself.
    pub(crate) zig_cache: Option<PathBuf>,
    /// rust-bindgen.
    pub(crate) rust_bindgen: Option<PathBuf>,
    /// The directory of the libclang that ours is installed with.
    pub(crate) libclang: Option<PathBuf>,
}

impl Peers {
    /// Asks the script, which installs them first if told so.
    pub(crate) fn find(install: bool) -> Result<Self, String> {
        let mut command = Command::new("bash");
        command.arg(SCRIPT).stdin(Stdio::null());
        if install {
            command.arg("--install");
        }
        // Beside what cargo made for this bench: a directory that cargo says, and its parent.
        if let Some(target) = Path::new(env!("CARGO_TARGET_TMPDIR")).parent() {
            command.env("CARGO_TARGET_DIR", target);
        }
        // What it does takes minutes the first time: its words are seen at once.
        let output = command.stderr(Stdio::inherit()).output();
        let output = output.map_err(|e| format!("{SCRIPT}: {e}"))?;
        if !output.status.success() {
            return Err(format!("{SCRIPT}: {}", output.status));
        }
        let mut peers = Self::default();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            match line.split_once('\t') {
                Some(("zig", path)) => peers.zig = Some(path.into()),
                Some(("zig-cache", path)) => peers.zig_cache = Some(path.into()),
                Some(("libclang", path)) => peers.libclang = Some(path.into()),
                Some(("rust-bindgen", path)) => peers.rust_bindgen = Some(path.into()),
                _ => return Err(format!("{SCRIPT} says «{line}»")),
            }
        }
        Ok(peers)
    }
}
