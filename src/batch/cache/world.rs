//! What the file system says of the files of modules, each thing asked once a run.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::digest::Digest;
use crate::includes;
use crate::memo::Memo;

/// How far the time of a file may lag behind the clock: the kernel's tick, and a lot to spare.
const TICK: Duration = Duration::from_millis(20);

/// Answers that were given.
#[derive(Default)]
pub(super) struct World {
    /// Of files; `None` where one cannot be read.
    files: Memo<PathBuf, Option<Arc<Read>>>,
    /// Whether there is a file of a path, and when it last became another.
    there: Memo<PathBuf, Option<SystemTime>>,
    /// Of lists of directories and a file: what stands where its headers are looked for.
    around: Memo<(Digest, PathBuf), Option<Digest>>,
}

/// A file that was read.
struct Read {
    /// Its content.
    content: Digest,
    /// What it may include.
    names: Vec<String>,
}

impl World {
    /// What a file holds.
    pub(super) fn content(&self, path: &Path) -> Option<Digest> {
        self.read(path).map(|read| read.content)
    }

    /// One digest of what all of some files hold, and of which of the places, where the headers
    /// that they include are looked for, have a file; `None` where a file is gone.
    pub(super) fn digest(&self, directories: &[PathBuf], paths: &[PathBuf]) -> Option<Digest> {
        let list = of_paths(directories);
        let mut parts = Vec::with_capacity(paths.len());
        for path in paths {
            let around = || {
                let read = self.read(path)?;
                let places = places(directories, path, &read.names);
                let there: Vec<u8> = places.map(|it| u8::from(self.time(it).is_some())).collect();
                Some(Digest::of_parts([
                    path.as_os_str().as_encoded_bytes(),
                    read.content.bytes(),
                    &there,
                ]))
            };
            parts.push(self.around.get((list, path.clone()), around)?);
        }
        Some(Digest::of_parts(parts.iter().map(Digest::bytes)))
    }

    /// Whether, where headers are looked for, there is a file that was not there, or was another,
    /// at a time: what was read then may not be what would be read now.
    pub(super) fn has_newer(
        &self,
        directories: &[PathBuf],
        paths: &[PathBuf],
        since: SystemTime,
    ) -> bool {
        // What was read is known by its content.
        let known: HashSet<&PathBuf> = paths.iter().collect();
        let since = since - TICK;
        paths.iter().any(|path| {
            self.read(path).is_none_or(|read| {
                let places = places(directories, path, &read.names);
                let mut unread = places.filter(|place| !known.contains(place));
                unread.any(|place| self.time(place).is_some_and(|time| time >= since))
            })
        })
    }

    /// Reads a file.
    fn read(&self, path: &Path) -> Option<Arc<Read>> {
        self.files.get(path.to_owned(), || {
            let bytes = fs::read(path).ok()?;
            Some(Arc::new(Read {
                content: Digest::of(&bytes),
                names: includes::names(&bytes),
            }))
        })
    }

    /// When a file last became another; `None` where there is none.
    fn time(&self, path: PathBuf) -> Option<SystemTime> {
        self.there.get(path.clone(), || {
            let data = fs::metadata(path).ok().filter(|data| !data.is_dir())?;
            Some(changed(&data))
        })
    }
}

/// Where the headers that a file includes may be: beside it, and in all directories. A name that
/// only a macro has is known by the file that it has led to.
fn places<'a>(
    directories: &'a [PathBuf],
    file: &'a Path,
    names: &'a [String],
) -> impl Iterator<Item = PathBuf> + 'a {
    let beside = file.parent().into_iter();
    let all = beside.chain(directories.iter().map(PathBuf::as_path));
    let named = all.flat_map(|directory| names.iter().map(|name| directory.join(name)));
    let own = directories
        .iter()
        .filter_map(|it| file.strip_prefix(it).ok());
    named.chain(own.flat_map(move |name| directories.iter().map(move |it| it.join(name))))
}

/// When a file last became another: its content, its name, or what may be done with it.
#[cfg(unix)]
fn changed(data: &fs::Metadata) -> SystemTime {
    use std::os::unix::fs::MetadataExt;

    let seconds = u64::try_from(data.ctime()).unwrap_or(0);
    let rest = u64::try_from(data.ctime_nsec()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds) + Duration::from_nanos(rest)
}

/// When a file was last written or made.
#[cfg(not(unix))]
fn changed(data: &fs::Metadata) -> SystemTime {
    let times = [data.modified(), data.created()];
    let known = times.into_iter().flatten();
    known.max().unwrap_or_else(SystemTime::now)
}

/// A digest of some paths.
fn of_paths(paths: &[PathBuf]) -> Digest {
    Digest::of_parts(paths.iter().map(|path| path.as_os_str().as_encoded_bytes()))
}
