//! What nests deeply, or grows exponentially.

use super::End::{Any, Done, Refused};
use super::repeat::{lines, nest};
use super::{DEEP, check_all};

#[test]
fn deep_brackets() {
    let too_deep = "nesting level exceeded";
    check_all(&[
        (
            "(",
            nest("int a[(", "1", ")];", 1),
            Done("extern var a: [i32; 1]"),
        ),
        (
            "((",
            format!("int a[{}];", nest("(", "1", ")", DEEP)),
            Refused(too_deep),
        ),
        (
            "{{",
            format!("static int a[] = {};", nest("{", "1", "}", DEEP)),
            Refused(too_deep),
        ),
        (
            "struct{",
            nest("struct{", "int x;", "}y;", DEEP),
            Refused(too_deep),
        ),
        (
            "typeof(",
            format!("{} x;", nest("__typeof__(", "int", ")", DEEP)),
            Refused(too_deep),
        ),
        (
            "sizeof(",
            format!("int a[{}];", nest("sizeof(", "int", ")", DEEP)),
            Refused(too_deep),
        ),
        (
            "_Generic(",
            format!("int a[{}];", nest("_Generic(1,int:", "1", ")", DEEP)),
            Refused(too_deep),
        ),
        (
            "_Static_assert(",
            format!("_Static_assert({},\"\");", nest("1+(", "1", ")", DEEP)),
            Refused(too_deep),
        ),
        (
            "void (*)(",
            format!("void f({});", nest("void (*)(", "int", ")", 5000)),
            Refused("depth exceeded"),
        ),
        (
            "(*",
            format!("void {};", nest("(*", "f", ")(void)", DEEP)),
            Any,
        ),
    ]);
}

#[test]
fn deep_types_and_expressions() {
    check_all(&[
        (
            "*",
            format!("int {}p;", "*".repeat(20_000)),
            Done("extern var p: *mut *mut "),
        ),
        (
            "const",
            format!("{}int x;", "const ".repeat(DEEP)),
            Done("extern let x: i32"),
        ),
        (
            "attribute",
            format!("int f(void) {};\n", "__attribute__((unused)) ".repeat(DEEP)),
            Done("extern fn f()"),
        ),
        (
            "1+",
            format!("int a[{}1];", "1+".repeat(DEEP)),
            Done("extern var a: [i32; 100001]"),
        ),
        (
            "?:",
            format!("int a[{}1];", "1?1:".repeat(DEEP)),
            Done("extern var a: [i32; 1]"),
        ),
        (
            "- -",
            format!("int a[{}1];", "- ".repeat(DEEP)),
            Done("extern var a: [i32; 1]"),
        ),
        ("[1]", format!("int a{};", "[1]".repeat(2000)), Any),
        (
            "#if",
            nest("#if 1\n", "int f(void);\n", "#endif\n", DEEP),
            Done("extern fn f()"),
        ),
        (
            "pack",
            "#pragma pack(push,1)\n".repeat(DEEP) + "int f(void);",
            Done("extern fn f()"),
        ),
    ]);
}

#[test]
fn deep_and_exponential_macros() {
    let laughs =
        "#define A0 1+1\n".to_owned() + &lines(40, |i| format!("#define A{} (A{i})+(A{i})", i + 1));
    check_all(&[
        (
            "((",
            format!("#define X {}\nint f(void);", nest("(", "1", ")", DEEP)),
            Done("extern fn f()"),
        ),
        (
            "1+",
            format!("#define X {}1\nint f(void);", "1+".repeat(DEEP)),
            Done("extern fn f()"),
        ),
        (
            "- ",
            format!("#define X {}1\nint f(void);", "- ".repeat(DEEP)),
            Done("extern fn f()"),
        ),
        (
            "?:",
            format!("#define X {}1\nint f(void);", "1?1:".repeat(DEEP)),
            Done("extern fn f()"),
        ),
        (
            "strings",
            format!("#define X {}\nint f(void);", "\"a\" ".repeat(DEEP)),
            Done("extern fn f()"),
        ),
        (
            "chain",
            "#define M0 1\n".to_owned()
                + &lines(20_000, |i| format!("#define M{} (M{i}+1)", i + 1)),
            Done("M19999: i32 = 20000"),
        ),
        // clang gives up at 256 brackets, and would say nothing of what comes after them.
        (
            "chain of questions",
            "#define M0 ((none)1)\n".to_owned()
                + &lines(400, |i| format!("#define M{} (M{i}+1)", i + 1)),
            Done("# skipped: M399 (not a constant: (M398+1)) at a.h:400\n"),
        ),
        (
            "question behind a deep one",
            "#define M0 (__builtin_choose_expr(1, 1, 2))\n".to_owned()
                + &lines(400, |i| format!("#define M{} (M{i}+1)", i + 1)),
            Done("const M400: i32 = 401\n"),
        ),
        (
            "self",
            "#define A B\n#define B A\nint f(void);\n".to_owned(),
            Done("extern fn f()"),
        ),
        ("laughs", laughs.clone() + "int a[A40];\n", Any),
        (
            "laughs, not used",
            laughs.clone() + "int f(void);\n",
            Done("extern fn f()"),
        ),
        (
            "laughs, small",
            laughs.clone() + "int f(void);\n",
            Done("const A12: i32 = 8192\n"),
        ),
        (
            "laughs, large",
            laughs.clone() + "int f(void);\n",
            Done("# skipped: A40 (expands to more than 65536 tokens) at a.h:41\n"),
        ),
        // What only the compiler could say of the rest does not matter any more.
        (
            "laughs behind a question",
            laughs + "#define B __is_odd(1) A40\n#define C __builtin_odd(A40)\nint f(void);\n",
            Done("# skipped: C (expands to more than 65536 tokens) at a.h:43\n"),
        ),
        (
            "laughs with values",
            "#define A0 (1)\n".to_owned()
                + &lines(40, |i| format!("#define A{} ((A{i})|(A{i}))", i + 1))
                + "#define B __builtin_odd(A40)\nint f(void);\n",
            Done("# skipped: B (expands to more than 65536 tokens) at a.h:42\n"),
        ),
        (
            "laughs with calls",
            "#define D(x) x x\n#define A ".to_owned()
                + &nest("D(", "1", ")", 60)
                + "\nint f(void);\n",
            Done("# skipped: A (expands to more than 65536 tokens) at a.h:2\n"),
        ),
    ]);
}
