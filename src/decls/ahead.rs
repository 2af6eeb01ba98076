//! Comments that a thread reads while libclang is loaded and reads the headers: it needs nothing
//! but their text. Which headers these will be it guesses by their `#include`s. What it guesses
//! wrong is not asked for, and what it has not done is done when it is.

use std::collections::HashSet;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism};

use rustc_hash::FxHashMap as HashMap;

use super::comment::Notes;
use crate::digest::Digest;
use crate::parse::Input;
use crate::scope::Scope;

/// The longest text of all headers together, in bytes: it is not worth more memory.
const MOST: u64 = 64 << 20;

/// A thread that reads ahead.
#[derive(Debug, Default)]
pub struct Ahead(Arc<Desk>);

/// What the thread and who began it share.
#[derive(Debug, Default)]
struct Desk {
    /// Nobody wants more.
    is_over: AtomicBool,
    /// What was read.
    files: Mutex<HashMap<PathBuf, Noted>>,
}

/// The comments of a file of these contents.
#[derive(Debug)]
pub struct Noted {
    /// Of its bytes.
    digest: Digest,
    /// The comments.
    notes: Arc<Notes>,
}

impl Noted {
    /// The notes, where they are of this text.
    pub fn of(&self, text: &[u8]) -> Option<Arc<Notes>> {
        (self.digest == Digest::of(text)).then(|| Arc::clone(&self.notes))
    }
}

impl Ahead {
    /// Begins with the named headers and what they include of the scope.
    pub fn begin(input: &Input, scope: &Scope) -> Ahead {
        let ahead = Ahead::default();
        // It takes the time of nobody else only where there is another core.
        if available_parallelism().is_ok_and(|cores| cores.get() > 1) {
            let mut reader = Reader {
                desk: Arc::clone(&ahead.0),
                directories: input.search_directories(),
                scope: scope.clone(),
                known: HashSet::new(),
                left: MOST,
            };
            let headers = input.header_paths();
            // Where the system has no thread to give, all is read when it is asked for.
            let _ = Builder::new().spawn(move || reader.read_all(headers));
        }
        ahead
    }

    /// Ends it; what was read by then.
    pub fn end(self) -> HashMap<PathBuf, Noted> {
        self.0.is_over.store(true, Ordering::Relaxed);
        let mut files = self.0.files.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut files)
    }
}

/// The thread's part.
struct Reader {
    /// Where it puts what it has read.
    desk: Arc<Desk>,
    /// Where an `#include` is looked for.
    directories: Vec<PathBuf>,
    /// What is worth reading.
    scope: Scope,
    /// What it has come to.
    known: HashSet<PathBuf>,
    /// How many more bytes it may read.
    left: u64,
}

impl Reader {
    /// Reads headers, and what they include directly behind each.
    fn read_all(&mut self, headers: Vec<PathBuf>) {
        let mut waiting = headers;
        waiting.reverse();
        // One for all: to give its memory back each time would hold up the other thread.
        let mut text = Vec::new();
        while let Some(path) = waiting.pop() {
            text.clear();
            if self.read(&path, &mut text).is_none() {
                continue;
            }
            let folder = path.parent().unwrap_or(Path::new(""));
            let included: Vec<PathBuf> = includes(&text)
                .filter_map(|include| self.find(&include, folder))
                .collect();
            let wanted = || !self.desk.is_over.load(Ordering::Relaxed);
            let Some(notes) = Notes::ahead(&text, wanted) else {
                return;
            };
            let noted = Noted {
                digest: Digest::of(&text),
                notes: Arc::new(notes),
            };
            let files = self.desk.files.lock();
            files
                .unwrap_or_else(PoisonError::into_inner)
                .insert(path, noted);
            waiting.extend(included.into_iter().rev());
        }
    }

    /// Reads the bytes of a file, where that does no harm: a pipe gives them only once, and what
    /// the system makes up as it is read may have no end.
    fn read(&mut self, path: &Path, text: &mut Vec<u8>) -> Option<()> {
        let data = path.metadata().ok().filter(Metadata::is_file)?;
        self.left = self.left.checked_sub(data.len())?;
        let file = File::open(path).ok()?;
        file.take(data.len()).read_to_end(text).ok().map(|_| ())
    }

    /// The file that a directive leads to, where it is of the scope and new.
    fn find(&mut self, include: &Include<'_>, folder: &Path) -> Option<PathBuf> {
        let beside = include.is_quoted.then_some(folder);
        let directories = self.directories.iter().map(PathBuf::as_path);
        let paths = beside.into_iter().chain(directories);
        let path = paths
            .map(|directory| directory.join(include.name))
            .find(|path| path.is_file())?;
        (self.known.insert(path.clone()) && self.scope.contains(&path)).then_some(path)
    }
}

/// An `#include`.
#[derive(Debug, PartialEq)]
struct Include<'t> {
    /// What it names.
    name: &'t str,
    /// In quotes: looked for beside the file first.
    is_quoted: bool,
}

/// The directives of a text that may be read: no condition is looked at.
fn includes(text: &[u8]) -> impl Iterator<Item = Include<'_>> {
    memchr::memmem::find_iter(text, b"include").filter_map(|at| {
        let hash = text[..at].trim_ascii_end().strip_suffix(b"#")?;
        let line = &hash[memchr::memrchr(b'\n', hash).map_or(0, |at| at + 1)..];
        let rest = text[at + "include".len()..].trim_ascii_start();
        let (end, is_quoted) = match rest.first()? {
            b'<' => (b'>', false),
            b'"' => (b'"', true),
            _ => return None,
        };
        let name = &rest[1..];
        let name = std::str::from_utf8(&name[..memchr::memchr(end, name)?]).ok()?;
        let is_directive = line.trim_ascii().is_empty() && !name.contains('\n');
        is_directive.then_some(Include { name, is_quoted })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn directives_of_a_text() {
        let text = b"#include <a.h>\n  #  include \"b/c.h\" // x\n#include_next <d.h>\n\
            // #include <e.h>\n#include NAME\n#include <f\n>\nint include; #include <g.h>";
        let found: Vec<Include<'_>> = includes(text).collect();
        let include = |name, is_quoted| Include { name, is_quoted };
        assert_eq!(found, [include("a.h", false), include("b/c.h", true)]);
    }

    #[test]
    fn only_what_has_a_length_is_read() {
        let mut reader = Reader {
            desk: Arc::default(),
            directories: Vec::new(),
            scope: Scope::new(&[], &[], &[], false).unwrap(),
            known: HashSet::new(),
            left: 8,
        };
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("a.h");
        let mut text = Vec::new();
        std::fs::write(&file, "int a;").unwrap();
        assert_eq!(reader.read(&file, &mut text), Some(()));
        assert_eq!(text, b"int a;");
        // The next would be too much.
        assert_eq!(reader.read(&file, &mut text), None);
        assert_eq!(reader.read(directory.path(), &mut text), None);
        if cfg!(target_os = "linux") {
            text.clear();
            reader.read(Path::new("/proc/self/maps"), &mut text);
            assert_eq!(text, b"");
            assert_eq!(reader.read(Path::new("/dev/zero"), &mut text), None);
        }
    }

    #[test]
    fn notes_are_of_one_text() {
        let text = b"/** A. */\nint f(void);\n";
        let noted = Noted {
            digest: Digest::of(text),
            notes: Arc::new(Notes::ahead(text, || true).unwrap()),
        };
        assert!(noted.of(text).is_some());
        assert!(noted.of(b"/** B. */\nint f(void);\n").is_none());
        assert!(Notes::ahead(text, || false).is_none());
    }
}
