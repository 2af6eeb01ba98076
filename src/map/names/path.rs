//! The ways to types without a name.

use rustc_hash::FxHashMap;

use super::claim::{Claimant, Class};
use super::entity::{After, Entities, Nameless};
use crate::decls::model::TypeId;

/// The way to one type.
#[derive(Debug, Clone)]
pub struct Path {
    /// In the module's names without suffixes: `outer_field`.
    pub own: String,
    /// In C's names.
    pub c: String,
    /// Its steps, which no other has: `x_a` and `b` make the same name as `x` and `a_b`. What
    /// begins with a tag comes after what begins with a typedef.
    pub steps: String,
}

/// The ways to all of them.
#[derive(Debug, Default)]
pub struct Paths {
    /// By identity; those whose outer record is unknown have none.
    pub inner: FxHashMap<TypeId, Path>,
}

impl Paths {
    /// Finds them. An outer record may itself be such a type and stand later, so this goes on,
    /// depth by depth, until none is found any more.
    /// Named types are found among the claimants.
    pub fn of<'d>(
        entities: &Entities<'d>,
        claimant: impl Fn(usize) -> Option<Claimant<'d>>,
    ) -> Paths {
        let mut paths = Paths::default();
        let mut open: Vec<&Nameless<'_>> = entities.nameless.iter().collect();
        loop {
            let before = open.len();
            open.retain(|it| {
                let path = match it.after {
                    After::Declarator(owner) => {
                        let path = format!("{owner}_{}", it.sort.word());
                        Some(Path {
                            steps: format!("{owner}.{}", it.sort.word()),
                            own: path.clone(),
                            c: path,
                        })
                    }
                    After::Member(outer, member) => {
                        paths.outer(outer, entities, &claimant).map(|outer| Path {
                            own: format!("{}_{member}", outer.own),
                            c: format!("{}_{member}", outer.c),
                            steps: format!("{}.{member}", outer.steps),
                        })
                    }
                };
                let is_open = path.is_none();
                paths.inner.extend(path.map(|path| (it.id, path)));
                is_open
            });
            if open.len() == before {
                return paths;
            }
        }
    }

    /// The way to a record that another stands in.
    fn outer<'d>(
        &self,
        id: TypeId,
        entities: &Entities<'d>,
        claimant: &impl Fn(usize) -> Option<Claimant<'d>>,
    ) -> Option<Path> {
        if let Some(path) = self.inner.get(&id) {
            return Some(path.clone());
        }
        let claimant = claimant(*entities.types.get(&id)?)?;
        Some(Path {
            own: claimant.wished().to_owned(),
            c: claimant.own.to_string(),
            steps: match claimant.class {
                Class::Tag => format!("~{}", claimant.own),
                Class::Ordinary | Class::Macro | Class::Derived => claimant.own.to_string(),
            },
        })
    }
}
