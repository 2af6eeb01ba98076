//! `--check`: what would be another, in meaning; nothing is written.

use std::fs;

use super::{MANIFEST, Project, both};

/// A header with all kinds of declarations.
const HEADER: &str = "\
/** Opens it. */
int open_it(const char *name, int flags);
void close_it(long handle);
double half(float value);
int say(const char *format, ...);
extern int level;
extern const long limit;
struct point { int x; int y; };
struct options { char kind; int size; unsigned on : 1; unsigned mode : 3; };
union value { int i; float f; };
enum color { RED, GREEN = 5, BLUE };
typedef unsigned int handle_t;
typedef int (*callback)(int, void *);
handle_t get(callback f, struct point where);
struct hidden;
void use(struct hidden *);
#define VERSION 3
#define NAME \"lib\"
#define SCALE 1.5
";

/// Changes of the header that break programs: what stands there, what then, and what is said.
const BREAKING: [(&str, &str, &str); 24] = [
    ("void close_it(long handle);\n", "", "close_it"),
    ("int flags);", "long flags);", "open_it: parameter 2"),
    ("int flags);", "int flags, int mode);", "open_it"),
    ("const char *name, int flags", "const char *name", "open_it"),
    (
        "const char *name, int flags",
        "int flags, const char *name",
        "open_it",
    ),
    ("double half", "float half", "half"),
    ("void close_it", "int close_it", "close_it"),
    ("*format, ...", "*format", "say"),
    ("extern int level", "extern short level", "level"),
    ("extern int level", "extern const int level", "level"),
    ("{ int x; int y; }", "{ int y; int x; }", "point"),
    ("{ int x; int y; }", "{ int x; int y; int z; }", "point"),
    ("{ int x; int y; }", "{ int x; short y; }", "point"),
    ("{ int x; int y; }", "{ int x; int yy; }", "point"),
    (
        "struct point { int x; int y; };",
        "struct __attribute__((aligned(16))) point { int x; int y; };",
        "point",
    ),
    ("char kind; int size;", "int size; char kind;", "options"),
    ("unsigned mode : 3", "unsigned mode : 4", "mode"),
    ("unsigned on : 1; unsigned mode", "unsigned mode", "options"),
    ("union value", "struct value", "value"),
    ("GREEN = 5", "GREEN = 6", "GREEN"),
    (
        "typedef unsigned int handle_t",
        "typedef int handle_t",
        "handle_t",
    ),
    ("(*callback)(int,", "(*callback)(long,", "callback"),
    ("#define VERSION 3", "#define VERSION 4", "VERSION"),
    ("#define NAME \"lib\"", "#define NAME \"LIB\"", "NAME"),
];

/// A project with that header for several targets, and its module.
fn made() -> Project {
    let project = Project::of(
        "[[module]]\noutput = \"m.pyrite\"\nheaders = [\"m.h\"]\n\
         target = [\"x86_64-linux-gnu\", \"x86_64-pc-windows-msvc\", \"avr\"]\n",
    );
    project.put("m.h", HEADER);
    let said = project.run(&[]);
    assert_eq!(said.code, Some(0), "{}", said.report);
    project
}

/// Changes the header.
fn change(project: &Project, from: &str, to: &str) {
    assert!(HEADER.contains(from), "{from}");
    project.put("m.h", &HEADER.replacen(from, to, 1));
}

#[test]
fn what_breaks_programs() {
    let project = made();
    let module = project.text("m.pyrite");
    let alone = ["m.h", "--target=x86_64-linux-gnu", "--output=alone.pyrite"];
    assert_eq!(project.run(&alone).code, Some(0));
    for (from, to, words) in BREAKING {
        change(&project, from, to);
        for arguments in [&["--check"][..], &["m.h", alone[1], alone[2], "--check"]] {
            let said = project.run(arguments);
            assert_eq!(said.code, Some(1), "{from} -> {to}: {}", said.report);
            let is_said = |line: &str| line.starts_with("breaking") && line.contains(words);
            assert!(
                said.text.lines().any(is_said),
                "{from} -> {to}: {}",
                said.text
            );
        }
        assert_eq!(project.text("m.pyrite"), module);
    }
    project.put("m.h", HEADER);
    assert_eq!(project.run(&["--check", "--no-cache"]).code, Some(0));
}

#[test]
fn what_breaks_nothing() {
    let project = made();
    let module = project.text("m.pyrite");
    for (from, to, severity) in [
        ("/** Opens it. */", "/** Opens a file. */", "cosmetic"),
        (
            "const char *name, int flags",
            "const char *path, int flags",
            "cosmetic",
        ),
        ("double half", "int more(void);\ndouble half", "additive"),
        ("struct hidden;", "struct hidden { int x; };", "additive"),
    ] {
        change(&project, from, to);
        let said = project.run(&["--check"]);
        assert_eq!(said.code, Some(1), "{}", said.text);
        let has = |word: &str| said.text.lines().any(|line| line.starts_with(word));
        assert!(
            has(severity) && !has("breaking"),
            "{from} -> {to}: {}",
            said.text
        );
        assert_eq!(project.text("m.pyrite"), module);
    }
    // Nothing at all of what the module says.
    change(
        &project,
        "double half",
        "\n// nothing of interest\n\ndouble half",
    );
    let said = project.run(&["--check", "--no-cache"]);
    assert_eq!(
        (said.code, said.text.as_str()),
        (Some(0), ""),
        "{}",
        said.report
    );
}

#[test]
fn files_that_are_not_there_or_no_modules() {
    let project = Project::of(MANIFEST);
    project.put("out/b.pyrite", "int x;\n");
    let said = project.run(&["--check"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.text.contains("out/a.pyrite is not there\n"),
        "{}",
        said.text
    );
    assert!(
        said.text.contains("out/b.pyrite is no module: "),
        "{}",
        said.text
    );
    assert!(!project.at("out/a.pyrite").exists() && !project.at("bindgen.lock").exists());
    assert_eq!(project.text("out/b.pyrite"), "int x;\n");
    assert_eq!(project.states(&["--check"]), both("differs", "differs"));
    project.run(&[]);
    assert_eq!(
        project.states(&["--check"]),
        both("up to date", "up to date")
    );
    assert_eq!(
        project.states(&["--check", "--no-cache"]),
        both("unchanged", "unchanged")
    );
    fs::remove_file(project.at("out/a.pyrite")).unwrap();
    assert_eq!(
        project.states(&["--check", "--verify"]),
        both("differs", "unchanged")
    );
}

#[test]
fn as_json() {
    let project = made();
    change(&project, "int flags);", "long flags);");
    for arguments in [
        &["--check", "--format=json"][..],
        &[
            "m.h",
            "--target=avr,x86_64-linux-gnu,x86_64-pc-windows-msvc",
            "-om.pyrite",
            "--check",
            "--format=json",
        ],
    ] {
        let said = project.run(arguments);
        assert_eq!(said.code, Some(1), "{}", said.report);
        let json: serde_json::Value = serde_json::from_str(&said.text).unwrap();
        assert_eq!(json["schema"], 1);
        let module = &json["modules"][0];
        assert_eq!(
            (&module["output"], &module["state"]),
            (&"m.pyrite".into(), &"differs".into())
        );
        assert_eq!(
            module["drift"]["changes"][0]["severity"], "breaking",
            "{}",
            said.text
        );
    }
}

#[test]
fn it_needs_a_file_to_compare_with() {
    let project = made();
    for arguments in [
        &["m.h", "--check"][..],
        &["m.h", "--check", "--output=-"],
        &["m.h", "--check", "--output=m.json", "--emit=json"],
        &["m.h", "--check", "--output=m.pyrite", "--depfile=m.d"],
    ] {
        let said = project.run(arguments);
        assert_eq!(said.code, Some(2), "{}", said.report);
        assert!(said.report.contains("--output=PATH"), "{}", said.report);
    }
}
