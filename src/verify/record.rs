//! `struct S:`, `union U:`

use rustc_hash::FxHashSet;

use super::claims::{Claimer, is_numbered};
use super::declare::{Declare, is_opaque, may_end};
use super::dictionary::Members;
use super::part::{Part, Test};
use crate::decls::model::{Definition, Field as CField, Record as CRecord};
use crate::pyrite::model::{Field, Item, ItemKind, Record};
use crate::verdict::Aspect;

/// The record of C that fields are asked of.
struct Around {
    /// How C spells it.
    spelling: String,
    /// Where the module's record begins in it.
    base: Base,
}

/// Where a record begins in the one around it.
enum Base {
    /// As far from its start as the module says, in bytes.
    At(u64),
    /// The module does not say, because it stores the outer record as bytes: this member is as
    /// far from the start of the inner one.
    Member(String, u64),
}

impl<'m> Claimer<'m> {
    /// What a record claims.
    pub(super) fn record(&mut self, item: &'m Item, record: &'m Record) {
        if is_opaque(&item.kind) {
            return;
        }
        let dictionary = self.dictionary;
        let Some(id) = dictionary.record_named(&item.name) else {
            return self.not_declared(&[&item.name]);
        };
        let Some(c) = dictionary.record(id) else {
            return self.not_declared(&[&item.name]);
        };
        let Some(definition) = &c.definition else {
            return self.wrong("members here, none that C tells");
        };
        // Alpha knows no union, and storage is no matter of its kind.
        if record.is_union != c.is_union && !is_storage(record) {
            let word = |is_union| if is_union { "union" } else { "struct" };
            let (here, there) = (word(record.is_union), word(c.is_union));
            self.wrong(format!("{here} here, {there} in C"));
        }
        let computed = match self.declare.layouts.record(&item.name, record) {
            Ok(computed) => computed,
            Err(why) => return self.wrong(why),
        };
        let mut parts = Vec::with_capacity(record.fields.len() * 2 + 2);
        let members = Members::new(&definition.fields);
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
                    let expression = format!("{operator}({spelling})");
                    let test = match operator {
                        // clang gives `short` another alignment than avr-gcc does.
                        "_Alignof" if self.target.arch == "avr" => Test::Holds {
                            condition: format!("quarry_either({expression} == {value}, 1)"),
                            shown: String::new(),
                            is_folded: false,
                        },
                        _ => Test::Equal {
                            expression,
                            value: i128::from(value),
                        },
                    };
                    parts.push(self.part(aspect, about, value, test));
                }
                Around {
                    spelling: spelling.to_owned(),
                    base: Base::At(0),
                }
            }
            None => {
                let first = record
                    .fields
                    .iter()
                    .zip(&computed.offsets)
                    .find_map(|(field, at)| {
                        let name = members.find(&field.name)?.name.clone()?;
                        Some(Base::Member(name, *at))
                    });
                let base = self.base(item).map(Base::At).or(first);
                match (dictionary.inside(id), base) {
                    (Some((spelling, _)), Some(base)) => Around { spelling, base },
                    (None, _) | (_, None) => return self.unchecked("C has no name for this type"),
                }
            }
        };
        let mut there = FxHashSet::default();
        for (field, offset) in record.fields.iter().zip(&computed.offsets) {
            let c = members.find(&field.name);
            there.extend(c.and_then(|it| it.name.as_deref()));
            self.field(field, *offset, &around, c, &mut parts);
        }
        self.claim(parts);
        if let Base::At(base) = around.base {
            let outer = dictionary
                .inside(id)
                .and_then(|(_, id)| dictionary.record(id));
            let size = match outer.and_then(|it| it.definition.as_ref()) {
                Some(outer) if dictionary.spelling(id).is_none() => outer.layout.size,
                Some(_) | None => definition.layout.size,
            };
            let spelling = &around.spelling;
            self.bits(item, definition, c.is_union, (spelling, size, base));
        }
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
        let of = |member: &str| format!("__builtin_offsetof({spelling}, {member})");
        let (expression, about, value) = match &around.base {
            Base::At(0) => (of(member), String::new(), offset.into()),
            Base::At(base) => (
                of(member),
                format!(" in `{spelling}`"),
                i128::from(*base) + i128::from(offset),
            ),
            Base::Member(first, at) => (
                format!("(long){} - (long){}", of(member), of(first)),
                format!(" behind `{first}`"),
                i128::from(offset) - i128::from(*at),
            ),
        };
        let mut part = self.part(
            Aspect::Offset,
            &format!("offset of `{}`{about}", field.name),
            value,
            Test::Equal { expression, value },
        );
        part.line = line;
        parts.push(part);
        let subject = format!("__typeof__((({spelling} *)0)->{member})");
        let declare = |it: &mut Declare<'m>| it.ty(&field.ty, Some(&c.ty));
        match self.same(subject, may_end(&field.ty), declare) {
            Ok(test) => {
                let mut part = self.part(
                    Aspect::FieldType,
                    &format!("`{}`", field.name),
                    format!("`{}`", field.ty),
                    test,
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
