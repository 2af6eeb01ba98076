//! Which symbols C reaches by a name, as clang compiles a use of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::constants::Case;

/// The symbol that each of these names of functions stands for at the end of a header.
///
/// # Errors
/// clang does not run, or refuses one.
pub(crate) fn of_functions(
    clang: &Path,
    case: &Case,
    names: &[&str],
) -> Result<BTreeMap<String, String>, String> {
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let source = dir.path().join("uses.c");
    let uses: String = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            format!("void *quarry_use_{index}(void) {{ return (void *)({name}); }}\n")
        })
        .collect();
    fs::write(&source, format!("#include <{}>\n{uses}", case.header))
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(clang);
    command
        .args(["-S", "-emit-llvm", "-O1", "-w", "-std=gnu17", "-o", "-"])
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
