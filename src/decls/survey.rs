//! One visit of a translation unit: what the preprocessor did, in order, and what is declared at
//! file scope, in order.

use crate::clang::cursor::{Cursor, Position};
use crate::clang::kind::CursorKind;
use crate::clang::unit::{FileHandle, Unit};

/// What stands at the top of a translation unit.
#[derive(Default)]
pub struct Survey<'u> {
    /// Definitions and inclusions, in the order in which the preprocessor came to them.
    pub events: Vec<Event<'u>>,
    /// Declarations.
    pub declarations: Vec<Cursor<'u>>,
}

/// One thing that the preprocessor did.
pub enum Event<'u> {
    /// `#define`
    Define(Define<'u>),
    /// `#include`, whether the file was entered or its include guard kept it out.
    Include {
        /// Where the directive stands.
        at: Position,
        /// The file that it names.
        file: FileHandle,
    },
}

/// A macro's definition.
pub struct Define<'u> {
    /// The cursor.
    pub cursor: Cursor<'u>,
    /// The place of the name.
    pub start: Position,
}

impl Event<'_> {
    /// Where it stands.
    pub fn position(&self) -> Position {
        match self {
            Event::Define(define) => define.start,
            Event::Include { at, .. } => *at,
        }
    }
}

impl<'u> Survey<'u> {
    /// Visits a unit.
    pub fn of(unit: &'u Unit) -> Survey<'u> {
        let mut survey = Survey::default();
        unit.root().for_each_child(|cursor| match cursor.kind() {
            CursorKind::MacroExpansion | CursorKind::Nameless => {}
            CursorKind::MacroDefinition => {
                let start = unit.position(cursor);
                survey.events.push(Event::Define(Define { cursor, start }));
            }
            CursorKind::InclusionDirective => {
                if let Some(file) = cursor.included_file() {
                    survey.events.push(Event::Include {
                        at: unit.position(cursor),
                        file,
                    });
                }
            }
            CursorKind::Struct
            | CursorKind::Union
            | CursorKind::Enum
            | CursorKind::Enumerator
            | CursorKind::Function
            | CursorKind::Variable
            | CursorKind::Parameter
            | CursorKind::Typedef
            | CursorKind::AsmLabel
            | CursorKind::WarnUnusedResult
            | CursorKind::UnknownAttribute
            | CursorKind::Packed
            | CursorKind::Aligned
            | CursorKind::Other(_) => survey.declarations.push(cursor),
        });
        survey
    }
}
