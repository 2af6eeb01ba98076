//! How bits of a record are counted, and how places and values are told.
//!
//! Bit 0 is the least significant of the first byte on little-endian targets, and the most
//! significant of it on big-endian ones: compilers lay out bit-fields in this order, and clang's
//! offsets count so.

use std::collections::BTreeSet;

/// The byte that a bit of a record is in, and how far it is shifted there.
pub(super) fn place_of(bit: u64, big_endian: bool) -> (u64, u32) {
    let within = u32::try_from(bit % 8).unwrap_or_default();
    let shift = if big_endian { 7 - within } else { within };
    (bit / 8, shift)
}

/// The bit of a record that is so far shifted within a byte.
pub(super) fn bit_at(byte: u64, shift: u32, big_endian: bool) -> u64 {
    let within = if big_endian { 7 - shift.min(7) } else { shift };
    byte.saturating_mul(8).saturating_add(u64::from(within))
}

/// Adds the bits in which two bytes differ.
pub(super) fn differing(bits: &mut BTreeSet<u64>, byte: u64, one: u8, other: u8, big_endian: bool) {
    let changed = one ^ other;
    let shifts = (0..8).filter(|shift| changed >> shift & 1 == 1);
    bits.extend(shifts.map(|shift| bit_at(byte, shift, big_endian)));
}

/// `bits 3..5`, `bit 7`, `bits 0..3 and 8`, `no bit`
pub(super) fn told(bits: &BTreeSet<u64>) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for &bit in bits {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == bit => *last = bit,
            Some(_) | None => runs.push((bit, bit)),
        }
    }
    /// More runs than this say nothing to a reader.
    const SHOWN: usize = 4;
    let more = runs.len() > SHOWN;
    let mut parts: Vec<String> = runs
        .iter()
        .take(SHOWN)
        .map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}..{last}"),
        })
        .collect();
    if more {
        parts.push("more".to_owned());
    }
    let word = if bits.len() == 1 { "bit" } else { "bits" };
    match parts.split_last() {
        None => "no bit".to_owned(),
        Some((only, [])) => format!("{word} {only}"),
        Some((last, others)) => format!("{word} {} and {last}", others.join(", ")),
    }
}

/// The lowest bits of a value, the most significant first: `11111`.
pub(super) fn pattern(value: i128, width: u32) -> String {
    (0..width)
        .rev()
        .map(|bit| {
            if value >> bit.min(127) & 1 == 1 {
                '1'
            } else {
                '0'
            }
        })
        .collect()
}
