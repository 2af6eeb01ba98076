//! The values of constants, and whether a type has them.

use std::fmt;

use super::error::{Fault, Result, shortened};
use super::parser::Parser;
use super::token::TokenKind;
use super::types::{FloatType, IntegerType, Type};

/// The value of a constant, as the text writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `-12`, `0xff`
    Integer(Integer),
    /// `1.5`
    Float {
        /// As written, with its sign.
        text: String,
        /// The nearest `f64`, which is finite.
        value: f64,
    },
    /// `true`, `false`
    Bool(bool),
    /// `"…"`, its escapes resolved.
    Text(String),
    /// `[1, 2]`
    Array(Vec<Integer>),
}

/// An integer of up to 128 bits, signed or not. A minus before zero is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Integer {
    /// Below zero.
    pub negative: bool,
    /// Its distance from zero.
    pub magnitude: u128,
}

impl Integer {
    /// The value, where 128 bits with a sign hold it.
    pub fn to_i128(self) -> Option<i128> {
        match self.negative {
            true => 0_i128.checked_sub_unsigned(self.magnitude),
            false => i128::try_from(self.magnitude).ok(),
        }
    }

    /// Whether a type that is so many bits wide has the value.
    pub fn fits(self, bits: u32, signed: bool) -> bool {
        let unsigned_bits = if signed { bits.saturating_sub(1) } else { bits };
        // One more below zero than above it.
        let counted = self.magnitude.saturating_sub(u128::from(self.negative));
        (signed || !self.negative) && u128::BITS - counted.leading_zeros() <= unsigned_bits
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            if self.negative { "-" } else { "" },
            self.magnitude
        )
    }
}

impl Parser<'_> {
    /// Reads a value, which must be one of the type as far as that is known here: an alias may
    /// stand for any type.
    pub(super) fn value(&mut self, ty: Option<&Type>) -> Result<Value> {
        let start = self.token.clone();
        let value = self.any_value()?;
        match ty.filter(|ty| !is_value_of(&value, ty)) {
            None => Ok(value),
            Some(ty) => Err(super::error::Error {
                position: start.position,
                fault: Fault::Value {
                    value: match &value {
                        Value::Integer(integer) => integer.to_string(),
                        Value::Float { text, .. } => shortened(text),
                        Value::Bool(_) | Value::Text(_) => shortened(start.source),
                        Value::Array(elements) => format!("an array of {}", elements.len()),
                    },
                    ty: words(ty),
                },
            }),
        }
    }

    /// Reads a value.
    fn any_value(&mut self) -> Result<Value> {
        for (word, value) in [("true", true), ("false", false)] {
            if self.take(word)? {
                return Ok(Value::Bool(value));
            }
        }
        if matches!(self.token.kind, TokenKind::Text(_)) {
            return self.string("a string").map(Value::Text);
        }
        if self.take("[")? {
            let mut elements = Vec::new();
            while !self.take("]")? {
                if !elements.is_empty() {
                    self.expect(",", "`,` or `]`")?;
                }
                let negative = self.take("-")?;
                elements.push(self.integer(negative, "an integer")?);
            }
            return Ok(Value::Array(elements));
        }
        let negative = self.take("-")?;
        if let TokenKind::Float(value) = self.token.kind {
            let literal = self.advance()?.source;
            return Ok(match negative {
                true => Value::Float {
                    text: format!("-{literal}"),
                    value: -value,
                },
                false => Value::Float {
                    text: literal.to_owned(),
                    value,
                },
            });
        }
        let expected = "a number, a string, `true`, `false` or an array of integers";
        self.integer(negative, expected).map(Value::Integer)
    }

    /// Reads an integer, its sign being read.
    pub(super) fn integer(&mut self, minus: bool, expected: &'static str) -> Result<Integer> {
        let TokenKind::Integer(magnitude) = self.token.kind else {
            return Err(self.unexpected(expected));
        };
        if minus && magnitude > 1 << 127 {
            return Err(self.fault(Fault::Number {
                literal: shortened(self.token.source),
                why: "below zero it needs more than 128 bits",
            }));
        }
        self.advance()?;
        Ok(Integer {
            negative: minus && magnitude > 0,
            magnitude,
        })
    }
}

/// Whether a value is one of a type; where the target or another item decides, it is.
fn is_value_of(value: &Value, ty: &Type) -> bool {
    match (ty, value) {
        (Type::Named(_), _) | (Type::Float(FloatType::F64), Value::Float { .. }) => true,
        (Type::Integer(ty), Value::Integer(value)) => is_integer_of(*value, *ty),
        (Type::Float(FloatType::F32), Value::Float { value, .. }) => {
            // The nearest `f32` is asked for.
            #[allow(clippy::cast_possible_truncation)]
            let narrow = *value as f32;
            narrow.is_finite()
        }
        (Type::Bool, Value::Bool(_)) | (Type::Text, Value::Text(_)) => true,
        (Type::Array { element, length }, Value::Array(values)) => {
            let is_right = |value: &Integer| is_value_of(&Value::Integer(*value), element);
            u64::try_from(values.len()) == Ok(*length) && values.iter().all(is_right)
        }
        _ => false,
    }
}

/// Whether an integer type has a value; on no target is a pointer wider than 64 bits.
fn is_integer_of(value: Integer, ty: IntegerType) -> bool {
    value.fits(ty.bits().unwrap_or(64), ty.is_signed())
}

/// A type in a message.
fn words(ty: &Type) -> String {
    match ty {
        Type::Void => "`void`".to_owned(),
        Type::Bool => "`bool`".to_owned(),
        Type::Integer(integer) => format!("`{}`", integer.name()),
        Type::Float(FloatType::F32) => "`f32`".to_owned(),
        Type::Float(FloatType::F64) => "`f64`".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Pointer { .. } => "pointer".to_owned(),
        Type::Array { element, length } => format!("array of {length} times {}", words(element)),
        Type::Optional(_) | Type::Function(_) => "function".to_owned(),
        Type::Named(name) => format!("`{name}`"),
    }
}
