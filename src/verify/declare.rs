//! A type of the module as a type of C.
//!
//! The text decides the shape: pointers and their `const`, arrays and their lengths, functions and
//! what they take. Only what several types of C have in common is taken from the header: that
//! the `i32` at this place is C's `int` and not its `long`. It is taken where it is as wide and
//! as signed as the text says; else a type of C that is stands there, and the compiler objects.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

mod function;
mod scalar;
mod stored;
mod user;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::c_type::qualifiers;
use super::dictionary::{Dictionary, Entry};
use super::layout::Layouts;
use crate::decls::model::{CType, QualType, VaListForm};
use crate::pyrite::model::{Dialect, Item, ItemKind, Type};

use function::convention;
pub use function::may_end;
pub use scalar::{INTEGERS, ScalarType, integer_of};
pub use user::User;

/// Spells the types of one module in C.
pub struct Declare<'m> {
    /// C's names.
    pub dictionary: &'m Dictionary<'m>,
    /// The module's types by name.
    pub types: &'m FxHashMap<&'m str, &'m Item>,
    /// Their sizes.
    pub layouts: Layouts<'m>,
    /// The form of the text.
    pub dialect: Dialect,
    /// What has been taken for the same, and where first: C's type, and the module's.
    pub scalars: BTreeMap<(String, ScalarType), User>,
    /// C's types that the module stores as bytes, with their sizes, and where first.
    pub stored: BTreeMap<(String, u64), User>,
    /// The item that is looked at.
    pub user: User,
    /// Take `u8` behind a pointer for `char` where no header says more.
    pub text_is_char: bool,
    /// Say `restrict` of each pointer behind a pointer: no declaration that was read tells it.
    pub is_restrict: bool,
}

impl<'m> Declare<'m> {
    /// For the types of a module.
    pub fn new(
        dictionary: &'m Dictionary<'m>,
        types: &'m FxHashMap<&'m str, &'m Item>,
        dialect: Dialect,
    ) -> Declare<'m> {
        Declare {
            dictionary,
            types,
            layouts: Layouts::new(dictionary.model, types),
            dialect,
            scalars: BTreeMap::new(),
            stored: BTreeMap::new(),
            user: User::default(),
            text_is_char: false,
            is_restrict: false,
        }
    }
}

/// Why a type of the module cannot be said in C.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// It is wrong.
    Wrong(String),
    /// C has it, but has no name for it.
    Nameless(String),
}

/// How a type is declared: what stands around the name.
struct Place<'p> {
    /// `const `, `volatile `
    qualifiers: &'p str,
    /// What is declared, with what stands behind it.
    inner: &'p str,
    /// Behind a pointer or in an array, where text is bytes.
    is_behind: bool,
}

impl<'m> Declare<'m> {
    /// A type of the module in C, as C has it at this place.
    ///
    /// # Errors
    /// Why C has no such type, in words.
    pub fn ty(&mut self, ty: &'m Type, hint: Option<&QualType>) -> Result<String, Gap> {
        let place = Place {
            qualifiers: "",
            inner: "",
            is_behind: false,
        };
        self.declare(ty, hint, &place)
    }

    /// The type of a pointer to a variable, whose `const` is the text's.
    ///
    /// # Errors
    /// As [`Declare::ty`].
    pub fn pointer_to(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        mutable: bool,
    ) -> Result<String, Gap> {
        self.pointer(mutable, ty, hint, "", false)
    }

    /// C's type of a hint, without typedefs.
    fn resolved<'t>(&self, hint: Option<&'t QualType>) -> Option<&'t CType>
    where
        'm: 't,
    {
        let mut ty = &hint?.ty;
        while let CType::Typedef(id) = ty
            && let Some(Entry::Typedef(typedef)) = self.dictionary.entry(*id)
        {
            ty = &typedef.target.ty;
        }
        Some(ty)
    }

    /// A declaration.
    fn declare(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        place: &Place<'_>,
    ) -> Result<String, Gap> {
        let resolved = self.resolved(hint);
        // A typedef brings its own `_Atomic`.
        let is_direct = hint.is_some_and(|it| matches!(it.ty, CType::Atomic(_)));
        if let Some(CType::Atomic(of)) = resolved
            && (is_direct || !matches!(ty, Type::Named(_)))
        {
            let within = Place {
                qualifiers: "",
                inner: "",
                ..*place
            };
            // What has no lock-free form is bytes here, as what C has no type for is.
            if let Some(stored) = self.as_stored(ty, hint, place)? {
                return Ok(stored);
            }
            let of = self.declare(ty, Some(of), &within)?;
            return Ok(format!("{}_Atomic({of}) {}", place.qualifiers, place.inner));
        }
        let plain = |word: &str| Ok([place.qualifiers, word, " ", place.inner].concat());
        match ty {
            Type::Void => plain("void"),
            Type::Bool => plain("_Bool"),
            Type::Integer(integer) => {
                let spelling = self.integer(*integer, resolved, place.is_behind)?;
                plain(&self.by_name(spelling, *integer, hint, resolved))
            }
            Type::Float(float) => plain(&self.float(*float, resolved)?),
            Type::Text => Err(Gap::Wrong("`&str` is nothing that C knows".to_owned())),
            Type::Pointer { .. } if self.is_list(ty) && is_pointer_list(resolved) => {
                plain("__builtin_va_list")
            }
            Type::Pointer { mutable, pointee } => {
                let behind = match resolved {
                    Some(CType::Pointer { pointee, .. }) => Some(&**pointee),
                    _ => None,
                };
                let inner = [place.qualifiers, place.inner].concat();
                if let Some(c) = self.as_other_pointer(pointee, *mutable, behind) {
                    let of = QualType {
                        // There is no `const` function.
                        is_const: !mutable && !matches!(c.ty, CType::Function(_)),
                        ..c.clone()
                    };
                    let pointer = QualType {
                        ty: CType::Pointer {
                            pointee: Box::new(of),
                            nonnull: false,
                        },
                        is_const: false,
                        is_volatile: false,
                    };
                    let declared = self.dictionary.c_type(&pointer, &inner);
                    return declared.ok_or_else(nameless);
                }
                let is_object = match &**pointee {
                    Type::Function(_) => false,
                    Type::Named(name) => !self.is_function(name),
                    _ => true,
                };
                let inner = match self.is_restrict && place.is_behind && is_object {
                    true => ["__restrict ", &inner].concat(),
                    false => inner,
                };
                self.pointer(*mutable, pointee, behind, &inner, true)
            }
            Type::Array { element, length } => {
                if let Some(stored) = self.as_stored(ty, hint, place)? {
                    return Ok(stored);
                }
                let of = match resolved {
                    Some(CType::Array { element, .. }) => Some(&**element),
                    _ => None,
                };
                let within = Place {
                    qualifiers: match place.qualifiers {
                        // Behind a pointer, and of a variable, the text says what is constant.
                        "" if place.inner.contains('*') => {
                            of.map_or("", |it| qualifiers(false, it.is_volatile))
                        }
                        "" => of.map_or("", |it| qualifiers(it.is_const, it.is_volatile)),
                        outer => outer,
                    },
                    inner: &format!("{}[{length}]", place.inner),
                    is_behind: true,
                };
                self.declare(element, of, &within)
            }
            Type::Optional(function) => match &**function {
                Type::Function(function) => self.function_pointer(function, resolved, place),
                // C's `typedef int F(int)` is a function, `typedef int (*F)(int)` a pointer.
                Type::Named(name) if !self.is_function(name) => self.named(name, hint, place),
                other => {
                    let behind = match resolved {
                        Some(CType::Pointer { pointee, .. }) => Some(&**pointee),
                        _ => None,
                    };
                    let inner = [place.qualifiers, place.inner].concat();
                    self.pointer(true, other, behind, &inner, true)
                }
            },
            Type::Function(function) => match resolved {
                Some(CType::Function(hint)) => {
                    // A convention stands before the star of a pointer to the function.
                    let attribute = convention(function.convention.as_deref())?;
                    let inner = place.inner.replacen('(', &format!("({attribute}"), 1);
                    self.function(function, Some(hint), &inner)
                }
                other => self.function_pointer(function, other, place),
            },
            Type::Named(name) => self.named(name, hint, place),
        }
    }

    /// A pointer to what the text says; `inner` comes with the pointer's own qualifiers. What the
    /// pointer stands for may itself be `is_behind` one.
    fn pointer(
        &mut self,
        mutable: bool,
        pointee: &'m Type,
        hint: Option<&QualType>,
        inner: &str,
        is_behind: bool,
    ) -> Result<String, Gap> {
        // A typedef brings its own `volatile`, unless the text has what it stands for.
        let is_volatile = match pointee {
            Type::Named(_) => hint.is_some_and(|it| it.is_volatile),
            _ => hint.is_some_and(|it| self.dictionary.resolved(it).1),
        };
        let is_function = matches!(self.resolved(hint), Some(CType::Function(_)));
        let inner = match (pointee, is_function) {
            (Type::Array { .. }, _) | (Type::Function(_), true) => ["(*", inner, ")"].concat(),
            _ => ["*", inner].concat(),
        };
        let place = Place {
            qualifiers: qualifiers(!mutable, is_volatile),
            inner: &inner,
            is_behind,
        };
        self.declare(pointee, hint, &place)
    }

    /// Whether an alias is the name of a function type in C, rather than of a pointer to one.
    pub fn is_function(&self, name: &str) -> bool {
        let entry = self
            .dictionary
            .alias_named(name)
            .and_then(|id| self.dictionary.entry(id));
        let target = match entry {
            Some(Entry::Typedef(typedef)) => Some(&typedef.target),
            Some(Entry::Record(_) | Entry::Enumeration(_)) | None => {
                self.dictionary.macro_type(name)
            }
        };
        matches!(self.resolved(target), Some(CType::Function(_)))
    }

    /// A type by its name.
    fn named(
        &mut self,
        name: &'m str,
        hint: Option<&QualType>,
        place: &Place<'_>,
    ) -> Result<String, Gap> {
        let Some(item) = self.types.get(name) else {
            return Err(Gap::Wrong(format!("no item defines `{name}`")));
        };
        let known = match &item.kind {
            ItemKind::Record(_) => self.dictionary.record_named(name),
            ItemKind::Opaque => self
                .dictionary
                .record_named(name)
                .or_else(|| self.dictionary.alias_named(name)),
            _ => self.dictionary.alias_named(name),
        };
        if let Some(spelling) = known.and_then(|id| self.dictionary.spelling(id)) {
            // A value of a function's type is a pointer that is not null.
            if self.is_function(name) && !matches!(self.resolved(hint), Some(CType::Function(_))) {
                return Ok([spelling, " *", place.qualifiers, place.inner].concat());
            }
            return Ok([place.qualifiers, spelling, " ", place.inner].concat());
        }
        match (&item.kind, hint) {
            (ItemKind::Alias(ty), hint) => self.declare(ty, hint, place),
            // A type that the module has no words for goes by its name in C.
            (kind, Some(hint)) if is_opaque(kind) => {
                let qualified = |is_const, is_volatile| QualType {
                    is_const,
                    is_volatile,
                    ..hint.clone()
                };
                let is_qualified = |word| place.qualifiers.contains(word);
                let declared = qualified(is_qualified("const"), is_qualified("volatile"));
                self.dictionary
                    .c_type(&qualified(false, false), "")
                    .filter(|c| letters(c) == letters(name))
                    .and_then(|_| self.dictionary.c_type(&declared, place.inner))
                    .ok_or_else(|| Gap::Wrong(format!("C declares no type `{name}`")))
            }
            _ => Err(Gap::Nameless(format!("C has no name for `{name}`"))),
        }
    }
}

impl Gap {
    /// The same, of a field or parameter.
    pub fn of(self, name: &str) -> Gap {
        let of = |why| format!("`{name}`: {why}");
        match self {
            Gap::Wrong(why) => Gap::Wrong(of(why)),
            Gap::Nameless(why) => Gap::Nameless(of(why)),
        }
    }
}

/// A type that C has no name for.
fn nameless() -> Gap {
    Gap::Nameless("C has no name for the type".to_owned())
}

/// Whether a type of C is a `va_list` that is a pointer, of whatever to.
fn is_pointer_list(ty: Option<&CType>) -> bool {
    matches!(ty, Some(CType::VaList(list)) if list.form == VaListForm::Pointer)
}

/// Whether an item says no more of a type than that there is one; alpha has a word for it only as
/// a structure.
pub fn is_opaque(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Opaque => true,
        ItemKind::Record(record) => {
            matches!(record.fields.as_slice(), [field] if field.name == "_opaque")
        }
        _ => false,
    }
}

/// The letters and digits of a name or of C's spelling of a type: `long double` is `long_double`.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
