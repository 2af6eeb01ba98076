//! Targets and their compilers.

use crate::observe::Compiler;
use crate::random::Features;
use crate::support;

/// A target with one of its compilers.
pub(crate) struct Case {
    /// Our triple.
    pub(crate) target: &'static str,
    /// Its compiler.
    pub(crate) compiler: Compiler,
    /// What its C has.
    pub(crate) features: Features,
    /// Random bit-fields at least.
    pub(crate) least: usize,
}

/// 64-bit Linux.
const LP64: Features = Features {
    int_bits: 32,
    long_bits: 64,
    int128: false,
    ms_struct: true,
    aligned_bits: false,
    stored: false,
    aligned: true,
    bit_fields: 80,
    packed_bits: true,
};

/// 32-bit `long`.
const LONG32: Features = Features {
    long_bits: 32,
    ..LP64
};

/// gcc has `ms_struct` on x86 only.
const GCC: Features = Features {
    ms_struct: false,
    ..LP64
};

/// The cases: programs that run here, and object files of others.
pub(crate) const CASES: &[Case] = &[
    Case {
        target: support::HOST,
        compiler: Compiler::Run("gcc"),
        features: GCC,
        least: 2000,
    },
    Case {
        target: support::HOST,
        compiler: Compiler::Run("clang-14"),
        features: LP64,
        least: 2000,
    },
    Case {
        target: support::HOST,
        compiler: Compiler::Run("clang-19"),
        features: LP64,
        least: 500,
    },
    Case {
        target: "i686-unknown-linux-gnu",
        compiler: Compiler::Object("clang-14", "i686-linux-gnu"),
        features: LONG32,
        least: 500,
    },
    Case {
        target: "s390x-unknown-linux-gnu",
        compiler: Compiler::Object("clang-14", "s390x-linux-gnu"),
        features: LP64,
        least: 2000,
    },
    Case {
        target: "x86_64-pc-windows-msvc",
        compiler: Compiler::Object("clang-19", "x86_64-pc-windows-msvc"),
        features: LONG32,
        least: 2000,
    },
    Case {
        target: "x86_64-pc-windows-gnu",
        compiler: Compiler::Object("x86_64-w64-mingw32-gcc", ""),
        features: Features {
            packed_bits: false,
            ..LONG32
        },
        least: 500,
    },
    Case {
        target: "aarch64-apple-darwin",
        compiler: Compiler::Object("clang-14", "arm64-apple-macosx11.0.0"),
        features: LP64,
        least: 500,
    },
    Case {
        target: "avr-unknown-none",
        compiler: Compiler::Object("avr-gcc", ""),
        features: Features {
            int_bits: 16,
            ms_struct: false,
            aligned: false,
            ..LONG32
        },
        least: 100,
    },
];
