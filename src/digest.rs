//! Digests of contents: BLAKE3, 256 bits.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How a digest as text begins, so that its kind is known.
const KIND: &str = "blake3:";

/// What tells one content from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// Of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(blake3::hash(bytes).into())
    }

    /// Of a file.
    ///
    /// # Errors
    /// The system's.
    pub fn of_file(path: &Path) -> io::Result<Digest> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path)?)?;
        Ok(Digest(hasher.finalize().into()))
    }

    /// Of several parts, told apart by their lengths.
    pub fn of_parts<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Digest {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part);
        }
        Digest(hasher.finalize().into())
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{KIND}{}", blake3::Hash::from(self.0).to_hex())
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Digest, String> {
        text.strip_prefix(KIND)
            .and_then(|hex| blake3::Hash::from_hex(hex).ok())
            .map(|hash| Digest(hash.into()))
            .ok_or_else(|| format!("`{text}` is no digest: {KIND} and 64 hexadecimal digits"))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Digest, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn there_and_back() {
        let digest = Digest::of(b"int x;");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for text in [
            "",
            "blake3:",
            "blake3:00",
            "md5:00",
            &digest.to_string()[7..],
        ] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[&str]| Digest::of_parts(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(of(&["a", "b"]), of(&["ab"]));
        assert_ne!(of(&["a", "b"]), of(&["ab", ""]));
    }

    #[test]
    fn of_files() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "int x;").unwrap();
        assert_eq!(Digest::of_file(file.path()).unwrap(), Digest::of(b"int x;"));
        assert!(Digest::of_file(Path::new("/nonexistent")).is_err());
    }
}
