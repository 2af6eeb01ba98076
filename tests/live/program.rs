//! The text that the program writes, and what compiled C prints.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support;

/// The text that the built program writes for headers.
pub(crate) fn text(arguments: &[&str]) -> Result<String, String> {
    let libclang = support::libclangs()?.pop().ok_or("no libclang")?;
    let mut command = support::quarry(env!("CARGO_BIN_EXE_quarry"), &libclang);
    support::output_of(command.args(arguments))
}

/// The lines that a C program prints when gcc has compiled it.
pub(crate) fn printed(code: &str, flags: &[&str]) -> Result<Vec<String>, String> {
    let directory = tempfile::tempdir().map_err(|e| e.to_string())?;
    let program = directory.path().join("program");
    compile("gcc", code, &program, flags)?;
    let output = support::output_of(&mut Command::new(&program))?;
    Ok(output.lines().map(str::to_owned).collect())
}

/// Compiles a file of C.
pub(crate) fn compile(
    compiler: &str,
    code: &str,
    output: &Path,
    flags: &[&str],
) -> Result<(), String> {
    let source = output.with_extension("c");
    fs::write(&source, code).map_err(|e| e.to_string())?;
    let mut command = Command::new(compiler);
    command.args(["-w", "-o"]).arg(output).arg(&source);
    support::output_of(command.args(flags)).map(drop)
}
