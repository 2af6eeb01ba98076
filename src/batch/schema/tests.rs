//! The schema agrees with the reader of manifests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jsonschema::Validator;

use super::*;
use crate::batch::keys::KEYS;
use crate::batch::manifest;
use crate::cli::Verbosity;

/// A validator of the printed schema.
fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&text().unwrap()).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

/// What the schema says of a manifest.
fn by_schema(validator: &Validator, manifest: &str) -> Result<(), String> {
    let table: toml::Table = manifest.parse().map_err(|error| format!("{error}"))?;
    let value = serde_json::to_value(table).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    match errors.is_empty() {
        true => Ok(()),
        false => Err(errors.join("; ")),
    }
}

/// What the reader says of it.
fn by_reader(manifest: &str) -> Result<(), String> {
    let directory = tempfile::tempdir().unwrap();
    // What examples name.
    for name in ["png", "time.pyrite", "targets.txt"] {
        std::fs::write(directory.path().join(name), "linux\n").unwrap();
    }
    let path = directory.path().join("bindgen.toml");
    std::fs::write(&path, manifest).unwrap();
    let read = manifest::read(&path, Verbosity::Normal);
    read.map(|_| ()).map_err(|error| error.to_string())
}

/// A module with one more line.
fn module(line: &str) -> String {
    format!("[[module]]\noutput = 'a.pyrite'\nheaders = 'a.h'\n{line}\n")
}

#[test]
fn what_is_right_for_one_is_right_for_the_other() {
    let validator = validator();
    for manifest in [
        module(""),
        module("target = ['linux', 'avr']\nallow = 'function:.*'\ntimeout = 7"),
        format!("[defaults]\ntarget = 'linux'\n\n{}", module("link = []")),
        "[[module]]\noutput = 'a.pyrite'\nheaders = ['a.h', 'b.h']\n\n[[module]]\noutput = 'b'\n\
         headers = ['sys/stat.h', '<time.h>']\n"
            .to_owned(),
        "module = [{ output = 'a.pyrite', headers = ['a.h'] }]".to_owned(),
    ] {
        assert_eq!(by_reader(&manifest), Ok(()), "{manifest}");
        assert_eq!(by_schema(&validator, &manifest), Ok(()), "{manifest}");
    }
}

#[test]
fn what_is_wrong_for_one_is_wrong_for_the_other() {
    let validator = validator();
    for manifest in [
        String::new(),
        "[defaults]\ntarget = 'linux'\n".to_owned(),
        "module = []".to_owned(),
        "module = {}".to_owned(),
        "module = [1]".to_owned(),
        "defaults = 1\n".to_owned() + &module(""),
        "modul = 1\n".to_owned() + &module(""),
        format!("[defaults]\noutput = 'a'\n\n{}", module("")),
        format!("[defaults]\nheaders = 'a'\n\n{}", module("")),
        format!("[defaults]\ntargets = 'a'\n\n{}", module("")),
        "[[module]]\noutput = 'a.pyrite'\n".to_owned(),
        "[[module]]\nheaders = 'a.h'\n".to_owned(),
        "[[module]]\noutput = 'a.pyrite'\nheaders = []\n".to_owned(),
        "[[module]]\noutput = ''\nheaders = 'a.h'\n".to_owned(),
        module("alow = 'x'"),
        module("allow = ''"),
        module("allow = ['x', '']"),
        module("allow = ['x', 1]"),
        module("allow = [['x']]"),
        module("allow = \"a\\nb\""),
        module("allow = \"a\\u0085b\""),
        module("dialect = 'beta'"),
        module("dialect = ['spec']"),
        module("names = 'C'"),
        module("timeout = 0"),
        module("timeout = 86401"),
        module("timeout = -1"),
        module("timeout = 1.5"),
        module("timeout = '7'"),
        module("memory-limit = 63"),
        module("memory-limit = 1048577"),
        module("everything = 1"),
        module("everything = 'yes'"),
    ] {
        assert!(by_reader(&manifest).is_err(), "{manifest}");
        assert!(by_schema(&validator, &manifest).is_err(), "{manifest}");
    }
}

/// Every key with values of all kinds: the schema lets through what the reader takes for its type.
#[test]
fn every_key_with_every_type() {
    let validator = validator();
    let values = [
        "true",
        "false",
        "0",
        "1",
        "64",
        "100",
        "86400",
        "86401",
        "1048576",
        "1048577",
        "1.5",
        "'linux'",
        "'a=b'",
        "['linux']",
        "['linux', 'avr']",
        "[]",
        "['']",
        "''",
        "[1]",
        "{}",
        "\"\\u0007\"",
        "\"a\\nb\"",
        "[\"a\\r\\nb\", '']",
        "\"a\\rb\"",
        "'spec'",
        "'c'",
        "'C'",
        "'alpha'",
    ];
    let mut good = 0;
    for key in KEYS.iter().filter(|key| !OF_MODULE.contains(key)) {
        for value in values {
            let manifest = module(&format!("{} = {value}", key.name));
            let (reader, schema) = (by_reader(&manifest), by_schema(&validator, &manifest));
            good += usize::from(reader.is_ok());
            // That a target or a file is there the schema cannot know; all else is one.
            let of_words =
                |error: &String| !error.contains(", and no ") && !error.contains("a value of");
            let is_about_words = reader.as_ref().err().is_some_and(of_words);
            assert!(
                reader.is_ok() == schema.is_ok() || (is_about_words && schema.is_ok()),
                "{manifest}\nreader: {reader:?}\nschema: {schema:?}"
            );
        }
    }
    assert!(good > 150, "{good}");
}

/// An option that is not there yet is described by its key, and its manifest cannot be read.
#[test]
fn every_example_of_a_key_can_be_read() {
    let validator = validator();
    for (key, about) in about::all() {
        let about = about.unwrap();
        let value = example(key, &about);
        let toml = toml::Value::try_from(value).unwrap();
        let manifest = match OF_MODULE.contains(&key) {
            true => continue,
            false => module(&format!("{} = {toml}", key.name)),
        };
        assert_eq!(by_schema(&validator, &manifest), Ok(()), "{manifest}");
        if let Err(error) = by_reader(&manifest) {
            let is_absent = ["there is no such file", "does not exist", "--import"];
            assert!(
                is_absent.iter().any(|it| error.contains(it)),
                "{manifest}{error}"
            );
        }
    }
}
