//! What the names of modules mean on one target.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::library::Loaded;
use crate::pyrite::model::{Constant, Dialect, ItemKind, Method, Module, Record, Type};
use crate::target::{Choice, Target};

/// What a name means.
#[derive(Debug, Clone, Copy)]
pub enum Meaning<'m> {
    /// A structure or union.
    Record(&'m Record),
    /// A type of which only the name is known.
    Opaque,
    /// Another name for a type.
    Alias(&'m Type),
    /// A constant.
    Constant(&'m Constant),
    /// A function or variable, which no module shares.
    Other,
}

impl Meaning<'_> {
    /// Whether it is a type that is no other than itself.
    pub fn is_nominal(&self) -> bool {
        matches!(self, Meaning::Record(_) | Meaning::Opaque)
    }

    /// What it is called.
    pub fn word(&self) -> &'static str {
        match self {
            Meaning::Record(record) if record.is_union => "a union",
            Meaning::Record(_) => "a struct",
            Meaning::Opaque => "opaque",
            Meaning::Alias(_) => "an alias",
            Meaning::Constant(_) => "a constant",
            Meaning::Other => "no type",
        }
    }
}

/// The names of one module on a target.
#[derive(Debug, Default)]
pub struct View<'m> {
    /// What it defines.
    own: FxHashMap<&'m str, Meaning<'m>>,
    /// The methods of its records.
    methods: FxHashMap<&'m str, Vec<&'m Method>>,
    /// What it imports, and from which file.
    from: FxHashMap<&'m str, usize>,
}

impl<'m> View<'m> {
    /// The names of a module on a target; `files` has the files of the modules that it imports.
    pub fn of(module: &'m Module, files: &BTreeMap<String, usize>, target: &Target) -> View<'m> {
        let mut view = View::default();
        for import in &module.imports {
            let condition = import.condition.as_ref();
            if condition.is_some_and(|it| !it.holds_on(target)) {
                continue;
            }
            if let Some(file) = files.get(&import.module) {
                let names = import.names.iter();
                view.from.extend(names.map(|it| (it.name.as_str(), *file)));
            }
        }
        for item in module.items.iter().filter(|item| item.exists_on(target)) {
            let meaning = match &item.kind {
                ItemKind::Record(record) if is_stand_in(record, module.dialect) => Meaning::Opaque,
                ItemKind::Record(record) => Meaning::Record(record),
                ItemKind::Opaque => Meaning::Opaque,
                ItemKind::Alias(ty) => Meaning::Alias(ty),
                ItemKind::Constant(constant) => Meaning::Constant(constant),
                ItemKind::Function(_) | ItemKind::Variable(_) => Meaning::Other,
                ItemKind::Implementation(methods) => {
                    view.methods.entry(&item.name).or_default().extend(methods);
                    continue;
                }
                ItemKind::Skipped(_) => continue,
            };
            view.own.insert(&item.name, meaning);
        }
        view
    }

    /// What a name means that the module defines.
    pub fn get(&self, name: &str) -> Option<Meaning<'m>> {
        self.own.get(name).copied()
    }

    /// All names that the module defines.
    pub fn names(&self) -> impl Iterator<Item = (&'m str, Meaning<'m>)> {
        self.own.iter().map(|(name, meaning)| (*name, *meaning))
    }

    /// The methods of a record.
    pub fn methods(&self, record: &str) -> &[&'m Method] {
        self.methods.get(record).map_or(&[], Vec::as_slice)
    }
}

/// Whether alpha writes a record so that stands for a type of which only the name is known.
fn is_stand_in(record: &Record, dialect: Dialect) -> bool {
    let is_opaque = |name: &str| name == "_opaque";
    dialect == Dialect::Alpha
        && matches!(record.fields.as_slice(), [field] if is_opaque(&field.name))
}

/// A definition of an imported module: the file and the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<'m> {
    /// The file that defines it.
    pub file: usize,
    /// Its name there.
    pub name: &'m str,
}

/// The names of all imported modules on a target.
#[derive(Debug)]
pub struct Views<'m> {
    /// For each file what its names mean; nothing where it is not for the target.
    files: Vec<View<'m>>,
}

impl<'m> Views<'m> {
    /// Those of the modules that were read.
    pub fn of(loaded: &'m Loaded, target: &Target) -> Views<'m> {
        let files = loaded.modules.iter().zip(&loaded.library.files);
        let view =
            |(module, file): (&'m Module, &'m super::library::File)| match is_for(module, target) {
                true => View::of(module, &file.imports, target),
                false => View::default(),
            };
        Views {
            files: files.map(view).collect(),
        }
    }

    /// The definition that a name means in a file, which may import it.
    pub fn find(&self, file: usize, name: &'m str) -> Option<Id<'m>> {
        let file = self.file(file, name)?;
        Some(Id { file, name })
    }

    /// The file that has that definition.
    pub fn file(&self, file: usize, name: &str) -> Option<usize> {
        let mut file = file;
        // Files do not import each other in a circle.
        for _ in 0..self.files.len() {
            let view = self.files.get(file)?;
            if view.own.contains_key(name) {
                return Some(file);
            }
            file = *view.from.get(name)?;
        }
        None
    }

    /// What a definition says.
    pub fn get(&self, id: Id<'_>) -> Option<Meaning<'m>> {
        self.files.get(id.file)?.get(id.name)
    }

    /// The methods of a record.
    pub fn methods(&self, id: Id<'_>) -> &[&'m Method] {
        self.files
            .get(id.file)
            .map_or(&[], |view| view.methods(id.name))
    }
}

/// Whether a module is for a target: one of those that it names, or any where it names none.
pub fn is_for(module: &Module, target: &Target) -> bool {
    let named = &module.head.targets;
    let is = |name: &String| match Choice::parse(name) {
        Ok(choice) => choice.triple() == target.triple,
        Err(_) => *name == target.triple,
    };
    named.is_empty() || named.iter().any(is)
}
