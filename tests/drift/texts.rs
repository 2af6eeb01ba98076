//! Texts by hand and by chance: nothing is found where nothing changed, and no text is too much.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use quarry_bindgen::drift::{self, Severity};

use crate::{compare, support};

/// The texts of all snapshots.
pub(crate) fn snapshots() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for folder in ["snapshots", "snapshots/real"] {
        for entry in fs::read_dir(support::root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "snap") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.splitn(3, "---\n").nth(2).unwrap().to_owned();
                all.push((path, text));
            }
        }
    }
    all.sort();
    assert!(all.len() > 1000, "only {} snapshots", all.len());
    all
}

#[test]
fn a_module_is_as_itself() {
    for (path, text) in snapshots() {
        let drift = compare(&text, &text);
        assert!(
            drift.changes.is_empty(),
            "{}: {}",
            path.display(),
            drift.text(true)
        );
        assert!(drift.affected.is_empty(), "{}", path.display());
        // Only blank lines and a comment more.
        let other = format!("{text}\n# a word\n");
        let drift = compare(&text, &other);
        assert_eq!(
            drift.worst(),
            Some(Severity::Cosmetic),
            "{}",
            path.display()
        );
        assert_eq!(
            drift.changes.len(),
            1,
            "{}: {}",
            path.display(),
            drift.text(true)
        );
    }
}

#[test]
fn other_modules_are_other() {
    let all = snapshots();
    for pair in all.windows(2) {
        let [(_, old), (path, new)] = pair else {
            unreachable!()
        };
        let (there, back) = (compare(old, new), compare(new, old));
        // What is gone on the way there is new on the way back.
        let count = |drift: &drift::Drift, wanted| {
            let aspects = drift.changes.iter().map(|it| it.aspect);
            aspects.filter(|it| *it == wanted).count()
        };
        let (gone, new_again) = (
            count(&there, drift::Aspect::Removed),
            count(&back, drift::Aspect::Added),
        );
        // A field can fill what was padding, and be gone without a trace in the layout.
        assert_eq!(gone, new_again, "{}", path.display());
        assert_eq!(old == new, there.changes.is_empty(), "{}", path.display());
    }
}

/// Compares texts that may be no modules; gives whether they are.
fn compared(old: &str, new: &str) -> bool {
    let path = std::path::Path::new("x");
    drift::compare((path, old), (path, new)).is_ok()
}

#[test]
fn no_text_is_too_much() {
    // Aliases in a circle, and a long row of them.
    let circle = "type a = b\ntype b = a\nextern fn f(x: a) -> b\n";
    let other = "type a = *mut b\ntype b = *mut a\nextern fn f(x: b) -> a\n";
    assert!(compared(circle, other) && compared(other, circle));
    let row = |name: &str, last: &str| {
        let links = (1..20_000).map(|at| format!("type {name}{at} = *mut {name}{}\n", at - 1));
        let links: String = links.collect();
        format!("type {name}0 = {last}\n{links}extern fn f(x: {name}19999)\n")
    };
    assert!(compared(&row("type_a", "i32"), &row("type_a", "i64")));
    assert!(compared(&row("type_a", "i32"), &row("type_b", "i32")));
    // Structures within each other, and one that holds itself.
    let nested = |count: usize, first: &str| {
        let records = (1..count).map(|at| {
            format!(
                "@repr(C)\nstruct s{at}:\n    a: s{}\n    b: s{}\n",
                at - 1,
                at - 1
            )
        });
        format!(
            "@repr(C)\nstruct s0:\n    a: {first}\n{}",
            records.collect::<String>()
        )
    };
    let head = "# target: x86_64-unknown-linux-gnu\n";
    let (old, new) = (nested(20_000, "i32"), nested(20_000, "i64"));
    assert!(compared(&format!("{head}{old}"), &format!("{head}{new}")));
    let itself = "@repr(C)\nstruct s:\n    a: s\n";
    assert!(compared(
        itself,
        "@repr(C)\nstruct s:\n    a: s\n    b: s\n"
    ));
    // Types that double with each name.
    let doubled = |name: &str| {
        let links = (1..60).map(|at| {
            let below = at - 1;
            format!("type {name}{at} = fn({name}{below}, {name}{below}) -> {name}{below}\n")
        });
        format!(
            "type {name}0 = fn(i32) -> void\n{}extern fn f(x: {name}59)\n",
            links.collect::<String>()
        )
    };
    assert!(compared(&doubled("a"), &doubled("b")));
    // Many of one name.
    let many = "const A: i32 = 1\n".repeat(10_000);
    assert!(compared(&many, &many.replace("1\n", "2\n")));
    // More targets than there are.
    let targets: String = (0..200)
        .map(|at| format!("# target: a{at}-b-c\n"))
        .collect();
    assert!(!compared(&targets, &targets));
}

/// The words that texts are made of.
const WORDS: [&str; 40] = [
    "extern ",
    "fn ",
    "let ",
    "var ",
    "struct ",
    "union ",
    "opaque ",
    "type ",
    "const ",
    "impl ",
    "a",
    "b",
    "c",
    ": ",
    " = ",
    "(",
    ")",
    "[",
    "]",
    "; ",
    ", ",
    " -> ",
    "i32",
    "u8",
    "*mut ",
    "*const ",
    "void",
    "\n",
    "    ",
    "@repr(C)\n",
    "@cfg(target_os = \"linux\")\n",
    "1",
    "\"x\"",
    "# skipped: a (b) at c.h:1\n",
    "# target: avr\n",
    "\"\"\"d\"\"\"\n",
    "Option[",
    "...",
    "-",
    "&str",
];

/// Lines of modules, most of which can be read.
const LINES: [&str; 22] = [
    "from m import s, t\n",
    "@cfg(target_os = \"linux\")\nfrom n import s\n",
    "extern fn f(a: i32)\n",
    "extern fn f(b: t, c: *mut s) -> t\n",
    "extern fn g(a: s) -> s\n",
    "@link_name(\"f\")\nextern fn h(a: i32)\n",
    "@cfg(target_os = \"linux\")\nextern fn f(a: i64)\n",
    "extern let v: t\n",
    "extern var v: s\n",
    "type t = i32\n",
    "type t = s\n",
    "type u = t\n",
    "type s = u\n",
    "opaque type s;\n",
    "@repr(C)\nstruct s:\n    a: t\n    b: u\n",
    "@repr(C, packed = 1)\nstruct s:\n    _bits0: [u8; 2]\n    _pad0: [u8; 2]\n",
    "@repr(C)\nunion s:\n    b: u\n    a: t\n",
    "impl s:\n    fn x(&self) -> u8:\n        return self._bits0[0] & 3\n",
    "impl s:\n    fn set_x(&mut self, v: u8):\n        self._bits0[9] = v << 9\n",
    "const A: t = 1\n",
    "# skipped: f (no) at a.h:1\n",
    "# target: x86_64-unknown-linux-gnu\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_row_of_words_panics(
        old in prop::collection::vec(0..WORDS.len(), 0..40),
        new in prop::collection::vec(0..WORDS.len(), 0..40),
    ) {
        let text = |words: Vec<usize>| words.iter().map(|at| WORDS[*at]).collect::<String>();
        compared(&text(old), &text(new));
    }

    #[test]
    fn no_row_of_items_panics_or_changes_unseen(
        old in prop::collection::vec(0..LINES.len(), 0..12),
        new in prop::collection::vec(0..LINES.len(), 0..12),
    ) {
        let text = |lines: &[usize]| lines.iter().map(|at| LINES[*at]).collect::<String>();
        let (old, new) = (text(&old), text(&new));
        let path = std::path::Path::new("x");
        if let Ok(drift) = drift::compare((path, &old), (path, &new)) {
            prop_assert_eq!(drift.changes.is_empty(), old == new, "{} -> {}", old, new);
            prop_assert!(drift.text(true).ends_with('\n'));
        }
    }
}
