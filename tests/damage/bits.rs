//! Damage to the methods of bit-fields.

use super::kinds::{Damage, Damaged, damage};
use super::text::{Block, Kind};

/// What a change makes of the lines of a method; `None` where it is not for it.
type Change = fn(&[String]) -> Option<Vec<String>>;

/// The last line of a method with a part changed.
fn last(lines: &[String], from: &str, to: &str) -> Option<Vec<String>> {
    let (last, rest) = lines.split_last()?;
    let changed = last.replacen(from, to, 1);
    let mut lines = rest.to_vec();
    lines.push(changed.clone());
    (changed != *last).then_some(lines)
}

/// Whether a method reads.
fn reads(lines: &[String]) -> bool {
    lines[0].contains("(&self)")
}

/// The number that follows a text first, where it does, as another one.
fn number(lines: &[String], before: &str, change: fn(u64) -> u64) -> Option<Vec<String>> {
    let text = lines.last()?;
    let start = text.find(before)? + before.len();
    let digits = text[start..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let number: u64 = text[start..start + digits].parse().ok()?;
    let changed = change(number);
    let from = format!("{before}{number}");
    last(lines, &from, &format!("{before}{changed}")).filter(|_| changed != number)
}

/// Changes of methods.
const METHODS: [(&str, Change); 17] = [
    ("bit offset less (read)", |it| {
        number(it, " >> ", |n| n - 1).filter(|_| reads(it))
    }),
    ("bit offset more (read)", |it| {
        number(it, " >> ", |n| n + 1).filter(|_| reads(it))
    }),
    ("bit offset more (write)", |it| {
        number(it, " << ", |n| n + 1).filter(|_| !reads(it))
    }),
    ("bit offset less (write)", |it| {
        number(it, " << ", |n| n - 1).filter(|_| !reads(it))
    }),
    ("another byte (read)", |it| {
        last(it, "[1]", "[0]")
            .filter(|_| reads(it))
            .or_else(|| last(it, "[2]", "[1]"))
    }),
    ("another byte (write)", |it| {
        last(it, "[1] = ", "[0] = ").filter(|_| !reads(it) && it.len() < 4)
    }),
    ("bit width less (read)", |it| {
        number(it, "] & ", |n| n >> 1).filter(|_| reads(it))
    }),
    ("bit width more (read)", |it| {
        number(it, ") & ", |n| if n < 64 { n * 2 + 1 } else { n }).filter(|_| reads(it))
    }),
    ("bit width less (write)", |it| {
        number(it, "(bits & ", |n| n >> 1).filter(|_| !reads(it))
    }),
    ("sign lost", |it| {
        let text = it.last()?;
        let end = text.rfind(" - ")?;
        last(it, &text[end..], "").filter(|_| reads(it))
    }),
    ("another sign bit", |it| {
        (reads(it) && it.last()?.contains(") - ")).then(|| number(it, " ^ ", |n| n * 2))?
    }),
    ("neighbours cleared", |it| {
        number(it, "] & ", |_| 0).filter(|_| !reads(it))
    }),
    ("a neighbour's bit cleared", |it| {
        // One bit less of those that are kept.
        number(it, "] & ", |n| n & n.wrapping_sub(1)).filter(|_| !reads(it))
    }),
    ("old value kept", |it| {
        number(it, "] & ", |_| 255).filter(|_| !reads(it))
    }),
    ("nothing written", |it| {
        let line = it.last()?;
        let (place, value) = line.split_once(" = ")?;
        let same = format!("{place} = {}", place.trim());
        last(it, line, &same).filter(|_| !reads(it) && !value.is_empty())
    }),
    ("bool as integer", |it| {
        let mut lines = it.to_vec();
        lines[0] = lines[0].strip_suffix("-> bool:")?.to_owned() + "-> i8:";
        let end = lines.len() - 1;
        // All ones: what an integer of one bit with a sign gives.
        lines[end] = lines[end]
            .replacen("return ", "return 0 - ", 1)
            .replace("as bool", "as i8");
        Some(lines)
    }),
    ("method of another name", |it| {
        let mut lines = it.to_vec();
        lines[0] = lines[0].replacen('(', "_quarry(", 1);
        Some(lines)
    }),
];

/// All kinds of damage to methods.
pub(crate) fn all() -> Vec<Damage> {
    let mut all = Vec::new();
    for (name, change) in METHODS {
        all.push(damage(name, Kind::Methods, move |block, _| {
            methods(block).into_iter().find_map(|(at, end)| {
                let changed = change(&block.lines[at..end])?;
                let mut lines = block.lines.clone();
                lines.splice(at..end, changed);
                Some(Damaged { lines, at })
            })
        }));
    }
    all.push(damage(
        "names of methods swapped",
        Kind::Methods,
        |block, _| {
            let list = methods(block);
            let getters: Vec<usize> = list
                .iter()
                .map(|(at, _)| *at)
                .filter(|at| block.lines[*at].contains("(&self)"))
                .collect();
            let [first, second, ..] = getters[..] else {
                return None;
            };
            let mut lines = block.lines.clone();
            let name = |at: usize| block.lines[at].split_once('(').unwrap().0.to_owned();
            lines[first] = lines[first].replacen(&name(first), &name(second), 1);
            lines[second] = lines[second].replacen(&name(second), &name(first), 1);
            Some(Damaged { lines, at: first })
        },
    ));
    all
}

/// Where methods begin and end.
fn methods(block: &Block) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = (block.head + 1..block.lines.len())
        .filter(|at| block.lines[*at].starts_with("    fn "))
        .collect();
    starts.push(block.lines.len());
    starts.windows(2).map(|pair| (pair[0], pair[1])).collect()
}
