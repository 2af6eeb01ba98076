//! What the headers declare, by C's names: how C spells what an item of the module is about.
//!
//! It is a dictionary and no judge. What a type, function or constant *is* in C, the compiler says
//! of the C text that is made with these spellings; one that is wrong here does not compile.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

mod bound;
mod spelling;
mod wanted;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::decls::model::{
    CType, Declaration, Decls, Enumeration, Enumerator, Function, QualType, Record, Renaming,
    TagName, TypeId, Typedef, Variable,
};
use crate::target::DataModel;

pub use wanted::{Members, Names, candidates};

/// A type that C declares.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'d> {
    /// A structure or union.
    Record(&'d Record),
    /// An enumeration.
    Enumeration(&'d Enumeration),
    /// A typedef.
    Typedef(&'d Typedef),
}

/// The declarations of the headers by name.
pub struct Dictionary<'d> {
    /// The widths of C's types.
    pub model: &'d DataModel,
    /// By identity.
    entries: Vec<Option<Entry<'d>>>,
    /// `struct S`, `union U`, `enum E`
    tags: FxHashMap<&'d str, TypeId>,
    /// Typedefs, and what only a typedef names.
    typedefs: FxHashMap<&'d str, TypeId>,
    /// Types without a name, by the way to them: `outer_field`.
    paths: FxHashMap<String, TypeId>,
    /// How C spells each type; absent where it cannot.
    spellings: Vec<Option<String>>,
    /// Functions with external linkage.
    functions: FxHashMap<&'d str, &'d Function>,
    /// Variables with external linkage.
    variables: FxHashMap<&'d str, &'d Variable>,
    /// Enumerators.
    enumerators: FxHashMap<&'d str, &'d Enumerator>,
    /// What is not to be bound, with the reason.
    skipped: FxHashMap<&'d str, String>,
    /// From the module's names to C's.
    names: Names<'d>,
    /// Types of the module that stand for types without a name, by what holds them.
    bound: FxHashMap<&'d str, TypeId>,
    /// What macros that name types stand for.
    macro_types: FxHashMap<&'d str, &'d QualType>,
}

impl<'d> Dictionary<'d> {
    /// The dictionary of headers; `renamed` are names of the module with C's names for them.
    pub fn new(decls: &'d Decls, renamed: &'d [(String, String)]) -> Dictionary<'d> {
        let mut dictionary = Dictionary {
            model: &decls.data_model,
            entries: Vec::new(),
            tags: FxHashMap::default(),
            typedefs: FxHashMap::default(),
            paths: FxHashMap::default(),
            spellings: Vec::new(),
            functions: FxHashMap::default(),
            variables: FxHashMap::default(),
            enumerators: FxHashMap::default(),
            skipped: FxHashMap::default(),
            names: Names::new(renamed),
            bound: FxHashMap::default(),
            macro_types: FxHashMap::default(),
        };
        for declaration in &decls.declarations {
            dictionary.add(declaration);
        }
        dictionary.find_paths();
        dictionary.find_spellings();
        dictionary
    }

    /// Adds one declaration.
    fn add(&mut self, declaration: &'d Declaration) {
        match declaration {
            Declaration::Function(it) => {
                self.functions.insert(&it.name, it);
            }
            Declaration::Record(it) => {
                self.name(it.id, &it.name);
                self.enter(it.id, Entry::Record(it));
            }
            Declaration::Enumeration(it) => {
                self.name(it.id, &it.name);
                self.enter(it.id, Entry::Enumeration(it));
                for enumerator in &it.enumerators {
                    self.enumerators.insert(&enumerator.name, enumerator);
                }
            }
            Declaration::Typedef(it) => {
                self.typedefs.insert(&it.name, it.id);
                self.enter(it.id, Entry::Typedef(it));
            }
            Declaration::Variable(it) => {
                self.variables.insert(&it.name, it);
            }
            Declaration::Skipped(it) => {
                self.skipped.insert(&it.name, it.reason.to_string());
            }
            Declaration::Renamed(it) => match &it.of {
                Renaming::Function(function) => {
                    self.functions.entry(&it.name).or_insert(function);
                }
                Renaming::Variable(variable) => {
                    self.variables.entry(&it.name).or_insert(variable);
                }
                Renaming::Type(ty) => {
                    self.macro_types.insert(&it.name, ty);
                }
            },
            Declaration::Constant(_) => {}
        }
    }

    /// Takes down how a type is named.
    fn name(&mut self, id: TypeId, name: &'d TagName) {
        match name {
            TagName::Tag(tag) => {
                self.tags.insert(tag, id);
            }
            TagName::Typedef(name) => {
                self.typedefs.insert(name, id);
            }
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => {}
        }
    }

    /// Puts an entry in its place.
    fn enter(&mut self, id: TypeId, entry: Entry<'d>) {
        let index = id.0 as usize;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, None);
        }
        if let Some(slot) = self.entries.get_mut(index) {
            *slot = Some(entry);
        }
    }

    /// A type by its identity.
    pub fn entry(&self, id: TypeId) -> Option<Entry<'d>> {
        self.entries.get(id.0 as usize).copied().flatten()
    }

    /// A record by its identity, through typedefs.
    pub fn record(&self, id: TypeId) -> Option<&'d Record> {
        match self.entry(id)? {
            Entry::Record(record) => Some(record),
            Entry::Typedef(typedef) => match &typedef.target.ty {
                CType::Record(id) | CType::Typedef(id) => self.record(*id),
                _ => None,
            },
            Entry::Enumeration(_) => None,
        }
    }

    /// How C spells a type.
    pub fn spelling(&self, id: TypeId) -> Option<&str> {
        self.spellings.get(id.0 as usize)?.as_deref()
    }

    /// The record that an item of the module is about: a tag, a typedef, or the way to a type
    /// without a name.
    pub fn record_named(&self, name: &str) -> Option<TypeId> {
        if let Some(id) = self.bound.get(name) {
            return Some(*id);
        }
        self.names.find(name, |c| {
            let is_record = |id: &&TypeId| self.record(**id).is_some();
            let tag = self.tags.get(c).filter(is_record);
            tag.or_else(|| self.typedefs.get(c).filter(is_record))
                .or_else(|| self.paths.get(c).filter(is_record))
                .copied()
        })
    }

    /// What a macro that names a type stands for, as far as that is known.
    pub fn macro_type(&self, name: &str) -> Option<&'d QualType> {
        self.names.find(name, |c| self.macro_types.get(c).copied())
    }

    /// The typedef or enumeration that an alias of the module is about.
    pub fn alias_named(&self, name: &str) -> Option<TypeId> {
        if let Some(id) = self.bound.get(name) {
            return Some(*id);
        }
        self.names.find(name, |c| {
            let is_enumeration =
                |id: &&TypeId| matches!(self.entry(**id), Some(Entry::Enumeration(_)));
            self.typedefs
                .get(c)
                .or_else(|| self.tags.get(c).filter(is_enumeration))
                .or_else(|| self.paths.get(c).filter(is_enumeration))
                .or_else(|| self.tags.get(c))
                .copied()
        })
    }

    /// The function of a symbol or name.
    pub fn function_named(&self, name: &str) -> Option<&'d Function> {
        self.names.find(name, |c| self.functions.get(c).copied())
    }

    /// The variable of a symbol or name.
    pub fn variable_named(&self, name: &str) -> Option<&'d Variable> {
        self.names.find(name, |c| self.variables.get(c).copied())
    }

    /// The enumerator of a name. Where one is in the way of a macro, both are in the module, and
    /// the macro's name is not C's.
    pub fn enumerator_named(&self, name: &str, items: &FxHashSet<&str>) -> Option<&'d Enumerator> {
        self.names.find(name, |c| {
            let is_other = c != name && items.contains(c);
            self.enumerators.get(c).filter(|_| !is_other).copied()
        })
    }

    /// C's name of a constant, if the module was told another.
    pub fn constant_named<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.given(name).unwrap_or(name)
    }

    /// Why a name of C is not to be bound.
    pub fn reason(&self, name: &str) -> Option<&str> {
        self.skipped.get(name).map(String::as_str)
    }
}
