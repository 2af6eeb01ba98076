//! Where a declaration stands, and what its comments and attributes say.

use super::comment::{Comments, Shape};
use super::facts;
use super::model::{Documentation, Source};
use super::walker::Walker;
use crate::clang::cursor::{Cursor, Position};
use crate::clang::kind::CursorKind;

impl<'u> Walker<'u> {
    /// Place and comments of a declaration.
    pub fn source(&mut self, cursor: Cursor<'u>) -> Source {
        self.source_at(cursor, cursor.position())
    }

    /// The same where the place of the name is known.
    pub fn source_at(&mut self, cursor: Cursor<'u>, position: Position) -> Source {
        Source {
            location: self.files.location(position),
            doc: self.doc(cursor, position),
            facts: facts::of(cursor),
            in_scope: self.files.is_in_scope(position) && self.choices.is_root(cursor),
        }
    }

    /// The comments of a declaration of the scope.
    pub fn doc(&mut self, cursor: Cursor<'u>, position: Position) -> Option<Documentation> {
        if !self.files.is_in_scope(position) {
            return None;
        }
        let comments = self.files.comments(position)?;
        let shape = shape(cursor.kind());
        let doc = || doc_of(cursor, position, comments);
        match comments.may_concern(position.offset as usize, shape) {
            true => doc(),
            false => {
                debug_assert_eq!(doc(), None);
                None
            }
        }
    }
}

/// What a declaration looks like around its name.
fn shape(kind: CursorKind) -> Shape {
    match kind {
        CursorKind::Struct | CursorKind::Union | CursorKind::Enum => Shape::Tagged,
        CursorKind::Typedef => Shape::Typedef,
        CursorKind::Enumerator => Shape::Enumerator,
        CursorKind::Function
        | CursorKind::Variable
        | CursorKind::Parameter
        | CursorKind::AsmLabel
        | CursorKind::WarnUnusedResult
        | CursorKind::UnknownAttribute
        | CursorKind::Packed
        | CursorKind::Aligned
        | CursorKind::MacroDefinition
        | CursorKind::MacroExpansion
        | CursorKind::InclusionDirective
        | CursorKind::Nameless
        | CursorKind::Other(_) => Shape::Plain,
    }
}

/// What the comments of a file say of a declaration in it.
fn doc_of(
    cursor: Cursor<'_>,
    position: Position,
    comments: &Comments<'_>,
) -> Option<Documentation> {
    // An attribute in front that a macro of another file writes may be given that file's
    // place; the name is always where the declaration stands.
    let (start, end) = cursor.extent();
    let here = |place: Position| (place.file == position.file).then_some(place.offset);
    let start = here(start).unwrap_or(position.offset) as usize;
    let end = here(end).unwrap_or(position.offset) as usize;
    let doc = comments.of(start, end);
    let may_stand_below = matches!(cursor.kind(), CursorKind::Function | CursorKind::Variable);
    match doc {
        None if may_stand_below => comments.below(start, end),
        doc => doc,
    }
}
