//! Libraries for machines that no program here runs on.

use std::path::Path;

use quarry_bindgen::verdict::{RemarkKind, Verdict};

use super::{missing, name, tool, verdict};

/// C for all of them.
const C: &str = "int f(int a) { return a; }\nint number = 3;\n";

/// A module that fits, but for one function.
const MODULE: &str = "extern fn f(a: i32) -> i32\nextern var number: i32\nextern fn none()\n";

/// The verdict on the module, for a target, by a file.
fn of(at: &Path, text: &str, triple: &str, file: &str) -> Verdict {
    std::fs::write(at.join("m.pyrite"), format!("# target: {triple}\n{text}")).unwrap();
    verdict(at, &["m.pyrite", "--library", file])
}

#[test]
fn archives_of_every_machine() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    std::fs::write(at.join("a.c"), C).unwrap();
    for triple in [
        "aarch64-unknown-linux-gnu",
        "armv7-unknown-linux-gnueabihf",
        "riscv64-unknown-linux-gnu",
        "s390x-unknown-linux-gnu",
        "i686-unknown-linux-gnu",
        "x86_64-apple-darwin",
        "arm64-apple-darwin",
        "i686-pc-windows-msvc",
        "x86_64-pc-windows-msvc",
        "thumbv7em-none-unknown-eabi",
    ] {
        let flag = format!("--target={triple}");
        tool(
            at,
            &[
                "clang-14",
                &flag,
                "-ffreestanding",
                "-c",
                "a.c",
                "-o",
                "a.o",
            ],
        );
        let _ = std::fs::remove_file(at.join("liba.a"));
        tool(at, &["llvm-ar-14", "rcs", "liba.a", "a.o"]);
        let verdict = of(at, MODULE, triple, "./liba.a");
        let said: Vec<String> = verdict.findings.iter().map(|it| name(&it.item)).collect();
        assert_eq!(said, ["none"], "{triple}: {verdict:?}");
        let more = verdict.remarks.iter();
        let more: Vec<&str> = more.map(|it| it.item.as_str()).collect();
        // Microsoft's `@feat.00` and the like are of no section.
        assert!(more.iter().all(|it| it.contains('.')), "{triple}: {more:?}");
    }
    tool(
        at,
        &["avr-gcc", "-mmcu=atmega328", "-c", "a.c", "-o", "a.o"],
    );
    std::fs::remove_file(at.join("liba.a")).unwrap();
    tool(at, &["avr-ar", "rcs", "liba.a", "a.o"]);
    let verdict = of(
        at,
        &MODULE.replace("i32", "i16"),
        "avr-unknown-none",
        "./liba.a",
    );
    assert_eq!(missing(&verdict).into_iter().collect::<Vec<_>>(), ["none"]);
}

#[test]
fn a_stub_of_macos() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let stub = "--- !tapi-tbd\ntbd-version: 4\ntargets: [ arm64-macos ]\n\
        install-name: '/usr/lib/libz.1.dylib'\nexports:\n  - targets: [ arm64-macos ]\n\
        \x20   symbols: [ _f, _number, '_f$OLD', _more, '$ld$hide$os10.4$_f' ]\n\
        \x20   weak-symbols: [ _weak ]\n    thread-local-symbols: [ _each ]\n...\n";
    std::fs::write(at.join("libz.tbd"), stub).unwrap();
    let text = format!(
        "{MODULE}@link_name(\"f$OLD\")\nextern fn old()\nextern fn weak()\nextern var each: i32\n"
    );
    std::fs::write(at.join("m.pyrite"), &text).unwrap();
    let words = [
        "m.pyrite",
        "--target=aarch64-apple-darwin",
        "-L",
        ".",
        "--library=z",
    ];
    let verdict = verdict(at, &words);
    let said: Vec<String> = verdict.findings.iter().map(|it| name(&it.item)).collect();
    assert_eq!(said, ["none", "each"], "{verdict:?}");
    let mut remarks = verdict.remarks.iter().map(|it| (it.kind, it.item.as_str()));
    assert_eq!(remarks.next(), Some((RemarkKind::Weak, "fn weak")));
    assert_eq!(remarks.next(), Some((RemarkKind::NotDeclared, "_more")));
    assert_eq!(remarks.next(), None);
}

/// Functions of 32-bit Windows, in an import library and in the `.dll` itself.
#[test]
fn libraries_of_windows() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let def = "LIBRARY a.dll\nEXPORTS\nplain\nwide@12\nbent@8\nnumber DATA\n";
    std::fs::write(at.join("a.def"), def).unwrap();
    tool(
        at,
        &[
            "llvm-dlltool-14",
            "-m",
            "i386",
            "-d",
            "a.def",
            "-l",
            "a.lib",
        ],
    );
    let text = "@repr(C)\nstruct P:\n    x: i32\n    y: i32\ntype handle = *mut void\n\
        extern fn plain() -> i32\nextern \"stdcall\" fn wide(a: P, b: handle)\n\
        extern \"stdcall\" fn bent(a: i32)\nextern fn number() -> i32\n";
    let triple = "i686-pc-windows-msvc";
    let verdict = of(at, text, triple, "./a.lib");
    let said: Vec<String> = verdict
        .findings
        .iter()
        .map(|it| format!("{}: {}", it.item, it.message))
        .collect();
    assert_eq!(
        said,
        [
            "fn bent: no symbol `_bent@4`; there is `_bent@8`",
            "fn number: a function here, a variable there"
        ],
        "{verdict:?}"
    );
    let text = text.replace("struct P:\n    x: i32\n    y: i32", "struct P:\n    x: Q");
    let verdict = of(at, &text, triple, "./a.lib");
    assert_eq!(verdict.unchecked.len(), 1, "{verdict:?}");
    let reason = &verdict.unchecked[0].reason;
    assert!(reason.contains("`a`") && reason.contains("`Q`"), "{reason}");
}

#[test]
fn a_dll_and_its_import_library() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    std::fs::write(at.join("a.c"), C).unwrap();
    let def = "LIBRARY a.dll\nEXPORTS\nf\nnumber DATA\ntold = NTDLL.RtlZeroMemory\n";
    std::fs::write(at.join("a.def"), def).unwrap();
    let gcc = [
        "x86_64-w64-mingw32-gcc",
        "-shared",
        "a.c",
        "a.def",
        "-o",
        "a.dll",
    ];
    tool(at, &[&gcc[..], &["-Wl,--out-implib=liba.dll.a"]].concat());
    let text = MODULE.replace("fn none()", "fn told()");
    for (file, forwarded) in [("./a.dll", 1), ("./liba.dll.a", 0)] {
        let verdict = of(at, &text, "x86_64-pc-windows-gnu", file);
        assert_eq!(verdict.findings, [], "{file}");
        let told = |it: &&quarry_bindgen::verdict::Remark| it.message.contains("NTDLL.RtlZero");
        assert_eq!(
            verdict.remarks.iter().filter(told).count(),
            forwarded,
            "{file}"
        );
    }
    let verdict = of(at, &text, "x86_64-pc-windows-gnu", "./liba.dll.a");
    let imported = |it: &&quarry_bindgen::verdict::Remark| it.kind == RemarkKind::Imported;
    assert_eq!(
        verdict.remarks.iter().filter(imported).count(),
        1,
        "{verdict:?}"
    );
    let not_declared = |it: &&quarry_bindgen::verdict::Remark| it.kind == RemarkKind::NotDeclared;
    assert_eq!(
        verdict.remarks.iter().filter(not_declared).count(),
        0,
        "{verdict:?}"
    );
}
