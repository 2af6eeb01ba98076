//! The data model of a target in words, without asking a compiler: what `quarry bindgen targets`
//! lists. Nothing is made from it; a test compares it with what clang says.

use super::Target;

impl Target {
    /// The usual name of the widths of `int`, `long` and pointers: `LP64`, `LLP64`, `ILP32`, and
    /// `IP16`, where `long` has 32 bits.
    pub fn data_model_name(&self) -> &'static str {
        match (self.os.as_str(), self.pointer_width) {
            ("windows", 64) => "LLP64",
            (_, 64) => "LP64",
            (_, 32) => "ILP32",
            _ => "IP16",
        }
    }

    /// Whether plain `char` is signed (C11 §6.2.5p15).
    pub fn is_char_signed(&self) -> bool {
        match self.arch.as_str() {
            "arm" | "aarch64" => matches!(self.os.as_str(), "macos" | "ios" | "windows"),
            "riscv32" | "riscv64" | "powerpc" | "powerpc64" | "s390x" => false,
            _ => true,
        }
    }

    /// `wchar_t` as Pyrite has it: `i32`, `u32`, `u16`, `i16`.
    pub fn wchar_name(&self) -> &'static str {
        match (self.arch.as_str(), self.os.as_str()) {
            (_, "windows") => "u16",
            ("avr" | "msp430", _) => "i16",
            ("arm" | "aarch64", "macos" | "ios" | "netbsd" | "openbsd") => "i32",
            ("arm" | "aarch64", _) => "u32",
            _ => "i32",
        }
    }
}
