//! How a type is spelled, in either dialect.

use std::fmt::{self, Display};

use super::text::{Name, Quoted};
use crate::map::model::{Dialect, Type};

/// A type, spelled for a dialect.
pub(super) struct TypeText<'a> {
    /// The type.
    pub(super) ty: &'a Type,
    /// Whose spelling: alpha has neither `Option` nor `&str`.
    pub(super) dialect: Dialect,
}

impl<'a> TypeText<'a> {
    /// Another type in the same dialect.
    fn with<'b>(&self, ty: &'b Type) -> TypeText<'b>
    where
        'a: 'b,
    {
        TypeText {
            ty,
            dialect: self.dialect,
        }
    }
}

impl Display for TypeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ty {
            Type::Void => f.write_str("void"),
            Type::Bool => f.write_str("bool"),
            Type::Int(bits) => write!(f, "i{bits}"),
            Type::Uint(8) => f.write_str("u8"),
            Type::Uint(bits) => write!(f, "u{bits}"),
            Type::Isize => f.write_str("isize"),
            Type::Usize => f.write_str("usize"),
            Type::Float(bits) => write!(f, "f{bits}"),
            Type::Str => f.write_str(match self.dialect {
                Dialect::Spec => "&str",
                Dialect::Alpha => "String",
            }),
            Type::Pointer { mutable, pointee } => {
                f.write_str(if *mutable { "*mut " } else { "*const " })?;
                self.with(pointee).fmt(f)
            }
            Type::Array { element, len } => {
                f.write_str("[")?;
                self.with(element).fmt(f)?;
                write!(f, "; {len}]")
            }
            Type::Function {
                nullable,
                convention,
                parameters,
                variadic,
                result,
            } => {
                let optional = *nullable && self.dialect == Dialect::Spec;
                if optional {
                    f.write_str("Option[")?;
                }
                if let Some(convention) = convention {
                    write!(f, "extern {} ", Quoted(convention))?;
                }
                f.write_str("fn(")?;
                for (at, parameter) in parameters.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    self.with(parameter).fmt(f)?;
                }
                if *variadic {
                    f.write_str(if parameters.is_empty() {
                        "..."
                    } else {
                        ", ..."
                    })?;
                }
                f.write_str(") -> ")?;
                self.with(result).fmt(f)?;
                f.write_str(if optional { "]" } else { "" })
            }
            Type::Named(name) => Name(name).fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The spelling of a type in the spec dialect, and in alpha.
    fn spell(ty: &Type) -> [String; 2] {
        [Dialect::Spec, Dialect::Alpha].map(|dialect| TypeText { ty, dialect }.to_string())
    }

    /// A function pointer type.
    fn function(nullable: bool, convention: Option<&str>, variadic: bool) -> Type {
        Type::Function {
            nullable,
            convention: convention.map(str::to_owned),
            parameters: vec![Type::Int(32), Type::Named("S".to_owned())],
            variadic,
            result: Box::new(Type::Void),
        }
    }

    #[test]
    fn scalars() {
        for (ty, spec, alpha) in [
            (Type::Int(16), "i16", "i16"),
            (Type::Uint(8), "u8", "u8"),
            (Type::Float(32), "f32", "f32"),
            (Type::Usize, "usize", "usize"),
            (Type::Isize, "isize", "isize"),
            (Type::Str, "&str", "String"),
            (Type::Bool, "bool", "bool"),
        ] {
            assert_eq!(spell(&ty), [spec, alpha]);
        }
    }

    #[test]
    fn pointers_and_arrays_nest() {
        let ty = Type::Pointer {
            mutable: false,
            pointee: Box::new(Type::Array {
                element: Box::new(Type::Pointer {
                    mutable: true,
                    pointee: Box::new(Type::Void),
                }),
                len: 0,
            }),
        };
        assert_eq!(spell(&ty)[0], "*const [*mut void; 0]");
    }

    #[test]
    fn function_pointers() {
        assert_eq!(
            spell(&function(true, None, false)),
            ["Option[fn(i32, S) -> void]", "fn(i32, S) -> void"]
        );
        assert_eq!(
            spell(&function(false, None, true))[0],
            "fn(i32, S, ...) -> void"
        );
        assert_eq!(
            spell(&function(true, Some("stdcall"), false))[0],
            "Option[extern \"stdcall\" fn(i32, S) -> void]"
        );
    }
}
