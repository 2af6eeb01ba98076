//! Which file a library is: named as a linker names it, or by its path.

use std::fs;
use std::path::{Path, PathBuf};

use super::places;
use super::provider::provider;
use crate::clang::find::Environment;
use crate::error::Error;
use crate::target::Target;

/// Where libraries are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Those of the user, then those of the target that exist.
    pub directories: Vec<PathBuf>,
    /// The root of the target's, where one is named.
    sysroot: Option<PathBuf>,
    /// The machine that they are for.
    target: Target,
    /// Whether this is Debian, so that its packages may help.
    is_debian: bool,
    /// Whether the target is this machine.
    is_own: bool,
    /// Whether any directory of the target's own is there.
    is_installed: bool,
}

impl Search {
    /// For a target: in `own`, then below `sysroot`, or where the target's libraries are installed.
    pub fn new(
        env: &Environment,
        target: &Target,
        own: &[PathBuf],
        sysroot: Option<&Path>,
    ) -> Search {
        let installed = places::directories(env, target, sysroot);
        Search {
            is_installed: !installed.is_empty(),
            directories: own.iter().cloned().chain(installed).collect(),
            sysroot: sysroot.map(Path::to_owned),
            target: target.clone(),
            is_debian: sysroot.is_none() && env.root.join("etc/debian_version").is_file(),
            is_own: target.is_own(&env.host_arch, &env.host_os),
        }
    }

    /// The file of a library that the user names: a path, if it has a slash or is one, else as
    /// [`Search::linked`] has it.
    ///
    /// # Errors
    /// [`Error::LibraryNotFound`]. That a path leads nowhere is found when it is read.
    pub fn find(&self, name: &str) -> Result<PathBuf, Error> {
        let has_slash = name.contains('/') || (self.target.os == "windows" && name.contains('\\'));
        if has_slash || Path::new(name).is_file() {
            return Ok(PathBuf::from(name));
        }
        self.linked(name)
    }

    /// The file that a linker takes for `-lNAME`, in the first directory that has any of its
    /// forms. Where a machine has the library only to run programs (`libz.so.1`), that is taken.
    ///
    /// # Errors
    /// [`Error::LibraryNotFound`].
    pub fn linked(&self, name: &str) -> Result<PathBuf, Error> {
        let forms = forms(name, &self.target);
        let linked = self.directories.iter().find_map(|directory| {
            let mut paths = forms.iter().map(|form| directory.join(form));
            paths.find(|path| path.is_file())
        });
        let found = linked.or_else(|| {
            let mut directories = self.directories.iter();
            directories.find_map(|directory| versioned(directory, name))
        });
        found.ok_or_else(|| Error::LibraryNotFound {
            name: name.to_owned(),
            searched: self.directories.clone(),
            hints: self.hints(name),
        })
    }

    /// What may help, best first.
    fn hints(&self, name: &str) -> Vec<String> {
        let mut hints = Vec::new();
        if let Some(bare) = bare(name).filter(|bare| *bare != name) {
            hints.push(format!("a linker adds `lib` and the ending: `{bare}`"));
        }
        // mingw-w64's package has all that is Windows' own, which is not all that may be asked for.
        let may_help = self.target.os != "windows" || !self.is_installed;
        if self.is_debian
            && may_help
            && let Some(package) = provider(bare(name).unwrap_or(name), &self.target, self.is_own)
        {
            hints.push(format!(
                "Debian's package `{package}` has it: apt-get install {package}"
            ));
        }
        let directories = self.directories.iter().chain(&self.sysroot);
        let missing = directories.filter(|it| !it.is_dir());
        hints.extend(missing.map(|it| format!("there is no directory `{}`", it.display())));
        hints.push(format!(
            "name its file for {}; `quarry bindgen audit` also takes directories: -L DIR",
            self.target.triple
        ));
        hints
    }
}

/// The files that a linker for the target takes for a name, in its order; the name itself too,
/// where it may be one of a file.
fn forms(name: &str, target: &Target) -> Vec<String> {
    let patterns: &[&str] = match target.os.as_str() {
        "windows" if target.env == "msvc" => &["#.lib", "lib#.lib", "lib#.a", "#.dll"],
        "windows" => &[
            "lib#.dll.a",
            "#.dll.a",
            "lib#.a",
            "#.lib",
            "lib#.lib",
            "lib#.dll",
            "#.dll",
        ],
        _ if target.is_apple() => &["lib#.dylib", "lib#.tbd", "lib#.a", "lib#.so"],
        _ => &["lib#.so", "lib#.a"],
    };
    let of = |name: &str| -> Vec<String> {
        let names = patterns.iter().map(|pattern| pattern.replace('#', name));
        names.collect()
    };
    let mut forms = of(name);
    // Windows does not tell them apart, and mingw-w64 has all of its own in small letters.
    let small = name.to_lowercase();
    if target.os == "windows" && small != name {
        forms.extend(of(&small));
    }
    if name.contains('.') && !name.contains(['/', '\\']) {
        forms.push(name.to_owned());
    }
    forms
}

/// `libz.so.1`: of several the one with the highest version.
fn versioned(directory: &Path, name: &str) -> Option<PathBuf> {
    let begin = format!("lib{name}.so.");
    let version = |path: &PathBuf| -> Option<Vec<u64>> {
        let rest = path.file_name()?.to_str()?.strip_prefix(&begin)?.to_owned();
        rest.split('.').map(|part| part.parse().ok()).collect()
    };
    let entries = fs::read_dir(directory).ok()?.flatten();
    let found = entries.map(|entry| entry.path());
    // The shortest name is the one that programs ask for.
    let found = found.filter_map(|path| {
        let version = version(&path)?;
        path.is_file().then(|| {
            (
                version.first().copied(),
                std::cmp::Reverse(version.len()),
                path,
            )
        })
    });
    found.max().map(|(_, _, path)| path)
}

/// What a linker calls the library of a file: `z` for `libz.so.1`; `None` for other files.
pub fn bare(file: &str) -> Option<&str> {
    let (stem, _) = file.split_once(".so.").unwrap_or((file, ""));
    let ends = [
        ".so", ".dll.a", ".a", ".dylib", ".tbd", ".lib", ".dll", ".DLL", ".LIB",
    ];
    let stem = match ends.iter().find_map(|end| stem.strip_suffix(end)) {
        Some(stem) => stem,
        None if stem.len() < file.len() => stem,
        None => return None,
    };
    Some(stem.strip_prefix("lib").unwrap_or(stem)).filter(|stem| !stem.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::clang::find::tree::Tree;

    /// Finds a library in a tree, as a path in it.
    fn find(tree: &Tree, name: &str, triple: &str, own: &[&str]) -> Result<String, Error> {
        let target = Target::parse(triple).unwrap();
        let own: Vec<PathBuf> = own.iter().map(|path| tree.at(path)).collect();
        let search = Search::new(&tree.environment(), &target, &own, None);
        let found = search.find(name)?;
        let found = found.strip_prefix(tree.root()).unwrap();
        Ok(found.to_str().unwrap().to_owned())
    }

    /// A Debian machine with libraries of several machines.
    fn debian() -> Tree {
        Tree::new(&[
            "etc/debian_version",
            "usr/include/stdio.h",
            "usr/include/gnu-versions.h",
            "usr/lib/x86_64-linux-gnu/libz.so",
            "usr/lib/x86_64-linux-gnu/libz.a",
            "usr/lib/x86_64-linux-gnu/libfoo.so.1.9",
            "usr/lib/x86_64-linux-gnu/libfoo.so.9",
            "usr/lib/x86_64-linux-gnu/libfoo.so.10",
            "usr/lib/x86_64-linux-gnu/libfoo.so.10.2",
            "usr/lib/x86_64-linux-gnu/libfoo.so.d/",
            "usr/lib/libown.a",
            "usr/aarch64-linux-gnu/lib/libm.so.6",
            "usr/x86_64-w64-mingw32/lib/libkernel32.a",
            "usr/x86_64-w64-mingw32/lib/libz.dll.a",
            "usr/lib/avr/lib/libm.a",
            "usr/lib/gcc/x86_64-linux-gnu/9/libgcc.a",
            "usr/lib/gcc/x86_64-linux-gnu/12/libgcc.a",
            "mine/libz.a",
            "mine/odd.so",
        ])
    }

    #[test]
    fn as_a_linker_finds_it() {
        let tree = debian();
        let linux = "x86_64-unknown-linux-gnu";
        for (name, triple, own, expected) in [
            ("z", linux, &[][..], "usr/lib/x86_64-linux-gnu/libz.so"),
            ("z", linux, &["mine"], "mine/libz.a"),
            ("odd.so", linux, &["mine"], "mine/odd.so"),
            ("foo", linux, &[], "usr/lib/x86_64-linux-gnu/libfoo.so.10"),
            ("own", linux, &[], "usr/lib/libown.a"),
            (
                "gcc",
                linux,
                &[],
                "usr/lib/gcc/x86_64-linux-gnu/12/libgcc.a",
            ),
            (
                "KERNEL32",
                "x86_64-pc-windows-gnu",
                &[],
                "usr/x86_64-w64-mingw32/lib/libkernel32.a",
            ),
            (
                "z",
                "x86_64-pc-windows-gnu",
                &[],
                "usr/x86_64-w64-mingw32/lib/libz.dll.a",
            ),
            (
                "m",
                "aarch64-unknown-linux-gnu",
                &[],
                "usr/aarch64-linux-gnu/lib/libm.so.6",
            ),
            ("m", "avr", &[], "usr/lib/avr/lib/libm.a"),
        ] {
            assert_eq!(find(&tree, name, triple, own).unwrap(), expected, "{name}");
        }
    }

    #[test]
    fn never_the_machines_own_for_another() {
        let tree = debian();
        for triple in ["aarch64-unknown-linux-gnu", "avr", "x86_64-apple-darwin"] {
            for name in ["own", "foo"] {
                let error = find(&tree, name, triple, &["absent"]).unwrap_err();
                let Error::LibraryNotFound {
                    searched, hints, ..
                } = error
                else {
                    panic!("{error:?}");
                };
                assert!(!searched.contains(&tree.at("usr/lib")), "{searched:?}");
                assert!(hints.iter().any(|it| it.contains("no directory")));
                assert!(hints.iter().any(|it| it.contains("-L DIR")));
            }
        }
    }

    #[test]
    fn what_may_help() {
        let tree = debian();
        let hint = |name: &str, triple: &str| match find(&tree, name, triple, &[]) {
            Err(Error::LibraryNotFound { hints, .. }) => hints.first().cloned().unwrap(),
            other => panic!("{other:?}"),
        };
        let linux = "x86_64-unknown-linux-gnu";
        assert!(hint("sqlite3", linux).contains("libsqlite3-dev"));
        assert!(hint("libsqlite3.so", linux).contains("`sqlite3`"));
        assert!(hint("m", "s390x-unknown-linux-gnu").contains("libc6-dev-s390x-cross"));
        assert!(hint("sqlite3", "s390x-unknown-linux-gnu").contains("-L DIR"));
        assert!(hint("user32", "i686-pc-windows-gnu").contains("mingw-w64-i686-dev"));
    }

    #[test]
    fn below_a_sysroot() {
        let tree = Tree::new(&["s/usr/lib/aarch64-linux-gnu/libz.so", "s/lib/liba.so"]);
        let target = Target::parse("aarch64-unknown-linux-gnu").unwrap();
        let sysroot = tree.at("s");
        let search = Search::new(&tree.environment(), &target, &[], Some(&sysroot));
        let found = |name: &str| search.find(name).unwrap();
        assert_eq!(found("z"), tree.at("s/usr/lib/aarch64-linux-gnu/libz.so"));
        assert_eq!(found("a"), tree.at("s/lib/liba.so"));
    }

    #[test]
    fn names_of_files() {
        for (file, name) in [
            ("libz.so", Some("z")),
            ("libz.so.1.2.13", Some("z")),
            ("libkernel32.a", Some("kernel32")),
            ("libz.dll.a", Some("z")),
            ("KERNEL32.dll", Some("KERNEL32")),
            ("zlib.lib", Some("zlib")),
            ("libSystem.B.tbd", Some("System.B")),
            ("lib.so", None),
            ("z", None),
            ("", None),
        ] {
            assert_eq!(bare(file), name, "{file}");
        }
    }
}
