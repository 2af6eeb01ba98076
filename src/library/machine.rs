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
        "x86_64" if target.is_x32() => Architecture::X86_64_X32,
        "x86_64" => Architecture::X86_64,
        "arm" => Architecture::Arm,
        "aarch64" if target.pointer_width == 32 => Architecture::Aarch64_Ilp32,
        "aarch64" => Architecture::Aarch64,
        "riscv32" => Architecture::Riscv32,
        "riscv64" => Architecture::Riscv64,
        "powerpc64" => Architecture::PowerPc64,
        "s390x" => Architecture::S390x,
        "mips" | "mips64" => match target.pointer_width {
            32 => Architecture::Mips,
            _ => Architecture::Mips64,
        },
        "powerpc" => Architecture::PowerPc,
        "sparc" => Architecture::Sparc,
        "sparc64" => Architecture::Sparc64,
        "loongarch64" => Architecture::LoongArch64,
        "hexagon" => Architecture::Hexagon,
        "m68k" => Architecture::M68k,
        "csky" => Architecture::Csky,
        "wasm64" => Architecture::Wasm64,
        "msp430" => Architecture::Msp430,
        "wasm32" => Architecture::Wasm32,
        "avr" => Architecture::Avr,
        _ => return None,
    })
}
