//! `@cfg(…)`: on which targets an item exists.

use std::fmt::{self, Display, Formatter, Write};

use serde::{Deserialize, Serialize};

use super::Target;

/// A condition on the target.
///
/// In JSON `{"all": [{"is": ["target_os", "linux"]}, {"not": {"is": ["target_env", "musl"]}}]}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// `target_os = "linux"`
    Is(Key, String),
    /// `any(…)`: one of them at least.
    Any(Vec<Condition>),
    /// `all(…)`
    All(Vec<Condition>),
    /// `not(…)`
    Not(Box<Condition>),
}

/// What a condition asks of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// `target_os`: `"linux"`, `"windows"`, `"none"`, …
    #[serde(rename = "target_os")]
    Os,
    /// `target_pointer_width`: `"16"`, `"32"`, `"64"`.
    #[serde(rename = "target_pointer_width")]
    PointerWidth,
    /// `target_endian`: `"little"`, `"big"`.
    #[serde(rename = "target_endian")]
    Endian,
    /// `target_arch`: `"x86_64"`, `"aarch64"`, …
    #[serde(rename = "target_arch")]
    Arch,
    /// `target_env`: `"gnu"`, `"msvc"`, `"musl"`, …
    #[serde(rename = "target_env")]
    Env,
}

impl Condition {
    /// Whether it holds on a target, whose value for each key is given.
    pub fn holds<'t>(&self, target: &impl Fn(Key) -> &'t str) -> bool {
        match self {
            Condition::Is(key, value) => target(*key) == value,
            Condition::Any(parts) => parts.iter().any(|part| part.holds(target)),
            Condition::All(parts) => parts.iter().all(|part| part.holds(target)),
            Condition::Not(part) => !part.holds(target),
        }
    }

    /// Whether it holds on a target.
    pub fn holds_on(&self, target: &Target) -> bool {
        self.holds(&|key: Key| key.of_target(target))
    }
}

impl Key {
    /// Every key, the one that says most to a reader first.
    pub const ALL: [Key; 5] = [Key::Os, Key::PointerWidth, Key::Endian, Key::Arch, Key::Env];

    /// How a module spells it.
    pub fn name(self) -> &'static str {
        match self {
            Key::Os => "target_os",
            Key::Arch => "target_arch",
            Key::PointerWidth => "target_pointer_width",
            Key::Endian => "target_endian",
            Key::Env => "target_env",
        }
    }

    /// The key of a name.
    pub fn of_name(name: &str) -> Option<Key> {
        Key::ALL.into_iter().find(|key| key.name() == name)
    }

    /// A target's value: the one place that says what a condition asks.
    pub fn of_target(self, target: &Target) -> &str {
        match self {
            Key::Os => &target.os,
            Key::Arch => &target.arch,
            Key::Env => &target.env,
            Key::PointerWidth => target.pointer_width_text(),
            Key::Endian if target.big_endian => "big",
            Key::Endian => "little",
        }
    }
}

impl Display for Condition {
    /// As `@cfg(…)` holds it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Is(key, value) => {
                write!(f, "{} = \"", key.name())?;
                for c in value.chars() {
                    match c {
                        '"' | '\\' => write!(f, "\\{c}")?,
                        // Pyrite knows no octal and no two-digit escapes.
                        c if c.is_ascii_graphic() || c == ' ' => f.write_char(c)?,
                        c => write!(f, "\\u{{{:X}}}", u32::from(c))?,
                    }
                }
                f.write_char('"')
            }
            Condition::Any(parts) => list(f, "any", parts),
            Condition::All(parts) => list(f, "all", parts),
            Condition::Not(part) => write!(f, "not({part})"),
        }
    }
}

/// `any(…)`, `all(…)`.
fn list(f: &mut Formatter<'_>, name: &str, parts: &[Condition]) -> fmt::Result {
    write!(f, "{name}(")?;
    for (at, part) in parts.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        write!(f, "{comma}{part}")?;
    }
    f.write_char(')')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// 64-bit but not Windows.
    fn condition() -> Condition {
        Condition::All(vec![
            Condition::Is(Key::PointerWidth, "64".to_owned()),
            Condition::Not(Box::new(Condition::Any(vec![
                Condition::Is(Key::Os, "windows".to_owned()),
                Condition::Is(Key::Env, "a\"\\\n".to_owned()),
            ]))),
        ])
    }

    #[test]
    fn text() {
        assert_eq!(
            condition().to_string(),
            "all(target_pointer_width = \"64\", \
             not(any(target_os = \"windows\", target_env = \"a\\\"\\\\\\u{A}\")))"
        );
    }

    #[test]
    fn json_and_frames() {
        let json = serde_json::to_string(&condition()).unwrap();
        assert_eq!(
            json,
            r#"{"all":[{"is":["target_pointer_width","64"]},{"not":{"any":[{"is":["target_os","windows"]},{"is":["target_env","a\"\\\n"]}]}}]}"#
        );
        assert_eq!(
            serde_json::from_str::<Condition>(&json).unwrap(),
            condition()
        );
        let frame = postcard::to_stdvec(&condition()).unwrap();
        assert_eq!(
            postcard::from_bytes::<Condition>(&frame).unwrap(),
            condition()
        );
    }

    #[test]
    fn on_targets() {
        let holds = |triple: &str| condition().holds_on(&Target::parse(triple).unwrap());
        assert!(holds("x86_64-unknown-linux-gnu"));
        assert!(!holds("x86_64-pc-windows-gnu"));
        assert!(!holds("i686-unknown-linux-gnu"));
    }

    #[test]
    fn keys_have_the_names_of_the_text() {
        for key in Key::ALL {
            assert_eq!(Key::of_name(key.name()), Some(key));
            let json = serde_json::to_string(&key).unwrap();
            assert_eq!(json, format!("{:?}", key.name()));
        }
        assert_eq!(Key::of_name("target_vendor"), None);
    }
}
