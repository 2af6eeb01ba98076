//! The rules of the lowering, one test each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::lower;
use super::spell::{Tags, spell};
use crate::decls::model::Layout;
use crate::diagnostic::Reason;
use crate::location::Location;
use crate::map::model::*;
use crate::target::{DataModel, Scalar, Target};

/// A spec module for a target.
fn module(triple: &str, pointer_size: u64, items: Vec<Item>) -> Module {
    Module {
        schema: SCHEMA,
        headers: vec!["a.h".to_owned()],
        target: Target::parse(triple).unwrap(),
        dialect: Dialect::Spec,
        data_model: DataModel {
            pointer: Scalar {
                size: pointer_size,
                align: pointer_size,
            },
            ..DataModel::lp64()
        },
        link: Vec::new(),
        doc: Vec::new(),
        needed: Default::default(),
        items,
    }
}

/// The items of a lowered module for x86_64 Linux.
pub(super) fn lowered(items: Vec<Item>) -> Vec<Item> {
    lower(module("x86_64-linux-gnu", 8, items), &BTreeSet::new()).items
}

/// An item.
pub(super) fn item(name: &str, kind: ItemKind) -> Item {
    Item {
        name: name.to_owned(),
        c_name: None,
        location: Location {
            file: "a.h".into(),
            line: 1,
            column: 1,
        },
        doc: vec!["Doc.".to_owned()].into(),
        remarks: Vec::new(),
        kind,
    }
}

/// `type name = ty`
pub(super) fn alias(name: &str, ty: Type) -> Item {
    item(name, ItemKind::Alias(ty))
}

/// `name`
pub(super) fn named(name: &str) -> Type {
    Type::Named(name.to_owned())
}

/// `*mut ty`
pub(super) fn pointer(ty: Type) -> Type {
    Type::Pointer {
        mutable: true,
        pointee: Box::new(ty),
    }
}

/// `*const ty`
fn constant_pointer(ty: Type) -> Type {
    Type::Pointer {
        mutable: false,
        pointee: Box::new(ty),
    }
}

/// `[ty; len]`
pub(super) fn array(ty: Type, len: u64) -> Type {
    Type::Array {
        element: Box::new(ty),
        len,
    }
}

/// `Option[ty]`
pub(super) fn optional(ty: Type) -> Type {
    Type::Optional(Box::new(ty))
}

/// `Option[fn(parameters) -> result]`
pub(super) fn callback(parameters: Vec<Type>, result: Type) -> Type {
    Type::Function(Box::new(Signature {
        nullable: true,
        convention: None,
        parameters,
        variadic: false,
        result,
    }))
}

/// A structure of plain fields.
pub(super) fn plain(size: u64, align: u64, fields: &[(&str, Type)]) -> Record {
    Record {
        is_union: false,
        packed: None,
        align: None,
        fields: fields
            .iter()
            .map(|(name, ty)| Field {
                name: (*name).to_owned(),
                ty: ty.clone(),
                remark: None,
                is_padding: false,
                offset: 0,
            })
            .collect(),
        layout: Layout { size, align },
        by_value: true,
        accessors: Vec::new(),
    }
}

/// The item of a structure of plain fields, of 8 bytes.
fn structure(name: &str, fields: &[(&str, Type)]) -> Item {
    item(name, plain(8, 8, fields).into())
}

/// A function.
pub(super) fn function(name: &str, parameters: &[Type], result: Option<Type>) -> Item {
    let parameters = parameters
        .iter()
        .enumerate()
        .map(|(at, ty)| Parameter {
            name: format!("arg{at}"),
            ty: ty.clone(),
        })
        .collect();
    let function = Function {
        link_name: None,
        convention: None,
        parameters,
        variadic: false,
        result,
    };
    item(name, function.into())
}

/// The same function, changed.
fn but(mut item: Item, change: impl Fn(&mut Function)) -> Item {
    if let ItemKind::Function(function) = &mut item.kind {
        change(function);
    }
    item
}

/// The parameter types of a function and its result.
pub(super) fn signature(item: &Item) -> Vec<Type> {
    let ItemKind::Function(function) = &item.kind else {
        panic!("no function: {item:?}");
    };
    let types = function.parameters.iter().map(|p| p.ty.clone());
    types.chain(function.result.clone()).collect()
}

/// The fields of a record: name, type in C's words, remark.
fn fields(item: &Item) -> Vec<String> {
    let ItemKind::Record(record) = &item.kind else {
        panic!("no record: {item:?}");
    };
    assert!(!record.is_union && record.packed.is_none() && record.align.is_none());
    record
        .fields
        .iter()
        .map(|field| {
            let remark = field.remark.as_ref().map(|r| format!("  # {r}"));
            let ty = spell(&field.ty, &Tags::new());
            format!("{}: {ty}{}", field.name, remark.unwrap_or_default())
        })
        .collect()
}

/// The reason for which an item is skipped.
fn reason(item: &Item) -> String {
    let ItemKind::Skipped(reason) = &item.kind else {
        panic!("not skipped: {item:?}");
    };
    reason.to_string()
}

/// The names of items.
fn names(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_str()).collect()
}

#[test]
fn the_module_is_alphas() {
    let module = lower(module("x86_64-linux-gnu", 8, Vec::new()), &BTreeSet::new());
    assert_eq!(module.dialect, Dialect::Alpha);
    assert_eq!(module.headers, ["a.h"]);
}

#[test]
fn aliases_are_expanded_in_place() {
    let items = lowered(vec![
        alias("a", named("b")),
        alias("b", pointer(named("c"))),
        alias("c", Type::Void),
        alias("cb", callback(vec![named("b"), Type::Usize], named("c"))),
        function("f", &[named("a"), named("cb")], Some(named("c"))),
    ]);
    assert_eq!(names(&items), ["f"]);
    assert_eq!(*items[0].doc, ["Doc."]);
    let expected = Type::Function(Box::new(Signature {
        nullable: false,
        convention: None,
        parameters: vec![pointer(Type::Uint(8)), Type::Uint(64)],
        variadic: false,
        result: Type::Void,
    }));
    assert_eq!(signature(&items[0]), [pointer(Type::Uint(8)), expected]);
}

#[test]
fn a_function_by_name_is_expanded_in_place_without_its_option() {
    let called = |parameters: Vec<Type>| {
        Type::Function(Box::new(Signature {
            nullable: false,
            convention: None,
            parameters,
            variadic: false,
            result: Type::Void,
        }))
    };
    let items = lowered(vec![
        alias("F", called(vec![Type::Usize])),
        alias("G", named("F")),
        alias("H", called(vec![optional(named("G")), named("F")])),
        function(
            "f",
            &[optional(named("H")), pointer(optional(named("G")))],
            None,
        ),
        structure("s", &[("f", optional(named("F")))]),
    ]);
    assert_eq!(names(&items), ["f", "s"]);
    let inner = called(vec![Type::Uint(64)]);
    let outer = called(vec![inner.clone(), inner.clone()]);
    assert_eq!(signature(&items[0]), [outer, pointer(inner.clone())]);
    assert!(matches!(&items[1].kind, ItemKind::Record(record) if record.fields[0].ty == inner));
}

#[test]
fn a_chain_of_functions_by_name_does_not_explode() {
    let link = |inner: &str| {
        Type::Function(Box::new(Signature {
            nullable: false,
            convention: None,
            parameters: vec![optional(named(inner)), optional(named(inner))],
            variadic: false,
            result: Type::Void,
        }))
    };
    let mut items = vec![alias("f0", callback(Vec::new(), Type::Void))];
    items.extend((0..200).map(|at| alias(&format!("f{}", at + 1), link(&format!("f{at}")))));
    items.push(function("f", &[optional(named("f200"))], None));
    let items = lowered(items);
    assert!(matches!(
        &items[0].kind,
        ItemKind::Skipped(Reason::NotInAlpha(_))
    ));
    assert!(items.iter().all(|item| item.remarks.len() <= 1));
}

#[test]
fn words_have_the_pointers_width() {
    for (triple, size, bits) in [
        ("x86_64-linux-gnu", 8, 64),
        ("i686-linux-gnu", 4, 32),
        ("avr", 2, 16),
    ] {
        let f = function("f", &[Type::Usize, pointer(Type::Isize)], None);
        let items = lower(module(triple, size, vec![f]), &BTreeSet::new()).items;
        assert_eq!(
            signature(&items[0]),
            [Type::Uint(bits), pointer(Type::Int(bits))]
        );
    }
}

#[test]
fn a_pointer_to_a_plain_char_by_another_name_is_text() {
    let items = vec![
        alias("gchar", Type::Int(8)),
        alias("letter", named("gchar")),
        alias("gint8", Type::Int(8)),
        function(
            "f",
            &[
                pointer(named("gchar")),
                pointer(pointer(named("letter"))),
                pointer(named("gint8")),
                named("gchar"),
            ],
            None,
        ),
        item(
            "s",
            plain(
                8,
                1,
                &[
                    ("text", array(named("letter"), 4)),
                    ("byte", array(named("gint8"), 4)),
                ],
            )
            .into(),
        ),
    ];
    let chars = BTreeSet::from(["gchar".to_owned()]);
    let items = lower(module("x86_64-linux-gnu", 8, items), &chars).items;
    let text = || Type::Uint(8);
    assert_eq!(
        signature(&items[0])[..4],
        [
            pointer(text()),
            pointer(pointer(text())),
            pointer(Type::Int(8)),
            Type::Int(8)
        ]
    );
    let ItemKind::Record(record) = &items[1].kind else {
        panic!("{items:?}");
    };
    assert_eq!(record.fields[0].ty, array(text(), 4));
    assert_eq!(record.fields[1].ty, array(Type::Int(8), 4));
}

#[test]
fn an_alias_without_end_is_skipped_with_what_needs_it() {
    let mut items = vec![alias("t0", callback(vec![], Type::Void))];
    for n in 1..64 {
        let before = named(&format!("t{}", n - 1));
        items.push(alias(
            &format!("t{n}"),
            callback(vec![before.clone(), before], Type::Void),
        ));
    }
    items.push(alias("x", named("y")));
    items.push(alias("y", named("x")));
    items.push(function("f", &[named("t7")], None));
    items.push(function("g", &[named("x")], None));
    items.push(function("h", &[named("t2")], None));
    let items = lowered(items);
    let of = |name: &str| items.iter().find(|item| item.name == name).unwrap();
    assert!(reason(of("t7")).contains("over 256 parts"));
    assert_eq!(reason(of("f")), "needs t7, which is skipped");
    assert_eq!(reason(of("g")), "needs x, which is skipped");
    assert_eq!(signature(of("h")).len(), 1);
}

#[test]
fn plain_structures_stay_and_all_else_is_storage() {
    let mut union = plain(
        8,
        4,
        &[("i", Type::Int(32)), ("p", array(Type::Uint(8), 8))],
    );
    union.is_union = true;
    let mut packed = plain(
        12,
        2,
        &[
            ("a", Type::Uint(8)),
            ("b", Type::Float(64)),
            ("c", Type::Bool),
        ],
    );
    packed.packed = Some(2);
    packed.fields[1].remark = Some("volatile".to_owned());
    let items = lowered(vec![
        structure("s", &[("a", Type::Int(32)), ("b", array(named("t"), 0))]),
        structure("t", &[]),
        item("u", union.into()),
        item("p", packed.into()),
    ]);
    assert_eq!(names(&items), ["t", "s", "u", "p"]);
    assert_eq!(fields(&items[1]), ["a: int32_t", "b: t[0]"]);
    assert_eq!(fields(&items[2]), ["_data: uint32_t[2]"]);
    assert_eq!(
        items[2].remarks,
        ["C members: i: int32_t at 0, p: uint8_t[8] at 0"]
    );
    assert_eq!(fields(&items[3]), ["_data: uint16_t[6]"]);
    assert_eq!(
        items[3].remarks,
        ["C members: a: uint8_t at 0, b: double at 2 (volatile), c: bool at 10"]
    );
    assert!(matches!(&items[3].kind, ItemKind::Record(record) if !record.by_value));
}

#[test]
fn what_no_integer_aligns_is_refused_with_what_holds_it() {
    let aligned = |align| {
        let mut record = plain(32, align, &[("a", Type::Uint(8))]);
        record.align = Some(align);
        record.into()
    };
    let items = lowered(vec![
        structure("outer", &[("held", array(named("holder"), 2))]),
        structure("holder", &[("v", named("v"))]),
        item("v", aligned(16)),
        structure("user", &[("p", pointer(named("v")))]),
        function("f", &[named("v")], None),
        function("g", &[pointer(named("holder"))], None),
    ]);
    assert_eq!(
        names(&items),
        ["outer", "holder", "holder", "v", "v", "user", "f", "g"]
    );
    assert_eq!(reason(&items[0]), "needs holder, which is skipped");
    assert_eq!(reason(&items[1]), "needs v, which is skipped");
    assert_eq!(items[2].kind, ItemKind::Opaque);
    assert_eq!(
        reason(&items[3]),
        "the alpha compiler has no alignment of 16"
    );
    assert_eq!(items[4].kind, ItemKind::Opaque);
    assert_eq!(fields(&items[5]), ["p: v *"]);
    assert_eq!(reason(&items[6]), "needs v, which is skipped");
    assert_eq!(signature(&items[7]), [pointer(named("holder"))]);

    for (triple, size, align, fits) in [
        ("i686-linux-gnu", 4, 8, false),
        ("i686-linux-gnu", 4, 4, true),
        ("i686-windows-msvc", 4, 8, true),
        ("armv7-linux-gnueabihf", 4, 8, true),
        ("avr", 2, 2, false),
        ("avr", 2, 1, true),
    ] {
        let lowered = lower(
            module(triple, size, vec![item("v", aligned(align))]),
            &BTreeSet::new(),
        );
        let is_record = matches!(lowered.items[0].kind, ItemKind::Record(_));
        assert_eq!(is_record, fits, "{triple} {align}");
    }
}

#[test]
fn a_refused_type_that_is_opaque_already_is_not_defined_twice() {
    let items = lowered(vec![
        item("v", ItemKind::Skipped(Reason::Inline)),
        item("v", ItemKind::Opaque),
        function("g", &[pointer(named("v"))], None),
    ]);
    assert_eq!(names(&items), ["v", "v", "g"]);
    assert_eq!(signature(&items[2]), [pointer(named("v"))]);
}

#[test]
fn functions_that_alpha_cannot_call_are_skipped() {
    let f = |name| function(name, &[], None);
    let items = lowered(vec![
        but(f("printf"), |f| f.variadic = true),
        f("list_with_capacity"),
        f("list_sort"),
        but(f("v"), |f| f.variadic = true),
        but(f("l"), |f| f.link_name = Some("_l".to_owned())),
        but(f("c"), |f| f.convention = Some("stdcall".to_owned())),
        item(
            "e",
            ItemKind::Variable(Variable {
                link_name: None,
                mutable: true,
                ty: Type::Int(32),
            }),
        ),
    ]);
    let no = "the alpha compiler has no";
    assert_eq!(
        reason(&items[0]),
        format!("{no} redeclaration of printf, which it declares itself")
    );
    assert_eq!(
        reason(&items[1]),
        format!("{no} redeclaration of list_with_capacity, which it declares itself")
    );
    assert!(signature(&items[2]).is_empty());
    assert_eq!(reason(&items[3]), format!("{no} variadic functions"));
    assert_eq!(
        reason(&items[4]),
        format!("{no} @link_name, and the symbol is _l")
    );
    assert_eq!(
        reason(&items[5]),
        format!("{no} calling convention stdcall")
    );
    assert_eq!(reason(&items[6]), format!("{no} extern variables"));
}

#[test]
fn structures_pass_by_value_with_one_field_for_each_8_bytes() {
    let two = |a, b| plain(16, 8, &[("a", a), ("b", b)]);
    let storage = |mut record: Record| {
        record.by_value = false;
        record
    };
    for (record, passes) in [
        (plain(8, 8, &[("a", Type::Int(64))]), true),
        (plain(8, 8, &[("a", pointer(Type::Void))]), true),
        (plain(8, 8, &[("a", Type::Usize)]), true),
        (two(Type::Float(64), callback(vec![], Type::Void)), true),
        (storage(two(Type::Int(64), Type::Int(64))), false),
        (two(Type::Int(64), Type::Int(32)), false),
        (two(Type::Int(32), Type::Int(64)), false),
        (
            plain(8, 4, &[("a", Type::Int(32)), ("b", Type::Int(32))]),
            false,
        ),
        (plain(4, 4, &[("a", Type::Int(32))]), false),
        (plain(8, 8, &[("a", array(Type::Int(64), 1))]), false),
        (plain(0, 1, &[]), false),
        (
            plain(
                24,
                8,
                &[
                    ("a", Type::Int(64)),
                    ("b", Type::Int(64)),
                    ("c", Type::Int(64)),
                ],
            ),
            false,
        ),
    ] {
        let f = function("f", &[], Some(named("s")));
        let text = format!("{record:?}");
        let items = lowered(vec![item("s", record.into()), f]);
        if passes {
            assert_eq!(signature(&items[1]), [named("s")], "{text}");
        } else {
            let expected = "the alpha compiler has no passing of s by value";
            assert_eq!(reason(&items[1]), expected, "{text}");
        }
    }
}

#[test]
fn function_pointers_that_alpha_cannot_call_are_bytes() {
    let variadic = |convention: Option<&str>, variadic| {
        Type::Function(Box::new(Signature {
            nullable: true,
            convention: convention.map(str::to_owned),
            parameters: vec![Type::Int(32)],
            variadic,
            result: Type::Void,
        }))
    };
    let big = item(
        "big",
        plain(24, 8, &[("a", array(Type::Int(64), 3))]).into(),
    );
    let items = lowered(vec![
        big,
        structure(
            "s",
            &[
                ("v", variadic(None, true)),
                ("c", variadic(Some("stdcall"), false)),
                ("b", callback(vec![named("big")], Type::Void)),
                ("k", callback(vec![pointer(named("big"))], Type::Void)),
            ],
        ),
        function("f", &[array(variadic(None, true), 2)], None),
    ]);
    assert_eq!(
        fields(&items[1]),
        [
            "v: uint8_t *  # function pointer, variadic",
            "c: uint8_t *  # function pointer, stdcall",
            "b: uint8_t *  # function pointer, struct big by value",
            "k: function pointer"
        ]
    );
    assert_eq!(signature(&items[2]), [array(pointer(Type::Uint(8)), 2)]);
    assert_eq!(items[2].remarks, ["arg0: function pointer, variadic"]);
}

#[test]
fn constants_that_alpha_cannot_write_are_skipped() {
    let constant = |name, ty, value| item(name, ItemKind::Constant(Constant { ty, value }));
    let items = lowered(vec![
        constant("A", Type::Uint(64), Literal::Integer(i128::from(i64::MAX))),
        constant(
            "B",
            Type::Uint(64),
            Literal::Integer(i128::from(i64::MAX) + 1),
        ),
        constant("C", Type::Int(64), Literal::Integer(i128::from(i64::MIN))),
        constant("D", array(Type::Uint(8), 1), Literal::Elements(vec![0])),
        constant("E", named("color"), Literal::Integer(1)),
        alias("color", Type::Uint(32)),
    ]);
    assert_eq!(names(&items), ["A", "B", "C", "D", "E"]);
    assert_eq!(
        reason(&items[1]),
        "the alpha compiler has no integers over 63 bits"
    );
    assert_eq!(
        reason(&items[3]),
        "the alpha compiler has no array constants"
    );
    assert!(matches!(&items[4].kind, ItemKind::Constant(c) if c.ty == Type::Uint(32)));
    assert!(matches!(items[2].kind, ItemKind::Constant(_)));
}

#[test]
fn types_move_before_their_first_use() {
    let items = lowered(vec![
        function("f", &[pointer(named("a"))], None),
        function("g", &[], None),
        structure("a", &[("b", constant_pointer(pointer(named("b"))))]),
        item("b", ItemKind::Opaque),
    ]);
    assert_eq!(names(&items), ["b", "a", "f", "g"]);
    assert_eq!(
        fields(&items[1]),
        ["b: const b **"].map(|_| "b: b *const *")
    );
}

#[test]
fn a_pointer_that_closes_a_circle_is_bytes() {
    let items = lowered(vec![
        structure(
            "node",
            &[
                ("next", pointer(named("node"))),
                ("all", pointer(constant_pointer(named("node")))),
                (
                    "visit",
                    callback(vec![pointer(named("node"))], Type::Int(32)),
                ),
                ("tree", pointer(named("tree"))),
            ],
        ),
        structure("tree", &[("root", array(pointer(named("node")), 2))]),
    ]);
    assert_eq!(names(&items), ["tree", "node"]);
    assert_eq!(fields(&items[0]), ["root: uint8_t *[2]  # struct node *"]);
    assert_eq!(
        fields(&items[1]),
        [
            "next: uint8_t *  # struct node *",
            "all: const uint8_t **  # const struct node **",
            "visit: function pointer  # struct node *",
            "tree: tree *"
        ]
    );
}

#[test]
fn holding_goes_before_pointing() {
    // `a` points to `b`, which holds `a`: `b` cannot stand first, though nothing else is in the way.
    let items = lowered(vec![
        structure("a", &[("b", pointer(named("b")))]),
        structure("b", &[("c", named("c"))]),
        structure("c", &[("a", named("a"))]),
    ]);
    assert_eq!(names(&items), ["a", "c", "b"]);
    assert_eq!(fields(&items[0]), ["b: uint8_t *  # struct b *"]);
    assert_eq!(fields(&items[2]), ["c: c"]);
}

#[test]
fn a_pointer_to_a_type_of_another_module_is_bytes() {
    let f = function("f", &[pointer(named("foreign"))], None);
    let g = function("g", &[named("foreign")], None);
    let items = lowered(vec![f, g]);
    assert_eq!(signature(&items[0]), [pointer(Type::Uint(8))]);
    assert_eq!(items[0].remarks, ["arg0: foreign *"]);
    assert_eq!(
        reason(&items[1]),
        "the alpha compiler has no passing of foreign by value"
    );
}

#[test]
fn long_chains_need_no_stack() {
    let chain = |ty: fn(Type) -> Type| {
        let mut items: Vec<Item> = (0..50_000)
            .map(|n| {
                structure(
                    &format!("s{n}"),
                    &[("next", ty(named(&format!("s{}", n + 1))))],
                )
            })
            .collect();
        items.push(item("s50000", plain(8, 8, &[]).into()));
        lowered(items)
    };
    assert_eq!(names(&chain(pointer))[0], "s50000");
    assert_eq!(names(&chain(|ty| array(ty, 1)))[0], "s50000");
}
