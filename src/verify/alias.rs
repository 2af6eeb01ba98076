//! `type T = U`
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::claims::Claimer;
use super::declare::{ScalarType, may_end};
use super::dictionary::{Entry, candidates};
use super::part::{Test, Under};
use crate::decls::model::{CType, QualType};
use crate::pyrite::model::{Item, Type};
use crate::verdict::Aspect;

/// The basic types of C that a module of several targets names, in C's words. No header has to
/// be included for them.
const BASIC: [(&str, &str); 7] = [
    ("c_char", "char"),
    ("c_int", "int"),
    ("c_uint", "unsigned int"),
    ("c_long", "long"),
    ("c_ulong", "unsigned long"),
    ("c_wchar", "__WCHAR_TYPE__"),
    ("c_double", "double"),
];

/// The basic type that an alias is for, unless a header has another of that name.
fn basic(alias: &str) -> Option<&'static str> {
    let name = alias.trim_end_matches('_');
    let known = BASIC.iter().find(|(known, _)| *known == name);
    known.map(|(_, c)| *c)
}

/// Whether an alias is for a basic type of C.
pub(super) fn is_basic(alias: &str) -> bool {
    basic(alias).is_some()
}

impl<'m> Claimer<'m> {
    /// What an alias claims.
    pub(super) fn alias(&mut self, item: &'m Item, ty: &'m Type) {
        let dictionary = self.dictionary;
        if let Some(c) = self.hidden_by(&item.name) {
            return self.macro_type(item, c, ty, None);
        }
        let Some(id) = dictionary.alias_named(&item.name) else {
            return match (dictionary.macro_type(&item.name), basic(&item.name)) {
                (None, Some(c)) => self.macro_type(item, c, ty, None),
                (Some(_), _) | (None, None) => self.macro_of_some_name(item, ty),
            };
        };
        let Some(spelling) = dictionary.spelling(id) else {
            return self.unchecked("C has no name for this type");
        };
        let test = match (dictionary.entry(id), ty) {
            // Here the text says what C leaves to the compiler.
            (Some(Entry::Enumeration(_)), ty) => match self.scalar(ty) {
                Some(scalar) => Test::Holds {
                    condition: scalar.condition(spelling, dictionary.model),
                    shown: spelling.to_owned(),
                    is_folded: false,
                },
                None if *ty == Type::Bool => Test::Equal {
                    expression: format!("sizeof({spelling})"),
                    value: 1,
                },
                None => return self.wrong(format!("`{ty}` here, an enumeration in C")),
            },
            (entry, ty) => {
                let hint = match entry {
                    Some(Entry::Typedef(typedef)) => Some(&typedef.target),
                    _ => None,
                };
                let test = match ty {
                    // C says a convention before the star of a pointer to the function.
                    Type::Function(_) if self.declare.is_function(&item.name) => {
                        self.same(format!("{spelling} *"), may_end(ty), |declare| {
                            declare.pointer_to(ty, hint, true)
                        })
                    }
                    _ => self.same(spelling.to_owned(), may_end(ty), |declare| {
                        declare.ty(ty, hint)
                    }),
                };
                match test {
                    Ok(test) => test,
                    Err(gap) => return self.gap(item.position.line, gap),
                }
            }
        };
        let part = self.part(Aspect::Alias, "it", format!("`{ty}`"), test);
        self.claim(vec![part]);
    }

    /// The macro that an alias is about, where a typedef of the same name is in the module, too.
    fn hidden_by(&self, name: &'m str) -> Option<&'m str> {
        let c = name.trim_end_matches('_').strip_suffix("_macro")?;
        self.declare.types.contains_key(c).then_some(c)
    }

    /// What an alias claims that no typedef has the name of: a macro may, and where its name is a
    /// keyword of Pyrite, the item's has a `_` more.
    fn macro_of_some_name(&mut self, item: &'m Item, ty: &'m Type) {
        let c = self.dictionary.constant_named(&item.name);
        let other = candidates(c).skip(1).filter(|it| !it.is_empty()).last();
        match other.filter(|_| c == item.name) {
            None => self.macro_type(item, c, ty, None),
            // The preprocessor knows which of the names is a macro.
            Some(other) => {
                self.macro_type(item, c, ty, Some(Under::Defined(c.to_owned())));
                self.macro_type(item, other, ty, Some(Under::Undefined(c.to_owned())));
            }
        }
    }

    /// What an alias claims of a macro.
    fn macro_type(&mut self, item: &'m Item, c: &str, ty: &'m Type, under: Option<Under>) {
        let c = c.to_owned();
        let test = match self.scalar(ty) {
            Some(scalar) => Test::Holds {
                condition: scalar.condition(&c, self.dictionary.model),
                shown: c,
                is_folded: false,
            },
            None => {
                let function = self.function_named(ty);
                let hint = self.dictionary.macro_type(&item.name).or(function.as_ref());
                let mut conditions = Vec::new();
                for text_is_char in [false, true] {
                    self.declare.text_is_char = text_is_char;
                    let declared = self.declare.ty(ty, hint);
                    self.declare.text_is_char = false;
                    match declared {
                        Ok(ty) => {
                            conditions.push(format!("__builtin_types_compatible_p({c}, {ty})"));
                        }
                        Err(gap) => return self.gap(item.position.line, gap),
                    }
                }
                conditions.dedup();
                Test::Holds {
                    condition: format!("({})", conditions.join(" || ")),
                    shown: c,
                    is_folded: false,
                }
            }
        };
        let part = self.part(Aspect::Alias, "it", format!("`{ty}`"), test);
        self.claim_of_macro(vec![part], under);
    }

    /// A type that is the name of a function's: as the meaning of a macro it is no pointer.
    fn function_named(&self, ty: &Type) -> Option<QualType> {
        match ty {
            Type::Named(name) if self.declare.is_function(name) => Some(QualType {
                ty: CType::Typedef(self.dictionary.alias_named(name)?),
                is_const: false,
                is_volatile: false,
            }),
            _ => None,
        }
    }

    /// The scalar that a type is, through aliases.
    pub(super) fn scalar(&self, ty: &Type) -> Option<ScalarType> {
        /// No module has longer chains of aliases; one that goes round ends here.
        const LONGEST: usize = 1000;
        let mut ty = ty;
        for _ in 0..LONGEST {
            match ty {
                Type::Integer(integer) => {
                    return Some(ScalarType::Integer(integer.bits(), integer.is_signed()));
                }
                Type::Float(float) => {
                    return Some(ScalarType::Float(match float {
                        crate::pyrite::model::FloatType::F32 => 32,
                        crate::pyrite::model::FloatType::F64 => 64,
                    }));
                }
                Type::Named(name) => ty = self.meaning(name)?,
                Type::Void
                | Type::Bool
                | Type::Text
                | Type::Pointer { .. }
                | Type::Array { .. }
                | Type::Optional(_)
                | Type::Function(_) => return None,
            }
        }
        None
    }

    /// What an alias of the module stands for.
    fn meaning(&self, name: &str) -> Option<&'m Type> {
        match &self.declare.types.get(name)?.kind {
            crate::pyrite::model::ItemKind::Alias(ty) => Some(ty),
            _ => None,
        }
    }
}
