//! A record as storage.

use super::bits::{self, Run};
use super::draft::bytes_of;
use super::{Mapped, Types};
use crate::decls::model::{self, Definition};
use crate::map::layout;
use crate::map::model::{Field, Record};

/// A record as storage of the right size and alignment, with its members in the remarks.
pub(super) fn stored(record: &model::Record, definition: &Definition, types: &Types<'_>) -> Mapped {
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
                offset: 0,
            }],
            layout,
            by_value: false,
            accessors,
        },
        remarks,
    }
}
