//! The arguments of clang that are known to be harmless: they can neither write a file, nor load
//! code, nor name another program, and they keep the language C.
//!
//! It is a list of what is allowed. What a later clang brings is refused until it stands here.

/// How an argument and its value are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// The whole argument is one word, with its value in it if it has one.
    Whole,
    /// The value is the next argument.
    ValueFollows,
}

/// Options with a value, attached or in the next argument.
const VALUED: &[&str] = &[
    "-D",
    "-F",
    "-I",
    "-U",
    "-idirafter",
    "-iframework",
    "-imacros",
    "-include",
    "-iquote",
    "-isysroot",
    "-isystem",
    "-iwithsysroot",
    "-x",
];

/// Options that are one word.
const WORDS: &[&str] = &[
    "-ansi",
    "-g",
    "-ggdb",
    "-nobuiltininc",
    "-nostdinc",
    "-nostdlibinc",
    "-pedantic",
    "-pedantic-errors",
    "-pipe",
    "-pthread",
    "-trigraphs",
    "-undef",
    "-w",
];

/// `-fNAME`, `-fno-NAME` and `-fNAME=VALUE`: the language, the ABI, and what flags for
/// optimisation usually come along (`python3-config --cflags`).
const FEATURES: &[&str] = &[
    "PIC",
    "PIE",
    "altivec",
    "asm",
    "asm-blocks",
    "asynchronous-unwind-tables",
    "blocks",
    "borland-extensions",
    "bracket-depth",
    "builtin",
    "cf-protection",
    "char8_t",
    "common",
    "constant-cfstrings",
    "data-sections",
    "debug-prefix-map",
    "declspec",
    "delete-null-pointer-checks",
    "dollars-in-identifiers",
    "enable-matrix",
    "exceptions",
    "exec-charset",
    "fast-math",
    "file-prefix-map",
    "finite-math-only",
    "freestanding",
    "function-sections",
    "gnu-keywords",
    "gnu89-inline",
    "heinous-gnu-extensions",
    "hosted",
    "inline",
    "inline-functions",
    "input-charset",
    "lax-vector-conversions",
    "leading-underscore",
    "lto",
    "macro-prefix-map",
    "math-errno",
    "max-type-align",
    "ms-compatibility",
    "ms-compatibility-version",
    "ms-extensions",
    "ms-volatile",
    "msc-version",
    "omit-frame-pointer",
    "openmp",
    "pack-struct",
    "pic",
    "pie",
    "plt",
    "sanitize",
    "semantic-interposition",
    "short-enums",
    "short-wchar",
    "signed-bitfields",
    "signed-char",
    "signed-zeros",
    "stack-clash-protection",
    "stack-protector",
    "stack-protector-all",
    "stack-protector-strong",
    "strict-aliasing",
    "strict-flex-arrays",
    "strict-overflow",
    "tls-model",
    "trapv",
    "trivial-auto-var-init",
    "unsigned-bitfields",
    "unsigned-char",
    "unwind-tables",
    "visibility",
    "visibility-ms-compat",
    "wide-exec-charset",
    "wrapv",
    "zero-call-used-regs",
    "zvector",
];

/// The `-m…` that do more than describe a target: they hand options to LLVM, or take the next
/// argument with them.
const NOT_MACHINE: &[&str] = &["-mllvm", "-mmlir", "-mthread-model"];

/// Those that make another machine of the target, with other widths or another order of bytes,
/// while the module would still carry the target's name: `-m32` on x86_64.
pub(super) const OTHER_MACHINE: &[&str] = &[
    "-m16",
    "-m32",
    "-m64",
    "-mx32",
    "-mbig-endian",
    "-mlittle-endian",
    "-EB",
    "-EL",
];

/// The shape of an argument that is harmless; `None` for any other.
pub(super) fn shape(argument: &str) -> Option<Shape> {
    if VALUED.contains(&argument) || argument == "--sysroot" {
        return Some(Shape::ValueFollows);
    }
    harmless_word(argument).then_some(Shape::Whole)
}

/// Whether one word, with its value attached, is harmless.
fn harmless_word(argument: &str) -> bool {
    // The only long option that begins with the name of a harmless one.
    if argument.starts_with("-include-pch") {
        return false;
    }
    if WORDS.contains(&argument)
        || VALUED
            .iter()
            .any(|name| argument.starts_with(name) && argument.len() > name.len())
    {
        return true;
    }
    let rest = |prefix| argument.strip_prefix(prefix);
    if let Some(feature) = rest("-f") {
        return is_feature(feature);
    }
    if let Some(warning) = rest("-W") {
        // -Wa,x -Wl,x -Wp,x are for other programs.
        return !warning.contains(',') && is_plain(warning);
    }
    if let Some(machine) = rest("-m") {
        return is_plain(machine)
            && !OTHER_MACHINE.contains(&argument)
            && !NOT_MACHINE
                .iter()
                .any(|name| argument == *name || argument.starts_with(&format!("{name}=")));
    }
    if let Some(level) = rest("-O") {
        // Not -ObjC, which is another language.
        return matches!(level, "" | "0" | "1" | "2" | "3" | "s" | "z" | "g" | "fast");
    }
    if let Some(debug) = rest("-g") {
        return matches!(debug, "0" | "1" | "2" | "3") || debug.starts_with("dwarf");
    }
    rest("-std=").is_some() || rest("--sysroot=").is_some()
}

/// Whether what follows `-f` is one of [`FEATURES`], without or with its value, or refused.
fn is_feature(feature: &str) -> bool {
    let positive = feature.strip_prefix("no-").unwrap_or(feature);
    let name = positive.split('=').next().unwrap_or(positive);
    FEATURES.contains(&name) || name.starts_with("builtin-")
}

/// Letters, digits and what stands between them in the names and values of flags.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_=.+,:#".contains(c))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn harmless() {
        for argument in [
            "-DX=1",
            "-UX",
            "-I/a",
            "-isystem/a",
            "-includea.h",
            "-std=gnu11",
            "-xc",
            "-Wall",
            "-W",
            "-Wno-error=x",
            "-O2",
            "-O",
            "-Ofast",
            "-g",
            "-g3",
            "-gdwarf-5",
            "-mms-bitfields",
            "-mlong-double-64",
            "-march=armv8-a+crc",
            "-mabi=lp64d",
            "-fshort-enums",
            "-fno-builtin",
            "-fno-builtin-memcpy",
            "-fpack-struct=2",
            "-funsigned-char",
            "-fno-strict-aliasing",
            "-fvisibility=hidden",
            "-pthread",
            "-ansi",
            "-w",
            "--sysroot=/a",
            "-fms-extensions",
        ] {
            assert_eq!(shape(argument), Some(Shape::Whole), "{argument}");
        }
        for argument in [
            "-D",
            "-I",
            "-isystem",
            "-include",
            "-x",
            "--sysroot",
            "-isysroot",
        ] {
            assert_eq!(shape(argument), Some(Shape::ValueFollows), "{argument}");
        }
    }

    #[test]
    fn harmful_or_unknown() {
        for argument in [
            "-MF",
            "-MD",
            "-MMD",
            "-MJx",
            "-o",
            "-ofile",
            "-Xclang",
            "-Xpreprocessor",
            "-fplugin=a.so",
            "-fplugin",
            "-fpass-plugin=a.so",
            "-fplugin-arg-x-y",
            "-fmodules",
            "-fmodule-file=x",
            "-fmodules-cache-path=/x",
            "-fimplicit-modules",
            "-fcrash-diagnostics-dir=/x",
            "-fprofile-generate=/x",
            "-ftime-trace",
            "-ftime-trace=x",
            "-fsave-optimization-record",
            "-fdump-record-layouts",
            "-fdiagnostics-format=json",
            "-fbuild-session-file=x",
            "-fsanitize-ignorelist=x",
            "-fno-plugin",
            "@file",
            "--config=x",
            "--config",
            "-ivfsoverlay",
            "-ivfsoverlayx",
            "-include-pch",
            "-include-pchx",
            "-load",
            "-c",
            "-E",
            "-S",
            "-target",
            "--target=x",
            "-arch",
            "-m32",
            "-m64",
            "-mx32",
            "-m16",
            "-mbig-endian",
            "-mlittle-endian",
            "-EB",
            "-EL",
            "-Wp,-MD,x",
            "-Wl,-x",
            "-Wa,-x",
            "-mllvm",
            "-mllvm=x",
            "-ObjC",
            "-ObjC++",
            "-gcc-toolchain",
            "--gcc-toolchain=/x",
            "-gsplit-dwarf",
            "-resource-dir",
            "-B/x",
            "-L/x",
            "-lx",
            "-save-temps",
            "-dM",
            "-v",
            "-",
            "--",
            "a.c",
            "",
            "-serialize-diagnostics",
            "-index-store-path",
            "-working-directory",
            "-fmodule-map-file=x",
            "-stdlib=x",
            "-W\n",
        ] {
            assert_eq!(shape(argument), None, "{argument}");
        }
    }
}
