//! The builder against the command line: an option of the one is a method of the other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use clap::CommandFactory;
use clap::parser::ValueSource;

use super::*;
use crate::cli::{Form, Phase, Quarry};
use crate::map::model::Dialect;
use crate::map::naming::Style;

/// What an option of the command line is in the library.
enum Way {
    /// A method, which gives the option.
    Method(fn(Builder) -> Builder),
    /// Something else, in words.
    Otherwise(&'static str),
}

use Way::{Method, Otherwise};

/// Every option of `quarry bindgen`, by its id.
const WAYS: &[(&str, Way)] = &[
    ("headers", Method(|it| it.header("a.h"))),
    ("output", Otherwise("Bindings::write_to")),
    ("dialect", Method(|it| it.dialect(Dialect::Alpha))),
    ("emit", Method(|it| it.emit(Form::Json))),
    ("manifest", Otherwise("a module of it is a builder")),
    ("print_jobs", Otherwise("a module of it is a builder")),
    ("pkg_config", Method(|it| it.pkg_config("a"))),
    ("depfile", Otherwise("Builder::depfile, Bindings::write_to")),
    ("keep_going", Method(Builder::keep_going)),
    ("include_from", Method(|it| it.include_from("a/**"))),
    ("everything", Method(Builder::everything)),
    ("allow", Method(|it| it.allow("a"))),
    ("block", Method(|it| it.block("a"))),
    ("opaque", Method(|it| it.opaque("a"))),
    ("doc", Method(|it| it.doc("It."))),
    ("expand", Method(|it| it.expand("__.*"))),
    ("check", Otherwise("Bindings::check")),
    ("locked", Otherwise("a module of it is a builder")),
    ("no_cache", Otherwise("a module of it is a builder")),
    ("report", Otherwise("Bindings::summary")),
    ("skip_missing", Method(Builder::skip_missing)),
    ("jobs", Method(|it| it.jobs(2))),
    ("import", Method(|it| it.import("a", "b.pyrite"))),
    ("rename", Method(|it| it.rename("a", "b"))),
    ("strip_prefix", Method(|it| it.strip_prefix("a_"))),
    ("names", Method(|it| it.names(Style::Pyrite))),
    ("link", Method(|it| it.link("a"))),
    ("verify", Method(Builder::verify)),
    ("cc", Method(|it| it.cc("gcc"))),
    ("library", Method(|it| it.library("a"))),
    ("format", Otherwise("Bindings::verdicts")),
    ("header", Otherwise("the option of `verify` and `check-c`")),
    ("target", Method(|it| it.target("linux"))),
    ("sysroot", Method(|it| it.sysroot("/a"))),
    ("sysroot_for", Method(|it| it.sysroot_for("avr", "/"))),
    ("I", Method(|it| it.include_dir("a"))),
    ("isystem", Method(|it| it.isystem("a"))),
    ("D", Method(|it| it.define("A"))),
    ("U", Method(|it| it.undefine("A"))),
    ("include", Method(|it| it.include("a.h"))),
    ("clang-arg", Method(|it| it.clang_arg("-std=c99"))),
    ("allow_arg", Method(|it| it.allow_arg("-Xclang"))),
    ("trailing", Otherwise("Builder::clang_args")),
    ("verbose", Method(Builder::verbose)),
    ("quiet", Otherwise("nothing is said")),
    ("timings", Otherwise("Bindings::spent")),
    ("dump", Method(|it| it.dump(Phase::Decls))),
    ("timeout", Method(|it| it.timeout(3))),
    ("memory_limit", Method(|it| it.memory_limit(100))),
];

#[test]
fn every_option_is_a_method() {
    let quarry = Quarry::command();
    let bindgen = quarry.find_subcommand("bindgen").unwrap();
    for argument in bindgen.get_arguments() {
        let id = argument.get_id().as_str();
        if id == "help" {
            continue;
        }
        let way = WAYS.iter().find(|(known, _)| *known == id);
        let (_, way) = way.unwrap_or_else(|| panic!("`{id}` has no method of Builder"));
        match way {
            Method(method) => {
                let line = method(Builder::new().header("x.h")).line();
                let matches = Quarry::command().try_get_matches_from(&line).unwrap();
                let matches = matches.subcommand_matches("bindgen").unwrap();
                let source = matches.value_source(id);
                assert_eq!(source, Some(ValueSource::CommandLine), "{id}: {line:?}");
            }
            Otherwise(words) => assert!(!words.is_empty()),
        }
    }
}

/// The options of a builder.
fn options(builder: Builder) -> Options {
    *builder.options().unwrap()
}

#[test]
fn values_stay_what_they_are() {
    let of = |builder: Builder| options(builder.header("a.h")).arguments;
    let odd = Builder::new()
        .include_dir("=a b")
        .define("A=-B=C")
        .define("-Iz")
        .clang_arg("-I--output=x")
        .isystem("--")
        .undefine("");
    assert_eq!(
        of(odd),
        [
            "-I",
            "=a b",
            "-D",
            "A=-B=C",
            "-D",
            "-Iz",
            "-I--output=x",
            "-isystem",
            "--",
            "-U",
            ""
        ]
    );
    let headers = ["--help", "doctor", "why", "-", "-o", "", "a=b"];
    let all = headers.iter().fold(Builder::new(), Builder::header);
    let read = options(all).headers;
    assert_eq!(
        read,
        ["<--help>", "<doctor>", "<why>", "<->", "<-o>", "", "a=b"]
    );
}

#[test]
fn the_last_of_two_counts() {
    let twice = Builder::new()
        .header("a.h")
        .verify()
        .timeout(3)
        .timeout(4)
        .verify();
    assert_eq!(options(twice).limits.wall.as_secs(), 4);
    let form = Builder::new()
        .header("a.h")
        .emit(Form::Json)
        .dump(Phase::Decls);
    assert_eq!(
        options(form).product,
        crate::cli::Product::Dump(Phase::Decls)
    );
}

#[test]
fn what_is_wrong_is_said() {
    for (builder, words) in [
        (Builder::new(), "no header is named"),
        (
            Builder::new().header("a.h").timeout(0),
            "invalid value '0' for '--timeout",
        ),
        (
            Builder::new().header("a.h").allow("("),
            "`--allow=(` is not a pattern",
        ),
        (
            Builder::new().header("a.h").clang_arg("-fplugin=x"),
            "`-fplugin=x` is refused",
        ),
        (
            Builder::new().header("a.h").define("X=\0"),
            "holds a NUL character",
        ),
        (
            Builder::new().header("a.h").verify().emit(Form::Json),
            "`--verify`, `--cc` and `--library` read a Pyrite text back",
        ),
    ] {
        let error = builder.generate().unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
        assert!(!error.report().contains('\u{1b}'), "{}", error.report());
        assert!(!error.report().contains("--help"), "{}", error.report());
    }
}

#[test]
fn an_error_can_go_anywhere() {
    fn anywhere<E: std::error::Error + Send + Sync + 'static>(_: &E) {}
    let error = Builder::new().generate().unwrap_err();
    anywhere(&error);
    assert_eq!(
        format!("{error:?}"),
        "no header is named\n |\n = help: `Builder::header(\"wrapper.h\")` names one"
    );
}
