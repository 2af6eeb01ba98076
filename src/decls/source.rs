//! Where a declaration stands, and what its comments and attributes say.

use super::comment::{Comments, Shape};
use super::facts;
use super::model::{Documentation, Source};
use super::walker::Walker;
use crate::clang::cursor::{Cursor, Position};
use crate::clang::kind::CursorKind;
use crate::clang::unit::FileHandle;

impl<'u> Walker<'u> {
    /// Place and comments of a declaration.
    pub fn source(&mut self, cursor: Cursor<'u>) -> Source {
        self.source_at(cursor, self.unit.position(cursor))
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
        if !comments.may_concern(position.offset as usize, shape(cursor.kind())) {
            debug_assert_eq!(Extent::of(cursor, position).doc(comments), None);
            return None;
        }
        let extent = Extent::of(cursor, position);
        // One use of a macro may declare thirty functions, all in its own place.
        if let Some((last, doc)) = &self.last_doc
            && *last == extent
        {
            return doc.clone();
        }
        let doc = extent.doc(comments);
        self.last_doc = Some((extent, doc.clone()));
        doc
    }
}

/// All that the comments of a declaration depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The file.
    file: Option<FileHandle>,
    /// The offset of the first token.
    start: usize,
    /// The offset behind the last.
    end: usize,
    /// Whether a comment below it may be its own.
    may_stand_below: bool,
}

impl Extent {
    /// That of a declaration whose name stands at a place.
    fn of(cursor: Cursor<'_>, position: Position) -> Extent {
        // An attribute in front that a macro of another file writes may be given that file's
        // place; the name is always where the declaration stands.
        let (start, end) = cursor.extent();
        let here = |place: Position| (place.file == position.file).then_some(place.offset);
        Extent {
            file: position.file,
            start: here(start).unwrap_or(position.offset) as usize,
            end: here(end).unwrap_or(position.offset) as usize,
            may_stand_below: matches!(cursor.kind(), CursorKind::Function | CursorKind::Variable),
        }
    }

    /// What the comments of its file say of it.
    fn doc(self, comments: &Comments<'_>) -> Option<Documentation> {
        match comments.of(self.start, self.end) {
            None if self.may_stand_below => comments.below(self.start, self.end),
            doc => doc,
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
