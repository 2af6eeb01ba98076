//! What a run writes, and what clang's arguments change in it.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

use super::{bindgen, body, directory};

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
    assert!(mapped.starts_with("Module {") && mapped.contains("    target: Target {"));
    let merged = product("--dump=merged");
    assert!(merged.starts_with("Module {") && merged.contains("    targets: ["));
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
