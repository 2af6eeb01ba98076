//! The ways in which C code computes where members are, against clang, on four targets: the
//! evaluator decides each of them, and refuses what clang refuses.

#![allow(clippy::wildcard_enum_match_arm)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::rc::Rc;

use super::judge::{TARGETS, assertion, clangs, predefined_macros, refusals, run};
use super::*;
use crate::target::{DataModel, Scalar};

/// The declarations, as [`Declared`] knows them.
const DECLARATIONS: &str = "
typedef unsigned char byte;
typedef byte *PBYTE;
struct pair { short first; long second; };
struct record {
    char tag;
    int number;
    struct pair pairs[3];
    union { double real; struct { byte low; struct pair inner; }; };
    const char *text;
    int grid[2][4];
    void (*call)(int);
    char tail[];
};
struct flags { unsigned bits : 3; };
struct opaque;
typedef int some[];
typedef struct record record;
extern struct record object;
";

/// Each has a value.
const VALUES: [&str; 45] = [
    "__builtin_offsetof(struct record, call)",
    "__builtin_offsetof(record, pairs[2].second)",
    "__builtin_offsetof(record, grid[1][3])",
    "__builtin_offsetof(record, tail[5])",
    "((long)(__SIZE_TYPE__)&(((record *)0)->low))",
    "((long)(__SIZE_TYPE__)&((record *)0)->inner.second)",
    "((int)(((PBYTE)(&((record *)((PBYTE)0))->text) - ((PBYTE)((record *)0))) \
     + sizeof(((record *)((PBYTE)0))->text)))",
    "((char *)&((struct record *)0)->grid - (char *)0)",
    "((char *)&(*(record *)0).number - (char *)(record *)0)",
    "(&((record *)0)->grid[1][2] - ((record *)0)->grid[0])",
    "(&((record *)0)->grid[1] - ((record *)0)->grid)",
    "((char *)&((record *)64)->number - (char *)64)",
    "(&((record *)0)->pairs[2] - &((record *)0)->pairs[0])",
    "((record *)0 + 3 - (record *)0)",
    "((char *)(2 + (struct pair *)0) - (char *)0)",
    "(sizeof(((record *)0)->pairs) / sizeof(((record *)0)->pairs[0]))",
    "sizeof(((record *)0)->real)",
    "sizeof(((record *)0)->tag)",
    "sizeof(((record *)0)->tag + 1)",
    "sizeof(-((record *)0)->pairs->first)",
    "sizeof(((record *)0)->pairs[0].second << 1)",
    "sizeof(((record *)0)->text + 1)",
    "sizeof(((record *)0)->real * 2)",
    "sizeof(*((record *)0)->grid)",
    "sizeof(((record *)0)->grid + 0)",
    "sizeof(*((record *)0)->text)",
    "sizeof(object.text)",
    "sizeof object",
    "sizeof((&object)->pairs[7].first)",
    "sizeof((char)object.number)",
    "((__UINTPTR_TYPE__)((record *)0 + 2))",
    "((__UINTPTR_TYPE__)&((record *)0)[3].pairs[1].second)",
    "(((unsigned short)(__SIZE_TYPE__)&(*(volatile byte *)(0x1f + 0x20))) - 0x20)",
    "((byte)(__SIZE_TYPE__)((char *)0x123))",
    "((_Bool)(void *)256)",
    "(!!(record *)8)",
    "((void *)0 ? 1 : 2L)",
    "((char *)8 > (char *)4)",
    "((__SIZE_TYPE__)((void *)0 + 3))",
    "((__UINTPTR_TYPE__)(1 ? (char *)4 : (char *)0))",
    "((__UINTPTR_TYPE__)(char *)-1)",
    "((__UINTPTR_TYPE__)(0 ? (char *)4 : 0))",
    "sizeof(int[2][sizeof(((record *)0)->grid[0])])",
    "sizeof(record *[3])",
    "sizeof(void)",
];

/// None has one.
const REFUSED: [&str; 14] = [
    "sizeof(struct opaque)",
    "sizeof(*(struct opaque *)0)",
    "sizeof(some)",
    "sizeof(int[])",
    "sizeof(((record *)0)->tail)",
    "sizeof(((struct flags *)0)->bits)",
    "((long)(__SIZE_TYPE__)&((struct flags *)0)->bits)",
    "__builtin_offsetof(struct flags, bits)",
    "((float)(void *)8)",
    "((record)0)",
    "(((record *)0)->number)",
    "(((record *)0)->number + 1)",
    "(object.tag)",
    "(5 - (char *)8)",
];

/// The members of a record: name, offset in bits, whether it is a bit-field, type.
type Members = Vec<(&'static str, u64, bool, TypeFacts)>;

/// What [`DECLARATIONS`] says, laid out by one data model.
struct Declared {
    /// Types by name.
    types: Vec<(&'static str, TypeFacts)>,
    /// Members of the records, by handle.
    records: Vec<Members>,
}

impl Names for Declared {
    fn enumerator(&self, _: &str) -> Option<(i128, CType)> {
        None
    }

    fn type_named(&self, name: &str) -> Option<TypeFacts> {
        let mut types = self.types.iter();
        types
            .find(|(known, _)| *known == name)
            .map(|(_, facts)| facts.clone())
    }

    fn is_declared(&self, name: &str) -> bool {
        name == "object"
    }

    fn type_of(&self, variable: &str) -> Option<TypeFacts> {
        self.is_declared(variable)
            .then(|| self.type_named("record"))?
    }

    fn member(&self, record: RecordHandle, name: &str) -> Option<Member> {
        let mut members = self.records.get(record.0)?.iter();
        members
            .find(|member| member.0 == name)
            .map(|member| Member {
                offset_bits: member.1,
                is_bit_field: member.2,
                ty: member.3.clone(),
            })
    }
}

/// A type with its layout.
fn facts(form: Form, size: u64, align: u64) -> TypeFacts {
    TypeFacts {
        spelled: match &form {
            Form::Arithmetic(ty) => ty.clone(),
            _ => CType::Void,
        },
        form,
        layout: Some(Layout { size, align }),
    }
}

/// An arithmetic type.
fn number(ty: CType, scalar: Scalar) -> TypeFacts {
    facts(Form::Arithmetic(ty), scalar.size, scalar.align)
}

/// A pointer.
fn pointer(target: TypeFacts, model: &DataModel) -> TypeFacts {
    let Scalar { size, align } = model.pointer;
    facts(Form::Pointer(Some(Rc::new(target))), size, align)
}

/// An array.
fn array(element: TypeFacts, len: Option<u64>) -> TypeFacts {
    let layout = element.layout.unwrap();
    let size = layout.size * len.unwrap_or(0);
    facts(Form::Array(Some(Rc::new(element)), len), size, layout.align)
}

/// Places members one after the other, as C does where nothing is packed.
fn lay_out(members: Vec<(&'static str, TypeFacts)>, handle: usize) -> (Members, TypeFacts) {
    let (mut at, mut align) = (0u64, 1);
    let mut placed = Vec::new();
    for (name, ty) in members {
        let layout = ty.layout.unwrap();
        at = at.next_multiple_of(layout.align);
        placed.push((name, at * 8, false, ty));
        at += layout.size;
        align = align.max(layout.align);
    }
    let size = at.next_multiple_of(align);
    (
        placed,
        facts(Form::Record(RecordHandle(handle)), size, align),
    )
}

impl Declared {
    /// The declarations on one target.
    fn on(model: &DataModel) -> Declared {
        let byte = facts(Form::Arithmetic(CType::UChar), 1, 1);
        let char = facts(Form::Arithmetic(CType::Char), 1, 1);
        let int = number(CType::Int, model.int);
        let pair = vec![
            ("first", number(CType::Short, model.short)),
            ("second", number(CType::Long, model.long)),
        ];
        let (pair_members, pair) = lay_out(pair, 0);
        let (inner_members, inner) =
            lay_out(vec![("low", byte.clone()), ("inner", pair.clone())], 9);
        let double = number(CType::Double, model.double);
        let (double_layout, inner_layout) = (double.layout.unwrap(), inner.layout.unwrap());
        let align = double_layout.align.max(inner_layout.align);
        let size = double_layout.size.max(inner_layout.size);
        let union = facts(Form::Other, size.next_multiple_of(align), align);
        let function = TypeFacts {
            spelled: CType::Void,
            form: Form::Function,
            layout: None,
        };
        let members = vec![
            ("tag", char.clone()),
            ("number", int.clone()),
            ("pairs", array(pair.clone(), Some(3))),
            ("", union),
            ("text", pointer(char.clone(), model)),
            ("grid", array(array(int.clone(), Some(4)), Some(2))),
            ("call", pointer(function, model)),
            ("tail", array(char, None)),
        ];
        let (mut members, record) = lay_out(members, 1);
        let start = members.iter().find(|member| member.0.is_empty()).unwrap().1;
        members.push(("real", start, false, double));
        for (name, offset, _, ty) in inner_members {
            members.push((name, start + offset, false, ty));
        }
        let flags = vec![("bits", 0, true, number(CType::UInt, model.int))];
        let flags_type = facts(Form::Record(RecordHandle(2)), 4, 4);
        let opaque = TypeFacts {
            spelled: CType::Void,
            form: Form::Record(RecordHandle(3)),
            layout: None,
        };
        Declared {
            types: vec![
                ("byte", byte.clone()),
                ("PBYTE", pointer(byte, model)),
                ("struct pair", pair),
                ("struct record", record.clone()),
                ("record", record),
                ("struct flags", flags_type),
                ("struct opaque", opaque),
                ("some", array(int, None)),
            ],
            records: vec![pair_members, members, flags, Vec::new()],
        }
    }
}

#[test]
fn clang_agrees_on_every_offset() {
    for clang in clangs() {
        for (target, model) in TARGETS {
            let model = model();
            let predefined = predefined_macros(clang, target);
            let bodies = VALUES.iter().chain(&REFUSED);
            let sources: Vec<(String, String)> = bodies
                .enumerate()
                .map(|(index, body)| (format!("M{index}"), format!("M{index} {body}")))
                .collect();
            let mut macros = Macros::default();
            for (name, definition) in &predefined {
                macros.define(name, definition);
            }
            for (name, source) in &sources {
                macros.define(name, source);
            }
            let names = Declared::on(&model);
            let mut evaluator = Evaluator::new(&macros, &names, &model);
            let mut text = DECLARATIONS.to_owned();
            for (index, (name, source)) in sources.iter().enumerate() {
                writeln!(text, "#define {source}").unwrap();
                match evaluator.evaluate(name) {
                    Outcome::Value(value) if index < VALUES.len() => {
                        text.push_str(&assertion(name, &value));
                    }
                    Outcome::Skipped(Reason::NotAConstant(_)) if index >= VALUES.len() => {
                        let variable = format!("__auto_type refused_{name} = ({name});");
                        writeln!(text, "#ifdef REFUSED\n{variable}\n#endif").unwrap();
                    }
                    other => panic!("{target}: {source}: {other:?}"),
                }
            }
            let (passed, _, errors) = run(clang, target, &["-fsyntax-only"], &text);
            assert!(passed, "{clang} {target}: {errors}");
            let (refused, errors) = refusals(clang, target, &text);
            assert_eq!(refused, REFUSED.len(), "{clang} {target}: {errors}");
        }
    }
}
