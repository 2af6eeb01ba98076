//! What C leaves open, floats, texts, casts, and what is no constant.

use super::*;
use CType::{Double, Float, Int, LongDouble, Short, UChar, UInt, ULong, ULongLong};

#[test]
fn what_c_leaves_undefined_is_undecided() {
    for text in [
        "2147483647 + 1",
        "(-2147483647-1) / -1",
        "(-2147483647-1) % -1",
        "2 << 31",
        "-(-2147483647-1)",
        "(int)1e10",
        "9223372036854775808",
        "99999999999999999999999999999999999999999999",
        "__builtin_nanf(\"1\")",
        "__builtin_offsetof(struct S, a)",
        "_Generic(1, int: 2)",
        "sizeof(_Unknown)",
        "sizeof(unknown())",
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
fn what_gcc_refuses_is_no_constant() {
    for text in ["1/0", "1 % 0", "1 << 32", "1 >> 32", "1 << -1"] {
        assert_eq!(is(text, &lp64()), not(text), "{text}");
    }
    assert_eq!(is("1 << 16", &avr()), not("1 << 16"));
    assert_eq!(is("1 ? 2 : 1 << 32", &lp64()), int(2, Int));
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
