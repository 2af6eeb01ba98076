//! Pointers, and the functions behind them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::Types;
use crate::decls::model::{CType, Convention, FunctionType, QualType, TypeId, VaList, VaListForm};
use crate::diagnostic::Reason;
use crate::map::model::{Signature, Type};

impl<'d> Types<'d> {
    /// A pointer. One to a function that Pyrite cannot say is a pointer to something opaque.
    pub(super) fn pointer(&self, pointee: &QualType, nonnull: bool) -> Type {
        let function = match &pointee.ty {
            CType::Function(function) => Some(self.function(function, !nonnull)),
            // Its name, and not what it stands for: that may mention others, twice each.
            CType::Typedef(id) => self.function_typedef(*id).map(|sayable| {
                sayable.map(|()| match nonnull {
                    true => self.named(*id),
                    false => Type::Optional(Box::new(self.named(*id))),
                })
            }),
            _ => None,
        };
        match function {
            Some(Ok(function)) => function,
            Some(Err(_)) => Type::Pointer {
                mutable: true,
                pointee: Box::new(Type::Void),
            },
            None => Type::Pointer {
                mutable: !self.is_const(pointee),
                pointee: Box::new(self.pointee(&pointee.ty)),
            },
        }
    }

    /// Why the function behind a pointer type cannot be said, for a remark where it is used.
    pub fn unsaid_function(&self, ty: &CType) -> Option<Reason> {
        match ty {
            CType::Pointer { pointee, .. } => match &pointee.ty {
                CType::Function(function) => self.function(function, true).err(),
                CType::Typedef(id) => self.function_typedef(*id)?.err(),
                other => self.unsaid_function(other),
            },
            CType::Array { element, .. } => self.unsaid_function(&element.ty),
            CType::Atomic(inner) => self.unsaid_function(&inner.ty),
            _ => None,
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

    /// Whether a typedef is one of a function, directly or through others, and then whether
    /// Pyrite can say it: `typedef int F(int);`.
    pub fn function_typedef(&self, id: TypeId) -> Option<Result<(), Reason>> {
        if let Some(known) = self.functions.borrow().get(&id) {
            return known.clone();
        }
        let sayable = match &self.typedef(id)?.target.ty {
            CType::Function(function) => Some(self.function(function, false).map(|_| ())),
            CType::Typedef(other) => self.function_typedef(*other),
            _ => None,
        };
        self.functions.borrow_mut().insert(id, sayable.clone());
        sayable
    }

    /// The type of a function, as a pointer to it.
    ///
    /// # Errors
    /// The reason why Pyrite cannot say it.
    pub fn function(&self, function: &FunctionType, nullable: bool) -> Result<Type, Reason> {
        if !function.prototyped {
            return Err(Reason::NoPrototype);
        }
        Ok(Type::Function(Box::new(Signature {
            nullable,
            convention: convention(&function.convention)?,
            parameters: function
                .parameters
                .iter()
                .map(|parameter| self.by_value(parameter))
                .collect::<Result<_, _>>()?,
            variadic: function.variadic,
            result: self.result(&function.result)?.unwrap_or(Type::Void),
        })))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::decls::model::{Declaration, Source, Typedef};
    use crate::location::Location;
    use crate::map::names::Names;
    use crate::map::naming::Naming;
    use crate::target::{DataModel, Scalar};

    /// A type without qualifiers.
    fn plain(ty: CType) -> QualType {
        QualType {
            ty,
            is_const: false,
            is_volatile: false,
        }
    }

    /// A pointer to a typedef.
    fn to(id: u32, nonnull: bool) -> CType {
        CType::Pointer {
            pointee: Box::new(plain(CType::Typedef(TypeId(id)))),
            nonnull,
        }
    }

    /// `void (parameters)`, or `void ()` where it has no prototype.
    fn function(parameters: Vec<CType>, prototyped: bool) -> CType {
        CType::Function(Box::new(FunctionType {
            result: plain(CType::Void),
            parameters: parameters.into_iter().map(plain).collect(),
            variadic: false,
            prototyped,
            convention: Convention::C,
        }))
    }

    /// `typedef target name;` for each, numbered from 0.
    fn typedefs(targets: Vec<CType>) -> Vec<Declaration> {
        let typedef = |(id, target): (u32, CType)| {
            Declaration::Typedef(Box::new(Typedef {
                id: TypeId(id),
                name: format!("t{id}"),
                target: plain(target),
                layout: None,
                source: Source {
                    location: Location {
                        file: "a.h".into(),
                        line: 1,
                        column: 1,
                    },
                    doc: None,
                    facts: None,
                    in_scope: true,
                },
            }))
        };
        (0..).zip(targets).map(typedef).collect()
    }

    /// What each C type is in Pyrite by value, among the typedefs.
    fn passed(targets: Vec<CType>, types: &[CType]) -> Vec<Result<Type, Reason>> {
        let declarations = typedefs(targets);
        let naming = Naming::default();
        let names = Names::assign(&declarations, &naming).unwrap();
        let model = model();
        let known = Types::new(&declarations, &model, &names);
        types
            .iter()
            .map(|ty| known.by_value(&plain(ty.clone())))
            .collect()
    }

    /// One in which everything is of 4 bytes.
    fn model() -> DataModel {
        let four = Scalar { size: 4, align: 4 };
        DataModel {
            char_signed: true,
            big_endian: false,
            short: four,
            int: four,
            long: four,
            long_long: four,
            pointer: four,
            float: four,
            double: four,
            long_double: four,
            wchar: four,
            wchar_signed: true,
            flt_eval_method: 0,
        }
    }

    /// `Option[name]`
    fn optional(name: &str) -> Type {
        Type::Optional(Box::new(Type::Named(name.to_owned())))
    }

    #[test]
    fn a_function_with_a_name_keeps_it_behind_a_pointer() {
        let targets = vec![function(vec![CType::Int], true), CType::Typedef(TypeId(0))];
        assert_eq!(
            passed(targets, &[to(0, false), to(0, true), to(1, false)]),
            [
                Ok(optional("t0")),
                Ok(Type::Named("t0".to_owned())),
                Ok(optional("t1")),
            ]
        );
    }

    #[test]
    fn what_cannot_be_said_is_opaque_behind_a_pointer() {
        let opaque = Type::Pointer {
            mutable: true,
            pointee: Box::new(Type::Void),
        };
        let targets = vec![
            function(Vec::new(), false),
            CType::Typedef(TypeId(0)),
            function(vec![to(1, false)], true),
        ];
        assert_eq!(
            passed(targets, &[to(0, false), to(1, true), to(2, false)]),
            [Ok(opaque.clone()), Ok(opaque), Ok(optional("t2"))]
        );
    }

    #[test]
    fn a_chain_is_walked_once() {
        let mut targets = vec![function(Vec::new(), true)];
        targets.extend((0..300).map(|id| function(vec![to(id, false), to(id, false)], true)));
        assert_eq!(passed(targets, &[to(300, false)]), [Ok(optional("t300"))]);
    }
}
