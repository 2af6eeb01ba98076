//! Where a user says that a target's headers are: `--sysroot=DIR`, `--sysroot=zig`.

use std::path::{Path, PathBuf};

/// The word that means zig; a directory of this name is `./zig`.
const ZIG: &str = "zig";

/// Where a target's headers are to come from, whatever else is on the machine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Root {
    /// A directory.
    Directory(PathBuf),
    /// zig, also for the machine itself; with this version of GNU's C library, `2.36`, or the one
    /// that zig means by default, which is another for each architecture.
    Zig(Option<String>),
}

impl Root {
    /// Reads a value of `--sysroot`: `zig`, `zig:gnu.2.36`, or a directory.
    ///
    /// # Errors
    /// What is wrong, as a sentence without its full stop.
    pub fn parse(value: &Path) -> Result<Root, String> {
        let Some(rest) = value.to_str().and_then(|text| text.strip_prefix(ZIG)) else {
            return Ok(Root::Directory(value.to_owned()));
        };
        let Some(library) = rest.strip_prefix(':') else {
            return Ok(match rest {
                "" => Root::Zig(None),
                _ => Root::Directory(value.to_owned()),
            });
        };
        let version = library.strip_prefix("gnu.").filter(|it| is_version(it));
        let version = version.ok_or_else(|| {
            format!(
                "write {ZIG}, or the version of glibc behind it, as in {ZIG}:gnu.2.36; a \
                 directory of this name is `./{}`",
                value.display()
            )
        })?;
        Ok(Root::Zig(Some(version.to_owned())))
    }

    /// Whether a value of `--sysroot` names no directory.
    pub fn is_word(value: &str) -> bool {
        value == ZIG
            || value
                .strip_prefix(ZIG)
                .is_some_and(|it| it.starts_with(':'))
    }

    /// The directory, if it is one.
    pub fn directory(&self) -> Option<&Path> {
        match self {
            Root::Directory(directory) => Some(directory),
            Root::Zig(_) => None,
        }
    }
}

/// Whether a text is a version as glibc has them: `2.36`.
fn is_version(text: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.')
        .is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn values() {
        let parse = |value: &str| Root::parse(Path::new(value));
        assert_eq!(parse("zig"), Ok(Root::Zig(None)));
        assert_eq!(parse("zig:gnu.2.36"), Ok(Root::Zig(Some("2.36".into()))));
        for directory in ["./zig", "/zig", "zigs", "zig/x", "./zig:gnu.2.36", "a:b"] {
            assert_eq!(parse(directory), Ok(Root::Directory(directory.into())));
            assert!(!Root::is_word(directory));
        }
        for wrong in [
            "zig:",
            "zig:2.36",
            "zig:gnu",
            "zig:gnu.2",
            "zig:gnu.2.",
            "zig:gnu.2.x",
            "zig:musl",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
            assert!(Root::is_word(wrong));
        }
    }
}
