//! Types as a module writes them, for messages.

use std::fmt;

use super::types::{FloatType, FunctionType, Type};

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Void => f.write_str("void"),
            Type::Bool => f.write_str("bool"),
            Type::Integer(integer) => f.write_str(integer.name()),
            Type::Float(FloatType::F32) => f.write_str("f32"),
            Type::Float(FloatType::F64) => f.write_str("f64"),
            Type::Text => f.write_str("&str"),
            Type::Pointer { mutable, pointee } => {
                f.write_str(if *mutable { "*mut " } else { "*const " })?;
                pointee.fmt(f)
            }
            Type::Array { element, length } => write!(f, "[{element}; {length}]"),
            Type::Optional(function) => write!(f, "Option[{function}]"),
            Type::Function(function) => function.fmt(f),
            Type::Named(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for FunctionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(convention) = &self.convention {
            write!(f, "extern \"{convention}\" ")?;
        }
        f.write_str("fn(")?;
        let mut separator = "";
        for parameter in &self.parameters {
            write!(f, "{separator}{parameter}")?;
            separator = ", ";
        }
        if self.variadic {
            write!(f, "{separator}...")?;
        }
        write!(f, ") -> {}", self.result)
    }
}
