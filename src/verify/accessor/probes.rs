//! Constants for a real compiler, and what their bytes say of the methods.
//!
//! Nothing runs on the target: the compiler puts the value of each bit-field into the bytes of a
//! constant, and the methods run here on those bytes.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::bits::differing;
use super::check::{gives, kind, moved};
use super::evaluate::{get, set};
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
    super::number::wrapped(-1, member.width, member.signed)
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
    match gets {
        true => getter(&program, member, seen),
        false => setter(&program, seen),
    }
}

/// The getter gives the value that each constant was made with.
fn getter(program: &Program, member: &Member<'_>, seen: &[(&Probe, Vec<u8>)]) -> Result<(), Wrong> {
    for (probe, bytes) in seen {
        let given = get(program, &mut bytes.clone()[..])?;
        if given != probe.value {
            let alone = !probe.neighbours;
            return Err(gives(program, given, probe.value, member.width, alone));
        }
    }
    Ok(())
}

/// From the bytes of 0, and from those of another value, the setter makes those of each.
fn setter(program: &Program, seen: &[(&Probe, Vec<u8>)]) -> Result<(), Wrong> {
    let big_endian = program.big_endian;
    let (mut written, mut expected) = (BTreeSet::new(), BTreeSet::new());
    let mut first = None;
    for neighbours in [false, true] {
        let alike = seen.iter().filter(|(it, _)| it.neighbours == neighbours);
        let alike: Vec<&(&Probe, Vec<u8>)> = alike.collect();
        let starts = alike.iter().filter(|(it, _)| matches!(it.value, 0 | -1));
        let starts: Vec<&Vec<u8>> = starts
            .map(|(_, bytes)| bytes)
            .chain(
                alike
                    .iter()
                    .max_by_key(|(it, _)| it.value)
                    .map(|(_, bytes)| bytes),
            )
            .collect();
        for start in starts {
            for (probe, bytes) in &alike {
                let mut made = start.clone();
                if program.ty.has(probe.value) {
                    set(program, &mut made[..], probe.value)?;
                }
                for (at, before) in start.iter().enumerate() {
                    let at_byte = at as u64;
                    for (bits, after) in [(&mut written, &made), (&mut expected, bytes)] {
                        let after = after.get(at).copied().unwrap_or_default();
                        differing(bits, at_byte, *before, after, big_endian);
                    }
                }
                if made != *bytes && first.is_none() {
                    first = Some(probe.value);
                }
            }
        }
    }
    moved(program, &written, &expected)?;
    match first {
        None => Ok(()),
        Some(value) => Err(Wrong {
            line: program.line,
            message: format!("{}({value}) leaves other bytes than C", program.name),
        }),
    }
}
