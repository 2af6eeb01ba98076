//! Small libraries, a module that fits them, and what is wrong with it when it is changed.

use std::path::Path;

use quarry_bindgen::verdict::{RemarkKind, Verdict};

use super::{tool, verdict};

/// A library with a symbol of every kind.
const A: &str = "int f(int a) { return a; }\nint number = 3;\nconst int fixed = 4;\n\
    __attribute__((weak)) int weak(void) { return 1; }\n__thread int each;\n\
    __attribute__((visibility(\"hidden\"))) int hidden(void) { return 2; }\n\
    int spare(void) { return hidden(); }\nint left_out(int (*g)()) { return 0; }\n\
    int old_one(void) { return 5; }\n__asm__(\".symver old_one, old@VER_1\");\n";

/// Its versions.
const VERSIONS: &str = "VER_1 { global: f; number; fixed; weak; each; spare; left_out; old;\
     local: hidden; old_*; };\n";

/// What says all that is right of it.
const MODULE: &str = "# target: x86_64-unknown-linux-gnu\n\n@link(\"a\")\nextern fn f(a: i32) -> i32\n\n\
    @link(\"a\")\nextern var number: i32\n\n@link(\"a\")\nextern let fixed: i32\n\n\
    @link(\"a\")\n@link_name(\"weak\")\nextern fn feeble() -> i32\n\n\
    # skipped: left_out (declared without a prototype) at a.h:8\n";

/// Makes `liba.so` and `libb.so`.
fn libraries(at: &Path) {
    std::fs::write(at.join("a.c"), A).unwrap();
    std::fs::write(at.join("versions"), VERSIONS).unwrap();
    std::fs::write(at.join("b.c"), "int other(void) { return 1; }\nint b;\n").unwrap();
    let script = "-Wl,--version-script=versions";
    let gcc = ["gcc", "-shared", "-fPIC", "-w"];
    tool(at, &[&gcc[..], &["a.c", script, "-o", "liba.so"]].concat());
    tool(at, &[&gcc[..], &["b.c", "-o", "libb.so"]].concat());
}

/// The verdict on a text by libraries.
fn of(at: &Path, text: &str, libraries: &[&str]) -> Verdict {
    std::fs::write(at.join("m.pyrite"), text).unwrap();
    let options = libraries.iter().map(|name| format!("--library={name}"));
    let options: Vec<String> = options.collect();
    let mut words = vec!["m.pyrite", "-L."];
    words.extend(options.iter().map(String::as_str));
    verdict(at, &words)
}

#[test]
fn what_fits_is_right_and_the_rest_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    libraries(at);
    let verdict = of(at, MODULE, &[]);
    assert_eq!(verdict.findings, [], "{verdict:?}");
    assert_eq!(verdict.unchecked, [], "{verdict:?}");
    let told = |kind: RemarkKind| -> Vec<String> {
        let remarks = verdict.remarks.iter().filter(|it| it.kind == kind);
        let lines = remarks.map(|it| format!("{:?} {}: {}", it.line, it.item, it.message));
        lines.collect()
    };
    assert_eq!(told(RemarkKind::Versioned).len(), 4);
    assert_eq!(told(RemarkKind::Versioned)[0], "Some(4) fn f: `f@@VER_1`");
    let weak = "Some(14) fn feeble: weak: another library's of this name comes first";
    assert_eq!(told(RemarkKind::Weak), [weak]);
    assert_eq!(
        told(RemarkKind::NotDeclared),
        [
            "None each: exported, and not declared here",
            "None spare: exported, and not declared here",
            "Some(16) left_out: exported, and skipped here: declared without a prototype",
        ]
    );
}

#[test]
fn each_damage_is_seen() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    libraries(at);
    for (from, to, line, expected) in [
        ("fn f(", "fn g(", 4, "fn g: no symbol `g`"),
        ("fn f(", "fn sparf(", 4, "fn sparf: no symbol `sparf`"),
        (
            "extern fn f(a: i32) -> i32",
            "extern fn left_uot()",
            4,
            "fn left_uot: no symbol `left_uot`; the nearest is `left_out`",
        ),
        ("(\"weak\")", "(\"wek\")", 14, "fn feeble: no symbol `wek`"),
        (
            "@link_name(\"weak\")\n",
            "",
            13,
            "fn feeble: no symbol `feeble`",
        ),
        (
            "extern fn f(a: i32) -> i32",
            "extern var f: i32",
            4,
            "var f: a variable here, a function there",
        ),
        (
            "extern var number: i32",
            "extern fn number()",
            7,
            "fn number: a function here, a variable there",
        ),
        (
            "let fixed",
            "let each",
            10,
            "let each: a variable here, a thread-local one there",
        ),
        (
            "extern let fixed: i32",
            "extern fn each()",
            10,
            "fn each: a function here, a thread-local variable there",
        ),
        (
            "fn f(",
            "fn hidden(",
            4,
            "fn hidden: `hidden` is the library's own: it is hidden from those who link with it",
        ),
        (
            "fn f(",
            "fn old(",
            4,
            "fn old: only as `old@VER_1`: it cannot be linked without its version",
        ),
        (
            "fn f(",
            "fn other(",
            4,
            "fn other: not in `a`, which `@link` names; ./libb.so has it",
        ),
        (
            "@link(\"a\")\nextern var number",
            "@link(\"b\")\nextern var numbre",
            7,
            "var numbre: no symbol `numbre`",
        ),
    ] {
        let text = MODULE.replacen(from, to, 1);
        assert_ne!(text, MODULE, "{from}");
        let verdict = of(at, &text, &["a", "b"]);
        let [finding] = verdict.findings.as_slice() else {
            panic!("{to}: {verdict:?}");
        };
        let said = format!("{}: {}", finding.item, finding.message);
        assert!(said.starts_with(expected), "{to}: {said}");
        assert_eq!(finding.line, line, "{to}");
        assert!(finding.judge.ends_with(".so"), "{finding:?}");
    }
}

#[test]
fn a_symbol_in_another_library_that_is_linked_too_is_fine() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    libraries(at);
    let text = MODULE.replacen("fn f(", "fn other(", 1);
    let text = format!("{text}\n@link(\"b\")\nextern var b: i32\n");
    for libraries in [&[][..], &["a", "b"], &["b", "a"]] {
        let verdict = of(at, &text, libraries);
        assert_eq!(verdict.findings, [], "{libraries:?}");
        let mut remarks = verdict.remarks.iter();
        let found = remarks.find(|it| it.kind == RemarkKind::Elsewhere).unwrap();
        assert_eq!((found.item.as_str(), found.line), ("fn other", Some(4)));
        assert_eq!(found.message, "not in `a`, which `@link` names, but here");
    }
}

#[test]
fn what_was_not_looked_into_is_not_judged() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    libraries(at);
    let text = format!("{MODULE}\n@link(\"b\")\nextern fn other() -> i32\n");
    let verdict = of(at, &text, &["a"]);
    assert_eq!(verdict.findings, []);
    assert_eq!(verdict.unchecked.len(), 1, "{verdict:?}");
    assert_eq!(verdict.unchecked[0].reason, "`b` was not looked into");
    // What a module names is no path, whatever is there.
    std::fs::write(at.join("a"), "no library\n").unwrap();
    assert_eq!(of(at, MODULE, &[]).findings, []);
    // A library of another name stands for those of the module.
    std::fs::rename(at.join("liba.so"), at.join("mine.so")).unwrap();
    assert_eq!(of(at, MODULE, &["./mine.so"]).findings, []);
    let wrong = MODULE.replacen("fn f(", "fn g(", 1);
    assert_eq!(of(at, &wrong, &["./mine.so"]).findings.len(), 1);
}

#[test]
fn conditions_say_what_is_looked_up() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    libraries(at);
    for (condition, findings) in [
        ("target_os = \"linux\"", 1),
        ("target_os = \"windows\"", 0),
        ("target_pointer_width = \"64\"", 1),
        ("target_endian = \"big\"", 0),
        ("not(any(target_env = \"gnu\", target_arch = \"avr\"))", 0),
    ] {
        let text = format!("{MODULE}\n@cfg({condition})\n@link(\"a\")\nextern fn none()\n");
        let verdict = of(at, &text, &[]);
        assert_eq!(verdict.findings.len(), findings, "{condition}");
    }
}

#[test]
fn static_libraries_have_no_secrets_but_static_ones() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let c = "int f(int a) { return a; }\nint number;\nstatic int own(void) { return 1; }\n\
             int (*use)(void) = own;\n__attribute__((visibility(\"hidden\"))) int kept(void) { return 1; }\n";
    std::fs::write(at.join("a.c"), c).unwrap();
    tool(at, &["gcc", "-c", "a.c"]);
    tool(at, &["ar", "rcs", "liba.a", "a.o"]);
    let text = "extern fn f(a: i32) -> i32\nextern var number: i32\nextern fn kept() -> i32\n\
                extern fn own() -> i32\n";
    let verdict = of(at, text, &["a"]);
    let said: Vec<&str> = verdict.findings.iter().map(|it| it.item.as_str()).collect();
    assert_eq!(said, ["fn own"], "{verdict:?}");
    // What only gcc's optimiser can read is not called absent.
    tool(at, &["gcc", "-flto", "-fno-fat-lto-objects", "-c", "a.c"]);
    std::fs::remove_file(at.join("liba.a")).unwrap();
    tool(at, &["ar", "rcs", "liba.a", "a.o"]);
    let verdict = of(at, text, &["a"]);
    assert_eq!(verdict.findings, []);
    assert_eq!(verdict.unchecked.len(), 4, "{verdict:?}");
    assert!(verdict.unchecked[0].reason.contains("link-time"));
}
