//! Modules in files: path → text → what it says, and the target that it is meant for.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, kind_of};
use crate::pyrite::{
    self,
    model::{Head, Module},
};
use crate::target::Choice;

/// The first thing in a file that no module has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file, as the user named it.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What was found, and what may stand there.
    pub what: String,
    /// The line's text, without its end.
    pub excerpt: String,
    /// The column in bytes of `excerpt`, from 1.
    pub byte_column: u32,
}

/// Reads the module of a file, in the dialect that its first lines name.
///
/// # Errors
/// [`Error::Io`] where the system refuses to read it, [`Error::Module`] where it is no module.
pub fn read(path: &Path) -> Result<Module, Error> {
    parse(path, &text(path)?)
}

/// Reads the text of a file that is to be a module.
///
/// # Errors
/// [`Error::Io`] where the system refuses to read it, [`Error::Module`] where it is no text.
pub fn text(path: &Path) -> Result<String, Error> {
    let bytes = bytes(path).map_err(|source| Error::io("read", path, source))?;
    if let Err(error) = pyrite::decode(&bytes) {
        return Err(Error::Module(Box::new(Fault::new(path, &bytes, &error))));
    }
    String::from_utf8(bytes).map_err(|error| Error::Internal {
        what: error.to_string(),
    })
}

/// The module of a file's text, in the dialect that its first lines name.
///
/// # Errors
/// [`Error::Module`] where it is no module.
pub fn parse(path: &Path, text: &str) -> Result<Module, Error> {
    pyrite::read(text, None)
        .map_err(|error| Error::Module(Box::new(Fault::new(path, text.as_bytes(), &error))))
}

/// The target to look at a module for: the named one, or the only one that its first lines name;
/// none for this machine.
///
/// # Errors
/// [`Error::UnknownTarget`]; [`Error::SeveralTargets`] where none is named and the module has
/// more than one.
pub fn target(path: &Path, head: &Head, named: Option<&Choice>) -> Result<Option<Choice>, Error> {
    if let Some(named) = named {
        return Ok(Some(named.clone()));
    }
    match head.targets.as_slice() {
        [] => Ok(None),
        [triple] => Choice::parse(triple).map(Some),
        [_, ..] => Err(Error::SeveralTargets {
            path: path.to_owned(),
            targets: head.targets.clone(),
        }),
    }
}

/// The targets to look at a module for: the named ones, or all that its first lines name; none for
/// this machine.
///
/// # Errors
/// [`Error::UnknownTarget`].
pub fn targets(head: &Head, named: &[Choice]) -> Result<Vec<Choice>, Error> {
    match named {
        [] => head.targets.iter().map(|it| Choice::parse(it)).collect(),
        named => Ok(named.to_vec()),
    }
}

/// Reads the text of a file that is none of a module.
///
/// # Errors
/// [`Error::Io`] where the system refuses to read it, or it is no text.
pub fn any_text(path: &Path) -> Result<String, Error> {
    bytes(path)
        .and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other))
        .map_err(|source| Error::io("read", path, source))
}

/// All of a file. A pipe is read to its end, a device, which need not have one, is refused.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let data = fs::metadata(path)?;
    if data.is_dir() {
        return Err(io::Error::other("it is a directory"));
    }
    if !data.is_file() && kind_of(path) == "a device" {
        return Err(io::Error::other("it is a device"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Fault {
    /// With the line that the reader's error is about.
    fn new(path: &Path, bytes: &[u8], error: &pyrite::Error) -> Fault {
        let position = error.position;
        let at = usize::try_from(position.offset)
            .unwrap_or(usize::MAX)
            .min(bytes.len());
        let (before, after) = bytes.split_at(at);
        let before = before.rsplit(|byte| *byte == b'\n').next();
        let before = String::from_utf8_lossy(before.unwrap_or_default());
        let after = after.split(|byte| *byte == b'\n').next();
        let after = String::from_utf8_lossy(after.unwrap_or_default());
        let column = u32::try_from(before.len()).unwrap_or(u32::MAX);
        Fault {
            path: path.to_owned(),
            line: position.line,
            column: position.column,
            what: error.fault.to_string(),
            excerpt: format!("{before}{after}").trim_end_matches('\r').to_owned(),
            byte_column: column.saturating_add(1),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// Reads bytes as a module file.
    fn read_bytes(bytes: &[u8]) -> Result<Module, Error> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.pyrite");
        fs::write(&path, bytes).unwrap();
        read(&path)
    }

    /// The fault of bytes that are no module.
    fn fault(bytes: &[u8]) -> Fault {
        match read_bytes(bytes) {
            Err(Error::Module(fault)) => *fault,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_line_of_a_fault() {
        let found = fault("const A: i32 = 1\nconst ä: i32\r\n".as_bytes());
        assert_eq!((found.line, found.column, found.byte_column), (2, 14, 15));
        assert_eq!(found.excerpt, "const ä: i32");
        let found = fault(b"const A: &str = \"\xc3\xa4\"\xff\n");
        assert_eq!((found.line, found.column, found.byte_column), (1, 20, 21));
        assert!(found.what.contains("not UTF-8"), "{}", found.what);
        assert_eq!(fault(b"struct").excerpt, "struct");
        assert_eq!(fault(b"@\n\n").line, 1);
    }

    #[test]
    fn the_target_of_a_module() {
        let of = |text: &str, named: Option<&Choice>| {
            let module = read_bytes(text.as_bytes()).unwrap();
            target(Path::new("a.pyrite"), &module.head, named)
                .map(|choice| choice.map(|it| it.triple().to_owned()))
        };
        let avr = Choice::parse("avr").unwrap();
        let several = "# target: avr\n# target: x86_64-unknown-linux-gnu\n";
        assert_eq!(of("", None).unwrap(), None);
        assert_eq!(of("# target: avr\n", None).unwrap().unwrap(), avr.triple());
        assert_eq!(of(several, Some(&avr)).unwrap().unwrap(), avr.triple());
        assert_eq!(of(several, None).unwrap_err().exit_code(), 2);
        assert!(of("# target: pdp11\n", None).is_err());
    }

    #[test]
    fn what_cannot_be_read() {
        for path in ["/", "/nonexistent/a.pyrite", "/dev/zero"] {
            let error = read(Path::new(path)).unwrap_err();
            assert!(matches!(error, Error::Io { .. }), "{path}: {error:?}");
        }
    }
}
