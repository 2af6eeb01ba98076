//! What attributes say that no type does, in sentences of the documentation.

use super::model::{Item, ItemKind, Parameter};
use crate::decls::model::{Documentation, Facts, Format, Nullability};
use crate::diagnostic::Reason;
use crate::doc::Doc;

/// What a reader must know of a symbol that may be missing: nothing else in the text tells.
const WEAK: &str = "weak in C: where nothing defines the symbol, its address is null";

/// What a reader must know of a symbol that only a static library can give.
const HIDDEN: &str = "hidden in C: a shared library does not export the symbol";

/// What the attributes of an item say, as its documentation has it.
pub fn sentences(facts: &Facts, item: &Item) -> Vec<String> {
    let mut sentences = of_any(facts, None);
    match &item.kind {
        ItemKind::Function(function) => sentences.extend(of_function(facts, &function.parameters)),
        ItemKind::Record(_) | ItemKind::Opaque | ItemKind::Alias(_) => {
            sentences.extend(of_type(facts));
        }
        ItemKind::Constant(_) | ItemKind::Variable(_) | ItemKind::Skipped(_) => {}
    }
    sentences
}

/// Why a function or variable cannot be used at all.
pub fn refusal(facts: &Facts) -> Option<Reason> {
    let message = facts.unavailable.as_ref()?;
    Some(Reason::Unavailable(one_line(message)))
}

/// What is said of a symbol.
pub fn remarks(facts: &Facts) -> impl Iterator<Item = String> {
    let weak = facts.is_weak.then_some(WEAK);
    let hidden = facts.is_hidden.then_some(HIDDEN);
    weak.into_iter().chain(hidden).map(str::to_owned)
}

/// Sentences for anything that may be declared. A comment that says `deprecated` itself is not
/// repeated, unless the attribute has more to say.
pub fn of_any(facts: &Facts, comment: Option<&Documentation>) -> Vec<String> {
    let is_said = || comment.is_some_and(|comment| comment.says_deprecated);
    let mut sentences = Vec::new();
    if let Some(message) = &facts.deprecated
        && !(message.trim().is_empty() && is_said())
    {
        sentences.push(sentence("Deprecated", message));
    }
    if let Some(message) = &facts.unavailable {
        sentences.push(sentence("Not available", message));
    }
    match facts.value {
        Some(Nullability::Nonnull) => sentences.push("Never null.".to_owned()),
        Some(Nullability::Nullable) => sentences.push("May be null.".to_owned()),
        None => {}
    }
    sentences
}

/// The sentence for a structure, union or enumeration.
pub fn of_type(facts: &Facts) -> Option<String> {
    let must_be_used = facts.must_be_used;
    must_be_used.then(|| "A result of this type must not be ignored.".to_owned())
}

/// Sentences for a function, by the names that its parameters have in Pyrite.
pub fn of_function(facts: &Facts, parameters: &[Parameter]) -> Vec<String> {
    let name = |place: usize| Some(parameters.get(place)?.name.as_str());
    let names = |wanted: Nullability| {
        let places = facts.parameters.iter();
        let places = places.filter(move |(_, nullability)| *nullability == wanted);
        list(places.filter_map(|(place, _)| name(*place)).collect())
    };
    let mut sentences = Vec::new();
    if facts.is_noreturn {
        sentences.push("Does not return.".to_owned());
    }
    if facts.must_be_used {
        sentences.push("The result must not be ignored.".to_owned());
    }
    if let Some(names) = names(Nullability::Nonnull) {
        sentences.push(format!("{names} must not be null."));
    }
    if let Some(names) = names(Nullability::Nullable) {
        sentences.push(format!("{names} may be null."));
    }
    match facts.result {
        Some(Nullability::Nonnull) => sentences.push("The result is never null.".to_owned()),
        Some(Nullability::Nullable) => sentences.push("The result may be null.".to_owned()),
        None => {}
    }
    for format in &facts.formats {
        sentences.extend(name(format.text).map(|name| format_of(name, format)));
    }
    sentences.extend(facts.sentinel.map(|after| match after {
        0 => "The last argument must be a null pointer.".to_owned(),
        1 => "The last argument but one must be a null pointer.".to_owned(),
        more => format!("The last argument but {more} must be a null pointer."),
    }));
    sentences
}

/// What the text of a format is for.
fn format_of(name: &str, format: &Format) -> String {
    let kind = &format.kind;
    match format.has_arguments {
        true => format!("`{name}` is a {kind} format for the arguments that follow."),
        false => format!("`{name}` is a {kind} format."),
    }
}

/// Adds sentences to a documentation, as one paragraph at its end.
pub fn append(doc: &mut Doc, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    let doc = doc.to_mut();
    // A preformatted block, or a list, would take them in.
    if !doc.is_empty() {
        doc.push(String::new());
    }
    doc.push(sentences.join(" "));
}

/// Adds what is said of an item of its kind to what is said of any.
pub fn append_more(doc: &mut Doc, facts: &Facts, sentences: &[String]) {
    let of_any = of_any(facts, None).join(" ");
    let carries_on = !of_any.is_empty() && doc.last() == Some(&of_any) && !sentences.is_empty();
    match carries_on.then(|| doc.to_mut().last_mut()).flatten() {
        Some(last) => {
            last.push(' ');
            last.push_str(&sentences.join(" "));
        }
        None => append(doc, sentences),
    }
}

/// `` `a`, `b` and `c` ``
fn list(names: Vec<&str>) -> Option<String> {
    let (last, first) = names.split_last()?;
    let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
    Some(match first.as_slice() {
        [] => format!("`{last}`"),
        first => format!("{} and `{last}`", first.join(", ")),
    })
}

/// A word, and what its author adds: `Deprecated: use g.`
fn sentence(word: &str, message: &str) -> String {
    let message = one_line(message);
    if message.is_empty() {
        return format!("{word}.");
    }
    let end = match message.ends_with(['.', '!', '?']) {
        true => "",
        false => ".",
    };
    format!("{word}: {message}{end}")
}

/// A text of any lines, on one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
