//! The parts of the comparison, on texts by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;

use proptest::prelude::*;

use super::compare::{Comparison, moved};
use super::side::Side;
use super::source::Sources;
use super::words::both;
use crate::pyrite::{self, model::Module};

/// How many types are looked at to compare two texts.
fn steps(old: &str, new: &str) -> usize {
    let read = |text: &str| -> Module { pyrite::read(text, None).unwrap() };
    let modules = (read(old), read(new));
    let sources = (Sources::new(old, &modules.0), Sources::new(new, &modules.1));
    let old = Side::new(&modules.0, &sources.0, None);
    let new = Side::new(&modules.1, &sources.1, None);
    Comparison::new(old, new).relation.steps()
}

/// A module with so many functions, structures and rows of aliases, each of which uses those above.
fn module(count: usize, prefix: &str) -> String {
    let mut text = format!("type {prefix}0 = i32\n");
    for at in 1..count {
        let below = at - 1;
        let _ = write!(
            text,
            "type {prefix}{at} = fn({prefix}{below}, {prefix}{below}) -> {prefix}{below}\n\
             extern fn f{at}(a: {prefix}{at}, b: *mut {prefix}{below}) -> i32\n\
             @repr(C)\nstruct s{at}:\n    a: {prefix}{at}\n    b: i32\n"
        );
    }
    text
}

#[test]
fn the_work_grows_as_the_texts_do() {
    let of = |count: usize| steps(&module(count, "old_"), &module(count, "new_"));
    let (some, twice) = (of(100), of(200));
    assert!(some > 300, "{some}");
    assert!(twice <= some * 5 / 2, "{some} and {twice}");
    // Circles of aliases of lengths that have no factor in common: all pairs of them meet.
    let circle = |count: usize, prefix: &str| {
        let next = |at: usize| (at + 1) % count;
        let lines = (0..count).map(|at| format!("type {prefix}{at} = *mut {prefix}{}\n", next(at)));
        let lines: String = lines.collect();
        format!("{lines}extern fn f(a: {prefix}0)\n")
    };
    let met = steps(&circle(499, "old_"), &circle(500, "new_"));
    assert!(met <= 501 * 1001, "{met}");
}

#[test]
fn what_is_taken_for_true_is_not_kept_where_it_was_wrong() {
    let module = |ty: &str| {
        format!(
            "type a = fn(c, i32) -> void\ntype b = fn(d, i64) -> void\n\
             type c = *mut a\ntype d = *mut b\n\
             extern fn f(x: {ty})\nextern fn g(x: {other})\n",
            other = if ty == "a" { "c" } else { "d" },
        )
    };
    let read = |text: &str| -> Module { pyrite::read(text, None).unwrap() };
    let (old, new) = (module("a"), module("b"));
    let modules = (read(&old), read(&new));
    let sources = (
        Sources::new(&old, &modules.0),
        Sources::new(&new, &modules.1),
    );
    let comparison = Comparison::new(
        Side::new(&modules.0, &sources.0, None),
        Side::new(&modules.1, &sources.1, None),
    );
    let breaking = comparison.found.iter();
    let breaking = breaking.filter(|it| it.severity == super::Severity::Breaking);
    let items: Vec<&str> = breaking.map(|it| it.item.as_str()).collect();
    assert_eq!(items, ["f", "g"]);
}

#[test]
fn two_long_texts_are_shortened_to_where_they_differ() {
    let long = "a".repeat(500);
    let (old, new) = both(&format!("{long}b{long}"), &format!("{long}c{long}"));
    assert!(
        old.len() < 80 && new.len() < 80 && old != new,
        "{old} {new}"
    );
    assert!(old.starts_with('…') && old.ends_with('…'));
    assert_eq!(both("a", "b"), ("a".to_owned(), "b".to_owned()));
    let (old, new) = both("x", &long);
    assert!(old == "x" && new.chars().count() < 80);
    let umlauts = "ä".repeat(100);
    let (old, new) = both(&umlauts, &format!("{umlauts}ö"));
    assert_ne!(old, new);
}

#[test]
fn comments_belong_to_the_item_below() {
    let text = "# target: avr\n\n# of a\n\"\"\"doc\n\n# not one\n\"\"\"\n@link(\"m\")\nextern fn a()\n\n\
                # alone\n\n# skipped: b (no) at b.h:1\n# of c\n@repr(C)\nstruct c:\n    x: i32  # volatile\n";
    let module = pyrite::read(text, None).unwrap();
    let sources = Sources::new(text, &module);
    let of = |at: usize| sources.at(module.items[at].position.line).unwrap();
    assert_eq!(of(0).comments, ["# of a"]);
    assert_eq!(of(0).lines, ["extern fn a()", "# alone"]);
    assert_eq!(of(1).lines, ["# skipped: b (no) at b.h:1"]);
    assert_eq!(of(2).comments, ["# of c"]);
    assert_eq!(of(2).lines, ["struct c:", "    x: i32  # volatile"]);
}

proptest! {
    #[test]
    fn the_fewest_things_are_moved(order in Just((0..7_u32).collect::<Vec<_>>()).prop_shuffle()) {
        let places: Vec<(u32, &str)> = order.iter().map(|at| (*at, "x")).collect();
        // All ways to leave some of them where they are.
        let stay = (0..1_u32 << order.len()).filter_map(|chosen| {
            let left = order.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
            let left: Vec<u32> = left.map(|(_, place)| *place).collect();
            left.is_sorted().then_some(left.len())
        });
        prop_assert_eq!(moved(&places).len(), order.len() - stay.max().unwrap());
    }
}
