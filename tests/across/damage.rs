//! Parts that were damaged on their way, in thousands of ways: an error, or a module that can be
//! read; never a crash, and never text that is no module.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use quarry_bindgen::cli::Product;
use quarry_bindgen::part::join::join;
use quarry_bindgen::part::{self, Found};
use quarry_bindgen::pyrite;
use serde_json::{Value, json};

use super::{HARD, at, parts};

/// The parts of a header that has some of everything.
fn texts() -> Vec<String> {
    let work = tempfile::tempdir().unwrap();
    let header =
        format!("#include <stddef.h>\n{HARD}\nstruct o *o(int (*f)(long, ...));\nextern int v;\n");
    fs::write(at(work.path(), "a.h"), header).unwrap();
    let targets = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu"];
    let names = parts(work.path(), &["a.h", "--link=z"], &targets);
    let text = |name: &String| fs::read_to_string(at(work.path(), name)).unwrap();
    names.iter().map(text).collect()
}

/// Merges texts as `quarry bindgen merge` does; gives whether that made a module.
fn merge(directory: &Path, texts: &[String]) -> Result<bool, String> {
    let mut found = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let path = directory.join(format!("{at}.json"));
        fs::write(&path, text).map_err(|error| error.to_string())?;
        match part::read(&path) {
            Ok(part) => found.push(Found { path, part }),
            Err(_) => return Ok(false),
        }
    }
    match join(found, Product::Pyrite, (&[], None)) {
        Ok(joined) => {
            let text = joined.produced.text;
            harmless(&text)?;
            pyrite::read(&text, None).map_err(|error| format!("{error}\n{text}"))?;
            Ok(true)
        }
        Err(error) if error.to_string().starts_with("internal error") => Err(error.to_string()),
        Err(_) => Ok(false),
    }
}

/// Whether a text has no other control characters than line ends.
fn harmless(text: &str) -> Result<(), String> {
    match text.chars().find(|c| c.is_control() && *c != '\n') {
        Some(c) => Err(format!("{c:?} in {text}")),
        None => Ok(()),
    }
}

/// All places of a document.
fn places(value: &Value, path: &str, all: &mut Vec<String>) {
    all.push(path.to_owned());
    match value {
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                places(value, &format!("{path}/{at}"), all);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                places(value, &format!("{path}/{key}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What is put in the place of a value.
fn strange() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0..70_u64).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            "",
            "fn",
            "a\nextern fn g()",
            "\"\"\"",
            "a b",
            "a: i32",
            "\u{202e}",
            "i32",
            "S",
            "f",
            "c_long",
            "x86_64-pc-windows-gnu",
            "@cfg(x)",
            "# skipped: a (b) at c:1",
            "\0",
            "é",
            "_",
            "self",
        ])
        .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!({"named": "f"})),
        Just(json!({"pointer": {"mutable": true, "pointee": "void"}})),
        Just(json!({"array": {"element": {"named": "a"}, "len": u64::MAX}})),
        Just(json!({"int": 7})),
        Just(json!({"basic": {"name": "long", "width": {"int": 255}}})),
        Just(json!({"alias": {"named": "bits"}})),
    ]
}

#[test]
fn damaged_values() {
    let texts = texts();
    let values: Vec<Value> = texts
        .iter()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let work = tempfile::tempdir().unwrap();
    assert_eq!(merge(work.path(), &texts), Ok(true));
    let mut all = Vec::new();
    places(&values[0], "", &mut all);
    let mut runner = TestRunner::new(Config {
        cases: 1500,
        failure_persistence: None,
        ..Config::default()
    });
    let damage = prop::collection::vec((0..all.len(), strange(), 0..4_u8), 1..3);
    let mut made = 0;
    let result = runner.run(&damage, |damage| {
        let mut values = values.clone();
        for (place, value, how) in damage {
            let Some(slot) = values[0].pointer_mut(&all[place]) else {
                continue;
            };
            match (how, slot) {
                // Twice, or a list without its first.
                (0, Value::Array(list)) if !list.is_empty() => list.extend_from_within(..1),
                (1, Value::Array(list)) if !list.is_empty() => drop(list.remove(0)),
                (_, slot) => *slot = value,
            }
        }
        let texts: Vec<String> = values.iter().map(Value::to_string).collect();
        let merged = catch_unwind(|| merge(work.path(), &texts));
        match merged {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(what)) => Err(TestCaseError::fail(what)),
            Err(_) => Err(TestCaseError::fail("panic")),
        }
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    // Most of it is seen; what is only another name or number is not.
    for text in [&texts[0], &texts[1]] {
        made += usize::from(
            merge(
                work.path(),
                &[text.replace("\"name\": \"bits\"", "\"name\": \"bats\"")],
            ) == Ok(true),
        );
    }
    assert_eq!(made, 2);
}

#[test]
fn damaged_bytes() {
    let texts = texts();
    let work = tempfile::tempdir().unwrap();
    for (turn, at) in (0..texts[0].len()).step_by(61).enumerate() {
        let mut bytes = texts[0].clone().into_bytes();
        match turn % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] = b"\"{}[],:0-\\x\n"[turn % 12],
            _ => drop(bytes.remove(at)),
        }
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let merged = catch_unwind(|| merge(work.path(), &[text.clone(), texts[1].clone()]));
        assert!(matches!(merged, Ok(Ok(_))), "{at}: {merged:?}");
        if turn % 3 == 0 {
            assert_eq!(merged.unwrap(), Ok(false), "{at}");
        }
    }
}

#[test]
fn damaged_numbers() {
    let texts = texts();
    let value: Value = serde_json::from_str(&texts[0]).unwrap();
    let work = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    places(&value, "", &mut all);
    // Those that something is computed of.
    let computed = |place: &&String| {
        let parts = ["/accessors/", "/data_model/", "/target/"];
        parts.iter().any(|part| place.contains(part))
    };
    let mut refused = 0;
    for place in all.iter().filter(computed) {
        let Some(Value::Number(_)) = value.pointer(place) else {
            continue;
        };
        for number in [0, 9, 65, 255, u64::from(u32::MAX), u64::MAX] {
            let mut value = value.clone();
            *value.pointer_mut(place).unwrap() = number.into();
            let texts = [value.to_string(), texts[1].clone()];
            let merged = catch_unwind(|| merge(work.path(), &texts));
            assert!(
                matches!(merged, Ok(Ok(_))),
                "{place} = {number}: {merged:?}"
            );
            refused += usize::from(merged.unwrap() == Ok(false));
        }
    }
    assert!(refused > 100, "{refused}");
}
