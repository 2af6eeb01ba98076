//! Functions: type, parameter names, symbol; or why there is none to call.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use super::ctype::Use;
use super::model::{Declaration, Function, Skipped};
use super::walker::{Hint, Walker, is_identifier};
use crate::clang::cursor::Cursor;
use crate::clang::kind::CursorKind;
use crate::diagnostic::Reason;

impl<'u> Walker<'u> {
    /// A function. Of several declarations the first stands, completed with what the later say,
    /// unless it could not be bound and a later one can: one without `inline` proves a symbol, one
    /// with a prototype the type.
    pub fn function(&mut self, cursor: Cursor<'u>) {
        let name = cursor.spelling();
        let known = self.seen.get(&name).copied();
        let declaration = self.function_declaration(cursor, &name);
        let bound = matches!(declaration, Declaration::Function(_));
        self.seen.insert(name.clone(), bound || known == Some(true));
        match known {
            None => self.push(declaration),
            Some(_) => {
                if let Declaration::Function(later) = declaration {
                    self.later(name, later);
                }
            }
        }
    }

    /// Keeps a later declaration of a function, for the first to be completed with.
    fn later(&mut self, name: String, later: Function) {
        match self.better.get_mut(&name) {
            Some(Declaration::Function(function)) => complete(function, later),
            Some(_) => {}
            None => {
                self.better.insert(name, Declaration::Function(later));
            }
        }
    }

    /// A function, or why it is skipped.
    pub fn function_declaration(&mut self, cursor: Cursor<'u>, name: &str) -> Declaration {
        let source = self.source(cursor);
        let skip = |reason: Reason, source| {
            Declaration::Skipped(Skipped {
                name: name.to_owned(),
                reason,
                source,
            })
        };
        if cursor.is_internal() {
            return skip(Reason::InternalLinkage, source);
        }
        if cursor.is_inline() {
            return skip(Reason::Inline, source);
        }
        let usage = Use {
            hint: Hint::Declarator(name.to_owned()),
            by_value: false,
        };
        let Some(ty) = self.function_type(cursor.ty(), &usage) else {
            return skip(Reason::UnsupportedType(cursor.ty().spelling()), source);
        };
        if !ty.prototyped {
            return skip(Reason::NoPrototype, source);
        }
        let mut parameter_names = Vec::with_capacity(ty.parameters.len());
        let mut label = None;
        let mut is_attributed = false;
        cursor.for_each_child(|child| match child.kind() {
            CursorKind::Parameter => {
                let name = child.spelling();
                parameter_names.push(is_identifier(&name).then_some(name));
            }
            CursorKind::AsmLabel => label = Some(child.spelling()),
            CursorKind::UnknownAttribute => is_attributed = true,
            _ => {}
        });
        // A function declared through a typedef of its type has no parameters of its own.
        parameter_names.resize(ty.parameters.len(), None);
        Declaration::Function(Function {
            name: name.to_owned(),
            link_name: label.filter(|label| label != name),
            ty: Box::new(ty),
            parameter_names,
            is_weak: is_attributed && is_weak(cursor),
            source,
        })
    }
}

/// Adds to a function what a later declaration of it says and the first does not: the symbol,
/// names of parameters, `weak`, comments.
pub fn complete(function: &mut Function, later: Function) {
    if later.link_name.is_some() {
        function.link_name = later.link_name;
    }
    function.is_weak |= later.is_weak;
    // All names of one declaration, never of two: `f(int a, int)` and `f(int, int a)`.
    let has_gaps = function.parameter_names.iter().any(Option::is_none);
    if has_gaps && later.parameter_names.iter().all(Option::is_some) {
        function.parameter_names = later.parameter_names;
    }
    if function.source.doc.is_empty() {
        function.source.doc = later.source.doc;
    }
}

/// Whether one of the attributes that libclang does not name is `weak` or Apple's `weak_import`:
/// clang's own text of the declaration has them, whatever macro wrote them.
pub fn is_weak(cursor: Cursor<'_>) -> bool {
    let printed = cursor.printed();
    printed.contains("__((weak))") || printed.contains("__((weak_import))")
}
