//! What the module has of one declaration, and why it has no more.

use std::iter;

use crate::decls::found::Found;
use crate::decls::model::{Declaration, Decls, Definition, Facts, TypeId};
use crate::diagnostic::Reason;
use crate::doc::Doc;
use crate::emit::emit_item;
use crate::map::facts;
use crate::map::model::{Item, ItemKind, Module};
use crate::map::users;
use crate::select::{Choice, Kind};

use super::point;

/// How many of those who need a type are named.
const NAMED: usize = 5;

/// How many members of a record are listed.
const MEMBERS: usize = 200;

/// Whether an item was made from an entity.
pub fn is_of(item: &Item, found: &Found) -> bool {
    let kinds = match &item.kind {
        // A macro may be another name for a function.
        ItemKind::Function(_) => [Kind::Function, Kind::Constant],
        ItemKind::Record(_) | ItemKind::Opaque | ItemKind::Alias(_) => [Kind::Type, Kind::Constant],
        ItemKind::Constant(_) => [Kind::Constant, Kind::Constant],
        ItemKind::Variable(_) => [Kind::Variable, Kind::Constant],
        ItemKind::Skipped(_) => [found.kind, found.kind],
    };
    item.c_name.as_ref().unwrap_or(&item.name) == &found.name
        && kinds.contains(&found.kind)
        && found.declared.iter().any(|it| it.location == item.location)
}

/// What stands in the module, with all that can be said of it.
pub fn written(text: &mut String, item: &Item, decls: &Decls, module: &Module) {
    if let ItemKind::Skipped(reason) = &item.kind {
        point(text, &format!("skipped: {reason}"));
        point(text, advice(reason));
        return;
    }
    if let Some(c_name) = item.c_name.as_ref().filter(|name| **name != item.name) {
        point(text, &renamed(item, c_name, module));
    }
    match &item.kind {
        ItemKind::Record(record) => {
            let (size, align) = (record.layout.size, record.layout.align);
            let how = if record.by_value {
                "may be passed by value"
            } else {
                "stands in fields and behind pointers, and is not passed by value"
            };
            point(text, &format!("{size} bytes, aligned to {align}; it {how}"));
            if let Some((id, definition)) = definition_at(item, decls) {
                if let Some(option) = decls.selected.opaque.get(&id) {
                    point(text, &format!("`{option}` hides its members"));
                }
                offsets(text, definition);
            }
        }
        ItemKind::Opaque => point(text, &opaque(item, decls)),
        ItemKind::Function(_)
        | ItemKind::Alias(_)
        | ItemKind::Constant(_)
        | ItemKind::Variable(_)
        | ItemKind::Skipped(_) => {}
    }
    if let Some(facts) = facts_at(item, decls) {
        for sentence in facts::sentences(facts, item) {
            point(text, &format!("by its attributes: {sentence}"));
        }
    }
    needed_by(text, item, module);
    point(text, "in the module:");
    let undocumented = Item {
        doc: Doc::default(),
        ..item.clone()
    };
    for line in emit_item(&undocumented, module).lines() {
        point(text, format!("    {line}").trim_end());
    }
    if !item.doc.is_empty() {
        point(text, "    (with documentation)");
    }
}

/// Who needs a type.
fn needed_by(text: &mut String, item: &Item, module: &Module) {
    let users = users(&module.items, &item.name);
    if users.is_empty() {
        return;
    }
    let named: Vec<&str> = users
        .iter()
        .take(NAMED)
        .map(|user| user.name.as_str())
        .collect();
    let more = match users.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    point(text, &format!("needed by {}{more}", named.join(", ")));
}

/// The definition of the record that an item stands for.
fn definition_at<'d>(item: &Item, decls: &'d Decls) -> Option<(TypeId, &'d Definition)> {
    decls.declarations.iter().find_map(|it| match it {
        Declaration::Record(record) if record.source.location == item.location => {
            Some((record.id, record.definition.as_ref()?))
        }
        Declaration::Record(_)
        | Declaration::Function(_)
        | Declaration::Enumeration(_)
        | Declaration::Typedef(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => None,
    })
}

/// What the attributes of the declaration say that an item stands for.
fn facts_at<'d>(item: &Item, decls: &'d Decls) -> Option<&'d Facts> {
    let mut sources = decls.declarations.iter().flat_map(|it| {
        let enumerators = match it {
            Declaration::Enumeration(enumeration) => enumeration.enumerators.as_slice(),
            Declaration::Record(_)
            | Declaration::Function(_)
            | Declaration::Typedef(_)
            | Declaration::Variable(_)
            | Declaration::Constant(_)
            | Declaration::Renamed(_)
            | Declaration::Skipped(_) => &[],
        };
        let enumerators = enumerators.iter().map(|it| &it.source);
        iter::once(it.source()).chain(enumerators)
    });
    let source = sources.find(|source| source.location == item.location)?;
    source.facts.as_deref()
}

/// C's members with their places.
fn offsets(text: &mut String, definition: &Definition) {
    for field in definition.fields.iter().take(MEMBERS) {
        let name = field.name.as_deref().unwrap_or("(without a name)");
        let (byte, bit) = (field.offset_bits / 8, field.offset_bits % 8);
        let place = match field.bit_width {
            Some(width) => format!("{name} at byte {byte}, bit {bit}, width {width}"),
            None => format!("{name} at byte {byte}, size {}", field.layout.size),
        };
        point(text, &format!("  {place}"));
    }
    if let Some(more) = definition.fields.len().checked_sub(MEMBERS)
        && more > 0
    {
        point(text, &format!("  and {more} more members"));
    }
}

/// Why a type is opaque.
fn opaque(item: &Item, decls: &Decls) -> String {
    let of = decls.declarations.iter().find_map(|it| match it {
        Declaration::Record(it) if it.source.location == item.location => {
            Some((it.id, it.definition.is_none()))
        }
        Declaration::Enumeration(it) if it.source.location == item.location => Some((it.id, true)),
        Declaration::Typedef(it) if it.source.location == item.location => Some((it.id, false)),
        Declaration::Record(_)
        | Declaration::Enumeration(_)
        | Declaration::Typedef(_)
        | Declaration::Function(_)
        | Declaration::Variable(_)
        | Declaration::Constant(_)
        | Declaration::Renamed(_)
        | Declaration::Skipped(_) => None,
    });
    let blocked = of.and_then(|(id, _)| decls.selected.blocked.get(&id));
    match (blocked, of) {
        (Some(option), _) => format!("opaque: left out by `{option}`, and needed behind a pointer"),
        (None, Some((_, true))) => {
            "opaque: no header that was read completes it; one that does may be named, too".into()
        }
        (None, Some((_, false)) | None) => match item.remarks.first() {
            Some(remark) => format!("opaque: {remark}"),
            None => "opaque: Pyrite has no such type".to_owned(),
        },
    }
}

/// Why a name is not C's.
fn renamed(item: &Item, c_name: &str, module: &Module) -> String {
    let holder = module
        .items
        .iter()
        .find(|other| other.name == c_name && !matches!(other.kind, ItemKind::Skipped(_)));
    match holder {
        Some(other) => format!(
            "called `{}`, because `{c_name}` is taken by what stands at {}",
            item.name, other.location
        ),
        None => format!(
            "called `{}` in place of `{c_name}`, which is reserved, taken, or renamed by an option",
            item.name
        ),
    }
}

/// Why nothing of an entity is in the module.
pub fn absence(found: &Found, is_within: bool, decls: &Decls) -> String {
    if let Choice::Blocked(option) = &found.choice {
        return format!("not written: left out by `{option}`");
    }
    if !is_within {
        return "not written: nothing of the named headers needs it".to_owned();
    }
    if found.choice == Choice::NotAllowed {
        return "not written: --allow does not name it, and nothing needs it".to_owned();
    }
    let is_own_tag = found.kind == Kind::Type
        && decls
            .selected
            .found
            .iter()
            .any(|other| other.kind == Kind::Type && other.title != found.title);
    if is_own_tag {
        return "not written on its own: it is one with the type of the same name".to_owned();
    }
    match found.kind {
        Kind::Constant => "not written: it is not defined at the end, or stands for nothing".into(),
        Kind::Type => "not written on its own: it is written as what it stands for".to_owned(),
        Kind::Function | Kind::Variable => {
            "not written on its own: another declaration of the name is".to_owned()
        }
    }
}

/// Which option would change that something is skipped.
fn advice(reason: &Reason) -> &'static str {
    if matches!(reason, Reason::NotInAlpha(_)) {
        "`--dialect=spec` has it"
    } else if matches!(reason, Reason::MadeOpaque(..)) {
        "without that option it may be written"
    } else if matches!(reason, Reason::VaList | Reason::LayoutInDoubt(_)) {
        "that depends on the target: `--target` names another one; no option changes it on this one"
    } else if matches!(reason, Reason::NeedsRefused(_)) {
        "`quarry bindgen why` with that name tells more"
    } else {
        "no option changes that"
    }
}
