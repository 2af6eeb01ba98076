//! What compilers make of the proof's C: the bytes of constants, and tests that run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use libtest_mimic::Failed;
use object::{Object as _, ObjectSection as _, ObjectSymbol as _};
use quarry_bindgen::verify::accessor::{PRELUDE, Subject, probes};

use crate::cases::Case;
use crate::support;

/// The C tests of all texts for one header, and what its constants are.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// The functions.
    pub(crate) text: String,
    /// How many bit-fields are in them.
    pub(crate) items: usize,
    /// How many tests.
    pub(crate) tests: usize,
    /// The bytes of the constants, which are the same for all texts.
    pub(crate) constants: BTreeMap<usize, Vec<u8>>,
}

/// The bytes of all constants.
pub(crate) fn compile(
    case: &Case,
    header: &Path,
    planned: &[Vec<probes::Probe>],
    subjects: &[Subject<'_>],
) -> Result<BTreeMap<usize, Vec<u8>>, Failed> {
    let dir = tempfile::tempdir()?;
    let (source, out) = (dir.path().join("probe.c"), dir.path().join("probe.o"));
    let mut text = format!("#include \"{}\"\n", header.display());
    for probe in planned.iter().flatten() {
        writeln!(text, "{}", probe.text)?;
    }
    fs::write(&source, text)?;
    let mut command = case.compiler.command();
    support::output_of(command.arg("-c").arg("-o").arg(&out).arg(&source))?;
    let data = fs::read(&out)?;
    let file = object::File::parse(&*data)?;
    let sizes = planned.iter().zip(subjects);
    let sizes: BTreeMap<String, (usize, u64)> = sizes
        .flat_map(|(planned, subject)| {
            planned
                .iter()
                .map(|probe| (probe.symbol(), (probe.number, subject.size)))
        })
        .collect();
    let mut found = BTreeMap::new();
    for symbol in file.symbols() {
        let name = symbol.name().unwrap_or_default().trim_start_matches('_');
        let (Some((number, size)), Some(section)) = (sizes.get(name), symbol.section_index())
        else {
            continue;
        };
        let section = file.section_by_index(section)?;
        let bytes = section.data_range(symbol.address(), *size)?;
        let zero = || vec![0; *size as usize];
        found.insert(*number, bytes.map_or_else(zero, <[u8]>::to_vec));
    }
    Ok(found)
}

/// Builds the C tests and runs each: whether it found nothing wrong. What C does not define
/// ends a program, and is an error.
pub(crate) fn run(program: &str, header: &Path, shared: &Shared) -> Result<Vec<bool>, Failed> {
    let mut text = format!("#include <{}>\n", header.file_name().unwrap().display());
    text.push_str(PRELUDE);
    text.push_str(&shared.text);
    text.push_str("int atoi(const char *);\nint main(int count, char **words) {\n");
    text.push_str("    if (count != 2) return 2;\n    switch (atoi(words[1])) {\n");
    for test in 0..shared.tests {
        writeln!(text, "    case {test}: return test{test}() != 0;")?;
    }
    text.push_str("    }\n    return 2;\n}\n");
    let dir = tempfile::tempdir()?;
    let (source, out) = (dir.path().join("values.c"), dir.path().join("values"));
    fs::write(&source, &text)?;
    let mut command = Command::new(program);
    command
        .args([
            "-std=c11",
            "-O1",
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Werror",
        ])
        .args(["-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"])
        .arg("-isystem")
        .arg(header.parent().unwrap())
        .arg("-o")
        .arg(&out)
        .arg(&source);
    support::output_of(&mut command).map_err(|error| format!("{error}\n{text}"))?;
    (0..shared.tests)
        .map(|test| {
            let run = support::run(Command::new(&out).arg(test.to_string()))?;
            match run.code {
                Some(0) => Ok(true),
                Some(1) => Ok(false),
                other => Err(format!("test {test}: {other:?}").into()),
            }
        })
        .collect()
}
