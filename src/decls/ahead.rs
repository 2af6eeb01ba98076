//! Comments that a thread reads while libclang is loaded and reads the headers: it needs nothing
//! but their text. Which headers these will be it guesses by their `#include`s. What it guesses
//! wrong is not asked for, and what it has not done is done when it is.

use std::collections::HashSet;
use std::fs::{File, Metadata};
use std::hash::BuildHasher;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism};

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::comment::Notes;
use super::page::line_starts;
use crate::includes;
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

/// What was read of a file of these contents.
#[derive(Debug)]
pub struct Noted {
    /// Of its bytes: whether libclang reads the same a moment later.
    hash: u64,
    /// Its comments.
    pub notes: Arc<Notes>,
    /// Where its lines start.
    pub lines: Vec<u32>,
}

impl Noted {
    /// Whether this is of that text.
    pub fn is_of(&self, text: &[u8]) -> bool {
        self.hash == hash(text)
    }
}

impl Ahead {
    /// Begins with the named headers and what they include of the scope.
    pub fn begin(input: &Input, scope: &Scope) -> Ahead {
        let ahead = Ahead::default();
        let headers = input.header_paths();
        let mut reader = Reader {
            desk: Arc::clone(&ahead.0),
            directories: input.search_directories(),
            scope: scope.clone(),
            known: headers.iter().cloned().collect(),
            sought: HashSet::new(),
            left: MOST,
        };
        // Where the system has no thread to give, all is read when it is asked for.
        let _ = Builder::new().spawn(move || {
            // It takes the time of nobody else only where there is another core.
            if available_parallelism().is_ok_and(|cores| cores.get() > 1) {
                reader.read_all(headers);
            }
        });
        ahead
    }

    /// Ends it; what was read by then.
    pub fn end(self) -> HashMap<PathBuf, Noted> {
        self.0.is_over.store(true, Ordering::Relaxed);
        let mut files = self.0.files.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut files)
    }
}

/// A number that tells two readings of a file apart, which differ by chance if they do.
fn hash(text: &[u8]) -> u64 {
    FxBuildHasher.hash_one(text)
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
    /// The names that it has looked for, by the folder of who includes them.
    sought: HashSet<(PathBuf, String)>,
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
            let names = includes::names(&text).into_iter();
            let included: Vec<PathBuf> = names.filter_map(|name| self.find(name, folder)).collect();
            let wanted = || !self.desk.is_over.load(Ordering::Relaxed);
            let Some(notes) = Notes::ahead(&text, wanted) else {
                return;
            };
            let noted = Noted {
                hash: hash(&text),
                notes: Arc::new(notes),
                lines: line_starts(&text),
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

    /// The file that a name leads to, where it is of the scope and new.
    fn find(&mut self, name: String, folder: &Path) -> Option<PathBuf> {
        // What was sought is known, or nowhere.
        if !self.sought.insert((folder.to_owned(), name.clone())) {
            return None;
        }
        let directories = self.directories.iter().map(PathBuf::as_path);
        let path = std::iter::once(folder)
            .chain(directories)
            .map(|directory| directory.join(&name))
            .find(|path| path.is_file())?;
        (self.known.insert(path.clone()) && self.scope.contains(&path)).then_some(path)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn only_what_has_a_length_is_read() {
        let mut reader = Reader {
            desk: Arc::default(),
            directories: Vec::new(),
            scope: Scope::new(&[], &[], &[], false).unwrap(),
            known: HashSet::new(),
            sought: HashSet::new(),
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
            hash: hash(text),
            notes: Arc::new(Notes::ahead(text, || true).unwrap()),
            lines: Vec::new(),
        };
        assert!(noted.is_of(text));
        assert!(!noted.is_of(b"/** B. */\nint f(void);\n"));
        assert!(Notes::ahead(text, || false).is_none());
    }
}
