//! The value of a hexadecimal floating constant, rounded once (C11 §6.4.4.2p3).

/// The shape of a binary floating format.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    /// Bits of the significand, the hidden one included.
    precision: i64,
    /// The exponent of the lowest bit of the smallest subnormal.
    lowest: i64,
    /// The exponent of the highest bit of the largest value.
    highest: i64,
}

/// IEEE 754 binary32.
pub(super) const SINGLE: Format = Format {
    precision: 24,
    lowest: -149,
    highest: 127,
};

/// IEEE 754 binary64.
pub(super) const DOUBLE: Format = Format {
    precision: 53,
    lowest: -1074,
    highest: 1023,
};

/// The value of `1.8p-3` (the `0x` is gone) in a format, ties to even; `None` for what is no
/// such number.
pub(super) fn value(text: &str, format: Format) -> Option<f64> {
    let (digits, exponent) = text.split_once(['p', 'P'])?;
    let mut significand: u128 = 0;
    let mut scale = clamped(exponent)?;
    let mut lost = false;
    let mut fraction = false;
    for character in digits.chars() {
        if character == '.' {
            fraction = true;
            continue;
        }
        let digit = u128::from(character.to_digit(16)?);
        if significand >> 120 == 0 {
            significand = significand << 4 | digit;
            scale -= if fraction { 4 } else { 0 };
        } else {
            lost |= digit != 0;
            scale += if fraction { 0 } else { 4 };
        }
    }
    if significand == 0 {
        return Some(0.0);
    }
    // The value is significand * 2^scale, and a bit more if digits were lost.
    let highest = i64::from(127 - significand.leading_zeros()) + scale;
    let unit = (highest - format.precision + 1).max(format.lowest);
    let drop = unit - scale;
    let rounded = match drop {
        // Nothing is below the last place, and nothing was lost: 30 digits are more than 53 bits.
        ..=0 => significand << u32::try_from(-drop).ok()?.min(64),
        1..=127 => {
            let kept = significand >> drop;
            let rest = significand & ((1 << drop) - 1);
            let half = 1 << (drop - 1);
            let up = rest > half || (rest == half && (lost || kept & 1 == 1));
            kept + u128::from(up)
        }
        128.. => 0,
    };
    if rounded == 0 {
        return Some(0.0);
    }
    if i64::from(127 - rounded.leading_zeros()) + unit > format.highest {
        return Some(f64::INFINITY);
    }
    // `rounded` has at most 53 bits here, so every step is exact but the last, which has no more
    // to round: two powers, because 2^-1074 is no quotient of normal numbers.
    let power = i32::try_from(unit).ok()?;
    let (first, second) = (power / 2, power - power / 2);
    Some(rounded as f64 * 2f64.powi(first) * 2f64.powi(second))
}

/// A decimal exponent, held within what no sum of digits can bring back.
fn clamped(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut value: i64 = 0;
    for byte in digits.bytes() {
        value = (value * 10 + i64::from(char::from(byte).to_digit(10)?)).min(1 << 40);
    }
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rounds_once_to_even() {
        let double = |text| value(text, DOUBLE).unwrap();
        assert_eq!(double("1p-3"), 0.125);
        assert_eq!(double(".8p1"), 1.0);
        assert_eq!(double("1.fffffffffffffp1023"), f64::MAX);
        assert_eq!(double("1.fffffffffffff8p1023"), f64::INFINITY);
        assert_eq!(double("1p-1074"), f64::from_bits(1));
        assert_eq!(double("0.8p-1074"), 0.0);
        assert_eq!(
            double("0.80000000000000000000000000000000001p-1074"),
            f64::from_bits(1)
        );
        assert_eq!(double("1.00000000000008p0"), 1.0);
        assert_eq!(
            double("1.000000000000080000000000000000000000001p0"),
            1.0 + f64::EPSILON
        );
        assert_eq!(double("1p-99999999999999999999"), 0.0);
        assert_eq!(double("100000000000000000000000000000000000000p-148"), 16.0);
    }

    #[test]
    fn rounds_to_single_without_rounding_to_double_first() {
        let single = |text| value(text, SINGLE).unwrap();
        assert_eq!(
            single("1.0000010000001p0"),
            f64::from(1.0f32 + f32::EPSILON)
        );
        assert_eq!(
            single("1.00000100000000000000000001p0"),
            f64::from(1.0f32 + f32::EPSILON)
        );
        assert_eq!(single("1.000001p0"), 1.0);
        assert_eq!(single("1p128"), f64::INFINITY);
        assert_eq!(single("1p-149"), f64::from(f32::from_bits(1)));
    }
}
