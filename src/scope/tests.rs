//! The rules on invented trees; `real` has them on the headers of this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod real;

use std::fs;

use super::*;

/// A folder with empty headers that play the system's.
struct Tree {
    /// Removed at the end.
    folder: tempfile::TempDir,
}

impl Tree {
    /// Makes the files, given by their paths.
    fn new(files: &[&str]) -> Tree {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        Tree { folder }
    }

    /// A path in the tree.
    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The scope of named headers; `inc` and `inc/multi` are system include directories.
    fn scope(&self, named: &[&str], globs: &[&str]) -> Scope {
        let named: Vec<PathBuf> = named.iter().map(|file| self.path(file)).collect();
        let globs: Vec<String> = globs.iter().map(|&glob| glob.to_owned()).collect();
        let system = [self.path("inc/multi"), self.path("inc")];
        Scope::new(&named, &system, &globs, false).unwrap()
    }

    /// Those of the included files that belong; each is given as its depth in dots, its path.
    fn belonging(&self, named: &[&str], inclusions: &str) -> Vec<String> {
        let list = parse(inclusions, |file| self.path(file));
        let belongs = resolve(&self.scope(named, &[]), &list);
        inclusions
            .split_whitespace()
            .filter(|word| !word.starts_with('.'))
            .zip(belongs)
            .filter(|(_, belongs)| *belongs)
            .map(|(file, _)| file.to_owned())
            .collect()
    }
}

/// Asks the scope about a list of files, each with the place of the one that includes it.
fn resolve(scope: &Scope, list: &[(PathBuf, Option<usize>)]) -> Vec<bool> {
    let files: Vec<PathBuf> = list.iter().map(|(path, _)| path.clone()).collect();
    let inclusions: Vec<(usize, usize)> = list
        .iter()
        .enumerate()
        .filter_map(|(index, (_, includer))| Some(((*includer)?, index)))
        .collect();
    scope.resolve(&files, &inclusions)
}

/// Reads a compiler's `-H` list: dots for the depth, and the file.
fn parse(text: &str, path: impl Fn(&str) -> PathBuf) -> Vec<(PathBuf, Option<usize>)> {
    let mut open: Vec<usize> = Vec::new();
    let mut list = Vec::new();
    for line in text.lines() {
        let Some((dots, file)) = line.trim().split_once(' ') else {
            continue;
        };
        if dots.is_empty() || dots.bytes().any(|byte| byte != b'.') {
            continue;
        }
        open.truncate(dots.len() - 1);
        list.push((path(file.trim()), open.last().copied()));
        open.push(list.len() - 1);
    }
    list
}

#[test]
fn a_lone_header_stands_alone() {
    let tree = Tree::new(&["inc/a.h", "inc/abc.h", "inc/stdio.h", "inc/multi/bits/t.h"]);
    let list = ". inc/a.h\n.. inc/abc.h\n.. inc/stdio.h\n... inc/multi/bits/t.h";
    assert_eq!(tree.belonging(&["inc/a.h"], list), ["inc/a.h"]);
}

#[test]
fn a_folder_comes_with_its_headers_and_its_twin() {
    let tree = Tree::new(&[
        "inc/ssl/ssl.h",
        "inc/ssl/deep/x.h",
        "inc/multi/ssl/conf.h",
        "inc/sslx/y.h",
        "inc/other/z.h",
    ]);
    let list = ". inc/ssl/ssl.h\n.. inc/ssl/deep/x.h\n.. inc/multi/ssl/conf.h\n.. inc/sslx/y.h\n.. inc/other/z.h";
    assert_eq!(
        tree.belonging(&["inc/ssl/ssl.h"], list),
        ["inc/ssl/ssl.h", "inc/ssl/deep/x.h", "inc/multi/ssl/conf.h"]
    );
    assert_eq!(tree.belonging(&["inc/other/z.h"], list), ["inc/other/z.h"]);
}

#[test]
fn name_sakes_come_along() {
    let tree = Tree::new(&[
        "inc/git2.h",
        "inc/git2/t.h",
        "inc/git2-sys.h",
        "inc/git2_ext.h",
        "inc/git2ext.h",
        "inc/git.h",
        "inc/multi/git2/c.h",
    ]);
    let list = ". inc/git2.h\n.. inc/git2/t.h\n.. inc/git2-sys.h\n.. inc/git2_ext.h\n.. inc/git2ext.h\n.. inc/git.h\n.. inc/multi/git2/c.h";
    assert_eq!(
        tree.belonging(&["inc/git2.h"], list),
        [
            "inc/git2.h",
            "inc/git2/t.h",
            "inc/git2-sys.h",
            "inc/git2_ext.h",
            "inc/multi/git2/c.h"
        ]
    );
}

#[test]
fn hidden_headers_follow_their_includer() {
    let files = [
        "inc/errno.h",
        "inc/lib.h",
        "inc/multi/bits/errno.h",
        "inc/linux/errno.h",
        "inc/multi/asm/errno.h",
        "inc/asm-generic/errno.h",
    ];
    let tree = Tree::new(&files);
    let list = ". inc/lib.h\n.. inc/errno.h\n... inc/multi/bits/errno.h\n.... inc/linux/errno.h\n..... inc/multi/asm/errno.h\n...... inc/asm-generic/errno.h";
    assert_eq!(tree.belonging(&["inc/lib.h"], list), ["inc/lib.h"]);
    assert_eq!(tree.belonging(&["inc/errno.h"], list).len(), 5);
    // Another library's folder hides nothing of the C library's.
    let tree = Tree::new(&["inc/lib/a.h", "inc/bits/t.h"]);
    let list = ". inc/lib/a.h\n.. inc/bits/t.h";
    assert_eq!(tree.belonging(&["inc/lib/a.h"], list), ["inc/lib/a.h"]);
}

#[test]
fn any_includer_that_belongs_is_enough() {
    let tree = Tree::new(&[
        "inc/lib.h",
        "inc/stdio.h",
        "inc/math.h",
        "inc/bits/t.h",
        "inc/bits/u.h",
    ]);
    let list = ". inc/lib.h\n.. inc/stdio.h\n... inc/bits/t.h\n.... inc/bits/u.h\n. inc/math.h\n.. inc/bits/t.h";
    assert_eq!(
        tree.belonging(&["inc/lib.h", "inc/math.h"], list),
        [
            "inc/lib.h",
            "inc/bits/t.h",
            "inc/bits/u.h",
            "inc/math.h",
            "inc/bits/t.h"
        ]
    );
}

#[test]
fn folders_of_the_c_library_are_not_brought() {
    let tree = Tree::new(&[
        "inc/multi/sys/stat.h",
        "inc/multi/sys/types.h",
        "inc/multi/bits/stat.h",
        "inc/linux/input.h",
        "inc/linux/input-codes.h",
        "inc/linux/types.h",
        "inc/multi/asm/types.h",
        "inc/linux/other.h",
        "inc/sys/time.h",
    ]);
    let list = ". inc/multi/sys/stat.h\n.. inc/multi/sys/types.h\n.. inc/multi/bits/stat.h";
    assert_eq!(
        tree.belonging(&["inc/multi/sys/stat.h"], list),
        ["inc/multi/sys/stat.h", "inc/multi/bits/stat.h"]
    );
    let list = ". inc/linux/input.h\n.. inc/linux/input-codes.h\n.. inc/linux/types.h\n... inc/multi/asm/types.h\n.. inc/sys/time.h\n... inc/linux/other.h";
    assert_eq!(
        tree.belonging(&["inc/linux/input.h"], list),
        [
            "inc/linux/input.h",
            "inc/linux/input-codes.h",
            "inc/linux/types.h",
            "inc/multi/asm/types.h"
        ]
    );
}

#[test]
fn apple_and_wasi_hide_behind_underscores() {
    let tree = Tree::new(&[
        "inc/stdio.h",
        "inc/_stdio.h",
        "inc/sys/_types/_size_t.h",
        "inc/secure/_stdio.h",
        "inc/__typedef_size_t.h",
        "inc/Availability.h",
    ]);
    let list = ". inc/stdio.h\n.. inc/_stdio.h\n... inc/sys/_types/_size_t.h\n.. inc/secure/_stdio.h\n.. inc/__typedef_size_t.h\n.. inc/Availability.h";
    assert_eq!(tree.belonging(&["inc/stdio.h"], list).len(), 5);
}

#[test]
fn doors_open_on_headers_of_their_name() {
    let tree = Tree::new(&[
        "inc/errno.h",
        "inc/sys/errno.h",
        "inc/sys/select.h",
        "inc/machine/limits.h",
        "inc/x86/limits.h",
        "inc/x86/other.h",
        "inc/inttypes.h",
        "inc/sys/stdint.h",
        "inc/stdint.h",
    ]);
    let list = ". inc/errno.h\n.. inc/sys/errno.h\n... inc/sys/select.h\n.. inc/machine/limits.h\n... inc/x86/limits.h\n... inc/x86/other.h";
    assert_eq!(
        tree.belonging(&["inc/errno.h"], list),
        [
            "inc/errno.h",
            "inc/sys/errno.h",
            "inc/machine/limits.h",
            "inc/x86/limits.h"
        ]
    );
    let list = ". inc/inttypes.h\n.. inc/sys/stdint.h\n. inc/stdint.h";
    assert_eq!(
        tree.belonging(&["inc/inttypes.h"], list),
        ["inc/inttypes.h"]
    );
    assert_eq!(
        tree.belonging(&["inc/inttypes.h", "inc/stdint.h"], list)
            .len(),
        3
    );
}

#[test]
fn include_next_goes_on_to_the_header_of_the_same_name() {
    let tree = Tree::new(&["inc/stdint.h", "inc/multi/stdint.h", "inc/bits/wchar.h"]);
    let list = ". inc/multi/stdint.h\n.. inc/stdint.h\n... inc/bits/wchar.h";
    assert_eq!(tree.belonging(&["inc/multi/stdint.h"], list).len(), 3);
}

#[test]
fn windows_headers_come_all_together() {
    let tree = Tree::new(&[
        "inc/windows.h",
        "inc/_mingw.h",
        "inc/windef.h",
        "inc/psdk_inc/x.h",
        "other/y.h",
    ]);
    let list = ". inc/windows.h\n.. inc/windef.h\n... inc/psdk_inc/x.h\n.. other/y.h";
    assert_eq!(
        tree.belonging(&["inc/windows.h"], list),
        ["inc/windows.h", "inc/windef.h", "inc/psdk_inc/x.h"]
    );
}

#[test]
fn a_sysroot_below_the_header_is_the_systems() {
    let tree = Tree::new(&["a.h", "b/c.h", "inc/stdio.h"]);
    let list = ". a.h\n.. b/c.h\n.. inc/stdio.h";
    assert_eq!(tree.belonging(&["a.h"], list), ["a.h", "b/c.h"]);
}

#[test]
fn spelling_does_not_matter() {
    let tree = Tree::new(&["inc/lib/a.h", "inc/lib/b.h", "bin/x"]);
    let scope = tree.scope(&["bin/../inc/lib/a.h"], &[]);
    assert!(scope.contains(&tree.path("inc/lib/b.h")));
    assert!(scope.contains(&tree.path("inc/./lib/../lib/a.h")));
    assert!(scope.contains(&tree.path("inc/lib/missing.h")));
    assert!(!scope.contains(Path::new("")));
    assert!(!scope.contains(Path::new("..")));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed() {
    let tree = Tree::new(&[
        "inc/png16/png.h",
        "inc/png16/conf.h",
        "inc/other/asm/x.h",
        "inc/e.h",
    ]);
    std::os::unix::fs::symlink("png16/png.h", tree.path("inc/png.h")).unwrap();
    std::os::unix::fs::symlink("png16/conf.h", tree.path("inc/conf.h")).unwrap();
    std::os::unix::fs::symlink("other/asm", tree.path("inc/asm")).unwrap();
    assert!(
        tree.scope(&["inc/png.h"], &[])
            .contains(&tree.path("inc/conf.h"))
    );
    let list = ". inc/e.h\n.. inc/asm/x.h";
    assert_eq!(tree.belonging(&["inc/e.h"], list).len(), 2);
}

#[test]
fn globs_widen_the_scope() {
    let tree = Tree::new(&["inc/a.h", "inc/b.h", "inc/glib/c.h", "inc/glib/deep/d.h"]);
    let belong =
        |globs: &[&str], file: &str| tree.scope(&["inc/a.h"], globs).contains(&tree.path(file));
    assert!(belong(&["b.h"], "inc/b.h"));
    assert!(!belong(&["b.h"], "inc/glib/c.h"));
    assert!(belong(&["glib/*.h"], "inc/glib/c.h"));
    assert!(!belong(&["glib/*"], "inc/glib/deep/d.h"));
    assert!(belong(&["glib/**"], "inc/glib/deep/d.h"));
    let error = Scope::new(&[], &[], &["a[".to_owned()], false).unwrap_err();
    assert!(error.to_string().contains("a["), "{error}");
}

#[test]
fn everything_is_everything() {
    let scope = Scope::new(&[], &[], &[], true).unwrap();
    assert_eq!(scope.resolve(&[PathBuf::from("/x")], &[(7, 0)]), [true]);
    assert!(scope.contains(Path::new("/y")));
}

#[test]
fn strange_lists_are_survived() {
    let scope = Scope::new(
        &[PathBuf::from("/a.h"), PathBuf::new()],
        &[PathBuf::new()],
        &[],
        false,
    )
    .unwrap();
    assert_eq!(
        scope
            .resolve(
                &[PathBuf::from("/a.h"), PathBuf::new()],
                &[(9, 0), (1, 1), (0, 9)]
            )
            .len(),
        2
    );
}
