//! Names that the user gives, and what is said where that cannot be.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty, starts_with};

use super::{bindgen, body, directory};

/// A header with a function, a tag of the same name, and others.
const HEADER: &[u8] = b"struct stat { int mode; };\nint stat(struct stat *s);\nint lstat(void);\n";

#[test]
fn values_that_make_no_sense_are_wrong_usage() {
    let directory = directory(&[("a.h", HEADER)]);
    for (argument, why) in [
        ("--rename=stat", "write it as OLD=NEW"),
        ("--rename=stat=type", "`type` is a word of Pyrite's own"),
        ("--rename=stat=1st", "`1st` is no name in Pyrite"),
        ("--rename=a b=c", "`a b` is no name of C"),
        ("--strip-prefix=", "no name begins so"),
        ("--strip-prefix=a-b", "no name begins so"),
        ("--link=", "without a folder"),
        ("--link=/lib/libz.so", "without a folder"),
        ("--link=-lz", "without a folder"),
        ("--link=libz.so", "the library's name is `z`"),
        ("--names=rust", "c, pyrite"),
    ] {
        bindgen(&directory, &["a.h", argument, "-o", "out"])
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(starts_with("error: ").and(contains(why)));
    }
    bindgen(&directory, &["a.h", "--rename=stat=a", "--rename=lstat=a"])
        .assert()
        .code(2)
        .stderr(contains(
            "`--rename=lstat=a`: `--rename=stat=a` stands before it",
        ));
    assert!(!directory.path().join("out").exists());
}

#[test]
fn a_rename_that_cannot_be_done_names_both() {
    let directory = directory(&[("a.h", HEADER)]);
    bindgen(&directory, &["a.h", "--rename=lstat=stat"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(contains(
            "error: `--rename=lstat=stat` cannot be done: `stat` is the name of the function stat\n",
        ));
    bindgen(&directory, &["a.h", "--rename=stat=info"])
        .assert()
        .code(1)
        .stderr(contains(
            "a function and a struct; say which, as in `struct stat`",
        ));
    let renamed = body(&directory, &["a.h", "--rename=struct stat=info", "-q"]);
    assert!(renamed.contains("struct info:\n"), "{renamed}");
    assert!(
        renamed.contains("extern fn stat(s: *mut info) -> i32\n"),
        "{renamed}"
    );
}

#[test]
fn what_nothing_has_is_a_warning_with_the_nearest_name() {
    let directory = directory(&[("a.h", HEADER)]);
    bindgen(
        &directory,
        &["a.h", "--rename=lsatt=x", "--strip-prefix=zz_"],
    )
    .assert()
    .code(0)
    .stderr(
        contains("warning: `--rename=lsatt=x`: nothing has the name")
            .and(contains("the nearest name is `lstat`"))
            .and(contains("warning: `--strip-prefix=zz_`: no name begins so")),
    );
    bindgen(&directory, &["a.h", "--rename=const:lstat=x"])
        .assert()
        .code(0)
        .stderr(contains("`lstat` is the name of something of another kind"));
}

#[test]
fn the_json_has_names_of_c_and_libraries() {
    let directory = directory(&[("a.h", HEADER)]);
    let arguments = [
        "a.h",
        "--emit=json",
        "--rename=lstat=x",
        "--link=z",
        "--link=c",
    ];
    let output = bindgen(&directory, &arguments).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["link"], serde_json::json!(["z", "c"]));
    let items = json["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["name"] == "x").unwrap();
    assert_eq!(item["c_name"], "lstat");
    assert_eq!(item["kind"]["function"]["link_name"], "lstat");
}
