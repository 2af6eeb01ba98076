//! The types and the places within an item.

use crate::pyrite::Position;
use crate::pyrite::model::{
    Expression, Field, Item, ItemKind, Method, MethodKind, StatementKind, Type,
};

/// Calls `visit` with each type that an item says. Those within them are not visited.
pub fn each_type<'i>(kind: &'i ItemKind, visit: &mut impl FnMut(&'i Type)) {
    match kind {
        ItemKind::Function(function) => {
            for parameter in &function.parameters {
                visit(&parameter.ty);
            }
            function.result.iter().for_each(visit);
        }
        ItemKind::Variable(variable) => visit(&variable.ty),
        ItemKind::Alias(ty) => visit(ty),
        ItemKind::Record(record) => record.fields.iter().for_each(|field| visit(&field.ty)),
        ItemKind::Constant(constant) => constant.ty.iter().for_each(visit),
        ItemKind::Implementation(methods) => {
            for method in methods {
                visit(type_of(method));
            }
        }
        ItemKind::Opaque | ItemKind::Skipped(_) => {}
    }
}

/// The type that a method gives or takes.
fn type_of(method: &Method) -> &Type {
    match &method.kind {
        MethodKind::Getter { result } => result,
        MethodKind::Setter { value } => &value.ty,
    }
}

/// Gives an item another place, and calls `change` with each name of a type in it.
pub fn adapt(item: &mut Item, position: Position, change: &impl Fn(&mut String)) {
    item.position = position;
    let field = |field: &mut Field| {
        field.position = position;
        in_type(&mut field.ty, change);
    };
    match &mut item.kind {
        ItemKind::Function(function) => {
            function.parameters.iter_mut().for_each(field);
            in_some(&mut function.result, change);
        }
        ItemKind::Variable(variable) => in_type(&mut variable.ty, change),
        ItemKind::Alias(ty) => in_type(ty, change),
        ItemKind::Record(record) => record.fields.iter_mut().for_each(field),
        ItemKind::Constant(constant) => in_some(&mut constant.ty, change),
        ItemKind::Implementation(methods) => {
            for method in methods {
                in_method(method, position, change);
            }
        }
        ItemKind::Opaque | ItemKind::Skipped(_) => {}
    }
}

/// [`adapt`] for a method.
fn in_method(method: &mut Method, position: Position, change: &impl Fn(&mut String)) {
    method.position = position;
    match &mut method.kind {
        MethodKind::Getter { result } => in_type(result, change),
        MethodKind::Setter { value } => {
            value.position = position;
            in_type(&mut value.ty, change);
        }
    }
    for statement in &mut method.body {
        statement.position = position;
        match &mut statement.kind {
            StatementKind::Let { ty, value, .. } => {
                in_some(ty, change);
                in_expression(value, change);
            }
            StatementKind::Return(value) => in_expression(value, change),
            StatementKind::Assign { index, value, .. } => {
                in_expression(index, change);
                in_expression(value, change);
            }
        }
    }
}

/// Calls `change` with each name of a type in an expression.
fn in_expression(expression: &mut Expression, change: &impl Fn(&mut String)) {
    match expression {
        Expression::Integer(_) | Expression::Name(_) => {}
        Expression::Element { index, .. } => in_expression(index, change),
        Expression::Cast { value, ty } => {
            in_expression(value, change);
            in_type(ty, change);
        }
        Expression::Binary { left, right, .. } => {
            in_expression(left, change);
            in_expression(right, change);
        }
    }
}

/// Calls `change` with each name in a type, if there is one.
fn in_some(ty: &mut Option<Type>, change: &impl Fn(&mut String)) {
    if let Some(ty) = ty {
        in_type(ty, change);
    }
}

/// Calls `change` with each name in a type.
fn in_type(ty: &mut Type, change: &impl Fn(&mut String)) {
    match ty {
        Type::Named(name) => change(name),
        Type::Pointer { pointee: inner, .. }
        | Type::Array { element: inner, .. }
        | Type::Optional(inner) => in_type(inner, change),
        Type::Function(function) => {
            for parameter in &mut function.parameters {
                in_type(parameter, change);
            }
            in_type(&mut function.result, change);
        }
        Type::Void | Type::Bool | Type::Text | Type::Integer(_) | Type::Float(_) => {}
    }
}
