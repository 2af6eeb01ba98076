//! The types of functions and of pointers to them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::super::c_type::qualifiers;
use super::super::function::default_instead_of;
use super::{Declare, Gap, Place};
use crate::decls::model::{CType, Function as CFunction, FunctionType as CFunctionType, QualType};
use crate::pyrite::model::{Function, FunctionType, Type};

impl<'m> Declare<'m> {
    /// The type of a function, or with a convention that of a pointer to it.
    ///
    /// # Errors
    /// As [`Declare::ty`].
    pub fn signature(
        &mut self,
        function: &'m Function,
        hint: Option<&CFunction>,
    ) -> Result<String, Gap> {
        let own = hint.and_then(default_instead_of);
        let hint = hint.map(|it| &*it.ty);
        let mut parameters = Vec::with_capacity(function.parameters.len());
        for (index, parameter) in function.parameters.iter().enumerate() {
            let hint = hint.and_then(|it| it.parameters.get(index));
            parameters.push(
                self.parameter(&parameter.ty, hint)
                    .map_err(|gap| gap.of(&parameter.name))?,
            );
        }
        let list = list(parameters, function.variadic);
        let attribute = match (&function.convention, own) {
            (None, Some(own)) => own.to_owned(),
            (said, _) => convention(said.as_deref())?,
        };
        let inner = match attribute.is_empty() {
            true => list,
            false => format!("({attribute}*){list}"),
        };
        match &function.result {
            Some(result) => self.result(result, hint.map(|it| &it.result), &inner),
            None => Ok(["void ", &inner].concat()),
        }
    }

    /// A function type of the module, declaring `inner`.
    pub(super) fn function(
        &mut self,
        function: &'m FunctionType,
        hint: Option<&CFunctionType>,
        inner: &str,
    ) -> Result<String, Gap> {
        let mut parameters = Vec::with_capacity(function.parameters.len());
        for (index, parameter) in function.parameters.iter().enumerate() {
            let hint = hint.and_then(|it| it.parameters.get(index));
            parameters.push(self.parameter(parameter, hint)?);
        }
        let inner = [inner, &list(parameters, function.variadic)].concat();
        self.result(&function.result, hint.map(|it| &it.result), &inner)
    }

    /// The type of a parameter. A `va_list` is passed as the target says, which is the text's
    /// business only where it is a value.
    pub(super) fn parameter(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
    ) -> Result<String, Gap> {
        match (ty, self.resolved(hint)) {
            (ty, Some(CType::VaList(_))) if self.is_list(ty) => Ok("__builtin_va_list".to_owned()),
            // C ignores the parameter's own qualifiers, but compilers show them.
            _ => self.result(ty, hint, ""),
        }
    }

    /// A function's declaration by its result, which C may qualify to no effect.
    pub(super) fn result(
        &mut self,
        ty: &'m Type,
        hint: Option<&QualType>,
        inner: &str,
    ) -> Result<String, Gap> {
        let place = Place {
            qualifiers: hint.map_or("", |it| qualifiers(it.is_const, it.is_volatile)),
            inner,
            is_behind: false,
        };
        self.declare(ty, hint, &place)
    }

    /// A pointer to a function.
    pub(super) fn function_pointer(
        &mut self,
        function: &'m FunctionType,
        hint: Option<&CType>,
        place: &Place<'_>,
    ) -> Result<String, Gap> {
        let hint = match hint {
            Some(CType::Pointer { pointee, .. }) => match self.resolved(Some(pointee)) {
                Some(CType::Function(function)) => Some(&**function),
                _ => None,
            },
            _ => None,
        };
        let attribute = convention(function.convention.as_deref())?;
        let inner = ["(", &attribute, "*", place.qualifiers, place.inner, ")"].concat();
        self.function(function, hint, &inner)
    }
}

/// A parameter list.
pub(super) fn list(mut parameters: Vec<String>, variadic: bool) -> String {
    if variadic {
        parameters.push("...".to_owned());
    } else if parameters.is_empty() {
        parameters.push("void".to_owned());
    }
    ["(", &parameters.join(", "), ")"].concat()
}

/// The attribute of a convention, with a blank.
pub(super) fn convention(name: Option<&str>) -> Result<String, Gap> {
    let word = match name {
        None => return Ok(String::new()),
        Some("stdcall") => "stdcall",
        Some("fastcall") => "fastcall",
        Some("thiscall") => "thiscall",
        Some("vectorcall") => "vectorcall",
        Some("ms_abi") => "ms_abi",
        Some("sysv_abi") => "sysv_abi",
        Some(other) => return Err(Gap::Wrong(format!("C has no convention \"{other}\""))),
    };
    Ok(format!("__attribute__(({word})) "))
}

/// Whether a type is a pointer to a function that may never return.
pub fn may_end(ty: &Type) -> bool {
    let ty = match ty {
        Type::Optional(ty) => ty,
        ty => ty,
    };
    matches!(ty, Type::Function(function) if *function.result == Type::Void)
}
