//! What the C of every target of the table is, as the psABI documents and compilers have it. It
//! stands here by hand, so that the program is not its own witness.

/// The families of integer widths, by C's usual names for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Model {
    /// `long` and pointers of 8 bytes.
    Lp64,
    /// Pointers of 8 bytes, `long` of 4.
    Llp64,
    /// `int`, `long` and pointers of 4 bytes.
    Ilp32,
    /// `int` and pointers of 2 bytes, `long` of 4.
    Int16,
}

/// What the C of one target is; sizes and alignments in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// Integer widths.
    pub(crate) model: Model,
    /// Plain `char`, in Pyrite.
    pub(crate) char: &'static str,
    /// `wchar_t`, in Pyrite.
    pub(crate) wchar: &'static str,
    /// `long double`.
    pub(crate) long_double: (u64, u64),
    /// The alignment of a `double` or a `long long` in a structure.
    pub(crate) eight: u64,
    /// `va_list`, and how a parameter of that type is passed.
    pub(crate) va_list: (u64, u64, Passed),
    /// The integers behind enumerations.
    pub(crate) enumerations: Enumerations,
}

/// Which integer an enumeration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Enumerations {
    /// `unsigned`, or a greater one where it has to be.
    Unsigned,
    /// Microsoft's: always `int`.
    Int,
    /// The least one that holds the values: Arm's ABI without a system (AAPCS32 §8.1.3).
    Least,
}

/// How a `va_list` reaches a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passed {
    /// As a pointer: it is one, or an array.
    Pointer,
    /// As a structure by value, which cannot be said.
    Aggregate,
}

/// The facts by triple.
pub(crate) const FACTS: [(&str, Facts); 41] = {
    use Model::{Ilp32, Int16, Llp64, Lp64};
    use Passed::{Aggregate, Pointer};
    /// A row.
    const fn row(
        model: Model,
        char: &'static str,
        wchar: &'static str,
        long_double: (u64, u64),
        eight: u64,
        va_list: (u64, u64, Passed),
    ) -> Facts {
        Facts {
            model,
            char,
            wchar,
            long_double,
            eight,
            va_list,
            enumerations: Enumerations::Unsigned,
        }
    }
    /// The same with Microsoft's enumerations.
    const fn msvc(facts: Facts) -> Facts {
        Facts {
            enumerations: Enumerations::Int,
            ..facts
        }
    }
    /// The same with the least enumerations.
    const fn least(facts: Facts) -> Facts {
        Facts {
            enumerations: Enumerations::Least,
            ..facts
        }
    }
    let x64 = row(Lp64, "i8", "i32", (16, 16), 8, (24, 8, Pointer));
    let i686 = row(Ilp32, "i8", "i32", (12, 4), 4, (4, 4, Pointer));
    let arm64 = row(Lp64, "u8", "u32", (16, 16), 8, (32, 8, Aggregate));
    let arm = row(Ilp32, "u8", "u32", (8, 8), 8, (4, 4, Aggregate));
    let riscv = row(Lp64, "u8", "i32", (16, 16), 8, (8, 8, Pointer));
    let riscv32 = row(Ilp32, "u8", "i32", (16, 16), 8, (4, 4, Pointer));
    let s390x = row(Lp64, "u8", "i32", (16, 8), 8, (32, 8, Pointer));
    let mips = row(Ilp32, "i8", "i32", (8, 8), 8, (4, 4, Pointer));
    let apple = row(Lp64, "i8", "i32", (8, 8), 8, (8, 8, Pointer));
    let mingw64 = row(Llp64, "i8", "u16", (16, 16), 8, (8, 8, Pointer));
    let win64 = row(Llp64, "i8", "u16", (8, 8), 8, (8, 8, Pointer));
    let win32 = row(Ilp32, "i8", "u16", (8, 8), 8, (4, 4, Pointer));
    [
        ("x86_64-unknown-linux-gnu", x64),
        ("x86_64-unknown-linux-musl", x64),
        (
            "x86_64-unknown-linux-gnux32",
            row(Ilp32, "i8", "i32", (16, 16), 8, (16, 4, Pointer)),
        ),
        ("i686-unknown-linux-gnu", i686),
        ("i686-unknown-linux-musl", i686),
        ("aarch64-unknown-linux-gnu", arm64),
        ("aarch64-unknown-linux-musl", arm64),
        ("armv7-unknown-linux-gnueabihf", arm),
        ("armv7-unknown-linux-musleabihf", arm),
        ("riscv64gc-unknown-linux-gnu", riscv),
        ("riscv64gc-unknown-linux-musl", riscv),
        ("riscv32gc-unknown-linux-gnu", riscv32),
        ("riscv32gc-unknown-linux-musl", riscv32),
        ("powerpc64le-unknown-linux-gnu", riscv),
        (
            "powerpc64le-unknown-linux-musl",
            row(Lp64, "u8", "i32", (8, 8), 8, (8, 8, Pointer)),
        ),
        ("s390x-unknown-linux-gnu", s390x),
        ("s390x-unknown-linux-musl", s390x),
        ("mips-unknown-linux-gnu", mips),
        ("mipsel-unknown-linux-gnu", mips),
        ("x86_64-linux-android", x64),
        (
            "i686-linux-android",
            row(Ilp32, "i8", "i32", (8, 4), 4, (4, 4, Pointer)),
        ),
        ("aarch64-linux-android", arm64),
        ("armv7-linux-androideabi", arm),
        ("x86_64-pc-windows-gnu", mingw64),
        ("x86_64-pc-windows-msvc", msvc(win64)),
        (
            "i686-pc-windows-gnu",
            row(Ilp32, "i8", "u16", (12, 4), 8, (4, 4, Pointer)),
        ),
        ("i686-pc-windows-msvc", msvc(win32)),
        ("aarch64-pc-windows-gnu", win64),
        ("aarch64-pc-windows-msvc", msvc(win64)),
        ("x86_64-apple-darwin", x64),
        ("aarch64-apple-darwin", apple),
        ("aarch64-apple-ios", apple),
        ("x86_64-unknown-freebsd", x64),
        ("aarch64-unknown-freebsd", arm64),
        ("x86_64-unknown-netbsd", x64),
        (
            "wasm32-wasip1",
            row(Ilp32, "i8", "i32", (16, 16), 8, (4, 4, Pointer)),
        ),
        (
            "avr-unknown-none",
            row(Int16, "i8", "i16", (4, 1), 1, (2, 1, Pointer)),
        ),
        (
            "msp430-none-elf",
            row(Int16, "u8", "i16", (8, 2), 2, (2, 2, Pointer)),
        ),
        ("thumbv7em-none-eabi", least(arm)),
        ("thumbv7em-none-eabihf", least(arm)),
        ("riscv32imac-unknown-none-elf", riscv32),
    ]
};

/// Bytes of a pointer.
pub(crate) fn pointer_size(model: Model) -> u64 {
    match model {
        Model::Lp64 | Model::Llp64 => 8,
        Model::Ilp32 => 4,
        Model::Int16 => 2,
    }
}
