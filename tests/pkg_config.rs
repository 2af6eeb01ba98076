//! `--pkg-config` with real packages and made-up ones, for this machine and others.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with headers and packages.
struct Folder(tempfile::TempDir);

/// What a run has written, to both streams, and its exit code.
struct Ran {
    /// The module.
    text: String,
    /// The messages.
    said: String,
    /// The exit code.
    code: Option<i32>,
}

impl Folder {
    /// An empty one.
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    /// A path in it.
    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with its folders.
    fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes an executable script.
    fn script(&self, name: &str, text: &str) {
        use std::os::unix::fs::PermissionsExt;
        self.write(name, &format!("#!/bin/sh\n{text}\n"));
        fs::set_permissions(self.at(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs `quarry bindgen` in it.
    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let output = Command::new(assert_cmd::cargo::cargo_bin("quarry"))
            .arg("bindgen")
            .args(arguments)
            .current_dir(self.0.path())
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        Ran {
            text: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }
}

impl Ran {
    /// The text, of a run that was right.
    #[track_caller]
    fn text(&self) -> &str {
        assert_eq!(self.code, Some(0), "{}", self.said);
        &self.text
    }

    /// The libraries of the first function.
    #[track_caller]
    fn links(&self) -> Vec<&str> {
        let lines = self.text().lines();
        let links = lines.skip_while(|line| !line.starts_with("@link("));
        links
            .map_while(|line| line.strip_prefix("@link(\"")?.strip_suffix("\")"))
            .collect()
    }

    /// Checks that nothing was written, and what was said.
    #[track_caller]
    fn refused(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.said);
        assert_eq!(self.text, "");
        let said = self.said.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}

/// What the real pkg-config prints.
fn pkg_config(arguments: &[&str]) -> Vec<String> {
    let output = Command::new("pkg-config").args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn real_packages() {
    let folder = Folder::new();
    for (header, package) in [
        ("sqlite3.h", "sqlite3"),
        ("zlib.h", "zlib"),
        ("png.h", "libpng"),
        ("gtk/gtk.h", "gtk+-3.0"),
    ] {
        let by_name = folder.run(&[header, &format!("--pkg-config={package}")], &[]);
        let libraries = pkg_config(&["--libs-only-l", package]);
        let libraries: Vec<&str> = libraries.iter().map(|it| &it[2..]).collect();
        assert_eq!(by_name.links(), libraries, "{package}");
        let mut by_hand = vec![header.to_owned()];
        by_hand.extend(pkg_config(&["--cflags", package]));
        by_hand.extend(libraries.iter().map(|name| format!("--link={name}")));
        let by_hand: Vec<&str> = by_hand.iter().map(String::as_str).collect();
        assert!(
            by_name.text() == folder.run(&by_hand, &[]).text(),
            "{package}"
        );
        assert!(!by_name.text().contains("/usr/"), "{package}");
    }
}

/// A package with odd words.
const ODD: &str = r#"
folder=/opt/od d
Name: odd
Description: odd
Version: 1.2
Requires: plain
Requires.private: private
Cflags: -I${pcfiledir}/in\ c -DTEXT='"a b"' -DNUMBER=3 -pthread -I${pcfiledir}/../it\'s -isystem p2
Libs: -L"${folder}" -lodd -lm -lodd -framework Cocoa -Wl,--as-needed -l:libx.a
Libs.private: -lsecret
"#;

/// A package.
fn package(name: &str, more: &str) -> String {
    format!("Name: {name}\nDescription: {name}\nVersion: 1.0\n{more}\n")
}

#[test]
fn made_up_packages() {
    let folder = Folder::new();
    folder.write("p c/odd.pc", ODD);
    folder.write("p c/plain.pc", &package("plain", "Libs: -lplain -lm"));
    let private = package("private", "Cflags: -DPRIVATE=1\nLibs: -lprivate");
    folder.write("p c/private.pc", &private);
    folder.write(
        "p c/in c/odd.h",
        "#include <sys.h>\n#define T TEXT\n#define N (NUMBER + PRIVATE + SYS)\nint odd(void);\n",
    );
    folder.write("it's/sys.h", "#include <sub.h>\n#define SYS SUB\n");
    folder.write("p2/sub.h", "#define SUB 10\n");
    let path = folder.at("p c");
    let variables = [("PKG_CONFIG_PATH", path.to_str().unwrap())];
    let ran = folder.run(&["odd.h", "--pkg-config=odd", "--link=own"], &variables);
    for line in ["const T: &str = \"a b\"", "const N: i32 = 14"] {
        assert!(ran.text().contains(line), "{}", ran.text());
    }
    let real = Command::new("pkg-config")
        .args(["--libs-only-l", "odd"])
        .env("PKG_CONFIG_PATH", &path)
        .output()
        .unwrap();
    let real = String::from_utf8(real.stdout).unwrap();
    let names = real.split_whitespace().map(|it| &it[2..]);
    let mut wanted = vec!["own"];
    wanted.extend(names.filter(|it| !it.starts_with(':')));
    assert_eq!(ran.links(), wanted);
    assert!(!wanted.contains(&"private") && !wanted.contains(&"secret"));
    for words in ["the framework `Cocoa`", "`-l:libx.a`", "`@link` cannot say"] {
        assert!(ran.said.contains(words), "{words}: {}", ran.said);
    }
    assert!(!ran.text().contains(path.to_str().unwrap()));
    // A folder that compilers search anyway is one that pkg-config leaves out.
    let p2 = folder.at("p2");
    let p2 = p2.to_str().unwrap();
    folder.write("p c/own.pc", &package("own", &format!("Cflags: -I{p2}")));
    let more = [variables[0], ("C_INCLUDE_PATH", p2), ("CPATH", p2)];
    folder.run(&["sub.h", "--pkg-config=own"], &more).text();
    // A version that is asked for, and the file as one of those that were read.
    let arguments = [
        "odd.h",
        "--pkg-config=odd >= 1.1",
        "-oo",
        "--depfile=d",
        "--verify",
        "--cc=gcc",
    ];
    folder.run(&arguments, &variables).text();
    let rule = fs::read_to_string(folder.at("d")).unwrap();
    assert!(rule.contains("p\\ c/odd.pc"), "{rule}");
    folder
        .run(&["odd.h", "--pkg-config=odd >= 1.3"], &variables)
        .refused(1, &["finds no `odd >= 1.3`", "1.2"]);
}

#[test]
fn what_cannot_be_done_is_said_once() {
    let folder = Folder::new();
    folder.write("a.h", "int f(void);\n");
    folder.write("pc/bad.pc", &package("bad", "Cflags: -fplugin=x"));
    let blank = package("blank", "Cflags: -isystem '/a b'");
    folder.write("pc/blank.pc", &blank);
    let path = folder.at("pc");
    let variables = [("PKG_CONFIG_PATH", path.to_str().unwrap())];
    let run = |arguments: &[&str]| folder.run(&[&["a.h"], arguments].concat(), &variables);
    run(&[
        "--pkg-config=sqlite",
        "--pkg-config=zlib",
        "--pkg-config=gtk4",
    ])
    .refused(
        1,
        &[
            "pkg-config finds no `sqlite`, `gtk4`",
            "sqlite.pc (on Debian",
            "-dev",
        ],
    );
    run(&["--pkg-config=bad"]).refused(
        1,
        &[
            "gives clang's argument `-fplugin=x`",
            "--allow-arg=-fplugin=x",
        ],
    );
    run(&["--pkg-config=blank"]).refused(1, &["gives clang's argument `b`", "a blank"]);
    for name in [
        "",
        "-x",
        "--version",
        "a;b",
        "a\nb",
        "$(x)",
        "/etc/passwd",
        "a/b",
    ] {
        run(&["--pkg-config", name]).refused(2, &[]);
        run(&[&format!("--pkg-config={name}")]).refused(2, &["is no name of a package"]);
    }
    let nothing = folder.at("nothing");
    fs::create_dir(&nothing).unwrap();
    folder
        .run(
            &["a.h", "--pkg-config=zlib"],
            &[("PKG_CONFIG_LIBDIR", nothing.to_str().unwrap())],
        )
        .refused(1, &["finds no `zlib`", "apt-get install zlib1g-dev"]);
    folder
        .run(
            &["a.h", "--pkg-config=zlib"],
            &[("PATH", nothing.to_str().unwrap())],
        )
        .refused(
            1,
            &[
                "pkg-config was not found",
                "apt-get install pkg-config",
                "PKG_CONFIG",
            ],
        );
    folder
        .run(&["a.h", "--pkg-config=zlib"], &[("PKG_CONFIG", "/no/such")])
        .refused(1, &["/no/such cannot be asked", "No such file"]);
    folder.script("open", "echo \"-DX='\"");
    let open = folder.at("open");
    folder
        .run(
            &["a.h", "--pkg-config=zlib"],
            &[("PKG_CONFIG", open.to_str().unwrap())],
        )
        .refused(1, &["answer cannot be read: -DX='"]);
    folder.script("killed", "kill -9 $$");
    let killed = folder.at("killed");
    folder
        .run(
            &["a.h", "--pkg-config=zlib"],
            &[("PKG_CONFIG", killed.to_str().unwrap())],
        )
        .refused(1, &["killed"]);
}

#[test]
fn other_machines() {
    let folder = Folder::new();
    let arm = "--target=aarch64-unknown-linux-gnu";
    folder.write("a.h", "#include <lib.h>\nint f(void);\n");
    let lib = package("lib", "Cflags: -I/usr/include/lib -DARM\nLibs: -larm");
    folder.write("root/usr/lib/aarch64-linux-gnu/pkgconfig/lib.pc", &lib);
    folder.write(
        "root/usr/include/lib/lib.h",
        "#ifdef ARM\nint arm(void);\n#endif\n",
    );
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let first = ["a.h", "--pkg-config=lib", "--everything"];
        folder.run(&[&first[..], arguments].concat(), variables)
    };
    run(&[arm], &[]).refused(
        1,
        &[
            "knows the packages of this machine, and not those of aarch64-unknown-linux-gnu",
            "aarch64-linux-gnu-pkg-config",
            "PKG_CONFIG_LIBDIR_aarch64_unknown_linux_gnu",
        ],
    );
    let root = folder.at("root");
    let is_right = |ran: &Ran| {
        assert_eq!(ran.links(), ["arm"]);
        assert!(ran.text().contains("extern fn arm("), "{}", ran.text());
    };
    let by_root = format!("--sysroot={}", root.display());
    is_right(&run(&[arm, &by_root], &[]));
    let of_one = format!("--sysroot-for=aarch64-unknown-linux-gnu={}", root.display());
    is_right(&run(&[arm, &of_one], &[]));
    let folders = root.join("usr/lib/aarch64-linux-gnu/pkgconfig");
    let (root, folders) = (root.to_str().unwrap(), folders.to_str().unwrap());
    for suffix in [
        "",
        "_aarch64-unknown-linux-gnu",
        "_aarch64_unknown_linux_gnu",
    ] {
        let names =
            ["PKG_CONFIG_SYSROOT_DIR", "PKG_CONFIG_LIBDIR"].map(|it| it.to_owned() + suffix);
        is_right(&run(&[arm], &[(&names[0], root), (&names[1], folders)]));
    }
    // Those of another target say nothing.
    let other = [("PKG_CONFIG_LIBDIR_x86_64_pc_windows_gnu", folders)];
    assert_eq!(run(&[arm], &other).code, Some(1));
    // What a build script's cargo builds for is not what the module is for.
    let cargo = [
        ("TARGET", "aarch64-unknown-linux-gnu"),
        ("HOST", "x86_64-unknown-linux-gnu"),
    ];
    folder.write("b.h", "int g(void);\n");
    assert_eq!(
        folder.run(&["b.h", "--pkg-config=zlib"], &cargo).links(),
        ["z"]
    );
    // A pkg-config of that machine.
    folder.script(
        "bin/aarch64-linux-gnu-pkg-config",
        &format!("export PKG_CONFIG_SYSROOT_DIR='{root}' PKG_CONFIG_LIBDIR='{folders}'\nexec pkg-config \"$@\""),
    );
    let mut path = folder.at("bin").into_os_string().into_string().unwrap();
    path.push(':');
    path.push_str(&std::env::var("PATH").unwrap());
    is_right(&run(&[arm], &[("PATH", &path)]));
    // Several at once, which have to agree about the libraries.
    let both = "--target=x86_64-unknown-linux-gnu,aarch64-unknown-linux-gnu";
    let host = package("lib", "Libs: -lhost");
    folder.write("host/lib.pc", &host);
    folder.write("lib.h", "");
    let host = folder.at("host");
    let host = [
        ("PATH", path.as_str()),
        (
            "PKG_CONFIG_PATH_x86_64-unknown-linux-gnu",
            host.to_str().unwrap(),
        ),
    ];
    run(&[both, "-I."], &host).refused(1, &["arm", "host"]);
    folder.write("host/lib.pc", &package("lib", "Libs: -larm"));
    assert_eq!(run(&[both, "-I."], &host).links(), ["arm"]);
}

#[test]
fn the_library_tells_cargo() {
    let builder = quarry_bindgen::Builder::new()
        .header("zlib.h")
        .pkg_config("zlib");
    let made = builder
        .program(assert_cmd::cargo::cargo_bin("quarry"))
        .generate()
        .unwrap();
    assert!(made.text().contains("@link(\"z\")"));
    assert!(
        made.inputs()
            .iter()
            .any(|path| path.ends_with(Path::new("zlib.pc")))
    );
}
