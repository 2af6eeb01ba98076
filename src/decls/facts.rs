//! What the attributes of a declaration say. libclang has kinds for few of them, so clang's own
//! text of the declaration tells the others: that text is asked for only where an attribute stands.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "kinds mirror libclang's open list: only a few are meant at each place"
)]

mod attributes;

use super::model::{Facts, Format, Nullability};
use super::walker::Walker;
use crate::clang::availability::Availability;
use crate::clang::cursor::{Cursor, Position};
use crate::clang::kind::{CursorKind, TypeKind};
use crate::clang::ty::Type;
use attributes::Attribute;

/// What any declaration may be: deprecated, unavailable; and types whose values are not to be
/// ignored. An enumerator has the enumeration's word only if it is its own.
pub fn of(cursor: Cursor<'_>) -> Option<Box<Facts>> {
    if !cursor.has_attributes() {
        return None;
    }
    let mut facts = Facts::default();
    match cursor.availability() {
        Availability::Available => {}
        Availability::Deprecated(message) => facts.deprecated = Some(message),
        Availability::Unavailable(message) => facts.unavailable = Some(message),
    }
    let is_tagged = matches!(
        cursor.kind(),
        CursorKind::Struct | CursorKind::Union | CursorKind::Enum
    );
    if is_tagged {
        cursor.for_each_child(|child| {
            facts.must_be_used |= child.kind() == CursorKind::WarnUnusedResult;
        });
    }
    facts.boxed()
}

/// The attributes that were seen among the children of a function or variable.
#[derive(Debug, Default)]
pub struct Seen {
    /// How many there are.
    count: usize,
    /// How many of them only clang's text can tell.
    unknown: usize,
    /// `warn_unused_result`
    must_be_used: bool,
    /// Whether an attribute makes it hidden; `None` where none says anything of that.
    is_hidden: Option<bool>,
}

impl Seen {
    /// Notes a child, if it is an attribute.
    pub fn see(&mut self, child: Cursor<'_>) {
        match child.kind() {
            CursorKind::UnknownAttribute => self.unknown += 1,
            CursorKind::WarnUnusedResult => self.must_be_used = true,
            CursorKind::AsmLabel => return,
            _ if child.is_attribute() => {
                if child.is_dll_attribute() {
                    self.is_hidden = Some(false);
                } else if let Some(visibility) = child.visibility_attribute() {
                    self.is_hidden = Some(matches!(visibility.as_str(), "hidden" | "internal"));
                }
            }
            _ => return,
        }
        self.count += 1;
    }
}

/// Adds what the attributes of a function or variable say beyond what [`of`] tells.
pub fn add_attributes(facts: &mut Option<Box<Facts>>, cursor: Cursor<'_>, seen: &Seen) {
    if !cursor.has_attributes() {
        return;
    }
    let mut all = facts.take().map_or_else(Facts::default, |facts| *facts);
    all.must_be_used |= seen.must_be_used;
    // A pragma says it too. To ask for that takes clang a look at all types of a function.
    all.is_hidden |= seen.is_hidden.unwrap_or_else(|| cursor.is_hidden());
    // Of one, the availability has told already.
    let is_told = all.deprecated.is_some() || all.unavailable.is_some();
    if seen.unknown > usize::from(is_told) {
        let printed = cursor.printed();
        let messages = [&all.deprecated, &all.unavailable];
        let text = attributes::without(printed, messages.into_iter().flatten());
        for attribute in attributes::of(&text, seen.count) {
            add(&mut all, &attribute, cursor);
        }
    }
    *facts = all.boxed();
}

/// Adds what one attribute says.
fn add(facts: &mut Facts, attribute: &Attribute<'_>, cursor: Cursor<'_>) {
    match attribute.name {
        "weak" | "weak_import" => facts.is_weak = true,
        "noreturn" | "_Noreturn" => facts.is_noreturn = true,
        // C code may not call it; it is for the compiler to complain with.
        "error" if facts.unavailable.is_none() => facts.unavailable = Some(String::new()),
        "returns_nonnull" => facts.result = Some(Nullability::Nonnull),
        "nonnull" if attribute.arguments.is_empty() => {
            for (place, ty) in cursor.ty().parameters().enumerate() {
                if ty.canonical().kind() == TypeKind::Pointer {
                    facts.parameter(place, Nullability::Nonnull);
                }
            }
        }
        "nonnull" => {
            for place in attribute.places() {
                facts.parameter(place, Nullability::Nonnull);
            }
        }
        "format" => {
            if let [kind, _, first] = attribute.arguments.as_slice()
                && let Some(text) = attribute.places().next()
            {
                let kind = kind.trim_start_matches("gnu_").trim_start_matches("ms_");
                facts.formats.push(Format {
                    kind: kind.to_owned(),
                    text,
                    has_arguments: *first != "0",
                });
            }
        }
        "sentinel" => {
            let after = attribute.arguments.first().and_then(|n| n.parse().ok());
            facts.sentinel = Some(after.unwrap_or(0));
        }
        _ => {}
    }
}

impl<'u> Walker<'u> {
    /// Adds what the types of a function say that ours do not: `noreturn`, `_Nonnull`, `_Nullable`;
    /// and `nonnull` of a single parameter.
    pub fn add_types(
        &mut self,
        facts: &mut Option<Box<Facts>>,
        function: (Cursor<'u>, Position),
        result: Option<Type<'u>>,
        parameters: &[Type<'u>],
        nonnull: &[usize],
    ) {
        let is_noreturn = self.is_noreturn(function, result);
        let is_attributed = |ty: &Type<'u>| ty.kind() == TypeKind::Attributed;
        let mut types = parameters.iter().chain(&result);
        if !is_noreturn && nonnull.is_empty() && !types.any(is_attributed) {
            return;
        }
        let mut all = Facts {
            is_noreturn,
            result: result.and_then(nullability),
            ..Facts::default()
        };
        for (place, ty) in parameters.iter().enumerate() {
            if let Some(nullability) = nullability(*ty) {
                all.parameter(place, nullability);
            }
        }
        for &place in nonnull {
            all.parameter(place, Nullability::Nonnull);
        }
        super::model::add_facts(facts, all.boxed());
    }

    /// Whether a function does not return; libclang shows it in the spelling of the type alone.
    /// That costs most of all that is asked of a function, so one with a result, which hardly ever
    /// is of this kind, is asked only where its file has the word. Typedefs within the type stay:
    /// without them it may be exponentially large.
    fn is_noreturn(
        &mut self,
        (function, position): (Cursor<'u>, Position),
        result: Option<Type<'u>>,
    ) -> bool {
        let is_void = result.is_none_or(|result| match result.kind() {
            TypeKind::Typedef | TypeKind::Elaborated => result.canonical().kind() == TypeKind::Void,
            kind => kind == TypeKind::Void,
        });
        if !is_void && !self.files.mentions_noreturn(position) {
            return false;
        }
        let mut ty = function.ty();
        loop {
            ty = match ty.kind() {
                TypeKind::Elaborated => ty.named(),
                TypeKind::Attributed => ty.modified(),
                TypeKind::Typedef => ty.declaration().typedef_target(),
                _ => break,
            };
        }
        *self
            .noreturn
            .entry(ty.key())
            .or_insert_with(|| attributes::is_noreturn(&ty.spelling()))
    }
}

/// Whether an attribute of a type says that a pointer may be null or not.
fn nullability(ty: Type<'_>) -> Option<Nullability> {
    match ty.kind() {
        TypeKind::Attributed if ty.is_nonnull() => Some(Nullability::Nonnull),
        TypeKind::Attributed if ty.is_nullable() => Some(Nullability::Nullable),
        _ => None,
    }
}

/// Adds what the type of a variable, a member or a typedef says of being null.
pub fn add_value(facts: &mut Option<Box<Facts>>, ty: Type<'_>) {
    if let Some(nullability) = nullability(ty) {
        facts.get_or_insert_default().value = Some(nullability);
    }
}

/// Whether `nonnull` stands on a parameter itself.
pub fn is_nonnull(parameter: Cursor<'_>) -> bool {
    parameter.has_attributes()
        && attributes::of(&parameter.printed(), usize::MAX)
            .iter()
            .any(|attribute| attribute.name == "nonnull")
}
