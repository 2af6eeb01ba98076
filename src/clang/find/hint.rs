//! What to do about a header that was not found.

use std::path::{Path, PathBuf};

use super::packages::debian_package;
use super::pkg_config::module_for;
use super::places::children;

/// How many of the places where a header was found are named.
const SHOWN: usize = 3;

/// Hints for a header that is in none of the directories, best first; empty where nothing is
/// known. `name` is as in `#include`, with or without its quotes or brackets.
///
/// `gtk/gtk.h` is one directory deeper, so the hint is the `-I` that is missing and the
/// `--pkg-config` that has all of them; `sqlite3.h` is nowhere, so it is the Debian
/// package that has it. Nothing is run and no network is used.
pub fn header_hint(name: &str, searched: &[PathBuf]) -> Vec<String> {
    header_hint_at(Path::new("/"), name, searched)
}

/// The same, with the system's directories below `root`.
fn header_hint_at(root: &Path, name: &str, searched: &[PathBuf]) -> Vec<String> {
    let name = name.trim_matches(['<', '>', '"', ' ']);
    let relative = Path::new(name);
    if name.is_empty() || relative.is_absolute() {
        return Vec::new();
    }
    let deeper = deeper(root, relative, searched);
    if !deeper.is_empty() {
        return found_hints(root, name, &deeper);
    }
    // Debian's packages are for the machine itself, not for a foreign target.
    let own = root.join("usr/include");
    if !searched.contains(&own) {
        return by_path(&own.join(relative), name);
    }
    if !root.join("etc/debian_version").is_file() {
        return Vec::new();
    }
    debian_package(name)
        .map(|package| format!("Debian's package `{package}` has it: apt-get install {package}"))
        .into_iter()
        .collect()
}

/// The machine's own header, which a foreign target does not search for: a library's may be the
/// same for both, which only the user knows; the C library's is not.
fn by_path(own: &Path, name: &str) -> Vec<String> {
    let is_system = matches!(debian_package(name), Some("libc6-dev" | "linux-libc-dev"));
    if is_system || !own.is_file() {
        return Vec::new();
    }
    let own = own.display();
    vec![format!(
        "this machine has {own}, which is not searched for on another target; where it is the same \
         there, name it by its path"
    )]
}

/// The directories one level below the searched ones that have the header.
fn deeper(root: &Path, name: &Path, searched: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for directory in searched {
        let mut candidates = children(directory, |_| true);
        // /usr/lib/x86_64-linux-gnu/glib-2.0/include has what is configured for the machine.
        let configured = directory
            .strip_prefix(root.join("usr/include"))
            .is_ok_and(|rest| rest.components().count() == 1);
        if configured && let Some(multiarch) = directory.file_name() {
            let libraries = root.join("usr/lib").join(multiarch);
            let includes = children(&libraries, |_| true).into_iter();
            candidates.extend(includes.map(|library| library.join("include")));
        }
        candidates.retain(|candidate| candidate.join(name).is_file() && !is_wrapper(candidate));
        for candidate in candidates {
            if !searched.contains(&candidate) && !found.contains(&candidate) {
                found.push(candidate);
            }
        }
    }
    found
}

/// Whether a directory has headers of the compiler that only include others of the same name:
/// clang's `openmp_wrappers`, `llvm_libc_wrappers`.
fn is_wrapper(directory: &Path) -> bool {
    let name = directory.file_name().unwrap_or_default();
    name.to_string_lossy().ends_with("_wrappers")
}

/// One hint for each place, and one for those that are not shown.
fn found_hints(root: &Path, name: &str, places: &[PathBuf]) -> Vec<String> {
    let mut hints: Vec<String> = places
        .iter()
        .take(SHOWN)
        .map(|place| {
            let mut hint = format!(
                "found at {}; add -I {}",
                place.join(name).display(),
                place.display()
            );
            if let Some(module) = module_for(root, place, name) {
                hint += &format!(" (all its options: --pkg-config={module})");
            }
            hint
        })
        .collect();
    if places.len() > SHOWN {
        hints.push(format!("and in {} more places", places.len() - SHOWN));
    }
    hints
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::clang::find::tree::Tree;

    /// A Debian machine with GTK's headers.
    fn debian() -> Tree {
        let tree = Tree::new(&[
            "etc/debian_version",
            "usr/include/x86_64-linux-gnu/",
            "usr/include/gtk-3.0/gtk/gtk.h",
            "usr/lib/x86_64-linux-gnu/glib-2.0/include/glibconfig.h",
        ]);
        for name in ["gtk+-3.0", "gdk-3.0", "gtk+-unix-print-3.0"] {
            tree.write(
                &format!("usr/lib/x86_64-linux-gnu/pkgconfig/{name}.pc"),
                &format!(
                    "prefix={}\nincludedir=${{prefix}}/include\n\nName: x\n\
                     Cflags: -I${{includedir}}/gtk-3.0 -pthread\n",
                    tree.at("usr").display()
                ),
            );
        }
        tree
    }

    /// The hints for a native target.
    fn hints(tree: &Tree, name: &str) -> Vec<String> {
        let searched = [
            "usr/local/include",
            "usr/include/x86_64-linux-gnu",
            "usr/include",
        ];
        header_hint_at(&tree.root(), name, &searched.map(|path| tree.at(path)))
    }

    #[test]
    fn a_header_one_directory_deeper_is_named_with_its_option() {
        let tree = debian();
        let found = hints(&tree, "<gtk/gtk.h>");
        let directory = tree.at("usr/include/gtk-3.0");
        assert_eq!(
            found,
            [format!(
                "found at {0}/gtk/gtk.h; add -I {0} (all its options: --pkg-config=gtk+-3.0)",
                directory.display()
            )]
        );
    }

    #[test]
    fn what_is_configured_for_the_machine_is_found_beside_its_library() {
        let tree = debian();
        let found = hints(&tree, "glibconfig.h");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("glib-2.0/include"), "{found:?}");
    }

    #[test]
    fn a_header_that_is_nowhere_is_named_with_its_package() {
        let tree = debian();
        assert!(hints(&tree, "sqlite3.h")[0].contains("apt-get install libsqlite3-dev"));
        assert!(hints(&tree, "no/such.h").is_empty());
    }

    #[test]
    fn no_package_is_named_elsewhere_or_for_a_foreign_target() {
        let tree = debian();
        let searched = [tree.at("usr/aarch64-linux-gnu/include")];
        let hints_of = |name: &str| header_hint_at(&tree.root(), name, &searched);
        assert!(hints_of("sqlite3.h").is_empty());
        for name in ["usr/include/sqlite3.h", "usr/include/stdio.h"] {
            tree.write(name, "");
        }
        assert!(hints_of("sqlite3.h")[0].contains("name it by its path"));
        assert!(hints_of("stdio.h").is_empty());
        let other = Tree::new(&["usr/include/"]);
        assert!(hints(&other, "sqlite3.h").is_empty());
    }

    #[test]
    fn many_places_are_counted() {
        let tree = debian();
        for name in ["a", "b", "c", "d", "e"] {
            tree.write(&format!("usr/include/{name}/config.h"), "");
        }
        let found = hints(&tree, "config.h");
        assert_eq!(found.len(), 4);
        assert_eq!(found[3], "and in 2 more places");
    }

    #[test]
    fn headers_that_only_lead_to_others_are_no_help() {
        let tree = debian();
        tree.write("usr/include/openmp_wrappers/stdio.h", "");
        assert_eq!(hints(&tree, "stdio.h").len(), 1);
        assert!(hints(&tree, "stdio.h")[0].contains("libc6-dev"));
    }

    #[test]
    fn odd_names_give_nothing() {
        let tree = debian();
        for name in ["", "<>", "/etc/passwd", "..", "a\0b"] {
            assert!(hints(&tree, name).is_empty(), "{name:?}");
        }
    }
}
