//! A module together with what it imports, as those need it who check what it says.

mod parts;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::Path;

use super::library::Loaded;
use super::same::names_of;
use super::view::{View, Views, is_for};
use crate::error::Error;
use crate::pyrite::Position;
use crate::pyrite::model::{Item, ItemKind, Module, Origin};
use crate::target::Target;
use parts::{adapt, each_type};

/// A module with the definitions that it imports on a target, and with those that they need. Each
/// stands in the place of the name that imports it. A name that means something else here gets a
/// `_` more.
///
/// # Errors
/// [`Error::Import`] where a module does not have what is imported from it.
pub fn whole<'m>(
    path: &Path,
    module: &'m Module,
    loaded: &Loaded,
    target: &Target,
) -> Result<Cow<'m, Module>, Error> {
    if module.imports.is_empty() {
        return Ok(Cow::Borrowed(module));
    }
    let views = Views::of(loaded, target);
    let view = View::of(module, &loaded.library.own, target);
    let mut whole = Whole {
        loaded,
        views: &views,
        taken: view.names().map(|(name, _)| name.to_owned()).collect(),
        names: HashMap::new(),
        open: VecDeque::new(),
        items: Vec::new(),
        target,
    };
    for import in &module.imports {
        let condition = import.condition.as_ref();
        if condition.is_some_and(|it| !it.holds_on(target)) {
            continue;
        }
        let file = loaded.library.own.get(&import.module).copied();
        let found = file.and_then(|it| Some((it, loaded.modules.get(it)?)));
        let Some((file, from)) = found else {
            return Err(Error::Internal {
                what: format!("the module `{}` was not read", import.module),
            });
        };
        for imported in &import.names {
            let name = &imported.name;
            let id = match is_for(from, target) {
                true => whole.meant(file, name),
                false => None,
            };
            let Some(id) = id else {
                let place = format!("{}:{}", path.display(), imported.position.line);
                let from = loaded.library.files.get(file);
                let from = from.map_or_else(String::new, |it| it.path.display().to_string());
                return Err(Error::Import {
                    what: format!("{place}: `{from}` has no `{name}` for {}", target.triple),
                    help: "make the module again that imports it".to_owned(),
                });
            };
            whole.taken.insert(name.clone());
            whole.names.insert(id.clone(), name.clone());
            let origin = Origin {
                module: import.module.clone(),
                is_named: true,
            };
            whole.open.push_back((id, imported.position, origin));
        }
    }
    whole.add_all();
    let mut all = module.clone();
    all.items.splice(0..0, whole.items);
    Ok(Cow::Owned(all))
}

/// A definition of an imported module: the file and the name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Owned {
    /// The file.
    file: usize,
    /// The name.
    name: String,
}

/// Definitions that are being added to a module.
struct Whole<'w> {
    /// Where they come from.
    loaded: &'w Loaded,
    /// What names mean there.
    views: &'w Views<'w>,
    /// Names that mean something in the module.
    taken: BTreeSet<String>,
    /// What definitions are called in it.
    names: HashMap<Owned, String>,
    /// Those that are still to be added, where, and on whose behalf.
    open: VecDeque<(Owned, Position, Origin)>,
    /// Those that have been.
    items: Vec<Item>,
    /// The target.
    target: &'w Target,
}

impl Whole<'_> {
    /// Adds all that is to be added, and what it needs.
    fn add_all(&mut self) {
        let loaded = self.loaded;
        while let Some((id, position, origin)) = self.open.pop_front() {
            let module = loaded.modules.get(id.file);
            let items = module.into_iter().flat_map(|module| &module.items);
            let target = self.target;
            let items = items.filter(|item| item.name == id.name && item.exists_on(target));
            for item in items {
                if matches!(item.kind, ItemKind::Skipped(_)) {
                    continue;
                }
                self.need(item, id.file, position, &origin);
                let added = self.renamed(item, &id, position, &origin);
                self.items.push(added);
            }
        }
    }

    /// Notes what a definition needs.
    fn need(&mut self, item: &Item, file: usize, position: Position, origin: &Origin) {
        let mut names = BTreeSet::new();
        each_type(&item.kind, &mut |ty| {
            names_of(ty, &mut |name| {
                names.insert(name.to_owned());
            });
        });
        for name in names {
            let Some(id) = self.meant(file, &name) else {
                continue;
            };
            if self.names.contains_key(&id) {
                continue;
            }
            let mut free = name.clone();
            while self.taken.contains(&free) {
                free.push('_');
            }
            self.taken.insert(free.clone());
            self.names.insert(id.clone(), free);
            let origin = Origin {
                module: origin.module.clone(),
                is_named: false,
            };
            self.open.push_back((id, position, origin));
        }
    }

    /// The definition that a name means in a file.
    fn meant(&self, file: usize, name: &str) -> Option<Owned> {
        let file = self.views.file(file, name)?;
        let name = name.to_owned();
        Some(Owned { file, name })
    }

    /// A definition as it is called here, with what it needs as that is called here.
    fn renamed(&self, item: &Item, id: &Owned, position: Position, origin: &Origin) -> Item {
        let mut item = item.clone();
        if let Some(name) = self.names.get(id) {
            item.name.clone_from(name);
        }
        item.condition = None;
        item.origin = Some(origin.clone());
        adapt(&mut item, position, &|name| {
            if let Some(other) = self.meant(id.file, name).and_then(|it| self.names.get(&it)) {
                name.clone_from(other);
            }
        });
        item
    }
}
