//! Structures and unions: members in C's order, with clang's offsets.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

use super::ctype::Use;
use super::facts;
use super::model::{Declaration, Definition, Field, Layout, Record, TagName, TypeId};
use super::walker::{Hint, Walker, is_identifier};
use crate::clang::cursor::{Cursor, NamePlace};
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;

impl<'u> Walker<'u> {
    /// A structure or union at file scope.
    pub fn record(&mut self, cursor: Cursor<'u>) {
        self.record_named(cursor, Hint::None);
    }

    /// A structure or union, which `hint` names where C does not.
    pub fn record_named(&mut self, cursor: Cursor<'u>, hint: Hint<'_>) {
        if !self.start(cursor) {
            return;
        }
        let id = self.id(cursor);
        let cursor = cursor.definition().unwrap_or(cursor);
        let definition = cursor
            .definition()
            .and_then(|definition| self.layout(definition.ty()))
            .map(|layout| self.definition(cursor, id, layout));
        let place = self.unit.name_place(cursor);
        let name = self.tag_name_at(cursor, place, hint);
        self.mark_tagged(cursor, id, &name);
        let record = Record {
            id,
            name,
            is_union: cursor.kind() == CursorKind::Union,
            definition,
            source: self.source_at(cursor, place.position),
        };
        self.push(Declaration::Record(Box::new(record)));
    }

    /// The name of a tagged type that stands at a place.
    pub fn tag_name_at(&self, cursor: Cursor<'u>, place: NamePlace, hint: Hint<'_>) -> TagName {
        let Some(tag) = self.files.tag_at(place) else {
            return tag_name(cursor.ty(), hint);
        };
        let name = TagName::Tag(tag.to_owned());
        debug_assert_eq!(name, tag_name(cursor.ty(), hint));
        name
    }

    /// The members of a complete record.
    fn definition(&mut self, cursor: Cursor<'u>, id: TypeId, layout: Layout) -> Definition {
        let mut anonymous = 0;
        let members = cursor.ty().fields();
        let mut is_packed = false;
        let mut has_unruly_bits = false;
        for member in &members {
            let attributes = bit_attributes(*member);
            is_packed |= attributes.is_packed;
            let type_align = || member.ty().layout().map_or(1, |layout| layout.align);
            has_unruly_bits |= attributes
                .aligned
                .is_some_and(|n| n > layout.align || n < type_align());
        }
        let mut fields: Vec<Field> = members
            .iter()
            .map(|field| self.field(*field, (id, cursor), &mut anonymous))
            .collect();
        let mut are_told = self.costs.note_record(id, &fields);
        if are_told {
            for (field, member) in fields.iter_mut().zip(&members) {
                let offset = member.field_offset_bits();
                are_told &= offset.is_some();
                field.offset_bits = offset.unwrap_or(0);
            }
        }
        if !are_told {
            // Its size is known, and that is enough to hold it.
            self.choices
                .hide_members(id, "nesting beyond what libclang can tell");
        }
        // `struct A { struct B { int x; }; };` declares B although no member has it.
        let mut nested = Vec::new();
        let mut is_transparent = false;
        cursor.for_each_child(|child| match child.kind() {
            CursorKind::Struct | CursorKind::Union | CursorKind::Enum => nested.push(child),
            CursorKind::Packed => is_packed = true,
            CursorKind::UnknownAttribute => {
                is_transparent |= cursor.kind() == CursorKind::Union;
            }
            _ => {}
        });
        for child in nested {
            if self.is_due(child, true) {
                match child.kind() {
                    CursorKind::Enum => self.enumeration_named(child, Hint::None),
                    _ if is_identifier(&child.spelling()) => self.record(child),
                    _ => {}
                }
            }
        }
        Definition {
            fields,
            layout,
            is_transparent,
            is_packed,
            has_unruly_bits,
        }
    }

    /// One member of a record, without its offset. `anonymous` counts those without a name.
    fn field(
        &mut self,
        cursor: Cursor<'u>,
        (outer, record): (TypeId, Cursor<'u>),
        anonymous: &mut u32,
    ) -> Field {
        let (ty, place) = (cursor.ty(), self.unit.name_place(cursor));
        let bit_width = cursor.bit_width();
        // One without a name has the place of its type: `struct { int x; };`, `T;`, `int : 3;`.
        let may_be_nameless = bit_width.is_some() || ty.canonical().kind() == TypeKind::Record;
        let spelling = match may_be_nameless {
            true => cursor.spelling(),
            false => self.name_at(cursor, place),
        };
        let name = is_identifier(&spelling).then_some(spelling);
        let anonymous = match &name {
            None if bit_width.is_none() => {
                let member = format!("anon{anonymous}");
                *anonymous += 1;
                member
            }
            None | Some(_) => String::new(),
        };
        let usage = Use {
            hint: Hint::Member(outer, name.as_deref().unwrap_or(&anonymous)),
            by_value: true,
        };
        // A member within one macro with its record has no place of its own in the text:
        // `#define PAIR struct { int v[2]; }` `typedef PAIR pair; /* A pair. */`
        let mut doc = self.doc(cursor, place.position);
        if doc.is_some() && cursor.extent().0 == record.extent().0 {
            doc = None;
        }
        let mut facts = facts::of(cursor);
        facts::add_value(&mut facts, ty);
        let converted = self.qual_type(ty, usage);
        Field {
            name,
            ty: converted,
            offset_bits: 0,
            bit_width,
            layout: self.layout(ty).unwrap_or(Layout { size: 0, align: 1 }),
            doc,
            facts,
        }
    }
}

/// The attributes of a bit-field.
#[derive(Default)]
struct BitAttributes {
    /// `packed`
    is_packed: bool,
    /// The n of `aligned(n)`; the highest there is where clang does not tell.
    aligned: Option<u64>,
}

/// What attributes a member has, if it is a bit-field.
fn bit_attributes(member: Cursor<'_>) -> BitAttributes {
    let mut attributes = BitAttributes::default();
    if member.bit_width().is_none() {
        return attributes;
    }
    member.for_each_child(|child| match child.kind() {
        CursorKind::Packed => attributes.is_packed = true,
        CursorKind::Aligned => attributes.aligned = Some(u64::MAX),
        _ => {}
    });
    if attributes.aligned.is_some() {
        attributes.aligned = written_alignment(&member.printed()).or(attributes.aligned);
    }
    attributes
}

/// The greatest n of `aligned(n)` in clang's text of a member; `None` where one is no number.
fn written_alignment(printed: &str) -> Option<u64> {
    let mut parts = printed.split("aligned(");
    parts.next();
    let numbers: Option<Vec<u64>> = parts
        .map(|part| part.split(')').next()?.trim().parse().ok())
        .collect();
    numbers?.into_iter().max()
}

/// The name of a tagged type: clang prints `struct S` for a tag and `S` for a typedef that names
/// a type without one.
pub fn tag_name(ty: Type<'_>, hint: Hint<'_>) -> TagName {
    let spelling = ty.canonical().spelling();
    let spelling = spelling
        .trim_start_matches("const ")
        .trim_start_matches("volatile ");
    let tag = ["struct ", "union ", "enum "]
        .iter()
        .find_map(|keyword| spelling.strip_prefix(keyword));
    match (tag, hint) {
        (Some(tag), _) if is_identifier(tag) => TagName::Tag(tag.to_owned()),
        (None, _) if is_identifier(spelling) => TagName::Typedef(spelling.to_owned()),
        (_, Hint::Member(outer, member)) => TagName::Member(outer, member.to_owned()),
        (_, Hint::Declarator(name)) => TagName::Declarator(name.to_owned()),
        (_, Hint::None) => TagName::Unnamed,
    }
}
