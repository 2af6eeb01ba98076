//! What a library offers to those who link with it: the symbols of a `.so`, `.a`, `.dylib`, `.tbd`,
//! `.lib` or `.dll`, for any target, read from the file alone.
//!
//! Symbols have the names that the file has: `_f` in a `.dylib`, `_f@8` in an import library of
//! 32-bit Windows. What a declaration's name becomes on a target, whoever asks has to know.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of files and symbols are open lists: only a few are meant at each place"
)]

mod archive;
mod elf;
mod machine;
mod macho;
mod member;
mod name;
mod pe;
mod script;
mod stub;
mod symbol;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use object::FileKind;

use crate::error::Error;
use crate::target::Target;

pub use name::{Declared, symbol};
pub use symbol::{Binding, Sort, Symbol, Version};

/// The symbols of one library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Library {
    /// The files that they were read from: more than one where a linker script names others.
    pub files: Vec<PathBuf>,
    /// By the name that the file has.
    pub symbols: BTreeMap<String, Symbol>,
    /// Members of an archive that no symbol could be read from, and why.
    pub unread: Vec<String>,
}

impl Library {
    /// Reads a library for a target.
    ///
    /// # Errors
    /// [`Error::Library`] for what is none, or is for another machine.
    pub fn read(path: &Path, target: &Target) -> Result<Library, Error> {
        let mut library = Library::default();
        library.add_file(path, target, 0)?;
        Ok(library)
    }

    /// Adds what one file has; `depth` linker scripts have led to it.
    fn add_file(&mut self, path: &Path, target: &Target, depth: usize) -> Result<(), Error> {
        let wrong = |what: String| Error::Library {
            path: path.to_owned(),
            what,
        };
        if path.is_dir() {
            return Err(wrong("it is a directory".to_owned()));
        }
        let bytes = fs::read(path).map_err(|error| wrong(error.to_string()))?;
        if self.files.iter().any(|file| file == path) {
            return Ok(());
        }
        self.files.push(path.to_owned());
        let of_object = |error: object::read::Error| wrong(error.to_string());
        let Ok(kind) = FileKind::parse(&*bytes) else {
            return self.add_text(path, &bytes, target, depth);
        };
        if kind == FileKind::Archive {
            return archive::add(self, &bytes, target).map_err(wrong);
        }
        let bytes = match kind {
            FileKind::MachOFat32 | FileKind::MachOFat64 => {
                macho::slice(&bytes, kind, target).map_err(wrong)?
            }
            _ => &*bytes,
        };
        machine::check(bytes, target).map_err(wrong)?;
        let is_object = member::is_relocatable(bytes);
        let symbols = match FileKind::parse(bytes).map_err(of_object)? {
            _ if is_object => member::symbols(bytes),
            FileKind::Elf32 | FileKind::Elf64 => elf::symbols(bytes),
            FileKind::Pe32 | FileKind::Pe64 => pe::symbols(bytes),
            FileKind::MachO32 | FileKind::MachO64 => member::symbols(bytes),
            other => return Err(wrong(format!("{other:?} is no library"))),
        };
        self.add(symbols.map_err(of_object)?);
        Ok(())
    }

    /// Adds what a text stands for: a linker script, or a stub of Apple's.
    fn add_text(
        &mut self,
        path: &Path,
        bytes: &[u8],
        target: &Target,
        depth: usize,
    ) -> Result<(), Error> {
        let wrong = |what: String| Error::Library {
            path: path.to_owned(),
            what,
        };
        if bytes.starts_with(b"\0asm") {
            return Err(wrong("WebAssembly is not read".to_owned()));
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(wrong("it is no library".to_owned()));
        };
        if stub::is_stub(text) {
            self.add(stub::symbols(text, target).map_err(wrong)?);
            return Ok(());
        }
        let files = script::files(text);
        if files.is_empty() {
            return Err(wrong("it is no library".to_owned()));
        }
        if depth == script::DEPTH {
            return Err(wrong("its linker scripts lead too far".to_owned()));
        }
        for file in files {
            let found = script::find(&file, path)
                .ok_or_else(|| wrong(format!("`{file}`, which it names, is not found")))?;
            self.add_file(&found, target, depth + 1)?;
        }
        Ok(())
    }

    /// Adds symbols; the better of two of one name stays, with the versions of both.
    fn add(&mut self, symbols: Vec<(String, Symbol)>) {
        for (name, symbol) in symbols {
            match self.symbols.get_mut(&name) {
                Some(known) => known.join(symbol),
                None => {
                    self.symbols.insert(name, symbol);
                }
            }
        }
    }
}
