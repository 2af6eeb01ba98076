//! Types: their grammar, and the names they need.

use super::Dialect;
use super::lexer::{Cursor, Token};

/// A type, as far as the checks tell types apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    /// `i32`, `bool`, …
    Plain(String),
    /// `void`
    Void,
    /// A type of the module.
    Named(String),
    /// `*mut T`, `*const T`
    Pointer(Box<Type>),
    /// `[T; N]`
    Array(Box<Type>, u64),
    /// `Option[F]` and `Option[fn(A) -> R]`: `F` is an alias of a function's type.
    Optional(Box<Type>),
    /// `fn(A) -> R`: parameters, and the result last.
    Function(Vec<Type>),
    /// `&str`, or alpha's `String`
    Text,
}

impl Type {
    /// Calls `visit` with every name that stands alone in an `Option`.
    pub(crate) fn optional_names<'t>(&'t self, visit: &mut dyn FnMut(&'t str)) {
        match self {
            Type::Plain(_) | Type::Void | Type::Text | Type::Named(_) => {}
            Type::Optional(inner) => {
                if let Type::Named(name) = inner.as_ref() {
                    visit(name);
                }
                inner.optional_names(visit);
            }
            Type::Pointer(inner) | Type::Array(inner, _) => inner.optional_names(visit),
            Type::Function(types) => types.iter().for_each(|ty| ty.optional_names(visit)),
        }
    }

    /// Calls `visit` with every name the type needs, and whether by value.
    pub(crate) fn names(&self, by_value: bool, visit: &mut dyn FnMut(&str, bool)) {
        match self {
            Type::Plain(_) | Type::Void | Type::Text => {}
            Type::Named(name) => visit(name, by_value),
            Type::Optional(inner) => inner.names(by_value, visit),
            Type::Pointer(pointee) => pointee.names(false, visit),
            Type::Array(element, _) => element.names(by_value, visit),
            // A function pointer's signature needs its types only where it is called.
            Type::Function(types) => types.iter().for_each(|ty| ty.names(false, visit)),
        }
    }
}

/// Reads a type that stands where a value is held or passed: no bare `void`.
pub(super) fn value(cursor: &mut Cursor<'_>, dialect: Dialect) -> Result<Type, String> {
    let ty = any(cursor, dialect)?;
    if ty == Type::Void {
        return Err("`void` is no value".to_owned());
    }
    Ok(ty)
}

/// Reads any type.
pub(super) fn any(cursor: &mut Cursor<'_>, dialect: Dialect) -> Result<Type, String> {
    if cursor.take("*") {
        if !cursor.take("mut") {
            cursor.expect("const")?;
        }
        return match (any(cursor, dialect)?, dialect) {
            (Type::Void, Dialect::Alpha) => Err("alpha has no pointer to void".to_owned()),
            (Type::Text, _) => Err("no pointer to text".to_owned()),
            (ty, _) => Ok(Type::Pointer(Box::new(ty))),
        };
    }
    if cursor.take("[") {
        let element = value(cursor, dialect)?;
        cursor.expect(";")?;
        let length = u64::try_from(cursor.integer()?).map_err(|_| "a bad array length")?;
        cursor.expect("]")?;
        return Ok(Type::Array(Box::new(element), length));
    }
    if let Some(Token::Word(word)) = cursor.peek()
        && matches!(word.as_str(), "fn" | "extern")
    {
        return function(cursor, dialect);
    }
    let word = cursor.word()?;
    match word {
        "Option" if dialect == Dialect::Spec => {
            cursor.expect("[")?;
            let ty = any(cursor, dialect)?;
            cursor.expect("]")?;
            match ty {
                Type::Function(_) | Type::Named(_) => Ok(Type::Optional(Box::new(ty))),
                Type::Plain(_)
                | Type::Void
                | Type::Pointer(_)
                | Type::Array(..)
                | Type::Optional(_)
                | Type::Text => Err(format!("`Option` of {ty:?}")),
            }
        }
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64" | "bool" => {
            Ok(Type::Plain(word.to_owned()))
        }
        "usize" | "isize" if dialect == Dialect::Spec => Ok(Type::Plain(word.to_owned())),
        "void" => Ok(Type::Void),
        _ if super::is_reserved(word) => Err(format!("`{word}` is no type")),
        _ => Ok(Type::Named(word.to_owned())),
    }
}

/// Reads `fn(A, B, ...) -> R`; the result always stands there.
fn function(cursor: &mut Cursor<'_>, dialect: Dialect) -> Result<Type, String> {
    if cursor.take("extern") {
        cursor.text()?;
        if dialect == Dialect::Alpha {
            return Err("alpha has no conventions in types".to_owned());
        }
    }
    cursor.expect("fn")?;
    cursor.expect("(")?;
    let mut types = Vec::new();
    while !cursor.take(")") {
        if !types.is_empty() {
            cursor.expect(",")?;
        }
        if cursor.take("...") {
            if dialect == Dialect::Alpha || types.is_empty() {
                return Err("`...` is not allowed here".to_owned());
            }
            cursor.expect(")")?;
            break;
        }
        types.push(passed(cursor, dialect)?);
    }
    cursor.expect("->")?;
    types.push(any(cursor, dialect)?);
    Ok(Type::Function(types))
}

/// Reads the type of a parameter or result: C passes no arrays.
pub(super) fn passed(cursor: &mut Cursor<'_>, dialect: Dialect) -> Result<Type, String> {
    let ty = value(cursor, dialect)?;
    if matches!(ty, Type::Array(..)) {
        return Err("an array is not passed by value".to_owned());
    }
    Ok(ty)
}
