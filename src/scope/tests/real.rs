//! The rules on installed headers, with the inclusions that clang reports.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use super::*;

/// A translation unit that includes one header.
struct Unit {
    /// Each included file, and its includer.
    list: Vec<(PathBuf, Option<usize>)>,
    /// What belongs.
    belongs: Vec<bool>,
}

impl Unit {
    /// Parses `#include <header>` and takes the first file as the named one.
    fn new(header: &str, arguments: &[&str]) -> Unit {
        let source = tempfile::Builder::new().suffix(".c").tempfile().unwrap();
        fs::write(source.path(), format!("#include <{header}>\n")).unwrap();
        let output = ["clang-14", "clang-19", "clang"]
            .iter()
            .find_map(|clang| {
                Command::new(clang)
                    .args(["-fsyntax-only", "-w", "-v", "-H"])
                    .args(arguments)
                    .arg(source.path())
                    .stdin(Stdio::null())
                    .output()
                    .ok()
            })
            .expect("these tests need clang");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "<{header}> does not parse; is its development package installed?\n{text}"
        );
        let list = parse(&text, |file| PathBuf::from(file));
        let user: Vec<&str> = arguments
            .iter()
            .filter_map(|a| a.strip_prefix("-I"))
            .collect();
        let system: Vec<PathBuf> = text
            .lines()
            .skip_while(|line| !line.starts_with("#include <...>"))
            .skip(1)
            .take_while(|line| line.starts_with(' '))
            .map(|line| PathBuf::from(line.trim()))
            .filter(|path| !user.iter().any(|user| path == Path::new(user)))
            .collect();
        let scope = Scope::new(&[list[0].0.clone()], &system, &[], false).unwrap();
        Unit {
            belongs: super::resolve(&scope, &list),
            list,
        }
    }

    /// The files that belong and end with `end`.
    fn has(&self, end: &str) -> bool {
        let mut found = self
            .list
            .iter()
            .zip(&self.belongs)
            .filter(|((path, _), _)| path.ends_with(end));
        let belongs = found.next().map(|(_, belongs)| *belongs);
        belongs.unwrap_or_else(|| panic!("{end} is not included"))
    }

    /// The folders, and lone headers, of all that belongs.
    fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = self
            .list
            .iter()
            .zip(&self.belongs)
            .filter(|(_, belongs)| **belongs)
            .map(|((path, _), _)| path.to_string_lossy().into_owned())
            .collect();
        all.sort();
        all.dedup();
        all
    }
}

#[test]
fn the_c_library_hides_headers() {
    let math = Unit::new("math.h", &[]);
    assert!(math.has("bits/mathcalls.h") && !math.has("features.h"));
    let errno = Unit::new("errno.h", &[]);
    assert!(errno.has("asm-generic/errno-base.h") && errno.has("linux/errno.h"));
    let signal = Unit::new("signal.h", &[]);
    assert!(signal.has("bits/signum-generic.h") && !signal.has("sys/ucontext.h"));
    let stat = Unit::new("sys/stat.h", &[]);
    assert!(stat.has("bits/struct_stat.h"));
    let stdint = Unit::new("stdint.h", &[]);
    assert!(stdint.has("/usr/include/stdint.h") && stdint.has("bits/stdint-intn.h"));
}

#[test]
fn lone_headers() {
    for (header, length) in [("sqlite3.h", 1), ("zlib.h", 1)] {
        let all = Unit::new(header, &[]).all();
        assert_eq!(all.len(), length, "{all:?}");
    }
    let lzma = Unit::new("lzma.h", &[]).all();
    assert!(
        lzma.len() > 10 && lzma.iter().all(|path| path.contains("/lzma")),
        "{lzma:?}"
    );
    let git = Unit::new("git2.h", &[]).all();
    assert!(
        git.len() > 30 && git.iter().all(|path| path.contains("/git2")),
        "{git:?}"
    );
    let wayland = Unit::new("wayland-client.h", &[]).all();
    assert_eq!(wayland.len(), 3, "{wayland:?}");
    assert!(wayland.iter().all(|path| path.contains("/wayland-client")));
}

#[test]
fn folders() {
    for (header, folder, least) in [
        ("SDL2/SDL.h", "/SDL2/", 30),
        ("curl/curl.h", "/curl/", 5),
        ("openssl/ssl.h", "/openssl/", 30),
        ("vulkan/vulkan.h", "/vulkan/", 3),
    ] {
        let all = Unit::new(header, &[]).all();
        assert!(all.len() >= least, "{header}: {all:?}");
        assert!(all.iter().all(|path| path.contains(folder)), "{all:?}");
    }
    let ssl = Unit::new("openssl/ssl.h", &[]);
    assert!(ssl.has("openssl/configuration.h"));
}

#[test]
fn python_brings_its_folder() {
    let folder = fs::read_dir("/usr/include")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.join("Python.h").exists())
        .expect("these tests need Python's headers");
    let python = Unit::new("Python.h", &[&format!("-I{}", folder.display())]);
    assert!(python.has("cpython/object.h") && python.has("pyconfig.h"));
    assert!(!python.has("stdio.h"));
    assert!(python.all().iter().all(|path| path.contains("/python3")));
}

#[test]
fn gtk_brings_its_folder_only() {
    let output = Command::new("pkg-config")
        .args(["--cflags-only-I", "gtk+-3.0"])
        .output();
    let flags = String::from_utf8(output.expect("these tests need pkg-config").stdout).unwrap();
    let flags: Vec<&str> = flags.split_whitespace().collect();
    let gtk = Unit::new("gtk/gtk.h", &flags);
    let all = gtk.all();
    assert!(all.len() > 200, "{all:?}");
    assert!(
        all.iter().all(|path| path.contains("/gtk-3.0/gtk/")),
        "{all:?}"
    );
    assert!(!gtk.has("glib/gstring.h") && !gtk.has("gdk/gdk.h"));
}

#[test]
fn mingw_brings_its_folder() {
    let root = "/usr/share/mingw-w64/include";
    let windows = Unit::new(
        "windows.h",
        &[
            "--target=x86_64-w64-windows-gnu",
            "-fms-extensions",
            "-isystem",
            root,
        ],
    );
    assert!(windows.has("winbase.h") && windows.has("windef.h") && windows.has("_mingw.h"));
    let all = windows.all();
    assert!(
        all.len() > 100 && all.iter().all(|path| path.starts_with(root)),
        "{all:?}"
    );
}
