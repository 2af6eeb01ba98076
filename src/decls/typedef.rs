//! Typedefs: the name, and what it stands for.

use super::ctype::Use;
use super::model::{Declaration, Typedef};
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;

impl<'u> Walker<'u> {
    /// A typedef, of the scope or needed by it.
    pub fn typedef(&mut self, cursor: Cursor<'u>) {
        if !self.start(cursor) {
            return;
        }
        let name = cursor.spelling();
        let target = cursor.typedef_target();
        let usage = Use {
            hint: Hint::Declarator(name.clone()),
            by_value: false,
        };
        let id = self.id(cursor);
        self.mark(cursor, id, &name);
        let typedef = Typedef {
            id,
            target: self.qual_type(target, &usage),
            layout: cursor.ty().layout(),
            source: self.source(cursor),
            name,
        };
        self.push(Declaration::Typedef(typedef));
    }
}
