//! Two modules on one target, item by item.

use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Aspect, Found, Kind, Said, Severity};
use super::layout::Layouts;
use super::relation::{Meaning, Relation};
use super::side::Side;
use super::words;
use crate::pyrite::model::{Item, ItemKind, Type};

/// The comparison of two modules on one target.
pub(super) struct Comparison<'m> {
    /// The old module.
    pub(super) old: Side<'m>,
    /// The new module.
    pub(super) new: Side<'m>,
    /// Their types.
    pub(super) relation: Relation<'m>,
    /// The old module's layouts.
    pub(super) old_layouts: Layouts<'m>,
    /// The new module's layouts.
    pub(super) new_layouts: Layouts<'m>,
    /// What differs.
    pub(super) found: Vec<Found>,
    /// Types whose values are not as they were, by name, with their kind.
    pub(super) changed: FxHashMap<&'m str, Kind>,
}

impl<'m> Comparison<'m> {
    /// Compares.
    pub(super) fn new(old: Side<'m>, new: Side<'m>) -> Comparison<'m> {
        let items = old.module.items.len() + new.module.items.len();
        let mut comparison = Comparison {
            relation: Relation::new(old.types(), new.types(), items),
            old_layouts: Layouts::new(old.target),
            new_layouts: Layouts::new(new.target),
            old,
            new,
            found: Vec::new(),
            changed: FxHashMap::default(),
        };
        let pairs = comparison.pairs();
        for (old, new) in &pairs {
            comparison.pair(old, new);
        }
        comparison.methods();
        comparison.imports();
        comparison.order(&pairs);
        comparison
    }

    /// Compares an item with what it is now.
    fn pair(&mut self, old: &'m Item, new: &'m Item) {
        let before = self.found.len();
        match (&old.kind, &new.kind) {
            (ItemKind::Function(a), ItemKind::Function(b)) => self.functions((old, a), (new, b)),
            (ItemKind::Variable(a), ItemKind::Variable(b)) => self.variables((old, a), (new, b)),
            (ItemKind::Constant(a), ItemKind::Constant(b)) => self.constants((old, a), (new, b)),
            (ItemKind::Alias(a), ItemKind::Alias(b)) => self.aliases((old, a), (new, b)),
            (ItemKind::Skipped(a), ItemKind::Skipped(b)) => self.skipped((old, a), (new, b)),
            (ItemKind::Opaque, ItemKind::Opaque) => {}
            (ItemKind::Record(a), ItemKind::Record(b))
                if self.old.kind(old) == self.new.kind(new) =>
            {
                self.records((old, a), (new, b));
            }
            _ => self.kinds(old, new),
        }
        if old.doc != new.doc {
            let what = match (old.doc.is_empty(), new.doc.is_empty()) {
                (true, _) => "documentation added",
                (_, true) => "documentation removed",
                (false, false) => "documentation changed",
            };
            let sides = [old, new].map(|it| words::said(it.position.line, it.doc.join("\n")));
            self.cosmetic(old, Aspect::Documentation, what, sides);
        }
        if old.condition != new.condition {
            let text = |item: &Item| match &item.condition {
                Some(condition) => format!("@cfg({condition})"),
                None => "none".to_owned(),
            };
            let sides = [old, new].map(|it| words::said(it.position.line, text(it)));
            let what = format!("condition {}", words::was(&text(old), &text(new)));
            self.cosmetic(old, Aspect::Condition, &what, sides);
        }
        let sources = (
            self.old.sources.at(old.position.line),
            self.new.sources.at(new.position.line),
        );
        let (Some(old_source), Some(new_source)) = sources else {
            return;
        };
        let what = if old_source.comments != new_source.comments {
            "comments changed"
        } else if old_source.lines != new_source.lines && before == self.found.len() {
            "its text or a comment changed, and means the same"
        } else {
            return;
        };
        let sides = [
            words::said(old.position.line, old_source.text()),
            words::said(new.position.line, new_source.text()),
        ];
        self.cosmetic(old, Aspect::Text, what, sides);
    }

    /// An item that is of another kind now.
    fn kinds(&mut self, old: &'m Item, new: &'m Item) {
        let (was, is) = (self.old.kind(old), self.new.kind(new));
        let sides = (Some(self.old.said(old)), Some(self.new.said(new)));
        let (severity, what) = match (was, is) {
            // Only the dialect says it otherwise.
            (Kind::Opaque, Kind::Opaque) => return,
            (Kind::Opaque, Kind::Struct | Kind::Union) => {
                let what = format!("was opaque and is {} with its fields", is.with_article());
                (Severity::Additive, what)
            }
            (Kind::Struct | Kind::Union, Kind::Opaque) => {
                let lost = "no program can have one by value any more";
                (
                    Severity::Breaking,
                    format!("was {} and is opaque: {lost}", was.with_article()),
                )
            }
            (Kind::Alias, Kind::Struct | Kind::Union | Kind::Opaque)
            | (Kind::Struct | Kind::Union | Kind::Opaque, Kind::Alias) => {
                let stands_for = |item: &Item, kind: Kind| match alias(item) {
                    Some(ty) => format!("an alias of {ty}"),
                    None => kind.with_article().to_owned(),
                };
                let what = words::was(&stands_for(old, was), &stands_for(new, is));
                match self.only_named_otherwise(old, new) {
                    Some(_) => (
                        Severity::Cosmetic,
                        format!("{what}, which is the same type"),
                    ),
                    None => (Severity::Breaking, what),
                }
            }
            _ => (
                Severity::Breaking,
                words::was(was.with_article(), is.with_article()),
            ),
        };
        if severity == Severity::Breaking {
            self.changed.insert(&old.name, was);
        }
        self.add((severity, Aspect::Kind), (was, &old.name), what, sides);
    }

    /// Adds a change.
    pub(super) fn add(
        &mut self,
        (severity, aspect): (Severity, Aspect),
        (kind, item): (Kind, &str),
        what: impl Into<String>,
        (old, new): (Option<Said>, Option<Said>),
    ) {
        self.found.push(Found {
            severity,
            kind,
            item: item.to_owned(),
            aspect,
            what: what.into(),
            old,
            new,
        });
    }

    /// Adds a change of an item that is in both modules.
    pub(super) fn between(
        &mut self,
        (severity, aspect): (Severity, Aspect),
        old: &Item,
        what: impl Into<String>,
        [before, after]: [Said; 2],
    ) {
        let kind = self.old.kind(old);
        let sides = (Some(before), Some(after));
        self.add((severity, aspect), (kind, &old.name), what, sides);
    }

    /// Adds a cosmetic change of an item that is in both modules.
    pub(super) fn cosmetic(&mut self, old: &Item, aspect: Aspect, what: &str, sides: [Said; 2]) {
        self.between((Severity::Cosmetic, aspect), old, what, sides);
    }

    /// Compares the types of one place, which the words begin with: `parameter 2`. Gives whether
    /// they are the same.
    pub(super) fn typed(
        &mut self,
        (aspect, place): (Aspect, &str),
        item: &Item,
        (old_line, old): (u32, &'m Type),
        (new_line, new): (u32, &'m Type),
    ) -> bool {
        let meaning = self.relation.types(old, new);
        let texts = (old.to_string(), new.to_string());
        let severity = match meaning {
            Meaning::Same => return true,
            Meaning::Spelled => Severity::Cosmetic,
            Meaning::Different => Severity::Breaking,
        };
        let was = words::was(&texts.0, &texts.1);
        let blank = if place.is_empty() { "" } else { " " };
        let what = match meaning {
            Meaning::Same | Meaning::Different => format!("{place}{blank}{was}"),
            Meaning::Spelled => format!("{place}{blank}{was}, which is the same type"),
        };
        let sides = [
            words::said(old_line, texts.0),
            words::said(new_line, texts.1),
        ];
        self.between((severity, aspect), item, what, sides);
        meaning == Meaning::Spelled
    }

    /// Says which of the items that stayed stand in another place.
    fn order(&mut self, pairs: &[(&'m Item, &'m Item)]) {
        let places: Vec<(u32, &Item)> = pairs
            .iter()
            .map(|(old, new)| (new.position.line, *old))
            .collect();
        let moved = moved(&places);
        let (Some(first), false) = (moved.first(), moved.is_empty()) else {
            return;
        };
        let names: Vec<&str> = moved.iter().map(|it| it.name.as_str()).collect();
        let stand = if names.len() == 1 {
            "item stands"
        } else {
            "items stand"
        };
        let what = format!(
            "{} {stand} in another place: {}",
            names.len(),
            words::listed(&names)
        );
        let line = first.position.line;
        let new = places.iter().find(|(_, item)| std::ptr::eq(*item, *first));
        let sides = (
            Some(words::said(line, first.name.clone())),
            new.map(|(line, item)| words::said(*line, item.name.clone())),
        );
        self.add(
            (Severity::Cosmetic, Aspect::Order),
            (Kind::Module, "order"),
            what,
            sides,
        );
    }
}

/// What an alias stands for.
pub(super) fn alias(item: &Item) -> Option<&Type> {
    match &item.kind {
        ItemKind::Alias(ty) => Some(ty),
        ItemKind::Function(_)
        | ItemKind::Variable(_)
        | ItemKind::Opaque
        | ItemKind::Record(_)
        | ItemKind::Constant(_)
        | ItemKind::Implementation(_)
        | ItemKind::Skipped(_) => None,
    }
}

/// The fewest of some things that must be moved to have their numbers grow: those outside a
/// longest row of growing ones.
pub(super) fn moved<'t, T: ?Sized>(places: &[(u32, &'t T)]) -> Vec<&'t T> {
    // The ends of rows of each length, and what stands before each in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let number = |at: &usize| places.get(*at).map_or(0, |it| it.0);
    for (at, (place, _)) in places.iter().enumerate() {
        let length = ends.partition_point(|end| number(end) < *place);
        before.push(length.checked_sub(1).and_then(|it| ends.get(it).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stay: FxHashSet<usize> = FxHashSet::default();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stay.insert(at);
        next = before.get(at).copied().flatten();
    }
    let all = places.iter().enumerate();
    all.filter(|(at, _)| !stay.contains(at))
        .map(|(_, (_, thing))| *thing)
        .collect()
}
