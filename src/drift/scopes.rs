//! The targets that two modules are compared on, and what differs in their first lines.

use super::change::{Aspect, Found, Kind, Severity};
use super::words;
use crate::chosen;
use crate::error::Error;
use crate::merge::fault::Fault;
use crate::pyrite::model::{Dialect, Item, Module};
use crate::target::set::Set;
use crate::target::{Choice, Target};
use crate::worker::Limits;

/// A target to compare on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scope {
    /// Its triple; `None` where the modules name none and nothing depends on it.
    pub(super) triple: Option<String>,
    /// What the old module is looked at for; `None` where nothing depends on it.
    pub(super) old: Option<Target>,
    /// What the new module is looked at for.
    pub(super) new: Option<Target>,
}

impl Scope {
    /// The same target for both modules.
    fn of(target: Target) -> Scope {
        Scope {
            triple: Some(target.triple.clone()),
            old: Some(target.clone()),
            new: Some(target),
        }
    }
}

/// The targets to compare two modules on, and what their first lines say of that and of all else.
///
/// # Errors
/// A triple that nobody knows, where a condition asks for it.
pub(super) fn scopes(old: &Module, new: &Module) -> Result<(Vec<Scope>, Vec<Found>), Error> {
    let mut found = heads(old, new);
    let has_condition = |it: &Module| {
        let items = it.items.iter().map(|item: &Item| &item.condition);
        let imports = it.imports.iter().map(|import| &import.condition);
        items.chain(imports).any(Option::is_some)
    };
    let is_asked = has_condition(old) || has_condition(new);
    let (was, is) = (triples(old), triples(new));
    let scope = |triple: &String| -> Result<Scope, Error> {
        Ok(match known(triple, is_asked)? {
            Some(target) => Scope::of(target),
            None => Scope {
                triple: Some(triple.clone()),
                old: None,
                new: None,
            },
        })
    };
    let scopes = match (was.as_slice(), is.as_slice()) {
        ([], []) if is_asked => Target::all().take(Set::MOST).map(Scope::of).collect(),
        ([], []) => vec![Scope {
            triple: None,
            old: None,
            new: None,
        }],
        ([], named) | (named, []) => {
            let text = |it: &[String]| match it {
                [] => "none named".to_owned(),
                some => some.join(", "),
            };
            let what = format!("targets {}", words::was(&text(&was), &text(&is)));
            let sides = (text(&was), text(&is));
            found.push(of_module((Severity::Cosmetic, Aspect::Target), what, sides));
            named.iter().map(scope).collect::<Result<_, _>>()?
        }
        ([old], [new]) if old != new => {
            let what = format!("target {}", words::was(old, new));
            let sides = (old.clone(), new.clone());
            found.push(of_module((Severity::Breaking, Aspect::Target), what, sides));
            vec![Scope {
                triple: Some(new.clone()),
                old: known(old, is_asked)?,
                new: known(new, is_asked)?,
            }]
        }
        (was, is) => {
            for triple in was.iter().filter(|it| !is.contains(it)) {
                let rule = (Severity::Breaking, Aspect::Target);
                let what = format!("target {triple} removed");
                found.push(of_module(rule, what, (triple.clone(), String::new())));
            }
            for triple in is.iter().filter(|it| !was.contains(it)) {
                let rule = (Severity::Additive, Aspect::Target);
                let what = format!("target {triple} added");
                found.push(of_module(rule, what, (String::new(), triple.clone())));
            }
            let common = is.iter().filter(|it| was.contains(it));
            common.map(scope).collect::<Result<Vec<_>, _>>()?
        }
    };
    match scopes.len() > Set::MOST {
        true => Err(Error::Merge(Fault::TooMany(scopes.len()))),
        false => Ok((scopes, found)),
    }
}

/// The triples that a module names, each once, as the table has them.
fn triples(module: &Module) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for triple in &module.head.targets {
        let triple = Target::parse(triple).map_or_else(|_| triple.clone(), |it| it.triple);
        if seen.insert(triple.clone()) {
            all.push(triple);
        }
    }
    all
}

/// The target of a triple. What the table does not have, clang is asked for where it matters.
fn known(triple: &str, is_asked: bool) -> Result<Option<Target>, Error> {
    match Target::parse(triple) {
        Ok(target) => Ok(Some(target)),
        Err(_) if is_asked => {
            chosen::target(Some(&Choice::parse(triple)?), &Limits::default()).map(Some)
        }
        Err(_) => Ok(None),
    }
}

/// What differs in the first lines, but for targets.
fn heads(old: &Module, new: &Module) -> Vec<Found> {
    let mut found = Vec::new();
    let dialect = |it: &Module| match it.dialect {
        Dialect::Spec => "spec".to_owned(),
        Dialect::Alpha => "alpha".to_owned(),
    };
    let generator = |it: &Module| match &it.head.generator {
        Some(generator) => generator.clone(),
        None => "not named".to_owned(),
    };
    let headers = |it: &Module| match it.head.headers.as_slice() {
        [] => "not named".to_owned(),
        headers => headers.join(", "),
    };
    let doc = |it: &Module| match it.head.doc.is_empty() {
        true => "none".to_owned(),
        false => format!("`{}`", it.head.doc.join(" ")),
    };
    let cosmetic = Severity::Cosmetic;
    for (rule, word, was, is) in [
        // A compiler takes one of them only.
        (
            (Severity::Breaking, Aspect::Dialect),
            "dialect",
            dialect(old),
            dialect(new),
        ),
        (
            (cosmetic, Aspect::Generator),
            "generator",
            generator(old),
            generator(new),
        ),
        (
            (cosmetic, Aspect::Header),
            "headers",
            headers(old),
            headers(new),
        ),
        (
            (cosmetic, Aspect::Documentation),
            "text about the module",
            doc(old),
            doc(new),
        ),
    ] {
        if was != is {
            let what = format!("{word} {}", words::was(&was, &is));
            found.push(of_module(rule, what, (was, is)));
        }
    }
    let (was, is) = (&old.head.targets, &new.head.targets);
    let sorted = |it: &[String]| {
        let mut all = it.to_vec();
        all.sort();
        all
    };
    if was != is && sorted(was) == sorted(is) {
        let what = "the order of its targets changed".to_owned();
        let sides = (was.join(", "), is.join(", "));
        found.push(of_module((cosmetic, Aspect::Target), what, sides));
    }
    found
}

/// A change of the module as a whole; an empty side is none.
fn of_module(
    (severity, aspect): (Severity, Aspect),
    what: String,
    (old, new): (String, String),
) -> Found {
    let side = |it: String| (!it.is_empty()).then(|| words::said(1, it));
    Found {
        severity,
        kind: Kind::Module,
        item: "module".to_owned(),
        aspect,
        what,
        old: side(old),
        new: side(new),
    }
}
