//! Tests of the command line as a whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use super::*;
use crate::map::model::Dialect;

/// Reads `quarry bindgen` and words separated by blanks.
fn read(text: &str) -> Result<Invocation, Declined> {
    let words = text.split_whitespace().map(OsString::from);
    parse(
        [OsString::from("quarry"), "bindgen".into()]
            .into_iter()
            .chain(words),
    )
}

/// The options of a command line that is right.
fn options(text: &str) -> Options {
    match read(text) {
        Ok(Invocation::Bindgen(options)) => *options,
        other => panic!("{text}: {other:?}"),
    }
}

/// The targets of options.
fn triples(options: &Options) -> Vec<&str> {
    options.targets.iter().map(Choice::triple).collect()
}

/// The message of a command line that is wrong; its exit code is 2.
fn wrong(text: &str) -> String {
    match read(text) {
        Err(Declined::Clap(error)) => {
            assert_eq!(error.exit_code(), 2, "{text}");
            error.to_string()
        }
        Err(Declined::Refused { error, .. }) => {
            assert_eq!(error.exit_code(), 2, "{text}");
            error.to_string()
        }
        Ok(other) => panic!("{text}: {other:?}"),
    }
}

#[test]
fn clap_agrees_with_itself() {
    Quarry::command().debug_assert();
}

#[test]
fn defaults() {
    let options = options("a.h");
    assert_eq!(options.headers, ["a.h"]);
    assert_eq!(options.output, Output::Stdout);
    assert_eq!(options.product, Product::Pyrite);
    assert_eq!(options.dialect, Dialect::Spec);
    assert_eq!(options.verbosity, Verbosity::Normal);
    assert_eq!(options.limits, crate::worker::Limits::default());
    assert!(options.arguments.is_empty() && options.targets.is_empty());
}

#[test]
fn everything_said() {
    let options = options(
        "a.h <b.h> --output=o --target=avr --dialect=alpha --depfile d --include-from=x/** \
         --everything --keep-going -v --emit=json --timeout=3 --memory-limit 512 --sysroot=/s",
    );
    assert_eq!(options.headers, ["a.h", "<b.h>"]);
    assert_eq!(options.output, Output::File("o".into()));
    assert_eq!(options.depfile, Some("d".into()));
    assert_eq!(triples(&options), ["avr-unknown-none"]);
    assert_eq!(options.dialect, Dialect::Alpha);
    assert_eq!(options.include_from, ["x/**"]);
    assert!(options.everything && options.keep_going);
    assert_eq!(options.verbosity, Verbosity::Verbose);
    assert_eq!(options.product, Product::Json);
    assert_eq!(options.limits.wall, Duration::from_secs(3));
    assert_eq!(options.limits.memory, 512 << 20);
    assert_eq!(options.sysroots.of_all, Some(Root::Directory("/s".into())));
}

#[test]
fn the_order_of_clangs_options_is_kept() {
    let options = options(
        "-I a -isystem b -DX -Ic x.h -UX -isystemd -std=c99 -D X=2 -include e.h -iquote f \
         --include=g.h -pthread -- -Dlast -I h",
    );
    assert_eq!(
        options.arguments.join(" "),
        "-I a -isystem b -D X -I c -U X -isystem d -std=c99 -D X=2 -include e.h -iquote f \
         -include g.h -pthread -Dlast -I h"
    );
    assert_eq!(options.headers, ["x.h"]);
}

#[test]
fn a_sysroot_among_clangs_arguments_is_the_sysroot() {
    let options = options("x.h -- -I --sysroot -DX --sysroot /s");
    assert_eq!(options.sysroots.of_all, Some(Root::Directory("/s".into())));
    assert_eq!(options.arguments, ["-I", "--sysroot", "-DX"]);
}

#[test]
fn dash_is_standard_output() {
    assert_eq!(options("a.h --output=-").output, Output::Stdout);
    assert_eq!(options("a.h -o -").output, Output::Stdout);
    assert_eq!(options("a.h -oo").output, Output::File("o".into()));
}

#[test]
fn doctor_is_a_command_and_a_path_to_one_a_header() {
    assert!(matches!(read("doctor"), Ok(Invocation::Doctor { .. })));
    let Ok(Invocation::Doctor { target, .. }) = read("doctor --target=avr") else {
        panic!("not read");
    };
    assert_eq!(target.unwrap().triple(), "avr-unknown-none");
    assert_eq!(options("./doctor").headers, ["./doctor"]);
}

#[test]
fn wrong_usage_names_the_option() {
    for (text, expected) in [
        ("a.h -q -v", "--quiet"),
        ("a.h --ouput=x", "--output"),
        ("a.h --dialect=beta", "alpha"),
        ("a.h --target=x86_64-linux-gmu", "x86_64-linux-gnu"),
        ("a.h --timeout=0", "--timeout"),
        ("a.h --memory-limit=lots", "--memory-limit"),
        ("a.h --include-from=[", "--include-from=["),
        ("a.h --emit=json --dump=decls", "--dump"),
        ("a.h --depfile=d", "--output"),
        ("a.h --depfile=d --output=-", "--output"),
        ("a.h --depfile=./d --output=d", "--depfile"),
        ("a.h -fplugin=x.so", "-fplugin=x.so"),
        ("a.h -MD", "-MD"),
        ("a.h -target x", "-target"),
        ("a.h -- -Xclang -load", "-Xclang"),
        ("a.h -- b.c", "b.c"),
        ("a.h -- @x", "@x"),
        ("a.h -I", "-I"),
        ("a.h -isystem", "isystem"),
        ("a.h -c", "-c"),
        ("a.h --output=/", "--output=/"),
        ("doctor --target=nonsense", "nonsense"),
        ("--output=x", "HEADER"),
    ] {
        let message = wrong(text);
        assert!(message.contains(expected), "{text}: {message}");
    }
}

#[test]
fn an_argument_that_is_named_gets_through() {
    let options = options("a.h --allow-arg=-Xclang --allow-arg -fplugin -fplugin=x -- -Xclang -y");
    assert_eq!(options.arguments, ["-fplugin=x", "-Xclang", "-y"]);
}

#[test]
fn an_output_that_is_the_header_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let header = directory.path().join("a.h");
    std::fs::write(&header, "int f(void);").unwrap();
    let header = header.to_str().unwrap();
    assert!(wrong(&format!("{header} --output={header}")).contains("made from"));
    assert!(wrong(&format!("{header} --output=o --depfile={header}")).contains("made from"));
    let detour = format!("{}/./a.h", directory.path().to_str().unwrap());
    assert!(wrong(&format!("{header} --output={detour}")).contains("made from"));
}

#[test]
fn help_and_version_are_no_errors() {
    for text in ["--help", "-h", "doctor --help"] {
        let Err(Declined::Clap(error)) = read(text) else {
            panic!("{text}");
        };
        assert_eq!(error.exit_code(), 0, "{text}");
    }
    let Err(Declined::Clap(error)) = parse(["quarry".into(), "--version".into()]) else {
        panic!("no version");
    };
    assert_eq!(error.to_string(), "quarry 0.1.0\n");
}
