//! Targets: the table of triples, their `@cfg` keys, and the data model a target's C has.

mod choice;
pub mod condition;
mod describe;
mod group;
mod machine;
pub mod set;
mod table;
mod triple;
mod widths;

use serde::{Deserialize, Serialize};

use crate::error::Error;

pub use choice::{Choice, Unknown, read as choices};
pub use describe::question;
pub use group::{GROUPS, Group};
use table::TABLE;

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
    /// Bits of an object pointer: 16, 32 or 64.
    pub pointer_width: u16,
    /// Whether the most significant byte is stored first.
    pub big_endian: bool,
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

impl Target {
    /// Looks a triple up in the table, by its canonical or any other spelling.
    ///
    /// # Errors
    /// [`Error::UnknownTarget`] with the nearest known triple, if one is near.
    pub fn parse(triple: &str) -> Result<Target, Error> {
        TABLE
            .iter()
            .find(|row| row.spellings().any(|spelling| spelling == triple))
            .map(Target::from)
            .ok_or_else(|| Error::unknown_target(triple))
    }

    /// The target that this program itself runs on.
    ///
    /// # Errors
    /// [`Error::UnknownTarget`] where the program was built for a target outside the table.
    pub fn host() -> Result<Target, Error> {
        let os = match std::env::consts::OS {
            "linux" if cfg!(target_env = "musl") => "unknown-linux-musl",
            "linux" if cfg!(target_arch = "arm") => "unknown-linux-gnueabihf",
            "linux" if cfg!(all(target_arch = "x86_64", target_pointer_width = "32")) => {
                "unknown-linux-gnux32"
            }
            "linux" => "unknown-linux-gnu",
            "android" if cfg!(target_arch = "arm") => "linux-androideabi",
            "android" => "linux-android",
            "ios" => "apple-ios",
            "freebsd" => "unknown-freebsd",
            "netbsd" => "unknown-netbsd",
            "windows" if cfg!(target_env = "gnu") => "pc-windows-gnu",
            "windows" => "pc-windows-msvc",
            "macos" => "apple-darwin",
            other => other,
        };
        let arch = match std::env::consts::ARCH {
            "x86" => "i686",
            "arm" => "armv7",
            "riscv64" => "riscv64gc",
            "powerpc64" if cfg!(target_endian = "little") => "powerpc64le",
            other => other,
        };
        Target::parse(&format!("{arch}-{os}"))
    }

    /// Every target of the table, in its order.
    pub fn all() -> impl Iterator<Item = Target> {
        TABLE.iter().map(Target::from)
    }

    /// The triple of every target of the table, in its order.
    pub fn triples() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|row| row.triple)
    }

    /// Where it stands among all targets, so that no result hangs on the order that they are named
    /// in: the order of the table, and behind it by name those that it does not have.
    pub fn rank(&self) -> (usize, &str) {
        rank(&self.triple)
    }

    /// Whether the system is one of Apple's: Mach-O files, clang for its only compiler.
    pub fn is_apple(&self) -> bool {
        matches!(
            self.os.as_str(),
            "macos" | "ios" | "tvos" | "watchos" | "visionos"
        )
    }

    /// Whether the system's object files prefix C names with `_` whatever the convention
    /// (Mach-O does; 32-bit msvc does, mingw's i686 does).
    pub fn has_underscore_prefix(&self) -> bool {
        self.is_apple() || (self.os == "windows" && self.arch == "x86")
    }
}

/// [`Target::rank`] of a triple.
fn rank(triple: &str) -> (usize, &str) {
    let place = TABLE.iter().position(|row| row.triple == triple);
    (place.unwrap_or(TABLE.len()), triple)
}

impl Error {
    /// The error about a triple that nobody knows.
    pub fn unknown_target(triple: &str) -> Error {
        Error::UnknownTarget {
            triple: triple::shown(triple),
            nearest: nearest(triple),
        }
    }
}

/// The known spelling that is closest to a mistyped triple.
fn nearest(triple: &str) -> String {
    /// What is less like it than this was not meant.
    const LIKE: f64 = 0.75;
    TABLE
        .iter()
        .flat_map(table::Row::spellings)
        .map(|known| (strsim::jaro_winkler(known, triple), known))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known.to_owned())
        .unwrap_or_default()
}
