//! How the user wants things to be called: `--rename`, `--strip-prefix`, `--names`.
//!
//! Plain data with its checks; `names` does what it says.

use serde::{Deserialize, Serialize};

use super::names;

/// Which style names have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// C's own names.
    #[default]
    C,
    /// `snake_case` for functions, variables, fields and parameters, `CamelCase` for types,
    /// `SCREAMING_CASE` for constants.
    Pyrite,
}

/// What shall be called otherwise than C does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Naming {
    /// Single names; they go before all else.
    pub renames: Vec<Rename>,
    /// Beginnings that names lose.
    pub prefixes: Vec<String>,
    /// The style of all others.
    pub style: Style,
}

/// `--rename OLD=NEW`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rename {
    /// Of which kind the old one is; any where nothing is said.
    pub kind: Option<Kind>,
    /// C's name.
    pub old: String,
    /// Pyrite's name.
    pub new: String,
}

/// The kinds that an old name can be limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// `function:f`
    Function,
    /// `type:T`: a typedef or a tag.
    Type,
    /// `const:N`: a macro or an enumerator.
    Constant,
    /// `var:v`
    Variable,
    /// `struct S`
    Struct,
    /// `union U`
    Union,
    /// `enum E`
    Enum,
    /// `typedef T`
    Typedef,
}

/// How each kind begins on the command line.
const KINDS: &[(&str, Kind)] = &[
    ("function:", Kind::Function),
    ("type:", Kind::Type),
    ("const:", Kind::Constant),
    ("var:", Kind::Variable),
    ("struct ", Kind::Struct),
    ("union ", Kind::Union),
    ("enum ", Kind::Enum),
    ("typedef ", Kind::Typedef),
];

impl Rename {
    /// Reads `OLD=NEW`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Rename, String> {
        let (old, new) = text
            .split_once('=')
            .ok_or_else(|| "write it as OLD=NEW".to_owned())?;
        let (old, new) = (old.trim(), new.trim());
        let (kind, old) = KINDS
            .iter()
            .find_map(|&(mark, kind)| Some((Some(kind), old.strip_prefix(mark)?.trim())))
            .unwrap_or((None, old));
        if old.is_empty() || old.contains([':', ' ']) {
            return Err(format!(
                "`{old}` is no name of C; before it may stand function:, type:, const:, var:, \
                 or `struct `, `union `, `enum `, `typedef `"
            ));
        }
        if names::is_reserved(new) {
            return Err(format!("`{new}` is a word of Pyrite's own"));
        }
        if !names::is_legal(new) {
            return Err(format!("`{new}` is no name in Pyrite"));
        }
        Ok(Rename {
            kind,
            old: old.to_owned(),
            new: new.to_owned(),
        })
    }

    /// How the user wrote it, more or less: `--rename=struct S=T`.
    pub fn option(&self) -> String {
        let mark = KINDS.iter().find(|(_, kind)| Some(*kind) == self.kind);
        let mark = mark.map_or("", |(mark, _)| mark);
        format!("--rename={mark}{}={}", self.old, self.new)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn renames_are_read() {
        let read = |text: &str| {
            let rename = Rename::parse(text).unwrap();
            assert_eq!(rename.option(), format!("--rename={text}"));
            (rename.kind, rename.old, rename.new)
        };
        let words = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        let (a, b) = words("a", "b");
        assert_eq!(read("a=b"), (None, a.clone(), b.clone()));
        assert_eq!(
            read("struct a=b"),
            (Some(Kind::Struct), a.clone(), b.clone())
        );
        assert_eq!(read("const:a=b"), (Some(Kind::Constant), a, b));
        for wrong in [
            "", "a", "=b", "a=", "a=type", "a=1b", "a=b c", "a=b=c", "x:a=b", "a=_", "a=u8", "a=b$",
        ] {
            assert!(Rename::parse(wrong).is_err(), "{wrong}");
        }
    }
}
