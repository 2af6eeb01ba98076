//! Macros that are another name for a function, a variable or a type.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use rustc_hash::FxHashMap as HashMap;

use super::ctype::Use;
use super::function::complete;
use super::macros::{Base, Qualifiers, Renamed as Other};
use super::meaning::UnitNames;
use super::model::{
    CType, Constant, Declaration, QualType, Renamed, Renaming, Skipped, Source, Value,
};
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;
use crate::clang::kind::CursorKind;
use crate::clang::ty::Type;
use crate::diagnostic::Reason;

/// What a macro is another name for, as the unit has it.
pub enum Found<'u> {
    /// The function or variable of a name, and its declarations.
    Declared(String, Vec<Cursor<'u>>),
    /// A builtin type behind stars.
    Builtin(CType, Qualifiers, Vec<Qualifiers>),
    /// A type that the unit declares, behind stars.
    Type(Type<'u>, Qualifiers, Vec<Qualifiers>),
}

impl<'u> UnitNames<'u, '_> {
    /// Finds what a macro is another name for.
    pub fn renamed(&self, other: Other) -> Option<Found<'u>> {
        Some(match other {
            Other::Declared(name) => {
                self.ordinary(&name)?;
                let cursors = self.declarations(&name);
                Found::Declared(name, cursors)
            }
            Other::Type(Base::Builtin(ty, qualifiers), stars) => {
                Found::Builtin(ty, qualifiers, stars)
            }
            Other::Type(Base::Named(name, qualifiers), stars) => {
                Found::Type(self.type_cursor(&name)?.ty(), qualifiers, stars)
            }
        })
    }
}

/// The functions and variables that macros are other names for, once one asks.
#[derive(Default)]
pub struct Known {
    /// Where those of the scope stand among the declarations.
    within: Option<HashMap<String, usize>>,
    /// Those from elsewhere.
    elsewhere: HashMap<String, Result<Renaming, Reason>>,
}

impl<'u> Walker<'u> {
    /// A macro that is another name, after the types that this needs from elsewhere.
    pub fn renamed(
        &mut self,
        known: &mut Known,
        name: String,
        other: Found<'u>,
        source: Source,
    ) -> Vec<Declaration> {
        if let Found::Declared(other, _) = &other
            && let Some(value) = self.object(known, other)
        {
            return vec![Declaration::Constant(Box::new(Constant {
                name,
                value,
                is_object: false,
                source,
            }))];
        }
        let mark = self.declared();
        let of = match other {
            Found::Declared(other, cursors) => self
                .value(known, &other, &cursors)
                .map_err(|reason| Reason::RenamesRefused(Box::new((other, reason)))),
            Found::Builtin(ty, qualifiers, stars) => {
                let ty = qualified(ty, qualifiers);
                Ok(Renaming::Type(behind(ty, &stars)))
            }
            Found::Type(ty, qualifiers, stars) => {
                let usage = Use {
                    hint: Hint::None,
                    by_value: false,
                };
                let mut ty = self.qual_type(ty, usage);
                ty.is_const |= qualifiers.is_const;
                ty.is_volatile |= qualifiers.is_volatile;
                Ok(Renaming::Type(behind(ty, &stars)))
            }
        };
        let mut all = self.take_from(mark);
        all.push(match of {
            Ok(of) => Declaration::Renamed(Box::new(Renamed { name, of, source })),
            Err(reason) => Declaration::Skipped(Box::new(Skipped {
                name,
                reason,
                source,
            })),
        });
        all
    }

    /// Where a function, variable or object of the scope stands among the declarations.
    fn within(&self, known: &mut Known, name: &str) -> Option<&Declaration> {
        let within = known.within.get_or_insert_with(|| {
            let named = |(index, declaration): (usize, &Declaration)| {
                Some((value_name(declaration)?.to_owned(), index))
            };
            self.all().iter().enumerate().filter_map(named).collect()
        });
        self.all().get(*within.get(name)?)
    }

    /// The value of a `constexpr` object.
    fn object(&self, known: &mut Known, name: &str) -> Option<Value> {
        match self.within(known, name)? {
            Declaration::Constant(constant) => Some(constant.value.clone()),
            _ => None,
        }
    }

    /// The function or variable of a name.
    fn value(
        &mut self,
        known: &mut Known,
        name: &str,
        cursors: &[Cursor<'u>],
    ) -> Result<Renaming, Reason> {
        if let Some(declaration) = self.within(known, name) {
            return renaming(declaration.clone());
        }
        if let Some(known) = known.elsewhere.get(name) {
            return known.clone();
        }
        let found = self.declared_elsewhere(name, cursors);
        known.elsewhere.insert(name.to_owned(), found.clone());
        found
    }

    /// A function or variable that is not among the declarations: of a header that does not belong
    /// to the scope, or not selected.
    fn declared_elsewhere(
        &mut self,
        name: &str,
        cursors: &[Cursor<'u>],
    ) -> Result<Renaming, Reason> {
        if let Some(&cursor) = cursors.last()
            && cursor.kind() != CursorKind::Function
        {
            let mark = self.declared();
            self.variable(cursor);
            let mut all = self.take_from(mark);
            let last = all.pop();
            all.into_iter().for_each(|needed| self.push(needed));
            return last.map_or(Err(Reason::NeedsRefused(name.to_owned())), renaming);
        }
        // One of the scope that is not selected is as good as one from elsewhere.
        let mut result = Err(Reason::NeedsRefused(name.to_owned()));
        for &cursor in cursors {
            match (
                &mut result,
                renaming(self.function_declaration(cursor, name, self.unit.position(cursor))),
            ) {
                (Ok(Renaming::Function(first)), Ok(Renaming::Function(later))) => {
                    complete(first, *later);
                }
                (Ok(_), _) => {}
                (Err(_), new) => result = new,
            }
        }
        result
    }
}

/// The name of a function or variable, bound or not.
fn value_name(declaration: &Declaration) -> Option<&str> {
    match declaration {
        Declaration::Function(it) => Some(&it.name),
        Declaration::Variable(it) => Some(&it.name),
        Declaration::Constant(it) => Some(&it.name),
        Declaration::Skipped(it) => Some(&it.name),
        Declaration::Record(_)
        | Declaration::Enumeration(_)
        | Declaration::Typedef(_)
        | Declaration::Renamed(_) => None,
    }
}

/// A function or variable under another name, or why it is bound under none.
fn renaming(declaration: Declaration) -> Result<Renaming, Reason> {
    match declaration {
        Declaration::Function(function) => Ok(Renaming::Function(function)),
        Declaration::Variable(variable) => Ok(Renaming::Variable(variable)),
        Declaration::Skipped(skipped) => Err(skipped.reason),
        Declaration::Record(_)
        | Declaration::Enumeration(_)
        | Declaration::Typedef(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_) => Err(Reason::Unknown("a declaration".to_owned())),
    }
}

/// A type with qualifiers.
fn qualified(ty: CType, qualifiers: Qualifiers) -> QualType {
    QualType {
        ty,
        is_const: qualifiers.is_const,
        is_volatile: qualifiers.is_volatile,
    }
}

/// A type behind stars, from the innermost to the outermost.
fn behind(ty: QualType, stars: &[Qualifiers]) -> QualType {
    stars.iter().fold(ty, |pointee, &qualifiers| {
        let pointer = CType::Pointer {
            pointee: Box::new(pointee),
            nonnull: false,
        };
        qualified(pointer, qualifiers)
    })
}
