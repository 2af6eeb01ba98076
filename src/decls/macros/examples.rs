//! Macros and what they are, on the four kinds of data model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};

use crate::decls::model::{TextUnit, TypeId};
use crate::target::{DataModel, Scalar};

use super::*;

/// A data model from the sizes of short, int, long, long long, pointer, double, long double and
/// `wchar_t`, all naturally aligned.
pub(super) fn model(sizes: [u64; 8], wchar_signed: bool, char_signed: bool) -> DataModel {
    let [
        short,
        int,
        long,
        long_long,
        pointer,
        double,
        long_double,
        wchar,
    ] = sizes.map(|size| Scalar { size, align: size });
    DataModel {
        char_signed,
        big_endian: false,
        short,
        int,
        long,
        long_long,
        pointer,
        float: Scalar { size: 4, align: 4 },
        double,
        long_double,
        wchar,
        wchar_signed,
        flt_eval_method: 0,
    }
}

/// x86_64 Linux.
pub(super) fn lp64() -> DataModel {
    model([2, 4, 8, 8, 8, 8, 16, 4], true, true)
}

/// x86_64 Windows with msvc.
pub(super) fn llp64() -> DataModel {
    model([2, 4, 4, 8, 8, 8, 8, 2], false, true)
}

/// i686 Linux.
pub(super) fn ilp32() -> DataModel {
    let mut model = model([2, 4, 4, 8, 4, 8, 12, 4], true, true);
    model.double.align = 4;
    model.long_long.align = 4;
    model.long_double.align = 4;
    model
}

/// AVR, as clang has it: only `short` is aligned.
pub(super) fn avr() -> DataModel {
    let mut model = model([2, 2, 4, 8, 2, 4, 4, 2], true, true);
    for scalar in [
        &mut model.int,
        &mut model.long,
        &mut model.long_long,
        &mut model.pointer,
        &mut model.float,
        &mut model.double,
        &mut model.long_double,
        &mut model.wchar,
    ] {
        scalar.align = 1;
    }
    model
}

/// AArch64 Linux.
fn arm64() -> DataModel {
    model([2, 4, 8, 8, 8, 8, 16, 4], false, false)
}

/// The declarations around the macros of these examples.
pub(super) struct Header;

/// Identities of the types below.
const DWORD: CType = CType::Typedef(TypeId(1));
/// `typedef unsigned char byte;`
const BYTE: CType = CType::Typedef(TypeId(2));
/// `enum color`
const COLOR: CType = CType::Enumeration(TypeId(3));

impl Names for Header {
    fn enumerator(&self, name: &str) -> Option<(i128, CType)> {
        match name {
            "EA" => Some((1, CType::Int)),
            "EB" => Some((6, CType::Int)),
            "EBIG" => Some((0x1_0000_0000, CType::Long)),
            _ => None,
        }
    }

    fn type_named(&self, name: &str) -> Option<TypeFacts> {
        let facts = |spelled, form, size| {
            Some(TypeFacts {
                spelled,
                form,
                layout: Some(Layout { size, align: size }),
            })
        };
        let record = Form::Record(RecordHandle(6));
        match name {
            "DWORD" => facts(DWORD, Form::Arithmetic(CType::UInt), 4),
            "byte" => facts(BYTE, Form::Arithmetic(CType::UChar), 1),
            "enum color" => facts(COLOR, Form::Arithmetic(CType::UInt), 4),
            "destructor" => facts(CType::Typedef(TypeId(4)), Form::Pointer(None), 8),
            "GUID" => facts(CType::Typedef(TypeId(5)), record, 16),
            "struct S" => facts(CType::Record(TypeId(6)), record, 16),
            _ => None,
        }
    }

    fn type_of(&self, _: &str) -> Option<TypeFacts> {
        None
    }

    fn member(&self, _: RecordHandle, _: &str) -> Option<Member> {
        None
    }

    fn is_declared(&self, name: &str) -> bool {
        matches!(name, "f" | "object" | "stdin" | "strlen" | "FP_REAL")
    }
}

/// The macros of a header, one definition each.
fn table<'a>(definitions: &[&'a str]) -> Macros<'a> {
    let mut macros = Macros::default();
    for definition in definitions {
        let end = definition
            .find(|character: char| !character.is_alphanumeric() && character != '_')
            .unwrap_or(definition.len());
        macros.define(&definition[..end], definition);
    }
    macros
}

/// The outcome of the last of these definitions.
fn last(definitions: &[&str], model: &DataModel) -> Outcome {
    let macros = table(definitions);
    let name = definitions.last().unwrap();
    let end = name
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(name.len());
    Evaluator::new(&macros, &Header, model).evaluate(&name[..end])
}

/// The outcome of a replacement list on its own.
fn is(replacement: &str, model: &DataModel) -> Outcome {
    last(&[&format!("M {replacement}")], model)
}

/// An integer constant.
fn int(value: i128, ty: CType) -> Outcome {
    Outcome::Value(Value::Integer(value, ty))
}

/// A floating constant.
fn real(value: f64, ty: CType) -> Outcome {
    Outcome::Value(Value::Float(value, ty))
}

/// A narrow text.
fn bytes(text: &[u8]) -> Outcome {
    units(
        &text.iter().map(|byte| u32::from(*byte)).collect::<Vec<_>>(),
        TextUnit::Byte,
    )
}

/// A text.
fn units(units: &[u32], unit: TextUnit) -> Outcome {
    Outcome::Value(Value::Text(units.to_vec(), unit))
}

/// Not a constant, with this text.
fn not(text: &str) -> Outcome {
    Outcome::Skipped(Reason::NotAConstant(text.to_owned()))
}

/// A type that no constant has.
fn unsupported(text: &str) -> Outcome {
    Outcome::Skipped(Reason::UnsupportedConstant(text.to_owned()))
}

/// Another name.
fn renames(text: &str) -> Outcome {
    Outcome::Skipped(Reason::RenamingMacro(text.to_owned()))
}

use CType::{Char, Double, Float, Int, Long, LongDouble, LongLong, Short, UChar, UInt, ULong};
use CType::{ULongLong, UShort};

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

#[test]
fn what_c_leaves_undefined_is_undecided() {
    for text in [
        "2147483647 + 1",
        "1/0",
        "1 % 0",
        "(-2147483647-1) / -1",
        "(-2147483647-1) % -1",
        "1 << 32",
        "1 << -1",
        "2 << 31",
        "-(-2147483647-1)",
        "(int)1e10",
        "9223372036854775808",
        "99999999999999999999999999999999999999999999",
        "__builtin_nanf(\"1\")",
        "__builtin_offsetof(struct S, a)",
        "_Generic(1, int: 2)",
        "sizeof(unknown)",
        "sizeof(object)",
        "'\\400'",
        "'é'",
        "L'ab'",
        "u\"a\" L\"b\"",
        "'\\q'",
        "1i64",
        "1wb",
        "strlen(\"abc\")",
        "1 ? 2 : f()",
        "0 && object",
        "(__int128)1",
        "(int)(void*)object",
        "(int)1.5L",
        "1.5L > 1",
        "\"\u{fffd}\"",
        "((size)&((struct S*)0)->a) + 1",
    ] {
        let outcome = is(text, &lp64());
        if text.starts_with("((size)") {
            assert_eq!(outcome, not("((size)&((struct S*)0)->a) + 1"), "{text}");
        } else {
            assert_eq!(outcome, Outcome::Undecided, "{text}");
        }
    }
    assert_eq!(
        is("((unsigned long)&((struct S*)0)->a)", &lp64()),
        Outcome::Undecided
    );
}

#[test]
fn floats_are_rounded_once_to_their_width() {
    assert_eq!(is("0x1p-3", &lp64()), real(0.125, Double));
    assert_eq!(is("1.5f", &lp64()), real(1.5, Float));
    assert_eq!(is("0.1f", &lp64()), real(f64::from(0.1f32), Float));
    assert_eq!(is("0.1", &avr()), real(f64::from(0.1f32), Double));
    assert_eq!(is("1.0/3", &avr()), real(f64::from(1.0f32 / 3.0), Double));
    assert_eq!(is("(float)16777217", &lp64()), real(16_777_216.0, Float));
    assert_eq!(
        is("(float)0x2000000000000001LL", &lp64()),
        real(2f64.powi(61), Float)
    );
    assert_eq!(is("1. + .5", &lp64()), real(1.5, Double));
    assert_eq!(is("1.0f + 1", &lp64()), real(2.0, Float));
    assert_eq!(is("010.5e1", &lp64()), real(105.0, Double));
    assert_eq!(is("1e-400", &lp64()), real(0.0, Double));
    assert_eq!(is("1.5L", &llp64()), real(1.5, LongDouble));
    assert_eq!(is("1.5L", &lp64()), unsupported("long double"));
    assert_eq!(is("(-1.5L * 2)", &lp64()), unsupported("long double"));
    assert_eq!(is("sizeof(1.5L)", &lp64()), int(16, ULong));
    assert_eq!(is("1.5f16", &lp64()), unsupported("_Float16"));
    assert_eq!(is("1.0q", &lp64()), unsupported("__float128"));
    assert_eq!(is("1.0i", &lp64()), unsupported("_Complex"));
    assert_eq!(is("1e400", &lp64()), unsupported("infinity"));
    assert_eq!(is("(-__builtin_inff())", &lp64()), unsupported("infinity"));
    let Outcome::Value(Value::Float(zero, Double)) = is("-0.0", &lp64()) else {
        panic!("-0.0 is a double");
    };
    assert!(zero.is_sign_negative());
}

#[test]
fn texts_are_code_units() {
    assert_eq!(is(r#""a" "\xff""#, &lp64()), bytes(b"a\xff"));
    assert_eq!(
        is(r#"("\0\1z" /* c */ u8"é")"#, &lp64()),
        bytes(b"\0\x01z\xc3\xa9")
    );
    assert_eq!(is(r#""\u00e9\n\e""#, &lp64()), bytes(b"\xc3\xa9\n\x1b"));
    assert_eq!(is("\"\"", &lp64()), bytes(b""));
    let grin = [0xd83d, 0xde00, 0x61];
    assert_eq!(is("u\"😀\" \"a\"", &lp64()), units(&grin, TextUnit::Char16));
    assert_eq!(is("L\"😀\" \"a\"", &llp64()), units(&grin, TextUnit::Wide));
    assert_eq!(
        is("\"😀\" L\"a\"", &lp64()),
        units(&[0x1f600, 0x61], TextUnit::Wide)
    );
    assert_eq!(
        is("U\"\\U0001F600\"", &lp64()),
        units(&[0x1f600], TextUnit::Char32)
    );
}

#[test]
fn casts_keep_the_name_of_their_type_until_arithmetic() {
    assert_eq!(is("((DWORD)-1)", &lp64()), int(u32::MAX.into(), DWORD));
    assert_eq!(is("(DWORD)-1 + 0", &lp64()), int(u32::MAX.into(), UInt));
    assert_eq!(is("(byte)300", &lp64()), int(44, BYTE));
    assert_eq!(is("-(byte)1", &lp64()), int(-1, Int));
    assert_eq!(is("(enum color)1", &lp64()), int(1, COLOR));
    assert_eq!(is("(const unsigned char)'a'", &lp64()), int(97, UChar));
    assert_eq!(
        is("(int long unsigned long const)1", &lp64()),
        int(1, ULongLong)
    );
    assert_eq!(is("(short)70000", &lp64()), int(4464, Short));
    for text in [
        "((void*)0)",
        "((destructor)-1)",
        "(char*)\"a\"",
        "&object",
        "(&object.a[3])",
        "(void (*)(int))1",
        "(const struct S * const)0",
        "(struct T*)0",
        "\"a\" + 1",
    ] {
        assert_eq!(
            is(text, &lp64()),
            Outcome::Skipped(Reason::PointerConstant),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_expression_is_not_a_constant() {
    for text in [
        "extern",
        "__attribute__((x))",
        "do { } while (0)",
        "{0,1}",
        "unknown",
        "unknown(1)",
        "(GUID){1}",
        "(GUID)1",
        "object = 1",
        "1, 2",
        "1.2.3",
        "08",
        "0x",
        "1.5e",
        "1 +",
        "(1",
        "f(1)",
        "object + 1",
        "1.0 % 2",
        "~1.5",
        "static inline",
        "_Pragma(\"once\")",
        "__FILE__",
        "++object",
        "((void)0)",
        "\"a\" unknown",
        "''",
        "'",
        "*(int*)8",
        "__declspec(dllexport)",
        "1\\",
        "@",
        "struct",
        "#",
        "x ## y",
    ] {
        let outcome = is(text, &lp64());
        assert!(
            matches!(outcome, Outcome::Skipped(Reason::NotAConstant(_))),
            "{text}: {outcome:?}"
        );
    }
    assert_eq!(
        is(
            "do { first(); /* one */ second(); \\\n third(); } while (0)",
            &lp64()
        ),
        not("do { first(); second(); third(); } while...")
    );
    assert_eq!(is("__LINE__", &lp64()), not("__LINE__"));
}

#[test]
fn other_names_and_nothing() {
    assert_eq!(is("f", &lp64()), renames("f"));
    assert_eq!(is("int", &lp64()), renames("int"));
    assert_eq!(is("unsigned   long *", &lp64()), renames("unsigned long *"));
    assert_eq!(is("struct x", &lp64()), renames("struct x"));
    assert_eq!(is("DWORD", &lp64()), renames("DWORD"));
    assert_eq!(is("__builtin_alloca", &lp64()), renames("__builtin_alloca"));
    assert_eq!(last(&["G(x) x", "M G"], &lp64()), renames("G"));
    assert_eq!(is("EB", &lp64()), int(6, Int));
    assert_eq!(is("", &lp64()), Outcome::Nothing);
    assert_eq!(is("/* api */", &lp64()), Outcome::Nothing);
    assert_eq!(last(&["API", "M API"], &lp64()), Outcome::Nothing);
    assert_eq!(last(&["stdin stdin"], &lp64()), Outcome::Nothing);
    assert_eq!(last(&["EA EA"], &lp64()), Outcome::Nothing);
    assert_eq!(last(&["EA EA", "M EA + 1"], &lp64()), int(2, Int));
    assert_eq!(
        last(&["F(x) x"], &lp64()),
        Outcome::Skipped(Reason::FunctionLikeMacro)
    );
    assert_eq!(
        last(&["F() 1"], &lp64()),
        Outcome::Skipped(Reason::FunctionLikeMacro)
    );
    assert_eq!(last(&["F (1)"], &lp64()), int(1, Int));
}

#[test]
fn macros_expand_as_text() {
    for (definitions, outcome) in [
        (vec!["A 1+1", "M A*2"], int(3, Int)),
        (vec!["A (1+1)", "M A*2"], int(4, Int)),
        (vec!["A -1", "M -A"], int(1, Int)),
        (vec!["A - 1", "M 1 A"], int(0, Int)),
        (vec!["UINT64_C(c) c ## UL", "M UINT64_C(1)"], int(1, ULong)),
        (
            vec![
                "CAT_(a,b) a ## b",
                "CAT(a,b) CAT_(a,b)",
                "N 12",
                "M CAT(N, u)",
            ],
            int(12, UInt),
        ),
        (
            vec!["CAT_(a,b) a ## b", "N 12", "Nu 5", "M CAT_(N, u)"],
            int(5, Int),
        ),
        (
            vec!["S_(x) #x", "S(x) S_(x)", "N (1 +  2)", "M S(N)"],
            bytes(b"(1 + 2)"),
        ),
        (
            vec!["S_(x) #x", "S(x) S_(x)", "N 3", "O 4", "M S(N) \".\" S(O)"],
            bytes(b"3.4"),
        ),
        (
            vec!["S(x) #x", "N 3", "M S( N  \"a\\n\" )"],
            bytes(b"N \"a\\n\""),
        ),
        (vec!["F(a, ...) (a __VA_ARGS__)", "M F(1, +2)"], int(3, Int)),
        (
            vec!["F(a, ...) S(a, ## __VA_ARGS__)", "S(a) a", "M F(7)"],
            int(7, Int),
        ),
        (vec!["F(a...) (0, a)", "M F(1, 2)"], int(2, Int)),
        (vec!["F(x) (x)", "M F(F(F(5)))"], int(5, Int)),
        (vec!["F(x) (x)", "G F", "M G(5)"], int(5, Int)),
        (vec!["G F", "M G(5)", "F(x) (x)", "M2 M + 1"], int(6, Int)),
        (vec!["F(x) x + F", "M F(1)(2)"], not("F(1)(2)")),
        (vec!["A B", "B A", "M A"], not("A")),
        (vec!["F(a,b) a", "M F(1)"], not("F(1)")),
        (vec!["F() 4", "M F()"], int(4, Int)),
        (vec!["F(x) 4 x", "M F()"], int(4, Int)),
        (vec!["L(q) L ## q", "M L('a')"], int(97, Int)),
        (vec!["O 1 ## 2", "M O"], int(12, Int)),
        (
            vec![
                "_IOC(d,t,n,s) (((d)<<30)|((t)<<8)|((n)<<0)|((s)<<16))",
                "_IOR(t,n,x) _IOC(2U,(t),(n),(sizeof(x)))",
                "M _IOR('a',1,int)",
            ],
            int(0x8004_6101, ULong),
        ),
        (vec!["__BIT(n) (1 << (n))", "M __BIT(3)"], int(8, Int)),
        (vec!["M 1\\\n0"], int(10, Int)),
        (vec!["N 1", "N 2", "M N"], int(2, Int)),
        (
            vec!["S_(x) #x", "S(x) S_(x)", "M S(__LINE__)"],
            not("S(__LINE__)"),
        ),
        (vec!["F(x,y) x+y", "E", "M F(E 2, 3 E)"], int(5, Int)),
    ] {
        assert_eq!(last(&definitions, &lp64()), outcome, "{definitions:?}");
    }
}

#[test]
fn the_compilers_own_macros_tell_its_c() {
    let wasm = ["__SIZE_TYPE__ long unsigned int", "M sizeof(int)"];
    assert_eq!(last(&wasm, &ilp32()), int(4, ULong));
    let c23 = ["__STDC_VERSION__ 202311L", "M 1'000'000"];
    assert_eq!(last(&c23, &lp64()), int(1_000_000, Int));
    assert_eq!(
        last(&["__STDC_VERSION__ 202311L", "M true"], &lp64()),
        Outcome::Undecided
    );
    let msvc = ["_MSC_VER 1920", "M 0x8000000000000000LL"];
    assert_eq!(last(&msvc, &llp64()), int(i64::MIN.into(), LongLong));
    assert_eq!(last(&["_WIN32 1", "M 1ui64"], &llp64()), int(1, ULongLong));
    assert_eq!(
        last(&["_WIN32 1", "M (unsigned __int64)1"], &llp64()),
        int(1, ULongLong)
    );
}

#[test]
fn what_hangs_on_an_uncertain_macro_is_undecided() {
    let mut macros = table(&["A 1", "B (A)", "S(x) #x", "C S(A)", "D 2"]);
    macros.mark_uncertain("A");
    macros.mark_uncertain("Z");
    let model = lp64();
    let mut evaluator = Evaluator::new(&macros, &Header, &model);
    assert_eq!(evaluator.evaluate("A"), Outcome::Undecided);
    assert_eq!(evaluator.evaluate("B"), Outcome::Undecided);
    assert_eq!(evaluator.evaluate("C"), bytes(b"A"));
    assert_eq!(evaluator.evaluate("D"), int(2, Int));
    assert_eq!(evaluator.evaluate("Z"), Outcome::Undecided);
}

/// A value that was remembered is not used where a painted name would have changed it.
#[test]
fn memory_does_not_change_what_a_cycle_means() {
    let definitions = ["EA EB", "EB EA"];
    let macros = table(&definitions);
    let model = lp64();
    let mut evaluator = Evaluator::new(&macros, &Header, &model);
    assert_eq!(evaluator.evaluate("EA"), Outcome::Nothing);
    assert_eq!(evaluator.evaluate("EB"), Outcome::Nothing);
    let through_call = ["F() EA+X", "X (F())", "M (X)"];
    assert_eq!(last(&through_call, &model), not("(X)"));
}

/// Evaluates all of a generated header; the last macro's outcome.
fn all(definitions: &[String], backwards: bool) -> Outcome {
    let macros = table(&definitions.iter().map(String::as_str).collect::<Vec<_>>());
    let model = lp64();
    let mut evaluator = Evaluator::new(&macros, &Header, &model);
    let started = Instant::now();
    let mut outcomes: Vec<Outcome> = Vec::new();
    let names = (0..definitions.len()).map(|index| format!("M{index}"));
    if backwards {
        outcomes.extend(names.rev().map(|name| evaluator.evaluate(&name)));
        outcomes.reverse();
    } else {
        outcomes.extend(names.map(|name| evaluator.evaluate(&name)));
    }
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    outcomes.pop().unwrap()
}

#[test]
fn chains_and_explosions_end() {
    let chain = |link: &dyn Fn(usize) -> String| -> Vec<String> {
        std::iter::once("M0 1".to_owned())
            .chain((1..10_000).map(link))
            .collect()
    };
    for backwards in [false, true] {
        let values = chain(&|index| format!("M{index} (M{}+1)", index - 1));
        assert_eq!(all(&values, backwards), int(10_000, Int));
        let names = chain(&|index| format!("M{index} M{}", index - 1));
        assert_eq!(all(&names, backwards), int(1, Int));
        let calls = chain(&|index| format!("M{index} (F(M{})+1)", index - 1));
        all(&calls, backwards);
        let bare = chain(&|index| format!("M{index} M{}+1", index - 1));
        assert_eq!(all(&bare, backwards), Outcome::Undecided);
        let doubled = chain(&|index| format!("M{index} M{0} M{0}", index - 1));
        assert_eq!(all(&doubled, backwards), Outcome::Undecided);
    }
    let functions: Vec<String> = (0..400)
        .map(|index| format!("M{index}(x) M{0}(x) M{0}(M{0}(x))", index + 1))
        .chain(["M400(x) x".to_owned(), "M401 M0(1)".to_owned()])
        .collect();
    assert_eq!(all(&functions, false), Outcome::Undecided);
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    assert_eq!(is(&deep("(", ")"), &lp64()), Outcome::Undecided);
    assert_eq!(is(&deep("-", ""), &lp64()), Outcome::Undecided);
    // The most frames of the reader's own stack for each level.
    let steep = deep("0||1&&0|0^0&0==0<0<<0+1*(1?(int)", "");
    assert_eq!(is(&steep, &lp64()), Outcome::Undecided);
    let nested = format!("M {}1{}", "F(".repeat(2_000), ")".repeat(2_000));
    assert_eq!(last(&["F(x) (x)", &nested], &lp64()), Outcome::Undecided);
    assert_eq!(is(&deep("1?1:", ""), &lp64()), Outcome::Undecided);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any text at all is decided, or not, without a panic.
    #[test]
    fn garbage_ends(text in any::<String>(), pieces in prop::collection::vec(0usize..46, 0..40)) {
        const PIECES: [&str; 46] = [
            "A", "B", "F", "(", ")", "(", ")", ",", "#", "##", "1", "0x", ".5", "1e", "'a'", "'",
            "\"s\"", "\"", "L'\\", "+", "-", "<<", "?", ":", "&&", "sizeof", "(int)", "int", "*",
            "[", "]", "{", "}", "__VA_ARGS__", "struct", " ", "\\\n", "/*", "*/", "//", "EA", "DWORD",
            "->", "object", "_Pragma", "x",
        ];
        let soup: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let definitions = [
            format!("M {text}"), format!("A {soup}"), format!("B {soup} A"),
            format!("F(x,...) {soup}{text} F x"), format!("C F({soup}) B(A)"), format!("D({soup}"),
            "E D(1)(2) F(A,B) C".to_owned(),
        ];
        for model in [lp64(), avr()] {
            let macros = table(&definitions.iter().map(String::as_str).collect::<Vec<_>>());
            let mut evaluator = Evaluator::new(&macros, &Header, &model);
            let started = Instant::now();
            for name in ["M", "A", "B", "C", "D", "E", "F"] {
                evaluator.evaluate(name);
            }
            prop_assert!(started.elapsed() < Duration::from_secs(2));
        }
    }
}
