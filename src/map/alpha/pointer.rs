//! Types as alpha can say them where they stand: a pointer to what is not yet defined, and a
//! function pointer that alpha could not call, become `*mut u8` with a remark.

use std::collections::BTreeSet;

use super::names;
use super::spell::{Tags, spell};
use crate::map::model::{Signature, Type};

/// What may be named at one place of the text.
pub(super) struct Scope<'a> {
    /// The types defined above.
    pub(super) defined: &'a BTreeSet<String>,
    /// The structures that alpha passes by value as C does.
    pub(super) passable: &'a BTreeSet<String>,
    /// How C introduces each record.
    pub(super) tags: &'a Tags,
}

impl Scope<'_> {
    /// A type as it can be said here; `remarks` gets C's spelling of each part that was lost.
    pub(super) fn say(&self, ty: &Type, remarks: &mut Vec<String>) -> Type {
        match ty {
            Type::Pointer { .. } if self.leads_nowhere(ty) => {
                remarks.push(spell(ty, self.tags));
                to_bytes(ty)
            }
            Type::Pointer { mutable, pointee } => Type::Pointer {
                mutable: *mutable,
                pointee: Box::new(self.say(pointee, remarks)),
            },
            Type::Array { element, len } => Type::Array {
                element: Box::new(self.say(element, remarks)),
                len: *len,
            },
            Type::Optional(function) => Type::Optional(Box::new(self.say(function, remarks))),
            Type::Function(function) => {
                let by_value = ty
                    .parts()
                    .find(|ty| names::held(ty).is_some_and(|name| !self.passes(name)));
                let lost = match (&function.convention, by_value) {
                    (Some(convention), _) => convention.clone(),
                    (None, _) if function.variadic => "variadic".to_owned(),
                    (None, Some(ty)) => format!("{} by value", spell(ty, self.tags)),
                    (None, None) => {
                        let parameters = function.parameters.iter();
                        return Type::Function(Box::new(Signature {
                            nullable: function.nullable,
                            convention: None,
                            parameters: parameters.map(|ty| self.say(ty, remarks)).collect(),
                            variadic: false,
                            result: self.say(&function.result, remarks),
                        }));
                    }
                };
                remarks.push(format!("function pointer, {lost}"));
                Type::Pointer {
                    mutable: true,
                    pointee: Box::new(Type::Uint(8)),
                }
            }
            Type::Void
            | Type::Bool
            | Type::Int(_)
            | Type::Uint(_)
            | Type::Isize
            | Type::Usize
            | Type::Float(_)
            | Type::Basic(_)
            | Type::Str
            | Type::Named(_) => ty.clone(),
        }
    }

    /// Whether a pointer, or a pointer to it, …, points to a type that is not defined above.
    fn leads_nowhere(&self, pointer: &Type) -> bool {
        let mut ty = pointer;
        while let Type::Pointer { pointee, .. } = ty {
            ty = pointee;
        }
        names::held(ty).is_some_and(|name| !self.defined.contains(name))
    }

    /// Whether a structure is defined above and alpha passes it as C does.
    fn passes(&self, name: &str) -> bool {
        self.defined.contains(name) && self.passable.contains(name)
    }
}

/// A pointer whose last pointee is bytes: `*mut *const u8` for `*mut *const node`.
fn to_bytes(ty: &Type) -> Type {
    match ty {
        Type::Pointer { mutable, pointee } => Type::Pointer {
            mutable: *mutable,
            pointee: Box::new(to_bytes(pointee)),
        },
        Type::Void
        | Type::Bool
        | Type::Int(_)
        | Type::Uint(_)
        | Type::Isize
        | Type::Usize
        | Type::Float(_)
        | Type::Basic(_)
        | Type::Str
        | Type::Array { .. }
        | Type::Optional(_)
        | Type::Function { .. }
        | Type::Named(_) => Type::Uint(8),
    }
}
