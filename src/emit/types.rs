//! How a type is spelled, in either dialect.

use std::fmt::{self, Write};

use super::text::{Name, Quoted, shown};
use crate::map::model::{Dialect, Signature, Type};

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

impl TypeText<'_> {
    /// Writes the type.
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        match self.ty {
            Type::Void => out.write_str("void"),
            Type::Bool => out.write_str("bool"),
            Type::Int(32) => out.write_str("i32"),
            Type::Int(64) => out.write_str("i64"),
            Type::Int(bits) => write!(out, "i{bits}"),
            Type::Uint(8) => out.write_str("u8"),
            Type::Uint(32) => out.write_str("u32"),
            Type::Uint(64) => out.write_str("u64"),
            Type::Uint(bits) => write!(out, "u{bits}"),
            Type::Isize => out.write_str("isize"),
            Type::Usize => out.write_str("usize"),
            Type::Float(bits) => write!(out, "f{bits}"),
            Type::Basic(basic) => self.with(&basic.width.into()).write(out),
            Type::Str => out.write_str(match self.dialect {
                Dialect::Spec => "&str",
                Dialect::Alpha => "String",
            }),
            Type::Pointer { mutable, pointee } => {
                out.write_str(if *mutable { "*mut " } else { "*const " })?;
                self.with(pointee).write(out)
            }
            Type::Array { element, len } => {
                out.write_str("[")?;
                self.with(element).write(out)?;
                write!(out, "; {len}]")
            }
            Type::Optional(function) => match self.dialect {
                Dialect::Spec => {
                    out.write_str("Option[")?;
                    self.with(function).write(out)?;
                    out.write_str("]")
                }
                Dialect::Alpha => self.with(function).write(out),
            },
            Type::Function(function) => {
                let optional = function.nullable && self.dialect == Dialect::Spec;
                if optional {
                    out.write_str("Option[")?;
                }
                self.signature(function, out)?;
                out.write_str(if optional { "]" } else { "" })
            }
            Type::Named(name) => Name(name).write(out),
        }
    }

    /// Writes the type of a function.
    fn signature(&self, function: &Signature, out: &mut dyn Write) -> fmt::Result {
        if let Some(convention) = &function.convention {
            write!(out, "extern {} ", Quoted(convention))?;
        }
        out.write_str("fn(")?;
        for (at, parameter) in function.parameters.iter().enumerate() {
            if at > 0 {
                out.write_str(", ")?;
            }
            self.with(parameter).write(out)?;
        }
        if function.variadic {
            out.write_str(if function.parameters.is_empty() {
                "..."
            } else {
                ", ..."
            })?;
        }
        out.write_str(") -> ")?;
        self.with(&function.result).write(out)
    }
}

shown!(TypeText<'_>);

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
        Type::Function(Box::new(Signature {
            nullable,
            convention: convention.map(str::to_owned),
            parameters: vec![Type::Int(32), Type::Named("S".to_owned())],
            variadic,
            result: Type::Void,
        }))
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
    fn function_pointers_by_name() {
        let ty = Type::Pointer {
            mutable: true,
            pointee: Box::new(Type::Optional(Box::new(Type::Named("F".to_owned())))),
        };
        assert_eq!(spell(&ty), ["*mut Option[F]", "*mut F"]);
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
