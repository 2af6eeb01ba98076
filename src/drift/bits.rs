//! What the methods of a bit-field do, by running them on bytes: which bits of the record each
//! reads or writes, and whether two do the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::verify::accessor::{Bytes, Program, get, set};

/// What is said where no more is known than that two methods differ.
pub(super) const OTHERWISE: &str = "is read or written otherwise";

/// The most bytes that a bit-field and its neighbours lie in.
const BYTES: usize = 64;

/// Those bytes of a record that programs read or write.
#[derive(Clone, PartialEq, Eq)]
struct Touched(BTreeMap<u64, u8>);

impl Bytes for Touched {
    fn byte(&self, at: u64) -> Option<u8> {
        self.0.get(&at).copied()
    }

    fn byte_mut(&mut self, at: u64) -> Option<&mut u8> {
        self.0.get_mut(&at)
    }
}

/// What differs between two programs on the bytes of a record of a size; `None` where they do the
/// same. Shifts, masks and casts act on each bit alone, so that each bit alone, and all but each,
/// show what they do.
pub(super) fn differing(old: &Program, new: &Program, size: u64) -> Option<String> {
    let places: BTreeSet<u64> = old.touched().union(&new.touched()).copied().collect();
    if old.ty != new.ty || places.len() > BYTES || places.iter().any(|it| *it >= size) {
        return Some(OTHERWISE.to_owned());
    }
    let is_same = match old.result.is_none() {
        true => writes_same(old, new, &places),
        false => reads_same(old, new, &places),
    };
    if is_same {
        return None;
    }
    let words = |program: &Program| told(&influence(program, &places));
    Some(match (words(old), words(new)) {
        (Some(was), Some(is)) if was != is => format!("was {was} and is {is}"),
        (Some(_), Some(_)) => "has the same bits, and gives or takes other values".to_owned(),
        _ => OTHERWISE.to_owned(),
    })
}

/// All bytes alike.
fn ground(places: &BTreeSet<u64>, byte: u8) -> Touched {
    Touched(places.iter().map(|at| (*at, byte)).collect())
}

/// A ground with each of its bits the other way, and which bit that is.
fn flipped(ground: &Touched) -> impl Iterator<Item = ((u64, u32), Touched)> {
    ground.0.keys().flat_map(move |at| {
        (0..8).map(move |bit| {
            let mut bytes = ground.clone();
            if let Some(byte) = bytes.byte_mut(*at) {
                *byte ^= 1 << bit;
            }
            ((*at, bit), bytes)
        })
    })
}

/// Whether two getters give the same.
fn reads_same(old: &Program, new: &Program, places: &BTreeSet<u64>) -> bool {
    let grounds = [0x00, 0xff, 0x55, 0xaa].map(|byte| ground(places, byte));
    let singles = grounds.iter().take(2).flat_map(flipped);
    let singles = singles.map(|(_, bytes)| bytes);
    grounds.iter().cloned().chain(singles).all(|mut bytes| {
        let (was, is) = (get(old, &mut bytes), get(new, &mut bytes));
        matches!((was, is), (Ok(was), Ok(is)) if was == is)
    })
}

/// Whether two setters leave the same bytes.
fn writes_same(old: &Program, new: &Program, places: &BTreeSet<u64>) -> bool {
    let is_same = |ground: &Touched, value: i128| {
        let (mut was, mut is) = (ground.clone(), ground.clone());
        let done = (set(old, &mut was, value), set(new, &mut is, value));
        done.0.is_ok() && done.1.is_ok() && was == is
    };
    let values = values(old);
    let ends = [0, old.ty.wrapped(-1)].map(|it| if old.ty.has(it) { it } else { 1 });
    [0x00, 0xff].into_iter().all(|byte| {
        let ground = ground(places, byte);
        // A bit that is taken from elsewhere shows where it is the only one of its kind.
        values.iter().all(|value| is_same(&ground, *value))
            && flipped(&ground)
                .all(|(_, bytes)| ends.into_iter().all(|value| is_same(&bytes, value)))
    })
}

/// The values that a setter is tried with.
fn values(program: &Program) -> BTreeSet<i128> {
    let ty = program.ty;
    let singles = (0..ty.bits()).flat_map(|bit| [1_i128 << bit, !(1_i128 << bit)]);
    let values = singles.chain([0, -1]).map(|it| ty.wrapped(it));
    values.filter(|it| ty.has(*it)).collect()
}

/// The bits of the record that a getter hangs on, or that a setter changes, in the order of the
/// target.
fn influence(program: &Program, places: &BTreeSet<u64>) -> BTreeSet<u64> {
    let zero = ground(places, 0);
    let number = |(byte, bit): (u64, u32)| {
        let bit = match program.big_endian {
            true => 7 - u64::from(bit),
            false => u64::from(bit),
        };
        byte.saturating_mul(8).saturating_add(bit)
    };
    if program.result.is_some() {
        let given = get(program, &mut zero.clone()).ok();
        let others =
            flipped(&zero).filter(|(_, bytes)| get(program, &mut bytes.clone()).ok() != given);
        return others.map(|(place, _)| number(place)).collect();
    }
    let mut all = BTreeSet::new();
    for start in [0x00, 0xff] {
        for value in values(program) {
            let mut bytes = ground(places, start);
            if set(program, &mut bytes, value).is_err() {
                continue;
            }
            for (at, byte) in bytes.0 {
                let changed = (0..8).filter(|bit| (byte ^ start) >> bit & 1 == 1);
                all.extend(changed.map(|bit| number((at, bit))));
            }
        }
    }
    all
}

/// A row of bits in words; `None` where they are no row.
fn told(bits: &BTreeSet<u64>) -> Option<String> {
    let (first, last) = (bits.first()?, bits.last()?);
    let count = u64::try_from(bits.len()).ok()?;
    let plural = if count == 1 { "bit" } else { "bits" };
    let is_row = last - first == count - 1;
    is_row.then(|| format!("{count} {plural} at byte {}, bit {}", first / 8, first % 8))
}
