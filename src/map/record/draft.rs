//! The fields that a record is to have: C's members, with runs of bit-fields as bytes.

use std::collections::BTreeSet;

use super::Types;
use super::bits::Run;
use super::words::{is_stored_va_list, storage_remark};
use crate::decls::model::{self, Definition, Layout};
use crate::map::layout::{self, Slot};
use crate::map::model::{Field, Type};
use crate::map::qualifier;

/// One field to be, with its place.
pub(super) struct Member {
    /// The field; its name is final.
    pub(super) field: Field,
    /// Its place and natural layout.
    pub(super) slot: Slot,
}

/// The fields that a record is to have, before it is known whether they can be written.
#[derive(Default)]
pub(super) struct Draft {
    /// In C's order, with runs of bit-fields as bytes.
    pub(super) members: Vec<Member>,
    /// For each member of C the run that holds it, where it is a bit-field.
    pub(super) runs: Vec<Option<Run>>,
    /// What the fields do not show.
    pub(super) remarks: Vec<String>,
}

/// The members in C's order, with runs of bit-fields as bytes; `None` where a member has no
/// place in bytes.
pub(super) fn members(definition: &Definition, is_union: bool, types: &Types<'_>) -> Option<Draft> {
    let named = definition.fields.iter().filter_map(|it| it.name.as_deref());
    let mut list = types.names.list(named);
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
                    let storage = list.free(&format!("_bits{runs}"));
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
            Some(name) => list.of(name),
            None => {
                let name = list.add(&format!("anon{anonymous}"));
                anonymous += 1;
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
            offset,
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
            let said = matches!(ty, Type::Function(_));
            let unsaid = || types.unsaid_function(&field.ty.ty);
            let remark = (!said)
                .then(unsaid)
                .flatten()
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
            offset,
        },
        slot: Slot { offset, natural },
    })
}

/// `[u8; n]`
pub(super) fn bytes_of(len: u64) -> Type {
    Type::Array {
        element: Box::new(Type::Uint(8)),
        len,
    }
}
