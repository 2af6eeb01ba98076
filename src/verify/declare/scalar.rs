//! Integers and floating types: C's of that width and sign, by the name that the header has.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

use std::fmt::Write;

use super::super::c_type::word;
use super::super::dictionary::Entry;
use super::{Declare, Gap};
use crate::decls::model::{CType, QualType, TypeId};
use crate::pyrite::model::{FloatType, IntegerType};
use crate::target::{DataModel, Scalar};

/// The types that C and the module have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScalarType {
    /// An integer: its width in bits, `None` for that of a pointer, and whether it has a sign.
    Integer(Option<u32>, bool),
    /// A floating type, by its width in bits.
    Float(u32),
}

impl<'m> Declare<'m> {
    /// Notes that a type of C must be one of the module's.
    pub(super) fn same(&mut self, spelling: &str, scalar: ScalarType) {
        let user = &self.user;
        self.scalars
            .entry((spelling.to_owned(), scalar))
            .or_insert_with(|| user.clone());
    }

    /// C's integer at a place, where it is the text's; else one that is.
    pub(super) fn integer(
        &mut self,
        integer: IntegerType,
        hint: Option<&CType>,
        is_behind: bool,
    ) -> Result<String, Gap> {
        let model = self.dictionary.model;
        let bits = integer.bits().unwrap_or(bits_of(model.pointer));
        let signed = integer.is_signed();
        let (c, spelling) = match hint {
            Some(CType::Enumeration(id)) => (
                self.dictionary.underlying(*id),
                self.dictionary.spelling(*id).map(str::to_owned),
            ),
            other => (other, other.and_then(word).map(str::to_owned)),
        };
        // Text is bytes, whatever the sign of `char`.
        let is_text = c == Some(&CType::Char) && is_behind && hint == c;
        let fits = match c.and_then(|c| integer_of(c, model)) {
            Some(_) if is_text => integer == IntegerType::U8,
            Some(actual) => actual == (bits, signed),
            None => false,
        };
        let spelling = match spelling.or_else(|| c.and_then(word).map(str::to_owned)) {
            Some(spelling) if fits => spelling,
            // Text is bytes where nothing is known of it, too.
            _ if hint.is_none() && self.text_is_char && is_behind && integer == IntegerType::U8 => {
                return Ok("char".to_owned());
            }
            _ => default_integer(bits, signed, model)?.to_owned(),
        };
        if !is_text || !fits {
            let width = integer.bits();
            self.same(&spelling, ScalarType::Integer(width, signed));
        }
        Ok(spelling)
    }

    /// The name that a header has for an integer: compilers for one target differ in what
    /// `wchar_t` is.
    pub(super) fn by_name(
        &mut self,
        spelling: String,
        integer: IntegerType,
        hint: Option<&QualType>,
        resolved: Option<&CType>,
    ) -> String {
        let Some((CType::Typedef(id), of)) = hint.map(|it| &it.ty).zip(resolved) else {
            return spelling;
        };
        if *of == CType::Char || word(of) != Some(spelling.as_str()) || self.is_qualified(*id) {
            return spelling;
        }
        let Some(name) = self.dictionary.spelling(*id).map(str::to_owned) else {
            return spelling;
        };
        self.same(
            &name,
            ScalarType::Integer(integer.bits(), integer.is_signed()),
        );
        name
    }

    /// Whether a typedef brings qualifiers.
    pub(super) fn is_qualified(&self, mut id: TypeId) -> bool {
        while let Some(Entry::Typedef(typedef)) = self.dictionary.entry(id) {
            if typedef.target.is_const || typedef.target.is_volatile {
                return true;
            }
            match typedef.target.ty {
                CType::Typedef(next) => id = next,
                _ => return false,
            }
        }
        false
    }

    /// C's floating type at a place, where it is as wide as the text's; else one that is.
    pub(super) fn float(&mut self, float: FloatType, hint: Option<&CType>) -> Result<String, Gap> {
        let model = self.dictionary.model;
        let bits = match float {
            FloatType::F32 => 32,
            FloatType::F64 => 64,
        };
        let width = |ty: &CType| match ty {
            CType::Float => Some(bits_of(model.float)),
            CType::Double => Some(bits_of(model.double)),
            CType::LongDouble => Some(bits_of(model.long_double)),
            _ => None,
        };
        let spelling = hint
            .filter(|ty| width(ty) == Some(bits))
            .or_else(|| {
                [&CType::Float, &CType::Double, &CType::LongDouble]
                    .into_iter()
                    .find(|ty| width(ty) == Some(bits))
            })
            .and_then(word)
            .ok_or_else(|| Gap::Wrong(format!("C has no floating type of {bits} bits here")))?;
        self.same(spelling, ScalarType::Float(bits));
        Ok(spelling.to_owned())
    }
}

/// A width in bits.
pub(super) fn bits_of(scalar: Scalar) -> u32 {
    u32::try_from(scalar.size * 8).unwrap_or(u32::MAX)
}

/// Width in bits and sign of one of C's integers.
pub fn integer_of(ty: &CType, model: &DataModel) -> Option<(u32, bool)> {
    Some(match ty {
        CType::Char => (8, model.char_signed),
        CType::SChar => (8, true),
        CType::UChar => (8, false),
        CType::Short => (bits_of(model.short), true),
        CType::UShort => (bits_of(model.short), false),
        CType::Int => (bits_of(model.int), true),
        CType::UInt => (bits_of(model.int), false),
        CType::Long => (bits_of(model.long), true),
        CType::ULong => (bits_of(model.long), false),
        CType::LongLong => (bits_of(model.long_long), true),
        CType::ULongLong => (bits_of(model.long_long), false),
        _ => return None,
    })
}

/// C's integers, the best first where two are as wide.
pub const INTEGERS: [CType; 11] = [
    CType::Char,
    CType::SChar,
    CType::UChar,
    CType::Int,
    CType::UInt,
    CType::Short,
    CType::UShort,
    CType::Long,
    CType::ULong,
    CType::LongLong,
    CType::ULongLong,
];

/// One of C's integers with a width and sign.
pub(super) fn default_integer(
    bits: u32,
    signed: bool,
    model: &DataModel,
) -> Result<&'static str, Gap> {
    INTEGERS
        .iter()
        .filter(|ty| **ty != CType::Char)
        .find(|ty| integer_of(ty, model) == Some((bits, signed)))
        .and_then(word)
        .ok_or_else(|| Gap::Wrong(format!("C has no integer of {bits} bits here")))
}

impl ScalarType {
    /// C's condition for a type to be it, which holds for enumerations of it, too: they are
    /// compatible with their integer (C11 §6.7.2.2), and a compiler takes a fraction of the time for
    /// that which it takes for arithmetic.
    pub fn condition(self, spelling: &str, model: &DataModel) -> String {
        match self {
            ScalarType::Integer(bits, signed) => {
                let size = match bits {
                    Some(bits) => (bits / 8).to_string(),
                    None => "sizeof(void *)".to_owned(),
                };
                let wanted = (bits.unwrap_or(bits_of(model.pointer)), signed);
                let mut condition = format!("_Generic(*({spelling} *)0, ");
                for ty in &INTEGERS {
                    let Some(word) = word(ty).filter(|_| integer_of(ty, model) == Some(wanted))
                    else {
                        continue;
                    };
                    let _ = write!(condition, "{word}: sizeof({word}) == {size}");
                    // Its sign is the compiler's choice.
                    if *ty == CType::Char {
                        let _ = write!(condition, " && ({word})-1 < 0 == {}", u8::from(signed));
                    }
                    condition.push_str(", ");
                }
                condition + "default: 0)"
            }
            ScalarType::Float(bits) => format!(
                "sizeof({spelling}) == {} && _Generic(({spelling})0, float: 1, double: 1, \
                 long double: 1, default: 0)",
                bits / 8
            ),
        }
    }
}

impl std::fmt::Display for ScalarType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ScalarType::Integer(Some(bits), true) => write!(f, "i{bits}"),
            ScalarType::Integer(Some(bits), false) => write!(f, "u{bits}"),
            ScalarType::Integer(None, true) => f.write_str("isize"),
            ScalarType::Integer(None, false) => f.write_str("usize"),
            ScalarType::Float(bits) => write!(f, "f{bits}"),
        }
    }
}
