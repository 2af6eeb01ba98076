//! Conversions and operators of C's arithmetic types (C11 §6.3.1, §6.5).

use crate::target::{DataModel, Scalar};

use super::operand::{Operand, Stop};
use super::rank::Rank;

/// An arithmetic operator of two operands that makes a value of their common type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `&`
    And,
    /// `^`
    Xor,
    /// `|`
    Or,
}

impl Operator {
    /// Whether it has no value for a right operand of 0.
    pub(super) fn divides(self) -> bool {
        match self {
            Operator::Divide | Operator::Remainder => true,
            Operator::Multiply
            | Operator::Add
            | Operator::Subtract
            | Operator::And
            | Operator::Xor
            | Operator::Or => false,
        }
    }
}

/// Arithmetic with the widths of one target.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arithmetic<'m> {
    /// The widths.
    pub(super) model: &'m DataModel,
}

impl Arithmetic<'_> {
    /// Size and alignment of a type, in bytes.
    pub(super) fn scalar(self, rank: Rank) -> Scalar {
        match rank {
            Rank::Bool | Rank::Char | Rank::SChar | Rank::UChar => Scalar { size: 1, align: 1 },
            Rank::Short | Rank::UShort => self.model.short,
            Rank::Int | Rank::UInt => self.model.int,
            Rank::Long | Rank::ULong => self.model.long,
            Rank::LongLong | Rank::ULongLong => self.model.long_long,
            Rank::Float => self.model.float,
            Rank::Double => self.model.double,
            Rank::LongDouble => self.model.long_double,
        }
    }

    /// Whether values of a `long double` are values of a `double`.
    pub(super) fn long_double_is_double(self) -> bool {
        self.model.long_double.size == self.model.double.size
    }

    /// Width in bits, between 8 and 64.
    fn bits(self, rank: Rank) -> u32 {
        u32::try_from(self.scalar(rank).size.clamp(1, 8) * 8).unwrap_or(64)
    }

    /// Whether an integer type has negative values.
    pub(super) fn is_signed(self, rank: Rank) -> bool {
        match rank {
            Rank::Char => self.model.char_signed,
            Rank::SChar | Rank::Short | Rank::Int | Rank::Long | Rank::LongLong => true,
            Rank::Bool
            | Rank::UChar
            | Rank::UShort
            | Rank::UInt
            | Rank::ULong
            | Rank::ULongLong => false,
            Rank::Float | Rank::Double | Rank::LongDouble => true,
        }
    }

    /// Whether an integer type holds a value.
    pub(super) fn fits(self, value: i128, rank: Rank) -> bool {
        let bits = self.bits(rank);
        match (rank, self.is_signed(rank)) {
            (Rank::Bool, _) => matches!(value, 0 | 1),
            (_, true) => (-(1i128 << (bits - 1))..1i128 << (bits - 1)).contains(&value),
            (_, false) => (0..1i128 << bits).contains(&value),
        }
    }

    /// A value converted to an integer type (C11 §6.3.1.2, §6.3.1.3; what is
    /// implementation-defined there wraps in every compiler).
    pub(super) fn wrap(self, value: i128, rank: Rank) -> i128 {
        if rank == Rank::Bool {
            return i128::from(value != 0);
        }
        let bits = self.bits(rank);
        let low = value & ((1i128 << bits) - 1);
        if self.is_signed(rank) && low >> (bits - 1) == 1 {
            low - (1i128 << bits)
        } else {
            low
        }
    }

    /// A value rounded to the width of a floating type.
    pub(super) fn round(self, value: f64, rank: Rank) -> f64 {
        if self.scalar(rank).size == 4 {
            f64::from(value as f32)
        } else {
            value
        }
    }

    /// The integer promotions (C11 §6.3.1.1p2).
    pub(super) fn promote(self, rank: Rank) -> Rank {
        if rank >= Rank::Int {
            rank
        } else if self.is_signed(rank) || self.bits(rank) < self.bits(Rank::Int) {
            Rank::Int
        } else {
            Rank::UInt
        }
    }

    /// The usual arithmetic conversions (C11 §6.3.1.8).
    pub(super) fn common(self, a: Rank, b: Rank) -> Rank {
        if a.is_real() || b.is_real() {
            return a.max(b);
        }
        let (a, b) = (self.promote(a), self.promote(b));
        let (low, high) = (a.min(b), a.max(b));
        if self.is_signed(low) == self.is_signed(high) || !self.is_signed(high) {
            high
        } else if self.bits(high) > self.bits(low) {
            // Unsigned of the lower rank, and every value of it fits.
            high
        } else {
            high.unsigned()
        }
    }

    /// A value converted to an arithmetic type, as a cast does it.
    pub(super) fn convert(self, operand: &Operand, rank: Rank) -> Result<Operand, Stop> {
        if rank == Rank::LongDouble && !self.long_double_is_double() {
            return Ok(Operand::Unrepresented("long double"));
        }
        match operand {
            Operand::Integer { value, .. } if rank.is_real() => Ok(Operand::Real {
                // Straight to the width, so that it is rounded once.
                value: if self.scalar(rank).size == 4 {
                    f64::from(*value as f32)
                } else {
                    *value as f64
                },
                rank,
            }),
            Operand::Integer { value, .. } => Ok(Operand::integer(self.wrap(*value, rank), rank)),
            Operand::Real { value, .. } if rank.is_real() => Ok(Operand::Real {
                value: self.round(*value, rank),
                rank,
            }),
            Operand::Real { value, .. } if rank == Rank::Bool && !value.is_nan() => {
                Ok(Operand::integer(i128::from(*value != 0.0), rank))
            }
            Operand::Real { value, .. } => {
                // Outside the type's range C gives no value (C11 §6.3.1.4).
                let whole = value.trunc();
                let small = whole.abs() < 1e30;
                match whole as i128 {
                    whole if small && self.fits(whole, rank) => Ok(Operand::integer(whole, rank)),
                    _ => Err(Stop::Undecided),
                }
            }
            Operand::Unrepresented(_)
            | Operand::Text(..)
            | Operand::Pointer(_)
            | Operand::Place(_)
            | Operand::Void => Err(Stop::Undecided),
        }
    }

    /// `a operator b` for integers of their common type; `None` where C gives no value.
    pub(super) fn integers(self, operator: Operator, a: i128, b: i128, rank: Rank) -> Option<i128> {
        let exact = match operator {
            // Of two unsigned 64-bit factors the product needs 128 bits without a sign.
            Operator::Multiply => match a.checked_mul(b) {
                Some(product) => product,
                None => a.wrapping_mul(b),
            },
            Operator::Divide | Operator::Remainder if b == 0 => return None,
            // The quotient must fit, even where only the remainder is wanted (C11 §6.5.5p6).
            Operator::Divide => a / b,
            Operator::Remainder if !self.fits(a / b, rank) => return None,
            Operator::Remainder => a % b,
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::And => a & b,
            Operator::Xor => a ^ b,
            Operator::Or => a | b,
        };
        if self.is_signed(rank) {
            self.fits(exact, rank).then_some(exact)
        } else {
            Some(self.wrap(exact, rank))
        }
    }

    /// `a operator b` for floating values of their common type; `None` where C has no such
    /// operator, or where the value hangs on how a compiler treats infinities.
    pub(super) fn reals(self, operator: Operator, a: f64, b: f64, rank: Rank) -> Option<f64> {
        if !a.is_finite() || !b.is_finite() {
            return None;
        }
        // Rounding a double's result to float is exact rounding for these four operators.
        let exact = match operator {
            Operator::Multiply => a * b,
            Operator::Divide => a / b,
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Remainder | Operator::And | Operator::Xor | Operator::Or => return None,
        };
        Some(self.round(exact, rank))
    }

    /// Whether C shifts a promoted operand by so much: less than its width (C11 §6.5.7p3).
    pub(super) fn shifts_by(self, count: i128, rank: Rank) -> bool {
        (0..i128::from(self.bits(rank))).contains(&count)
    }

    /// `value << count` for a promoted left operand (C11 §6.5.7); `None` where a bit is lost or
    /// the count is out of range. `1 << 31` shifts a bit into the sign, which C leaves open and
    /// every compiler does.
    pub(super) fn shift_left(self, value: i128, count: i128, rank: Rank) -> Option<i128> {
        let bits = self.bits(rank);
        let count = u32::try_from(count).ok().filter(|count| *count < bits)?;
        let exact = value << count;
        let kept =
            !self.is_signed(rank) || self.fits(exact, rank) || self.fits(exact, rank.unsigned());
        kept.then(|| self.wrap(exact, rank))
    }

    /// `value >> count`, arithmetic for negative values as in every compiler.
    pub(super) fn shift_right(self, value: i128, count: i128, rank: Rank) -> Option<i128> {
        let count = u32::try_from(count)
            .ok()
            .filter(|count| *count < self.bits(rank))?;
        Some(value >> count)
    }

    /// The first type of the list for an integer literal that holds its value (C11 §6.4.4.1p5).
    pub(super) fn literal_type(
        self,
        value: i128,
        lowest: Rank,
        decimal: bool,
        unsigned: bool,
    ) -> Option<Rank> {
        [Rank::Int, Rank::Long, Rank::LongLong]
            .into_iter()
            .filter(|rank| *rank >= lowest)
            .flat_map(|rank| {
                [
                    (!unsigned).then_some(rank),
                    (unsigned || !decimal).then_some(rank.unsigned()),
                ]
            })
            .flatten()
            .find(|rank| self.fits(value, *rank))
    }

    /// The integer type of a size in bytes: `int` where that has it, else the lowest.
    pub(super) fn of_size(self, size: u64, signed: bool) -> Option<Rank> {
        [Rank::Int, Rank::Short, Rank::Long, Rank::LongLong]
            .into_iter()
            .find(|rank| self.scalar(*rank).size == size)
            .map(|rank| if signed { rank } else { rank.unsigned() })
    }
}
