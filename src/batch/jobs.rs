//! `--print-jobs`: what a manifest describes, as commands for other programs to run.
//!
//! A module is made in two steps: a part of it for each target, wherever that target's headers
//! are, and then the module of these parts.

use std::path::{Path, PathBuf};

use super::keys::{HEADERS, OUTPUT, SYSROOT_FOR, TARGET};
use super::manifest::{Module, Word, in_order, line, said};
use crate::cli::Jobs;
use crate::error::Error;
use crate::output;
use crate::target::{Choice, Target};

/// The keys that are about the module as a whole.
const OF_MERGE: [&str; 3] = ["imports", "depfile", "report"];

/// The keys about its proof, which needs all headers and the module: `quarry bindgen verify` is it.
const OF_PROOF: [&str; 3] = ["verify", "cc", "library"];

/// The commands of all modules, each on a line that a shell understands.
///
/// # Errors
/// [`Error::UnknownTarget`] where a module is for this machine, and that is none;
/// [`Error::Internal`].
pub fn commands(modules: &[Module], jobs: Jobs) -> Result<String, Error> {
    let mut text = String::new();
    let imports: Vec<Vec<usize>> = modules.iter().map(|it| it.imports.clone()).collect();
    let order = in_order(&imports);
    // A module that imports another can only be merged after it.
    for module in order.iter().filter_map(|place| modules.get(*place)) {
        let triples = triples(module)?;
        let lines = match jobs {
            Jobs::Map => triples
                .iter()
                .map(|triple| of_target(module, triple))
                .collect(),
            Jobs::Merge => vec![of_parts(module, &triples)],
        };
        for words in lines {
            text.push_str(&quoted(&words)?);
            text.push('\n');
        }
    }
    Ok(text)
}

/// Whether two modules would write one file, be it for a part.
pub(super) fn collide(a: &Path, b: &Path) -> bool {
    output::is_same(a, b) || output::is_same(&part(a, ""), &part(b, ""))
}

/// The triples of a module's targets; this machine's where none is named, so that the command
/// means the same on every machine.
fn triples(module: &Module) -> Result<Vec<String>, Error> {
    match module.options.targets.as_slice() {
        [] => Ok(vec![Target::host()?.triple]),
        targets => Ok(targets.iter().map(|it| it.triple().to_owned()).collect()),
    }
}

/// The command that makes the part of a target.
fn of_target(module: &Module, triple: &str) -> Vec<String> {
    let is_for_it = |word: &&Word| {
        let own = || {
            let (of, _) = word.value.split_once('=')?;
            Some(Choice::parse(of).ok()?.triple() == triple)
        };
        let is_of_part = ![OUTPUT, TARGET].contains(&word.key)
            && !OF_MERGE.contains(&word.key.name)
            && !OF_PROOF.contains(&word.key.name);
        is_of_part && (word.key != SYSROOT_FOR || own() != Some(false))
    };
    let words: Vec<Word> = module.words.iter().filter(is_for_it).cloned().collect();
    let mut all = line(&words, module.verbosity);
    let headers = words.iter().filter(|word| word.key == HEADERS).count();
    let to = part(&module.output, triple).to_string_lossy().into_owned();
    let own = [
        "--emit=mapped".to_owned(),
        format!("--target={triple}"),
        format!("--output={to}"),
    ];
    all.splice(headers..headers, own);
    all
}

/// The command that makes the module of the parts.
fn of_parts(module: &Module, triples: &[String]) -> Vec<String> {
    let mut words = vec!["merge".to_owned()];
    for triple in triples {
        words.push(part(&module.output, triple).to_string_lossy().into_owned());
    }
    words.push(format!("--output={}", module.output.to_string_lossy()));
    let of_merge = module
        .words
        .iter()
        .filter(|word| OF_MERGE.contains(&word.key.name));
    words.extend(of_merge.map(|word| format!("{}{}", word.key.option, word.value)));
    words.extend(said(module.verbosity));
    words
}

/// The file of the part of a target: `x.pyrite` becomes `x.TRIPLE.json`.
fn part(output: &Path, triple: &str) -> PathBuf {
    let mut name = match output.extension() {
        Some(end) if end == "pyrite" => output.with_extension(""),
        Some(_) | None => output.to_owned(),
    }
    .into_os_string();
    name.push(format!(".{triple}.json"));
    name.into()
}

/// A command line for a shell.
fn quoted(words: &[String]) -> Result<String, Error> {
    let mut text = "quarry bindgen".to_owned();
    for word in words {
        // Only the value is quoted, so that people can still read it.
        let (option, value) = match word.split_once('=') {
            Some((option, value)) if option.starts_with("--") && is_name(option) => (option, value),
            Some(_) | None => ("", word.as_str()),
        };
        let value = shlex::try_quote(value).map_err(|error| Error::Internal {
            what: error.to_string(),
        })?;
        let equals = if option.is_empty() { "" } else { "=" };
        text.push_str(&format!(" {option}{equals}{value}"));
    }
    Ok(text)
}

/// Whether a text is the name of an option.
fn is_name(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
