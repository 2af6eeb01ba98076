//! The kinds of damage: each finds its place in an item and changes it.

use super::text::{Block, Kind, Signature, is_own, typed};
use super::types::{Part, SCALARS, SHAPES, pieces};
use super::world::World;

/// An item that is damaged.
#[derive(Debug, Clone)]
pub(crate) struct Damaged {
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// Which of them must be reported.
    pub(crate) at: usize,
}

/// What a kind does to an item; `None` where it has nothing to damage.
type Act = Box<dyn Fn(&Block, &World) -> Option<Damaged>>;

/// A kind of damage.
pub(crate) struct Damage {
    /// Its name.
    pub(crate) name: String,
    /// What items it is for.
    pub(crate) kind: Kind,
    /// What it does.
    pub(crate) act: Act,
}

/// A kind of damage.
pub(crate) fn damage(
    name: impl Into<String>,
    kind: Kind,
    act: impl Fn(&Block, &World) -> Option<Damaged> + 'static,
) -> Damage {
    Damage {
        name: name.into(),
        kind,
        act: Box::new(act),
    }
}

/// Where types stand in items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// A function's parameter.
    Parameter,
    /// A function's result.
    Result,
    /// A record's field.
    Field,
    /// What an alias stands for.
    Alias,
    /// A variable's.
    Variable,
}

/// All spots, with the items that have them.
const SPOTS: [(Spot, &str, Kind); 5] = [
    (Spot::Parameter, "parameter", Kind::Function),
    (Spot::Result, "result", Kind::Function),
    (Spot::Field, "field", Kind::Record),
    (Spot::Alias, "alias", Kind::Alias),
    (Spot::Variable, "variable", Kind::Variable),
];

/// Where in a type changes are made.
const PARTS: [Part; 5] = [
    Part::Whole,
    Part::Pointee,
    Part::Element,
    Part::Parameter,
    Part::Result,
];

/// All kinds of damage to types.
pub(crate) fn of_types() -> Vec<Damage> {
    let mut all = Vec::new();
    for (spot, word, kind) in SPOTS {
        for part in PARTS {
            for (from, to) in SCALARS {
                let name = format!("{word}{}: {from} to {to}", part.name());
                all.push(damage(name, kind, move |block, world| {
                    let change = |ty: &str| (ty == from).then(|| to.to_owned());
                    at(spot, part, block, world, &change)
                }));
            }
            for (what, change) in SHAPES {
                let name = format!("{word}{}: {what}", part.name());
                all.push(damage(name, kind, move |block, world| {
                    at(spot, part, block, world, &|ty| change(ty, world))
                }));
            }
        }
    }
    all
}

/// Changes the first type at a spot that can be changed.
fn at(
    spot: Spot,
    part: Part,
    block: &Block,
    world: &World,
    change: &dyn Fn(&str) -> Option<String>,
) -> Option<Damaged> {
    let within = |ty: &str| {
        pieces(ty).into_iter().find_map(|(it, range)| {
            let changed = change(&ty[range.clone()]).filter(|_| it == part)?;
            let whole = format!("{}{changed}{}", &ty[..range.start], &ty[range.end..]);
            // The format has no word for an array that is passed: the reader refuses it.
            let is_passed = match part {
                Part::Whole => spot == Spot::Parameter || spot == Spot::Result,
                Part::Parameter | Part::Result => true,
                Part::Pointee | Part::Element => false,
            };
            (!(is_passed && changed.starts_with('['))
                && world.resolved(&whole) != world.resolved(ty))
            .then_some(whole)
        })
    };
    match spot {
        Spot::Parameter => {
            let mut signature = Signature::of(block);
            let mut list = signature.parameters.iter_mut();
            list.find_map(|(_, ty)| within(ty).map(|changed| *ty = changed))?;
            Some(signed(block, &signature))
        }
        Spot::Result => {
            let mut signature = Signature::of(block);
            signature.result = Some(within(signature.result.as_ref()?)?);
            Some(signed(block, &signature))
        }
        Spot::Field => block
            .lines
            .iter()
            .enumerate()
            .skip(block.head + 1)
            .find_map(|(at, line)| {
                let (before, ty) = typed(line).filter(|_| !is_own(line))?;
                let changed = within(ty)?;
                // What holds itself has no layout at all.
                let holds_itself = changed == block.name;
                let Damaged { lines, .. } = line_changed(block, at, format!("{before}{changed}"));
                let at = if holds_itself { block.head } else { at };
                Some(Damaged { lines, at })
            }),
        Spot::Alias | Spot::Variable => {
            let (before, ty) = typed(&block.lines[block.head])?;
            Some(line_changed(
                block,
                block.head,
                format!("{before}{}", within(ty)?),
            ))
        }
    }
}

/// A function with another signature.
pub(crate) fn signed(block: &Block, signature: &Signature) -> Damaged {
    let mut lines = block.lines[..block.head].to_vec();
    lines.push(signature.text());
    let at = block.head;
    Damaged { lines, at }
}

/// An item with one line changed.
pub(crate) fn line_changed(block: &Block, at: usize, line: String) -> Damaged {
    let mut lines = block.lines.clone();
    lines[at] = line;
    Damaged { lines, at }
}

/// An item with a part of its own line changed.
pub(crate) fn head_changed(block: &Block, from: &str, to: &str) -> Option<Damaged> {
    let line = &block.lines[block.head];
    line.contains(from)
        .then(|| line_changed(block, block.head, line.replacen(from, to, 1)))
}
