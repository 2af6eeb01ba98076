//! Every macro of a header that is no constant in the module, put to clang: none of them is one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use quarry_bindgen::diagnostic::Reason;
use quarry_bindgen::map::model::{ItemKind, Module};

use crate::constants::Case;

/// What the program says of the macros of all headers that a header includes.
pub(crate) struct Said {
    /// Those with an item of their own.
    pub(crate) items: BTreeSet<String>,
    /// Those without one, and why.
    pub(crate) skipped: BTreeMap<String, Reason>,
}

/// What the program makes of a header and all that it includes.
///
/// # Errors
/// The program does not run, or what it writes cannot be read.
pub(crate) fn said(binary: &str, libclang: &Path, case: &Case) -> Result<Said, String> {
    let mut command = crate::support::quarry(binary, libclang);
    let run = command.arg(&case.header).args(&case.ours);
    let json = crate::support::output_of(run.args(["--everything", "--emit=json"]))?;
    let module: Module = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let mut said = Said {
        items: BTreeSet::new(),
        skipped: BTreeMap::new(),
    };
    for item in module.items {
        let name = item.c_name.unwrap_or(item.name);
        match item.kind {
            ItemKind::Skipped(reason) => {
                said.skipped.insert(name, reason);
            }
            _ => {
                said.items.insert(name);
            }
        }
    }
    Ok(said)
}

/// The object-like macros of a header at its end, and what they expand to: not those of clang
/// itself, and none that stands for nothing or for itself.
///
/// # Errors
/// clang does not run.
pub(crate) fn macros(clang: &Path, case: &Case) -> Result<BTreeMap<String, String>, String> {
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let defined = |include: &str| -> Result<BTreeMap<String, String>, String> {
        let source = dir.path().join("macros.c");
        fs::write(&source, include).map_err(|error| error.to_string())?;
        let mut command = Command::new(clang);
        command.args(["-dM", "-E", "-w", "-std=gnu17"]);
        let text = crate::support::output_of(command.args(&case.clangs).arg(&source))?;
        Ok(text
            .lines()
            .filter_map(|line| line.strip_prefix("#define ")?.split_once(' '))
            .filter(|(name, _)| !name.contains('('))
            .map(|(name, body)| (name.to_owned(), body.to_owned()))
            .collect())
    };
    let own = defined("")?;
    let include = format!("#include <{}>\n", case.header);
    let mut all = defined(&include)?;
    all.retain(|name, body| own.get(name) != Some(body));
    // What each expands to; a colon ends the line's own word, which no macro has.
    let lines = all.keys().map(|name| format!("{MARK}{name}_: {name}\n"));
    let source = dir.path().join("expanded.c");
    fs::write(&source, include.clone() + &lines.collect::<String>())
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(clang);
    command.args(["-E", "-P", "-w", "-std=gnu17"]);
    // Where a name like `__has_feature` stands alone, clang goes on after an error.
    let text = crate::support::run(command.args(&case.clangs).arg(&source))?.stdout;
    let mut expanded = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix(MARK)) {
        if let Some((name, expansion)) = line.split_once("_:")
            && !expansion.trim().is_empty()
            && expansion.trim() != name
            && all.contains_key(name)
        {
            expanded.insert(name.to_owned(), expansion.trim().to_owned());
        }
    }
    Ok(expanded)
}

/// How the name begins that stands before an expansion.
const MARK: &str = "quarry_expands_";

/// Those of the macros that clang takes for arithmetic constants of a type that Pyrite has.
///
/// # Errors
/// clang does not run, or the macros around the questions stop it.
pub(crate) fn constants(
    clang: &Path,
    case: &Case,
    names: &[&str],
) -> Result<BTreeSet<String>, String> {
    const TYPES: &str = "_Bool: 1, char: 1, signed char: 1, unsigned char: 1, short: 1, \
        unsigned short: 1, int: 1, unsigned: 1, long: 1, unsigned long: 1, long long: 1, \
        unsigned long long: 1, float: 1, double: 1, default: -1";
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let source = dir.path().join("questions.c");
    let questions: String = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            format!(
                "__auto_type quarry_q{index} = ({name}); \
                 extern char quarry_t{index}[_Generic(({name}), {TYPES})];\n"
            )
        })
        .collect();
    fs::write(&source, format!("#include <{}>\n{questions}", case.header))
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(clang);
    command
        .args(["-fsyntax-only", "-w", "-std=gnu17", "-ferror-limit=0"])
        .args(&case.clangs)
        .arg(&source);
    let run = crate::support::run(&mut command)?;
    let mut refused = BTreeSet::new();
    for line in run.stderr.lines() {
        // An error may lie in the macro, and only the note below it in the question.
        let number = line
            .split_once("questions.c:")
            .and_then(|(_, rest)| rest.split(':').next())
            .and_then(|number| number.parse::<usize>().ok());
        if let Some(index) = number.and_then(|number| number.checked_sub(2)) {
            refused.insert(index);
        }
    }
    if run.code != Some(0) && refused.is_empty() {
        return Err(run.stderr);
    }
    let taken = names.iter().enumerate();
    Ok(taken
        .filter(|(index, _)| !refused.contains(index))
        .map(|(_, name)| (*name).to_owned())
        .collect())
}

/// Whether an expansion can stand in the middle of a file without an effect on what follows, and
/// is no list of several expressions.
pub(crate) fn is_harmless(body: &str) -> bool {
    let mut open = Vec::new();
    for character in body.chars() {
        match character {
            '(' => open.push(')'),
            '[' => open.push(']'),
            ')' | ']' if open.pop() != Some(character) => return false,
            '{' | '}' | ';' => return false,
            ',' if open.is_empty() => return false,
            _ => {}
        }
    }
    open.is_empty() && !body.contains("_Pragma") && !body.contains("__pragma")
}
