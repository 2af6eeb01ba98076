//! Mapped modules made by hand.

use quarry_bindgen::decls::model::Layout;
use quarry_bindgen::diagnostic::Reason;
use quarry_bindgen::location::Location;
use quarry_bindgen::map::model::*;
use quarry_bindgen::target::{DataModel, Scalar, Target};

/// A module for a target.
pub(crate) fn module(triple: &str, items: Vec<Item>) -> Module {
    let target = Target::parse(triple).unwrap();
    let mut data_model = DataModel::lp64();
    if target.os == "windows" || target.pointer_width != 64 {
        data_model.long = Scalar { size: 4, align: 4 };
    }
    data_model.char_signed = !target.big_endian;
    Module {
        schema: SCHEMA,
        headers: vec!["a.h".to_owned()],
        target,
        dialect: Dialect::Spec,
        data_model,
        link: Vec::new(),
        doc: Vec::new(),
        needed: Default::default(),
        items,
    }
}

/// An item without documentation or remarks.
pub(crate) fn item(name: &str, kind: ItemKind) -> Item {
    Item {
        name: name.to_owned(),
        c_name: None,
        location: Location {
            file: "a.h".into(),
            line: 7,
            column: 1,
        },
        doc: Vec::new().into(),
        remarks: Vec::new(),
        kind,
    }
}

/// An alias.
pub(crate) fn alias(name: &str, ty: Type) -> Item {
    item(name, ItemKind::Alias(ty))
}

/// An alias of an item.
pub(crate) fn named(name: &str, of: &str) -> Item {
    alias(name, Type::Named(of.to_owned()))
}

/// What is skipped.
pub(crate) fn skipped(name: &str) -> Item {
    item(name, ItemKind::Skipped(Reason::FunctionLikeMacro))
}

/// C's `long`.
pub(crate) fn long(bits: u8) -> Type {
    Type::Basic(Basic {
        name: BasicName::Long,
        width: Width::Int(bits),
    })
}

/// C's `int`.
pub(crate) fn int() -> Type {
    Type::Basic(Basic {
        name: BasicName::Int,
        width: Width::Int(32),
    })
}

/// A structure of one field, with bit-fields of which only the first byte's shift is told.
pub(crate) fn record(field: Type, shift: Option<u32>) -> Item {
    let accessor = |shift: u32| Accessor {
        c_name: "b".to_owned(),
        getter: "b".to_owned(),
        setter: "set_b".to_owned(),
        ty: Type::Uint(8),
        integer: Type::Uint(8),
        storage: "f".to_owned(),
        offset_bits: 0,
        width: 4,
        pieces: vec![Piece {
            byte: 0,
            shift,
            width: 4,
            at: 0,
        }],
        place: String::new(),
    };
    item(
        "s",
        Record {
            is_union: false,
            packed: None,
            align: None,
            fields: vec![Field {
                name: "f".to_owned(),
                ty: field,
                remark: None,
                is_padding: false,
                offset: 0,
            }],
            layout: Layout { size: 8, align: 8 },
            by_value: true,
            accessors: shift.map(accessor).into_iter().collect(),
        }
        .into(),
    )
}

/// The same item with documentation.
pub(crate) fn documented(doc: &str, mut item: Item) -> Item {
    item.doc = vec![doc.to_owned()].into();
    item
}
