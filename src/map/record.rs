//! Structures and unions: C's members where Pyrite gives them clang's layout, storage where not.
mod bits;
mod words;

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::ctype::Types;
use super::layout::{self, Plan, Slot};
use super::model::{Field, Item, ItemKind, Record, Type};
use super::{doc, named_item, names, qualifier, split};
use crate::decls::model::{self, Declaration, Definition, Layout, TagName, TypeId};
use bits::Run;
use words::{is_stored_va_list, storage_remark};

/// A complete record as Pyrite has it.
pub struct Mapped {
    /// Fields and attributes.
    record: Record,
    /// What a reader cannot see from the fields.
    remarks: Vec<String>,
}

/// One field to be, with its place.
struct Member {
    /// The field; its name is final.
    field: Field,
    /// Its place and natural layout.
    slot: Slot,
}

/// The fields that a record is to have, before it is known whether they can be written.
#[derive(Default)]
struct Draft {
    /// In C's order, with runs of bit-fields as bytes.
    members: Vec<Member>,
    /// For each member of C the run that holds it, where it is a bit-field.
    runs: Vec<Option<Run>>,
    /// What the fields do not show.
    remarks: Vec<String>,
}

/// Lays all complete records out.
pub fn lay_out_all(
    types: &mut Types<'_>,
    declarations: &[Declaration],
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
                | Declaration::Skipped(_) => None,
            })
    };
    types.refuse_layouts(split::records(declarations, types));
    // First of all which may travel by value, because a member can point to a function that
    // takes any record, this one or a later one. What a record holds stands before it.
    for (record, definition) in complete() {
        if !types.is_split(record.id) && travels(definition, record.is_union, types) {
            types.allow_by_value(record.id);
        }
    }
    complete()
        .filter(|(record, _)| !types.is_split(record.id))
        .map(|(record, definition)| (record.id, lay_out(record, definition, types)))
        .collect()
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
    if let Some(definition) = &record.definition {
        describe_fields(definition, &mut item.doc);
    }
    if types.is_split(record.id) {
        item.remarks.push(split::REMARK.to_owned());
    }
    if let Some(mapped) = mapped.remove(&record.id) {
        item.remarks.extend(mapped.remarks);
        item.kind = ItemKind::Record(mapped.record);
    }
    item
}

/// Adds what the members' comments say to the record's own: Pyrite has no place for a comment
/// above the first field.
fn describe_fields(definition: &Definition, lines: &mut Vec<String>) {
    let mut described = definition
        .fields
        .iter()
        .filter(|field| !field.doc.is_empty())
        .peekable();
    if described.peek().is_none() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push("Fields:".to_owned());
    for field in described {
        let name = field.name.as_deref().unwrap_or("(without a name)");
        let text = doc::translate(&field.doc);
        for (index, line) in text.iter().enumerate() {
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

/// A record whose members are written, with what makes their layout clang's.
fn planned_record(members: Vec<Member>, plan: &Plan, is_union: bool, layout: Layout) -> Record {
    let mut taken: BTreeSet<String> = members
        .iter()
        .map(|member| member.field.name.clone())
        .collect();
    let mut count = 0;
    let mut fields = Vec::with_capacity(members.len() + 1);
    let mut pad = |bytes: u64, fields: &mut Vec<Field>| {
        if bytes > 0 {
            let name = names::unique(&format!("_pad{count}"), &taken);
            count += 1;
            taken.insert(name.clone());
            fields.push(Field {
                name,
                ty: bytes_of(bytes),
                remark: None,
                is_padding: true,
            });
        }
    };
    let mut padding = plan.padding.iter().copied();
    for (member, bytes) in members.into_iter().zip(padding.by_ref()) {
        pad(bytes, &mut fields);
        fields.push(member.field);
    }
    for bytes in padding {
        pad(bytes, &mut fields);
    }
    Record {
        is_union,
        packed: plan.packed,
        align: plan.align,
        fields,
        layout,
        by_value: false,
        accessors: Vec::new(),
    }
}

/// A record as storage of the right size and alignment, with its members in the remarks.
fn stored(record: &model::Record, definition: &Definition, types: &Types<'_>) -> Mapped {
    let layout = definition.layout;
    let run = Run {
        storage: "_data".to_owned(),
        start: 0,
    };
    let (accessors, unsaid) = bits::accessors(definition, |_| Some(&run), types);
    // Only bytes can be indexed for bit-fields.
    let (ty, own) = if accessors.is_empty() {
        let own = layout::storage_align(layout, types.model);
        (layout::storage(layout, types.model), own)
    } else {
        (bytes_of(layout.size), 1)
    };
    let mut remarks = vec![format!(
        "{} bytes in C, aligned to {}; members by offset:",
        layout.size, layout.align
    )];
    for field in &definition.fields {
        let name = field.name.as_deref().unwrap_or("(without a name)");
        match field.bit_width {
            None => remarks.push(format!(
                "  {name}: {} bytes at {}",
                field.layout.size,
                field.offset_bits / 8
            )),
            Some(width) => {
                remarks.push(format!("  {name}: {}", bits::place(field, width, types)));
            }
        }
    }
    remarks.extend(unsaid);
    if definition.fields.is_empty() {
        remarks = vec![format!("no members in C; {} bytes", layout.size)];
    }
    Mapped {
        record: Record {
            is_union: record.is_union,
            packed: None,
            align: (own < layout.align).then_some(layout.align),
            fields: vec![Field {
                name: run.storage,
                ty,
                remark: None,
                is_padding: false,
            }],
            layout,
            by_value: false,
            accessors,
        },
        remarks,
    }
}

/// The members in C's order, with runs of bit-fields as bytes; `None` where a member has no
/// place in bytes.
fn members(definition: &Definition, is_union: bool, types: &Types<'_>) -> Option<Draft> {
    let verbatim: BTreeSet<String> = definition
        .fields
        .iter()
        .filter_map(|field| field.name.clone())
        .collect();
    let mut taken: BTreeSet<String> = verbatim
        .iter()
        .map(|name| names::field(name, &verbatim))
        .collect();
    let mut draft = Draft {
        members: Vec::with_capacity(definition.fields.len()),
        ..Draft::default()
    };
    let mut anonymous = 0;
    let mut runs = 0;
    // The run that the next bit-field may continue, and its end.
    let mut open: Option<(Run, u64)> = None;
    for field in &definition.fields {
        if let Some(width) = field.bit_width {
            if width == 0 {
                draft.runs.push(None);
                continue;
            }
            let start = field.offset_bits / 8;
            let end = field.offset_bits.checked_add(u64::from(width))?.div_ceil(8);
            let (run, end) = match open.take() {
                Some((run, last)) if !is_union && start <= last && start >= run.start => {
                    draft.members.pop();
                    (run, last.max(end))
                }
                Some(_) | None => {
                    let storage = names::unique(&format!("_bits{runs}"), &taken);
                    runs += 1;
                    (Run { storage, start }, end)
                }
            };
            let bytes = end - run.start;
            draft
                .members
                .push(bytes_at(run.storage.clone(), run.start, bytes));
            draft.runs.push(Some(run.clone()));
            open = Some((run, end));
            continue;
        }
        open = None;
        let name = match &field.name {
            Some(name) => names::field(name, &verbatim),
            None => {
                let name = names::unique(&format!("anon{anonymous}"), &taken);
                anonymous += 1;
                taken.insert(name.clone());
                name
            }
        };
        draft.members.push(member(name, field, types)?);
        draft.runs.push(None);
    }
    let named: BTreeSet<&str> = definition
        .fields
        .iter()
        .zip(&draft.runs)
        .filter(|(field, _)| field.name.is_some())
        .filter_map(|(_, run)| Some(run.as_ref()?.storage.as_str()))
        .collect();
    let nameless = draft.runs.iter().flatten().map(|run| run.storage.as_str());
    let nameless: BTreeSet<&str> = nameless.filter(|run| !named.contains(run)).collect();
    draft.remarks = nameless
        .into_iter()
        .map(|run| format!("{run}: bits without a name in C"))
        .collect();
    Some(draft)
}

/// A run of bit-fields as bytes.
fn bytes_at(name: String, offset: u64, size: u64) -> Member {
    Member {
        field: Field {
            name,
            ty: bytes_of(size),
            remark: None,
            is_padding: false,
        },
        slot: Slot {
            offset,
            natural: Layout { size, align: 1 },
        },
    }
}

/// An ordinary member.
fn member(name: String, field: &model::Field, types: &Types<'_>) -> Option<Member> {
    let offset = (field.offset_bits.is_multiple_of(8)).then_some(field.offset_bits / 8)?;
    let sayable = types
        .held(&field.ty.ty)
        .zip(types.layout(&field.ty.ty))
        .filter(|(_, natural)| natural.size == field.layout.size);
    let (ty, natural, remark) = match sayable {
        Some((ty, natural)) => {
            let remark = types
                .unsaid_function(&field.ty.ty)
                .map(|reason| format!("function pointer: {reason}"))
                .or_else(|| qualifier::lost(&field.ty).map(str::to_owned))
                .or_else(|| is_stored_va_list(&field.ty.ty).then(|| "va_list".to_owned()));
            (ty, natural, remark)
        }
        None => {
            let natural = Layout {
                size: field.layout.size,
                align: layout::storage_align(field.layout, types.model),
            };
            let ty = layout::storage(field.layout, types.model);
            (ty, natural, Some(storage_remark(&field.ty.ty)))
        }
    };
    Some(Member {
        field: Field {
            name,
            ty,
            remark,
            is_padding: false,
        },
        slot: Slot { offset, natural },
    })
}

/// `[u8; n]`
fn bytes_of(len: u64) -> Type {
    Type::Array {
        element: Box::new(Type::Uint(8)),
        len,
    }
}
