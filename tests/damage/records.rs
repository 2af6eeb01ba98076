//! Damage to records and opaque types as such.

use super::kinds::{Damage, Damaged, damage, head_changed, line_changed};
use super::text::{Block, Kind, is_own, typed, word_of};

/// The line of an item with its `@repr`.
fn repr(block: &Block) -> Option<usize> {
    let attributes = &block.lines[..block.head];
    attributes.iter().position(|it| it.starts_with("@repr("))
}

/// A record with another `@repr`, which is reported where the record begins.
fn with_repr(block: &Block, change: impl Fn(&str) -> Option<String>) -> Option<Damaged> {
    let place = repr(block)?;
    let changed = change(&block.lines[place])?;
    let Damaged { lines, .. } = line_changed(block, place, changed);
    let at = block.head;
    Some(Damaged { lines, at })
}

/// The fields that are members of C, with their lines.
fn fields(block: &Block) -> Vec<(usize, &str)> {
    let lines = block.lines.iter().enumerate().skip(block.head + 1);
    lines
        .filter(|(_, line)| !is_own(line))
        .filter_map(|(at, line)| typed(line).map(|(_, ty)| (at, ty)))
        .collect()
}

/// Whether the record is a union.
fn is_union(block: &Block) -> bool {
    block.lines[block.head].starts_with("union ")
}

/// Without a part of an attribute: `, packed = 1`.
fn without(line: &str, word: &str) -> Option<String> {
    let start = line.find(&format!(", {word} = "))?;
    let end = start + line[start + 1..].find([',', ')'])? + 1;
    Some(format!("{}{}", &line[..start], &line[end..]))
}

/// All kinds of damage to records.
pub(crate) fn all() -> Vec<Damage> {
    let record = |name: &str, act: fn(&Block) -> Option<Damaged>| {
        damage(name, Kind::Record, move |block, _| act(block))
    };
    let mut all = vec![
        record("field missing", |block| {
            let list = fields(block);
            let (at, _) = list.get(list.len() / 2).filter(|_| list.len() > 1)?;
            let mut lines = block.lines.clone();
            lines.remove(*at);
            let at = block.head;
            Some(Damaged { lines, at })
        }),
        record("field more at the end", |block| {
            fields(block).first()?;
            let mut lines = block.lines.clone();
            lines.push("    quarry_more: i64".to_owned());
            let at = lines.len() - 1;
            Some(Damaged { lines, at })
        }),
        record("field more at the start", |block| {
            fields(block).first()?;
            let mut lines = block.lines.clone();
            let at = block.head + 1;
            lines.insert(at, "    quarry_more: i64".to_owned());
            Some(Damaged { lines, at })
        }),
        record("padding more at the start", |block| {
            let (at, _) = *fields(block).first()?;
            let mut lines = block.lines.clone();
            lines.insert(block.head + 1, "    _pad77: [u8; 64]".to_owned());
            (!is_union(block)).then_some(Damaged { lines, at: at + 1 })
        }),
        record("padding more at the end", |block| {
            fields(block).first()?;
            let mut lines = block.lines.clone();
            lines.push("    _pad77: [u8; 64000]".to_owned());
            let at = block.head;
            Some(Damaged { lines, at })
        }),
        record("field of another name", |block| {
            let (at, _) = *fields(block).first()?;
            let line = block.lines[at].replacen("    ", "    quarry_", 1);
            Some(line_changed(block, at, line))
        }),
        record("names of fields swapped", |block| {
            let list = fields(block);
            let pair = list
                .windows(2)
                .find(|pair| !is_union(block) && pair[0].0 + 1 == pair[1].0)?;
            let [(first, _), (second, _)] = *pair else {
                return None;
            };
            let mut lines = block.lines.clone();
            lines.swap(first, second);
            // What comes later than in C is so for any alignment.
            Some(Damaged { lines, at: second })
        }),
        record("structure as union", |block| {
            let list = fields(block);
            (list.len() > 1).then(|| head_changed(block, "struct ", "union "))?
        }),
        record("union as structure", |block| {
            fields(block).first()?;
            head_changed(block, "union ", "struct ")
        }),
        record("packing added", |block| {
            let wide = |(_, ty): &(usize, &str)| {
                *ty == "u64" || *ty == "i64" || ty.starts_with('*') || *ty == "i32" || *ty == "u32"
            };
            fields(block).iter().any(wide).then_some(())?;
            with_repr(block, |line| {
                (line == "@repr(C)").then(|| "@repr(C, packed = 1)".to_owned())
            })
        }),
        record("packing removed", |block| {
            with_repr(block, |line| without(line, "packed"))
        }),
        record("alignment added", |block| {
            with_repr(block, |line| {
                (line == "@repr(C)").then(|| "@repr(C, align = 64)".to_owned())
            })
        }),
        record("alignment removed", |block| {
            with_repr(block, |line| without(line, "align"))
        }),
        record("another alignment", |block| {
            with_repr(block, |line| {
                let other = without(line, "align")?;
                Some(other.replacen("@repr(C", "@repr(C, align = 256", 1))
            })
        }),
        record("another structure's name", |block| {
            head_changed(block, &block.name, &format!("{}_quarry", block.name))
        }),
        record("storage larger", |block| storage(block, 64)),
        record("storage smaller", |block| storage(block, 0)),
    ];
    all.push(damage(
        "opaque type with members",
        Kind::Opaque,
        |block, _| {
            let lines = vec![
                "@repr(C)".to_owned(),
                format!("struct {}:", block.name),
                "    quarry_more: i32".to_owned(),
            ];
            Some(Damaged { lines, at: 1 })
        },
    ));
    all
}

/// A record whose storage has another size.
fn storage(block: &Block, length: usize) -> Option<Damaged> {
    let is_storage = |line: &String| {
        let name = word_of(line.trim_start());
        (name.starts_with("_bits") || name.starts_with("_data")) && line.contains("; ")
    };
    let place = block.lines.iter().position(is_storage)?;
    let (before, _) = block.lines[place].split_once("; ")?;
    let line = format!("{before}; {length}]");
    let Damaged { lines, .. } = line_changed(block, place, line);
    let at = block.head;
    Some(Damaged { lines, at })
}

/// Attributes lose the right part.
pub(crate) fn check_self() {
    let line = "@repr(C, packed = 2, align = 8)";
    assert_eq!(without(line, "packed").unwrap(), "@repr(C, align = 8)");
    assert_eq!(without(line, "align").unwrap(), "@repr(C, packed = 2)");
    assert_eq!(without(line, "other"), None);
}
