//! Names and texts that would break the module, wherever C lets a header put them.

use super::End::{Any, Done, Refused};
use super::repeat::lines;
use super::{check, check_all};

#[test]
fn names_and_texts() {
    let labels = "int f(void) __asm__(\"a\\nb\");\nint g(void) __asm__(\"\\\"\\\"\\\"\");\n\
                  int h(void) __asm__(\"\u{202e}x\");\nextern int v __asm__(\"a b\\n\\\"\");\n";
    check_all(&[
        ("asm label", labels.to_owned(), Done("@link_name(\"a\\nb\")\n")),
        ("asm label with quotes", labels.to_owned(), Done("@link_name(\"\\\"\\\"\\\"\")\n")),
        ("asm label with U+202E", labels.to_owned(), Done("@link_name(\"\\u{202E}x\")\n")),
        ("dollar", "int $a$b(void);\n".to_owned(), Done("$a$b")),
        ("U+202E", "int f\u{202e}x(void);\nint g(void);\n".to_owned(), Done("extern fn g()")),
        (
            "comment",
            "/** a \u{202e} b \u{2066} \"\"\" c */\nint f(void);\n".to_owned(),
            Done("extern fn f()"),
        ),
        (
            "#line",
            "#line 7 \"evil\\n\\\"\\\"\\\".h\"\nint f();\n#line 2147483647 \"x\"\nint h(void);\n".to_owned(),
            Done("extern fn h()"),
        ),
        (
            "deprecated",
            "__attribute__((deprecated(\"a\\n\\\"\\\"\\\"\\nextern fn evil()\\r\"))) int f(void);\n".to_owned(),
            Done("extern fn f()"),
        ),
        (
            "section",
            "__attribute__((section(\"a\\n\\\"\\\"\\\"\"))) extern int v;\n".to_owned(),
            Done("extern var v: i32"),
        ),
        ("#error", "#error \"\"\" \u{202e} \u{1b}[31m\n".to_owned(), Refused("clang found 1 error")),
    ]);
}

#[test]
fn bytes_that_are_no_text() {
    for (name, text) in [
        (
            "comment",
            &b"/** \xff\xfe \"\"\" \x80 */\nint f(void);\n"[..],
        ),
        ("string", b"#define S \"\xff\x80\"\nint f(void);\n"),
        ("NUL", b"int f(void);\0\0\n/* \0 */\n#define A \"x\0y\"\n"),
    ] {
        check(name, text, &Done("extern fn f()"));
    }
    check("name", b"int f\xff(void);\n", &Refused("not valid UTF-8"));
}

#[test]
fn headers_that_stop_in_the_middle() {
    for text in [
        "int f(void",
        "struct s { int a;",
        "#if 1\nint f(void);",
        "#define A(",
        "\"abc",
        "'",
        "/*",
        "#include",
        "#include \"",
        "enum {",
        "int a[",
        "_Pragma(\"",
        "__attribute__((",
        "\\",
        "??/",
    ] {
        check(text, text.as_bytes(), &Refused("clang found"));
    }
    for text in ["#define A \\", "//\\", "#", ""] {
        check(text, text.as_bytes(), &Any);
    }
}

#[test]
fn every_beginning_of_a_header() {
    let text = "#if defined(A) /* \"\"\" */\n#define B(x) #x\n#else\n\
                /** @brief é */ typedef struct s { int a : 3, b[2]; union { char *c; }; } s;\n\
                enum e { E = 'x' + sizeof \"\\\"\", F };\n#endif\n\
                int f(s *p, int (*g)(void)) __asm__(\"h\") __attribute__((nonnull(1)));\n\
                #define C (1 ? 0x7fu : -2)\n";
    // In the middle of a character as well.
    for end in (0..text.len()).step_by(7) {
        check(&format!("{end} bytes"), &text.as_bytes()[..end], &Any);
    }
    check("all of it", text.as_bytes(), &Done("const C: u32 = 127"));
    check(
        "itself",
        b"#include \"a.h\"\nint f(void);\n",
        &Refused("nested too deeply"),
    );
}

#[test]
fn pragmas_for_those_who_test_clang() {
    for what in ["crash", "parser_crash", "llvm_fatal_error"] {
        let text = format!("#pragma clang __debug {what}\nint f(void);\n");
        check(
            what,
            text.as_bytes(),
            &Refused("libclang crashed while reading the headers (SIG"),
        );
    }
    check(
        "overflow_stack",
        b"#pragma clang __debug overflow_stack\nint f(void);\n",
        &Refused("libclang "),
    );
    for what in [
        "assert",
        "dump",
        "diag_mapping",
        "llvm_unreachable",
        "macro x",
        "sloc_usage",
    ] {
        let text = format!("#pragma clang __debug {what}\nint f(void);\n");
        check(what, text.as_bytes(), &Done("extern fn f()"));
    }
}

#[test]
fn many_expansions_and_operators() {
    let doubling = "#define A0 1\n".to_owned()
        + &lines(20, |i| format!("#define A{} A{i}+A{i}", i + 1))
        + "enum { X = A20 };\n";
    check_all(&[
        ("2^20 expansions", doubling, Done("= 1048576\n")),
        (
            "~",
            format!("enum {{ A = {}1 }};\n", "~".repeat(100_000)),
            Done("A"),
        ),
        (
            "!",
            format!("enum {{ A = {}1 }};\n", "!".repeat(100_000)),
            Done("A"),
        ),
    ]);
}

#[test]
fn nested_structures_are_looked_at_once() {
    let nested = (0..200)
        .map(|i| format!("struct s{i} {{ "))
        .collect::<String>()
        + "int x;"
        + &(1..200)
            .rev()
            .map(|i| format!(" }} m{i};"))
            .collect::<String>()
        + " };\n";
    // As often as they are counted, there are 2^200 of the first.
    let doubled = "struct s0 { int x; };\n".to_owned()
        + &lines(30, |i| {
            format!("struct s{} {{ struct s{i} a, b; }};", i + 1)
        });
    for (name, text, part) in [
        ("nested", nested, "struct s0:\n    m1: s1\n"),
        (
            "doubled",
            doubled,
            "4294967296 bytes in C, aligned to 4; nesting beyond what libclang can tell",
        ),
    ] {
        let start = std::time::Instant::now();
        check(name, text.as_bytes(), &Done(part));
        assert!(
            start.elapsed() < std::time::Duration::from_secs(1),
            "{name}: {:?}",
            start.elapsed()
        );
    }
}
