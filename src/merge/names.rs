//! Names of parameters: no part of a function's type (C11 §6.7.6.3), so declarations that differ
//! in nothing else are one. `int fclose(FILE *__stream);`, `int fclose(FILE *);`
//!
//! The declaration has the names of one target, all of them: the first of those that name the
//! most. What other targets say of a parameter is told under that name.

use std::borrow::Cow;

use crate::map::model::{Item, ItemKind, Parameter};

/// Gives an item the names of the best of those that it is made of.
pub(super) fn choose<'m>(item: &mut Cow<'m, Item>, of: &[(usize, &'m Item)]) {
    let lists = of.iter().map(|(_, item)| parameters(item));
    let counted = lists.map(|list| (number(list), list)).rev();
    let Some((_, best)) = counted.max_by_key(|(number, _)| *number) else {
        return;
    };
    if parameters(item)
        .iter()
        .zip(best)
        .all(|(a, b)| a.name == b.name)
    {
        return;
    }
    if let ItemKind::Function(function) = &mut item.to_mut().kind {
        for (parameter, best) in function.parameters.iter_mut().zip(best) {
            parameter.name.clone_from(&best.name);
        }
    }
}

/// A function's parameters; none for what is no function.
fn parameters(item: &Item) -> &[Parameter] {
    match &item.kind {
        ItemKind::Function(function) => &function.parameters,
        ItemKind::Record(_)
        | ItemKind::Opaque
        | ItemKind::Alias(_)
        | ItemKind::Constant(_)
        | ItemKind::Variable(_)
        | ItemKind::Skipped(_) => &[],
    }
}

/// How many of them C names; the others are called by their place.
fn number(list: &[Parameter]) -> usize {
    let named = list.iter().enumerate();
    named
        .filter(|(place, it)| it.name.trim_end_matches('_') != format!("arg{place}"))
        .count()
}

/// A target's lines about an item, with the names of the declaration in place of its own.
pub(super) fn renamed<'t>(lines: &'t [String], from: &Item, to: &Item) -> Cow<'t, [String]> {
    let pairs = parameters(from).iter().zip(parameters(to));
    let pairs: Vec<(&str, &str)> = pairs
        .map(|(from, to)| (from.name.as_str(), to.name.as_str()))
        .filter(|(from, to)| from != to)
        .collect();
    match pairs.is_empty() || lines.is_empty() {
        true => Cow::Borrowed(lines),
        false => lines
            .iter()
            .map(|line| renamed_line(line, &pairs))
            .collect(),
    }
}

/// A line with names in place of others: between backticks, as in documentation, and before the
/// first colon, as in remarks.
fn renamed_line(line: &str, pairs: &[(&str, &str)]) -> String {
    let other = |name: &str| pairs.iter().find(|(from, _)| *from == name);
    if let Some((name, rest)) = line.split_once(": ")
        && let Some((_, to)) = other(name)
    {
        return format!("{to}: {rest}");
    }
    let parts: Vec<&str> = line.split('`').collect();
    let last = parts.len() - 1;
    let parts = parts.into_iter().enumerate();
    // Every second part stands between two.
    let parts = parts.map(|(place, part)| match other(part) {
        Some((_, to)) if place % 2 == 1 && place < last => to,
        Some(_) | None => part,
    });
    parts.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_within_lines() {
        let pairs = [("a", "x"), ("b", "a")];
        for (line, expected) in [
            (
                "`a` and `b` must not be null.",
                "`x` and `a` must not be null.",
            ),
            ("a: volatile in C", "x: volatile in C"),
            ("a and `c` and `a", "a and `c` and `a"),
            ("", ""),
            ("`a``b`", "`x``a`"),
        ] {
            assert_eq!(renamed_line(line, &pairs), expected);
        }
    }
}
