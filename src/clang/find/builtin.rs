//! The headers that belong to a libclang: `stddef.h`, `stdarg.h`, the vector intrinsics, …
//!
//! They are written for one major version: libclang 18 cannot read clang 14's.

use std::path::{Path, PathBuf};

use super::name::leading_number;
use super::places::children;

/// The resource directory of the same major version as the library, as `-resource-dir` wants it:
/// the directory whose `include/` has the headers. `None` where there is none, or only another
/// version's.
///
/// Where `major` is unknown, only the directory next to the library counts, and only if it holds
/// a single version.
pub fn builtin_headers(libclang: &Path, major: Option<u32>) -> Option<PathBuf> {
    builtin_headers_at(Path::new("/"), libclang, major)
}

/// The same, with the system's directories below `root`.
fn builtin_headers_at(root: &Path, libclang: &Path, major: Option<u32>) -> Option<PathBuf> {
    let own = libclang.parent().map(Path::to_owned);
    let real = libclang.canonicalize().ok();
    let real = real.and_then(|path| Some(path.parent()?.to_owned()));
    let mut parents = Vec::new();
    for directory in [own, real].into_iter().flatten() {
        parents.push(directory.join("clang"));
        if let Some(prefix) = directory.parent() {
            parents.extend(["lib/clang", "lib64/clang", "clang"].map(|name| prefix.join(name)));
        }
    }
    let Some(major) = major else {
        return parents.iter().find_map(|parent| only_version(parent));
    };
    for system in [
        format!("usr/lib/llvm-{major}/lib/clang"),
        format!("usr/lib/llvm{major}/lib/clang"),
        "usr/lib/clang".to_owned(),
        "usr/lib64/clang".to_owned(),
    ] {
        parents.push(root.join(system));
    }
    parents.iter().find_map(|parent| {
        let mut same = versions(parent);
        same.retain(|(version, _)| *version == major);
        same.pop().map(|(_, path)| path)
    })
}

/// The resource directories in `parent` by their major version, `14` and `14.0.6` alike; only
/// those that really have headers.
fn versions(parent: &Path) -> Vec<(u32, PathBuf)> {
    children(parent, |name| leading_number(name).is_some())
        .into_iter()
        .filter(|path| path.join("include").join("stddef.h").is_file())
        .filter_map(|path| Some((leading_number(path.file_name()?.to_str()?)?, path)))
        .collect()
}

/// The resource directory in `parent`, if all in it are of one major version.
fn only_version(parent: &Path) -> Option<PathBuf> {
    let mut found = versions(parent);
    let first = found.first()?.0;
    let single = found.iter().all(|(version, _)| *version == first);
    if single {
        found.pop().map(|last| last.1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::clang::find::tree::Tree;

    /// Debian's two versions side by side.
    fn debian() -> Tree {
        Tree::new(&[
            "usr/lib/llvm-14/lib/libclang.so.1",
            "usr/lib/llvm-14/lib/clang/14.0.6/include/stddef.h",
            "usr/lib/llvm-19/lib/libclang.so.1",
            "usr/lib/llvm-19/lib/clang/19/include/stddef.h",
            "usr/lib/clang/14/include/stddef.h",
            "usr/lib/clang/17/lib/nothing.a",
            "usr/lib/x86_64-linux-gnu/libclang-19.so.1",
            "home/venv/clang/native/libclang.so",
        ])
    }

    #[test]
    fn the_directory_next_to_the_library_comes_first() {
        let tree = debian();
        let library = tree.at("usr/lib/llvm-14/lib/libclang.so.1");
        let found = tree.at("usr/lib/llvm-14/lib/clang/14.0.6");
        assert_eq!(
            builtin_headers_at(&tree.root(), &library, Some(14)),
            Some(found.clone())
        );
        assert_eq!(
            builtin_headers_at(&tree.root(), &library, None),
            Some(found)
        );
    }

    #[test]
    fn a_library_elsewhere_gets_the_systems_of_its_version_only() {
        let tree = debian();
        let library = tree.at("home/venv/clang/native/libclang.so");
        let at = |major| builtin_headers_at(&tree.root(), &library, major);
        assert_eq!(at(Some(19)), Some(tree.at("usr/lib/llvm-19/lib/clang/19")));
        assert_eq!(at(Some(18)), None);
        // There, but without headers.
        assert_eq!(at(Some(17)), None);
        assert_eq!(at(None), None);
    }

    #[test]
    fn an_unknown_version_next_to_several_is_not_guessed() {
        let tree = Tree::new(&[
            "opt/lib/libclang.so",
            "opt/lib/clang/18/include/stddef.h",
            "opt/lib/clang/19/include/stddef.h",
        ]);
        let library = tree.at("opt/lib/libclang.so");
        assert_eq!(builtin_headers_at(&tree.root(), &library, None), None);
    }
}
