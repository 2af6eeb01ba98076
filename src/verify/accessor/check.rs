//! Methods against C's places of the bits.

use std::collections::BTreeSet;

use super::bits::{differing, pattern, place_of, told};
use super::evaluate::{Bytes, get, set};
use super::number::wrapped;
use super::{Number, Owner, Program, Wrong, lower, patterns};
use crate::pyrite::model::Method;

/// Where C has a bit-field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Bits from the start of the record that has the methods; on big-endian targets counted from
    /// the most significant bit of its first byte, as clang does.
    pub offset: u64,
    /// Its width in bits: 1 to 64.
    pub width: u32,
    /// Whether C reads negative values from it.
    pub signed: bool,
    /// C's type is `_Bool`.
    pub is_bool: bool,
    /// The width of the type that C declares it with, where that is to be compared.
    pub type_bits: Option<u32>,
}

/// What lies around the bits and in them before a setter writes.
const GROUNDS: [u8; 4] = [0x00, 0xff, 0x55, 0xaa];

/// Compares the methods of a bit-field with C: at most one finding for each.
///
/// The getter must give what C reads for the same bits. The setter must leave the bits that C
/// leaves, for values too large as well, and change no other. A method that is `None` is not
/// looked at: whether it may be missing is for others to say.
pub fn check(
    getter: Option<&Method>,
    setter: Option<&Method>,
    place: &Place,
    owner: &Owner<'_>,
) -> Vec<Wrong> {
    let methods = [(getter, true), (setter, false)];
    let methods = methods
        .into_iter()
        .filter_map(|(it, gets)| Some((it?, gets)));
    methods
        .filter_map(|(method, gets)| {
            let wrong = |message| Wrong {
                line: method.position.line,
                message,
            };
            let end = place.offset.checked_add(u64::from(place.width));
            if !(1..=64).contains(&place.width) || end.is_none() {
                let message = format!("{} is for {} bits", method.name, place.width);
                return Some(wrong(message));
            }
            judge(method, gets, place, owner).err()
        })
        .collect()
}

/// Compares one method.
fn judge(method: &Method, gets: bool, place: &Place, owner: &Owner<'_>) -> Result<(), Wrong> {
    let program = lower(method, owner)?;
    kind(&program, gets, place.is_bool)?;
    match gets {
        true => getter(&program, place)?,
        false => setter(&program, place)?,
    }
    types(&program, place)
}

/// Refuses a setter for a getter, and a `bool` for another type.
pub(super) fn kind(program: &Program, gets: bool, is_bool: bool) -> Result<(), Wrong> {
    let Program { name, line, ty, .. } = program;
    let wrong = |message| {
        Err(Wrong {
            line: *line,
            message,
        })
    };
    let verb = verb(program);
    if program.result.is_some() != gets {
        return wrong(format!("{name} {verb} a value"));
    }
    match (is_bool, *ty == Number::Bool) {
        (true, false) => wrong(format!("{name} {verb} {ty}, _Bool in C")),
        (false, true) => wrong(format!("{name} {verb} {ty}, an integer in C")),
        (true, true) | (false, false) => Ok(()),
    }
}

/// What a method does with its value.
fn verb(program: &Program) -> &'static str {
    match program.result {
        Some(_) => "gives",
        None => "takes",
    }
}

/// Compares the declared type: it must have C's values, and C's width where that is known.
fn types(program: &Program, place: &Place) -> Result<(), Wrong> {
    let Program { name, line, ty, .. } = program;
    let Number::Integer { bits, signed } = *ty else {
        return Ok(());
    };
    let right = signed == place.signed
        && bits >= place.width
        && place.type_bits.is_none_or(|expected| expected == bits);
    if right {
        return Ok(());
    }
    let sign = if place.signed { "signed" } else { "unsigned" };
    let width = place.type_bits.unwrap_or(place.width);
    Err(Wrong {
        line: *line,
        message: format!("{name} {} {ty}, {width} bits {sign} in C", verb(program)),
    })
}

/// Bytes of a record, those that matter.
struct Sparse {
    /// Where each is, ascending.
    offsets: Vec<u64>,
    /// What is there.
    bytes: Vec<u8>,
}

impl Bytes for Sparse {
    fn byte(&self, at: u64) -> Option<u8> {
        let index = self.offsets.binary_search(&at).ok()?;
        self.bytes.get(index).copied()
    }

    fn byte_mut(&mut self, at: u64) -> Option<&mut u8> {
        let index = self.offsets.binary_search(&at).ok()?;
        self.bytes.get_mut(index)
    }
}

impl Sparse {
    /// Those that a program and a place touch.
    fn of(program: &Program, place: &Place) -> Sparse {
        let mut offsets = program.touched();
        offsets.extend(place.bits().map(|bit| bit / 8));
        Sparse {
            bytes: vec![0; offsets.len()],
            offsets: offsets.into_iter().collect(),
        }
    }

    /// Makes all bytes one.
    fn fill(&mut self, byte: u8) {
        self.bytes.fill(byte);
    }

    /// Writes as C does.
    fn put(&mut self, place: &Place, value: i128, big_endian: bool) {
        for (index, bit) in place.bits().enumerate() {
            let (byte, shift) = place_of(bit, big_endian);
            let one = value >> place.significance(index, big_endian) & 1 == 1;
            if let Some(byte) = self.byte_mut(byte) {
                *byte = *byte & !(1 << shift) | (u8::from(one) << shift);
            }
        }
    }

    /// The bits of a place.
    fn take(&self, place: &Place, big_endian: bool) -> i128 {
        let bits = place.bits().enumerate().map(|(index, bit)| {
            let (byte, shift) = place_of(bit, big_endian);
            let one = self.byte(byte).unwrap_or_default() >> shift & 1;
            i128::from(one) << place.significance(index, big_endian)
        });
        bits.fold(0, |all, bit| all | bit)
    }
}

impl Place {
    /// Its bits within the record, in their order in memory.
    fn bits(&self) -> std::ops::Range<u64> {
        self.offset..self.offset.saturating_add(u64::from(self.width))
    }

    /// Which bit of the value one of them is, from the least significant.
    fn significance(&self, index: usize, big_endian: bool) -> usize {
        let last = (self.width as usize).saturating_sub(1);
        match big_endian {
            true => last.saturating_sub(index),
            false => index,
        }
    }

    /// The value of its bits.
    fn value(&self, bits: i128) -> i128 {
        wrapped(bits, self.width, self.signed)
    }
}

/// Compares what a getter gives.
fn getter(program: &Program, place: &Place) -> Result<(), Wrong> {
    let mut bytes = Sparse::of(program, place);
    for ground in GROUNDS {
        for value in patterns::values(place.width, place.signed) {
            bytes.fill(ground);
            bytes.put(place, value, program.big_endian);
            let given = get(program, &mut bytes)?;
            if given != value {
                return Err(gives(program, given, value, place.width, ground == 0));
            }
        }
    }
    Ok(())
}

/// The finding of a getter that gives something else.
pub(super) fn gives(program: &Program, given: i128, value: i128, width: u32, alone: bool) -> Wrong {
    let Program { name, line, .. } = program;
    let bits = pattern(value, width);
    let around = if alone { "" } else { " with others set" };
    Wrong {
        line: *line,
        message: format!("{name} gives {given} for the bits {bits}{around}, {value} in C"),
    }
}

/// Compares what a setter leaves.
fn setter(program: &Program, place: &Place) -> Result<(), Wrong> {
    let big_endian = program.big_endian;
    let mut bytes = Sparse::of(program, place);
    let mut values = patterns::values(place.width, place.signed);
    values.retain(|value| program.ty.has(*value));
    if !place.is_bool {
        values.extend(patterns::beyond(program.ty, place.width, place.signed));
    }
    let mut written = BTreeSet::new();
    let mut first = None;
    for ground in GROUNDS {
        for &value in &values {
            bytes.fill(ground);
            set(program, &mut bytes, value)?;
            for (offset, byte) in bytes.offsets.iter().zip(&bytes.bytes) {
                differing(&mut written, *offset, ground, *byte, big_endian);
            }
            let left = bytes.take(place, big_endian);
            if place.value(left) != place.value(value) && first.is_none() {
                first = Some((value, left));
            }
        }
    }
    // The bits are the cause where they are others: what a value becomes follows from it.
    moved(program, &written, &place.bits().collect())?;
    match first {
        None => Ok(()),
        Some((value, left)) => Err(leaves(program, value, left, value, place.width)),
    }
}

/// The finding of a setter that writes other bits than C.
pub(super) fn moved(
    program: &Program,
    written: &BTreeSet<u64>,
    expected: &BTreeSet<u64>,
) -> Result<(), Wrong> {
    if written == expected {
        return Ok(());
    }
    let Program { name, line, .. } = program;
    let (here, there) = (told(written), told(expected));
    Err(Wrong {
        line: *line,
        message: format!("{name} writes {here}, C has {there}"),
    })
}

/// The finding of a setter that leaves other values in the right bits.
pub(super) fn leaves(
    program: &Program,
    value: i128,
    left: i128,
    expected: i128,
    width: u32,
) -> Wrong {
    let Program { name, line, .. } = program;
    let (here, there) = (pattern(left, width), pattern(expected, width));
    Wrong {
        line: *line,
        message: format!("{name}({value}) leaves the bits {here}, {there} in C"),
    }
}
