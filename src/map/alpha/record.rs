//! Structures that alpha lays out as C does, storage for all others, and those that neither can
//! be.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, Mention};
use super::spell::{Tags, spell};
use crate::decls::model::Layout;
use crate::diagnostic::Reason;
use crate::map::model::{Field, Item, ItemKind, Module, Record, Type};

/// The names of types that are skipped.
pub(super) type Refused = BTreeSet<String>;

/// What the layout of storage hangs on.
pub(super) struct Facts {
    /// The widest alignment that an integer has as a member, in bytes: 4 for `long long` on
    /// i686 outside Windows (System V ABI i386), 1 on AVR, which aligns nothing.
    widest: u64,
    /// Size of a pointer in bytes.
    pointer_size: u64,
    /// The layouts of records, by name.
    records: BTreeMap<String, Layout>,
    /// How C introduces each record.
    tags: Tags,
}

impl Facts {
    /// The facts of a module and its items.
    pub(super) fn of(module: &Module, items: &[Item]) -> Facts {
        let target = &module.target;
        let mut facts = Facts {
            widest: target.widest_alignment(),
            pointer_size: module.data_model.pointer.size,
            records: BTreeMap::new(),
            tags: Tags::new(),
        };
        for item in items {
            let tag = match &item.kind {
                ItemKind::Record(record) => {
                    facts.records.insert(item.name.clone(), record.layout);
                    if record.is_union { "union" } else { "struct" }
                }
                ItemKind::Opaque => "struct",
                ItemKind::Function(_)
                | ItemKind::Alias(_)
                | ItemKind::Constant(_)
                | ItemKind::Variable(_)
                | ItemKind::Skipped(_) => continue,
            };
            facts.tags.insert(item.name.clone(), tag);
        }
        facts
    }

    /// How C introduces each record: `struct` or `union`.
    pub(super) fn tags(&self) -> &Tags {
        &self.tags
    }

    /// Size and alignment of a type as a member; `None` where it has none.
    fn layout(&self, ty: &Type) -> Option<Layout> {
        let scalar = |size: u64| {
            Some(Layout {
                size,
                align: size.clamp(1, self.widest),
            })
        };
        match ty {
            Type::Bool => scalar(1),
            Type::Int(bits) | Type::Uint(bits) | Type::Float(bits) => scalar(u64::from(*bits) / 8),
            Type::Basic(basic) => self.layout(&basic.width.into()),
            Type::Usize
            | Type::Isize
            | Type::Pointer { .. }
            | Type::Optional(_)
            | Type::Function { .. } => scalar(self.pointer_size),
            Type::Array { element, len } => self.layout(element).map(|element| Layout {
                size: element.size.saturating_mul(*len),
                align: element.align,
            }),
            Type::Named(name) => self.records.get(name).copied(),
            Type::Void | Type::Str => None,
        }
    }

    /// The members of a record with their offsets in bytes, by C's rules under `packed`. Padding
    /// counts for the offsets, but is no member of C.
    fn members(&self, record: &Record) -> String {
        let mut end = Some(0_u64);
        let mut text = String::from("C members:");
        let mut comma = "";
        for field in &record.fields {
            let start = match (self.layout(&field.ty), end) {
                (Some(layout), Some(end)) => {
                    let align = layout.align.min(record.packed.unwrap_or(u64::MAX)).max(1);
                    let start = if record.is_union {
                        Some(0)
                    } else {
                        end.checked_next_multiple_of(align)
                    };
                    start.map(|start| (start, start.saturating_add(layout.size)))
                }
                _ => None,
            };
            end = start.map(|(_, end)| end);
            if field.is_padding {
                continue;
            }
            let ty = spell(&field.ty, &self.tags);
            text.push_str(&format!("{comma} {}: {ty}", field.name));
            if let Some((start, _)) = start {
                text.push_str(&format!(" at {start}"));
            }
            if let Some(remark) = &field.remark {
                text.push_str(&format!(" ({remark})"));
            }
            comma = ",";
        }
        text
    }

    /// The record as one field of the right size and alignment: `_data: [uN; K]`.
    fn storage(&self, record: &Record) -> Result<Record, Reason> {
        let Layout { size, align } = record.layout;
        let unit = align.max(1);
        let bits = match unit {
            1 => 8,
            2 => 16,
            4 => 32,
            8 => 64,
            _ => 0,
        };
        if bits == 0 || unit > self.widest || size % unit != 0 {
            return Err(Reason::NotInAlpha(format!("alignment of {align}")));
        }
        Ok(Record {
            is_union: false,
            packed: None,
            align: None,
            fields: vec![Field {
                name: "_data".to_owned(),
                ty: Type::Array {
                    element: Box::new(Type::Uint(bits)),
                    len: size / unit,
                },
                remark: None,
                is_padding: false,
                offset: 0,
            }],
            layout: record.layout,
            by_value: false,
            accessors: Vec::new(),
        })
    }
}

/// Turns every record that is not a structure of natural layout into storage, or skips it where
/// no storage of alpha has its alignment.
pub(super) fn store(items: &mut [Item], facts: &Facts) {
    for item in items {
        let ItemKind::Record(record) = &mut item.kind else {
            continue;
        };
        let held: Vec<String> = std::mem::take(&mut record.accessors)
            .iter()
            .map(|it| format!("{} holds {}: {}", it.storage, it.c_name, it.place))
            .collect();
        if !record.is_union && record.packed.is_none() && record.align.is_none() {
            item.remarks.extend(held);
            continue;
        }
        item.kind = match facts.storage(record) {
            Ok(storage) => {
                item.remarks.extend(held);
                item.remarks.push(facts.members(record));
                storage.into()
            }
            Err(reason) => ItemKind::Skipped(reason),
        };
    }
}

/// Skips the records that hold a type which is not there, and those that hold them. Returns the
/// names of all types that are skipped.
pub(super) fn refuse(items: &mut [Item]) -> Refused {
    let mut whole: BTreeSet<String> = items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Record(_)))
        .map(|item| item.name.clone())
        .collect();
    // Types mostly stand after what they hold, so that the second round finds nothing more.
    loop {
        let mut changed = false;
        for item in items.iter_mut() {
            if !matches!(item.kind, ItemKind::Record(_)) {
                continue;
            }
            let mut missing = None;
            names::of_item(item, |name, mention| {
                if mention == Mention::Holds && !whole.contains(name) {
                    missing.get_or_insert_with(|| name.to_owned());
                }
            });
            if let Some(name) = missing {
                whole.remove(&item.name);
                item.kind = ItemKind::Skipped(Reason::NeedsRefused(name));
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    // A name that stands for a type after all (opaque, because only pointers need it) is there.
    let there: BTreeSet<&str> = items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Record(_) | ItemKind::Opaque))
        .map(|item| item.name.as_str())
        .collect();
    items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Skipped(_)))
        .filter(|item| !there.contains(item.name.as_str()))
        .map(|item| item.name.clone())
        .collect()
}
