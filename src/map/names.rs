//! One table of names a module: which Pyrite name each C entity gets.
//!
//! C has a name space of tags beside that of ordinary names, Pyrite has one. Ordinary names
//! (functions, variables, typedefs, enumerators) keep theirs; a tag that meets another entity's
//! ordinary name gets the suffix `_struct`, `_union` or `_enum`, a macro `_macro`, and a reserved
//! word a trailing `_`. A suffix depends on the two names that meet, on nothing else.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::decls::model::{CType, Declaration, Renaming, TagName, TypeId, Value};

/// Words of Pyrite that no name may be.
const RESERVED: &[&str] = &[
    "False", "List", "None", "Option", "Self", "String", "True", "Vector", "and", "as", "assert",
    "bool", "borrow", "break", "case", "char", "const", "continue", "defer", "dyn", "elif", "else",
    "enum", "extern", "fail", "false", "float", "fn", "for", "from", "if", "impl", "import", "in",
    "inout", "int", "isize", "let", "main", "match", "move", "mut", "not", "opaque", "or", "pass",
    "print", "pub", "return", "self", "str", "struct", "take", "trait", "true", "try", "type",
    "uint", "union", "unsafe", "usize", "var", "void", "where", "while", "with",
];

/// The names of one module.
#[derive(Debug, Default)]
pub struct Names {
    /// Of types, by identity.
    types: FxHashMap<TypeId, String>,
    /// Of functions, variables and enumerators, where it is not C's own.
    values: BTreeMap<String, String>,
    /// Of macros, where it is not C's own; `None` for those that repeat an enumerator, as glibc's
    /// do for `#ifdef`.
    macros: BTreeMap<String, Option<String>>,
    /// Every name that the module defines.
    taken: FxHashSet<String>,
}

/// `name` as Pyrite can write it: not a reserved word, and without C's `$`.
pub fn safe(name: &str) -> Cow<'_, str> {
    let is_taken = |name: &str| {
        // No reserved word is longer, and most of C's names are.
        name.len() <= 8 && (RESERVED.binary_search(&name).is_ok() || is_type_word(name))
    };
    if name.contains('$') {
        let mut safe = name.replace('$', "_");
        if is_taken(&safe) {
            safe.push('_');
        }
        Cow::Owned(safe)
    } else if is_taken(name) {
        Cow::Owned(format!("{name}_"))
    } else {
        Cow::Borrowed(name)
    }
}

/// A member's name: reserved words get `_` until no other member of the record has that name.
pub fn field(name: &str, verbatim: &BTreeSet<String>) -> String {
    let safe = safe(name);
    if safe == name {
        safe.into_owned()
    } else {
        unique(&safe, verbatim)
    }
}

/// Words of the type grammar.
fn is_type_word(name: &str) -> bool {
    matches!(
        name,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64"
    )
}

/// Names that are not free any more.
pub trait Taken {
    /// Whether this is one of them.
    fn has(&self, name: &str) -> bool;
}

impl Taken for BTreeSet<String> {
    fn has(&self, name: &str) -> bool {
        self.contains(name)
    }
}

impl Taken for FxHashSet<String> {
    fn has(&self, name: &str) -> bool {
        self.contains(name)
    }
}

/// `name` made unique among `taken` by trailing `_`.
pub fn unique(name: &str, taken: &impl Taken) -> String {
    let mut unique = name.to_owned();
    while taken.has(&unique) {
        unique.push('_');
    }
    unique
}

impl Names {
    /// Gives every entity its name.
    pub fn assign(declarations: &[Declaration]) -> Names {
        let mut names = Names::default();
        let same = typedefs_of_their_own_tag(declarations);
        names.ordinary(declarations, &same);
        names.tags(declarations);
        names.members(declarations);
        names.macros(declarations);
        names
    }

    /// Functions, variables, typedefs and enumerators, which C keeps apart from each other. Those
    /// that Pyrite can say come first: a renamed one gives way to them.
    fn ordinary(&mut self, declarations: &[Declaration], same: &BTreeMap<TypeId, TypeId>) {
        let all = || declarations.iter().flat_map(ordinary_names);
        for name in all() {
            if safe(name) == name {
                self.taken.insert(name.to_owned());
            }
        }
        for name in all() {
            let wanted = safe(name);
            if wanted != name && !self.values.contains_key(name) {
                let wanted = unique(&wanted, &self.taken);
                self.taken.insert(wanted.clone());
                self.values.insert(name.to_owned(), wanted);
            }
        }
        for declaration in declarations {
            if let Declaration::Typedef(typedef) = declaration {
                let name = self.of_value(&typedef.name);
                if let Some(&record) = same.get(&typedef.id) {
                    self.types.insert(record, name.clone());
                }
                self.types.insert(typedef.id, name);
            }
        }
    }

    /// Tags, and types that are named after a typedef or another declaration.
    fn tags(&mut self, declarations: &[Declaration]) {
        for declaration in declarations {
            let Some((id, name, keyword)) = tagged(declaration) else {
                continue;
            };
            if self.types.contains_key(&id) {
                continue;
            }
            let wanted = match name {
                TagName::Tag(tag) if self.taken.contains(safe(tag).as_ref()) => {
                    unique(&format!("{tag}_{keyword}"), &self.taken)
                }
                TagName::Tag(tag) => safe(tag).into_owned(),
                // The typedef itself has taken the name, for this very type.
                TagName::Typedef(typedef) => self.of_value(typedef),
                TagName::Declarator(owner) => unique(&format!("{owner}_{keyword}"), &self.taken),
                TagName::Member(..) | TagName::Unnamed => continue,
            };
            self.taken.insert(wanted.clone());
            self.types.insert(id, wanted);
        }
    }

    /// Types without a name inside records: the path to them. An outer record may itself be such
    /// a type and stand later, so this goes on until no name is found any more.
    fn members(&mut self, declarations: &[Declaration]) {
        let mut open: Vec<(TypeId, &TagName)> = declarations
            .iter()
            .filter_map(tagged)
            .filter(|(_, name, _)| matches!(name, TagName::Member(..)))
            .map(|(id, name, _)| (id, name))
            .collect();
        loop {
            let before = open.len();
            open.retain(|(id, name)| {
                let TagName::Member(outer, member) = name else {
                    return false;
                };
                let Some(outer) = self.types.get(outer) else {
                    return true;
                };
                let wanted = unique(&format!("{outer}_{member}"), &self.taken);
                self.taken.insert(wanted.clone());
                self.types.insert(*id, wanted);
                false
            });
            if open.len() == before {
                break;
            }
        }
    }

    /// Macros that are constants or other names.
    fn macros(&mut self, declarations: &[Declaration]) {
        for declaration in declarations {
            let Some(macro_name) = macro_name(declaration) else {
                continue;
            };
            if self.taken.contains(macro_name) && self.is_there(declarations, declaration) {
                self.macros.insert(macro_name.to_owned(), None);
                continue;
            }
            let mut name = safe(macro_name).into_owned();
            if self.taken.contains(&name) {
                name = unique(&format!("{macro_name}_macro"), &self.taken);
            }
            if name != macro_name {
                self.macros
                    .insert(macro_name.to_owned(), Some(name.clone()));
            }
            self.taken.insert(name);
        }
    }

    /// Whether a macro says what the module says under the same name without it: the value of an
    /// enumerator, or `#define s struct s`.
    fn is_there(&self, declarations: &[Declaration], declaration: &Declaration) -> bool {
        match declaration {
            Declaration::Constant(constant) => {
                is_enumerator(declarations, &constant.name, &constant.value)
            }
            Declaration::Renamed(renamed) => match &renamed.of {
                Renaming::Type(ty) => {
                    matches!(&ty.ty, CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id)
                        if self.types.get(id) == Some(&renamed.name))
                }
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

    /// The name of a type; `None` for an enumeration that C gives none.
    pub fn of_type(&self, id: TypeId) -> Option<&str> {
        self.types.get(&id).map(String::as_str)
    }

    /// The name of a function, variable or enumerator.
    pub fn of_value(&self, name: &str) -> String {
        self.values
            .get(name)
            .map_or(name, String::as_str)
            .to_owned()
    }

    /// The name of a macro's constant; `None` for one that is there already.
    pub fn of_macro(&self, name: &str) -> Option<String> {
        match self.macros.get(name) {
            Some(other) => other.clone(),
            None => Some(name.to_owned()),
        }
    }

    /// Every name that the module defines.
    pub fn taken(&self) -> &FxHashSet<String> {
        &self.taken
    }
}

/// The name of a macro that has an item of its own.
fn macro_name(declaration: &Declaration) -> Option<&str> {
    match declaration {
        Declaration::Constant(constant) => (!constant.is_object).then_some(&constant.name),
        Declaration::Renamed(renamed) => Some(&renamed.name),
        Declaration::Function(_)
        | Declaration::Record(_)
        | Declaration::Enumeration(_)
        | Declaration::Typedef(_)
        | Declaration::Variable(_)
        | Declaration::Skipped(_) => None,
    }
}

/// Whether an enumerator has this name and value.
fn is_enumerator(declarations: &[Declaration], name: &str, value: &Value) -> bool {
    let Value::Integer(value, _) = value else {
        return false;
    };
    declarations.iter().any(|declaration| match declaration {
        Declaration::Enumeration(enumeration) => enumeration
            .enumerators
            .iter()
            .any(|enumerator| enumerator.name == name && enumerator.value == *value),
        Declaration::Function(_)
        | Declaration::Record(_)
        | Declaration::Typedef(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => false,
    })
}

/// The ordinary names that a declaration brings.
fn ordinary_names(declaration: &Declaration) -> Vec<&str> {
    match declaration {
        Declaration::Function(function) => vec![&function.name],
        Declaration::Variable(variable) => vec![&variable.name],
        Declaration::Typedef(typedef) => vec![&typedef.name],
        Declaration::Enumeration(enumeration) => enumeration
            .enumerators
            .iter()
            .map(|enumerator| enumerator.name.as_str())
            .collect(),
        Declaration::Constant(constant) if constant.is_object => vec![&constant.name],
        Declaration::Record(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => Vec::new(),
    }
}

/// A record's or enumeration's identity, name and keyword.
fn tagged(declaration: &Declaration) -> Option<(TypeId, &TagName, &'static str)> {
    match declaration {
        Declaration::Record(record) => {
            let keyword = if record.is_union { "union" } else { "struct" };
            Some((record.id, &record.name, keyword))
        }
        Declaration::Enumeration(enumeration) => Some((enumeration.id, &enumeration.name, "enum")),
        Declaration::Function(_)
        | Declaration::Typedef(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => None,
    }
}

/// `typedef struct S S;` and `typedef struct { … } S;`: the typedef is no type beside the other.
/// From the typedef's identity to the record's or enumeration's.
pub fn typedefs_of_their_own_tag(declarations: &[Declaration]) -> BTreeMap<TypeId, TypeId> {
    let tags: BTreeMap<TypeId, &str> = declarations
        .iter()
        .filter_map(tagged)
        .filter_map(|(id, name, _)| match name {
            TagName::Tag(name) | TagName::Typedef(name) => Some((id, name.as_str())),
            TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => None,
        })
        .collect();
    declarations
        .iter()
        .filter_map(|declaration| {
            let Declaration::Typedef(typedef) = declaration else {
                return None;
            };
            let (CType::Record(id) | CType::Enumeration(id)) = typedef.target.ty else {
                return None;
            };
            (tags.get(&id) == Some(&typedef.name.as_str())).then_some((typedef.id, id))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_are_sorted() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn reserved_words_and_type_words_get_a_suffix() {
        assert_eq!(safe("type"), "type_");
        assert_eq!(safe("u8"), "u8_");
        assert_eq!(safe("types"), "types");
        assert_eq!(safe("open$NOCANCEL"), "open_NOCANCEL");
    }
}
