//! Where declarations stand. libclang takes some hundred instructions for each answer, and is asked
//! for all names; most are in the file of the one before.
#![allow(unsafe_code)]

use clang_sys::CXSourceLocation;

use super::{FileHandle, Unit, ask};
use crate::clang::cursor::{self, Cursor, NamePlace, Position};

/// Set in clang's number of a place that is in the expansion of a macro.
const MACRO: u32 = 1 << 31;

/// One reading of a file. clang numbers the bytes of all that it reads through: those of one
/// reading, and the end of the file, follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// The file.
    file: FileHandle,
    /// The number of its first byte.
    first: u32,
    /// How many bytes it has.
    length: u32,
}

impl Stretch {
    /// The place that a number means, where it is in this reading.
    fn place(self, number: u32) -> Option<Position> {
        let offset = number.checked_sub(self.first)?;
        (offset <= self.length).then_some(Position {
            file: Some(self.file),
            offset,
        })
    }
}

impl Unit {
    /// The place of a declaration's name.
    pub fn position(&self, cursor: Cursor<'_>) -> Position {
        self.name_place(cursor).position
    }

    /// The place of a declaration's name, and whether the name stands there.
    pub fn name_place(&self, cursor: Cursor<'_>) -> NamePlace {
        let location = location(cursor);
        let written = self.written(location);
        NamePlace {
            position: written.unwrap_or_else(|| cursor::position(location)),
            is_written: written.is_some(),
        }
    }

    /// The place where a declaration's name stands; `None` where a macro wrote it.
    pub fn written_position(&self, cursor: Cursor<'_>) -> Option<Position> {
        self.written(location(cursor))
    }

    /// What a place is that is in no expansion of a macro.
    fn written(&self, location: CXSourceLocation) -> Option<Position> {
        let number = location.int_data;
        if number & MACRO != 0 {
            return None;
        }
        let near = self.last.get().and_then(|last| last.place(number));
        debug_assert!(near.is_none_or(|it| it == cursor::position(location)));
        Some(near.unwrap_or_else(|| {
            let position = cursor::position(location);
            self.last.set(self.stretch(number, position));
            position
        }))
    }

    /// The reading that a place belongs to, which clang gives a number.
    fn stretch(&self, number: u32, place: Position) -> Option<Stretch> {
        let file = place.file?;
        Some(Stretch {
            file,
            first: number.checked_sub(place.offset)?,
            length: u32::try_from(self.contents(file).len()).ok()?,
        })
    }
}

/// Where libclang puts a declaration's name.
fn location(cursor: Cursor<'_>) -> CXSourceLocation {
    // SAFETY: the cursor comes from a live unit on this thread.
    unsafe { ask!(clang_getCursorLocation)(cursor.raw) }
}
