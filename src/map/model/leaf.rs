//! The types at the ends of a type: those that are made of no others.

use super::{Item, ItemKind, Type};

impl Type {
    /// Calls `change` with each type in it that is made of no others.
    pub fn each_leaf_mut(&mut self, change: &mut impl FnMut(&mut Type)) {
        match self {
            Type::Pointer { pointee: inner, .. }
            | Type::Array { element: inner, .. }
            | Type::Optional(inner) => inner.each_leaf_mut(change),
            Type::Function(function) => {
                for part in &mut function.parameters {
                    part.each_leaf_mut(change);
                }
                function.result.each_leaf_mut(change);
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
            | Type::Named(_) => change(self),
        }
    }

    /// Calls `visit` with each type in it that is made of no others.
    pub fn each_leaf<'t>(&'t self, visit: &mut impl FnMut(&'t Type)) {
        let mut parts = self.parts().peekable();
        if parts.peek().is_none() {
            visit(self);
        }
        for part in parts {
            part.each_leaf(visit);
        }
    }
}

impl Item {
    /// Calls `change` with each type of the item that is made of no others, in a fixed order. A
    /// bit-field's are not among them: its methods compute in the width that they have.
    pub fn each_leaf_mut(&mut self, change: &mut impl FnMut(&mut Type)) {
        match &mut self.kind {
            ItemKind::Function(function) => {
                for parameter in &mut function.parameters {
                    parameter.ty.each_leaf_mut(change);
                }
                if let Some(result) = &mut function.result {
                    result.each_leaf_mut(change);
                }
            }
            ItemKind::Record(record) => {
                for field in &mut record.fields {
                    field.ty.each_leaf_mut(change);
                }
            }
            ItemKind::Alias(ty) => ty.each_leaf_mut(change),
            ItemKind::Constant(constant) => constant.ty.each_leaf_mut(change),
            ItemKind::Variable(variable) => variable.ty.each_leaf_mut(change),
            ItemKind::Opaque | ItemKind::Skipped(_) => {}
        }
    }

    /// Calls `visit` with each type of the item that is made of no others, in a fixed order. A
    /// bit-field's are not among them: its methods compute in the width that they have.
    pub fn each_leaf<'t>(&'t self, visit: &mut impl FnMut(&'t Type)) {
        match &self.kind {
            ItemKind::Function(function) => {
                for parameter in &function.parameters {
                    parameter.ty.each_leaf(visit);
                }
                if let Some(result) = &function.result {
                    result.each_leaf(visit);
                }
            }
            ItemKind::Record(record) => {
                for field in &record.fields {
                    field.ty.each_leaf(visit);
                }
            }
            ItemKind::Alias(ty) => ty.each_leaf(visit),
            ItemKind::Constant(constant) => constant.ty.each_leaf(visit),
            ItemKind::Variable(variable) => variable.ty.each_leaf(visit),
            ItemKind::Opaque | ItemKind::Skipped(_) => {}
        }
    }
}
