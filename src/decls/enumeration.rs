//! Enumerations: the compiler's underlying type, and each enumerator with its own.

use super::ctype::integer_type;
use super::model::{CType, Declaration, Enumeration, Enumerator};
use super::record::tag_name;
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;
use crate::clang::kind::CursorKind;

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
        let mut enumerators: Vec<Enumerator> = children
            .into_iter()
            .map(|child| self.enumerator(child))
            .collect();
        enumerators.retain(|enumerator| self.choices.keeps_enumerator(&enumerator.name));
        let name = tag_name(cursor.ty(), hint);
        self.mark_tagged(cursor, id, &name);
        let enumeration = Enumeration {
            id,
            name,
            underlying: integer_type(cursor.enum_integer_type()),
            enumerators,
            source: self.source(cursor),
        };
        self.push(Declaration::Enumeration(Box::new(enumeration)));
    }

    /// One enumerator.
    fn enumerator(&mut self, cursor: Cursor<'u>) -> Enumerator {
        let (name, position) = self.named(cursor);
        let (value, ty) = enumerator_value(cursor);
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
    let ty = cursor.ty();
    let canonical = ty.canonical();
    let integer = if canonical.kind() == crate::clang::kind::TypeKind::Enum {
        canonical.declaration().enum_integer_type().canonical()
    } else {
        canonical
    };
    let value = if integer.is_signed_integer() {
        i128::from(cursor.enumerator_signed())
    } else {
        i128::from(cursor.enumerator_unsigned())
    };
    (value, integer_type(integer))
}
