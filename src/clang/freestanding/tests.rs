//! The freestanding headers against the ones that clang itself brings, on every data model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::HEADERS;

/// One triple of each data model and C ABI.
const TRIPLES: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "i686-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "armv7-unknown-linux-gnueabihf",
    "riscv64-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "i686-pc-windows-gnu",
    "x86_64-apple-macosx10.12.0",
    "arm64-apple-macosx11.0.0",
    "wasm32-unknown-wasi",
    "avr-unknown-unknown",
    "thumbv7em-none-unknown-eabi",
];

/// The headers whose contents C11 fixes for a freestanding implementation.
const STANDARD: &[&str] = &[
    "float.h",
    "iso646.h",
    "limits.h",
    "stdalign.h",
    "stdarg.h",
    "stdbool.h",
    "stddef.h",
    "stdint.h",
    "stdnoreturn.h",
];

/// Those that need a C library.
const HOSTED: &[&str] = &["tgmath.h"];

/// Types that must be the very same on both sides.
const TYPES: &[&str] = &[
    "size_t",
    "ptrdiff_t",
    "wchar_t",
    "va_list",
    "int8_t",
    "uint8_t",
    "int16_t",
    "uint16_t",
    "int32_t",
    "uint32_t",
    "int64_t",
    "uint64_t",
    "int_least8_t",
    "int_least32_t",
    "uint_fast16_t",
    "int_fast64_t",
    "intptr_t",
    "uintptr_t",
    "intmax_t",
    "uintmax_t",
];

/// The functions of `<tgmath.h>` that take one argument of any type.
const OF_ANY: &[&str] = &[
    "acos", "asin", "atan", "acosh", "asinh", "atanh", "cos", "sin", "tan", "cosh", "sinh", "tanh",
    "exp", "log", "sqrt",
];

/// Those that take one real argument and give one back.
const OF_REALS: &[&str] = &[
    "cbrt",
    "ceil",
    "erf",
    "erfc",
    "exp2",
    "expm1",
    "floor",
    "lgamma",
    "log10",
    "log1p",
    "log2",
    "logb",
    "nearbyint",
    "rint",
    "round",
    "tgamma",
    "trunc",
];

/// Those that take two.
const OF_TWO_REALS: &[&str] = &[
    "atan2",
    "copysign",
    "fdim",
    "fmax",
    "fmin",
    "fmod",
    "hypot",
    "nextafter",
    "remainder",
];

/// Those that take a real argument and give an integer back, of this type.
const TO_INTEGERS: &[(&str, &str)] = &[
    ("ilogb", "int"),
    ("llrint", "long long"),
    ("llround", "long long"),
    ("lrint", "long"),
    ("lround", "long"),
];

/// Real types, the widest first.
const RANK: &[&str] = &["long double", "double", "float"];

/// The directory of the set under test.
fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/clang/freestanding")
}

/// The clang commands that this machine has.
fn clangs() -> Vec<String> {
    let found: Vec<String> = (14..=30)
        .map(|n| format!("clang-{n}"))
        .chain(["clang".to_owned()])
        .filter(|name| Command::new(name).arg("--version").output().is_ok())
        .collect();
    assert!(!found.is_empty(), "these tests need a clang command");
    found
}

/// Runs clang on `source`; its output, or a failed test with its messages.
fn clang(command: &str, triple: &str, args: &[&str], own: bool, source: &str) -> String {
    let mut run = Command::new(command);
    run.args(["-x", "c", "-std=gnu17", "-ffreestanding", "-target", triple]);
    if own {
        run.args(["-nostdinc", "-isystem"]).arg(ours());
    } else {
        run.arg("-nostdlibinc");
    }
    run.args(args);
    answer(run, source, &format!("{command} {triple} own={own}"))
}

/// The same for this machine, with its C library.
fn hosted(command: &str, args: &[&str], own: bool, source: &str) -> String {
    let mut run = Command::new(command);
    run.args(["-x", "c", "-std=gnu17"]).args(args);
    if own {
        run.arg("-isystem").arg(ours());
    }
    answer(run, source, &format!("{command} own={own}"))
}

/// What a compiler makes of `source`.
fn answer(mut run: Command, source: &str, who: &str) -> String {
    run.arg("-");
    run.stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = run.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(source.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{who}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// `#include`s of the given headers.
fn includes(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("#include <{name}>\n"))
        .collect()
}

/// Names of the macros that the standard's headers define, the reserved ones left out;
/// function-like ones with `(`.
fn macros(command: &str, triple: &str, own: bool, headers: &[&str]) -> BTreeSet<String> {
    clang(command, triple, &["-E", "-dM"], own, &includes(headers))
        .lines()
        .filter_map(|line| line.strip_prefix("#define ")?.split(' ').next())
        .filter(|name| !name.starts_with('_'))
        .map(|name| name.split_inclusive('(').next().unwrap().to_owned())
        .collect()
}

/// Preprocesses the headers and a declaration for every type and integer macro: put together
/// with the same text from the other set, any difference is a conflicting declaration.
fn declarations(command: &str, triple: &str, own: bool, constants: &BTreeSet<String>) -> String {
    let mut text = includes(STANDARD);
    for name in TYPES {
        text += &format!("typedef {name} probe_{name};\n");
    }
    text += "extern char probe_align[sizeof(max_align_t) * 64 + _Alignof(max_align_t)];\n";
    for name in constants {
        // One token: the name of the macro is not expanded inside it.
        text += &format!("extern __typeof__({name}) probe_type_{name};\n");
        text += &format!(
            "extern char probe_value_{name}[(int)((unsigned long long)({name}) % 32749) + 1];\n"
        );
    }
    // max_align_t is an unnamed structure: two of them are never compatible.
    let rename = format!("-Dmax_align_t=max_align_t_{own}");
    clang(command, triple, &["-E", "-P", &rename], own, &text)
}

#[test]
fn every_type_and_integer_limit_is_the_compilers() {
    for command in clangs() {
        for triple in TRIPLES {
            let mut constants = macros(&command, triple, false, &["limits.h", "stdint.h"]);
            let plain = macros(&command, triple, false, &[]);
            constants.retain(|name| !name.ends_with('(') && !plain.contains(name));
            // Here older clangs are wrong themselves; see the next test.
            constants.retain(|name| {
                let narrow = name.contains("8_") || name.contains("16_");
                let unsigned = name.starts_with("UINT") && narrow;
                let wide = name.starts_with("WCHAR_") || name.starts_with("WINT_");
                let wrong = unsigned || wide || name == "USHRT_MAX";
                !wrong
            });
            assert!(constants.len() > 60, "{constants:?}");
            let mut both = declarations(&command, triple, true, &constants);
            both += &declarations(&command, triple, false, &constants);
            clang(&command, triple, &["-fsyntax-only"], true, &both);
        }
    }
}

/// C11 §7.20.2p2: a limit has the type that an object of its type is promoted to.
#[test]
fn narrow_limits_have_the_promoted_type() {
    let mut source = includes(&["stddef.h", "stdint.h", "limits.h"]);
    for (limit, ty) in [
        ("UINT8_MAX", "uint8_t"),
        ("UINT16_MAX", "uint16_t"),
        ("UINT_LEAST8_MAX", "uint_least8_t"),
        ("UINT_FAST16_MAX", "uint_fast16_t"),
        ("UCHAR_MAX", "unsigned char"),
        ("USHRT_MAX", "unsigned short"),
        ("WCHAR_MIN", "wchar_t"),
        ("WCHAR_MAX", "wchar_t"),
        ("WINT_MIN", "__WINT_TYPE__"),
        ("WINT_MAX", "__WINT_TYPE__"),
    ] {
        source += &format!(
            "_Static_assert(__builtin_types_compatible_p(__typeof__({limit}), \
             __typeof__(+({ty})0)) && {limit} == ({ty}){limit}, \"{limit}\");\n"
        );
    }
    source += "_Static_assert(UINT8_MAX == 255 && UINT16_MAX == 65535, \"\");\n\
               _Static_assert((wchar_t)(WCHAR_MAX + 1u) == WCHAR_MIN, \"\");\n\
               _Static_assert((__WINT_TYPE__)(WINT_MAX + 1u) == WINT_MIN, \"\");\n";
    for command in clangs() {
        for triple in TRIPLES {
            clang(&command, triple, &["-fsyntax-only"], true, &source);
        }
    }
}

#[test]
fn no_macro_of_the_compilers_headers_is_missing() {
    for command in clangs() {
        for triple in TRIPLES {
            let theirs = macros(&command, triple, false, STANDARD);
            let own = macros(&command, triple, true, STANDARD);
            let missing: Vec<&String> = theirs.difference(&own).collect();
            assert!(missing.is_empty(), "{command} {triple}: {missing:?}");
        }
    }
}

#[test]
fn floating_point_limits_expand_to_the_same_text() {
    for command in clangs() {
        for triple in TRIPLES {
            let mut source = includes(&["float.h"]);
            for name in macros(&command, triple, false, &["float.h"]) {
                source += &format!("@ {name}\n");
            }
            let texts = [true, false].map(|own| {
                let text = clang(&command, triple, &["-E", "-P"], own, &source);
                text.replace([' ', '(', ')'], "")
            });
            assert_eq!(texts[0], texts[1], "{command} {triple}");
        }
    }
}

#[test]
fn all_headers_parse_together_on_every_target() {
    let mut names: Vec<&str> = HEADERS.iter().map(|header| header.0).collect();
    names.retain(|name| !HOSTED.contains(name));
    let mut source = includes(&names);
    source += "atomic_flag f = ATOMIC_FLAG_INIT;\natomic_int n = ATOMIC_VAR_INIT(1);\n\
               int use(void) { atomic_flag_clear(&f); return atomic_fetch_add(&n, 2)\n\
               + atomic_load_explicit(&n, memory_order_acquire); }\n\
               _Static_assert(sizeof(__m128i) == 16 && sizeof(__m256d) == 32, \"\");\n";
    for command in clangs() {
        for triple in TRIPLES {
            let args = ["-fsyntax-only", "-Wall", "-Wsystem-headers", "-Werror"];
            let args = [&args[..], &["-Wno-avr-rtlib-linking-quirks"]].concat();
            clang(&command, triple, &args, true, &source);
        }
    }
}

/// C11 §7.22: the same source must hold with clang's own header and with ours.
#[test]
fn type_generic_functions_have_the_types_that_c_says() {
    let mut source = "#include <tgmath.h>\n#define IS(x, t) \\\n\
                      _Static_assert(__builtin_types_compatible_p(__typeof__(x), t), #x)\n\
                      int n; char c; float f; const float k = 1; double d; long double l;\n\
                      float _Complex F; double _Complex D; long double _Complex L;\n\
                      void all(void) {\nint *p = &n;\n"
        .to_owned();
    let reals = [
        ("n", "double"),
        ("c", "double"),
        ("f", "float"),
        ("k", "float"),
        ("d", "double"),
        ("l", "long double"),
    ];
    let complexes = [("F", "float"), ("D", "double"), ("L", "long double")];
    let mut claim = |call: String, ty: &str| source += &format!("IS({call}, {ty});\n");
    for (x, ty) in reals {
        for name in OF_ANY.iter().chain(OF_REALS) {
            claim(format!("{name}({x})"), ty);
        }
        for (name, result) in TO_INTEGERS {
            claim(format!("{name}({x})"), result);
        }
        for name in ["frexp({x}, p)", "ldexp({x}, 1)", "nexttoward({x}, l)"] {
            claim(name.replace("{x}", x), ty);
        }
        for name in ["scalbn({x}, 1)", "scalbln({x}, 1L)", "fabs({x})"] {
            claim(name.replace("{x}", x), ty);
        }
        for name in ["carg", "cimag", "creal"] {
            claim(format!("{name}({x})"), ty);
        }
        for name in ["conj", "cproj"] {
            claim(format!("{name}({x})"), &format!("{ty} _Complex"));
        }
        for (y, other) in reals {
            let wider = RANK.iter().find(|it| [ty, other].contains(it)).unwrap();
            for name in OF_TWO_REALS {
                claim(format!("{name}({x}, {y})"), wider);
            }
            claim(format!("fma({x}, {y}, f)"), wider);
            claim(format!("remquo({x}, {y}, p)"), wider);
            claim(format!("pow({x}, {y})"), wider);
        }
    }
    for (x, ty) in complexes {
        for name in OF_ANY {
            claim(format!("{name}({x})"), &format!("{ty} _Complex"));
        }
        for name in ["fabs", "carg", "cimag", "creal"] {
            claim(format!("{name}({x})"), ty);
        }
        for (y, other) in reals.iter().chain(&complexes) {
            let wider = RANK.iter().find(|it| [ty, *other].contains(it)).unwrap();
            claim(format!("pow({x}, {y})"), &format!("{wider} _Complex"));
        }
    }
    source += "}\n";
    for command in clangs() {
        for own in [true, false] {
            hosted(&command, &["-fsyntax-only", "-w"], own, &source);
        }
    }
}

#[test]
fn no_type_generic_function_is_missing() {
    for command in clangs() {
        let [ours, theirs] = [true, false].map(|own| -> BTreeSet<String> {
            let text = hosted(&command, &["-E", "-dM"], own, "#include <tgmath.h>\n");
            text.lines()
                .filter_map(|line| line.strip_prefix("#define ")?.split_once('('))
                .map(|(name, _)| name.to_owned())
                .filter(|name| !name.contains(' ') && !name.starts_with('_'))
                .collect()
        });
        assert_eq!(ours, theirs, "{command}");
    }
}

#[test]
fn a_library_gets_only_the_parts_it_asks_for() {
    let source = "#define __need_size_t\n#include <stddef.h>\n#define __need___va_list\n\
                  #include <stdarg.h>\nsize_t n; __gnuc_va_list list;\n\
                  typedef int ptrdiff_t[3]; typedef int va_list[3];\n\
                  #if defined NULL || defined offsetof || defined va_start\n#error too much\n#endif\n";
    for command in clangs() {
        clang(&command, TRIPLES[0], &["-fsyntax-only"], true, source);
    }
}

#[test]
fn the_table_lists_every_file() {
    let mut files: Vec<String> = std::fs::read_dir(ours())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".h"))
        .collect();
    files.sort();
    let listed: Vec<&str> = HEADERS.iter().map(|header| header.0).collect();
    assert_eq!(files, listed);
}
