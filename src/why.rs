//! `quarry bindgen why`: what became of one name, and which option would change that.
//!
//! Input: what decls found of the name, the mapped module and the scope. Output: text for people.
//! It must come last, because it tells what all the phases did.

mod fate;

use std::fmt::Write;

use crate::decls::found::{Declared, Found};
use crate::decls::model::Decls;
use crate::error::Error;
use crate::map::model::{Item, Module};
use crate::scope::Scope;
use crate::select::{Choice, nearest};

/// Explains a name.
///
/// # Errors
/// [`Error::UnknownName`] where neither C nor the module has it.
pub fn explain(name: &str, decls: &Decls, module: &Module, scope: &Scope) -> Result<String, Error> {
    let mut text = String::new();
    let mut told: Vec<&Item> = Vec::new();
    for found in &decls.selected.found {
        let items: Vec<&Item> = module
            .items
            .iter()
            .filter(|item| fate::is_of(item, found))
            .collect();
        section(&mut text, &found.title);
        entity(&mut text, found, scope, &items, (decls, module));
        told.extend(items);
    }
    for item in &module.items {
        let is_meant = item.name == name || item.c_name.as_deref() == Some(name);
        if is_meant && !told.iter().any(|other| std::ptr::eq(*other, item)) {
            section(&mut text, &format!("{name} in the module"));
            // The suffix of a renamed type, or the path of one without a name.
            let from = format!("made from what stands at {}", item.location);
            point(&mut text, &from);
            fate::written(&mut text, item, decls, module);
        }
    }
    if text.is_empty() {
        return Err(Error::UnknownName {
            name: name.to_owned(),
            nearest: near(name, decls, module),
        });
    }
    Ok(text)
}

/// The name that was probably meant, of C's and the module's.
fn near(name: &str, decls: &Decls, module: &Module) -> String {
    let of_items = module.items.iter().map(|item| item.name.as_str());
    let of_c = std::iter::once(decls.selected.nearest.as_str()).filter(|it| !it.is_empty());
    nearest(name, of_items.chain(of_c))
        .unwrap_or_default()
        .to_owned()
}

/// Begins the part of one entity.
fn section(text: &mut String, title: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = writeln!(text, "{}", plain(title));
}

/// Adds one line to a part.
fn point(text: &mut String, what: &str) {
    let _ = writeln!(text, "  {}", plain(what));
}

/// A line of which nothing reaches the terminal as a command.
fn plain(what: &str) -> String {
    crate::report::harmless_line(what)
}

/// One entity of C.
fn entity(
    text: &mut String,
    found: &Found,
    scope: &Scope,
    items: &[&Item],
    (decls, module): (&Decls, &Module),
) {
    let mut declared = found.declared.iter();
    let Some(first) = declared.next() else { return };
    point(
        text,
        &format!("declared at {}{}", first.location, way(first)),
    );
    for other in declared.clone().take(4) {
        point(text, &format!("also at {}{}", other.location, way(other)));
    }
    if declared.len() > 4 {
        point(text, &format!("and at {} more places", declared.len() - 4));
    }
    for fact in &found.facts {
        point(text, fact);
    }
    let within = found.declared.iter().find(|it| it.in_scope);
    match within {
        Some(it) => point(
            text,
            &format!(
                "{} belongs to the named headers: {}",
                it.location.file,
                scope.reason(&it.file)
            ),
        ),
        None => {
            let names: Vec<String> = module.headers.iter().map(|it| format!("`{it}`")).collect();
            point(
                text,
                &format!(
                    "{} does not belong to {}",
                    first.location.file,
                    names.join(", ")
                ),
            );
        }
    }
    for item in items {
        fate::written(text, item, decls, module);
    }
    if items.is_empty() {
        point(text, &fate::absence(found, within.is_some(), decls));
    } else if within.is_none() {
        point(
            text,
            "it is there only because something of theirs needs it",
        );
    } else if found.choice == Choice::NotAllowed {
        point(
            text,
            "--allow does not name it: it is there only because something needs it",
        );
    }
    if let Some(option) = way_out(found, first, within.is_some()) {
        point(text, &option);
    }
}

/// The chain of includes that leads to a declaration.
fn way(declared: &Declared) -> String {
    let steps: Vec<String> = declared.chain.iter().map(ToString::to_string).collect();
    if steps.is_empty() {
        String::new()
    } else {
        format!(", included by way of {}", steps.join(", "))
    }
}

/// Which option would change the part of the scope and the selection in it.
fn way_out(found: &Found, first: &Declared, is_within: bool) -> Option<String> {
    let spelled = format!("{}:{}", found.kind.word(), found.name);
    if let Choice::Blocked(option) = &found.choice {
        return Some(format!("without `{option}` it would be written"));
    }
    if !is_within {
        return Some(format!(
            "`--include-from='{}'` or `--everything` takes it",
            first.location.file
        ));
    }
    match &found.choice {
        Choice::NotAllowed => Some(format!("`--allow='{spelled}'` takes it")),
        Choice::Taken | Choice::Blocked(_) => None,
    }
}
