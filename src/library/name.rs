//! What a name of C is called in the files of a target.

use crate::target::Target;

/// What is declared, as far as its symbol depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declared<'a> {
    /// A variable.
    Variable,
    /// A function.
    Function {
        /// The text after `extern`: `stdcall`.
        convention: Option<&'a str>,
        /// The sizes of its parameters, in bytes.
        parameters: &'a [u64],
        /// Ends in `...`, and so is called as any other, whatever its convention.
        variadic: bool,
    },
}

/// The symbol of a name, as compilers for the target write it: `_f` on macOS, `_f@8` for a `stdcall`
/// function of 32-bit Windows. The name is that of C or of `@link_name`.
pub fn symbol(name: &str, declared: Declared<'_>, target: &Target) -> String {
    let is_windows = target.os == "windows";
    let is_x86 = target.arch == "x86";
    let prefix = match target.has_underscore_prefix() {
        true => "_",
        false => "",
    };
    if let Declared::Function {
        convention: Some(convention),
        parameters,
        variadic: false,
    } = declared
    {
        let word = target.pointer_bytes();
        let bytes = || -> u64 {
            let words = parameters.iter().map(|size| size.div_ceil(word));
            words.sum::<u64>() * word
        };
        match convention {
            "stdcall" if is_windows && is_x86 => return format!("_{name}@{}", bytes()),
            "fastcall" if is_windows && is_x86 => return format!("@{name}@{}", bytes()),
            // clang's on every system.
            "vectorcall" => return format!("{name}@@{}", bytes()),
            _ => {}
        }
    }
    format!("{prefix}{name}")
}
