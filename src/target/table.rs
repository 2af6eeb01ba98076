//! The table: every target that is known without asking a compiler, one row each.
//!
//! Its order is the order of targets everywhere. `tests/targets.rs` compares each row with what
//! clang says of its triple.

use super::Target;

/// A row. The integer widths are not here: the compiler is asked for them.
pub(super) struct Row {
    /// The canonical triple.
    pub(super) triple: &'static str,
    /// clang's triple; empty where it is the same.
    clang_triple: &'static str,
    /// `@cfg`'s system, architecture and environment.
    keys: (&'static str, &'static str, &'static str),
    /// Bits of an object pointer.
    pointer_width: u16,
    /// The most significant byte is stored first.
    big_endian: bool,
    /// Other spellings of the triple.
    aliases: &'static [&'static str],
}

/// The most significant byte is stored first.
const BIG: bool = true;
/// The least significant byte is stored first.
const LITTLE: bool = false;

/// A [`Row`] in one line.
const fn row(
    triple: &'static str,
    clang_triple: &'static str,
    keys: (&'static str, &'static str, &'static str),
    pointer_width: u16,
    big_endian: bool,
    aliases: &'static [&'static str],
) -> Row {
    Row {
        triple,
        clang_triple,
        keys,
        pointer_width,
        big_endian,
        aliases,
    }
}

/// Every target. Android's and Apple's have the oldest system that is still common: its number
/// decides what headers declare.
#[rustfmt::skip]
pub(super) const TABLE: &[Row] = &[
    row("x86_64-unknown-linux-gnu", "", ("linux", "x86_64", "gnu"), 64, LITTLE, &[
        "x86_64-linux-gnu", "x86_64-pc-linux-gnu", "x86_64-redhat-linux",
    ]),
    row("x86_64-unknown-linux-musl", "", ("linux", "x86_64", "musl"), 64, LITTLE, &["x86_64-linux-musl"]),
    row("x86_64-unknown-linux-gnux32", "", ("linux", "x86_64", "gnu"), 32, LITTLE, &[
        "x86_64-linux-gnux32", "x86_64-pc-linux-gnux32",
    ]),
    row("i686-unknown-linux-gnu", "", ("linux", "x86", "gnu"), 32, LITTLE, &[
        "i686-linux-gnu", "i386-linux-gnu", "i386-unknown-linux-gnu", "i586-unknown-linux-gnu", "i686-pc-linux-gnu",
    ]),
    row("i686-unknown-linux-musl", "", ("linux", "x86", "musl"), 32, LITTLE, &["i686-linux-musl", "i386-linux-musl"]),
    row("aarch64-unknown-linux-gnu", "", ("linux", "aarch64", "gnu"), 64, LITTLE, &["aarch64-linux-gnu"]),
    row("aarch64-unknown-linux-musl", "", ("linux", "aarch64", "musl"), 64, LITTLE, &["aarch64-linux-musl"]),
    row("armv7-unknown-linux-gnueabihf", "", ("linux", "arm", "gnu"), 32, LITTLE, &[
        "armv7-linux-gnueabihf", "arm-linux-gnueabihf", "arm-unknown-linux-gnueabihf",
    ]),
    row("armv7-unknown-linux-musleabihf", "", ("linux", "arm", "musl"), 32, LITTLE, &[
        "armv7-linux-musleabihf", "arm-linux-musleabihf",
    ]),
    row("riscv64gc-unknown-linux-gnu", "riscv64-unknown-linux-gnu", ("linux", "riscv64", "gnu"), 64, LITTLE, &[
        "riscv64-unknown-linux-gnu", "riscv64-linux-gnu",
    ]),
    row("riscv64gc-unknown-linux-musl", "riscv64-unknown-linux-musl", ("linux", "riscv64", "musl"), 64, LITTLE, &[
        "riscv64-unknown-linux-musl", "riscv64-linux-musl",
    ]),
    row("riscv32gc-unknown-linux-gnu", "riscv32-unknown-linux-gnu", ("linux", "riscv32", "gnu"), 32, LITTLE, &[
        "riscv32-unknown-linux-gnu", "riscv32-linux-gnu",
    ]),
    row("riscv32gc-unknown-linux-musl", "riscv32-unknown-linux-musl", ("linux", "riscv32", "musl"), 32, LITTLE, &[
        "riscv32-unknown-linux-musl", "riscv32-linux-musl",
    ]),
    row("powerpc64le-unknown-linux-gnu", "", ("linux", "powerpc64", "gnu"), 64, LITTLE, &[
        "powerpc64le-linux-gnu", "ppc64le-linux-gnu",
    ]),
    row("powerpc64le-unknown-linux-musl", "", ("linux", "powerpc64", "musl"), 64, LITTLE, &[
        "powerpc64le-linux-musl", "ppc64le-linux-musl",
    ]),
    row("s390x-unknown-linux-gnu", "", ("linux", "s390x", "gnu"), 64, BIG, &["s390x-linux-gnu"]),
    row("s390x-unknown-linux-musl", "", ("linux", "s390x", "musl"), 64, BIG, &["s390x-linux-musl"]),
    row("mips-unknown-linux-gnu", "", ("linux", "mips", "gnu"), 32, BIG, &["mips-linux-gnu"]),
    row("mipsel-unknown-linux-gnu", "", ("linux", "mips", "gnu"), 32, LITTLE, &["mipsel-linux-gnu"]),
    row("x86_64-linux-android", "x86_64-unknown-linux-android21", ("android", "x86_64", ""), 64, LITTLE, &[
        "x86_64-unknown-linux-android",
    ]),
    row("i686-linux-android", "i686-unknown-linux-android21", ("android", "x86", ""), 32, LITTLE, &[
        "i686-unknown-linux-android",
    ]),
    row("aarch64-linux-android", "aarch64-unknown-linux-android21", ("android", "aarch64", ""), 64, LITTLE, &[
        "aarch64-unknown-linux-android",
    ]),
    row("armv7-linux-androideabi", "armv7-unknown-linux-androideabi21", ("android", "arm", ""), 32, LITTLE, &[
        "armv7a-linux-androideabi", "armv7-unknown-linux-androideabi", "arm-linux-androideabi",
    ]),
    row("x86_64-pc-windows-gnu", "", ("windows", "x86_64", "gnu"), 64, LITTLE, &[
        "x86_64-windows-gnu", "x86_64-w64-mingw32", "x86_64-w64-windows-gnu",
    ]),
    row("x86_64-pc-windows-msvc", "", ("windows", "x86_64", "msvc"), 64, LITTLE, &["x86_64-windows-msvc"]),
    row("i686-pc-windows-gnu", "", ("windows", "x86", "gnu"), 32, LITTLE, &[
        "i686-windows-gnu", "i686-w64-mingw32", "i686-w64-windows-gnu", "i386-windows-gnu",
    ]),
    row("i686-pc-windows-msvc", "", ("windows", "x86", "msvc"), 32, LITTLE, &[
        "i686-windows-msvc", "i386-windows-msvc",
    ]),
    row("aarch64-pc-windows-gnu", "", ("windows", "aarch64", "gnu"), 64, LITTLE, &[
        "aarch64-pc-windows-gnullvm", "aarch64-windows-gnu", "aarch64-w64-mingw32",
    ]),
    row("aarch64-pc-windows-msvc", "", ("windows", "aarch64", "msvc"), 64, LITTLE, &["aarch64-windows-msvc"]),
    row("x86_64-apple-darwin", "x86_64-apple-macosx10.12.0", ("macos", "x86_64", ""), 64, LITTLE, &[
        "x86_64-apple-macos", "x86_64-apple-macosx", "x86_64-macos",
    ]),
    row("aarch64-apple-darwin", "arm64-apple-macosx11.0.0", ("macos", "aarch64", ""), 64, LITTLE, &[
        "arm64-apple-darwin", "arm64-apple-macos", "aarch64-apple-macosx", "aarch64-macos",
    ]),
    row("aarch64-apple-ios", "arm64-apple-ios11.0.0", ("ios", "aarch64", ""), 64, LITTLE, &[
        "arm64-apple-ios", "aarch64-ios",
    ]),
    row("x86_64-unknown-freebsd", "", ("freebsd", "x86_64", ""), 64, LITTLE, &["x86_64-freebsd"]),
    row("aarch64-unknown-freebsd", "", ("freebsd", "aarch64", ""), 64, LITTLE, &["aarch64-freebsd"]),
    row("x86_64-unknown-netbsd", "", ("netbsd", "x86_64", ""), 64, LITTLE, &["x86_64-netbsd"]),
    row("wasm32-wasip1", "wasm32-unknown-wasi", ("wasi", "wasm32", ""), 32, LITTLE, &[
        "wasm32-wasi", "wasm32-unknown-wasi", "wasm32-wasi-musl",
    ]),
    row("avr-unknown-none", "avr-unknown-unknown", ("none", "avr", ""), 16, LITTLE, &[
        "avr", "avr-none", "avr-unknown-unknown", "avr-unknown-gnu-atmega328",
    ]),
    row("msp430-none-elf", "msp430-none-unknown-elf", ("none", "msp430", ""), 16, LITTLE, &[
        "msp430", "msp430-elf", "msp430-unknown-none-elf", "msp430-none-unknown-elf",
    ]),
    row("thumbv7em-none-eabi", "thumbv7em-none-unknown-eabi", ("none", "arm", ""), 32, LITTLE, &[
        "thumbv7em-none-unknown-eabi",
    ]),
    row("thumbv7em-none-eabihf", "thumbv7em-none-unknown-eabihf", ("none", "arm", ""), 32, LITTLE, &[
        "thumbv7em-none-unknown-eabihf", "arm-none-eabihf",
    ]),
    row("riscv32imac-unknown-none-elf", "riscv32-unknown-none-elf", ("none", "riscv32", ""), 32, LITTLE, &[
        "riscv32-unknown-elf", "riscv32-unknown-none-elf", "riscv32-none-elf",
    ]),
];

impl Row {
    /// Every spelling, the canonical one first.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.triple).chain(self.aliases.iter().copied())
    }
}

impl From<&Row> for Target {
    fn from(row: &Row) -> Target {
        let (os, arch, env) = row.keys;
        let clang_triple = match row.clang_triple {
            "" => row.triple,
            other => other,
        };
        Target {
            triple: row.triple.to_owned(),
            clang_triple: clang_triple.to_owned(),
            os: os.to_owned(),
            arch: arch.to_owned(),
            env: env.to_owned(),
            pointer_width: row.pointer_width,
            big_endian: row.big_endian,
        }
    }
}
