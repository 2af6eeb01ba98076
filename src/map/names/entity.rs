//! What C gives names to, each once.

use hashbrown::HashTable;
use rustc_hash::FxHashMap;

use super::claim::{Class, hash};
use super::typedefs_of_their_own_tag;
use crate::decls::model::{CType, Declaration, Enumerator, Renaming, TagName, TypeId, Value};
use crate::map::naming::Kind;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A function, or a macro that is another name for one.
    Function,
    /// A variable, or a macro that is another name for one.
    Variable,
    /// A typedef, or a macro that is another name for a type.
    Typedef,
    /// An enumerator, a macro or a `constexpr` object.
    Constant,
    /// `struct S`
    Struct,
    /// `union U`
    Union,
    /// `enum E`
    Enum,
}

impl Sort {
    /// C's word for it, which is also the suffix of a tag that gives way.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Function => "function",
            Sort::Variable => "variable",
            Sort::Typedef => "typedef",
            Sort::Constant => "constant",
            Sort::Struct => "struct",
            Sort::Union => "union",
            Sort::Enum => "enum",
        }
    }

    /// Whether the user's word for a kind means this one.
    pub fn is(self, kind: Kind) -> bool {
        match kind {
            Kind::Function => self == Sort::Function,
            Kind::Variable => self == Sort::Variable,
            Kind::Constant => self == Sort::Constant,
            Kind::Typedef => self == Sort::Typedef,
            Kind::Struct => self == Sort::Struct,
            Kind::Union => self == Sort::Union,
            Kind::Enum => self == Sort::Enum,
            Kind::Type => self.is_type(),
        }
    }

    /// Whether it is a type.
    pub fn is_type(self) -> bool {
        matches!(
            self,
            Sort::Typedef | Sort::Struct | Sort::Union | Sort::Enum
        )
    }
}

/// One thing with a name of C's.
#[derive(Debug, Clone)]
pub struct Entity<'d> {
    /// C's name.
    pub name: &'d str,
    /// What it is.
    pub sort: Sort,
    /// Which of C's name spaces the name is of.
    pub class: Class,
    /// The tag that goes by the typedef's name: `typedef struct S S`.
    pub tag: Option<Sort>,
    /// Of an enumerator, what it is.
    enumerator: Option<&'d Enumerator>,
}

/// A type that C gives no name.
#[derive(Debug, Clone)]
pub struct Nameless<'d> {
    /// Its identity.
    pub id: TypeId,
    /// What it is.
    pub sort: Sort,
    /// What it is named after.
    pub after: After<'d>,
}

/// What a type without a name is named after.
#[derive(Debug, Clone, Copy)]
pub enum After<'d> {
    /// The record that it stands in, and the member.
    Member(TypeId, &'d str),
    /// The declaration that it stands in.
    Declarator(&'d str),
}

/// All names of a unit.
#[derive(Debug, Default)]
pub struct Entities<'d> {
    /// What C gives names to.
    pub named: Vec<Entity<'d>>,
    /// What it gives none.
    pub nameless: Vec<Nameless<'d>>,
    /// Ordinary names: the indices of what they stand for, found by the name there.
    ordinary: HashTable<usize>,
    /// Types, by the index of what names them.
    pub types: FxHashMap<TypeId, usize>,
    /// Macros; `None` for one that says what the module says without it.
    pub macros: Vec<(&'d str, Option<usize>)>,
}

impl<'d> Entities<'d> {
    /// Collects them.
    pub fn of(declarations: &'d [Declaration]) -> Entities<'d> {
        let mut all = Entities::default();
        all.named.reserve(declarations.len());
        // Nothing is in it yet that would have to be found again.
        all.ordinary.reserve(declarations.len() / 2, |_| 0);
        for declaration in declarations {
            all.ordinary_names(declaration);
        }
        for (typedef, tag) in typedefs_of_their_own_tag(declarations) {
            if let Some(&index) = all.types.get(&typedef) {
                all.types.insert(tag, index);
            }
        }
        for declaration in declarations {
            all.tag(declaration);
        }
        for declaration in declarations {
            all.macro_name(declaration);
        }
        all
    }

    /// Adds something with a name.
    fn add(&mut self, name: &'d str, sort: Sort, class: Class) -> usize {
        self.named.push(Entity {
            name,
            sort,
            class,
            tag: None,
            enumerator: None,
        });
        self.named.len() - 1
    }

    /// Adds an ordinary name, which C has once.
    fn add_ordinary(&mut self, name: &'d str, sort: Sort) -> usize {
        if let Some(index) = self.ordinary(name) {
            return index;
        }
        let index = self.add(name, sort, Class::Ordinary);
        let named = &self.named;
        let again = |&index: &usize| hash(named.get(index).map_or("", |it| it.name));
        self.ordinary.insert_unique(hash(name), index, again);
        index
    }

    /// The index of what an ordinary name stands for.
    fn ordinary(&self, name: &str) -> Option<usize> {
        let is_it = |&index: &usize| self.named.get(index).is_some_and(|it| it.name == name);
        self.ordinary.find(hash(name), is_it).copied()
    }

    /// Functions, variables, typedefs, enumerators and `constexpr` objects.
    fn ordinary_names(&mut self, declaration: &'d Declaration) {
        match declaration {
            Declaration::Function(function) => {
                self.add_ordinary(&function.name, Sort::Function);
            }
            Declaration::Variable(variable) => {
                self.add_ordinary(&variable.name, Sort::Variable);
            }
            Declaration::Typedef(typedef) => {
                let index = self.add_ordinary(&typedef.name, Sort::Typedef);
                self.types.insert(typedef.id, index);
            }
            Declaration::Enumeration(enumeration) => {
                for enumerator in &enumeration.enumerators {
                    let index = self.add_ordinary(&enumerator.name, Sort::Constant);
                    if let Some(entity) = self.named.get_mut(index) {
                        entity.enumerator = Some(enumerator);
                    }
                }
            }
            Declaration::Constant(constant) if constant.is_object => {
                self.add_ordinary(&constant.name, Sort::Constant);
            }
            Declaration::Record(_)
            | Declaration::Constant(_)
            | Declaration::Renamed(_)
            | Declaration::Skipped(_) => {}
        }
    }

    /// Records and enumerations.
    fn tag(&mut self, declaration: &'d Declaration) {
        let (id, name, sort) = match declaration {
            Declaration::Record(record) if record.is_union => {
                (record.id, &record.name, Sort::Union)
            }
            Declaration::Record(record) => (record.id, &record.name, Sort::Struct),
            Declaration::Enumeration(it) => (it.id, &it.name, Sort::Enum),
            Declaration::Function(_)
            | Declaration::Typedef(_)
            | Declaration::Variable(_)
            | Declaration::Constant(_)
            | Declaration::Renamed(_)
            | Declaration::Skipped(_) => return,
        };
        if let Some(&index) = self.types.get(&id) {
            if let (TagName::Tag(_), Some(entity)) = (name, self.named.get_mut(index)) {
                entity.tag = Some(sort);
            }
            return;
        }
        let after = match name {
            TagName::Tag(tag) => {
                let index = self.add(tag, sort, Class::Tag);
                self.types.insert(id, index);
                return;
            }
            TagName::Typedef(typedef) => {
                let index = self.add_ordinary(typedef, Sort::Typedef);
                self.types.insert(id, index);
                return;
            }
            TagName::Member(outer, member) => After::Member(*outer, member),
            TagName::Declarator(owner) => After::Declarator(owner),
            TagName::Unnamed => return,
        };
        self.nameless.push(Nameless { id, sort, after });
    }

    /// Macros that have an item of their own.
    fn macro_name(&mut self, declaration: &'d Declaration) {
        let (name, sort) = match declaration {
            Declaration::Constant(constant) if !constant.is_object => {
                (&constant.name, Sort::Constant)
            }
            Declaration::Renamed(renamed) => {
                let sort = match renamed.of {
                    Renaming::Function(_) => Sort::Function,
                    Renaming::Variable(_) => Sort::Variable,
                    Renaming::Type(_) => Sort::Typedef,
                };
                (&renamed.name, sort)
            }
            Declaration::Constant(_)
            | Declaration::Function(_)
            | Declaration::Record(_)
            | Declaration::Enumeration(_)
            | Declaration::Typedef(_)
            | Declaration::Variable(_)
            | Declaration::Skipped(_) => return,
        };
        let index = if self.is_there(declaration) {
            None
        } else {
            Some(self.add(name, sort, Class::Macro))
        };
        self.macros.push((name, index));
    }

    /// Whether a macro says what the module says under the same name without it: the value of an
    /// enumerator, as glibc's do for `#ifdef`, or `#define s struct s`.
    fn is_there(&self, declaration: &Declaration) -> bool {
        match declaration {
            Declaration::Constant(constant) => {
                let entity = self.ordinary(&constant.name);
                let entity = entity.and_then(|index| self.named.get(index));
                match (&constant.value, entity.and_then(|entity| entity.enumerator)) {
                    (Value::Integer(value, _), Some(it)) => *value == it.value,
                    (Value::Integer(..) | Value::Float(..) | Value::Text(..), _) => false,
                }
            }
            Declaration::Renamed(renamed) => match &renamed.of {
                Renaming::Type(ty) => self.is_type_of_name(&ty.ty, &renamed.name),
                Renaming::Function(_) | Renaming::Variable(_) => false,
            },
            Declaration::Function(_)
            | Declaration::Record(_)
            | Declaration::Enumeration(_)
            | Declaration::Typedef(_)
            | Declaration::Variable(_)
            | Declaration::Skipped(_) => false,
        }
    }

    /// Whether a type has this name, and nothing else has it.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "all other types have no name of the unit's"
    )]
    fn is_type_of_name(&self, ty: &CType, name: &str) -> bool {
        let index = match ty {
            CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id) => self.types.get(id),
            _ => None,
        };
        let Some(&index) = index else {
            return false;
        };
        let ordinary = self.ordinary(name);
        self.named.get(index).is_some_and(|it| it.name == name)
            && ordinary.is_none_or(|ordinary| ordinary == index)
    }
}
