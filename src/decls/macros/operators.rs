//! What C's operators make of operands of any kind (C11 §6.5).

use super::arithmetic::{Arithmetic, Operator};
use super::operand::{Operand, Stop, Target};
use super::rank::Rank;
use super::typename::Shape;

/// An operator that makes the `int` 0 or 1 (C11 §6.5.8, §6.5.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// `<`
    Less,
    /// `>`
    Greater,
    /// `<=`
    LessEqual,
    /// `>=`
    GreaterEqual,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
}

impl Comparison {
    /// Compares two values of one type.
    fn holds<T: PartialOrd>(self, a: &T, b: &T) -> bool {
        match self {
            Comparison::Less => a < b,
            Comparison::Greater => a > b,
            Comparison::LessEqual => a <= b,
            Comparison::GreaterEqual => a >= b,
            Comparison::Equal => a == b,
            Comparison::Unequal => a != b,
        }
    }
}

/// Operators at one place of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operators<'m> {
    /// Widths.
    pub(super) arithmetic: Arithmetic<'m>,
    /// The type of `p - q`.
    pub(super) difference: Rank,
    /// Whether C evaluates this place: where it does not, a division by zero is no error and
    /// only the type counts.
    pub(super) evaluated: bool,
}

impl Operators<'_> {
    /// What stands for a value that C does not define.
    pub(super) fn undefined(self, rank: Rank) -> Result<Operand, Stop> {
        if self.evaluated {
            Err(Stop::Undecided)
        } else if rank == Rank::LongDouble && !self.arithmetic.long_double_is_double() {
            Ok(Operand::Unrepresented("long double"))
        } else if rank.is_real() {
            Ok(Operand::Real { value: 0.0, rank })
        } else {
            Ok(Operand::integer(0, rank))
        }
    }

    /// A value of an arithmetic type.
    fn convert(self, operand: &Operand, rank: Rank) -> Result<Operand, Stop> {
        match self.arithmetic.convert(operand, rank) {
            Err(Stop::Undecided) if is_number(operand) => self.undefined(rank),
            result => result,
        }
    }

    /// `(T)x`
    pub(super) fn cast(self, shape: &Shape, operand: &Operand) -> Result<Operand, Stop> {
        match (shape, operand) {
            (Shape::Void, _) => Ok(Operand::Void),
            (_, Operand::Void) => Err(Stop::NotAConstant),
            (Shape::Record(_) | Shape::Array(..) | Shape::Function | Shape::Incomplete, _) => {
                Err(Stop::NotAConstant)
            }
            (Shape::Unknown, _) => Err(Stop::Undecided),
            (Shape::Pointer(target), _) => self.to_pointer(target.clone(), operand),
            (Shape::Arithmetic(rank, _), Operand::Pointer(_) | Operand::Place(_)) => {
                match self.pointer_as_number(*rank, operand)? {
                    // A value that C computes from now on, like any other of the type.
                    value @ (Operand::Integer { .. } | Operand::Real { .. }) => {
                        self.cast(shape, &value)
                    }
                    other @ (Operand::Unrepresented(_)
                    | Operand::Text(..)
                    | Operand::Pointer(_)
                    | Operand::Place(_)
                    | Operand::Void) => Ok(other),
                }
            }
            (Shape::Arithmetic(rank, spelled), _) => Ok(match self.convert(operand, *rank)? {
                Operand::Integer { value, rank, .. } => Operand::Integer {
                    value,
                    rank,
                    spelled: spelled.clone().map(Box::new),
                },
                other @ (Operand::Real { .. }
                | Operand::Unrepresented(_)
                | Operand::Text(..)
                | Operand::Pointer(_)
                | Operand::Place(_)
                | Operand::Void) => other,
            }),
        }
    }

    /// `+x -x ~x !x &x *x`
    pub(super) fn unary(self, operator: &str, operand: &Operand) -> Result<Operand, Stop> {
        match (operator, operand) {
            ("&", Operand::Place(target)) if target.is_bit_field => return Err(Stop::NotAConstant),
            ("&", Operand::Place(target)) => return Ok(Operand::Pointer(target.clone())),
            ("&", Operand::Text(..)) => return Ok(Operand::some_pointer()),
            _ => {}
        }
        match (operator, self.value(operand)?.as_ref()) {
            ("!", operand) => {
                let truth = self.truth(operand)?;
                Ok(Operand::integer(i128::from(!truth), Rank::Int))
            }
            ("*", Operand::Pointer(target)) => Ok(Operand::Place(target.clone())),
            ("*", Operand::Place(_)) => Ok(Operand::Place(Target::default())),
            ("*", Operand::Text(..)) => Err(Stop::Undecided),
            ("+" | "-" | "~", Operand::Integer { value, rank, .. }) => {
                let rank = self.arithmetic.promote(*rank);
                let exact = match operator {
                    "-" => -value,
                    "~" => !value,
                    _ => *value,
                };
                if !self.arithmetic.is_signed(rank) {
                    let wrapped = self.arithmetic.wrap(exact, rank);
                    Ok(Operand::integer(wrapped, rank))
                } else if self.arithmetic.fits(exact, rank) {
                    Ok(Operand::integer(exact, rank))
                } else {
                    self.undefined(rank)
                }
            }
            ("+", real @ Operand::Real { .. }) => Ok(real.clone()),
            ("-", Operand::Real { value, rank }) => Ok(Operand::Real {
                value: -value,
                rank: *rank,
            }),
            ("+" | "-", Operand::Unrepresented(ty)) => Ok(Operand::Unrepresented(ty)),
            ("+" | "-" | "~", Operand::Place(_)) if !self.evaluated => Err(Stop::Undecided),
            _ => Err(Stop::NotAConstant),
        }
    }

    /// Whether an operand compares unequal to 0.
    pub(super) fn truth(self, operand: &Operand) -> Result<bool, Stop> {
        match operand {
            Operand::Integer { value, .. } => Ok(*value != 0),
            Operand::Real { value, .. } => Ok(*value != 0.0),
            // A function's address is never null, and clang knows.
            Operand::Pointer(target) => target
                .address
                .map(|address| address != 0)
                .ok_or(Stop::Undecided),
            Operand::Unrepresented(_) | Operand::Text(..) | Operand::Place(_) => {
                Err(Stop::Undecided)
            }
            Operand::Void => Err(Stop::NotAConstant),
        }
    }

    /// Two numbers in their common type.
    fn usual(self, a: &Operand, b: &Operand) -> Result<Option<(Operand, Operand, Rank)>, Stop> {
        let (Some(first), Some(second)) = (rank_of(a), rank_of(b)) else {
            return Ok(None);
        };
        let rank = self.arithmetic.common(first, second);
        Ok(Some((self.convert(a, rank)?, self.convert(b, rank)?, rank)))
    }

    /// What an operator makes of operands of which one is no number.
    fn no_numbers(self, a: &Operand, b: &Operand) -> Stop {
        let is = |what: fn(&Operand) -> bool| what(a) || what(b);
        if is(|operand| matches!(operand, Operand::Void)) {
            Stop::NotAConstant
        } else if self.evaluated && is(|operand| matches!(operand, Operand::Place(_))) {
            // Its value is that of an object, or it is an array's address.
            Stop::NotAConstant
        } else {
            Stop::Undecided
        }
    }

    /// `a operator b` for `* / % + - & ^ |`.
    pub(super) fn binary(
        self,
        operator: Operator,
        a: &Operand,
        b: &Operand,
    ) -> Result<Operand, Stop> {
        let (a, b) = (self.value(a)?, self.value(b)?);
        let (a, b) = (a.as_ref(), b.as_ref());
        match self.usual(a, b)? {
            Some((Operand::Integer { value: a, .. }, Operand::Integer { value: b, .. }, rank)) => {
                match self.arithmetic.integers(operator, a, b, rank) {
                    Some(value) => Ok(Operand::integer(value, rank)),
                    None if self.evaluated && operator.divides() && b == 0 => {
                        Err(Stop::NotAConstant)
                    }
                    None => self.undefined(rank),
                }
            }
            Some((Operand::Real { value: a, .. }, Operand::Real { value: b, .. }, rank)) => {
                match operator {
                    Operator::Remainder | Operator::And | Operator::Xor | Operator::Or => {
                        Err(Stop::NotAConstant)
                    }
                    Operator::Multiply | Operator::Divide | Operator::Add | Operator::Subtract => {
                        match self.arithmetic.reals(operator, a, b, rank) {
                            Some(value) => Ok(Operand::Real { value, rank }),
                            None => self.undefined(rank),
                        }
                    }
                }
            }
            Some(_) | None => self.binary_other(operator, a, b),
        }
    }

    /// `a operator b` where not both are numbers with a value.
    fn binary_other(self, operator: Operator, a: &Operand, b: &Operand) -> Result<Operand, Stop> {
        match (operator, a, b) {
            (Operator::Add, Operand::Pointer(target), Operand::Integer { value, .. })
            | (Operator::Add, Operand::Integer { value, .. }, Operand::Pointer(target)) => {
                return Ok(Operand::Pointer(self.step(target, *value)));
            }
            (Operator::Subtract, Operand::Pointer(target), Operand::Integer { value, .. }) => {
                return Ok(Operand::Pointer(self.step(target, -*value)));
            }
            (Operator::Subtract, Operand::Pointer(a), Operand::Pointer(b)) => {
                return self.distance(a, b);
            }
            (Operator::Subtract, Operand::Integer { .. }, Operand::Pointer(_)) => {
                return Err(Stop::NotAConstant);
            }
            _ => {}
        }
        let additive = matches!(operator, Operator::Add | Operator::Subtract);
        match (a, b) {
            (Operand::Unrepresented(a), Operand::Unrepresented(b)) if a == b => {
                Ok(Operand::Unrepresented(a))
            }
            (Operand::Unrepresented(ty), Operand::Integer { .. })
            | (Operand::Integer { .. }, Operand::Unrepresented(ty)) => {
                Ok(Operand::Unrepresented(ty))
            }
            (Operand::Unrepresented(ty @ ("long double" | "_Complex")), Operand::Real { .. })
            | (Operand::Real { .. }, Operand::Unrepresented(ty @ ("long double" | "_Complex"))) => {
                Ok(Operand::Unrepresented(ty))
            }
            (Operand::Text(..), Operand::Integer { .. })
            | (Operand::Integer { .. }, Operand::Text(..))
                if additive =>
            {
                Ok(Operand::some_pointer())
            }
            _ => Err(self.no_numbers(a, b)),
        }
    }

    /// `a < b` and its like.
    pub(super) fn compare(
        self,
        comparison: Comparison,
        a: &Operand,
        b: &Operand,
    ) -> Result<Operand, Stop> {
        let (a, b) = (self.value(a)?, self.value(b)?);
        let (a, b) = (a.as_ref(), b.as_ref());
        let holds = match self.usual(a, b)? {
            Some((Operand::Integer { value: a, .. }, Operand::Integer { value: b, .. }, _)) => {
                comparison.holds(&a, &b)
            }
            Some((Operand::Real { value: a, .. }, Operand::Real { value: b, .. }, _)) => {
                comparison.holds(&a, &b)
            }
            None if let (Operand::Pointer(a), Operand::Pointer(b)) = (a, b)
                && let (Some(a), Some(b)) = (a.address, b.address) =>
            {
                comparison.holds(&a, &b)
            }
            // Addresses may compare at compile time: a function's is never null.
            Some(_) | None if !matches!((a, b), (Operand::Void, _) | (_, Operand::Void)) => {
                return Err(Stop::Undecided);
            }
            Some(_) | None => return Err(Stop::NotAConstant),
        };
        Ok(Operand::integer(i128::from(holds), Rank::Int))
    }

    /// `a << b` or `a >> b`: the type is the promoted left one's (C11 §6.5.7p3). With a count
    /// that is negative or not below the width it is no constant expression: gcc refuses it,
    /// where clang makes something of it.
    pub(super) fn shift(self, left: bool, a: &Operand, b: &Operand) -> Result<Operand, Stop> {
        let (a, b) = (self.value(a)?, self.value(b)?);
        let (a, b) = (a.as_ref(), b.as_ref());
        let (Operand::Integer { value, rank, .. }, Operand::Integer { value: count, .. }) = (a, b)
        else {
            return match (
                is_number(a) || matches!(a, Operand::Unrepresented(_)),
                is_number(b),
            ) {
                // One of them is a floating value, which no shift takes.
                (true, true) => Err(Stop::NotAConstant),
                _ => Err(self.no_numbers(a, b)),
            };
        };
        let rank = self.arithmetic.promote(*rank);
        let shifted = if left {
            self.arithmetic.shift_left(*value, *count, rank)
        } else {
            self.arithmetic.shift_right(*value, *count, rank)
        };
        match shifted {
            Some(value) => Ok(Operand::integer(value, rank)),
            None if self.evaluated && !self.arithmetic.shifts_by(*count, rank) => {
                Err(Stop::NotAConstant)
            }
            None => self.undefined(rank),
        }
    }

    /// The chosen one of `c ? a : b`, in the type that both have in common (C11 §6.5.15p5).
    pub(super) fn select(self, truth: bool, a: &Operand, b: &Operand) -> Result<Operand, Stop> {
        let (a, b) = (self.value(a)?, self.value(b)?);
        let (a, b) = (a.as_ref(), b.as_ref());
        if let Some((a, b, _)) = self.usual(a, b)? {
            return Ok(if truth { a } else { b });
        }
        match (a, b) {
            (Operand::Pointer(_), Operand::Pointer(_) | Operand::Integer { .. })
            | (Operand::Integer { .. }, Operand::Pointer(_)) => {
                let address = match if truth { a } else { b } {
                    Operand::Pointer(target) => target.address,
                    Operand::Integer { value: 0, .. } => Some(0),
                    Operand::Integer { .. }
                    | Operand::Real { .. }
                    | Operand::Unrepresented(_)
                    | Operand::Text(..)
                    | Operand::Place(_)
                    | Operand::Void => None,
                };
                // Which of the two types it has, nothing here asks for.
                Ok(Operand::Pointer(Target {
                    address,
                    ..Target::default()
                }))
            }
            (Operand::Void, Operand::Void) => Ok(Operand::Void),
            (Operand::Unrepresented(a), Operand::Unrepresented(b)) if a == b => {
                Ok(Operand::Unrepresented(a))
            }
            (Operand::Unrepresented(ty @ "long double"), other)
            | (other, Operand::Unrepresented(ty @ "long double"))
                if is_number(other) =>
            {
                Ok(Operand::Unrepresented(ty))
            }
            _ => Err(Stop::Undecided),
        }
    }
}

/// Whether it is a number with a value.
fn is_number(operand: &Operand) -> bool {
    rank_of(operand).is_some()
}

/// The arithmetic type of a number with a value.
fn rank_of(operand: &Operand) -> Option<Rank> {
    match operand {
        Operand::Integer { rank, .. } | Operand::Real { rank, .. } => Some(*rank),
        Operand::Unrepresented(_)
        | Operand::Text(..)
        | Operand::Pointer(_)
        | Operand::Place(_)
        | Operand::Void => None,
    }
}
