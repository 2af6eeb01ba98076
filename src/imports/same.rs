//! Whether a definition here and one elsewhere say the same, but for what the names in them mean:
//! that is asked of pairs of definitions, too.

use super::view::{Id, Meaning, View, Views};
use crate::pyrite::model::{
    Expression, Field, FunctionType, Method, MethodKind, Record, StatementKind, Type,
};

/// Something that must hold of definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim<'m> {
    /// A name here means what a definition elsewhere does.
    Same(&'m str, Id<'m>),
    /// What a definition elsewhere needs, which may have no name here, means nothing else where
    /// it has.
    Fits(Id<'m>),
}

/// Both sides of comparisons on one target.
#[derive(Clone, Copy)]
pub struct Sides<'s, 'm> {
    /// This module.
    pub here: &'s View<'m>,
    /// The others.
    pub there: &'s Views<'m>,
    /// The most aliases that can stand for each other.
    pub most: usize,
}

/// What a claim needs of others.
pub type Needs<'m> = Vec<Claim<'m>>;

/// Why two definitions are not the same, in words that go on `in \`types\``.
pub type Difference = String;

impl<'m> Sides<'_, 'm> {
    /// What a claim needs to hold.
    ///
    /// # Errors
    /// Why it does not hold whatever these are.
    pub fn needs(&self, claim: Claim<'m>) -> Result<Needs<'m>, Difference> {
        let mut needs = Vec::new();
        match claim {
            Claim::Same(name, id) => self.same(name, id, &mut needs)?,
            Claim::Fits(id) => self.fits(id, &mut needs)?,
        }
        Ok(needs)
    }

    /// Whether a name here means what a definition elsewhere does.
    fn same(&self, name: &'m str, id: Id<'m>, needs: &mut Needs<'m>) -> Result<(), Difference> {
        let (Some(here), Some(there)) = (self.here.get(name), self.there.get(id)) else {
            return Err("it is not defined".to_owned());
        };
        match (here, there) {
            (Meaning::Record(a), Meaning::Record(b)) => {
                let methods = (self.here.methods(name), self.there.methods(id));
                self.records((a, b), methods, id.file, needs)
            }
            (Meaning::Opaque, Meaning::Opaque) => Ok(()),
            (Meaning::Opaque, Meaning::Record(_)) => {
                needs.push(Claim::Fits(id));
                Ok(())
            }
            (Meaning::Alias(a), Meaning::Alias(b)) => match self.types(a, b, id.file, needs) {
                true => Ok(()),
                false => Err(format!("it is `{a}` here and `{b}`")),
            },
            (here, there) => Err(format!("it is {} here and {}", here.word(), there.word())),
        }
    }

    /// Whether nothing that a definition needs means something else here.
    fn fits(&self, id: Id<'m>, needs: &mut Needs<'m>) -> Result<(), Difference> {
        let Some(meaning) = self.there.get(id) else {
            return Ok(());
        };
        let mut wrong = None;
        each_name(meaning, &mut |name| {
            let Some(other) = self.there.find(id.file, name) else {
                return;
            };
            let is_nominal = |it: Meaning<'_>| it.is_nominal();
            let there = self.there.get(other).is_some_and(is_nominal);
            match self.here.get(name) {
                Some(Meaning::Constant(_) | Meaning::Other) | None => {
                    needs.push(Claim::Fits(other));
                }
                Some(here) if here.is_nominal() != there => {
                    wrong.get_or_insert_with(|| format!("it needs another `{name}`"));
                }
                Some(_) if there => needs.push(Claim::Same(name, other)),
                Some(_) => needs.push(Claim::Fits(other)),
            }
        });
        wrong.map_or(Ok(()), Err)
    }

    /// Whether two records have one layout and the same members and methods.
    fn records(
        &self,
        (a, b): (&'m Record, &'m Record),
        (ours, theirs): (&[&'m Method], &[&'m Method]),
        file: usize,
        needs: &mut Needs<'m>,
    ) -> Result<(), Difference> {
        let word = |record: &Record| if record.is_union { "union" } else { "struct" };
        if a.is_union != b.is_union {
            return Err(format!("it is a {} here and a {}", word(a), word(b)));
        }
        if (a.packed, a.align) != (b.packed, b.align) {
            return Err("its `@repr` is another".to_owned());
        }
        for (a, b) in a.fields.iter().zip(&b.fields) {
            if a.name != b.name {
                return Err(format!("it has `{}` where here is `{}`", b.name, a.name));
            }
            if !self.types(&a.ty, &b.ty, file, needs) {
                let (name, a, b) = (&a.name, &a.ty, &b.ty);
                return Err(format!("its `{name}` is `{a}` here and `{b}`"));
            }
        }
        let (more, fewer) = (a.fields.get(b.fields.len()), b.fields.get(a.fields.len()));
        if let Some(Field { name, .. }) = more {
            return Err(format!("it has no `{name}`"));
        }
        if let Some(Field { name, .. }) = fewer {
            return Err(format!("it has a `{name}`, too,"));
        }
        let is_same = ours.len() == theirs.len()
            && ours
                .iter()
                .zip(theirs)
                .all(|(a, b)| self.methods(a, b, file, needs));
        match is_same {
            true => Ok(()),
            false => Err("the methods of its bit-fields are others".to_owned()),
        }
    }

    /// Whether two methods compute the same.
    fn methods(&self, a: &'m Method, b: &'m Method, file: usize, needs: &mut Needs<'m>) -> bool {
        let kind = match (&a.kind, &b.kind) {
            (MethodKind::Getter { result: a }, MethodKind::Getter { result: b }) => {
                self.types(a, b, file, needs)
            }
            (MethodKind::Setter { value: a }, MethodKind::Setter { value: b }) => {
                a.name == b.name && self.types(&a.ty, &b.ty, file, needs)
            }
            (MethodKind::Getter { .. } | MethodKind::Setter { .. }, _) => false,
        };
        let mut statements = a.body.iter().zip(&b.body);
        kind && a.name == b.name
            && a.body.len() == b.body.len()
            && statements.all(|(a, b)| self.statements(&a.kind, &b.kind, file, needs))
    }

    /// Whether two statements do the same.
    fn statements(
        &self,
        a: &'m StatementKind,
        b: &'m StatementKind,
        file: usize,
        needs: &mut Needs<'m>,
    ) -> bool {
        match (a, b) {
            (
                StatementKind::Let { name, ty, value },
                StatementKind::Let {
                    name: b_name,
                    ty: b_ty,
                    value: b_value,
                },
            ) => {
                let is_type = match (ty, b_ty) {
                    (Some(a), Some(b)) => self.types(a, b, file, needs),
                    (a, b) => a.is_none() && b.is_none(),
                };
                name == b_name && is_type && self.expressions(value, b_value, file, needs)
            }
            (StatementKind::Return(a), StatementKind::Return(b)) => {
                self.expressions(a, b, file, needs)
            }
            (
                StatementKind::Assign {
                    field,
                    index,
                    value,
                },
                StatementKind::Assign {
                    field: b_field,
                    index: b_index,
                    value: b_value,
                },
            ) => {
                field == b_field
                    && self.expressions(index, b_index, file, needs)
                    && self.expressions(value, b_value, file, needs)
            }
            (
                StatementKind::Let { .. } | StatementKind::Return(_) | StatementKind::Assign { .. },
                _,
            ) => false,
        }
    }

    /// Whether two expressions have the same value.
    fn expressions(
        &self,
        a: &'m Expression,
        b: &'m Expression,
        file: usize,
        needs: &mut Needs<'m>,
    ) -> bool {
        match (a, b) {
            (Expression::Integer(a), Expression::Integer(b)) => a == b,
            (Expression::Name(a), Expression::Name(b)) => a == b,
            (
                Expression::Element { field, index },
                Expression::Element {
                    field: b_field,
                    index: b_index,
                },
            ) => field == b_field && self.expressions(index, b_index, file, needs),
            (
                Expression::Cast { value, ty },
                Expression::Cast {
                    value: b_value,
                    ty: b_ty,
                },
            ) => self.types(ty, b_ty, file, needs) && self.expressions(value, b_value, file, needs),
            (
                Expression::Binary {
                    operator,
                    left,
                    right,
                },
                Expression::Binary {
                    operator: b_operator,
                    left: b_left,
                    right: b_right,
                },
            ) => {
                operator == b_operator
                    && self.expressions(left, b_left, file, needs)
                    && self.expressions(right, b_right, file, needs)
            }
            (
                Expression::Integer(_)
                | Expression::Name(_)
                | Expression::Element { .. }
                | Expression::Cast { .. }
                | Expression::Binary { .. },
                _,
            ) => false,
        }
    }

    /// Whether two types are the same where these names are. An alias is what it stands for.
    fn types(&self, a: &'m Type, b: &'m Type, file: usize, needs: &mut Needs<'m>) -> bool {
        let (mut a, mut b, mut file) = (a, b, file);
        for _ in 0..self.most {
            let ours = named(a);
            let theirs = named(b).map(|name| self.there.find(file, name));
            // What no item defines is equal to nothing.
            let id = match theirs {
                Some(None) => return false,
                Some(Some(id)) => Some(id),
                None => None,
            };
            let here = ours.map(|name| self.here.get(name));
            let there = id.and_then(|id| self.there.get(id));
            match (here, there) {
                (Some(None), _) => return false,
                (Some(Some(Meaning::Alias(_))), Some(Meaning::Alias(_))) => {
                    let same = ours.zip(id);
                    needs.extend(same.map(|(name, id)| Claim::Same(name, id)));
                    return true;
                }
                (Some(Some(Meaning::Alias(ty))), _) => a = ty,
                (_, Some(Meaning::Alias(ty))) => {
                    b = ty;
                    file = id.map_or(file, |id| id.file);
                }
                (Some(Some(here)), Some(there)) => {
                    let same = ours.zip(id);
                    needs.extend(same.map(|(name, id)| Claim::Same(name, id)));
                    return here.is_nominal() && there.is_nominal();
                }
                (Some(Some(_)), None) | (None, Some(_)) => return false,
                (None, None) => return self.parts(a, b, file, needs),
            }
        }
        false
    }

    /// Whether two types that have no names are the same.
    fn parts(&self, a: &'m Type, b: &'m Type, file: usize, needs: &mut Needs<'m>) -> bool {
        match (a, b) {
            (Type::Void, Type::Void) | (Type::Bool, Type::Bool) | (Type::Text, Type::Text) => true,
            (Type::Integer(a), Type::Integer(b)) => a == b,
            (Type::Float(a), Type::Float(b)) => a == b,
            (
                Type::Pointer { mutable, pointee },
                Type::Pointer {
                    mutable: b_mutable,
                    pointee: b_pointee,
                },
            ) => mutable == b_mutable && self.types(pointee, b_pointee, file, needs),
            (
                Type::Array { element, length },
                Type::Array {
                    element: b_element,
                    length: b_length,
                },
            ) => length == b_length && self.types(element, b_element, file, needs),
            (Type::Optional(a), Type::Optional(b)) => self.types(a, b, file, needs),
            (Type::Function(a), Type::Function(b)) => self.functions(a, b, file, needs),
            (
                Type::Void
                | Type::Bool
                | Type::Text
                | Type::Integer(_)
                | Type::Float(_)
                | Type::Pointer { .. }
                | Type::Array { .. }
                | Type::Optional(_)
                | Type::Function(_)
                | Type::Named(_),
                _,
            ) => false,
        }
    }

    /// Whether two types of functions are the same.
    fn functions(
        &self,
        a: &'m FunctionType,
        b: &'m FunctionType,
        file: usize,
        needs: &mut Needs<'m>,
    ) -> bool {
        let mut parameters = a.parameters.iter().zip(&b.parameters);
        (&a.convention, a.variadic) == (&b.convention, b.variadic)
            && a.parameters.len() == b.parameters.len()
            && parameters.all(|(a, b)| self.types(a, b, file, needs))
            && self.types(&a.result, &b.result, file, needs)
    }
}

/// The name that a type is.
fn named(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Void
        | Type::Bool
        | Type::Text
        | Type::Integer(_)
        | Type::Float(_)
        | Type::Pointer { .. }
        | Type::Array { .. }
        | Type::Optional(_)
        | Type::Function(_) => None,
    }
}

/// Calls `visit` with each name that a definition mentions.
fn each_name<'m>(meaning: Meaning<'m>, visit: &mut impl FnMut(&'m str)) {
    match meaning {
        Meaning::Record(record) => {
            for field in &record.fields {
                names_of(&field.ty, visit);
            }
        }
        Meaning::Alias(ty) => names_of(ty, visit),
        Meaning::Opaque | Meaning::Constant(_) | Meaning::Other => {}
    }
}

/// Calls `visit` with each name that a type mentions.
pub fn names_of<'m>(ty: &'m Type, visit: &mut impl FnMut(&'m str)) {
    match ty {
        Type::Named(name) => visit(name),
        Type::Pointer { pointee: inner, .. }
        | Type::Array { element: inner, .. }
        | Type::Optional(inner) => names_of(inner, visit),
        Type::Function(function) => {
            for parameter in &function.parameters {
                names_of(parameter, visit);
            }
            names_of(&function.result, visit);
        }
        Type::Void | Type::Bool | Type::Text | Type::Integer(_) | Type::Float(_) => {}
    }
}
