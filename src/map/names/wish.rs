//! What the user wants things to be called: `--rename`, then `--strip-prefix`, then `--names`.
//!
//! A wish is set against all names of C and all other wishes at once, so that their order does
//! not matter. Two that wish for one name both keep C's own, but for a tag, which gives way to a
//! typedef, as in `typedef struct _S S`.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::Class;
use super::entity::{Entities, Entity};
use super::style::styled;
use super::word::{is_legal, is_reserved, safe, soft};
use crate::error::Error;
use crate::map::naming::{Naming, Rename, Style};
use crate::select::Remark;

/// What is wished for each entity, by index.
#[derive(Debug, Default)]
pub struct Wishes<'n> {
    /// The names that the user gives.
    pub forced: FxHashMap<usize, &'n str>,
    /// The names by the user's rules, where they are free.
    pub preferred: FxHashMap<usize, String>,
    /// Why a prefix stays.
    pub kept: FxHashMap<usize, String>,
    /// Renames of what C has no such name for: it may be the path to a type without a name.
    pub open: Vec<&'n Rename>,
    /// What did not apply to anything.
    pub remarks: Vec<Remark>,
}

impl<'n> Wishes<'n> {
    /// Finds what is wished.
    ///
    /// # Errors
    /// [`Error::RenameRefused`] for a rename that cannot be done.
    pub fn of(entities: &Entities<'_>, naming: &'n Naming) -> Result<Wishes<'n>, Error> {
        let mut wishes = Wishes::default();
        if *naming == Naming::default() {
            return Ok(wishes);
        }
        let by = wishes.force(entities, &naming.renames)?;
        wishes.prefer(entities, naming);
        for (index, entity) in entities.named.iter().enumerate() {
            if wishes.forced.contains_key(&index) {
                continue;
            }
            let own = safe(entity.name);
            let name = wishes
                .preferred
                .get(&index)
                .map_or(own.as_ref(), String::as_str);
            if let Some(rename) = by.get(name) {
                return Err(refused(
                    rename,
                    format!(
                        "`{name}` is the name of the {} {}",
                        entity.sort.word(),
                        entity.name
                    ),
                ));
            }
        }
        Ok(wishes)
    }

    /// Takes the renames, and gives them by their new names.
    fn force(
        &mut self,
        entities: &Entities<'_>,
        renames: &'n [Rename],
    ) -> Result<FxHashMap<&'n str, &'n Rename>, Error> {
        let mut by_new: FxHashMap<&str, &Rename> = FxHashMap::default();
        let mut by_old: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        if renames.is_empty() {
            return Ok(by_new);
        }
        for (index, entity) in entities.named.iter().enumerate() {
            by_old.entry(entity.name).or_default().push(index);
        }
        for rename in renames {
            if let Some(other) = by_new.insert(&rename.new, rename) {
                return Err(refused(
                    rename,
                    format!("{} gives the same name", other.option()),
                ));
            }
            let of_name = by_old.get(rename.old.as_str()).into_iter().flatten();
            let found: Vec<(usize, &Entity<'_>)> = of_name
                .filter_map(|&index| Some((index, entities.named.get(index)?)))
                .filter(|(_, entity)| is_meant(rename, entity))
                .collect();
            match found.as_slice() {
                [] => self.open.push(rename),
                [(index, _)] => {
                    if self.forced.insert(*index, &rename.new).is_some() {
                        return Err(refused(
                            rename,
                            "it has another new name already".to_owned(),
                        ));
                    }
                }
                [(_, first), (_, second), ..] => {
                    return Err(refused(
                        rename,
                        format!(
                            "`{}` is the name of a {} and a {}; say which, as in `{}`",
                            rename.old,
                            described(first),
                            described(second),
                            qualified(second),
                        ),
                    ));
                }
            }
        }
        Ok(by_new)
    }

    /// Finds the names without prefix and in style.
    fn prefer(&mut self, entities: &Entities<'_>, naming: &Naming) {
        let own: FxHashMap<&str, usize> = FxHashMap::default();
        let own = entities.named.iter().fold(own, |mut own, entity| {
            *own.entry(entity.name).or_default() += 1;
            own
        });
        let forced: FxHashSet<&str> = self.forced.values().copied().collect();
        let mut begun = vec![false; naming.prefixes.len()];
        let mut open: Vec<(usize, Result<String, &'static str>)> = Vec::new();
        for (index, entity) in entities.named.iter().enumerate() {
            if let Some(stripped) = without_prefix(entity.name, &naming.prefixes, &mut begun)
                && !self.forced.contains_key(&index)
            {
                let wish = stripped.map(|rest| {
                    styled(&rest, entity.sort, naming.style).unwrap_or_else(|| rest.into_owned())
                });
                open.push((index, wish));
            }
        }
        let wishes: Vec<(usize, String)> = open
            .iter()
            .filter_map(|(index, wish)| Some((*index, wish.clone().ok()?)))
            .collect();
        self.grant(entities, wishes, &own, &forced);
        for (index, wish) in open {
            let why = match wish {
                Err(why) => why.to_owned(),
                Ok(wish) if !self.preferred.contains_key(&index) => {
                    format!("`{wish}` is another name too")
                }
                Ok(_) => continue,
            };
            self.kept.insert(index, why);
        }
        if naming.style != Style::C {
            let wishes = entities
                .named
                .iter()
                .enumerate()
                .filter_map(|(index, entity)| {
                    let is_open =
                        !self.preferred.contains_key(&index) && !self.forced.contains_key(&index);
                    let wish = is_open.then(|| styled(entity.name, entity.sort, naming.style));
                    Some((index, wish.flatten()?))
                });
            let wishes = wishes.collect();
            self.grant(entities, wishes, &own, &forced);
        }
        for (prefix, begun) in naming.prefixes.iter().zip(begun) {
            if !begun {
                self.remarks.push(Remark {
                    message: format!("`--strip-prefix={prefix}`: no name begins so"),
                    help: None,
                    idle: Some(format!("--strip-prefix={prefix}")),
                });
            }
        }
    }

    /// Grants the wishes for names that no other has or wishes for.
    fn grant(
        &mut self,
        entities: &Entities<'_>,
        wishes: Vec<(usize, String)>,
        own: &FxHashMap<&str, usize>,
        forced: &FxHashSet<&str>,
    ) {
        let granted: FxHashSet<String> = self.preferred.values().cloned().collect();
        // For each name the best class that wishes for it, and how many of that there are.
        let mut best: FxHashMap<&str, (Class, usize)> = FxHashMap::default();
        let class = |index: usize| {
            entities
                .named
                .get(index)
                .map_or(Class::Derived, |it| it.class)
        };
        for (index, wish) in &wishes {
            let class = class(*index);
            let (first, count) = best.entry(wish).or_insert((class, 0));
            if class < *first {
                (*first, *count) = (class, 0);
            }
            *count += usize::from(class == *first);
        }
        let free: Vec<bool> = wishes
            .iter()
            .map(|(index, wish)| {
                best.get(wish.as_str()) == Some(&(class(*index), 1))
                    && !own.contains_key(wish.as_str())
                    && !forced.contains(wish.as_str())
                    && !granted.contains(wish)
            })
            .collect();
        let wishes = wishes.into_iter().zip(free);
        self.preferred
            .extend(wishes.filter_map(|(wish, is_free)| is_free.then_some(wish)));
    }
}

/// A name without the longest prefix that it begins with, or why it must stay; `None` where it
/// begins with none.
fn without_prefix<'d>(
    name: &'d str,
    prefixes: &[String],
    begun: &mut [bool],
) -> Option<Result<Cow<'d, str>, &'static str>> {
    let mut shortest: Option<&str> = None;
    for (prefix, begun) in prefixes.iter().zip(begun) {
        if let Some(rest) = name.strip_prefix(prefix.as_str()) {
            *begun = true;
            if shortest.is_none_or(|other| rest.len() < other.len()) {
                shortest = Some(rest);
            }
        }
    }
    let rest = shortest?;
    let rest = soft(rest);
    Some(if rest.is_empty() {
        Err("nothing would be left")
    } else if rest.starts_with(|c: char| c.is_ascii_digit()) {
        Err("the rest begins with a digit")
    } else if is_reserved(&rest) {
        Err("the rest is a word of Pyrite's own")
    } else if is_legal(&rest) {
        Ok(rest)
    } else {
        Err("the rest is no name")
    })
}

/// Whether a rename is about this entity.
fn is_meant(rename: &Rename, entity: &Entity<'_>) -> bool {
    rename
        .kind
        .is_none_or(|kind| entity.sort.is(kind) || entity.tag.is_some_and(|tag| tag.is(kind)))
}

/// What an entity is, in words.
fn described(entity: &Entity<'_>) -> &'static str {
    match entity.class {
        Class::Macro => "macro",
        Class::Ordinary | Class::Tag | Class::Derived => entity.sort.word(),
    }
}

/// How a rename names this entity and no other.
fn qualified(entity: &Entity<'_>) -> String {
    let mark = match (entity.sort.word(), entity.class) {
        ("function", _) => "function:",
        ("variable", _) => "var:",
        ("constant", _) => "const:",
        (_, Class::Tag) => return format!("{} {}", entity.sort.word(), entity.name),
        (_, Class::Ordinary | Class::Macro | Class::Derived) => "typedef ",
    };
    format!("{mark}{}", entity.name)
}

/// The error that a rename cannot be done.
pub fn refused(rename: &Rename, reason: String) -> Error {
    Error::RenameRefused {
        option: rename.option(),
        reason,
    }
}
