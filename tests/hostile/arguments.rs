//! Arguments for clang that write files, load code or name another program, however they are
//! spelled, and values of our own options that would break out of the module.

use std::path::Path;

use super::run_in;

/// A directory with a header and an output of an earlier run.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let header = "struct s { int a; };\nint f(struct s *p);\nint g(void);\n";
    std::fs::write(directory.path().join("a.h"), header).unwrap();
    std::fs::write(directory.path().join("out"), "old").unwrap();
    directory
}

/// The names in a directory, sorted.
fn names(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// That a run with these arguments ends with this code and one error, and changes nothing.
fn refused(arguments: &[&str], code: i32) -> String {
    let directory = directory();
    let (ended, said) = run_in(
        directory.path(),
        &[&["a.h", "--output=out"], arguments].concat(),
    );
    assert_eq!(ended, Some(code), "{arguments:?}: {said}");
    let errors = said.lines().filter(|line| line.starts_with("error: "));
    // clang's own stands before ours.
    let most = 1 + said.matches("error: nothing was written: clang").count();
    assert!(
        (1..=most).contains(&errors.count()),
        "{arguments:?}: {said}"
    );
    let control = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!said.contains(control), "{arguments:?}: {said:?}");
    assert_eq!(names(directory.path()), ["a.h", "out"], "{arguments:?}");
    let out = std::fs::read_to_string(directory.path().join("out")).unwrap();
    assert_eq!(out, "old", "{arguments:?}");
    said
}

/// What would write a file, load code, or name a program or a file of arguments.
const HARMFUL: &[&str] = &[
    "-MF",
    "-MFx",
    "-MF=x",
    "-MD",
    "-MMD",
    "-MJx",
    "-M",
    "--dependencies",
    "--write-dependencies",
    "-Wp,-MD,x",
    "-Wp,-MF,x",
    "-Wl,-x",
    "-Wa,-x",
    "-Xpreprocessor",
    "-Xclang",
    "-Xclang=-load",
    "-Xanalyzer",
    "-dependency-file",
    "-dependency-file=x",
    "-dumpdir",
    "-o",
    "-ox",
    "-o x",
    "-o=x",
    "--output=x",
    "--output",
    "--serialize-diagnostics",
    "--serialize-diagnostics=x",
    "-serialize-diagnostics",
    "-save-temps",
    "-save-temps=obj",
    "--save-temps",
    "-ftime-trace",
    "-ftime-trace=x",
    "-fplugin=x",
    "-fplugin",
    "-fplugin-arg-a-b",
    "-fpass-plugin=x",
    "-load",
    "-load=x",
    "-add-plugin",
    "-plugin",
    "-mllvm",
    "-mllvm=-load=x",
    "-mmlir",
    "@file",
    "@",
    "--config",
    "--config=x",
    "--config-system-dir=x",
    "-fmodules",
    "-fmodules-cache-path=x",
    "-fmodules-cache-path",
    "-fmodule-file=x",
    "-fmodule-map-file=x",
    "-fprebuilt-module-path=x",
    "-fcrash-diagnostics-dir=x",
    "-fcrash-diagnostics=all",
    "-gen-reproducer",
    "-foptimization-record-file=x",
    "-fsave-optimization-record",
    "-fprofile-generate=x",
    "-fprofile-use=x",
    "--coverage",
    "-ftest-coverage",
    "-gsplit-dwarf",
    "-specs=x",
    "--specs=x",
    "-B",
    "-Bx",
    "-B/tmp",
    "--prefix=x",
    "-fuse-ld=x",
    "-ccc-gcc-name",
    "-ccc-install-dir",
    "-cc1",
    "-cc1as",
    "-include-pch",
    "-include-pchx",
    "-ivfsoverlay",
    "-ivfsoverlayx",
    "-vfsoverlay",
    "-working-directory",
    "-working-directory=x",
    "-resource-dir=x",
    "-index-store-path",
    "-emit-llvm",
    "-emit-ast",
    "-emit-pch",
    "--precompile",
    "--analyze",
    "-S",
    "-E",
    "-c",
    "-print-file-name=x",
    "-H",
    "-v",
    "-###",
    "-dM",
    "-fembed-bitcode",
    "-fsanitize-ignorelist=x",
    "-fprofile-list=x",
    "-fxray-always-instrument=x",
    "-Xarch_host",
    "-Xarch_x86_64",
    "-Xopenmp-target",
    "--gcc-toolchain=x",
    "-",
    "--",
    "-f",
    "-std",
    "",
    " ",
    "a.c",
    "-xc++",
    "-xobjective-c",
    "-xast",
    "-xir",
    "-xcu",
    "-target",
    "--target=x",
    "-targetx",
    "-arch",
];

#[test]
fn clang_gets_no_argument_that_writes_loads_or_runs() {
    for argument in HARMFUL {
        let said = refused(&["--", argument], 2);
        assert!(said.starts_with("error: clang's argument `"), "{said}");
        assert!(said.contains(" is refused: "), "{said}");
    }
    for pair in [
        ["-Xclang", "-load"],
        ["-Xclang", "-dependency-file"],
        ["-MF", "x"],
        ["-I", "@x"],
        ["-D", "@x"],
        ["-x", "c++"],
        ["-Ia", "-o"],
    ] {
        refused(&["--", pair[0], pair[1]], 2);
    }
    // The same without `--`, for those that are not ours.
    for argument in [
        "-fplugin=x",
        "-Wp,-MD,x",
        "-MD",
        "-MFx",
        "-fmodules-cache-path=x",
        "-save-temps",
    ] {
        refused(&[argument], 2);
    }
}

#[test]
fn what_an_argument_reads_is_looked_at_as_what_a_header_reads() {
    for argument in ["-include", "-imacros"] {
        let said = refused(&["--", argument, "/dev/zero"], 1);
        assert!(
            said.contains("`/dev/zero` is a device, not a file"),
            "{said}"
        );
    }
    for argument in ["-std=none", "-std=", "-std=c++20", "-march=none"] {
        let said = refused(&["--", argument], 1);
        assert!(said.contains("an argument for clang "), "{said}");
        assert!(said.contains("help: leave arguments"), "{said}");
    }
}

/// Texts that are no names, no expressions, or would end what they stand in.
const TEXTS: &[&str] = &[
    "\"\"\"",
    "a\"\"\"b",
    "a\"b",
    "a\\",
    "a\nb",
    "a\n\"\"\"\nextern fn evil()",
    "\u{202e}",
    "f\u{202e}x",
    "\u{2028}",
    "\u{1b}[31m",
    "\t",
    "a b",
    "@",
    "%s",
    "a\")\nextern fn evil()",
    "#",
    "f#",
    "../x",
    "-",
    "=",
    "==",
    "é\u{301}\n",
    "\u{feff}",
    "\r",
    "(a{1000}){1000}",
    "((((((((((a{99}){99}){99}){99}){99})",
    "(",
    "[",
    "*",
    "\\",
    "(?P<n>",
    "\\p{x}",
    "a{1,2",
    "",
];

#[test]
fn values_of_options_do_not_break_out() {
    for text in TEXTS {
        for option in [
            "--link",
            "--rename",
            "--rename=f",
            "--rename=struct s",
            "--rename=function:f",
        ] {
            refused(&[&format!("{option}={text}")], 2);
        }
    }
    // A pattern may be anything that is an expression, and a prefix any part of a name: that they
    // match nothing is a warning, and none of it comes into the module.
    let directory = directory();
    let path = directory.path();
    let run = |arguments: &[&str]| {
        let (code, said) = run_in(path, &[&["a.h", "--output=out"], arguments].concat());
        let control = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!said.contains(control), "{arguments:?}: {said:?}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        (code, said)
    };
    assert_eq!(run(&[]).0, Some(0));
    let plain = std::fs::read_to_string(path.join("out")).unwrap();
    for text in TEXTS {
        for option in ["--block", "--strip-prefix"] {
            let argument = format!("{option}={text}");
            match run(&[&argument]) {
                (Some(0), said) => {
                    assert!(said.starts_with("warning: "), "{argument}: {said}");
                    let module = std::fs::read_to_string(path.join("out")).unwrap();
                    let body = |text: &str| text.split_once("\n\n").unwrap().1.to_owned();
                    assert_eq!(body(&module), body(&plain), "{argument}");
                }
                (Some(2), said) => assert!(said.starts_with("error: "), "{argument}: {said}"),
                (code, said) => panic!("{argument}: {code:?}: {said}"),
            }
        }
    }
    for option in ["--allow", "--opaque"] {
        for text in ["function:\u{202e}", "\"\"\"\nextern fn evil()"] {
            let (code, said) = run(&[&format!("{option}={text}")]);
            assert_eq!(code, Some(0), "{text}: {said}");
            let module = std::fs::read_to_string(path.join("out")).unwrap();
            assert!(!module.contains("evil"), "{text}: {module}");
        }
        assert_eq!(run(&[&format!("{option}=(a{{1000}}){{1000}}")]).0, Some(2));
    }
    let long = "a".repeat(100_000);
    for option in ["allow", "strip-prefix", "link", "rename=f"] {
        let (code, said) = run(&[&format!("--{option}={long}")]);
        assert!(matches!(code, Some(0 | 2)), "{option}: {code:?}");
        assert!(said.len() < 500_000, "{option}");
    }
}

#[test]
fn why_of_what_is_no_name() {
    let directory = directory();
    for text in TEXTS.iter().filter(|text| !text.starts_with('-')) {
        let (code, said) = run_in(directory.path(), &["why", text, "a.h"]);
        assert_eq!(code, Some(1), "{text}: {said}");
        assert!(
            said.starts_with("error: no header that was read declares `"),
            "{said}"
        );
        let control = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!said.contains(control), "{text}: {said:?}");
    }
    assert_eq!(names(directory.path()), ["a.h", "out"]);
}

#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let directory = directory();
    for before in [
        "--rename=f=",
        "--link=",
        "--allow=",
        "--block=",
        "--opaque=",
        "--strip-prefix=",
    ] {
        let argument = [before.as_bytes(), b"a\xffb"].concat();
        let output = assert_cmd::Command::cargo_bin("quarry")
            .unwrap()
            .args(["bindgen", "a.h", "--output=out"])
            .arg(OsStr::from_bytes(&argument))
            .current_dir(&directory)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{before}");
        assert!(output.stderr.starts_with(b"error: "), "{before}");
    }
    let out = std::fs::read_to_string(directory.path().join("out")).unwrap();
    assert_eq!(out, "old");
}
