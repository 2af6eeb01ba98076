//! `quarry bindgen schema`: what a manifest may say, as JSON Schema of 2020-12.
//!
//! It is made of the table of keys. It refuses what the reader of manifests refuses, as far as that
//! shows in one value: names, types, what is empty, control characters, numbers out of range, words
//! of which only some have a meaning. That a target exists or an expression is one it cannot say.

use serde_json::{Map, Value, json};

use super::about;
use super::keys::{DOC, Key, OF_MODULE, Takes};
use crate::cli::help::About;
use crate::error::Error;

/// What a value may not be: empty, or more than a line of a shell holds.
const TEXT: &str = r"^[^\u0000-\u001f\u007f-\u009f]+$";

/// What a text of several lines may not have.
const LINES: &str = r"^(?:[^\u0000-\u001f\u007f-\u009f]|\r?\n)*$";

/// The schema, with a line end.
///
/// # Errors
/// [`Error::Internal`].
pub fn text() -> Result<String, Error> {
    let text = serde_json::to_string_pretty(&schema()).map_err(|error| Error::Internal {
        what: error.to_string(),
    })?;
    Ok(text + "\n")
}

/// The schema.
fn schema() -> Value {
    let keys = about::all();
    let (mut of_all, mut of_module) = (Map::new(), Map::new());
    for (key, about) in &keys {
        let value = value(key, about.as_ref());
        if !OF_MODULE.contains(key) {
            of_all.insert(key.name.to_owned(), value.clone());
        }
        of_module.insert(key.name.to_owned(), value);
    }
    let needed: Vec<&str> = OF_MODULE.iter().map(|key| key.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bindgen.toml",
        "description": "What quarry bindgen makes: defaults, and a [[module]] for each module.",
        "type": "object",
        "properties": {
            "defaults": { "$ref": "#/$defs/defaults" },
            "module": {
                "description": "A module: one table for each.",
                "type": "array",
                "items": { "$ref": "#/$defs/module" },
                "minItems": 1,
            },
        },
        "required": ["module"],
        "additionalProperties": false,
        "$defs": {
            "text": { "type": "string", "pattern": TEXT },
            "lines": { "type": "string", "pattern": LINES },
            "texts": {
                "anyOf": [
                    { "$ref": "#/$defs/text" },
                    { "type": "array", "items": { "$ref": "#/$defs/text" } },
                ],
            },
            "some_texts": {
                "anyOf": [
                    { "$ref": "#/$defs/text" },
                    { "type": "array", "items": { "$ref": "#/$defs/text" }, "minItems": 1 },
                ],
            },
            "defaults": {
                "description": "What counts for each module that does not say otherwise.",
                "type": "object",
                "properties": of_all,
                "additionalProperties": false,
            },
            "module": {
                "type": "object",
                "properties": of_module,
                "required": needed,
                "additionalProperties": false,
            },
        },
    })
}

/// The schema of a key's value.
fn value(key: &Key, about: Option<&About>) -> Value {
    let values = about
        .map(|about| about.values.as_slice())
        .unwrap_or_default();
    let mut schema = match key.takes {
        Takes::Many if *key == *DOC => json!({
            "anyOf": [
                { "$ref": "#/$defs/lines" },
                { "type": "array", "items": { "$ref": "#/$defs/lines" } },
            ],
        }),
        Takes::One if !values.is_empty() => json!({ "enum": values }),
        Takes::One => json!({ "$ref": "#/$defs/text" }),
        // Without one there is no module.
        Takes::Many if OF_MODULE.contains(&key) => json!({ "$ref": "#/$defs/some_texts" }),
        Takes::Many => json!({ "$ref": "#/$defs/texts" }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Number => json!({ "type": "integer" }),
    };
    let (Some(about), Some(entries)) = (about, schema.as_object_mut()) else {
        return schema;
    };
    if let (Takes::Number, Some((least, most))) = (key.takes, about.range) {
        entries.insert("minimum".to_owned(), json!(least));
        entries.insert("maximum".to_owned(), json!(most));
    }
    let mut description = format!("{}.", about.summary.trim_end_matches("; repeatable"));
    if !about.more.is_empty() {
        description.push(' ');
        description.push_str(&about.more);
    }
    entries.insert("description".to_owned(), json!(description));
    entries.insert("examples".to_owned(), json!([example(key, about)]));
    let default = match key.takes {
        Takes::Flag => Some(json!(false)),
        Takes::Number => about.default.parse::<u64>().ok().map(|it| json!(it)),
        Takes::One => values
            .contains(&about.default)
            .then(|| json!(about.default)),
        Takes::Many => None,
    };
    if let Some(default) = default {
        entries.insert("default".to_owned(), default);
    }
    schema
}

/// A value that a key may have.
pub(super) fn example(key: &Key, about: &About) -> Value {
    let first = about.example.first().cloned().unwrap_or_default();
    match key.takes {
        Takes::One => json!(first),
        Takes::Many => json!(about.example),
        Takes::Flag => json!(true),
        Takes::Number => first.parse::<u64>().map_or(json!(first), |it| json!(it)),
    }
}

#[cfg(test)]
mod tests;
