//! Macros and what they are, on the four kinds of data model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};

use crate::decls::model::{TextUnit, TypeId};
use crate::target::{DataModel, Scalar};

use super::*;

mod expansion;
mod literals;
mod operands;

/// A data model from the sizes of short, int, long, long long, pointer, double, long double and
/// `wchar_t`, all naturally aligned.
pub(super) fn model(sizes: [u64; 8], wchar_signed: bool, char_signed: bool) -> DataModel {
    let [
        short,
        int,
        long,
        long_long,
        pointer,
        double,
        long_double,
        wchar,
    ] = sizes.map(|size| Scalar { size, align: size });
    DataModel {
        char_signed,
        big_endian: false,
        short,
        int,
        long,
        long_long,
        pointer,
        float: Scalar { size: 4, align: 4 },
        double,
        long_double,
        wchar,
        wchar_signed,
        flt_eval_method: 0,
    }
}

/// x86_64 Linux.
pub(super) fn lp64() -> DataModel {
    model([2, 4, 8, 8, 8, 8, 16, 4], true, true)
}

/// x86_64 Windows with msvc.
pub(super) fn llp64() -> DataModel {
    model([2, 4, 4, 8, 8, 8, 8, 2], false, true)
}

/// i686 Linux.
pub(super) fn ilp32() -> DataModel {
    let mut model = model([2, 4, 4, 8, 4, 8, 12, 4], true, true);
    model.double.align = 4;
    model.long_long.align = 4;
    model.long_double.align = 4;
    model
}

/// AVR, as clang has it: only `short` is aligned.
pub(super) fn avr() -> DataModel {
    let mut model = model([2, 2, 4, 8, 2, 4, 4, 2], true, true);
    for scalar in [
        &mut model.int,
        &mut model.long,
        &mut model.long_long,
        &mut model.pointer,
        &mut model.float,
        &mut model.double,
        &mut model.long_double,
        &mut model.wchar,
    ] {
        scalar.align = 1;
    }
    model
}

/// AArch64 Linux.
fn arm64() -> DataModel {
    model([2, 4, 8, 8, 8, 8, 16, 4], false, false)
}

/// The declarations around the macros of these examples.
pub(super) struct Header;

/// Identities of the types below.
const DWORD: CType = CType::Typedef(TypeId(1));
/// `typedef unsigned char byte;`
const BYTE: CType = CType::Typedef(TypeId(2));
/// `enum color`
const COLOR: CType = CType::Enumeration(TypeId(3));

impl Names for Header {
    fn enumerator(&self, name: &str) -> Option<(i128, CType)> {
        match name {
            "EA" => Some((1, CType::Int)),
            "EB" => Some((6, CType::Int)),
            "EBIG" => Some((0x1_0000_0000, CType::Long)),
            _ => None,
        }
    }

    fn type_named(&self, name: &str) -> Option<TypeFacts> {
        let facts = |spelled, form, size| {
            Some(TypeFacts {
                spelled,
                form,
                layout: Some(Layout { size, align: size }),
            })
        };
        let record = Form::Record(RecordHandle(6));
        match name {
            "DWORD" => facts(DWORD, Form::Arithmetic(CType::UInt), 4),
            "byte" => facts(BYTE, Form::Arithmetic(CType::UChar), 1),
            "enum color" => facts(COLOR, Form::Arithmetic(CType::UInt), 4),
            "destructor" => facts(CType::Typedef(TypeId(4)), Form::Pointer(None), 8),
            "GUID" => facts(CType::Typedef(TypeId(5)), record, 16),
            "struct S" => facts(CType::Record(TypeId(6)), record, 16),
            _ => None,
        }
    }

    fn type_of(&self, _: &str) -> Option<TypeFacts> {
        None
    }

    fn member(&self, _: RecordHandle, _: &str) -> Option<Member> {
        None
    }

    fn is_declared(&self, name: &str) -> bool {
        matches!(name, "f" | "object" | "stdin" | "strlen" | "FP_REAL")
    }
}

/// The macros of a header, one definition each.
fn table<'a>(definitions: &[&'a str]) -> Macros<'a> {
    let mut macros = Macros::default();
    for definition in definitions {
        let end = definition
            .find(|character: char| !character.is_alphanumeric() && character != '_')
            .unwrap_or(definition.len());
        macros.define(&definition[..end], *definition);
    }
    macros
}

/// The outcome of the last of these definitions.
fn last(definitions: &[&str], model: &DataModel) -> Outcome {
    let macros = table(definitions);
    let name = definitions.last().unwrap();
    let end = name
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(name.len());
    Evaluator::new(&macros, &Header, model).evaluate(&name[..end])
}

/// The outcome of a replacement list on its own.
fn is(replacement: &str, model: &DataModel) -> Outcome {
    last(&[&format!("M {replacement}")], model)
}

/// An integer constant.
fn int(value: i128, ty: CType) -> Outcome {
    Outcome::Value(Value::Integer(value, ty))
}

/// A floating constant.
fn real(value: f64, ty: CType) -> Outcome {
    Outcome::Value(Value::Float(value, ty))
}

/// A narrow text.
fn bytes(text: &[u8]) -> Outcome {
    units(
        &text.iter().map(|byte| u32::from(*byte)).collect::<Vec<_>>(),
        TextUnit::Byte,
    )
}

/// A text.
fn units(units: &[u32], unit: TextUnit) -> Outcome {
    Outcome::Value(Value::Text(units.to_vec(), unit))
}

/// Not a constant, with this text.
fn not(text: &str) -> Outcome {
    Outcome::Skipped(Reason::NotAConstant(text.to_owned()))
}

/// A type that no constant has.
fn unsupported(text: &str) -> Outcome {
    Outcome::Skipped(Reason::UnsupportedConstant(text.to_owned()))
}

/// Another name.
fn renames(text: &str) -> Outcome {
    Outcome::Skipped(Reason::RenamingMacro(text.to_owned()))
}
