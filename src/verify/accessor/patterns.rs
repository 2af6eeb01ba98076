//! Which values are tried, those first that a reader of a finding sees through best.

use std::collections::BTreeSet;

use super::Number;
use super::number::{range, wrapped};

/// The values of a bit-field that are tried, in order: 0, 1, -1, both ends, each single bit, each
/// single bit missing, and some mixed ones.
///
/// Shifts, masks and casts act on each bit alone, so a method that is right for these is wrong
/// for others only by intention.
pub(super) fn values(width: u32, signed: bool) -> Vec<i128> {
    let ones = (1_i128 << width.min(64)) - 1;
    let mut bits = mixed(ones);
    for bit in 0..width {
        bits.extend([1 << bit, ones ^ (1 << bit)]);
    }
    let values = bits.into_iter().map(|bits| wrapped(bits, width, signed));
    each_once(values.collect())
}

/// Few values: where each is a constant in an object file, or a row in people's C.
pub(super) fn few(width: u32, signed: bool) -> Vec<i128> {
    let ones = (1_i128 << width.min(64)) - 1;
    let values = mixed(ones)
        .into_iter()
        .map(|bits| wrapped(bits, width, signed));
    each_once(values.collect())
}

/// Values of what a setter takes that the bit-field does not have: C keeps the lowest bits.
pub(super) fn beyond(ty: Number, width: u32, signed: bool) -> Vec<i128> {
    let (least, greatest) = range(width, signed);
    let fits = |value: &i128| (least..=greatest).contains(value);
    let mut values: Vec<i128> = (0..ty.bits()).map(|bit| ty.wrapped(1 << bit)).collect();
    let (low, high) = ty.range();
    values.extend([low, high, ty.wrapped(-1), least - 1, greatest + 1]);
    values.extend(
        mixed((1 << ty.bits()) - 1)
            .into_iter()
            .map(|it| ty.wrapped(it)),
    );
    values.retain(|value| ty.has(*value) && !fits(value));
    each_once(values)
}

/// Bits whose neighbours differ from them, within so many ones.
fn mixed(ones: i128) -> Vec<i128> {
    let sign = (ones + 1) >> 1;
    vec![
        0,
        1,
        ones,
        sign,
        ones ^ sign,
        ones / 3,
        ones - ones / 3,
        0x1b2d_3c4f_5a69_7887 & ones,
    ]
}

/// Each once, where it stands first.
fn each_once(values: Vec<i128>) -> Vec<i128> {
    let mut seen = BTreeSet::new();
    let new = |value: &i128| seen.insert(*value);
    values.into_iter().filter(new).collect()
}
