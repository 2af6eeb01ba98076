//! Structures and unions: C's members where Pyrite gives them clang's layout, storage where not.
mod bits;
mod draft;
mod hidden;
mod planned;
mod stored;
mod words;

use rustc_hash::FxHashMap;

use super::ctype::Types;
use super::layout::{self, Rules, Slot};
use super::model::{Item, Record};
use super::{facts, named_item, split};
use crate::decls::model::{self, Declaration, Definition, Layout, TagName, TypeId};
use crate::doc::Doc;
use crate::target::Target;
use draft::members;
use hidden::hidden;
use planned::planned_record;
use stored::stored;

/// A complete record as Pyrite has it.
pub struct Mapped {
    /// Fields and attributes.
    record: Record,
    /// What a reader cannot see from the fields.
    remarks: Vec<String>,
}

/// Lays all complete records out.
pub fn lay_out_all(
    types: &mut Types<'_>,
    declarations: &[Declaration],
    target: &Target,
) -> FxHashMap<TypeId, Mapped> {
    let complete = || {
        declarations
            .iter()
            .filter_map(|declaration| match declaration {
                Declaration::Record(record) => Some((record, record.definition.as_ref()?)),
                Declaration::Function(_)
                | Declaration::Enumeration(_)
                | Declaration::Typedef(_)
                | Declaration::Variable(_)
                | Declaration::Constant(_)
                | Declaration::Renamed(_)
                | Declaration::Skipped(_) => None,
            })
    };
    let mut refused = split::records(declarations, types, target);
    refused.extend(
        complete()
            .filter(|(_, definition)| is_ragged(definition))
            .map(|(record, _)| record.id),
    );
    types.refuse_layouts(refused);
    // First of all which may travel by value, because a member can point to a function that
    // takes any record, this one or a later one. What a record holds stands before it.
    for (record, definition) in complete() {
        let is_hidden = types.is_split(record.id) || types.made_opaque(record.id).is_some();
        if !is_hidden && travels(definition, record.is_union, types) {
            types.allow_by_value(record.id);
        }
    }
    let mut mapped: FxHashMap<TypeId, Mapped> = complete()
        .filter(|(record, _)| !types.is_split(record.id))
        .map(|(record, definition)| (record.id, lay_out(record, definition, types)))
        .collect();
    // What is to be written is judged once more, by its own types alone. One that failed would
    // be storage, or opaque, rather than wrong.
    let all = mapped.values().map(|mapped| &mapped.record);
    let rules = Rules::new(all, declarations, types);
    for (record, definition) in complete() {
        let agrees = |mapped: &Mapped| rules.agree(&mapped.record);
        if mapped.get(&record.id).is_none_or(agrees) {
            continue;
        }
        types.forbid_by_value(record.id);
        let storage = stored(record, definition, types);
        if agrees(&storage) {
            mapped.insert(record.id, storage);
        } else {
            mapped.remove(&record.id);
            types.refuse_layout(record.id);
        }
    }
    mapped
}

/// Whether a record ends before its alignment does, so that no array of it is possible:
/// `typedef struct { char c[12]; } S __attribute__((aligned(8)));`
fn is_ragged(definition: &Definition) -> bool {
    let Layout { size, align } = definition.layout;
    !size.is_multiple_of(align.max(1))
}

/// Whether a record may be passed by value: its fields are C's own and their layout is natural,
/// so that the target's ABI classifies it as it does C's.
fn travels(definition: &Definition, is_union: bool, types: &Types<'_>) -> bool {
    let slots: Option<Vec<Slot>> = definition
        .fields
        .iter()
        .map(|field| {
            let natural = types.layout(&field.ty.ty)?;
            let is_plain = field.bit_width.is_none()
                && field.offset_bits.is_multiple_of(8)
                && natural.size == field.layout.size
                && types.travels(&field.ty.ty);
            is_plain.then_some(Slot {
                offset: field.offset_bits / 8,
                natural,
            })
        })
        .collect();
    !definition.is_transparent
        && slots.is_some_and(|slots| {
            !slots.is_empty()
                && layout::plan(&slots, is_union, definition.layout)
                    .is_some_and(|plan| plan.is_natural())
        })
}

/// Maps one record.
pub fn item(
    record: &model::Record,
    mapped: &mut FxHashMap<TypeId, Mapped>,
    types: &Types<'_>,
) -> Item {
    let name = types.names.of_type(record.id).unwrap_or("_");
    let c_name = match &record.name {
        TagName::Tag(c_name) | TagName::Typedef(c_name) => c_name.as_str(),
        TagName::Member(..) | TagName::Declarator(_) | TagName::Unnamed => name,
    };
    let mut item = named_item(name, c_name, &record.source);
    if let Some(facts) = &record.source.facts {
        facts::append_more(&mut item.doc, facts, facts::of_type(facts).as_slice());
    }
    if let Some(definition) = &record.definition
        && types.made_opaque(record.id).is_none()
    {
        describe_fields(definition, &mut item.doc);
    }
    if types.is_split(record.id) {
        let ragged = record.definition.as_ref().filter(|it| is_ragged(it));
        item.remarks.push(match ragged {
            Some(definition) => format!(
                "{} bytes, aligned to {}: Pyrite has no such type",
                definition.layout.size, definition.layout.align
            ),
            None => split::REMARK.to_owned(),
        });
    }
    if let Some(mapped) = mapped.remove(&record.id) {
        item.remarks.extend(mapped.remarks);
        item.kind = mapped.record.into();
    }
    item
}

/// Adds what the members' comments say to the record's own: Pyrite has no place for a comment
/// above the first field.
fn describe_fields(definition: &Definition, doc: &mut Doc) {
    let mut described = definition
        .fields
        .iter()
        .filter(|field| field.doc.is_some() || field.facts.is_some())
        .peekable();
    if described.peek().is_none() {
        return;
    }
    let lines = doc.to_mut();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push("Fields:".to_owned());
    for field in described {
        let name = field.name.as_deref().unwrap_or("(without a name)");
        let facts = field.facts.as_deref();
        let more = facts.map(|facts| facts::of_any(facts, field.doc.as_ref()));
        let said = field.doc.iter().flat_map(|said| &*said.text);
        let text = said.chain(more.iter().flatten());
        for (index, line) in text.enumerate() {
            lines.push(match (index, line.is_empty()) {
                (0, _) => format!("- `{name}`: {line}"),
                (_, true) => String::new(),
                (_, false) => format!("  {line}"),
            });
        }
    }
}

/// One complete record.
fn lay_out(record: &model::Record, definition: &Definition, types: &Types<'_>) -> Mapped {
    if let Some(option) = types.made_opaque(record.id) {
        return hidden(definition.layout, option, types);
    }
    let planned = members(definition, record.is_union, types).and_then(|draft| {
        let slots: Vec<Slot> = draft.members.iter().map(|it| it.slot.clone()).collect();
        let plan = layout::plan(&slots, record.is_union, definition.layout)?;
        Some((draft, plan))
    });
    match planned {
        Some((draft, plan)) if !draft.members.is_empty() => {
            let run = |index: usize| draft.runs.get(index).and_then(Option::as_ref);
            let (accessors, unsaid) = bits::accessors(definition, run, types);
            let mut remarks = draft.remarks;
            remarks.extend(unsaid);
            Mapped {
                record: Record {
                    by_value: types.is_allowed_by_value(record.id),
                    accessors,
                    ..planned_record(draft.members, &plan, record.is_union, definition.layout)
                },
                remarks,
            }
        }
        Some(_) | None => stored(record, definition, types),
    }
}
