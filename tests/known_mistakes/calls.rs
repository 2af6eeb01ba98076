//! Values and calls: what travels between caller and callee.

use libtest_mimic::Trial;

use crate::text::{self, Mistake};

/// 64-bit Linux.
const LINUX: &str = "x86_64-unknown-linux-gnu";
/// 32-bit x86.
const I686: &str = "i686-unknown-linux-gnu";
/// 64-bit Arm.
const ARM: &str = "aarch64-unknown-linux-gnu";
/// macOS on it.
const MAC: &str = "aarch64-apple-darwin";
/// Windows with Microsoft's C.
const MSVC: &str = "x86_64-pc-windows-msvc";
/// Windows with GNU's C.
const MINGW: &str = "x86_64-pc-windows-gnu";

/// `int` of 16 bits.
const AVR: &str = "avr-unknown-none";

/// The table.
const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "not_by_value",
        c: "void a(long double x);\nvoid b(__int128 x);\nvoid c(double _Complex x);\n\
            typedef union { int *i; float *f; } either __attribute__((transparent_union));\n\
            void d(either x);\nvoid e(long double *x);\n",
        args: &[],
        right: &[
            (
                LINUX,
                &[
                    "# skipped: a (…",
                    "# skipped: b (…",
                    "# skipped: c (…",
                    "# skipped: d (…",
                    "extern fn e(x: *mut…",
                ],
            ),
            (MSVC, &["extern fn a(x: f64)", "# skipped: b (…"]),
        ],
        wrong: &["extern fn b(", "extern fn c(", "extern fn d("],
    },
    Mistake {
        name: "matrix_by_value",
        c: "typedef float m4 __attribute__((matrix_type(4, 4)));\nvoid f(m4 x);\n",
        args: &["--", "-fenable-matrix"],
        right: &[(LINUX, &["# skipped: f (…"])],
        wrong: &["extern fn f"],
    },
    Mistake {
        name: "conventions_without_a_name_32",
        c: "int __attribute__((regparm(2))) a(int x, int y);\nint b(int x);\n",
        args: &[],
        right: &[(I686, &["# skipped: a (…", "extern fn b(x: i32) -> i32"])],
        wrong: &["extern fn a"],
    },
    Mistake {
        name: "conventions_without_a_name",
        c: "int __attribute__((regcall)) a(int x);\nvoid __attribute__((preserve_most)) b(int x);\nint c(int x);\n",
        args: &[],
        right: &[(
            LINUX,
            &[
                "# skipped: a (…",
                "# skipped: b (…",
                "extern fn c(x: i32) -> i32",
            ],
        )],
        wrong: &["extern fn a", "extern fn b"],
    },
    Mistake {
        name: "weak_and_thread_local",
        c: "int maybe(void) __attribute__((weak));\nextern _Thread_local int mine;\n",
        args: &[],
        right: &[(
            LINUX,
            &[
                "# weak in C…",
                "extern fn maybe() -> i32",
                "# skipped: mine (…",
            ],
        )],
        wrong: &["extern var mine"],
    },
    Mistake {
        name: "no_prototype",
        c: "int f();\nint g(void);\n",
        args: &[],
        right: &[(LINUX, &["# skipped: f (…", "extern fn g() -> i32"])],
        wrong: &["extern fn f"],
    },
    Mistake {
        name: "va_list",
        c: "#include <stdarg.h>\nint f(const char *s, va_list ap);\n",
        args: &[],
        right: &[
            (LINUX, &["extern fn f(s: *const u8, ap: *mut…"]),
            (ARM, &["# skipped: f (…"]),
            (MAC, &["extern fn f(s: *const u8, ap: *mut…"]),
            (MSVC, &["extern fn f(s: *const u8, ap: *mut…"]),
            (I686, &["extern fn f(s: *const u8, ap: *mut…"]),
        ],
        wrong: &[],
    },
    Mistake {
        name: "type_of_an_enumeration",
        c: "enum e { A, B = 5 };\nenum e f(enum e x);\n",
        args: &[],
        right: &[
            (LINUX, &["type e = u32", "const B: e = 5"]),
            (MINGW, &["type e = u32", "const B: e = 5"]),
            (MSVC, &["type e = i32", "const B: e = 5"]),
            (AVR, &["type e = u16", "const B: e = 5"]),
        ],
        wrong: &[],
    },
    Mistake {
        name: "widths_of_the_target",
        c: "struct s { int i; long l; double d; };\n",
        args: &[],
        right: &[
            (LINUX, &["    i: i32", "    l: i64", "    d: f64"]),
            (MSVC, &["    i: i32", "    l: i32", "    d: f64"]),
            (AVR, &["    i: i16", "    l: i32", "    d: f32"]),
        ],
        wrong: &[],
    },
    Mistake {
        name: "sign_of_a_bit_field",
        c: "struct s { signed b : 5; int plain : 3; unsigned u : 3; unsigned flag : 1; };\n",
        args: &[],
        right: &[(
            LINUX,
            &[
                "    fn b(&self) -> i32:",
                "    fn plain(&self) -> i32:",
                "    fn u(&self) -> u32:",
                "    fn set_flag(&mut self, value: u32):",
            ],
        )],
        wrong: &[],
    },
];

/// One trial for each row.
pub(crate) fn trials() -> Vec<Trial> {
    text::trials("call", MISTAKES)
}
