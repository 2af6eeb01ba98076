//! Every type before its first use, pointers included, in C's order otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, Mention};
use super::pointer::Scope;
use super::spell::Tags;
use crate::map::model::{Item, ItemKind};

/// How far an item is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not yet looked at.
    New,
    /// What it needs is being written: a pointer to it now would look forward.
    Open,
    /// Written.
    Done,
}

/// Puts types before what mentions them. Where types point at each other in a circle, the
/// pointer that closes it becomes `*mut u8` with a remark; one type *holding* another is always
/// honoured.
pub(super) fn order(items: Vec<Item>, passable: &BTreeSet<String>, tags: &Tags) -> Vec<Item> {
    let mut index = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        if matches!(item.kind, ItemKind::Record(_) | ItemKind::Opaque) {
            index.entry(item.name.as_str()).or_insert(at);
        }
    }
    let edges = items.iter().map(|item| edges(item, &index)).collect();
    let mut walk = Walk {
        edges,
        state: vec![State::New; items.len()],
        sequence: Vec::with_capacity(items.len()),
    };
    for at in 0..items.len() {
        walk.visit(at);
    }
    write(items, &walk.sequence, passable, tags)
}

/// The types that an item needs: those it holds, then those it points to.
fn edges(item: &Item, index: &BTreeMap<&str, usize>) -> Vec<(Mention, usize)> {
    let mut edges = Vec::new();
    names::of_item(item, |name, mention| {
        edges.extend(index.get(name).map(|&at| (mention, at)));
    });
    // Stable: in the order of the fields otherwise.
    edges.sort_by_key(|(mention, _)| *mention);
    edges
}

/// A walk over items by what they need, without recursion: C nests as deep as it likes.
struct Walk {
    /// What each item needs.
    edges: Vec<Vec<(Mention, usize)>>,
    /// How far each is.
    state: Vec<State>,
    /// The items that are done, in order.
    sequence: Vec<usize>,
}

impl Walk {
    /// Finishes an item after all that it needs and that can stand before it.
    fn visit(&mut self, root: usize) {
        if self.state[root] != State::New {
            return;
        }
        self.state[root] = State::Open;
        let mut path = vec![(root, 0)];
        while let Some((at, next)) = path.last_mut() {
            let Some(&(mention, target)) = self.edges[*at].get(*next) else {
                self.state[*at] = State::Done;
                self.sequence.push(*at);
                path.pop();
                continue;
            };
            *next += 1;
            let free = self.state[target] == State::New
                && (mention == Mention::Holds || !self.holds_open(target));
            if free {
                self.state[target] = State::Open;
                path.push((target, 0));
            }
        }
    }

    /// Whether a type holds, at any depth, one that is being written: then it cannot stand
    /// before it.
    fn holds_open(&self, from: usize) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut rest = vec![from];
        while let Some(at) = rest.pop() {
            let held = self.edges[at]
                .iter()
                .take_while(|(mention, _)| *mention == Mention::Holds);
            for &(_, target) in held {
                match self.state[target] {
                    State::Open => return true,
                    State::New if seen.insert(target) => rest.push(target),
                    State::New | State::Done => {}
                }
            }
        }
        false
    }
}

/// The items in their sequence, with every type said as it can be where it now stands.
fn write(
    items: Vec<Item>,
    sequence: &[usize],
    passable: &BTreeSet<String>,
    tags: &Tags,
) -> Vec<Item> {
    let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
    let mut defined = BTreeSet::new();
    let mut written = Vec::with_capacity(items.len());
    for &at in sequence {
        let Some(mut item) = items.get_mut(at).and_then(Option::take) else {
            continue;
        };
        let scope = Scope {
            defined: &defined,
            passable,
            tags,
        };
        say(&mut item, &scope);
        if matches!(item.kind, ItemKind::Record(_) | ItemKind::Opaque) {
            defined.insert(item.name.clone());
        }
        written.push(item);
    }
    written
}

/// Says an item's types as they can be said, with remarks on what that loses.
fn say(item: &mut Item, scope: &Scope<'_>) {
    match &mut item.kind {
        ItemKind::Function(function) => {
            let parameters = function
                .parameters
                .iter_mut()
                .map(|p| (p.name.as_str(), &mut p.ty));
            let result = function.result.as_mut().map(|ty| ("result", ty));
            for (name, ty) in parameters.chain(result) {
                let mut lost = Vec::new();
                *ty = scope.say(ty, &mut lost);
                each_once(&mut lost);
                item.remarks
                    .extend(lost.into_iter().map(|lost| format!("{name}: {lost}")));
            }
        }
        ItemKind::Record(record) => {
            for field in &mut record.fields {
                let mut lost = Vec::new();
                field.ty = scope.say(&field.ty, &mut lost);
                if !lost.is_empty() {
                    each_once(&mut lost);
                    field.remark = Some(match field.remark.take() {
                        Some(remark) => format!("{remark}; {}", lost.join(", ")),
                        None => lost.join(", "),
                    });
                }
            }
        }
        ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Constant(_)
        | ItemKind::Variable(_)
        | ItemKind::Skipped(_) => {}
    }
}

/// Leaves of equal remarks only the first: a type may mention another many times.
fn each_once(remarks: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    remarks.retain(|remark| seen.insert(remark.clone()));
}
