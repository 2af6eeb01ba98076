//! Lines that a module must have on some targets, and what it must not say.

use std::fs;

use libtest_mimic::{Failed, Trial};

use crate::support;

/// Targets by what is common to them: a word of their triple.
type On = &'static str;

/// C that others bind wrong.
pub(crate) struct Mistake {
    /// What goes wrong there.
    pub(crate) name: &'static str,
    /// The C.
    pub(crate) c: &'static str,
    /// More arguments.
    pub(crate) args: &'static [&'static str],
    /// Full triples, each with lines of the module or, ending in `…`, the beginnings of lines.
    pub(crate) right: &'static [(On, &'static [&'static str])],
    /// What others write: no line may begin so.
    pub(crate) wrong: &'static [&'static str],
}

/// One trial for each row.
pub(crate) fn trials(group: &str, mistakes: &'static [Mistake]) -> Vec<Trial> {
    mistakes
        .iter()
        .map(|mistake| Trial::test(format!("{group}::{}", mistake.name), || right(mistake)))
        .collect()
}

/// Every libclang gives the right lines on the targets.
fn right(mistake: &Mistake) -> Result<(), Failed> {
    let directory = tempfile::tempdir()?;
    let header = directory.path().join("mistake.h");
    fs::write(&header, mistake.c)?;
    for (target, lines) in mistake.right {
        for libclang in support::libclangs()? {
            let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
            let target = format!("--target={target}");
            let text = support::output_of(command.arg(&header).arg(&target).args(mistake.args))?;
            if let Some(what) = untrue(&text, lines, mistake.wrong) {
                return Err(format!("{target}: {what} in:\n{text}").into());
            }
            // The mistake in place of each line that is right must be seen.
            for line in *lines {
                let begin = line.trim_end_matches('…');
                let damaged: Vec<&str> = text.lines().filter(|it| !it.starts_with(begin)).collect();
                if untrue(&damaged.join("\n"), lines, mistake.wrong).is_none() {
                    return Err(format!("{target}: `{line}` may go unseen").into());
                }
            }
            for line in mistake.wrong {
                if untrue(&format!("{text}\n{line}"), lines, mistake.wrong).is_none() {
                    return Err(format!("{target}: `{line}` may stand unseen").into());
                }
            }
        }
    }
    Ok(())
}

/// What a text lacks or should not have.
fn untrue(text: &str, right: &[&str], wrong: &[&str]) -> Option<String> {
    let has = |line: &str| match line.strip_suffix('…') {
        Some(begin) => text.lines().any(|it| it.starts_with(begin)),
        None => text.lines().any(|it| it == line),
    };
    let missing = right.iter().find(|line| !has(line));
    let mistaken = wrong
        .iter()
        .find(|begin| text.lines().any(|line| line.starts_with(**begin)));
    match (missing, mistaken) {
        (Some(line), _) => Some(format!("no `{line}`")),
        (None, Some(line)) => Some(format!("`{line}`")),
        (None, None) => None,
    }
}
