//! Records, enumerations and typedefs by value.

use super::{Entry, Types};
use crate::decls::model::TypeId;
use crate::diagnostic::Reason;
use crate::map::model::Type;

impl<'d> Types<'d> {
    /// A structure or union by value.
    pub(super) fn record_by_value(&self, id: TypeId) -> Result<Type, Reason> {
        let spelling = self.c_name(id);
        match self.entry(id) {
            Some(Entry::Record(record)) if record.definition.is_none() => {
                Err(Reason::IncompleteType(spelling))
            }
            Some(Entry::Record(_)) if self.is_blocked(id) => Ok(self.named(id)),
            Some(Entry::Record(_)) if self.made_opaque(id).is_some() => {
                let option = self.made_opaque(id).unwrap_or_default();
                Err(Reason::MadeOpaque(spelling, option.to_owned()))
            }
            Some(Entry::Record(_)) if self.is_split(id) => Err(Reason::LayoutInDoubt(spelling)),
            Some(Entry::Record(_)) if self.is_allowed_by_value(id) => Ok(self.named(id)),
            Some(Entry::Record(_) | Entry::Enumeration(_) | Entry::Typedef(_)) | None => {
                Err(Reason::ByValue(spelling))
            }
        }
    }

    /// An enumeration by value.
    pub(super) fn enumeration_by_value(&self, id: TypeId) -> Result<Type, Reason> {
        match self.entry(id) {
            Some(Entry::Enumeration(it)) if self.integer(&it.underlying).is_some() => {
                Ok(match self.names.of_type(id) {
                    Some(name) => Type::Named(name.to_owned()),
                    None => self.integer(&it.underlying).unwrap_or(Type::Void),
                })
            }
            Some(Entry::Record(_) | Entry::Enumeration(_) | Entry::Typedef(_)) | None => {
                Err(Reason::IncompleteType(self.c_name(id)))
            }
        }
    }

    /// A typedef by value.
    pub(super) fn typedef_by_value(&self, id: TypeId) -> Result<Type, Reason> {
        if let Some(known) = self.well_known(id) {
            return Ok(known);
        }
        if let Some(known) = self.passed.borrow().get(&id) {
            return known.clone();
        }
        let passed = match self.typedef(id) {
            Some(typedef) => self.by_value(&typedef.target).map(|target| {
                if self.is_same_as_its_tag(id) {
                    target
                } else {
                    self.named(id)
                }
            }),
            None => Err(Reason::NeedsRefused(self.c_name(id))),
        };
        self.passed.borrow_mut().insert(id, passed.clone());
        passed
    }
}
