//! Which symbols C reaches by a name, as clang compiles a use of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::constants::Case;

/// The symbol that each of these names of functions stands for at the end of a header; not of
/// those that clang itself knows and lets nobody take the address of, nor of macros that have the
/// name of a function and are none.
///
/// # Errors
/// clang does not run.
pub(crate) fn of_functions(
    clang: &Path,
    case: &Case,
    names: &[&str],
) -> Result<BTreeMap<String, String>, String> {
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let asked = dir.path().join("asked.c");
    let lines: String = names
        .iter()
        .map(|name| format!("void *quarry_{name}_(void) {{ return (void *)({name}); }}\n"))
        .collect();
    fs::write(&asked, format!("#include <{}>\n{lines}", case.header))
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(clang);
    command.args(["-fsyntax-only", "-w", "-std=gnu17", "-ferror-limit=0"]);
    let errors = crate::support::run(command.args(&case.clangs).arg(&asked))?.stderr;
    let refused: BTreeSet<&str> = errors
        .lines()
        .filter(|line| line.contains("error: "))
        .filter_map(|line| line.split("asked.c:").nth(1)?.split(':').next())
        .filter_map(|line| {
            names
                .get(line.parse::<usize>().ok()?.checked_sub(2)?)
                .copied()
        })
        .collect();
    let is_refused = |name: &str| refused.contains(name);
    let source = dir.path().join("uses.c");
    let uses: String = names
        .iter()
        .enumerate()
        .filter(|(_, name)| !is_refused(name))
        .map(|(index, name)| {
            format!("void *quarry_use_{index}(void) {{ return (void *)({name}); }}\n")
        })
        .collect();
    fs::write(&source, format!("#include <{}>\n{uses}", case.header))
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(clang);
    command
        .args(["-S", "-emit-llvm", "-O0", "-w", "-std=gnu17", "-o", "-"])
        .args(&case.clangs)
        .arg(&source);
    let text = crate::support::output_of(&mut command)?;
    let mut symbols = BTreeMap::new();
    let mut current: Option<usize> = None;
    for line in text.lines() {
        if let Some((_, rest)) = line.split_once("@quarry_use_")
            && line.starts_with("define ")
        {
            let number = rest.split('(').next().unwrap_or_default();
            current = number.parse().ok();
        } else if let Some((_, value)) = line.split_once("ret ")
            && let Some(name) = current.take().and_then(|index| names.get(index))
        {
            let symbol = value.split('@').nth(1).unwrap_or_default();
            let symbol: String = symbol
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))
                .collect();
            symbols.insert((*name).to_owned(), symbol);
        }
    }
    Ok(symbols)
}
