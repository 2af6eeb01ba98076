//! The program from outside: arguments, exit codes, and which stream says what.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty, starts_with};

/// `quarry` in an environment without libclang, colours or a wide terminal.
fn quarry(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("quarry").unwrap();
    command
        .env_clear()
        .env("LIBCLANG_PATH", "/nonexistent")
        .args(arguments);
    command
}

#[test]
fn version() {
    quarry(&["--version"])
        .assert()
        .code(0)
        .stdout("quarry 0.1.0\n")
        .stderr(is_empty());
}

#[test]
fn help_is_on_stdout_and_needs_no_libclang() {
    let options = [
        "--output",
        "--target",
        "--dialect",
        "--depfile",
        "--include-from",
        "--everything",
        "--keep-going",
        "--verbose",
        "--quiet",
        "--dump",
        "--emit",
        "--allow-arg",
        "--timeout",
        "--memory-limit",
        "-I",
        "-D",
        "-U",
        "--isystem",
        "--sysroot",
        "--include",
        "CLANG_ARG",
        "doctor",
        "Examples:",
    ];
    for option in options {
        quarry(&["bindgen", "--help"])
            .assert()
            .code(0)
            .stdout(contains(option))
            .stderr(is_empty());
    }
    let output = quarry(&["bindgen", "--help"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        !text.contains("clang-arg") && !text.contains("worker"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

#[test]
fn no_arguments_show_the_help_and_are_wrong() {
    for arguments in [&[][..], &["bindgen"]] {
        quarry(arguments)
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains("Usage: quarry"));
    }
}

#[test]
fn wrong_usage_is_2_and_says_the_way_out() {
    for (arguments, way_out) in [
        (&["bindgen", "a.h", "--ouput=x"][..], "'--output'"),
        (
            &["bindgen", "a.h", "--target=x86_64-linux-gmu"],
            "x86_64-linux-gnu",
        ),
        (&["bindgen", "a.h", "-fplugin=x.so"], "--allow-arg=-fplugin"),
        (&["bindgen", "a.h", "-MD"], "--depfile"),
        (&["bindgen", "a.h", "--", "-target", "x"], "--target=TRIPLE"),
        (&["bindgen", "a.h", "--", "b.c"], "before the `--`"),
        (&["bindgen", "a.h", "--output=/"], "name the file"),
        (&["bindgen", "a.h", "--depfile=d"], "--output=PATH"),
        (&["bindgen", "a.h", "--include-from=["], "--include-from"),
        (&["bindgen", "a.h", "-v", "-q"], "'--quiet'"),
        (&["bingen"], "'bindgen'"),
    ] {
        quarry(arguments)
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(starts_with("error: ").and(contains(way_out)));
    }
}

#[test]
fn quiet_is_silent_in_failure_too() {
    quarry(&["bindgen", "-q", "/nonexistent/a.h"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(is_empty());
    quarry(&["bindgen", "-q", "a.h", "--", "-MD"])
        .assert()
        .code(2)
        .stderr(is_empty());
}

#[test]
fn an_output_that_is_the_header_is_refused_before_any_work() {
    let directory = tempfile::tempdir().unwrap();
    let header = directory.path().join("a.h");
    std::fs::write(&header, "int f(void);\n").unwrap();
    quarry(&["bindgen", "a.h", "--output=./a.h"])
        .current_dir(&directory)
        .assert()
        .code(2)
        .stderr(contains("overwrite"));
    assert_eq!(std::fs::read_to_string(&header).unwrap(), "int f(void);\n");
}

#[test]
fn colours_are_for_terminals_and_those_who_insist() {
    let wrong = ["bindgen", "a.h", "-MD"];
    quarry(&wrong).assert().stderr(contains("\x1b").not());
    quarry(&wrong)
        .env("CLICOLOR_FORCE", "1")
        .assert()
        .stderr(contains("\x1b["));
    quarry(&wrong)
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .assert()
        .stderr(contains("\x1b").not());
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_does_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    let mut command = quarry(&["bindgen"]);
    command
        .arg(std::ffi::OsStr::from_bytes(b"a\xff.h"))
        .assert()
        .code(2)
        .stderr(contains("panicked").not());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    // The write end of a pipe whose read end is closed.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("quarry"))
        .args(["bindgen", "doctor"])
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_worker_that_is_asked_nothing_fails_quickly() {
    quarry(&[quarry_bindgen::worker::ARGUMENT])
        .write_stdin("")
        .assert()
        .code(70)
        .stdout(is_empty());
}

/// A directory with files.
fn directory(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

/// `quarry bindgen` in a directory, with whatever libclang the machine has.
fn bindgen(directory: &tempfile::TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("quarry").unwrap();
    command.current_dir(directory).env_clear();
    for name in ["PATH", "LIBCLANG_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.arg("bindgen").args(arguments);
    command
}

/// What stands below the head of the module that a run writes to standard output.
fn body(directory: &tempfile::TempDir, arguments: &[&str]) -> String {
    let output = bindgen(directory, arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("# "))
        .collect();
    lines.join("\n").trim().to_owned()
}

#[test]
fn a_missing_header_names_the_directories_and_the_way_out() {
    let directory = directory(&[
        ("a.h", b"#include \"b.h\"\n"),
        ("b.h", b"#include <absent/deep.h>\n"),
    ]);
    bindgen(&directory, &["absent/deep.h", "-Inowhere"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(
            starts_with("error: header `absent/deep.h` was not found\n")
                .and(contains("searched in\n           nowhere\n"))
                .and(contains("help: there is no directory `nowhere`")),
        );
    // The same for a header that a header includes, with the way to it.
    bindgen(&directory, &["a.h", "-Inowhere", "-o", "out"])
        .assert()
        .code(1)
        .stderr(
            starts_with("error: 'absent/deep.h' file not found\n")
                .and(contains("b.h:1:10\n"))
                .and(contains(
                    "1 | #include <absent/deep.h>\n  |          ^^^^^^^^^^^^^^^\n",
                ))
                .and(contains("a.h:1\n"))
                .and(contains("searched in\n            nowhere\n"))
                .and(contains("help: there is no directory `nowhere`"))
                .and(contains("main.c").not()),
        );
    assert!(!directory.path().join("out").exists());
}

#[test]
fn a_foreign_target_without_headers_names_the_package() {
    let directory = directory(&[("a.h", b"#include <stdio.h>\n"), ("empty", b"")]);
    let target = "--target=aarch64-unknown-linux-gnu";
    if std::path::Path::new("/usr/aarch64-linux-gnu/include").exists() {
        return;
    }
    for header in ["stdio.h", "a.h"] {
        bindgen(&directory, &[header, target])
            .assert()
            .code(1)
            .stderr(contains("`libc6-dev-arm64-cross`").and(contains("--sysroot=DIR")));
        bindgen(&directory, &[header, target, "--sysroot=."])
            .assert()
            .code(1)
            .stderr(contains("the sysroot `.` has no C library headers"));
    }
}

#[test]
fn errors_have_place_excerpt_and_chain_and_keep_the_old_output() {
    let directory = directory(&[
        ("a.h", b"\n#include \"b.h\"\n"),
        (
            "b.h",
            b"int x\nint y;\n#error \"boo\nstruct S { foo_t a; };\nint good(void);\n",
        ),
        ("out", b"old"),
    ]);
    let out = directory.path().join("out");
    let before = std::fs::metadata(&out).unwrap().modified().unwrap();
    bindgen(&directory, &["a.h", "--output=out"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(
            contains("b.h:1:6\n  |\n1 | int x\n  |      ^\n")
                .and(contains("a.h:2\n"))
                .and(contains("error: \"boo\n"))
                .and(contains("error: unknown type name 'foo_t'\n"))
                .and(contains("nothing was written: clang found 3 errors"))
                .and(contains("included from quarry").not())
                .and(contains("in file included").not()),
        );
    assert_eq!(std::fs::read(&out).unwrap(), b"old");
    assert_eq!(std::fs::metadata(&out).unwrap().modified().unwrap(), before);
    bindgen(&directory, &["a.h", "--output=out", "--keep-going"])
        .assert()
        .code(1)
        .stderr(contains("'foo_t'").and(contains("\nwrote out: 1 function, ")));
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("extern fn good() -> i32\n"), "{text}");
}

#[test]
fn many_errors_are_few_lines() {
    let text: String = (0..5000).map(|i| format!("foo{i} x{i};\n")).collect();
    let directory = directory(&[("a.h", text.as_bytes())]);
    let output = bindgen(&directory, &["a.h"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.lines().count() < 120, "{said}");
    assert!(said.contains("more than 1000 errors"), "{said}");
}

#[test]
fn warnings_are_for_those_who_ask_and_change_nothing() {
    let directory = directory(&[("a.h", b"#warning \"old\"\nint f(void);\n")]);
    for flags in [&[][..], &["-Wall"], &["-Werror"], &["--", "-Werror"]] {
        let all = |first: &[&'static str]| [first, flags].concat();
        bindgen(&directory, &all(&["a.h"]))
            .assert()
            .code(0)
            .stderr("wrote to standard output: 1 function, 0 types, 0 constants\n");
        bindgen(&directory, &all(&["a.h", "-v"]))
            .assert()
            .code(0)
            .stderr(starts_with("warning: \"old\"\n").and(contains("a.h:1:2")));
        bindgen(&directory, &all(&["a.h", "-q"]))
            .assert()
            .code(0)
            .stderr(is_empty());
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_header() {
    let directory = directory(&[]);
    std::fs::create_dir(directory.path().join("d.h")).unwrap();
    for (name, reason) in [
        ("d.h", "it is a directory"),
        (".", "it is a directory"),
        ("", "it has no name"),
        ("<>", "it has no name"),
        ("/dev/zero", "it is no regular file"),
        ("a\"b.h", "no #include can hold such a name"),
        ("a\nb.h", "no #include can hold such a name"),
    ] {
        bindgen(&directory, &[name])
            .assert()
            .code(1)
            .stdout(is_empty())
            .stderr(contains("cannot be read: ").and(contains(reason)));
    }
}

#[test]
fn headers_of_every_encoding() {
    let f = "extern fn f() -> i32";
    let cases: [(&[u8], &str); 8] = [
        (b"", ""),
        (b"int f(void)\n;", f),
        (b"int f(void);", f),
        (b"\xef\xbb\xbfint f(void);\n", f),
        (b"int f(void);\0\0\n", f),
        (
            b"/** Caf\xe9 */ typedef int t;\n/* \xff */\nint f(void); // \xe9",
            "type t = i32",
        ),
        (b"struct s {\r\nint a;\r\n};\r\n", "struct s:\n    a: i32"),
        (
            b"#define A \\\r\n 2\r\nint f(void);\r\n",
            "const A: i32 = 2",
        ),
    ];
    for (text, expected) in cases {
        let directory = directory(&[("a.h", text)]);
        let body = body(&directory, &["a.h"]);
        assert!(body.contains(expected), "{body}");
        assert!(!body.contains("quarry") && !body.contains('\r'), "{body}");
        assert_eq!(body.is_empty(), text.is_empty(), "{body}");
    }
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain("int f(void);\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let directory = directory(&[("u.h", &utf16), ("b.h", &(0..=255).collect::<Vec<u8>>())]);
    bindgen(&directory, &["u.h"])
        .assert()
        .code(1)
        .stderr(contains("UTF-16").and(contains("main.c").not()));
    bindgen(&directory, &["b.h", "-o", "out"]).assert().code(1);
    assert!(!directory.path().join("out").exists());
}

#[cfg(unix)]
#[test]
fn odd_names() {
    let names = [
        "a b.h",
        "a#b.h",
        "a$b.h",
        "a'b.h",
        "é漢.h",
        "a\\b.h",
        "a>b.h",
        "a\tb.h",
        "<x.h",
        "a:b.h",
        "a%b.h",
        "a*.h",
        "./-x.h",
        "quarry-bindgen.c",
    ];
    for name in names {
        let directory = directory(&[(name, b"int f(void);\n")]);
        let body = body(&directory, &[name]);
        assert_eq!(body, "extern fn f() -> i32", "{name}");
        bindgen(&directory, &[name, "-o", "o", "--depfile=d"])
            .assert()
            .code(0);
    }
    let directory = directory(&[("-x.h", b"int f(void);\n")]);
    bindgen(&directory, &["-x.h"])
        .assert()
        .code(2)
        .stderr(contains("write './-x.h'"));
    bindgen(&directory, &["@x.h"])
        .assert()
        .code(1)
        .stderr(contains("not read from files"));
}

#[test]
fn several_headers_and_the_same_twice() {
    let directory = directory(&[
        ("a.h", b"int f(void);\n#define A 1\n"),
        ("b.h", b"#include \"a.h\"\nint g(void);\n"),
    ]);
    let text = body(&directory, &["a.h", "b.h"]);
    assert!(text.contains("fn f()") && text.contains("fn g()"), "{text}");
    let once = body(&directory, &["a.h"]);
    assert_eq!(body(&directory, &["a.h", "./a.h", "a.h"]), once);
    let output = bindgen(&directory, &["a.h", "./a.h"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.matches("# header: ").count(), 1, "{text}");
}

#[cfg(unix)]
#[test]
fn outputs_that_cannot_be() {
    let directory = directory(&[("a.h", b"int f(void);\n")]);
    bindgen(&directory, &["a.h", "-o", "no/such/x"])
        .assert()
        .code(1)
        .stderr("error: cannot write no/such/x: there is no directory no/such\n");
    bindgen(&directory, &["a.h", "-o", "."]).assert().code(2);
    bindgen(&directory, &["a.h", "--output=-"])
        .assert()
        .code(0)
        .stdout(contains("extern fn f()"));
    bindgen(&directory, &["a.h", "-o", "/dev/null"])
        .assert()
        .code(0);
}

#[test]
fn arguments_of_clang_take_effect() {
    let directory = directory(&[
        ("a.h", b"#ifdef X\nlong f(char c);\n#endif\n"),
        ("x.h", b"#define X\n"),
        ("d.h", b"long double g(void);\n"),
    ]);
    std::fs::create_dir(directory.path().join("sub")).unwrap();
    std::fs::write(directory.path().join("sub/s.h"), "int s(void);\n").unwrap();
    let target = "--target=x86_64-unknown-linux-gnu";
    let f = "extern fn f(c: i8) -> i64";
    for flags in [
        &["-DX"][..],
        &["-D", "X"],
        &["--include", "x.h"],
        &["-include", "x.h"],
    ] {
        assert!(
            body(&directory, &[&["a.h", target], flags].concat()).contains(f),
            "{flags:?}"
        );
    }
    assert!(body(&directory, &["a.h", target, "-DX", "-UX"]).is_empty());
    for flags in [&["-m32"][..], &["--", "-m32"], &["-mbig-endian"], &["-EB"]] {
        bindgen(&directory, &[&["a.h", target, "-DX"], flags].concat())
            .assert()
            .code(2)
            .stdout("")
            .stderr(contains("the target decides").and(contains("`--target=TRIPLE`")));
    }
    for flags in [&["-mlong-double-64"][..], &["--", "-mlong-double-64"]] {
        let text = body(&directory, &[&["d.h", target], flags].concat());
        assert_eq!(text, "extern fn g() -> f64", "{flags:?}");
    }
    for flags in [&["-funsigned-char"][..], &["--", "-funsigned-char"]] {
        let text = body(&directory, &[&["a.h", target, "-DX"], flags].concat());
        assert_eq!(text, "extern fn f(c: u8) -> i64", "{flags:?}");
    }
    for flags in [
        &["-Isub"][..],
        &["-I", "sub"],
        &["-isystem", "sub"],
        &["--isystem=sub"],
    ] {
        assert_eq!(
            body(&directory, &[&["s.h"], flags].concat()),
            "extern fn s() -> i32"
        );
    }
    let root = directory.path().join("root/usr/include");
    std::fs::create_dir_all(&root).unwrap();
    std::fs::write(root.join("stdio.h"), "int of_the_root(void);\n").unwrap();
    for flags in [
        &["--sysroot=root"][..],
        &["--sysroot", "root"],
        &["--", "--sysroot=root"],
    ] {
        let words = [&["stdio.h", "--target=aarch64-unknown-linux-gnu"], flags].concat();
        assert_eq!(
            body(&directory, &words),
            "extern fn of_the_root() -> i32",
            "{flags:?}"
        );
    }
}

#[test]
fn a_wrong_target_and_a_wrong_libclang() {
    let directory = directory(&[("a.h", b"int f(void);\n"), ("no.so", b"text")]);
    bindgen(&directory, &["a.h", "--target=z"])
        .assert()
        .code(2)
        .stderr(starts_with("error: unknown target `z`\n").and(contains("avr-unknown-none")));
    bindgen(&directory, &["a.h"])
        .env("LIBCLANG_PATH", "nowhere")
        .assert()
        .code(1)
        .stderr(starts_with("error: LIBCLANG_PATH is `nowhere`"));
    bindgen(&directory, &["a.h"])
        .env("LIBCLANG_PATH", directory.path().join("no.so"))
        .assert()
        .code(1)
        .stderr(contains(
            "no.so cannot be loaded: it is no shared library for this machine\n",
        ));
    bindgen(&directory, &["doctor"])
        .env("LIBCLANG_PATH", "nowhere")
        .assert()
        .code(1)
        .stdout(contains("cannot run here yet"));
}

#[test]
fn other_products() {
    let directory = directory(&[("a.h", b"int f(void);\n#define A 1\n")]);
    let product = |argument: &str| {
        let output = bindgen(&directory, &["a.h", argument]).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let json = product("--emit=json");
    assert!(json.starts_with("{\n  \"schema\": "), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(value["schema"].is_u64());
    assert!(product("--dump=decls").starts_with("Decls {"));
    let mapped = product("--dump=mapped");
    assert!(mapped.starts_with("Module {") && mapped == product("--dump=merged"));
}

#[cfg(unix)]
#[test]
fn a_depfile_is_read_by_make() {
    let Ok(make) = which("make") else { return };
    let directory = directory(&[
        ("a b#.h", b"#include \"in$er.h\"\nint f(void);\n"),
        ("in$er.h", b"int g(void);\n"),
    ]);
    bindgen(
        &directory,
        &["a b#.h", "-o", "out.pyrite", "--depfile=out.d"],
    )
    .assert()
    .code(0);
    let rule = "include out.d\nout.pyrite:\n\t@echo again\n";
    std::fs::write(directory.path().join("Makefile"), rule).unwrap();
    let ask = || {
        let output = std::process::Command::new(&make)
            .args(["--no-print-directory", "out.pyrite"])
            .current_dir(&directory)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!ask().contains("again"));
    for name in ["a b#.h", "in$er.h"] {
        let file = std::fs::File::options()
            .append(true)
            .open(directory.path().join(name))
            .unwrap();
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
        file.set_modified(later).unwrap();
        assert!(ask().contains("again"), "{name}");
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert!(!ask().contains("again"), "{name}");
    }
}

/// A program of `PATH`.
#[cfg(unix)]
fn which(name: &str) -> Result<std::path::PathBuf, ()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|directory| directory.join(name))
        .find(|file| file.is_file())
        .ok_or(())
}

#[test]
fn a_header_that_needs_only_the_compilers_own_works_for_every_target() {
    let header = "#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n\
                  void *f(size_t n, va_list *list, uint64_t x);\n";
    let directory = directory(&[("a.h", header.as_bytes())]);
    for target in quarry_bindgen::target::Target::all() {
        // Where the C library is absent, its stdint.h is not reached.
        let flags = [
            "a.h",
            &format!("--target={}", target.triple),
            "--",
            "-ffreestanding",
        ];
        let body = body(&directory, &flags);
        assert!(
            body.contains("extern fn f(n: usize, "),
            "{}: {body}",
            target.triple
        );
    }
}
