//! Global variables with external linkage.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use super::ctype::Use;
use super::function::is_weak;
use super::model::{Declaration, Skipped, Variable};
use super::walker::{Hint, Walker};
use crate::clang::cursor::Cursor;
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;
use crate::diagnostic::Reason;

impl<'u> Walker<'u> {
    /// A variable; of several declarations the first, with the length of its array and the symbol
    /// if a later one gives them.
    pub fn variable(&mut self, cursor: Cursor<'u>) {
        let name = cursor.spelling();
        if self.seen.insert(name.clone(), true).is_some() {
            if let Some(label) = label(cursor) {
                self.labels.insert(name, label);
            }
            return;
        }
        let source = self.source(cursor);
        let reason = if cursor.is_internal() {
            Some(Reason::InternalLinkage)
        } else if cursor.is_thread_local() {
            Some(Reason::ThreadLocal)
        } else {
            None
        };
        if let Some(reason) = reason {
            self.push(Declaration::Skipped(Skipped {
                name,
                reason,
                source,
            }));
            return;
        }
        let usage = Use {
            hint: Hint::Declarator(name.clone()),
            by_value: true,
        };
        let ty = self.qual_type(self.composite(cursor, &name), &usage);
        let mut is_attributed = false;
        let mut is_imported = false;
        cursor.for_each_child(|child| match child.kind() {
            CursorKind::UnknownAttribute => is_attributed = true,
            CursorKind::Other(_) => is_imported |= child.kind_name() == "attribute(dllimport)",
            _ => {}
        });
        self.push(Declaration::Variable(Variable {
            link_name: label(cursor).filter(|label| *label != name),
            name,
            ty,
            is_weak: is_attributed && is_weak(cursor),
            is_imported,
            source,
        }));
    }

    /// The type of a variable by all its declarations: `extern int a[];` and then
    /// `extern int a[6];` have the composite type `int[6]` (C11 §6.2.7p4).
    fn composite(&self, cursor: Cursor<'u>, name: &str) -> Type<'u> {
        let is = |ty: Type<'u>, kind| ty.canonical().kind() == kind;
        let own = cursor.ty();
        if !is(own, TypeKind::IncompleteArray) {
            return own;
        }
        self.within
            .iter()
            .filter(|other| other.kind() == CursorKind::Variable && other.spelling() == name)
            .map(|other| other.ty())
            .find(|ty| is(*ty, TypeKind::ConstantArray))
            .unwrap_or(own)
    }
}

/// The symbol that an asm label gives.
fn label(cursor: Cursor<'_>) -> Option<String> {
    let mut label = None;
    cursor.for_each_child(|child| {
        if child.kind() == CursorKind::AsmLabel {
            label = Some(child.spelling());
        }
    });
    label
}
