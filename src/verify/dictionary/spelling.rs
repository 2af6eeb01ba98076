//! How C spells a type that may have no name.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::{Dictionary, Entry};
use crate::decls::model::{CType, Field, Record, TagName, TypeId};

impl<'d> Dictionary<'d> {
    /// Finds the ways to types without a name, in C's names: `outer_field`, `outer_anon0`.
    pub(super) fn find_paths(&mut self) {
        let mut known: Vec<Option<String>> = vec![None; self.entries.len()];
        // A record stands after those that it holds, so that ways are found from the outside.
        for index in (0..self.entries.len()).rev() {
            self.path(
                TypeId(u32::try_from(index).unwrap_or(u32::MAX)),
                &mut known,
                0,
            );
        }
        for (index, path) in known.into_iter().enumerate() {
            let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
            if let (Some(path), Some(TagName::Member(..) | TagName::Declarator(_))) =
                (path, self.tag_name(id))
            {
                self.paths.entry(path).or_insert(id);
            }
        }
    }

    /// The name of a record or enumeration, or the way to it.
    fn path(&self, id: TypeId, known: &mut Vec<Option<String>>, depth: usize) -> Option<String> {
        /// No header nests types without names more deeply.
        const DEEPEST: usize = 200;
        if let Some(Some(path)) = known.get(id.0 as usize) {
            return Some(path.clone());
        }
        if depth > DEEPEST {
            return None;
        }
        let path = match self.tag_name(id)? {
            TagName::Tag(name) | TagName::Typedef(name) => name.clone(),
            TagName::Member(outer, member) => {
                format!("{}_{member}", self.path(*outer, known, depth + 1)?)
            }
            TagName::Declarator(owner) => format!("{owner}_{}", self.word(id)?),
            TagName::Unnamed => return None,
        };
        if let Some(slot) = known.get_mut(id.0 as usize) {
            *slot = Some(path.clone());
        }
        Some(path)
    }

    /// How a record or enumeration is named.
    fn tag_name(&self, id: TypeId) -> Option<&'d TagName> {
        match self.entry(id)? {
            Entry::Record(record) => Some(&record.name),
            Entry::Enumeration(enumeration) => Some(&enumeration.name),
            Entry::Typedef(_) => None,
        }
    }

    /// C's keyword of a type.
    fn word(&self, id: TypeId) -> Option<&'static str> {
        match self.entry(id)? {
            Entry::Record(record) if record.is_union => Some("union"),
            Entry::Record(_) => Some("struct"),
            Entry::Enumeration(_) => Some("enum"),
            Entry::Typedef(_) => None,
        }
    }

    /// Finds how C spells each type.
    pub(super) fn find_spellings(&mut self) {
        self.spellings = vec![None; self.entries.len()];
        let mut open: Vec<usize> = (0..self.entries.len()).collect();
        // Those within others need the others' spelling first, which may stand later.
        loop {
            let before = open.len();
            open.retain(|&index| {
                let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
                let spelling = self.spell(id);
                let is_open = spelling.is_none();
                if let Some(slot) = self.spellings.get_mut(index) {
                    *slot = spelling;
                }
                is_open
            });
            if open.len() == before {
                return;
            }
        }
    }

    /// How C spells a type, as far as it is known by now.
    fn spell(&self, id: TypeId) -> Option<String> {
        if let Entry::Typedef(typedef) = self.entry(id)? {
            return Some(typedef.name.clone());
        }
        match self.tag_name(id)? {
            TagName::Tag(tag) => Some(format!("{} {tag}", self.word(id)?)),
            TagName::Typedef(name) => Some(name.clone()),
            TagName::Member(outer, member) => {
                let field = self.member(self.record(*outer)?, member, id)?;
                field.name.as_ref()?;
                let around = match self.spelling(*outer) {
                    Some(outer) => outer.to_owned(),
                    None => self.inside(*outer)?.0,
                };
                let value = format!("(({around} *)0)->{member}");
                self.peeled(&field.ty.ty, value)
            }
            TagName::Declarator(owner) if self.variables.contains_key(owner.as_str()) => {
                let variable = self.variables.get(owner.as_str())?;
                self.peeled(&variable.ty.ty, owner.clone())
            }
            TagName::Declarator(owner) => match self.entry(*self.typedefs.get(owner.as_str())?)? {
                Entry::Typedef(typedef) => {
                    self.peeled(&typedef.target.ty, format!("(*({owner} *)0)"))
                }
                Entry::Record(_) | Entry::Enumeration(_) => None,
            },
            TagName::Unnamed => None,
        }
    }

    /// The member that has a type without a name.
    fn member(&self, outer: &'d Record, member: &str, id: TypeId) -> Option<&'d Field> {
        let fields = &outer.definition.as_ref()?.fields;
        let mut named = fields
            .iter()
            .filter(|it| it.name.as_deref() == Some(member));
        if let Some(field) = named.next() {
            return Some(field);
        }
        fields
            .iter()
            .find(|field| field.name.is_none() && innermost(&field.ty.ty) == Some(id))
    }

    /// The `typeof` of a value behind pointers and in arrays.
    fn peeled(&self, ty: &CType, mut value: String) -> Option<String> {
        let mut ty = ty;
        loop {
            ty = match ty {
                CType::Pointer { pointee, .. } => {
                    value = format!("(*{value})");
                    &pointee.ty
                }
                CType::Array { element, .. } => {
                    value.push_str("[0]");
                    &element.ty
                }
                CType::Record(_) | CType::Enumeration(_) => {
                    return Some(format!("__typeof__({value})"));
                }
                // The comma takes `_Atomic` off.
                CType::Atomic(_) => return Some(format!("__typeof__((0, {value}))")),
                _ => return None,
            };
        }
    }

    /// The record around a member without a name, whose members are that record's too.
    pub fn inside(&self, id: TypeId) -> Option<(String, TypeId)> {
        let mut id = id;
        // Each step leads to another record, of which there are no more.
        for _ in 0..self.entries.len() {
            let TagName::Member(outer, member) = self.tag_name(id)? else {
                return None;
            };
            let field = self.member(self.record(*outer)?, member, id)?;
            if field.name.is_some() {
                return None;
            }
            if let Some(spelling) = self.spelling(*outer) {
                return Some((spelling.to_owned(), *outer));
            }
            id = *outer;
        }
        None
    }
}

/// The record or enumeration at the end of a type without typedefs.
fn innermost(ty: &CType) -> Option<TypeId> {
    match ty {
        CType::Record(id) | CType::Enumeration(id) => Some(*id),
        CType::Array { element, .. } => innermost(&element.ty),
        _ => None,
    }
}
