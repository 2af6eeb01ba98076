//! The options about names and libraries, as typed and as checked.

use clap::Args;

use crate::error::Error;
use crate::map::Wanted;
use crate::map::naming::{self, Rename, Style};

/// Endings that the linker adds to a library's name.
const ENDINGS: &[&str] = &[".so", ".a", ".dylib", ".lib", ".dll", ".tbd"];

/// Options about names and libraries.
#[derive(Debug, Args)]
pub(super) struct Naming {
    /// Call OLD, as C has it, NEW: stat64=stat; repeatable
    #[arg(long, value_name = "OLD=NEW", help_heading = "Names")]
    rename: Vec<String>,

    /// Leave out the beginning of names: sqlite3_; repeatable
    #[arg(long, value_name = "PREFIX", help_heading = "Names")]
    strip_prefix: Vec<String>,

    /// Keep C's names, or write them as Pyrite does
    #[arg(long, value_enum, default_value = "c", value_name = "c|pyrite")]
    #[arg(help_heading = "Names", hide_possible_values = true)]
    names: Style,

    /// Name a library that has the symbols: sqlite3; repeatable
    #[arg(long, value_name = "LIB", help_heading = "Names")]
    link: Vec<String>,

    /// Say something about the module in its first lines; repeatable
    #[arg(long, value_name = "TEXT", help_heading = "Output")]
    #[arg(allow_hyphen_values = true)]
    doc: Vec<String>,
}

impl Naming {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`Error::BadName`].
    pub(super) fn check(self) -> Result<Wanted, Error> {
        let bad = |option: &str, value: &str, reason: String| Error::BadName {
            option: option.to_owned(),
            value: value.to_owned(),
            reason,
        };
        let mut renames: Vec<Rename> = Vec::new();
        for text in &self.rename {
            let rename = Rename::parse(text).map_err(|reason| bad("rename", text, reason))?;
            let same = |other: &&Rename| {
                other.new == rename.new || (other.old == rename.old && other.kind == rename.kind)
            };
            match renames.iter().find(same) {
                Some(other) if *other == rename => continue,
                Some(other) => {
                    let reason = format!("`{}` stands before it", other.option());
                    return Err(bad("rename", text, reason));
                }
                None => renames.push(rename),
            }
        }
        for prefix in &self.strip_prefix {
            if prefix.is_empty() || !prefix.chars().all(is_of_name) {
                let reason = "no name begins so; write it as C has it: sqlite3_".to_owned();
                return Err(bad("strip-prefix", prefix, reason));
            }
        }
        let mut link: Vec<String> = Vec::new();
        for library in self.link {
            check_library(&library).map_err(|reason| bad("link", &library, reason))?;
            if !link.contains(&library) {
                link.push(library);
            }
        }
        Ok(Wanted {
            naming: naming::Naming {
                renames,
                prefixes: self.strip_prefix,
                style: self.names,
            },
            link,
            doc: lines(&self.doc),
        })
    }
}

/// The lines of texts, without blank ones at the ends.
fn lines(texts: &[String]) -> Vec<String> {
    let line = |text: &str| text.trim_end().to_owned();
    // An empty text is a blank line.
    let lines = |text: &String| -> Vec<String> {
        match text.is_empty() {
            true => vec![String::new()],
            false => text.lines().map(line).collect(),
        }
    };
    let all: Vec<String> = texts.iter().flat_map(lines).collect();
    let has_text = |line: &String| !line.is_empty();
    let first = all.iter().position(has_text).unwrap_or(all.len());
    let end = all
        .iter()
        .rposition(has_text)
        .map_or(first, |last| last + 1);
    all.into_iter().take(end).skip(first).collect()
}

/// Whether a character may stand in a name of C.
fn is_of_name(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

/// Checks the name of a library: it reaches the linker, so it may not be an option or a path.
pub(crate) fn check_library(name: &str) -> Result<(), String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    if name.is_empty() || name.starts_with(['-', '.', '+']) || !name.chars().all(is_plain) {
        return Err(
            "write the name as the linker has it, without a folder: --link=sqlite3; it has \
             letters, digits and _ - . + only"
                .to_owned(),
        );
    }
    let ending = ENDINGS.iter().find_map(|ending| {
        let (stem, rest) = name.split_once(ending)?;
        (rest.is_empty() || rest.starts_with('.')).then_some(stem)
    });
    match ending {
        Some(stem) => {
            let stem = stem.strip_prefix("lib").unwrap_or(stem);
            Err(format!("that is a file; the library's name is `{stem}`"))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_names() {
        for name in ["z", "sqlite3", "stdc++", "gtk-3", "python3.11", "c++abi"] {
            assert_eq!(check_library(name), Ok(()), "{name}");
        }
        for name in [
            "",
            "a/b",
            "..",
            "-lz",
            "a b",
            "a\0",
            "a\"b",
            "libz.so",
            "z.lib",
            "libz.so.1",
            "a\\b",
            "é",
        ] {
            assert!(check_library(name).is_err(), "{name}");
        }
    }
}
