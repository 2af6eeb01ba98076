//! The command: its exit codes, what it says of what is no module, its colours.

use std::path::Path;

use crate::{compare, diff, support};

/// A module.
const MODULE: &str = "# target: x86_64-unknown-linux-gnu\n\nextern fn f(a: i32)\n";

#[test]
fn what_is_no_module_is_one_error_with_its_line() {
    let run = diff(MODULE, "extern fn f(a: i32)\nint x;\n", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(
        run.stderr.starts_with("error: new.pyrite:2:1: `int` found"),
        "{}",
        run.stderr
    );
    let run = diff("x", MODULE, &["--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
}

#[test]
fn files_that_are_not_there_and_wrong_usage() {
    let quarry = |arguments: &[&str]| {
        let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), Path::new("/nonexistent"));
        support::run(command.arg("diff").args(arguments)).unwrap()
    };
    let run = quarry(&["/nonexistent/a", "/nonexistent/b"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.starts_with("error: cannot read /nonexistent/a"),
        "{}",
        run.stderr
    );
    let run = quarry(&["/", "/"]);
    assert!(run.stderr.contains("it is a directory"), "{}", run.stderr);
    assert_eq!(quarry(&["a"]).code, Some(2));
    assert_eq!(quarry(&["a", "b", "--format=xml"]).code, Some(2));
    assert_eq!(quarry(&["a", "b", "-q", "-v"]).code, Some(2));
    let help = quarry(&["--help"]);
    assert_eq!(help.code, Some(0));
    assert!(help.stdout.contains("additive:"), "{}", help.stdout);
}

#[test]
fn how_much_is_said() {
    let new = MODULE.replace("a: i32", "b: i64");
    let run = diff(MODULE, &new, &[]);
    let breaking = "breaking  f: parameter 1 was i32 and is i64\n";
    let cosmetic = "cosmetic  f: name of a parameter changed: was a and is b\n";
    let counts = "1 breaking, 1 cosmetic changes";
    assert_eq!(
        run.stdout,
        format!("{breaking}{counts} (--verbose lists all)\n")
    );
    let run = diff(MODULE, &new, &["-v"]);
    assert_eq!(run.stdout, format!("{breaking}{cosmetic}{counts}\n"));
    let run = diff(MODULE, &new, &["-q"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    let run = diff(MODULE, &MODULE.replace("a:", "b:"), &[]);
    assert_eq!(
        (run.code, run.stdout),
        (Some(0), format!("{cosmetic}1 cosmetic change\n"))
    );
}

#[test]
fn users_of_a_layout_are_mentioned_on_request() {
    let old = "@repr(C)\nstruct s:\n    a: i32\n\n@repr(C)\nstruct t:\n    s: [s; 2]\n\n\
               extern fn f(a: t) -> s\n\nextern fn g(a: *mut s)\n\nextern var v: t\n";
    let run = diff(old, &old.replace("a: i32", "a: i64"), &["-v"]);
    let expected = "breaking  struct s: field a was i32 and is i64\n\
                    affected  struct t: holds struct s, whose layout changed\n\
                    affected  f: passes struct s, whose layout changed\n\
                    affected  f: returns struct s, whose layout changed\n\
                    affected  v: is struct s, whose layout changed\n\
                    1 breaking change\n";
    assert_eq!(run.stdout, expected);
}

#[test]
fn imports() {
    let own = "type t = i32\n\nextern fn f(a: t)\n";
    let taken = "from m import t\n\nextern fn f(a: t)\n";
    let said = |old: &str, new: &str| compare(old, new).text(true);
    assert_eq!(
        said(own, taken),
        "breaking  t: was defined here and is imported from m\n1 breaking change\n"
    );
    assert_eq!(
        said(taken, own),
        "breaking  t: was imported from m and is defined here\n1 breaking change\n"
    );
    assert_eq!(
        said(taken, &taken.replace("from m", "from n")),
        "breaking  t: import was m and is n\n1 breaking change\n"
    );
    assert_eq!(
        said(taken, &taken.replace("import t", "import t, u")),
        "additive  u: import from m added\n1 additive change\n"
    );
    assert_eq!(
        said(taken, "extern fn f(a: t)\n"),
        "breaking  t: import from m removed\n1 breaking change\n"
    );
    let two = "from m import t, u\n";
    let broken = "from m import (\n    u,\n    t\n)\n";
    assert_eq!(
        said(two, broken),
        "cosmetic  module: its imports are written otherwise, and are the same\n\
         1 cosmetic change\n"
    );
    let on = |os: &str| format!("# target: avr\n@cfg(target_os = \"{os}\")\n{two}");
    let gone = said(&on("none"), &on("linux"));
    assert!(gone.ends_with("2 breaking changes\n"), "{gone}");
    let both = format!("{two}type t = i32\n");
    assert_eq!(
        said(two, &both),
        "additive  type t: added\n1 additive change\n"
    );
}

#[test]
fn names_of_the_text_do_not_reach_the_terminal_as_commands() {
    let old = "const A: &str = \"a\"\n";
    let new = "const A: &str = \"\\u{1B}]0;x\\u{7}\"\n";
    let run = diff(old, new, &[]);
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a"), MODULE).unwrap();
    std::fs::write(dir.path().join("b"), MODULE.replace("i32", "i64")).unwrap();
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), Path::new("/nonexistent"));
    command.current_dir(dir.path()).args(["diff", "a", "b"]);
    let plain = support::run(&mut command).unwrap();
    assert!(!plain.stdout.contains('\u{1b}'));
    command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
    let styled = support::run(&mut command).unwrap();
    assert!(styled.stdout.starts_with("\u{1b}["), "{:?}", styled.stdout);
}
