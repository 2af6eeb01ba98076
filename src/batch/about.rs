//! What there is to say of the keys of a manifest: what `--help` says of the options that they are.

use super::keys::{KEYS, Key};
use crate::cli::help::{self, About};

/// A key that is no option: its name, its line, what counts without it, and a value.
type Own = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// The keys that are no options.
const OWN: &[Own] = &[(
    "imports",
    "Modules whose types are used instead of being defined again",
    "none",
    &["time", "png=../png/png.pyrite"],
)];

/// All keys, each with what there is to say of it; `None` where nothing is known.
pub(super) fn all() -> Vec<(&'static Key, Option<About>)> {
    let options = help::options();
    let of_key = |key: &'static Key| {
        let option = options.iter().find(|(name, _)| *name == option_of(key));
        let own = OWN.iter().find(|(name, ..)| *name == key.name);
        let own = own.map(|(_, summary, default, values)| About {
            summary: (*summary).to_owned(),
            more: String::new(),
            default: (*default).to_owned(),
            example: values.iter().map(|&value| value.to_owned()).collect(),
            values: Vec::new(),
            range: None,
        });
        (key, own.or_else(|| option.map(|(_, about)| about.clone())))
    };
    KEYS.iter().copied().map(of_key).collect()
}

/// What the option of a key is called: its long name, or its letter.
pub(super) fn option_of(key: &Key) -> &str {
    match key.option.trim_matches(['-', '=']) {
        "" => key.name,
        name => name,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;

    #[test]
    fn there_is_something_to_say_of_each_key() {
        for (key, about) in all() {
            let about = about.unwrap_or_else(|| {
                panic!(
                    "nothing is known of the key `{0}`: describe `--{0}` in src/cli/help/table.rs, \
                     or the key in OWN of src/batch/about.rs",
                    key.name
                )
            });
            assert!(!about.summary.is_empty(), "{}: no line", key.name);
            assert!(!about.default.is_empty(), "{}: no default", key.name);
        }
    }
}
