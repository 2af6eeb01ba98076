//! What is said of one item.

use super::declared::Declared;
use super::lookup::{Found, Lookup, Place};
use super::names::Via;
use crate::library::{Binding, Sort};
use crate::verdict::{Finding, Remark, RemarkKind, Unchecked, Verdict};

/// Adds what there is to say of an item. Gives whether it was looked up at all.
pub(super) fn of_item(item: &Declared<'_>, lookup: &Lookup<'_>, verdict: &mut Verdict) -> bool {
    let symbol = &item.symbol;
    match lookup.place(item) {
        Place::Expected(found) => of_found(item, found, verdict),
        Place::Elsewhere(found, is_linked) => {
            let names = named(item);
            if is_linked {
                let message = format!("not in {names}, which `@link` names, but here");
                remark(item, RemarkKind::Elsewhere, message, found, verdict);
            } else {
                let other = &found.linked.name;
                let message = format!("not in {names}, which `@link` names; {other} has it");
                finding(item, message, lookup.judges(item), verdict);
            }
            of_found(item, found, verdict);
        }
        Place::Missing => {
            if let Some(linked) = lookup.unread() {
                let first = linked.library.unread.first().map_or("", String::as_str);
                let reason = format!(
                    "no symbol `{symbol}` in what could be read of {}: {first}",
                    linked.name
                );
                unchecked(item, reason, verdict);
                return false;
            }
            let hint = lookup.hint(symbol);
            let hint = hint.map(|hint| format!("; {hint}")).unwrap_or_default();
            let message = format!("no symbol `{symbol}`{hint}");
            finding(item, message, lookup.judges(item), verdict);
        }
        Place::NotAsked => {
            let reason = format!("{} was not looked into", named(item));
            unchecked(item, reason, verdict);
            return false;
        }
    }
    true
}

/// Adds what there is to say of a symbol that was found.
fn of_found(item: &Declared<'_>, found: Found<'_>, verdict: &mut Verdict) {
    let (name, symbol) = (&item.symbol, found.symbol);
    let judge = || found.linked.name.clone();
    if !found.is_usable() {
        let message = match symbol.versions.first() {
            Some(version) if symbol.binding != Binding::Local => format!(
                "only as `{name}@{}`: it cannot be linked without its version",
                version.name
            ),
            Some(_) | None => {
                format!("`{name}` is the library's own: it is hidden from those who link with it")
            }
        };
        finding(item, message, judge(), verdict);
        return;
    }
    let here = if item.is_function {
        "function"
    } else {
        "variable"
    };
    if found.via == Via::Import {
        let pointer = format!("`__imp_{name}`");
        if item.is_function {
            let message = format!("a function here, but only {pointer} there, as of a variable");
            finding(item, message, judge(), verdict);
        } else {
            let message = format!("imported from a .dll, through {pointer}");
            remark(item, RemarkKind::Imported, message, found, verdict);
        }
        return;
    }
    let wrong = match (symbol.sort, item.is_function) {
        (Sort::Function, false) => Some("a function"),
        (Sort::Data, true) => Some("a variable"),
        (Sort::ThreadLocal, true) => Some("a thread-local variable"),
        (Sort::ThreadLocal, false) => Some("a thread-local one"),
        (Sort::Function, true) | (Sort::Data, false) | (Sort::Unknown, _) => None,
    };
    if let Some(there) = wrong {
        finding(
            item,
            format!("a {here} here, {there} there"),
            judge(),
            verdict,
        );
    }
    if let Some(version) = symbol.versions.iter().find(|version| version.is_default) {
        let message = format!("`{name}@@{}`", version.name);
        remark(item, RemarkKind::Versioned, message, found, verdict);
    }
    if symbol.binding == Binding::Weak {
        let message = "weak: another library's of this name comes first".to_owned();
        remark(item, RemarkKind::Weak, message, found, verdict);
    }
    if let Some(place) = &symbol.forwarded {
        let message = format!("forwarded to {place}");
        remark(item, RemarkKind::Imported, message, found, verdict);
    }
}

/// The libraries that an item names: `` `z` ``.
fn named(item: &Declared<'_>) -> String {
    let names = item.libraries.iter().map(|name| format!("`{name}`"));
    names.collect::<Vec<_>>().join(" or ")
}

/// Adds a finding.
fn finding(item: &Declared<'_>, message: String, judge: String, verdict: &mut Verdict) {
    verdict.findings.push(Finding {
        line: item.line,
        item: item.label.clone(),
        message,
        judge,
    });
}

/// Adds a remark by the library that has the symbol.
fn remark(
    item: &Declared<'_>,
    kind: RemarkKind,
    message: String,
    found: Found<'_>,
    verdict: &mut Verdict,
) {
    verdict.remarks.push(Remark {
        kind,
        line: Some(item.line),
        item: item.label.clone(),
        message,
        judge: found.linked.name.clone(),
    });
}

/// Adds what could not be looked at.
fn unchecked(item: &Declared<'_>, reason: String, verdict: &mut Verdict) {
    verdict.unchecked.push(Unchecked {
        line: item.line,
        item: item.label.clone(),
        reason,
    });
}
