//! Headers that kill libclang, hang it, or are no C at all: the program survives each with a right
//! result or exactly one clear end, and writes nothing where it fails.
//!
//! The headers are made here, because some are large.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[cfg(unix)]
#[path = "hostile/arguments.rs"]
mod arguments;
#[path = "hostile/deep.rs"]
mod deep;
#[cfg(target_os = "linux")]
#[path = "hostile/ended.rs"]
mod ended;
#[cfg(target_os = "linux")]
#[path = "hostile/places.rs"]
mod places;
#[path = "support/repeat.rs"]
mod repeat;
#[cfg(target_os = "linux")]
#[path = "hostile/special.rs"]
mod special;
#[cfg(target_os = "linux")]
#[path = "hostile/traces.rs"]
mod traces;
#[path = "hostile/wording.rs"]
mod wording;

use std::time::{Duration, Instant};

use assert_cmd::Command;
use repeat::lines;

/// How deep things nest.
const DEEP: usize = 100_000;

/// What a run may come to.
enum End {
    /// A module that holds this text.
    Done(&'static str),
    /// clang's error with these words.
    Refused(&'static str),
    /// A module, or one error, depending on the version of libclang: it may die of the header.
    Any,
}
use End::{Any, Done, Refused};

/// Runs the program on a header and checks how it ends.
fn check(name: &str, text: &[u8], end: &End) {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("a.h"), text).unwrap();
    let out = directory.path().join("out");
    let mut command = Command::cargo_bin("quarry").unwrap();
    command.current_dir(&directory).env_clear();
    for name in ["PATH", "LIBCLANG_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    let start = Instant::now();
    let output = command
        .args(["bindgen", "a.h", "--output=out"])
        .args(["--timeout=15", "--memory-limit=2048"])
        .output()
        .unwrap();
    let took = start.elapsed();
    let said = String::from_utf8(output.stderr).unwrap();
    let shown: String = said.chars().take(2000).collect();
    assert!(took < Duration::from_secs(60), "{name}: {took:?}");
    assert!(output.stdout.is_empty(), "{name}");
    assert!(said.len() < 30_000, "{name}: {} bytes said", said.len());
    for mistake in ["panicked", "internal error", "no usable answer", "main.c"] {
        assert!(!said.contains(mistake), "{name}: {shown}");
    }
    // One error of ours; clang's own stand before it.
    let mut errors = said.lines().filter(|line| line.starts_with("error: "));
    match output.status.code() {
        Some(0) => {
            assert_eq!(errors.count(), 0, "{name}: {shown}");
            assert!(out.is_file(), "{name}");
        }
        Some(1) => {
            let last = errors.next_back().unwrap();
            assert!(
                ["nothing was written: clang", "libclang "]
                    .iter()
                    .any(|begin| last["error: ".len()..].starts_with(begin)),
                "{name}: {shown}"
            );
            assert!(!out.exists(), "{name}");
        }
        code => panic!("{name}: {code:?}: {shown}"),
    }
    match end {
        Done(part) => {
            assert_eq!(output.status.code(), Some(0), "{name}: {shown}");
            let text = std::fs::read_to_string(&out).unwrap();
            assert!(text.contains(part), "{name}: {shown}");
        }
        Refused(part) => {
            assert_eq!(output.status.code(), Some(1), "{name}: {shown}");
            assert!(said.contains(part), "{name}: {shown}");
        }
        Any => {}
    }
}

/// Runs the program in a directory; its exit code and what it said.
fn run_in(directory: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("quarry").unwrap();
    let output = command
        .arg("bindgen")
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

/// Checks several headers.
fn check_all(cases: &[(&str, String, End)]) {
    for (name, text, end) in cases {
        check(name, text.as_bytes(), end);
    }
}

#[test]
fn numbers_out_of_range() {
    check_all(&[
        ("array", "extern char a[0x7fffffffffffffff];".to_owned(), Refused("array is too large")),
        ("negative", "extern int a[-1];".to_owned(), Refused("negative size")),
        ("bit-field", "struct s { int a:4000000000; };".to_owned(), Refused("exceeds the width")),
        ("aligned", "struct s { int a; } __attribute__((aligned(1<<31)));extern struct s *p;".to_owned(), Any),
        ("no vector", "typedef int v __attribute__((vector_size(0)));".to_owned(), Refused("zero vector size")),
        // libclang divides by zero.
        ("vector", "typedef int v __attribute__((vector_size(1<<30)));struct s{v a;};".to_owned(), Any),
        ("enum", "enum e { A = 0xffffffffffffffffULL, B };".to_owned(), Any),
        (
            "macros",
            "#define A (1/0)\n#define B (1%0)\n#define C (1<<100)\n#define D 1.0/0.0\n#define E 0x\n\
             #define F 1e999999999\n#define G 99999999999999999999999\n#define H ''\n#define I 'abcdefgh'\n\
             #define J \"\\xfffffff\"\n#define K (-9223372036854775807LL-1)/-1\nint f(void);\n"
                .to_owned(),
            Done("extern fn f()"),
        ),
    ]);
}

#[test]
fn recursion_and_incomplete_types() {
    check_all(&[
        (
            "include",
            "#include \"a.h\"\n".to_owned(),
            Refused("nested too deeply"),
        ),
        (
            "include macro",
            "#include __FILE__\n".to_owned(),
            Refused("nested too deeply"),
        ),
        (
            "struct",
            "struct s { struct s x; };".to_owned(),
            Refused("incomplete type"),
        ),
        (
            "array",
            "struct i; extern struct i a[];".to_owned(),
            Refused("incomplete element type"),
        ),
        (
            "typedeffn",
            "typedef void t0(void);\n".to_owned()
                + &lines(2000, |i| format!("typedef void t{}(t{i}*, t{i}*);", i + 1)),
            Done("type t2000 = fn(Option[t1999], Option[t1999]) -> void\n"),
        ),
        (
            "typedeffn not to be said",
            "typedef void t0();\n".to_owned()
                + &lines(2000, |i| {
                    format!(
                        "typedef void t{}(t{i}*, t{i}*);\ntypedef void u{i}(t{i});",
                        i + 1
                    )
                }),
            Done("type t1 = fn(*mut void, *mut void) -> void\n"),
        ),
        (
            "pointers",
            "struct s0 {int x;};\n".to_owned()
                + &lines(2000, |i| {
                    format!("struct s{} {{ struct s{i} *p; }};", i + 1)
                }),
            Done("struct s2000:"),
        ),
    ]);
}

#[test]
fn large_headers() {
    let many = lines(20_000, |i| format!("    E{i},"));
    let blanks = " ".repeat(50 << 20);
    let list = (0..20_000).map(|i| format!("int a{i}")).collect::<Vec<_>>();
    check_all(&[
        (
            "a million lines",
            "\n".repeat(1_000_000) + "int f(void);\n" + &"// x\n".repeat(1_000_000),
            Done("extern fn f()"),
        ),
        (
            "a line of 50 MiB",
            format!("int f(void);{blanks}int g(void);"),
            Done("extern fn g()"),
        ),
        (
            "a long comment",
            format!("/*{}*/int f(void);", "*".repeat(10_000_000)),
            Done("extern fn f()"),
        ),
        (
            "a long name",
            format!("int {}(void);", "a".repeat(1_000_000)),
            Done("aaaa() -> i32"),
        ),
        (
            "a long text",
            format!("#define S \"{}\"\n", "a".repeat(1_000_000)),
            Done("const S: &str"),
        ),
        (
            "enumerators",
            format!("enum e {{\n{many}}};"),
            Done("const E19999: e = 19999"),
        ),
        (
            "parameters",
            format!("void f({});", list.join(",")),
            Done("a19999: i32"),
        ),
        (
            "errors",
            lines(200_000, |i| format!("foo{i} x{i};")),
            Refused("more than 1000 errors"),
        ),
        ("#", "#".repeat(1_000_000), Refused("clang found")),
    ]);
}

#[test]
fn no_c_or_not_all_of_it() {
    check_all(&[
        ("bodies", "static inline int f(void) { return 1; }\nint g(int a) { return a; }\n".to_owned(), Done("extern fn g(a: i32) -> i32")),
        ("C++", "class A { public: int f(); };\nnamespace n { int x; }\n".to_owned(), Refused("unknown type name 'class'")),
        ("Objective-C", "@interface Foo : NSObject\n@end\n".to_owned(), Refused("clang found")),
        ("comment", "/* int f(void);\n".to_owned(), Refused("unterminated /* comment")),
        ("text", "const char *s = \"abc\n;int f(void);\n".to_owned(), Refused("clang found")),
        ("poison", "#pragma GCC poison f\nint f(void);\n".to_owned(), Refused("poisoned")),
        ("blocks", "void (^b)(void);\n".to_owned(), Refused("blocks support disabled")),
        (
            "odd macros",
            "#define C __COUNTER__\n#define D __LINE__\n#define E __DATE__\n#define F _Pragma(\"once\")\n\
             #define G __has_include(<x>)\n#define H defined(X)\n#define I sizeof(struct nosuch)\n\
             #define J \"x\n#define K # ## #\nint f(void);\n"
                .to_owned(),
            Done("extern fn f()"),
        ),
        ("labels", "int f(void) __asm__(\"a b\\n\\\"\");\n".to_owned(), Done("f")),
    ]);
}

#[cfg(target_os = "linux")]
#[test]
fn the_limits_end_what_does_not_end() {
    let laughs = "#define A0 1+1\n".to_owned()
        + &lines(60, |i| format!("#define A{} (A{i})+(A{i})", i + 1))
        + "int a[A60];\n";
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("a.h"), laughs).unwrap();
    let start = Instant::now();
    let output = Command::cargo_bin("quarry")
        .unwrap()
        .current_dir(&directory)
        .args(["bindgen", "a.h", "--timeout=1", "--memory-limit=100000"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.starts_with("error: libclang did not finish within 1 s\n"),
        "{said}"
    );
    assert!(said.contains("--timeout=SECONDS"), "{said}");
    assert!(start.elapsed() < Duration::from_secs(20));
}
