//! Structures and unions: fields by name, their types and order, and what that does to the layout.

use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Aspect, Kind, Said, Severity};
use super::compare::{Comparison, moved};
use super::layout::Computed;
use super::relation::Meaning;
use super::words;
use crate::pyrite::model::{Field, IntegerType, Item, Record, Type};

/// A field with its number in its record, from 0.
type Numbered<'m> = (usize, &'m Field);

/// The fields of two records: pairs by name or place, with their numbers in both, what is gone,
/// and what is new.
struct Fields<'m> {
    /// In both.
    pairs: Vec<(Numbered<'m>, Numbered<'m>)>,
    /// In the old one only.
    gone: Vec<Numbered<'m>>,
    /// In the new one only.
    fresh: Vec<Numbered<'m>>,
}

impl<'m> Fields<'m> {
    /// Of the fields that a program names.
    fn of(old: &'m Record, new: &'m Record) -> Fields<'m> {
        let named = |record: &'m Record| {
            let fields = record.fields.iter().enumerate();
            fields.filter(|(_, field)| !is_padding(field))
        };
        let by_name: FxHashMap<&str, (usize, &Field)> =
            named(new).map(|it| (it.1.name.as_str(), it)).collect();
        let mut fields = Fields {
            pairs: Vec::new(),
            gone: Vec::new(),
            fresh: Vec::new(),
        };
        let mut paired: FxHashSet<&str> = FxHashSet::default();
        for it in named(old) {
            match by_name.get(it.1.name.as_str()) {
                Some(new) => {
                    paired.insert(&it.1.name);
                    fields.pairs.push((it, *new));
                }
                None => fields.gone.push(it),
            }
        }
        fields.fresh = named(new)
            .filter(|(_, field)| !paired.contains(field.name.as_str()))
            .collect();
        fields
    }
}

impl<'m> Comparison<'m> {
    /// Compares records.
    pub(super) fn records(
        &mut self,
        (old, a): (&'m Item, &'m Record),
        (new, b): (&'m Item, &'m Record),
    ) {
        let before = self.found.len();
        if a.is_union != b.is_union {
            return;
        }
        let mut fields = Fields::of(a, b);
        self.renamed_fields(old, &mut fields);
        for (_, field) in &fields.gone {
            let said = words::said(field.position.line, declaration(field));
            let what = format!("field {} removed", field.name);
            self.of_field(Severity::Breaking, old, what, (Some(said), None));
        }
        for ((_, was), (_, is)) in &fields.pairs {
            let place = format!("field {}", was.name);
            self.typed(
                (Aspect::Field, &place),
                old,
                (was.position.line, &was.ty),
                (is.position.line, &is.ty),
            );
        }
        self.field_order(old, a.is_union, &fields);
        let layouts = self.layouts(old, new);
        let is_as_large = layouts
            .as_ref()
            .is_some_and(|(old, new)| (old.size, old.align) == (new.size, new.align));
        for (at, field) in &fields.fresh {
            // Nobody has to say all members of a union, and none of the others moves.
            let severity = match a.is_union && is_as_large {
                true => Severity::Additive,
                false => Severity::Breaking,
            };
            let place = match (
                a.is_union,
                at.checked_sub(1).and_then(|it| b.fields.get(it)),
            ) {
                (true, _) => String::new(),
                (false, None) => " at the start".to_owned(),
                (false, Some(_)) if at + 1 == b.fields.len() => " at the end".to_owned(),
                (false, Some(above)) => format!(" after {}", above.name),
            };
            let said = words::said(field.position.line, declaration(field));
            let ty = words::short(&field.ty.to_string());
            let what = format!("field {}: {ty} added{place}", field.name);
            self.of_field(severity, old, what, (None, Some(said)));
        }
        let is_same_so_far = !self.is_broken_since(before);
        self.frame((old, a), (new, b), layouts.as_ref(), is_same_so_far);
        if !self.is_broken_since(before) {
            return;
        }
        self.changed.insert(&old.name, self.old.kind(old));
        if let Some((was, is)) = &layouts {
            let numbers = [
                ("size", was.size, is.size),
                ("alignment", was.align, is.align),
            ];
            for (word, was, is) in numbers.into_iter().filter(|it| it.1 != it.2) {
                let what = format!("{word} was {was} and is {is}");
                let sides = [
                    words::said(old.position.line, was.to_string()),
                    words::said(new.position.line, is.to_string()),
                ];
                self.between((Severity::Breaking, Aspect::Layout), old, what, sides);
            }
        }
    }

    /// Whether something breaking was found since there were so many changes.
    fn is_broken_since(&self, before: usize) -> bool {
        let since = self.found.iter().skip(before);
        since
            .into_iter()
            .any(|it| it.severity == Severity::Breaking)
    }

    /// Both layouts, where they are known.
    fn layouts(&mut self, old: &'m Item, new: &'m Item) -> Option<(Computed, Computed)> {
        let was = self.old_layouts.named(&old.name, self.relation.old())?;
        let is = self
            .new_layouts
            .named(&new.name, self.relation.new_types())?;
        Some((was, is))
    }

    /// A change of a field.
    fn of_field(
        &mut self,
        severity: Severity,
        old: &Item,
        what: String,
        sides: (Option<Said>, Option<Said>),
    ) {
        let kind = self.old.kind(old);
        self.add((severity, Aspect::Field), (kind, &old.name), what, sides);
    }

    /// Says which fields are called otherwise: one that is gone and one that is new, at the same
    /// place and of the same type.
    fn renamed_fields(&mut self, old: &'m Item, fields: &mut Fields<'m>) {
        let fresh: FxHashMap<usize, &Field> = fields.fresh.iter().copied().collect();
        let mut used: FxHashSet<usize> = FxHashSet::default();
        let mut gone = Vec::new();
        for (at, was) in std::mem::take(&mut fields.gone) {
            let new = fresh.get(&at).copied();
            let new = new.filter(|is| self.relation.types(&was.ty, &is.ty) != Meaning::Different);
            let Some(is) = new else {
                gone.push((at, was));
                continue;
            };
            used.insert(at);
            fields.pairs.push(((at, was), (at, is)));
            let what = format!("field {} is called {} now", was.name, is.name);
            let sides = (
                Some(words::said(was.position.line, declaration(was))),
                Some(words::said(is.position.line, declaration(is))),
            );
            self.of_field(Severity::Breaking, old, what, sides);
        }
        fields.gone = gone;
        fields.fresh.retain(|(at, _)| !used.contains(at));
        fields.pairs.sort_by_key(|((at, _), _)| *at);
    }

    /// Says which fields have moved.
    fn field_order(&mut self, old: &'m Item, is_union: bool, fields: &Fields<'m>) {
        let places: Vec<(u32, &(Numbered<'_>, Numbered<'_>))> = fields
            .pairs
            .iter()
            .map(|pair| (pair.1.1.position.offset, pair))
            .collect();
        for ((from, was), (to, is)) in moved(&places) {
            // All members of a union stand at its start.
            let severity = match is_union {
                true => Severity::Cosmetic,
                false => Severity::Breaking,
            };
            let name = &was.name;
            let what = format!(
                "field {name} was number {} and is number {}",
                from + 1,
                to + 1
            );
            let sides = (
                Some(words::said(was.position.line, declaration(was))),
                Some(words::said(is.position.line, declaration(is))),
            );
            self.of_field(severity, old, what, sides);
        }
    }

    /// Compares `packed` and `align`, padding, and the comments that say what is in storage.
    fn frame(
        &mut self,
        (old, a): (&'m Item, &'m Record),
        (new, b): (&'m Item, &'m Record),
        layouts: Option<&(Computed, Computed)>,
        is_same_so_far: bool,
    ) {
        let mut differences: Vec<(Aspect, String, [Said; 2])> = Vec::new();
        let lines = (old.position.line, new.position.line);
        for (word, was, is) in [("packed", a.packed, b.packed), ("align", a.align, b.align)] {
            if was != is {
                let text = |it: Option<u64>| match it {
                    Some(bytes) => bytes.to_string(),
                    None => "none".to_owned(),
                };
                let what = format!("{word} {}", words::was(&text(was), &text(is)));
                let sides = [
                    words::said(lines.0, text(was)),
                    words::said(lines.1, text(is)),
                ];
                differences.push((Aspect::Layout, what, sides));
            }
        }
        let (was, is) = (padding(a), padding(b));
        // Where other fields have changed, padding only follows.
        if was != is && is_same_so_far {
            let what = format!("padding {}", words::was(&was, &is));
            let sides = [words::said(lines.0, was), words::said(lines.1, is)];
            differences.push((Aspect::Layout, what, sides));
        }
        let is_laid_out_alike = is_same_so_far
            && layouts.is_some_and(|(was, is)| {
                (was.size, was.align) == (is.size, is.align) && offsets(a, was) == offsets(b, is)
            });
        for (aspect, what, sides) in differences {
            let (severity, what) = match is_laid_out_alike {
                true => (
                    Severity::Cosmetic,
                    format!("{what}, which is the same layout"),
                ),
                false => (Severity::Breaking, what),
            };
            self.between((severity, aspect), old, what, sides);
        }
        let (was, is) = (self.stored(old, true), self.stored(new, false));
        if was != is && self.old.kind(old) != Kind::Opaque {
            let (was, is) = (was.join("\n"), is.join("\n"));
            let sides = [words::said(lines.0, was), words::said(lines.1, is)];
            let what = "C's members in its storage changed, as its comments list them";
            self.between((Severity::Breaking, Aspect::Field), old, what, sides);
        }
    }

    /// The comments that list what C has in a record of the text that is storage as a whole.
    fn stored(&self, item: &Item, is_old: bool) -> Vec<&'m str> {
        let sources = match is_old {
            true => self.old.sources,
            false => self.new.sources,
        };
        let comments = sources.at(item.position.line).map(|it| &it.comments[..]);
        let lists = |it: &&&str| it.ends_with("members by offset:");
        let mut rest = comments.unwrap_or_default().iter();
        match rest.find(lists) {
            Some(_) => rest.copied().collect(),
            None => Vec::new(),
        }
    }
}

/// A field as the text has it.
fn declaration(field: &Field) -> String {
    format!("{}: {}", field.name, field.ty)
}

/// How many bytes a field fills that does nothing else: 3 for `_pad0: [u8; 3]`.
fn filled(field: &Field) -> Option<u64> {
    let number = field.name.strip_prefix("_pad")?;
    let is_numbered = !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit());
    let Type::Array { element, length } = &field.ty else {
        return None;
    };
    (is_numbered && **element == Type::Integer(IntegerType::U8)).then_some(*length)
}

/// Whether a field only fills.
fn is_padding(field: &Field) -> bool {
    filled(field).is_some()
}

/// The padding of a record in words.
fn padding(record: &Record) -> String {
    let mut above = "the start";
    let mut all = Vec::new();
    for field in &record.fields {
        match filled(field) {
            Some(bytes) => all.push(format!("{bytes} bytes after {above}")),
            None => above = &field.name,
        }
    }
    match all.is_empty() {
        true => "none".to_owned(),
        false => all.join(", "),
    }
}

/// The offsets of the fields that a program names.
fn offsets<'m>(record: &'m Record, computed: &Computed) -> Vec<(&'m str, u64)> {
    let fields = record.fields.iter().zip(&computed.offsets);
    let named = fields.filter(|(field, _)| !is_padding(field));
    let mut all: Vec<(&str, u64)> = named
        .map(|(field, offset)| (field.name.as_str(), *offset))
        .collect();
    all.sort_unstable();
    all
}
