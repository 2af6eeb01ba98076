//! Typedefs: the name, and what it stands for.

use super::ctype::Use;
use super::facts;
use super::model::{CType, Declaration, Layout, TagName, TypeId, Typedef};
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;
use crate::clang::kind::TypeKind;
use crate::clang::ty::Type;

impl<'u> Walker<'u> {
    /// A typedef, of the scope or needed by it.
    pub fn typedef(&mut self, cursor: Cursor<'u>) {
        if !self.start(cursor) {
            return;
        }
        let (name, position) = self.named(cursor);
        let target = cursor.typedef_target();
        let layout = self.typedef_layout(cursor, target);
        let usage = Use {
            hint: Hint::Declarator(&name),
            by_value: false,
        };
        let id = self.id(cursor);
        self.mark(cursor, id, &name);
        let mut source = self.source_at(cursor, position);
        facts::add_value(&mut source.facts, target);
        let target = self.qual_type(target, usage);
        let typedef = Typedef {
            id,
            name,
            target,
            layout,
            source,
        };
        if let (CType::Record(record), Some(layout)) = (&typedef.target.ty, typedef.layout) {
            self.align_nameless(*record, &typedef.name, layout);
        }
        self.costs.note_typedef(id, &typedef.target.ty);
        self.push(Declaration::Typedef(Box::new(typedef)));
    }

    /// Size and alignment of a typedef: those of what it stands for, which is likely to be known,
    /// unless it has an attribute of its own.
    fn typedef_layout(&mut self, cursor: Cursor<'u>, target: Type<'u>) -> Option<Layout> {
        if cursor.has_attributes() {
            return cursor.ty().layout();
        }
        let target = match target.kind() == TypeKind::Elaborated {
            true => target.named(),
            false => target,
        };
        let layout = self.layout(target);
        debug_assert_eq!(layout, cursor.ty().layout());
        layout
    }

    /// A structure that only a typedef names has the typedef's alignment, because nothing can
    /// have the structure without it: `typedef struct { … } S __attribute__((aligned(16)));`
    fn align_nameless(&mut self, id: TypeId, name: &str, layout: Layout) {
        let record = self.declared_mut().iter_mut().rev().find_map(|it| {
            let Declaration::Record(record) = it else {
                return None;
            };
            (record.id == id).then_some(record)
        });
        if let Some(record) = record
            && record.name == TagName::Typedef(name.to_owned())
            && let Some(definition) = &mut record.definition
        {
            definition.layout.align = definition.layout.align.max(layout.align);
        }
    }
}
