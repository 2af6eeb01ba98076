//! The library against the command line, and what it gives beside the text.

use std::path::Path;
use std::process::Command;

use libtest_mimic::Trial;
use quarry_bindgen::{Builder, Dialect, Error, Form, Style};

use crate::trial;

/// Headers in a folder with odd names.
struct Headers(tempfile::TempDir);

impl Headers {
    /// A header, and another that it includes.
    fn new() -> Headers {
        let headers = Headers(tempfile::tempdir().unwrap());
        std::fs::create_dir(headers.0.path().join("in $c")).unwrap();
        headers.write("in $c/b.h", "typedef struct { int n; } lib_B;\n");
        headers.write(
            "a.h",
            "#include \"b.h\"\n#if defined X\nint lib_f(lib_B *b);\nlong lib_g(void);\n#endif\n\
             #define LIB_N 3\n",
        );
        headers
    }

    /// A path in the folder.
    fn at(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a header.
    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    /// The beginning of a builder.
    fn builder(&self) -> Builder {
        Builder::new()
            .header(self.at("a.h"))
            .include_dir(self.at("in $c"))
            .define("X")
    }

    /// What the command prints with further arguments.
    fn command(&self, arguments: &[&str]) -> String {
        let output = Command::new(assert_cmd::cargo::cargo_bin("quarry"))
            .args(["bindgen", &self.at("a.h"), "-I", &self.at("in $c"), "-DX"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// What is said to a builder.
type Said = fn(Builder) -> Builder;

/// Builders beside the arguments that say the same.
fn the_same_text() {
    let headers = Headers::new();
    let cases: [(Said, &[&str]); 6] = [
        (|it| it, &[]),
        (
            |it| it.dialect(Dialect::Alpha).target("avr"),
            &["--dialect=alpha", "--target=avr"],
        ),
        (
            |it| {
                it.targets(["x86_64-linux-gnu", "x86_64-pc-windows-gnu"])
                    .emit(Form::Json)
            },
            &[
                "--target=x86_64-linux-gnu,x86_64-pc-windows-gnu",
                "--emit=json",
            ],
        ),
        (
            |it| {
                it.names(Style::Pyrite)
                    .strip_prefix("lib_")
                    .rename("lib_g", "go")
                    .link("a")
            },
            &[
                "--names=pyrite",
                "--strip-prefix=lib_",
                "--rename=lib_g=go",
                "--link=a",
            ],
        ),
        (
            |it| {
                it.allow("function:.*")
                    .block("lib_g")
                    .opaque("lib_B")
                    .verify()
            },
            &["--allow=function:.*", "--block=lib_g", "--opaque=lib_B"],
        ),
        (
            |it| {
                it.undefine("X")
                    .clang_args(["-std=c99", "-DY"])
                    .everything()
            },
            &["-UX", "--everything", "--", "-std=c99", "-DY"],
        ),
    ];
    for (build, arguments) in cases {
        let made = build(headers.builder()).generate().unwrap();
        assert_eq!(made.text(), headers.command(arguments), "{arguments:?}");
        assert_eq!(made.to_string(), made.text());
    }
}

/// The file and the rule for make.
fn written() {
    let headers = Headers::new();
    let (output, rule) = (headers.at("out"), headers.at("out.d"));
    let made = headers.builder().depfile(&rule).generate().unwrap();
    made.write_to(&output).unwrap();
    assert_eq!(std::fs::read_to_string(&output).unwrap(), made.text());
    assert_eq!(std::fs::read(&rule).unwrap(), made.rule(&output).unwrap());
    assert!(
        String::from_utf8(made.rule(&output).unwrap())
            .unwrap()
            .contains("in\\ $$c/b.h")
    );
    for (path, is_right) in [
        (headers.at("a.h"), false),
        (headers.at("in $c"), false),
        (rule, false),
        (headers.at("no/such/out"), false),
        (headers.at("other"), true),
    ] {
        assert_eq!(made.write_to(&path).is_ok(), is_right, "{path}");
    }
}

/// What is known beside the text.
fn beside_the_text() {
    let headers = Headers::new();
    let made = headers
        .builder()
        .allow("lib_.*")
        .allow("nonsense")
        .generate()
        .unwrap();
    let inputs = made.inputs();
    for name in ["a.h", "in $c/b.h"] {
        assert!(inputs.contains(&headers.at(name).into()), "{inputs:?}");
    }
    let [remark] = made.remarks() else {
        panic!("{:?}", made.remarks());
    };
    assert!(remark.message.contains("nonsense"), "{}", remark.message);
    assert_eq!(made.counts().functions, 2);
    assert!(
        made.report().contains("2 functions, 1 type"),
        "{}",
        made.report()
    );
    headers.write("a.h", "int f(void);\n#warning odd\nstatic int g(void);\n");
    let made = headers.builder().verbose().generate().unwrap();
    assert!(made.diagnostics()[0].message.contains("odd"));
    assert!(made.skipped().contains("skipped: g"), "{}", made.skipped());
    assert!(!made.has_errors());
}

/// What other commands say.
fn other_commands() {
    let headers = Headers::new();
    let output = headers.at("out.pyrite");
    headers
        .builder()
        .generate()
        .unwrap()
        .write_to(&output)
        .unwrap();
    let verdicts = headers.builder().verify_module(&output).unwrap();
    assert!(verdicts.iter().all(|verdict| verdict.is_right()) && verdicts.len() == 1);
    let text = std::fs::read_to_string(&output).unwrap();
    std::fs::write(&output, text.replace("LIB_N: i32 = 3", "LIB_N: i32 = 4")).unwrap();
    let verdicts = headers.builder().verify_module(&output).unwrap();
    assert_eq!(verdicts[0].findings.len(), 1, "{verdicts:?}");
    let drift = headers
        .builder()
        .generate()
        .unwrap()
        .check(&output)
        .unwrap();
    assert!(format!("{drift:?}").contains("LIB_N"), "{drift:?}");
    let why = headers.builder().why("lib_f").unwrap();
    assert!(why.contains("extern fn lib_f"), "{why}");
    let unknown = headers.builder().why("lib_ff");
    assert!(
        matches!(unknown, Err(Error::UnknownName { .. })),
        "{unknown:?}"
    );
    let not = headers.builder().verify_module(headers.at("a.h"));
    assert!(matches!(not, Err(Error::Module(_))), "{not:?}");
}

/// Errors of headers, and of what shall be proven.
fn errors() {
    let headers = Headers::new();
    let libraries = headers.builder().library("z").generate();
    let Err(error @ Error::Differs { .. }) = libraries else {
        panic!("{libraries:?}");
    };
    assert!(error.to_string().contains("lib_f"), "{error}");
    assert!(error.report().contains("lib_g"), "{}", error.report());
    let proven = headers.builder().verify().cc("gcc").generate().unwrap();
    assert_eq!(proven.verdicts().len(), 1);
    headers.write("a.h", "int f(void);\nint g(;\n");
    let error = headers.builder().generate().unwrap_err();
    assert!(matches!(error, Error::HeaderErrors(_)), "{error:?}");
    assert!(error.report().contains("int g(;"), "{}", error.report());
    let made = headers.builder().keep_going().generate().unwrap();
    assert!(made.has_errors() && made.text().contains("extern fn f"));
    for header in ["no/such.h", "a\0b", "a\nb", "", "--help", "doctor"] {
        let error = Builder::new().header(header).generate().unwrap_err();
        assert!(
            matches!(
                error,
                Error::HeaderNotFound { .. } | Error::HeaderUnusable { .. }
            ),
            "{error:?}"
        );
    }
    let unknown = Builder::new()
        .header("a.h")
        .target("x86_46-unknown-linux-gnu")
        .generate();
    assert!(
        matches!(unknown, Err(Error::UnknownTarget { .. })),
        "{unknown:?}"
    );
    let slow = headers
        .builder()
        .program(Path::new("/bin/false"))
        .generate();
    assert!(
        matches!(slow, Err(Error::WorkerNotServed { .. })),
        "{slow:?}"
    );
}

/// The tests.
pub fn trials() -> Vec<Trial> {
    vec![
        trial("the same text as the command writes", the_same_text),
        trial("a file and a rule for make", written),
        trial("what is known beside the text", beside_the_text),
        trial("what other commands say", other_commands),
        trial("errors are values", errors),
    ]
}
