//! How a sheet gets to clang: as a file that the main file includes behind the headers.

use std::io::{PipeReader, PipeWriter};

use crate::clang::unit::UnsavedFile;

/// The path of a sheet that exists in memory only.
const IN_MEMORY: &str = "/quarry-bindgen/sheet.c";

/// A file with a sheet.
#[derive(Debug)]
pub(super) struct SheetFile<'t> {
    /// Its path.
    path: String,
    /// What is in it.
    source: Source<'t>,
}

/// Where the text of a sheet is.
#[derive(Debug)]
enum Source<'t> {
    /// Here.
    Text(&'t str),
    /// Behind this end of a pipe, which has to stay open until clang has opened it, too.
    Pipe(#[allow(dead_code, reason = "it is kept open")] PipeReader),
}

impl<'t> SheetFile<'t> {
    /// One that is known.
    pub(super) fn in_memory(text: &'t str) -> SheetFile<'t> {
        SheetFile {
            path: IN_MEMORY.to_owned(),
            source: Source::Text(text),
        }
    }

    /// Its path.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// What libclang has to be told of it.
    pub(super) fn unsaved(&self) -> Option<UnsavedFile> {
        match self.source {
            Source::Text(text) => Some(UnsavedFile {
                name: self.path.clone(),
                text: text.to_owned(),
            }),
            Source::Pipe(_) => None,
        }
    }
}

impl SheetFile<'static> {
    /// One that is still to be written. clang reads it to its end, which is where the last writer
    /// drops the other end, and waits for that. `None` where pipes cannot be named.
    #[cfg(target_os = "linux")]
    pub(super) fn pipe() -> Option<(SheetFile<'static>, PipeWriter)> {
        use std::os::fd::AsRawFd;

        let (reader, writer) = std::io::pipe().ok()?;
        let path = format!("/proc/self/fd/{}", reader.as_raw_fd());
        // There may be no such directory.
        std::fs::File::open(&path).ok()?;
        crate::pipe::widen(&writer);
        let source = Source::Pipe(reader);
        Some((SheetFile { path, source }, writer))
    }

    /// Other systems have no names for pipes.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn pipe() -> Option<(SheetFile<'static>, PipeWriter)> {
        None
    }
}
