//! The scope on real headers, through the program: what is written by default stands in the files
//! that belong to the named header, and nothing of the others but what that needs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use quarry_bindgen::map::model::{Item, ItemKind, Literal, Module};

/// Where Debian puts the headers of mingw-w64.
const MINGW: &str = "/usr/share/mingw-w64/include";

/// The module of one run.
struct Read(Module);

impl Read {
    /// Runs the program on a header.
    fn of(header: &str, arguments: &[&str]) -> Read {
        let libclang = support::libclangs().unwrap().remove(0);
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        command.arg(header).arg("--emit=json").args(arguments);
        let json = support::output_of(&mut command).unwrap();
        Read(serde_json::from_str(&json).unwrap())
    }

    /// The same with the include directories and macros of a package.
    fn of_package(header: &str, package: &str, arguments: &[&str]) -> Read {
        let flags = support::pkg_config(package).unwrap();
        let flags = flags.iter().map(String::as_str);
        let kept = flags.filter(|flag| flag.starts_with("-I") || flag.starts_with("-D"));
        let all: Vec<&str> = kept.chain(arguments.iter().copied()).collect();
        Read::of(header, &all)
    }

    /// Windows headers, as mingw-w64 has them.
    fn of_windows(header: &str, arguments: &[&str]) -> Read {
        assert!(
            Path::new(MINGW).join("windows.h").exists(),
            "no mingw-w64: run scripts/test.sh"
        );
        let isystem = format!("-isystem{MINGW}");
        let all: Vec<&str> = ["--target=x86_64-pc-windows-gnu", isystem.as_str()]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        Read::of(header, &all)
    }

    /// The files whose functions and variables are written: nothing needs those, so that they
    /// come from the scope alone.
    fn files(&self) -> BTreeSet<&str> {
        self.0
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Function(_) | ItemKind::Variable(_)))
            .map(|item| item.location.file.as_ref())
            .collect()
    }

    /// Fails unless each of those files is told by `belongs`.
    #[track_caller]
    fn only(&self, belongs: impl Fn(&str) -> bool) {
        let others: Vec<&str> = self.files().into_iter().filter(|it| !belongs(it)).collect();
        assert!(others.is_empty(), "{others:?}");
    }

    /// An item by C's name.
    fn item(&self, name: &str) -> Option<&Item> {
        let mut items = self.0.items.iter();
        items.find(|item| item.c_name.as_deref().unwrap_or(&item.name) == name)
    }

    /// The file of an item.
    #[track_caller]
    fn file(&self, name: &str) -> &str {
        let item = self.item(name);
        item.map_or_else(|| panic!("no {name}"), |item| &item.location.file)
    }

    /// The file of a function that is written.
    #[track_caller]
    fn function(&self, name: &str) -> &str {
        match self.item(name) {
            Some(item) if matches!(item.kind, ItemKind::Function(_)) => &item.location.file,
            other => panic!("no function {name}: {other:?}"),
        }
    }

    /// The file and the value of an integer constant that is written.
    #[track_caller]
    fn constant(&self, name: &str) -> (&str, i128) {
        match self.item(name).map(|item| (item, &item.kind)) {
            Some((item, ItemKind::Constant(constant))) => match constant.value {
                Literal::Integer(value) => (&item.location.file, value),
                ref other => panic!("{name} is {other:?}"),
            },
            other => panic!("no constant {name}: {other:?}"),
        }
    }

    /// Fails if one of the names is written or skipped.
    #[track_caller]
    fn lacks(&self, names: &[&str]) {
        let there: Vec<&&str> = names.iter().filter(|it| self.item(it).is_some()).collect();
        assert!(there.is_empty(), "{there:?}");
    }
}

#[test]
fn sqlite3_stands_alone() {
    for header in ["sqlite3.h", "/usr/include/sqlite3.h", "<sqlite3.h>"] {
        let sqlite = Read::of(header, &[]);
        let items = sqlite.0.items.iter();
        let files: BTreeSet<&str> = items.map(|item| item.location.file.as_ref()).collect();
        assert_eq!(files, BTreeSet::from(["sqlite3.h"]), "{header}");
        sqlite.lacks(&["va_list", "__gnuc_va_list", "va_start"]);
    }
}

#[test]
fn a_system_directory_is_no_folder_of_a_library() {
    let zlib = Read::of("zlib.h", &[]);
    assert_eq!(zlib.files(), BTreeSet::from(["zlib.h"]));
    zlib.lacks(&["MAX_WBITS", "charf", "read", "SEEK_SET"]);
    // A type that a declaration needs comes from wherever it is, and what that needs.
    assert_eq!(zlib.file("uInt"), "zconf.h");
    assert_eq!(zlib.file("__off_t"), "bits/types.h");
}

#[test]
fn the_c_library_hides_cos() {
    let math = Read::of("math.h", &[]);
    assert_eq!(math.function("cos"), "bits/mathcalls.h");
    math.only(|file| file == "math.h" || file.starts_with("bits/"));
    math.lacks(&["__GLIBC__", "__GLIBC_MINOR__", "_FEATURES_H"]);
}

#[test]
fn the_c_library_hides_enoent() {
    let errno = Read::of("errno.h", &[]);
    assert_eq!(errno.constant("ENOENT"), ("asm-generic/errno-base.h", 2));
    assert_eq!(errno.constant("ENAMETOOLONG"), ("asm-generic/errno.h", 36));
    assert_eq!(errno.files(), BTreeSet::from(["errno.h"]));
    errno.lacks(&["__GLIBC__"]);
}

#[test]
fn the_c_library_hides_sigint() {
    let signal = Read::of("signal.h", &[]);
    assert_eq!(signal.constant("SIGINT"), ("bits/signum-generic.h", 2));
    assert_eq!(signal.constant("SIGKILL").1, 9);
    assert_eq!(signal.function("kill"), "signal.h");
    signal.only(|file| file == "signal.h" || file.starts_with("bits/"));
    signal.lacks(&["__GLIBC__", "ucontext_t"]);
}

#[test]
fn sdl_brings_its_folder() {
    let sdl = Read::of_package("SDL2/SDL.h", "sdl2", &[]);
    assert!(sdl.function("SDL_CreateWindow").ends_with("SDL_video.h"));
    assert!(sdl.constant("SDLK_ESCAPE").0.ends_with("SDL_keycode.h"));
    sdl.only(|file| file.contains("SDL"));
    assert!(sdl.files().len() > 30);
    sdl.lacks(&["printf", "memcpy", "_mm_setzero_ps", "__GLIBC__"]);
}

#[test]
fn gtk_brings_its_folder() {
    let gtk = Read::of_package("gtk/gtk.h", "gtk+-3.0", &[]);
    assert_eq!(gtk.function("gtk_window_new"), "gtk/gtkwindow.h");
    let deprecated = gtk.function("gtk_table_new");
    assert_eq!(deprecated, "gtk/deprecated/gtktable.h");
    gtk.only(|file| file.starts_with("gtk/"));
    gtk.lacks(&["g_object_new", "gdk_window_new", "cairo_create", "G_PI"]);
    // What its declarations need of other libraries is there.
    assert_eq!(gtk.file("cairo_t"), "cairo.h");
}

#[test]
fn curl_brings_its_folder() {
    let curl = Read::of_package("curl/curl.h", "libcurl", &[]);
    assert_eq!(curl.function("curl_easy_init"), "curl/easy.h");
    assert_eq!(curl.constant("CURLE_OK"), ("curl/curl.h", 0));
    curl.only(|file| file.starts_with("curl/"));
    curl.lacks(&["select", "socket", "time", "INT_MAX", "AF_INET"]);
}

#[test]
fn windows_brings_its_folder() {
    let windows = Read::of_windows("windows.h", &[]);
    assert_eq!(windows.function("CreateFileW"), "fileapi.h");
    assert_eq!(windows.function("MessageBoxW"), "winuser.h");
    assert_eq!(windows.constant("ERROR_FILE_NOT_FOUND").1, 2);
}

#[test]
fn a_mingw_header_brings_what_it_hides() {
    let stdio = Read::of_windows("stdio.h", &[]);
    assert_eq!(stdio.function("fopen"), "stdio.h");
    stdio.lacks(&["CreateFileW", "strlen"]);
}

#[test]
fn git2_brings_the_folder_of_its_name() {
    let git = Read::of("git2.h", &[]);
    let open = git.function("git_repository_open");
    assert_eq!(open, "git2/repository.h");
    git.only(|file| file == "git2.h" || file.starts_with("git2/"));
    git.lacks(&["PRId64", "INT64_MAX", "time"]);
}

#[test]
fn lzma_brings_the_folder_of_its_name() {
    let lzma = Read::of("lzma.h", &[]);
    assert_eq!(lzma.function("lzma_code"), "lzma/base.h");
    assert_eq!(lzma.constant("LZMA_STREAM_END"), ("lzma/base.h", 1));
    lzma.only(|file| file == "lzma.h" || file.starts_with("lzma/"));
    lzma.lacks(&["PRId64", "INT64_MAX", "UINT64_MAX"]);
}

#[test]
fn wayland_brings_the_siblings_of_its_name() {
    let wayland = Read::of("wayland-client.h", &[]);
    let connect = wayland.function("wl_display_connect");
    assert_eq!(connect, "wayland-client-core.h");
    let protocol = "wayland-client-protocol.h";
    assert_eq!(wayland.file("wl_display_interface"), protocol);
    assert_eq!(wayland.constant("WL_SEAT_CAPABILITY_TOUCH"), (protocol, 4));
    wayland.only(|file| file.starts_with("wayland-client"));
    wayland.lacks(&["wl_list_init", "WL_MARSHAL_FLAG_DESTROY_"]);
}

#[test]
fn a_header_of_ones_own_brings_its_folder_tree() {
    let header = support::root().join("test-headers/scope_local_include.h");
    let own = Read::of(&header.to_string_lossy(), &[]);
    assert_eq!(own.function("uses_sibling"), "scope_local_include.h");
    assert_eq!(own.file("sibling"), "include/sibling.h");
}

#[test]
fn include_from_widens() {
    let widened = Read::of("zlib.h", &["--include-from=**/zconf.h"]);
    assert_eq!(widened.constant("MAX_WBITS"), ("zconf.h", 15));
    assert_eq!(widened.files(), BTreeSet::from(["zlib.h"]));
    widened.lacks(&["read", "__GLIBC__"]);

    let twice = ["--include-from=sys/socket.h", "--include-from=**/time.h"];
    let curl = Read::of_package("curl/curl.h", "libcurl", &twice);
    assert_eq!(curl.function("socket"), "sys/socket.h");
    assert_eq!(curl.function("time"), "time.h");
    assert_eq!(curl.function("curl_easy_init"), "curl/easy.h");
    curl.lacks(&["printf", "__GLIBC__"]);
}

#[test]
fn everything_takes_all() {
    let sqlite = Read::of("sqlite3.h", &["--everything"]);
    assert_eq!(sqlite.function("sqlite3_open"), "sqlite3.h");
    assert!(sqlite.item("va_start").is_some());

    let curl = Read::of_package("curl/curl.h", "libcurl", &["--everything"]);
    assert_eq!(curl.function("printf"), "stdio.h");
    assert_eq!(curl.function("select"), "sys/select.h");
    assert_eq!(curl.constant("__GLIBC__").1, 2);
    assert_eq!(curl.function("curl_easy_init"), "curl/easy.h");
}
