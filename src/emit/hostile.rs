//! Whatever a header calls things and says of them, the structure of the text stays: checked
//! with a line scanner that shares nothing with the code that it checks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::emit;
use super::tests::{item, module, record};
use crate::diagnostic::Reason;
use crate::map::model::*;

/// What an item may begin with, and its name in the scanner's result.
const STARTS: &[(&str, &str)] = &[
    ("extern fn ", "function"),
    ("extern \"", "function"),
    ("extern let ", "variable"),
    ("extern var ", "variable"),
    ("struct ", "record"),
    ("union ", "record"),
    ("opaque type ", "opaque"),
    ("type ", "alias"),
    ("const ", "constant"),
    ("# skipped: ", "skipped"),
];

/// The kinds of the items of a text, in order. Panics on any line that is no part of an item.
fn scan(text: &str) -> Vec<&'static str> {
    let mut items = Vec::new();
    let mut in_doc = false;
    let mut in_block = "";
    for line in text.split('\n') {
        assert!(
            !line.chars().any(|c| c.is_control()),
            "control character in {line:?}"
        );
        assert!(
            !line
                .chars()
                .any(|c| "\u{202a}\u{202e}\u{2066}\u{2069}\u{2028}\u{2029}".contains(c)),
            "hidden direction in {line:?}"
        );
        let marks = line.matches("\"\"\"").count();
        if in_doc {
            assert!(
                marks == 0 || line == "\"\"\"",
                "doc string broken by {line:?}"
            );
            in_doc = marks == 0;
        } else if line == "\"\"\"" {
            in_doc = true;
        } else if line.starts_with("\"\"\"") {
            assert!(
                line.len() >= 6 && line.ends_with("\"\"\"") && marks == 2,
                "doc {line:?}"
            );
        } else if in_block == "function" && line.starts_with(')') {
            in_block = "";
        } else if line.starts_with("    ") {
            let mut words = line.trim_start().splitn(2, ": ");
            let name = words.next().unwrap();
            let member = name == "..." || (words.next().is_some() && !name.contains(' '));
            assert!(!in_block.is_empty() && member, "member {line:?}");
        } else {
            in_block = "";
            match STARTS.iter().find(|(start, _)| line.starts_with(start)) {
                Some(&(_, kind)) => {
                    items.push(kind);
                    if line.ends_with('(') || line.ends_with(':') && kind == "record" {
                        in_block = kind;
                    }
                    if kind != "skipped" {
                        assert_tokens(line);
                    }
                }
                None => assert!(
                    line.is_empty() || line.starts_with('#') || line.starts_with('@'),
                    "no item: {line:?}"
                ),
            }
        }
    }
    assert!(!in_doc, "a doc string does not end");
    assert!(
        text.ends_with('\n') && !text.ends_with("\n\n"),
        "one final newline"
    );
    items
}

/// Panics where a string of the line does not end on it or holds an escape that is none.
fn assert_tokens(line: &str) {
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        if c != '"' {
            continue;
        }
        loop {
            match characters.next().expect("a string ends on its line") {
                '"' => break,
                '\\' => {
                    let escape = characters.next().expect("an escape is whole");
                    assert!("ntr\\\"0u".contains(escape), "escape {escape:?}");
                }
                _ => {}
            }
        }
    }
}

/// Text with a taste for what has a meaning in Pyrite.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(|c| c.to_string()),
        prop::sample::select(vec![
            "\"",
            "\"\"",
            "\"\"\"",
            "\\",
            "\n",
            "\r",
            "\r\n",
            "\0",
            "\t",
            " ",
            "#",
            ":",
            "(",
            ")",
            "\nextern fn f()",
            "\n# skipped: x",
            "skipped: ",
            "\u{202e}",
            "\u{2028}",
            "\u{85}",
            "\u{b}",
            "\u{feff}",
            "a",
            "word ",
        ])
        .prop_map(str::to_owned),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A kind of item full of such text, with its name in the scanner's result.
fn kind() -> impl Strategy<Value = (ItemKind, &'static str)> {
    (0..7, text(), text(), text(), any::<bool>()).prop_map(|(kind, a, b, c, flag)| {
        let ty = Type::Pointer {
            mutable: flag,
            pointee: Box::new(Type::Named(a.clone())),
        };
        match kind {
            0 => {
                let function = Function {
                    link_name: flag.then_some(a),
                    convention: (!flag).then_some(b),
                    parameters: vec![Parameter { name: c, ty }],
                    variadic: flag,
                    result: None,
                };
                (function.into(), "function")
            }
            1 => (record(&[(&b, ty, Some(&c))]).into(), "record"),
            2 => (ItemKind::Opaque, "opaque"),
            3 => (ItemKind::Alias(ty), "alias"),
            4 => {
                let value = Literal::Text(b);
                (
                    ItemKind::Constant(Constant {
                        ty: Type::Str,
                        value,
                    }),
                    "constant",
                )
            }
            5 => {
                let link_name = flag.then_some(b);
                let mutable = flag;
                (
                    ItemKind::Variable(Variable {
                        link_name,
                        mutable,
                        ty,
                    }),
                    "variable",
                )
            }
            _ => (ItemKind::Skipped(Reason::NotAConstant(b)), "skipped"),
        }
    })
}

/// An item of such text.
fn hostile_item() -> impl Strategy<Value = (Item, &'static str)> {
    (kind(), text(), text(), vec(text(), 0..4), vec(text(), 0..3)).prop_map(
        |((kind, expected), name, file, doc, remarks)| {
            let mut item = item(&name, kind);
            item.c_name = Some(file.clone());
            item.location.file = file.into();
            item.doc = doc.into();
            item.remarks = remarks;
            (item, expected)
        },
    )
}

proptest! {
    #[test]
    fn the_structure_is_the_modules(
        items in vec(hostile_item(), 0..5),
        header in text(),
        alpha in any::<bool>(),
    ) {
        let dialect = if alpha { Dialect::Alpha } else { Dialect::Spec };
        let (items, mut expected): (Vec<Item>, Vec<&str>) = items.into_iter().unzip();
        if alpha {
            // Alpha has opaque types only as structures.
            expected.iter_mut().filter(|kind| **kind == "opaque").for_each(|kind| *kind = "record");
        }
        let mut module = module(dialect, items);
        module.headers = vec![header];
        prop_assert_eq!(scan(&emit(&module)), expected);
    }
}

#[test]
fn the_scanner_sees_damage() {
    let seen = |text: &'static str| std::panic::catch_unwind(|| scan(text)).is_err();
    assert_eq!(scan("\"\"\"doc\"\"\"\ntype a = b\n"), ["alias"]);
    assert!(seen("\"\"\"\nx\"\"\"y\ntype a = b\n"));
    assert!(seen("\"\"\"\ntype a = b\n"));
    assert!(seen("const A: &str = \"a\nb\"\n"));
    assert!(seen("const A: &str = \"\\x41\"\n"));
    assert!(seen("stray\n"));
    assert!(seen("    stray: i32\n"));
    assert!(seen("type a = b\r\n"));
}
