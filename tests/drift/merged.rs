//! Changes of modules for several targets: what is said of which.

use crate::support::HOST;
use crate::{compare, diff, module};

/// The targets.
const TARGETS: [&str; 3] = [HOST, "i686-unknown-linux-gnu", "x86_64-pc-windows-msvc"];

/// The module of a header's text for the three.
fn merged(header: &str) -> String {
    module(header, &TARGETS)
}

/// What C says, what it says then, and a line of what is said of it.
const CASES: &[(&str, &str, &str)] = &[
    (
        "int f(int a);",
        "int f(long a);",
        "breaking  f: parameter 1 was i32 and is c_long",
    ),
    (
        "struct s { int a; };",
        "struct s { long a; };",
        "breaking  struct s: size was 4 and is 8 (64-bit Linux only)",
    ),
    (
        "int f(int a);",
        "#ifndef _WIN32\nint f(int a);\n#endif",
        "breaking  f: removed (Windows only)",
    ),
    (
        "#ifdef _WIN32\nint f(int a);\n#endif\nint g(int);",
        "int f(int a);\nint g(int);",
        "additive  f: added (Linux only)",
    ),
    (
        "#ifdef _WIN32\n#define A 1\n#else\n#define A 2\n#endif",
        "#ifdef _WIN32\n#define A 3\n#else\n#define A 2\n#endif",
        "breaking  A: was 1 and is 3 (Windows only)",
    ),
    (
        "typedef long t;\nlong f(t a);",
        "typedef long t;\nlong f(long a);",
        "cosmetic  f: parameter 1 was t and is c_long, which is the same type",
    ),
    (
        "struct s { unsigned a : 3, b : 9; };",
        "struct s { unsigned a : 4, b : 9; };",
        "breaking  struct s: bit-field b was 9 bits at byte 0, bit 3 and is 9 bits at byte 0, bit 4",
    ),
    (
        "enum e { A };",
        "enum e { A = 0xffffffffu };",
        "breaking  A: was 0 and is 4294967295 (Linux only)",
    ),
];

#[test]
fn changes_are_on_the_targets_that_have_them() {
    let mut failures = Vec::new();
    for (old, new, expected) in CASES {
        let texts = (merged(old), merged(new));
        let run = diff(&texts.0, &texts.1, &["--verbose"]);
        if !run.stdout.lines().any(|it| it.starts_with(expected)) {
            failures.push(format!(
                "{old} -> {new}: no `{expected}`:\n{}{}\n{}\n{}",
                run.stdout, run.stderr, texts.0, texts.1
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_target_that_is_gone_breaks() {
    let header = "long f(long a);";
    let (all, one) = (merged(header), module(header, &[HOST]));
    let run = diff(&all, &one, &[]);
    for target in &TARGETS[1..] {
        let line = format!("breaking  module: target {target} removed\n");
        assert!(run.stdout.contains(&line), "{}", run.stdout);
    }
    assert_eq!(run.code, Some(1));
    let run = diff(&one, &all, &["--verbose"]);
    assert!(
        run.stdout
            .contains("additive  module: target x86_64-pc-windows-msvc added\n"),
        "{}",
        run.stdout
    );
    // On the one that both have, `c_long` and `i64` are one type.
    assert!(
        run.stdout
            .contains("cosmetic  f: result was i64 and is c_long, which is the same type\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.code, Some(1));
}

#[test]
fn modules_of_two_machines_are_compared_each_on_its_own() {
    let header = "long f(long a);\nint g(int);";
    let texts = (
        module(header, &[HOST]),
        module(header, &["i686-unknown-linux-gnu"]),
    );
    let run = diff(&texts.0, &texts.1, &[]);
    let expected = "breaking  module: target was x86_64-unknown-linux-gnu and is \
                    i686-unknown-linux-gnu\n\
                    breaking  f: parameter 1 was i64 and is i32\n\
                    breaking  f: result was i64 and is i32\n\
                    3 breaking changes\n";
    assert_eq!(run.stdout, expected, "{}", run.stderr);
}

#[test]
fn the_json_names_targets_and_lines() {
    let texts = (
        merged("#define B 1\n#ifdef _WIN32\n#define A 1\n#endif"),
        merged("#define B 1\n#ifdef _WIN32\n#define A 2\n#endif\nint f(int);"),
    );
    let run = diff(&texts.0, &texts.1, &["--format=json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["old"], "old.pyrite");
    assert_eq!(json["targets"].as_array().unwrap().len(), 3);
    assert_eq!(json["counts"]["breaking"], 1);
    assert_eq!(json["counts"]["additive"], 1);
    let change = &json["changes"][0];
    assert_eq!(change["severity"], "breaking");
    assert_eq!(change["kind"], "constant");
    assert_eq!(change["item"], "A");
    assert_eq!(change["aspect"], "value");
    assert_eq!(change["targets"][0], "x86_64-pc-windows-msvc");
    assert_eq!(change["where"], "Windows only");
    assert_eq!(change["old"]["text"], "1");
    let line = usize::try_from(change["old"]["line"].as_u64().unwrap()).unwrap();
    let said = texts.0.lines().nth(line - 1).unwrap();
    assert_eq!(said, "const A: i32 = 1");
    assert_eq!(run.code, Some(1));
}

#[test]
fn conditions_that_select_the_same_are_cosmetic() {
    let old = merged("#ifdef _WIN32\nint f(int);\n#endif\nint g(int);");
    let new = old.replace(
        "@cfg(target_os = \"windows\")",
        "@cfg(target_env = \"msvc\")",
    );
    assert_ne!(old, new);
    let drift = compare(&old, &new);
    assert_eq!(
        drift.text(false),
        "cosmetic  f: condition was @cfg(target_os = \"windows\") and is @cfg(target_env = \
         \"msvc\") (Windows only)\n1 cosmetic change\n"
    );
}
