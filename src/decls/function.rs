//! Functions: type, parameter names, symbol; or why there is none to call.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use super::ctype::Use;
use super::facts::{self, Seen};
use super::model::{Declaration, Function, Skipped, add_facts};
use super::walker::{Hint, Top, Walker, is_identifier};
use crate::clang::cursor::{Cursor, NamePlace, Position};
use crate::clang::kind::CursorKind;
use crate::clang::ty::Type;
use crate::diagnostic::Reason;

impl<'u> Walker<'u> {
    /// A function. Of several declarations the first stands, completed with what the later say,
    /// unless it could not be bound and a later one can: one without `inline` proves a symbol, one
    /// with a prototype the type.
    pub fn function(&mut self, Top { cursor, place }: Top<'u>) {
        let (name, position) = (self.name_at(cursor, place), place.position);
        let known = self.seen.get(&name).copied();
        let declaration = self.function_declaration(cursor, &name, position);
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
    fn later(&mut self, name: String, later: Box<Function>) {
        match self.better.get_mut(&name) {
            Some(Declaration::Function(function)) => complete(function, *later),
            Some(_) => {}
            None => {
                self.better.insert(name, Declaration::Function(later));
            }
        }
    }

    /// A function, or why it is skipped.
    pub fn function_declaration(
        &mut self,
        cursor: Cursor<'u>,
        name: &str,
        position: Position,
    ) -> Declaration {
        let mut source = self.source_at(cursor, position);
        let skip = |reason: Reason, source| {
            Declaration::Skipped(Box::new(Skipped {
                name: name.to_owned(),
                reason,
                source,
            }))
        };
        if cursor.is_internal() {
            return skip(Reason::InternalLinkage, source);
        }
        if cursor.is_inline() {
            return skip(Reason::Inline, source);
        }
        let usage = Use {
            hint: Hint::Declarator(name),
            by_value: false,
        };
        let own = cursor.ty();
        let (result, parameters) = (own.result(), own.parameters());
        let parameters: Vec<Type<'u>> = parameters.collect();
        let Some(ty) = self.function_type_of(own, (result, &parameters), usage) else {
            return skip(Reason::UnsupportedType(own.spelling()), source);
        };
        if !ty.prototyped {
            return skip(Reason::NoPrototype, source);
        }
        let mut parameter_names = Vec::with_capacity(ty.parameters.len());
        let mut nonnull = Vec::new();
        let mut label = None;
        let mut seen = Seen::default();
        for parameter in cursor.arguments() {
            // What a typedef of the function's type declares stands nowhere, least of all there.
            let written = self.unit.written_position(parameter);
            let name = match written.filter(|place| *place != position) {
                Some(place) => self.name_at(parameter, NamePlace::written(place)),
                None => parameter.spelling(),
            };
            if facts::is_nonnull(parameter) {
                nonnull.push(parameter_names.len());
            }
            parameter_names.push(is_identifier(&name).then_some(name));
        }
        if cursor.has_attributes() {
            cursor.for_each_child(|child| match child.kind() {
                CursorKind::AsmLabel => label = Some(child.spelling()),
                _ => seen.see(child),
            });
        }
        facts::add_attributes(&mut source.facts, cursor, &seen);
        let function = (cursor, position);
        self.add_types(&mut source.facts, function, result, &parameters, &nonnull);
        // A function declared through a typedef of its type has no parameters of its own.
        parameter_names.resize(ty.parameters.len(), None);
        Declaration::Function(Box::new(Function {
            name: name.to_owned(),
            link_name: label.filter(|label| label != name),
            ty: Box::new(ty),
            parameter_names,
            source,
        }))
    }
}

/// Adds to a function what a later declaration of it says and the first does not: the symbol,
/// names of parameters, attributes, comments.
pub fn complete(function: &mut Function, later: Function) {
    if later.link_name.is_some() {
        function.link_name = later.link_name;
    }
    add_facts(&mut function.source.facts, later.source.facts);
    // All names of one declaration, never of two: `f(int a, int)` and `f(int, int a)`.
    let has_gaps = function.parameter_names.iter().any(Option::is_none);
    if has_gaps && later.parameter_names.iter().all(Option::is_some) {
        function.parameter_names = later.parameter_names;
    }
    if function.source.doc.is_none() {
        function.source.doc = later.source.doc;
    }
}
