//! What changes of an item must know of the rest of its module.

use std::collections::{HashMap, HashSet};

use super::text::{Block, Kind, typed};

/// A module's types.
#[derive(Debug, Default)]
pub(crate) struct World {
    /// What aliases stand for.
    pub(crate) aliases: HashMap<String, String>,
    /// Structures and unions, opaque ones with them, in the order of the text.
    pub(crate) records: Vec<String>,
    /// Those with members.
    complete: HashSet<String>,
    /// The target has several conventions with different meanings.
    pub(crate) is_i686: bool,
}

impl World {
    /// That of a module.
    pub(crate) fn of(blocks: &[Block]) -> World {
        let mut world = World::default();
        for block in blocks {
            match block.kind {
                Kind::Alias => {
                    let (_, ty) = typed(&block.lines[block.head]).unwrap();
                    world.aliases.insert(block.name.clone(), ty.to_owned());
                }
                Kind::Opaque => world.records.push(block.name.clone()),
                Kind::Record => {
                    world.records.push(block.name.clone());
                    world.complete.insert(block.name.clone());
                }
                Kind::Function | Kind::Variable | Kind::Constant | Kind::Methods => {}
                Kind::Other => world.is_i686 |= block.lines[0].starts_with("# target: i686-"),
            }
        }
        world
    }

    /// Whether a name is a structure's or union's.
    pub(crate) fn is_record(&self, name: &str) -> bool {
        self.records.iter().any(|it| it == name)
    }

    /// Whether it is that of one with members.
    pub(crate) fn is_complete(&self, name: &str) -> bool {
        self.complete.contains(name)
    }

    /// Another structure than the one of a name.
    pub(crate) fn other_record(&self, name: &str) -> Option<String> {
        let at = self.records.iter().position(|it| it == name)?;
        let next = self.records.get(at + 1).or_else(|| self.records.first())?;
        Some(next.clone()).filter(|it| it != name)
    }

    /// An integer as wide as a pointer is another of that width.
    fn width<'w>(&self, word: &'w str) -> &'w str {
        match (word, self.is_i686) {
            ("usize", true) => "u32",
            ("isize", true) => "i32",
            ("usize", false) => "u64",
            ("isize", false) => "i64",
            (other, _) => other,
        }
    }

    /// A type without aliases.
    pub(crate) fn resolved(&self, ty: &str) -> String {
        let mut out = String::new();
        let mut rest = ty;
        while let Some(c) = rest.chars().next() {
            let word = super::text::word_of(rest);
            match word {
                "" => {
                    out.push(c);
                    rest = &rest[c.len_utf8()..];
                }
                word => {
                    match self.aliases.get(word) {
                        Some(of) => out.push_str(&self.resolved(of)),
                        None => out.push_str(self.width(word)),
                    }
                    rest = &rest[word.len()..];
                }
            }
        }
        out
    }
}
