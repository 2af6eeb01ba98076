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
mod find;
mod machine;
mod macho;
mod member;
mod name;
mod pe;
mod places;
mod provider;
mod script;
mod stub;
mod symbol;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use object::{File, FileKind, Object, ObjectKind};

use crate::error::{Error, kind_of};
use crate::target::Target;

pub use find::{Search, bare};
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
    /// A `.dll`: its symbols are the names that a program finds functions by when it runs, which
    /// need not be those of object files (`CloseHandle` for `_CloseHandle@4`).
    pub is_dll: bool,
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
        let data = fs::metadata(path).map_err(|error| wrong(path, error))?;
        if data.is_dir() {
            return Err(wrong(path, "it is a directory"));
        }
        // What a device or a pipe gives may never end.
        if !data.is_file() {
            return Err(wrong(path, format!("it is {}, not a file", kind_of(path))));
        }
        if self.files.iter().any(|file| file == path) {
            return Ok(());
        }
        let bytes = fs::read(path).map_err(|error| wrong(path, error))?;
        self.files.push(path.to_owned());
        // An archive without members, as glibc's `libpthread.a` is.
        if bytes == object::archive::MAGIC {
            return Ok(());
        }
        let bytes = match FileKind::parse(&*bytes) {
            Err(_) => return self.add_text(path, &bytes, target, depth),
            Ok(FileKind::Archive) => {
                return archive::add(self, &bytes, target).map_err(|what| wrong(path, what));
            }
            Ok(kind @ (FileKind::MachOFat32 | FileKind::MachOFat64)) => {
                macho::slice(&bytes, kind, target).map_err(|what| wrong(path, what))?
            }
            Ok(_) => &*bytes,
        };
        let file = File::parse(bytes).map_err(|error| wrong(path, error))?;
        machine::check(&file, target).map_err(|what| wrong(path, what))?;
        self.is_dll |= matches!(&file, File::Pe32(_) | File::Pe64(_));
        let symbols = match &file {
            _ if file.kind() == ObjectKind::Relocatable => member::symbols(&file),
            File::Elf32(file) => elf::symbols(file),
            File::Elf64(file) => elf::symbols(file),
            File::Pe32(file) => pe::symbols(file),
            File::Pe64(file) => pe::symbols(file),
            File::MachO32(_) | File::MachO64(_) => member::symbols(&file),
            _ => return Err(wrong(path, format!("{:?} is no library", file.format()))),
        };
        self.add(symbols.map_err(|error| wrong(path, error))?);
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
        if bytes.starts_with(b"\0asm") {
            return Err(wrong(path, "WebAssembly is not read"));
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(wrong(path, "it is no library"));
        };
        if stub::is_stub(text) {
            self.add(stub::symbols(text, target).map_err(|what| wrong(path, what))?);
            return Ok(());
        }
        let files = script::files(text);
        if files.is_empty() {
            return Err(wrong(path, "it is no library"));
        }
        if depth == script::DEPTH {
            return Err(wrong(path, "its linker scripts lead too far"));
        }
        for file in files {
            let found = script::find(&file, path)
                .ok_or_else(|| wrong(path, format!("`{file}`, which it names, is not found")))?;
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

/// What is wrong with a file.
fn wrong(path: &Path, what: impl ToString) -> Error {
    Error::Library {
        path: path.to_owned(),
        what: what.to_string(),
    }
}
