//! Which bit-field of C each method is about.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use rustc_hash::FxHashMap;

use super::{BitMember, BitRecord};
use crate::decls::model::{CType, Definition, Field, QualType};
use crate::pyrite::model::{Item, MethodKind};
use crate::verify::claims::Claimer;
use crate::verify::declare::integer_of;
use crate::verify::dictionary::Members;

impl<'m> Claimer<'m> {
    /// What the methods of a record are about. `around` is how C spells the record, its size and
    /// where in it this one begins.
    pub(in crate::verify) fn bits(
        &mut self,
        item: &'m Item,
        definition: &Definition,
        is_union: bool,
        (spelling, size, base): (&str, u64, u64),
    ) {
        let members = Members::new(&definition.fields);
        let mut names: FxHashMap<&str, [Option<String>; 2]> = FxHashMap::default();
        let mut unknown = Vec::new();
        for method in self.methods.of(&item.name) {
            let (name, place) = match method.kind {
                MethodKind::Getter { .. } => (Some(method.name.as_str()), 0),
                MethodKind::Setter { .. } => (method.name.strip_prefix("set_"), 1),
            };
            let c = name.and_then(|name| members.find(name));
            match c
                .filter(|it| it.bit_width.is_some())
                .and_then(|it| it.name.as_deref())
            {
                Some(c) => names.entry(c).or_default()[place] = Some(method.name.clone()),
                None => unknown.push((method.position.line, method.name.clone())),
            }
        }
        for (line, name) in unknown {
            self.wrong_at(line, format!("C has no bit-field for the method `{name}`"));
        }
        let list: Vec<BitMember> = definition
            .fields
            .iter()
            .enumerate()
            .filter_map(|(index, field)| {
                let [getter, setter] = names.remove(field.name.as_deref()?).unwrap_or_default();
                self.bit_field(field, is_union.then_some(index), getter, setter)
            })
            .collect();
        for member in &list {
            match (&member.getter, &member.setter, member.is_const) {
                (None, None, _) => self.unchecked(format!("no method is for `{}`", member.name)),
                (None, Some(_), _) => self.unchecked(format!("no method reads `{}`", member.name)),
                (Some(_), None, false) => {
                    self.unchecked(format!("no method writes `{}`", member.name));
                }
                (Some(_), Some(_), _) | (Some(_), None, true) => {}
            }
        }
        if list
            .iter()
            .any(|it| it.getter.is_some() || it.setter.is_some())
        {
            self.claims.bits.push(BitRecord {
                name: item.name.clone(),
                spelling: spelling.to_owned(),
                size,
                base,
                members: list,
            });
        }
    }

    /// A bit-field with its methods; `None` for a plain member.
    fn bit_field(
        &self,
        field: &Field,
        alternative: Option<usize>,
        getter: Option<String>,
        setter: Option<String>,
    ) -> Option<BitMember> {
        let (bits, signed) = self.integer(&field.ty)?;
        Some(BitMember {
            name: field.name.clone()?,
            offset: field.offset_bits,
            width: field.bit_width?,
            signed,
            is_bool: bits == 1,
            is_const: field.ty.is_const,
            type_bits: Some(bits).filter(|it| *it > 1),
            alternative,
            getter,
            setter,
        })
    }

    /// Width and sign of the type of a bit-field; a `_Bool` is 1 bit wide.
    fn integer(&self, ty: &QualType) -> Option<(u32, bool)> {
        match self.dictionary.resolved(ty).0 {
            CType::Bool => Some((1, false)),
            CType::Enumeration(id) => match self.dictionary.underlying(*id)? {
                CType::Bool => Some((1, false)),
                underlying => integer_of(underlying, self.dictionary.model),
            },
            CType::Atomic(of) => self.integer(of),
            plain => integer_of(plain, self.dictionary.model),
        }
    }
}
