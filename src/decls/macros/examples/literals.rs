//! Integers: literals, operators, promotions.

use super::*;
use CType::{Char, Int, Long, LongLong, UInt, ULong, ULongLong, UShort};

#[test]
fn integers_have_the_type_of_their_literal() {
    for (text, lp, llp, ilp, avr_type) in [
        ("5", (5, Int), (5, Int), (5, Int), (5, Int)),
        (
            "40000",
            (40000, Int),
            (40000, Int),
            (40000, Int),
            (40000, Long),
        ),
        (
            "0x8000",
            (0x8000, Int),
            (0x8000, Int),
            (0x8000, Int),
            (0x8000, UInt),
        ),
        ("0UL", (0, ULong), (0, ULong), (0, ULong), (0, ULong)),
        (
            "1LL",
            (1, LongLong),
            (1, LongLong),
            (1, LongLong),
            (1, LongLong),
        ),
        (
            "3000000000",
            (3_000_000_000, Long),
            (3_000_000_000, LongLong),
            (3_000_000_000, LongLong),
            (3_000_000_000, LongLong),
        ),
        (
            "0xFFFFFFFF",
            (0xffff_ffff, UInt),
            (0xffff_ffff, UInt),
            (0xffff_ffff, UInt),
            (0xffff_ffff, ULong),
        ),
        (
            "0xFFFFFFFFFFFFFFFF",
            (u64::MAX.into(), ULong),
            (u64::MAX.into(), ULongLong),
            (u64::MAX.into(), ULongLong),
            (u64::MAX.into(), ULongLong),
        ),
        (
            "0x8000000000000000ULL",
            (1 << 63, ULongLong),
            (1 << 63, ULongLong),
            (1 << 63, ULongLong),
            (1 << 63, ULongLong),
        ),
        (
            "~0UL",
            (u64::MAX.into(), ULong),
            (u32::MAX.into(), ULong),
            (u32::MAX.into(), ULong),
            (u32::MAX.into(), ULong),
        ),
        (
            "(-1U)",
            (u32::MAX.into(), UInt),
            (u32::MAX.into(), UInt),
            (u32::MAX.into(), UInt),
            (0xffff, UInt),
        ),
        ("0b101u", (5, UInt), (5, UInt), (5, UInt), (5, UInt)),
        (
            "0777lu",
            (511, ULong),
            (511, ULong),
            (511, ULong),
            (511, ULong),
        ),
        (
            "((unsigned short)0xffff)",
            (0xffff, UShort),
            (0xffff, UShort),
            (0xffff, UShort),
            (0xffff, UShort),
        ),
        (
            "sizeof(long)",
            (8, ULong),
            (4, ULongLong),
            (4, UInt),
            (4, UInt),
        ),
        (
            "sizeof(void*)",
            (8, ULong),
            (8, ULongLong),
            (4, UInt),
            (2, UInt),
        ),
        (
            "_Alignof(double)",
            (8, ULong),
            (8, ULongLong),
            (4, UInt),
            (1, UInt),
        ),
        ("'\\xff'", (-1, Int), (-1, Int), (-1, Int), (-1, Int)),
        (
            "'ab'",
            (0x6162, Int),
            (0x6162, Int),
            (0x6162, Int),
            (0x6162, Int),
        ),
        (
            "'abcd'",
            (0x6162_6364, Int),
            (0x6162_6364, Int),
            (0x6162_6364, Int),
            (0x6364, Int),
        ),
        (
            "'\\377\\1'",
            (0xff01, Int),
            (0xff01, Int),
            (0xff01, Int),
            (-255, Int),
        ),
        (
            "L'x'",
            (0x78, Int),
            (0x78, UShort),
            (0x78, Int),
            (0x78, Int),
        ),
        (
            "u'x'",
            (0x78, UShort),
            (0x78, UShort),
            (0x78, UShort),
            (0x78, UInt),
        ),
        (
            "U'x'",
            (0x78, UInt),
            (0x78, UInt),
            (0x78, UInt),
            (0x78, ULong),
        ),
        ("(EA|EB)", (7, Int), (7, Int), (7, Int), (7, Int)),
        (
            "EBIG",
            (1 << 32, Long),
            (1 << 32, Long),
            (1 << 32, Long),
            (1 << 32, Long),
        ),
        ("(1?2u:3)", (2, UInt), (2, UInt), (2, UInt), (2, UInt)),
        ("1?0:1/0", (0, Int), (0, Int), (0, Int), (0, Int)),
        ("(0&&1/0)", (0, Int), (0, Int), (0, Int), (0, Int)),
        ("-1 < 0u", (0, Int), (0, Int), (0, Int), (0, Int)),
        ("-1L < 0u", (1, Int), (0, Int), (0, Int), (1, Int)),
        (
            "(long unsigned)-1 >> 1",
            (i64::MAX.into(), ULong),
            (i32::MAX.into(), ULong),
            (i32::MAX.into(), ULong),
            (i32::MAX.into(), ULong),
        ),
        (
            "(char)200",
            (-56, Char),
            (-56, Char),
            (-56, Char),
            (-56, Char),
        ),
        ("(_Bool)0.5 + 1", (2, Int), (2, Int), (2, Int), (2, Int)),
        ("(short)-7 / 2", (-3, Int), (-3, Int), (-3, Int), (-3, Int)),
        ("-7 % 4", (-3, Int), (-3, Int), (-3, Int), (-3, Int)),
        ("~0 << 3", (-8, Int), (-8, Int), (-8, Int), (-8, Int)),
        (
            "(unsigned char)1 + (unsigned short)1",
            (2, Int),
            (2, Int),
            (2, Int),
            (2, UInt),
        ),
        (
            "sizeof \"abc\"",
            (4, ULong),
            (4, ULongLong),
            (4, UInt),
            (4, UInt),
        ),
        (
            "sizeof(L\"abc\")",
            (16, ULong),
            (8, ULongLong),
            (16, UInt),
            (8, UInt),
        ),
        (
            "sizeof(int[3][2])",
            (24, ULong),
            (24, ULongLong),
            (24, UInt),
            (12, UInt),
        ),
        (
            "sizeof(int (*)(int[3]))",
            (8, ULong),
            (8, ULongLong),
            (4, UInt),
            (2, UInt),
        ),
        ("__extension__ 5", (5, Int), (5, Int), (5, Int), (5, Int)),
        ("(int)3.9", (3, Int), (3, Int), (3, Int), (3, Int)),
        ("(2, 3)", (3, Int), (3, Int), (3, Int), (3, Int)),
        ("7 ?: 9L", (7, Long), (7, Long), (7, Long), (7, Long)),
    ] {
        for (name, model, (value, ty)) in [
            ("LP64", lp64(), lp),
            ("LLP64", llp64(), llp),
            ("ILP32", ilp32(), ilp),
            ("AVR", avr(), avr_type),
        ] {
            assert_eq!(is(text, &model), int(value, ty), "{text} on {name}");
        }
    }
    assert_eq!(is("(1<<31)", &lp64()), int(-2_147_483_648, Int));
    assert_eq!(is("(1<<15)", &avr()), int(-32768, Int));
    assert_eq!(is("'\\xff'", &arm64()), int(255, Int));
    assert_eq!(is("L'\\xffffffff'", &arm64()), int(u32::MAX.into(), UInt));
}
