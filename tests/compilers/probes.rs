//! Symbols and bits, asked of every compiler for every target.

use quarry_bindgen::verify::probe::{Referred, Value, symbols, values};

use super::objects::prefix;
use super::{ALL, LINUX, find};

/// Names of every kind.
const NAMES: &str = "extern int f(int);\n\
    extern int v;\n\
    extern int array[5];\n\
    extern int renamed(void) __asm__(\"other_name\");\n\
    extern int renamed_v __asm__(\"other_v\");\n\
    static inline int own(void) { return 1; }\n\
    static const int table[3] = { 1, 2, 3 };\n\
    #ifndef __AVR__\n\
    extern __thread int each;\n\
    #endif\n\
    struct opaque; extern struct opaque unknown;\n\
    #ifdef _WIN32\n\
    __declspec(dllimport) int imported(void);\n\
    extern __declspec(dllimport) int imported_v;\n\
    __declspec(dllimport) int __stdcall called(int, int);\n\
    int __fastcall fast(int, int);\n\
    #else\n\
    extern int weak(void) __attribute__((weak));\n\
    extern int weak_v __attribute__((weak));\n\
    #endif\n";

/// What one name refers to.
fn ask(cc: &str, triple: &str, name: &str) -> Result<Referred, String> {
    let mut answers = symbols(&find(cc, triple), NAMES, &[name]).unwrap();
    answers.remove(0)
}

#[test]
fn every_name_has_its_symbol() {
    for (cc, triple, _) in ALL {
        if triple.starts_with("wasm") {
            continue;
        }
        let compiler = find(cc, triple);
        let names = [
            "f",
            "v",
            "array",
            "renamed",
            "renamed_v",
            "own",
            "table",
            "unknown",
            "no_such",
            "3",
        ];
        let answers = symbols(&compiler, NAMES, &names).unwrap();
        let context = format!("{cc} for {triple}: {answers:#?}");
        let name = |name: &str| format!("{}{name}", prefix(triple));
        let expected = [
            name("f"),
            name("v"),
            name("array"),
            "other_name".to_owned(),
            "other_v".to_owned(),
            name("own"),
            name("table"),
            name("unknown"),
        ];
        for (answer, expected) in answers.iter().zip(expected) {
            let answer = answer.as_ref().unwrap_or_else(|_| panic!("{context}"));
            let is_defined = expected == name("own") || expected == name("table");
            let right = Referred {
                symbol: expected,
                is_imported: false,
                is_weak: false,
                is_thread_local: false,
                is_defined,
                // Both are `static`.
                is_local: is_defined,
            };
            assert_eq!(*answer, right, "{context}");
        }
        assert!(
            answers[8].as_ref().unwrap_err().contains("undeclared"),
            "{context}"
        );
        assert!(answers[9].is_err(), "{context}");
    }
}

#[test]
fn variables_of_threads_are_told() {
    for (cc, triple, _) in ALL {
        if triple.starts_with("wasm") || triple.starts_with("avr") {
            continue;
        }
        let each = ask(cc, triple, "each").unwrap();
        assert!(each.is_thread_local, "{cc} for {triple}: {each:?}");
        assert_eq!(
            each.symbol,
            format!("{}each", prefix(triple)),
            "{cc} for {triple}"
        );
    }
}

#[test]
fn weak_names_are_told() {
    for (cc, triple, _) in ALL {
        // clang makes plain references of weak ones for AVR.
        let is_blind = triple.starts_with("avr") && cc.starts_with("clang");
        if triple.starts_with("wasm") || triple.contains("windows") || is_blind {
            continue;
        }
        for name in ["weak", "weak_v"] {
            let found = ask(cc, triple, name).unwrap();
            assert!(
                found.is_weak && !found.is_defined,
                "{cc} for {triple}: {found:?}"
            );
        }
    }
}

#[test]
fn what_comes_out_of_a_dll_is_told() {
    for (cc, triple, _) in ALL {
        if !triple.contains("windows") {
            continue;
        }
        let is_32 = triple.starts_with("i686");
        let rows = if is_32 {
            [
                ("imported", "__imp__imported"),
                ("imported_v", "__imp__imported_v"),
                ("called", "__imp__called@8"),
                ("fast", "@fast@8"),
            ]
        } else {
            [
                ("imported", "__imp_imported"),
                ("imported_v", "__imp_imported_v"),
                ("called", "__imp_called"),
                ("fast", "fast"),
            ]
        };
        for (name, symbol) in rows {
            let found = ask(cc, triple, name).unwrap();
            assert_eq!(found.symbol, symbol, "{cc} for {triple}");
            assert_eq!(found.is_imported, name != "fast");
        }
    }
}

#[test]
fn arguments_that_change_code_change_no_answer() {
    for cc in ["gcc", "clang-14", "clang-19"] {
        for arguments in [
            &["-O2"][..],
            &["-fPIC"],
            &["-fPIE", "-O3"],
            &["-flto"],
            &["-g"],
        ] {
            let compiler = super::try_find(cc, LINUX, arguments);
            let compiler = compiler.unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
            let names = ["f", "v", "array", "own", "each", "weak_v"];
            let answers = symbols(&compiler, NAMES, &names).unwrap();
            for (name, answer) in names.iter().zip(answers) {
                let answer = answer.unwrap();
                assert_eq!(answer.symbol, *name, "{cc} {arguments:?}");
                assert_eq!(answer.is_thread_local, *name == "each");
            }
        }
    }
}

#[test]
fn real_names() {
    let text = "#include <errno.h>\n#include <stdio.h>\n#include <math.h>\n#include <unistd.h>\n\
        #include <sys/stat.h>\n#define _REAL 1\n";
    let answers = symbols(
        &find("gcc", LINUX),
        text,
        &["stdin", "floor", "environ", "errno"],
    );
    let answers = answers.unwrap();
    assert_eq!(answers[0].as_ref().unwrap().symbol, "stdin");
    assert_eq!(answers[1].as_ref().unwrap().symbol, "floor");
    // Not without `_GNU_SOURCE`.
    assert!(answers[2].is_err());
    assert_eq!(answers[3].as_ref().unwrap().symbol, "__errno_location");
    let large = super::try_find("gcc", "i686-unknown-linux-gnu", &["-D_FILE_OFFSET_BITS=64"]);
    let answers = symbols(&large.unwrap(), text, &["fopen", "stat", "lseek"]).unwrap();
    let names: Vec<_> = answers.into_iter().map(|it| it.unwrap().symbol).collect();
    assert_eq!(names, ["fopen64", "stat64", "lseek64"]);
}

/// A record with bit-fields.
const BITS: &str = "struct B { unsigned a : 3; int b : 5; unsigned c : 12; unsigned char d; };\n\
    union U { struct { struct B in[2]; } named; struct { int x; }; float f; };\n\
    enum E { LOW = -1, HIGH = 1 };\n";

#[test]
fn bits_of_every_target() {
    for (cc, triple, _) in ALL {
        if triple.starts_with("wasm") {
            continue;
        }
        let asked = [
            Value::of_members("struct B", &[("a", "-1")]),
            Value::of_members("struct B", &[("b", "-1")]),
            Value::of_members("struct B", &[("a", "1"), ("b", "-16")]),
            Value::of_members("struct B", &[("nothing", "1")]),
            Value::of_members("union U", &[("named.in[1].a", "7")]),
            Value::of_members("union U", &[("x", "258")]),
            Value::of_members("struct B", &[]),
            Value {
                of: "char [4]".to_owned(),
                is: "\"abc\"".to_owned(),
            },
            Value {
                of: "float".to_owned(),
                is: "1.5f".to_owned(),
            },
            Value {
                of: "const void *".to_owned(),
                is: "&quarry_value_0".to_owned(),
            },
            Value {
                of: "enum E".to_owned(),
                is: "LOW".to_owned(),
            },
        ];
        // As strict as can be.
        let strict = super::try_find(cc, triple, &["-std=c89", "-pedantic-errors"]).unwrap();
        let plain = "struct P { int a : 3; };";
        let asked_plain = [Value {
            of: "struct P".to_owned(),
            is: "{ 3 }".to_owned(),
        }];
        assert!(
            values(&strict, plain, &asked_plain).unwrap()[0].is_ok(),
            "{cc} for {triple}"
        );
        assert!(
            symbols(&strict, "int f(int);", &["f"]).unwrap()[0].is_ok(),
            "{cc} for {triple}"
        );
        let answers = values(&find(cc, triple), BITS, &asked).unwrap();
        let context = format!("{cc} for {triple}: {answers:x?}");
        let first = |index: usize| {
            answers[index]
                .as_ref()
                .unwrap_or_else(|_| panic!("{context}"))[0]
        };
        let big = triple.starts_with("s390x");
        assert_eq!(first(0), if big { 0xe0 } else { 0x07 }, "{context}");
        assert_eq!(first(1), if big { 0x1f } else { 0xf8 }, "{context}");
        assert_eq!(first(2), if big { 0x30 } else { 0x81 }, "{context}");
        assert!(
            answers[3].as_ref().unwrap_err().contains("nothing"),
            "{context}"
        );
        let record = answers[0].as_ref().unwrap().len();
        let union = answers[4].as_ref().unwrap();
        assert_eq!(union.len(), 2 * record, "{context}");
        assert_eq!(union[record], first(0), "{context}");
        assert!(union[..record].iter().all(|byte| *byte == 0), "{context}");
        let x = if big { [0, 0, 1, 2] } else { [2, 1, 0, 0] };
        assert_eq!(answers[5].as_ref().unwrap()[..4], x, "{context}");
        assert!(
            answers[6].as_ref().unwrap().iter().all(|byte| *byte == 0),
            "{context}"
        );
        assert_eq!(answers[7].as_deref(), Ok(&b"abc\0"[..]), "{context}");
        let float = if big {
            1.5_f32.to_be_bytes()
        } else {
            1.5_f32.to_le_bytes()
        };
        assert_eq!(answers[8].as_deref(), Ok(&float[..]), "{context}");
        assert!(
            answers[9].as_ref().unwrap_err().contains("quarry_value_0"),
            "{context}"
        );
        assert!(
            answers[10]
                .as_ref()
                .unwrap()
                .iter()
                .all(|byte| *byte == 0xff),
            "{context}"
        );
    }
}

#[test]
fn a_wrong_text_is_an_error_and_a_wrong_probe_is_one_answer() {
    for cc in ["gcc", "clang-14", "clang-19"] {
        let compiler = find(cc, LINUX);
        let error = symbols(&compiler, "int f(int);\nlong f(int);\n", &["f"]).unwrap_err();
        assert!(
            error.to_string().contains("(check):2:6: conflicting types"),
            "{error}"
        );
        assert!(symbols(&compiler, "#include <no/such.h>\n", &["f"]).is_err());
        // Each with a line break that would move the others.
        let names = vec!["no\nsuch"; 3]
            .into_iter()
            .chain(["f"])
            .collect::<Vec<_>>();
        let answers = symbols(&compiler, "int f(int);", &names).unwrap();
        assert!(answers[..3].iter().all(Result::is_err), "{answers:?}");
        assert_eq!(answers[3].as_ref().unwrap().symbol, "f");
        assert_eq!(symbols(&compiler, "", &[]).unwrap(), []);
        let all_wrong = symbols(&compiler, "", &["a", "b"]).unwrap();
        assert!(all_wrong.iter().all(Result::is_err));
    }
}

#[test]
fn many_names() {
    // More sections than a plain object file of Windows has room for.
    const COUNT: usize = 12_000;
    let names: Vec<String> = (0..COUNT).map(|index| format!("f{index}")).collect();
    let text: String = names
        .iter()
        .map(|name| format!("int {name}(void);\n"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (cc, triple) in [("gcc", "x86_64-pc-windows-gnu"), ("gcc", LINUX)] {
        let answers = symbols(&find(cc, triple), &text, &names).unwrap();
        for (name, answer) in names.iter().zip(answers) {
            assert_eq!(answer.unwrap().symbol, *name, "{cc} for {triple}");
        }
    }
}
