//! `const N: T = V`
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one kind of type is looked for"
)]

use std::fmt::Write;

use super::c_type::word;
use super::claims::Claimer;
use super::declare::{INTEGERS, ScalarType, integer_of};
use super::dictionary::candidates;
use super::part::{Part, Test, Under, integer};
use crate::decls::model::CType;
use crate::pyrite::model::{Constant, Integer, Item, Type, Value};
use crate::verdict::Aspect;

impl<'m> Claimer<'m> {
    /// What a constant claims.
    pub(super) fn constant(&mut self, item: &'m Item, constant: &'m Constant) {
        let dictionary = self.dictionary;
        let c = dictionary.constant_named(&item.name);
        if c == "defined" {
            return self.wrong("no macro of C can have this name");
        }
        if let Some(enumerator) = dictionary.enumerator_named(&item.name, self.constants) {
            let name = enumerator.name.clone();
            let parts = self.about(&name, constant, true);
            return self.claim(parts);
        }
        if c != item.name {
            return self.macro_named(c, constant, None);
        }
        let others: Vec<&str> = candidates(c).skip(1).filter(|it| !it.is_empty()).collect();
        let Some(other) = others.last() else {
            return self.macro_named(c, constant, None);
        };
        // The preprocessor knows which of the names is a macro.
        self.macro_named(c, constant, Some(Under::Defined(c.to_owned())));
        self.macro_named(other, constant, Some(Under::Undefined(c.to_owned())));
    }

    /// The claims about a macro.
    fn macro_named(&mut self, name: &str, constant: &'m Constant, under: Option<Under>) {
        let parts = self.about(name, constant, false);
        self.claim_of_macro(parts, under);
    }

    /// The claims about a name of C.
    fn about(&mut self, name: &str, constant: &'m Constant, is_enumerator: bool) -> Vec<Part> {
        let here = text(&constant.value);
        let expression = ["(", name, ")"].concat();
        let value = match &constant.value {
            Value::Integer(value) => match value.to_i128() {
                Some(value) => Test::Equal { expression, value },
                None => {
                    self.wrong("no integer of C has this value");
                    return Vec::new();
                }
            },
            Value::Bool(value) => Test::Equal {
                expression,
                value: i128::from(*value),
            },
            Value::Float { value, .. } => {
                // What is written is the shortest text for the nearest value of the type.
                #[allow(clippy::cast_possible_truncation, reason = "the nearest is meant")]
                let single = hexadecimal(f64::from(*value as f32));
                let double = hexadecimal(*value);
                let ty = constant.ty.as_ref();
                folds(match ty.map(|ty| self.scalar(ty)) {
                    Some(Some(ScalarType::Float(32))) => format!("({name}) == {single}"),
                    Some(_) => format!("({name}) == {double}"),
                    None => format!("(({name}) == {double} || ({name}) == {single}f)"),
                })
            }
            Value::Text(text) => {
                let bytes = text.as_bytes();
                Test::Text {
                    name: name.to_owned(),
                    literal: escaped(bytes.iter().copied()),
                    size: bytes.len() + 1,
                }
            }
            Value::Array(units) => match self.units(name, units, constant.ty.as_ref()) {
                Some(test) => test,
                None => {
                    self.unchecked("an array of this type is no text of C");
                    return Vec::new();
                }
            },
        };
        let mut parts = vec![self.part(Aspect::Value, "value", here, value)];
        let condition = match (&constant.value, &constant.ty) {
            (Value::Text(_), _) => Some(among(name, &["char *", "const char *"])),
            (Value::Array(_), Some(Type::Array { element, .. })) => self.of_units(name, element),
            (_, Some(ty)) => self.of_type(name, ty, is_enumerator),
            (_, None) => None,
        };
        if let Some(condition) = condition {
            let ty = match &constant.ty {
                Some(ty) => ty.to_string(),
                None => Type::Text.to_string(),
            };
            let test = Test::Holds {
                condition,
                shown: ["__typeof__(", name, ")"].concat(),
                is_folded: false,
            };
            let ty = ["`", &ty, "`"].concat();
            parts.push(self.part(Aspect::ConstantType, "type", ty, test));
        }
        parts
    }

    /// C's condition for a constant to have a type. Nothing is to be said of an enumerator that
    /// has the type of its enumeration: C gives it `int`.
    fn of_type(&self, name: &str, ty: &Type, is_enumerator: bool) -> Option<String> {
        if is_enumerator && matches!(ty, Type::Named(_)) {
            return None;
        }
        let model = self.dictionary.model;
        let scalar = match self.scalar(ty) {
            Some(scalar) => scalar,
            None if *ty == Type::Bool => return Some(among(name, &["_Bool"])),
            None => return None,
        };
        Some(match scalar {
            ScalarType::Integer(bits, signed) => {
                let pointer = u32::try_from(model.pointer.size * 8).unwrap_or(u32::MAX);
                let wanted = (bits.unwrap_or(pointer), signed);
                let types: Vec<&str> = INTEGERS
                    .iter()
                    .filter(|ty| integer_of(ty, model) == Some(wanted))
                    .filter_map(word)
                    .collect();
                among(name, &types)
            }
            ScalarType::Float(bits) => {
                let types = [
                    (model.float, "float"),
                    (model.double, "double"),
                    (model.long_double, "long double"),
                ];
                let words: Vec<&str> = types
                    .iter()
                    .filter(|(scalar, _)| scalar.size * 8 == u64::from(bits))
                    .map(|(_, word)| *word)
                    .collect();
                among(name, &words)
            }
        })
    }

    /// C's condition for a constant to be a text of such units.
    fn of_units(&self, name: &str, unit: &Type) -> Option<String> {
        let ScalarType::Integer(Some(bits), signed) = self.scalar(unit)? else {
            return None;
        };
        let model = self.dictionary.model;
        let words = INTEGERS
            .iter()
            .filter(|ty| match **ty == CType::Char {
                // Text is bytes, whatever the sign of `char`.
                true => bits == 8 && !signed,
                false => integer_of(ty, model) == Some((bits, signed)),
            })
            .filter_map(word)
            .flat_map(|word| [format!("{word} *"), format!("const {word} *")]);
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Some(among(name, &words))
    }

    /// A text that is no `&str`: its code units with C's final zero.
    fn units(&self, name: &str, units: &[Integer], ty: Option<&Type>) -> Option<Test> {
        let values: Vec<i128> = units.iter().map(|it| it.to_i128()).collect::<Option<_>>()?;
        let bits = match ty {
            Some(Type::Array { element, length }) if *length == values.len() as u64 => {
                match self.scalar(element)? {
                    ScalarType::Integer(Some(bits), _) => bits,
                    ScalarType::Integer(None, _) | ScalarType::Float(_) => return None,
                }
            }
            Some(_) => return None,
            None => 8,
        };
        let (last, rest) = values.split_last()?;
        let size = u64::from(bits / 8) * values.len() as u64;
        let mut condition = format!(
            "sizeof({name}) == {size} && sizeof(*({name})) == {}",
            bits / 8
        );
        if *last != 0 {
            // Each text of C ends with a zero.
            condition.push_str(" && 0");
        } else if bits == 8 {
            let bytes = rest.iter().map(|unit| unit.to_le_bytes()[0]);
            let _ = write!(
                condition,
                " && __builtin_memcmp({name}, {}, {size}) == 0",
                escaped(bytes)
            );
        } else {
            let each: Vec<String> = values
                .iter()
                .enumerate()
                .map(|(index, unit)| format!("({name})[{index}] == {}", integer(*unit)))
                .collect();
            let prefix = match (bits, self.dictionary.model.wchar.size * 8) {
                (bits, wchar) if u64::from(bits) == wchar => "L",
                (16, _) => "u",
                _ => "U",
            };
            let mask = if bits == 16 { 0xffff } else { 0xffff_ffff_i128 };
            let literal = wide(prefix, rest.iter().map(|unit| unit & mask));
            let _ = write!(
                condition,
                " && quarry_either(__builtin_memcmp({name}, {literal}, {size}) == 0, {})",
                each.join(" && ")
            );
        }
        Some(folds(condition))
    }
}

/// C's condition for an expression to have one of some types.
fn among(name: &str, types: &[&str]) -> String {
    let mut condition = String::with_capacity(name.len() + 24 * (types.len() + 2));
    condition.push_str("_Generic((");
    condition.push_str(name);
    condition.push(')');
    for ty in types {
        condition.push_str(", ");
        condition.push_str(ty);
        condition.push_str(": 1");
    }
    condition.push_str(", default: 0)");
    condition
}

/// A condition that a compiler can decide although it is no integer constant expression.
fn folds(condition: String) -> Test {
    Test::Holds {
        condition,
        shown: String::new(),
        is_folded: true,
    }
}

/// Bytes as a string literal of C.
fn escaped(bytes: impl Iterator<Item = u8>) -> String {
    let mut literal = String::from("\"");
    for byte in bytes {
        match is_plain(byte) {
            true => literal.push(byte.into()),
            // Three digits: what follows is none of them.
            false => {
                let _ = write!(literal, "\\{byte:03o}");
            }
        }
    }
    literal.push('"');
    literal
}

/// Code units as a string literal of C with a prefix.
fn wide(prefix: &str, units: impl Iterator<Item = i128>) -> String {
    let mut literal = format!("{prefix}\"");
    for unit in units {
        match u8::try_from(unit).ok().filter(|byte| is_plain(*byte)) {
            Some(byte) => literal.push(byte.into()),
            // Any number of digits: what follows stands in a literal of its own.
            None => {
                let _ = write!(literal, "\\x{unit:x}\" {prefix}\"");
            }
        }
    }
    literal.push('"');
    literal
}

/// Whether a character stands for itself in a string literal, whatever is around it: no quote, no
/// part of a trigraph.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' ' | b'!' | b'#'..=b'>' | b'@'..=b'[' | b']'..=b'~')
}

/// A floating number exactly, in a form of C that no locale or rounding changes.
fn hexadecimal(value: f64) -> String {
    let bits = value.to_bits();
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let exponent = i64::try_from((bits >> 52) & 0x7ff).unwrap_or(0);
    let fraction = bits & 0xf_ffff_ffff_ffff;
    match exponent {
        0 => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{}", exponent - 1023),
    }
}

/// A value as a module writes it, shortened.
fn text(value: &Value) -> String {
    /// The most characters of a value that a message needs.
    const MOST: usize = 60;
    let text = match value {
        Value::Integer(integer) => integer.to_string(),
        Value::Float { text, .. } => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Array(units) => {
            let units: Vec<String> = units.iter().take(MOST).map(Integer::to_string).collect();
            format!("[{}]", units.join(", "))
        }
    };
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
