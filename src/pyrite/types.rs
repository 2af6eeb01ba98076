//! Types, and how they are spelled.

use super::characters::is_reserved;
use super::error::{Fault, Position, Result};
use super::parser::Parser;
use super::token::TokenKind;

/// A type, as the text spells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `void`: behind a pointer, as the result of a function type, or renamed by an alias.
    Void,
    /// `bool`
    Bool,
    /// `i8` … `usize`
    Integer(IntegerType),
    /// `f32`, `f64`
    Float(FloatType),
    /// `&str`, in alpha `String`: the type of a constant text.
    Text,
    /// `*mut T`, `*const T`
    Pointer {
        /// `*mut` rather than `*const`.
        mutable: bool,
        /// What it points to.
        pointee: Box<Type>,
    },
    /// `[T; N]`
    Array {
        /// The type of each element.
        element: Box<Type>,
        /// How many there are.
        length: u64,
    },
    /// `Option[F]`: a pointer to a function that may be null; `F` is a function type, or the
    /// name of one.
    Optional(Box<Type>),
    /// `fn(A, B) -> R`: a pointer to a function.
    Function(FunctionType),
    /// A name that an item of the module must define.
    Named(String),
}

/// The integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, clippy::missing_docs_in_private_items)]
pub enum IntegerType {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    /// As wide as a pointer.
    Isize,
    /// As wide as a pointer.
    Usize,
}

/// The floating types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, clippy::missing_docs_in_private_items)]
pub enum FloatType {
    F32,
    F64,
}

/// The type of a function.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FunctionType {
    /// `extern "stdcall" fn`, where it is not the target's own convention.
    pub convention: Option<String>,
    /// The types of its parameters, which have no names.
    pub parameters: Vec<Type>,
    /// Ends in `...`.
    pub variadic: bool,
    /// [`Type::Void`] where C has `void`.
    pub result: Box<Type>,
}

/// Where a type stands, which says what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A field, a variable, an element: anything that has a size.
    Held,
    /// A parameter or result: no array either, because C passes none.
    Passed,
    /// Behind a pointer, the result of a function type, an alias: `void` too.
    Any,
}

impl Parser<'_> {
    /// Reads a type for a place.
    pub(super) fn ty(&mut self, role: Role) -> Result<Type> {
        let position = self.position();
        self.enter()?;
        let ty = self.any_type()?;
        self.leave();
        match (&ty, role) {
            (Type::Void, Role::Held | Role::Passed) => {
                Err(wrong(position, "`void`", "it has no values"))
            }
            (Type::Array { .. }, Role::Passed) => {
                Err(wrong(position, "an array", "C passes none by value"))
            }
            _ => Ok(ty),
        }
    }

    /// Reads a type.
    fn any_type(&mut self) -> Result<Type> {
        if self.take("*")? {
            return self.pointer();
        }
        if self.take("[")? {
            return self.array();
        }
        if self.sees("fn") || self.sees("extern") {
            return self.function_type().map(Type::Function);
        }
        let TokenKind::Word(word) = self.token.kind else {
            return Err(self.unexpected("a type"));
        };
        let ty = match word {
            "void" => Type::Void,
            "bool" => Type::Bool,
            "f32" => Type::Float(FloatType::F32),
            "f64" => Type::Float(FloatType::F64),
            "Option" => {
                self.spec_only("`Option`; a function pointer is `fn(…) -> …`")?;
                self.advance()?;
                return self.optional();
            }
            _ => match IntegerType::of(word) {
                Some(IntegerType::Isize | IntegerType::Usize) if self.is_alpha() => {
                    return Err(self.fault(Fault::NotInAlpha("`isize` and `usize`")));
                }
                Some(integer) => Type::Integer(integer),
                None if is_reserved(word) => return Err(self.unexpected("a type")),
                None => Type::Named(word.to_owned()),
            },
        };
        self.advance()?;
        Ok(ty)
    }

    /// Reads `mut T` or `const T`.
    fn pointer(&mut self) -> Result<Type> {
        let mutable = self.take("mut")?;
        if !mutable {
            self.expect("const", "`mut` or `const`")?;
        }
        if self.sees("void") {
            self.spec_only("pointer to `void`; `*mut u8` and `*const u8` stand for it")?;
        }
        let pointee = Box::new(self.ty(Role::Any)?);
        Ok(Type::Pointer { mutable, pointee })
    }

    /// Reads `T; N]`.
    fn array(&mut self) -> Result<Type> {
        let element = Box::new(self.ty(Role::Held)?);
        self.expect(";", "`;` and the length of the array")?;
        let TokenKind::Integer(length) = self.token.kind else {
            return Err(self.unexpected("the length of an array"));
        };
        let Ok(length) = u64::try_from(length) else {
            return Err(self.unexpected("the length of an array, of 64 bits at most,"));
        };
        self.advance()?;
        self.expect("]", "`]`")?;
        Ok(Type::Array { element, length })
    }

    /// Reads `[F]`.
    fn optional(&mut self) -> Result<Type> {
        self.expect("[", "`[` and the type of a function")?;
        let position = self.position();
        let ty = self.ty(Role::Any)?;
        self.expect("]", "`]`")?;
        match ty {
            Type::Function(_) | Type::Named(_) => Ok(Type::Optional(Box::new(ty))),
            Type::Void
            | Type::Bool
            | Type::Integer(_)
            | Type::Float(_)
            | Type::Text
            | Type::Pointer { .. }
            | Type::Array { .. }
            | Type::Optional(_) => Err(wrong(
                position,
                "this type",
                "`Option` holds a function's type; other pointers may be null as they are",
            )),
        }
    }

    /// Reads `extern "stdcall" fn(A, B, ...) -> R`.
    fn function_type(&mut self) -> Result<FunctionType> {
        let mut convention = None;
        if self.sees("extern") {
            self.spec_only("calling conventions")?;
            self.advance()?;
            convention = Some(self.string("the name of a calling convention")?);
        }
        self.expect("fn", "`fn`")?;
        self.expect("(", "`(`")?;
        let mut parameters = Vec::new();
        let mut variadic = false;
        while !self.take(")")? {
            if !parameters.is_empty() {
                self.expect(",", "`,` or `)`")?;
            }
            if self.ellipsis()? {
                variadic = true;
                break;
            }
            parameters.push(self.ty(Role::Passed)?);
        }
        self.expect("->", "`->` and a result, which every function type has")?;
        let position = self.position();
        let result = Box::new(self.ty(Role::Any)?);
        if matches!(*result, Type::Array { .. }) {
            return Err(wrong(position, "an array", "C passes none by value"));
        }
        Ok(FunctionType {
            convention,
            parameters,
            variadic,
            result,
        })
    }

    /// Takes `...` and the bracket behind it, where it stands here.
    pub(super) fn ellipsis(&mut self) -> Result<bool> {
        if !self.sees("...") {
            return Ok(false);
        }
        self.spec_only("variadic functions")?;
        self.advance()?;
        self.expect(")", "`)`, because nothing follows `...`,")?;
        Ok(true)
    }
}

/// The error of a type that may not stand where it does.
fn wrong(position: Position, ty: &'static str, why: &'static str) -> super::error::Error {
    let fault = Fault::Type { ty, why };
    super::error::Error { position, fault }
}

impl IntegerType {
    /// The integer of a name.
    pub fn of(name: &str) -> Option<IntegerType> {
        Some(match name {
            "i8" => IntegerType::I8,
            "i16" => IntegerType::I16,
            "i32" => IntegerType::I32,
            "i64" => IntegerType::I64,
            "u8" => IntegerType::U8,
            "u16" => IntegerType::U16,
            "u32" => IntegerType::U32,
            "u64" => IntegerType::U64,
            "isize" => IntegerType::Isize,
            "usize" => IntegerType::Usize,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            IntegerType::I8 => "i8",
            IntegerType::I16 => "i16",
            IntegerType::I32 => "i32",
            IntegerType::I64 => "i64",
            IntegerType::U8 => "u8",
            IntegerType::U16 => "u16",
            IntegerType::U32 => "u32",
            IntegerType::U64 => "u64",
            IntegerType::Isize => "isize",
            IntegerType::Usize => "usize",
        }
    }

    /// Its width in bits; `None` where the target says it.
    pub fn bits(self) -> Option<u32> {
        match self {
            IntegerType::I8 | IntegerType::U8 => Some(8),
            IntegerType::I16 | IntegerType::U16 => Some(16),
            IntegerType::I32 | IntegerType::U32 => Some(32),
            IntegerType::I64 | IntegerType::U64 => Some(64),
            IntegerType::Isize | IntegerType::Usize => None,
        }
    }

    /// Whether it has negative values.
    pub fn is_signed(self) -> bool {
        match self {
            IntegerType::I8
            | IntegerType::I16
            | IntegerType::I32
            | IntegerType::I64
            | IntegerType::Isize => true,
            IntegerType::U8
            | IntegerType::U16
            | IntegerType::U32
            | IntegerType::U64
            | IntegerType::Usize => false,
        }
    }
}
