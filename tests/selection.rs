//! `--allow`, `--block`, `--opaque` and `why`, through the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "selection/explaining.rs"]
mod explaining;
mod support;

use std::fs;

use support::pyrite::{Dialect, check};

/// A header with one of each.
const HEADER: &str = "\
#include <stddef.h>
#define A_ONE 1
#define A_TWO 2
#define B_MAX 9
#define GONE 3
#undef GONE
enum color { RED, GREEN };
enum { FLAG_A = 1, FLAG_B = 2 };
typedef struct config { int a; long b; } config;
struct engine { config c; struct engine *next; struct { int x; } inner; };
typedef int (*callback)(config *c, int x);
int engine_open(struct engine *e, enum color c);
int engine_set(config c);
config *engine_get(void);
static int engine_hidden(void);
extern int engine_count;
#define engine_start engine_open
";

/// One run on [`HEADER`].
struct Ran {
    /// The exit code.
    code: Option<i32>,
    /// Standard output without the head of the module.
    text: String,
    /// Standard error.
    said: String,
}

/// Runs the program with words before and after the header.
fn run_with(before: &[&str], after: &[&str]) -> Ran {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a.h"), HEADER).unwrap();
    let libclang = support::libclangs().unwrap().remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    command.current_dir(&directory).args(before).arg("a.h");
    command.arg("--target=x86_64-unknown-linux-gnu").args(after);
    let run = support::run(&mut command).unwrap();
    if run.code == Some(0) && before.is_empty() {
        check(&run.stdout, Dialect::Spec).unwrap();
    }
    let head = |line: &&str| {
        !line.starts_with("# Gen")
            && !line.starts_with("# header")
            && !line.starts_with("# target")
            && !line.is_empty()
    };
    Ran {
        code: run.code,
        text: run
            .stdout
            .lines()
            .filter(head)
            .collect::<Vec<_>>()
            .join("\n"),
        said: run.stderr,
    }
}

/// The text of a module with these options.
#[track_caller]
fn module(options: &[&str]) -> String {
    let ran = run_with(&[], options);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(!ran.said.contains("warning"), "{}", ran.said);
    ran.text
}

/// What is said of a run with these options.
fn said(options: &[&str]) -> String {
    run_with(&[], options).said
}

/// The module of a header of the system, checked.
fn real(header: &str, options: &[&str]) -> support::Run {
    let libclang = support::libclangs().unwrap().remove(0);
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    support::run(command.arg(header).args(options)).unwrap()
}

#[test]
fn what_is_allowed_comes_with_what_it_needs() {
    let text = module(&["--allow=function:engine_get"]);
    assert_eq!(
        text,
        "@repr(C)\nstruct config:\n    a: i32\n    b: i64\nextern fn engine_get() -> *mut config"
    );
    let text = module(&["--allow", "const:A_.*", "--allow", "var:.*"]);
    assert_eq!(
        text,
        "const A_ONE: i32 = 1\nconst A_TWO: i32 = 2\nextern var engine_count: i32"
    );
}

#[test]
fn an_enumerator_brings_its_enumeration() {
    let text = module(&["--allow=const:GREEN"]);
    assert_eq!(
        text,
        "type color = u32\nconst RED: color = 0\nconst GREEN: color = 1"
    );
    let text = module(&["--allow=FLAG_A"]);
    assert_eq!(text, "const FLAG_A: i32 = 1\nconst FLAG_B: i32 = 2");
}

#[test]
fn a_macro_that_renames_what_is_not_selected_is_bound() {
    let text = module(&["--allow=const:engine_start", "--opaque=config"]);
    let end = "@link_name(\"engine_open\")\n\
               extern fn engine_start(e: *mut engine, c: color) -> i32";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn what_is_not_selected_is_not_skipped() {
    assert!(said(&["-v"]).contains("skipped: engine_hidden"));
    let said = said(&["-v", "--allow=engine_get"]);
    assert!(!said.contains("skipped"), "{said}");
}

#[test]
fn what_is_blocked_is_counted() {
    let ran = run_with(&[], &["--block=const:A_.*", "--block=function:.*_hidden"]);
    assert!(!ran.text.contains("A_ONE") && !ran.text.contains("engine_hidden"));
    assert!(ran.said.ends_with("; 3 blocked\n"), "{}", ran.said);
    let text = module(&["--block=const:RED|FLAG_.*", "--allow=type:color"]);
    assert_eq!(text, "type color = u32\nconst GREEN: color = 1");
    let text = module(&["--block=type:color", "--allow=const:[A-Z_]*"]);
    assert!(!text.contains("GREEN") && text.contains("FLAG_A"), "{text}");
}

#[test]
fn a_blocked_type_is_opaque_behind_a_pointer() {
    let text = module(&["--allow=engine_get|callback", "--block=type:config"]);
    assert_eq!(
        text,
        "# left out by --block=type:config\nopaque type config;\n\
         type callback = Option[fn(*mut config, i32) -> i32]\n\
         extern fn engine_get() -> *mut config"
    );
}

#[test]
fn a_blocked_type_that_is_needed_by_value_is_an_error() {
    for (options, user, line) in [
        (["--block=config", "--allow=engine"], "engine", 10),
        (["--block=config", "--allow=engine_set"], "engine_set", 13),
    ] {
        let ran = run_with(&[], &options);
        assert_eq!((ran.code, ran.text.as_str()), (Some(1), ""));
        let message = format!(
            "error: `{user}` at a.h:{line} needs `config` by value, which `--block=config` leaves out\n"
        );
        assert!(ran.said.starts_with(&message), "{}", ran.said);
        assert!(ran.said.contains("`config` is declared at a.h:9"));
        assert!(ran.said.contains("--opaque=config"), "{}", ran.said);
    }
    let ran = run_with(&[], &["--block=type:color", "--allow=engine_open"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("`engine_open` at a.h:12 needs `color`"));
}

#[test]
fn an_opaque_record_keeps_its_size() {
    let text = module(&["--opaque=config", "--allow=engine|engine_set|engine_get"]);
    assert_eq!(
        text,
        "# 16 bytes in C, aligned to 8; --opaque=config hides the members\n\
         @repr(C)\nstruct config:\n    _data: [u64; 2]\n\
         @repr(C)\nstruct engine_inner:\n    x: i32\n\
         @repr(C)\nstruct engine:\n    c: config\n    next: *mut engine\n    inner: engine_inner\n\
         # skipped: engine_set (--opaque=config hides what struct config is by value) at a.h:13\n\
         extern fn engine_get() -> *mut config"
    );
}

#[test]
fn a_pattern_that_does_nothing_is_a_warning() {
    let has = |option: &str, words: &[&str]| {
        let said = said(&[option]);
        for word in words {
            assert!(said.contains(word), "{option}: {said}");
        }
    };
    has(
        "--allow=function:engine_opne",
        &[
            "warning: `--allow=function:engine_opne` matches nothing",
            "did you mean `engine_open`?",
        ],
    );
    has(
        "--allow=size_t",
        &[
            "matches nothing that the named headers declare",
            "--include-from=",
            "--everything",
        ],
    );
    has("--block=function:RED", &["`RED` is there as `const:RED`"]);
    has("--opaque=callback", &["matches no structure or union"]);
    has(
        "--include-from=stdef.h",
        &[
            "matches no header that was read",
            "did you mean `stddef.h`?",
        ],
    );
}

#[test]
fn a_pattern_that_is_none_is_wrong_usage() {
    for (option, word) in [
        ("--allow=engine_(", "unclosed group"),
        ("--block=fn:x", "`fn` is no kind"),
        ("--opaque=", "no expression"),
    ] {
        let ran = run_with(&[], &[option]);
        assert_eq!(ran.code, Some(2), "{option}");
        assert!(
            ran.said
                .starts_with(&format!("error: `{option}` is not a pattern\n"))
        );
        assert!(ran.said.contains(word), "{}", ran.said);
    }
}

#[test]
fn alpha_selects_the_same() {
    let options = [
        "--dialect=alpha",
        "--allow=engine_get",
        "--block=type:config",
    ];
    let ran = run_with(&["-q"], &options);
    assert!(ran.text.contains("_opaque: [u8; 0]"), "{}", ran.text);
    assert!(ran.text.contains("extern fn engine_get() -> *mut config"));
}

#[test]
fn sqlite_with_what_opens_and_closes() {
    let run = real("sqlite3.h", &["--allow", "function:sqlite3_(open|close).*"]);
    let items = check(&run.stdout, Dialect::Spec).unwrap();
    let names: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("extern fn ")?.split_once('('))
        .map(|(name, _)| name)
        .collect();
    let expected = ["close", "close_v2", "open", "open16", "open_v2"];
    assert_eq!(names, expected.map(|name| format!("sqlite3_{name}")));
    assert_eq!(items.len(), 6);
    assert!(run.stdout.contains("\nopaque type sqlite3;\n"));
    assert_eq!(
        run.stderr,
        "wrote to standard output: 5 functions, 1 type, 0 constants\n"
    );
}
