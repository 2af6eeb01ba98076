//! Which headers belong to the named ones: what they declare is written, the rest only as far
//! as something needs it.
//!
//! To a named header belong
//! - itself, and what a compiler's header of its name passes on to with `#include_next`;
//! - the headers of its folder's tree, unless the folder is a system include directory
//!   (`SDL2/SDL.h` brings `SDL2/`, `/usr/include/sqlite3.h` stands alone), and those of the same
//!   folder in another system include directory (Debian keeps `openssl/configuration.h` below
//!   `x86_64-linux-gnu`). The folders of the C library (`sys/`, `linux/`, …) hold headers that
//!   have little to do with each other: they are not brought. A directory of Windows headers is,
//!   although it is a system include directory: `windows.h` means all of it;
//! - the folder and the siblings that carry its name: `lzma/` and `wayland-client-protocol.h`;
//! - what the C library hides behind it, see `hidden`.
//!
//! Only headers that are really included count, so a wide folder costs nothing.

mod hidden;
mod paths;
mod reason;

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::error::Error;
use crate::select::{Remark, nearest};
use hidden::Role;
use paths::{Canonical, SystemPlace};

/// Where the headers of many libraries lie together, whatever the target: who links to one of them
/// from a directory for a foreign target means that one.
const SHARED: [&str; 2] = ["/usr/include", "/usr/local/include"];

/// The rule that says which headers belong to the named ones.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The named headers.
    named: HashSet<PathBuf>,
    /// What a named header is called on the include path, for `#include_next`.
    next: HashSet<PathBuf>,
    /// Folders whose trees belong.
    trees: HashSet<PathBuf>,
    /// By folder, the beginnings of the file names of siblings that belong.
    siblings: HashMap<PathBuf, Vec<String>>,
    /// The system include directories.
    system: Vec<PathBuf>,
    /// `--include-from`.
    globs: GlobSet,
    /// The same as typed.
    patterns: Vec<String>,
    /// `--everything`.
    everything: bool,
}

impl Scope {
    /// Makes the rule from the paths of the named headers, the compiler's own include
    /// directories (not those of `-I` and `-isystem`), the patterns of `--include-from`, and
    /// whether `--everything` belongs. A pattern matches a path or its end, from any folder on:
    /// `glib/*.h` matches `/usr/include/glib-2.0/glib/gstring.h`; `**` crosses folders.
    ///
    /// # Errors
    /// [`Error::BadGlob`] for a pattern that is none.
    pub fn new(
        named: &[PathBuf],
        system: &[PathBuf],
        include_from: &[String],
        everything: bool,
    ) -> Result<Scope, Error> {
        let mut canonical = Canonical::default();
        let mut scope = Scope {
            named: HashSet::default(),
            next: HashSet::default(),
            trees: HashSet::default(),
            siblings: HashMap::default(),
            system: system
                .iter()
                .map(PathBuf::as_path)
                .chain(SHARED.iter().map(Path::new))
                .map(|path| canonical.path(path))
                .collect(),
            globs: globs(include_from)?,
            patterns: include_from.to_vec(),
            everything,
        };
        for path in named {
            let path = canonical.path(path);
            scope.add_named(&path);
            scope.named.insert(path);
        }
        Ok(scope)
    }

    /// Which files belong, in the order of `files`, which holds each as clang spells it.
    /// `inclusions` says which file includes which, by their places in `files`; a file belongs if
    /// one of those that include it brings it.
    pub fn resolve(&self, files: &[PathBuf], inclusions: &[(usize, usize)]) -> Vec<bool> {
        if self.everything {
            return vec![true; files.len()];
        }
        let mut canonical = Canonical::default();
        let real: Vec<PathBuf> = files.iter().map(|path| canonical.path(path)).collect();
        let mut belongs: Vec<bool> = real
            .iter()
            .zip(files)
            .map(|(real, path)| self.holds(real, path))
            .collect();
        if self.hides_nothing(&real, &belongs) {
            return belongs;
        }
        let roles: Vec<Role> = real
            .iter()
            .zip(files)
            // A symbolic link may lead out of the folder whose name counts: `asm/`.
            .map(|(real, path)| self.role(real).max(self.role(&paths::normalise(path))))
            .collect();
        // A file that is spelled in several ways belongs in all or none.
        let first = same_files(&real);
        let bringing: Vec<(usize, usize)> = inclusions
            .iter()
            .filter(|(from, to)| {
                let by_role = match (roles.get(*from), roles.get(*to)) {
                    (Some(from), Some(to)) => hidden::brings(*from, *to),
                    (None | Some(_), _) => false,
                };
                by_role || self.is_door(real.get(*from), real.get(*to))
            })
            .copied()
            .chain(first.iter().copied().enumerate())
            .chain(first.iter().copied().enumerate().map(|(a, b)| (b, a)))
            .collect();
        loop {
            let mut changed = false;
            for &(from, to) in &bringing {
                if belongs.get(from) == Some(&true)
                    && let Some(belongs) = belongs.get_mut(to)
                {
                    changed |= !std::mem::replace(belongs, true);
                }
            }
            if !changed {
                return belongs;
            }
        }
    }

    /// The patterns of `--include-from` that match none of the files that were read.
    pub fn unused(&self, files: &[PathBuf]) -> Vec<Remark> {
        if self.globs.is_empty() {
            return Vec::new();
        }
        let mut canonical = Canonical::default();
        let mut used = vec![false; self.patterns.len()];
        for file in files {
            let spelled = paths::normalise(file);
            for path in [canonical.path(file), spelled] {
                for index in self.globs.matches(path) {
                    if let Some(used) = used.get_mut(index) {
                        *used = true;
                    }
                }
            }
        }
        let patterns = self.patterns.iter().zip(used);
        patterns
            .filter(|(_, used)| !used)
            .map(|(pattern, _)| unused(pattern, files))
            .collect()
    }

    /// Whether no file that belongs can bring hidden ones: then nobody's part has to be known.
    fn hides_nothing(&self, real: &[PathBuf], belongs: &[bool]) -> bool {
        !real
            .iter()
            .zip(belongs)
            .any(|(path, belongs)| *belongs && self.role(path) != Role::Foreign)
    }

    /// Whether a file belongs whoever includes it: all rules but that of hidden headers.
    pub fn contains(&self, path: &Path) -> bool {
        self.everything || self.holds(&Canonical::default().path(path), path)
    }

    /// The same for a path of which the canonical form is known.
    fn holds(&self, real: &Path, spelled: &Path) -> bool {
        self.named.contains(real)
            || self.is_in_trees(real)
            || self.is_sibling(real)
            || (!self.next.is_empty()
                && self
                    .place(real)
                    .is_some_and(|place| self.next.contains(place.rest)))
            || (!self.globs.is_empty()
                && (self.globs.is_match(real) || self.globs.is_match(paths::normalise(spelled))))
    }

    /// Whether a file is in a tree that belongs, and not in a system include directory further
    /// down: a project may keep a sysroot below its own headers.
    fn is_in_trees(&self, real: &Path) -> bool {
        let is_further_down = |tree: &Path| {
            self.system.iter().any(|system| {
                system.starts_with(tree) && system.as_path() != tree && real.starts_with(system)
            })
        };
        let mut folders = real.ancestors();
        folders.any(|folder| self.trees.contains(folder) && !is_further_down(folder))
    }

    /// Whether a file carries the name of a named header of its folder.
    fn is_sibling(&self, real: &Path) -> bool {
        let beginnings = real.parent().and_then(|folder| self.siblings.get(folder));
        let (Some(beginnings), Some(name)) = (beginnings, real.file_name()) else {
            return false;
        };
        let name = name.to_string_lossy();
        beginnings
            .iter()
            .any(|beginning| name.starts_with(beginning))
    }

    /// Adds what a named header brings, by its canonical path.
    fn add_named(&mut self, path: &Path) {
        let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) else {
            return;
        };
        let stem = stem.to_string_lossy().into_owned();
        let place = self.place(path);
        let rest = place.as_ref().map(|place| place.rest.to_path_buf());
        let in_system = place.as_ref().is_some_and(|place| place.is_directly());
        let in_c_library = place.as_ref().is_some_and(SystemPlace::is_c_library_folder);

        // The folder, and its twins in the other system include directories.
        let mut folders = vec![folder.to_path_buf()];
        if let Some(within) = rest.as_ref().and_then(|rest| rest.parent()) {
            folders.extend(self.system.iter().map(|system| system.join(within)));
        }
        for folder in &folders {
            self.trees.insert(folder.join(&stem));
            let siblings = self.siblings.entry(folder.clone()).or_default();
            siblings.extend(["-", "_"].map(|separator| format!("{stem}{separator}")));
        }
        if in_system {
            self.trees.extend(paths::windows_trees(folder));
        } else if !in_c_library {
            self.trees.extend(folders);
        }
        // On FreeBSD they have one include guard: whichever comes first has it all.
        if rest.as_deref() == Some(Path::new("stdint.h")) {
            self.next.insert(PathBuf::from("sys/stdint.h"));
        }
        self.next.extend(rest);
    }

    /// Where in the system include directories a file stands.
    fn place<'a>(&self, path: &'a Path) -> Option<SystemPlace<'a>> {
        SystemPlace::of(path, &self.system)
    }

    /// Whether a file is only the door to another that it includes.
    fn is_door(&self, from: Option<&PathBuf>, to: Option<&PathBuf>) -> bool {
        let (Some(from), Some(to)) = (from, to) else {
            return false;
        };
        from.file_name() == to.file_name()
            && match (self.place(from), self.place(to)) {
                (Some(from), Some(to)) => hidden::is_door(&from, &to),
                (None | Some(_), _) => false,
            }
    }

    /// What a file is to the C library.
    fn role(&self, path: &Path) -> Role {
        self.place(path)
            .map_or(Role::Foreign, |place| Role::of(&place))
    }
}

/// The remark on a pattern that matches no file.
fn unused(pattern: &str, files: &[PathBuf]) -> Remark {
    let last = pattern.rsplit('/').next().unwrap_or(pattern);
    let names = files.iter().filter_map(|file| file.file_name()?.to_str());
    Remark {
        message: format!("`--include-from={pattern}` matches no header that was read"),
        help: nearest(last, names).map(|name| format!("did you mean `{name}`?")),
        idle: Some(format!("--include-from={pattern}")),
    }
}

/// For each file the index where the same file stands first.
fn same_files(real: &[PathBuf]) -> Vec<usize> {
    let mut first = std::collections::HashMap::new();
    real.iter()
        .enumerate()
        .map(|(index, path)| *first.entry(path.as_path()).or_insert(index))
        .collect()
}

/// The patterns of `--include-from`, each also for the end of a path.
fn globs(patterns: &[String]) -> Result<GlobSet, Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let anchored = pattern.starts_with("**/") || Path::new(pattern).is_absolute();
        let wide = if anchored {
            pattern.clone()
        } else {
            format!("**/{}", pattern.trim_start_matches("./"))
        };
        let glob = GlobBuilder::new(&wide)
            .literal_separator(true)
            .build()
            .map_err(|error| Error::BadGlob {
                pattern: pattern.clone(),
                reason: error.kind().to_string(),
            })?;
        set.add(glob);
    }
    set.build().map_err(|error| Error::BadGlob {
        pattern: patterns.join(" "),
        reason: error.kind().to_string(),
    })
}

#[cfg(test)]
mod tests;
