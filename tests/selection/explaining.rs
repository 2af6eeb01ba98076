//! `why`: what is told of a name.

use super::{run_with, support};

/// What `why` answers.
#[track_caller]
fn why(name: &str, options: &[&str]) -> String {
    let ran = run_with(&["why", name], options);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    ran.text
}

#[test]
fn why_tells_what_became_of_a_name() {
    assert_eq!(
        why("engine_get", &[]),
        "function engine_get\n  declared at a.h:14\n  \
         a.h belongs to the named headers: it is a named header\n  in the module:\n      \
         extern fn engine_get() -> *mut config"
    );
    let has = |name: &str, options: &[&str], words: &[&str]| {
        let text = why(name, options);
        for word in words {
            assert!(text.contains(word), "{name}: {word}: {text}");
        }
    };
    has(
        "engine_hidden",
        &[],
        &["skipped: static", "no option changes that"],
    );
    has(
        "GREEN",
        &[],
        &["an enumerator of enum color", "const GREEN: color = 1"],
    );
    has(
        "GONE",
        &[],
        &[
            "macro GONE",
            "its text: GONE 3",
            "an #undef follows",
            "not written",
        ],
    );
    has(
        "size_t",
        &[],
        &["typedef size_t", "does not belong to `a.h`", "--everything"],
    );
    has(
        "engine_inner",
        &[],
        &[
            "engine_inner in the module",
            "a.h:10",
            "x at byte 0, size 4",
        ],
    );
    has(
        "config",
        &[],
        &[
            "struct config",
            "typedef config",
            "b at byte 8, size 8",
            "needed by",
        ],
    );
    has(
        "config",
        &["--opaque=config"],
        &["`--opaque=config` hides its members"],
    );
    has(
        "config",
        &["--allow=engine_get"],
        &[
            "it is there only because something needs it",
            "`--allow='type:config'` takes it",
        ],
    );
    has(
        "B_MAX",
        &["--block=B_.*"],
        &["not written: left out by `--block=B_.*`"],
    );
    has(
        "A_ONE",
        &["--allow=B_.*"],
        &["`--allow='const:A_ONE'` takes it"],
    );
}

#[test]
fn why_knows_no_such_name() {
    let ran = run_with(&["why", "engine_opn"], &[]);
    assert_eq!((ran.code, ran.text.as_str()), (Some(1), ""));
    let message =
        "error: no header that was read declares `engine_opn`; did you mean `engine_open`?";
    assert!(ran.said.starts_with(message), "{}", ran.said);
    let libclang = support::libclangs().unwrap().remove(0);
    for words in [&["why"][..], &["why", "x"]] {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        assert_eq!(support::run(command.args(words)).unwrap().code, Some(2));
    }
}

#[test]
fn why_reads_headers_of_the_system() {
    let libclang = support::libclangs().unwrap().remove(0);
    let tell = |words: &[&str]| {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
        support::output_of(command.arg("why").args(words)).unwrap()
    };
    let text = tell(&["stat", "sys/stat.h"]);
    assert!(
        text.starts_with("struct stat\n") && text.contains("\nfunction stat\n"),
        "{text}"
    );
    assert!(
        text.contains("called `stat_struct`, because `stat` is taken by"),
        "{text}"
    );
    let text = tell(&["FILE", "stdio.h"]);
    assert!(
        text.contains("bits/types/FILE.h:7, included by way of stdio.h:"),
        "{text}"
    );
    let text = tell(&["SQLITE_STATIC", "sqlite3.h"]);
    assert!(text.contains("skipped: "), "{text}");
    let text = tell(&["sqlite3", "sqlite3.h"]);
    assert!(
        text.contains("no header that was read completes it"),
        "{text}"
    );
    let text = tell(&[
        "--target=aarch64-unknown-linux-gnu",
        "sqlite3_vmprintf",
        "/usr/include/sqlite3.h",
    ]);
    assert!(text.contains("skipped: va_list is an aggregate"), "{text}");
    let windows = ["HANDLE", "windows.h", "--target=x86_64-pc-windows-gnu"];
    let text = tell(&[&windows[..], &["-isystem/usr/share/mingw-w64/include"]].concat());
    assert!(text.contains("type HANDLE = *mut void"), "{text}");
}
