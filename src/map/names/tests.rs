//! Properties of the whole table: stable, unique, legal, in whatever order things are declared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::decls::model::{
    Constant, Convention, Enumeration, Enumerator, Function, FunctionType, QualType, Record,
    Source, Typedef, Value, Variable,
};
use crate::location::Location;
use crate::map::naming::Rename;

/// Names that meet each other, Pyrite's words, and each other's suffixes.
const WORDS: &[&str] = &[
    "stat",
    "Stat",
    "STAT",
    "stat_",
    "stat_struct",
    "stat_struct_",
    "stat_union",
    "stat_macro",
    "stat_enum",
    "stat_in",
    "stat_struct_in",
    "type",
    "type_",
    "type__",
    "type_struct",
    "Type",
    "match",
    "match_",
    "a$b",
    "a_b",
    "a_u24_b",
    "aB",
    "A_B",
    "AB",
    "x",
    "x_",
    "x_in",
    "x_anon0",
    "x_anon0_in",
    "lib_x",
    "lib_stat",
    "lib_type",
    "lib_",
    "LibX",
    "u8",
    "é",
    "e\u{301}",
    "a\u{202e}b",
    "_",
    "$",
    "print",
    "Print",
];

/// A declaration in short: C allows a set of them where no two clash within a name space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Short {
    Function(&'static str),
    Variable(&'static str),
    /// A typedef of `int`.
    Typedef(&'static str),
    /// `struct S`, a member without a name in it, and one in that; `true` with `typedef struct S S`.
    Struct(&'static str, bool),
    Union(&'static str),
    /// `enum E { e }`
    Enum(&'static str, &'static str),
    /// `enum { e }`
    Enumerator(&'static str),
    Macro(&'static str, i128),
}

impl Short {
    /// The names that it takes: in the name space of ordinary names, of tags, of macros.
    fn keys(&self) -> Vec<(u8, &'static str)> {
        match *self {
            Short::Function(name)
            | Short::Variable(name)
            | Short::Typedef(name)
            | Short::Enumerator(name) => vec![(0, name)],
            Short::Struct(name, true) => vec![(0, name), (1, name)],
            Short::Struct(name, false) | Short::Union(name) => vec![(1, name)],
            Short::Enum(name, enumerator) => vec![(1, name), (0, enumerator)],
            Short::Macro(name, _) => vec![(2, name)],
        }
    }

    /// What tells it from all others.
    fn key(&self) -> String {
        format!("{self:?}")
    }
}

fn source() -> Source {
    Source {
        location: Location {
            file: PathBuf::from("a.h").display().to_string().into(),
            line: 1,
            column: 1,
        },
        doc: None,
        facts: None,
        in_scope: true,
    }
}

fn int() -> QualType {
    QualType {
        ty: CType::Int,
        is_const: false,
        is_volatile: false,
    }
}

/// The declarations, and the identities of the types of each.
fn declarations(shorts: &[Short]) -> (Vec<Declaration>, Vec<(String, TypeId)>) {
    let mut all = Vec::new();
    let mut ids = Vec::new();
    let mut next = 0;
    for short in shorts {
        let mut id = |role: &str| {
            next += 1;
            ids.push((format!("{} {role}", short.key()), TypeId(next)));
            TypeId(next)
        };
        let record = |id, name, is_union| {
            Declaration::Record(Box::new(Record {
                id,
                name,
                is_union,
                definition: None,
                source: source(),
            }))
        };
        let enumeration = |id, name, of: &str| {
            Declaration::Enumeration(Box::new(Enumeration {
                id,
                name,
                underlying: CType::UInt,
                enumerators: vec![Enumerator {
                    name: of.to_owned(),
                    value: 0,
                    ty: CType::Int,
                    source: source(),
                }],
                source: source(),
            }))
        };
        let tag = |name: &str| TagName::Tag(name.to_owned());
        let typedef = |id, name: &str, ty| {
            Declaration::Typedef(Box::new(Typedef {
                id,
                name: name.to_owned(),
                target: QualType { ty, ..int() },
                layout: None,
                source: source(),
            }))
        };
        match *short {
            Short::Function(name) => all.push(Declaration::Function(Box::new(Function {
                name: name.to_owned(),
                link_name: None,
                ty: Box::new(FunctionType {
                    result: int(),
                    parameters: Vec::new(),
                    variadic: false,
                    prototyped: true,
                    convention: Convention::C,
                }),
                parameter_names: Vec::new(),
                source: source(),
            }))),
            Short::Variable(name) => all.push(Declaration::Variable(Box::new(Variable {
                name: name.to_owned(),
                link_name: None,
                ty: int(),
                is_imported: false,
                source: source(),
            }))),
            Short::Typedef(name) => all.push(typedef(id("type"), name, CType::Int)),
            Short::Struct(name, is_typedef) => {
                let (outer, inner, deepest) = (id("type"), id("inner"), id("deepest"));
                let member = |outer, name: &str| TagName::Member(outer, name.to_owned());
                all.push(record(deepest, member(inner, "in"), true));
                all.push(record(inner, member(outer, "anon0"), false));
                all.push(record(outer, tag(name), false));
                if is_typedef {
                    all.push(typedef(id("typedef"), name, CType::Record(outer)));
                }
            }
            Short::Union(name) => {
                let (outer, inner) = (id("type"), id("inner"));
                let member = TagName::Member(outer, "in".to_owned());
                all.push(record(inner, member, false));
                all.push(record(outer, tag(name), true));
            }
            Short::Enum(name, of) => all.push(enumeration(id("type"), tag(name), of)),
            Short::Enumerator(of) => all.push(enumeration(id("none"), TagName::Unnamed, of)),
            Short::Macro(name, value) => all.push(Declaration::Constant(Box::new(Constant {
                name: name.to_owned(),
                value: Value::Integer(value, CType::Int),
                is_object: false,
                source: source(),
            }))),
        }
    }
    (all, ids)
}

/// The name that each thing gets, by what it is.
fn table(shorts: &[Short], naming: &Naming) -> BTreeMap<String, String> {
    let (declarations, ids) = declarations(shorts);
    let names = Names::assign(&declarations, naming).unwrap();
    let mut table = BTreeMap::new();
    for (key, id) in ids {
        if let Some(name) = names.of_type(id) {
            table.insert(key, name.to_owned());
        }
    }
    for short in shorts {
        let value = match *short {
            Short::Function(name) | Short::Variable(name) => Some(names.of_value(name)),
            Short::Enum(_, of) | Short::Enumerator(of) => Some(names.of_value(of)),
            Short::Macro(name, _) => names.of_macro(name),
            Short::Typedef(_) | Short::Struct(..) | Short::Union(_) => None,
        };
        table.extend(value.map(|value| (short.key(), value.to_owned())));
    }
    table
}

/// Whatever C may declare.
fn shorts(most: usize) -> impl Strategy<Value = Vec<Short>> {
    let word = || select(WORDS);
    let one = prop_oneof![
        word().prop_map(Short::Function),
        word().prop_map(Short::Variable),
        word().prop_map(Short::Typedef),
        (word(), any::<bool>()).prop_map(|(name, typedef)| Short::Struct(name, typedef)),
        word().prop_map(Short::Union),
        (word(), word()).prop_map(|(name, of)| Short::Enum(name, of)),
        word().prop_map(Short::Enumerator),
        (word(), 0..2_i128).prop_map(|(name, value)| Short::Macro(name, value)),
    ];
    vec(one, 0..most).prop_map(|all| {
        let mut taken = BTreeSet::new();
        all.into_iter()
            .filter(|short| {
                let keys = short.keys();
                let is_free = keys.iter().all(|key| !taken.contains(key));
                if is_free {
                    taken.extend(keys);
                }
                is_free
            })
            .collect()
    })
}

/// Beginnings to leave out.
const PREFIXES: &[&[&str]] = &[&[], &["lib_"], &["stat_", "lib_", "x"]];

/// Whatever the user may want.
fn namings() -> impl Strategy<Value = Naming> {
    let prefixes = select(PREFIXES);
    let style = prop_oneof![Just(Style::C), Just(Style::Pyrite)];
    (prefixes, style).prop_map(|(prefixes, style)| Naming {
        renames: Vec::new(),
        prefixes: prefixes.iter().map(|prefix| (*prefix).to_owned()).collect(),
        style,
    })
}

/// What stands in a module twice if it is one thing: a typedef of its own tag.
fn is_same(one: &str, other: &str) -> bool {
    let stem = |key: &str| {
        key.trim_end_matches("typedef")
            .trim_end_matches("type")
            .to_owned()
    };
    stem(one) == stem(other)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn names_are_unique_and_legal(shorts in shorts(30), naming in namings()) {
        let table = table(&shorts, &naming);
        let mut by_name: BTreeMap<&String, &String> = BTreeMap::new();
        for (key, name) in &table {
            prop_assert!(is_legal(name) || name == "_", "{key}: {name}");
            if let Some(other) = by_name.insert(name, key) {
                prop_assert!(is_same(other, key), "{other} and {key}: {name}");
            }
        }
    }

    #[test]
    fn the_order_does_not_matter(
        shorts in shorts(30).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        naming in namings(),
    ) {
        let (one, other) = shorts;
        prop_assert_eq!(table(&one, &naming), table(&other, &naming));
    }

    /// The added names share no word with the others, in any style and with any prefix.
    #[test]
    fn what_is_added_elsewhere_renames_nothing(
        shorts in shorts(30),
        added in 0..WORDS.len(),
        naming in namings(),
        at in any::<prop::sample::Index>(),
    ) {
        const NEW: &[&str] = &["other", "Qux", "lib_zap", "while", "zap$p", "_OTHER_THING", "zig_zag"];
        let new = NEW[added % NEW.len()];
        let before = table(&shorts, &naming);
        for more in [
            Short::Function(new),
            Short::Struct(new, true),
            Short::Struct(new, false),
            Short::Enum(new, "elsewhere"),
            Short::Macro(new, 1),
        ] {
            let mut all = shorts.clone();
            all.insert(at.index(all.len() + 1), more);
            let after = table(&all, &naming);
            for (key, name) in &before {
                prop_assert_eq!(Some(name), after.get(key), "{} added to {}", new, key);
            }
        }
    }

    #[test]
    fn a_name_that_the_user_gives_is_given_or_refused(
        shorts in shorts(20),
        old in select(WORDS),
        new in select(&["stat", "Stat", "brand_new", "x_anon0", "type_"][..]),
        naming in namings(),
    ) {
        let text = format!("{old}={new}");
        let naming = Naming { renames: vec![Rename::parse(&text).unwrap()], ..naming };
        let (declared, _) = declarations(&shorts);
        if let Ok(names) = Names::assign(&declared, &naming) {
            let has_old = shorts.iter().any(|short| short.keys().iter().any(|(_, name)| *name == old));
            if has_old && names.remarks().iter().all(|remark| !remark.message.contains("--rename")) {
                prop_assert!(table(&shorts, &naming).values().any(|name| name == new));
            }
        }
    }
}

#[test]
fn each_table_in_words() {
    let table = |shorts: &[Short]| -> Vec<String> {
        let table = table(shorts, &Naming::default());
        table
            .into_iter()
            .map(|(key, name)| format!("{key}: {name}"))
            .collect()
    };
    assert_eq!(
        table(&[
            Short::Struct("stat", false),
            Short::Function("stat"),
            Short::Function("stat_struct")
        ]),
        [
            "Function(\"stat\"): stat",
            "Function(\"stat_struct\"): stat_struct",
            "Struct(\"stat\", false) deepest: stat_anon0_in",
            "Struct(\"stat\", false) inner: stat_anon0",
            "Struct(\"stat\", false) type: stat_struct_",
        ]
    );
    assert_eq!(
        table(&[Short::Enumerator("x"), Short::Macro("x", 0)]),
        ["Enumerator(\"x\"): x"]
    );
    assert_eq!(
        table(&[Short::Enumerator("x"), Short::Macro("x", 1)]),
        ["Enumerator(\"x\"): x", "Macro(\"x\", 1): x_macro"]
    );
}
