//! Object files: the variables that they define, bit for bit, and the names that they refer to.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of sections and symbols are open lists: only a few are meant at each place"
)]

mod reference;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use object::{
    BinaryFormat, File, FileKind, Object as _, ObjectSection, ObjectSymbol, SectionIndex,
    SectionKind, SymbolKind,
};

use reference::References;

/// The most bytes of variables that are read.
const MOST: u64 = 256 << 20;

/// The largest object file that is read, in bytes.
const LARGEST: u64 = 512 << 20;

/// What an object file has. Names are as the file has them: `_f` for macOS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Object {
    /// The variables that it defines.
    pub data: BTreeMap<String, Datum>,
    /// The functions that it defines, each with the names that its code refers to.
    pub functions: BTreeMap<String, BTreeSet<String>>,
    /// The names that it refers to and does not define.
    pub undefined: BTreeSet<String>,
    /// The names that may stay without a definition, or give way to another.
    pub weak: BTreeSet<String>,
    /// The variables of which each thread has its own, its own and others'.
    pub thread_local: BTreeSet<String>,
    /// The names that nobody else can refer to.
    pub local: BTreeSet<String>,
    /// Whether the most significant byte comes first.
    pub big_endian: bool,
}

/// A variable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Datum {
    /// Its bytes. Formats other than ELF do not say how many: padding up to the next variable may
    /// be among them.
    pub bytes: Vec<u8>,
    /// What stands in the place of an address: the offset in bytes, and the name that it refers
    /// to; with `+4` behind it where it is not the beginning that is meant.
    pub relocations: BTreeMap<u64, String>,
    /// Whether each thread has its own.
    pub is_thread_local: bool,
}

/// A name with its place.
#[derive(Debug, Clone)]
struct Place {
    /// The name.
    name: String,
    /// Its section.
    section: SectionIndex,
    /// Where it begins in that.
    start: u64,
    /// Where it ends.
    end: u64,
    /// What it is.
    kind: SymbolKind,
    /// Whether nobody else can refer to it.
    is_local: bool,
}

/// Reads an object file.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read_file(path: &Path) -> Result<Object, String> {
    let size = std::fs::metadata(path)
        .map_err(|error| error.to_string())?
        .len();
    if size > LARGEST {
        return Err(format!("it has {size} bytes"));
    }
    Object::read(&std::fs::read(path).map_err(|error| error.to_string())?)
}

impl Object {
    /// Reads the bytes of an object file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Object, String> {
        if bytes.starts_with(b"\0asm") {
            return Err("WebAssembly is not read".to_owned());
        }
        if bytes.starts_with(b"BC\xc0\xde") {
            return Err(
                "it is LLVM's intermediate form: is there an argument that asks for it?".into(),
            );
        }
        match FileKind::parse(bytes) {
            Ok(
                FileKind::Elf32
                | FileKind::Elf64
                | FileKind::Coff
                | FileKind::CoffBig
                | FileKind::MachO32
                | FileKind::MachO64,
            ) => {}
            Ok(kind) => return Err(format!("{kind:?} is no object file")),
            Err(_) => return Err("it is no object file".to_owned()),
        }
        File::parse(bytes)
            .and_then(|file| contents(&file))
            .map_err(|error| error.to_string())?
    }
}

/// What a file has; the inner error is ours.
fn contents(file: &File) -> object::read::Result<Result<Object, String>> {
    let mut object = Object {
        big_endian: !file.is_little_endian(),
        ..Object::default()
    };
    if let Err(what) = names(file, &mut object)? {
        return Ok(Err(what));
    }
    let places = places(file)?;
    let references = References::read(file, &places)?;
    object
        .thread_local
        .extend(references.thread_local.iter().cloned());
    let mut left = MOST;
    for place in &places {
        let section = file.section_by_index(place.section)?;
        let kind = section.kind();
        let within = references.within(place);
        if kind == SectionKind::Text {
            let names = within.map(|(_, it)| it.name.clone());
            let function = object.functions.entry(place.name.clone());
            function.or_default().extend(names);
            continue;
        }
        let size = place.end.saturating_sub(place.start);
        left = match left.checked_sub(size) {
            Some(left) => left,
            None => {
                return Ok(Err(format!(
                    "its variables up to `{}` are too large",
                    place.name
                )));
            }
        };
        let is_empty = matches!(
            kind,
            SectionKind::UninitializedData | SectionKind::UninitializedTls | SectionKind::Common
        );
        let bytes = if is_empty {
            zeros(size)
        } else {
            slice(section.data()?, place).unwrap_or_default()
        };
        let is_thread_local = place.kind == SymbolKind::Tls
            || matches!(
                kind,
                SectionKind::Tls | SectionKind::UninitializedTls | SectionKind::TlsVariables
            );
        if is_thread_local {
            object.thread_local.insert(place.name.clone());
        }
        let relocations = within
            .map(|(offset, it)| (offset.saturating_sub(place.start), it.to_string()))
            .collect();
        let datum = Datum {
            bytes,
            relocations,
            is_thread_local,
        };
        object.data.insert(place.name.clone(), datum);
    }
    Ok(Ok(object))
}

/// What is known of names without their places.
fn names(file: &File, object: &mut Object) -> object::read::Result<Result<(), String>> {
    let mut left = MOST;
    for symbol in file.symbols() {
        let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
        if name.is_empty() || matches!(symbol.kind(), SymbolKind::Section | SymbolKind::File) {
            continue;
        }
        if symbol.is_common() {
            let size = symbol.size();
            left = match left.checked_sub(size) {
                Some(left) => left,
                None => return Ok(Err(format!("its variables up to `{name}` are too large"))),
            };
            let bytes = zeros(size);
            let datum = Datum {
                bytes,
                ..Datum::default()
            };
            object.data.insert(name.clone(), datum);
        } else if symbol.is_undefined() || (symbol.is_weak() && symbol.section_index().is_none()) {
            object.undefined.insert(name.clone());
        }
        if symbol.is_weak() {
            object.weak.insert(name.clone());
        }
        if symbol.kind() == SymbolKind::Tls {
            object.thread_local.insert(name.clone());
        }
        if symbol.is_local() && symbol.is_definition() {
            object.local.insert(name);
        }
    }
    Ok(Ok(()))
}

/// The names that stand somewhere in the file, by section and place.
fn places(file: &File) -> object::read::Result<Vec<Place>> {
    let mut places = Vec::new();
    for symbol in file.symbols() {
        let Some(section) = symbol.section_index() else {
            continue;
        };
        let name = String::from_utf8_lossy(symbol.name_bytes()?).into_owned();
        // `$d` and the like tell code from data, they name nothing.
        let is_mark = file.format() == BinaryFormat::Elf && name.starts_with('$');
        if name.is_empty()
            || is_mark
            || matches!(symbol.kind(), SymbolKind::Section | SymbolKind::File)
        {
            continue;
        }
        let base = file.section_by_index(section)?.address();
        let start = symbol.address().saturating_sub(base);
        places.push(Place {
            name,
            section,
            start,
            end: start.saturating_add(symbol.size()),
            kind: symbol.kind(),
            is_local: symbol.is_local(),
        });
    }
    // Names that all can see come before others of the same place.
    places.sort_by(|a, b| {
        (a.section.0, a.start, a.is_local, &a.name).cmp(&(
            b.section.0,
            b.start,
            b.is_local,
            &b.name,
        ))
    });
    if file.format() != BinaryFormat::Elf {
        let mut following: Option<(SectionIndex, u64, u64)> = None;
        for place in places.iter_mut().rev() {
            place.end =
                match following {
                    Some((section, start, end)) if section == place.section => {
                        if start == place.start { end } else { start }
                    }
                    _ => file.section_by_index(place.section)?.size(),
                };
            following = Some((place.section, place.start, place.end));
        }
    }
    Ok(places)
}

/// So many zeros.
fn zeros(size: u64) -> Vec<u8> {
    vec![0; usize::try_from(size).unwrap_or(0)]
}

/// The bytes of one name; none where the file is too short.
fn slice(data: &[u8], place: &Place) -> Option<Vec<u8>> {
    let (start, end) = (place.start.try_into().ok()?, place.end.try_into().ok()?);
    let range: std::ops::Range<usize> = start..end;
    data.get(range).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn what_is_no_object_file() {
        for (bytes, expected) in [
            (&b""[..], "it is no object file"),
            (b"hello, this is a text", "it is no object file"),
            (b"\0asm\x01\0\0\0", "WebAssembly is not read"),
            (b"!<arch>\n        ", "Archive is no object file"),
        ] {
            assert_eq!(Object::read(bytes).unwrap_err(), expected);
        }
        assert!(
            Object::read(b"BC\xc0\xde....")
                .unwrap_err()
                .contains("intermediate")
        );
        assert!(read_file(Path::new("/nonexistent/x.o")).is_err());
    }
}
