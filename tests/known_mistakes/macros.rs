//! Macros: type and value as C has them.

use libtest_mimic::Trial;

use crate::text::{self, Mistake};

/// 64-bit Linux.
const LP64: &str = "x86_64-unknown-linux-gnu";
/// 64-bit Windows.
const LLP64: &str = "x86_64-pc-windows-msvc";
/// `int` of 16 bits.
const AVR: &str = "avr-unknown-none";
/// Plain `char` without a sign, `wchar_t` too.
const ARM: &str = "aarch64-unknown-linux-gnu";

/// The table.
const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "unsigned_beyond_int",
        c: "#define A ~0UL\n#define B 0xFFFFFFFFFFFFFFFF\n#define C (-1U)\n",
        args: &[],
        right: &[
            (
                LP64,
                &[
                    "const A: u64 = 18446744073709551615",
                    "const B: u64 = 18446744073709551615",
                    "const C: u32 = 4294967295",
                ],
            ),
            (
                LLP64,
                &[
                    "const A: u32 = 4294967295",
                    "const B: u64 = 18446744073709551615",
                    "const C: u32 = 4294967295",
                ],
            ),
            (AVR, &["const A: u32 = 4294967295", "const C: u16 = 65535"]),
        ],
        wrong: &["const A: i32"],
    },
    Mistake {
        name: "highest_bit_of_64",
        c: "#define A 0x8000000000000000ULL\n",
        args: &[],
        right: &[(LP64, &["const A: u64 = 9223372036854775808"])],
        wrong: &["const A: i64"],
    },
    Mistake {
        name: "shift_into_the_sign",
        c: "#define A (1<<31)\n",
        args: &[],
        right: &[
            (LP64, &["const A: i32 = -2147483648"]),
            (LLP64, &["const A: i32 = -2147483648"]),
        ],
        wrong: &["const A: u32"],
    },
    Mistake {
        name: "types_of_plain_literals",
        c: "#define A 5\n#define B 0UL\n#define C 1LL\n",
        args: &[],
        right: &[
            (
                LP64,
                &["const A: i32 = 5", "const B: u64 = 0", "const C: i64 = 1"],
            ),
            (
                LLP64,
                &["const A: i32 = 5", "const B: u32 = 0", "const C: i64 = 1"],
            ),
            (
                AVR,
                &["const A: i16 = 5", "const B: u32 = 0", "const C: i64 = 1"],
            ),
        ],
        wrong: &["const A: u32"],
    },
    Mistake {
        name: "expressions_that_are_absent_elsewhere",
        c: "#include <stdint.h>\nenum { EA = 1, EB = 2 };\n#define A ((unsigned short)0xffff)\n\
            #define B UINT64_C(1)\n#define C sizeof(long)\n#define D (EA|EB)\n\
            #define E (EA ? 7 : 8L)\n#define F 0x1p-3\n",
        args: &[],
        right: &[
            (
                LP64,
                &[
                    "const A: u16 = 65535",
                    "const B: u64 = 1",
                    "const C: u64 = 8",
                    "const D: i32 = 3",
                    "const E: i64 = 7",
                    "const F: f64 = 0.125",
                ],
            ),
            (LLP64, &["const C: u64 = 4", "const E: i32 = 7"]),
        ],
        wrong: &[],
    },
    Mistake {
        name: "characters_and_prefixed_literals",
        c: "#define A '\\xff'\n#define B L'x'\n#define C L\"wide\"\n#define D 1.5f\n#define E 1.5L\n",
        args: &[],
        right: &[
            (
                LP64,
                &[
                    "const A: i32 = -1",
                    "const B: i32 = 120",
                    "const C: [i32; 5] = [119, 105, 100, 101, 0]",
                    "const D: f32 = 1.5",
                    "# skipped: E (…",
                ],
            ),
            (
                LLP64,
                &[
                    "const B: u16 = 120",
                    "const C: [u16; 5] = [119, 105, 100, 101, 0]",
                    "const E: f64 = 1.5",
                ],
            ),
            (ARM, &["const A: i32 = 255", "const B: u32 = 120"]),
        ],
        wrong: &["const D: f64"],
    },
    Mistake {
        name: "the_last_definition",
        c: "#define X 1\n#undef X\n#define X 2\n#define G 1\n#undef G\nint f(void);\n",
        args: &[],
        right: &[(LP64, &["const X: i32 = 2"])],
        wrong: &["const X: i32 = 1", "const G"],
    },
    Mistake {
        name: "an_enumerator_and_its_macro",
        c: "enum { FP_NAN =\n#define FP_NAN 0\n  FP_NAN, FP_INFINITE =\n#define FP_INFINITE 1\n  FP_INFINITE };\n",
        args: &[],
        right: &[(
            LP64,
            &["const FP_NAN: i32 = 0", "const FP_INFINITE: i32 = 1"],
        )],
        wrong: &["const FP_NAN_"],
    },
    Mistake {
        name: "what_is_no_number",
        c: "typedef void (*destructor)(void *);\nint g(int);\n#define A ((void*)0)\n\
            #define B ((destructor)-1)\n#define f g\n#define T int\n",
        args: &[],
        right: &[(
            LP64,
            &[
                "# skipped: A (…",
                "# skipped: B (…",
                "extern fn f(…",
                "type T = i32",
            ],
        )],
        wrong: &["const A", "const B"],
    },
    Mistake {
        name: "internal_linkage",
        c: "static int s = 3;\nstatic const char t[] = \"abc\";\nint f(void);\n",
        args: &[],
        right: &[(LP64, &["# skipped: s (…"])],
        wrong: &[
            "extern var s",
            "extern let s",
            "extern let t",
            "extern var t",
        ],
    },
];

/// One trial for each row.
pub(crate) fn trials() -> Vec<Trial> {
    text::trials("macro", MISTAKES)
}
