//! Paths as clang spells them, and where in the system include directories they lie.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Folders of the C library and the kernel directly below a system include directory, whose
/// headers have little to do with each other.
const C_LIBRARY: &[&str] = &[
    "arpa",
    "asm",
    "asm-generic",
    "bits",
    "drm",
    "gnu",
    "i386",
    "linux",
    "mach",
    "machine",
    "misc",
    "mtd",
    "net",
    "netinet",
    "netinet6",
    "netpacket",
    "protocols",
    "rdma",
    "rpc",
    "rpcsvc",
    "scsi",
    "secure",
    "sound",
    "sys",
    "video",
    "xen",
    "xlocale",
];

/// Finds canonical paths with few calls to the system: the hundreds of headers of a translation
/// unit lie in a handful of folders.
#[derive(Debug, Default)]
pub(super) struct Canonical {
    /// Folders as spelled, and as they are.
    folders: HashMap<PathBuf, PathBuf>,
}

impl Canonical {
    /// The path without `..` and symbolic links; where there is no such file, without `..` only.
    pub(super) fn path(&mut self, path: &Path) -> PathBuf {
        let is_link = path
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_symlink());
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if !is_link => self.folder(folder).join(name),
            _ => path.canonicalize().unwrap_or_else(|_| normalise(path)),
        }
    }

    /// The same for a folder, from memory if it came before.
    fn folder(&mut self, folder: &Path) -> PathBuf {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let spelled = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let real = spelled.canonicalize().unwrap_or_else(|_| normalise(folder));
        self.folders.insert(folder.to_path_buf(), real.clone());
        real
    }
}

/// The path without `.` and `..`, by its text alone.
pub(super) fn normalise(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => {
                    out.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                Some(Component::CurDir | Component::ParentDir) | None => out.push(".."),
            },
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                out.push(component);
            }
        }
    }
    out
}

/// A file's place below a system include directory, the nearest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SystemPlace<'a> {
    /// The path from that directory on, as an `#include` spells it.
    pub(super) rest: &'a Path,
}

impl<'a> SystemPlace<'a> {
    /// The place of `path`, or `None` if it is in no system include directory.
    pub(super) fn of(path: &'a Path, system: &[PathBuf]) -> Option<SystemPlace<'a>> {
        system
            .iter()
            .filter_map(|directory| path.strip_prefix(directory).ok())
            .filter(|rest| !rest.as_os_str().is_empty())
            .min_by_key(|rest| rest.as_os_str().len())
            .map(|rest| SystemPlace { rest })
    }

    /// `<errno.h>` rather than `<sys/stat.h>`.
    pub(super) fn is_directly(&self) -> bool {
        self.rest.components().count() == 1
    }

    /// `<sys/stat.h>`: in a folder of the C library.
    pub(super) fn is_c_library_folder(&self) -> bool {
        !self.is_directly()
            && self
                .folders()
                .next()
                .is_some_and(|first| C_LIBRARY.iter().any(|name| first == *name))
    }

    /// The folders between the include directory and the file.
    pub(super) fn folders(&self) -> impl Iterator<Item = &'a OsStr> {
        self.rest
            .parent()
            .into_iter()
            .flat_map(|folder| folder.components().map(Component::as_os_str))
    }

    /// The file's name.
    pub(super) fn name(&self) -> String {
        self.rest
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }
}

/// The folders that a header of a system include directory brings if that is Windows' own:
/// mingw-w64 keeps everything in one, the Windows SDK in `um` and `shared`.
pub(super) fn windows_trees(folder: &Path) -> Vec<PathBuf> {
    if folder.join("_mingw.h").exists() {
        return vec![folder.to_path_buf()];
    }
    if folder.join("winbase.h").exists() || folder.join("WinBase.h").exists() {
        let shared = folder.parent().map(|parent| parent.join("shared"));
        return std::iter::once(folder.to_path_buf())
            .chain(shared)
            .collect();
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_their_dots() {
        for (spelled, normal) in [
            ("/usr/bin/../include/./a.h", "/usr/include/a.h"),
            ("/../a.h", "/a.h"),
            ("../a/../../b.h", "../../b.h"),
            ("./a.h", "a.h"),
        ] {
            assert_eq!(normalise(Path::new(spelled)), Path::new(normal));
        }
    }

    #[test]
    fn the_nearest_include_directory_counts() {
        let system = ["/usr/include", "/usr/include/x86_64-linux-gnu"].map(PathBuf::from);
        let path = Path::new("/usr/include/x86_64-linux-gnu/sys/stat.h");
        let place = SystemPlace::of(path, &system);
        assert_eq!(place.map(|place| place.rest), Some(Path::new("sys/stat.h")));
        assert!(place.is_some_and(|place| place.is_c_library_folder() && !place.is_directly()));
        assert_eq!(SystemPlace::of(Path::new("/opt/a.h"), &system), None);
    }
}
