//! `imports`: which modules of the manifest take types from which others.

use std::path::Path;

use super::Word;
use super::reader::Reader;
use crate::batch::keys::{self, IMPORTS, OUTPUT};
use crate::error::Error;
use crate::output;

/// Finds what each module imports: turns the names of modules of this manifest into the paths that
/// `--import` takes, and gives their places. What is no such name is a path, or `NAME=PATH`.
///
/// # Errors
/// [`BatchError::Manifest`](crate::error::BatchError::Manifest) for what is none of these, and where imports go round in a circle.
pub(super) fn resolve(
    reader: &Reader<'_>,
    drafts: &mut [(usize, Vec<Word>)],
) -> Result<Vec<Vec<usize>>, Error> {
    let output = |(_, words): &(usize, Vec<Word>)| {
        let word = words.iter().find(|word| word.key == OUTPUT);
        word.map(|word| word.value.clone()).unwrap_or_default()
    };
    let outputs: Vec<String> = drafts.iter().map(output).collect();
    let mut all = Vec::with_capacity(drafts.len());
    for (at, words) in drafts.iter_mut() {
        let mut own = Vec::new();
        for word in words.iter_mut().filter(|word| word.key == IMPORTS) {
            if let Some(place) = one(reader, *at, word, &outputs)?
                && !own.contains(&place)
            {
                own.push(place);
            }
        }
        all.push(own);
    }
    if let Some(circle) = circle(&all) {
        let names: Vec<&str> = circle
            .iter()
            .filter_map(|place| Some(name(outputs.get(*place)?)))
            .collect();
        let at = circle.first().and_then(|place| drafts.get(*place));
        let what = format!("imports go round in a circle: {}", names.join(" -> "));
        let help = "a module can only take types from one that is made before it";
        return Err(reader.wrong(at.map(|(at, _)| *at), what, help));
    }
    Ok(all)
}

/// What one value means; gives the place of the module in the manifest, where it is there.
fn one(
    reader: &Reader<'_>,
    at: usize,
    word: &mut Word,
    outputs: &[String],
) -> Result<Option<usize>, Error> {
    let places = || outputs.iter().enumerate();
    let named: Vec<usize> = places()
        .filter(|(_, output)| name(output) == word.stated)
        .map(|(place, _)| place)
        .collect();
    match named.as_slice() {
        [] => {}
        [place] => {
            word.value = outputs.get(*place).cloned().unwrap_or_default();
            return Ok(Some(*place));
        }
        [_, ..] => {
            let what = format!("{} modules are called `{}`", named.len(), word.stated);
            return Err(reader.wrong(Some(at), what, "import the one that is meant by its path"));
        }
    }
    let (prefix, path) = match word.stated.split_once('=') {
        Some((name, path)) => (format!("{name}="), path),
        None => (String::new(), word.stated.as_str()),
    };
    let path = reader.seen_from_here(path)?;
    let own = places().find(|(_, output)| output::is_same(Path::new(output), Path::new(&path)));
    if own.is_none() && prefix.is_empty() && !Path::new(&path).is_file() {
        let what = format!(
            "no module is called `{}`, and there is no such file",
            word.stated
        );
        let help = match keys::nearest(&word.stated, outputs.iter().map(|it| name(it))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "name the output of another module without folder and ending, or a file".to_owned()
            }
        };
        return Err(reader.wrong(Some(at), what, &help));
    }
    word.value = format!("{prefix}{path}");
    Ok(own.map(|(place, _)| place))
}

/// What a module is called that goes to a path.
fn name(output: &str) -> &str {
    let name = Path::new(output).file_stem();
    name.and_then(|name| name.to_str()).unwrap_or(output)
}

/// Modules each of which imports the next, the first one at both ends.
fn circle(imports: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut done = vec![false; imports.len()];
    for start in 0..imports.len() {
        // A path from `start`, with how many imports of each module on it have been followed.
        let mut path = vec![(start, 0)];
        while let Some((place, next)) = path.last_mut() {
            let place = *place;
            let import = imports.get(place).and_then(|own| own.get(*next)).copied();
            *next += 1;
            match import {
                None => {
                    if let Some(done) = done.get_mut(place) {
                        *done = true;
                    }
                    path.pop();
                }
                Some(import) => {
                    if let Some(first) = path.iter().position(|(it, _)| *it == import) {
                        let round = path.iter().skip(first).map(|(it, _)| *it);
                        return Some(round.chain([import]).collect());
                    }
                    if done.get(import) == Some(&false) {
                        path.push((import, 0));
                    }
                }
            }
        }
    }
    None
}

/// The modules in an order in which each stands behind those that it imports, otherwise in theirs.
/// There is no circle.
pub(in crate::batch) fn in_order(imports: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(imports.len());
    let mut is_in = vec![false; imports.len()];
    for start in 0..imports.len() {
        let mut path = vec![start];
        while let Some(&place) = path.last() {
            let own = imports.get(place).into_iter().flatten();
            match own.copied().find(|it| is_in.get(*it) == Some(&false)) {
                Some(import) if path.len() <= imports.len() => path.push(import),
                Some(_) | None => {
                    path.pop();
                    if let Some(is_in) = is_in.get_mut(place).filter(|is_in| !**is_in) {
                        *is_in = true;
                        order.push(place);
                    }
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_and_orders() {
        assert_eq!(circle(&[vec![1], vec![2], vec![]]), None);
        assert_eq!(circle(&[vec![0]]), Some(vec![0, 0]));
        assert_eq!(
            circle(&[vec![], vec![2], vec![0, 3], vec![1]]),
            Some(vec![1, 2, 3, 1])
        );
        assert_eq!(in_order(&[vec![2], vec![], vec![3], vec![1]]), [1, 3, 2, 0]);
        assert_eq!(in_order(&[vec![], vec![0], vec![0]]), [0, 1, 2]);
    }
}
