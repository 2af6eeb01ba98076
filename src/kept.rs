//! What this program keeps for its next run, in the user's directory for such. It only ever saves
//! work: whatever cannot be read in full is as good as none.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::Digest;
use crate::output;

/// The variable that names another directory.
pub const VARIABLE: &str = "QUARRY_CACHE_DIR";

/// How long a digest is, in bytes.
const LENGTH: usize = 32;

/// The directory; `None` where there is no place for one.
pub fn directory() -> Option<PathBuf> {
    let named = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    match named {
        Some(directory) => Some(PathBuf::from(directory)),
        None => Some(dirs::cache_dir()?.join("quarry").join("bindgen")),
    }
}

/// The file that something is kept in, by a digest of what it is about.
pub fn file(directory: &Path, about: Digest) -> PathBuf {
    let name = about.to_string();
    directory.join(name.split_once(':').map_or(name.as_str(), |(_, hex)| hex))
}

/// Reads what was kept; `None` for whatever is another thing, damaged or incomplete. `form` is how
/// the file begins: what it is, and the version of that.
pub fn read<T: DeserializeOwned>(path: &Path, form: &str) -> Option<T> {
    let bytes = std::fs::read(path).ok()?;
    let rest = bytes.strip_prefix(form.as_bytes())?;
    let (digest, rest) = rest.split_at_checked(LENGTH)?;
    if Digest::of(rest).bytes() != digest {
        return None;
    }
    postcard::from_bytes(rest).ok()
}

/// Keeps something, as a whole or, where it cannot be written, not at all.
pub fn write<T: Serialize>(path: &Path, form: &str, what: &T) {
    let Ok(rest) = postcard::to_allocvec(what) else {
        return;
    };
    let digest = Digest::of(&rest);
    if let Some(directory) = path.parent() {
        let _ = std::fs::create_dir_all(directory);
    }
    let _ = output::write(path, &[form.as_bytes(), digest.bytes(), &rest].concat());
}

/// What tells a file from its next version without reading it, which takes long for a library of a
/// hundred megabytes.
pub fn stamp(path: &Path) -> Option<String> {
    let real = path.canonicalize().ok()?;
    let data = real.metadata().ok()?;
    let changed = data.modified().ok()?;
    Some(format!("{} {} {changed:?}", real.display(), data.len()))
}
