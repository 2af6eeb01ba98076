//! Pointers, and the functions behind them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::Types;
use crate::decls::model::{CType, Convention, FunctionType, QualType, VaList, VaListForm};
use crate::diagnostic::Reason;
use crate::map::model::Type;

impl<'d> Types<'d> {
    /// A pointer. One to a function that Pyrite cannot say is a pointer to something opaque.
    pub(super) fn pointer(&self, pointee: &QualType, nonnull: bool) -> Type {
        if let Some(function) = self.function_behind(&pointee.ty) {
            return match self.function(function, !nonnull) {
                Ok(function) => function,
                Err(_) => Type::Pointer {
                    mutable: true,
                    pointee: Box::new(Type::Void),
                },
            };
        }
        Type::Pointer {
            mutable: !self.is_const(pointee),
            pointee: Box::new(self.pointee(&pointee.ty)),
        }
    }

    /// Why the function behind a pointer type cannot be said, for a remark where it is used.
    pub fn unsaid_function(&self, ty: &CType) -> Option<Reason> {
        match ty {
            CType::Pointer { pointee, .. } => match self.function_behind(&pointee.ty) {
                Some(function) => self.function(function, true).err(),
                None => self.unsaid_function(&pointee.ty),
            },
            CType::Array { element, .. } => self.unsaid_function(&element.ty),
            CType::Atomic(inner) => self.unsaid_function(&inner.ty),
            CType::Void
            | CType::Bool
            | CType::Char
            | CType::SChar
            | CType::UChar
            | CType::Short
            | CType::UShort
            | CType::Int
            | CType::UInt
            | CType::Long
            | CType::ULong
            | CType::LongLong
            | CType::ULongLong
            | CType::Float
            | CType::Double
            | CType::LongDouble
            | CType::Function(_)
            | CType::Record(_)
            | CType::Enumeration(_)
            | CType::Typedef(_)
            | CType::VaList(_)
            | CType::Unsupported { .. } => None,
        }
    }

    /// `const`, of the pointee itself or of the array's elements.
    pub(super) fn is_const(&self, ty: &QualType) -> bool {
        ty.is_const
            || match &ty.ty {
                CType::Array { element, .. } => self.is_const(element),
                _ => false,
            }
    }

    /// The function that a pointee is, through typedefs.
    pub(super) fn function_behind<'t>(&self, ty: &'t CType) -> Option<&'t FunctionType>
    where
        'd: 't,
    {
        match ty {
            CType::Function(function) => Some(function),
            CType::Typedef(id) => self.function_behind(&self.typedef(*id)?.target.ty),
            _ => None,
        }
    }

    /// The type of a function, as a pointer to it.
    ///
    /// # Errors
    /// The reason why Pyrite cannot say it.
    pub fn function(&self, function: &FunctionType, nullable: bool) -> Result<Type, Reason> {
        if !function.prototyped {
            return Err(Reason::NoPrototype);
        }
        Ok(Type::Function {
            nullable,
            convention: convention(&function.convention)?,
            parameters: function
                .parameters
                .iter()
                .map(|parameter| self.by_value(parameter))
                .collect::<Result<_, _>>()?,
            variadic: function.variadic,
            result: Box::new(self.result(&function.result)?.unwrap_or(Type::Void)),
        })
    }

    /// What a function returns; `None` for `void`.
    ///
    /// # Errors
    /// The reason why it cannot be returned.
    pub fn result(&self, ty: &QualType) -> Result<Option<Type>, Reason> {
        if self.is_void(&ty.ty) {
            return Ok(None);
        }
        match &ty.ty {
            // A `va_list` as a result is not adjusted as a parameter is.
            CType::VaList(VaList {
                form: VaListForm::Array | VaListForm::Record,
                ..
            }) => Err(Reason::VaList),
            _ => self.by_value(ty).map(Some),
        }
    }

    /// `void`, or a typedef of it.
    pub fn is_void(&self, ty: &CType) -> bool {
        match ty {
            CType::Void => true,
            CType::Typedef(id) => self
                .typedef(*id)
                .is_some_and(|typedef| self.is_void(&typedef.target.ty)),
            _ => false,
        }
    }
}

/// The text after `extern` for a calling convention; `None` for C's default.
///
/// # Errors
/// [`Reason::CallingConvention`] for one that Pyrite has no name for.
pub fn convention(convention: &Convention) -> Result<Option<String>, Reason> {
    let name = match convention {
        Convention::C => return Ok(None),
        Convention::Stdcall => "stdcall",
        Convention::Fastcall => "fastcall",
        Convention::Thiscall => "thiscall",
        Convention::Vectorcall => "vectorcall",
        Convention::MsAbi => "ms_abi",
        Convention::SysvAbi => "sysv_abi",
        Convention::Other(name) => return Err(Reason::CallingConvention(name.clone())),
    };
    Ok(Some(name.to_owned()))
}
