//! Everything that the reader refuses, with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "what is not the form asked for is a failure"
)]

use super::model::*;
use super::read;

/// The message for a text, with its place.
fn error(text: &str, dialect: Dialect) -> String {
    match read(text, Some(dialect)) {
        Err(error) => error.to_string(),
        Ok(module) => panic!("{text:?} is taken as {:?}", module.items),
    }
}

#[test]
fn alpha_takes_less() {
    let good = "# dialect: alpha\n\n@repr(C)\nstruct db:\n    _opaque: [u8; 0]\n\nextern fn f(a: *const u8, \
                g: fn(*mut db) -> void) -> u64\nconst A: i32 = 1\nconst B = 4294967295\n\
                const S: String = \"x\"\nconst D: f64 = 1.5\nconst E: bool = true\nconst F = [1, 2]\n";
    let module = read(good, None).unwrap();
    assert_eq!(module.items.len(), 8);
    assert!(matches!(&module.items[3].kind, ItemKind::Constant(c) if c.ty.is_none()));
    assert!(matches!(&module.items[4].kind, ItemKind::Constant(c) if c.ty == Some(Type::Text)));
    for (text, place) in [
        ("extern let v: i32", "1:8: the alpha dialect has no"),
        ("type t = i32", "1:1: the alpha"),
        ("opaque type t;", "1:1: the alpha"),
        ("\"\"\"Doc.\"\"\"\nextern fn f()", "1:1: the alpha"),
        ("extern fn f(a: i32, ...)", "1:21: the alpha"),
        ("extern fn f(a: *mut void)", "1:21: the alpha"),
        ("extern fn f(a: usize)", "1:16: the alpha"),
        ("extern fn f(a: Option[fn() -> void])", "1:16: the alpha"),
        ("extern \"stdcall\" fn f()", "1:8: the alpha"),
        (
            "extern fn f(a: extern \"c\" fn() -> void)",
            "1:16: the alpha",
        ),
        ("@link_name(\"g\")\nextern fn f()", "1:2: the alpha"),
        ("@link(\"g\")\nextern fn f()", "1:2: the alpha"),
        (
            "@cfg(target_os = \"linux\")\nextern fn f()",
            "1:2: the alpha",
        ),
        (
            "@repr(C, align = 4)\nstruct s:\n    a: i32",
            "1:10: the alpha",
        ),
        ("@repr(C)\nunion u:\n    a: i32", "2:1: the alpha"),
        ("impl u:\n", "1:1: the alpha"),
        ("const A: u32 = 1", "1:10: `u32` found"),
        ("const A: &str = \"x\"", "1:10: `&` found"),
    ] {
        let message = error(text, Dialect::Alpha);
        assert!(message.starts_with(place), "{text}: {message}");
    }
}

/// Texts that are refused: where, and words of the message.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str)] = &[
    // Characters, lines, blocks.
    ("type a = b\r", "1:11", "U+000D"),
    ("type a = b\0", "1:11", "U+0000"),
    ("# é\u{202e}", "1:4", "U+202E"),
    ("\u{feff}type a = b", "1:1", "U+FEFF"),
    ("type a = b?", "1:11", "`?` found"),
    ("type a = b c", "1:12", "`c` found, the end of the line expected"),
    ("    type a = b", "1:5", "belongs to no block"),
    ("type a = b\n  type c = d", "2:3", "belongs to no block"),
    ("\ttype a = b", "1:1", "a tab indents"),
    ("@repr(C)\nstruct s:\n    a: i32\n   b: i32", "4:4", "no line above"),
    ("@repr(C)\nstruct s:\n    a: i32\n      b: i32", "4:7", "belongs to no block"),
    ("@repr(C)\nstruct s:", "2:10", "the end of the text found, a field"),
    ("@repr(C)\nstruct s:\ntype a = b", "3:1", "`type` found, a field"),
    ("@repr(C)\nstruct s: a: i32", "2:11", "`a` found, the end of the line"),
    ("@repr(C)\nstruct s:\n    # a\n    a: i32", "4:5", "above the first line of a block"),
    ("@repr(C)\nstruct s:\n\n    a: i32", "4:5", "above the first line of a block"),
    ("@repr(C)\nstruct s:\n    a: i32\n# skipped: x (y) at a.h:1\n    b: i32", "4:1", "the rest of the block"),
    ("garbage", "1:1", "`garbage` found, `extern`"),
    ("extern", "1:7", "the end of the line found"),
    ("5", "1:1", "`5` found"),
    // Above items.
    ("\"\"\"a\"\"\"\n\nextern fn f()", "3:1", "between documentation and its item"),
    ("\"\"\"a\"\"\"\n# b\nextern fn f()", "3:1", "between documentation and its item"),
    ("\"\"\"a\"\"\" b\nextern fn f()", "1:9", "`b` found"),
    ("\"\"\"a\nextern fn f()", "1:1", "documentation begins here"),
    ("\"\"\"a\\\"\"\"", "1:1", "documentation begins here"),
    ("\"\"\"a\"\"\"\n\"\"\"a\"\"\"\nextern fn f()", "2:1", "documentation found"),
    ("@link(\"x\")\n\"\"\"a\"\"\"\nextern fn f()", "2:1", "documentation found"),
    ("@link(\"x\")\n\nextern fn f()", "3:1", "between an attribute and its item"),
    ("@link(\"x\")\n# skipped: a (b) at c:1\nextern fn f()", "2:1", "between an attribute"),
    ("@link(\"x\")", "1:11", "the end of the text found"),
    ("@link(\"x\") extern fn f()", "1:12", "`extern` found"),
    ("@link(\"x\")\n@link(\"x\")\nextern fn f()", "2:7", "`x` is already"),
    ("@link_name(\"x\")\n@link_name(\"y\")\nextern fn f()", "2:2", "a second `@link_name`"),
    ("@link_name(x)\nextern fn f()", "1:12", "`x` found"),
    ("@link_name(\"x\")\ntype a = i32", "2:1", "`@link_name` does not belong to an alias"),
    ("@link(\"x\")\nconst A: i32 = 1", "2:1", "`@link` does not belong to a constant"),
    ("@repr(C)\nextern fn f()", "2:1", "`@repr` does not belong"),
    ("@foo\nextern fn f()", "1:2", "`foo` found, `cfg`"),
    ("struct s:\n    a: i32", "1:1", "a `struct` without `@repr(C)`"),
    ("union s:\n    a: i32", "1:1", "a `union` without `@repr(C)`"),
    ("@repr(packed = 1)\nstruct s:\n    a: i32", "1:7", "`packed` found, `C` expected"),
    ("@repr(C, packed)\nstruct s:\n    a: i32", "1:16", "`)` found"),
    ("@repr(C, align = 3)\nstruct s:\n    a: i32", "1:18", "3 is no alignment"),
    ("@repr(C, align = 0)\nstruct s:\n    a: i32", "1:18", "0 is no alignment"),
    ("@repr(C, align = 8, align = 8)\nstruct s:\n    a: i32", "1:21", "a second `@align`"),
    ("@repr(C, aligned = 8)\nstruct s:\n    a: i32", "1:10", "`aligned` found"),
    ("@cfg()\ntype a = b", "1:6", "`)` found, `target_os`"),
    ("@cfg(unix)\ntype a = b", "1:6", "`unix` found"),
    ("@cfg(any())\ntype a = b", "1:10", "`)` found"),
    ("@cfg(not(target_os = \"a\", target_os = \"b\"))\ntype a = b", "1:25", "`,` found"),
    ("@cfg(target_os = \"a\", target_os = \"b\")\ntype a = b", "1:21", "`,` found"),
    ("@cfg(target_pointer_width = 64)\ntype a = b", "1:29", "`64` found, a string"),
    ("@cfg(target_pointer_width = \"48\")\ntype a = b", "1:29", "\"48\" is no value of type"),
    ("# skipped: x (y)", "1:1", "without `NAME (reason)"),
    ("# skipped: x (y) at a.h", "1:1", "without `NAME (reason)"),
    // Functions.
    ("extern fn f(i32)", "1:16", "`)` found, `:`"),
    ("extern fn f(a: i32, a: i32)", "1:21", "`a` is already the name of another parameter"),
    ("extern fn f(self: i32)", "1:13", "`self` is reserved"),
    ("extern fn print()", "1:11", "`print` is reserved; as a name it is `print_`"),
    ("extern fn f(a: i32,)", "1:20", "`)` found, a parameter"),
    ("extern fn f(a: i32 b: i32)", "1:20", "`b` found, `,` or `)`"),
    ("extern fn f(..., a: i32)", "1:16", "nothing follows `...`"),
    ("extern fn f();", "1:14", "`;` found"),
    ("extern fn f(a: i32\ntype b = c", "2:1", "`type` found, `,` or `)`"),
    ("extern fn f(a: i32", "1:19", "the end of the line found"),
    ("extern \"stdcall\" let a: i32", "1:18", "`let` found, `fn`"),
    // Types.
    ("extern fn f(a: int)", "1:16", "`int` found, a type"),
    ("extern fn f(a: [u8; 4])", "1:16", "an array cannot stand here"),
    ("extern fn f(a: void)", "1:16", "`void` cannot stand here"),
    ("extern fn f() -> void", "1:18", "`void` cannot stand here"),
    ("extern fn f(a: fn(i32))", "1:23", "every function type has"),
    ("extern fn f(a: fn(x: i32) -> void)", "1:20", "`:` found, `,` or `)`"),
    ("extern fn f(a: fn() -> [u8; 1])", "1:24", "an array cannot stand here"),
    ("extern fn f(a: Option[i32])", "1:23", "`Option` holds a function's type"),
    ("extern fn f(a: Option[*mut T])", "1:23", "`Option` holds"),
    ("extern fn f(a: *i32)", "1:17", "`i32` found, `mut` or `const`"),
    ("extern fn f(a: &str)", "1:16", "`&` found, a type"),
    ("extern let a: [void; 2]", "1:16", "`void` cannot"),
    ("extern let a: [u8; -1]", "1:20", "`-` found, the length"),
    ("extern let a: [u8; 18446744073709551616]", "1:20", "of 64 bits at most"),
    ("extern let a: String", "1:15", "`String` found"),
    ("opaque type o", "1:14", "`;` expected"),
    ("opaque type i32;", "1:13", "`i32` is reserved"),
    ("type u8 = u8", "1:6", "`u8` is reserved"),
    ("@repr(C)\nstruct s:\n    a: i32\n    a: u8", "4:5", "another field"),
    // Constants.
    ("const A: i32 = 2147483648", "1:16", "2147483648 is no value of type `i32`"),
    ("const A: u8 = -1", "1:15", "-1 is no value of type `u8`"),
    ("const A: f64 = 1", "1:16", "1 is no value of type `f64`"),
    ("const A: i32 = 1.5", "1:16", "1.5 is no value"),
    ("const A: f32 = 1e39", "1:16", "1e39 is no value of type `f32`"),
    ("const A: bool = 1", "1:17", "1 is no value"),
    ("const A: &str = 1", "1:17", "1 is no value of type text"),
    ("const A: [u8; 2] = [1, 2, 3]", "1:20", "array of 2 times `u8`"),
    ("const A: [u8; 1] = [256]", "1:20", "array of 1 times `u8`"),
    ("const A: *mut u8 = 0", "1:10", "no constant has it"),
    ("const A = 1", "1:9", "`:` and a type expected"),
    ("const A: i32 = +1", "1:16", "`+` found"),
    ("const A: i32 = --1", "1:17", "`-` found"),
    ("const A: f64 = .5", "1:16", "`.` found"),
    ("const A: f64 = 1.", "1:16", "both sides of the point"),
    ("const A: i32 = 1u", "1:16", "neither suffixes"),
    ("const A: i32 = 0X1", "1:16", "the prefixes are"),
    ("const A: i32 = 0xg", "1:16", "none of its base"),
    ("const A: i32 = 0b2", "1:16", "none of its base"),
    ("const A: i32 = 0x", "1:16", "digits follow"),
    ("const A: i32 = 1_000", "1:16", "without `_`"),
    ("const A: i32 = 010", "1:16", "octal"),
    ("const A: f64 = 1E5", "1:16", "neither suffixes"),
    ("const A: f64 = 1e", "1:16", "the exponent has digits"),
    ("const A: f64 = 1e999", "1:16", "beyond the greatest"),
    ("const A: t = 340282366920938463463374607431768211456", "1:14", "more than 128 bits"),
    ("const A: t = -170141183460469231731687303715884105729", "1:15", "more than 128 bits"),
    ("const A: &str = \"\\x41\"", "1:18", "`\\x` is no escape"),
    ("const A: &str = \"é\\a\"", "1:19", "`\\a` is no escape"),
    ("const A: &str = \"\\u{d800}\"", "1:18", "`\\u{d800}` is no escape"),
    ("const A: &str = \"\\u41\"", "1:18", "is no escape"),
    ("const A: &str = \"\\u{}\"", "1:18", "is no escape"),
    ("const A: &str = \"a\ntype b = c", "1:17", "a string begins here"),
    ("const A: &str = \"a", "1:17", "a string begins here"),
    ("const A: &str = \"a\\", "1:19", "is no escape"),
    ("const A: [u8; 1] = [1.5]", "1:21", "`1.5` found, an integer"),
    // Methods.
    ("impl s:\n    a: i32", "2:5", "`a` found, `fn`"),
    ("impl s:\n    fn a(self) -> i32:", "2:10", "`self` found, `&self`"),
    ("impl s:\n    fn a(&self):", "2:16", "gives a value"),
    ("impl s:\n    fn a(&mut self):", "2:19", "`)` found"),
    ("impl s:\n    fn a(&self) -> i32:\n        let x = 1", "2:5", "the method `a` does not return"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1\n        return 1", "4:9", "has returned"),
    ("impl s:\n    fn a(&self) -> i32:\n    fn b(&self) -> i32:", "3:5", "a statement, indented"),
    ("impl s:\n    fn a(&self) -> i32:\n        self._b[0] = 1", "3:9", "`let` or `return`"),
    ("impl s:\n    fn a(&mut self, v: i32):\n        return 1", "3:9", "`return` found, `let` or `self"),
    ("impl s:\n    fn a(&mut self, v: i32):\n        v = 1", "3:9", "`v` found"),
    ("impl s:\n    fn a(&mut self, v: i32):\n        self._b = 1", "3:17", "element by element"),
    ("impl s:\n    fn a(&mut self, v: i32):\n        let v = 1", "3:13", "another value of this method"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1\n    fn a(&self) -> i32:\n        return 1", "4:5", "another method"),
    ("impl s:\n    fn a(&self) -> i32:\n        return x", "3:16", "`x` is no value here"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1 & 2 | 3", "3:22", "the order of `&` and `|`"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1 & 2 as u8", "3:27", "the order of `&` and `as`"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1 as u8 & 2", "3:24", "the order of `as` and `&`"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1 < 2 < 3", "3:22", "the order of `<` and `<`"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1 / 2", "3:18", "`/` found, an operator"),
    ("impl s:\n    fn a(&self) -> i32:\n        return (1", "3:18", "an operator or `)`"),
    ("impl s:\n    fn a(&self) -> i32:\n        return 1.5", "3:16", "`1.5` found"),
    ("impl s:\n    fn a(&self) -> i32:\n        return f(1)", "3:16", "`f` is no value"),
];

#[test]
fn what_the_format_does_not_define_is_refused_at_its_place() {
    for (text, place, words) in REFUSED {
        let message = error(text, Dialect::Spec);
        assert!(
            message.starts_with(&format!("{place}: ")) && message.contains(words),
            "{text}\n{message}"
        );
    }
}
