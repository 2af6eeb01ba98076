//! Real C compilers as judges: which one is found, what it objects to, how it may fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "compilers/failures.rs"]
mod failures;
#[path = "compilers/objects.rs"]
mod objects;
#[path = "compilers/probes.rs"]
mod probes;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use quarry_bindgen::clang::find::Root;
use quarry_bindgen::error::Error;
use quarry_bindgen::target::Target;
use quarry_bindgen::verify::compiler::{Compiler, Complaint};

/// 64-bit Linux, where the tests run.
const LINUX: &str = "x86_64-unknown-linux-gnu";

/// Compiler, target, and what the compiler calls itself.
const ALL: &[(&str, &str, &str)] = &[
    ("gcc", LINUX, "gcc 12."),
    ("clang", LINUX, "clang 19."),
    ("clang-14", LINUX, "clang 14."),
    ("clang-19", LINUX, "clang 19."),
    ("gcc", "i686-unknown-linux-gnu", "gcc 12."),
    ("clang-14", "i686-unknown-linux-gnu", "clang 14."),
    ("gcc", "aarch64-unknown-linux-gnu", "gcc 12."),
    ("clang-19", "aarch64-unknown-linux-gnu", "clang 19."),
    ("gcc", "armv7-unknown-linux-gnueabihf", "gcc 12."),
    ("clang-14", "armv7-unknown-linux-gnueabihf", "clang 14."),
    ("gcc", "riscv64gc-unknown-linux-gnu", "gcc 12."),
    ("clang-19", "riscv64gc-unknown-linux-gnu", "clang 19."),
    ("gcc", "s390x-unknown-linux-gnu", "gcc 12."),
    ("clang-14", "s390x-unknown-linux-gnu", "clang 14."),
    ("gcc", "x86_64-pc-windows-gnu", "gcc 12."),
    ("clang-19", "x86_64-pc-windows-gnu", "clang 19."),
    ("gcc", "i686-pc-windows-gnu", "gcc 12."),
    ("clang-14", "i686-pc-windows-gnu", "clang 14."),
    ("avr-gcc", "avr-unknown-none", "gcc 5."),
    ("gcc", "avr-unknown-none", "gcc 5."),
    ("clang-19", "avr-unknown-none", "clang 19."),
    ("gcc", "x86_64-unknown-linux-musl", "gcc 12."),
    ("clang-19", "x86_64-pc-windows-msvc", "clang 19."),
    ("clang-14", "aarch64-apple-darwin", "clang 14."),
    ("clang-19", "wasm32-wasip1", "clang 19."),
    ("clang-14", "x86_64-apple-darwin", "clang 14."),
    ("clang-19", "x86_64-unknown-freebsd", "clang 19."),
    ("clang-19", "powerpc64le-unknown-linux-gnu", "clang 19."),
    ("clang-14", "i686-pc-windows-msvc", "clang 14."),
    ("clang-19", "aarch64-pc-windows-gnu", "clang 19."),
    ("clang-19", "thumbv7em-none-eabihf", "clang 19."),
];

/// A compiler for a target, which is looked for once only.
fn find(cc: &str, triple: &str) -> Compiler {
    static KNOWN: Mutex<BTreeMap<(String, String), Compiler>> = Mutex::new(BTreeMap::new());
    let key = (cc.to_owned(), triple.to_owned());
    if let Some(known) = KNOWN.lock().unwrap().get(&key) {
        return known.clone();
    }
    let found = try_find(cc, triple, &[]);
    let found = found.unwrap_or_else(|error| panic!("{cc} for {triple}: {error}"));
    KNOWN.lock().unwrap().insert(key, found.clone());
    found
}

/// A compiler with arguments of the user, or why there is none.
fn try_find(cc: &str, triple: &str, arguments: &[&str]) -> Result<Compiler, Error> {
    let arguments: Vec<String> = arguments.iter().map(|&it| it.to_owned()).collect();
    Compiler::find(cc, &Target::parse(triple).unwrap(), None, &arguments)
}

/// The lines that a compiler objects to.
fn lines(complaints: &[Complaint]) -> Vec<Option<u32>> {
    complaints.iter().map(|it| it.line).collect()
}

#[test]
fn every_compiler_objects_to_the_wrong_lines_only() {
    let directory = tempfile::tempdir().unwrap();
    let header = directory.path().join("shift.h");
    // A header that says that it is another file does not move our lines.
    std::fs::write(
        &header,
        "#line 700 \"check.c\"\n#define IN(x) _Static_assert(x, \"in\")\n#define OUT(x) IN(x)\n",
    )
    .unwrap();
    let text = format!(
        "#include \"{}\"\n\
         #define MINE(x) OUT(x)\n\
         _Static_assert(sizeof(int) == 99, \"one\");\n\
         _Static_assert(sizeof(char) == 1, \"fine\");\n\
         OUT(sizeof(char) == 2);\n\
         MINE(sizeof(char) == 3);\n\
         int f(int);\n\
         long *f(int);\n\
         MINE(sizeof(char) == 1);\n\
         MINE(\n\
         sizeof(char) == 4);\n\
         extern __typeof__(undeclared) x;\n",
        header.display()
    );
    for (cc, triple, name) in ALL {
        let compiler = find(cc, triple);
        assert!(
            compiler.name().starts_with(name),
            "{cc}: {}",
            compiler.name()
        );
        let complaints = compiler.check(&text).unwrap();
        let mut found = lines(&complaints);
        // Either line of the call that has two.
        assert!(
            found.contains(&Some(10)) != found.contains(&Some(11)),
            "{found:?}"
        );
        found.retain(|line| !matches!(line, Some(10 | 11)));
        let expected = [3, 5, 6, 8, 12].map(Some);
        assert_eq!(found, expected, "{cc} for {triple}: {complaints:#?}");
        assert!(complaints[0].message.contains("one"), "{complaints:?}");
        assert!(
            complaints.iter().all(|it| !it.place.contains("/tmp")
                || it.place.contains("shift.h")
                || it.place.starts_with("(check):")),
            "{complaints:#?}"
        );
        assert_eq!(compiler.check("int x;\n").unwrap(), []);
    }
}

#[test]
fn there_are_as_many_complaints_as_wrong_lines() {
    let text = "_Static_assert(sizeof(int) == 99, \"no\");\n".repeat(3000);
    let expected: Vec<_> = (1..=3000).map(Some).collect();
    for cc in ["gcc", "clang-14", "clang-19"] {
        let limit = match cc {
            "gcc" => "-fmax-errors=2",
            _ => "-ferror-limit=2",
        };
        for arguments in [&[][..], &[limit]] {
            let compiler = try_find(cc, LINUX, arguments).unwrap();
            assert_eq!(lines(&compiler.check(&text).unwrap()), expected, "{cc}");
        }
    }
}

#[test]
fn brackets_nest() {
    let text = format!("int x = {}1{};\n", "(".repeat(500), ")".repeat(500));
    for cc in ["gcc", "clang-14", "clang-19"] {
        assert_eq!(find(cc, LINUX).check(&text).unwrap(), [], "{cc}");
    }
}

#[test]
fn an_error_of_a_header_has_no_line() {
    let directory = tempfile::tempdir().unwrap();
    let header = directory.path().join("broken.h");
    std::fs::write(&header, "int a;\nint b\nint c;\nlong a;\n").unwrap();
    let text = format!(
        "#include \"{}\"\n_Static_assert(sizeof(int) == 99, \"one\");\n",
        header.display()
    );
    for cc in ["gcc", "clang-14", "clang-19"] {
        let complaints = find(cc, LINUX).check(&text).unwrap();
        assert_eq!(lines(&complaints), [None, None, Some(2)], "{complaints:#?}");
        assert!(complaints[0].place.contains("broken.h:"), "{complaints:?}");
        assert!(
            complaints[1].place.contains("broken.h:4:"),
            "{complaints:?}"
        );
        assert!(
            complaints[1].notes.contains("broken.h:1:"),
            "{complaints:?}"
        );
        assert!(complaints.iter().all(|it| !it.is_fatal));
        // What is below a missing header was not looked at.
        let missing = find(cc, LINUX)
            .check("#include <no/such.h>\n_Static_assert(0, \"\");\n")
            .unwrap();
        assert!(
            missing[0].is_fatal && missing[0].line == Some(1),
            "{missing:?}"
        );
    }
}

#[test]
fn the_targets_own_headers_are_read() {
    let text = "#include <stddef.h>\n#include <limits.h>\n#include <stdio.h>\n#include <stdint.h>\n\
        #ifdef __GLIBC__\nint here;\n#endif\n\
        _Static_assert(sizeof(int) * 8 - 1 == sizeof(char[(INT_MAX > 40000 ? 31 : 15)]), \"\");\n";
    for (cc, triple, _) in ALL {
        let has_headers = ![
            "msvc",
            "apple",
            "wasm",
            "thumb",
            "musl",
            "freebsd",
            "powerpc",
            "aarch64-pc",
        ]
        .iter()
        .any(|word| triple.contains(word));
        if has_headers {
            let complaints = find(cc, triple).check(text).unwrap();
            assert_eq!(complaints, [], "{cc} for {triple}");
        }
    }
}

#[test]
fn a_sysroot_takes_the_place_of_the_systems_headers() {
    let root = tempfile::tempdir().unwrap();
    let include = root.path().join("usr/include");
    std::fs::create_dir_all(&include).unwrap();
    std::fs::write(include.join("stdio.h"), "struct only_here { int a; };\n").unwrap();
    let text = "#include <stddef.h>\n#include <stdio.h>\nstruct only_here x; size_t y;\n";
    for (cc, triple) in [
        ("gcc", LINUX),
        ("clang-19", LINUX),
        ("gcc", "avr-unknown-none"),
    ] {
        let target = Target::parse(triple).unwrap();
        let compiler = Compiler::find(
            cc,
            &target,
            Some(&Root::Directory(root.path().to_owned())),
            &[],
        )
        .unwrap();
        assert_eq!(compiler.check(text).unwrap(), [], "{cc} for {triple}");
        assert_eq!(
            compiler.check("#include <math.h>\n").unwrap().len(),
            1,
            "the machine's own headers are found"
        );
    }
}

#[test]
fn arguments_of_the_user() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("mine.h"), "typedef int mine;\n").unwrap();
    let include = format!("-I{}", directory.path().display());
    let arguments = [
        include.as_str(),
        "-DX=5",
        "-U",
        "__linux__",
        "-include",
        "mine.h",
        "-Wall",
        "-Weverything",
        "-Werror",
        "-Wno-anything",
        "-O2",
        "-fshort-enums",
        "-std=c99",
    ];
    let text = "mine a;\n#ifdef __linux__\n#error linux\n#endif\nenum E { A };\n\
        char b[sizeof(enum E) == 1 && X == 5 && __STDC_VERSION__ == 199901L ? 1 : -1];\n";
    for cc in ["gcc", "clang-14", "clang-19"] {
        let compiler = try_find(cc, LINUX, &arguments).unwrap();
        assert_eq!(compiler.check(text).unwrap(), [], "{cc}");
        let plain = find(cc, LINUX).check("char b[__STDC_VERSION__ == 201710L ? 1 : -1];");
        assert_eq!(plain.unwrap(), [], "{cc}");
    }
}

#[test]
fn a_compiler_is_named_in_many_ways() {
    let by_path = find("/usr/bin/gcc", LINUX);
    assert!(by_path.name().starts_with("gcc 12."));
    assert_eq!(by_path.program(), Path::new("/usr/bin/gcc"));
    for (cc, triple, program) in [
        ("gcc", "aarch64-unknown-linux-gnu", "aarch64-linux-gnu-gcc"),
        (
            "gcc-12",
            "s390x-unknown-linux-gnu",
            "s390x-linux-gnu-gcc-12",
        ),
        ("gcc", "i686-unknown-linux-gnu", "i686-linux-gnu-gcc"),
        (
            "i686-linux-gnu-gcc",
            "i686-unknown-linux-gnu",
            "i686-linux-gnu-gcc",
        ),
        ("gcc", "i686-pc-windows-gnu", "i686-w64-mingw32-gcc"),
        ("gcc", "avr-unknown-none", "avr-gcc"),
        ("cc", LINUX, "cc"),
    ] {
        let compiler = find(cc, triple);
        assert!(
            compiler.program().ends_with(program),
            "{cc} for {triple}: {:?}",
            compiler.program()
        );
    }
    // The 64-bit one where it is named.
    let with_32 = find("/usr/bin/gcc", "i686-unknown-linux-gnu");
    assert_eq!(
        with_32
            .check("char a[sizeof(void *) == 4 ? 1 : -1];")
            .unwrap(),
        []
    );
}
