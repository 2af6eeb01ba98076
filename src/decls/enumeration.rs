//! Enumerations: the compiler's underlying type, and each enumerator with its own.

use super::ctype::integer_type;
use super::model::{CType, Declaration, Enumeration, Enumerator};
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::{Type, TypeKey};

impl<'u> Walker<'u> {
    /// An enumeration at file scope.
    pub fn enumeration(&mut self, cursor: Cursor<'u>) {
        self.enumeration_named(cursor, Hint::None);
    }

    /// An enumeration, which `hint` names where C does not.
    pub fn enumeration_named(&mut self, cursor: Cursor<'u>, hint: Hint<'_>) {
        if !self.start(cursor) {
            return;
        }
        let id = self.id(cursor);
        let cursor = cursor.definition().unwrap_or(cursor);
        let mut children = Vec::new();
        cursor.for_each_child(|child| {
            if child.kind() == CursorKind::Enumerator {
                children.push(child);
            }
        });
        // Nearly all enumerators of one enumeration have one type.
        let mut last: Option<(TypeKey, Type<'u>)> = None;
        let mut enumerators: Vec<Enumerator> = Vec::with_capacity(children.len());
        for child in children {
            let ty = child.ty();
            let known = last.filter(|(key, _)| *key == ty.key());
            let integer = known.map_or_else(|| integer_behind(ty), |(_, integer)| integer);
            last = Some((ty.key(), integer));
            enumerators.push(self.enumerator(child, integer));
        }
        enumerators.retain(|enumerator| self.choices.keeps_enumerator(&enumerator.name));
        let place = self.unit.name_place(cursor);
        let name = self.tag_name_at(cursor, place, hint);
        self.mark_tagged(cursor, id, &name);
        let enumeration = Enumeration {
            id,
            name,
            underlying: integer_type(cursor.enum_integer_type()),
            enumerators,
            source: self.source_at(cursor, place.position),
        };
        self.push(Declaration::Enumeration(Box::new(enumeration)));
    }

    /// One enumerator, of this integer type.
    fn enumerator(&mut self, cursor: Cursor<'u>, integer: Type<'u>) -> Enumerator {
        let (name, position) = self.named(cursor);
        let (value, ty) = value_as(cursor, integer);
        Enumerator {
            name,
            value,
            ty,
            source: self.source_at(cursor, position),
        }
    }
}

/// An enumerator's value, and the type that its name has in an expression.
pub fn enumerator_value(cursor: Cursor<'_>) -> (i128, CType) {
    value_as(cursor, integer_behind(cursor.ty()))
}

/// The integer type that an enumerator's type is, or is made of.
fn integer_behind(ty: Type<'_>) -> Type<'_> {
    let canonical = ty.canonical();
    match canonical.kind() == TypeKind::Enum {
        true => canonical.declaration().enum_integer_type().canonical(),
        false => canonical,
    }
}

/// An enumerator's value as one of an integer type, and that type.
fn value_as(cursor: Cursor<'_>, integer: Type<'_>) -> (i128, CType) {
    let value = match integer.is_signed_integer() {
        true => i128::from(cursor.enumerator_signed()),
        false => i128::from(cursor.enumerator_unsigned()),
    };
    (value, integer_type(integer))
}
