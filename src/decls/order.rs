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

use super::model::{CType, Declaration, FunctionType, QualType, Renaming, TypeId};

/// Moves types before the first declaration that holds them by value.
pub fn held_first(mut declarations: Vec<Declaration>) -> Vec<Declaration> {
    let places = Places::of(&declarations);
    let is_late = |(index, declaration): (usize, &Declaration)| {
        let mut is_late = false;
        // An alias stands where C has it, however late the structure that it names is defined.
        if !is_alias(declaration) {
            places.held(declaration, &mut |at| is_late |= at > index);
        }
        is_late
    };
    if !declarations.iter().enumerate().any(is_late) {
        return declarations;
    }
    let mut order = Vec::with_capacity(declarations.len());
    let mut is_taken = vec![false; declarations.len()];
    let mut stack = Vec::new();
    for start in 0..declarations.len() {
        // A declaration stays on the stack until all that it holds is taken. None holds itself,
        // because C knows no such type; marking it first makes that no endless walk.
        stack.push((start, false));
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
            if let Some(declaration) = declarations.get(index)
                && (index != start || !is_alias(declaration))
            {
                places.held(declaration, &mut |at| stack.push((at, false)));
            }
            if let Some(needed) = stack.get_mut(above..) {
                needed.reverse();
            }
        }
    }
    drop(places);
    arrange(&mut declarations, &order);
    declarations
}

/// Puts things into an order, given as the index of each; in place, because they are many.
fn arrange<T>(things: &mut [T], order: &[usize]) {
    let mut place: Vec<usize> = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(from) {
            *slot = to;
        }
    }
    for index in 0..place.len() {
        while let Some(&to) = place.get(index).filter(|&&to| to != index) {
            things.swap(index, to);
            place.swap(index, to);
        }
    }
}

/// Where each type is defined.
struct Places<'d> {
    /// What is defined.
    declarations: &'d [Declaration],
    /// By identity: the place among the declarations.
    by_id: Vec<Option<usize>>,
}

impl<'d> Places<'d> {
    /// Finds them.
    fn of(declarations: &'d [Declaration]) -> Places<'d> {
        let mut by_id = Vec::new();
        for (index, declaration) in declarations.iter().enumerate() {
            if let Some(TypeId(id)) = defines(declaration) {
                let id = id as usize;
                if by_id.len() <= id {
                    by_id.resize(id + 1, None);
                }
                if let Some(place) = by_id.get_mut(id) {
                    *place = Some(index);
                }
            }
        }
        Places {
            declarations,
            by_id,
        }
    }

    /// Where a type is defined.
    fn of_type(&self, id: TypeId) -> Option<usize> {
        self.by_id.get(id.0 as usize).copied().flatten()
    }

    /// Calls `visit` with the place of each type that a declaration holds by value.
    fn held(&self, declaration: &Declaration, visit: &mut impl FnMut(usize)) {
        match declaration {
            Declaration::Record(record) => {
                for field in record.definition.iter().flat_map(|it| &it.fields) {
                    self.in_type(&field.ty, visit);
                }
            }
            Declaration::Typedef(typedef) => self.in_alias(&typedef.target, visit),
            Declaration::Function(function) => self.in_function(&function.ty, visit),
            Declaration::Variable(variable) => self.in_type(&variable.ty, visit),
            Declaration::Renamed(renamed) => match &renamed.of {
                Renaming::Function(function) => self.in_function(&function.ty, visit),
                Renaming::Variable(variable) => self.in_type(&variable.ty, visit),
                Renaming::Type(ty) => self.in_alias(ty, visit),
            },
            Declaration::Enumeration(_) | Declaration::Constant(_) | Declaration::Skipped(_) => {}
        }
    }

    /// Calls `visit` with the type that an alias stands for.
    fn in_alias(&self, ty: &QualType, visit: &mut impl FnMut(usize)) {
        match &ty.ty {
            // A function's type has no value.
            CType::Function(_) => {}
            _ => self.in_type(ty, visit),
        }
    }

    /// Calls `visit` with each type that a function takes or returns.
    fn in_function(&self, ty: &FunctionType, visit: &mut impl FnMut(usize)) {
        for parameter in ty.parameters.iter().chain([&ty.result]) {
            self.in_type(parameter, visit);
        }
    }

    /// Calls `visit` with the type that a type is or is an array of. A pointer to a function is a
    /// value of the function's type.
    fn in_type(&self, ty: &QualType, visit: &mut impl FnMut(usize)) {
        let mut ty = &ty.ty;
        loop {
            ty = match ty {
                CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id) => {
                    let place = self.of_type(*id);
                    place.into_iter().for_each(&mut *visit);
                    // An alias comes with what it names.
                    match place.and_then(|at| self.declarations.get(at)) {
                        Some(Declaration::Typedef(alias)) => &alias.target.ty,
                        _ => return,
                    }
                }
                CType::Array { element, .. } => &element.ty,
                CType::Atomic(inner) => &inner.ty,
                CType::Pointer { pointee, .. } if self.is_function(&pointee.ty) => &pointee.ty,
                _ => return,
            };
        }
    }

    /// Whether a type is the name of a function's type.
    fn is_function(&self, ty: &CType) -> bool {
        let mut ty = ty;
        while let CType::Typedef(id) = ty {
            let place = self.of_type(*id);
            let Some(Declaration::Typedef(typedef)) =
                place.and_then(|at| self.declarations.get(at))
            else {
                return false;
            };
            ty = &typedef.target.ty;
            if matches!(ty, CType::Function(_)) {
                return true;
            }
        }
        false
    }
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

/// `typedef struct S T;` and `typedef T U;`
fn is_alias(declaration: &Declaration) -> bool {
    let Declaration::Typedef(typedef) = declaration else {
        return false;
    };
    matches!(
        typedef.target.ty,
        CType::Record(_) | CType::Enumeration(_) | CType::Typedef(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_put_into_any_order() {
        let mut letters = ['a', 'b', 'c', 'd', 'e'];
        arrange(&mut letters, &[3, 0, 4, 1, 2]);
        assert_eq!(letters, ['d', 'a', 'e', 'b', 'c']);
        arrange(&mut letters, &[0, 1, 2, 3, 4]);
        assert_eq!(letters, ['d', 'a', 'e', 'b', 'c']);
    }
}
