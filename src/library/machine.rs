//! Which machine a file is for.

use object::{Architecture, File, Object};

use crate::target::Target;

/// Whether a file is for a target's machine.
///
/// # Errors
/// A sentence that says what it is for.
pub fn check(file: &File<'_>, target: &Target) -> Result<(), String> {
    let (has, wanted) = (file.architecture(), architecture(target));
    if wanted.is_some_and(|wanted| wanted != has) {
        return Err(format!("it is for {has:?}, not for {}", target.arch));
    }
    if file.is_little_endian() == target.big_endian {
        return Err(format!("its byte order is not that of {}", target.triple));
    }
    Ok(())
}

/// The machine of a target; `None` for one that files do not name.
pub fn architecture(target: &Target) -> Option<Architecture> {
    Some(match target.arch.as_str() {
        "x86" => Architecture::I386,
        "x86_64" => Architecture::X86_64,
        "arm" => Architecture::Arm,
        "aarch64" => Architecture::Aarch64,
        "riscv32" => Architecture::Riscv32,
        "riscv64" => Architecture::Riscv64,
        "powerpc64" => Architecture::PowerPc64,
        "s390x" => Architecture::S390x,
        "wasm32" => Architecture::Wasm32,
        "avr" => Architecture::Avr,
        _ => return None,
    })
}
