//! What is held by value stands before what holds it.
//!
//! The walk puts it there, but for circles through pointers:
//!
//! ```c
//! typedef struct face *face_ptr;
//! struct map { face_ptr face; };          // face_ptr is being declared, by way of struct face
//! struct face { struct map *maps; };
//! ```
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::model::{CType, Declaration, FunctionType, QualType, TypeId};

/// Moves types before the first declaration that holds them by value.
pub fn held_first(declarations: Vec<Declaration>) -> Vec<Declaration> {
    let mut places: Vec<Option<usize>> = Vec::new();
    for (index, declaration) in declarations.iter().enumerate() {
        if let Some(TypeId(id)) = defines(declaration) {
            let id = id as usize;
            if places.len() <= id {
                places.resize(id + 1, None);
            }
            if let Some(place) = places.get_mut(id) {
                *place = Some(index);
            }
        }
    }
    let place = |id: TypeId| places.get(id.0 as usize).copied().flatten();
    let is_late = |(index, declaration): (usize, &Declaration)| {
        let mut is_late = false;
        held(declaration, &mut |id| {
            is_late |= place(id).is_some_and(|at| at > index);
        });
        is_late
    };
    if !declarations.iter().enumerate().any(is_late) {
        return declarations;
    }
    let mut order = Vec::with_capacity(declarations.len());
    let mut is_taken = vec![false; declarations.len()];
    for start in 0..declarations.len() {
        // A declaration stays on the stack until all that it holds is taken. None holds itself,
        // because C knows no such type; marking it first makes that no endless walk.
        let mut stack = vec![(start, false)];
        while let Some((index, is_done)) = stack.pop() {
            if is_done {
                order.push(index);
                continue;
            }
            let Some(flag) = is_taken.get_mut(index) else {
                continue;
            };
            if std::mem::replace(flag, true) {
                continue;
            }
            stack.push((index, true));
            let above = stack.len();
            if let Some(declaration) = declarations.get(index) {
                held(declaration, &mut |id| {
                    stack.extend(place(id).map(|at| (at, false)));
                });
            }
            if let Some(needed) = stack.get_mut(above..) {
                needed.reverse();
            }
        }
    }
    let mut slots: Vec<Option<Declaration>> = declarations.into_iter().map(Some).collect();
    let taken = order
        .into_iter()
        .filter_map(|index| slots.get_mut(index)?.take());
    taken.collect()
}

/// The type that a declaration defines.
fn defines(declaration: &Declaration) -> Option<TypeId> {
    match declaration {
        Declaration::Record(record) => Some(record.id),
        Declaration::Enumeration(enumeration) => Some(enumeration.id),
        Declaration::Typedef(typedef) => Some(typedef.id),
        Declaration::Function(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => None,
    }
}

/// Calls `visit` with each type that a declaration holds by value.
fn held(declaration: &Declaration, visit: &mut impl FnMut(TypeId)) {
    match declaration {
        Declaration::Record(record) => {
            for field in record.definition.iter().flat_map(|it| &it.fields) {
                in_type(&field.ty, visit);
            }
        }
        Declaration::Typedef(typedef) => match &typedef.target.ty {
            // The alias of a function's type has no value.
            CType::Function(_) => {}
            _ => in_type(&typedef.target, visit),
        },
        Declaration::Function(function) => in_function(&function.ty, visit),
        Declaration::Variable(variable) => in_type(&variable.ty, visit),
        Declaration::Enumeration(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => {}
    }
}

/// Calls `visit` with each type that a function takes or returns.
fn in_function(ty: &FunctionType, visit: &mut impl FnMut(TypeId)) {
    for parameter in ty.parameters.iter().chain([&ty.result]) {
        in_type(parameter, visit);
    }
}

/// Calls `visit` with the type that a type is or is an array of.
fn in_type(ty: &QualType, visit: &mut impl FnMut(TypeId)) {
    let mut ty = &ty.ty;
    loop {
        ty = match ty {
            CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id) => return visit(*id),
            CType::Array { element, .. } => &element.ty,
            CType::Atomic(inner) => &inner.ty,
            _ => return,
        };
    }
}
