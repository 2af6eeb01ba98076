//! The cache: which modules would be made again just as they are.
//!
//! An entry says of an output of which key, and from which files, it was made. The key is all that
//! decides what is read, and how: the arguments, this program, libclang, and what was found of the
//! target's headers. The files are those that clang has read, with what they held, and with where
//! else each header that they include was looked for: what would be found earlier now makes the
//! entry worthless. An entry that cannot be read in full, or is another program's, is as good as
//! none. It only ever saves work: nothing that is written comes from it.

mod entry;
mod world;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::lock::Locked;
use crate::cli::{Options, Verbosity};
use crate::digest::Digest;
use crate::error::Error;
use crate::finish::Produced;
use crate::generate::{self, Tools};
use crate::kept;
use crate::target::Target;

pub(super) use entry::Entry;
use entry::Files;
use world::World;

/// The cache of a run.
pub(super) struct Cache {
    /// Where the entries are.
    directory: PathBuf,
    /// This program and libclang.
    tool: Digest,
    /// What the file system says, each thing asked once.
    world: World,
    /// When the run began.
    start: SystemTime,
}

/// What decides about a module, before anything is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// All of it.
    digest: Digest,
    /// How many of its targets have the headers.
    targets: usize,
}

impl Cache {
    /// The cache in a directory; `None` where a tool cannot be told from its next version.
    pub(super) fn open(directory: PathBuf, tools: &Tools) -> Option<Cache> {
        let program = Digest::of_file(&std::env::current_exe().ok()?).ok()?;
        let libclang = kept::stamp(&tools.libclang.path)?;
        Some(Cache {
            directory,
            tool: Digest::of_parts([program.bytes(), libclang.as_bytes()]),
            world: World::default(),
            start: SystemTime::now(),
        })
    }

    /// The key of a module; `None` where others judge it, who may change their minds.
    pub(super) fn key(&self, options: &Options, tools: &Tools, targets: &[Target]) -> Option<Key> {
        // How much is said changes nothing of what is made.
        let options = &Options {
            verbosity: Verbosity::Normal,
            ..options.clone()
        };
        if !options.checks.compilers.is_empty() || !options.checks.libraries.is_empty() {
            return None;
        }
        let mut parts = vec![
            self.tool.bytes().to_vec(),
            format!("{options:?}").into_bytes(),
            std::env::current_dir()
                .ok()?
                .into_os_string()
                .into_encoded_bytes(),
        ];
        let mut having = 0;
        for target in targets {
            let system = tools.system_headers(options, target);
            let said = format!("{system:?}");
            match generate::request(options, tools, target, system) {
                Ok((request, _)) => {
                    having += 1;
                    parts.push(postcard::to_allocvec(&request).ok()?);
                }
                // A target that is passed over as long as it lacks the headers.
                Err(Error::HeaderNotFound { name, .. }) => parts.push(name.into_bytes()),
                Err(_) => return None,
            }
            parts.push(said.into_bytes());
        }
        Some(Key {
            digest: Digest::of_parts(parts.iter().map(Vec::as_slice)),
            targets: having,
        })
    }

    /// What is known of an output, where a run would make it again as it is on disk.
    pub(super) fn current(&self, output: &Path, key: Key) -> Option<Entry> {
        let place = std::path::absolute(output).ok()?;
        let entry = Entry::read(&self.file(&place))?;
        let is_so = entry.output == place
            && entry.key == key.digest
            && Digest::of_file(output).ok()? == entry.text
            && entry
                .others
                .iter()
                .all(|(path, digest)| Digest::of_file(path).is_ok_and(|now| now == *digest))
            && entry.read.iter().all(|files| {
                self.world.digest(&files.directories, &files.paths) == Some(files.state)
            });
        is_so.then_some(entry)
    }

    /// Notes what an output, which is on disk now, was made from. Does nothing where a file has
    /// changed since it was read, or where that cannot be noted: the next run makes it again.
    pub(super) fn store(
        &self,
        output: &Path,
        key: Key,
        produced: &Produced,
        locked: &Locked,
        others: &[PathBuf],
    ) {
        // What was passed over because of what clang read there, nobody knows.
        if produced.read.len() == key.targets
            && let Some(entry) = self.entry(output, key, produced, locked, others)
        {
            entry.write(&self.file(&entry.output));
        }
    }

    /// The entry of an output.
    fn entry(
        &self,
        output: &Path,
        key: Key,
        produced: &Produced,
        locked: &Locked,
        others: &[PathBuf],
    ) -> Option<Entry> {
        let mut read = Vec::with_capacity(produced.read.len());
        for files in &produced.read {
            for (path, digest) in &files.seen.files {
                if self.world.content(path)? != *digest {
                    return None;
                }
            }
            let paths: Vec<PathBuf> = files
                .seen
                .files
                .iter()
                .map(|(path, _)| path.clone())
                .collect();
            if self.world.has_newer(&files.directories, &paths, self.start) {
                return None;
            }
            read.push(Files {
                state: self.world.digest(&files.directories, &paths)?,
                directories: files.directories.clone(),
                paths,
            });
        }
        let mut all = Vec::with_capacity(others.len());
        for path in others {
            all.push((path.clone(), Digest::of_file(path).ok()?));
        }
        Some(Entry {
            output: std::path::absolute(output).ok()?,
            key: key.digest,
            text: Digest::of(produced.text.as_bytes()),
            others: all,
            read,
            remarks: produced.remarks.clone(),
            locked: locked.clone(),
            counts: produced.counts,
            targets: produced.read.len(),
        })
    }

    /// The file of an output's entry.
    fn file(&self, output: &Path) -> PathBuf {
        let about = Digest::of(output.as_os_str().as_encoded_bytes());
        kept::file(&self.directory, about)
    }
}
