//! Modules by hand, and what becomes of them together.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/by_hand.rs"]
mod by_hand;

use by_hand::*;
use quarry_bindgen::emit;
use quarry_bindgen::map::model::*;
use quarry_bindgen::merge::{fault::Fault, merge};
use quarry_bindgen::target::set::Set;

/// Where `long` has 64 bits.
const LINUX: &str = "x86_64-unknown-linux-gnu";
/// Where it has 32, and pointers 64.
const WINDOWS: &str = "x86_64-pc-windows-msvc";
/// Where both have 32.
const SMALL: &str = "i686-unknown-linux-gnu";
/// Where the highest byte is the first.
const BIG: &str = "s390x-unknown-linux-gnu";

/// The merged text below the header, and the same of the modules in the reverse order.
fn text(mut modules: Vec<Module>) -> String {
    let mut backwards: Vec<Module> = modules.iter().rev().cloned().collect();
    let text = emit::emit(merge(&mut modules).unwrap().module);
    assert_eq!(text, emit::emit(merge(&mut backwards).unwrap().module));
    let (_, body) = text.split_once("\n\n").unwrap_or_default();
    body.to_owned()
}

/// The names in the order of a merged module.
fn names(mut modules: Vec<Module>) -> Vec<String> {
    let merged = merge(&mut modules).unwrap();
    let items = merged.module.items.iter();
    items.map(|item| item.declaration.name.clone()).collect()
}

/// Aliases of `u8`, and where a name has a `:`, of what is behind it.
fn aliases(names: &str) -> Vec<Item> {
    let item = |word: &str| match word.split_once(':') {
        Some((name, of)) => named(name, of),
        None => alias(word, Type::Uint(8)),
    };
    names.split_whitespace().map(item).collect()
}

/// The order of the merged module of two such lists.
fn order_of(linux: &str, windows: &str) -> String {
    let modules = [(LINUX, linux), (WINDOWS, windows)];
    names(
        modules
            .map(|(triple, list)| module(triple, aliases(list)))
            .into(),
    )
    .join(" ")
}

#[test]
fn each_order_is_kept() {
    assert_eq!(order_of("a b c", "a b c"), "a b c");
    assert_eq!(order_of("a c", "a b c"), "a b c");
    assert_eq!(order_of("a d", "b d e"), "a b d e");
    assert_eq!(order_of("", "a"), "a");
}

#[test]
fn where_orders_contradict_what_is_needed_comes_first() {
    assert_eq!(order_of("a b", "b a"), "a b");
    // `a` needs `b` on Windows, where it stands above.
    assert_eq!(order_of("a b", "b a:b"), "b a a");
    assert_eq!(order_of("x a y b", "b y a:b x"), "x b a a y");
    // What is needed is not the first of any list.
    assert_eq!(order_of("a z b:z", "b y a:y"), "y a a z b b");
    assert_eq!(order_of("a z b:z", "b x y:x w a:y"), "x y a a z b b w");
    // Each needs the other, on another target: no order is right for both.
    assert_eq!(order_of("a:b b", "b:a a").split(' ').count(), 4);
}

#[test]
fn skipped_and_present_stand_together() {
    let linux = vec![skipped("a"), skipped("b"), skipped("c")];
    let windows = aliases("a b c");
    let modules = vec![module(LINUX, linux), module(WINDOWS, windows)];
    assert_eq!(names(modules), ["a", "a", "b", "b", "c", "c"]);
    let mut renamed = alias("print_", Type::Bool);
    renamed.c_name = Some("print".to_owned());
    let linux = vec![skipped("print"), skipped("b")];
    let modules = vec![
        module(LINUX, linux),
        module(WINDOWS, vec![renamed, skipped("b")]),
    ];
    assert_eq!(names(modules), ["print", "print_", "b"]);
}

#[test]
fn fewest_forms() {
    let of = |linux: Type, windows: Type, small: Type| {
        let all = [(LINUX, linux), (WINDOWS, windows), (SMALL, small)];
        text(
            all.map(|(triple, ty)| module(triple, vec![alias("t", ty)]))
                .into(),
        )
    };
    // The same width: no name of C's is needed, nor where it is the same type on all.
    assert_eq!(of(long(64), Type::Int(64), Type::Int(64)), "type t = i64\n");
    assert_eq!(of(int(), int(), int()), "type t = i32\n");
    // The same type of C.
    let one = of(long(64), long(32), long(32));
    assert!(one.ends_with("\n\ntype t = c_long\n"), "{one}");
    assert!(one.starts_with("\"\"\"C's `long`.\"\"\"\n@cfg("), "{one}");
    // Two types of one width and one of another: two forms, whichever way.
    let two = of(long(64), int(), long(32));
    assert_eq!(two.matches("type t = ").count(), 2, "{two}");
    // `long` here and another type there: widths alone tell them apart.
    let two = of(long(64), Type::Int(32), Type::Int(32));
    assert!(!two.contains("c_long"), "{two}");
    // All differ.
    let three = of(long(64), Type::Bool, Type::Uint(8));
    assert_eq!(three.matches("type t = ").count(), 3, "{three}");
}

#[test]
fn an_alias_of_the_header_keeps_its_name() {
    let of = |triple, bits| {
        let items = vec![alias("c_long", Type::Bool), alias("t", long(bits))];
        module(triple, items)
    };
    let text = text(vec![of(LINUX, 64), of(WINDOWS, 32)]);
    assert!(text.contains("type c_long_ = i64\n"), "{text}");
    assert!(
        text.ends_with("type c_long = bool\ntype t = c_long_\n"),
        "{text}"
    );
}

#[test]
fn documentation_of_all_targets() {
    let of = |triple, doc, ty| module(triple, vec![documented(doc, alias("t", ty))]);
    let same = text(vec![
        of(LINUX, "A.", Type::Bool),
        of(WINDOWS, "A.", Type::Bool),
    ]);
    assert_eq!(same, "\"\"\"A.\"\"\"\ntype t = bool\n");
    let other = text(vec![
        of(LINUX, "A.", Type::Bool),
        of(WINDOWS, "B.", Type::Bool),
    ]);
    assert_eq!(
        other,
        "\"\"\"\nOn Linux:\n\nA.\n\nOn Windows:\n\nB.\n\"\"\"\ntype t = bool\n"
    );
    // A form has the documentation of its targets alone.
    let forms = text(vec![
        of(LINUX, "A.", Type::Bool),
        of(WINDOWS, "B.", Type::Uint(8)),
    ]);
    assert!(
        forms.contains("\"\"\"A.\"\"\"\n@cfg(target_os = \"linux\")\ntype t = bool"),
        "{forms}"
    );
    // What some do not have says so, and what it is of.
    let one = text(vec![
        of(LINUX, "A.", Type::Bool),
        module(WINDOWS, Vec::new()),
    ]);
    assert!(
        one.starts_with("\"\"\"\nA.\n\nPortability: Linux only.\n\"\"\"\n@cfg("),
        "{one}"
    );
}

#[test]
fn remarks_of_all_targets() {
    let of = |triple, remarks: &[&str]| {
        let mut item = alias("t", Type::Bool);
        item.remarks = remarks.iter().map(|&it| it.to_owned()).collect();
        module(triple, vec![item])
    };
    let same = text(vec![of(LINUX, &["a", "a"]), of(WINDOWS, &["a", "a"])]);
    assert_eq!(same, "# a\n# a\ntype t = bool\n");
    let other = text(vec![of(LINUX, &["a", "b"]), of(WINDOWS, &["b"])]);
    assert_eq!(other, "# a (on Linux)\n# b\ntype t = bool\n");
}

#[test]
fn fields_and_methods_apart() {
    let of = |triple, ty, shift| module(triple, vec![record(ty, Some(shift))]);
    let count = |text: &str| {
        (
            text.matches("struct s:").count(),
            text.matches("impl s:").count(),
        )
    };
    let bytes = || Type::Uint(8);
    // The order of bytes changes the methods alone.
    let methods = text(vec![of(LINUX, bytes(), 0), of(BIG, bytes(), 4)]);
    assert_eq!(count(&methods), (1, 2), "{methods}");
    assert!(methods.starts_with("@repr(C)\nstruct s:"), "{methods}");
    // A field that differs does not repeat the methods.
    let fields = text(vec![of(LINUX, bytes(), 0), of(SMALL, Type::Uint(16), 0)]);
    assert_eq!(count(&fields), (2, 1), "{fields}");
    assert!(fields.contains("\n\nimpl s:\n"), "{fields}");
    // Both differ together: two wholes.
    let both = text(vec![of(LINUX, bytes(), 0), of(BIG, Type::Uint(16), 4)]);
    assert_eq!(count(&both), (2, 2), "{both}");
    // No methods on one of them.
    let none = vec![record(bytes(), None)];
    let one = text(vec![of(LINUX, bytes(), 0), module(BIG, none)]);
    assert_eq!(count(&one), (1, 1), "{one}");
    assert!(
        one.contains("@cfg(target_endian = \"little\")\nimpl s:\n"),
        "{one}"
    );
    // An opaque type on one of them.
    let opaque = vec![item("s", ItemKind::Opaque)];
    let mut modules = vec![
        of(LINUX, bytes(), 0),
        of(BIG, bytes(), 4),
        module(WINDOWS, opaque),
    ];
    let mixed = text(modules.clone());
    assert_eq!(count(&mixed), (1, 2), "{mixed}");
    assert_eq!(mixed.matches("opaque type s;").count(), 1, "{mixed}");
    // One declaration, however many items.
    let merged = merge(&mut modules).unwrap();
    assert_eq!(merged.module.declarations().count(), 1);
    assert_eq!(merged.summary.declarations, 1);
    assert_eq!(
        merged.summary.others.first().map(|it| it.places.len()),
        Some(3)
    );
}

#[test]
fn enumerators_stand_below_all_forms_of_their_type() {
    let of = |triple, ty| {
        let constant = |name| {
            let constant = Constant {
                ty: Type::Named("e".to_owned()),
                value: Literal::Integer(1),
            };
            item(name, ItemKind::Constant(constant))
        };
        module(triple, vec![alias("e", ty), constant("A"), constant("B")])
    };
    assert_eq!(
        text(vec![of(LINUX, Type::Uint(32)), of(WINDOWS, Type::Int(32))]),
        "@cfg(target_os = \"linux\")\ntype e = u32\n\n\
         @cfg(target_os = \"windows\")\ntype e = i32\n\n\
         const A: e = 1\nconst B: e = 1\n"
    );
}

#[test]
fn one_target_is_as_it_was() {
    let alone = module(LINUX, vec![record(long(64), Some(0)), alias("t", long(64))]);
    let merged = emit::emit(merge(&mut [alone.clone()]).unwrap().module);
    assert_eq!(merged, emit::emit(&alone));
}

#[test]
fn what_cannot_be_merged() {
    let fault = |mut modules: Vec<Module>| merge(&mut modules).err();
    let of = |triple: &str, ty| module(triple, vec![alias("t", ty)]);
    assert_eq!(fault(Vec::new()), Some(Fault::Nothing));
    let twice = vec![
        of(LINUX, Type::Bool),
        of(SMALL, Type::Bool),
        of(LINUX, Type::Bool),
    ];
    assert_eq!(fault(twice), Some(Fault::Twice(LINUX.to_owned())));
    let mut many = Vec::new();
    for number in 0..=Set::MOST {
        let mut one = of(LINUX, Type::Bool);
        one.target.triple = format!("x86_64-vendor{number:03}-linux-gnu");
        many.push(one);
    }
    assert_eq!(fault(many.clone()), Some(Fault::TooMany(Set::MOST + 1)));
    many.pop();
    assert_eq!(fault(many), None);
    let mut other = of(WINDOWS, Type::Bool);
    other.headers = vec!["b.h".to_owned()];
    let unlike = fault(vec![of(LINUX, Type::Bool), other])
        .unwrap()
        .to_string();
    assert!(unlike.contains("a.h and b.h"), "{unlike}");
    // No key of `@cfg` tells these apart: right as long as they agree.
    let [soft, hard] = ["thumbv7em-none-eabi", "thumbv7em-none-eabihf"];
    assert_eq!(
        fault(vec![of(soft, Type::Bool), of(hard, Type::Bool)]),
        None
    );
    let inseparable = fault(vec![of(soft, Type::Bool), of(hard, Type::Uint(8))]);
    assert_eq!(
        inseparable,
        Some(Fault::Inseparable {
            name: "t".to_owned(),
            targets: [soft, hard].map(str::to_owned),
        })
    );
}

#[test]
fn same_names_on_one_target() {
    // What is skipped may be so twice, and beside what is not.
    let linux = vec![skipped("a"), skipped("a"), alias("a", Type::Bool)];
    let windows = vec![skipped("a"), alias("a", Type::Bool)];
    let text = text(vec![module(LINUX, linux), module(WINDOWS, windows)]);
    assert_eq!(text.matches("# skipped: a (").count(), 2, "{text}");
    assert_eq!(text.matches("type a = bool").count(), 1, "{text}");
}
