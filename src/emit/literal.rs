//! How the value of a constant is written: literals that read back as the same value.

use std::fmt::{self, Write};

use super::text::{Quoted, shown};
use crate::map::model::{Literal, Type};

/// A literal of a type.
///
/// Integers are decimal. Floats have the fewest digits that read back as the same value of
/// *their* type (`0.1`, not `0.10000000149011612`, for C's `0.1f`), with digits on both sides of
/// the point or an exponent, and no `+`.
pub(super) struct LiteralText<'a> {
    /// The value.
    pub(super) value: &'a Literal,
    /// Its type.
    pub(super) ty: &'a Type,
}

impl LiteralText<'_> {
    /// Writes the literal.
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        match self.value {
            Literal::Integer(value) => write!(out, "{value}"),
            Literal::Bool(value) => write!(out, "{value}"),
            // Rust's debug form is the shortest one that reads back, and never an integer's.
            Literal::Float(value) => match narrow(*value, self.ty) {
                Some(narrow) => write!(out, "{narrow:?}"),
                None => write!(out, "{value:?}"),
            },
            Literal::Text(text) => Quoted(text).write(out),
            Literal::Elements(elements) => {
                out.write_str("[")?;
                for (at, element) in elements.iter().enumerate() {
                    out.write_str(if at > 0 { ", " } else { "" })?;
                    write!(out, "{element}")?;
                }
                out.write_str("]")
            }
        }
    }
}

shown!(LiteralText<'_>);

/// The value as `f32`, where that is its type and it loses nothing.
fn narrow(value: f64, ty: &Type) -> Option<f32> {
    // Truncation is the question asked here.
    #[allow(clippy::cast_possible_truncation)]
    let narrow = value as f32;
    (ty.clone().fixed() == Type::Float(32) && f64::from(narrow).to_bits() == value.to_bits())
        .then_some(narrow)
}

/// Whether Pyrite has a literal for the value: it has none for infinity and NaN.
pub(super) fn is_sayable(value: &Literal) -> bool {
    match value {
        Literal::Float(value) => value.is_finite(),
        Literal::Integer(_) | Literal::Bool(_) | Literal::Text(_) | Literal::Elements(_) => true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    /// The literal as text.
    fn text(value: Literal, ty: Type) -> String {
        LiteralText {
            value: &value,
            ty: &ty,
        }
        .to_string()
    }

    #[test]
    fn integers_are_decimal() {
        let min = Literal::Integer(i128::from(i64::MIN));
        assert_eq!(text(min, Type::Int(64)), "-9223372036854775808");
        let max = Literal::Integer(i128::from(u64::MAX));
        assert_eq!(text(max, Type::Uint(64)), "18446744073709551615");
        assert_eq!(text(Literal::Bool(true), Type::Bool), "true");
    }

    #[test]
    fn floats_are_the_shortest_that_read_back() {
        for (value, expected) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e16, "1e16"),
            (1e300, "1e300"),
            (5e-324, "5e-324"),
            (1.5e-7, "1.5e-7"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(text(Literal::Float(value), Type::Float(64)), expected);
            assert_eq!(expected.parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
    }

    #[test]
    fn f32_has_its_own_shortest_form() {
        let tenth = Literal::Float(f64::from(0.1_f32));
        assert_eq!(text(tenth.clone(), Type::Float(32)), "0.1");
        assert_eq!(text(tenth, Type::Float(64)), "0.10000000149011612");
        assert_eq!(text(Literal::Float(0.1), Type::Float(32)), "0.1");
    }

    #[test]
    fn arrays_keep_the_final_zero() {
        let raw = Literal::Elements(vec![255, 254, 65, 0]);
        assert_eq!(text(raw, Type::Void), "[255, 254, 65, 0]");
        assert_eq!(text(Literal::Elements(Vec::new()), Type::Void), "[]");
    }

    #[test]
    fn infinity_is_not_sayable() {
        assert!(!is_sayable(&Literal::Float(f64::INFINITY)));
        assert!(!is_sayable(&Literal::Float(f64::NAN)));
        assert!(is_sayable(&Literal::Float(0.5)));
    }
}
