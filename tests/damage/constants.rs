//! Damage to constants and aliases as such.

use super::kinds::{Damage, Damaged, damage, head_changed, line_changed};
use super::text::{Block, Kind, bare};
use super::world::World;

/// What a change makes of a type and a value; `None` where it is not for them.
type Change = fn(&str, &str, &World) -> Option<(String, String)>;

/// Changes of constants.
const CONSTANTS: [(&str, Change); 21] = [
    ("value one more", |ty, value, _| {
        other_value(ty, value, |it| it.checked_add(1))
    }),
    ("value one less", |ty, value, _| {
        other_value(ty, value, |it| it.checked_sub(1))
    }),
    ("value negative", |ty, value, _| {
        other_value(ty, value, |it| Some(-it).filter(|_| it != 0))
    }),
    ("one bit of the value", |ty, value, _| {
        other_value(ty, value, |it| Some(it ^ 0x40))
    }),
    ("enumerator one more", |ty, value, world| {
        world.aliases.contains_key(ty).then_some(())?;
        let value: i128 = value.parse().ok()?;
        Some((ty.to_owned(), (value + 1).to_string()))
    }),
    ("constant i32 to u32", |ty, value, _| {
        other_type(ty, value, "i32", "u32")
    }),
    ("constant i32 to i64", |ty, value, _| {
        other_type(ty, value, "i32", "i64")
    }),
    ("constant i32 to i16", |ty, value, _| {
        let fits = value.parse::<i16>().is_ok();
        other_type(ty, value, "i32", "i16").filter(|_| fits)
    }),
    ("constant u32 to i32", |ty, value, _| {
        let fits = value.parse::<i32>().is_ok();
        other_type(ty, value, "u32", "i32").filter(|_| fits)
    }),
    ("constant u32 to u64", |ty, value, _| {
        other_type(ty, value, "u32", "u64")
    }),
    ("constant i64 to i32", |ty, value, _| {
        let fits = value.parse::<i32>().is_ok();
        other_type(ty, value, "i64", "i32").filter(|_| fits)
    }),
    ("constant u64 to i64", |ty, value, _| {
        let fits = value.parse::<i64>().is_ok();
        other_type(ty, value, "u64", "i64").filter(|_| fits)
    }),
    ("constant f64 to f32", |ty, value, _| {
        other_type(ty, value, "f64", "f32")
    }),
    ("constant f32 to f64", |ty, value, _| {
        other_type(ty, value, "f32", "f64")
    }),
    ("another floating value", |ty, value, _| {
        let number: f64 = value.parse().ok()?;
        let changed = format!("{:?}", number + 1.0);
        ty.starts_with('f').then(|| (ty.to_owned(), changed))
    }),
    ("integer as text", |_, value, _| {
        value.parse::<i64>().ok()?;
        Some(("&str".to_owned(), format!("\"{value}\"")))
    }),
    ("text as integer", |ty, _, _| {
        (ty == "&str").then(|| ("i32".to_owned(), "1".to_owned()))
    }),
    ("one letter of a text", |ty, value, _| {
        let last = value.chars().rev().nth(1)?;
        let is_plain = last.is_ascii_alphanumeric() && !value.contains('\\');
        (ty == "&str" && is_plain).then_some(())?;
        let other = if last == 'x' { 'y' } else { 'x' };
        let start = &value[..value.len() - 2];
        Some((ty.to_owned(), format!("{start}{other}\"")))
    }),
    ("text longer", |ty, value, _| {
        let start = value.strip_suffix('"')?;
        (ty == "&str").then(|| (ty.to_owned(), format!("{start} \"")))
    }),
    ("text shorter", |ty, value, _| {
        let start = value.strip_suffix('"')?;
        let last = start.chars().last().filter(char::is_ascii_alphanumeric)?;
        let start = start.strip_suffix(last)?;
        (ty == "&str" && !start.ends_with('\\')).then(|| (ty.to_owned(), format!("{start}\"")))
    }),
    ("one unit of a wide text", |ty, value, _| {
        let rest = value.strip_prefix('[')?;
        let (first, _) = rest.split_once([',', ']'])?;
        let number: i64 = first.parse().ok()?;
        let changed = value.replacen(first, &(number ^ 1).to_string(), 1);
        Some((ty.to_owned(), changed))
    }),
];

/// Another value of an integer type, if it is one that the type has.
fn other_value(
    ty: &str,
    value: &str,
    change: fn(i128) -> Option<i128>,
) -> Option<(String, String)> {
    let number: i128 = value.parse().ok()?;
    let changed = change(number)?;
    let fits = match ty {
        "i8" => i8::try_from(changed).is_ok(),
        "u8" => u8::try_from(changed).is_ok(),
        "i16" => i16::try_from(changed).is_ok(),
        "u16" => u16::try_from(changed).is_ok(),
        "i32" => i32::try_from(changed).is_ok(),
        "u32" => u32::try_from(changed).is_ok(),
        "i64" | "isize" => i64::try_from(changed).is_ok(),
        "u64" | "usize" => u64::try_from(changed).is_ok(),
        _ => false,
    };
    (fits && changed != number).then(|| (ty.to_owned(), changed.to_string()))
}

/// Another type for the same value.
fn other_type(ty: &str, value: &str, from: &str, to: &str) -> Option<(String, String)> {
    let fits = to.starts_with('i') || !value.starts_with('-') || to.starts_with('f');
    (ty == from && fits).then(|| (to.to_owned(), value.to_owned()))
}

/// All kinds of damage to constants.
pub(crate) fn all() -> Vec<Damage> {
    let mut all = Vec::new();
    for (name, change) in CONSTANTS {
        all.push(damage(name, Kind::Constant, move |block, world| {
            let (before, rest) = bare(&block.lines[block.head]).split_once(": ")?;
            let (ty, value) = rest.split_once(" = ")?;
            let (ty, value) = change(ty, value, world)?;
            let line = format!("{before}: {ty} = {value}");
            (block.lines.len() == block.head + 1).then(|| line_changed(block, block.head, line))
        }));
    }
    for kind in [Kind::Constant, Kind::Alias] {
        all.push(damage(
            format!("another name ({kind:?})"),
            kind,
            |block, _| renamed(block),
        ));
    }
    all
}

/// An item of a name that C does not have.
fn renamed(block: &Block) -> Option<Damaged> {
    head_changed(
        block,
        &format!(" {}", block.name),
        &format!(" {}_quarry", block.name),
    )
}
