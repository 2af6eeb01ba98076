//! What the module has other words for than C: bytes for what Pyrite has no type for, and in alpha
//! pointers to bytes.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::super::c_type::attribute;
use super::{Declare, Gap, Place, integer_of, nameless};
use crate::decls::model::{CType, FunctionType as CFunctionType, QualType};
use crate::pyrite::model::{Dialect, IntegerType, Type};

impl<'m> Declare<'m> {
    /// What a pointer of the module points to where the text has no word for it: a function
    /// without a prototype or with what Pyrite does not pass, and in alpha anything.
    pub(super) fn as_other_pointer<'h>(
        &self,
        pointee: &Type,
        mutable: bool,
        hint: Option<&'h QualType>,
    ) -> Option<&'h QualType>
    where
        'm: 'h,
    {
        let hint = hint?;
        match (pointee, self.resolved(Some(hint))?) {
            (Type::Void, CType::Function(function)) if mutable && !self.is_plain(function) => {
                Some(hint)
            }
            (
                Type::Integer(IntegerType::U8),
                CType::Void | CType::Record(_) | CType::Function(_),
            ) if self.dialect == Dialect::Alpha => Some(hint),
            _ => None,
        }
    }

    /// Whether a type is the module's word for a `va_list`.
    pub(super) fn is_list(&self, ty: &Type) -> bool {
        match ty {
            Type::Pointer {
                mutable: true,
                pointee,
            } => match **pointee {
                Type::Void => true,
                Type::Integer(IntegerType::U8) => self.dialect == Dialect::Alpha,
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a function takes and gives nothing but what Pyrite surely has words for.
    fn is_plain(&self, function: &CFunctionType) -> bool {
        let is_plain = |ty: &QualType| match self.resolved(Some(ty)) {
            Some(CType::Void | CType::Bool | CType::Float | CType::Double) => true,
            Some(CType::Pointer { .. }) => true,
            Some(CType::Enumeration(id)) => self
                .dictionary
                .underlying(*id)
                .is_some_and(|it| integer_of(it, self.dictionary.model).is_some()),
            Some(other) => integer_of(other, self.dictionary.model).is_some(),
            None => false,
        };
        let is_known = attribute(&function.convention).is_some();
        let mut all = function.parameters.iter().chain([&function.result]);
        function.prototyped && is_known && all.all(is_plain)
    }

    /// What the module stores as bytes, because it has no type for it.
    pub(super) fn as_stored(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        place: &Place<'_>,
    ) -> Result<Option<String>, Gap> {
        if !matches!(innermost(ty), Type::Integer(_)) {
            return Ok(None);
        }
        let (Type::Array { .. }, Some(hint)) = (ty, hint) else {
            return Ok(None);
        };
        let mut base = self.resolved(Some(hint));
        while let Some(CType::Array { element, .. }) = base {
            base = self.resolved(Some(element));
        }
        let is_stored = match base {
            Some(
                CType::LongDouble
                | CType::Unsupported { .. }
                | CType::VaList(_)
                | CType::Record(_)
                | CType::Atomic(_),
            ) => true,
            // An array of pointers, functions, …: the compiler objects.
            _ => false,
        };
        if !is_stored {
            return Ok(None);
        }
        let unqualified = QualType {
            is_const: false,
            is_volatile: false,
            ..hint.clone()
        };
        let spelling = self.dictionary.c_type(&unqualified, "");
        let declared = self.dictionary.c_type(
            &unqualified,
            &format!("{}{}", place.qualifiers, place.inner),
        );
        let (Some(spelling), Some(declared)) = (spelling, declared) else {
            return Err(nameless());
        };
        let size = self.layouts.ty(ty).map_err(Gap::Wrong)?.size;
        // A flexible array has no size in C.
        if !spelling.contains("[]") {
            let user = &self.user;
            self.stored
                .entry((spelling, size))
                .or_insert_with(|| user.clone());
        }
        Ok(Some(declared))
    }
}

/// The type of the elements of arrays of arrays.
pub(super) fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Array { element, .. } => innermost(element),
        other => other,
    }
}
