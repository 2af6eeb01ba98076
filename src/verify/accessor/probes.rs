//! Constants for a real compiler, and what their bytes say of the methods.
//!
//! Nothing runs on the target: the compiler puts the value of each bit-field into the bytes of a
//! constant, and the methods run here on those bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::bits::{differing, told};
use super::check::{gives, kind, moved};
use super::evaluate::{get, set};
use super::number::wrapped;
use super::{Member, Program, Subject, Wrong, lower, patterns};
use crate::pyrite::model::Method;

/// A constant of the record's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Its number: C calls it [`Probe::symbol`].
    pub number: usize,
    /// The bit-field, as an index into [`Subject::members`].
    pub member: usize,
    /// Its value.
    pub value: i128,
    /// All bits of the members around it are set; else none.
    pub neighbours: bool,
    /// The line of C.
    pub text: String,
}

/// The most constants of one record, where few values for each bit-field make fewer.
const MOST: usize = 4096;

/// The most bytes that the constants of one record fill.
const MOST_BYTES: u64 = 32 << 20;

impl Probe {
    /// What C calls the constant.
    pub fn symbol(&self) -> String {
        symbol(self.number)
    }
}

/// What C calls the constant of a number.
fn symbol(number: usize) -> String {
    format!("quarry_bits_{number}")
}

/// The constants of a record; `first` is the number of the first.
///
/// # Errors
/// Why there are none: the record is too large.
pub fn probes(subject: &Subject<'_>, first: usize) -> Result<Vec<Probe>, String> {
    let plan = |values: fn(u32, bool) -> Vec<i128>| -> Vec<(usize, i128)> {
        let members = subject.members.iter().enumerate();
        let members = members.filter(|(_, it)| (1..=64).contains(&it.width));
        members
            .flat_map(|(index, it)| {
                let values = values(it.width, it.signed).into_iter();
                values.map(move |value| (index, value))
            })
            .collect()
    };
    let bytes = |plan: &[(usize, i128)]| subject.size.saturating_mul(2 * plan.len() as u64);
    let mut planned = plan(patterns::values);
    if 2 * planned.len() > MOST || bytes(&planned) > MOST_BYTES {
        planned = plan(patterns::few);
    }
    if bytes(&planned) > MOST_BYTES {
        return Err(format!(
            "{} constants of {} bytes are too many",
            2 * planned.len(),
            subject.size
        ));
    }
    let both = planned.into_iter().flat_map(|it| [(it, false), (it, true)]);
    let probes = both.enumerate();
    Ok(probes
        .map(|(index, ((member, value), neighbours))| {
            let number = first.saturating_add(index);
            let text = line(subject, number, member, value, neighbours);
            Probe {
                number,
                member,
                value,
                neighbours,
                text,
            }
        })
        .collect())
}

/// The line of C for a constant.
fn line(
    subject: &Subject<'_>,
    number: usize,
    index: usize,
    value: i128,
    neighbours: bool,
) -> String {
    let symbol = symbol(number);
    let mut text = format!("const {} {symbol} = {{ ", subject.spelling);
    if neighbours {
        for other in subject.neighbours(index) {
            let ones = wrapped_ones(other);
            let _ = write!(text, ".{} = {}, ", other.path, literal(ones));
        }
    }
    if let Some(member) = subject.members.get(index) {
        let _ = write!(text, ".{} = {} }};", member.path, literal(value));
    }
    text
}

/// The value whose bits are all set.
fn wrapped_ones(member: &Member<'_>) -> i128 {
    wrapped(-1, member.width, member.signed)
}

/// A value as C writes it, of 64 bits.
pub(super) fn literal(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        Ok(value) if i32::try_from(value).is_ok_and(|it| it.unsigned_abs() < 1 << 15) => {
            value.to_string()
        }
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("{value}ULL"),
    }
}

/// What the compiler's bytes say of the methods: at most one finding for each.
///
/// `bytes` gives those of a constant by its number, as many as the record has. A constant that is
/// missing is a finding as well: nothing is right for want of evidence.
pub fn judge(
    subject: &Subject<'_>,
    probes: &[Probe],
    bytes: &dyn Fn(usize) -> Option<Vec<u8>>,
) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (index, member) in subject.members.iter().enumerate() {
        let mut seen = Vec::new();
        let mut missing = None;
        for probe in probes.iter().filter(|probe| probe.member == index) {
            let base = usize::try_from(member.base).unwrap_or(usize::MAX);
            match bytes(probe.number).as_deref().and_then(|it| it.get(base..)) {
                Some(bytes) => seen.push((probe, bytes.to_vec())),
                None => missing = Some(probe.symbol()),
            }
        }
        for (method, gets) in [(member.getter, true), (member.setter, false)] {
            let Some(method) = method else {
                continue;
            };
            let unseen = |what: &str| Wrong {
                line: method.position.line,
                message: format!("{}: the compiler's object file has no {what}", method.name),
            };
            match &missing {
                Some(symbol) => wrong.push(unseen(symbol)),
                None if seen.is_empty() => wrong.push(unseen("constant for it")),
                None => wrong.extend(one(method, gets, member, &seen).err()),
            }
        }
    }
    wrong
}

/// Judges one method by the bytes of all values.
fn one(
    method: &Method,
    gets: bool,
    member: &Member<'_>,
    seen: &[(&Probe, Vec<u8>)],
) -> Result<(), Wrong> {
    let program = lower(method, &member.owner)?;
    kind(&program, gets, member.is_bool)?;
    let evidence = Evidence::of(&program, member, seen)?;
    match gets {
        true => evidence.getter(&program),
        false => evidence.setter(&program),
    }
}

/// What the constants say of a bit-field.
struct Evidence<'a> {
    /// Its width and sign.
    member: &'a Member<'a>,
    /// Its bits within the record that has the methods.
    bits: BTreeSet<u64>,
    /// The bytes by value, each with the members around clear and set, and with everything else
    /// turned over: what C has no name for, and other alternatives of a union.
    grounds: Vec<BTreeMap<i128, Vec<u8>>>,
}

impl<'a> Evidence<'a> {
    /// Reads the constants; `program` is whose finding it is when they make no sense.
    fn of(
        program: &Program,
        member: &'a Member<'a>,
        seen: &[(&Probe, Vec<u8>)],
    ) -> Result<Evidence<'a>, Wrong> {
        let big_endian = program.big_endian;
        let mut grounds = Vec::new();
        let mut bits = BTreeSet::new();
        let mut mask = Vec::new();
        for neighbours in [false, true] {
            let alike = seen.iter().filter(|(it, _)| it.neighbours == neighbours);
            let ground: BTreeMap<i128, Vec<u8>> = alike
                .map(|(probe, bytes)| (probe.value, bytes.clone()))
                .collect();
            let zero = ground.get(&0).cloned().unwrap_or_default();
            mask.resize(zero.len(), 0);
            for bytes in ground.values() {
                differences(&mut bits, &zero, bytes, big_endian);
                let pairs = zero.iter().zip(bytes).zip(&mut mask);
                pairs.for_each(|((one, other), mask)| *mask |= one ^ other);
            }
            grounds.push(ground);
        }
        if bits.len() != member.width as usize {
            return Err(Wrong {
                line: program.line,
                message: format!(
                    "{} is for {} bits, C changes {}",
                    program.name,
                    member.width,
                    told(&bits)
                ),
            });
        }
        let turned = grounds.iter().map(|ground| {
            let turn = |bytes: &Vec<u8>| -> Vec<u8> {
                let pairs = bytes.iter().zip(&mask);
                pairs.map(|(byte, mask)| byte ^ !mask).collect()
            };
            ground
                .iter()
                .map(|(value, bytes)| (*value, turn(bytes)))
                .collect()
        });
        let turned: Vec<_> = turned.collect();
        grounds.extend(turned);
        Ok(Evidence {
            member,
            bits,
            grounds,
        })
    }

    /// The getter gives the value that each constant was made with.
    fn getter(&self, program: &Program) -> Result<(), Wrong> {
        let width = self.member.width;
        for (index, ground) in self.grounds.iter().enumerate() {
            for value in patterns::values(width, self.member.signed) {
                let Some(bytes) = ground.get(&value) else {
                    continue;
                };
                let given = get(program, &mut bytes.clone()[..])?;
                if given != value {
                    return Err(gives(program, given, value, width, index == 0));
                }
            }
        }
        Ok(())
    }

    /// From the bytes of the extreme values, the setter makes those of each.
    fn setter(&self, program: &Program) -> Result<(), Wrong> {
        let Member { width, signed, .. } = *self.member;
        let mut values = patterns::values(width, signed);
        values.retain(|value| program.ty.has(*value));
        if !self.member.is_bool {
            values.extend(patterns::beyond(program.ty, width, signed));
        }
        let mut written = BTreeSet::new();
        let mut first = None;
        for ground in &self.grounds {
            // All bits clear, and all set.
            for start in [0, wrapped(-1, width, signed)] {
                let Some(start) = ground.get(&start) else {
                    continue;
                };
                for &value in &values {
                    let Some(expected) = ground.get(&wrapped(value, width, signed)) else {
                        continue;
                    };
                    let mut made = start.clone();
                    set(program, &mut made[..], value)?;
                    differences(&mut written, start, &made, program.big_endian);
                    if made != *expected && first.is_none() {
                        first = Some(value);
                    }
                }
            }
        }
        moved(program, &written, &self.bits)?;
        match first {
            None => Ok(()),
            Some(value) => Err(Wrong {
                line: program.line,
                message: format!("{}({value}) leaves other bits than C", program.name),
            }),
        }
    }
}

/// Adds the bits in which two records differ.
fn differences(bits: &mut BTreeSet<u64>, one: &[u8], other: &[u8], big_endian: bool) {
    for ((at, one), other) in (0..).zip(one).zip(other) {
        differing(bits, at, *one, *other, big_endian);
    }
}
