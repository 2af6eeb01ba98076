//! Pointers whose address no linker has a say in: null, and integers cast to pointers. With them
//! C code before `offsetof` computed where members are: `(char *)&((T *)0)->m - (char *)0`.

use std::borrow::Cow;
use std::rc::Rc;

use super::operand::{Operand, Stop, Target};
use super::operators::Operators;
use super::rank::Rank;
use super::typename::{Shape, TypeName};

impl Operators<'_> {
    /// An operand as a value: an array as a pointer to its first element, a function as its own
    /// (C11 §6.3.2.1). The value of an object exists only where nothing evaluates it: then its
    /// type is all that counts.
    pub(super) fn value<'o>(self, operand: &'o Operand) -> Result<Cow<'o, Operand>, Stop> {
        let Operand::Place(target) = operand else {
            return Ok(Cow::Borrowed(operand));
        };
        let Some(ty) = &target.ty else {
            return Ok(Cow::Borrowed(operand));
        };
        Ok(match &ty.shape {
            Shape::Array(element, _) => Cow::Owned(Operand::Pointer(Target {
                address: target.address,
                ty: element.clone(),
                is_bit_field: false,
            })),
            Shape::Function => Cow::Owned(Operand::Pointer(target.clone())),
            // Its promotion hangs on its width (C11 §6.3.1.1p2).
            _ if target.is_bit_field => return Err(self.no_value()),
            Shape::Arithmetic(rank, _) if !self.evaluated => Cow::Owned(self.undefined(*rank)?),
            Shape::Pointer(pointee) if !self.evaluated => Cow::Owned(Operand::Pointer(Target {
                ty: pointee.clone(),
                ..Target::default()
            })),
            Shape::Arithmetic(..)
            | Shape::Pointer(_)
            | Shape::Void
            | Shape::Record(_)
            | Shape::Incomplete
            | Shape::Unknown => Cow::Borrowed(operand),
        })
    }

    /// What is wrong with an object that has no value at compile time.
    fn no_value(self) -> Stop {
        if self.evaluated {
            Stop::NotAConstant
        } else {
            Stop::Undecided
        }
    }

    /// `(T *)x`
    pub(super) fn to_pointer(
        self,
        ty: Option<Rc<TypeName>>,
        operand: &Operand,
    ) -> Result<Operand, Stop> {
        let address = match self.value(operand)?.as_ref() {
            Operand::Integer { value, .. } => self.address(*value & self.highest()),
            Operand::Pointer(target) => target.address,
            Operand::Real { .. } | Operand::Unrepresented(_) => return Err(Stop::NotAConstant),
            Operand::Text(..) | Operand::Place(_) | Operand::Void => None,
        };
        Ok(Operand::Pointer(Target {
            address,
            ty,
            is_bit_field: false,
        }))
    }

    /// The number that a cast of a pointer, or of an array, to an arithmetic type makes.
    pub(super) fn pointer_as_number(self, rank: Rank, operand: &Operand) -> Result<Operand, Stop> {
        let target = match self.value(operand)?.as_ref() {
            Operand::Pointer(target) => target.clone(),
            value @ (Operand::Integer { .. } | Operand::Real { .. }) => return Ok(value.clone()),
            Operand::Unrepresented(_) | Operand::Text(..) | Operand::Place(_) | Operand::Void => {
                return if self.evaluated {
                    Err(Stop::NotAConstant)
                } else {
                    self.undefined(rank)
                };
            }
        };
        if rank.is_real() {
            return Err(Stop::NotAConstant);
        }
        let Some(address) = target.address else {
            return self.undefined(rank);
        };
        let address = i128::from(address);
        // gcc extends the highest bit into a wider type, clang does not.
        let wider = self.arithmetic.scalar(rank).size > self.arithmetic.model.pointer.size;
        if wider && address > self.highest() >> 1 {
            return self.undefined(rank);
        }
        Ok(Operand::integer(self.arithmetic.wrap(address, rank), rank))
    }

    /// `p + count`
    pub(super) fn step(self, target: &Target, count: i128) -> Target {
        let address = target
            .address
            .zip(element_size(target))
            .and_then(|(address, size)| {
                let distance = i128::from(size).checked_mul(count)?;
                self.address(i128::from(address).checked_add(distance)?)
            });
        Target {
            address,
            ty: target.ty.clone(),
            is_bit_field: false,
        }
    }

    /// `p - q` (C11 §6.5.6p9).
    pub(super) fn distance(self, a: &Target, b: &Target) -> Result<Operand, Stop> {
        let same = match (&a.ty, &b.ty) {
            (Some(a), Some(b)) => a.shape == b.shape,
            _ => false,
        };
        let bytes = a
            .address
            .zip(b.address)
            .map(|(a, b)| i128::from(a) - i128::from(b));
        match (bytes, element_size(a)) {
            (Some(bytes), Some(size)) if same && size > 0 && bytes % i128::from(size) == 0 => {
                let elements = bytes / i128::from(size);
                if self.arithmetic.fits(elements, self.difference) {
                    Ok(Operand::integer(elements, self.difference))
                } else {
                    self.undefined(self.difference)
                }
            }
            _ => self.undefined(self.difference),
        }
    }

    /// A part of an object, so many bytes from its start.
    pub(super) fn part(
        self,
        whole: &Target,
        bytes: u64,
        ty: TypeName,
        is_bit_field: bool,
    ) -> Target {
        let address = whole
            .address
            .and_then(|address| self.address(i128::from(address) + i128::from(bytes)));
        Target {
            address,
            ty: Some(Rc::new(ty)),
            is_bit_field,
        }
    }

    /// The highest address.
    fn highest(self) -> i128 {
        (1i128 << (self.arithmetic.model.pointer.size.clamp(1, 8) * 8)) - 1
    }

    /// An address, if it is one.
    fn address(self, bytes: i128) -> Option<u64> {
        u64::try_from(bytes)
            .ok()
            .filter(|address| i128::from(*address) <= self.highest())
    }
}

/// How far apart the elements are that a pointer steps over; GNU C steps over functions, too.
fn element_size(target: &Target) -> Option<u64> {
    let ty = target.ty.as_ref()?;
    if ty.shape == Shape::Function {
        Some(1)
    } else {
        ty.size().ok()
    }
}
