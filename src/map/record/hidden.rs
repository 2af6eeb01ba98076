//! A record whose members the user does not want to see.

use super::{Mapped, Types};
use crate::decls::model::Layout;
use crate::map::layout;
use crate::map::model::{Field, Record};

/// A record as storage of the right size and alignment, with nothing that tells of its members:
/// no bit-field can be read or written either. The option that asks for it is named.
pub(super) fn hidden(layout: Layout, option: &str, types: &Types<'_>) -> Mapped {
    let Layout { size, align } = layout;
    let own = layout::storage_align(layout, types.model);
    Mapped {
        record: Record {
            is_union: false,
            packed: None,
            align: (own < align).then_some(align),
            fields: vec![Field {
                name: "_data".to_owned(),
                ty: layout::storage(layout, types.model),
                remark: None,
                is_padding: false,
                offset: 0,
            }],
            layout,
            by_value: false,
            accessors: Vec::new(),
        },
        remarks: vec![format!(
            "{size} bytes in C, aligned to {align}; {option} hides the members"
        )],
    }
}
