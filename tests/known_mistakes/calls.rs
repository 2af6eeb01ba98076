//! Values and calls: what travels between caller and callee.

use libtest_mimic::Trial;

use crate::text::{self, Mistake};

/// 64-bit Linux.
const LINUX: &str = "x86_64-unknown-linux-gnu";
/// 32-bit x86.
const I686: &str = "i686-unknown-linux-gnu";
/// 64-bit Arm.
const ARM: &str = "aarch64-unknown-linux-gnu";
/// 32-bit Arm that passes `float` in registers of its own.
const ARMHF: &str = "armv7-unknown-linux-gnueabihf";
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
            void d(either x);\nvoid e(long double *x);\nvoid f(_BitInt(24) x);\n",
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
                    "# skipped: f (…",
                ],
            ),
            (MSVC, &["extern fn a(x: f64)", "# skipped: b (…"]),
        ],
        wrong: &[
            "extern fn b(",
            "extern fn c(",
            "extern fn d(",
            "extern fn f(",
        ],
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
        c: "int __attribute__((regcall)) a(int x);\nvoid __attribute__((preserve_most)) b(int x);\nint c(int x);\n\
            void __attribute__((preserve_all)) d(int x);\nint __attribute__((swiftcall)) e(int x);\n",
        args: &[],
        right: &[(
            LINUX,
            &[
                "# skipped: a (…",
                "# skipped: b (…",
                "extern fn c(x: i32) -> i32",
                "# skipped: d (…",
                "# skipped: e (…",
            ],
        )],
        wrong: &["extern fn a", "extern fn b", "extern fn d", "extern fn e"],
    },
    Mistake {
        name: "conventions_without_a_name_arm",
        c: "int __attribute__((pcs(\"aapcs\"))) a(float x);\nint b(float x);\n",
        args: &[],
        right: &[(ARMHF, &["# skipped: a (…", "extern fn b(x: f32) -> i32"])],
        wrong: &["extern fn a"],
    },
    Mistake {
        name: "conventions_without_a_name_arm64",
        c: "int __attribute__((aarch64_vector_pcs)) a(double x);\nint b(double x);\n",
        args: &[],
        right: &[(ARM, &["# skipped: a (…", "extern fn b(x: f64) -> i32"])],
        wrong: &["extern fn a"],
    },
    Mistake {
        name: "conventions_by_name_32",
        c: "int __attribute__((stdcall)) a(int x);\nint __attribute__((fastcall)) b(int x);\n\
            int __attribute__((thiscall)) c(int x);\nint __attribute__((vectorcall)) d(double x);\n\
            struct s { int (__attribute__((stdcall)) *f)(int); };\n",
        args: &[],
        right: &[(
            I686,
            &[
                "extern \"stdcall\" fn a(x: i32) -> i32",
                "extern \"fastcall\" fn b(x: i32) -> i32",
                "extern \"thiscall\" fn c(x: i32) -> i32",
                "extern \"vectorcall\" fn d(x: f64) -> i32",
                "    f: Option[extern \"stdcall\" fn(i32) -> i32]",
            ],
        )],
        wrong: &["extern fn"],
    },
    Mistake {
        name: "conventions_by_name_64",
        c: "int __attribute__((ms_abi)) a(int x);\nint __attribute__((sysv_abi)) b(int x);\n",
        args: &[],
        right: &[
            (
                LINUX,
                &[
                    "extern \"ms_abi\" fn a(x: i32) -> i32",
                    "extern fn b(x: i32) -> i32",
                ],
            ),
            (
                MINGW,
                &[
                    "extern fn a(x: i32) -> i32",
                    "extern \"sysv_abi\" fn b(x: i32) -> i32",
                ],
            ),
        ],
        wrong: &[],
    },
    Mistake {
        name: "enumerations_without_a_system",
        c: "enum e { A, B = 5 };\nenum w { C = 70000 };\nstruct s { enum e e; char c; };\n",
        args: &[],
        right: &[
            (
                "thumbv7em-none-eabi",
                &["type e = u8", "type w = u32", "    e: e"],
            ),
            (LINUX, &["type e = u32", "type w = u32"]),
        ],
        wrong: &[],
    },
    Mistake {
        name: "attributes",
        c: "_Noreturn void a(void);\nint b(void) __attribute__((deprecated(\"use c\")));\n\
            int c(int *p) __attribute__((nonnull, warn_unused_result));\n\
            int d(const char *f, ...) __attribute__((format(printf, 1, 2)));\n",
        args: &[],
        right: &[(
            LINUX,
            &[
                "\"\"\"Does not return.\"\"\"",
                "\"\"\"Deprecated: use c.\"\"\"",
                "\"\"\"The result must not be ignored. `p` must not be null.\"\"\"",
                "\"\"\"`f` is a printf format for the arguments that follow.\"\"\"",
            ],
        )],
        wrong: &[],
    },
    Mistake {
        name: "visibility_of_the_users_own_code",
        c: "int a(void) __attribute__((pure));\n",
        args: &["--", "-fvisibility=hidden"],
        right: &[(LINUX, &["extern fn a() -> i32"])],
        wrong: &["# hidden"],
    },
    Mistake {
        name: "large_files",
        c: "#include <sys/stat.h>\n#include <stdio.h>\n#define MY_STAT stat\n\
            #define MY_SCAN sscanf\n#define MY_OPEN fopen\n",
        args: &["-D_FILE_OFFSET_BITS=64"],
        right: &[(
            LINUX,
            &[
                "@link_name(\"stat64\")",
                "@link_name(\"__isoc99_sscanf\")",
                "@link_name(\"fopen64\")",
            ],
        )],
        wrong: &[],
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
