//! Bit-fields: the methods that read and write them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bits;
use super::change::{Aspect, Kind, Severity};
use super::compare::Comparison;
use super::relation::{Meaning, Types};
use super::words;
use crate::pyrite::model::{ItemKind, Method, MethodKind, StatementKind, Type};
use crate::target::Target;
use crate::verify::accessor::{Held, Owner, Program, lower};

impl<'m> Comparison<'m> {
    /// Compares the methods of all types.
    pub(super) fn methods(&mut self) {
        let mut names: Vec<&'m str> = self.old.methods.keys().copied().collect();
        let new = self.new.methods.keys().copied();
        names.extend(new.filter(|it| !self.old.methods.contains_key(it)));
        names.sort_unstable();
        for name in names {
            // All of a type that is gone is gone; a type that has another name has its methods.
            let now = self.relation.now(name);
            let is_gone = self.relation.old().contains_key(name)
                && !self.relation.new_types().contains_key(now);
            let is_new = !self.relation.old().contains_key(name)
                && (self.relation.new_types().contains_key(name));
            if !is_gone && !is_new {
                self.methods_of(name, now);
            }
        }
    }

    /// Compares the methods of a type.
    fn methods_of(&mut self, name: &'m str, now: &'m str) {
        let kind = match self.relation.old().get(name) {
            Some(item) => self.old.kind(item),
            None => Kind::Implementation,
        };
        let old: Vec<&'m Method> = self.old.methods.get(name).cloned().unwrap_or_default();
        let new: Vec<&'m Method> = self.new.methods.get(now).cloned().unwrap_or_default();
        let by_name: FxHashMap<&str, &'m Method> =
            new.iter().rev().map(|it| (it.name.as_str(), *it)).collect();
        let is_getter = |it: &Method| matches!(it.kind, MethodKind::Getter { .. });
        // What is said of a getter holds for its setter.
        let mut told: FxHashSet<(&str, &str)> = FxHashSet::default();
        let mut found = Vec::new();
        let getters = old.iter().filter(|it| is_getter(it));
        let setters = old.iter().filter(|it| !is_getter(it));
        for was in getters.chain(setters) {
            let field = bit_field(was);
            let is = by_name.get(was.name.as_str()).copied();
            let is = is.filter(|is| is_getter(is) == is_getter(was));
            let (severity, what, rule) = match is {
                None => {
                    let what = match is_getter(was) {
                        true => format!("bit-field {field} removed"),
                        false => format!("bit-field {field} can no longer be set"),
                    };
                    (Severity::Breaking, what, "removed")
                }
                Some(is) => match self.method((name, was), (now, is)) {
                    Some((severity, what, rule)) => {
                        (severity, format!("bit-field {field} {what}"), rule)
                    }
                    None => continue,
                },
            };
            if !told.insert((field, rule)) {
                continue;
            }
            let said = |it: &Method| words::said(it.position.line, signature(it));
            found.push((severity, what, (Some(said(was)), is.map(said))));
        }
        let old_names: FxHashSet<&str> = old.iter().map(|it| it.name.as_str()).collect();
        for is in new
            .iter()
            .filter(|it| !old_names.contains(it.name.as_str()))
        {
            let field = bit_field(is);
            let what = match is_getter(is) {
                true => format!("bit-field {field} added"),
                false => format!("bit-field {field} can be set now"),
            };
            if told.insert((field, "added")) {
                let said = words::said(is.position.line, signature(is));
                found.push((Severity::Additive, what, (None, Some(said))));
            }
        }
        for (severity, what, sides) in found {
            self.add((severity, Aspect::BitField), (kind, name), what, sides);
        }
    }

    /// Compares a method with what it is now: what to say, and a word that is the same for a
    /// getter and its setter.
    fn method(
        &mut self,
        (name, old): (&'m str, &'m Method),
        (now, new): (&'m str, &'m Method),
    ) -> Option<(Severity, String, &'static str)> {
        let (was, is) = (value_type(old), value_type(new));
        let texts = words::was(&was.to_string(), &is.to_string());
        match self.relation.types(was, is) {
            Meaning::Different => return Some((Severity::Breaking, texts, "type")),
            Meaning::Same | Meaning::Spelled if body(old) == body(new) => {}
            Meaning::Same | Meaning::Spelled => {
                let Some((old, new, size)) = self.programs((name, old), (now, new)) else {
                    return Some((Severity::Breaking, bits::OTHERWISE.to_owned(), "bits"));
                };
                return Some(match bits::differing(&old, &new, size) {
                    Some(what) => (Severity::Breaking, what, "bits"),
                    None => {
                        let what = "is written otherwise, and has the same bits";
                        (Severity::Cosmetic, what.to_owned(), "text")
                    }
                });
            }
        }
        let texts = format!("{texts}, which is the same type");
        match was == is {
            true => None,
            false => Some((Severity::Cosmetic, texts, "type")),
        }
    }

    /// Both methods as programs, and the bytes that the larger record has; `None` where one cannot
    /// be run.
    fn programs(
        &mut self,
        (name, old): (&'m str, &'m Method),
        (now, new): (&'m str, &'m Method),
    ) -> Option<(Program, Program, u64)> {
        let targets = (self.old.target?, self.new.target?);
        let was = self.old_layouts.named(name, self.relation.old())?;
        let is = self.new_layouts.named(now, self.relation.new_types())?;
        let old = program((self.relation.old(), name), &was.offsets, old, targets.0)?;
        let new = program(
            (self.relation.new_types(), now),
            &is.offsets,
            new,
            targets.1,
        )?;
        Some((old, new, was.size.max(is.size)))
    }
}

/// A method of a type as a program, where it can be run.
fn program(
    (types, name): (&Types<'_>, &str),
    offsets: &[u64],
    method: &Method,
    target: &Target,
) -> Option<Program> {
    let fields = held(types, name, offsets);
    let owner = Owner {
        field: &|it: &str| fields.get(it).cloned(),
        alias: &|it: &str| alias(types, it),
        pointer_bits: u32::from(target.pointer_width),
        big_endian: target.big_endian,
    };
    lower(method, &owner).ok()
}

/// The bit-field that a method is for.
fn bit_field(method: &Method) -> &str {
    match &method.kind {
        MethodKind::Getter { .. } => &method.name,
        MethodKind::Setter { .. } => method.name.strip_prefix("set_").unwrap_or(&method.name),
    }
}

/// What a method gives or takes.
fn value_type(method: &Method) -> &Type {
    match &method.kind {
        MethodKind::Getter { result } => result,
        MethodKind::Setter { value } => &value.ty,
    }
}

/// A method in one line.
fn signature(method: &Method) -> String {
    let name = &method.name;
    match &method.kind {
        MethodKind::Getter { result } => format!("fn {name}(&self) -> {result}"),
        MethodKind::Setter { value } => {
            format!("fn {name}(&mut self, {}: {})", value.name, value.ty)
        }
    }
}

/// What a method does, without its places; with the name that a setter has for its value.
fn body(method: &Method) -> (Option<&str>, Vec<&StatementKind>) {
    let value = match &method.kind {
        MethodKind::Getter { .. } => None,
        MethodKind::Setter { value } => Some(value.name.as_str()),
    };
    (value, method.body.iter().map(|it| &it.kind).collect())
}

/// The fields of a record with their offsets.
fn held(types: &Types<'_>, name: &str, offsets: &[u64]) -> FxHashMap<String, Held> {
    match types.get(name).map(|item| &item.kind) {
        Some(ItemKind::Record(record)) => {
            let fields = record.fields.iter().zip(offsets);
            let held = fields.map(|(field, offset)| {
                let ty = field.ty.clone();
                let offset = *offset;
                (field.name.clone(), Held { offset, ty })
            });
            held.collect()
        }
        Some(_) | None => FxHashMap::default(),
    }
}

/// What an alias stands for.
fn alias(types: &Types<'_>, name: &str) -> Option<Type> {
    match &types.get(name)?.kind {
        ItemKind::Alias(ty) => Some(ty.clone()),
        ItemKind::Function(_)
        | ItemKind::Variable(_)
        | ItemKind::Opaque
        | ItemKind::Record(_)
        | ItemKind::Constant(_)
        | ItemKind::Implementation(_)
        | ItemKind::Skipped(_) => None,
    }
}
