//! A target that the table does not have, by what clang says of its triple.
//!
//! [`question`] is a C file whose enumerators say which of the conditions below hold, so that the
//! macros are read by the compiler that defines them; [`Target::described`] reads the answer.

use std::fmt::Write;

use super::{Target, triple};

/// What an enumerator begins with that names a system.
const OF_OS: &str = "os_";
/// What an enumerator begins with that names an architecture.
const OF_ARCH: &str = "arch_";
/// The enumerator with the bits of a pointer.
const POINTER_WIDTH: &str = "pointer_width";
/// The enumerator that is 1 where the most significant byte is stored first.
const BIG_ENDIAN: &str = "big_endian";

/// Systems by Rust's names, and what the preprocessor says of them. The first that holds counts.
const SYSTEMS: &[(&str, &str)] = &[
    ("android", "defined __ANDROID__"),
    ("linux", "defined __linux__"),
    ("cygwin", "defined __CYGWIN__"),
    ("windows", "defined _WIN32"),
    (
        "ios",
        "defined __ENVIRONMENT_IPHONE_OS_VERSION_MIN_REQUIRED__",
    ),
    ("tvos", "defined __ENVIRONMENT_TV_OS_VERSION_MIN_REQUIRED__"),
    (
        "watchos",
        "defined __ENVIRONMENT_WATCH_OS_VERSION_MIN_REQUIRED__",
    ),
    (
        "macos",
        "defined __ENVIRONMENT_MAC_OS_X_VERSION_MIN_REQUIRED__",
    ),
    ("freebsd", "defined __FreeBSD__"),
    ("netbsd", "defined __NetBSD__"),
    ("openbsd", "defined __OpenBSD__"),
    ("dragonfly", "defined __DragonFly__"),
    ("solaris", "defined __sun__"),
    ("haiku", "defined __HAIKU__"),
    ("fuchsia", "defined __Fuchsia__"),
    ("emscripten", "defined __EMSCRIPTEN__"),
    ("wasi", "defined __wasi__"),
    ("hurd", "defined __GNU__ || defined __gnu_hurd__"),
    ("aix", "defined _AIX"),
];

/// Architectures by Rust's names. The first that holds counts.
const ARCHITECTURES: &[(&str, &str)] = &[
    ("arm64ec", "defined __arm64ec__"),
    ("x86_64", "defined __x86_64__"),
    ("x86", "defined __i386__"),
    ("aarch64", "defined __aarch64__"),
    ("arm", "defined __arm__"),
    ("riscv64", "defined __riscv && __riscv_xlen == 64"),
    ("riscv32", "defined __riscv"),
    ("powerpc64", "defined __powerpc64__"),
    ("powerpc", "defined __powerpc__"),
    ("s390x", "defined __s390x__"),
    ("mips64r6", "defined __mips64 && __mips_isa_rev >= 6"),
    ("mips64", "defined __mips64"),
    ("mips32r6", "defined __mips__ && __mips_isa_rev >= 6"),
    ("mips", "defined __mips__"),
    ("sparc64", "defined __sparc__ && defined __arch64__"),
    ("sparc", "defined __sparc__"),
    (
        "loongarch64",
        "defined __loongarch__ && __loongarch_grlen == 64",
    ),
    ("loongarch32", "defined __loongarch__"),
    ("hexagon", "defined __hexagon__"),
    ("wasm64", "defined __wasm64__"),
    ("wasm32", "defined __wasm32__"),
    ("avr", "defined __AVR__"),
    ("msp430", "defined __MSP430__"),
    ("m68k", "defined __m68k__"),
    ("csky", "defined __csky__"),
    ("xtensa", "defined __xtensa__"),
    ("bpf", "defined __bpf__"),
    ("nvptx64", "defined __NVPTX__"),
    ("amdgpu", "defined __AMDGPU__"),
];

/// A C file with one enumeration, whose enumerators [`Target::described`] reads.
pub fn question() -> String {
    let mut text = format!(
        "enum {{\n{POINTER_WIDTH} = (int) sizeof(void *) * __CHAR_BIT__,\n\
         {BIG_ENDIAN} = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__,\n"
    );
    for (prefix, list) in [(OF_OS, SYSTEMS), (OF_ARCH, ARCHITECTURES)] {
        for (name, condition) in list {
            let _ = writeln!(text, "#if {condition}\n{prefix}{name},\n#endif");
        }
    }
    text + "};\n"
}

impl Target {
    /// The target of a triple, by the enumerators of [`question`] and their values; `None` where
    /// they do not say enough, or pointers have a width that no module can name.
    pub fn described(triple: &str, answer: &[(String, i64)]) -> Option<Target> {
        let value = |name: &str| answer.iter().find(|it| it.0 == name).map(|it| it.1);
        let named = |prefix: &str| answer.iter().find_map(|it| it.0.strip_prefix(prefix));
        let pointer_width = match value(POINTER_WIDTH)? {
            16 => 16,
            32 => 32,
            64 => 64,
            _ => return None,
        };
        let os = named(OF_OS).map_or_else(|| triple::system(triple), str::to_owned);
        let arch = named(OF_ARCH).or_else(|| triple.split('-').next())?;
        Some(Target {
            triple: triple.to_owned(),
            clang_triple: triple.to_owned(),
            env: triple::environment(triple, &os).to_owned(),
            os,
            arch: arch.to_owned(),
            pointer_width,
            big_endian: value(BIG_ENDIAN)? == 1,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn answers_make_a_target() {
        let answer = |names: &[&str], width| -> Vec<(String, i64)> {
            let names = names.iter().map(|name| ((*name).to_owned(), 7));
            let facts = [
                (POINTER_WIDTH.to_owned(), width),
                (BIG_ENDIAN.to_owned(), 1),
            ];
            facts.into_iter().chain(names).collect()
        };
        let linux = answer(&["os_linux", "arch_sparc64", "arch_sparc"], 64);
        let target = Target::described("sparc64-unknown-linux-gnu", &linux).unwrap();
        let keys = [&target.os, &target.arch, &target.env].map(String::as_str);
        assert_eq!(keys, ["linux", "sparc64", "gnu"]);
        assert_eq!((target.pointer_width, target.big_endian), (64, true));
        let bare = Target::described("lanai-unknown-unknown", &answer(&[], 32)).unwrap();
        assert_eq!((bare.os.as_str(), bare.arch.as_str()), ("none", "lanai"));
        assert_eq!(Target::described("x-none", &answer(&[], 24)), None);
        assert_eq!(Target::described("x-none", &[]), None);
    }
}
