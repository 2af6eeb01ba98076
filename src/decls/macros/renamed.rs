//! What a macro that is no constant gives another name to: a function, a variable, a type.

use super::evaluator::Evaluator;
use super::expression::Parser;
use super::typename::{Shape, Words};
use crate::decls::model::CType;

/// What a macro is another name for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renamed {
    /// The function or variable of this name.
    Declared(String),
    /// A type: what stands before the stars, and then one entry for each star.
    Type(Base, Vec<Qualifiers>),
}

/// What stands before the stars of a type's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// `unsigned long`
    Builtin(CType, Qualifiers),
    /// The name of a typedef, or `struct S`, `union U`, `enum E`.
    Named(String, Qualifiers),
}

/// Qualifiers of one level of a type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Qualifiers {
    /// `const`
    pub is_const: bool,
    /// `volatile`
    pub is_volatile: bool,
}

impl Qualifiers {
    /// Takes one more word; whether it is a qualifier that says nothing but itself.
    fn take(&mut self, word: &str) -> bool {
        match word {
            "const" | "__const" | "__const__" => self.is_const = true,
            "volatile" | "__volatile" | "__volatile__" => self.is_volatile = true,
            "restrict" | "__restrict" | "__restrict__" => {}
            _ => return false,
        }
        true
    }
}

impl Evaluator<'_, '_> {
    /// What the macro of this number, which is no constant, gives another name to.
    pub fn renamed(&mut self, id: u32) -> Option<Renamed> {
        let tokens = self.expansion(id)?;
        if let [token] = tokens.as_slice()
            && let Some(other) = token.identifier()
            // Where that is a macro with parameters, a call would be one of the macro.
            && (token.painted || !self.is_macro(other))
            && self.is_declared(other)
        {
            return Some(Renamed::Declared(other.to_owned()));
        }
        self.parser(&tokens).renamed_type()
    }
}

impl Parser<'_, '_> {
    /// A type of words and stars, where that is all there is. What else a type's name may hold
    /// (C11 §6.7.7), the dimensions of arrays and the parameters of functions, is left alone.
    fn renamed_type(mut self) -> Option<Renamed> {
        let (mut words, mut any, mut named) = (Words::default(), false, None);
        let mut outer = Qualifiers::default();
        while let Some(word) = self.peek(0).and_then(|token| token.identifier()) {
            self.at += 1;
            if outer.take(word) {
            } else if let "struct" | "union" | "enum" = word {
                let tag = self.peek(0)?.identifier()?;
                self.at += 1;
                named = replaced(named, format!("{word} {tag}"))?;
            } else if words.take(word, self.dialect).ok()? {
                any = true;
            } else {
                named = replaced(named, word.to_owned())?;
            }
        }
        let base = match named {
            Some(_) if any => return None,
            Some(name) if self.names.type_named(&name).is_some() => Base::Named(name, outer),
            Some(_) => return None,
            None if any => Base::Builtin(builtin(&words)?, outer),
            None => return None,
        };
        let mut pointers = Vec::new();
        while let Some(token) = self.peek(0) {
            if token.is("*") {
                pointers.push(Qualifiers::default());
            } else if !pointers.last_mut()?.take(token.identifier()?) {
                return None;
            }
            self.at += 1;
        }
        Some(Renamed::Type(base, pointers))
    }
}

/// A type's name where there was none before.
fn replaced(before: Option<String>, name: String) -> Option<Option<String>> {
    before.is_none().then_some(Some(name))
}

/// The type that words make, where every target knows it.
fn builtin(words: &Words) -> Option<CType> {
    match words.shape().ok()? {
        Shape::Arithmetic(rank, _) => Some(rank.ctype()),
        Shape::Void => Some(CType::Void),
        Shape::Pointer(_)
        | Shape::Record(_)
        | Shape::Array(..)
        | Shape::Incomplete
        | Shape::Function
        | Shape::Unknown => None,
    }
}
