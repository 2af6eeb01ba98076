//! Global variables with external linkage.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use super::ctype::Use;
use super::facts::{self, Seen};
use super::model::{Constant, Declaration, Skipped, Source, TextUnit, Value, Variable, add_facts};
use super::question::{Answer, answer_of};
use super::walker::{Hint, Walker};
use crate::clang::cursor::{Cursor, Evaluated};
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;
use crate::diagnostic::Reason;

impl<'u> Walker<'u> {
    /// A variable; of several declarations the first, with the length of its array and the symbol
    /// if a later one gives them.
    pub fn variable(&mut self, cursor: Cursor<'u>) {
        let (name, position) = self.named(cursor);
        if self.seen.insert(name.clone(), true).is_some() {
            self.note_later(cursor, name);
            return;
        }
        let mut source = self.source_at(cursor, position);
        if is_constexpr(cursor) {
            self.push(constexpr(cursor, name, source));
            return;
        }
        let reason = if cursor.is_internal() {
            Some(Reason::InternalLinkage)
        } else if cursor.is_thread_local() {
            Some(Reason::ThreadLocal)
        } else {
            None
        };
        if let Some(reason) = reason {
            self.push(Declaration::Skipped(Box::new(Skipped {
                name,
                reason,
                source,
            })));
            return;
        }
        let usage = Use {
            hint: Hint::Declarator(&name),
            by_value: true,
        };
        let ty = self.qual_type(self.composite(cursor, &name), usage);
        let mut seen = Seen::default();
        let mut is_imported = false;
        cursor.for_each_child(|child| {
            seen.see(child);
            if matches!(child.kind(), CursorKind::Other(_)) {
                is_imported |= child.kind_name() == "attribute(dllimport)";
            }
        });
        facts::add_value(&mut source.facts, cursor.ty());
        facts::add_attributes(&mut source.facts, cursor, &seen);
        self.push(Declaration::Variable(Box::new(Variable {
            link_name: label(cursor).filter(|label| *label != name),
            name,
            ty,
            is_imported,
            source,
        })));
    }

    /// Keeps what a later declaration of a variable says, for the first to be completed with.
    fn note_later(&mut self, cursor: Cursor<'u>, name: String) {
        if let Some(label) = label(cursor) {
            self.labels.insert(name.clone(), label);
        }
        if cursor.has_attributes() {
            let mut seen = Seen::default();
            cursor.for_each_child(|child| seen.see(child));
            let mut facts = facts::of(cursor);
            facts::add_attributes(&mut facts, cursor, &seen);
            add_facts(self.facts.entry(name).or_default(), facts);
        }
    }

    /// The type of a variable by all its declarations: `extern int a[];` and then
    /// `extern int a[6];` have the composite type `int[6]` (C11 §6.2.7p4).
    fn composite(&self, cursor: Cursor<'u>, name: &str) -> Type<'u> {
        let is = |ty: Type<'u>, kind| ty.canonical().kind() == kind;
        let own = cursor.ty();
        if !is(own, TypeKind::IncompleteArray) {
            return own;
        }
        let lengths = self.lengths.get_or_init(|| {
            let variables = self.within.iter().map(|top| top.cursor);
            variables
                .filter(|other| other.kind() == CursorKind::Variable)
                .filter(|other| is(other.ty(), TypeKind::ConstantArray))
                .map(|other| (other.spelling(), other.ty()))
                .collect()
        });
        lengths.get(name).copied().unwrap_or(own)
    }
}

/// Whether an object is C23's `constexpr`, whose value is its initialiser's. At file scope it is
/// `const` and has internal linkage (C23 §6.7.1p5), so few need a closer look.
fn is_constexpr(cursor: Cursor<'_>) -> bool {
    let ty = cursor.ty().canonical();
    let is_array = ty.kind() == TypeKind::ConstantArray;
    cursor.is_internal()
        && (ty.is_const() || (is_array && ty.element().is_const()))
        && cursor
            .printed()
            .split_whitespace()
            .take_while(|word| !word.contains(['=', '(']))
            .any(|word| word == "constexpr")
}

/// A `constexpr` object as a constant, or why Pyrite has no constant of its type.
fn constexpr(cursor: Cursor<'_>, name: String, source: Source) -> Declaration {
    let ty = cursor.ty().canonical();
    let value = match answer_of(cursor) {
        Some(Answer::Value(value)) => Some(value),
        Some(Answer::Unsupported(_) | Answer::NotDefined | Answer::NoConstant) => None,
        None => text(cursor),
    };
    match value {
        Some(value) => Declaration::Constant(Box::new(Constant {
            name,
            value,
            is_object: true,
            source,
        })),
        None if ty.kind() == TypeKind::Pointer => Declaration::Skipped(Box::new(Skipped {
            name,
            reason: Reason::PointerConstant,
            source,
        })),
        None => Declaration::Skipped(Box::new(Skipped {
            name,
            reason: Reason::UnsupportedConstant(unqualified(&ty.spelling())),
            source,
        })),
    }
}

/// A type's spelling without the `const` that every `constexpr` object has.
fn unqualified(spelling: &str) -> String {
    spelling
        .strip_prefix("const ")
        .unwrap_or(spelling)
        .to_owned()
}

/// The text of an array of `char`, where it is one string with its final zero and no other: what
/// libclang hands out ends at the first.
fn text(cursor: Cursor<'_>) -> Option<Value> {
    let ty = cursor.ty().canonical();
    let element = ty.element().canonical();
    let is_bytes = matches!(
        element.kind(),
        TypeKind::Char | TypeKind::SChar | TypeKind::UChar
    );
    match cursor.evaluate() {
        Some(Evaluated::Text(bytes))
            if is_bytes && ty.array_len() == u64::try_from(bytes.len() + 1).ok() =>
        {
            let units = bytes.into_iter().map(u32::from).collect();
            Some(Value::Text(units, TextUnit::Byte))
        }
        _ => None,
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
