//! Modules that no header would give: written, and read back.

use libtest_mimic::Failed;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use quarry_bindgen::decls::model::Layout;
use quarry_bindgen::diagnostic::Reason;
use quarry_bindgen::emit;
use quarry_bindgen::location::Location;
use quarry_bindgen::map::model::*;
use quarry_bindgen::target::{DataModel, Target};

use crate::expected;

/// A name that is no word of the language.
fn name() -> impl Strategy<Value = String> {
    "[A-Za-z_é定][A-Za-z0-9_é定$]{0,12}_n"
}

/// Names that differ.
fn unique(names: Vec<String>) -> Vec<String> {
    (0..)
        .zip(names)
        .map(|(at, name): (usize, _)| format!("{name}{at}"))
        .collect()
}

/// Text with a taste for what has a meaning in Pyrite.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(|c| c.to_string()),
        prop::sample::select(vec![
            "\"",
            "\"\"\"",
            "\\",
            "\n",
            "\r\n",
            "\0",
            "\t",
            " ",
            "#",
            "\\u{41}",
            "# skipped: ",
            "\u{202e}",
            "\u{2028}",
            "\u{feff}",
            "a",
            "word ",
            "\\n",
        ])
        .prop_map(str::to_owned),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Types that a value may have.
fn ty(alpha: bool) -> impl Strategy<Value = Type> {
    let bits = prop::sample::select(vec![8_u8, 16, 32, 64]);
    let leaf = prop_oneof![
        bits.clone().prop_map(Type::Int),
        bits.prop_map(Type::Uint),
        Just(Type::Bool),
        Just(Type::Float(32)),
        Just(Type::Float(64)),
        name().prop_map(Type::Named),
        Just(if alpha { Type::Bool } else { Type::Usize }),
        Just(if alpha { Type::Bool } else { Type::Isize }),
    ];
    leaf.prop_recursive(4, 12, 3, move |inner| {
        let pointee = if alpha {
            inner.clone().boxed()
        } else {
            prop_oneof![3 => inner.clone(), 1 => Just(Type::Void)].boxed()
        };
        let result = prop_oneof![inner.clone(), Just(Type::Void)];
        let convention = option::of(text()).prop_map(move |it| it.filter(|_| !alpha));
        let parameters = vec(inner.clone().prop_map(passed), 0..3);
        let variadic = if alpha {
            Just(false).boxed()
        } else {
            any::<bool>().boxed()
        };
        prop_oneof![
            (any::<bool>(), pointee).prop_map(|(mutable, pointee)| Type::Pointer {
                mutable,
                pointee: Box::new(pointee),
            }),
            (inner, any::<u64>()).prop_map(|(element, len)| Type::Array {
                element: Box::new(element),
                len,
            }),
            name().prop_map(|name| Type::Optional(Box::new(Type::Named(name)))),
            (
                any::<bool>(),
                convention,
                parameters,
                variadic,
                result.prop_map(passed)
            )
                .prop_map(|(nullable, convention, parameters, variadic, result)| {
                    Type::Function(Box::new(Signature {
                        nullable,
                        convention,
                        parameters,
                        variadic,
                        result,
                    }))
                }),
        ]
    })
}

/// The type as a parameter has it: C passes no arrays.
fn passed(ty: Type) -> Type {
    if let Type::Array { element, .. } = ty {
        return Type::Pointer {
            mutable: true,
            pointee: element,
        };
    }
    ty
}

/// A constant of any type.
fn constant(alpha: bool) -> impl Strategy<Value = Constant> {
    let finite = |value: f64| if value.is_finite() { value } else { 0.5 };
    let array = |values: Vec<u8>| Constant {
        ty: Type::Array {
            element: Box::new(Type::Uint(8)),
            len: values.len() as u64,
        },
        value: Literal::Elements(values.into_iter().map(i64::from).collect()),
    };
    let of = |ty, value| Constant { ty, value };
    let named = if alpha {
        Type::Int(64)
    } else {
        Type::Named("q".to_owned())
    };
    prop_oneof![
        any::<i32>().prop_map(move |v| of(Type::Int(32), Literal::Integer(v.into()))),
        any::<u64>().prop_map(move |v| of(Type::Uint(64), Literal::Integer(v.into()))),
        any::<i128>().prop_map(move |v| of(named.clone(), Literal::Integer(v))),
        any::<bool>().prop_map(move |v| of(Type::Bool, Literal::Bool(v))),
        any::<u64>()
            .prop_map(move |v| of(Type::Float(64), Literal::Float(finite(f64::from_bits(v))))),
        any::<u32>().prop_map(move |v| {
            let value = finite(f64::from(f32::from_bits(v)));
            of(Type::Float(32), Literal::Float(value))
        }),
        text().prop_map(move |v| of(Type::Str, Literal::Text(v))),
        vec(any::<u8>(), 0..9).prop_map(array),
    ]
}

/// Bit-fields of one storage field, side by side.
fn accessors(widths: Vec<(u32, u8, u8)>) -> Vec<Accessor> {
    let mut at = 0_u32;
    let accessor = |(index, (gap, size, kind)): (usize, (u32, u8, u8))| {
        let bits = 8_u8 << (size % 4);
        let width = if kind % 3 == 0 {
            1
        } else {
            1 + (gap * 37 + 11) % u32::from(bits)
        };
        at += gap % 11;
        let start = at;
        at += width;
        let integer = match kind % 3 {
            0 => Type::Bool,
            1 => Type::Int(bits),
            _ => Type::Uint(bits),
        };
        let pieces = (start / 8..=(at - 1) / 8).map(|byte| {
            let first = start.max(byte * 8);
            Piece {
                byte: byte.into(),
                shift: first % 8,
                width: at.min(byte * 8 + 8) - first,
                at: first - start,
            }
        });
        Accessor {
            c_name: String::new(),
            getter: format!("get{index}"),
            setter: format!("set_{index}"),
            ty: if gap % 5 == 0 {
                Type::Named("alias".to_owned())
            } else {
                integer.clone()
            },
            integer,
            storage: "_bits0".to_owned(),
            offset_bits: start.into(),
            width,
            pieces: pieces.collect(),
            place: String::new(),
        }
    };
    widths.into_iter().enumerate().map(accessor).collect()
}

/// A kind of item.
fn kind(alpha: bool) -> BoxedStrategy<ItemKind> {
    let power = || option::of((0..28_u32).prop_map(|n| 1_u64 << n));
    let fields = vec((name(), ty(alpha)), 0..6);
    let few = vec(
        (any::<u16>().prop_map(u32::from), any::<u8>(), any::<u8>()),
        0..4,
    );
    let record = (any::<bool>(), power(), power(), fields, few).prop_map(
        move |(is_union, packed, align, fields, bits)| {
            let (names, types): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
            let fields = unique(names)
                .into_iter()
                .zip(types)
                .map(|(name, ty)| Field {
                    name,
                    ty,
                    remark: None,
                    is_padding: false,
                    offset: 0,
                });
            Record {
                is_union: is_union && !alpha,
                packed: packed.filter(|_| !alpha),
                align: align.filter(|_| !alpha),
                fields: fields.collect(),
                layout: Layout { size: 1, align: 1 },
                by_value: true,
                accessors: if alpha { Vec::new() } else { accessors(bits) },
            }
            .into()
        },
    );
    let parameters = vec((name(), ty(alpha).prop_map(passed)), 0..5);
    let result = option::of(ty(alpha).prop_map(passed));
    let function = (
        option::of(text()),
        option::of(text()),
        parameters,
        any::<bool>(),
        result,
    )
        .prop_map(
            move |(link_name, convention, parameters, variadic, result)| {
                let (names, types): (Vec<_>, Vec<_>) = parameters.into_iter().unzip();
                let parameters = unique(names).into_iter().zip(types);
                Function {
                    link_name: link_name.filter(|_| !alpha),
                    convention: convention.filter(|_| !alpha),
                    parameters: parameters
                        .map(|(name, ty)| Parameter { name, ty })
                        .collect(),
                    variadic: variadic && !alpha,
                    result,
                }
                .into()
            },
        );
    let constant = constant(alpha).prop_map(ItemKind::Constant);
    let skipped =
        "[a-z ]{1,9}[(]x[)] at b".prop_map(|text| ItemKind::Skipped(Reason::NotAConstant(text)));
    if alpha {
        return prop_oneof![record, function, constant, skipped, Just(ItemKind::Opaque)].boxed();
    }
    let variable =
        (option::of(text()), any::<bool>(), ty(alpha)).prop_map(|(link_name, mutable, ty)| {
            ItemKind::Variable(Variable {
                link_name,
                mutable,
                ty,
            })
        });
    let alias = ty(alpha).prop_map(ItemKind::Alias);
    prop_oneof![
        record,
        function,
        constant,
        skipped,
        variable,
        alias,
        Just(ItemKind::Opaque)
    ]
    .boxed()
}

/// A module.
fn module() -> impl Strategy<Value = Module> {
    any::<bool>().prop_flat_map(|alpha| {
        let item = (name(), kind(alpha), vec(doc(), 0..3), option::of(doc()));
        (vec(item, 0..8), vec(name(), 0..3)).prop_map(move |(items, link)| Module {
            schema: SCHEMA,
            headers: vec!["a.h".to_owned()],
            target: Target::parse("x86_64-unknown-linux-gnu").unwrap(),
            dialect: if alpha { Dialect::Alpha } else { Dialect::Spec },
            data_model: DataModel::lp64(),
            link: unique(link),
            doc: Vec::new(),
            needed: Default::default(),
            items: items.into_iter().map(item_of).collect(),
        })
    })
}

/// A line of documentation.
fn doc() -> impl Strategy<Value = String> {
    "([a-z]{1,9} |\\\\|\"|'|# skipped: |@cfg|é){0,20}"
}

/// An item of its parts.
fn item_of((name, kind, doc, remark): (String, ItemKind, Vec<String>, Option<String>)) -> Item {
    Item {
        name,
        c_name: None,
        location: Location {
            file: "sys/a b.h".into(),
            line: 7,
            column: 1,
        },
        doc: doc.into(),
        remarks: remark.into_iter().collect(),
        kind,
    }
}

/// What is written of any module reads as it.
pub(crate) fn modules() -> Result<(), Failed> {
    let config = Config {
        cases: 1000,
        failure_persistence: None,
        ..Config::default()
    };
    let run = TestRunner::new(config).run(&module(), |module| {
        let text = emit::emit(&module);
        expected::compare(&module, &text)
            .map_err(|what| TestCaseError::fail(format!("{what}\n{text}")))
    });
    run.map_err(|error| error.to_string().into())
}
