//! Whether a triple that the table does not have may be one of clang's.
//!
//! clang takes any word for a vendor, a system or an environment, and reads headers for none
//! where it does not know it. So the words are checked here: `x86_64-linux-gmu` is a mistake.

/// No triple is longer.
const LONGEST: usize = 64;

/// Vendors, as far as a triple without a system word beside them may have them.
const VENDORS: &[&str] = &[
    "unknown", "pc", "none", "apple", "w64", "redhat", "suse", "ibm", "nvidia", "amd", "mti",
    "img", "scei", "sony", "sun", "elf",
];

/// Systems that clang knows and that have C.
const SYSTEMS: &[&str] = &[
    "none",
    "unknown",
    "linux",
    "windows",
    "win32",
    "mingw32",
    "cygwin",
    "darwin",
    "macos",
    "macosx",
    "ios",
    "tvos",
    "watchos",
    "xros",
    "visionos",
    "driverkit",
    "freebsd",
    "netbsd",
    "openbsd",
    "dragonfly",
    "kfreebsd",
    "solaris",
    "illumos",
    "haiku",
    "fuchsia",
    "hurd",
    "wasi",
    "wasip1",
    "emscripten",
    "aix",
    "minix",
    "rtems",
    "serenity",
    "zos",
    "uefi",
    "elf",
    "hermit",
    "nacl",
    "lv2",
    "ps4",
    "ps5",
    "contiki",
    "ananas",
    "cloudabi",
    "liteos",
    "managarm",
];

/// Environments, file formats and ABIs.
const ENVIRONMENTS: &[&str] = &[
    "gnu",
    "gnuabi64",
    "gnuabin32",
    "gnueabi",
    "gnueabihf",
    "gnux32",
    "gnuf32",
    "gnuf64",
    "gnusf",
    "gnu_ilp32",
    "gnut64",
    "gnueabit64",
    "gnueabihft64",
    "musl",
    "musleabi",
    "musleabihf",
    "muslx32",
    "muslabi64",
    "muslabin32",
    "muslf32",
    "muslsf",
    "llvm",
    "eabi",
    "eabihf",
    "android",
    "androideabi",
    "msvc",
    "itanium",
    "cygnus",
    "coreclr",
    "simulator",
    "macabi",
    "ohos",
    "uclibc",
    "elf",
    "macho",
    "coff",
    "wasm",
    "xcoff",
    "goff",
];

/// Whether every word of a triple may stand where it does. The first is left to clang.
pub(super) fn is_possible(triple: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if triple.len() > LONGEST || !triple.chars().all(is_plain) {
        return false;
    }
    let words: Vec<&str> = triple.split('-').collect();
    if words.iter().any(|word| word.is_empty()) {
        return false;
    }
    let is_any = |lists: &[&[&str]], word: &&str| {
        let bare = without_version(word);
        lists
            .iter()
            .any(|list| list.contains(word) || list.contains(&bare))
    };
    match words.as_slice() {
        [_, system] => is_any(&[SYSTEMS], system),
        [_, first, second] if is_any(&[SYSTEMS], second) => {
            // Anything may be a vendor, but for a mistyped system.
            is_any(&[VENDORS, SYSTEMS], first)
        }
        [_, system, environment] => {
            is_any(&[SYSTEMS], system) && is_any(&[ENVIRONMENTS], environment)
        }
        [_, _, system, environment] => {
            is_any(&[SYSTEMS], system) && is_any(&[ENVIRONMENTS], environment)
        }
        _ => false,
    }
}

/// A word without a version behind it: `macosx11.0`, `android21`.
fn without_version(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
}

/// The system that a triple names, where the preprocessor names none: `uefi`, `none`.
pub(super) fn system(triple: &str) -> String {
    let none = ["none", "unknown", "elf"];
    let mut words = triple.split('-').skip(1).map(without_version);
    let named = words.find(|word| SYSTEMS.contains(word) && !none.contains(word));
    named.unwrap_or("none").to_owned()
}

/// `@cfg`'s environment of a triple: that of its last word. Linux without one has GNU's C.
pub(super) fn environment(triple: &str, os: &str) -> &'static str {
    let last = triple.rsplit('-').next().unwrap_or_default();
    let begins = |start: &str| last.starts_with(start);
    match os {
        "windows" if begins("gnu") || begins("mingw") => "gnu",
        "windows" => "msvc",
        "linux" if begins("musl") => "musl",
        "linux" if begins("ohos") => "ohos",
        "linux" if begins("uclibc") => "uclibc",
        "linux" | "hurd" => "gnu",
        "ios" | "tvos" | "watchos" if last == "simulator" => "sim",
        "ios" if last == "macabi" => "macabi",
        _ => "",
    }
}

/// A word for a message: what nobody wants to read whole is cut.
pub(super) fn shown(word: &str) -> String {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or_default()),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_triples() {
        for good in [
            "loongarch64-unknown-linux-gnu",
            "sparc64-unknown-linux-gnu",
            "hexagon-unknown-none",
            "hexagon-unknown-none-elf",
            "aarch64_be-unknown-linux-gnu",
            "riscv64-unknown-none-elf",
            "riscv64-unknown-elf",
            "x86_64-unknown-openbsd",
            "x86_64-unknown-openbsd7.4",
            "aarch64-linux-android30",
            "arm64-apple-macosx14.2",
            "mips64-linux-gnuabi64",
            "x86_64-uwp-windows-gnu",
            "sparc-elf",
        ] {
            assert!(is_possible(good), "{good}");
        }
        for bad in [
            "x86_64-linux-gmu",
            "x86_64-unknown-foobsd",
            "x86_64-unknown-linus-gnu",
            "nonsense",
            "-x",
            "a--b",
            "a b-linux",
            "x86_64-linux-gnu\n",
            "x86_64-unknown-linux-gnu-gnu",
            "ä-linux-gnu",
            "",
        ] {
            assert!(!is_possible(bad), "{bad}");
        }
        for (triple, os, env) in [
            ("x86_64-unknown-uefi", "uefi", ""),
            ("riscv64-unknown-none-elf", "none", ""),
            ("sparc-elf", "none", ""),
            ("x86_64-unknown-hermit", "hermit", ""),
        ] {
            assert_eq!(
                (system(triple).as_str(), environment(triple, os)),
                (os, env)
            );
        }
        assert_eq!(
            environment("aarch64_be-unknown-linux-musl", "linux"),
            "musl"
        );
        assert_eq!(environment("mips64-linux-gnuabi64", "linux"), "gnu");
        assert_eq!(environment("x86_64-uwp-windows-msvc", "windows"), "msvc");
        assert_eq!(environment("x86_64-apple-ios14.0-simulator", "ios"), "sim");
        assert!(!is_possible(&"x".repeat(10_000)));
        assert_eq!(shown(&"ä".repeat(100)), format!("{}…", "ä".repeat(64)));
    }
}
