//! Targets: the table of triples, their `@cfg` keys, and the data model a target's C has.

pub mod condition;
mod machine;
pub mod set;
mod widths;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// One machine, system and environment that a module can be written for.
///
/// A row of the table: the integer widths are not here, because the compiler is asked for them
/// (see [`DataModel`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The canonical triple, as users and the written module name it.
    pub triple: String,
    /// The triple that clang is given for it.
    pub clang_triple: String,
    /// `@cfg(target_os = …)`.
    pub os: String,
    /// `@cfg(target_arch = …)`.
    pub arch: String,
    /// `@cfg(target_env = …)`, empty where there is none.
    pub env: String,
}

/// Sizes and alignments, in bytes, of the C types whose width the target decides, as clang
/// reports them for one translation unit (with its `-mlong-double-64`, `-fshort-wchar`, … applied).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataModel {
    /// Whether plain `char` is signed (C11 §6.2.5p15).
    pub char_signed: bool,
    /// Whether the target stores the most significant byte first.
    pub big_endian: bool,
    /// `short`.
    pub short: Scalar,
    /// `int`.
    pub int: Scalar,
    /// `long`.
    pub long: Scalar,
    /// `long long`.
    pub long_long: Scalar,
    /// Any object pointer.
    pub pointer: Scalar,
    /// `float`.
    pub float: Scalar,
    /// `double`.
    pub double: Scalar,
    /// `long double`.
    pub long_double: Scalar,
    /// `wchar_t`.
    pub wchar: Scalar,
    /// Whether `wchar_t` is signed.
    pub wchar_signed: bool,
    /// `__FLT_EVAL_METHOD__` (C11 §5.2.4.2.2p9).
    pub flt_eval_method: i64,
}

/// Size and alignment of one scalar type, in bytes. The alignment is the one that the type has
/// as a member of a structure, which is what layout is made from (4 for `double` on i686 Linux).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scalar {
    /// Bytes.
    pub size: u64,
    /// Bytes.
    pub align: u64,
}

impl DataModel {
    /// That of 64-bit x86 Linux (System V ABI, AMD64 supplement, 3.1.2).
    pub fn lp64() -> DataModel {
        let scalar = |size: u64| Scalar { size, align: size };
        DataModel {
            char_signed: true,
            big_endian: false,
            short: scalar(2),
            int: scalar(4),
            long: scalar(8),
            long_long: scalar(8),
            pointer: scalar(8),
            float: scalar(4),
            double: scalar(8),
            long_double: scalar(16),
            wchar: scalar(4),
            wchar_signed: true,
            flt_eval_method: 0,
        }
    }
}

/// A row of the table: triple, clang's triple, os, arch, env, and other spellings.
struct Row(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// Every target by its canonical triple.
const TABLE: &[Row] = &[
    Row(
        "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-gnu",
        "linux",
        "x86_64",
        "gnu",
        &[
            "x86_64-linux-gnu",
            "x86_64-pc-linux-gnu",
            "x86_64-redhat-linux",
        ],
    ),
    Row(
        "x86_64-unknown-linux-musl",
        "x86_64-unknown-linux-musl",
        "linux",
        "x86_64",
        "musl",
        &["x86_64-linux-musl"],
    ),
    Row(
        "i686-unknown-linux-gnu",
        "i686-unknown-linux-gnu",
        "linux",
        "x86",
        "gnu",
        &[
            "i686-linux-gnu",
            "i386-linux-gnu",
            "i386-unknown-linux-gnu",
            "i586-unknown-linux-gnu",
            "i686-pc-linux-gnu",
        ],
    ),
    Row(
        "i686-unknown-linux-musl",
        "i686-unknown-linux-musl",
        "linux",
        "x86",
        "musl",
        &["i686-linux-musl", "i386-linux-musl"],
    ),
    Row(
        "aarch64-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "linux",
        "aarch64",
        "gnu",
        &["aarch64-linux-gnu"],
    ),
    Row(
        "aarch64-unknown-linux-musl",
        "aarch64-unknown-linux-musl",
        "linux",
        "aarch64",
        "musl",
        &["aarch64-linux-musl"],
    ),
    Row(
        "armv7-unknown-linux-gnueabihf",
        "armv7-unknown-linux-gnueabihf",
        "linux",
        "arm",
        "gnu",
        &[
            "armv7-linux-gnueabihf",
            "arm-linux-gnueabihf",
            "arm-unknown-linux-gnueabihf",
        ],
    ),
    Row(
        "armv7-unknown-linux-musleabihf",
        "armv7-unknown-linux-musleabihf",
        "linux",
        "arm",
        "musl",
        &["armv7-linux-musleabihf", "arm-linux-musleabihf"],
    ),
    Row(
        "riscv64gc-unknown-linux-gnu",
        "riscv64-unknown-linux-gnu",
        "linux",
        "riscv64",
        "gnu",
        &["riscv64-unknown-linux-gnu", "riscv64-linux-gnu"],
    ),
    Row(
        "riscv64gc-unknown-linux-musl",
        "riscv64-unknown-linux-musl",
        "linux",
        "riscv64",
        "musl",
        &["riscv64-unknown-linux-musl", "riscv64-linux-musl"],
    ),
    Row(
        "powerpc64le-unknown-linux-gnu",
        "powerpc64le-unknown-linux-gnu",
        "linux",
        "powerpc64",
        "gnu",
        &["powerpc64le-linux-gnu", "ppc64le-linux-gnu"],
    ),
    Row(
        "s390x-unknown-linux-gnu",
        "s390x-unknown-linux-gnu",
        "linux",
        "s390x",
        "gnu",
        &["s390x-linux-gnu"],
    ),
    Row(
        "x86_64-pc-windows-gnu",
        "x86_64-pc-windows-gnu",
        "windows",
        "x86_64",
        "gnu",
        &[
            "x86_64-windows-gnu",
            "x86_64-w64-mingw32",
            "x86_64-w64-windows-gnu",
        ],
    ),
    Row(
        "x86_64-pc-windows-msvc",
        "x86_64-pc-windows-msvc",
        "windows",
        "x86_64",
        "msvc",
        &["x86_64-windows-msvc"],
    ),
    Row(
        "i686-pc-windows-gnu",
        "i686-pc-windows-gnu",
        "windows",
        "x86",
        "gnu",
        &[
            "i686-windows-gnu",
            "i686-w64-mingw32",
            "i686-w64-windows-gnu",
            "i386-windows-gnu",
        ],
    ),
    Row(
        "i686-pc-windows-msvc",
        "i686-pc-windows-msvc",
        "windows",
        "x86",
        "msvc",
        &["i686-windows-msvc", "i386-windows-msvc"],
    ),
    Row(
        "aarch64-pc-windows-gnu",
        "aarch64-pc-windows-gnu",
        "windows",
        "aarch64",
        "gnu",
        &[
            "aarch64-pc-windows-gnullvm",
            "aarch64-windows-gnu",
            "aarch64-w64-mingw32",
        ],
    ),
    Row(
        "aarch64-pc-windows-msvc",
        "aarch64-pc-windows-msvc",
        "windows",
        "aarch64",
        "msvc",
        &["aarch64-windows-msvc"],
    ),
    Row(
        "x86_64-apple-darwin",
        "x86_64-apple-macosx10.12.0",
        "macos",
        "x86_64",
        "",
        &["x86_64-apple-macos", "x86_64-apple-macosx", "x86_64-macos"],
    ),
    Row(
        "aarch64-apple-darwin",
        "arm64-apple-macosx11.0.0",
        "macos",
        "aarch64",
        "",
        &[
            "arm64-apple-darwin",
            "arm64-apple-macos",
            "aarch64-apple-macosx",
            "aarch64-macos",
        ],
    ),
    Row(
        "x86_64-unknown-freebsd",
        "x86_64-unknown-freebsd",
        "freebsd",
        "x86_64",
        "",
        &["x86_64-freebsd"],
    ),
    Row(
        "wasm32-wasip1",
        "wasm32-unknown-wasi",
        "wasi",
        "wasm32",
        "",
        &["wasm32-wasi", "wasm32-unknown-wasi", "wasm32-wasi-musl"],
    ),
    Row(
        "avr-unknown-none",
        "avr-unknown-unknown",
        "none",
        "avr",
        "",
        &[
            "avr",
            "avr-none",
            "avr-unknown-unknown",
            "avr-unknown-gnu-atmega328",
        ],
    ),
    Row(
        "thumbv7em-none-eabi",
        "thumbv7em-none-unknown-eabi",
        "none",
        "arm",
        "",
        &["thumbv7em-none-unknown-eabi"],
    ),
    Row(
        "thumbv7em-none-eabihf",
        "thumbv7em-none-unknown-eabihf",
        "none",
        "arm",
        "",
        &["thumbv7em-none-unknown-eabihf", "arm-none-eabihf"],
    ),
];

impl Target {
    /// Looks a triple up in the table, by its canonical or any other spelling.
    ///
    /// # Errors
    /// [`Error::UnknownTarget`] with the nearest known triple, if one is near.
    pub fn parse(triple: &str) -> Result<Target, Error> {
        TABLE
            .iter()
            .find(|row| row.0 == triple || row.5.contains(&triple))
            .map(Target::from)
            .ok_or_else(|| Error::UnknownTarget {
                triple: triple.to_owned(),
                nearest: nearest(triple),
            })
    }

    /// The target that this program itself runs on.
    ///
    /// # Errors
    /// [`Error::UnknownTarget`] where the program was built for a target outside the table.
    pub fn host() -> Result<Target, Error> {
        let os = match std::env::consts::OS {
            "linux" if cfg!(target_env = "musl") => "unknown-linux-musl",
            "linux" if cfg!(target_arch = "arm") => "unknown-linux-gnueabihf",
            "linux" => "unknown-linux-gnu",
            "windows" if cfg!(target_env = "gnu") => "pc-windows-gnu",
            "windows" => "pc-windows-msvc",
            "macos" => "apple-darwin",
            other => other,
        };
        let arch = match std::env::consts::ARCH {
            "x86" => "i686",
            "arm" => "armv7",
            "riscv64" => "riscv64gc",
            "powerpc64" => "powerpc64le",
            other => other,
        };
        Target::parse(&format!("{arch}-{os}"))
    }

    /// Every target of the table, in its order.
    pub fn all() -> impl Iterator<Item = Target> {
        TABLE.iter().map(Target::from)
    }

    /// Whether the system's object files prefix C names with `_` whatever the convention
    /// (Mach-O does; 32-bit msvc does, mingw's i686 does).
    pub fn has_underscore_prefix(&self) -> bool {
        self.os == "macos" || (self.os == "windows" && self.arch == "x86")
    }
}

impl From<&Row> for Target {
    fn from(row: &Row) -> Target {
        Target {
            triple: row.0.to_owned(),
            clang_triple: row.1.to_owned(),
            os: row.2.to_owned(),
            arch: row.3.to_owned(),
            env: row.4.to_owned(),
        }
    }
}

/// The known spelling that is closest to a mistyped triple.
fn nearest(triple: &str) -> String {
    /// What is less like it than this was not meant.
    const LIKE: f64 = 0.75;
    TABLE
        .iter()
        .flat_map(|row| std::iter::once(&row.0).chain(row.5))
        .map(|known| (strsim::jaro_winkler(known, triple), *known))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known.to_owned())
        .unwrap_or_default()
}
