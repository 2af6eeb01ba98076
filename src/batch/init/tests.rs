//! What `init` writes, the reader of manifests turns back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ffi::OsString;

use proptest::prelude::*;

use super::*;
use crate::batch::keys::CLANG_ARG;
use crate::batch::{about, manifest};
use crate::cli::{self, Invocation};

/// `init` with words, in a manifest of a directory.
fn init(words: &[String]) -> Init {
    let line = ["quarry", "bindgen", "init"]
        .into_iter()
        .map(OsString::from);
    match cli::parse(line.chain(words.iter().map(OsString::from))) {
        Ok(Invocation::Init(init)) => init,
        other => panic!("{words:?}: {other:?}"),
    }
}

/// The options that the reader makes of what `init` writes for words, in one directory.
fn read_back(words: &[String]) -> (Options, Options, String) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("bindgen.toml");
    let mut words = words.to_vec();
    // Absolute paths: the tests share one directory that they run in.
    words.insert(1, format!("--manifest={}", path.display()));
    let init = init(&words);
    let text = text(&init).unwrap();
    std::fs::write(&path, &text).unwrap();
    let mut modules = manifest::read(&path, Verbosity::Normal)
        .unwrap_or_else(|error| panic!("{words:?}: {error}\n{text}"));
    assert_eq!(modules.len(), 1);
    let read = *modules.remove(0).options;
    (*init.options, read, text)
}

/// clang's arguments where their order does not matter: each kind in its order.
fn by_kind(options: &Options) -> Vec<Vec<String>> {
    let mut kinds: Vec<Vec<String>> = Vec::new();
    let mut words = options.arguments.iter().peekable();
    while let Some(word) = words.next() {
        let mut argument = vec![word.clone()];
        if ["-I", "-D", "-U", "-isystem", "-include", "-iquote"].contains(&word.as_str()) {
            argument.extend(words.next().cloned());
        }
        let joined = argument.concat();
        let kind = match &joined {
            it if it.starts_with("-D") || it.starts_with("-U") => "macro",
            it if it.starts_with("-isystem") => "isystem",
            it if it.starts_with("-include") => "include",
            it if it.starts_with("-I") => "I",
            _ => "other",
        };
        kinds.push(vec![kind.to_owned(), joined]);
    }
    // Stable.
    kinds.sort_by(|a, b| a[0].cmp(&b[0]));
    kinds
}

/// Options of any kind.
fn option() -> impl Strategy<Value = Vec<String>> {
    let word = "[a-z_][a-z0-9_]{0,6}";
    let text = prop_oneof![word.prop_map(String::from), "[a-z'\"\\\\ #=é,|.*]{1,9}"];
    let one = |text: String| vec![text];
    prop_oneof![
        text.clone().prop_map(move |it| one(format!(
            "--link={}",
            it.replace(|c: char| !c.is_ascii_lowercase(), "x")
        ))),
        word.prop_map(move |it| one(format!("--allow=function:{it}.*"))),
        word.prop_map(move |it| one(format!("--block={it}"))),
        word.prop_map(move |it| one(format!("--opaque={it}"))),
        word.prop_map(move |it| one(format!("--include-from={it}/**"))),
        Just(vec!["--everything".to_owned()]),
        Just(vec!["--keep-going".to_owned()]),
        Just(vec!["--skip-missing".to_owned()]),
        Just(vec!["--report".to_owned()]),
        Just(vec!["--target=avr".to_owned()]),
        Just(vec!["--target".to_owned(), "linux,windows".to_owned()]),
        text.clone()
            .prop_map(|it| vec!["-I".to_owned(), format!("/{it}")]),
        text.clone()
            .prop_map(|it| vec!["-isystem".to_owned(), format!("/{it}")]),
        text.prop_map(|it| vec!["-D".to_owned(), format!("A={it}")]),
        word.prop_map(move |it| one(format!("-D{it}"))),
        word.prop_map(move |it| one(format!("-U{it}"))),
        Just(vec!["-UA".to_owned()]),
        word.prop_map(|it| vec!["-include".to_owned(), format!("{it}.h")]),
        word.prop_map(|it| vec!["-iquote".to_owned(), format!("/{it}")]),
        "[a-z\n ]{0,9}".prop_map(|it| vec![format!("--doc={it}")]),
        Just(vec!["-std=c11".to_owned()]),
        Just(vec!["-fshort-enums".to_owned()]),
        Just(vec!["-pthread".to_owned()]),
        Just(vec![
            "--allow-arg=-fplugin".to_owned(),
            "-fplugin=x.so".to_owned()
        ]),
        Just(vec!["--verify".to_owned()]),
        Just(vec!["--cc=gcc".to_owned()]),
    ]
}

/// Options that may stand once.
fn single() -> impl Strategy<Value = Vec<String>> {
    let given = |text: &'static str| prop_oneof![Just(Vec::new()), Just(vec![text.to_owned()])];
    (
        given("--names=pyrite"),
        given("--timeout=99"),
        given("--memory-limit=512"),
        given("--sysroot=/opt/it's"),
        given("--rename=struct a=b"),
        given("--strip-prefix=sqlite3_"),
    )
        .prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_back(
        options in prop::collection::vec(option(), 0..8),
        single in single(),
        trailing in prop::collection::vec("-W[a-z]{1,5}|-fno-builtin", 0..3),
    ) {
        let is_flag = |it: &Vec<String>| it.len() == 1 && !it[0].contains('=') && it[0].starts_with("--");
        let mut words = vec!["sqlite3.h".to_owned()];
        let mut flags = Vec::new();
        for option in options {
            if is_flag(&option) {
                if flags.contains(&option) {
                    continue;
                }
                flags.push(option.clone());
            }
            words.extend(option);
        }
        words.extend(single);
        if !trailing.is_empty() {
            words.push("--".to_owned());
            words.extend(trailing);
        }
        let (typed, read, text) = read_back(&words);
        prop_assert_eq!(by_kind(&typed), by_kind(&read), "{:?}\n{}", words, text);
        let mut read = read;
        read.arguments.clone_from(&typed.arguments);
        // Without one the module has a file all the same.
        prop_assert!(matches!(&read.output, Output::File(path) if path.ends_with("sqlite3.pyrite")));
        read.output = typed.output.clone();
        prop_assert_eq!(typed, read, "{:?}\n{}", words, text);
    }
}

#[test]
fn a_file_says_what_was_typed() {
    let words = ["SDL2/SDL.h", "--link=SDL2", "-DA", "-UA", "--target=linux"].map(str::to_owned);
    let text = text(&init(&words)).unwrap();
    let (_, module) = text.split_once("[[module]]\n").unwrap();
    assert_eq!(
        module,
        "headers = [\"SDL2/SDL.h\"]\noutput = \"sdl.pyrite\"\ntarget = [\"linux\"]\nlink = \
         [\"SDL2\"]\nclang-arg = [\"-DA\", \"-UA\"]\n# allow = [\"function:.*\"]         # only \
         these, with what they need\n"
    );
}

#[test]
fn what_is_commented_out_can_be_taken_in() {
    let text = text(&init(&["a.h".to_owned()])).unwrap();
    let is_key = |line: &str| {
        let line = line.trim_start_matches("# ");
        line.starts_with('[')
            || line
                .split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' '))
    };
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| is_key(line))
        .map(|line| line.trim_start_matches("# "))
        .collect();
    assert!(lines.len() > 6, "{lines:?}");
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("bindgen.toml");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let modules = manifest::read(&path, Verbosity::Normal).unwrap();
    assert_eq!(modules.len(), 1, "{lines:?}");
}

#[test]
fn modules_are_called_as_their_headers() {
    for (header, module) in [
        ("SDL2/SDL.h", "sdl.pyrite"),
        ("<sys/stat.h>", "stat.pyrite"),
        ("wayland-client.h", "wayland_client.pyrite"),
        ("GL/glew.h", "glew.pyrite"),
        ("größe.h", "größe.pyrite"),
        (".h", "h.pyrite"),
        ("--", "module.pyrite"),
        ("", "module.pyrite"),
    ] {
        assert_eq!(module_of(&[header.to_owned()]), module, "{header}");
    }
}

#[test]
fn what_no_manifest_can_say_is_refused() {
    for (option, words) in [
        ("--dump=decls", "`--dump` cannot stand in a manifest"),
        ("--emit=json", "`--emit` cannot stand in a manifest"),
        ("--output=-", "`--output=-` cannot stand in a manifest"),
        ("-DA=a\nb", "`-DA=a\\nb` cannot stand in a manifest"),
    ] {
        let error = text(&init(&["a.h".to_owned(), option.to_owned()])).unwrap_err();
        assert!(error.to_string().starts_with(words), "{option}: {error}");
    }
}

#[test]
fn paths_are_as_the_manifest_sees_them() {
    let from = |path: &str, directory: &str| path_from(path, Path::new(directory)).unwrap();
    assert_eq!(from("include", ""), "include");
    assert_eq!(from("include", "src"), "../include");
    assert_eq!(from("include", "src/batch"), "../../include");
    assert_eq!(from("/opt", "src"), "/opt");
    let absolute = std::path::absolute("include").unwrap();
    assert_eq!(Path::new(&from("include", "..")), absolute);
    assert_eq!(Path::new(&from("include", "nonexistent")), absolute);
}

/// Whatever options there are: what `init` writes for the example of each is read back.
#[test]
fn every_key_is_written_and_read_back() {
    let mut count = 0;
    for (key, about) in about::all() {
        let about = about.unwrap();
        let values = match about.example.as_slice() {
            [] => vec![String::new()],
            values => values.to_vec(),
        };
        let mut words = vec!["sqlite3.h".to_owned()];
        match key {
            _ if *key == *HEADERS => words.extend(values),
            _ if *key == *CLANG_ARG => {
                words.push("--".to_owned());
                words.extend(values);
            }
            key => words.extend(values.iter().map(|it| format!("{}{it}", key.option))),
        }
        let line = ["quarry", "bindgen", "init"]
            .into_iter()
            .map(OsString::from);
        // Some examples name files that are not here.
        let line: Vec<OsString> = line.chain(words.iter().map(OsString::from)).collect();
        if cli::parse(line).is_err() || *key == *IMPORTS {
            continue;
        }
        count += 1;
        let (mut typed, mut read, text) = read_back(&words);
        // Paths of the test are not below the manifest's directory.
        read.output = typed.output.clone();
        let here = std::env::current_dir().unwrap();
        let shown =
            |options: &Options| format!("{options:?}").replace(&format!("{}/", here.display()), "");
        typed.headers.dedup();
        read.headers.dedup();
        assert_eq!(shown(&typed), shown(&read), "{}\n{text}", key.name);
    }
    assert!(count > 25, "{count}");
}
