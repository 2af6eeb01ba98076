//! Integer and floating constants (C11 §6.4.4.1, §6.4.4.2).

use super::dialect::Dialect;
use super::hexfloat;
use super::operand::{Operand, Stop};
use super::rank::Rank;

/// The value and type of a preprocessing number.
///
/// [`Stop::NotAConstant`] for `1.2.3`, `08`, `0x`; [`Stop::Undecided`] for what only some
/// compilers read (`1wb`, a decimal beyond `long long`).
pub(super) fn number(text: &str, dialect: &Dialect<'_>) -> Result<Operand, Stop> {
    let cleaned;
    let text = if text.contains('\'') {
        cleaned = text.replace('\'', "");
        cleaned.as_str()
    } else {
        text
    };
    let (radix, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, text.get(2..).unwrap_or("")),
        [b'0', b'b' | b'B', ..] => (2, text.get(2..).unwrap_or("")),
        [b'0', ..] => (8, text),
        _ => (10, text),
    };
    let is_float = match radix {
        16 => digits.contains(['.', 'p', 'P']),
        2 => false,
        _ => digits.contains(['.', 'e', 'E']) || ends_like_float(digits),
    };
    if is_float {
        float(digits, radix == 16, dialect)
    } else {
        integer(digits, radix, dialect)
    }
}

/// Whether digits without point or exponent carry a floating suffix, which C refuses and is no
/// integer either: `1f`. An integer's own suffixes hold no `f`.
fn ends_like_float(digits: &str) -> bool {
    digits.ends_with(['f', 'F'])
}

/// An integer constant after its prefix.
fn integer(text: &str, radix: u32, dialect: &Dialect<'_>) -> Result<Operand, Stop> {
    let length = text
        .bytes()
        .take_while(|byte| char::from(*byte).is_digit(radix))
        .count();
    let (digits, suffix) = text.split_at(length);
    if digits.is_empty() {
        return Err(Stop::NotAConstant);
    }
    // More digits than 128 bits hold are more than any type here holds.
    let value = i128::from_str_radix(digits, radix).map_err(|_| Stop::Undecided)?;
    let lower = suffix.to_ascii_lowercase();
    let (unsigned, lowest) = match lower.as_str() {
        "" => (false, Rank::Int),
        "u" => (true, Rank::Int),
        "l" => (false, Rank::Long),
        "ul" | "lu" => (true, Rank::Long),
        // `lL` and `Ll` are no suffixes (C11 §6.4.4.1p1).
        "ll" | "ull" | "llu" if suffix.contains("ll") || suffix.contains("LL") => {
            (lower != "ll", Rank::LongLong)
        }
        "i" | "j" | "il" | "li" | "ui" | "iu" => return Ok(Operand::Unrepresented("_Complex")),
        "i16" | "i32" | "i64" | "ui16" | "ui32" | "ui64" => {
            return sized(value, &lower, dialect);
        }
        "wb" | "uwb" | "wbu" | "z" | "uz" | "zu" | "i8" | "ui8" | "i128" | "ui128" => {
            return Err(Stop::Undecided);
        }
        _ => return Err(Stop::NotAConstant),
    };
    let arithmetic = dialect.arithmetic;
    let decimal = radix == 10;
    if dialect.c90 && decimal && !arithmetic.fits(value, Rank::Long) {
        return Err(Stop::Undecided);
    }
    let rank = arithmetic
        .literal_type(value, lowest, decimal, unsigned)
        .ok_or(Stop::Undecided)?;
    if dialect.signed_hex && lowest == Rank::LongLong && rank == Rank::ULongLong && !unsigned {
        let wrapped = arithmetic.wrap(value, Rank::LongLong);
        return Ok(Operand::integer(wrapped, Rank::LongLong));
    }
    Ok(Operand::integer(value, rank))
}

/// A literal with one of Microsoft's suffixes, which name a width.
fn sized(value: i128, suffix: &str, dialect: &Dialect<'_>) -> Result<Operand, Stop> {
    let unsigned = suffix.starts_with('u');
    let arithmetic = dialect.arithmetic;
    let size = match suffix.trim_start_matches(['u', 'i']) {
        "16" => 2,
        "32" => 4,
        _ => 8,
    };
    let rank = arithmetic.of_size(size, !unsigned).ok_or(Stop::Undecided)?;
    if dialect.sized_suffixes && arithmetic.fits(value, rank) {
        Ok(Operand::integer(value, rank))
    } else {
        Err(Stop::Undecided)
    }
}

/// A floating constant; of a hexadecimal one, what follows its `0x`.
fn float(text: &str, hex: bool, dialect: &Dialect<'_>) -> Result<Operand, Stop> {
    let digit = |byte: u8| char::from(byte).is_digit(if hex { 16 } else { 10 });
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    let run = |from: usize| (from..).take_while(|index| digit(at(*index))).count();
    let mut end = run(0);
    let mut digits = end;
    if at(end) == b'.' {
        let fraction = run(end + 1);
        digits += fraction;
        end += 1 + fraction;
    }
    let has_exponent = matches!((at(end), hex), (b'e' | b'E', false) | (b'p' | b'P', true));
    if digits == 0 || (hex && !has_exponent) {
        return Err(Stop::NotAConstant);
    }
    if has_exponent {
        let sign = usize::from(matches!(at(end + 1), b'+' | b'-'));
        let from = end + 1 + sign;
        let length = (from..)
            .take_while(|index| at(*index).is_ascii_digit())
            .count();
        if length == 0 {
            return Err(Stop::NotAConstant);
        }
        end = from + length;
    }
    let (number, suffix) = text.split_at_checked(end).ok_or(Stop::NotAConstant)?;
    let plain = number.contains('.') || has_exponent;
    let rank = match suffix.to_ascii_lowercase().as_str() {
        _ if !plain => return Err(Stop::NotAConstant),
        "" => Rank::Double,
        "f" => Rank::Float,
        "l" if dialect.arithmetic.long_double_is_double() => Rank::LongDouble,
        "l" => return Ok(Operand::Unrepresented("long double")),
        "f16" => return Ok(Operand::Unrepresented("_Float16")),
        "q" | "f128" => return Ok(Operand::Unrepresented("__float128")),
        "i" | "j" | "fi" | "if" | "fj" | "jf" | "li" | "il" | "lj" | "jl" => {
            return Ok(Operand::Unrepresented("_Complex"));
        }
        "w" | "d" | "df" | "dd" | "dl" | "bf16" | "f32" | "f64" | "f32x" | "f64x" => {
            return Err(Stop::Undecided);
        }
        _ => return Err(Stop::NotAConstant),
    };
    let single = dialect.arithmetic.scalar(rank).size == 4;
    let value = match (hex, single) {
        (true, _) => hexfloat::value(
            number,
            if single {
                hexfloat::SINGLE
            } else {
                hexfloat::DOUBLE
            },
        ),
        (false, true) => number.parse::<f32>().ok().map(f64::from),
        (false, false) => number.parse::<f64>().ok(),
    };
    Ok(Operand::Real {
        value: value.ok_or(Stop::Undecided)?,
        rank,
    })
}
