//! The headers, and what is known of them.

/// A library.
pub(crate) struct Real {
    /// What the test is called.
    pub(crate) name: &'static str,
    /// What is named on the command line.
    pub(crate) names: &'static str,
    /// More arguments.
    pub(crate) arguments: &'static [&'static str],
    /// Its headers and directories of headers.
    pub(crate) linked: &'static [&'static str],
    /// Those that are not the package's, and their texts.
    pub(crate) written: &'static [(&'static str, &'static str)],
    /// The targets on which clang 14 cannot read it.
    pub(crate) not_for_14: &'static [&'static str],
    /// Every libclang gives the same bytes: none of the headers is the compiler's own.
    pub(crate) is_same_with_all: bool,
    /// The package whose version its snapshot is for, where there is one.
    pub(crate) pinned_to: Option<&'static str>,
    /// How many facts are proved at least.
    pub(crate) facts: usize,
    /// The report, exactly.
    pub(crate) likeness: &'static str,
}

impl Real {
    /// Whether a target does not have a header.
    pub(crate) fn is_missing(&self, header: &str, target: &str) -> bool {
        match header {
            "threads.h" => target.contains("windows") || target.contains("apple"),
            "uchar.h" => target.contains("apple"),
            _ => false,
        }
    }
}

/// What WASI's `setjmp.h` and `signal.h` ask for. No other C library knows the names.
const WASI: &[&str] = &["-D__wasm_exception_handling__", "-D_WASI_EMULATED_SIGNAL"];

/// SDL's own configuration, which its package has for the machine's only.
const SDL_CONFIG: &str = "\
#ifndef SDL_config_h_
#define SDL_config_h_
#include \"SDL_platform.h\"
#define HAVE_STDARG_H 1
#define HAVE_STDDEF_H 1
#define HAVE_STDINT_H 1
#define HAVE_STDIO_H 1
#define HAVE_LIBC 1
#endif
";

/// Those of Debian 12.
pub(crate) const HEADERS: [Real; 6] = [
    Real {
        name: "sqlite3",
        names: "sqlite3.h",
        arguments: &[],
        linked: &["sqlite3.h"],
        written: &[],
        not_for_14: &[],
        is_same_with_all: true,
        pinned_to: None,
        facts: 26_000,
        likeness: "792 declarations on 16 targets: 785 identical, 4 differ in integer widths, \
                   3 on some targets only",
    },
    Real {
        name: "zlib",
        names: "zlib.h",
        arguments: &[],
        linked: &["zlib.h", "zconf.h"],
        written: &[],
        not_for_14: &[],
        is_same_with_all: true,
        pinned_to: Some("zlib1g-dev"),
        facts: 4_200,
        likeness: "147 declarations on 16 targets: 137 identical, 3 differ in integer widths, \
                   2 differ otherwise, 5 on some targets only",
    },
    Real {
        name: "curl",
        names: "curl/curl.h",
        arguments: &[],
        linked: &["curl"],
        written: &[],
        not_for_14: &[],
        is_same_with_all: true,
        pinned_to: None,
        facts: 31_000,
        likeness: "1,350 declarations on 16 targets: 1,290 identical, 28 differ in integer widths, \
                   18 differ otherwise, 14 on some targets only",
    },
    Real {
        name: "png",
        names: "png.h",
        arguments: WASI,
        linked: &["png.h", "pngconf.h", "pnglibconf.h", "zlib.h", "zconf.h"],
        written: &[],
        not_for_14: &[],
        is_same_with_all: true,
        pinned_to: None,
        facts: 17_000,
        likeness: "648 declarations on 16 targets: 612 identical, 15 differ otherwise, \
                   21 on some targets only",
    },
    Real {
        name: "sdl",
        names: "SDL2/SDL.h",
        arguments: &[],
        linked: &["SDL2"],
        written: &[("SDL2/SDL_config.h", SDL_CONFIG)],
        not_for_14: &[],
        is_same_with_all: true,
        pinned_to: None,
        facts: 61_000,
        likeness: "2,382 declarations on 16 targets: 2,286 identical, 22 differ in integer widths, \
                   30 differ otherwise, 44 on some targets only",
    },
    Real {
        name: "c11",
        names: "assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h \
                locale.h math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h \
                stdint.h stdio.h stdlib.h stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h \
                wchar.h wctype.h",
        arguments: WASI,
        linked: &[],
        written: &[],
        // macOS 15's math.h has `_Float16`, which is no type of x86_64 before clang 15.
        not_for_14: &["x86_64-apple-darwin"],
        is_same_with_all: false,
        pinned_to: None,
        facts: 49_000,
        likeness: "4,599 declarations on 16 targets: 400 identical, 53 differ in integer widths, \
                   735 differ otherwise, 3,411 on some targets only",
    },
];
