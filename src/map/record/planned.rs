//! A record whose members are written.

use std::collections::BTreeSet;

use super::draft::{Member, bytes_of};
use crate::decls::model::Layout;
use crate::map::layout::Plan;
use crate::map::model::{Field, Record};
use crate::map::names;

/// A record whose members are written, with what makes their layout clang's.
pub(super) fn planned_record(
    members: Vec<Member>,
    plan: &Plan,
    is_union: bool,
    layout: Layout,
) -> Record {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    if plan.padding.iter().any(|bytes| *bytes > 0) {
        taken.extend(members.iter().map(|member| member.field.name.clone()));
    }
    let mut count = 0;
    let mut fields = Vec::with_capacity(members.len() + 1);
    let mut pad = |bytes: u64, offset: u64, fields: &mut Vec<Field>| {
        if bytes > 0 {
            let name = names::unique(&format!("_pad{count}"), |name| taken.contains(name));
            count += 1;
            taken.insert(name.clone());
            fields.push(Field {
                name,
                ty: bytes_of(bytes),
                remark: None,
                is_padding: true,
                offset,
            });
        }
    };
    let mut padding = plan.padding.iter().copied();
    let mut end = 0;
    for (member, bytes) in members.into_iter().zip(padding.by_ref()) {
        pad(bytes, end, &mut fields);
        end = member.slot.offset + member.slot.natural.size;
        fields.push(member.field);
    }
    for bytes in padding {
        pad(bytes, if is_union { 0 } else { end }, &mut fields);
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
