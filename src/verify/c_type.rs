//! C's types as C spells them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use super::dictionary::{Dictionary, Entry};
use crate::decls::model::{CType, Convention, FunctionType, QualType, TypeId};

impl Dictionary<'_> {
    /// A declaration of `inner` with a type: `const char *inner[3]`. `None` where C has no name
    /// for a type in it.
    pub fn c_type(&self, qualified: &QualType, inner: &str) -> Option<String> {
        let qualifiers = qualifiers(qualified.is_const, qualified.is_volatile);
        let base = |word: &str| Some(format!("{qualifiers}{word} {inner}"));
        match &qualified.ty {
            CType::Pointer { pointee, .. } => {
                let inner = match self.is_suffix(&pointee.ty) {
                    true => format!("(*{qualifiers}{inner})"),
                    false => format!("*{qualifiers}{inner}"),
                };
                match &pointee.ty {
                    CType::Function(function)
                        if attribute(&function.convention).is_some_and(|it| !it.is_empty()) =>
                    {
                        let attribute = attribute(&function.convention)?;
                        self.function(function, &format!("({attribute}{}", inner.get(1..)?))
                    }
                    _ => self.c_type(pointee, &inner),
                }
            }
            CType::Array { element, len } => {
                let len = len.map(|len| len.to_string()).unwrap_or_default();
                self.c_type(element, &format!("{inner}[{len}]"))
            }
            CType::Function(function) => self.function(function, inner),
            CType::Atomic(of) => Some(format!(
                "{qualifiers}_Atomic({}) {inner}",
                self.c_type(of, "")?
            )),
            CType::Record(id) | CType::Enumeration(id) | CType::Typedef(id) => {
                base(self.spelling(*id)?)
            }
            CType::VaList(_) => base("__builtin_va_list"),
            CType::Unsupported { spelling, .. } => match spelling.split_once("(^)") {
                // A block is declared as a pointer to a function is.
                Some((before, behind)) => Some(format!("{before}(^{qualifiers}{inner}){behind}")),
                None => base(spelling),
            },
            plain => base(word(plain)?),
        }
    }

    /// A function type.
    fn function(&self, function: &FunctionType, inner: &str) -> Option<String> {
        let mut parameters = Vec::new();
        for parameter in &function.parameters {
            parameters.push(self.c_type(parameter, "")?);
        }
        if function.variadic {
            parameters.push("...".to_owned());
        } else if parameters.is_empty() && function.prototyped {
            parameters.push("void".to_owned());
        }
        self.c_type(
            &function.result,
            &format!("{inner}({})", parameters.join(", ")),
        )
    }

    /// Whether a type stands behind what it declares: `[3]`, `(int)`.
    fn is_suffix(&self, ty: &CType) -> bool {
        matches!(ty, CType::Array { .. } | CType::Function(_))
    }

    /// A type without typedefs, with the qualifiers that they bring.
    pub fn resolved<'t>(&'t self, qualified: &'t QualType) -> (&'t CType, bool) {
        let mut ty = &qualified.ty;
        let mut is_volatile = qualified.is_volatile;
        while let CType::Typedef(id) = ty
            && let Some(Entry::Typedef(typedef)) = self.entry(*id)
        {
            ty = &typedef.target.ty;
            is_volatile |= typedef.target.is_volatile;
        }
        (ty, is_volatile)
    }

    /// The integer type of an enumeration.
    pub fn underlying(&self, id: TypeId) -> Option<&CType> {
        match self.entry(id)? {
            Entry::Enumeration(it) => Some(&it.underlying),
            Entry::Record(_) | Entry::Typedef(_) => None,
        }
    }
}

/// The words of qualifiers, each with a blank.
pub fn qualifiers(is_const: bool, is_volatile: bool) -> &'static str {
    match (is_const, is_volatile) {
        (false, false) => "",
        (true, false) => "const ",
        (false, true) => "volatile ",
        (true, true) => "const volatile ",
    }
}

/// The attribute of a convention, with a blank; empty for the target's own.
pub fn attribute(convention: &Convention) -> Option<String> {
    let word = match convention {
        Convention::C => return Some(String::new()),
        Convention::Stdcall => "stdcall",
        Convention::Fastcall => "fastcall",
        Convention::Thiscall => "thiscall",
        Convention::Vectorcall => "vectorcall",
        Convention::MsAbi => "ms_abi",
        Convention::SysvAbi => "sysv_abi",
        Convention::Other(_) => return None,
    };
    Some(format!("__attribute__(({word})) "))
}

/// The word of a type that has one.
pub fn word(ty: &CType) -> Option<&'static str> {
    Some(match ty {
        CType::Void => "void",
        CType::Bool => "_Bool",
        CType::Char => "char",
        CType::SChar => "signed char",
        CType::UChar => "unsigned char",
        CType::Short => "short",
        CType::UShort => "unsigned short",
        CType::Int => "int",
        CType::UInt => "unsigned",
        CType::Long => "long",
        CType::ULong => "unsigned long",
        CType::LongLong => "long long",
        CType::ULongLong => "unsigned long long",
        CType::Float => "float",
        CType::Double => "double",
        CType::LongDouble => "long double",
        CType::Pointer { .. }
        | CType::Array { .. }
        | CType::Function(_)
        | CType::Record(_)
        | CType::Enumeration(_)
        | CType::Typedef(_)
        | CType::VaList(_)
        | CType::Atomic(_)
        | CType::Unsupported { .. } => return None,
    })
}
