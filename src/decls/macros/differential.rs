//! The evaluator against clang: the same macros, the same types and values, on four targets.

#![allow(clippy::wildcard_enum_match_arm)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

use std::fmt::Write as _;

use super::judge::{TARGETS, assertion, clangs, predefined_macros, refusals, run};
use crate::target::DataModel;

use super::*;

/// Declarations that [`super::examples::Header`] has no part in: nothing is declared here.
struct Nothing;

impl Names for Nothing {
    fn enumerator(&self, _: &str) -> Option<(i128, CType)> {
        None
    }

    fn type_named(&self, _: &str) -> Option<TypeFacts> {
        None
    }

    fn is_declared(&self, _: &str) -> bool {
        false
    }

    fn type_of(&self, _: &str) -> Option<TypeFacts> {
        None
    }

    fn member(&self, _: RecordHandle, _: &str) -> Option<Member> {
        None
    }
}

/// Numbers that look random and are the same in every run.
struct Sequence(u64);

impl Sequence {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// One of a list.
    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

/// Literals at the limits of types.
const LITERALS: [&str; 36] = [
    "0",
    "1",
    "2",
    "7",
    "127",
    "128",
    "255",
    "256",
    "32767",
    "32768",
    "0x8000",
    "0xFFFF",
    "65536",
    "2147483647",
    "2147483648",
    "0x7FFFFFFF",
    "0x80000000",
    "0xFFFFFFFFu",
    "037777777777",
    "0xFFFFFFFFFFFFFFFF",
    "9223372036854775807",
    "1u",
    "3UL",
    "5ll",
    "0xFFuLL",
    "0b1011",
    "'a'",
    "'\\xff'",
    "L'\\x7f'",
    "u'z'",
    "U'z'",
    "1.5",
    "0x1.8p3f",
    "0.1f",
    "3.25e2",
    "1e-3",
];

/// Types to cast to, in some of their spellings.
const TYPES: [&str; 18] = [
    "char",
    "signed char",
    "unsigned char",
    "short",
    "int short unsigned",
    "int",
    "unsigned",
    "long",
    "long unsigned int",
    "long long",
    "unsigned long long",
    "long int long",
    "_Bool",
    "float",
    "double",
    "const int",
    "__SIZE_TYPE__",
    "__WCHAR_TYPE__",
];

/// An expression; it may mention the macros below `index`.
fn expression(sequence: &mut Sequence, depth: u32, index: usize) -> String {
    let choice = if depth == 0 { 0 } else { sequence.below(12) };
    let mut part = || expression(sequence, depth - 1, index);
    match choice {
        1 => format!("({})", part()),
        2 => {
            let inner = part();
            format!("{}{inner}", sequence.of(&["- ", "~", "!", "+ "]))
        }
        3 => {
            let inner = part();
            format!("({}){inner}", sequence.of(&TYPES))
        }
        4 => {
            let inner = part();
            format!("(({})({inner}))", sequence.of(&TYPES))
        }
        5 => format!("({} ? {} : {})", part(), part(), part()),
        6 => {
            let inner = part();
            match sequence.below(3) {
                0 => format!("sizeof({inner})"),
                1 => format!("sizeof({})", sequence.of(&TYPES)),
                _ => format!("_Alignof({})", sequence.of(&TYPES)),
            }
        }
        7 => {
            let (left, right) = (part(), sequence.below(18));
            format!("{left} {} {right}", sequence.of(&["<<", ">>"]))
        }
        8 if index > 0 => format!("M{}", sequence.below(index)),
        8..=11 => {
            let (left, right) = (part(), part());
            let operator = sequence.of(&[
                "*", "/", "%", "+", "-", "<", ">", "<=", ">=", "==", "!=", "&", "^", "|", "&&",
                "||", "+", "|",
            ]);
            format!("{left} {operator} {right}")
        }
        _ => sequence.of(&LITERALS).to_owned(),
    }
}

/// The definitions of the test.
fn definitions() -> Vec<String> {
    let mut sequence = Sequence(20);
    let literals = LITERALS.iter().map(|literal| (*literal).to_owned());
    let fixed = [
        "(1<<31)",
        "~0 << 3",
        "'ab'",
        "'abcd'",
        "'\\377\\1'",
        "(-2147483647-1)",
        "(1 ? 2 : 1/0)",
        "(0 && 1/0)",
        "0x1.0000010000001p0f",
        "(float)16777217",
        "1.0/3",
        "1.0f/3",
        "(unsigned char)-1 + 0u",
        "sizeof \"abc\"",
        "sizeof(L\"abc\")",
        "(2, 3)",
        "__INT_MAX__",
        "__LONG_MAX__",
        "__SIZE_MAX__",
        "__WCHAR_MAX__",
        "__DBL_MAX__",
        "__FLT_MIN__",
        "__FLT_DENORM_MIN__",
        "__INT64_C(1)",
        "sizeof(void *[3])",
        "0x8000000000000000LL",
        "-0.0",
        "7 ?: 9L",
    ]
    .map(str::to_owned);
    let mut all: Vec<String> = literals.chain(fixed).collect();
    while all.len() < 260 {
        let depth = 1 + u32::try_from(sequence.below(4)).unwrap();
        let next = expression(&mut sequence, depth, all.len());
        all.push(next);
    }
    all
}

/// The C text that asserts our outcome of every macro, and how many have a value.
fn assertions(
    predefined: &[(String, String)],
    model: &DataModel,
    damage: Option<usize>,
) -> (String, usize) {
    let bodies = definitions();
    let sources: Vec<(String, String)> = bodies
        .iter()
        .enumerate()
        .map(|(index, body)| (format!("M{index}"), format!("M{index} {body}")))
        .collect();
    let mut macros = Macros::default();
    for (name, definition) in predefined {
        macros.define(name, definition);
    }
    for (name, source) in &sources {
        macros.define(name, source);
    }
    let mut evaluator = Evaluator::new(&macros, &Nothing, model);
    let (mut text, mut decided) = (String::new(), 0);
    for (index, (name, source)) in sources.iter().enumerate() {
        writeln!(text, "#define {source}").unwrap();
        match evaluator.evaluate(name) {
            Outcome::Value(mut value) => {
                if damage == Some(index) {
                    match &mut value {
                        Value::Integer(value, _) => *value ^= 1,
                        Value::Float(value, _) => *value *= 2.0,
                        Value::Text(..) => {}
                    }
                }
                text.push_str(&assertion(name, &value));
                decided += 1;
            }
            Outcome::Undecided => {}
            // Only an operator that takes no floating operand: clang must refuse it too.
            Outcome::Skipped(Reason::NotAConstant(_)) => {
                writeln!(
                    text,
                    "#ifdef REFUSED\n__auto_type refused_{name} = ({name});\n#endif"
                )
                .unwrap();
            }
            Outcome::Skipped(Reason::UnsupportedConstant(_)) => {}
            other => panic!("{source}: {other:?}"),
        }
    }
    (text, decided)
}

#[test]
fn clang_agrees_on_every_type_and_value() {
    let clangs = clangs();
    if clangs.is_empty() {
        eprintln!("SKIPPED: no clang on this machine, the evaluator is not compared with one");
    }
    for clang in clangs {
        agrees(clang);
    }
}

/// Compares with one clang, on four targets.
fn agrees(clang: &str) {
    for (target, model) in TARGETS {
        let model = model();
        let predefined = predefined_macros(clang, target);
        let (text, decided) = assertions(&predefined, &model, None);
        assert!(decided > 180, "only {decided} are decided on {target}");
        let (passed, _, errors) = run(clang, target, &["-fsyntax-only"], &text);
        assert!(passed, "{target}: {errors}");
        // What we call no constant, clang refuses, each of it.
        let (refused, errors) = refusals(clang, target, &text);
        assert_eq!(
            refused,
            text.matches("refused_").count(),
            "{target}: {errors}"
        );
        // The test sees a wrong value.
        for damaged in [1, 40, 45] {
            let (text, _) = assertions(&predefined, &model, Some(damaged));
            let (passed, _, errors) = run(clang, target, &["-fsyntax-only"], &text);
            assert!(!passed, "{target}: a wrong M{damaged} passed");
            assert!(
                errors.contains(&format!("value_of_M{damaged} =")),
                "{target}: {errors}"
            );
        }
    }
}
