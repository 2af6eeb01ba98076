//! `struct S:`, `union U:`

use rustc_hash::FxHashSet;

use super::claims::{Claimer, is_numbered};
use super::dictionary::Members;
use super::part::{Part, Test};
use crate::decls::model::{Definition, Field as CField, Record as CRecord};
use crate::pyrite::model::{Field, Item, ItemKind, Record};
use crate::verdict::Aspect;

/// The record of C that fields are asked of.
struct Around {
    /// How C spells it.
    spelling: String,
    /// How far from its start the module's record begins, in bytes.
    base: u64,
}

impl<'m> Claimer<'m> {
    /// What a record claims.
    pub(super) fn record(&mut self, item: &'m Item, record: &'m Record) {
        let dictionary = self.dictionary;
        let Some(id) = dictionary.record_named(&item.name) else {
            return self.not_declared(&[&item.name]);
        };
        let Some(c) = dictionary.record(id) else {
            return self.not_declared(&[&item.name]);
        };
        let Some(definition) = &c.definition else {
            if !is_placeholder(record) {
                self.wrong("members here, none that C tells");
            }
            return;
        };
        // Alpha knows no union, and storage is no matter of its kind.
        if record.is_union != c.is_union && !is_storage(record) {
            let word = |is_union| if is_union { "union" } else { "struct" };
            let (here, there) = (word(record.is_union), word(c.is_union));
            self.wrong(format!("{here} here, {there} in C"));
        }
        if is_placeholder(record) && definition.layout.size > 0 {
            // An opaque type of alpha's, which has no word for one.
            return;
        }
        let computed = match self.declare.layouts.record(&item.name, record) {
            Ok(computed) => computed,
            Err(why) => return self.wrong(why),
        };
        let mut parts = Vec::with_capacity(record.fields.len() * 2 + 2);
        let around = match dictionary.spelling(id) {
            Some(spelling) => {
                let sizes = [
                    (Aspect::Size, "size", "sizeof", computed.layout.size),
                    (
                        Aspect::Alignment,
                        "alignment",
                        "_Alignof",
                        computed.layout.align,
                    ),
                ];
                for (aspect, about, operator, value) in sizes {
                    let test = Test::Equal {
                        expression: format!("{operator}({spelling})"),
                        value: i128::from(value),
                    };
                    parts.push(self.part(aspect, about, value, test));
                }
                Around {
                    spelling: spelling.to_owned(),
                    base: 0,
                }
            }
            None => match (dictionary.inside(id), self.base(item)) {
                (Some(outer), Some(base)) => Around {
                    spelling: outer,
                    base,
                },
                (None, _) | (_, None) => return self.unchecked("C has no name for this type"),
            },
        };
        let members = Members::new(&definition.fields);
        let mut there = FxHashSet::default();
        for (field, offset) in record.fields.iter().zip(&computed.offsets) {
            let c = members.find(&field.name);
            there.extend(c.and_then(|it| it.name.as_deref()));
            self.field(field, *offset, &around, c, &mut parts);
        }
        self.claim(parts);
        if !is_storage(record) {
            self.missing(&there, c, definition);
        }
    }

    /// What a field claims.
    fn field(
        &mut self,
        field: &'m Field,
        offset: u64,
        around: &Around,
        c: Option<&CField>,
        parts: &mut Vec<Part>,
    ) {
        if c.is_none() && is_own(&field.name) {
            return;
        }
        let line = field.position.line;
        let Some((c, member)) = c.and_then(|c| Some((c, c.name.as_deref()?))) else {
            return self.wrong_at(line, format!("C has no member `{}`", field.name));
        };
        if c.bit_width.is_some() {
            let message = format!("`{}` is a field here, a bit-field in C", field.name);
            return self.wrong_at(line, message);
        }
        let spelling = &around.spelling;
        let mut part = self.part(
            Aspect::Offset,
            &format!("offset of `{}`", field.name),
            offset,
            Test::Equal {
                expression: format!("__builtin_offsetof({spelling}, {member})"),
                value: i128::from(around.base) + i128::from(offset),
            },
        );
        part.line = line;
        if around.base > 0 {
            part.about = format!("offset of `{}` in `{spelling}`", field.name);
            part.here = (around.base + offset).to_string();
        }
        parts.push(part);
        match self.declare.ty(&field.ty, Some(&c.ty)) {
            Ok(ty) => {
                let mut part = self.part(
                    Aspect::FieldType,
                    &format!("`{}`", field.name),
                    format!("`{}`", field.ty),
                    Test::Same {
                        subject: format!("__typeof__((({spelling} *)0)->{member})"),
                        ty,
                    },
                );
                part.line = line;
                parts.push(part);
            }
            Err(gap) => self.gap(line, gap.of(&field.name)),
        }
    }

    /// Members of C that the module has no field for.
    fn missing(&mut self, there: &FxHashSet<&str>, c: &CRecord, definition: &Definition) {
        for field in &definition.fields {
            let Some(name) = &field.name else { continue };
            if field.bit_width.is_none() && !there.contains(name.as_str()) {
                let at = match c.is_union {
                    true => String::new(),
                    false => format!(" at offset {}", field.offset_bits / 8),
                };
                self.wrong(format!("C has a member `{name}`{at} that is not here"));
            }
        }
    }

    /// How far from the start of the record around it a member without a name is in the text.
    fn base(&mut self, item: &'m Item) -> Option<u64> {
        let mut base = 0_u64;
        let mut name = item.name.as_str();
        // Each step leads to a record that holds the one before.
        for _ in 0..self.held.len() {
            let (outer, index) = *self.held.get(name)?;
            let ItemKind::Record(record) = &outer.kind else {
                return None;
            };
            let computed = self.declare.layouts.record(&outer.name, record).ok()?;
            base = base.checked_add(*computed.offsets.get(index)?)?;
            let id = self.dictionary.record_named(&outer.name)?;
            if self.dictionary.spelling(id).is_some() {
                return Some(base);
            }
            name = &outer.name;
        }
        None
    }
}

/// Whether a field is the module's own: padding, storage, a member without a name.
fn is_own(name: &str) -> bool {
    ["_pad", "_bits", "anon"]
        .iter()
        .any(|word| is_numbered(name, word))
        || ["_data", "_opaque", "_empty"].contains(&name)
}

/// Whether a record shows none of C's members.
fn is_storage(record: &Record) -> bool {
    let is_storage = |name: &str| is_own(name) && !is_numbered(name, "anon");
    record.fields.iter().all(|field| is_storage(&field.name))
}

/// Whether a record stands for a type that nothing is known of.
fn is_placeholder(record: &Record) -> bool {
    matches!(record.fields.as_slice(), [field] if field.name == "_opaque")
}
