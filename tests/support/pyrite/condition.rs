//! `@cfg`: which items a target has.

use super::item::ReadItem;
use super::lexer::{Cursor, Token, tokens};

/// What conditions ask of a target.
struct Facts<'t> {
    /// `target_os`
    os: &'t str,
    /// `target_arch`
    arch: &'t str,
    /// `target_pointer_width`
    width: &'t str,
    /// `target_endian`
    endian: &'t str,
    /// `target_env`
    env: &'t str,
}

/// The items that exist on a target; all, where no condition stands.
pub(super) fn selected<'i>(
    items: &'i [ReadItem],
    triple: &str,
) -> Result<Vec<&'i ReadItem>, String> {
    if items.iter().all(|item| item.cfg.is_none()) {
        return Ok(items.iter().collect());
    }
    let facts = Facts::of(triple)?;
    let mut selected = Vec::new();
    for item in items {
        let holds = match &item.cfg {
            None => true,
            Some(text) => {
                let tokens = tokens(text)?;
                let mut cursor = Cursor::new(&tokens);
                let holds = facts.meet(&mut cursor)?;
                cursor.end()?;
                holds
            }
        };
        if holds {
            selected.push(item);
        }
    }
    Ok(selected)
}

impl Facts<'_> {
    /// What is known of a triple, by its words alone.
    fn of(triple: &str) -> Result<Facts<'_>, String> {
        let words: Vec<&str> = triple.split('-').collect();
        let has = |wanted: &str| words.iter().any(|word| word.starts_with(wanted));
        let (arch, width, endian) = match words.first().copied().unwrap_or_default() {
            "x86_64" if has("gnux32") => ("x86_64", "32", "little"),
            "x86_64" => ("x86_64", "64", "little"),
            "i586" | "i686" => ("x86", "32", "little"),
            "aarch64" | "arm64" => ("aarch64", "64", "little"),
            "s390x" => ("s390x", "64", "big"),
            "riscv64gc" => ("riscv64", "64", "little"),
            "powerpc64le" => ("powerpc64", "64", "little"),
            "wasm32" => ("wasm32", "32", "little"),
            "avr" => ("avr", "16", "little"),
            arm if arm.starts_with("arm") || arm.starts_with("thumb") => ("arm", "32", "little"),
            other => return Err(format!("the tests' reader does not know {other}")),
        };
        let systems = [
            ("linux", "linux"),
            ("windows", "windows"),
            ("darwin", "macos"),
            ("wasi", "wasi"),
            ("freebsd", "freebsd"),
        ];
        let environments = [("gnu", "gnu"), ("musl", "musl"), ("msvc", "msvc")];
        let find = |known: &[(&str, &'static str)]| {
            let found = known.iter().find(|(word, _)| has(word));
            found.map(|(_, name)| *name)
        };
        Ok(Facts {
            os: find(&systems).unwrap_or("none"),
            arch,
            width,
            endian,
            env: find(&environments).unwrap_or_default(),
        })
    }

    /// Whether the condition that comes next holds.
    fn meet(&self, cursor: &mut Cursor<'_>) -> Result<bool, String> {
        let word = cursor.word()?;
        let fact = match word {
            "any" | "all" | "not" => {
                let mut parts = Vec::new();
                cursor.expect("(")?;
                while !cursor.take(")") {
                    if !parts.is_empty() {
                        cursor.expect(",")?;
                    }
                    parts.push(self.meet(cursor)?);
                }
                return match (word, parts.as_slice()) {
                    ("not", [part]) => Ok(!part),
                    ("any", [_, _, ..]) => Ok(parts.contains(&true)),
                    ("all", [_, _, ..]) => Ok(!parts.contains(&false)),
                    _ => Err(format!("`{word}` of {} conditions", parts.len())),
                };
            }
            "target_os" => self.os,
            "target_arch" => self.arch,
            "target_pointer_width" => self.width,
            "target_endian" => self.endian,
            "target_env" => self.env,
            other => return Err(format!("`{other}` is no key of `@cfg`")),
        };
        cursor.expect("=")?;
        let token = cursor.next()?;
        let Token::Text(value) = token else {
            return Err(format!("{token:?} is no value of `{word}`"));
        };
        Ok(value == fact)
    }
}
