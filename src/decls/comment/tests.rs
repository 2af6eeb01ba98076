//! Which comment belongs to which declaration, by small headers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

/// The documentation of the declaration that `code` spells, in `header`.
fn doc(header: &str, code: &str) -> String {
    let start = header.find(code).unwrap();
    said(header, |comments| comments.of(start, start + code.len()))
}

/// The documentation below the declaration that `code` spells.
fn below(header: &str, code: &str) -> String {
    let start = header.find(code).unwrap();
    said(header, |comments| comments.below(start, start + code.len()))
}

/// What a header's comments say when asked, which is what they say when they were read ahead.
fn said(header: &str, ask: impl Fn(&Comments<'_>) -> Option<Documentation>) -> String {
    let text = header.as_bytes();
    let notes = Arc::new(Notes::ahead(text, || true).unwrap());
    let documentation = ask(&Comments::new(text));
    assert_eq!(documentation, ask(&Comments::noted(text, notes)));
    documentation.map_or_else(String::new, |it| it.text.join("|"))
}

#[test]
fn blocks_and_runs_above() {
    assert_eq!(doc("/** A. */\nint f(void);", "int f(void)"), "A.");
    assert_eq!(doc("x;\n/* A\n** b\n*/\nint f;", "int f"), "A|b");
    assert_eq!(doc("x;\n/// A\n///  b\nint f;", "int f"), "A| b");
    assert_eq!(doc("x;\n  /* A */\n  /* b */\n  int f;", "int f"), "A|b");
    assert_eq!(doc("x;\r\n/* A\r\n * b */\r\nint f;\r\n", "int f"), "A|b");
    assert_eq!(doc("x;\n/* A */ int f;", "int f"), "A");
}

#[test]
fn only_documentation_may_stand_apart() {
    assert_eq!(doc("x;\n/** A */\n\n \nint f;", "int f"), "A");
    assert_eq!(doc("x;\n/* A */\n\nint f;", "int f"), "");
    assert_eq!(doc("x;\n/** A */\ny;\nint f;", "int f"), "");
    assert_eq!(doc("x;\n/** A */\n/* b */\nint f;", "int f"), "A||b");
}

#[test]
fn two_slashes_are_a_remark() {
    assert_eq!(doc("x;\n// A\n// b\nint f;", "int f"), "");
    assert_eq!(doc("int e; // e\n       // more\nint f;", "int e"), "");
    assert_eq!(doc("#define M 2 // two\n", "M 2"), "");
    assert_eq!(doc("int e; /* e */ // more\n", "int e"), "e");
    assert_eq!(doc("x;\n/** A */\n// b\nint f;", "int f"), "A");
    assert_eq!(doc("x;\n/* A */\n// b\nint f;", "int f"), "");
    assert_eq!(doc("x;\n/** A */\n\n// b\nint f;", "int f"), "");
    assert_eq!(doc("x;\n// A\n/* b */\nint f;", "int f"), "b");
}

#[test]
fn of_two_blocks_the_nearest_counts() {
    let text = "x;\n/* A heading */\n/* The function. */\nint f;";
    assert_eq!(doc(text, "int f"), "The function.");
    let text = "x;\n/* A sentence that */\n/* goes on. */\nint f;";
    assert_eq!(doc(text, "int f"), "A sentence that|goes on.");
}

#[test]
fn the_comment_of_another_declaration_is_not_taken() {
    assert_eq!(doc("int e; /* e */\nint f;", "int f"), "");
    assert_eq!(doc("int e; /* e\n more */\nint f;", "int f"), "");
    assert_eq!(doc("int e; ///< e\n       ///< more\nint f;", "int f"), "");
    assert_eq!(doc("int e; // e\n       // more\nint f;", "int f"), "");
    assert_eq!(doc("int e;\n/**< e */\nint f;", "int f"), "");
    assert_eq!(doc("/** S. */\nstruct S { int a; int b; };", "int b"), "");
    assert_eq!(doc("/** S. */\nstruct S { int a; };", "int a"), "");
}

#[test]
fn behind_on_the_same_line() {
    assert_eq!(doc("int e; /**< e */\nint f;", "int e"), "e");
    assert_eq!(
        doc("int e; ///< e\n       ///< more\nint f;", "int e"),
        "e|more"
    );
    assert_eq!(doc("int e; ///< e\n/// f\nint f;", "int e"), "e");
    assert_eq!(doc("int e; // e\n/// f\nint f;", "int f"), "f");
    assert_eq!(
        doc("int e; /* e\n          more */\nint f;", "int e"),
        "e|more"
    );
    assert_eq!(
        doc("  Bytef *next_in;  /* next byte */\n", "Bytef *next_in"),
        "next byte"
    );
    assert_eq!(doc("enum { A, /* a */\n B /* b */ };", "A"), "a");
    assert_eq!(doc("enum { A, /* a */\n B /* b */ };", "B"), "b");
    assert_eq!(doc("enum {\n A /**< a */, B\n};", "A"), "a");
    assert_eq!(
        doc(
            "int f(void) __attribute__((pure)); /* f */\n",
            "int f(void)"
        ),
        "f"
    );
    assert_eq!(
        doc("int f(void)\n  NONNULL((1)); /* f */\n", "int f(void)"),
        "f"
    );
}

#[test]
fn what_more_code_follows_is_ambiguous() {
    assert_eq!(doc("f(int a, /* b */ int b);", "int a"), "");
    assert_eq!(doc("enum { A, /* b */ B };", "A"), "");
    assert_eq!(doc("enum { A, /**< a */ B };", "A"), "a");
}

#[test]
fn above_comes_before_behind() {
    assert_eq!(doc("/** A. */\nint f; /**< B. */", "int f"), "A.||B.");
}

#[test]
fn macros() {
    let text = "/* A */\n#define N 1   /* one */\n";
    assert_eq!(doc(text, "N 1"), "A||one");
    assert_eq!(doc("#define E /* e */\nint f;", "E"), "e");
    // The line below a macro is another line.
    assert_eq!(doc("#define N\nFOO; /* foo */\n", "N"), "");
}

#[test]
fn braces() {
    let text = "struct S { /* nobody's */\n int a;\n};";
    assert_eq!(doc(text, "int a"), "");
    assert_eq!(doc(text, "struct S { /* nobody's */\n int a;\n}"), "");
    let text = "enum E { /**< E. */\n A\n};";
    assert_eq!(doc(text, "enum E { /**< E. */\n A\n}"), "E.");
    assert_eq!(doc(text, "A\n"), "");
    assert_eq!(
        doc("int f(void) { }\nEXPORT; /* e */", "int f(void) { }"),
        ""
    );
}

#[test]
fn decorations_belong_to_the_declaration() {
    assert_eq!(
        doc("x;\n/** A */\nG_AVAILABLE(1)\nEXPORT\nint f;", "int f"),
        "A"
    );
    assert_eq!(doc("x;\n/** A */\nSQLITE_API int f;", "int f"), "A");
    assert_eq!(doc("x;\n/* A */\nG_BEGIN_DECLS\nint f;", "int f"), "");
    assert_eq!(doc("x;\n/* A */\nX_API;\nint f;", "int f"), "");
    assert_eq!(doc("x;\n/* A */\n#define X\nint f;", "int f"), "");
}

#[test]
fn below_as_in_zlib() {
    let text = "int f(int);\n/*\n   Frees.\n*/\n\n/* g */\nint g;\n/* last */";
    assert_eq!(below(text, "int f(int)"), "Frees.");
    assert_eq!(below(text, "int g"), "last");
    assert_eq!(below("int f;\n/* g */\nint g;", "int f"), "");
    assert_eq!(below("int f;\n\n/* no */\n\nint g;", "int f"), "");
    assert_eq!(below("int f;\n/** no */\n\nint g;", "int f"), "");
    assert_eq!(below("int f;\n// no\n\nint g;", "int f"), "");
}

#[test]
fn licences_rulers_and_remarks_are_nothing() {
    assert_eq!(doc("/* Copyright (c) */\nint f;", "int f"), "");
    assert_eq!(
        doc("// A\n// SPDX-License-Identifier: X\nint f;", "int f"),
        ""
    );
    assert_eq!(
        doc("/* -*- C -*- */\n/* The license. */\nint f;", "int f"),
        ""
    );
    assert_eq!(
        doc("int e;\n/* Sets the copyright. */\nint f;", "int f"),
        "Sets the copyright."
    );
    assert_eq!(doc("/* Adds. */\nint f;", "int f"), "Adds.");
    assert_eq!(doc("x;\n/*--------*/\nint f;", "int f"), "");
    assert_eq!(
        doc("x;\n//////////\n// Part\n//////////\nint f;", "int f"),
        ""
    );
    assert_eq!(doc("x;\n/** A */\n// NOLINTNEXTLINE\nint f;", "int f"), "A");
    assert_eq!(
        doc("x;\n/** A */\n/* clang-format off */\nint f;", "int f"),
        "A"
    );
    assert_eq!(doc("/** @file\n * Text.\n */\n\nint f;", "int f"), "");
    assert_eq!(doc("x; /* fallthrough */\n", "x"), "");
}

#[test]
fn offsets_out_of_the_file_find_nothing() {
    let comments = Comments::new(b"/* a */");
    assert_eq!(comments.of(100, 3), None);
    assert_eq!(comments.below(9, 90), None);
    assert_eq!(Comments::new(b"").of(0, 0), None);
}

proptest::proptest! {
    #[test]
    fn never_panics(text in "[a-zA /*!<\n\r\t'\"\\\\;,{}()#@-]{0,60}", start in 0..70_usize, end in 0..70_usize) {
        said(&text, |comments| comments.of(start, end));
        said(&text, |comments| comments.below(start, end));
    }

    #[test]
    fn never_panics_on_bytes(text: Vec<u8>, start: usize, end: usize) {
        Comments::new(&text).of(start, end);
    }
}

/// What may stand between two declarations, or before and behind a name.
const GAPS: [&str; 10] = [
    " ",
    "\n",
    "\n\n",
    " /* a */ ",
    " /**< b */ ",
    "\n/** c */\n",
    "\n// d\n",
    " ///< e\n",
    "\n\n/* f */\n\n",
    "\n  ///< g\n",
];

/// All triples of gaps with all of some middles.
fn cases<'m>(middles: &'m [&str]) -> impl Iterator<Item = ([&'static str; 3], &'m str)> {
    (0..GAPS.len().pow(3) * middles.len()).map(|case| {
        let gap = |place: u32| GAPS[case / GAPS.len().pow(place) % GAPS.len()];
        ([gap(0), gap(1), gap(2)], middles[case / GAPS.len().pow(3)])
    })
}

/// Whatever documents a declaration, the quick look finds it worth a closer one.
#[test]
fn the_quick_look_misses_nothing() {
    let values = ["", " = 1", " = F(1, 2)", " = F(1,\n 2)"];
    let mut documented = 0;
    for ([before, after, next], value) in cases(&values) {
        let text = format!("enum e {{ A,{before}B{value}{after},{next}C }};\nint after;\n");
        let start = text.find("B").unwrap();
        let end = start + 1 + value.len();
        let comments = Comments::new(text.as_bytes());
        if comments.of(start, end).is_some() {
            documented += 1;
            assert!(comments.may_concern(start, Shape::Enumerator), "{text}");
        }
        let text = format!("struct s {{ int a;{before}int B{after};{next}int c; }};\nint after;\n");
        let name = text.find("B").unwrap();
        let comments = Comments::new(text.as_bytes());
        if comments.of(name - 4, name + 1).is_some() {
            documented += 1;
            assert!(comments.may_concern(name, Shape::Plain), "{text}");
        }
    }
    assert!(documented > 1000, "{documented}");
}

#[test]
fn what_has_a_body_is_seen_to_be_undocumented_only_where_it_is() {
    let bodies = [
        ";",
        "{ int a; };",
        "{\n  int a;\n  int b;\n};",
        "{ struct { int a; } b; };",
        "{ /* h */ int a; };",
        "{ int a; /**< i */ };",
    ];
    let mut seen = [0, 0];
    for ([before, behind, next], body) in cases(&bodies) {
        let (body, is_complete) = match body.strip_suffix("};") {
            Some(body) => (format!("{body}}}"), true),
            None => (String::new(), false),
        };
        let text =
            format!("int x;{before}struct S{body};{behind}int y;{next}struct T {{ int z; }};");
        let start = text.find("struct").unwrap();
        let end = start + "struct S".len() + body.len();
        let comments = Comments::new(text.as_bytes());
        if comments.of(start, end).is_some() {
            seen[0] += 1;
            assert!(comments.may_concern(start + 7, Shape::Tagged), "{text}");
        }
        if is_complete {
            let text = format!("int x;{before}typedef struct {body}{behind}S;{next}int y;");
            let start = text.find("struct").unwrap();
            let end = start + "struct ".len() + body.len();
            let name = text.rfind("S;").unwrap();
            let comments = Comments::new(text.as_bytes());
            if comments.of(start, end).is_some() {
                seen[0] += 1;
                assert!(comments.may_concern(start, Shape::Tagged), "{text}");
            }
            assert_eq!(comments.of(start - 8, name + 1), None, "{text}");
        }
        let text = format!("int x;{before}typedef int S;{behind}int y;{next}int z;");
        let start = text.find("typedef").unwrap();
        let name = start + "typedef int ".len();
        let comments = Comments::new(text.as_bytes());
        if comments.of(start, name + 1).is_some() {
            seen[1] += 1;
            assert!(comments.may_concern(name, Shape::Typedef), "{text}");
        }
    }
    assert!(seen.iter().all(|&seen| seen > 1000), "{seen:?}");
    // It is worth it: what stands alone is seen to.
    let bare =
        Comments::new(b"/** A. */\nint a;\nstruct S { int b; };\nint c;\n\n/** D. */\nint d;\n");
    assert!(!bare.may_concern(24, Shape::Tagged));
    let bare = Comments::new(b"/** A. */\nint a;\ntypedef struct { int b; } S;\n");
    assert!(!bare.may_concern(43, Shape::Typedef));
}
