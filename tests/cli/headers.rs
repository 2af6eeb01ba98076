//! Headers of odd names, contents and number.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

use super::{bindgen, body, directory};

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
    for name in ["a;b.h", "a|b.h", "a=b.h"] {
        let directory = directory(&[(name, b"int f(void);\n")]);
        let mut run = bindgen(&directory, &[name, "-o", "o", "--depfile=d"]);
        let said = run.output().unwrap();
        let said = String::from_utf8(said.stderr).unwrap();
        assert!(said.contains("cannot stand in a rule"), "{name}: {said}");
        assert!(!directory.path().join("o").exists(), "{name}");
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
